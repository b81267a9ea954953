/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GUri *url_parse (const char  *text,
                 GError     **error);

G_END_DECLS
