/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "variant.h"

#include "cookie-codec-private.h"
#include "core/chars.h"

/*
 * The readable form of a value, which is made of cookie-octets alone:
 *
 *   true -7 0.1 inf nan    a boolean, a number
 *   'Ann%20Lee'            a string, an object path, a signature, an array of bytes
 *   [1|2|3]                an array
 *   'a':1                  a dictionary entry
 *   {'a':1|'b':2}          an array of these
 *   (1|'a')                a tuple
 *   nothing  just:7        a maybe
 *   <i:7>                  a variant: type and value
 *
 * In strings, what is no cookie-octet (6265bis, section 4.1.1), `'` and `%` are `%` and two
 * hexadecimal digits, as in a URI.
 */

typedef struct {
  GString *text;
  gsize max_length;
  GError **error;
} Writer;

static gboolean write_value (Writer   *self,
                             GVariant *value,
                             guint     depth);

static void
write_bytes (Writer       *self,
             const guint8 *data,
             gsize         length)
{
  g_string_append_c (self->text, '\'');

  for (gsize i = 0; i < length; i++)
    {
      if (cookie_char_is (data[i], COOKIE_CHAR_OCTET) && data[i] != '\'' && data[i] != '%')
        g_string_append_c (self->text, data[i]);
      else
        g_string_append_printf (self->text, "%%%02X", data[i]);
    }

  g_string_append_c (self->text, '\'');
}

static gboolean
write_children (Writer   *self,
                GVariant *value,
                guint     depth,
                char      separator)
{
  const gsize n = g_variant_n_children (value);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (value, i);

      if (i > 0)
        g_string_append_c (self->text, separator);

      if (!write_value (self, child, depth + 1))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_between (Writer     *self,
               GVariant   *value,
               guint       depth,
               char        separator,
               const char *brackets)
{
  g_string_append_c (self->text, brackets[0]);

  if (!write_children (self, value, depth, separator))
    return FALSE;

  g_string_append_c (self->text, brackets[1]);

  return TRUE;
}

static gboolean
write_variant (Writer   *self,
               GVariant *value,
               guint     depth)
{
  g_autoptr (GVariant) child = g_variant_get_variant (value);

  if (!cookie_variant_check_type (g_variant_get_type (child), depth + 1, COOKIE_ERROR_ILLEGAL_VALUE, self->error))
    return FALSE;

  g_string_append_printf (self->text, "<%s:", g_variant_get_type_string (child));

  if (!write_value (self, child, depth + 1))
    return FALSE;

  g_string_append_c (self->text, '>');

  return TRUE;
}

static gboolean
write_value (Writer   *self,
             GVariant *value,
             guint     depth)
{
  const char *string;
  const guint8 *bytes;
  gsize length;

  if (!cookie_codec_check_length (self->text->len, self->max_length, self->error))
    return FALSE;

  switch (g_variant_classify (value))
    {
    case G_VARIANT_CLASS_STRING:
    case G_VARIANT_CLASS_OBJECT_PATH:
    case G_VARIANT_CLASS_SIGNATURE:
      string = g_variant_get_string (value, &length);
      write_bytes (self, (const guint8 *) string, length);
      return TRUE;

    case G_VARIANT_CLASS_ARRAY:
      if (g_variant_is_of_type (value, G_VARIANT_TYPE_BYTESTRING))
        {
          bytes = g_variant_get_fixed_array (value, &length, 1);
          write_bytes (self, bytes, length);
          return TRUE;
        }

      /* the brackets of dictionary entries are those of their array */
      if (g_variant_is_of_type (value, G_VARIANT_TYPE_DICTIONARY))
        return write_between (self, value, depth, '|', "{}");

      return write_between (self, value, depth, '|', "[]");

    case G_VARIANT_CLASS_TUPLE:
      return write_between (self, value, depth, '|', "()");

    case G_VARIANT_CLASS_DICT_ENTRY:
      return write_children (self, value, depth, ':');

    case G_VARIANT_CLASS_MAYBE:
      g_string_append (self->text, g_variant_n_children (value) > 0 ? "just:" : "nothing");
      return write_children (self, value, depth, '\0');

    case G_VARIANT_CLASS_VARIANT:
      return write_variant (self, value, depth);

    default:
      cookie_variant_write_scalar (self->text, value);
      return TRUE;
    }
}

/* Appends @value, whose type was checked, to @text; gives up where that is longer than @max_length. */
gboolean
cookie_variant_write (GString   *text,
                      GVariant  *value,
                      gsize      max_length,
                      GError   **error)
{
  Writer self = { text, max_length, error };

  return write_value (&self, value, 0);
}

/* The shortest digits that read back as the same number; a NaN but the usual one has its bits. */
static void
write_double (GString  *text,
              GVariant *value)
{
  static const char formats[][6] = { "%.15g", "%.16g", "%.17g" };
  const double number = g_variant_get_double (value);
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  guint64 bits;

  if (number != number)
    {
      g_variant_store (value, &bits);
      g_string_append (text, "nan");
      if (bits != COOKIE_VARIANT_NAN)
        g_string_append_printf (text, ".%016" G_GINT64_MODIFIER "x", bits);
      return;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (buffer, sizeof buffer, formats[i], number);
      if (g_ascii_strtod (buffer, NULL) == number)
        break;
    }

  g_string_append (text, buffer);
}

/* Appends @value, a boolean or a number. */
void
cookie_variant_write_scalar (GString  *text,
                             GVariant *value)
{
  g_autofree char *printed = NULL;

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE))
    {
      write_double (text, value);
    }
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_BYTE))
    {
      g_string_append_printf (text, "%u", g_variant_get_byte (value));
    }
  else
    {
      printed = g_variant_print (value, FALSE);
      g_string_append (text, printed);
    }
}
