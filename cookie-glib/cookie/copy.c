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
  copy = g_object_new (G_OBJECT_TYPE (self), "schema", cookie_base_cookie_get_schema (self), NULL);
  cookie_base_cookie_set_codec (copy, cookie_base_cookie_get_codec (self));
  cookie_base_cookie_set_profile (copy, cookie_base_cookie_get_profile (self));
  cookie_base_cookie_set_max_pairs (copy, cookie_base_cookie_get_max_pairs (self));
  cookie_base_cookie_set_max_length (copy, cookie_base_cookie_get_max_length (self));

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
