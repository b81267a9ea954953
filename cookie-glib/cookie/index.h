/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "header.h"
#include "morsel/cookie-morsel-private.h"

G_BEGIN_DECLS

/* One cookie of a table: a morsel, or the place of one in a header. */
typedef struct {
  CookieMorsel *morsel; /* NULL until asked for */
  CookieHeader *header; /* NULL from then on */
  guint32 pair;         /* in the header; of a morsel, where it last was in touched */
} CookieItem;

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

const char *cookie_item_get_key        (const CookieItem  *item,
                                        gsize             *length);

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
