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
  table->changes->n_unmade++;
  cookie_loans_end (&table->loans);
}

/* Puts one in the place of an item that is a pair; takes the reference. */
void
cookie_unmade_replace (CookieTable  *table,
                       CookieItem   *item,
                       CookieHeader *pair)
{
  CookieHeader *old = item->header;

  table->changes->n_unmade += !old->is_change;
  item->header = pair;
  item->pair = 0;
  cookie_loans_end (&table->loans);
  cookie_header_unref (old);
}

/* The item at a position if it is one of them, or NULL. */
static CookieItem *
get_unmade (CookieTable *table,
            guint        position)
{
  CookieItem *item = &table->index.items[cookie_gaps_get_slot (&table->index.gaps, position)];

  return item->morsel == NULL && item->header->is_change ? item : NULL;
}

/* Makes all of the morsels. */
void
cookie_unmade_make (CookieTable *table)
{
  for (guint i = 0; table->changes->n_unmade > 0; i++)
    if (get_unmade (table, i) != NULL)
      cookie_table_get_morsel (table, i);
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
  for (const CookieItem *item = table->index.items; n < changes->size + changes->n_unmade; item++)
    if (item->morsel == NULL && !item->is_gone && item->header->is_change)
      items[n++] = *item;
  qsort (items, n, sizeof *items, compare_names);
  *n_items = n;

  return items;
}

/* All that was to be sent has been. */
void
cookie_unmade_end (CookieTable *table)
{
  for (guint i = 0; table->changes->n_unmade > 0; i++)
    {
      CookieItem *item = get_unmade (table, i);

      if (item == NULL)
        continue;

      item->header->is_change = FALSE;
      table->changes->n_unmade--;
    }
}
