/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "change.h"

#include "cookie-error-private.h"
#include "core/digits.h"
#include "core/set-cookie.h"

#include <string.h>

static gboolean
refuse_type (CookieAttribute   attribute,
             const char       *type,
             GError          **error)
{
  g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_INVALID_ATTRIBUTE,
               "The attribute %s cannot be of the type “%s”", cookie_attribute_names[attribute], type);

  return FALSE;
}

/* The text must be UTF-8. */
gboolean
cookie_change_read_text (CookieChange     *self,
                         CookieAttribute   attribute,
                         const char       *text,
                         gsize             length,
                         GError          **error)
{
  if (!cookie_morsel_check_attribute (attribute, text, length, error))
    return FALSE;

  if (length == 0)
    *self = (CookieChange) { attribute, COOKIE_ATTRIBUTE_UNSET, NULL };
  else
    *self = (CookieChange) { attribute, COOKIE_ATTRIBUTE_STRING, g_strndup (text, length) };

  return TRUE;
}

gboolean
cookie_change_read_string (CookieChange     *self,
                           CookieAttribute   attribute,
                           const char       *text,
                           GError          **error)
{
  g_autofree char *rule = NULL;
  const char *end;

  if (text == NULL)
    text = "";
  if (g_utf8_validate (text, -1, &end))
    return cookie_change_read_text (self, attribute, text, strlen (text), error);

  rule = g_strdup_printf ("The attribute %s must be UTF-8", cookie_attribute_names[attribute]);
  cookie_set_error_at (error, COOKIE_ERROR_INVALID_ATTRIBUTE, rule, text, strlen (text), end - text);

  return FALSE;
}

gboolean
cookie_change_read_integer (CookieChange    *self,
                            CookieAttribute  attribute,
                            gint64           integer)
{
  char digits[COOKIE_DIGITS_SIZE];

  if (attribute == COOKIE_ATTRIBUTE_MAX_AGE)
    integer = CLAMP (integer, -COOKIE_LARGEST_MAX_AGE, COOKIE_LARGEST_MAX_AGE);

  *self = (CookieChange) { attribute, COOKIE_ATTRIBUTE_INTEGER, g_strdup (cookie_digits_format (integer, digits)) };

  return TRUE;
}

gboolean
cookie_change_read_boolean (CookieChange     *self,
                            CookieAttribute   attribute,
                            gboolean          boolean,
                            GError          **error)
{
  if (!cookie_attribute_is_flag (attribute))
    return refuse_type (attribute, "b", error);

  *self = (CookieChange) { attribute, boolean ? COOKIE_ATTRIBUTE_TRUE : COOKIE_ATTRIBUTE_FALSE, NULL };

  return TRUE;
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

gboolean
cookie_change_read_variant (CookieChange     *self,
                            CookieAttribute   attribute,
                            GVariant         *value,
                            GError          **error)
{
  gint64 integer;

  if (value == NULL)
    return cookie_change_read_text (self, attribute, "", 0, error);

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    {
      gsize length;
      const char *text = g_variant_get_string (value, &length);

      return cookie_change_read_text (self, attribute, text, length, error);
    }

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    return cookie_change_read_boolean (self, attribute, g_variant_get_boolean (value), error);

  if (get_integer (value, &integer))
    return cookie_change_read_integer (self, attribute, integer);

  return refuse_type (attribute, g_variant_get_type_string (value), error);
}

gboolean
cookie_change_read_value (CookieChange     *self,
                          CookieAttribute   attribute,
                          const GValue     *value,
                          GError          **error)
{
  switch (G_VALUE_TYPE (value))
    {
    case G_TYPE_STRING:
      return cookie_change_read_string (self, attribute, g_value_get_string (value), error);
    case G_TYPE_BOOLEAN:
      return cookie_change_read_boolean (self, attribute, g_value_get_boolean (value), error);
    case G_TYPE_INT:
      return cookie_change_read_integer (self, attribute, g_value_get_int (value));
    case G_TYPE_LONG:
      return cookie_change_read_integer (self, attribute, g_value_get_long (value));
    case G_TYPE_INT64:
      return cookie_change_read_integer (self, attribute, g_value_get_int64 (value));
    case G_TYPE_VARIANT:
      return cookie_change_read_variant (self, attribute, g_value_get_variant (value), error);
    default:
      return refuse_type (attribute, G_VALUE_TYPE_NAME (value), error);
    }
}
