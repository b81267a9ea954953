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
  gboolean changed;     /* not what a header said, and not committed since */
} CookieItem;

/* A morsel that was there when a header that names it was loaded. */
typedef struct {
  CookieMorsel *morsel;
  CookieMorsel *result; /* what the header makes of it; NULL once it is that */
  gboolean changed;
} CookieTouched;

/* Where a key stands in the items. What it starts with is compared first: most
 * keys differ in it.
 */
typedef struct {
  guint64 start;
  guint position;
} CookieRank;

/* The morsels of a cookie, in the order in which they came, and an index sorted
 * by key. A header is taken apart when somebody asks for what is in the table.
 */
typedef struct {
  CookieBaseCookie *owner;
  CookieHeader *pending;
  CookieItem *items;
  CookieRank *sorted;
  guint n_items;
  guint n_allocated;
} CookieTable;

/* cookie-table-index.c */
const char   *cookie_item_get_key        (const CookieItem  *item,
                                          gsize             *length);
void          cookie_table_prefetch      (const CookieTable *self,
                                          const CookieRank  *rank,
                                          guint              n_after);
CookieRank    cookie_table_make_rank     (const CookieTable *self,
                                          guint              position);
int           cookie_table_compare_ranks (const CookieTable *self,
                                          const CookieRank  *rank,
                                          const CookieRank  *other);
gboolean      cookie_table_search        (const CookieTable *self,
                                          const char        *key,
                                          gsize              length,
                                          guint             *rank);
void          cookie_table_sort          (CookieTable       *self,
                                          guint              first,
                                          guint              n_items);
void          cookie_table_merge_indexes (CookieTable       *self,
                                          guint              n_old);

/* cookie-table.c */
gboolean      cookie_table_is_empty    (const CookieTable *self);
guint         cookie_table_get_size    (CookieTable       *self);
gboolean      cookie_table_find        (CookieTable       *self,
                                        const char        *key,
                                        guint             *position);
const char   *cookie_table_get_key     (CookieTable       *self,
                                        guint              position,
                                        gsize             *length);
const char   *cookie_table_get_coded   (CookieTable       *self,
                                        guint              position,
                                        gsize             *length);
char         *cookie_table_dup_string  (CookieTable       *self,
                                        guint              position);
CookieMorsel *cookie_table_get_morsel  (CookieTable       *self,
                                        guint              position);
gboolean      cookie_table_is_pair     (CookieTable       *self,
                                        guint              position);
guint         cookie_table_get_position (CookieTable      *self,
                                        guint              rank);
CookieMorsel *cookie_table_get_sorted  (CookieTable       *self,
                                        guint              rank);

void          cookie_table_set_changed (CookieTable       *self,
                                        CookieMorsel      *morsel);
CookieMorsel *cookie_table_get_changed (CookieTable       *self,
                                        guint              rank);
void          cookie_table_commit      (CookieTable       *self);

void          cookie_table_load        (CookieTable       *self,
                                        CookieHeader      *header);
void          cookie_table_merge       (CookieTable       *self,
                                        CookieHeader      *header,
                                        GArray            *touched);
void          cookie_table_append      (CookieTable       *self,
                                        CookieMorsel      *morsel);
void          cookie_table_replace     (CookieTable       *self,
                                        guint              position,
                                        CookieMorsel      *morsel);
void          cookie_table_remove      (CookieTable       *self,
                                        guint              position);
void          cookie_table_clear       (CookieTable       *self);

G_END_DECLS
