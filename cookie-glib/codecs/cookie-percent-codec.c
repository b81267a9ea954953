/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-percent-codec.h"

#include "percent.h"

/**
 * CookiePercentCodec:
 *
 * A codec for strings that the script of a page reads and writes as well.
 *
 * The text is that of `encodeURIComponent ()` and `decodeURIComponent ()` of
 * JavaScript: `Ann & Bob; é` is sent as `Ann%20%26%20Bob%3B%20%C3%A9`. A value of
 * another type is sent as [method@GLib.Variant.print] prints it, and is read as a
 * string.
 *
 * ```c
 * g_autoptr (CookieCodec) codec = COOKIE_CODEC (cookie_percent_codec_new ());
 * g_autofree char *text = NULL;
 *
 * text = cookie_codec_encode (codec, "theme",
 *                             g_variant_new_string ("dark; blue"), NULL);
 * g_print ("%s\n", text);
 * // dark%3B%20blue
 * ```
 *
 * Since: 1.0
 */
struct _CookiePercentCodec
{
  GObject parent_instance;
};

static void codec_iface_init (CookieCodecInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CookiePercentCodec, cookie_percent_codec, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COOKIE_TYPE_CODEC, codec_iface_init))

static char *
cookie_percent_codec_encode (CookieCodec  *codec,
                             const char   *name,
                             GVariant     *value,
                             GError      **error)
{
  g_autofree char *printed = NULL;

  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    printed = g_variant_print (value, FALSE);

  return cookie_percent_encode (printed != NULL ? printed : g_variant_get_string (value, NULL));
}

static GVariant *
cookie_percent_codec_decode (CookieCodec  *codec,
                             const char   *name,
                             const char   *coded_value,
                             GError      **error)
{
  char *string = cookie_percent_decode (coded_value, error);

  return string != NULL ? g_variant_new_take_string (string) : NULL;
}

static const GVariantType *
cookie_percent_codec_get_value_type (CookieCodec *codec)
{
  return G_VARIANT_TYPE_STRING;
}

static void
codec_iface_init (CookieCodecInterface *iface)
{
  iface->encode = cookie_percent_codec_encode;
  iface->decode = cookie_percent_codec_decode;
  iface->get_value_type = cookie_percent_codec_get_value_type;
}

static void
cookie_percent_codec_class_init (CookiePercentCodecClass *klass)
{
}

static void
cookie_percent_codec_init (CookiePercentCodec *self)
{
}

/**
 * cookie_percent_codec_new:
 *
 * Creates a codec for strings that a script reads and writes as well.
 *
 * Returns: (transfer full): a new codec
 *
 * Since: 1.0
 */
CookiePercentCodec *
cookie_percent_codec_new (void)
{
  return g_object_new (COOKIE_TYPE_PERCENT_CODEC, NULL);
}
