/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "sha256.h"

#include "secrets.h"
#include "sha256-plain.h"
#include "sha256-x86.h"

#include <string.h>

/*
 * SHA-256 (FIPS 180-4), HMAC (RFC 2104) and HKDF (RFC 5869). GHmac leaves copies of the key in
 * memory that it frees, and on the stack. Here, whatever a key passes through is wiped; and the two
 * blocks of a key are hashed once, not for each text.
 */

#define BLOCK_SIZE 64

static const guint32 initial[8] = {
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
};

static inline void
write_word (guint8  *bytes,
            guint32  word)
{
  bytes[0] = word >> 24;
  bytes[1] = word >> 16;
  bytes[2] = word >> 8;
  bytes[3] = word;
}

static inline void
compress (guint32       state[8],
          const guint8 *block)
{
#ifdef COOKIE_SHA256_X86
  if (cookie_sha256_has_x86 ())
    {
      cookie_sha256_compress_x86 (state, block);
      return;
    }
#endif

  cookie_sha256_compress_plain (state, block);
}

void
cookie_sha256_init (CookieSha256 *self)
{
  memcpy (self->state, initial, sizeof self->state);
  self->length = 0;
}

void
cookie_sha256_update (CookieSha256  *self,
                      gconstpointer  data,
                      gsize          length)
{
  const guint8 *bytes = data;

  while (length > 0)
    {
      const gsize filled = self->length % BLOCK_SIZE;
      const gsize n = MIN (length, BLOCK_SIZE - filled);

      memcpy (self->block + filled, bytes, n);
      self->length += n;
      bytes += n;
      length -= n;
      if (filled + n == BLOCK_SIZE)
        compress (self->state, self->block);
    }
}

/* Wipes the state, of which nothing can be read any more. */
void
cookie_sha256_finish (CookieSha256 *self,
                      guint8       *digest)
{
  static const guint8 padding[BLOCK_SIZE] = { 0x80 };
  const guint64 n_bits = self->length * 8;
  guint8 end[8];

  cookie_sha256_update (self, padding, 1 + (2 * BLOCK_SIZE - 1 - sizeof end - self->length % BLOCK_SIZE) % BLOCK_SIZE);
  write_word (end, n_bits >> 32);
  write_word (end + 4, n_bits);
  cookie_sha256_update (self, end, sizeof end);

  for (guint i = 0; i < 8; i++)
    write_word (digest + 4 * i, self->state[i]);
  cookie_secrets_wipe (self, sizeof *self);
}

static void
hash_block (guint32      state[8],
            const guint8 block[BLOCK_SIZE])
{
  CookieSha256 sha256;

  cookie_sha256_init (&sha256);
  cookie_sha256_update (&sha256, block, BLOCK_SIZE);
  memcpy (state, sha256.state, sizeof sha256.state);
  cookie_secrets_wipe (&sha256, sizeof sha256);
}

void
cookie_hmac_key_init (CookieHmacKey *self,
                      gconstpointer  key,
                      gsize          length)
{
  guint8 block[BLOCK_SIZE] = { 0 };

  if (length > BLOCK_SIZE)
    {
      CookieSha256 sha256;

      cookie_sha256_init (&sha256);
      cookie_sha256_update (&sha256, key, length);
      cookie_sha256_finish (&sha256, block);
    }
  else
    {
      memcpy (block, key, length);
    }

  for (guint i = 0; i < BLOCK_SIZE; i++)
    block[i] ^= 0x36;
  hash_block (self->inner, block);
  for (guint i = 0; i < BLOCK_SIZE; i++)
    block[i] ^= 0x36 ^ 0x5c;
  hash_block (self->outer, block);
  cookie_secrets_wipe (block, sizeof block);
}

/* Begins an HMAC; cookie_sha256_update () continues it. */
void
cookie_hmac_init (CookieSha256        *self,
                  const CookieHmacKey *key)
{
  memcpy (self->state, key->inner, sizeof self->state);
  self->length = BLOCK_SIZE;
}

void
cookie_hmac_finish (CookieSha256        *self,
                    const CookieHmacKey *key,
                    guint8              *mac)
{
  cookie_sha256_finish (self, mac);
  memcpy (self->state, key->outer, sizeof self->state);
  self->length = BLOCK_SIZE;
  cookie_sha256_update (self, mac, COOKIE_SHA256_SIZE);
  cookie_sha256_finish (self, mac);
}

/* Makes the key of cookie_hkdf_expand () of a secret. */
void
cookie_hkdf_extract (CookieHmacKey *root,
                     const char    *salt,
                     gconstpointer  secret,
                     gsize          length)
{
  CookieHmacKey key;
  CookieSha256 hmac;
  guint8 mac[COOKIE_SHA256_SIZE];

  cookie_hmac_key_init (&key, salt, strlen (salt));
  cookie_hmac_init (&hmac, &key);
  cookie_sha256_update (&hmac, secret, length);
  cookie_hmac_finish (&hmac, &key, mac);
  cookie_hmac_key_init (root, mac, sizeof mac);
  cookie_secrets_wipe (mac, sizeof mac);
}

/* Derives a key of 32 bytes. */
void
cookie_hkdf_expand (const CookieHmacKey *root,
                    gconstpointer        info,
                    gsize                length,
                    guint8              *key)
{
  CookieSha256 hmac;

  cookie_hmac_init (&hmac, root);
  cookie_sha256_update (&hmac, info, length);
  cookie_sha256_update (&hmac, "\1", 1);
  cookie_hmac_finish (&hmac, root, key);
}
