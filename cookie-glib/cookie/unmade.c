/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "unmade.h"

/* Adds a cookie whose key is not there yet to a table without a pending header; takes the reference. */
void
cookie_unmade_add (CookieTable  *table,
                   CookieHeader *pair)
{
  cookie_index_append (&table->index, (CookieItem) { .header = pair });
  table->changes->n_unmade++;
  cookie_loans_end (&table->loans);
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
