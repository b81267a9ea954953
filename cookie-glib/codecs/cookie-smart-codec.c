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
 * Strings as a [class@Cookie.StringCodec] sends them, and values of every other
 * type as a [class@Cookie.VariantCodec] does, marked by an `@`.
 *
 * | value, as GLib prints it | text |
 * |---|---|
 * | `'seven'` | `seven` |
 * | `'none for you'` | `"none for you"` |
 * | `7` | `@i:7` |
 * | `'@i:7'` | `"@i:7"` |
 *
 * Every value comes back as what it was: as the last row shows, a string that could
 * be taken for another value is one of those that travel between quotes.
 *
 * Nothing but plain data comes out of a text, whoever wrote it; but who writes
 * the text chooses the type of the value.
 *
 * Since: 1.0
 */
struct _CookieSmartCodec
{
  GObject parent_instance;

  CookieCodec *string_codec;
  CookieCodec *variant_codec;
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
                           const char   *key,
                           GVariant     *value,
                           GError      **error)
{
  CookieSmartCodec *self = COOKIE_SMART_CODEC (codec);
  g_autofree char *text = NULL;

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return cookie_codec_encode (self->string_codec, key, value, error);

  text = cookie_codec_encode (self->variant_codec, key, value, error);

  return text != NULL ? g_strdup_printf ("%c%s", MARK, text) : NULL;
}

static GVariant *
cookie_smart_codec_decode (CookieCodec  *codec,
                           const char   *key,
                           const char   *text,
                           GError      **error)
{
  CookieSmartCodec *self = COOKIE_SMART_CODEC (codec);

  if (text[0] == MARK)
    return cookie_codec_decode (self->variant_codec, key, text + 1, error);

  return cookie_codec_decode (self->string_codec, key, text, error);
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
      cookie_smart_codec_set_max_length (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
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
  object_class->finalize = cookie_smart_codec_finalize;

  /**
   * CookieSmartCodec:max-length:
   *
   * How long the text of a value that is not a string may be, in bytes, without
   * the `@`.
   *
   * Since: 1.0
   */
  props[PROP_MAX_LENGTH] =
    g_param_spec_uint ("max-length", NULL, NULL,
                       0, G_MAXUINT, COOKIE_CODEC_MAX_LENGTH,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
cookie_smart_codec_init (CookieSmartCodec *self)
{
  self->string_codec = cookie_string_codec_new ();
  self->variant_codec = cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_TEXT, NULL);
}

/**
 * cookie_smart_codec_new:
 *
 * Creates a codec that sends strings plainly and other values with their type.
 *
 * Returns: (transfer full) (type CookieSmartCodec): a new codec
 *
 * Since: 1.0
 */
CookieCodec *
cookie_smart_codec_new (void)
{
  return g_object_new (COOKIE_TYPE_SMART_CODEC, NULL);
}

/**
 * cookie_smart_codec_get_max_length:
 * @self: a codec
 *
 * Gets how long the text of a value that is not a string may be.
 *
 * Returns: the length, in bytes
 *
 * Since: 1.0
 */
guint
cookie_smart_codec_get_max_length (CookieSmartCodec *self)
{
  g_return_val_if_fail (COOKIE_IS_SMART_CODEC (self), 0);

  return cookie_variant_codec_get_max_length (COOKIE_VARIANT_CODEC (self->variant_codec));
}

/**
 * cookie_smart_codec_set_max_length:
 * @self: a codec
 * @max_length: the length, in bytes
 *
 * Sets how long the text of a value that is not a string may be: a longer one is
 * neither written nor read, and `COOKIE_ERROR_LIMIT` is set.
 *
 * Since: 1.0
 */
void
cookie_smart_codec_set_max_length (CookieSmartCodec *self,
                                   guint             max_length)
{
  g_return_if_fail (COOKIE_IS_SMART_CODEC (self));

  if (cookie_smart_codec_get_max_length (self) == max_length)
    return;

  cookie_variant_codec_set_max_length (COOKIE_VARIANT_CODEC (self->variant_codec), max_length);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MAX_LENGTH]);
}
