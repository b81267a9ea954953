/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-encrypted-codec.h"

#ifdef HAVE_LIBSODIUM
# include "encryption.h"
#endif

/**
 * CookieEncryptedCodec:
 *
 * A codec that encrypts the text of another codec.
 *
 * A client without a secret of the keyring can neither read the value of the cookie nor
 * change it, make one, or use it for a cookie of another name. It can see the time of
 * sealing, and the length of the value to 16 bytes.
 *
 * ```c
 * g_autoptr (CookieKeyring) keyring = cookie_keyring_new ();
 * g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
 * g_autoptr (CookieEncryptedCodec) codec = NULL;
 * g_autoptr (GBytes) secret = NULL;
 *
 * secret = cookie_keyring_generate_secret (); // or that of a file
 * cookie_keyring_append (keyring, secret, NULL);
 * codec = cookie_encrypted_codec_new (NULL, keyring, "session", 60 * 60);
 * cookie_base_cookie_set_codec (cookie, COOKIE_CODEC (codec));
 * ```
 *
 * The cipher is XChaCha20-Poly1305 with a random nonce, so two texts of one value differ.
 * The purpose, the name of the cookie and the time are authenticated with the text. The
 * layout of the text is described in [The text of a value](coded-text.html), with a
 * program that reads and writes it.
 *
 * With a lifetime, a text of `n` bytes becomes at most `20 + 4 / 3 * (n + 56)` bytes long.
 * Browsers keep 4096 bytes, the name included.
 *
 * Errors and renewal are those of [class@Cookie.SealedCodec].
 *
 * The codec needs libsodium: see [func@Cookie.EncryptedCodec.is_supported].
 *
 * Since: 1.0
 */
struct _CookieEncryptedCodec
{
  CookieSealedCodec parent_instance;
};

G_DEFINE_FINAL_TYPE (CookieEncryptedCodec, cookie_encrypted_codec, COOKIE_TYPE_SEALED_CODEC)

static void
cookie_encrypted_codec_class_init (CookieEncryptedCodecClass *klass)
{
#ifdef HAVE_LIBSODIUM
  COOKIE_SEALED_CODEC_CLASS (klass)->kind = &cookie_seal_encrypted;
#endif
}

static void
cookie_encrypted_codec_init (CookieEncryptedCodec *self)
{
}

/**
 * cookie_encrypted_codec_is_supported:
 *
 * Checks whether the library was built with libsodium.
 *
 * Without it, encoding and decoding set `COOKIE_ERROR_NOT_SUPPORTED`.
 *
 * Returns: whether it was
 *
 * Since: 1.0
 */
gboolean
cookie_encrypted_codec_is_supported (void)
{
#ifdef HAVE_LIBSODIUM
  return TRUE;
#else
  return FALSE;
#endif
}

/**
 * cookie_encrypted_codec_new:
 * @codec: (transfer full) (nullable): the inner codec; `NULL` for a new
 *   [class@Cookie.VariantCodec]
 * @keyring: (nullable): the keyring; `NULL` for a new one without secrets
 * @purpose: what the values are for, such as `session`
 * @lifetime: the lifetime of a value, in seconds, at most `G_MAXINT`; 0 if values do not
 *   expire
 *
 * Creates a codec that encrypts the text of another codec.
 *
 * Returns: (transfer full): a new codec
 *
 * Since: 1.0
 */
CookieEncryptedCodec *
cookie_encrypted_codec_new (CookieCodec   *codec,
                            CookieKeyring *keyring,
                            const char    *purpose,
                            guint          lifetime)
{
  g_autoptr (CookieCodec) owned = codec;

  g_return_val_if_fail (codec == NULL || COOKIE_IS_CODEC (codec), NULL);
  g_return_val_if_fail (keyring == NULL || COOKIE_IS_KEYRING (keyring), NULL);
  g_return_val_if_fail (purpose != NULL, NULL);
  g_return_val_if_fail (lifetime <= G_MAXINT, NULL);

  return g_object_new (COOKIE_TYPE_ENCRYPTED_CODEC,
                       "codec", owned, "keyring", keyring, "purpose", purpose, "lifetime", lifetime, NULL);
}
