/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "inspection.h"

G_BEGIN_DECLS

gboolean  scope_is_host_only (const Inspection *inspection);
char     *scope_dup_host     (const Inspection *inspection);
char     *scope_dup_path     (const Inspection *inspection);

G_END_DECLS
