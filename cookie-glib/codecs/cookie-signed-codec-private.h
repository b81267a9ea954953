/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-signed-codec.h"

G_BEGIN_DECLS

GVariant *cookie_signed_codec_open (CookieSignedCodec  *self,
                                    const char         *key,
                                    const char         *text,
                                    char              **resealed,
                                    GError            **error);

G_END_DECLS
