/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "sealed.h"

#include "core/base64.h"
#include "core/seal.h"
#include "lifetime.h"

#include <string.h>

/* What a sealed value shows, and whether the secret of the command line has sealed it */

static const CookieSealKind encrypted = { "e1", NULL, "encrypted", NULL, NULL };

/* The nonce, the tag and a block of text */
#define MIN_BOX 56

/* Opens a value. Returns what to say of that, and in @text what is inside if it is genuine; its age does not count. */
static char *
verify (const Circumstances  *circumstances,
        gboolean              is_encrypted,
        const char           *name,
        const char           *value,
        char                **text)
{
  const char *purpose = circumstances->purpose != NULL ? circumstances->purpose : "";
  g_autoptr (CookieCodec) codec = NULL;
  g_autoptr (GVariant) opened = NULL;
  g_autoptr (GError) error = NULL;
  CookieCodec *inner;

  *text = NULL;
  if (circumstances->keyring == NULL)
    return g_strdup ("not verified");

  inner = COOKIE_CODEC (cookie_string_codec_new ());
  codec = is_encrypted ? COOKIE_CODEC (cookie_encrypted_codec_new (inner, circumstances->keyring, purpose, 0))
                       : COOKIE_CODEC (cookie_signed_codec_new (inner, circumstances->keyring, purpose, 0));
  opened = cookie_codec_decode (codec, name, value, &error);
  if (opened == NULL)
    return g_strdup_printf ("REFUSED: %s", error->message);

  *text = g_variant_dup_string (opened, NULL);

  return g_strdup ("verified");
}

static char *
describe (const CookieSealKind  *kind,
          const CookieSealFrame *frame,
          gint64                 now,
          const char            *verified)
{
  g_autofree char *digits = g_strndup (frame->time, frame->time_length);
  g_autofree char *when = NULL;
  guint64 time;

  if (frame->time_length == 0)
    when = g_strdup ("without a time");
  else if (g_ascii_string_to_unsigned (digits, 10, 0, G_GINT64_CONSTANT (253402300799), &time, NULL))
    when = lifetime_describe (time, now);
  else
    when = g_strdup_printf ("at %s", digits);

  return g_strdup_printf ("version %s, by the secret %.*s, %s, lifetime unknown, %s",
                          kind->mark + 1, COOKIE_SEAL_ID_LENGTH, frame->id, when, verified);
}

/* Says how a value is sealed, "signed" or "encrypted", and what it shows. Returns NULL for another value. */
const char *
sealed_describe (const Circumstances  *circumstances,
                 const char           *name,
                 const char           *value,
                 char                **description,
                 char                **payload)
{
  const gint64 now = g_date_time_to_unix (circumstances->now);
  g_autofree char *verified = NULL;
  g_autofree char *text = NULL;
  CookieSealFrame frame;
  const char *dot;

  *payload = NULL;
  if (cookie_seal_split (&cookie_seal_signed, value, &frame))
    {
      dot = strrchr (frame.body, '.');
      if (dot == NULL || strlen (dot + 1) != COOKIE_BASE64_LENGTH (COOKIE_SHA256_SIZE))
        return NULL;

      *payload = g_uri_unescape_segment (frame.body, dot, NULL);
      if (*payload != NULL && !g_utf8_validate (*payload, -1, NULL))
        g_clear_pointer (payload, g_free);
      verified = verify (circumstances, FALSE, name, value, &text);
      *description = describe (&cookie_seal_signed, &frame, now, verified);

      return cookie_seal_signed.participle;
    }

  if (cookie_seal_split (&encrypted, value, &frame))
    {
      gsize size;
      g_autofree guint8 *box = cookie_base64_decode (frame.body, strlen (frame.body), &size);

      if (box == NULL || size < MIN_BOX)
        return NULL;

      verified = verify (circumstances, TRUE, name, value, payload);
      *description = describe (&encrypted, &frame, now, verified);

      return encrypted.participle;
    }

  return NULL;
}
