/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "changes.h"
#include "cookie-base-cookie.h"
#include "cookie-schema-private.h"
#include "report.h"
#include "table.h"

G_BEGIN_DECLS

typedef struct {
  CookieCodec *codec;
  CookieSchema *schema; /* NULL if there is none */
  CookieProfile profile;
  guint max_pairs;
  guint max_length;

  CookieTable table;
  CookieChanges changes;
  gboolean had_changes; /* when the property has-changes was last notified */
  CookieReports reports;
} CookieBaseCookiePrivate;

extern int cookie_base_cookie_private_offset;

void cookie_base_cookie_install_private (CookieBaseCookieClass *klass);

static inline CookieBaseCookiePrivate *
cookie_base_cookie_get_private (CookieBaseCookie *self)
{
  return G_STRUCT_MEMBER_P (self, cookie_base_cookie_private_offset);
}

G_END_DECLS
