/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-json-codec.h"

#include "cookie-codec-private.h"
#include "cookie-error-private.h"
#include "json.h"
#include "percent.h"

#include <string.h>

/* What res.cookie () of Express writes before JSON; no JSON begins so. */
#define EXPRESS_MARK "j:"

/**
 * CookieJsonCodec:
 *
 * A codec for values that the script of a page reads and writes as well, as JSON.
 *
 * The text is what `encodeURIComponent (JSON.stringify (value))` of JavaScript returns
 * for the same value, and is read as `JSON.parse (decodeURIComponent (text))` reads it:
 * `{'fig': <3>}` is sent as <code>&#37;7B%22fig%22%3A3%7D</code>. JSON that is not percent-encoded, and
 * JSON after the `j:` of Express, are read as well.
 *
 * ```c
 * GVariant *basket = g_variant_new_parsed ("{'fig': <3>}");
 * g_autoptr (CookieCodec) codec = COOKIE_CODEC (cookie_json_codec_new ());
 * g_autofree char *text = cookie_codec_encode (codec, "basket", basket, NULL);
 *
 * g_print ("%s\n", text);
 * // %7B%22fig%22%3A3%7D
 * ```
 *
 * | JSON | read as | written for |
 * |---|---|---|
 * | object | `a{sv}`, in the order of the text | dictionaries whose keys are strings |
 * | array | `av` | arrays, tuples |
 * | string | `s` | `s`, `o`, `g` |
 * | number | `x` if it is integral and at most 2⁵³ - 1 from 0, otherwise `d` | integers and doubles |
 * | `true`, `false` | `b` | `b` |
 * | `null` | `mv`, nothing | nothing of any maybe type |
 *
 * A variant and a maybe that is not nothing are written as the value inside.
 *
 * `COOKIE_ERROR_ILLEGAL_VALUE` is set for values that JSON cannot hold: NaN and infinite
 * numbers, integers more than 2⁵³ - 1 from 0, arrays of bytes, handles, dictionaries
 * with other keys or with a key twice. `COOKIE_ERROR_DECODE` is set for text that
 * `JSON.parse ()` refuses, and for JSON that other programs may read as another value or
 * that a value cannot hold: an object with a name twice, a number that is infinite as a
 * double, half of a surrogate pair, U+0000. Both are set if more than 16 arrays and
 * objects are in each other.
 *
 * Text longer than [property@Cookie.JsonCodec:max-length] is refused before it is looked
 * at. The time that it takes to read a text grows linearly with the length of the text;
 * a sort of the names of an object apart. A value takes at most ten bytes of memory for
 * each byte of its text, and 300 while it is decoded.
 *
 * Decoding makes plain data only, whoever wrote the text; but the writer of the text
 * chooses the type of the value.
 *
 * The codec needs json-glib: see [func@Cookie.JsonCodec.is_supported].
 *
 * Since: 1.0
 */
struct _CookieJsonCodec
{
  GObject parent_instance;

  guint max_length;
};

enum {
  PROP_0,
  PROP_MAX_LENGTH,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void codec_iface_init (CookieCodecInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CookieJsonCodec, cookie_json_codec, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COOKIE_TYPE_CODEC, codec_iface_init))

#ifdef HAVE_JSON_GLIB

static char *
cookie_json_codec_encode (CookieCodec  *codec,
                          const char   *name,
                          GVariant     *value,
                          GError      **error)
{
  CookieJsonCodec *self = COOKIE_JSON_CODEC (codec);
  g_autofree char *json = cookie_json_write (value, self->max_length, error);
  g_autofree char *text = NULL;

  if (json == NULL)
    return NULL;

  text = cookie_percent_encode (json);
  if (!cookie_codec_check_length (strlen (text), self->max_length, error))
    return NULL;

  return g_steal_pointer (&text);
}

static GVariant *
cookie_json_codec_decode (CookieCodec  *codec,
                          const char   *name,
                          const char   *coded_value,
                          GError      **error)
{
  CookieJsonCodec *self = COOKIE_JSON_CODEC (codec);
  g_autofree char *text = NULL;

  if (!cookie_codec_check_length (strlen (coded_value), self->max_length, error))
    return NULL;

  text = cookie_percent_decode (coded_value, error);
  if (text == NULL)
    return NULL;

  return cookie_json_read (text, g_str_has_prefix (text, EXPRESS_MARK) ? strlen (EXPRESS_MARK) : 0,
                           coded_value, error);
}

#else

static void
set_not_supported (GError **error)
{
  g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_NOT_SUPPORTED, "The library was built without json-glib");
}

static char *
cookie_json_codec_encode (CookieCodec  *codec,
                          const char   *name,
                          GVariant     *value,
                          GError      **error)
{
  set_not_supported (error);

  return NULL;
}

static GVariant *
cookie_json_codec_decode (CookieCodec  *codec,
                          const char   *name,
                          const char   *coded_value,
                          GError      **error)
{
  set_not_supported (error);

  return NULL;
}

#endif

static void
codec_iface_init (CookieCodecInterface *iface)
{
  iface->encode = cookie_json_codec_encode;
  iface->decode = cookie_json_codec_decode;
}

static void
cookie_json_codec_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  CookieJsonCodec *self = COOKIE_JSON_CODEC (object);

  switch (prop_id)
    {
    case PROP_MAX_LENGTH:
      g_value_set_uint (value, cookie_json_codec_get_max_length (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cookie_json_codec_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  CookieJsonCodec *self = COOKIE_JSON_CODEC (object);

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
cookie_json_codec_class_init (CookieJsonCodecClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cookie_json_codec_get_property;
  object_class->set_property = cookie_json_codec_set_property;

  /**
   * CookieJsonCodec:max-length: (getter get_max_length)
   *
   * The maximum length of a coded value, in bytes. The default is 4096.
   *
   * Since: 1.0
   */
  props[PROP_MAX_LENGTH] =
    g_param_spec_uint ("max-length", NULL, NULL, 0, G_MAXUINT, COOKIE_CODEC_MAX_LENGTH,
                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
cookie_json_codec_init (CookieJsonCodec *self)
{
}

/**
 * cookie_json_codec_is_supported:
 *
 * Checks whether the library was built with json-glib.
 *
 * Without it, encoding and decoding set `COOKIE_ERROR_NOT_SUPPORTED`.
 *
 * Returns: whether it was
 *
 * Since: 1.0
 */
gboolean
cookie_json_codec_is_supported (void)
{
#ifdef HAVE_JSON_GLIB
  return TRUE;
#else
  return FALSE;
#endif
}

/**
 * cookie_json_codec_new:
 *
 * Creates a codec for values as JSON.
 *
 * Returns: (transfer full): a new codec
 *
 * Since: 1.0
 */
CookieJsonCodec *
cookie_json_codec_new (void)
{
  return g_object_new (COOKIE_TYPE_JSON_CODEC, NULL);
}

/**
 * cookie_json_codec_get_max_length:
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
cookie_json_codec_get_max_length (CookieJsonCodec *self)
{
  g_return_val_if_fail (COOKIE_IS_JSON_CODEC (self), 0);

  return self->max_length;
}
