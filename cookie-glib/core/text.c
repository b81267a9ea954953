/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "text.h"

#include "blocks.h"

#include <string.h>

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

  return (kinds & COOKIE_CHAR_CONTROL || cookie_block_has_marks (&controls) ? COOKIE_TEXT_CONTROL : 0) |
         (bits & 0x80 || cookie_block_has_marks (&non_ascii) ? COOKIE_TEXT_NON_ASCII : 0);
}

#define HIGH_BITS G_GUINT64_CONSTANT (0x8080808080808080)

static inline gboolean
chunk_is_ascii (const char *text)
{
  CookieBlock highs = { 0 }, block;

  for (gsize i = 0; i < COOKIE_CHUNK; i += sizeof block)
    {
      cookie_block_load (&block, text + i);
      highs |= block;
    }
  highs = highs < 0;

  return !cookie_block_has_marks (&highs);
}

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

      while (end - text >= COOKIE_CHUNK && chunk_is_ascii (text))
        text += COOKIE_CHUNK;
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
