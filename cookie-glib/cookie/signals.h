/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-base-cookie.h"

G_BEGIN_DECLS

/* The signals of the class, and their emission. */

void     cookie_base_cookie_install_signals (CookieBaseCookieClass *klass);

gboolean cookie_base_cookie_is_watched      (CookieBaseCookie      *self);
void     cookie_base_cookie_items_changed   (CookieBaseCookie      *self,
                                             guint                  position,
                                             guint                  n_removed,
                                             guint                  n_added);
void     cookie_base_cookie_morsel_added    (CookieBaseCookie      *self,
                                             CookieMorsel          *morsel);
void     cookie_base_cookie_morsel_removed  (CookieBaseCookie      *self,
                                             CookieMorsel          *morsel);
void     cookie_base_cookie_morsel_changed  (CookieBaseCookie      *self,
                                             CookieMorsel          *morsel);
void     cookie_base_cookie_diagnosed       (CookieBaseCookie      *self,
                                             CookieDiagnostic      *diagnostic);

G_END_DECLS
