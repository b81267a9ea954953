/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "table.h"

#include <string.h>

static void
hold (CookieTable  *self,
      CookieMorsel *morsel)
{
  cookie_morsel_set_holder (morsel, self->morsel_func, self->user_data);
}

/* The morsel of an item, made now if it was not yet. */
static CookieMorsel *
item_get_morsel (CookieTable *self,
                 CookieItem  *item)
{
  if (item->morsel == NULL)
    {
      const gboolean is_change = cookie_changes_remove_pair (self->changes, item->header);

      cookie_loans_lend (&self->loans, item->header);
      cookie_item_make_morsel (item);
      hold (self, item->morsel);
      if (is_change)
        cookie_changes_add (self->changes, item->morsel);
    }

  return item->morsel;
}

static inline CookieItem *
get_item (CookieTable *self,
          guint        position)
{
  return &self->index.items[cookie_gaps_get_slot (&self->index.gaps, position)];
}

/* Does so for an item that was there before the header: to a copy in @touched,
 * since a later pair may bring back what is there now.
 */
static void
update_item (CookieTable  *self,
             CookieItem   *item,
             CookieHeader *header,
             guint         pair,
             GArray       *touched)
{
  CookieMorsel *morsel = item_get_morsel (self, item);

  if (item->pair < touched->len && g_array_index (touched, CookieTouched, item->pair).morsel == morsel)
    {
      self->duplicate_func (header, pair, self->user_data);
      if (header->first_wins)
        return;
    }
  else
    {
      const CookieTouched entry = { .morsel = g_object_ref (morsel), .result = cookie_morsel_copy (morsel) };

      item->pair = touched->len;
      g_array_append_val (touched, entry);
    }

  cookie_morsel_update (g_array_index (touched, CookieTouched, item->pair).result, header, pair);
}

/* Does so for an item that the same header has added, or another field of the same request. */
static void
update_new_item (CookieTable  *self,
                 CookieItem   *item,
                 CookieHeader *header,
                 guint         pair)
{
  self->duplicate_func (header, pair, self->user_data);
  if (!header->first_wins)
    cookie_morsel_update (item_get_morsel (self, item), header, pair);
}

/* Makes the index of the @n_items from @first on, which come from one header; of
 * those with the same key, the first stays.
 */
static void
index_items (CookieTable *self,
             guint        first,
             guint        n_items)
{
  CookieRank *ranks = self->index.sorted + first;
  guint n_unique = 0;

  cookie_index_sort (&self->index, first, n_items);

  for (guint i = 0; i < n_items; i++)
    {
      CookieItem *item = &self->index.items[ranks[i].slot];

      if (n_unique > 0 && cookie_index_compare_ranks (&self->index, &ranks[n_unique - 1], &ranks[i]) == 0)
        {
          CookieItem *kept = &self->index.items[ranks[n_unique - 1].slot];

          update_new_item (self, kept, item->header, item->pair);
          cookie_item_clear (item);
          *item = (CookieItem) { .is_gone = TRUE };
        }
      else
        {
          ranks[n_unique++] = ranks[i];
        }
    }

  self->index.n_slots = first + n_items;
  self->index.n_ranks = first + n_unique;
  if (n_unique < n_items)
    cookie_index_close_gaps (&self->index, first);
}

/* Takes the pairs of @header, and gives the header up. No slot may be empty. A morsel that is there
 * already gets its new value; the others are added after those that are there.
 * The items from @first_new on come from other fields of the same request. A few are found without ranks.
 */
static void
add_items (CookieTable  *self,
           CookieHeader *header,
           guint         first_new,
           GArray       *touched)
{
  CookieIndex *index = &self->index;
  guint64 seen[8] = { 0 }; /* the fingerprints of items, a bit each: most are not there yet */
  gboolean is_sorted;
  guint n_old, n;

  n = n_old = index->n_slots;
  cookie_index_reserve (index, n_old + header->n_pairs);
  if (n_old + header->n_pairs > COOKIE_INDEX_FEW)
    cookie_index_sort_all (index);
  is_sorted = index->is_sorted;
  for (guint i = 0; !is_sorted && i < n_old; i++)
    cookie_mark_seen (seen, index->items[i].fingerprint);

  for (guint i = 0; i < header->n_pairs; i++)
    {
      const CookiePair *pair = &header->pairs[i];
      const char *key = header->text + pair->key;
      guint32 fingerprint;
      guint slot;

      if (pair->attribute >= 0)
        continue;

      /* what this header has added is found as well, but not if it has yet to be sorted */
      fingerprint = is_sorted ? 0 : cookie_index_make_fingerprint (key, pair->key_length);
      if ((is_sorted || cookie_mark_seen (seen, fingerprint)) &&
          cookie_index_find (index, key, pair->key_length, fingerprint, &slot))
        {
          if (slot < first_new)
            update_item (self, &index->items[slot], header, i, touched);
          else
            update_new_item (self, &index->items[slot], header, i);
          continue;
        }

      header->refs++;
      index->items[n++] = (CookieItem) { .header = header, .fingerprint = fingerprint, .pair = i };
      if (!is_sorted)
        index->n_slots = n;
    }

  if (is_sorted)
    {
      index_items (self, n_old, n - n_old);
      cookie_index_add_run (index, n_old);
    }

  /* duplicates may have left values that nothing else needs */
  cookie_loans_lend (&self->loans, header);
  header->refs--;
}

