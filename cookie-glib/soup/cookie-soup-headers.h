/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined (COOKIE_GLIB_SOUP_INSIDE) && !defined (COOKIE_COMPILATION)
# error "Only <cookie-glib/cookie-glib-soup.h> can be included directly."
#endif

#include <cookie-glib/cookie/cookie-base-cookie.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

COOKIE_AVAILABLE_IN_1_0
gboolean   cookie_soup_load_headers     (CookieBaseCookie    *cookie,
                                         SoupMessageHeaders  *request_headers,
                                         GError             **error);
COOKIE_AVAILABLE_IN_1_0
guint      cookie_soup_append_changes   (CookieBaseCookie    *cookie,
                                         SoupMessageHeaders  *response_headers);
COOKIE_AVAILABLE_IN_1_0
GPtrArray *cookie_soup_get_morsels      (SoupMessageHeaders  *response_headers);
COOKIE_AVAILABLE_IN_1_0
GPtrArray *cookie_soup_diagnose_headers (SoupMessageHeaders  *response_headers,
                                         GUri                *origin);

G_END_DECLS
