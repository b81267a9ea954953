/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "codecs/cookie-codec.h"
#include "morsel/cookie-morsel.h"

G_BEGIN_DECLS

/* What a schema says of a name. */
typedef struct {
  char *name;               /* NULL for the default */
  CookieCodec *codec;       /* NULL for that of the dictionary */
  CookieMorsel *attributes; /* never changed; no dictionary holds it */
} CookieSchemaEntry;

CookieSchemaEntry *cookie_schema_entry_new           (const char               *name,
                                                      CookieCodec              *codec,
                                                      CookieMorsel             *attributes,
                                                      GError                  **error);
void               cookie_schema_entry_free          (CookieSchemaEntry        *self);
CookieMorsel      *cookie_schema_entry_create_morsel (const CookieSchemaEntry  *self,
                                                      const char               *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CookieSchemaEntry, cookie_schema_entry_free)

G_END_DECLS
