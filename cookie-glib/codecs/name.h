/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean cookie_name_check (const char  *name,
                            GError     **error);

G_END_DECLS
