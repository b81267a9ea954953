/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "encryption.h"

#include "core/base64.h"

#include <sodium.h>
#include <string.h>

/*
 * The body of an encrypted text is base64url of
 *
 *   NONCE   24 random bytes
 *   CIPHER  the text and 1 to 16 NULs, which make its length a multiple of 16, encrypted by
 *           XChaCha20-Poly1305, and the tag of 16 bytes
 *
 * Of the length of the text, the padding shows as much as is in a sixteenth of it: not whether a user
 * is "ann" or "administrator".
 */

#define NONCE_SIZE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_SIZE crypto_aead_xchacha20poly1305_ietf_ABYTES
#define BLOCK_SIZE 16

G_STATIC_ASSERT (COOKIE_SEAL_KEY_SIZE == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

static void
seal (const CookieSealKey        *key,
      const CookieSealAssociated *associated,
      const char                 *text,
      GString                    *sealed)
{
  const gsize length = strlen (text);
  const gsize padded = (length / BLOCK_SIZE + 1) * BLOCK_SIZE;
  const gsize size = NONCE_SIZE + padded + TAG_SIZE;
  const gsize start = sealed->len;
  g_autofree guint8 *data = g_malloc0 (size);

  randombytes_buf (data, NONCE_SIZE);
  memcpy (data + NONCE_SIZE, text, length);
  crypto_aead_xchacha20poly1305_ietf_encrypt (data + NONCE_SIZE, NULL, data + NONCE_SIZE, padded,
                                              (const guint8 *) associated->bytes, associated->length,
                                              NULL, data, key->bytes);

  g_string_set_size (sealed, start + COOKIE_BASE64_LENGTH (size));
  cookie_base64_encode_into (data, size, sealed->str + start);
}

/* Whether what was encrypted is a text, and padded as it is above. */
static gboolean
is_text (const char *text,
         gsize       padded)
{
  const gsize length = strnlen (text, padded);

  if ((length / BLOCK_SIZE + 1) * BLOCK_SIZE != padded)
    return FALSE;
  for (gsize i = length; i < padded; i++)
    if (text[i] != '\0')
      return FALSE;

  return g_utf8_validate (text, length, NULL);
}

static CookieSealVerdict
unseal (const CookieSealKey         *key,
        const CookieSealAssociated  *associated,
        const char                  *body,
        char                       **text)
{
  gsize size;
  g_autofree guint8 *data = cookie_base64_decode (body, strlen (body), &size);
  g_autofree char *plain = NULL;

  if (data == NULL || size < NONCE_SIZE + TAG_SIZE + BLOCK_SIZE || (size - NONCE_SIZE - TAG_SIZE) % BLOCK_SIZE != 0)
    return COOKIE_SEAL_MALFORMED;

  plain = g_malloc (size - NONCE_SIZE - TAG_SIZE);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt ((guint8 *) plain, NULL, NULL, data + NONCE_SIZE, size - NONCE_SIZE,
                                                  (const guint8 *) associated->bytes, associated->length,
                                                  data, key->bytes) < 0)
    return COOKIE_SEAL_TAMPERED;

  if (!is_text (plain, size - NONCE_SIZE - TAG_SIZE))
    return COOKIE_SEAL_MALFORMED;

  *text = g_steal_pointer (&plain);

  return COOKIE_SEAL_GENUINE;
}

const CookieSealKind cookie_seal_encrypted = { "e1", "Cookie.EncryptedCodec", "encrypted", seal, unseal, TRUE };
