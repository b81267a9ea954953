/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <cookie-glib/codecs/cookie-codec.h>

G_BEGIN_DECLS

#define COOKIE_TYPE_STRING_CODEC (cookie_string_codec_get_type ())

COOKIE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (CookieStringCodec, cookie_string_codec, COOKIE, STRING_CODEC, GObject)

COOKIE_AVAILABLE_IN_1_0
CookieStringCodec *cookie_string_codec_new (void);

COOKIE_AVAILABLE_IN_1_0
char              *cookie_quote            (const char  *text);
COOKIE_AVAILABLE_IN_1_0
char              *cookie_unquote          (const char  *coded_value,
                                            GError     **error);

G_END_DECLS
