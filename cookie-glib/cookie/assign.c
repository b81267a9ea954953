/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-base-cookie-private.h"

#include "cookie-error-private.h"
#include "signals.h"

#include <string.h>

/* How a dictionary is filled and emptied. */

static CookieTable *
get_table (CookieBaseCookie *self)
{
  return &cookie_base_cookie_get_private (self)->table;
}

static CookieChanges *
get_changes (CookieBaseCookie *self)
{
  return &cookie_base_cookie_get_private (self)->changes;
}

/* Sets a cookie by parts that were checked before. */
static void
assign (CookieBaseCookie *self,
        const char       *key,
        GVariant         *value,
        const char       *coded_value)
{
  CookieTable *table = get_table (self);
  g_autoptr (CookieMorsel) morsel = NULL;
  guint position;

  if (cookie_table_find (table, key, &position))
    {
      morsel = g_object_ref (cookie_table_get_morsel (table, position));
      if (cookie_morsel_assign (morsel, g_strdup (coded_value), value, FALSE))
        cookie_morsel_changed (morsel);
      return;
    }

  morsel = cookie_morsel_new_loaded (g_strdup (key), g_strdup (coded_value), value, FALSE);
  position = cookie_table_get_size (table);
  cookie_table_append (table, g_object_ref (morsel));
  cookie_changes_add (get_changes (self), morsel);

  g_object_ref (self);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
  cookie_base_cookie_morsel_added (self, morsel);
  g_object_unref (self);
}

/* The coded value of a value, and the value that is read back from that. */
static char *
encode (CookieBaseCookie  *self,
        const char        *key,
        GVariant          *value,
        GVariant         **real_value,
        GError           **error)
{
  g_autofree char *coded = NULL;

  if (!cookie_morsel_check_key (key, error))
    return NULL;

  coded = cookie_base_cookie_value_encode (self, key, value, error);
  if (coded == NULL || !cookie_morsel_check_coded (key, coded, error))
    return NULL;

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    *real_value = g_variant_ref (value);
  else
    *real_value = cookie_base_cookie_value_decode (self, key, coded, error);

  return *real_value != NULL ? g_steal_pointer (&coded) : NULL;
}

/**
 * cookie_base_cookie_set:
 * @self: a cookie
 * @key: the name of the cookie
 * @value: a value; a floating reference is consumed
 * @error: return location for a [error@Cookie.Error]
 *
 * Sets a cookie to a value.
 *
 * The text to send is made by [vfunc@Cookie.BaseCookie.value_encode]. The
 * morsel's value is @value if that is a string, and otherwise what
 * [vfunc@Cookie.BaseCookie.value_decode] makes of the text. A morsel that is
 * there keeps its attributes.
 *
 * Sets `COOKIE_ERROR_RESERVED_KEY` if the key is the name of an attribute,
 * `COOKIE_ERROR_ILLEGAL_KEY` if it is not a token, `COOKIE_ERROR_ILLEGAL_VALUE`
 * if the text holds a control character or a semicolon, and whatever the codec
 * or an override sets. Then nothing is changed.
 *
 * Returns: whether the cookie was set
 *
 * Since: 1.0
 */
gboolean
cookie_base_cookie_set (CookieBaseCookie  *self,
                        const char        *key,
                        GVariant          *value,
                        GError           **error)
{
  g_autoptr (GVariant) owned = NULL;
  g_autoptr (GVariant) real_value = NULL;
  g_autofree char *coded = NULL;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  owned = g_variant_ref_sink (value);
  coded = encode (self, key, owned, &real_value, error);
  if (coded == NULL)
    return FALSE;

  assign (self, key, real_value, coded);

  return TRUE;
}

/**
 * cookie_base_cookie_set_string:
 * @self: a cookie
 * @key: the name of the cookie
 * @value: a string
 * @error: return location for a [error@Cookie.Error]
 *
 * Sets a cookie to a string, as [method@Cookie.BaseCookie.set] does.
 *
 * Sets also `COOKIE_ERROR_ILLEGAL_VALUE` if the string is not UTF-8.
 *
 * Returns: whether the cookie was set
 *
 * Since: 1.0
 */
gboolean
cookie_base_cookie_set_string (CookieBaseCookie  *self,
                               const char        *key,
                               const char        *value,
                               GError           **error)
{
  const char *end;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!g_utf8_validate (value, -1, &end))
    {
      cookie_set_error_at (error, COOKIE_ERROR_ILLEGAL_VALUE, "A string must be UTF-8",
                           value, strlen (value), end - value);
      return FALSE;
    }

  return cookie_base_cookie_set (self, key, g_variant_new_string (value), error);
}

