/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "seal.h"

#include "base64.h"

#include <string.h>

/*
 * A sealed text is signed, not encrypted. It consists of cookie-octets, in five parts:
 *
 *   1.ID.TIME.PAYLOAD.MAC
 *
 *   1        the version of this layout
 *   ID       the ID of the key: the first 4 characters of mac ("key")
 *   TIME     the time of sealing, in seconds since 1970, as decimal digits; may be empty
 *   PAYLOAD  the text; `%` and bytes that are not cookie-octets as `%` and two hexadecimal digits
 *   MAC      mac ("1", NAME, TIME, PAYLOAD), 43 characters; NAME is the name of the cookie
 *
 * mac () is the HMAC-SHA256 (RFC 2104) of "Cookie.SignedCodec" and the given strings, each after a
 * NUL, in base64url. The strings cannot hold a NUL, so different lists are different bytes.
 */

#define VERSION "1"
#define MAC_LENGTH 43

/* The cookie-octets, except `%`, that are not in the unreserved set of a URI */
#define PLAIN_IN_PAYLOAD "!#$&'()*+/:<=>?@[]^`{|}"

/* A time with this many digits does not overflow. */
#define MAX_TIME_LENGTH 15

G_STATIC_ASSERT (COOKIE_SEAL_ID_LENGTH < MAC_LENGTH);

static char *
mac (const CookieSealKey *key,
     const char          *parts[],
     guint                n_parts)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, key->data, key->length);
  guint8 digest[32];
  gsize length = sizeof digest;

  g_hmac_update (hmac, (const guint8 *) "Cookie.SignedCodec", -1);
  for (guint i = 0; i < n_parts; i++)
    {
      g_hmac_update (hmac, (const guint8 *) "", 1);
      g_hmac_update (hmac, (const guint8 *) parts[i], -1);
    }
  g_hmac_get_digest (hmac, digest, &length);

  return cookie_base64_encode (digest, length);
}

static char *
sign (const CookieSealKey *key,
      const char          *name,
      const char          *time,
      const char          *payload)
{
  const char *parts[] = { VERSION, name, time, payload };

  return mac (key, parts, G_N_ELEMENTS (parts));
}

/* Compares all bytes, so that the time does not depend on where they differ. */
static gboolean
equal_in_constant_time (const char *a,
                        const char *b,
                        gsize       length)
{
  volatile guint8 difference = 0;

  for (gsize i = 0; i < length; i++)
    difference |= a[i] ^ b[i];

  return difference == 0;
}

static gboolean
parse_time (const char *text,
            gint64     *time)
{
  const gsize length = strlen (text);

  *time = -1;
  if (length == 0)
    return TRUE;

  if (length > MAX_TIME_LENGTH || strspn (text, "0123456789") < length || (text[0] == '0' && length > 1))
    return FALSE;

  *time = g_ascii_strtoll (text, NULL, 10);

  return TRUE;
}

static CookieSealVerdict
check_time (gint64 time,
            gint64 lifetime,
            gint64 now)
{
  if (lifetime == 0)
    return COOKIE_SEAL_GENUINE;
  if (time < 0)
    return COOKIE_SEAL_UNTIMED;
  if (time > now)
    return COOKIE_SEAL_FROM_FUTURE;

  return now - time > lifetime ? COOKIE_SEAL_EXPIRED : COOKIE_SEAL_GENUINE;
}

void
cookie_seal_key_init (CookieSealKey *self,
                      const guint8  *data,
                      gsize          length)
{
  const char *parts[] = { "key" };
  g_autofree char *id = NULL;

  self->data = g_memdup2 (data, length);
  self->length = length;
  id = mac (self, parts, G_N_ELEMENTS (parts));
  g_strlcpy (self->id, id, sizeof self->id);
}

void
cookie_seal_key_clear (CookieSealKey *self)
{
  g_clear_pointer (&self->data, g_free);
}

/* Seals @text for the cookie @name. @time is -1 for none. */
char *
cookie_seal (const CookieSealKey *key,
             const char          *name,
             const char          *text,
             gint64               time)
{
  g_autofree char *digits = time >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, time) : g_strdup ("");
  g_autofree char *payload = g_uri_escape_string (text, PLAIN_IN_PAYLOAD, FALSE);
  g_autofree char *signature = sign (key, name, digits, payload);

  return g_strjoin (".", VERSION, key->id, digits, payload, signature, NULL);
}

/* Whether @sealed has the ID of the first key, and no other key has the same. */
gboolean
cookie_seal_names_first (const CookieSealKey *keys,
                         guint                n_keys,
                         const char          *sealed)
{
  for (guint i = 1; i < n_keys; i++)
    if (g_str_equal (keys[i].id, keys[0].id))
      return FALSE;

  return n_keys > 0 && g_str_has_prefix (sealed, VERSION ".") &&
         strncmp (sealed + strlen (VERSION "."), keys[0].id, COOKIE_SEAL_ID_LENGTH) == 0;
}

/* Splits a sealed text where its dots are; @parts are its own parts, but for the version. */
static gboolean
split (char *sealed,
       char *parts[4])
{
  char *p = sealed;
  char *last = strrchr (sealed, '.');

  for (guint i = 0; i < 3; i++)
    {
      p = strchr (p, '.');
      if (p == NULL || p == last)
        return FALSE;
      *p++ = '\0';
      parts[i] = p;
    }

  *last = '\0';
  parts[3] = last + 1;

  return g_str_equal (sealed, VERSION) && strlen (parts[0]) == COOKIE_SEAL_ID_LENGTH && strlen (parts[3]) == MAC_LENGTH;
}

/* Opens @sealed for the cookie @name at the time @now. A @lifetime of 0 is unlimited. The signature
 * is verified before the time and the payload are used.
 */
CookieSealVerdict
cookie_unseal (const CookieSealKey *keys,
               guint                n_keys,
               const char          *name,
               const char          *sealed,
               gint64               lifetime,
               gint64               now,
               CookieUnsealed      *unsealed)
{
  g_autofree char *copy = g_strdup (sealed);
  CookieSealVerdict verdict = COOKIE_SEAL_UNKNOWN_KEY;
  char *parts[4];

  if (!split (copy, parts))
    return COOKIE_SEAL_MALFORMED;

  for (guint i = 0; i < n_keys && verdict != COOKIE_SEAL_GENUINE; i++)
    {
      g_autofree char *signature = NULL;

      if (!g_str_equal (keys[i].id, parts[0]))
        continue;

      signature = sign (&keys[i], name, parts[1], parts[2]);
      verdict = equal_in_constant_time (signature, parts[3], MAC_LENGTH) ? COOKIE_SEAL_GENUINE : COOKIE_SEAL_TAMPERED;
      unsealed->key = i;
    }

  if (verdict != COOKIE_SEAL_GENUINE)
    return verdict;

  if (!parse_time (parts[1], &unsealed->time))
    return COOKIE_SEAL_MALFORMED;

  verdict = check_time (unsealed->time, lifetime, now);
  if (verdict != COOKIE_SEAL_GENUINE)
    return verdict;

  unsealed->text = g_uri_unescape_string (parts[2], NULL);
  if (unsealed->text == NULL || !g_utf8_validate (unsealed->text, -1, NULL))
    {
      g_clear_pointer (&unsealed->text, g_free);
      return COOKIE_SEAL_MALFORMED;
    }

  return COOKIE_SEAL_GENUINE;
}
