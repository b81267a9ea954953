/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <cookie-glib/codecs/cookie-codec.h>

G_BEGIN_DECLS

#define COOKIE_TYPE_JSON_CODEC (cookie_json_codec_get_type ())

COOKIE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (CookieJsonCodec, cookie_json_codec, COOKIE, JSON_CODEC, GObject)

COOKIE_AVAILABLE_IN_1_0
gboolean         cookie_json_codec_is_supported   (void);

COOKIE_AVAILABLE_IN_1_0
CookieJsonCodec *cookie_json_codec_new            (void);

COOKIE_AVAILABLE_IN_1_0
guint            cookie_json_codec_get_max_length (CookieJsonCodec *self);

G_END_DECLS
