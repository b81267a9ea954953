/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "core/seal.h"

G_BEGIN_DECLS

gboolean cookie_seal_check_kind (const CookieSealKind  *kind,
                                 gpointer               codec,
                                 GError               **error);
void     cookie_seal_set_error  (GError               **error,
                                 const CookieSealKind  *kind,
                                 CookieSealVerdict      verdict,
                                 const char            *sealed);

G_END_DECLS
