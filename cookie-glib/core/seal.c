/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "seal.h"

#include "base64.h"
#include "digits.h"

#include <string.h>

/*
 * A sealed text consists of cookie-octets, in four parts:
 *
 *   MARK.ID.TIME.BODY
 *
 *   MARK  the kind and the version of the layout: `s1` if it is signed, `e1` if it is encrypted
 *   ID    the ID of the secret, 4 characters
 *   TIME  the time of sealing, in seconds since 1970, as decimal digits; may be empty
 *   BODY  the text, as the kind seals it
 *
 * Authenticated with the text are the mark, the purpose, the name of the cookie and the time, each
 * followed by a NUL. They cannot hold a NUL, so different lists are different bytes.
 *
 * Nothing is sealed with a secret itself. Keys are derived from it by HKDF-SHA256 (RFC 5869) with the
 * salt "Cookie.Keyring", and 32 bytes long:
 *
 *   the key of a kind and a purpose has the info LABEL NUL PURPOSE
 *   the ID is base64url of the first 3 bytes of the one with the info "id"
 */

#define SALT "Cookie.Keyring"

/* A time with this many digits does not overflow. */
#define MAX_TIME_LENGTH 15

/* The bytes of an ID */
#define ID_SIZE COOKIE_BASE64_SIZE (COOKIE_SEAL_ID_LENGTH)

void
cookie_seal_root_init (CookieSealRoot *self,
                       gconstpointer   secret,
                       gsize           length)
{
  guint8 id[COOKIE_SEAL_KEY_SIZE];

  cookie_hkdf_extract (&self->hmac, SALT, secret, length);
  cookie_hkdf_expand (&self->hmac, "id", strlen ("id"), id);
  cookie_base64_encode_into (id, ID_SIZE, self->id);
  self->id[COOKIE_SEAL_ID_LENGTH] = '\0';
}

void
cookie_seal_key_init (CookieSealKey        *self,
                      const CookieSealRoot *root,
                      const CookieSealKind *kind,
                      const char           *purpose)
{
  g_autoptr (GString) info = g_string_new (kind->label);

  g_string_append_c (info, '\0');
  g_string_append (info, purpose);
  cookie_hkdf_expand (&root->hmac, info->str, info->len, self->bytes);
  cookie_hmac_key_init (&self->hmac, self->bytes, sizeof self->bytes);
  memcpy (self->id, root->id, sizeof self->id);
}

static void
associated_init (CookieSealAssociated *self,
                 const CookieSealKind *kind,
                 const char           *purpose,
                 const char           *name,
                 const char           *time,
                 gsize                 time_length)
{
  const struct { const char *text; gsize length; } parts[] = {
    { kind->mark, strlen (kind->mark) }, { purpose, strlen (purpose) }, { name, strlen (name) }, { time, time_length },
  };
  char *out;

  self->length = G_N_ELEMENTS (parts);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    self->length += parts[i].length;
  self->bytes = out = self->length > sizeof self->own ? g_malloc (self->length) : self->own;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      memcpy (out, parts[i].text, parts[i].length);
      out += parts[i].length;
      *out++ = '\0';
    }
}

static void
associated_clear (CookieSealAssociated *self)
{
  if (self->bytes != self->own)
    g_free (self->bytes);
}

static gboolean
parse_time (const char *text,
            gsize       length,
            gint64     *time)
{
  *time = -1;
  if (length == 0)
    return TRUE;

  if (length > MAX_TIME_LENGTH || (text[0] == '0' && length > 1))
    return FALSE;

  *time = 0;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *time = *time * 10 + (text[i] - '0');
    }

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
  if (time > now + COOKIE_SEAL_CLOCK_SKEW)
    return COOKIE_SEAL_FROM_FUTURE;

  return now - time > lifetime ? COOKIE_SEAL_EXPIRED : COOKIE_SEAL_GENUINE;
}

