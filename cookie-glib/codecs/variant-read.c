/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "variant.h"

#include "cookie-error-private.h"

#include <string.h>

/*
 * Reads what variant-write.c writes, in one pass. The type is known before each value, so that nothing
 * is guessed or tried twice, and recursion is as deep as the type: it is bounded.
 *
 * What is read is appended to bytes in the serialised form (the GVariant specification, section 2).
 * They are at most four times as long as the text, where a tree of GVariants takes a hundred times the
 * memory of a short text such as `[1|2|3]`.
 */

/* "-1.7976931348623157e+308", "nan." and 16 digits, and some more */
#define MAX_SCALAR_LENGTH 31

typedef struct {
  const char *text;
  const char *p;
  GString *bytes;
  GError **error;
} Reader;

static gboolean read_value (Reader             *self,
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

static gboolean
read_byte_string (Reader *self)
{
  g_autoptr (GBytes) bytes = read_bytes (self);
  gsize length;
  const char *data;

  if (bytes == NULL)
    return FALSE;

  data = g_bytes_get_data (bytes, &length);
  g_string_append_len (self->bytes, data, length);

  return TRUE;
}

static gboolean
read_string (Reader *self,
             char    kind)
{
  const char *start = self->p;
  g_autoptr (GBytes) bytes = read_bytes (self);
  g_autofree char *string = NULL;
  gsize length;

  if (bytes == NULL)
    return FALSE;

  length = g_bytes_get_size (bytes);
  string = g_strndup (g_bytes_get_data (bytes, NULL), length);

  if (!g_utf8_validate_len (string, length, NULL) ||
      (kind == 'o' && !g_variant_is_object_path (string)) ||
      (kind == 'g' && !g_variant_is_signature (string)))
    {
      self->p = start;
      return fail (self, "The text between two ' is none of its type");
    }

  g_string_append_len (self->bytes, string, length + 1);

  return TRUE;
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

static gboolean
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
    return fail (self, "A number or boolean of its type is missing");

  self->p += length;
  g_string_append_len (self->bytes, g_variant_get_data (value), g_variant_get_size (value));

  return TRUE;
}

/* Appends zeros up to the next multiple of @alignment. */
static void
pad (Reader *self,
     gsize   alignment)
{
  while (self->bytes->len % alignment != 0)
    g_string_append_c (self->bytes, '\0');
}

/* Appends where the items of the container end that starts at @start. All offsets have the same size, the
 * smallest that can hold the size of the container.
 */
static void
append_offsets (Reader       *self,
                gsize         start,
                const GArray *ends,
                gboolean      reversed)
{
  const gsize body_size = self->bytes->len - start;
  gsize size = 1;

  while (size < sizeof (guint64) && (body_size + ends->len * size) >> (8 * size) != 0)
    size *= 2;

  for (guint i = 0; i < ends->len; i++)
    {
      const guint64 end = GUINT64_TO_LE (g_array_index (ends, gsize, reversed ? ends->len - 1 - i : i));

      g_string_append_len (self->bytes, (const char *) &end, size);
    }
}

static gboolean
read_child (Reader             *self,
            const GVariantType *type,
            guint               depth)
{
  pad (self, cookie_variant_get_layout (type).alignment);

  return read_value (self, type, depth + 1);
}

static gboolean
read_array (Reader             *self,
            const GVariantType *type,
            guint               depth)
{
  const GVariantType *element = g_variant_type_element (type);
  const gboolean is_dictionary = g_variant_type_is_subtype_of (type, G_VARIANT_TYPE_DICTIONARY);
  const gboolean has_offsets = cookie_variant_get_layout (element).size == 0;
  const char *end_word = is_dictionary ? "}" : "]";
  const gsize start = self->bytes->len;
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (gsize));

  if (!expect (self, is_dictionary ? "{" : "["))
    return FALSE;

  if (skip (self, end_word))
    return TRUE;

  do
    {
      gsize end;

      if (!read_child (self, element, depth))
        return FALSE;

      end = self->bytes->len - start;
      if (has_offsets)
        g_array_append_val (ends, end);
    }
  while (skip (self, "|"));

  append_offsets (self, start, ends, FALSE);

  return expect (self, end_word);
}

