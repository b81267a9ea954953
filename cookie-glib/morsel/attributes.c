/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-morsel-private.h"

#include "change.h"
#include "cookie-error-private.h"
#include "core/digits.h"
#include "core/set-cookie.h"

#include <string.h>

/* The attributes by name. Each is kept as text and its kind, so that get_attribute() returns what
 * was set, and output copies text.
 */

/**
 * cookie_morsel_is_reserved_key:
 * @name: a name
 *
 * Checks whether a name is that of an attribute, in any case.
 *
 * No cookie can be set with such a name: `expires`, `path`, `comment`, `domain`,
 * `max-age`, `secure`, `version`, `httponly`, `samesite`, `partitioned` and `priority`. A
 * client can send such a cookie all the same: the profiles `COOKIE_PROFILE_RFC6265` and
 * `COOKIE_PROFILE_STRICT` read it, and it can be touched, expired and removed.
 *
 * Returns: whether @name is reserved
 *
 * Since: 1.0
 */
gboolean
cookie_morsel_is_reserved_key (const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);

  return cookie_attribute_lookup (name, strlen (name)) >= 0;
}

/**
 * cookie_morsel_get_attribute:
 * @self: a morsel
 * @name: the name of an attribute, in any case
 *
 * Gets an attribute as it was set.
 *
 * An attribute that was read from a header field is a string, or `TRUE` if it has no
 * value, such as `Secure`. A number that was set is a 64-bit integer.
 *
 * Returns: (transfer full) (nullable): a string, a 64-bit integer or a boolean, never
 *   floating; `NULL` if the attribute is not set or does not exist
 *
 * Since: 1.0
 */
