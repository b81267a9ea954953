/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "sealed.h"

#include "core/base64.h"
#include "core/quote.h"
#include "core/seal.h"
#include "lifetime.h"

#include <string.h>

static const CookieSealKind encrypted = { "e1", NULL, "encrypted", NULL, NULL };

/* The nonce, the tag and a block of text */
#define MIN_BOX 56

/* What a codec reads */
#define MAX_TIME_LENGTH 15

/* The largest time that has four digits for the year */
#define MAX_TIME G_GINT64_CONSTANT (253402300799)

/* Splits what has an ID and a time. Other text between the dots could be read as words of this tool. */
static gboolean
split (const CookieSealKind *kind,
       const char           *value,
       CookieSealFrame      *frame)
{
  guint8 id[COOKIE_BASE64_SIZE (COOKIE_SEAL_ID_LENGTH)];

  return cookie_seal_split (kind, value, frame) && cookie_base64_decode_into (frame->id, COOKIE_SEAL_ID_LENGTH, id) &&
         frame->time_length <= MAX_TIME_LENGTH && strspn (frame->time, "0123456789") == frame->time_length &&
         (frame->time[0] != '0' || frame->time_length == 1);
}

/* Finds how a value is sealed. Returns NULL for another value. */
static const CookieSealKind *
find_kind (const char      *value,
           CookieSealFrame *frame)
{
  gsize size;
  g_autofree guint8 *box = NULL;

  if (split (&cookie_seal_signed, value, frame))
    {
      const char *dot = strrchr (frame->body, '.');

      return dot != NULL && strlen (dot + 1) == COOKIE_BASE64_LENGTH (COOKIE_SHA256_SIZE) ? &cookie_seal_signed : NULL;
    }

  if (!split (&encrypted, value, frame))
    return NULL;

  box = cookie_base64_decode (frame->body, strlen (frame->body), &size);

  return box != NULL && size >= MIN_BOX ? &encrypted : NULL;
}

/* Finds how a value was sealed of which a part is missing. Returns NULL for another value. */
static const CookieSealKind *
find_start (const char *value)
{
  const CookieSealKind *kinds[] = { &cookie_seal_signed, &encrypted };
  guint8 id[COOKIE_BASE64_SIZE (COOKIE_SEAL_ID_LENGTH)];

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const gsize start = strlen (kinds[i]->mark) + 1;

      if (g_str_has_prefix (value, kinds[i]->mark) && strlen (value) > start + COOKIE_SEAL_ID_LENGTH && value[start - 1] == '.' &&
          value[start + COOKIE_SEAL_ID_LENGTH] == '.' && cookie_base64_decode_into (value + start, COOKIE_SEAL_ID_LENGTH, id))
        return kinds[i];
    }

  return NULL;
}

/* Returns the codec that opens a value, whatever its age, or NULL if the value is not sealed. One of which a part is
 * missing was sealed, and so was one that has got quotes.
 */
CookieCodec *
sealed_make_codec (const char    *value,
                   CookieKeyring *keyring,
                   const char    *purpose)
{
  CookieSealFrame frame;
  const gsize length = strlen (value);
  g_autofree char *bare = cookie_is_quoted (value, length) ? g_strndup (value + 1, length - 2) : g_strdup (value);
  const CookieSealKind *kind = find_kind (bare, &frame);
  g_autoptr (CookieCodec) inner = NULL;

  if (kind == NULL)
    kind = find_start (bare);
  if (kind == NULL)
    return NULL;

  inner = COOKIE_CODEC (cookie_string_codec_new ());

  return g_object_new (kind == &encrypted ? COOKIE_TYPE_ENCRYPTED_CODEC : COOKIE_TYPE_SIGNED_CODEC,
                       "codec", inner, "keyring", keyring, "purpose", purpose, "max-length", G_MAXUINT, NULL);
}

/* Says how a value is sealed, "signed" or "encrypted", and in @description by which secret and when. Returns NULL for another value. */
const char *
sealed_describe (const char  *value,
                 gint64       now,
                 char       **description)
{
  CookieSealFrame frame;
  const CookieSealKind *kind = find_kind (value, &frame);
  g_autofree char *when = NULL;
  gint64 time;

  if (kind == NULL)
    return NULL;

  time = g_ascii_strtoll (frame.time, NULL, 10);
  if (frame.time_length == 0)
    when = g_strdup ("without a time");
  else if (time <= MAX_TIME)
    when = lifetime_describe (time, now);
  else
    when = g_strdup_printf ("at %" G_GINT64_FORMAT, time);

  *description = g_strdup_printf ("version %s, by the secret %.*s, %s, lifetime unknown",
                                  kind->mark + 1, COOKIE_SEAL_ID_LENGTH, frame.id, when);

  return kind->participle;
}

/* Returns the payload that anybody can read, of a signed value, or NULL. */
char *
sealed_dup_payload (const char *value)
{
  CookieSealFrame frame;
  g_autofree char *payload = NULL;

  if (find_kind (value, &frame) != &cookie_seal_signed)
    return NULL;

  payload = g_uri_unescape_segment (frame.body, strrchr (frame.body, '.'), NULL);

  return payload != NULL && g_utf8_validate (payload, -1, NULL) ? g_steal_pointer (&payload) : NULL;
}
