/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "check/findings.h"
#include "header.h"

G_BEGIN_DECLS

/* The findings about a header that is loaded. Offsets and lengths are those of its text. */

void cookie_report           (CookieFindings           *findings,
                              const CookieHeader       *header,
                              CookieDiagnosticCode      code,
                              CookieDiagnosticSeverity  severity,
                              gsize                     offset,
                              gsize                     length,
                              const char               *section,
                              const char               *message);
void cookie_report_scan      (CookieFindings           *findings,
                              const CookieHeader       *header,
                              const CookiePair         *pair,
                              CookieScan                scan);
void cookie_report_refused   (CookieFindings           *findings,
                              const CookieHeader       *header,
                              const CookiePair         *pair,
                              const GError             *error);
void cookie_report_overruled (CookieFindings           *findings,
                              const CookieHeader       *header,
                              const CookiePair         *pair);
void cookie_report_latin1    (CookieFindings           *findings,
                              const CookieHeader       *header,
                              const char               *input,
                              gsize                     length);
void cookie_report_duplicate (CookieFindings           *findings,
                              const CookieHeader       *header,
                              guint                     pair);
void cookie_report_rotated   (CookieFindings           *findings,
                              const CookieHeader       *header,
                              guint                     pair);

G_END_DECLS
