/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-schema.h"

G_BEGIN_DECLS

/* What a schema says of a name. */
typedef struct {
  char *name;               /* NULL for the default */
  CookieCodec *codec;       /* NULL for that of the dictionary */
  CookieMorsel *attributes; /* never changed; no dictionary holds it */
} CookieSchemaEntry;

void                     cookie_schema_freeze     (CookieSchema *self);
const CookieSchemaEntry *cookie_schema_find       (CookieSchema *self,
                                                   const char   *name,
                                                   gsize         length);
gboolean                 cookie_schema_has_codecs (CookieSchema *self);

G_END_DECLS
