/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "changes.h"

#include <string.h>

/* The hash is of addresses, which no sender of a header chooses. */

void
cookie_changes_add (CookieChanges *self,
                    CookieMorsel  *morsel)
{
  if (self->morsels == NULL)
    self->morsels = g_hash_table_new (NULL, NULL);

  g_hash_table_add (self->morsels, morsel);
}

void
cookie_changes_remove (CookieChanges *self,
                       CookieMorsel  *morsel)
{
  if (self->morsels != NULL)
    g_hash_table_remove (self->morsels, morsel);
}

gboolean
cookie_changes_is_empty (const CookieChanges *self)
{
  return self->morsels == NULL || g_hash_table_size (self->morsels) == 0;
}

gboolean
cookie_changes_contains (const CookieChanges *self,
                         CookieMorsel        *morsel)
{
  return self->morsels != NULL && g_hash_table_contains (self->morsels, morsel);
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  CookieMorsel *morsel = *(CookieMorsel **) a;
  CookieMorsel *other = *(CookieMorsel **) b;

  return strcmp (cookie_morsel_get_key (morsel), cookie_morsel_get_key (other));
}

/* The morsels, each with a reference, sorted by key. */
GPtrArray *
cookie_changes_list (const CookieChanges *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer morsel;

  if (self->morsels == NULL)
    return list;

  g_hash_table_iter_init (&iter, self->morsels);
  while (g_hash_table_iter_next (&iter, &morsel, NULL))
    g_ptr_array_add (list, g_object_ref (morsel));
  g_ptr_array_sort (list, compare_keys);

  return list;
}

void
cookie_changes_clear (CookieChanges *self)
{
  g_clear_pointer (&self->morsels, g_hash_table_unref);
}
