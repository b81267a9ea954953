/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined (COOKIE_GLIB_INSIDE) && !defined (COOKIE_COMPILATION)
# error "Only <cookie-glib/cookie-glib.h> can be included directly."
#endif

#include <glib-object.h>

#include <cookie-glib/cookie-version-macros.h>

G_BEGIN_DECLS

/**
 * CookieProfile:
 * @COOKIE_PROFILE_PYTHON: as `http.cookies` of Python 3.14 reads: a quoted value
 *   may hold `;`, white space separates cookies, `path=` and its like are
 *   attributes of the cookie before
 * @COOKIE_PROFILE_RFC6265: as a server should read what browsers send
 *   (draft-ietf-httpbis-rfc6265bis-22, §5.8.3, seen from the other end): `;`
 *   always separates, a bad pair is skipped, content never makes it fail
 * @COOKIE_PROFILE_STRICT: the grammar of
 *   draft-ietf-httpbis-rfc6265bis-22, §4.2.1, and nothing else
 *
 * How [method@Cookie.BaseCookie.load] reads a `Cookie:` header.
 *
 * Since: 1.0
 */
typedef enum {
  COOKIE_PROFILE_PYTHON,
  COOKIE_PROFILE_RFC6265,
  COOKIE_PROFILE_STRICT,
} CookieProfile;

#define COOKIE_TYPE_PROFILE (cookie_profile_get_type ())
COOKIE_AVAILABLE_IN_ALL
GType cookie_profile_get_type (void);

/**
 * CookieSameSite:
 * @COOKIE_SAME_SITE_DEFAULT: the attribute is not set, or has a value that
 *   browsers do not know
 * @COOKIE_SAME_SITE_NONE: sent with every request
 * @COOKIE_SAME_SITE_LAX: sent with requests of the same site, and with
 *   navigation to it
 * @COOKIE_SAME_SITE_STRICT: sent with requests of the same site alone
 *
 * The `SameSite` attribute (draft-ietf-httpbis-rfc6265bis-22, §5.6.7).
 *
 * Since: 1.0
 */
typedef enum {
  COOKIE_SAME_SITE_DEFAULT,
  COOKIE_SAME_SITE_NONE,
  COOKIE_SAME_SITE_LAX,
  COOKIE_SAME_SITE_STRICT,
} CookieSameSite;

#define COOKIE_TYPE_SAME_SITE (cookie_same_site_get_type ())
COOKIE_AVAILABLE_IN_ALL
GType cookie_same_site_get_type (void);

G_END_DECLS
