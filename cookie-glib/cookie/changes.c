/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "changes.h"

#include <string.h>

void
cookie_changes_add (CookieChanges *self,
                    CookieMorsel  *morsel)
{
  if (morsel->change > 0)
    return;

  if (self->morsels == NULL)
    self->morsels = g_ptr_array_new ();

  g_ptr_array_add (self->morsels, morsel);
  morsel->change = self->morsels->len;
}

void
cookie_changes_remove (CookieChanges *self,
                       CookieMorsel  *morsel)
{
  CookieMorsel *last;

  if (morsel->change == 0)
    return;

  last = self->morsels->pdata[self->morsels->len - 1];
  last->change = morsel->change;
  g_ptr_array_remove_index_fast (self->morsels, morsel->change - 1);
  morsel->change = 0;
}

gboolean
cookie_changes_is_empty (const CookieChanges *self)
{
  return self->morsels == NULL || self->morsels->len == 0;
}

gboolean
cookie_changes_contains (const CookieChanges *self,
                         CookieMorsel        *morsel)
{
  return morsel->change > 0;
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
  const guint size = self->morsels != NULL ? self->morsels->len : 0;
  GPtrArray *list = g_ptr_array_new_full (size, g_object_unref);

  for (guint i = 0; i < size; i++)
    g_ptr_array_add (list, g_object_ref (self->morsels->pdata[i]));
  g_ptr_array_sort (list, compare_keys);

  return list;
}

void
cookie_changes_clear (CookieChanges *self)
{
  if (self->morsels == NULL)
    return;

  for (guint i = 0; i < self->morsels->len; i++)
    ((CookieMorsel *) self->morsels->pdata[i])->change = 0;
  g_clear_pointer (&self->morsels, g_ptr_array_unref);
}
