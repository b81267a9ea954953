/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined (COOKIE_GLIB_INSIDE) && !defined (COOKIE_COMPILATION)
# error "Only <cookie-glib/cookie-glib.h> can be included directly."
#endif

#include <cookie-glib/check/cookie-diagnostic.h>

G_BEGIN_DECLS

COOKIE_AVAILABLE_IN_1_0
GPtrArray *cookie_diagnose_set_cookie        (const char          *header,
                                              GUri                *origin,
                                              GDateTime           *now);
COOKIE_AVAILABLE_IN_1_0
GPtrArray *cookie_diagnose_set_cookie_fields (const char * const  *fields,
                                              GUri                *origin,
                                              GDateTime           *now);
COOKIE_AVAILABLE_IN_1_0
GPtrArray *cookie_diagnose_set_cookie_bytes  (GBytes              *header,
                                              GUri                *origin,
                                              GDateTime           *now);

G_END_DECLS
