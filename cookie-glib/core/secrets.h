/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void      cookie_secrets_wipe  (gpointer       data,
                                gsize          size);
gboolean  cookie_secrets_equal (gconstpointer  a,
                                gconstpointer  b,
                                gsize          size);

G_END_DECLS
