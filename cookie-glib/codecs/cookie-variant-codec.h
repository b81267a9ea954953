/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <cookie-glib/codecs/cookie-codec.h>
#include <cookie-glib/cookie-enums.h>

G_BEGIN_DECLS

#define COOKIE_TYPE_VARIANT_CODEC (cookie_variant_codec_get_type ())

COOKIE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (CookieVariantCodec, cookie_variant_codec, COOKIE, VARIANT_CODEC, GObject)

COOKIE_AVAILABLE_IN_1_0
CookieVariantCodec  *cookie_variant_codec_new              (CookieVariantFormat  format,
                                                            const GVariantType  *variant_type);

COOKIE_AVAILABLE_IN_1_0
CookieVariantFormat  cookie_variant_codec_get_format       (CookieVariantCodec  *self);
COOKIE_AVAILABLE_IN_1_0
const GVariantType  *cookie_variant_codec_get_variant_type (CookieVariantCodec  *self);
COOKIE_AVAILABLE_IN_1_0
guint                cookie_variant_codec_get_max_length   (CookieVariantCodec  *self);

G_END_DECLS
