/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined (COOKIE_GLIB_INSIDE) && !defined (COOKIE_COMPILATION)
# error "Only <cookie-glib/cookie-glib.h> can be included directly."
#endif

#include <cookie-glib/morsel/cookie-morsel.h>

G_BEGIN_DECLS

#define COOKIE_TYPE_ITER (cookie_iter_get_type ())

COOKIE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (CookieIter, cookie_iter, COOKIE, ITER, GObject)

COOKIE_AVAILABLE_IN_1_0
CookieMorsel *cookie_iter_next_value (CookieIter *self);

G_END_DECLS
