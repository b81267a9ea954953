/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *sealed_describe (const char  *value,
                             gint64       now,
                             char       **description,
                             char       **payload);

G_END_DECLS
