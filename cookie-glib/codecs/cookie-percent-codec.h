/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <cookie-glib/codecs/cookie-codec.h>

G_BEGIN_DECLS

#define COOKIE_TYPE_PERCENT_CODEC (cookie_percent_codec_get_type ())

COOKIE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (CookiePercentCodec, cookie_percent_codec, COOKIE, PERCENT_CODEC, GObject)

COOKIE_AVAILABLE_IN_1_0
CookiePercentCodec *cookie_percent_codec_new (void);

G_END_DECLS
