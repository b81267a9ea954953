/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "field.h"

G_BEGIN_DECLS

/* The state of a format that is read as a whole */

gpointer collect_start     (void);
gboolean collect_read_line (gpointer    state,
                            const Sink *sink,
                            const char *line,
                            gsize       length,
                            guint       number,
                            GError    **error);
void     collect_free      (gpointer    state);

G_END_DECLS
