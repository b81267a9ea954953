/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined (COOKIE_GLIB_INSIDE) && !defined (COOKIE_COMPILATION)
# error "Only <cookie-glib/cookie-glib.h> can be included directly."
#endif

#include <cookie-glib/cookie-enums.h>

G_BEGIN_DECLS

#define COOKIE_TYPE_DIAGNOSTIC (cookie_diagnostic_get_type ())

COOKIE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (CookieDiagnostic, cookie_diagnostic, COOKIE, DIAGNOSTIC, GObject)

COOKIE_AVAILABLE_IN_1_0
CookieDiagnosticCode      cookie_diagnostic_get_code     (CookieDiagnostic *self);
COOKIE_AVAILABLE_IN_1_0
CookieDiagnosticSeverity  cookie_diagnostic_get_severity (CookieDiagnostic *self);
COOKIE_AVAILABLE_IN_1_0
guint                     cookie_diagnostic_get_field    (CookieDiagnostic *self);
COOKIE_AVAILABLE_IN_1_0
guint64                   cookie_diagnostic_get_offset   (CookieDiagnostic *self);
COOKIE_AVAILABLE_IN_1_0
guint64                   cookie_diagnostic_get_length   (CookieDiagnostic *self);
COOKIE_AVAILABLE_IN_1_0
const char               *cookie_diagnostic_get_text     (CookieDiagnostic *self);
COOKIE_AVAILABLE_IN_1_0
const char               *cookie_diagnostic_get_message  (CookieDiagnostic *self);
COOKIE_AVAILABLE_IN_1_0
const char               *cookie_diagnostic_get_section  (CookieDiagnostic *self);
COOKIE_AVAILABLE_IN_1_0
char                     *cookie_diagnostic_to_string    (CookieDiagnostic *self);

G_END_DECLS
