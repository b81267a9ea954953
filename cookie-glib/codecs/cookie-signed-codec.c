/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-signed-codec.h"

#include "core/seal.h"

/**
 * CookieSignedCodec:
 *
 * A codec that signs the text of another codec.
 *
 * A client without a secret of the keyring can read the value of the cookie, but cannot
 * change it, make one, or use it for a cookie of another name. An
 * [class@Cookie.EncryptedCodec] also hides the value.
 *
 * ```c
 * g_autoptr (CookieKeyring) keyring = cookie_keyring_new ();
 * g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
 * g_autoptr (CookieSignedCodec) codec = NULL;
 * g_autoptr (GBytes) secret = NULL;
 * CookieVariantCodec *inner;
 *
 * secret = cookie_keyring_generate_secret (); // or that of a file
 * cookie_keyring_append (keyring, secret, NULL);
 * inner = cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_TEXT,
 *                                   G_VARIANT_TYPE_UINT32);
 * codec = cookie_signed_codec_new (COOKIE_CODEC (inner),
 *                                  keyring, "visits", 24 * 60 * 60);
 * cookie_base_cookie_set_codec (cookie, COOKIE_CODEC (codec));
 * ```
 *
 * The signature is an HMAC-SHA256 (RFC 2104) of the purpose, the name of the cookie, the
 * time and the text. It is verified before the other codec decodes anything. The layout of
 * the text is described in [The text of a value](coded-text.html), with a program
 * that reads and writes it.
 *
 * Errors and renewal are those of [class@Cookie.SealedCodec].
 *
 * Since: 1.0
 */
struct _CookieSignedCodec
{
  CookieSealedCodec parent_instance;
};

G_DEFINE_FINAL_TYPE (CookieSignedCodec, cookie_signed_codec, COOKIE_TYPE_SEALED_CODEC)

static void
cookie_signed_codec_class_init (CookieSignedCodecClass *klass)
{
  COOKIE_SEALED_CODEC_CLASS (klass)->kind = &cookie_seal_signed;
}

static void
cookie_signed_codec_init (CookieSignedCodec *self)
{
}

/**
 * cookie_signed_codec_new:
 * @codec: (transfer full) (nullable): the inner codec; `NULL` for a new
 *   [class@Cookie.VariantCodec]
 * @keyring: (nullable): the keyring; `NULL` for a new one without secrets
 * @purpose: what the values are for, such as `session`
 * @lifetime: the lifetime of a value, in seconds, at most `G_MAXINT`; 0 if values do not
 *   expire
 *
 * Creates a codec that signs the text of another codec.
 *
 * Returns: (transfer full): a new codec
 *
 * Since: 1.0
 */
CookieSignedCodec *
cookie_signed_codec_new (CookieCodec   *codec,
                         CookieKeyring *keyring,
                         const char    *purpose,
                         guint          lifetime)
{
  g_autoptr (CookieCodec) owned = codec;

  g_return_val_if_fail (codec == NULL || COOKIE_IS_CODEC (codec), NULL);
  g_return_val_if_fail (keyring == NULL || COOKIE_IS_KEYRING (keyring), NULL);
  g_return_val_if_fail (purpose != NULL, NULL);
  g_return_val_if_fail (lifetime <= G_MAXINT, NULL);

  return g_object_new (COOKIE_TYPE_SIGNED_CODEC,
                       "codec", owned, "keyring", keyring, "purpose", purpose, "lifetime", lifetime, NULL);
}