/**
 * cookie_base_cookie_set_coded:
 * @self: a cookie
 * @key: the name of the cookie
 * @value: the value; a floating reference is consumed
 * @coded_value: the text to send for the value
 * @error: return location for a [error@Cookie.Error]
 *
 * Sets a cookie to a value whose text is known.
 *
 * The text is not made by [vfunc@Cookie.BaseCookie.value_encode]. Sets the errors
 * that [method@Cookie.Morsel.set] sets.
 *
 * Returns: whether the cookie was set
 *
 * Since: 1.0
 */
gboolean
cookie_base_cookie_set_coded (CookieBaseCookie  *self,
                              const char        *key,
                              GVariant          *value,
                              const char        *coded_value,
                              GError           **error)
{
  g_autoptr (GVariant) owned = NULL;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);
  g_return_val_if_fail (coded_value != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  owned = g_variant_ref_sink (value);
  if (!cookie_morsel_check_key (key, error) || !cookie_morsel_check_coded (key, coded_value, error))
    return FALSE;

  assign (self, key, owned, coded_value);

  return TRUE;
}

/**
 * cookie_base_cookie_set_morsel:
 * @self: a cookie
 * @morsel: a morsel
 * @error: return location for a [error@Cookie.Error]
 *
 * Puts a morsel under its key, in the place of the one that is there.
 *
 * The dictionary holds the morsel itself, not a copy. As long as it does, the key
 * of the morsel stays the same, and no other dictionary can hold it: pass a
 * [method@Cookie.Morsel.copy] to that.
 *
 * Sets `COOKIE_ERROR_ILLEGAL_VALUE` if another dictionary holds the morsel,
 * `COOKIE_ERROR_ILLEGAL_KEY` if the morsel has no key, and
 * `COOKIE_ERROR_RESERVED_KEY` if its key is the name of an attribute, which it can
 * be in a header that was not read as Python reads it. A morsel that was read by
 * [func@Cookie.Morsel.parse_set_cookie] can hold what no server should send, for
 * which the errors of [method@Cookie.Morsel.set] and
 * [method@Cookie.Morsel.set_attribute] are set.
 *
 * Returns: whether the cookie was set
 *
 * Since: 1.0
 */
gboolean
cookie_base_cookie_set_morsel (CookieBaseCookie  *self,
                               CookieMorsel      *morsel,
                               GError           **error)
{
  g_autoptr (CookieMorsel) old = NULL;
  CookieTable *table;
  guint position;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), FALSE);
  g_return_val_if_fail (COOKIE_IS_MORSEL (morsel), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (morsel->key == NULL)
    {
      g_set_error_literal (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_KEY,
                           "A morsel without a key cannot be put into a cookie");
      return FALSE;
    }

  if (!cookie_morsel_check_key (morsel->key, error) || !cookie_morsel_check_parts (morsel, error))
    return FALSE;

  if (morsel->holder != NULL && morsel->holder != self)
    {
      cookie_set_error_at (error, COOKIE_ERROR_ILLEGAL_VALUE, "Another dictionary holds the morsel",
                           morsel->key, strlen (morsel->key), 0);
      return FALSE;
    }

  table = get_table (self);
  if (cookie_table_find (table, morsel->key, &position))
    {
      old = g_object_ref (cookie_table_get_morsel (table, position));
      if (old == morsel)
        return TRUE;

      cookie_changes_remove (get_changes (self), old);
      cookie_table_replace (table, position, g_object_ref (morsel));
    }
  else
    {
      position = cookie_table_get_size (table);
      cookie_table_append (table, g_object_ref (morsel));
    }
  cookie_changes_add (get_changes (self), morsel);

  g_object_ref (self);
  g_object_ref (morsel);
  g_list_model_items_changed (G_LIST_MODEL (self), position, old != NULL, 1);
  if (old != NULL)
    cookie_base_cookie_morsel_removed (self, old);
  cookie_base_cookie_morsel_added (self, morsel);
  g_object_unref (morsel);
  g_object_unref (self);

  return TRUE;
}

/**
 * cookie_base_cookie_remove:
 * @self: a cookie
 * @key: the name of a cookie
 *
 * Removes a morsel from this object. That tells no browser anything.
 *
 * Returns: whether there was a morsel of that name
 *
 * Since: 1.0
 */
gboolean
cookie_base_cookie_remove (CookieBaseCookie *self,
                           const char       *key)
{
  g_autoptr (CookieMorsel) morsel = NULL;
  CookieTable *table;
  guint position;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  table = get_table (self);
  if (!cookie_table_find (table, key, &position))
    return FALSE;

  morsel = g_object_ref (cookie_table_get_morsel (table, position));
  cookie_changes_remove (get_changes (self), morsel);
  cookie_table_remove (table, position);

  g_object_ref (self);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  cookie_base_cookie_morsel_removed (self, morsel);
  g_object_unref (self);

  return TRUE;
}

