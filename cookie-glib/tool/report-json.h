/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "inspection.h"

G_BEGIN_DECLS

/* Writes inspections as JSON objects. It is kept from one to the next: to make it takes as long as to use it. */
typedef struct _ReportJson ReportJson;

gboolean    report_json_is_supported (void);
ReportJson *report_json_new          (void);
void        report_json_free         (ReportJson       *self);
void        report_json_add          (ReportJson       *self,
                                      const Inspection *inspection,
                                      GUri             *url,
                                      GString          *out);

G_END_DECLS
