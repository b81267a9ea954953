/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "chars.h"

#include <string.h>
#ifdef __SSE2__
# include <emmintrin.h>
#endif

#define T COOKIE_CHAR_TOKEN
#define N COOKIE_CHAR_NAME
#define O COOKIE_CHAR_OCTET
#define K COOKIE_CHAR_KEY
#define V COOKIE_CHAR_VALUE
#define W COOKIE_CHAR_WORD
#define P COOKIE_CHAR_PLAIN
#define C COOKIE_CHAR_CONTROL

#define ALNUM (T | N | O | K | V | W | P)
#define TCHAR (T | N | O | K | V | P) /* also '_', which is a word's as well */

#define TIMES_5(flags) flags, flags, flags, flags, flags
#define TIMES_10(flags) TIMES_5 (flags), TIMES_5 (flags)
#define TIMES_26(flags) TIMES_10 (flags), TIMES_10 (flags), TIMES_5 (flags), flags

const guint8 cookie_chars[256] = {
  [0x00] = TIMES_26 (C), TIMES_5 (C), C, /* to 0x1f */
  [' '] = P,
  ['!'] = TCHAR,
  ['#'] = TCHAR,
  ['$'] = TCHAR,
  ['%'] = TCHAR,
  ['&'] = TCHAR,
  ['\''] = TCHAR,
  ['('] = O | K | V | P,
  [')'] = O | K | V | P,
  ['*'] = TCHAR,
  ['+'] = TCHAR,
  [','] = K | V,
  ['-'] = TCHAR,
  ['.'] = TCHAR,
  ['/'] = O | K | V | P,
  ['0'] = TIMES_10 (ALNUM),
  [':'] = N | O | K | V | P,
  ['<'] = O | K | V | P,
  ['='] = O | V | P,
  ['>'] = O | K | V | P,
  ['?'] = O | K | V | P,
  ['@'] = O | K | V | P,
  ['A'] = TIMES_26 (ALNUM),
  ['['] = O | V | P,
  [']'] = O | V | P,
  ['^'] = TCHAR,
  ['_'] = TCHAR | W,
  ['`'] = TCHAR,
  ['a'] = TIMES_26 (ALNUM),
  ['{'] = O | K | V | P,
  ['|'] = TCHAR,
  ['}'] = O | K | V | P,
  ['~'] = TCHAR,
  [0x7f] = C,
};

/* Sixteen bytes at once, as far as the compiler knows how. Functions get blocks by address: how one
 * is passed by value depends on the compiler's flags where a processor may lack registers for it.
 */
typedef gint8 Block __attribute__ ((vector_size (16)));
typedef guint64 BlockHalves __attribute__ ((vector_size (16)));

static inline void
load_block (Block      *block,
            const char *text)
{
  memcpy (block, text, sizeof *block);
}

static inline gboolean
block_is_zero (const Block *block)
{
  const BlockHalves halves = (BlockHalves) *block;

  return (halves[0] | halves[1]) == 0;
}

static inline void
scan_block (char       *copy,
            const char *text,
            gsize       at,
            Block      *controls,
            Block      *highs)
{
  Block block;

  load_block (&block, text + at);
  if (copy != NULL)
    memcpy (copy + at, &block, sizeof block);
  *controls |= ((block < ' ') & (block >= 0)) | (block == 0x7f);
  *highs |= block;
}

/* Returns the flags of a text, and copies it if @copy is not NULL. */
static inline guint
scan (char       *copy,
      const char *text,
      gsize       length)
{
  const Block zero = { 0 };
  Block controls = zero, highs = zero, non_ascii;
  guint8 kinds = 0, bits = 0;
  gsize i;

  for (i = 0; i + sizeof (Block) <= length; i += sizeof (Block))
    scan_block (copy, text, i, &controls, &highs);

  /* The last block overlaps the one before. */
  if (i < length && i > 0)
    {
      scan_block (copy, text, length - sizeof (Block), &controls, &highs);
      i = length;
    }

  for (; i < length; i++)
    {
      if (copy != NULL)
        copy[i] = text[i];
      kinds |= cookie_chars[(guint8) text[i]];
      bits |= (guint8) text[i];
    }

  non_ascii = highs < 0;

  return (kinds & COOKIE_CHAR_CONTROL || !block_is_zero (&controls) ? COOKIE_TEXT_CONTROL : 0) |
         (bits & 0x80 || !block_is_zero (&non_ascii) ? COOKIE_TEXT_NON_ASCII : 0);
}

/* Returns the COOKIE_TEXT_* flags of a text. */
guint
cookie_text_get_flags (const char *text,
                       gsize       length)
{
  return scan (NULL, text, length);
}

/* Returns the COOKIE_TEXT_* flags of a text and copies it. The copy ends with a NUL. */
guint
cookie_text_copy (char       *copy,
                  const char *text,
                  gsize       length)
{
  copy[length] = '\0';

  return scan (copy, text, length);
}

/* Whether a text is UTF-8. A NUL is a control character, and says nothing of the encoding. */
gboolean
cookie_text_is_utf8 (const char *text,
                     gsize       length)
{
  const char *end = text + length;

  while (!g_utf8_validate_len (text, end - text, &text))
    {
      if (*text++ != '\0')
        return FALSE;
    }

  return TRUE;
}

