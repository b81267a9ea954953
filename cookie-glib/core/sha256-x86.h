/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* 32-bit x86 has too few registers to keep the words of a block off the stack. */
#ifdef __x86_64__

#define COOKIE_SHA256_X86

gboolean cookie_sha256_has_x86      (void);
void     cookie_sha256_compress_x86 (guint32       state[8],
                                     const guint8 *block);

#endif

G_END_DECLS
