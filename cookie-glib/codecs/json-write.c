/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "json.h"

#include "cookie-codec-private.h"
#include "cookie-error-private.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Writes a value as JSON.stringify () does (ECMA-262, section 25.5.2). */

typedef struct {
  GString *text;
  gsize max_length;
  GError **error;
} Writer;

static gboolean write_value (Writer   *self,
                             GVariant *value,
                             guint     depth);

static gboolean
fail (Writer     *self,
      const char *rule)
{
  g_set_error (self->error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_VALUE,
               "%s: after %" G_GSIZE_FORMAT " bytes of JSON", rule, self->text->len);

  return FALSE;
}

static gboolean
fail_for_type (Writer   *self,
               GVariant *value)
{
  g_autofree char *rule = g_strdup_printf ("JSON has no values of the type “%.64s”", g_variant_get_type_string (value));

  return fail (self, rule);
}

static gboolean
write_string (Writer     *self,
              const char *string,
              gsize       length)
{
  if (!cookie_codec_check_length (self->text->len + length, self->max_length, self->error))
    return FALSE;

  g_string_append_c (self->text, '"');

  for (const char *p = string; *p != '\0'; p++)
    {
      static const char escaped[] = "\"\\\b\f\n\r\t";
      static const char letters[] = "\"\\bfnrt";
      const char *found = strchr (escaped, *p);

      if (found != NULL)
        g_string_append_printf (self->text, "\\%c", letters[found - escaped]);
      else if ((guint8) *p < ' ')
        g_string_append_printf (self->text, "\\u%04x", *p);
      else
        g_string_append_c (self->text, *p);
    }

  g_string_append_c (self->text, '"');

  return TRUE;
}

static gboolean
write_integer (Writer *self,
               gint64  number)
{
  if (number < -COOKIE_JSON_MAX_INTEGER || number > COOKIE_JSON_MAX_INTEGER)
    return fail (self, "JSON.parse () does not read an integer beyond 2⁵³ - 1 exactly");

  g_string_append_printf (self->text, "%" G_GINT64_FORMAT, number);

  return TRUE;
}

/* Finds the least @significand that is read as @number, times ten to the power of the return value.
 * @number is positive.
 */
static int
find_shortest (double   number,
               guint64 *significand)
{
  const gboolean power_of_two = frexp (number, &(int) { 0 }) == 0.5;
  char format[8], printed[G_ASCII_DTOSTR_BUF_SIZE], *end;
  int exponent;

  /* A normal number tells all decimals of 15 digits from each other. */
  for (int n_digits = number < DBL_MIN ? 1 : DBL_DIG; ; n_digits++)
    {
      g_snprintf (format, sizeof format, "%%.%de", n_digits - 1);
      g_ascii_formatd (printed, sizeof printed, format, number);
      exponent = atoi (strchr (printed, 'e') + 1) - (n_digits - 1);

      /* without the point */
      if (n_digits > 1)
        memmove (printed + 1, printed + 2, n_digits - 1);
      printed[n_digits] = '\0';
      *significand = g_ascii_strtoull (printed, &end, 10);

      /* Numbers lie twice as close below a power of two as above it: then the nearest decimal may be
       * read as another number, and the one after it as this one. */
      for (int i = 0; i <= power_of_two; i++, (*significand)++)
        {
          g_snprintf (printed, sizeof printed, "%" G_GUINT64_FORMAT "e%d", *significand, exponent);
          if (g_ascii_strtod (printed, NULL) == number)
            {
              for (; *significand % 10 == 0; exponent++)
                *significand /= 10;
              return exponent;
            }
        }
    }
}

/* Number::toString of ECMA-262, section 6.1.6.1.20 */
static gboolean
write_double (Writer *self,
              double  number)
{
  char digits[24];
  guint64 significand;
  int n_digits, point; /* the digits, and how many of them are before the point */

  if (!isfinite (number))
    return fail (self, "JSON has no infinite number and no NaN");

  if (number == 0)
    {
      g_string_append_c (self->text, '0');
      return TRUE;
    }

  point = find_shortest (fabs (number), &significand);
  n_digits = g_snprintf (digits, sizeof digits, "%" G_GUINT64_FORMAT, significand);
  point += n_digits;

  if (number < 0)
    g_string_append_c (self->text, '-');

  if (point > 21 || point < -5)
    {
      g_string_append_printf (self->text, "%c%s%s", digits[0], n_digits > 1 ? "." : "", digits + 1);
      g_string_append_printf (self->text, "e%+d", point - 1);
    }
  else if (point <= 0)
    {
      g_string_append_printf (self->text, "0.%.*s%s", -point, "00000", digits);
    }
  else if (point < n_digits)
    {
      g_string_append_printf (self->text, "%.*s.%s", point, digits, digits + point);
    }
  else
    {
      g_string_append_printf (self->text, "%s%.*s", digits, point - n_digits, "00000000000000000000");
    }

  return TRUE;
}

static gboolean
write_array (Writer   *self,
             GVariant *value,
             guint     depth)
{
  const gsize n = g_variant_n_children (value);

  g_string_append_c (self->text, '[');

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (value, i);

      if (i > 0)
        g_string_append_c (self->text, ',');
      if (!write_value (self, item, depth))
        return FALSE;
    }

  g_string_append_c (self->text, ']');

  return TRUE;
}

