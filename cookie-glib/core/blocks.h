/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "chars.h"

#include <string.h>
#ifdef __SSE2__
# include <emmintrin.h>
# define COOKIE_HAS_BLOCKS
#elif defined (__aarch64__) && defined (__ARM_NEON)
# include <arm_neon.h>
# define COOKIE_HAS_BLOCKS
#endif

G_BEGIN_DECLS

/* Sixteen bytes at once, as far as the compiler knows how. Functions get blocks by address: how one
 * is passed by value depends on the compiler's flags where a processor may lack registers for it.
 */
typedef gint8 CookieBlock __attribute__ ((vector_size (16)));
typedef guint8 CookieUnsignedBlock __attribute__ ((vector_size (16)));

static inline void
cookie_block_load (CookieBlock *block,
                   const char  *text)
{
  memcpy (block, text, sizeof *block);
}

#ifdef COOKIE_HAS_BLOCKS

/* Returns a bit for each byte of a block that is set, the lowest for the first. All others are clear. */
static inline guint
cookie_block_get_bits (const CookieBlock *block)
{
#ifdef __SSE2__
  return _mm_movemask_epi8 ((__m128i) *block);
#else
  static const guint8 bits[16] = { 1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128 };
  const uint8x16_t marked = vandq_u8 ((uint8x16_t) *block, vld1q_u8 (bits));

  return vaddv_u8 (vget_low_u8 (marked)) | (guint) vaddv_u8 (vget_high_u8 (marked)) << 8;
#endif
}

#endif

/* Whether a byte of a block is set. */
static inline gboolean
cookie_block_has_marks (const CookieBlock *block)
{
#ifdef __SSE2__
  return cookie_block_get_bits (block) != 0;
#else
  typedef guint64 Halves __attribute__ ((vector_size (16)));
  const Halves halves = (Halves) *block;

  return (halves[0] | halves[1]) != 0;
#endif
}

/* The functions below find where in a text something ends. They look at many bytes with one branch:
 * where a value ends cannot be foreseen, so branches cost the most. Therefore they read up to
 * COOKIE_TEXT_PADDING bytes after the text, which are NULs.
 */
#define COOKIE_TEXT_PADDING 64

/* How many bytes are looked at in one step of a loop */
#define COOKIE_CHUNK 64

#ifdef COOKIE_HAS_BLOCKS

/* Sets in a block the bytes that end something, or those that do not, and clears all others. */
typedef void (* CookieMarkFunc) (CookieBlock *block);

/* Whether bytes are from @first to @last, both ASCII: the sum is from there to the largest number. */
static inline CookieBlock
cookie_block_is_between (const CookieBlock *block,
                         guint8             first,
                         guint8             last)
{
  const CookieBlock sum = (CookieBlock) ((CookieUnsignedBlock) *block + (guint8) (G_MAXINT8 - last));

  return sum >= (gint8) (G_MAXINT8 - (last - first));
}

static inline void
cookie_mark_semicolons (CookieBlock *block)
{
  *block = *block == ';';
}

static inline void
cookie_mark_quoted_ends (CookieBlock *block)
{
  *block = (*block == '"') | (*block == '\\');
}

/* All but COOKIE_CHAR_VALUE. What is not ASCII is negative. */
static inline void
cookie_mark_value_ends (CookieBlock *block)
{
  *block = (*block <= ' ') | (*block == '"') | (*block == ';') | (*block == '\\') | (*block == 0x7f);
}

/* In a text without control characters, COOKIE_CHAR_VALUE, but for `!`. */
static inline void
cookie_mark_likely_value (CookieBlock *block)
{
  *block = (*block > '"') ^ (*block == ';') ^ (*block == '\\');
}

/* All but COOKIE_CHAR_OCTET */
static inline void
cookie_mark_octet_ends (CookieBlock *block)
{
  const CookieBlock commas = *block == ',';

  cookie_mark_value_ends (block);
  *block |= commas;
}

/* All but COOKIE_CHAR_NAME */
static inline void
cookie_mark_name_ends (CookieBlock *block)
{
  *block = (*block <= ' ') | (*block == '"') | cookie_block_is_between (block, '(', ')') | (*block == ',') |
           (*block == '/') | cookie_block_is_between (block, ';', '@') | cookie_block_is_between (block, '[', ']') |
           (*block == '{') | ((*block | 2) == 0x7f);
}

