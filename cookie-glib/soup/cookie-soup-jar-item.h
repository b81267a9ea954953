/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined (COOKIE_GLIB_SOUP_INSIDE) && !defined (COOKIE_COMPILATION)
# error "Only <cookie-glib/cookie-glib-soup.h> can be included directly."
#endif

#include <cookie-glib/morsel/cookie-morsel.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

#define COOKIE_SOUP_TYPE_JAR_ITEM (cookie_soup_jar_item_get_type ())

COOKIE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (CookieSoupJarItem, cookie_soup_jar_item, COOKIE_SOUP, JAR_ITEM, GObject)

COOKIE_AVAILABLE_IN_1_0
CookieMorsel *cookie_soup_jar_item_get_morsel    (CookieSoupJarItem *self);
COOKIE_AVAILABLE_IN_1_0
const char   *cookie_soup_jar_item_get_host      (CookieSoupJarItem *self);
COOKIE_AVAILABLE_IN_1_0
gboolean      cookie_soup_jar_item_get_host_only (CookieSoupJarItem *self);
COOKIE_AVAILABLE_IN_1_0
SoupCookie   *cookie_soup_jar_item_dup_cookie    (CookieSoupJarItem *self);

G_END_DECLS
