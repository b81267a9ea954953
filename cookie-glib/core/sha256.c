/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "sha256.h"

#include "secrets.h"

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

static const guint32 constants[64] = {
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static inline guint32
rotate (guint32 word,
        guint   by)
{
  return word >> by | word << (32 - by);
}

static inline guint32
read_word (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3];
}

static inline void
write_word (guint8  *bytes,
            guint32  word)
{
  bytes[0] = word >> 24;
  bytes[1] = word >> 16;
  bytes[2] = word >> 8;
  bytes[3] = word;
}

/* Only the last 16 of the 64 words of the schedule are kept. A sum of rotated words is rotated at once
 * where that saves a copy of the word, here and below.
 */
static inline guint32
next_word (guint32 *words,
           guint    i)
{
  const guint32 a = words[(i + 1) % 16], b = words[(i + 14) % 16];

  return words[i % 16] += (rotate (rotate (a, 11) ^ a, 7) ^ a >> 3) + words[(i + 9) % 16] +
                          (rotate (rotate (b, 2) ^ b, 17) ^ b >> 10);
}

/* One round. Rather than the eight variables, their names move on by one from round to round. */
#define ROUND(a, b, c, d, e, f, g, h, i, word) G_STMT_START { \
  const guint32 t = h + rotate (rotate (rotate (e, 14) ^ e, 5) ^ e, 6) + (g ^ (e & (f ^ g))) + constants[i] + (word); \
  d += t; \
  h = t + rotate (rotate (rotate (a, 9) ^ a, 11) ^ a, 2) + ((a & b) | (c & (a | b))); \
} G_STMT_END

#define EIGHT_ROUNDS(i, WORD) G_STMT_START { \
  ROUND (a, b, c, d, e, f, g, h, (i), WORD (i)); \
  ROUND (h, a, b, c, d, e, f, g, (i) + 1, WORD ((i) + 1)); \
  ROUND (g, h, a, b, c, d, e, f, (i) + 2, WORD ((i) + 2)); \
  ROUND (f, g, h, a, b, c, d, e, (i) + 3, WORD ((i) + 3)); \
  ROUND (e, f, g, h, a, b, c, d, (i) + 4, WORD ((i) + 4)); \
  ROUND (d, e, f, g, h, a, b, c, (i) + 5, WORD ((i) + 5)); \
  ROUND (c, d, e, f, g, h, a, b, (i) + 6, WORD ((i) + 6)); \
  ROUND (b, c, d, e, f, g, h, a, (i) + 7, WORD ((i) + 7)); \
} G_STMT_END

#define FIRST_WORD(i) (words[(i)] = read_word (bytes + 4 * (i)))
#define NEXT_WORD(i) next_word (words, (i))

static void
compress (guint32       state[8],
          const guint8 *bytes,
          guint32       words[16])
{
  guint32 a = state[0], b = state[1], c = state[2], d = state[3];
  guint32 e = state[4], f = state[5], g = state[6], h = state[7];

  EIGHT_ROUNDS (0, FIRST_WORD);
  EIGHT_ROUNDS (8, FIRST_WORD);
  for (guint i = 16; i < 64; i += 16)
    {
      EIGHT_ROUNDS (i, NEXT_WORD);
      EIGHT_ROUNDS (i + 8, NEXT_WORD);
    }

  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
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
  guint32 words[16];

  while (length > 0)
    {
      const gsize filled = self->length % BLOCK_SIZE;
      const gsize n = MIN (length, BLOCK_SIZE - filled);

      memcpy (self->block + filled, bytes, n);
      self->length += n;
      bytes += n;
      length -= n;
      if (filled + n == BLOCK_SIZE)
        compress (self->state, self->block, words);
    }

  cookie_secrets_wipe (words, sizeof words);
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
