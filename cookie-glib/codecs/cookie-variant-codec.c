/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-variant-codec.h"

#include "cookie-codec-private.h"
#include "cookie-error-private.h"
#include "variant.h"
#include "core/base64.h"

#include <string.h>

/**
 * CookieVariantCodec:
 *
 * Any [struct@GLib.Variant] but those with handles, as text and back, exactly.
 *
 * The text starts with the type of the value and `:`, unless
 * [property@Cookie.VariantCodec:variant-type] says which it is:
 *
 * | value, as GLib prints it | as `TEXT` | as `BINARY` |
 * |---|---|---|
 * | `7` | `i:7` | `i:BwAAAA` |
 * | `'Ann Lee'` | `s:'Ann%20Lee'` | `s:QW5uIExlZQA` |
 * | `{'n': <uint32 7>}` | `a{sv}:{'n':<u:7>}` | `a{sv}:bgAAAAAAAAAHAAAAAHUCDw` |
 *
 * Both are cookie-octets alone, and the codec writes one text for a value. It reads no
 * other, but for strings and bytes in `TEXT`, in which any character can be escaped or,
 * if a header field can hold it, not be escaped.
 *
 * Nothing but plain data comes out of a text, whoever wrote it. What is longer
 * than [property@Cookie.VariantCodec:max-length] is refused before it is looked
 * at. A type is at most 255 characters long, and a value nests at most 16
 * containers. The time that it takes to read a text grows linearly with the
 * length of the text, and so does the memory: a value takes at most four bytes
 * for each byte of its text, and 16 while it is decoded, besides about 1 KiB. With the
 * default `max-length`, these are 16 and 64 KiB.
 *
 * ```c
 * GVariant *value = g_variant_new ("(su)", "fig", 3);
 * g_autoptr (CookieCodec) codec = NULL;
 * g_autofree char *text = NULL;
 *
 * codec = COOKIE_CODEC (cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_TEXT,
 *                                                 G_VARIANT_TYPE ("(su)")));
 * text = cookie_codec_encode (codec, "basket", value, NULL);
 * g_print ("%s\n", text);
 * // ('fig'|3)
 * ```
 *
 * Since: 1.0
 */
struct _CookieVariantCodec
{
  GObject parent_instance;

  CookieVariantFormat format;
  GVariantType *variant_type;
  guint max_length;
};

enum {
  PROP_0,
  PROP_FORMAT,
  PROP_VARIANT_TYPE,
  PROP_MAX_LENGTH,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void codec_iface_init (CookieCodecInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CookieVariantCodec, cookie_variant_codec, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COOKIE_TYPE_CODEC, codec_iface_init))

/* The bytes of a value in this order, whatever machine reads or writes them */
static GVariant *
little_endian (GVariant *value)
{
  return G_BYTE_ORDER == G_LITTLE_ENDIAN ? g_variant_ref (value) : g_variant_byteswap (value);
}

static gboolean
write_binary (GString   *text,
              GVariant  *value,
              gsize      max_length,
              GError   **error)
{
  const gsize length = g_variant_get_size (value);
  g_autoptr (GVariant) ordered = NULL;
  g_autofree char *encoded = NULL;

  /* Before the bytes are swapped: that brings a value into normal form. */
  if (!cookie_codec_check_length (length, max_length, error) ||
      !cookie_variant_check (g_variant_get_type (value), g_variant_get_data (value), length,
                             COOKIE_ERROR_ILLEGAL_VALUE, error))
    return FALSE;

  ordered = little_endian (value);
  encoded = cookie_base64_encode (g_variant_get_data (ordered), length);
  g_string_append (text, encoded);

  return TRUE;
}

