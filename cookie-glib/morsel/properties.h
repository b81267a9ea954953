/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-morsel.h"
#include "core/attribute.h"

G_BEGIN_DECLS

/* The properties of the class, and the notifications of their changes. */

typedef enum {
  PROP_0,
  PROP_KEY,
  PROP_VALUE,
  PROP_CODED_VALUE,
  PROP_PATH,
  PROP_DOMAIN,
  PROP_PRIORITY,
  PROP_MAX_AGE,
  PROP_EXPIRES,
  PROP_SECURE,
  PROP_HTTP_ONLY,
  PROP_PARTITIONED,
  PROP_SAME_SITE,
  PROP_EXPIRED,
  N_PROPS
} CookieMorselProperty;

void cookie_morsel_install_properties (GObjectClass         *klass);

void cookie_morsel_notify             (CookieMorsel         *self,
                                       CookieMorselProperty  property);
void cookie_morsel_notify_attribute   (CookieMorsel         *self,
                                       CookieAttribute       attribute);

G_END_DECLS
