/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "table.h"

#include "cookie-base-cookie-private.h"
#include "core/chars.h"
#include "core/quote.h"

#include <string.h>

/* Gives a morsel what the attributes after its pair say. */
static void
read_attributes (CookieMorsel *morsel,
                 CookieHeader *header,
                 guint         pair)
{
  for (guint i = pair + 1; i < header->n_pairs && header->pairs[i].attribute >= 0; i++)
    {
      const CookiePair *attribute = &header->pairs[i];
      const char *text = header->text + attribute->value;
      g_autofree char *value = NULL;
      CookieAttributeKind kind = COOKIE_ATTRIBUTE_STRING;

      if ((attribute->flags & COOKIE_PAIR_RAW) != 0)
        value = g_strndup (text, attribute->value_length);
      else if ((attribute->flags & COOKIE_PAIR_BARE) != 0)
        kind = COOKIE_ATTRIBUTE_TRUE;
      else
        value = cookie_unquote (text, attribute->value_length);

      if (value != NULL && *value == '\0')
        {
          kind = COOKIE_ATTRIBUTE_UNSET;
          g_clear_pointer (&value, g_free);
        }

      cookie_morsel_take_attribute (morsel, attribute->attribute, kind, g_steal_pointer (&value));
    }
}

/* The morsel of an item, made now if it was not yet. */
static CookieMorsel *
item_get_morsel (CookieTable *self,
                 CookieItem  *item)
{
  CookieHeader *header = item->header;

  if (item->morsel == NULL)
    {
      const CookiePair *pair = &header->pairs[item->pair];

      item->morsel = cookie_morsel_new_loaded (g_strndup (header->text + pair->key, pair->key_length),
                                               g_strndup (header->text + pair->value, pair->value_length),
                                               header->values != NULL ? header->values[item->pair] : NULL,
                                               header->unquote);
      read_attributes (item->morsel, header, item->pair);
      cookie_morsel_add_owner (item->morsel, self->owner);
      item->header = NULL;
      cookie_header_unref (header);
    }

  return item->morsel;
}

static void
item_disown (CookieTable *self,
             CookieItem  *item)
{
  if (item->morsel != NULL)
    cookie_morsel_remove_owner (item->morsel, self->owner);
}

static void
item_clear (CookieItem *item)
{
  if (item->morsel != NULL)
    g_object_unref (item->morsel);
  else
    cookie_header_unref (item->header);
}

/* Tells of a pair whose name stood before in the same header. */
static void
report_duplicate (CookieTable  *self,
                  CookieHeader *header,
                  guint         pair)
{
  const CookiePair *p = &header->pairs[pair];

  cookie_base_cookie_diagnose (self->owner, header, COOKIE_DIAGNOSTIC_CODE_DUPLICATE,
                               COOKIE_DIAGNOSTIC_SEVERITY_WARNING,
                               p->key, MAX (p->key + p->key_length, p->value + p->value_length) - p->key,
                               "6265bis §4.2.2",
                               header->first_wins ? "This name stood before, and the first value counts."
                                                  : "This name stood before, and this value takes its place.");
}

/* Gives a morsel that nobody watches the value and the attributes of a pair. */
static void
update_morsel (CookieMorsel *morsel,
               CookieHeader *header,
               guint         pair)
{
  const CookiePair *p = &header->pairs[pair];

  cookie_morsel_assign (morsel, g_strndup (header->text + p->value, p->value_length),
                        header->values != NULL ? header->values[pair] : NULL,
                        header->unquote);
  read_attributes (morsel, header, pair);
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

  item->changed = FALSE;

  if (item->pair < touched->len && g_array_index (touched, CookieTouched, item->pair).morsel == morsel)
    {
      report_duplicate (self, header, pair);
      if (header->first_wins)
        return;
    }
  else
    {
      const CookieTouched entry = { g_object_ref (morsel), cookie_morsel_copy (morsel), FALSE };

      item->pair = touched->len;
      g_array_append_val (touched, entry);
    }

  update_morsel (g_array_index (touched, CookieTouched, item->pair).result, header, pair);
}

