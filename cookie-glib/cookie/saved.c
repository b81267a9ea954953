/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-base-cookie-private.h"

#include "call.h"
#include "codecs/name.h"
#include "cookie-error-private.h"
#include "edit.h"
#include "signals.h"

#include <string.h>

/* A dictionary as a GVariant that can be stored: its morsels, and whether each is to be sent. */

/**
 * cookie_base_cookie_serialize:
 * @self: a cookie dictionary
 *
 * Converts the cookies of a dictionary, and which of them have changed, to a value that
 * can be stored.
 *
 * [method@Cookie.BaseCookie.restore] of this or a later version of the library reads it.
 * It does not contain the properties of the dictionary. It contains the values as they
 * are, also those that a codec encrypts for the browser: keep it as you keep a secret.
 *
 * Returns: (transfer full): the state of the dictionary, never floating
 *
 * Since: 1.0
 */
GVariant *
cookie_base_cookie_serialize (CookieBaseCookie *self)
{
  g_autoptr (CookieCall) call = NULL;
  CookieBaseCookiePrivate *priv;
  GVariantBuilder state;
  guint size;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);

  call = cookie_call_begin (self);
  priv = cookie_base_cookie_get_private (self);
  size = cookie_table_get_size (&priv->table);
  g_variant_builder_init (&state, G_VARIANT_TYPE ("a(vb)"));
  for (guint i = 0; i < size; i++)
    {
      CookieMorsel *morsel = cookie_table_get_morsel (&priv->table, i);
      g_autoptr (GVariant) morsel_state = cookie_morsel_serialize (morsel);

      g_variant_builder_add (&state, "(vb)", morsel_state, cookie_changes_contains (&priv->changes, morsel));
    }

  return g_variant_ref_sink (g_variant_builder_end (&state));
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  return strcmp ((*(CookieMorsel **) a)->key, (*(CookieMorsel **) b)->key);
}

/* Whether a morsel of a state can be in a dictionary, as one that was set or read. */
static gboolean
check_morsel (CookieMorsel  *morsel,
              GError       **error)
{
  if (morsel->key == NULL)
    {
      g_set_error_literal (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_KEY,
                           "A morsel without a name cannot be in a cookie dictionary");
      return FALSE;
    }

  return !morsel->is_unchecked ||
         (cookie_name_check (morsel->key, error) && cookie_morsel_check_parts (morsel, error));
}

/* The morsels of a state. */
static GPtrArray *
read_morsels (GVariant  *state,
              GError   **error)
{
  const gsize size = g_variant_n_children (state);
  g_autoptr (GPtrArray) morsels = g_ptr_array_new_full (size, g_object_unref);
  g_autoptr (GPtrArray) sorted = g_ptr_array_sized_new (size);

  for (gsize i = 0; i < size; i++)
    {
      g_autoptr (GVariant) morsel_state = NULL;
      CookieMorsel *morsel;

      g_variant_get_child (state, i, "(vb)", &morsel_state, NULL);
      morsel = cookie_morsel_new_restored (morsel_state, error);
      if (morsel == NULL)
        return NULL;

      g_ptr_array_add (morsels, morsel);
      g_ptr_array_add (sorted, morsel);
      if (!check_morsel (morsel, error))
        return NULL;
    }

  g_ptr_array_sort (sorted, compare_keys);
  for (guint i = 1; i < sorted->len; i++)
    if (compare_keys (&sorted->pdata[i - 1], &sorted->pdata[i]) == 0)
      {
        const char *key = ((CookieMorsel *) sorted->pdata[i])->key;

        cookie_set_error_at (error, COOKIE_ERROR_ILLEGAL_KEY, "A cookie dictionary holds a name once", key, strlen (key), 0);
        return NULL;
      }

  return g_steal_pointer (&morsels);
}

/**
 * cookie_base_cookie_restore:
 * @self: a cookie dictionary
 * @state: what [method@Cookie.BaseCookie.serialize] returned; a floating reference is
 *   consumed
 * @error: return location for a [error@Cookie.Error]
 *
 * Replaces the cookies of a dictionary by those of one that was serialized.
 *
 * What was unchanged there is unchanged here. The values are not decoded again, so
 * nothing tells whether somebody else has made the state, or whether a sealed value has
 * ended since: never pass what a client sent. The cookies keep their attributes, also
 * those that a [property@Cookie.BaseCookie:schema] says otherwise by now.
 *
 * Sets the errors of [method@Cookie.Morsel.restore] for a state that no dictionary can
 * have, and `COOKIE_ERROR_LIMIT` if it has more than [property@Cookie.BaseCookie:max-pairs]
 * cookies. Then nothing is changed.
 *
 * Returns: whether the cookies were restored
 *
 * Since: 1.0
 */
gboolean
cookie_base_cookie_restore (CookieBaseCookie  *self,
                            GVariant          *state,
                            GError           **error)
{
  g_autoptr (CookieCall) call = NULL;
  CookieBaseCookiePrivate *priv;
  g_autoptr (GVariant) owned = NULL;
  g_autoptr (GVariant) normal = NULL;
  g_autoptr (GPtrArray) morsels = NULL;
  g_autoptr (GPtrArray) removed = g_ptr_array_new_with_free_func (g_object_unref);
  guint old_size;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), FALSE);
  g_return_val_if_fail (state != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  call = cookie_call_begin (self);
  priv = cookie_base_cookie_get_private (self);
  owned = g_variant_ref_sink (state);
  if (!g_variant_is_of_type (owned, G_VARIANT_TYPE ("a(vb)")))
    {
      g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_VALUE,
                   "The state of a cookie dictionary must be of the type “a(vb)”, not “%s”",
                   g_variant_get_type_string (owned));
      return FALSE;
    }

  normal = g_variant_get_normal_form (owned);
  if (g_variant_n_children (normal) > priv->max_pairs)
    {
      g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT,
                   "More than %u pairs (the property max-pairs)", priv->max_pairs);
      return FALSE;
    }

  morsels = read_morsels (normal, error);
  if (morsels == NULL)
    return FALSE;

  old_size = cookie_table_get_size (&priv->table);
  for (guint i = 0; i < old_size; i++)
    g_ptr_array_add (removed, g_object_ref (cookie_table_get_morsel (&priv->table, i)));
  cookie_changes_clear (&priv->changes);
  cookie_table_clear (&priv->table);

  for (guint i = 0; i < morsels->len; i++)
    {
      gboolean is_changed;

      cookie_table_append (&priv->table, g_object_ref (morsels->pdata[i]));
      g_variant_get_child (normal, i, "(vb)", NULL, &is_changed);
      if (is_changed)
        cookie_changes_add (&priv->changes, morsels->pdata[i]);
    }

  if (old_size + morsels->len > 0)
    cookie_base_cookie_items_changed (self, 0, old_size, morsels->len);
  for (guint i = 0; i < removed->len; i++)
    cookie_base_cookie_morsel_removed (self, removed->pdata[i]);
  for (guint i = 0; i < morsels->len; i++)
    cookie_base_cookie_morsel_added (self, morsels->pdata[i]);
  cookie_base_cookie_changes_updated (self);

  return TRUE;
}
