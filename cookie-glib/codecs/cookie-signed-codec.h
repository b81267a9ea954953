/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <cookie-glib/codecs/cookie-codec.h>

G_BEGIN_DECLS

#define COOKIE_TYPE_SIGNED_CODEC (cookie_signed_codec_get_type ())

COOKIE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (CookieSignedCodec, cookie_signed_codec, COOKIE, SIGNED_CODEC, GObject)

COOKIE_AVAILABLE_IN_1_0
CookieSignedCodec *cookie_signed_codec_new            (CookieCodec        *codec,
                                                       guint               lifetime);

COOKIE_AVAILABLE_IN_1_0
gboolean           cookie_signed_codec_add_secret     (CookieSignedCodec  *self,
                                                       const guint8       *secret,
                                                       gsize               length,
                                                       GError            **error);

COOKIE_AVAILABLE_IN_1_0
CookieCodec       *cookie_signed_codec_get_codec      (CookieSignedCodec  *self);
COOKIE_AVAILABLE_IN_1_0
guint              cookie_signed_codec_get_lifetime   (CookieSignedCodec  *self);
COOKIE_AVAILABLE_IN_1_0
guint              cookie_signed_codec_get_max_length (CookieSignedCodec  *self);

G_END_DECLS
