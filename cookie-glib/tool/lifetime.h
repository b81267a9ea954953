/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *lifetime_describe (gint64 end,
                         gint64 now);

G_END_DECLS
