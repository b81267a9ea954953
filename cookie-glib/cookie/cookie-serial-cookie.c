/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-serial-cookie.h"

#include "codecs/cookie-variant-codec.h"

/**
 * CookieSerialCookie:
 *
 * A cookie dictionary whose values are of any type.
 *
 * This is Python's `SerialCookie` with [struct@GLib.Variant] in the place of
 * pickles: a [class@Cookie.BaseCookie] whose codec is a
 * [class@Cookie.VariantCodec]. No code is run and no object is built, whatever a
 * client sends; but a client can send any value of any type.
 *
 * ```c
 * g_autoptr (CookieBaseCookie) cookie = cookie_serial_cookie_new ();
 * g_autofree char *output = NULL;
 *
 * cookie_base_cookie_set (cookie, "number", g_variant_new_int32 (7), NULL);
 * cookie_base_cookie_set_string (cookie, "string", "seven", NULL);
 * output = cookie_base_cookie_output (cookie, NULL, NULL, NULL);
 * // Set-Cookie: number=i:7
 * // Set-Cookie: string=s:'seven'
 * ```
 *
 * Since: 1.0
 */
G_DEFINE_TYPE (CookieSerialCookie, cookie_serial_cookie, COOKIE_TYPE_BASE_COOKIE)

static void
cookie_serial_cookie_class_init (CookieSerialCookieClass *klass)
{
}

static void
cookie_serial_cookie_init (CookieSerialCookie *self)
{
  g_autoptr (CookieVariantCodec) codec = cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_TEXT, NULL);

  cookie_base_cookie_set_codec (COOKIE_BASE_COOKIE (self), COOKIE_CODEC (codec));
}

/**
 * cookie_serial_cookie_new:
 *
 * Creates an empty cookie for values of any type.
 *
 * Returns: (transfer full) (type CookieSerialCookie): a new cookie
 *
 * Since: 1.0
 */
CookieBaseCookie *
cookie_serial_cookie_new (void)
{
  return g_object_new (COOKIE_TYPE_SERIAL_COOKIE, NULL);
}
