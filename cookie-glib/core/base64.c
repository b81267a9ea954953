/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "base64.h"

/* base64url without padding (RFC 4648, section 5). It consists of cookie-octets only. Unlike GLib's,
 * it is strict: data has one text, and no other is read.
 */

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static int
get_digit (char c)
{
  if (c >= 'A' && c <= 'Z')
    return c - 'A';
  if (c >= 'a' && c <= 'z')
    return c - 'a' + 26;
  if (c >= '0' && c <= '9')
    return c - '0' + 52;
  if (c == '-')
    return 62;

  return c == '_' ? 63 : -1;
}

/* Writes COOKIE_BASE64_LENGTH (size) characters, and no NUL. */
void
cookie_base64_encode_into (const guint8 *data,
                           gsize         size,
                           char         *text)
{
  guint bits = 0, n_bits = 0;

  for (gsize i = 0; i < size; i++)
    {
      bits = bits << 8 | data[i];
      for (n_bits += 8; n_bits >= 6; n_bits -= 6)
        *text++ = alphabet[bits >> (n_bits - 6) & 63];
    }
  if (n_bits > 0)
    *text = alphabet[bits << (6 - n_bits) & 63];
}

char *
cookie_base64_encode (const guint8 *data,
                      gsize         size)
{
  char *text = g_malloc (COOKIE_BASE64_LENGTH (size) + 1);

  cookie_base64_encode_into (data, size, text);
  text[COOKIE_BASE64_LENGTH (size)] = '\0';

  return text;
}

/* Writes COOKIE_BASE64_SIZE (length) bytes, some of them also if the text is refused. */
gboolean
cookie_base64_decode_into (const char *text,
                           gsize       length,
                           guint8     *data)
{
  guint bits = 0, n_bits = 0;

  if (length % 4 == 1)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    {
      const int digit = get_digit (text[i]);

      if (digit < 0)
        return FALSE;

      bits = bits << 6 | digit;
      n_bits += 6;
      if (n_bits >= 8)
        *data++ = bits >> (n_bits -= 8);
    }

  return (bits & ((1u << n_bits) - 1)) == 0;
}

/* Returns NULL for text that cookie_base64_encode () would not write. */
guint8 *
cookie_base64_decode (const char *text,
                      gsize       length,
                      gsize      *size)
{
  g_autofree guint8 *data = g_malloc (COOKIE_BASE64_SIZE (length) + 1);

  *size = COOKIE_BASE64_SIZE (length);

  return cookie_base64_decode_into (text, length, data) ? g_steal_pointer (&data) : NULL;
}
