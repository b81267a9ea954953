/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "index.h"

#include <string.h>

/* There is no hash table, since whoever sends a header chooses the names. Of few items, it takes less time to
 * compare all fingerprints than to sort; who makes all fingerprints the same makes that a few microseconds.
 */

/* Where the item with a key is, perhaps gone. */
gboolean
cookie_index_find (const CookieIndex *self,
                   const char        *key,
                   gsize              length,
                   guint32            fingerprint,
                   guint             *slot)
{
  guint rank;

  if (self->is_sorted)
    {
      if (!cookie_index_search (self, key, length, &rank))
        return FALSE;

      *slot = self->sorted[rank].slot;
      return TRUE;
    }

  for (guint i = 0; i < self->n_slots; i++)
    {
      const char *item_key;
      gsize item_length;

      if (self->items[i].fingerprint != fingerprint)
        continue;

      item_key = cookie_item_get_key (&self->items[i], &item_length);
      if (item_length == length && memcmp (item_key, key, length) == 0)
        {
          *slot = i;
          return TRUE;
        }
    }

  return FALSE;
}

/* Room for a few cookies that are set after those of a header */
#define SPARE 4

/* Makes room for so many items. */
void
cookie_index_reserve (CookieIndex *self,
                      guint        n_items)
{
  if (n_items <= self->n_allocated)
    return;

  self->n_allocated = MAX (n_items + SPARE, self->n_allocated * 2);
  self->items = g_renew (CookieItem, self->items, self->n_allocated);
  if (self->is_sorted)
    self->sorted = g_renew (CookieRank, self->sorted, self->n_allocated);
}

/* Adds an item whose key is not there. */
void
cookie_index_append (CookieIndex *self,
                     CookieItem   item)
{
  gsize length;
  const char *key = cookie_item_get_key (&item, &length);
  guint slot, rank;

  cookie_index_reserve (self, self->n_slots + 1);
  if (self->n_slots == COOKIE_INDEX_FEW)
    cookie_index_sort_all (self);

  slot = self->n_slots++;
  self->items[slot] = item;
  self->items[slot].fingerprint = cookie_index_make_fingerprint (key, length);
  if (self->gaps.counts != NULL)
    cookie_gaps_append (&self->gaps);
  if (!self->is_sorted)
    return;

  /* one that is gone may have had the key */
  if (cookie_index_search (self, key, length, &rank))
    {
      self->sorted[rank] = cookie_index_make_rank (self, slot);
    }
  else
    {
      self->sorted[self->n_ranks++] = cookie_index_make_rank (self, slot);
      cookie_index_add_run (self, self->n_ranks - 1);
    }
}

/* Removes an item, and returns it. */
CookieItem
cookie_index_remove (CookieIndex *self,
                     guint        slot)
{
  gboolean closes = self->n_slots <= COOKIE_INDEX_FEW || self->gaps.n_gaps >= self->n_slots / 2;
  CookieItem removed;

  /* which compares keys */
  if (closes)
    cookie_index_merge_runs (self);

  removed = cookie_item_take (&self->items[slot], !closes);
  if (closes)
    {
      cookie_index_close_gaps (self, 0);
      return removed;
    }

  if (self->gaps.counts == NULL)
    cookie_gaps_start (&self->gaps, self->n_slots);
  cookie_gaps_add (&self->gaps, slot);

  return removed;
}

/* Moves the items from @first on together where some are gone. */
void
cookie_index_close_gaps (CookieIndex *self,
                         guint        first)
{
  const gboolean has_runs = first == 0 && self->n_runs > 0;
  const guint nowhere = G_MAXUINT;
  g_autofree guint *moved_to = self->is_sorted ? g_new (guint, self->n_slots - first) : NULL;
  guint n_slots = first, n_ranks = first;

  if (has_runs)
    cookie_index_merge_runs (self);

  for (guint slot = first; slot < self->n_slots; slot++)
    {
      CookieItem *item = &self->items[slot];

      if (self->is_sorted)
        moved_to[slot - first] = item->is_gone ? nowhere : n_slots;
      if (item->is_gone)
        cookie_item_clear (item);
      else
        self->items[n_slots++] = *item;
    }

  for (guint i = first; i < self->n_ranks; i++)
    {
      CookieRank rank = self->sorted[i];

      rank.slot = moved_to[rank.slot - first];
      if (rank.slot != nowhere)
        self->sorted[n_ranks++] = rank;
    }

  self->n_slots = n_slots;
  self->n_ranks = self->is_sorted ? n_ranks : 0;
  if (has_runs && n_ranks == 0)
    self->n_runs = 0;
  cookie_gaps_clear (&self->gaps);
}
