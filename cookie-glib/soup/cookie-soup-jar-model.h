/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined (COOKIE_GLIB_SOUP_INSIDE) && !defined (COOKIE_COMPILATION)
# error "Only <cookie-glib/cookie-glib-soup.h> can be included directly."
#endif

#include <cookie-glib/soup/cookie-soup-jar-item.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

#define COOKIE_SOUP_TYPE_JAR_MODEL (cookie_soup_jar_model_get_type ())

COOKIE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (CookieSoupJarModel, cookie_soup_jar_model, COOKIE_SOUP, JAR_MODEL, GObject)

COOKIE_AVAILABLE_IN_1_0
CookieSoupJarModel *cookie_soup_jar_model_new     (SoupCookieJar       *jar);
COOKIE_AVAILABLE_IN_1_0
SoupCookieJar      *cookie_soup_jar_model_get_jar (CookieSoupJarModel  *self);
COOKIE_AVAILABLE_IN_1_0
gboolean            cookie_soup_jar_model_update  (CookieSoupJarModel  *self,
                                                   CookieSoupJarItem   *item,
                                                   CookieMorsel        *morsel,
                                                   GError             **error);
COOKIE_AVAILABLE_IN_1_0
gboolean            cookie_soup_jar_model_remove  (CookieSoupJarModel  *self,
                                                   CookieSoupJarItem   *item,
                                                   GError             **error);

G_END_DECLS
