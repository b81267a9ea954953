/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-base-cookie-private.h"

#include "call.h"
#include "cookie-iter-private.h"

/* What is in a dictionary. */

static CookieTable *
get_table (CookieBaseCookie *self)
{
  return &cookie_base_cookie_get_private (self)->table;
}

/**
 * cookie_base_cookie_get_size:
 * @self: a cookie dictionary
 *
 * Gets the number of cookies.
 *
 * Returns: the number of cookies
 *
 * Since: 1.0
 */
guint
cookie_base_cookie_get_size (CookieBaseCookie *self)
{
  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), 0);

  return cookie_table_count (get_table (self));
}

/**
 * cookie_base_cookie_get_names:
 * @self: a cookie dictionary
 *
 * Gets the names of all cookies, in the order in which they were added.
 *
 * Returns: (transfer full) (array zero-terminated=1): the names
 *
 * Since: 1.0
 */
char **
cookie_base_cookie_get_names (CookieBaseCookie *self)
{
  CookieTable *table;
  char **names;
  guint size;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);

  table = get_table (self);
  size = cookie_table_get_size (table);
  names = g_new (char *, size + 1);
  for (guint i = 0; i < size; i++)
    {
      gsize length;
      const char *name = cookie_table_get_key (table, i, &length);

      names[i] = g_strndup (name, length);
    }
  names[size] = NULL;

  return names;
}

/**
 * cookie_base_cookie_get_morsels:
 * @self: a cookie dictionary
 *
 * Gets all morsels, in the order in which they were added.
 *
 * Returns: (transfer container) (element-type CookieMorsel): the morsels
 *
 * Since: 1.0
 */
GPtrArray *
cookie_base_cookie_get_morsels (CookieBaseCookie *self)
{
  CookieTable *table;
  GPtrArray *morsels;
  guint size;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);

  table = get_table (self);
  size = cookie_table_get_size (table);
  morsels = g_ptr_array_new_full (size, g_object_unref);
  g_ptr_array_set_size (morsels, size);
  for (guint i = 0; i < size; i++)
    morsels->pdata[i] = g_object_ref (cookie_table_get_morsel (table, i));

  return morsels;
}

/**
 * cookie_base_cookie_get_all:
 * @self: a cookie dictionary
 *
 * Gets the names and values of all cookies, in the order in which they were added.
 *
 * [method@Cookie.BaseCookie.set_all] takes such a dictionary.
 *
 * Returns: (transfer full): a dictionary of the type `a{sv}`, never floating
 *
 * Since: 1.0
 */
GVariant *
cookie_base_cookie_get_all (CookieBaseCookie *self)
{
  GVariantBuilder values;
  CookieTable *table;
  guint size;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);

  table = get_table (self);
  size = cookie_table_get_size (table);
  g_variant_builder_init (&values, G_VARIANT_TYPE_VARDICT);
  for (guint i = 0; i < size; i++)
    {
      CookieMorsel *morsel = cookie_table_get_morsel (table, i);

      g_variant_builder_add (&values, "{sv}", morsel->key, cookie_morsel_ensure_value (morsel));
    }

  return g_variant_ref_sink (g_variant_builder_end (&values));
}

/**
 * cookie_base_cookie_iterator:
 * @self: a cookie dictionary
 *
 * Creates an iterator over the morsels, in the order in which they were added.
 *
 * Returns: (transfer full): a new iterator
 *
 * Since: 1.0
 */
CookieIter *
cookie_base_cookie_iterator (CookieBaseCookie *self)
{
  g_autoptr (CookieCall) call = NULL;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);

  call = cookie_call_begin (self);

  return cookie_iter_new (G_LIST_MODEL (self));
}

/**
 * cookie_base_cookie_contains:
 * @self: a cookie dictionary
 * @name: the name of a cookie
 *
 * Checks whether there is a cookie of a name.
 *
 * Names are compared byte for byte.
 *
 * Returns: whether there is one
 *
 * Since: 1.0
 */
gboolean
cookie_base_cookie_contains (CookieBaseCookie *self,
                             const char       *name)
{
  CookieItem pair;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  return cookie_table_look_up (get_table (self), name, &pair) != NULL;
}

