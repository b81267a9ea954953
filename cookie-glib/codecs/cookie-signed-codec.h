/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <cookie-glib/codecs/cookie-sealed-codec.h>

G_BEGIN_DECLS

#define COOKIE_TYPE_SIGNED_CODEC (cookie_signed_codec_get_type ())

COOKIE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (CookieSignedCodec, cookie_signed_codec, COOKIE, SIGNED_CODEC, CookieSealedCodec)

COOKIE_AVAILABLE_IN_1_0
CookieSignedCodec *cookie_signed_codec_new (CookieCodec   *codec,
                                            CookieKeyring *keyring,
                                            const char    *purpose,
                                            guint          lifetime);

G_END_DECLS
