/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-schema.h"
#include "schema-entry.h"

G_BEGIN_DECLS

void                     cookie_schema_freeze     (CookieSchema *self);
const CookieSchemaEntry *cookie_schema_find       (CookieSchema *self,
                                                   const char   *name,
                                                   gsize         length);
gboolean                 cookie_schema_has_codecs (CookieSchema *self);

G_END_DECLS
