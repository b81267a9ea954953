/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "attribute.h"

G_BEGIN_DECLS

/* A prefix of names, and what browsers want of the cookies that have it. All need Secure. */
typedef struct {
  const char *text;
  gboolean http_only;
  gboolean host; /* a Path of `/`, and no Domain */
  const char *section;
  const char *rule;
} CookieNamePrefix;

const CookieNamePrefix *cookie_name_prefix_find  (const char             *name,
                                                  gsize                   length);
gboolean                cookie_name_prefix_needs (const CookieNamePrefix *self,
                                                  CookieAttribute         attribute);

G_END_DECLS