static gboolean
check_names (Writer *self,
             GArray *names)
{
  const CookieJsonName *name = cookie_json_find_duplicate (names);
  g_autofree char *shown = NULL;

  if (name == NULL)
    return TRUE;

  shown = cookie_text_for_message (name->text, strlen (name->text));
  g_set_error (self->error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_VALUE,
               "A dictionary has the key “%s” twice: after %" G_GSIZE_FORMAT " bytes of JSON", shown, name->offset);

  return FALSE;
}

static gboolean
write_object (Writer   *self,
              GVariant *value,
              guint     depth)
{
  const gsize n = g_variant_n_children (value);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (CookieJsonName));

  g_string_append_c (self->text, '{');

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) entry = g_variant_get_child_value (value, i);
      g_autoptr (GVariant) item = g_variant_get_child_value (entry, 1);
      GVariant *key = g_variant_get_child_value (entry, 0);
      CookieJsonName name;
      gsize length;

      if (i > 0)
        g_string_append_c (self->text, ',');

      g_ptr_array_add (keys, key);
      name.text = g_variant_get_string (key, &length);
      name.offset = self->text->len;
      g_array_append_val (names, name);

      if (!write_string (self, name.text, length))
        return FALSE;
      g_string_append_c (self->text, ':');
      if (!write_value (self, item, depth))
        return FALSE;
    }

  g_string_append_c (self->text, '}');

  return check_names (self, names);
}

/* Arrays, tuples and dictionaries */
static gboolean
write_container (Writer   *self,
                 GVariant *value,
                 guint     depth)
{
  const GVariantType *type = g_variant_get_type (value);

  if (depth == COOKIE_JSON_MAX_NESTING)
    return fail (self, "More than " G_STRINGIFY (COOKIE_JSON_MAX_NESTING) " arrays and objects in each other");

  if (g_variant_type_is_subtype_of (type, G_VARIANT_TYPE_DICTIONARY))
    {
      if (strchr ("sog", *g_variant_type_peek_string (g_variant_type_key (g_variant_type_element (type)))) == NULL)
        return fail (self, "The keys of an object of JSON are strings");
      return write_object (self, value, depth + 1);
    }

  /* Bytes could be meant as text, as Base64 or as numbers. */
  if (g_variant_type_equal (type, G_VARIANT_TYPE_BYTESTRING))
    return fail_for_type (self, value);

  return write_array (self, value, depth + 1);
}

static gboolean
write_basic (Writer   *self,
             GVariant *value)
{
  const char *string;
  gsize length;

  switch (g_variant_classify (value))
    {
    case G_VARIANT_CLASS_STRING:
    case G_VARIANT_CLASS_OBJECT_PATH:
    case G_VARIANT_CLASS_SIGNATURE:
      string = g_variant_get_string (value, &length);
      return write_string (self, string, length);

    case G_VARIANT_CLASS_BOOLEAN:
      g_string_append (self->text, g_variant_get_boolean (value) ? "true" : "false");
      return TRUE;

    case G_VARIANT_CLASS_BYTE:
      return write_integer (self, g_variant_get_byte (value));
    case G_VARIANT_CLASS_INT16:
      return write_integer (self, g_variant_get_int16 (value));
    case G_VARIANT_CLASS_UINT16:
      return write_integer (self, g_variant_get_uint16 (value));
    case G_VARIANT_CLASS_INT32:
      return write_integer (self, g_variant_get_int32 (value));
    case G_VARIANT_CLASS_UINT32:
      return write_integer (self, g_variant_get_uint32 (value));
    case G_VARIANT_CLASS_INT64:
      return write_integer (self, g_variant_get_int64 (value));
    case G_VARIANT_CLASS_UINT64:
      return write_integer (self, MIN (g_variant_get_uint64 (value), G_MAXINT64));
    case G_VARIANT_CLASS_DOUBLE:
      return write_double (self, g_variant_get_double (value));

    default: /* handles */
      return fail_for_type (self, value);
    }
}

static gboolean
write_value (Writer   *self,
             GVariant *value,
             guint     depth)
{
  g_autoptr (GVariant) inner = g_variant_ref (value);

  if (!cookie_codec_check_length (self->text->len, self->max_length, self->error))
    return FALSE;

  /* in a loop, as a program may put a variant into a variant without end */
  while (g_variant_is_of_type (inner, G_VARIANT_TYPE_VARIANT) || g_variant_is_of_type (inner, G_VARIANT_TYPE_MAYBE))
    {
      GVariant *outer = inner;

      if (g_variant_n_children (outer) == 0)
        {
          g_string_append (self->text, "null");
          return TRUE;
        }
      inner = g_variant_get_child_value (outer, 0);
      g_variant_unref (outer);
    }

  if (g_variant_type_is_basic (g_variant_get_type (inner)))
    return write_basic (self, inner);
  if (g_variant_is_of_type (inner, G_VARIANT_TYPE_DICT_ENTRY))
    return fail_for_type (self, inner);

  return write_container (self, inner, depth);
}

/* The JSON of @value; gives up where it is longer than @max_length. */
char *
cookie_json_write (GVariant  *value,
                   gsize      max_length,
                   GError   **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Writer self = { text, max_length, error };

  if (!write_value (&self, value, 0))
    return NULL;

  return g_string_free (g_steal_pointer (&text), FALSE);
}
