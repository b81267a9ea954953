/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-morsel-private.h"

G_BEGIN_DECLS

/* What an attribute is to be. */
typedef struct {
  CookieAttribute attribute;
  CookieAttributeKind kind;
  char *text; /* owned; NULL if the kind says all */
} CookieChange;

/* Each of these reads a value that an attribute is to be set to, and sets an error if it cannot. */

gboolean cookie_change_read_text    (CookieChange     *self,
                                     CookieAttribute   attribute,
                                     const char       *text,
                                     gsize             length,
                                     GError          **error);
gboolean cookie_change_read_string  (CookieChange     *self,
                                     CookieAttribute   attribute,
                                     const char       *text,
                                     GError          **error);
gboolean cookie_change_read_integer (CookieChange     *self,
                                     CookieAttribute   attribute,
                                     gint64            integer);
gboolean cookie_change_read_boolean (CookieChange     *self,
                                     CookieAttribute   attribute,
                                     gboolean          boolean,
                                     GError          **error);
gboolean cookie_change_read_variant (CookieChange     *self,
                                     CookieAttribute   attribute,
                                     GVariant         *value,
                                     GError          **error);
gboolean cookie_change_read_value   (CookieChange     *self,
                                     CookieAttribute   attribute,
                                     const GValue     *value,
                                     GError          **error);

G_END_DECLS
