/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "inspection.h"

G_BEGIN_DECLS

gboolean report_json_is_supported (void);
char    *report_json              (const Inspection *inspection,
                                   GUri             *url);

G_END_DECLS
