/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-base-cookie.h"

G_BEGIN_DECLS

char     *cookie_values_encode                 (CookieBaseCookie  *self,
                                                const char        *name,
                                                GVariant          *value,
                                                GVariant         **real_value,
                                                GError           **error);
GVariant *cookie_values_decode                 (CookieBaseCookie  *self,
                                                const char        *name,
                                                const char        *coded_value,
                                                GError           **error);
char     *cookie_base_cookie_real_value_encode (CookieBaseCookie  *self,
                                                const char        *name,
                                                GVariant          *value,
                                                GError           **error);
GVariant *cookie_base_cookie_real_value_decode (CookieBaseCookie  *self,
                                                const char        *name,
                                                const char        *coded_value,
                                                GError           **error);

G_END_DECLS
