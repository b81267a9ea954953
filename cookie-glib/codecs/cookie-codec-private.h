/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-codec.h"

G_BEGIN_DECLS

/* What a browser keeps of a cookie, name and value (6265bis, section 5.6), in bytes */
#define COOKIE_CODEC_MAX_LENGTH 4096

gboolean  cookie_codec_renews       (CookieCodec  *self);
gboolean  cookie_codec_check_length (gsize         length,
                                     gsize         max_length,
                                     GError      **error);

char     *cookie_codec_take_text    (gpointer      override,
                                     const char   *name,
                                     char         *text,
                                     GError       *own_error,
                                     GError      **error);
GVariant *cookie_codec_take_value   (gpointer      override,
                                     const char   *name,
                                     GVariant     *value,
                                     GError       *own_error,
                                     GError      **error);

G_END_DECLS
