/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The length of the text of this many bytes, and the number of bytes of a text of this length */
#define COOKIE_BASE64_LENGTH(size) (((size) * 4 + 2) / 3)
#define COOKIE_BASE64_SIZE(length) ((length) / 4 * 3 + (length) % 4 * 3 / 4)

void      cookie_base64_encode_into (const guint8 *data,
                                     gsize         size,
                                     char         *text);
char     *cookie_base64_encode      (const guint8 *data,
                                     gsize         size);
gboolean  cookie_base64_decode_into (const char   *text,
                                     gsize         length,
                                     guint8       *data);
guint8   *cookie_base64_decode      (const char   *text,
                                     gsize         length,
                                     gsize        *size);

G_END_DECLS
