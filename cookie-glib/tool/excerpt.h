/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <cookie-glib/cookie-glib.h>

#include "terminal.h"

G_BEGIN_DECLS

void excerpt_add_field       (Terminal   *terminal,
                              const char *name,
                              GBytes     *text,
                              gboolean    is_latin1);
void excerpt_add_diagnostics (Terminal   *terminal,
                              int         column,
                              GBytes     *text,
                              gboolean    is_latin1,
                              GPtrArray  *diagnostics);

G_END_DECLS
