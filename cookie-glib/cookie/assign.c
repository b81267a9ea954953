/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-base-cookie-private.h"

#include "call.h"
#include "codecs/name.h"
#include "cookie-error-private.h"
#include "edit.h"
#include "signals.h"
#include "values.h"

#include <string.h>

/* How values and morsels are put into a dictionary. */

static CookieTable *
get_table (CookieBaseCookie *self)
{
  return &cookie_base_cookie_get_private (self)->table;
}

/* The morsel of a name, or NULL. */
static CookieMorsel *
find (CookieBaseCookie *self,
      const char       *name)
{
  guint position;

  return cookie_table_find (get_table (self), name, &position) ? cookie_table_get_morsel (get_table (self), position) : NULL;
}

/* Whether a cookie has this value already: then its text is kept, since a codec may write another each
 * time.
 */
static gboolean
has_value (CookieMorsel *morsel,
           GVariant     *value)
{
  return !morsel->expired && g_variant_equal (cookie_morsel_ensure_value (morsel), value);
}

/**
 * cookie_base_cookie_set:
 * @self: a cookie dictionary
 * @name: the name of the cookie
 * @value: a value; a floating reference is consumed
 * @error: return location for a [error@Cookie.Error]
 *
 * Sets the value of a cookie.
 *
 * [vfunc@Cookie.BaseCookie.value_encode] converts the value to text. The value of the
 * morsel is @value if that is a string, and otherwise what
 * [vfunc@Cookie.BaseCookie.value_decode] makes of the text. An existing morsel keeps its
 * attributes, and is no longer expired. If it has an equal value, nothing changes. A new
 * morsel has the attributes of the [property@Cookie.BaseCookie:schema].
 *
 * Sets `COOKIE_ERROR_RESERVED_KEY` if the name is that of an attribute,
 * `COOKIE_ERROR_ILLEGAL_KEY` if it is not valid ([func@Cookie.name_is_valid]),
 * `COOKIE_ERROR_ILLEGAL_VALUE` if the text contains a control character or a semicolon,
 * and any error of the codec or an override. Then nothing is changed.
 *
 * ```c
 * g_autoptr (CookieBaseCookie) cookie = cookie_serial_cookie_new ();
 * GVariant *visits = g_variant_new_uint32 (7);
 * g_autoptr (GError) error = NULL;
 * g_autofree char *header = NULL;
 *
 * if (!cookie_base_cookie_set (cookie, "visits", visits, &error))
 *   g_error ("%s", error->message);
 *
 * header = cookie_base_cookie_to_cookie_header (cookie);
 * // visits=u:7
 * ```
 *
 * Returns: whether the cookie was set
 *
 * Since: 1.0
 */
gboolean
cookie_base_cookie_set (CookieBaseCookie  *self,
                        const char        *name,
                        GVariant          *value,
                        GError           **error)
{
  g_autoptr (CookieCall) call = NULL;
  g_autoptr (GVariant) owned = NULL;
  g_autoptr (GVariant) real_value = NULL;
  g_autofree char *own_name = NULL; /* the caller's may belong to the dictionary */
  g_autofree char *coded = NULL;
  CookieMorsel *morsel;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  call = cookie_call_begin (self);
  owned = g_variant_ref_sink (value);
  own_name = g_strdup (name);
  coded = cookie_values_encode (self, own_name, owned, &real_value, error);
  if (coded == NULL)
    return FALSE;

  morsel = find (self, own_name);
  if (morsel == NULL || !has_value (morsel, real_value))
    cookie_base_cookie_assign (self, morsel, own_name, real_value, g_steal_pointer (&coded));

  return TRUE;
}

