/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

extern const guint32 cookie_sha256_constants[64];

void cookie_sha256_compress_plain (guint32       state[8],
                                   const guint8 *block);

G_END_DECLS
