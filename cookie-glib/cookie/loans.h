/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "header.h"

G_BEGIN_DECLS

/* Headers that are kept although no item needs them: callers have parts of their texts until the
 * next change, and their values can be freed only when no change is half done, since that may run
 * code that is not the library's.
 */
typedef struct {
  CookieHeader *lent;  /* until the next change */
  CookieHeader *ended; /* until the end of the call that made it */
} CookieLoans;

void cookie_loans_add  (CookieLoans  *self,
                        CookieHeader *header);
void cookie_loans_end  (CookieLoans  *self);
void cookie_loans_free (CookieLoans  *self);

/* Keeps a header until the next change. */
static inline void
cookie_loans_lend (CookieLoans  *self,
                   CookieHeader *header)
{
  if (!header->is_lent)
    cookie_loans_add (self, header);
}

G_END_DECLS
