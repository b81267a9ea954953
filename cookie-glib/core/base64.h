/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char   *cookie_base64_encode (const guint8 *data,
                              gsize         length);
guint8 *cookie_base64_decode (const char   *text,
                              gsize         length,
                              gsize        *data_length);

G_END_DECLS
