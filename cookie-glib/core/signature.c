/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "base64.h"
#include "seal.h"
#include "secrets.h"
#include "text.h"

#include <string.h>

/*
 * The body of a signed text:
 *
 *   PAYLOAD.MAC
 *
 *   PAYLOAD  the text; `%` and bytes that are not cookie-octets as `%` and two hexadecimal digits
 *   MAC      the HMAC-SHA256 of what is associated and of the payload, in base64url, 43 characters
 */

#define MAC_LENGTH COOKIE_BASE64_LENGTH (COOKIE_SHA256_SIZE)

/* The cookie-octets, except `%`, that are not in the unreserved set of a URI */
#define PLAIN_IN_PAYLOAD "!#$&'()*+/:<=>?@[]^`{|}"

static void
sign (const CookieSealKey        *key,
      const CookieSealAssociated *associated,
      const char                 *payload,
      gsize                       length,
      guint8                      mac[COOKIE_SHA256_SIZE])
{
  CookieSha256 hmac;

  cookie_hmac_init (&hmac, &key->hmac);
  cookie_sha256_update (&hmac, associated->bytes, associated->length);
  cookie_sha256_update (&hmac, payload, length);
  cookie_hmac_finish (&hmac, &key->hmac, mac);
}

static void
seal (const CookieSealKey        *key,
      const CookieSealAssociated *associated,
      const char                 *text,
      GString                    *sealed)
{
  const gsize start = sealed->len;
  guint8 mac[COOKIE_SHA256_SIZE];
  char encoded[MAC_LENGTH];

  g_string_append_uri_escaped (sealed, text, PLAIN_IN_PAYLOAD, FALSE);
  sign (key, associated, sealed->str + start, sealed->len - start, mac);
  cookie_base64_encode_into (mac, sizeof mac, encoded);
  g_string_append_c (sealed, '.');
  g_string_append_len (sealed, encoded, sizeof encoded);
}

/* Reads a payload; NULL if it is none. */
static char *
read_payload (const char *payload,
              const char *end)
{
  g_autofree char *text = g_malloc (end - payload + 1);
  char *out = text;

  while (payload < end)
    {
      const char *escape = memchr (payload, '%', end - payload);
      const gsize plain = (escape != NULL ? escape : end) - payload;
      int high, low;

      memcpy (out, payload, plain);
      out += plain;
      payload += plain;
      if (payload == end)
        break;

      high = end - payload > 2 ? g_ascii_xdigit_value (payload[1]) : -1;
      low = end - payload > 2 ? g_ascii_xdigit_value (payload[2]) : -1;
      if (high < 0 || low < 0 || high + low == 0)
        return NULL;

      *out++ = high << 4 | low;
      payload += 3;
    }
  *out = '\0';

  return cookie_text_is_utf8 (text, out - text) ? g_steal_pointer (&text) : NULL;
}

static CookieSealVerdict
unseal (const CookieSealKey         *key,
        const CookieSealAssociated  *associated,
        const char                  *body,
        char                       **text)
{
  const char *end = body + strlen (body);
  const char *dot = strrchr (body, '.');
  guint8 expected[COOKIE_SHA256_SIZE], mac[COOKIE_SHA256_SIZE];

  if (dot == NULL || end - dot != 1 + MAC_LENGTH)
    return COOKIE_SEAL_MALFORMED;

  sign (key, associated, body, dot - body, expected);
  if (!cookie_base64_decode_into (dot + 1, MAC_LENGTH, mac) || !cookie_secrets_equal (mac, expected, sizeof mac))
    return COOKIE_SEAL_TAMPERED;

  *text = read_payload (body, dot);

  return *text != NULL ? COOKIE_SEAL_GENUINE : COOKIE_SEAL_MALFORMED;
}

const CookieSealKind cookie_seal_signed = { "s1", "Cookie.SignedCodec", "signed", seal, unseal };
