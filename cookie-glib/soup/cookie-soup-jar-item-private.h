/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-soup-jar-item.h"

G_BEGIN_DECLS

CookieSoupJarItem *cookie_soup_jar_item_new         (SoupCookie        *cookie);
SoupCookie        *cookie_soup_jar_item_get_cookie  (CookieSoupJarItem *self);
int                cookie_soup_jar_item_compare     (CookieSoupJarItem *self,
                                                     SoupCookie        *cookie);

G_END_DECLS