/**
 * cookie_base_cookie_set_coded:
 * @self: a cookie dictionary
 * @name: the name of the cookie
 * @value: (nullable): the value; a floating reference is consumed; `NULL` for what
 *   [vfunc@Cookie.BaseCookie.value_decode] makes of the text
 * @coded_value: the text to send for the value
 * @error: return location for a [error@Cookie.Error]
 *
 * Sets the value of a cookie and the text to send for it.
 *
 * Sets `COOKIE_ERROR_ILLEGAL_KEY`, `COOKIE_ERROR_RESERVED_KEY` and
 * `COOKIE_ERROR_ILLEGAL_VALUE`, as [method@Cookie.Morsel.set] does, and, without a value,
 * the errors of [method@Cookie.BaseCookie.value_decode].
 *
 * Returns: whether the cookie was set
 *
 * Since: 1.0
 */
gboolean
cookie_base_cookie_set_coded (CookieBaseCookie  *self,
                              const char        *name,
                              GVariant          *value,
                              const char        *coded_value,
                              GError           **error)
{
  g_autoptr (CookieCall) call = NULL;
  g_autoptr (GVariant) owned = NULL;
  g_autofree char *own_name = NULL;
  g_autofree char *own_coded = NULL;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (coded_value != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  call = cookie_call_begin (self);
  if (value != NULL)
    owned = g_variant_ref_sink (value);

  if (!cookie_name_check (name, error) || !cookie_morsel_check_coded (name, coded_value, error))
    return FALSE;

  /* the texts may belong to the dictionary, which a codec may change */
  own_name = g_strdup (name);
  own_coded = g_strdup (coded_value);
  if (owned == NULL)
    owned = cookie_values_decode (self, own_name, own_coded, error);
  if (owned == NULL)
    return FALSE;

  cookie_base_cookie_assign (self, find (self, own_name), own_name, owned, g_steal_pointer (&own_coded));

  return TRUE;
}

/* Whether the codec of the schema reads the text: what a client made must not pass for what the site
 * has sealed.
 */
static gboolean
check_text (CookieBaseCookie  *self,
            CookieMorsel      *morsel,
            GError           **error)
{
  CookieSchema *schema = cookie_base_cookie_get_schema (self);
  g_autofree char *name = NULL, *coded = NULL; /* the codec may change the morsel */
  g_autoptr (GVariant) value = NULL;

  if (morsel->expired || schema == NULL || cookie_schema_lookup_codec (schema, morsel->key) == NULL)
    return TRUE;

  name = g_strdup (morsel->key);
  coded = g_strdup (morsel->coded_value);
  value = cookie_base_cookie_value_decode (self, name, coded, error);

  return value != NULL;
}

/**
 * cookie_base_cookie_set_morsel:
 * @self: a cookie dictionary
 * @morsel: a morsel
 * @error: return location for a [error@Cookie.Error]
 *
 * Puts a morsel into the dictionary, in place of the one of the same name.
 *
 * The dictionary holds the morsel itself, not a copy. As long as it does, the name of
 * the morsel stays the same, and no other dictionary can hold it: pass a
 * [method@Cookie.Morsel.copy] to that one.
 *
 * Sets `COOKIE_ERROR_ILLEGAL_VALUE` if another dictionary holds the morsel,
 * `COOKIE_ERROR_ILLEGAL_KEY` if the morsel has no name, and `COOKIE_ERROR_RESERVED_KEY`
 * if its name is that of an attribute. A morsel from
 * [func@Cookie.Morsel.parse_set_cookie] can contain what no server should send: for it,
 * the errors of [method@Cookie.Morsel.set] and [method@Cookie.Morsel.set_attribute] are
 * set. If the [property@Cookie.BaseCookie:schema] has a codec for the name, it must read the
 * coded value, or else its error is set; for an expired morsel, this is left out. The value
 * stays the one that the morsel has: to have that of the codec, load the coded value, or pass it to
 * [method@Cookie.BaseCookie.set_coded].
 *
 * Returns: whether the morsel was put into the dictionary
 *
 * Since: 1.0
 */
gboolean
cookie_base_cookie_set_morsel (CookieBaseCookie  *self,
                               CookieMorsel      *morsel,
                               GError           **error)
{
  g_autoptr (CookieCall) call = NULL;
  CookieBaseCookiePrivate *priv;
  g_autoptr (CookieMorsel) kept = NULL; /* a codec may drop the last reference */
  g_autoptr (CookieMorsel) old = NULL;
  guint position;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), FALSE);
  g_return_val_if_fail (COOKIE_IS_MORSEL (morsel), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (morsel->key == NULL)
    {
      g_set_error_literal (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_KEY,
                           "A morsel without a name cannot be put into a cookie dictionary");
      return FALSE;
    }

  if (!cookie_name_check (morsel->key, error) || !cookie_morsel_check_parts (morsel, error))
    return FALSE;

  call = cookie_call_begin (self);
  kept = g_object_ref (morsel);
  if (morsel->holder != self && !check_text (self, morsel, error))
    return FALSE;

  if (morsel->holder != NULL && morsel->holder != self)
    {
      cookie_set_error_at (error, COOKIE_ERROR_ILLEGAL_VALUE, "Another cookie dictionary holds the morsel",
                           morsel->key, strlen (morsel->key), 0);
      return FALSE;
    }

  priv = cookie_base_cookie_get_private (self);
  if (!cookie_table_find (&priv->table, morsel->key, &position))
    {
      cookie_base_cookie_add (self, morsel);
      return TRUE;
    }

  old = g_object_ref (cookie_table_get_morsel (&priv->table, position));
  if (old == morsel)
    return TRUE;

  cookie_changes_remove (&priv->changes, old);
  cookie_changes_add (&priv->changes, morsel);
  cookie_table_replace (&priv->table, position, g_object_ref (morsel));

  cookie_base_cookie_items_changed (self, position, 1, 1);
  cookie_base_cookie_morsel_removed (self, old);
  cookie_base_cookie_morsel_added (self, morsel);
  cookie_base_cookie_changes_updated (self);

  return TRUE;
}

