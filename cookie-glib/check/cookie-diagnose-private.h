/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-diagnose.h"

G_BEGIN_DECLS

GPtrArray *cookie_diagnose_text (const char *text,
                                 gsize       length,
                                 guint       converted_flag,
                                 GUri       *uri,
                                 GDateTime  *now);

G_END_DECLS
