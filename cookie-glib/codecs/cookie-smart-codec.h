/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <cookie-glib/codecs/cookie-codec.h>

G_BEGIN_DECLS

#define COOKIE_TYPE_SMART_CODEC (cookie_smart_codec_get_type ())

COOKIE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (CookieSmartCodec, cookie_smart_codec, COOKIE, SMART_CODEC, GObject)

COOKIE_AVAILABLE_IN_1_0
CookieSmartCodec *cookie_smart_codec_new            (void);

COOKIE_AVAILABLE_IN_1_0
guint             cookie_smart_codec_get_max_length (CookieSmartCodec *self);

G_END_DECLS
