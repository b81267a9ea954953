/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <cookie-glib/morsel/cookie-morsel.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

gboolean cookie_soup_jar_edit (SoupCookie    *cookie,
                               SoupCookie    *original,
                               CookieMorsel  *morsel,
                               gboolean      *is_changed,
                               GError       **error);

G_END_DECLS
