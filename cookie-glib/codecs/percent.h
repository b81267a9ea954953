/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-error.h"

G_BEGIN_DECLS

/* What encodeURIComponent () and decodeURIComponent () of JavaScript do */

char *cookie_percent_encode (const char  *string);
char *cookie_percent_decode (const char  *text,
                             GError     **error);
gsize cookie_percent_offset (const char  *text,
                             gsize        offset);

G_END_DECLS