void
cookie_table_init (CookieTable              *self,
                   CookieChanges            *changes,
                   CookieTableDuplicateFunc  duplicate_func,
                   CookieMorselFunc          morsel_func,
                   gpointer                  user_data)
{
  self->changes = changes;
  self->duplicate_func = duplicate_func;
  self->morsel_func = morsel_func;
  self->user_data = user_data;
}

/* Takes the pending header apart. */
void
cookie_table_settle (CookieTable *self)
{
  add_items (self, g_steal_pointer (&self->pending), 0, NULL);
}

static inline void
settle (CookieTable *self)
{
  if (self->pending != NULL)
    cookie_table_settle (self);
}

gboolean
cookie_table_is_empty (const CookieTable *self)
{
  return self->pending == NULL && self->index.n_slots == self->index.gaps.n_gaps;
}

/* Whether there is nothing but a header that was not taken apart, and nothing that was decoded from it: to
 * free that runs no code that is not the library's.
 */
gboolean
cookie_table_is_text (const CookieTable *self)
{
  const CookieHeader *header = self->pending;

  return header != NULL && header->values == NULL && self->index.n_slots == 0 && self->loans.ended == NULL &&
         (self->loans.lent == NULL || (self->loans.lent == header && header->next_lent == NULL));
}

gboolean
cookie_table_find (CookieTable *self,
                   const char  *key,
                   guint       *position)
{
  const gsize length = strlen (key);
  guint slot;

  settle (self);

  if (!cookie_index_find (&self->index, key, length, cookie_index_make_fingerprint (key, length), &slot))
    return FALSE;

  *position = cookie_gaps_get_position (&self->index.gaps, slot);

  return !self->index.items[slot].is_gone;
}

/* Returns the item with a key, lent, or NULL. A few pairs that are pending are not taken apart for that:
 * @pair becomes the item of the one that is found.
 */
CookieItem *
cookie_table_look_up (CookieTable *self,
                      const char  *key,
                      CookieItem  *pair)
{
  guint position;

  if (self->pending == NULL || self->pending->n_pairs > COOKIE_INDEX_FEW)
    return cookie_table_find (self, key, &position) ? cookie_table_lend (self, position) : NULL;

  if (!cookie_header_find (self->pending, key, &position))
    return NULL;

  cookie_loans_lend (&self->loans, self->pending);
  *pair = (CookieItem) { .header = self->pending, .pair = position };

  return pair;
}

const char *
cookie_table_get_key (CookieTable *self,
                      guint        position,
                      gsize       *length)
{
  settle (self);

  return cookie_item_get_key (get_item (self, position), length);
}

const char *
cookie_table_get_coded (CookieTable *self,
                        guint        position,
                        gsize       *length)
{
  settle (self);

  return cookie_item_get_coded (get_item (self, position), length);
}

CookieMorsel *
cookie_table_get_morsel (CookieTable *self,
                         guint        position)
{
  settle (self);

  return item_get_morsel (self, get_item (self, position));
}

gboolean
cookie_table_has_morsel (CookieTable *self,
                         guint        position)
{
  return get_item (self, position)->morsel != NULL;
}

gboolean
cookie_table_is_expired (CookieTable *self,
                         guint        position)
{
  const CookieItem *item = get_item (self, position);

  return item->morsel != NULL && item->morsel->expired;
}

/* Whether an item is nothing but a pair of a header, which can be printed as it
 * is: no morsel was made of it, and no attribute follows.
 */
gboolean
cookie_table_is_pair (CookieTable *self,
                      guint        position)
{
  const CookieItem *item;

  settle (self);
  item = get_item (self, position);

  return item->morsel == NULL && (item->pair + 1 == item->header->n_pairs ||
                                  item->header->pairs[item->pair + 1].attribute < 0);
}

/* Ranks count what is there: for whoever sorts, to close the gaps is little. */
static void
settle_sorted (CookieTable *self)
{
  settle (self);
  cookie_index_sort_all (&self->index);
  if (self->index.gaps.n_gaps > 0)
    cookie_index_close_gaps (&self->index, 0);
  cookie_index_merge_runs (&self->index);
}

