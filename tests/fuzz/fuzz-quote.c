/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Quoting and unquoting, against a reading of the rules byte by byte. */

#include "core/quote.h"
#include "fuzz.h"

#include <string.h>

static gboolean
is_octal (const char *text)
{
  return text[0] >= '0' && text[0] <= '3' && text[1] >= '0' && text[1] <= '7' && text[2] >= '0' && text[2] <= '7';
}

/* What a text between quotes stands for, as bytes; which of them were escapes of three digits
 * is in @escaped.
 */
static GByteArray *
naive_unquote (const char *text,
               GByteArray *escaped)
{
  GByteArray *bytes = g_byte_array_new ();
  gsize end = strlen (text) - 1;

  for (gsize i = 1; i < end;)
    {
      guint8 octal = 0;
      guint8 byte;

      if (text[i] == '\\' && i + 3 < end && is_octal (text + i + 1))
        {
          byte = (text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + text[i + 3] - '0';
          octal = byte >= 0x80;
          i += 4;
        }
      else
        {
          if (text[i] == '\\' && i + 1 < end)
            i++;
          byte = text[i++];
        }

      g_byte_array_append (bytes, &byte, 1);
      g_byte_array_append (escaped, &octal, 1);
    }

  return bytes;
}

/* The same, where each run of escaped bytes is UTF-8 or else ISO-8859-1. */
static char *
naive_text (const char *text)
{
  g_autoptr (GByteArray) escaped = g_byte_array_new ();
  g_autoptr (GByteArray) bytes = naive_unquote (text, escaped);
  GString *result = g_string_new (NULL);

  for (guint i = 0; i < bytes->len;)
    {
      guint n = 0;

      while (i + n < bytes->len && escaped->data[i + n])
        n++;

      if (n == 0)
        g_string_append_c (result, bytes->data[i++]);
      else if (g_utf8_validate ((char *) bytes->data + i, n, NULL))
        g_string_append_len (result, (char *) bytes->data + i, n);
      else
        for (guint j = 0; j < n; j++)
          g_string_append_unichar (result, bytes->data[i + j]);
      i += n;
    }

  return g_string_free (result, FALSE);
}

static void
check_unquote (const char *text)
{
  gsize length = strlen (text);
  gsize nul = cookie_quote_find_nul (text, length);
  g_autofree char *exact = g_malloc (MAX (length, 1));
  g_autofree char *value = NULL;

  memcpy (exact, text, length);
  g_assert_cmpuint (nul, <=, length);
  g_assert_cmpuint (cookie_quote_find_nul (exact, length), ==, nul);

  if (length < 2 || text[0] != '"' || text[length - 1] != '"')
    {
      g_assert_cmpuint (nul, ==, length);
      value = cookie_text_unquote (exact, length);
      g_assert_cmpstr (value, ==, text);
      return;
    }

  {
    g_autoptr (GByteArray) escaped = g_byte_array_new ();
    g_autoptr (GByteArray) bytes = naive_unquote (text, escaped);
    gboolean has_nul = bytes->len > 0 && memchr (bytes->data, 0, bytes->len) != NULL;

    g_assert_cmpint (nul < length, ==, has_nul);
    if (has_nul)
      {
        g_assert_cmpint (strncmp (text + nul, "\\000", 4), ==, 0);
        return;
      }
  }

  {
    g_autofree char *expected = naive_text (text);

    value = cookie_text_unquote (exact, length);
    fuzz_check_text (value);
    g_assert_cmpstr (value, ==, expected);
  }
}

static void
check_quote (const char *text)
{
  g_autoptr (GString) quoted = g_string_new ("x");
  g_autofree char *again = NULL;

  cookie_quote_append (quoted, text);
  g_assert_cmpint (quoted->str[0], ==, 'x');
  g_string_erase (quoted, 0, 1);

  for (gsize i = 0; i < quoted->len; i++)
    g_assert_true (quoted->str[i] >= 0x20 && quoted->str[i] < 0x7f && quoted->str[i] != ';' && quoted->str[i] != ',');
  if (quoted->str[0] != '"')
    g_assert_cmpstr (quoted->str, ==, text);

  g_assert_cmpuint (cookie_quote_find_nul (quoted->str, quoted->len), ==, quoted->len);
  again = cookie_text_unquote (quoted->str, quoted->len);
  g_assert_cmpstr (again, ==, text);
  check_unquote (quoted->str);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = fuzz_make_utf8 (data, size);
  g_autofree char *between = g_strconcat ("\"", text, "\"", NULL);

  check_unquote (text);
  check_unquote (between);
  check_quote (text);

  return 0;
}
