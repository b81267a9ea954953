/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "inspection.h"

G_BEGIN_DECLS

/* What was found in all fields */
typedef struct
{
  guint n_fields;
  guint n_set;  /* cookies of Set-Cookie fields, of which */
  guint n_kept;
  guint n_removed;
  guint n_dropped;
  guint n_replaced; /* by a field of the same response */
  guint n_sent; /* cookies of Cookie fields, */
  guint n_skipped; /* and the errors between them */
  gboolean has_severity;
  CookieDiagnosticSeverity severity; /* the worst */
} Totals;

void  totals_add      (Totals           *self,
                       const Inspection *inspection);
char *totals_describe (const Totals     *self);

G_END_DECLS