/* Returns the index of the first byte that is set in a block, or its size if none is. */
static inline gsize
find_in_block (const Block *block)
{
#ifdef __SSE2__
  return __builtin_ctz (_mm_movemask_epi8 ((__m128i) *block) | 1 << sizeof *block);
#else
  const BlockHalves halves = (BlockHalves) *block;

  if (halves[0] != 0)
    return __builtin_ctzll (GUINT64_FROM_LE (halves[0])) / 8;
  if (halves[1] != 0)
    return sizeof (guint64) + __builtin_ctzll (GUINT64_FROM_LE (halves[1])) / 8;

  return sizeof *block;
#endif
}

/* The same for two blocks, with one branch: where a value ends cannot be foreseen,
 * so that branches cost the most.
 */
static inline gsize
find_in_blocks (const Block *first,
                const Block *second)
{
#ifdef __SSE2__
  const guint32 mask = _mm_movemask_epi8 ((__m128i) *first) | (guint32) _mm_movemask_epi8 ((__m128i) *second) << 16;

  return mask != 0 ? __builtin_ctz (mask) : 2 * sizeof (Block);
#else
  const gsize found = find_in_block (first);

  return found < sizeof (Block) ? found : sizeof (Block) + find_in_block (second);
#endif
}

/* Sets in a block the bytes that end something, and clears all others. */
typedef void (* MarkEnds) (Block *block);

static inline void
load_ends (Block      *ends,
           const char *text,
           MarkEnds    mark_ends)
{
  load_block (ends, text);
  mark_ends (ends);
}

/* Where the first byte is that @mark_ends sets, in a text that is at least a block
 * long; its length if nowhere.
 */
static inline gsize
find_end (const char *text,
          gsize       length,
          MarkEnds    mark_ends)
{
  const gsize step = 2 * sizeof (Block);
  Block first, second;
  gsize i;

  for (i = 0; i + step <= length; i += step)
    {
      gsize end;

      load_ends (&first, text + i, mark_ends);
      load_ends (&second, text + i + sizeof (Block), mark_ends);
      end = find_in_blocks (&first, &second);
      if (end < step)
        return i + end;
    }

  if (i + sizeof (Block) <= length)
    {
      gsize end;

      load_ends (&first, text + i, mark_ends);
      end = find_in_block (&first);
      if (end < sizeof (Block))
        return i + end;
    }

  /* The last block overlaps the one before, in which nothing was found. */
  i = length - sizeof (Block);
  load_ends (&first, text + i, mark_ends);
  return i + find_in_block (&first);
}

/* All of ASCII but controls, space, `"`, `;` and `\` are of an unquoted value. */
static inline void
mark_value_ends (Block *block)
{
  /* what is not ASCII is negative */
  *block = (*block <= ' ') | (*block == '"') | (*block == ';') | (*block == '\\') | (*block == 0x7f);
}

/* How many bytes at the start of @text are of an unquoted value in CPython's
 * pattern.
 */
gsize
cookie_text_span_value (const char *text,
                        gsize       length)
{
  if (length >= sizeof (Block))
    return find_end (text, length, mark_value_ends);

  return cookie_text_span (text, length, COOKIE_CHAR_VALUE);
}

static inline void
mark_quoted_ends (Block *block)
{
  *block = (*block == '"') | (*block == '\\');
}

/* How many bytes at the start of @text stand for themselves between quotes in
 * CPython's pattern: all but `"` and `\`.
 */
gsize
cookie_text_span_quoted (const char *text,
                         gsize       length)
{
  gsize i = 0;

  if (length >= sizeof (Block))
    return find_end (text, length, mark_quoted_ends);

  while (i < length && text[i] != '"' && text[i] != '\\')
    i++;

  return i;
}

#ifdef __SSE2__
static inline guint64
match_block (const char *text,
             char        c,
             char        other)
{
  Block block;

  load_block (&block, text);

  return _mm_movemask_epi8 ((__m128i) ((block == c) | (block == other)));
}
#endif

/* Where the bytes are that are one of two, in the first @length bytes, at most 64:
 * a bit for each, the lowest for the first.
 */
guint64
cookie_text_find_all (const char *text,
                      gsize       length,
                      char        c,
                      char        other)
{
  guint64 found = 0;
  gsize i = 0;

#ifdef __SSE2__
  for (; i + sizeof (Block) <= length; i += sizeof (Block))
    found |= match_block (text + i, c, other) << i;

  /* The last block overlaps the one before. */
  if (i < length && i > 0)
    return found | match_block (text + length - sizeof (Block), c, other) << (length - sizeof (Block));
#endif

  for (; i < length; i++)
    found |= (guint64) (text[i] == c || text[i] == other) << i;

  return found;
}

/* Returns how many bytes of class @kind @text starts with. */
gsize
cookie_text_span (const char *text,
                  gsize       length,
                  guint8      kind)
{
  gsize i = 0;

  while (i < length && cookie_char_is (text[i], kind))
    i++;

  return i;
}

/* Returns the index of the first control character, or @length if there is none. */
gsize
cookie_text_find_control (const char *text,
                          gsize       length)
{
  gsize i = 0;

  while (i < length && !cookie_char_is (text[i], COOKIE_CHAR_CONTROL))
    i++;

  return i;
}

/* Where the first byte is that would break a header: a control character or a
 * semicolon; @length if there is none.
 */
gsize
cookie_text_find_unsafe (const char *text,
                         gsize       length)
{
  gsize i = 0;

  while (i < length && text[i] != ';' && !cookie_char_is (text[i], COOKIE_CHAR_CONTROL))
    i++;

  return i;
}
