/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "base64.h"

/* base64url without padding (RFC 4648, section 5). It consists of cookie-octets only. Unlike GLib's,
 * it is strict: data has one text, and no other is read.
 */

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/* The value of each digit, and 1 more: 0 is no digit. */
static const guint8 digits[256] = {
  ['A'] = 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
  ['a'] = 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52,
  ['0'] = 53, 54, 55, 56, 57, 58, 59, 60, 61, 62,
  ['-'] = 63,
  ['_'] = 64,
};

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
      const guint digit = digits[(guint8) text[i]];

      if (digit == 0)
        return FALSE;

      bits = bits << 6 | (digit - 1);
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
