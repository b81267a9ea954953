/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-base-cookie.h"
#include "cookie-table-private.h"

G_BEGIN_DECLS

typedef struct {
  CookieCodec *codec;
  CookieProfile profile;
  guint max_pairs;
  guint max_length;
  CookieTable table;
} CookieBaseCookiePrivate;

CookieBaseCookiePrivate *cookie_base_cookie_get_private (CookieBaseCookie *self);

void cookie_base_cookie_morsel_added   (CookieBaseCookie *self,
                                        CookieMorsel     *morsel);
void cookie_base_cookie_morsel_removed (CookieBaseCookie *self,
                                        CookieMorsel     *morsel);
void cookie_base_cookie_morsel_changed (CookieBaseCookie *self,
                                        CookieMorsel     *morsel);

gboolean cookie_base_cookie_is_watched (CookieBaseCookie *self);

GVariant *cookie_base_cookie_real_value_decode (CookieBaseCookie  *self,
                                                const char        *key,
                                                const char        *coded_value,
                                                GError           **error);

G_END_DECLS