static void
reserve (CookieTable *self,
         guint        n_items)
{
  if (n_items <= self->n_allocated)
    return;

  self->n_allocated = MAX (n_items, self->n_allocated * 2);
  self->items = g_renew (CookieItem, self->items, self->n_allocated);
  self->sorted = g_renew (CookieRank, self->sorted, self->n_allocated);
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
      const CookieItem *item = &self->items[first + i];

      moved_to[i] = next;
      if (item->morsel != NULL || item->header != NULL)
        self->items[next++] = *item;
    }

  for (guint i = 0; i < n_left; i++)
    self->sorted[first + i].position = moved_to[self->sorted[first + i].position - first];
}

/* Makes the index of the @n_items from @first on, which come from one header; of
 * those with the same key, the first stays.
 */
static void
index_items (CookieTable *self,
             guint        first,
             guint        n_items)
{
  CookieRank *ranks = self->sorted + first;
  guint n_unique = 0;

  cookie_table_sort (self, first, n_items);

  for (guint i = 0; i < n_items; i++)
    {
      CookieItem *item = &self->items[ranks[i].position];

      if (n_unique > 0 && cookie_table_compare_ranks (self, &ranks[n_unique - 1], &ranks[i]) == 0)
        {
          CookieItem *kept = &self->items[ranks[n_unique - 1].position];

          report_duplicate (self, item->header, item->pair);
          if (!item->header->first_wins)
            update_morsel (item_get_morsel (self, kept), item->header, item->pair);
          item_clear (item);
          *item = (CookieItem) { 0 };
        }
      else
        {
          ranks[n_unique++] = ranks[i];
        }
    }

  if (n_unique < n_items)
    close_gaps (self, first, n_items, n_unique);
  self->n_items = first + n_unique;
}

/* Takes the pairs of @header, and gives the header up. A morsel that is there
 * already gets its new value; the others are added after those that are there.
 */
static void
add_items (CookieTable  *self,
           CookieHeader *header,
           GArray       *touched)
{
  guint n_old = self->n_items;
  guint n = n_old;
  guint rank;

  reserve (self, n_old + header->n_pairs);

  for (guint i = 0; i < header->n_pairs; i++)
    {
      const CookiePair *pair = &header->pairs[i];

      if (pair->attribute >= 0)
        continue;

      if (n_old > 0 && cookie_table_search (self, header->text + pair->key, pair->key_length, &rank))
        {
          update_item (self, &self->items[self->sorted[rank].position], header, i, touched);
          continue;
        }

      header->refs++;
      self->items[n++] = (CookieItem) { .header = header, .pair = i };
    }

  index_items (self, n_old, n - n_old);
  cookie_table_merge_indexes (self, n_old);
  cookie_header_unref (header);
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
  return self->pending == NULL && self->n_items == 0;
}

guint
cookie_table_get_size (CookieTable *self)
{
  settle (self);

  return self->n_items;
}

gboolean
cookie_table_find (CookieTable *self,
                   const char  *key,
                   guint       *position)
{
  guint rank;

  settle (self);

  if (!cookie_table_search (self, key, strlen (key), &rank))
    return FALSE;

  *position = self->sorted[rank].position;

  return TRUE;
}

const char *
cookie_table_get_key (CookieTable *self,
                      guint        position,
                      gsize       *length)
{
  settle (self);

  return cookie_item_get_key (&self->items[position], length);
}

const char *
cookie_table_get_coded (CookieTable *self,
                        guint        position,
                        gsize       *length)
{
  const CookieItem *item;
  const CookiePair *pair;

  settle (self);
  item = &self->items[position];

  if (item->morsel != NULL)
    {
      *length = strlen (item->morsel->coded_value);
      return item->morsel->coded_value;
    }

  pair = &item->header->pairs[item->pair];
  *length = pair->value_length;
  return item->header->text + pair->value;
}

/* The value, if it is a string. */
char *
cookie_table_dup_string (CookieTable *self,
                         guint        position)
{
  const CookieItem *item = &self->items[position];
  GVariant *value;

  if (item->morsel != NULL)
    {
      value = cookie_morsel_get_value (item->morsel);
    }
  else if (item->header->values != NULL)
    {
      value = item->header->values[item->pair];
    }
  else
    {
      const CookiePair *pair = &item->header->pairs[item->pair];
      const char *text = item->header->text + pair->value;

      return item->header->unquote ? cookie_unquote (text, pair->value_length)
                                   : g_strndup (text, pair->value_length);
    }

  return g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) ? g_variant_dup_string (value, NULL) : NULL;
}

