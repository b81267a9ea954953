/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SOAK_MIB 1048576.0

gsize soak_get_resident (const char *process);

G_END_DECLS
