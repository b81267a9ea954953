/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "verdict.h"

G_BEGIN_DECLS

void cookie_check_browser_attribute (CookieCheck                    *check,
                                     const CookieSetCookieAttribute *attribute);
void cookie_check_browser_texts     (CookieCheck                    *check,
                                     const char                     *text,
                                     gsize                           length);
void cookie_check_browser_tabs      (CookieCheck                    *check,
                                     const char                     *text,
                                     gsize                           length);
void cookie_check_browsers          (CookieCheck                    *check);

G_END_DECLS
