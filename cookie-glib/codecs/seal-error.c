/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "seal-error.h"

#include "cookie-error-private.h"

/* A codec has no kind if the library was built without what it needs. */
gboolean
cookie_seal_check_kind (const CookieSealKind  *kind,
                        gpointer               codec,
                        GError               **error)
{
  if (kind == NULL)
    g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_NOT_SUPPORTED,
                 "%s cannot seal: it is no class of the library, or this was built without libsodium", G_OBJECT_TYPE_NAME (codec));

  return kind != NULL;
}

/* Sets the error that a verdict other than GENUINE means, which says what to do. */
void
cookie_seal_set_error (GError               **error,
                       const CookieSealKind  *kind,
                       CookieSealVerdict      verdict,
                       const char            *sealed)
{
  static const struct {
    CookieError code;
    const char *reason;
  } verdicts[] = {
    [COOKIE_SEAL_MALFORMED] = { COOKIE_ERROR_DECODE, "was cut or changed: it does not have the layout of a sealed value" },
    [COOKIE_SEAL_UNKNOWN_KEY] = { COOKIE_ERROR_NO_KEY, "was sealed with a secret that is not known: it may have been removed too early" },
    [COOKIE_SEAL_TAMPERED] = { COOKIE_ERROR_UNAUTHENTIC, "was changed, or belongs to another cookie or purpose: refuse it, and expire the cookie" },
    [COOKIE_SEAL_UNTIMED] = { COOKIE_ERROR_EXPIRED, "was sealed without a time, so it may be older than its lifetime" },
    [COOKIE_SEAL_EXPIRED] = { COOKIE_ERROR_EXPIRED, "has expired: ask for a new login" },
    [COOKIE_SEAL_FROM_FUTURE] = { COOKIE_ERROR_EXPIRED, "was sealed in the future: compare the clocks of the servers" },
  };

  if (verdict == COOKIE_SEAL_MALFORMED && !cookie_seal_has_mark (kind, sealed))
    g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_NOT_SEALED,
                 "The value is not %s; give the cookie a codec of its own in a schema if that is right", kind->participle);
  else
    g_set_error (error, COOKIE_ERROR, verdicts[verdict].code, "The %s value %s",
                 kind->participle, verdicts[verdict].reason);
}

/* Decodes @text, which was opened. The inner codec may quote it in an error, which ends in the log of
 * a server.
 */
GVariant *
cookie_seal_decode (const CookieSealKind  *kind,
                    CookieCodec           *codec,
                    const char            *name,
                    const char            *text,
                    GError               **error)
{
  g_autoptr (GError) own_error = NULL;
  GVariant *value;

  if (!kind->is_secret)
    return cookie_codec_decode (codec, name, text, error);

  value = cookie_codec_decode (codec, name, text, &own_error);
  if (value == NULL)
    g_set_error (error, COOKIE_ERROR, own_error->domain == COOKIE_ERROR ? own_error->code : COOKIE_ERROR_FAILED,
                 "The %s value is genuine, but %s cannot read what is in it: change the purpose together with the codec",
                 kind->participle, G_OBJECT_TYPE_NAME (codec));

  return value;
}
