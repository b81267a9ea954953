/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-base-cookie.h"
#include "item.h"

G_BEGIN_DECLS

/* Changes of a dictionary, from parts that were checked before, with their signals. */

void          cookie_base_cookie_changes_updated (CookieBaseCookie *self);

CookieMorsel *cookie_base_cookie_create_morsel   (CookieBaseCookie *self,
                                                  const char       *name,
                                                  char             *coded_value,
                                                  GVariant         *value);
void          cookie_base_cookie_add             (CookieBaseCookie *self,
                                                  CookieMorsel     *morsel);
void          cookie_base_cookie_put_string      (CookieBaseCookie *self,
                                                  CookieItem       *item,
                                                  const char       *name,
                                                  const char       *coded_value);
gboolean      cookie_base_cookie_change_value    (CookieBaseCookie *self,
                                                  CookieMorsel     *morsel,
                                                  char             *coded_value,
                                                  GVariant         *value);
void          cookie_base_cookie_assign          (CookieBaseCookie *self,
                                                  CookieMorsel     *morsel,
                                                  const char       *name,
                                                  GVariant         *value,
                                                  char             *coded_value);

G_END_DECLS
