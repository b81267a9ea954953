/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined (COOKIE_GLIB_SOUP_INSIDE) && !defined (COOKIE_COMPILATION)
# error "Only <cookie-glib/cookie-glib-soup.h> can be included directly."
#endif

#include <cookie-glib/morsel/cookie-morsel.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

COOKIE_AVAILABLE_IN_1_0
CookieMorsel *cookie_soup_morsel_from_cookie (SoupCookie    *cookie);
COOKIE_AVAILABLE_IN_1_0
SoupCookie   *cookie_soup_morsel_to_cookie   (CookieMorsel  *morsel,
                                              GUri          *origin,
                                              GError       **error);

G_END_DECLS
