/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "sealed.h"

#include "core/base64.h"
#include "core/seal.h"
#include "lifetime.h"

#include <string.h>

/* What a sealed value shows to whom has no secret */

static const CookieSealKind encrypted = { "e1", NULL, "encrypted", NULL, NULL };

/* The nonce, the tag and a block of text */
#define MIN_BOX 56

static char *
describe (const CookieSealKind  *kind,
          const CookieSealFrame *frame,
          gint64                 now)
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

  return g_strdup_printf ("version %s, by the secret %.*s, %s, lifetime unknown, not verified",
                          kind->mark + 1, COOKIE_SEAL_ID_LENGTH, frame->id, when);
}

/* Says how a value is sealed, "signed" or "encrypted", and what it shows. Returns NULL for another value. */
const char *
sealed_describe (const char  *value,
                 gint64       now,
                 char       **description,
                 char       **payload)
{
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
      *description = describe (&cookie_seal_signed, &frame, now);

      return cookie_seal_signed.participle;
    }

  if (cookie_seal_split (&encrypted, value, &frame))
    {
      gsize size;
      g_autofree guint8 *box = cookie_base64_decode (frame.body, strlen (frame.body), &size);

      if (box == NULL || size < MIN_BOX)
        return NULL;

      *description = describe (&encrypted, &frame, now);

      return encrypted.participle;
    }

  return NULL;
}
