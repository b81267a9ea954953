/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-diagnostic.h"

G_BEGIN_DECLS

CookieDiagnostic *cookie_diagnostic_new (CookieDiagnosticCode      code,
                                         CookieDiagnosticSeverity  severity,
                                         const char               *input,
                                         gsize                     offset,
                                         gsize                     length,
                                         const char               *section,
                                         const char               *message,
                                         ...) G_GNUC_PRINTF (7, 8);

G_END_DECLS
