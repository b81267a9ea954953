/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "blocks.h"
#include "text.h"

G_BEGIN_DECLS

/* Returns a bit for each byte of a chunk that is marked, the lowest for the first. */
typedef guint64 (* CookieGetMarksFunc) (const char *text);

/* Returns the COOKIE_TEXT_* flags of a chunk, and copies it. */
static inline guint
cookie_copy_chunk (char       *copy,
                   const char *text)
{
  CookieBlock others, plain = ~(CookieBlock) { 0 };

  for (gsize i = 0; i < COOKIE_CHUNK; i += sizeof (CookieBlock))
    {
      CookieBlock block;

      cookie_block_load (&block, text + i);
      memcpy (copy + i, &block, sizeof block);

      /* 7F and what is not ASCII become negative, or 0 */
      plain &= (CookieBlock) ((CookieUnsignedBlock) block + 1) > ' ';
    }

  others = ~plain;

  return cookie_block_has_marks (&others) ? cookie_text_get_flags (text, COOKIE_CHUNK) : 0;
}

/* Returns the COOKIE_TEXT_* flags of a text, and copies it. If @get_marks is not NULL, @marks gets what it marks, and
 * the end of the text: a bit more than the text has bytes. Then COOKIE_TEXT_PADDING NULs have to be after the copy,
 * which may be the text itself.
 */
static inline guint
cookie_copy_text (char               *copy,
                  const char         *text,
                  gsize               length,
                  CookieGetMarksFunc  get_marks,
                  guint64            *marks)
{
  const guint64 end = G_GUINT64_CONSTANT (1) << length % COOKIE_CHUNK;
  guint flags = 0;
  gsize i;

  if (length < COOKIE_CHUNK)
    {
      if (length > 0) /* and perhaps no text at all */
        memmove (copy, text, length);
      if (get_marks != NULL)
        *marks = (get_marks (copy) & (end - 1)) | end;
      return cookie_text_get_flags (copy, length);
    }

  for (i = 0; i + COOKIE_CHUNK <= length; i += COOKIE_CHUNK)
    {
      if (get_marks != NULL)
        *marks++ = get_marks (text + i);
      flags |= cookie_copy_chunk (copy + i, text + i);
    }

  if (get_marks != NULL)
    *marks = end;
  if (i < length)
    {
      /* the last chunk overlaps the one before */
      const gsize last = length - COOKIE_CHUNK;

      if (get_marks != NULL)
        *marks |= get_marks (text + last) >> (i - last);
      flags |= cookie_copy_chunk (copy + last, text + last);
    }

  return flags;
}

guint cookie_text_copy (char       *copy,
                        const char *text,
                        gsize       length);

G_END_DECLS
