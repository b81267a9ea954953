/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined (COOKIE_GLIB_INSIDE) && !defined (COOKIE_COMPILATION)
# error "Only <cookie-glib/cookie-glib.h> can be included directly."
#endif

#include <cookie-glib/cookie/cookie-base-cookie.h>

G_BEGIN_DECLS

#define COOKIE_TYPE_SMART_COOKIE (cookie_smart_cookie_get_type ())

COOKIE_AVAILABLE_IN_1_0
G_DECLARE_DERIVABLE_TYPE (CookieSmartCookie, cookie_smart_cookie, COOKIE, SMART_COOKIE, CookieBaseCookie)

struct _CookieSmartCookieClass
{
  CookieBaseCookieClass parent_class;

  /*< private >*/
  gpointer padding[4];
};

COOKIE_AVAILABLE_IN_1_0
CookieBaseCookie *cookie_smart_cookie_new (void);

G_END_DECLS
