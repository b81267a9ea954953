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
      cookie_loans_lend (&self->loans, item->header);
      cookie_item_make_morsel (item);
      hold (self, item->morsel);
    }

  return item->morsel;
}

static inline CookieItem *
get_item (CookieTable *self,
          guint        position)
{
  return &self->index.items[cookie_gaps_get_slot (&self->index.gaps, position)];
}

/* Keeps the text of an item until the next change, though a morsel may be made of it meanwhile. */
static CookieItem *
lend (CookieTable *self,
      guint        position)
{
  CookieItem *item = get_item (self, position);

  if (item->header != NULL)
    cookie_loans_lend (&self->loans, item->header);

  return item;
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
      const CookieTouched entry = { g_object_ref (morsel), cookie_morsel_copy (morsel), NULL, FALSE };

      item->pair = touched->len;
      g_array_append_val (touched, entry);
    }

  cookie_morsel_update (g_array_index (touched, CookieTouched, item->pair).result, header, pair);
}

static void
reserve (CookieTable *self,
         guint        n_items)
{
  if (n_items <= self->index.n_allocated)
    return;

  self->index.n_allocated = MAX (n_items, self->index.n_allocated * 2);
  self->index.items = g_renew (CookieItem, self->index.items, self->index.n_allocated);
  self->index.sorted = g_renew (CookieRank, self->index.sorted, self->index.n_allocated);
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

          self->duplicate_func (item->header, item->pair, self->user_data);
          if (!item->header->first_wins)
            cookie_morsel_update (item_get_morsel (self, kept), item->header, item->pair);
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

/* Does so for an item that another header field of the same request has added. */
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

/* Takes the pairs of @header, and gives the header up. A morsel that is there
 * already gets its new value; the others are added after those that are there.
 * The items from @first_new on come from other fields of the same request.
 */
static void
add_items (CookieTable  *self,
           CookieHeader *header,
           guint         first_new,
           GArray       *touched)
{
  guint n_old, n, rank;

  if (self->index.gaps.n_gaps > 0)
    cookie_index_close_gaps (&self->index, 0);

  n = n_old = self->index.n_slots;
  reserve (self, n_old + header->n_pairs);

  for (guint i = 0; i < header->n_pairs; i++)
    {
      const CookiePair *pair = &header->pairs[i];

      if (pair->attribute >= 0)
        continue;

      if (n_old > 0 && cookie_index_search (&self->index, header->text + pair->key, pair->key_length, &rank))
        {
          guint slot = self->index.sorted[rank].slot;

          if (slot < first_new)
            update_item (self, &self->index.items[slot], header, i, touched);
          else
            update_new_item (self, &self->index.items[slot], header, i);
          continue;
        }

      header->refs++;
      self->index.items[n++] = (CookieItem) { .header = header, .pair = i };
    }

  index_items (self, n_old, n - n_old);
  cookie_index_merge (&self->index, n_old);

  /* duplicates may have left values that nothing else needs */
  cookie_loans_lend (&self->loans, header);
  header->refs--;
}

void
cookie_table_init (CookieTable              *self,
                   CookieTableDuplicateFunc  duplicate_func,
                   CookieMorselFunc          morsel_func,
                   gpointer                  user_data)
{
  self->duplicate_func = duplicate_func;
  self->morsel_func = morsel_func;
  self->user_data = user_data;
}

static inline void
settle (CookieTable *self)
{
  if (self->pending != NULL)
    add_items (self, g_steal_pointer (&self->pending), 0, NULL);
}

static inline guint
get_size (const CookieTable *self)
{
  return self->index.n_slots - self->index.gaps.n_gaps;
}

gboolean
cookie_table_is_empty (const CookieTable *self)
{
  return self->pending == NULL && get_size (self) == 0;
}

guint
cookie_table_get_size (CookieTable *self)
{
  settle (self);

  return get_size (self);
}

gboolean
cookie_table_find (CookieTable *self,
                   const char  *key,
                   guint       *position)
{
  guint rank, slot;

  settle (self);

  if (!cookie_index_search (&self->index, key, strlen (key), &rank))
    return FALSE;

  slot = self->index.sorted[rank].slot;
  *position = cookie_gaps_get_position (&self->index.gaps, slot);

  return !self->index.items[slot].is_gone;
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

const char *
cookie_table_get_name (CookieTable *self,
                       guint        position)
{
  return cookie_item_get_name (lend (self, position));
}

const char *
cookie_table_get_coded_string (CookieTable *self,
                               guint        position)
{
  return cookie_item_get_coded_string (lend (self, position));
}

/* The value if it is a string. */
const char *
cookie_table_get_string (CookieTable *self,
                         guint        position)
{
  const char *text = cookie_item_get_string (lend (self, position));

  return text != NULL ? text : cookie_morsel_get_string (cookie_table_get_morsel (self, position));
}

CookieMorsel *
cookie_table_get_morsel (CookieTable *self,
                         guint        position)
{
  settle (self);

  return item_get_morsel (self, get_item (self, position));
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
  if (self->index.gaps.n_gaps > 0)
    cookie_index_close_gaps (&self->index, 0);
}

/* Where the item is that comes at @rank when sorted by key. */
guint
cookie_table_get_position (CookieTable *self,
                           guint        rank)
{
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

  settle_sorted (self);
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
  reserve (self, self->index.n_slots + 1);
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

  *item = (CookieItem) { .morsel = morsel };
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

  cookie_loans_end (&self->loans);
  cookie_item_release (&old);
  cookie_item_clear (&old);
}

void
cookie_table_clear (CookieTable *self)
{
  g_autofree CookieItem *items = g_steal_pointer (&self->index.items);
  guint n_slots = self->index.n_slots;

  if (self->pending != NULL)
    {
      cookie_loans_lend (&self->loans, self->pending);
      g_steal_pointer (&self->pending)->refs--;
    }
  for (guint i = 0; i < n_slots; i++)
    if (items[i].header != NULL && !items[i].is_gone)
      cookie_loans_lend (&self->loans, items[i].header);
  cookie_loans_end (&self->loans);

  /* the table is empty before a morsel's last reference is dropped, */
  self->index.n_slots = 0;
  self->index.n_ranks = 0;
  self->index.n_allocated = 0;
  g_clear_pointer (&self->index.sorted, g_free);
  cookie_gaps_clear (&self->index.gaps);

  /* and so is no more told of its morsels */
  for (guint i = 0; i < n_slots; i++)
    cookie_item_release (&items[i]);
  for (guint i = 0; i < n_slots; i++)
    cookie_item_clear (&items[i]);
}
