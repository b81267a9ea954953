/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "quote.h"

#include "chars.h"

#include <string.h>

/* Quoting as in Python's http.cookies, but on bytes: `é` becomes `\303\251`. */

static inline gboolean
is_octal_escape (const char *text,
                 const char *end)
{
  return end - text >= 4 && text[0] == '\\' &&
         text[1] >= '0' && text[1] <= '3' &&
         text[2] >= '0' && text[2] <= '7' &&
         text[3] >= '0' && text[3] <= '7';
}

static inline guint8
octal_escape_value (const char *text)
{
  return (text[1] - '0') << 6 | (text[2] - '0') << 3 | (text[3] - '0');
}

/* Whether a text is quoted: if it is empty or has a character that a name cannot have. */
gboolean
cookie_quote_is_needed (const char *text,
                        gsize       length)
{
  return length == 0 || cookie_text_span (text, length, COOKIE_CHAR_NAME) < length;
}

/* Appends @text to @string, quoted if it has to be. */
void
cookie_quote_append (GString    *string,
                     const char *text)
{
  gsize length = strlen (text);

  if (!cookie_quote_is_needed (text, length))
    {
      g_string_append_len (string, text, length);
      return;
    }

  g_string_append_c (string, '"');

  for (gsize i = 0; i < length;)
    {
      gsize plain = cookie_text_span (text + i, length - i, COOKIE_CHAR_PLAIN);
      guint8 c;

      g_string_append_len (string, text + i, plain);
      i += plain;
      if (i == length)
        break;

      c = text[i++];
      if (c == '"' || c == '\\')
        {
          const char escape[] = { '\\', c };

          g_string_append_len (string, escape, sizeof escape);
        }
      else
        {
          const char escape[] = { '\\', '0' + (c >> 6), '0' + (c >> 3 & 7), '0' + (c & 7) };

          g_string_append_len (string, escape, sizeof escape);
        }
    }

  g_string_append_c (string, '"');
}

/* Returns the index of `\000` in a quoted text, or @length if there is none. A C string cannot
 * hold a NUL.
 */
gsize
cookie_quote_find_nul (const char *text,
                       gsize       length)
{
  const char *end;

  if (!cookie_is_quoted (text, length))
    return length;

  end = text + length - 1;
  for (const char *p = text + 1; (p = memchr (p, '\\', end - p)) != NULL; p += MIN (2, end - p))
    {
      if (is_octal_escape (p, end) && octal_escape_value (p) == 0)
        return p - text;
    }

  return length;
}

/* Unescapes a run of bytes above 7F from @text to @out. If the run is not valid UTF-8, it is read
 * as ISO-8859-1.
 */
static const char *
unquote_run (const char  *text,
             const char  *end,
             char       **out)
{
  char *run = *out;
  gsize n = 0;

  for (; is_octal_escape (text, end) && octal_escape_value (text) >= 0x80; text += 4)
    run[n++] = octal_escape_value (text);

  if (!g_utf8_validate (run, n, NULL))
    {
      /* An escape has four bytes and becomes two, so there is room. */
      for (gsize i = n; i-- > 0;)
        {
          guint8 byte = run[i];

          run[2 * i] = 0xc0 | byte >> 6;
          run[2 * i + 1] = 0x80 | (byte & 0x3f);
        }
      n *= 2;
    }

  *out += n;

  return text;
}

/* Writes the unquoted @text, which is quoted, to @unquoted, where there is room for @length bytes, and ends it with
 * a NUL. It is valid UTF-8 without `\000`. Returns its length.
 */
gsize
cookie_text_unquote_to (char       *unquoted,
                        const char *text,
                        gsize       length)
{
  const char *end = text + length - 1;
  char *out = unquoted;

  text++;
  while (text < end)
    {
      const char *escape = memchr (text, '\\', end - text);
      gsize plain = (escape != NULL ? escape : end) - text;

      memcpy (out, text, plain);
      out += plain;
      text += plain;

      if (is_octal_escape (text, end))
        {
          if (octal_escape_value (text) >= 0x80)
            {
              text = unquote_run (text, end, &out);
            }
          else
            {
              *out++ = octal_escape_value (text);
              text += 4;
            }
        }
      else if (text < end)
        {
          /* A backslash at the end is kept. */
          if (end - text > 1)
            text++;
          *out++ = *text++;
        }
    }

  *out = '\0';

  return out - unquoted;
}

/* Returns the unquoted @text. Text that is not quoted is copied. */
char *
cookie_text_unquote (const char *text,
                     gsize       length)
{
  char *unquoted;

  if (!cookie_is_quoted (text, length))
    return g_strndup (text, length);

  unquoted = g_malloc (length);
  cookie_text_unquote_to (unquoted, text, length);

  return unquoted;
}
