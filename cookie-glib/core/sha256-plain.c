/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "sha256-plain.h"

#include "secrets.h"

/* The compression function of SHA-256 in plain C, which takes a block of 64 bytes. */

const guint32 cookie_sha256_constants[64] = {
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
  const guint32 t = h + rotate (rotate (rotate (e, 14) ^ e, 5) ^ e, 6) + (g ^ (e & (f ^ g))) + cookie_sha256_constants[i] + (word); \
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

#define FIRST_WORD(i) (words[(i)] = read_word (block + 4 * (i)))
#define NEXT_WORD(i) next_word (words, (i))

void
cookie_sha256_compress_plain (guint32       state[8],
                              const guint8 *block)
{
  guint32 words[16];
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

  cookie_secrets_wipe (words, sizeof words);
}
