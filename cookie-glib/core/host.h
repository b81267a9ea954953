/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *cookie_host_canonicalize (const char *host);

G_END_DECLS