/* Seals @text for the cookie @name. @time is -1 for none. */
char *
cookie_seal (const CookieSealKind *kind,
             const CookieSealKey  *key,
             const char           *purpose,
             const char           *name,
             const char           *text,
             gint64                time)
{
  char buffer[COOKIE_DIGITS_SIZE];
  const char *digits = time >= 0 ? cookie_digits_format (time, buffer) : "";
  GString *sealed = g_string_sized_new (256);
  CookieSealAssociated associated;

  g_string_append (sealed, kind->mark);
  g_string_append_c (sealed, '.');
  g_string_append (sealed, key->id);
  g_string_append_c (sealed, '.');
  g_string_append (sealed, digits);
  g_string_append_c (sealed, '.');

  associated_init (&associated, kind, purpose, name, digits, strlen (digits));
  kind->seal (key, &associated, text, sealed);
  associated_clear (&associated);

  return g_string_free (sealed, FALSE);
}

/* Whether @sealed starts as a text of this kind does. */
gboolean
cookie_seal_has_mark (const CookieSealKind *kind,
                      const char           *sealed)
{
  return g_str_has_prefix (sealed, kind->mark) && sealed[strlen (kind->mark)] == '.';
}

/* Whether @sealed has the ID of the first key, and no other key has the same. */
gboolean
cookie_seal_names_first (const CookieSealKind *kind,
                         const CookieSealKey  *keys,
                         guint                 n_keys,
                         const char           *sealed)
{
  for (guint i = 1; i < n_keys; i++)
    if (g_str_equal (keys[i].id, keys[0].id))
      return FALSE;

  return n_keys > 0 && cookie_seal_has_mark (kind, sealed) &&
         strncmp (sealed + strlen (kind->mark) + 1, keys[0].id, COOKIE_SEAL_ID_LENGTH) == 0;
}

/* Splits a sealed text at its first dots. */
gboolean
cookie_seal_split (const CookieSealKind *kind,
                   const char           *sealed,
                   CookieSealFrame      *frame)
{
  const char *dot;

  if (!cookie_seal_has_mark (kind, sealed))
    return FALSE;

  frame->id = sealed + strlen (kind->mark) + 1;
  dot = strchr (frame->id, '.');
  if (dot == NULL || dot - frame->id != COOKIE_SEAL_ID_LENGTH)
    return FALSE;

  frame->time = dot + 1;
  dot = strchr (frame->time, '.');
  if (dot == NULL)
    return FALSE;

  frame->time_length = dot - frame->time;
  frame->body = dot + 1;

  return TRUE;
}

/* Opens @sealed for the cookie @name at the time @now. A @lifetime of 0 is unlimited. The text is
 * authenticated before the time and the text are used.
 */
CookieSealVerdict
cookie_unseal (const CookieSealKind *kind,
               const CookieSealKey  *keys,
               guint                 n_keys,
               const char           *purpose,
               const char           *name,
               const char           *sealed,
               gint64                lifetime,
               gint64                now,
               CookieUnsealed       *unsealed)
{
  CookieSealVerdict verdict = COOKIE_SEAL_UNKNOWN_KEY;
  g_autofree char *text = NULL;
  CookieSealAssociated associated;
  CookieSealFrame frame;

  if (!cookie_seal_split (kind, sealed, &frame))
    return COOKIE_SEAL_MALFORMED;

  associated_init (&associated, kind, purpose, name, frame.time, frame.time_length);
  for (guint i = 0; i < n_keys && verdict != COOKIE_SEAL_GENUINE; i++)
    {
      if (strncmp (keys[i].id, frame.id, COOKIE_SEAL_ID_LENGTH) != 0)
        continue;

      verdict = kind->open (&keys[i], &associated, frame.body, &text);
      unsealed->key = i;
    }
  associated_clear (&associated);

  if (verdict != COOKIE_SEAL_GENUINE)
    return verdict;

  if (!parse_time (frame.time, frame.time_length, &unsealed->time))
    return COOKIE_SEAL_MALFORMED;

  verdict = check_time (unsealed->time, lifetime, now);
  if (verdict == COOKIE_SEAL_GENUINE)
    unsealed->text = g_steal_pointer (&text);

  return verdict;
}
