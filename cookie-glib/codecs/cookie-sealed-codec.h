/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <cookie-glib/codecs/cookie-codec.h>
#include <cookie-glib/codecs/cookie-keyring.h>

G_BEGIN_DECLS

#define COOKIE_TYPE_SEALED_CODEC (cookie_sealed_codec_get_type ())

COOKIE_AVAILABLE_IN_1_0
G_DECLARE_DERIVABLE_TYPE (CookieSealedCodec, cookie_sealed_codec, COOKIE, SEALED_CODEC, GObject)

/**
 * CookieSealedCodecClass:
 *
 * The class of a codec that seals the text of another codec.
 *
 * The library implements it; what it needs is private.
 *
 * Since: 1.0
 */
struct _CookieSealedCodecClass
{
  /*< private >*/
  GObjectClass parent_class;

  gconstpointer kind;
  gpointer padding[7];
};

COOKIE_AVAILABLE_IN_1_0
CookieCodec   *cookie_sealed_codec_get_codec      (CookieSealedCodec *self);
COOKIE_AVAILABLE_IN_1_0
CookieKeyring *cookie_sealed_codec_get_keyring    (CookieSealedCodec *self);
COOKIE_AVAILABLE_IN_1_0
const char    *cookie_sealed_codec_get_purpose    (CookieSealedCodec *self);
COOKIE_AVAILABLE_IN_1_0
guint          cookie_sealed_codec_get_lifetime   (CookieSealedCodec *self);
COOKIE_AVAILABLE_IN_1_0
guint          cookie_sealed_codec_get_max_length (CookieSealedCodec *self);

G_END_DECLS
