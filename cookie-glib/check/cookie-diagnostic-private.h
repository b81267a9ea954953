/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-diagnostic.h"

G_BEGIN_DECLS

CookieDiagnostic *cookie_diagnostic_new (CookieDiagnosticCode      code,
                                         CookieDiagnosticSeverity  severity,
                                         guint                     field,
                                         gsize                     offset,
                                         gsize                     length,
                                         const char               *text,
                                         gsize                     text_length,
                                         const char               *section,
                                         const char               *message);
CookieDiagnostic *cookie_diagnostic_new_more (guint n_more,
                                              guint field,
                                              gsize offset);
CookieDiagnostic *cookie_diagnostic_copy_to_field (CookieDiagnostic *self,
                                                   guint             field);

int               cookie_diagnostic_compare (gconstpointer a,
                                             gconstpointer b);

G_END_DECLS
