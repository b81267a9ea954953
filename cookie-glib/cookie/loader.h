/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-enums.h"
#include "report.h"

G_BEGIN_DECLS

/* Decodes the value of the cookie @name. */
typedef GVariant * (* CookieLoaderFunc) (const char  *name,
                                         const char  *coded_value,
                                         gpointer     user_data,
                                         GError     **error);

/* Reads a `Cookie:` header into slices, and checks all of it before any dictionary changes. */
typedef struct {
  CookieProfile profile;
  guint room;             /* how many pairs the dictionary can take */
  guint max_pairs;        /* its properties, for messages */
  guint max_length;
  gboolean unquote;       /* a value is its coded value without quotes */
  CookieSchema *schema;    /* or NULL */
  CookieLoaderFunc decode; /* or NULL, if values follow from coded values */
  gboolean decodes_all;    /* not just those for which the schema has a codec */
  gpointer user_data;
  CookieReports *reports;
  CookieHeader *header;
  const CookieSchemaEntry *entry; /* of the last cookie, or NULL */
  guint n_overruled;              /* attributes that are left out because of a schema */
} CookieLoader;

CookieHeader *cookie_loader_read (CookieLoader  *self,
                                  const char    *input,
                                  gsize          length,
                                  GError       **error);

G_END_DECLS