/* The parts of an entry of set_all (). */
typedef struct {
  char *name;
  char *coded_value;
  GVariant *value;
} Entry;

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_free (entry->name);
  g_free (entry->coded_value);
  g_clear_pointer (&entry->value, g_variant_unref);
}

/* Encodes all entries of a dictionary, before any of them is set. */
static GArray *
encode_all (CookieBaseCookie  *self,
            GVariant          *values,
            GError           **error)
{
  gsize size = g_variant_n_children (values);
  g_autoptr (GArray) entries = g_array_sized_new (FALSE, TRUE, sizeof (Entry), size);

  g_array_set_clear_func (entries, entry_clear);
  for (gsize i = 0; i < size; i++)
    {
      g_autoptr (GVariant) pair = g_variant_get_child_value (values, i);
      g_autoptr (GVariant) value = g_variant_get_child_value (pair, 1);
      Entry *entry;

      if (g_variant_is_of_type (value, G_VARIANT_TYPE_VARIANT))
        {
          GVariant *inner = g_variant_get_variant (value);

          g_variant_unref (value);
          value = inner;
        }

      g_array_set_size (entries, i + 1);
      entry = &g_array_index (entries, Entry, i);
      g_variant_get_child (pair, 0, "s", &entry->name);
      entry->coded_value = cookie_values_encode (self, entry->name, value, &entry->value, error);
      if (entry->coded_value == NULL)
        return NULL;
    }

  return g_steal_pointer (&entries);
}

/* Sets the entries, and emits the signals when all are set. Of entries with the same name, the last
 * counts.
 */
