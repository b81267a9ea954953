/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-simple-cookie.h"

#include "codecs/cookie-string-codec.h"
#include "cookie-base-cookie-private.h"

/**
 * CookieSimpleCookie:
 *
 * A cookie dictionary whose values are strings, quoted where they have to be.
 *
 * This is Python's `SimpleCookie`: a [class@Cookie.BaseCookie] whose codec is a
 * [class@Cookie.StringCodec].
 *
 * ```c
 * g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
 * g_autoptr (GError) error = NULL;
 *
 * if (!cookie_base_cookie_load (cookie, "fig=newton; sugar=wafer", &error))
 *   g_error ("%s", error->message);
 *
 * g_print ("%s\n", cookie_base_cookie_get_string (cookie, "fig"));
 * // newton
 * ```
 *
 * Since: 1.0
 */
G_DEFINE_TYPE (CookieSimpleCookie, cookie_simple_cookie, COOKIE_TYPE_BASE_COOKIE)

static void
cookie_simple_cookie_class_init (CookieSimpleCookieClass *klass)
{
  cookie_base_cookie_usual_type = G_TYPE_FROM_CLASS (klass);
}

static void
cookie_simple_cookie_init (CookieSimpleCookie *self)
{
  static CookieCodec *codec;

  if (g_once_init_enter (&codec))
    g_once_init_leave (&codec, COOKIE_CODEC (cookie_string_codec_new ()));

  /* no handler can be connected yet, so none is notified */
  cookie_base_cookie_get_private (COOKIE_BASE_COOKIE (self))->codec = g_object_ref (codec);
}

/**
 * cookie_simple_cookie_new:
 *
 * Creates an empty cookie for strings.
 *
 * Returns: (transfer full) (type CookieSimpleCookie): a new cookie
 *
 * Since: 1.0
 */
CookieBaseCookie *
cookie_simple_cookie_new (void)
{
  return g_object_new (COOKIE_TYPE_SIMPLE_COOKIE, NULL);
}

/**
 * cookie_simple_cookie_new_with_schema:
 * @schema: the cookies of the site, which no longer change from now on
 *
 * Creates an empty cookie for a site.
 *
 * The values of a cookie for which the schema has no codec are strings.
 *
 * Returns: (transfer full) (type CookieSimpleCookie): a new cookie
 *
 * Since: 1.0
 */
CookieBaseCookie *
cookie_simple_cookie_new_with_schema (CookieSchema *schema)
{
  CookieBaseCookie *self;

  g_return_val_if_fail (COOKIE_IS_SCHEMA (schema), NULL);

  /* a server does so for each request: the property is not looked up by its name */
  self = g_object_new (COOKIE_TYPE_SIMPLE_COOKIE, NULL);
  cookie_base_cookie_init_schema (self, schema);

  return self;
}
