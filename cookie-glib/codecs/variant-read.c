/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "variant.h"

#include "cookie-error-private.h"

#include <string.h>

/*
 * Reads what cookie-variant-write.c writes, in one pass. The type is known before each value, so
 * that nothing is guessed or tried twice, and recursion is as deep as the type: it is bounded.
 */

/* "-1.7976931348623157e+308", "nan." and 16 digits, and some more */
#define MAX_SCALAR_LENGTH 31

typedef struct {
  const char *text;
  const char *p;
  GError **error;
} Reader;

static GVariant *read_value (Reader             *self,
                             const GVariantType *type,
                             guint               depth);

static gboolean
fail (Reader     *self,
      const char *rule)
{
  cookie_set_error_at (self->error, COOKIE_ERROR_DECODE, rule, self->text, strlen (self->text), self->p - self->text);

  return FALSE;
}

static gboolean
skip (Reader     *self,
      const char *word)
{
  if (!g_str_has_prefix (self->p, word))
    return FALSE;

  self->p += strlen (word);

  return TRUE;
}

static gboolean
expect (Reader     *self,
        const char *word)
{
  g_autofree char *rule = NULL;

  if (skip (self, word))
    return TRUE;

  rule = g_strdup_printf ("“%s” is missing in a value", word);

  return fail (self, rule);
}

/* The bytes between two `'`, escapes undone */
static GBytes *
read_bytes (Reader *self)
{
  const char *end = *self->p == '\'' ? strchr (self->p + 1, '\'') : NULL;
  GBytes *bytes;

  if (end == NULL)
    {
      fail (self, "Text between two ' is missing");
      return NULL;
    }

  bytes = g_uri_unescape_bytes (self->p + 1, end - self->p - 1, NULL, NULL);
  if (bytes == NULL)
    {
      fail (self, "The text between two ' has a “%” without two hexadecimal digits");
      return NULL;
    }

  self->p = end + 1;

  return bytes;
}

static GVariant *
read_byte_string (Reader *self)
{
  g_autoptr (GBytes) bytes = read_bytes (self);

  return bytes != NULL ? g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, bytes, TRUE)) : NULL;
}

static GVariant *
read_string (Reader             *self,
             const GVariantType *type)
{
  const char *start = self->p;
  g_autoptr (GBytes) bytes = read_bytes (self);
  g_autofree char *string = NULL;
  gsize length;

  if (bytes == NULL)
    return NULL;

  length = g_bytes_get_size (bytes);
  string = g_strndup (g_bytes_get_data (bytes, NULL), length);

  if (g_utf8_validate_len (string, length, NULL))
    {
      if (g_variant_type_equal (type, G_VARIANT_TYPE_STRING))
        return g_variant_ref_sink (g_variant_new_take_string (g_steal_pointer (&string)));
      if (g_variant_type_equal (type, G_VARIANT_TYPE_OBJECT_PATH) && g_variant_is_object_path (string))
        return g_variant_ref_sink (g_variant_new_object_path (string));
      if (g_variant_type_equal (type, G_VARIANT_TYPE_SIGNATURE) && g_variant_is_signature (string))
        return g_variant_ref_sink (g_variant_new_signature (string));
    }

  self->p = start;
  fail (self, "The text between two ' is none of its type");

  return NULL;
}

static GVariant *
new_double (const char *digits)
{
  guint64 bits = COOKIE_VARIANT_NAN;
  g_autoptr (GBytes) bytes = NULL;

  if (!g_str_has_prefix (digits, "nan"))
    return g_variant_new_double (g_ascii_strtod (digits, NULL));

  if (digits[3] == '.')
    bits = g_ascii_strtoull (digits + 4, NULL, 16);

  /* A register of the x87 would quieten a signalling NaN. */
  bytes = g_bytes_new (&bits, sizeof bits);

  return g_variant_new_from_bytes (G_VARIANT_TYPE_DOUBLE, bytes, TRUE);
}

/* A value of a type that is neither string nor container, whatever @digits are */
static GVariant *
new_scalar (const GVariantType *type,
            const char         *digits)
{
  switch (*g_variant_type_peek_string (type))
    {
    case 'b':
      return g_variant_new_boolean (g_str_equal (digits, "true"));
    case 'y':
      return g_variant_new_byte (g_ascii_strtoull (digits, NULL, 10));
    case 'n':
      return g_variant_new_int16 (g_ascii_strtoll (digits, NULL, 10));
    case 'q':
      return g_variant_new_uint16 (g_ascii_strtoull (digits, NULL, 10));
    case 'i':
      return g_variant_new_int32 (g_ascii_strtoll (digits, NULL, 10));
    case 'u':
      return g_variant_new_uint32 (g_ascii_strtoull (digits, NULL, 10));
    case 'x':
      return g_variant_new_int64 (g_ascii_strtoll (digits, NULL, 10));
    case 't':
      return g_variant_new_uint64 (g_ascii_strtoull (digits, NULL, 10));
    default:
      return new_double (digits);
    }
}

static gboolean
is_scalar_char (char c)
{
  return g_ascii_isalnum (c) || c == '+' || c == '-' || c == '.';
}

