/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-soup-cookie.h"

G_BEGIN_DECLS

GDateTime *cookie_soup_dup_expiry    (CookieMorsel   *morsel);
void       cookie_soup_set_same_site (SoupCookie     *cookie,
                                      CookieSameSite  same_site);

G_END_DECLS
