/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "gaps.h"
#include "item.h"

G_BEGIN_DECLS

/* Where a key stands in the items. What it starts with is compared first: most
 * keys differ in it.
 */
typedef struct {
  guint64 start;
  guint slot;
} CookieRank;

/* Items in the order in which they came, and, if there are many or somebody asked for it, where they are, sorted
 * by key in runs, of which each is at most half as long as the one before. Of many, an item that is gone keeps its slot and its rank until there are too many of those, so that its
 * removal moves no others.
 */
typedef struct {
  CookieItem *items;
  CookieRank *sorted; /* no more ranks than slots */
  guint *runs;        /* the first rank of each, if they are sorted */
  guint n_slots;
  guint n_ranks;
  guint n_runs;
  guint n_allocated;
  gboolean is_sorted;
  CookieGaps gaps;
} CookieIndex;

void        cookie_index_prefetch      (const CookieIndex *self,
                                        const CookieRank  *rank,
                                        guint              n_after);
int         cookie_index_compare_ranks (const CookieIndex *self,
                                        const CookieRank  *rank,
                                        const CookieRank  *other);
void        cookie_index_sort          (CookieIndex       *self,
                                        guint              first,
                                        guint              n_items);
void        cookie_index_sort_all      (CookieIndex       *self);
void        cookie_index_add_run       (CookieIndex       *self,
                                        guint              first);
void        cookie_index_merge_runs    (CookieIndex       *self);
CookieRank  cookie_index_make_rank     (const CookieIndex *self,
                                        guint              slot);
gboolean    cookie_index_search        (const CookieIndex *self,
                                        const char        *key,
                                        gsize              length,
                                        guint             *rank);

G_END_DECLS
