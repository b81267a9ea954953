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
      cookie_item_make_morsel (item);
      hold (self, item->morsel);
    }

  return item->morsel;
}

/* Keeps the text of an item until the next change, though a morsel may be made of it meanwhile. */
static void
lend (CookieTable *self,
      guint        position)
{
  CookieHeader *header = self->index.items[position].header;

  if (header == NULL || header->is_lent)
    return;

  header->refs++;
  header->is_lent = TRUE;
  header->next_lent = self->lent;
  self->lent = header;
}

static void
end_loans (CookieTable *self)
{
  while (self->lent != NULL)
    {
      CookieHeader *header = self->lent;

      self->lent = header->next_lent;
      header->is_lent = FALSE;
      cookie_header_unref (header);
    }
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
      const CookieTouched entry = { g_object_ref (morsel), cookie_morsel_copy (morsel), FALSE };

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

/* Moves the items from @first on together where some are gone. */
static void
close_gaps (CookieTable *self,
            guint        first,
            guint        n_items,
            guint        n_left)
{
  g_autofree guint *moved_to = g_new (guint, n_items);
  guint next = first;

  for (guint i = 0; i < n_items; i++)
    {
      const CookieItem *item = &self->index.items[first + i];

      moved_to[i] = next;
      if (item->morsel != NULL || item->header != NULL)
        self->index.items[next++] = *item;
    }

  for (guint i = 0; i < n_left; i++)
    self->index.sorted[first + i].position = moved_to[self->index.sorted[first + i].position - first];
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
      CookieItem *item = &self->index.items[ranks[i].position];

      if (n_unique > 0 && cookie_index_compare_ranks (&self->index, &ranks[n_unique - 1], &ranks[i]) == 0)
        {
          CookieItem *kept = &self->index.items[ranks[n_unique - 1].position];

          self->duplicate_func (item->header, item->pair, self->user_data);
          if (!item->header->first_wins)
            cookie_morsel_update (item_get_morsel (self, kept), item->header, item->pair);
          cookie_item_clear (item);
          *item = (CookieItem) { 0 };
        }
      else
        {
          ranks[n_unique++] = ranks[i];
        }
    }

  if (n_unique < n_items)
    close_gaps (self, first, n_items, n_unique);
  self->index.n_items = first + n_unique;
}

/* Takes the pairs of @header, and gives the header up. A morsel that is there
 * already gets its new value; the others are added after those that are there.
 */
static void
add_items (CookieTable  *self,
           CookieHeader *header,
           GArray       *touched)
{
  guint n_old = self->index.n_items;
  guint n = n_old;
  guint rank;

  reserve (self, n_old + header->n_pairs);

  for (guint i = 0; i < header->n_pairs; i++)
    {
      const CookiePair *pair = &header->pairs[i];

      if (pair->attribute >= 0)
        continue;

      if (n_old > 0 && cookie_index_search (&self->index, header->text + pair->key, pair->key_length, &rank))
        {
          update_item (self, &self->index.items[self->index.sorted[rank].position], header, i, touched);
          continue;
        }

      header->refs++;
      self->index.items[n++] = (CookieItem) { .header = header, .pair = i };
    }

  index_items (self, n_old, n - n_old);
  cookie_index_merge (&self->index, n_old);
  cookie_header_unref (header);
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
    add_items (self, g_steal_pointer (&self->pending), NULL);
}

gboolean
cookie_table_is_empty (const CookieTable *self)
{
  return self->pending == NULL && self->index.n_items == 0;
}

guint
cookie_table_get_size (CookieTable *self)
{
  settle (self);

  return self->index.n_items;
}

gboolean
cookie_table_find (CookieTable *self,
                   const char  *key,
                   guint       *position)
{
  guint rank;

  settle (self);

  if (!cookie_index_search (&self->index, key, strlen (key), &rank))
    return FALSE;

  *position = self->index.sorted[rank].position;

  return TRUE;
}

const char *
cookie_table_get_key (CookieTable *self,
                      guint        position,
                      gsize       *length)
{
  settle (self);

  return cookie_item_get_key (&self->index.items[position], length);
}

const char *
cookie_table_get_coded (CookieTable *self,
                        guint        position,
                        gsize       *length)
{
  settle (self);

  return cookie_item_get_coded (&self->index.items[position], length);
}

const char *
cookie_table_get_name (CookieTable *self,
                       guint        position)
{
  lend (self, position);

  return cookie_item_get_name (&self->index.items[position]);
}

const char *
cookie_table_get_coded_string (CookieTable *self,
                               guint        position)
{
  lend (self, position);

  return cookie_item_get_coded_string (&self->index.items[position]);
}

