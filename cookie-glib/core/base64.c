/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "base64.h"

#include <string.h>

/* base64url without padding (RFC 4648, section 5). It consists of cookie-octets only. */

static void
replace_char (char *text,
              char  from,
              char  to)
{
  for (char *p = text; (p = strchr (p, from)) != NULL; p++)
    *p = to;
}

char *
cookie_base64_encode (const guint8 *data,
                      gsize         length)
{
  char *text = g_base64_encode (data, length);

  replace_char (text, '+', '-');
  replace_char (text, '/', '_');
  text[strcspn (text, "=")] = '\0';

  return text;
}

/* Returns NULL for text that cookie_base64_encode () would not write, so that data has only one
 * encoding.
 */
guint8 *
cookie_base64_decode (const char *text,
                      gsize       length,
                      gsize      *data_length)
{
  g_autofree char *padded = NULL, *again = NULL;
  g_autofree guint8 *data = NULL;
  const gsize n_padding = (4 - length % 4) % 4;

  padded = g_malloc (length + n_padding + 1);
  memcpy (padded, text, length);
  memcpy (padded + length, "===", n_padding);
  padded[length + n_padding] = '\0';
  replace_char (padded, '-', '+');
  replace_char (padded, '_', '/');
  data = g_base64_decode (padded, data_length);

  /* g_base64_decode() skips invalid characters. Encoding again detects that. */
  again = cookie_base64_encode (data, *data_length);
  if (strlen (again) != length || memcmp (again, text, length) != 0)
    return NULL;

  return g_steal_pointer (&data);
}
