/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which slots of an array are empty, so that what stands after a removed item need not move. The
 * position of an item counts those that are not. Each call takes logarithmic time (a Fenwick tree).
 */
typedef struct {
  guint *counts; /* from 1 on: how many of the slots that end here are empty; NULL if none is */
  guint n_slots;
  guint n_allocated;
  guint n_gaps;
} CookieGaps;

void  cookie_gaps_start        (CookieGaps       *self,
                                guint             n_slots);
void  cookie_gaps_append       (CookieGaps       *self);
void  cookie_gaps_add          (CookieGaps       *self,
                                guint             slot);
guint cookie_gaps_get_position (const CookieGaps *self,
                                guint             slot);
guint cookie_gaps_find_slot    (const CookieGaps *self,
                                guint             position);
void  cookie_gaps_clear        (CookieGaps       *self);

/* The slot that is not empty and has @position such slots before it. */
static inline guint
cookie_gaps_get_slot (const CookieGaps *self,
                      guint             position)
{
  return self->counts == NULL ? position : cookie_gaps_find_slot (self, position);
}

G_END_DECLS