GVariant *
cookie_morsel_get_attribute (CookieMorsel *self,
                             const char   *name)
{
  int attribute;

  g_return_val_if_fail (COOKIE_IS_MORSEL (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  attribute = cookie_attribute_lookup (name, strlen (name));
  if (attribute < 0)
    return NULL;

  switch ((CookieAttributeKind) self->attributes->kinds[attribute])
    {
    case COOKIE_ATTRIBUTE_STRING:
    case COOKIE_ATTRIBUTE_UNDOTTED:
      return g_variant_ref_sink (g_variant_new_string (self->attributes->texts[attribute]));
    case COOKIE_ATTRIBUTE_INTEGER:
      return g_variant_ref_sink (g_variant_new_int64 (g_ascii_strtoll (self->attributes->texts[attribute], NULL, 10)));
    case COOKIE_ATTRIBUTE_FALSE:
    case COOKIE_ATTRIBUTE_TRUE:
      return g_variant_ref_sink (g_variant_new_boolean (self->attributes->kinds[attribute] == COOKIE_ATTRIBUTE_TRUE));
    case COOKIE_ATTRIBUTE_DEFAULT_PATH:
    case COOKIE_ATTRIBUTE_UNSET:
    default:
      return NULL;
    }
}

/* The attribute of a name; -1 with an error if there is none. */
static int
find_attribute (const char  *name,
                gsize        length,
                GError     **error)
{
  const int attribute = cookie_attribute_lookup (name, length);

  if (attribute < 0)
    cookie_set_error_at (error, COOKIE_ERROR_INVALID_ATTRIBUTE, "There is no such attribute",
                         name, length, 0);

  return attribute;
}

static void
apply (CookieMorsel       *self,
       const CookieChange *change)
{
  cookie_morsel_change_attribute (self, change->attribute, change->kind, change->text);
}

/* Drops changes, of which the next one was refused. */
static gboolean
drop_all (CookieChange *changes,
          guint         n_changes)
{
  while (n_changes > 0)
    g_free (changes[--n_changes].text);

  return FALSE;
}

/* Applies changes, whose texts it takes. */
static gboolean
apply_all (CookieMorsel *self,
           CookieChange *changes,
           guint         n_changes)
{
  const gboolean is_watched = g_signal_handler_find (self, G_SIGNAL_MATCH_UNBLOCKED, 0, 0, NULL, NULL, NULL) != 0;
  gboolean changed = FALSE;

  g_object_ref (self);
  if (is_watched)
    g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 0; i < n_changes; i++)
    changed |= cookie_morsel_take_attribute (self, changes[i].attribute, changes[i].kind, changes[i].text);
  if (is_watched)
    g_object_thaw_notify (G_OBJECT (self));
  if (changed)
    cookie_morsel_changed (self);
  g_object_unref (self);

  return TRUE;
}

/**
 * cookie_morsel_set_attribute:
 * @self: a morsel
 * @name: the name of an attribute, in any case
 * @value: (nullable): a string, an integer of any type or, for an attribute without a
 *   value such as `Secure`, a boolean; a floating reference is consumed; `NULL` and the
 *   empty string unset the attribute
 * @error: return location for a [error@Cookie.Error]
 *
 * Sets an attribute by its name.
 *
 * For `Max-Age`, an integer is a number of seconds; one beyond ±9007199254740991
 * (2⁵³ - 1) is set as this number, see [method@Cookie.Morsel.set_max_age]. For
 * `Expires`, an integer is a number of seconds from the moment of output. A date before
 * the year 1601, which browsers would read as another one or ignore, is printed as
 * `Thu, 01 Jan 1970 00:00:00 GMT`; a string with such a date, whose year has three or
 * four digits, is set as this one.
 *
 * Sets `COOKIE_ERROR_INVALID_ATTRIBUTE` if the attribute does not exist, or if the value
 * is of another type or contains a control character or a semicolon
 * (draft-ietf-httpbis-rfc6265bis-22, §4.1.1). Then nothing is changed.
 *
 * ```c
 * g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();
 * g_autoptr (GError) error = NULL;
 * GVariant *value = g_variant_new_string ("/; Domain=evil.example");
 *
 * if (!cookie_morsel_set_attribute (morsel, "Path", value, &error))
 *   g_print ("%s\n", error->message);
 * ```
 *
 * Returns: whether the attribute was set
 *
 * Since: 1.0
 */
gboolean
cookie_morsel_set_attribute (CookieMorsel  *self,
                             const char    *name,
                             GVariant      *value,
                             GError       **error)
{
  g_autoptr (GVariant) owned = NULL;
  int attribute;
  CookieChange change;

  g_return_val_if_fail (COOKIE_IS_MORSEL (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (value != NULL)
    owned = g_variant_ref_sink (value);

  attribute = find_attribute (name, strlen (name), error);
  if (attribute < 0 || !cookie_change_read_variant (&change, attribute, owned, error))
    return FALSE;

  apply (self, &change);

  return TRUE;
}

/**
 * cookie_morsel_set_attributes:
 * @self: a morsel
 * @names: (array zero-terminated=1): the names of attributes, in any case
 * @n_values: the number of values
 * @values: (array length=n_values): for each name, a string, an integer, a boolean or a
 *   [struct@GLib.Variant], as of [method@Cookie.Morsel.set_attribute]
 * @error: return location for a [error@Cookie.Error]
 *
 * Sets several attributes: all of them or, on an error, none.
 *
 * The morsel notifies when all are set. Sets the errors of
 * [method@Cookie.Morsel.set_attribute], and `COOKIE_ERROR_INVALID_ATTRIBUTE` if there are
 * not as many values as names.
 *
 * Returns: whether the attributes were set
 *
 * Since: 1.0
 */
gboolean
cookie_morsel_set_attributes (CookieMorsel        *self,
                              const char * const  *names,
                              guint                n_values,
                              const GValue        *values,
                              GError             **error)
{
  g_autofree CookieChange *changes = NULL;

  g_return_val_if_fail (COOKIE_IS_MORSEL (self), FALSE);
  g_return_val_if_fail (names != NULL, FALSE);
  g_return_val_if_fail (values != NULL || n_values == 0, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (g_strv_length ((char **) names) != n_values)
    {
      g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_INVALID_ATTRIBUTE,
                   "%u names of attributes, but %u values", g_strv_length ((char **) names), n_values);
      return FALSE;
    }

  changes = g_new (CookieChange, n_values);
  for (guint i = 0; i < n_values; i++)
    {
      int attribute = find_attribute (names[i], strlen (names[i]), error);

      if (attribute < 0 || !cookie_change_read_value (&changes[i], attribute, &values[i], error))
        return drop_all (changes, i);
    }

  return apply_all (self, changes, n_values);
}

/* Reads an attribute as it stands in a Set-Cookie field. */
static gboolean
read_part (CookieChange  *change,
           const char    *part,
           gsize          length,
           GError       **error)
{
  const char *equals = memchr (part, '=', length);
  const gsize name_length = equals != NULL ? (gsize) (equals - part) : length;
  const int attribute = find_attribute (part, name_length, error);
  const char *value = part + name_length + 1;
  gsize value_length;

  if (attribute < 0)
    return FALSE;

  if (equals == NULL)
    return cookie_change_read_boolean (change, attribute, TRUE, error);

  value_length = length - name_length - 1;
  if (attribute == COOKIE_ATTRIBUTE_MAX_AGE && cookie_digits_is_number (value, value_length))
    return cookie_change_read_integer (change, attribute, g_ascii_strtoll (value, NULL, 10));

  return cookie_change_read_text (change, attribute, value, value_length, error);
}

/**
 * cookie_morsel_set_attributes_from_text:
 * @self: a morsel
 * @attributes: names and values, as in a `Set-Cookie` header field
 * @error: return location for a [error@Cookie.Error]
 *
 * Sets the attributes of a text: all of them or, on an error, none.
 *
 * Semicolons separate the attributes, and what is empty between two is skipped, as in a
 * header field. The space after a semicolon is skipped as well; nothing else is trimmed.
 * An attribute without `=` is set to `TRUE`, and `Max-Age` to an integer
 * if its value is one. Any other value is a string. The attributes that are not in the
 * text stay as they are.
 *
 * A semicolon starts another attribute: do not build @attributes with text from elsewhere,
 * but pass that to [method@Cookie.Morsel.set_attribute].
 *
 * The morsel notifies when all are set. Sets the errors of
 * [method@Cookie.Morsel.set_attribute], and `COOKIE_ERROR_INVALID_ATTRIBUTE` if the text is
 * not UTF-8.
 *
 * ```c
 * g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();
 * g_autoptr (GError) error = NULL;
 *
 * if (!cookie_morsel_set_attributes_from_text (morsel, "Path=/; Secure", &error))
 *   g_error ("%s", error->message);
 * ```
 *
 * Returns: whether the attributes were set
 *
 * Since: 1.0
 */
gboolean
cookie_morsel_set_attributes_from_text (CookieMorsel  *self,
                                        const char    *attributes,
                                        GError       **error)
{
  g_autofree CookieChange *changes = NULL;
  const char *end;
  guint n_changes = 0;

  g_return_val_if_fail (COOKIE_IS_MORSEL (self), FALSE);
  g_return_val_if_fail (attributes != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!g_utf8_validate (attributes, -1, &end))
    {
      cookie_set_error_at (error, COOKIE_ERROR_INVALID_ATTRIBUTE, "Attributes must be UTF-8",
                           attributes, strlen (attributes), end - attributes);
      return FALSE;
    }

  changes = g_new (CookieChange, (end - attributes) / 4 + 1); /* none is shorter than Path */
  for (const char *part = attributes; *part != '\0'; )
    {
      const gsize length = strcspn (part, ";");

      if (length > 0 && !read_part (&changes[n_changes++], part, length, error))
        return drop_all (changes, n_changes - 1);

      part += length;
      if (*part == ';')
        part += part[1] == ' ' ? 2 : 1;
    }

  return apply_all (self, changes, n_changes);
}

/**
 * cookie_morsel_set_attribute_string:
 * @self: a morsel
 * @name: the name of an attribute, in any case
 * @value: (nullable): a string; `NULL` and the empty string unset the attribute
 * @error: return location for a [error@Cookie.Error]
 *
 * Sets an attribute to a string.
 *
 * Sets the errors of [method@Cookie.Morsel.set_attribute], and
 * `COOKIE_ERROR_INVALID_ATTRIBUTE` if the string is not UTF-8.
 *
 * Returns: whether the attribute was set
 *
 * Since: 1.0
 */
gboolean
cookie_morsel_set_attribute_string (CookieMorsel  *self,
                                    const char    *name,
                                    const char    *value,
                                    GError       **error)
{
  int attribute;
  CookieChange change;

  g_return_val_if_fail (COOKIE_IS_MORSEL (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  attribute = find_attribute (name, strlen (name), error);
  if (attribute < 0 || !cookie_change_read_string (&change, attribute, value, error))
    return FALSE;

  apply (self, &change);

  return TRUE;
}

/**
 * cookie_morsel_set_attribute_integer:
 * @self: a morsel
 * @name: the name of an attribute, in any case
 * @value: an integer: for `Max-Age`, seconds; for `Expires`, seconds from the moment of
 *   output
 * @error: return location for a [error@Cookie.Error]
 *
 * Sets an attribute to an integer.
 *
 * Sets `COOKIE_ERROR_INVALID_ATTRIBUTE` if the attribute does not exist. See
 * [method@Cookie.Morsel.set_attribute].
 *
 * Returns: whether the attribute was set
 *
 * Since: 1.0
 */
gboolean
cookie_morsel_set_attribute_integer (CookieMorsel  *self,
                                     const char    *name,
                                     gint64         value,
                                     GError       **error)
{
  int attribute;
  CookieChange change;

  g_return_val_if_fail (COOKIE_IS_MORSEL (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  attribute = find_attribute (name, strlen (name), error);
  if (attribute < 0 || !cookie_change_read_integer (&change, attribute, value))
    return FALSE;

  apply (self, &change);

  return TRUE;
}

/**
 * cookie_morsel_set_attribute_boolean:
 * @self: a morsel
 * @name: the name of an attribute without a value, such as `Secure`, in any case
 * @value: whether the attribute is printed
 * @error: return location for a [error@Cookie.Error]
 *
 * Sets or unsets an attribute that has no value.
 *
 * Sets `COOKIE_ERROR_INVALID_ATTRIBUTE` if the attribute does not exist, or if it has a
 * value.
 *
 * Returns: whether the attribute was set
 *
 * Since: 1.0
 */
gboolean
cookie_morsel_set_attribute_boolean (CookieMorsel  *self,
                                     const char    *name,
                                     gboolean       value,
                                     GError       **error)
{
  int attribute;
  CookieChange change;

  g_return_val_if_fail (COOKIE_IS_MORSEL (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  attribute = find_attribute (name, strlen (name), error);
  if (attribute < 0 || !cookie_change_read_boolean (&change, attribute, value, error))
    return FALSE;

  apply (self, &change);

  return TRUE;
}
