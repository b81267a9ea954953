/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "base64.h"
#include "seal.h"
#include "secrets.h"

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
sign (const CookieSealKey *key,
      const GString       *associated,
      const char          *payload,
      gsize                length,
      guint8               mac[COOKIE_SHA256_SIZE])
{
  CookieSha256 hmac;

  cookie_hmac_init (&hmac, &key->hmac);
  cookie_sha256_update (&hmac, associated->str, associated->len);
  cookie_sha256_update (&hmac, payload, length);
  cookie_hmac_finish (&hmac, &key->hmac, mac);
}

static void
seal (const CookieSealKey *key,
      const GString       *associated,
      const char          *text,
      GString             *sealed)
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

static CookieSealVerdict
unseal (const CookieSealKey  *key,
        const GString        *associated,
        const char           *body,
        char                **text)
{
  const char *end = body + strlen (body);
  const char *dot = strrchr (body, '.');
  guint8 expected[COOKIE_SHA256_SIZE], mac[COOKIE_SHA256_SIZE];

  if (dot == NULL || end - dot != 1 + MAC_LENGTH)
    return COOKIE_SEAL_MALFORMED;

  sign (key, associated, body, dot - body, expected);
  if (!cookie_base64_decode_into (dot + 1, MAC_LENGTH, mac) || !cookie_secrets_equal (mac, expected, sizeof mac))
    return COOKIE_SEAL_TAMPERED;

  *text = g_uri_unescape_segment (body, dot, NULL);
  if (*text == NULL || !g_utf8_validate (*text, -1, NULL))
    {
      g_clear_pointer (text, g_free);
      return COOKIE_SEAL_MALFORMED;
    }

  return COOKIE_SEAL_GENUINE;
}

const CookieSealKind cookie_seal_signed = { "s1", "Cookie.SignedCodec", "signed", seal, unseal };
