/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined (COOKIE_GLIB_INSIDE) && !defined (COOKIE_COMPILATION)
# error "Only <cookie-glib/cookie-glib.h> can be included directly."
#endif

#include <cookie-glib/codecs/cookie-codec.h>
#include <cookie-glib/morsel/cookie-morsel.h>

G_BEGIN_DECLS

#define COOKIE_TYPE_SCHEMA (cookie_schema_get_type ())

COOKIE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (CookieSchema, cookie_schema, COOKIE, SCHEMA, GObject)

COOKIE_AVAILABLE_IN_1_0
CookieSchema  *cookie_schema_new           (void);

COOKIE_AVAILABLE_IN_1_0
gboolean       cookie_schema_add           (CookieSchema  *self,
                                            const char    *name,
                                            CookieCodec   *codec,
                                            CookieMorsel  *attributes,
                                            GError       **error);
COOKIE_AVAILABLE_IN_1_0
gboolean       cookie_schema_set_default   (CookieSchema  *self,
                                            CookieCodec   *codec,
                                            CookieMorsel  *attributes,
                                            GError       **error);

COOKIE_AVAILABLE_IN_1_0
char         **cookie_schema_get_names     (CookieSchema  *self);
COOKIE_AVAILABLE_IN_1_0
CookieCodec   *cookie_schema_lookup_codec  (CookieSchema  *self,
                                            const char    *name);
COOKIE_AVAILABLE_IN_1_0
CookieMorsel  *cookie_schema_create_morsel (CookieSchema  *self,
                                            const char    *name,
                                            GError       **error);
COOKIE_AVAILABLE_IN_1_0
GPtrArray     *cookie_schema_diagnose      (CookieSchema  *self,
                                            GUri          *origin);

G_END_DECLS
