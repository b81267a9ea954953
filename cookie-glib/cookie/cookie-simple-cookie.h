/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined (COOKIE_GLIB_INSIDE) && !defined (COOKIE_COMPILATION)
# error "Only <cookie-glib/cookie-glib.h> can be included directly."
#endif

#include <cookie-glib/cookie/cookie-base-cookie.h>

G_BEGIN_DECLS

#define COOKIE_TYPE_SIMPLE_COOKIE (cookie_simple_cookie_get_type ())

COOKIE_AVAILABLE_IN_1_0
G_DECLARE_DERIVABLE_TYPE (CookieSimpleCookie, cookie_simple_cookie, COOKIE, SIMPLE_COOKIE, CookieBaseCookie)

struct _CookieSimpleCookieClass
{
  CookieBaseCookieClass parent_class;

  /*< private >*/
  gpointer padding[4];
};

COOKIE_AVAILABLE_IN_1_0
CookieBaseCookie *cookie_simple_cookie_new             (void);
COOKIE_AVAILABLE_IN_1_0
CookieBaseCookie *cookie_simple_cookie_new_with_schema (CookieSchema *schema);

G_END_DECLS
