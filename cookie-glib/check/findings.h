/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-diagnostic-private.h"

G_BEGIN_DECLS

#define COOKIE_MAX_DIAGNOSTICS 100

/* The diagnostics of header fields: the first @limit are kept, the others counted. */
typedef struct {
  GPtrArray *diagnostics; /* NULL if there are none */
  guint n_pending; /* that are added later, and have their places */
  guint n_more;
  guint limit;

  guint n_fields;     /* since the beginning */
  gsize field_length; /* of the last one */

  guint more_field;  /* the last one that had more than were kept, */
  gsize more_length; /* and its length */
} CookieFindings;

#define COOKIE_FINDINGS_INIT { .limit = COOKIE_MAX_DIAGNOSTICS }

void       cookie_findings_begin_field (CookieFindings           *self,
                                        gsize                     length);
gboolean   cookie_findings_has_room    (const CookieFindings     *self);
gboolean   cookie_findings_is_full     (CookieFindings           *self);
void       cookie_findings_add         (CookieFindings           *self,
                                        CookieDiagnosticCode      code,
                                        CookieDiagnosticSeverity  severity,
                                        guint                     field,
                                        gsize                     offset,
                                        gsize                     length,
                                        const char               *text,
                                        gsize                     text_length,
                                        const char               *section,
                                        const char               *message);
GPtrArray *cookie_findings_list        (const CookieFindings     *self);
GPtrArray *cookie_findings_steal       (CookieFindings           *self);
void       cookie_findings_clear       (CookieFindings           *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CookieFindings, cookie_findings_clear)

G_END_DECLS
