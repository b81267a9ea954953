/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The origin that sets a cookie. */
typedef struct
{
  char     *host;   /* or NULL; in lower case, as ASCII, an IPv6 address in brackets */
  gboolean  secure; /* whether the browser takes Secure cookies from there */
  gboolean  is_encrypted;
  gboolean  is_top; /* whether the default-path is / */
} CookieOrigin;

gboolean cookie_origin_init             (CookieOrigin *self,
                                         GUri         *uri);
void     cookie_origin_clear            (CookieOrigin *self);

gboolean cookie_domain_is_public_suffix (const char   *domain);
gboolean cookie_domain_is_above_public_suffix (const char *domain,
                                               const char *host);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CookieOrigin, cookie_origin_clear)

G_END_DECLS
