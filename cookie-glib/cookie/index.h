/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "item.h"

G_BEGIN_DECLS

/* Where a key stands in the items. What it starts with is compared first: most
 * keys differ in it.
 */
typedef struct {
  guint64 start;
  guint position;
} CookieRank;

/* Items in the order in which they came, and their positions sorted by key. */
typedef struct {
  CookieItem *items;
  CookieRank *sorted;
  guint n_items;
  guint n_allocated;
} CookieIndex;

void        cookie_index_prefetch      (const CookieIndex *self,
                                        const CookieRank  *rank,
                                        guint              n_after);
CookieRank  cookie_index_make_rank     (const CookieIndex *self,
                                        guint              position);
int         cookie_index_compare_ranks (const CookieIndex *self,
                                        const CookieRank  *rank,
                                        const CookieRank  *other);
gboolean    cookie_index_search        (const CookieIndex *self,
                                        const char        *key,
                                        gsize              length,
                                        guint             *rank);
void        cookie_index_sort          (CookieIndex       *self,
                                        guint              first,
                                        guint              n_items);
void        cookie_index_merge         (CookieIndex       *self,
                                        guint              n_old);

G_END_DECLS
