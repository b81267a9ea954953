/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gpointer  cookie_secret_memory_new   (gsize     size);
void      cookie_secret_memory_free  (gpointer  data,
                                      gsize     size);
GBytes   *cookie_secret_memory_bytes (gpointer  data,
                                      gsize     size);

G_END_DECLS
