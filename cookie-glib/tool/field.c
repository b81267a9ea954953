/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "field.h"

#include <string.h>

gboolean
field_starts_with (const char *text,
                   gsize       length,
                   const char *prefix)
{
  return length >= strlen (prefix) && g_ascii_strncasecmp (text, prefix, strlen (prefix)) == 0;
}

/* Whether the line is a header field, and where its name ends. The first colon of a pseudo-header
 * field of HTTP/2 belongs to the name.
 */
gboolean
field_find_name (const char *line,
                 gsize       length,
                 gsize      *name_length)
{
  gsize i = length > 0 && line[0] == ':' ? 1 : 0;
  const gsize start = i;

  while (i < length && (g_ascii_isalnum (line[i]) || (line[i] != '\0' && strchr ("!#$%&'*+-.^_`|~", line[i]) != NULL)))
    i++;

  *name_length = i;

  return i > start && i < length && line[i] == ':';
}

/* Whether the line is a Cookie or Set-Cookie field, and where its value starts. */
gboolean
field_find_kind (const char *line,
                 gsize       length,
                 FieldKind  *kind,
                 gsize      *start)
{
  if (field_starts_with (line, length, "Cookie:"))
    {
      *kind = FIELD_COOKIE;
      *start = strlen ("Cookie:");
    }
  else if (field_starts_with (line, length, "Set-Cookie:"))
    {
      *kind = FIELD_SET_COOKIE;
      *start = strlen ("Set-Cookie:");
    }
  else
    {
      return FALSE;
    }

  while (*start < length && (line[*start] == ' ' || line[*start] == '\t'))
    (*start)++;

  return TRUE;
}

/* Reports a line that is a Cookie or Set-Cookie field. */
gboolean
field_report_named (const Sink *sink,
                    const char *line,
                    gsize       length,
                    guint       number,
                    GUri       *origin,
                    guint       message)
{
  Field field = { .line = number, .origin = origin, .message = message };
  gsize start;

  if (!field_find_kind (line, length, &field.kind, &start))
    return FALSE;

  field.text = line + start;
  field.length = length - start;
  sink->field (&field, sink->user_data);

  return TRUE;
}