static GVariant *
read_binary (const char          *text,
             gsize                offset,
             const GVariantType  *type,
             GError             **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GVariant) value = NULL;
  guint8 *data;
  gsize length;

  data = cookie_base64_decode (text + offset, strlen (text + offset), &length);
  if (data == NULL)
    {
      cookie_set_error_at (error, COOKIE_ERROR_DECODE, "Not in base64url", text, strlen (text), offset);
      return NULL;
    }

  bytes = g_bytes_new_take (data, length);
  if (!cookie_variant_check (type, data, length, COOKIE_ERROR_DECODE, error))
    return NULL;

  value = g_variant_ref_sink (g_variant_new_from_bytes (type, bytes, FALSE));

  /* GLib reads quickly, from then on, what it has found to be in normal form itself. */
  if (!g_variant_is_normal_form (value))
    {
      cookie_set_error_at (error, COOKIE_ERROR_DECODE, "Not in normal form", text, strlen (text), offset);
      return NULL;
    }

  return little_endian (value);
}

static char *
cookie_variant_codec_encode (CookieCodec  *codec,
                             const char   *name,
                             GVariant     *value,
                             GError      **error)
{
  CookieVariantCodec *self = COOKIE_VARIANT_CODEC (codec);
  const GVariantType *type = g_variant_get_type (value);
  g_autoptr (GString) text = g_string_new (NULL);

  if (!cookie_variant_check_type (type, 0, COOKIE_ERROR_ILLEGAL_VALUE, error))
    return NULL;

  if (self->variant_type == NULL)
    g_string_append_printf (text, "%s:", g_variant_get_type_string (value));
  else if (!g_variant_type_equal (type, self->variant_type))
    {
      g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_VALUE,
                   "The value is of type “%s”: “%.*s” is asked for",
                   g_variant_get_type_string (value),
                   (int) g_variant_type_get_string_length (self->variant_type),
                   g_variant_type_peek_string (self->variant_type));
      return NULL;
    }

  if (self->format == COOKIE_VARIANT_FORMAT_BINARY
      ? !write_binary (text, value, self->max_length, error)
      : !cookie_variant_write (text, value, self->max_length, error))
    return NULL;

  if (!cookie_codec_check_length (text->len, self->max_length, error))
    return NULL;

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GVariant *
cookie_variant_codec_decode (CookieCodec  *codec,
                             const char   *name,
                             const char   *coded_value,
                             GError      **error)
{
  CookieVariantCodec *self = COOKIE_VARIANT_CODEC (codec);
  g_autoptr (GVariantType) type = NULL;
  gsize offset = 0;

  if (!cookie_codec_check_length (strlen (coded_value), self->max_length, error))
    return NULL;

  if (self->variant_type == NULL)
    type = cookie_variant_read_type (coded_value, &offset, 0, error);
  else if (cookie_variant_check_type (self->variant_type, 0, COOKIE_ERROR_DECODE, error))
    type = g_variant_type_copy (self->variant_type);

  if (type == NULL)
    return NULL;

  if (self->format == COOKIE_VARIANT_FORMAT_BINARY)
    return read_binary (coded_value, offset, type, error);

  return cookie_variant_read (coded_value, offset, type, error);
}

static const GVariantType *
cookie_variant_codec_get_value_type (CookieCodec *codec)
{
  return COOKIE_VARIANT_CODEC (codec)->variant_type;
}

static void
codec_iface_init (CookieCodecInterface *iface)
{
  iface->encode = cookie_variant_codec_encode;
  iface->decode = cookie_variant_codec_decode;
  iface->get_value_type = cookie_variant_codec_get_value_type;
}

