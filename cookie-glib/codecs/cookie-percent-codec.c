/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-percent-codec.h"

#include "cookie-error-private.h"

#include <string.h>

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

  /* with the letters, the digits and "-._~", what encodeURIComponent () leaves alone */
  return g_uri_escape_string (printed != NULL ? printed : g_variant_get_string (value, NULL), "!'()*", FALSE);
}

/* Where the first `%` without its two digits is */
static gsize
find_malformed (const char *text)
{
  const char *p = text;

  while ((p = strchr (p, '%')) != NULL && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
    p += 3;

  return p != NULL ? p - text : strlen (text);
}

static GVariant *
cookie_percent_codec_decode (CookieCodec  *codec,
                             const char   *name,
                             const char   *coded_value,
                             GError      **error)
{
  const gsize text_length = strlen (coded_value);
  const gsize malformed = find_malformed (coded_value);
  g_autoptr (GBytes) bytes = NULL;
  const char *string, *end;
  gsize length;

  if (malformed < text_length)
    {
      cookie_set_error_at (error, COOKIE_ERROR_DECODE, "A “%” must have two hexadecimal digits after it",
                           coded_value, text_length, malformed);
      return NULL;
    }

  bytes = g_uri_unescape_bytes (coded_value, text_length, NULL, NULL);
  string = g_bytes_get_data (bytes, &length);

  if (!g_utf8_validate_len (length > 0 ? string : "", length, &end))
    {
      cookie_set_error_at (error, COOKIE_ERROR_DECODE, "A string must be UTF-8 without U+0000",
                           string, length, end - string);
      return NULL;
    }

  return g_variant_new_take_string (g_strndup (string, length));
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
