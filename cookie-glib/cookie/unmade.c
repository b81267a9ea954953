/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "unmade.h"

#include <stdlib.h>
#include <string.h>

/* Adds a cookie whose key is not there yet to a table without a pending header; takes the reference. */
void
cookie_unmade_add (CookieTable  *table,
                   CookieHeader *pair)
{
  cookie_index_append (&table->index, (CookieItem) { .header = pair });
  cookie_changes_add_pair (table->changes, pair);
  cookie_loans_end (&table->loans);
}

/* Puts one in the place of an item that is a pair; takes the reference. */
void
cookie_unmade_replace (CookieTable  *table,
                       CookieItem   *item,
                       CookieHeader *pair)
{
  CookieHeader *old = item->header;

  cookie_changes_remove_pair (table->changes, old);
  cookie_changes_add_pair (table->changes, pair);
  item->header = pair;
  item->pair = 0;
  cookie_loans_end (&table->loans);
  cookie_header_unref (old);
}

/* Makes all of the morsels. */
void
cookie_unmade_make (CookieTable *table)
{
  const CookieHeader *pair;
  guint position;

  while ((pair = table->changes->first_unmade) != NULL && cookie_table_find (table, pair->text, &position))
    cookie_table_get_morsel (table, position);
}

static int
compare_names (const void *a,
               const void *b)
{
  return strcmp (cookie_item_get_name (a), cookie_item_get_name (b));
}

/* What is to be sent, sorted by name: copies of items, which hold nothing. Those without a morsel stay so. */
CookieItem *
cookie_unmade_list (CookieTable *table,
                    guint       *n_items)
{
  const CookieChanges *changes = table->changes;
  CookieItem *items = g_new (CookieItem, changes->size + changes->n_unmade + 1);
  guint n = 0;

  for (CookieMorsel *morsel = changes->first; morsel != NULL; morsel = morsel->next_change)
    items[n++] = (CookieItem) { .morsel = morsel };
  for (CookieHeader *pair = changes->first_unmade; pair != NULL; pair = pair->next_change)
    items[n++] = (CookieItem) { .header = pair };
  qsort (items, n, sizeof *items, compare_names);
  *n_items = n;

  return items;
}
