/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-base-cookie-private.h"

#include "call.h"

/* Copies and comparison. */

static CookieTable *
get_table (CookieBaseCookie *self)
{
  return &cookie_base_cookie_get_private (self)->table;
}

/* A subclass may have properties of its own. Returns NULL if its constructor, in another language, fails. */
static CookieBaseCookie *
new_with_properties_of (CookieBaseCookie *self)
{
  guint size;
  guint n_properties = 0;
  g_autofree GParamSpec **pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (self), &size);
  g_autofree const char **names = g_new (const char *, size);
  g_autofree GValue *values = g_new0 (GValue, size);
  gpointer copy;

  for (guint i = 0; i < size; i++)
    if ((pspecs[i]->flags & G_PARAM_READWRITE) == G_PARAM_READWRITE)
      {
        names[n_properties] = pspecs[i]->name;
        g_object_get_property (G_OBJECT (self), names[n_properties], &values[n_properties]);
        n_properties++;
      }

  copy = g_object_new_with_properties (G_OBJECT_TYPE (self), n_properties, names, values);
  for (guint i = 0; i < n_properties; i++)
    g_value_unset (&values[i]);

  return copy;
}

/**
 * cookie_base_cookie_copy:
 * @self: a cookie dictionary
 *
 * Copies a dictionary, with its properties, a copy of each morsel, and its changes.
 *
 * The copy has no diagnostics.
 *
 * Returns: (transfer full): a new dictionary of the same type
 *
 * Since: 1.0
 */
CookieBaseCookie *
cookie_base_cookie_copy (CookieBaseCookie *self)
{
  g_autoptr (CookieCall) call = NULL;
  CookieBaseCookie *copy;
  CookieBaseCookiePrivate *priv;
  CookieTable *table;
  guint size;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);

  call = cookie_call_begin (self);
  copy = new_with_properties_of (self);
  g_return_val_if_fail (copy != NULL, NULL);

  /* the constructor of a subclass may add morsels */
  priv = cookie_base_cookie_get_private (copy);
  cookie_changes_clear (&priv->changes);
  cookie_table_clear (&priv->table);

  table = get_table (self);
  size = cookie_table_get_size (table);
  for (guint i = 0; i < size; i++)
    {
      CookieMorsel *morsel = cookie_table_get_morsel (table, i);
      CookieMorsel *morsel_copy = cookie_morsel_copy (morsel);

      cookie_table_append (&priv->table, morsel_copy);
      if (cookie_changes_contains (&cookie_base_cookie_get_private (self)->changes, morsel))
        cookie_changes_add (&priv->changes, morsel_copy);
    }
  priv->had_changes = !cookie_changes_is_empty (&priv->changes);

  return copy;
}

/**
 * cookie_base_cookie_equal:
 * @self: a cookie dictionary
 * @other: another cookie dictionary
 *
 * Compares the morsels of two dictionaries, in any order.
 *
 * Returns: whether they are equal
 *
 * Since: 1.0
 */
gboolean
cookie_base_cookie_equal (CookieBaseCookie *self,
                          CookieBaseCookie *other)
{
  guint size;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), FALSE);
  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (other), FALSE);

  size = cookie_base_cookie_get_size (self);
  if (cookie_base_cookie_get_size (other) != size)
    return FALSE;

  for (guint i = 0; i < size; i++)
    if (!cookie_morsel_equal (cookie_table_get_sorted (get_table (self), i),
                              cookie_table_get_sorted (get_table (other), i)))
      return FALSE;

  return TRUE;
}
