/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-base-cookie.h"

G_BEGIN_DECLS

/* The properties of the class, and the notifications of their changes. */

typedef enum {
  PROP_0,
  PROP_CODEC,
  PROP_SCHEMA,
  PROP_PROFILE,
  PROP_MAX_PAIRS,
  PROP_MAX_LENGTH,
  PROP_HAS_CHANGES,
  PROP_ITEM_TYPE,
  PROP_N_ITEMS,
  N_PROPS
} CookieBaseCookieProperty;

#define COOKIE_DEFAULT_MAX_PAIRS  3000
#define COOKIE_DEFAULT_MAX_LENGTH (16 * 1024 * 1024)

void cookie_base_cookie_install_properties (GObjectClass             *klass);

void cookie_base_cookie_notify             (CookieBaseCookie         *self,
                                            CookieBaseCookieProperty  property);

G_END_DECLS
