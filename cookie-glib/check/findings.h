/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-diagnostic-private.h"

G_BEGIN_DECLS

/* The diagnostics of one text. The first @limit are kept, the others are counted. */
typedef struct {
  GPtrArray *diagnostics; /* NULL if there are none */
  guint n_more;
  guint limit;
} CookieFindings;

#define COOKIE_FINDINGS_INIT { .limit = COOKIE_MAX_DIAGNOSTICS }

gboolean   cookie_findings_is_full (CookieFindings        *self);
void       cookie_findings_add   (CookieFindings           *self,
                                  CookieDiagnosticCode      code,
                                  CookieDiagnosticSeverity  severity,
                                  gsize                     offset,
                                  gsize                     length,
                                  const char               *text,
                                  gsize                     text_length,
                                  const char               *section,
                                  const char               *message);
GPtrArray *cookie_findings_list  (const CookieFindings     *self,
                                  gsize                     input_length);
void       cookie_findings_clear (CookieFindings           *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CookieFindings, cookie_findings_clear)

G_END_DECLS