/* The letters, digits and a few more that most names are of. */
static inline void
cookie_mark_likely_name (CookieBlock *block)
{
  /* no byte is in two of the first three */
  *block = cookie_block_is_between (block, 'A', 'Z') ^ cookie_block_is_between (block, '^', 'z') ^
           cookie_block_is_between (block, '-', '9') ^ (*block == '/');
}

/* All but COOKIE_CHAR_TOKEN */
static inline void
cookie_mark_token_ends (CookieBlock *block)
{
  const CookieBlock colons = *block == ':';

  cookie_mark_name_ends (block);
  *block |= colons;
}

/* Returns a bit for each byte of @text that @mark sets, the lowest for the first. */
static inline guint
cookie_mark_block (const char     *text,
                   CookieMarkFunc  mark)
{
  CookieBlock block;

  cookie_block_load (&block, text);
  mark (&block);

  return cookie_block_get_bits (&block);
}

static inline guint64
cookie_mark_blocks (const char     *text,
                    CookieMarkFunc  mark)
{
  return cookie_mark_block (text, mark) | cookie_mark_block (text + 16, mark) << 16 |
         (guint64) (cookie_mark_block (text + 32, mark) | cookie_mark_block (text + 48, mark) << 16) << 32;
}

static inline gsize
cookie_find_in_blocks (const char     *text,
                       gsize           length,
                       CookieMarkFunc  mark)
{
  for (gsize i = 0; i < length; i += 64)
    {
      const guint64 marks = cookie_mark_blocks (text + i, mark);

      if (marks != 0)
        return i + __builtin_ctzll (marks);
    }

  return length;
}

/* The same for what marks a NUL, such as the one after the text. The first 16 bytes are mostly enough:
 * names are short.
 */
static inline gsize
cookie_find_in_block (const char     *text,
                      CookieMarkFunc  mark)
{
  for (gsize i = 0; ; i += sizeof (CookieBlock))
    {
      const guint marks = cookie_mark_block (text + i, mark);

      if (marks != 0)
        return i + __builtin_ctz (marks);
    }
}

#endif

/* Returns how many bytes at the start of @text stand for themselves between quotes in CPython's
 * pattern: all but `"` and `\`.
 */
static inline gsize
cookie_span_quoted (const char *text,
                    gsize       length)
{
#ifdef COOKIE_HAS_BLOCKS
  return cookie_find_in_blocks (text, length, cookie_mark_quoted_ends);
#else
  gsize i = 0;

  while (i < length && text[i] != '"' && text[i] != '\\')
    i++;

  return i;
#endif
}

static inline gsize
cookie_span_octets (const char *text,
                    gsize       length)
{
#ifdef COOKIE_HAS_BLOCKS
  return cookie_find_in_blocks (text, length, cookie_mark_octet_ends);
#else
  return cookie_text_span (text, length, COOKIE_CHAR_OCTET);
#endif
}

/* The same for the bytes of a name, or of a token, which a NUL ends. */
static inline gsize
cookie_span_name (const char *text)
{
#ifdef COOKIE_HAS_BLOCKS
  return cookie_find_in_block (text, cookie_mark_name_ends);
#else
  return cookie_text_span (text, G_MAXSIZE, COOKIE_CHAR_NAME);
#endif
}

static inline gsize
cookie_span_token (const char *text)
{
#ifdef COOKIE_HAS_BLOCKS
  return cookie_find_in_block (text, cookie_mark_token_ends);
#else
  return cookie_text_span (text, G_MAXSIZE, COOKIE_CHAR_TOKEN);
#endif
}

/* Apart, as names are rarely so long, or have other characters than most. */
G_GNUC_UNUSED G_NO_INLINE static gsize
cookie_span_any_name (const char *text)
{
  return cookie_span_name (text);
}

/* Returns how long the name is that is before a `=`; 0 if none is. */
static inline gsize
cookie_span_name_of_pair (const char *text)
{
  gsize length;

#ifdef COOKIE_HAS_BLOCKS
  length = __builtin_ctz (~cookie_mark_block (text, cookie_mark_likely_name));
  if (G_UNLIKELY (length == sizeof (CookieBlock)))
    length += __builtin_ctz (~cookie_mark_block (text + length, cookie_mark_likely_name));
  if (G_LIKELY (text[length] == '='))
    return length;
#endif

  length = cookie_span_any_name (text);

  return text[length] == '=' ? length : 0;
}

G_END_DECLS
