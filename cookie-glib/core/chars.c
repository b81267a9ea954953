/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "chars.h"

#include "blocks.h"

#include <string.h>

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

typedef guint64 BlockHalves __attribute__ ((vector_size (16)));

static inline gboolean
block_is_zero (const CookieBlock *block)
{
  const BlockHalves halves = (BlockHalves) *block;

  return (halves[0] | halves[1]) == 0;
}

static inline void
scan_block (const char  *text,
            CookieBlock *controls,
            CookieBlock *highs)
{
  CookieBlock block, moved;

  cookie_block_load (&block, text);

  /* moves the numbers below the space to the largest ones */
  moved = (CookieBlock) ((CookieUnsignedBlock) block + (guint8) (G_MAXINT8 - (' ' - 1)));
  *controls |= (moved > (gint8) (G_MAXINT8 - ' ')) | (block == 0x7f);
  *highs |= block;
}

/* Returns the COOKIE_TEXT_* flags of a text. */
guint
cookie_text_get_flags (const char *text,
                       gsize       length)
{
  const CookieBlock zero = { 0 };
  CookieBlock controls = zero, highs = zero, non_ascii;
  guint8 kinds = 0, bits = 0;
  gsize i;

  for (i = 0; i + sizeof (CookieBlock) <= length; i += sizeof (CookieBlock))
    scan_block (text + i, &controls, &highs);

  /* The last block overlaps the one before. */
  if (i < length && i > 0)
    {
      scan_block (text + length - sizeof (CookieBlock), &controls, &highs);
      i = length;
    }

  for (; i < length; i++)
    {
      kinds |= cookie_chars[(guint8) text[i]];
      bits |= (guint8) text[i];
    }

  non_ascii = highs < 0;

  return (kinds & COOKIE_CHAR_CONTROL || !block_is_zero (&controls) ? COOKIE_TEXT_CONTROL : 0) |
         (bits & 0x80 || !block_is_zero (&non_ascii) ? COOKIE_TEXT_NON_ASCII : 0);
}

/* Copies a block, and clears in @plain what is a control character or not ASCII. */
static inline void
copy_block (char        *copy,
            const char  *text,
            CookieBlock *plain)
{
  CookieBlock block;

  cookie_block_load (&block, text);
  memcpy (copy, &block, sizeof block);

  /* 7F and what is not ASCII become negative, or 0 */
  *plain &= (CookieBlock) ((CookieUnsignedBlock) block + 1) > ' ';
}

#define CHUNK 64

/* Returns the COOKIE_TEXT_* flags of a text and copies it. The copy ends with a NUL. */
guint
cookie_text_copy (char       *copy,
                  const char *text,
                  gsize       length)
{
  const CookieBlock all = ~(CookieBlock) { 0 };
  guint flags = 0;
  gsize i;

  for (i = 0; i + CHUNK <= length; i += CHUNK)
    {
      CookieBlock plain = all;

      for (gsize at = i; at < i + CHUNK; at += sizeof (CookieBlock))
        copy_block (copy + at, text + at, &plain);

      plain = ~plain;
      if (!block_is_zero (&plain))
        flags |= cookie_text_get_flags (text + i, CHUNK);
    }

  copy[length] = '\0';
  if (i == length) /* and perhaps no text at all */
    return flags;

  memcpy (copy + i, text + i, length - i);

  return flags | cookie_text_get_flags (text + i, length - i);
}

#define HIGH_BITS G_GUINT64_CONSTANT (0x8080808080808080)

/* Whether a text is UTF-8. A NUL is a control character, and says nothing of the encoding. */
gboolean
cookie_text_is_utf8 (const char *text,
                     gsize       length)
{
  const char *end = text + length;

  /* ASCII is in no character of more bytes, and most of a text */
  for (;;)
    {
      const char *start;
      guint64 bytes;

      while (end - text >= (gssize) sizeof bytes && (memcpy (&bytes, text, sizeof bytes), (bytes & HIGH_BITS) == 0))
        text += sizeof bytes;
      while (text < end && (guint8) *text < 0x80)
        text++;
      if (text == end)
        return TRUE;

      start = text;
      while (text < end && (guint8) *text >= 0x80)
        text++;
      if (!g_utf8_validate_len (start, text - start, NULL))
        return FALSE;
    }
}

#ifdef __SSE2__
static inline guint64
match_block (const char *text,
             char        c,
             char        other)
{
  CookieBlock block;

  cookie_block_load (&block, text);

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
  for (; i + sizeof (CookieBlock) <= length; i += sizeof (CookieBlock))
    found |= match_block (text + i, c, other) << i;

  /* The last block overlaps the one before. */
  if (i < length && i > 0)
    return found | match_block (text + length - sizeof (CookieBlock), c, other) << (length - sizeof (CookieBlock));
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

/* Returns how many bytes of a name @text starts with. COOKIE_TEXT_PADDING NULs follow it. */
gsize
cookie_text_span_name (const char *text)
{
#ifdef COOKIE_HAS_BLOCKS
  return cookie_find_in_block (text, cookie_mark_name_ends);
#else
  return cookie_text_span (text, G_MAXSIZE, COOKIE_CHAR_NAME);
#endif
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

/* Returns the UTF-16 code unit of the \uXXXX of JSON that @text starts with, or -1. */
int
cookie_text_get_code_unit (const char *text)
{
  int unit = 0;

  if (text[0] != '\\' || text[1] != 'u')
    return -1;

  for (int i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return -1;
      unit = unit << 4 | g_ascii_xdigit_value (text[i]);
    }

  return unit;
}
