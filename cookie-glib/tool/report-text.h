/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "inspection.h"
#include "terminal.h"

G_BEGIN_DECLS

void report_text (const Inspection *inspection,
                  GUri             *url,
                  Terminal         *terminal);

G_END_DECLS