static void
cookie_variant_codec_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  CookieVariantCodec *self = COOKIE_VARIANT_CODEC (object);

  switch (prop_id)
    {
    case PROP_FORMAT:
      g_value_set_enum (value, cookie_variant_codec_get_format (self));
      break;
    case PROP_VARIANT_TYPE:
      g_value_set_boxed (value, cookie_variant_codec_get_variant_type (self));
      break;
    case PROP_MAX_LENGTH:
      g_value_set_uint (value, cookie_variant_codec_get_max_length (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cookie_variant_codec_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  CookieVariantCodec *self = COOKIE_VARIANT_CODEC (object);
  const GVariantType *type;

  switch (prop_id)
    {
    case PROP_FORMAT:
      self->format = g_value_get_enum (value);
      break;
    case PROP_VARIANT_TYPE:
      type = g_value_get_boxed (value);
      g_return_if_fail (type == NULL || g_variant_type_is_definite (type));
      self->variant_type = type != NULL ? g_variant_type_copy (type) : NULL;
      break;
    case PROP_MAX_LENGTH:
      self->max_length = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cookie_variant_codec_finalize (GObject *object)
{
  CookieVariantCodec *self = COOKIE_VARIANT_CODEC (object);

  g_clear_pointer (&self->variant_type, g_variant_type_free);

  G_OBJECT_CLASS (cookie_variant_codec_parent_class)->finalize (object);
}

static void
cookie_variant_codec_class_init (CookieVariantCodecClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cookie_variant_codec_get_property;
  object_class->set_property = cookie_variant_codec_set_property;
  object_class->finalize = cookie_variant_codec_finalize;

  /**
   * CookieVariantCodec:format: (getter get_format)
   *
   * The format of the text. The default is `COOKIE_VARIANT_FORMAT_TEXT`.
   *
   * Since: 1.0
   */
  props[PROP_FORMAT] =
    g_param_spec_enum ("format", NULL, NULL,
                       COOKIE_TYPE_VARIANT_FORMAT, COOKIE_VARIANT_FORMAT_TEXT, flags);

  /**
   * CookieVariantCodec:variant-type: (getter get_variant_type)
   *
   * The type of all values, a definite one, or `NULL` for values of any type.
   *
   * With a type, the text has none.
   *
   * Since: 1.0
   */
  props[PROP_VARIANT_TYPE] =
    g_param_spec_boxed ("variant-type", NULL, NULL, G_TYPE_VARIANT_TYPE, flags);

  /**
   * CookieVariantCodec:max-length: (getter get_max_length)
   *
   * The maximum length of a coded value, in bytes. The default is 4096.
   *
   * Since: 1.0
   */
  props[PROP_MAX_LENGTH] =
    g_param_spec_uint ("max-length", NULL, NULL, 0, G_MAXUINT, COOKIE_CODEC_MAX_LENGTH, flags);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
cookie_variant_codec_init (CookieVariantCodec *self)
{
}

/**
 * cookie_variant_codec_new:
 * @format: the format of the text
 * @variant_type: (nullable): the type of all values, a definite one; `NULL` for
 *   values of any type
 *
 * Creates a codec for values of one type, or of any.
 *
 * Returns: (transfer full): a new codec
 *
 * Since: 1.0
 */
CookieVariantCodec *
cookie_variant_codec_new (CookieVariantFormat  format,
                          const GVariantType  *variant_type)
{
  return g_object_new (COOKIE_TYPE_VARIANT_CODEC,
                       "format", format,
                       "variant-type", variant_type,
                       NULL);
}

/**
 * cookie_variant_codec_get_format:
 * @self: a codec
 *
 * Gets the format of the text.
 *
 * Returns: the format
 *
 * Since: 1.0
 */
CookieVariantFormat
cookie_variant_codec_get_format (CookieVariantCodec *self)
{
  g_return_val_if_fail (COOKIE_IS_VARIANT_CODEC (self), COOKIE_VARIANT_FORMAT_TEXT);

  return self->format;
}

/**
 * cookie_variant_codec_get_variant_type:
 * @self: a codec
 *
 * Gets the type of all values.
 *
 * Returns: (transfer none) (nullable): the type; `NULL` if values can have any type
 *
 * Since: 1.0
 */
const GVariantType *
cookie_variant_codec_get_variant_type (CookieVariantCodec *self)
{
  g_return_val_if_fail (COOKIE_IS_VARIANT_CODEC (self), NULL);

  return self->variant_type;
}

/**
 * cookie_variant_codec_get_max_length:
 * @self: a codec
 *
 * Gets the maximum length of a coded value.
 *
 * A longer one is neither written nor read: `COOKIE_ERROR_LIMIT` is set.
 *
 * Returns: the length, in bytes
 *
 * Since: 1.0
 */
guint
cookie_variant_codec_get_max_length (CookieVariantCodec *self)
{
  g_return_val_if_fail (COOKIE_IS_VARIANT_CODEC (self), 0);

  return self->max_length;
}