/* The members of a tuple or of a dictionary entry */
static gboolean
read_members (Reader             *self,
              const GVariantType *type,
              const char         *separator,
              guint               depth)
{
  const GVariantType *first = g_variant_type_first (type);
  const gsize size = cookie_variant_get_layout (type).size;
  const gsize start = self->bytes->len;
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (const GVariantType *item = first; item != NULL; item = g_variant_type_next (item))
    {
      gsize end;

      if ((item != first && !expect (self, separator)) || !read_child (self, item, depth))
        return FALSE;

      end = self->bytes->len - start;
      if (cookie_variant_get_layout (item).size == 0 && g_variant_type_next (item) != NULL)
        g_array_append_val (ends, end);
    }

  while (self->bytes->len - start < size)
    g_string_append_c (self->bytes, '\0');
  append_offsets (self, start, ends, TRUE);

  return TRUE;
}

static gboolean
read_maybe (Reader             *self,
            const GVariantType *element,
            guint               depth)
{
  if (skip (self, "nothing"))
    return TRUE;

  if (!expect (self, "just:") || !read_child (self, element, depth))
    return FALSE;

  if (cookie_variant_get_layout (element).size == 0)
    g_string_append_c (self->bytes, '\0');

  return TRUE;
}

static gboolean
read_variant (Reader *self,
              guint   depth)
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

  if (!read_child (self, type, depth))
    return FALSE;

  g_string_append_c (self->bytes, '\0');
  g_string_append_len (self->bytes, g_variant_type_peek_string (type), g_variant_type_get_string_length (type));

  return expect (self, ">");
}

static gboolean
read_value (Reader             *self,
            const GVariantType *type,
            guint               depth)
{
  const char kind = *g_variant_type_peek_string (type);

  if (g_variant_type_equal (type, G_VARIANT_TYPE_BYTESTRING))
    return read_byte_string (self);

  switch (kind)
    {
    case 's':
    case 'o':
    case 'g':
      return read_string (self, kind);

    case 'a':
      return read_array (self, type, depth);

    case '(':
      return expect (self, "(") && read_members (self, type, "|", depth) && expect (self, ")");

    case '{':
      return read_members (self, type, ":", depth);

    case 'm':
      return read_maybe (self, g_variant_type_element (type), depth);

    case 'v':
      return read_variant (self, depth);

    default:
      return read_scalar (self, type);
    }
}

/* The value of @type, which was checked, that starts @offset bytes into @text and ends it. */
GVariant *
cookie_variant_read (const char          *text,
                     gsize                offset,
                     const GVariantType  *type,
                     GError             **error)
{
  g_autoptr (GString) bytes = g_string_new (NULL);
  Reader self = { .text = text, .p = text + offset, .bytes = bytes, .error = error };
  g_autoptr (GBytes) exact = NULL;
  gsize length;

  if (!read_value (&self, type, 0))
    return NULL;

  if (*self.p != '\0')
    {
      fail (&self, "Nothing may follow the value");
      return NULL;
    }

  /* Without the room that the string has for more, and not NULL where there is nothing: lgi needs that. */
  length = bytes->len;
  exact = g_bytes_new_take (g_realloc (g_string_free (g_steal_pointer (&bytes), FALSE), length + 1), length);

  return g_variant_ref_sink (g_variant_new_from_bytes (type, exact, TRUE));
}

/* The type and the `:` that start @offset bytes into @text; moves @offset past them. */
GVariantType *
cookie_variant_read_type (const char  *text,
                          gsize       *offset,
                          guint        depth,
                          GError     **error)
{
  Reader self = { .text = text, .p = text + *offset, .error = error };
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