static void
assign_all (CookieBaseCookie *self,
            GArray           *entries)
{
  CookieBaseCookiePrivate *priv = cookie_base_cookie_get_private (self);
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) old_values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  g_autoptr (GHashTable) last = g_hash_table_new (NULL, NULL); /* of addresses, which nobody chooses */
  guint old_size = cookie_table_get_size (&priv->table);

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      CookieMorsel *morsel;
      guint position;

      if (!cookie_table_find (&priv->table, entry->name, &position))
        {
          morsel = cookie_base_cookie_create_morsel (self, entry->name, g_strdup (entry->coded_value), entry->value);
          cookie_table_append (&priv->table, morsel);
          cookie_changes_add (&priv->changes, morsel);
          g_ptr_array_add (added, g_object_ref (morsel));
        }
      else
        {
          morsel = cookie_table_get_morsel (&priv->table, position);
          g_hash_table_insert (last, morsel, (gpointer) entry);
        }
    }

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      CookieMorsel *morsel;
      guint position;

      cookie_table_find (&priv->table, entry->name, &position);
      morsel = cookie_table_get_morsel (&priv->table, position);
      if (g_hash_table_lookup (last, morsel) != entry || has_value (morsel, entry->value))
        continue;

      if (position < old_size)
        {
          g_object_freeze_notify (G_OBJECT (morsel));
          g_ptr_array_add (changed, g_object_ref (morsel));
        }
      g_ptr_array_add (old_values, g_variant_ref (cookie_morsel_ensure_value (morsel)));
      cookie_base_cookie_change_value (self, morsel, g_strdup (entry->coded_value), entry->value);
      cookie_changes_add (&priv->changes, morsel);
    }

  if (added->len > 0)
    cookie_base_cookie_items_changed (self, old_size, 0, added->len);
  for (guint i = 0; i < added->len; i++)
    cookie_base_cookie_morsel_added (self, added->pdata[i]);
  for (guint i = 0; i < changed->len; i++)
    {
      g_object_thaw_notify (changed->pdata[i]);
      cookie_base_cookie_morsel_changed (self, changed->pdata[i]);
    }
  cookie_base_cookie_changes_updated (self);
}

/* Returns how many of the names are not there yet. */
static guint
count_new (CookieBaseCookie *self,
           GVariant         *values)
{
  GVariantIter iter;
  const char *name;
  guint n = 0, position;

  g_variant_iter_init (&iter, values);
  while (g_variant_iter_next (&iter, "{&s*}", &name, NULL))
    n += !cookie_table_find (get_table (self), name, &position);

  return n;
}

/**
 * cookie_base_cookie_set_all:
 * @self: a cookie dictionary
 * @values: a dictionary with strings as keys, such as `a{sv}` or `a{ss}`; a
 *   floating reference is consumed
 * @error: return location for a [error@Cookie.Error]
 *
 * Sets the values of several cookies: all of them or, on an error, none.
 *
 * The signals are emitted when all are set: `items-changed` once for all new cookies,
 * then [signal@Cookie.BaseCookie::morsel-added] and
 * [signal@Cookie.BaseCookie::morsel-changed] for each.
 *
 * Sets the errors of [method@Cookie.BaseCookie.set], `COOKIE_ERROR_ILLEGAL_VALUE` if
 * @values is not such a dictionary, and `COOKIE_ERROR_LIMIT` if there would be more than
 * [property@Cookie.BaseCookie:max-pairs] cookies.
 *
 * Returns: whether the cookies were set
 *
 * Since: 1.0
 */
gboolean
cookie_base_cookie_set_all (CookieBaseCookie  *self,
                            GVariant          *values,
                            GError           **error)
{
  g_autoptr (CookieCall) call = NULL;
  g_autoptr (GVariant) owned = NULL;
  g_autoptr (GArray) entries = NULL;
  guint max_pairs, n_new;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), FALSE);
  g_return_val_if_fail (values != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  call = cookie_call_begin (self);
  owned = g_variant_ref_sink (values);
  if (!g_variant_is_of_type (owned, G_VARIANT_TYPE ("a{s*}")))
    {
      g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_VALUE,
                   "The cookies must be a dictionary with strings as keys, not of the type “%s”",
                   g_variant_get_type_string (owned));
      return FALSE;
    }

  n_new = count_new (self, owned);
  max_pairs = cookie_base_cookie_get_private (self)->max_pairs;
  if (n_new > 0 && (guint64) n_new + cookie_table_get_size (get_table (self)) > max_pairs)
    {
      g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT,
                   "More than %u pairs (the property max-pairs)", max_pairs);
      return FALSE;
    }

  entries = encode_all (self, owned, error);
  if (entries == NULL)
    return FALSE;

  assign_all (self, entries);

  return TRUE;
}
