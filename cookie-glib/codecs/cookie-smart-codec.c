/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-smart-codec.h"

#include "cookie-codec-private.h"
#include "cookie-string-codec.h"
#include "cookie-variant-codec.h"

/* A value that is not a string. No name can hold it, so that a string with it is put between quotes. */
#define MARK '@'

/**
 * CookieSmartCodec:
 *
 * A codec for values of any type that sends strings without a type.
 *
 * Strings are sent as [class@Cookie.StringCodec] sends them. Other values are sent
 * as [class@Cookie.VariantCodec] sends them, after a `@`.
 *
 * | value, as GLib prints it | text |
 * |---|---|
 * | `'seven'` | `seven` |
 * | `'none for you'` | `"none for you"` |
 * | `7` | <code>&#64;i:7</code> |
 * | <code>'&#64;i:7'</code> | <code>"&#64;i:7"</code> |
 *
 * Every value is read back unchanged: a string that starts with `@` is sent between
 * quotes.
 *
 * Decoding makes plain data only, whoever wrote the text; but the writer of the text
 * chooses the type of the value.
 *
 * ```c
 * g_autoptr (CookieCodec) codec = COOKIE_CODEC (cookie_smart_codec_new ());
 * g_autoptr (GVariant) value = NULL;
 *
 * value = cookie_codec_decode (codec, "visits", "@i:7", NULL);
 * g_print ("%d\n", g_variant_get_int32 (value));
 * // 7
 * ```
 *
 * Since: 1.0
 */
struct _CookieSmartCodec
{
  GObject parent_instance;

  CookieCodec *string_codec;
  CookieCodec *variant_codec;
  guint max_length;
};

enum {
  PROP_0,
  PROP_MAX_LENGTH,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void codec_iface_init (CookieCodecInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CookieSmartCodec, cookie_smart_codec, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COOKIE_TYPE_CODEC, codec_iface_init))

static char *
cookie_smart_codec_encode (CookieCodec  *codec,
                           const char   *name,
                           GVariant     *value,
                           GError      **error)
{
  CookieSmartCodec *self = COOKIE_SMART_CODEC (codec);
  g_autofree char *text = NULL;

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return cookie_codec_encode (self->string_codec, name, value, error);

  text = cookie_codec_encode (self->variant_codec, name, value, error);

  return text != NULL ? g_strdup_printf ("%c%s", MARK, text) : NULL;
}

static GVariant *
cookie_smart_codec_decode (CookieCodec  *codec,
                           const char   *name,
                           const char   *coded_value,
                           GError      **error)
{
  CookieSmartCodec *self = COOKIE_SMART_CODEC (codec);

  if (coded_value[0] == MARK)
    return cookie_codec_decode (self->variant_codec, name, coded_value + 1, error);

  return cookie_codec_decode (self->string_codec, name, coded_value, error);
}

static void
codec_iface_init (CookieCodecInterface *iface)
{
  iface->encode = cookie_smart_codec_encode;
  iface->decode = cookie_smart_codec_decode;
}

static void
cookie_smart_codec_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  CookieSmartCodec *self = COOKIE_SMART_CODEC (object);

  switch (prop_id)
    {
    case PROP_MAX_LENGTH:
      g_value_set_uint (value, cookie_smart_codec_get_max_length (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cookie_smart_codec_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  CookieSmartCodec *self = COOKIE_SMART_CODEC (object);

  switch (prop_id)
    {
    case PROP_MAX_LENGTH:
      self->max_length = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cookie_smart_codec_constructed (GObject *object)
{
  CookieSmartCodec *self = COOKIE_SMART_CODEC (object);

  G_OBJECT_CLASS (cookie_smart_codec_parent_class)->constructed (object);

  self->string_codec = COOKIE_CODEC (cookie_string_codec_new ());
  self->variant_codec = g_object_new (COOKIE_TYPE_VARIANT_CODEC, "max-length", self->max_length, NULL);
}

static void
cookie_smart_codec_finalize (GObject *object)
{
  CookieSmartCodec *self = COOKIE_SMART_CODEC (object);

  g_clear_object (&self->string_codec);
  g_clear_object (&self->variant_codec);

  G_OBJECT_CLASS (cookie_smart_codec_parent_class)->finalize (object);
}

static void
cookie_smart_codec_class_init (CookieSmartCodecClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cookie_smart_codec_get_property;
  object_class->set_property = cookie_smart_codec_set_property;
  object_class->constructed = cookie_smart_codec_constructed;
  object_class->finalize = cookie_smart_codec_finalize;

  /**
   * CookieSmartCodec:max-length: (getter get_max_length)
   *
   * The maximum length of the text of a value that is not a string, in bytes, without
   * the `@`. The default is 4096.
   *
   * Since: 1.0
   */
  props[PROP_MAX_LENGTH] =
    g_param_spec_uint ("max-length", NULL, NULL,
                       0, G_MAXUINT, COOKIE_CODEC_MAX_LENGTH,
                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
cookie_smart_codec_init (CookieSmartCodec *self)
{
}

/**
 * cookie_smart_codec_new:
 *
 * Creates a codec for values of any type that sends strings without a type.
 *
 * Returns: (transfer full): a new codec
 *
 * Since: 1.0
 */
CookieSmartCodec *
cookie_smart_codec_new (void)
{
  return g_object_new (COOKIE_TYPE_SMART_CODEC, NULL);
}

/**
 * cookie_smart_codec_get_max_length:
 * @self: a codec
 *
 * Gets the maximum length of the text of a value that is not a string.
 *
 * A longer one is neither written nor read: `COOKIE_ERROR_LIMIT` is set.
 *
 * Returns: the length, in bytes
 *
 * Since: 1.0
 */
guint
cookie_smart_codec_get_max_length (CookieSmartCodec *self)
{
  g_return_val_if_fail (COOKIE_IS_SMART_CODEC (self), 0);

  return self->max_length;
}