/**
 * cookie_base_cookie_clear:
 * @self: a cookie
 *
 * Removes all morsels from this object.
 *
 * Since: 1.0
 */
void
cookie_base_cookie_clear (CookieBaseCookie *self)
{
  g_autoptr (GPtrArray) removed = NULL;
  CookieTable *table;
  guint size;

  g_return_if_fail (COOKIE_IS_BASE_COOKIE (self));

  table = get_table (self);
  if (cookie_table_is_empty (table))
    return;

  cookie_changes_clear (get_changes (self));
  if (!cookie_base_cookie_is_watched (self))
    {
      /* a weak reference to a morsel may drop the last one to the cookie */
      g_autoptr (CookieBaseCookie) kept = table->index.n_items > 0 ? g_object_ref (self) : NULL;

      cookie_table_clear (table);
      return;
    }

  size = cookie_table_get_size (table);
  removed = g_ptr_array_new_full (size, g_object_unref);
  for (guint i = 0; i < size; i++)
    g_ptr_array_add (removed, g_object_ref (cookie_table_get_morsel (table, i)));
  cookie_table_clear (table);

  g_object_ref (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, size, 0);
  for (guint i = 0; i < size; i++)
    cookie_base_cookie_morsel_removed (self, removed->pdata[i]);
  g_object_unref (self);
}

/**
 * cookie_base_cookie_load_variant:
 * @self: a cookie
 * @values: a dictionary with strings as keys, such as `a{sv}` or `a{ss}`; a
 *   floating reference is consumed
 * @error: return location for a [error@Cookie.Error]
 *
 * Sets a cookie for each entry of a dictionary, as
 * [method@Cookie.BaseCookie.set] does; all of them or, on an error, none.
 *
 * Sets the errors that [method@Cookie.BaseCookie.set] sets,
 * `COOKIE_ERROR_ILLEGAL_VALUE` if @values is no such dictionary, and
 * `COOKIE_ERROR_LIMIT` if there would be more than
 * [property@Cookie.BaseCookie:max-pairs] cookies.
 *
 * Returns: whether the cookies were set
 *
 * Since: 1.0
 */
gboolean
cookie_base_cookie_load_variant (CookieBaseCookie  *self,
                                 GVariant          *values,
                                 GError           **error)
{
  g_autoptr (GVariant) owned = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GPtrArray) coded_values = NULL;
  g_autoptr (GPtrArray) real_values = NULL;
  guint max_pairs;
  gsize size;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), FALSE);
  g_return_val_if_fail (values != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  owned = g_variant_ref_sink (values);
  if (!g_variant_is_of_type (owned, G_VARIANT_TYPE ("a{s*}")))
    {
      g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_VALUE,
                   "The cookies must be a dictionary with strings as keys, not of the type “%s”",
                   g_variant_get_type_string (owned));
      return FALSE;
    }

  size = g_variant_n_children (owned);
  max_pairs = cookie_base_cookie_get_max_pairs (self);
  if (size > max_pairs || cookie_table_get_size (get_table (self)) > max_pairs - size)
    {
      g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT,
                   "More than %u pairs (the property max-pairs)", max_pairs);
      return FALSE;
    }

  keys = g_ptr_array_new_with_free_func (g_free);
  coded_values = g_ptr_array_new_with_free_func (g_free);
  real_values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);

  for (gsize i = 0; i < size; i++)
    {
      g_autoptr (GVariant) entry = g_variant_get_child_value (owned, i);
      g_autoptr (GVariant) value = g_variant_get_child_value (entry, 1);
      GVariant *real_value = NULL;
      char *key, *coded;

      if (g_variant_is_of_type (value, G_VARIANT_TYPE_VARIANT))
        {
          GVariant *inner = g_variant_get_variant (value);

          g_variant_unref (value);
          value = inner;
        }

      g_variant_get_child (entry, 0, "s", &key);
      g_ptr_array_add (keys, key);

      coded = encode (self, key, value, &real_value, error);
      if (coded == NULL)
        return FALSE;

      g_ptr_array_add (coded_values, coded);
      g_ptr_array_add (real_values, real_value);
    }

  g_object_ref (self);
  for (gsize i = 0; i < size; i++)
    assign (self, keys->pdata[i], real_values->pdata[i], coded_values->pdata[i]);
  g_object_unref (self);

  return TRUE;
}