CookieMorsel *
cookie_table_get_morsel (CookieTable *self,
                         guint        position)
{
  settle (self);

  return item_get_morsel (self, &self->items[position]);
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
  item = &self->items[position];

  return item->morsel == NULL && (item->pair + 1 == item->header->n_pairs ||
                                  item->header->pairs[item->pair + 1].attribute < 0);
}

/* Where the item is that comes at @rank when sorted by key. */
guint
cookie_table_get_position (CookieTable *self,
                           guint        rank)
{
  settle (self);
  cookie_table_prefetch (self, &self->sorted[rank], self->n_items - 1 - rank);

  return self->sorted[rank].position;
}

CookieMorsel *
cookie_table_get_sorted (CookieTable *self,
                         guint        rank)
{
  settle (self);

  return item_get_morsel (self, &self->items[self->sorted[rank].position]);
}

void
cookie_table_set_changed (CookieTable  *self,
                          CookieMorsel *morsel)
{
  guint position;

  if (cookie_table_find (self, morsel->key, &position) && self->items[position].morsel == morsel)
    self->items[position].changed = TRUE;
}

/* The morsel at a place in the index, if it was changed. */
CookieMorsel *
cookie_table_get_changed (CookieTable *self,
                          guint        rank)
{
  const CookieItem *item;

  settle (self);
  item = &self->items[self->sorted[rank].position];

  return item->changed ? item->morsel : NULL;
}

void
cookie_table_commit (CookieTable *self)
{
  for (guint i = 0; i < self->n_items; i++)
    self->items[i].changed = FALSE;
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
  reserve (self, self->n_items + 1);
  cookie_table_search (self, morsel->key, strlen (morsel->key), &rank);

  memmove (self->sorted + rank + 1, self->sorted + rank, (self->n_items - rank) * sizeof *self->sorted);
  self->items[self->n_items] = (CookieItem) { .morsel = morsel, .changed = TRUE };
  self->sorted[rank] = cookie_table_make_rank (self, self->n_items);
  self->n_items++;
  cookie_morsel_add_owner (morsel, self->owner);
}

/* Puts a morsel in the place of another with the same key; takes the reference. */
void
cookie_table_replace (CookieTable  *self,
                      guint         position,
                      CookieMorsel *morsel)
{
  CookieItem old = self->items[position];

  self->items[position] = (CookieItem) { .morsel = morsel, .changed = TRUE };
  cookie_morsel_add_owner (morsel, self->owner);
  item_disown (self, &old);
  item_clear (&old);
}

void
cookie_table_remove (CookieTable *self,
                     guint        position)
{
  CookieItem old = self->items[position];
  guint n_after = self->n_items - position - 1;
  gsize length;
  const char *key = cookie_item_get_key (&old, &length);
  guint rank;

  cookie_table_search (self, key, length, &rank);

  self->n_items--;
  memmove (self->sorted + rank, self->sorted + rank + 1, (self->n_items - rank) * sizeof *self->sorted);
  memmove (self->items + position, self->items + position + 1, n_after * sizeof *self->items);

  if (n_after > 0)
    for (rank = 0; rank < self->n_items; rank++)
      self->sorted[rank].position -= self->sorted[rank].position > position;

  item_disown (self, &old);
  item_clear (&old);
}

void
cookie_table_clear (CookieTable *self)
{
  g_autofree CookieItem *items = g_steal_pointer (&self->items);
  guint n_items = self->n_items;

  /* the table is empty before a morsel's last reference is dropped, */
  self->n_items = 0;
  self->n_allocated = 0;
  g_clear_pointer (&self->sorted, g_free);
  g_clear_pointer (&self->pending, cookie_header_unref);

  /* and so is no more told of its morsels */
  for (guint i = 0; i < n_items; i++)
    item_disown (self, &items[i]);
  for (guint i = 0; i < n_items; i++)
    item_clear (&items[i]);
}
