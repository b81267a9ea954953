/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "percent.h"

#include "cookie-error-private.h"

#include <string.h>

char *
cookie_percent_encode (const char *string)
{
  /* with the letters, the digits and "-._~", what encodeURIComponent () leaves alone */
  return g_uri_escape_string (string, "!'()*", FALSE);
}

/* Where the first `%` without its two digits is */
static gsize
find_malformed (const char *text)
{
  const char *p = text;

  while ((p = strchr (p, '%')) != NULL && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
    p += 3;

  return p != NULL ? p - text : strlen (text);
}

/* The string that @text encodes, or NULL with DECODE set. */
char *
cookie_percent_decode (const char  *text,
                       GError     **error)
{
  const gsize text_length = strlen (text);
  const gsize malformed = find_malformed (text);
  g_autoptr (GBytes) bytes = NULL;
  const char *string, *end;
  gsize length;

  if (malformed < text_length)
    {
      cookie_set_error_at (error, COOKIE_ERROR_DECODE, "A “%” must have two hexadecimal digits after it",
                           text, text_length, malformed);
      return NULL;
    }

  bytes = g_uri_unescape_bytes (text, text_length, NULL, NULL);
  string = g_bytes_get_data (bytes, &length);

  if (!g_utf8_validate_len (length > 0 ? string : "", length, &end))
    {
      cookie_set_error_at (error, COOKIE_ERROR_DECODE, "A string must be UTF-8 without U+0000",
                           text, text_length, cookie_percent_offset (text, end - string));
      return NULL;
    }

  return g_strndup (string, length);
}

/* Where in @text the byte is that is at @offset of the string that it encodes */
gsize
cookie_percent_offset (const char *text,
                       gsize       offset)
{
  const char *p = text;

  for (; offset > 0; offset--)
    p += *p == '%' ? strlen ("%00") : 1;

  return p - text;
}
