/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-smart-cookie.h"

#include "codecs/cookie-smart-codec.h"

/**
 * CookieSmartCookie:
 *
 * A cookie dictionary whose strings are sent as they are, and whose other values are
 * sent with their type.
 *
 * This is Python's `SmartCookie` with [struct@GLib.Variant] in the place of
 * pickles: a [class@Cookie.BaseCookie] whose codec is a
 * [class@Cookie.SmartCodec]. No code is run and no object is built, whatever a
 * client sends; but a client can send any value of any type.
 *
 * Under `COOKIE_PROFILE_PYTHON` a text that cannot be read is its own value, as
 * it was in Python. This goes for the texts of a [class@Cookie.SmartCodec] alone:
 * another codec, one that checks a signature say, has the last word.
 *
 * ```c
 * g_autoptr (CookieBaseCookie) cookie = cookie_smart_cookie_new ();
 * g_autofree char *output = NULL;
 *
 * cookie_base_cookie_set (cookie, "number", g_variant_new_int32 (7), NULL);
 * cookie_base_cookie_set_string (cookie, "string", "seven", NULL);
 * output = cookie_base_cookie_output (cookie, NULL, NULL, NULL);
 * // Set-Cookie: number=@i:7
 * // Set-Cookie: string=seven
 * ```
 *
 * Since: 1.0
 */
G_DEFINE_TYPE (CookieSmartCookie, cookie_smart_cookie, COOKIE_TYPE_BASE_COOKIE)

static GVariant *
cookie_smart_cookie_value_decode (CookieBaseCookie  *cookie,
                                  const char        *name,
                                  const char        *coded_value,
                                  GError           **error)
{
  CookieBaseCookieClass *parent_class = COOKIE_BASE_COOKIE_CLASS (cookie_smart_cookie_parent_class);
  GVariant *value = parent_class->value_decode (cookie, name, coded_value, error);

  if (value == NULL &&
      COOKIE_IS_SMART_CODEC (cookie_base_cookie_get_codec (cookie)) &&
      cookie_base_cookie_get_profile (cookie) == COOKIE_PROFILE_PYTHON)
    {
      g_clear_error (error);
      value = g_variant_new_string (coded_value);
    }

  return value;
}

static void
cookie_smart_cookie_class_init (CookieSmartCookieClass *klass)
{
  CookieBaseCookieClass *cookie_class = COOKIE_BASE_COOKIE_CLASS (klass);

  cookie_class->value_decode = cookie_smart_cookie_value_decode;
}

static void
cookie_smart_cookie_init (CookieSmartCookie *self)
{
  g_autoptr (CookieSmartCodec) codec = cookie_smart_codec_new ();

  cookie_base_cookie_set_codec (COOKIE_BASE_COOKIE (self), COOKIE_CODEC (codec));
}

/**
 * cookie_smart_cookie_new:
 *
 * Creates an empty cookie for strings, and for values of any other type.
 *
 * Returns: (transfer full) (type CookieSmartCookie): a new cookie
 *
 * Since: 1.0
 */
CookieBaseCookie *
cookie_smart_cookie_new (void)
{
  return g_object_new (COOKIE_TYPE_SMART_COOKIE, NULL);
}
