/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "values.h"

#include <string.h>

/* Values, each on a line, some with the field name */

static const char * const flags[] = { "Secure", "HttpOnly", "Partitioned" };

static gboolean
recognizes_all (const char *line,
                gsize       length)
{
  return TRUE;
}

/* Whether a Cookie field has what only a Set-Cookie field should have. */
gboolean
values_has_attribute (const char *text,
                      gsize       length)
{
  static const char * const names[] = { "Max-Age=", "SameSite=" };
  const char *end = text + length;

  for (const char *p = memchr (text, ';', length); p != NULL; p = memchr (p, ';', end - p))
    {
      do
        p++;
      while (p < end && *p == ' ');

      for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
        {
          const char *next = p + strlen (flags[i]);

          if (field_starts_with (p, end - p, flags[i]) && (next == end || *next == ';'))
            return TRUE;
        }

      for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
        {
          if (field_starts_with (p, end - p, names[i]))
            return TRUE;
        }
    }

  return FALSE;
}

/* Whether the name of a field is inside, as in `5:Set-Cookie: a=b` of grep, or `document.cookie = "a=b"`. */
gboolean
values_has_name (const char *text,
                 gsize       length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (field_starts_with (text + i, length - i, "Set-Cookie") || field_starts_with (text + i, length - i, "document.cookie"))
        return TRUE;
    }

  return FALSE;
}

/* Whether a space precedes a flag, where a semicolon is meant: a=b Secure */
static gboolean
has_joined_flag (const char *text,
                 gsize       length)
{
  const char *end = text + length;

  for (const char *p = memchr (text, ' ', length); p != NULL; p = memchr (p, ' ', end - p))
    {
      const char *before = p;

      while (before > text && before[-1] == ' ')
        before--;
      p++;
      if (before == text || before[-1] == ';')
        continue;

      for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
        {
          const char *next = p + strlen (flags[i]);

          if (field_starts_with (p, end - p, flags[i]) && (next == end || *next == ';'))
            return TRUE;
        }
    }

  return FALSE;
}

/* Whether a comma and another pair follow a pair or an attribute, where a semicolon or another field is meant: a=b, c=d */
gboolean
values_has_joined_pair (const char *text,
                        gsize       length)
{
  const char *end = text + length;

  if (has_joined_flag (text, length))
    return TRUE;

  for (const char *p = memchr (text, ',', length); p != NULL; p = memchr (p, ',', end - p))
    {
      const char *start;

      do
        p++;
      while (p < end && *p == ' ');

      start = p;
      while (p < end && (g_ascii_isalnum (*p) || *p == '-' || *p == '_'))
        p++;
      if (p > start && p < end && *p == '=')
        return TRUE;
    }

  return FALSE;
}

/* Reports a value without the field name. */
void
values_report (const Sink *sink,
               const char *text,
               gsize       length,
               guint       number)
{
  const Field field = { sink->unnamed, text, length, number, .is_unnamed = TRUE };

  sink->field (&field, sink->user_data);
}

static gpointer
start (void)
{
  return NULL;
}

static gboolean
read_line (gpointer    state,
           const Sink *sink,
           const char *line,
           gsize       length,
           guint       number,
           GError    **error)
{
  if (length > 0 && !field_report_named (sink, line, length, number, NULL, 0))
    values_report (sink, line, length, number);

  return TRUE;
}

static gboolean
finish (gpointer    state,
        const Sink *sink,
        GError    **error)
{
  return TRUE;
}

const Format values_format = {
  "values without a field name", recognizes_all, start, read_line, finish, g_free
};