static GVariant *
read_scalar (Reader             *self,
             const GVariantType *type)
{
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GString) again = g_string_new (NULL);
  char digits[MAX_SCALAR_LENGTH + 1];
  gsize length = 0;

  while (length < MAX_SCALAR_LENGTH && is_scalar_char (self->p[length]))
    length++;
  memcpy (digits, self->p, length);
  digits[length] = '\0';
  value = g_variant_ref_sink (new_scalar (type, digits));

  /* What is out of range, or spelled in another way, is written differently. */
  cookie_variant_write_scalar (again, value);
  if (!g_str_equal (digits, again->str))
    {
      fail (self, "A number or boolean of its type is missing");
      return NULL;
    }
  self->p += length;

  return g_steal_pointer (&value);
}

static gboolean
read_child (Reader             *self,
            GVariantBuilder    *builder,
            const GVariantType *type,
            guint               depth)
{
  g_autoptr (GVariant) child = read_value (self, type, depth + 1);

  if (child == NULL)
    return FALSE;

  g_variant_builder_add_value (builder, child);

  return TRUE;
}

static gboolean
read_array (Reader             *self,
            GVariantBuilder    *builder,
            const GVariantType *type,
            guint               depth)
{
  const gboolean is_dictionary = g_variant_type_is_subtype_of (type, G_VARIANT_TYPE_DICTIONARY);
  const char *end = is_dictionary ? "}" : "]";

  if (!expect (self, is_dictionary ? "{" : "["))
    return FALSE;

  if (skip (self, end))
    return TRUE;

  do
    {
      if (!read_child (self, builder, g_variant_type_element (type), depth))
        return FALSE;
    }
  while (skip (self, "|"));

  return expect (self, end);
}

static gboolean
read_tuple (Reader             *self,
            GVariantBuilder    *builder,
            const GVariantType *type,
            guint               depth)
{
  const GVariantType *first = g_variant_type_first (type);

  if (!expect (self, "("))
    return FALSE;

  for (const GVariantType *item = first; item != NULL; item = g_variant_type_next (item))
    {
      if ((item != first && !expect (self, "|")) || !read_child (self, builder, item, depth))
        return FALSE;
    }

  return expect (self, ")");
}

static gboolean
read_variant (Reader          *self,
              GVariantBuilder *builder,
              guint            depth)
{
  g_autoptr (GVariantType) type = NULL;
  gsize offset;

  if (!expect (self, "<"))
    return FALSE;

  offset = self->p - self->text;
  type = cookie_variant_read_type (self->text, &offset, depth + 1, self->error);
  if (type == NULL)
    return FALSE;
  self->p = self->text + offset;

  return read_child (self, builder, type, depth) && expect (self, ">");
}

static gboolean
read_children (Reader             *self,
               GVariantBuilder    *builder,
               const GVariantType *type,
               guint               depth)
{
  switch (*g_variant_type_peek_string (type))
    {
    case 'a':
      return read_array (self, builder, type, depth);

    case '(':
      return read_tuple (self, builder, type, depth);

    case '{':
      return read_child (self, builder, g_variant_type_key (type), depth) &&
             expect (self, ":") &&
             read_child (self, builder, g_variant_type_value (type), depth);

    case 'm':
      return skip (self, "nothing") ||
             (expect (self, "just:") && read_child (self, builder, g_variant_type_element (type), depth));

    default:
      return read_variant (self, builder, depth);
    }
}

static GVariant *
read_value (Reader             *self,
            const GVariantType *type,
            guint               depth)
{
  GVariantBuilder builder;

  if (g_variant_type_equal (type, G_VARIANT_TYPE_BYTESTRING))
    return read_byte_string (self);

  if (g_variant_type_is_basic (type) && strchr ("sog", *g_variant_type_peek_string (type)) != NULL)
    return read_string (self, type);
  if (g_variant_type_is_basic (type))
    return read_scalar (self, type);

  g_variant_builder_init (&builder, type);

  if (!read_children (self, &builder, type, depth))
    {
      g_variant_builder_clear (&builder);
      return NULL;
    }

  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

/* The value of @type, which was checked, that starts @offset bytes into @text and ends it. */
GVariant *
cookie_variant_read (const char          *text,
                     gsize                offset,
                     const GVariantType  *type,
                     GError             **error)
{
  Reader self = { text, text + offset, error };
  g_autoptr (GVariant) value = read_value (&self, type, 0);

  if (value != NULL && *self.p != '\0')
    {
      fail (&self, "Nothing may follow the value");
      return NULL;
    }

  return g_steal_pointer (&value);
}

/* The type and the `:` that start @offset bytes into @text; moves @offset past them. */
GVariantType *
cookie_variant_read_type (const char  *text,
                          gsize       *offset,
                          guint        depth,
                          GError     **error)
{
  Reader self = { text, text + *offset, error };
  g_autoptr (GVariantType) type = NULL;
  const char *end;

  /* No type has a “:”, and a type nests no more than GLib's parser of types allows. */
  if (!g_variant_type_string_scan (self.p, NULL, &end) || *end != ':' ||
      !g_variant_type_is_definite ((const GVariantType *) self.p))
    {
      fail (&self, "A type and “:” are missing");
      return NULL;
    }

  type = g_variant_type_copy ((const GVariantType *) self.p);
  if (!cookie_variant_check_type (type, depth, COOKIE_ERROR_DECODE, error))
    return NULL;

  *offset = end + 1 - text;

  return g_steal_pointer (&type);
}
