/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "changes.h"

#include <string.h>

void
cookie_changes_add (CookieChanges *self,
                    CookieMorsel  *morsel)
{
  if (morsel->change != NULL)
    return;

  morsel->change = &self->first;
  morsel->next_change = self->first;
  if (self->first != NULL)
    self->first->change = &morsel->next_change;
  self->first = morsel;
  self->size++;
}

void
cookie_changes_remove (CookieChanges *self,
                       CookieMorsel  *morsel)
{
  if (morsel->change == NULL)
    return;

  *morsel->change = morsel->next_change;
  if (morsel->next_change != NULL)
    morsel->next_change->change = morsel->change;
  morsel->change = NULL;
  self->size--;
}

void
cookie_changes_add_pair (CookieChanges *self,
                         CookieHeader  *pair)
{
  pair->change = &self->first_unmade;
  pair->next_change = self->first_unmade;
  if (self->first_unmade != NULL)
    self->first_unmade->change = &pair->next_change;
  self->first_unmade = pair;
  self->n_unmade++;
}

/* Takes a header out if it is one of the pairs; returns whether it was. */
gboolean
cookie_changes_remove_pair (CookieChanges *self,
                            CookieHeader  *pair)
{
  if (pair->change == NULL)
    return FALSE;

  *pair->change = pair->next_change;
  if (pair->next_change != NULL)
    pair->next_change->change = pair->change;
  pair->change = NULL;
  self->n_unmade--;

  return TRUE;
}

gboolean
cookie_changes_is_empty (const CookieChanges *self)
{
  return self->size + self->n_unmade == 0;
}

/* Whether a morsel of the dictionary is one of them. */
gboolean
cookie_changes_contains (const CookieChanges *self,
                         CookieMorsel        *morsel)
{
  return morsel->change != NULL;
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
  GPtrArray *list = g_ptr_array_new_full (self->size, g_object_unref);

  for (CookieMorsel *morsel = self->first; morsel != NULL; morsel = morsel->next_change)
    g_ptr_array_add (list, g_object_ref (morsel));
  g_ptr_array_sort (list, compare_keys);

  return list;
}

void
cookie_changes_clear (CookieChanges *self)
{
  while (self->first != NULL)
    cookie_changes_remove (self, self->first);
  while (self->first_unmade != NULL)
    cookie_changes_remove_pair (self, self->first_unmade);
}
