/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined (COOKIE_GLIB_SOUP_INSIDE) && !defined (COOKIE_COMPILATION)
# error "Only <cookie-glib/cookie-glib-soup.h> can be included directly."
#endif

#include <cookie-glib/cookie-version-macros.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * CookieSoupOriginFlags:
 * @COOKIE_SOUP_ORIGIN_NONE: trust no header field
 * @COOKIE_SOUP_ORIGIN_TRUST_FORWARDED: trust `Forwarded` (RFC 7239)
 * @COOKIE_SOUP_ORIGIN_TRUST_X_FORWARDED: trust `X-Forwarded-Proto` and `X-Forwarded-Host`
 *
 * The header fields that are trusted to tell the origin of a request.
 *
 * [func@CookieSoup.get_origin] reads them. Set the flag of the fields that the proxy in front of the server sets on every request,
 * and no other: a client can send any field that the proxy passes on.
 *
 * Since: 1.0
 */
typedef enum {
  COOKIE_SOUP_ORIGIN_NONE = 0,
  COOKIE_SOUP_ORIGIN_TRUST_FORWARDED = 1 << 0,
  COOKIE_SOUP_ORIGIN_TRUST_X_FORWARDED = 1 << 1,
} CookieSoupOriginFlags;

#define COOKIE_SOUP_TYPE_ORIGIN_FLAGS (cookie_soup_origin_flags_get_type ())

COOKIE_AVAILABLE_IN_1_0
GType  cookie_soup_origin_flags_get_type (void);

COOKIE_AVAILABLE_IN_1_0
GUri  *cookie_soup_get_origin            (SoupServerMessage     *msg,
                                          CookieSoupOriginFlags  flags);

G_END_DECLS
