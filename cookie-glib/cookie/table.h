/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "changes.h"
#include "distinct.h"
#include "index.h"
#include "loans.h"

G_BEGIN_DECLS

/* A morsel that was there when a header that names it was loaded. */
typedef struct {
  CookieMorsel *morsel;
  CookieMorsel *result; /* what the header makes of it; NULL once it is that */
  GVariant *old_value;  /* to be freed when all is done */
  gboolean changed;
} CookieTouched;

/* Reports a pair whose name the same header has before. */
typedef void (* CookieTableDuplicateFunc) (CookieHeader *header,
                                           guint         pair,
                                           gpointer      user_data);

/* The morsels of a dictionary. A header is taken apart when somebody asks for what is in the table. */
typedef struct {
  CookieIndex index;
  CookieHeader *pending;
  CookieLoans loans;
  CookieChanges *changes; /* of the dictionary */

  CookieTableDuplicateFunc duplicate_func;
  CookieMorselFunc morsel_func; /* called after a morsel has changed */
  gpointer user_data;
} CookieTable;

void          cookie_table_init        (CookieTable              *self,
                                        CookieChanges            *changes,
                                        CookieTableDuplicateFunc  duplicate_func,
                                        CookieMorselFunc          morsel_func,
                                        gpointer                  user_data);

gboolean      cookie_table_is_empty    (const CookieTable *self);
gboolean      cookie_table_is_text     (const CookieTable *self);
void          cookie_table_settle      (CookieTable       *self);
gboolean      cookie_table_find        (CookieTable       *self,
                                        const char        *key,
                                        guint             *position);
CookieItem   *cookie_table_look_up     (CookieTable       *self,
                                        const char        *key,
                                        CookieItem        *pair);
const char   *cookie_table_get_key     (CookieTable       *self,
                                        guint              position,
                                        gsize             *length);
const char   *cookie_table_get_coded   (CookieTable       *self,
                                        guint              position,
                                        gsize             *length);
CookieMorsel *cookie_table_get_morsel  (CookieTable       *self,
                                        guint              position);
gboolean      cookie_table_has_morsel  (CookieTable       *self,
                                        guint              position);
gboolean      cookie_table_is_expired  (CookieTable       *self,
                                        guint              position);
gboolean      cookie_table_is_pair     (CookieTable       *self,
                                        guint              position);
guint         cookie_table_get_position (CookieTable      *self,
                                        guint              rank);
CookieMorsel *cookie_table_get_sorted  (CookieTable       *self,
                                        guint              rank);

void          cookie_table_load        (CookieTable       *self,
                                        CookieHeader      *header);
void          cookie_table_merge       (CookieTable       *self,
                                        CookieHeader     **headers,
                                        guint              n_headers,
                                        GArray            *touched);
void          cookie_table_append      (CookieTable       *self,
                                        CookieMorsel      *morsel);
void          cookie_table_replace     (CookieTable       *self,
                                        guint              position,
                                        CookieMorsel      *morsel);
void          cookie_table_remove      (CookieTable       *self,
                                        guint              position);
void          cookie_table_clear       (CookieTable       *self);
void          cookie_table_drop_text   (CookieTable       *self);

static inline guint
cookie_table_get_size (CookieTable *self)
{
  if (self->pending != NULL)
    cookie_table_settle (self);

  return self->index.n_slots - self->index.gaps.n_gaps;
}

/* The same, without taking apart what is pending if the items follow from the pairs. */
static inline guint
cookie_table_count (CookieTable *self)
{
  if (self->pending != NULL && (self->pending->is_distinct || cookie_header_check_distinct (self->pending)))
    return self->pending->n_pairs;

  return cookie_table_get_size (self);
}

/* Returns an item. Its text is kept until the next change, though a morsel may be made of it meanwhile. */
static inline CookieItem *
cookie_table_lend (CookieTable *self,
                   guint        position)
{
  CookieItem *item = &self->index.items[cookie_gaps_get_slot (&self->index.gaps, position)];

  if (item->header != NULL)
    cookie_loans_lend (&self->loans, item->header);

  return item;
}

/* Does so for a position that is less than cookie_table_count(). @pair becomes the item of one that is pending. */
static inline const CookieItem *
cookie_table_peek (CookieTable *self,
                   guint        position,
                   CookieItem  *pair)
{
  if (self->pending == NULL)
    return cookie_table_lend (self, position);

  cookie_loans_lend (&self->loans, self->pending);
  *pair = (CookieItem) { .header = self->pending, .pair = position };

  return pair;
}

G_END_DECLS
