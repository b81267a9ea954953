/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined (COOKIE_GLIB_INSIDE) && !defined (COOKIE_COMPILATION)
# error "Only <cookie-glib/cookie-glib.h> can be included directly."
#endif

#include <glib-object.h>

#include <cookie-glib/cookie-version-macros.h>

G_BEGIN_DECLS

#define COOKIE_TYPE_KEYRING (cookie_keyring_get_type ())

COOKIE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (CookieKeyring, cookie_keyring, COOKIE, KEYRING, GObject)

COOKIE_AVAILABLE_IN_1_0
CookieKeyring *cookie_keyring_new             (void);

COOKIE_AVAILABLE_IN_1_0
GBytes        *cookie_keyring_generate_secret (void);
COOKIE_AVAILABLE_IN_1_0
GBytes        *cookie_keyring_load_secret     (const char     *path,
                                               GError        **error);

COOKIE_AVAILABLE_IN_1_0
gboolean       cookie_keyring_append          (CookieKeyring  *self,
                                               GBytes         *secret,
                                               GError        **error);
COOKIE_AVAILABLE_IN_1_0
gboolean       cookie_keyring_prepend         (CookieKeyring  *self,
                                               GBytes         *secret,
                                               GError        **error);
COOKIE_AVAILABLE_IN_1_0
gboolean       cookie_keyring_remove          (CookieKeyring  *self,
                                               GBytes         *secret);
COOKIE_AVAILABLE_IN_1_0
guint          cookie_keyring_get_size        (CookieKeyring  *self);

G_END_DECLS
