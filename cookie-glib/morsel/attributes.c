/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-morsel-private.h"

#include "cookie-error-private.h"
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
 * No cookie can have such a name: `expires`, `path`, `comment`, `domain`, `max-age`,
 * `secure`, `version`, `httponly`, `samesite`, `partitioned` and `priority`.
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

  switch ((CookieAttributeKind) self->kinds[attribute])
    {
    case COOKIE_ATTRIBUTE_STRING:
    case COOKIE_ATTRIBUTE_UNDOTTED:
      return g_variant_ref_sink (g_variant_new_string (self->attributes[attribute]));
    case COOKIE_ATTRIBUTE_INTEGER:
      return g_variant_ref_sink (g_variant_new_int64 (g_ascii_strtoll (self->attributes[attribute], NULL, 10)));
    case COOKIE_ATTRIBUTE_FALSE:
    case COOKIE_ATTRIBUTE_TRUE:
      return g_variant_ref_sink (g_variant_new_boolean (self->kinds[attribute] == COOKIE_ATTRIBUTE_TRUE));
    case COOKIE_ATTRIBUTE_DEFAULT_PATH:
    case COOKIE_ATTRIBUTE_UNSET:
    default:
      return NULL;
    }
}

/* The value of a GVariant of any integer type; FALSE if it is none that a 64-bit
 * integer can hold.
 */
static gboolean
get_integer (GVariant *value,
             gint64   *integer)
{
  switch (g_variant_classify (value))
    {
    case G_VARIANT_CLASS_BYTE:
      *integer = g_variant_get_byte (value);
      return TRUE;
    case G_VARIANT_CLASS_INT16:
      *integer = g_variant_get_int16 (value);
      return TRUE;
    case G_VARIANT_CLASS_UINT16:
      *integer = g_variant_get_uint16 (value);
      return TRUE;
    case G_VARIANT_CLASS_INT32:
      *integer = g_variant_get_int32 (value);
      return TRUE;
    case G_VARIANT_CLASS_UINT32:
      *integer = g_variant_get_uint32 (value);
      return TRUE;
    case G_VARIANT_CLASS_INT64:
      *integer = g_variant_get_int64 (value);
      return TRUE;
    case G_VARIANT_CLASS_UINT64:
      *integer = g_variant_get_uint64 (value);
      return *integer >= 0;
    default:
      return FALSE;
    }
}

/* The attribute of a name; -1 with an error if there is none. */
static int
find_attribute (const char  *name,
                GError     **error)
{
  const int attribute = cookie_attribute_lookup (name, strlen (name));

  if (attribute < 0)
    cookie_set_error_at (error, COOKIE_ERROR_INVALID_ATTRIBUTE, "There is no such attribute",
                         name, strlen (name), 0);

  return attribute;
}

static gboolean
set_text (CookieMorsel     *self,
          CookieAttribute   attribute,
          const char       *text,
          gsize             length,
          GError          **error)
{
  if (!cookie_morsel_check_attribute (attribute, text, length, error))
    return FALSE;

  if (length == 0)
    cookie_morsel_change_attribute (self, attribute, COOKIE_ATTRIBUTE_UNSET, NULL);
  else
    cookie_morsel_change_attribute (self, attribute, COOKIE_ATTRIBUTE_STRING, g_strndup (text, length));

  return TRUE;
}

static void
set_integer (CookieMorsel    *self,
             CookieAttribute  attribute,
             gint64           integer)
{
  if (attribute == COOKIE_ATTRIBUTE_MAX_AGE)
    integer = CLAMP (integer, -COOKIE_LARGEST_MAX_AGE, COOKIE_LARGEST_MAX_AGE);

  cookie_morsel_change_attribute (self, attribute, COOKIE_ATTRIBUTE_INTEGER,
                                  g_strdup_printf ("%" G_GINT64_FORMAT, integer));
}

static gboolean
set_boolean (CookieMorsel     *self,
             CookieAttribute   attribute,
             gboolean          boolean,
             GError          **error)
{
  if (!cookie_attribute_is_flag (attribute))
    {
      g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_INVALID_ATTRIBUTE,
                   "The attribute %s cannot be of the type “b”", cookie_attribute_names[attribute]);
      return FALSE;
    }

  cookie_morsel_change_attribute (self, attribute, boolean ? COOKIE_ATTRIBUTE_TRUE : COOKIE_ATTRIBUTE_FALSE, NULL);

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
  gint64 integer;

  g_return_val_if_fail (COOKIE_IS_MORSEL (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (value != NULL)
    owned = g_variant_ref_sink (value);

  attribute = find_attribute (name, error);
  if (attribute < 0)
    return FALSE;

  if (value == NULL)
    return set_text (self, attribute, "", 0, error);

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    {
      gsize length;
      const char *text = g_variant_get_string (value, &length);

      return set_text (self, attribute, text, length, error);
    }

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    return set_boolean (self, attribute, g_variant_get_boolean (value), error);

  if (get_integer (value, &integer))
    {
      set_integer (self, attribute, integer);
      return TRUE;
    }

  g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_INVALID_ATTRIBUTE,
               "The attribute %s cannot be of the type “%s”",
               cookie_attribute_names[attribute], g_variant_get_type_string (value));

  return FALSE;
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
  const char *text = value != NULL ? value : "";
  const char *end;
  int attribute;

  g_return_val_if_fail (COOKIE_IS_MORSEL (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  attribute = find_attribute (name, error);
  if (attribute < 0)
    return FALSE;

  if (!g_utf8_validate (text, -1, &end))
    {
      g_autofree char *rule = g_strdup_printf ("The attribute %s must be UTF-8", cookie_attribute_names[attribute]);

      cookie_set_error_at (error, COOKIE_ERROR_INVALID_ATTRIBUTE, rule, text, strlen (text), end - text);
      return FALSE;
    }

  return set_text (self, attribute, text, strlen (text), error);
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

  g_return_val_if_fail (COOKIE_IS_MORSEL (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  attribute = find_attribute (name, error);
  if (attribute < 0)
    return FALSE;

  set_integer (self, attribute, value);

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

  g_return_val_if_fail (COOKIE_IS_MORSEL (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  attribute = find_attribute (name, error);

  return attribute >= 0 && set_boolean (self, attribute, value, error);
}
