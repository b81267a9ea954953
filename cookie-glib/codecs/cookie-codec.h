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
 * @encode: converts a value to text
 * @decode: converts text to a value
 * @get_value_type: gets the type of the values
 * @renew: renews text, such as that which an older secret sealed
 * @get_remaining_lifetime: gets how long text can still be decoded
 *
 * The functions that a codec implements.
 *
 * @encode and @decode are required for the direction that is used. The default of
 * @get_value_type and @renew returns `NULL`, that of @get_remaining_lifetime -1.
 *
 * Since: 1.0
 */
struct _CookieCodecInterface
{
  GTypeInterface parent_iface;

  /**
   * CookieCodecInterface::encode:
   * @self: a codec
   * @name: the name of the cookie
   * @value: a value
   * @error: return location for an error
   *
   * Implements [method@Cookie.Codec.encode].
   *
   * Returns: (transfer full): the coded value, or `NULL` with @error set
   *
   * Since: 1.0
   */
  char               * (* encode)         (CookieCodec  *self,
                                           const char   *name,
                                           GVariant     *value,
                                           GError      **error);

  /**
   * CookieCodecInterface::decode:
   * @self: a codec
   * @name: the name of the cookie
   * @coded_value: the text as received
   * @error: return location for an error
   *
   * Implements [method@Cookie.Codec.decode].
   *
   * Returns: (transfer full): the value, or `NULL` with @error set
   *
   * Since: 1.0
   */
  GVariant           * (* decode)         (CookieCodec  *self,
                                           const char   *name,
                                           const char   *coded_value,
                                           GError      **error);

  /**
   * CookieCodecInterface::get_value_type:
   * @self: a codec
   *
   * Implements [method@Cookie.Codec.get_value_type].
   *
   * Returns: (transfer none) (nullable): the type of the values
   *
   * Since: 1.0
   */
  const GVariantType * (* get_value_type) (CookieCodec  *self);

  /**
   * CookieCodecInterface::renew:
   * @self: a codec
   * @name: the name of the cookie
   * @coded_value: text that the codec decodes
   *
   * Implements [method@Cookie.Codec.renew].
   *
   * Returns: (transfer full) (nullable): the new coded value
   *
   * Since: 1.0
   */
  char               * (* renew)          (CookieCodec  *self,
                                           const char   *name,
                                           const char   *coded_value);

  /**
   * CookieCodecInterface::get_remaining_lifetime:
   * @self: a codec
   * @name: the name of the cookie
   * @coded_value: text that the codec decodes
   *
   * Implements [method@Cookie.Codec.get_remaining_lifetime].
   *
   * Returns: the time in seconds; -1 if there is no limit
   *
   * Since: 1.0
   */
  int                  (* get_remaining_lifetime)
                                          (CookieCodec  *self,
                                           const char   *name,
                                           const char   *coded_value);
};

COOKIE_AVAILABLE_IN_1_0
char               *cookie_codec_encode         (CookieCodec  *self,
                                                 const char   *name,
                                                 GVariant     *value,
                                                 GError      **error);
COOKIE_AVAILABLE_IN_1_0
GVariant           *cookie_codec_decode         (CookieCodec  *self,
                                                 const char   *name,
                                                 const char   *coded_value,
                                                 GError      **error);
COOKIE_AVAILABLE_IN_1_0
const GVariantType *cookie_codec_get_value_type (CookieCodec  *self);
COOKIE_AVAILABLE_IN_1_0
char               *cookie_codec_renew          (CookieCodec  *self,
                                                 const char   *name,
                                                 const char   *coded_value);
COOKIE_AVAILABLE_IN_1_0
int                 cookie_codec_get_remaining_lifetime
                                                (CookieCodec  *self,
                                                 const char   *name,
                                                 const char   *coded_value);

G_END_DECLS