/**
 * cookie_base_cookie_get:
 * @self: a cookie dictionary
 * @name: the name of a cookie
 *
 * Gets the morsel of a cookie.
 *
 * ```c
 * g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
 * CookieMorsel *theme;
 *
 * cookie_base_cookie_load (cookie, "theme=dark", NULL);
 * theme = cookie_base_cookie_get (cookie, "theme");
 * if (theme != NULL)
 *   cookie_morsel_set_path (theme, "/");
 * ```
 *
 * Returns: (transfer none) (nullable): the morsel; `NULL` if there is no such cookie
 *
 * Since: 1.0
 */
CookieMorsel *
cookie_base_cookie_get (CookieBaseCookie *self,
                        const char       *name)
{
  guint position;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (!cookie_table_find (get_table (self), name, &position))
    return NULL;

  return cookie_table_get_morsel (get_table (self), position);
}

/**
 * cookie_base_cookie_get_string:
 * @self: a cookie dictionary
 * @name: the name of a cookie
 *
 * Gets the value of a cookie if it is a string.
 *
 * The string belongs to the dictionary, and no morsel is made for it.
 *
 * ```c
 * g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
 * const char *theme;
 *
 * cookie_base_cookie_load (cookie, "theme=dark", NULL);
 * theme = cookie_base_cookie_get_string (cookie, "theme");
 * g_print ("%s\n", theme != NULL ? theme : "light");
 * // dark
 * ```
 *
 * Returns: (transfer none) (nullable): the string, valid until the next call that
 *   changes the dictionary; `NULL` if there is no such cookie, or if its value is not
 *   a string
 *
 * Since: 1.0
 */
const char *
cookie_base_cookie_get_string (CookieBaseCookie *self,
                               const char       *name)
{
  CookieItem *item, pair;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  item = cookie_table_look_up (get_table (self), name, &pair);

  return item != NULL ? cookie_item_get_string (item) : NULL;
}

/**
 * cookie_base_cookie_get_coded_value:
 * @self: a cookie dictionary
 * @name: the name of a cookie
 *
 * Gets the text that was received for a cookie, or is sent for it.
 *
 * Returns: (transfer none) (nullable): the text, valid until the next call that changes
 *   the dictionary; `NULL` if there is no such cookie
 *
 * Since: 1.0
 */
const char *
cookie_base_cookie_get_coded_value (CookieBaseCookie *self,
                                    const char       *name)
{
  CookieItem *item, pair;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  item = cookie_table_look_up (get_table (self), name, &pair);

  return item != NULL ? cookie_item_get_coded_string (item) : NULL;
}

/**
 * cookie_base_cookie_get_nth_name:
 * @self: a cookie dictionary
 * @position: the position of a cookie, from 0 on
 *
 * Gets the name of the cookie at a position.
 *
 * Cookies have the order in which they were added.
 *
 * Returns: (transfer none) (nullable): the name, valid until the next call that changes
 *   the dictionary; `NULL` if @position is not less than the number of cookies
 *
 * Since: 1.0
 */
const char *
cookie_base_cookie_get_nth_name (CookieBaseCookie *self,
                                 guint             position)
{
  CookieTable *table;
  CookieItem pair;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);

  table = get_table (self);
  if (position >= cookie_table_count (table))
    return NULL;

  return cookie_item_get_name (cookie_table_peek (table, position, &pair));
}

/**
 * cookie_base_cookie_get_nth_string:
 * @self: a cookie dictionary
 * @position: the position of a cookie, from 0 on
 *
 * Gets the value of the cookie at a position if it is a string.
 *
 * Returns: (transfer none) (nullable): the string, valid until the next call that
 *   changes the dictionary; `NULL` if the value is not a string, or if @position is not
 *   less than the number of cookies
 *
 * Since: 1.0
 */
const char *
cookie_base_cookie_get_nth_string (CookieBaseCookie *self,
                                   guint             position)
{
  CookieTable *table;
  CookieItem pair;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);

  table = get_table (self);
  if (position >= cookie_table_count (table))
    return NULL;

  return cookie_item_get_string (cookie_table_peek (table, position, &pair));
}
