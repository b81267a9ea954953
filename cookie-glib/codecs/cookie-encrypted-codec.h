/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <cookie-glib/codecs/cookie-sealed-codec.h>

G_BEGIN_DECLS

#define COOKIE_TYPE_ENCRYPTED_CODEC (cookie_encrypted_codec_get_type ())

COOKIE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (CookieEncryptedCodec, cookie_encrypted_codec, COOKIE, ENCRYPTED_CODEC, CookieSealedCodec)

COOKIE_AVAILABLE_IN_1_0
gboolean              cookie_encrypted_codec_is_supported (void);

COOKIE_AVAILABLE_IN_1_0
CookieEncryptedCodec *cookie_encrypted_codec_new          (CookieCodec   *codec,
                                                           CookieKeyring *keyring,
                                                           const char    *purpose,
                                                           guint          lifetime);

G_END_DECLS
