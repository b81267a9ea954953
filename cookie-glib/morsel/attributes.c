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

  attribute = cookie_attribute_lookup (name, strlen (name));
  if (attribute < 0)
    {
      cookie_set_error_at (error, COOKIE_ERROR_INVALID_ATTRIBUTE, "There is no such attribute",
                           name, strlen (name), 0);
      return FALSE;
    }

  if (value == NULL)
    {
      cookie_morsel_change_attribute (self, attribute, COOKIE_ATTRIBUTE_UNSET, NULL);
    }
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    {
      gsize length;
      const char *text = g_variant_get_string (value, &length);

      if (!cookie_morsel_check_attribute (attribute, text, length, error))
        return FALSE;

      if (length == 0)
        cookie_morsel_change_attribute (self, attribute, COOKIE_ATTRIBUTE_UNSET, NULL);
      else
        cookie_morsel_change_attribute (self, attribute, COOKIE_ATTRIBUTE_STRING, g_strdup (text));
    }
  else if (get_integer (value, &integer))
    {
      if (attribute == COOKIE_ATTRIBUTE_MAX_AGE)
        integer = CLAMP (integer, -COOKIE_LARGEST_MAX_AGE, COOKIE_LARGEST_MAX_AGE);

      cookie_morsel_change_attribute (self, attribute, COOKIE_ATTRIBUTE_INTEGER, g_strdup_printf ("%" G_GINT64_FORMAT, integer));
    }
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) && cookie_attribute_is_flag (attribute))
    {
      cookie_morsel_change_attribute (self, attribute,
                        g_variant_get_boolean (value) ? COOKIE_ATTRIBUTE_TRUE : COOKIE_ATTRIBUTE_FALSE, NULL);
    }
  else
    {
      g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_INVALID_ATTRIBUTE,
                   "The attribute %s cannot be of the type “%s”",
                   cookie_attribute_names[attribute], g_variant_get_type_string (value));
      return FALSE;
    }

  return TRUE;
}

