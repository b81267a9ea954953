/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-base-cookie-private.h"

#include "cookie-iter-private.h"

/* What is in a dictionary. */

static CookieTable *
get_table (CookieBaseCookie *self)
{
  return &cookie_base_cookie_get_private (self)->table;
}

/**
 * cookie_base_cookie_get_size:
 * @self: a cookie
 *
 * Gets how many morsels there are.
 *
 * Returns: the number of morsels
 *
 * Since: 1.0
 */
guint
cookie_base_cookie_get_size (CookieBaseCookie *self)
{
  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), 0);

  return cookie_table_get_size (get_table (self));
}

/**
 * cookie_base_cookie_get_keys:
 * @self: a cookie
 *
 * Gets the names of all morsels, in the order in which they came.
 *
 * Returns: (transfer full) (array zero-terminated=1): the names
 *
 * Since: 1.0
 */
char **
cookie_base_cookie_get_keys (CookieBaseCookie *self)
{
  CookieTable *table;
  char **keys;
  guint size;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);

  table = get_table (self);
  size = cookie_table_get_size (table);
  keys = g_new (char *, size + 1);
  for (guint i = 0; i < size; i++)
    {
      gsize length;
      const char *key = cookie_table_get_key (table, i, &length);

      keys[i] = g_strndup (key, length);
    }
  keys[size] = NULL;

  return keys;
}

/**
 * cookie_base_cookie_iterator:
 * @self: a cookie
 *
 * Begins to go through the morsels, in the order in which they came.
 *
 * Returns: (transfer full): a new iterator
 *
 * Since: 1.0
 */
CookieIter *
cookie_base_cookie_iterator (CookieBaseCookie *self)
{
  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);

  return cookie_iter_new (G_LIST_MODEL (self));
}

/**
 * cookie_base_cookie_contains:
 * @self: a cookie
 * @key: the name of a cookie
 *
 * Tells whether there is a morsel of that name.
 *
 * Returns: whether there is one
 *
 * Since: 1.0
 */
gboolean
cookie_base_cookie_contains (CookieBaseCookie *self,
                             const char       *key)
{
  guint position;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  return cookie_table_find (get_table (self), key, &position);
}

/**
 * cookie_base_cookie_get:
 * @self: a cookie
 * @key: the name of a cookie
 *
 * Gets the morsel of that name. Names are compared byte for byte.
 *
 * Returns: (transfer none) (nullable): the morsel
 *
 * Since: 1.0
 */
CookieMorsel *
cookie_base_cookie_get (CookieBaseCookie *self,
                        const char       *key)
{
  guint position;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  if (!cookie_table_find (get_table (self), key, &position))
    return NULL;

  return cookie_table_get_morsel (get_table (self), position);
}

/**
 * cookie_base_cookie_lookup_string:
 * @self: a cookie
 * @key: the name of a cookie
 *
 * Gets the value of a cookie whose value is a string.
 *
 * This is the fastest way to a value: it makes no morsel.
 *
 * Returns: (transfer full) (nullable): the value; `NULL` if there is no such
 *   cookie, or if its value is not a string
 *
 * Since: 1.0
 */
char *
cookie_base_cookie_lookup_string (CookieBaseCookie *self,
                                  const char       *key)
{
  guint position;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  if (!cookie_table_find (get_table (self), key, &position))
    return NULL;

  return cookie_table_dup_string (get_table (self), position);
}
