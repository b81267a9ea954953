/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "blocks.h"
#include "scanner.h"

G_BEGIN_DECLS

/* What the scanners of all profiles do. */

static inline guint32
cookie_scan_skip_spaces (const CookieScanner *self,
                         guint32              at)
{
  /* one comparison for what is most frequent */
  while ((guint8) self->text[at] <= ' ' && cookie_char_is_space (self->text[at]))
    at++;

  return at;
}

#ifdef COOKIE_HAS_BLOCKS

/* Returns the first position from @at on that @mark does not mark, or the length. The marks of 64 bytes
 * are kept for the next call: so one end is found soon after the other, whatever is between them.
 */
static inline guint32
cookie_scan_find (CookieScanner  *self,
                  guint32         at,
                  CookieMarkFunc  mark)
{
  guint64 marks;

  if (at - (self->marks_end - 64) >= 64)
    {
      self->marks_end = (at | 63) + 1;
      self->marks = ~cookie_mark_blocks (self->text + self->marks_end - 64, mark);
    }

  marks = self->marks & G_MAXUINT64 << (at & 63);
  while (marks == 0)
    {
      if (self->marks_end >= self->length)
        return self->length;

      marks = self->marks = ~cookie_mark_blocks (self->text + self->marks_end, mark);
      self->marks_end += 64;
    }

  return self->marks_end - 64 + __builtin_ctzll (marks);
}

#endif

/* Returns the position of the first `;` from @at on, or the length. All before @at have been found. */
static inline guint32
cookie_scan_find_semicolon (CookieScanner *self,
                            guint32        at)
{
#ifdef COOKIE_HAS_BLOCKS
  guint32 found;

  while (self->marks == 0)
    {
      if (self->marks_end >= self->length)
        return self->length;

      self->marks = cookie_mark_blocks (self->text + self->marks_end, cookie_mark_semicolons);
      self->marks_end += 64;
    }

  found = self->marks_end - 64 + __builtin_ctzll (self->marks);
  self->marks &= self->marks - 1;

  return found;
#else
  const char *found = memchr (self->text + at, ';', self->length - at);

  return found != NULL ? found - self->text : self->length;
#endif
}

/* Returns the position of the first byte from @at on that is not of an unquoted value of CPython's. */
static inline guint32
cookie_scan_find_value_end (CookieScanner *self,
                            guint32        at)
{
#ifdef COOKIE_HAS_BLOCKS
  guint32 end = cookie_scan_find (self, at, cookie_mark_likely_value);

  while (self->text[end] == '!')
    end = cookie_scan_find (self, end + 1, cookie_mark_likely_value);

  return end;
#else
  return at + cookie_text_span (self->text + at, self->length - at, COOKIE_CHAR_VALUE);
#endif
}

/* Returns @what for the text from @start to @end, as the key slice, and continues at @next. */
static inline CookieScan
cookie_scan_pass_over (CookieScanner *self,
                       CookiePair    *pair,
                       CookieScan     what,
                       guint32        start,
                       guint32        end,
                       guint32        next)
{
  *pair = (CookiePair) { .key = start, .key_length = end - start, .attribute = -1 };
  self->position = next;

  return what;
}

/* Finds what comes next. */
typedef CookieScan (* CookieScanNextFunc) (CookieScanner *self,
                                           CookiePair    *pair);

/* Calls @next, which is compiled into the loop, as long as it finds pairs. */
static inline CookieScan
cookie_scan_pairs (CookieScanner      *self,
                   CookiePair         *pairs,
                   guint               max_pairs,
                   guint              *n_pairs,
                   CookieScanNextFunc  next)
{
  CookieScanner scanner = *self;
  CookieScan what = COOKIE_SCAN_PAIR;
  CookiePair *pair = pairs;

  while (pair < pairs + max_pairs && (what = next (&scanner, pair)) == COOKIE_SCAN_PAIR)
    pair++;

  *self = scanner;
  *n_pairs = pair - pairs;

  return what;
}

G_END_DECLS
