/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined (COOKIE_GLIB_INSIDE) && !defined (COOKIE_COMPILATION)
# error "Only <cookie-glib/cookie-glib.h> can be included directly."
#endif

#include <glib-object.h>

#include <cookie-glib/cookie-version-macros.h>

G_BEGIN_DECLS

#define COOKIE_TYPE_CODEC (cookie_codec_get_type ())

COOKIE_AVAILABLE_IN_1_0
G_DECLARE_INTERFACE (CookieCodec, cookie_codec, COOKIE, CODEC, GObject)

/**
 * CookieCodecInterface:
 * @parent_iface: the parent interface
 * @encode: makes the text to send out of a value
 * @decode: makes a value out of the text that was sent
 *
 * What a codec implements.
 *
 * Since: 1.0
 */
struct _CookieCodecInterface
{
  GTypeInterface parent_iface;

  /**
   * CookieCodecInterface::encode:
   * @self: a codec
   * @key: the name of the cookie
   * @value: a value
   * @error: return location for an error
   *
   * Implements [method@Cookie.Codec.encode].
   *
   * Returns: (transfer full) (nullable): the coded text, or `NULL` with @error set
   *
   * Since: 1.0
   */
  char     * (* encode) (CookieCodec  *self,
                         const char   *key,
                         GVariant     *value,
                         GError      **error);

  /**
   * CookieCodecInterface::decode:
   * @self: a codec
   * @key: the name of the cookie
   * @text: the coded text
   * @error: return location for an error
   *
   * Implements [method@Cookie.Codec.decode].
   *
   * Returns: (transfer full) (nullable): the value, or `NULL` with @error set
   *
   * Since: 1.0
   */
  GVariant * (* decode) (CookieCodec  *self,
                         const char   *key,
                         const char   *text,
                         GError      **error);
};

COOKIE_AVAILABLE_IN_1_0
char     *cookie_codec_encode (CookieCodec  *self,
                               const char   *key,
                               GVariant     *value,
                               GError      **error);

COOKIE_AVAILABLE_IN_1_0
GVariant *cookie_codec_decode (CookieCodec  *self,
                               const char   *key,
                               const char   *text,
                               GError      **error);

G_END_DECLS