/* The value if it is a string. */
const char *
cookie_table_get_string (CookieTable *self,
                         guint        position)
{
  const char *text;

  lend (self, position);
  text = cookie_item_get_string (&self->index.items[position]);

  return text != NULL ? text : cookie_morsel_get_string (cookie_table_get_morsel (self, position));
}

CookieMorsel *
cookie_table_get_morsel (CookieTable *self,
                         guint        position)
{
  settle (self);

  return item_get_morsel (self, &self->index.items[position]);
}

gboolean
cookie_table_is_expired (CookieTable *self,
                         guint        position)
{
  const CookieItem *item = &self->index.items[position];

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
  item = &self->index.items[position];

  return item->morsel == NULL && (item->pair + 1 == item->header->n_pairs ||
                                  item->header->pairs[item->pair + 1].attribute < 0);
}

/* Where the item is that comes at @rank when sorted by key. */
guint
cookie_table_get_position (CookieTable *self,
                           guint        rank)
{
  settle (self);
  cookie_index_prefetch (&self->index, &self->index.sorted[rank], self->index.n_items - 1 - rank);

  return self->index.sorted[rank].position;
}

CookieMorsel *
cookie_table_get_sorted (CookieTable *self,
                         guint        rank)
{
  settle (self);

  return item_get_morsel (self, &self->index.items[self->index.sorted[rank].position]);
}

/* Takes a header into an empty table; it is taken apart later. */
void
cookie_table_load (CookieTable  *self,
                   CookieHeader *header)
{
  self->pending = header;
}

/* Takes a header into a table now. The morsels that it found there are added to
 * @touched, an array of CookieTouched, with their notifications frozen, so that no
 * handler runs meanwhile.
 */
void
cookie_table_merge (CookieTable  *self,
                    CookieHeader *header,
                    GArray       *touched)
{
  settle (self);
  add_items (self, header, touched);
  end_loans (self);

  for (guint i = 0; i < touched->len; i++)
    {
      CookieTouched *entry = &g_array_index (touched, CookieTouched, i);

      g_object_freeze_notify (G_OBJECT (entry->morsel));
      entry->changed = cookie_morsel_become (entry->morsel, entry->result);
      g_clear_object (&entry->result);
    }
}

/* Adds a morsel whose key is not there yet; takes the reference. */
void
cookie_table_append (CookieTable  *self,
                     CookieMorsel *morsel)
{
  guint rank;

  settle (self);
  reserve (self, self->index.n_items + 1);
  cookie_index_search (&self->index, morsel->key, strlen (morsel->key), &rank);

  memmove (self->index.sorted + rank + 1, self->index.sorted + rank, (self->index.n_items - rank) * sizeof *self->index.sorted);
  self->index.items[self->index.n_items] = (CookieItem) { .morsel = morsel };
  self->index.sorted[rank] = cookie_index_make_rank (&self->index, self->index.n_items);
  self->index.n_items++;
  hold (self, morsel);
  end_loans (self);
}

/* Puts a morsel in the place of another with the same key; takes the reference. */
void
cookie_table_replace (CookieTable  *self,
                      guint         position,
                      CookieMorsel *morsel)
{
  CookieItem old = self->index.items[position];

  self->index.items[position] = (CookieItem) { .morsel = morsel };
  hold (self, morsel);
  end_loans (self);
  cookie_item_release (&old);
  cookie_item_clear (&old);
}

void
cookie_table_remove (CookieTable *self,
                     guint        position)
{
  CookieItem old = self->index.items[position];
  guint n_after = self->index.n_items - position - 1;
  gsize length;
  const char *key = cookie_item_get_key (&old, &length);
  guint rank;

  cookie_index_search (&self->index, key, length, &rank);

  self->index.n_items--;
  memmove (self->index.sorted + rank, self->index.sorted + rank + 1, (self->index.n_items - rank) * sizeof *self->index.sorted);
  memmove (self->index.items + position, self->index.items + position + 1, n_after * sizeof *self->index.items);

  if (n_after > 0)
    for (rank = 0; rank < self->index.n_items; rank++)
      self->index.sorted[rank].position -= self->index.sorted[rank].position > position;

  end_loans (self);
  cookie_item_release (&old);
  cookie_item_clear (&old);
}

void
cookie_table_clear (CookieTable *self)
{
  g_autofree CookieItem *items = g_steal_pointer (&self->index.items);
  guint n_items = self->index.n_items;

  /* the table is empty before a morsel's last reference is dropped, */
  self->index.n_items = 0;
  self->index.n_allocated = 0;
  g_clear_pointer (&self->index.sorted, g_free);
  end_loans (self);
  g_clear_pointer (&self->pending, cookie_header_unref);

  /* and so is no more told of its morsels */
  for (guint i = 0; i < n_items; i++)
    cookie_item_release (&items[i]);
  for (guint i = 0; i < n_items; i++)
    cookie_item_clear (&items[i]);
}
