/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "copy.h"
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

/* The same for at most one space. Mostly there is one: then the text after it is read before it is known. */
static inline guint32
cookie_scan_skip_space (const char *text,
                        guint32     at)
{
  return G_LIKELY (text[at] == ' ') ? at + 1 : at;
}

/* Goes through the marks of a text. */
typedef struct {
  const guint64 *next;
  guint64        left; /* of the 64 bytes from `at` on */
  guint32        at;
} CookieMarks;

/* Starts at the position of a scanner, which is before the end of the text. */
static inline void
cookie_marks_init (CookieMarks         *self,
                   const CookieScanner *scanner)
{
  self->next = &scanner->marks[scanner->position / 64];
  self->left = *self->next++ & G_MAXUINT64 << scanner->position % 64;
  self->at = scanner->position & ~63u;
}

/* Returns the next marked position. The last one is the end of the text. */
static inline guint32
cookie_marks_next (CookieMarks *self)
{
  guint32 position;

  while (self->left == 0)
    {
      self->left = *self->next++;
      self->at += 64;
    }

  position = self->at + __builtin_ctzll (self->left);
  self->left &= self->left - 1;

  return position;
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

/* Reads pairs into the room from @pair to @stop, as long as they are as most are. Returns where the next one goes. */
typedef CookiePair *(* CookieScanUsualFunc) (CookieScanner *self,
                                             CookiePair    *pair,
                                             CookiePair    *stop);

/* Finds what comes next, whatever it is. */
typedef CookieScan (* CookieScanNextFunc) (CookieScanner *self,
                                           CookiePair    *pair);

/* Reads pairs with @read_usual, unless there are control characters, and with @next what that leaves. */
static inline CookieScan
cookie_scan_pairs (CookieScanner       *self,
                   CookiePair          *pairs,
                   guint                max_pairs,
                   guint               *n_pairs,
                   CookieScanUsualFunc  read_usual,
                   CookieScanNextFunc   next)
{
  const gboolean may_be_usual = read_usual != NULL && (self->text_flags & COOKIE_TEXT_CONTROL) == 0;
  CookieScan what = COOKIE_SCAN_PAIR;
  CookiePair *stop = pairs + max_pairs;
  CookiePair *pair = pairs;

  while (what == COOKIE_SCAN_PAIR && pair < stop)
    {
      if (may_be_usual && self->position < self->length)
        pair = read_usual (self, pair, stop);
      if (pair < stop && (what = next (self, pair)) == COOKIE_SCAN_PAIR)
        pair++;
    }

  *n_pairs = pair - pairs;

  return what;
}

G_END_DECLS