/* Where the item is that comes at @rank when sorted by key. */
guint
cookie_table_get_position (CookieTable *self,
                           guint        rank)
{
  settle (self);
  if (self->index.n_slots == 1)
    return 0;

  settle_sorted (self);
  cookie_index_prefetch (&self->index, &self->index.sorted[rank], self->index.n_ranks - 1 - rank);

  return self->index.sorted[rank].slot;
}

CookieMorsel *
cookie_table_get_sorted (CookieTable *self,
                         guint        rank)
{
  settle_sorted (self);

  return item_get_morsel (self, &self->index.items[self->index.sorted[rank].slot]);
}

/* Takes a header into an empty table; it is taken apart later. */
void
cookie_table_load (CookieTable  *self,
                   CookieHeader *header)
{
  self->pending = header;
}

/* Takes the header fields of a request into a table now. The morsels that they found there
 * are added to @touched, an array of CookieTouched, with their notifications frozen, so that
 * no handler runs meanwhile.
 */
void
cookie_table_merge (CookieTable   *self,
                    CookieHeader **headers,
                    guint          n_headers,
                    GArray        *touched)
{
  guint first_new;

  settle (self);
  if (self->index.gaps.n_gaps > 0)
    cookie_index_close_gaps (&self->index, 0);
  first_new = self->index.n_slots;
  for (guint i = 0; i < n_headers; i++)
    add_items (self, headers[i], first_new, touched);
  cookie_loans_end (&self->loans);

  for (guint i = 0; i < touched->len; i++)
    {
      CookieTouched *entry = &g_array_index (touched, CookieTouched, i);

      g_object_freeze_notify (G_OBJECT (entry->morsel));
      entry->old_value = g_variant_ref (cookie_morsel_ensure_value (entry->morsel));
      entry->changed = cookie_morsel_become (entry->morsel, entry->result);
      g_clear_object (&entry->result);
    }
}

/* Adds a morsel whose key is not there yet; takes the reference. */
void
cookie_table_append (CookieTable  *self,
                     CookieMorsel *morsel)
{
  settle (self);
  cookie_index_append (&self->index, (CookieItem) { .morsel = morsel });
  hold (self, morsel);
  cookie_loans_end (&self->loans);
}

/* Puts a morsel in the place of another with the same key; takes the reference. */
void
cookie_table_replace (CookieTable  *self,
                      guint         position,
                      CookieMorsel *morsel)
{
  CookieItem *item = get_item (self, position);
  CookieItem old = *item;

  *item = (CookieItem) { .morsel = morsel, .fingerprint = old.fingerprint };
  hold (self, morsel);
  cookie_loans_end (&self->loans);
  cookie_item_release (&old);
  cookie_item_clear (&old);
}

void
cookie_table_remove (CookieTable *self,
                     guint        position)
{
  CookieItem old = cookie_index_remove (&self->index, cookie_gaps_get_slot (&self->index.gaps, position));

  if (old.header != NULL)
    {
      cookie_changes_remove_pair (self->changes, old.header);
      cookie_loans_lend (&self->loans, old.header);
    }
  cookie_loans_end (&self->loans);
  cookie_item_release (&old);
  cookie_item_clear (&old);
}

void
cookie_table_clear (CookieTable *self)
{
  g_autofree CookieItem *items = g_steal_pointer (&self->index.items);
  guint n_slots = self->index.n_slots;
  guint n_others = 0; /* items that are no pairs */

  if (self->pending != NULL)
    {
      cookie_loans_lend (&self->loans, self->pending);
      g_steal_pointer (&self->pending)->refs--;
    }
  for (guint i = 0; i < n_slots; i++)
    {
      if (items[i].header == NULL || items[i].is_gone)
        {
          items[n_others++] = items[i];
          continue;
        }

      cookie_changes_remove_pair (self->changes, items[i].header);
      cookie_loans_lend (&self->loans, items[i].header);
      items[i].header->refs--;
    }
  cookie_loans_end (&self->loans);

  /* the table is empty before a morsel's last reference is dropped, */
  self->index.n_slots = 0;
  self->index.n_ranks = 0;
  self->index.n_runs = 0;
  self->index.n_allocated = 0;
  self->index.is_sorted = FALSE;
  g_clear_pointer (&self->index.sorted, g_free);
  g_clear_pointer (&self->index.runs, g_free);
  cookie_gaps_clear (&self->index.gaps);

  /* and so is no more told of its morsels */
  for (guint i = 0; i < n_others; i++)
    cookie_item_release (&items[i]);
  for (guint i = 0; i < n_others; i++)
    cookie_item_clear (&items[i]);
}

/* Does so for a table that cookie_table_is_text(). */
void
cookie_table_drop_text (CookieTable *self)
{
  self->loans.lent = NULL; /* unless it was, that header */
  cookie_header_drop (g_steal_pointer (&self->pending));
}
