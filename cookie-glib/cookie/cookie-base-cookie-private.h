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

extern GType cookie_base_cookie_usual_type; /* that of most dictionaries, once there was one */

void cookie_base_cookie_install_private (CookieBaseCookieClass *klass);

void cookie_base_cookie_init_schema     (CookieBaseCookie      *self,
                                         CookieSchema          *schema);

static inline CookieBaseCookiePrivate *
cookie_base_cookie_get_private (CookieBaseCookie *self)
{
  return G_STRUCT_MEMBER_P (self, cookie_base_cookie_private_offset);
}

/* COOKIE_IS_BASE_COOKIE() that asks the type system only of a class that is not the usual one. */
static inline gboolean
cookie_base_cookie_is_one (gpointer instance)
{
  const GTypeInstance *self = instance;

  return (self != NULL && self->g_class != NULL && self->g_class->g_type == cookie_base_cookie_usual_type) ||
         COOKIE_IS_BASE_COOKIE (instance);
}

#define COOKIE_IS_BASE_COOKIE(instance) cookie_base_cookie_is_one (instance)

G_END_DECLS
