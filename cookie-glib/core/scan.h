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

/* Returns a bit for each of the 64 bytes at which a pair may end, the lowest for the first. */
typedef guint64 (* CookieScanEndsFunc) (const char *text);

/* Looks at the next bytes, 64 at a time, and keeps where @get_ends finds ends. It is done for many pairs
 * at once: a processor cannot foresee where a pair ends, and is so late but once for each.
 */
static inline void
cookie_scan_find_ends (CookieScanner      *self,
                       CookieScanEndsFunc  get_ends)
{
  guint32 *end = self->ends;
  guint32 at = self->n_looked_at;

  do
    {
      for (guint64 ends = get_ends (self->text + at); ends != 0; ends &= ends - 1)
        *end++ = at + __builtin_ctzll (ends);
      at += 64;
    }
  while (end < self->ends + 64 && at < self->length);

  if (at >= self->length)
    *end++ = self->length;

  self->n_looked_at = at;
  self->n_ends = end - self->ends;
  self->next_end = 0;
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
  CookieScan what = COOKIE_SCAN_PAIR;
  CookiePair *pair = pairs;

  while (pair < pairs + max_pairs && (what = next (self, pair)) == COOKIE_SCAN_PAIR)
    pair++;

  *n_pairs = pair - pairs;

  return what;
}

G_END_DECLS
