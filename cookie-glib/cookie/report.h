/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "check/findings.h"
#include "header.h"

G_BEGIN_DECLS

/* What is reported about a header. Offsets and lengths are those of its text. */
typedef struct {
  CookieHeader *header;
  guint32 offset;
  guint32 length;
  CookieDiagnosticCode code;
  CookieDiagnosticSeverity severity;
  const char *section;
  const char *message; /* lives as long as the program, unless it is this: */
  char *own_message;
} CookieReport;

/* The findings about the headers that are loaded. A diagnostic is made when somebody asks for it; until then
 * there is a report, which keeps the header.
 */
typedef struct {
  CookieFindings findings;
  CookieReport *reports;
  guint n_allocated;
} CookieReports;

gboolean      cookie_reports_has_any (const CookieReports *self);
GPtrArray    *cookie_reports_list    (CookieReports       *self);
CookieReports cookie_reports_steal   (CookieReports       *self);
void          cookie_reports_clear   (CookieReports       *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CookieReports, cookie_reports_clear)

void cookie_report           (CookieReports            *self,
                              CookieHeader             *header,
                              CookieDiagnosticCode      code,
                              CookieDiagnosticSeverity  severity,
                              gsize                     offset,
                              gsize                     length,
                              const char               *section,
                              const char               *message);
void cookie_report_scan      (CookieReports            *self,
                              CookieHeader             *header,
                              const CookiePair         *pair,
                              CookieScan                scan);
void cookie_report_refused   (CookieReports            *self,
                              CookieHeader             *header,
                              const CookiePair         *pair,
                              const GError             *error);
void cookie_report_overruled (CookieReports            *self,
                              CookieHeader             *header,
                              const CookiePair         *pair);
void cookie_report_latin1    (CookieReports            *self,
                              CookieHeader             *header,
                              const char               *input,
                              gsize                     length);
void cookie_report_duplicate (CookieReports            *self,
                              CookieHeader             *header,
                              guint                     pair);
void cookie_report_rotated   (CookieReports            *self,
                              CookieHeader             *header,
                              guint                     pair);

G_END_DECLS
