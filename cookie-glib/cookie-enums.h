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
COOKIE_AVAILABLE_IN_1_0
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
COOKIE_AVAILABLE_IN_1_0
GType cookie_same_site_get_type (void);

/**
 * CookieDiagnosticSeverity:
 * @COOKIE_DIAGNOSTIC_SEVERITY_ERROR: what it is about is lost: a browser drops
 *   the cookie, a header is read no further
 * @COOKIE_DIAGNOSTIC_SEVERITY_WARNING: it is kept, but not as it was meant
 * @COOKIE_DIAGNOSTIC_SEVERITY_HINT: it works; something could be better
 *
 * How much a [struct@Cookie.Diagnostic] matters.
 *
 * Since: 1.0
 */
typedef enum {
  COOKIE_DIAGNOSTIC_SEVERITY_ERROR,
  COOKIE_DIAGNOSTIC_SEVERITY_WARNING,
  COOKIE_DIAGNOSTIC_SEVERITY_HINT,
} CookieDiagnosticSeverity;

#define COOKIE_TYPE_DIAGNOSTIC_SEVERITY (cookie_diagnostic_severity_get_type ())
COOKIE_AVAILABLE_IN_1_0
GType cookie_diagnostic_severity_get_type (void);

/**
 * CookieDiagnosticCode:
 * @COOKIE_DIAGNOSTIC_CODE_NAMELESS: a value without a name
 * @COOKIE_DIAGNOSTIC_CODE_ILLEGAL_NAME: a name that no server should send
 * @COOKIE_DIAGNOSTIC_CODE_ILLEGAL_VALUE: a value that no server should send
 * @COOKIE_DIAGNOSTIC_CODE_CONTROL_CHARACTER: a control character
 * @COOKIE_DIAGNOSTIC_CODE_NOT_UTF8: text that is not UTF-8, read as ISO-8859-1
 * @COOKIE_DIAGNOSTIC_CODE_UNDECODABLE: a value that the codec cannot read
 * @COOKIE_DIAGNOSTIC_CODE_EMPTY: neither name nor value
 * @COOKIE_DIAGNOSTIC_CODE_DUPLICATE: a cookie whose name stood before
 * @COOKIE_DIAGNOSTIC_CODE_STOPPED: text from which on nothing was read
 * @COOKIE_DIAGNOSTIC_CODE_MORE: this many diagnostics more were not kept
 * @COOKIE_DIAGNOSTIC_CODE_TOO_LONG: name and value, or the value of an
 *   attribute, are longer than browsers take; or a header is longer than the
 *   cookie takes
 * @COOKIE_DIAGNOSTIC_CODE_PREFIX: the attributes do not keep what the prefix of
 *   the name promises, such as `__Host-`
 * @COOKIE_DIAGNOSTIC_CODE_ILLEGAL_DOMAIN: a domain that is no host name
 * @COOKIE_DIAGNOSTIC_CODE_DOMAIN_MISMATCH: a domain that the host of the origin
 *   is not part of
 * @COOKIE_DIAGNOSTIC_CODE_PUBLIC_SUFFIX: a domain below which anybody can
 *   register, such as `com`
 * @COOKIE_DIAGNOSTIC_CODE_INSECURE_ORIGIN: a `Secure` cookie of an origin that is
 *   not secure
 * @COOKIE_DIAGNOSTIC_CODE_NOT_SECURE: an attribute that needs `Secure`, without
 *   it; or, as a hint, a cookie of a secure origin without `Secure`
 * @COOKIE_DIAGNOSTIC_CODE_LONG_LIFETIME: a lifetime that browsers cut
 * @COOKIE_DIAGNOSTIC_CODE_EXPIRED: a lifetime that is over: the browser removes
 *   the cookie
 * @COOKIE_DIAGNOSTIC_CODE_EXPIRES_IGNORED: `Expires` next to `Max-Age`, which wins
 * @COOKIE_DIAGNOSTIC_CODE_ATTRIBUTE_IGNORED: an attribute with a value that
 *   browsers cannot read
 * @COOKIE_DIAGNOSTIC_CODE_ATTRIBUTE_REPEATED: an attribute that stands again
 *   later, which wins
 * @COOKIE_DIAGNOSTIC_CODE_ATTRIBUTE_UNKNOWN: an attribute that browsers do not know
 * @COOKIE_DIAGNOSTIC_CODE_NOT_HTTP_ONLY: a cookie that scripts can read
 * @COOKIE_DIAGNOSTIC_CODE_NO_SAME_SITE: a cookie that leaves to the browser which
 *   requests of other sites it goes with
 *
 * What a [struct@Cookie.Diagnostic] is about.
 *
 * Since: 1.0
 */
typedef enum {
  COOKIE_DIAGNOSTIC_CODE_NAMELESS,
  COOKIE_DIAGNOSTIC_CODE_ILLEGAL_NAME,
  COOKIE_DIAGNOSTIC_CODE_ILLEGAL_VALUE,
  COOKIE_DIAGNOSTIC_CODE_CONTROL_CHARACTER,
  COOKIE_DIAGNOSTIC_CODE_NOT_UTF8,
  COOKIE_DIAGNOSTIC_CODE_UNDECODABLE,
  COOKIE_DIAGNOSTIC_CODE_EMPTY,
  COOKIE_DIAGNOSTIC_CODE_DUPLICATE,
  COOKIE_DIAGNOSTIC_CODE_STOPPED,
  COOKIE_DIAGNOSTIC_CODE_MORE,
  COOKIE_DIAGNOSTIC_CODE_TOO_LONG,
  COOKIE_DIAGNOSTIC_CODE_PREFIX,
  COOKIE_DIAGNOSTIC_CODE_ILLEGAL_DOMAIN,
  COOKIE_DIAGNOSTIC_CODE_DOMAIN_MISMATCH,
  COOKIE_DIAGNOSTIC_CODE_PUBLIC_SUFFIX,
  COOKIE_DIAGNOSTIC_CODE_INSECURE_ORIGIN,
  COOKIE_DIAGNOSTIC_CODE_NOT_SECURE,
  COOKIE_DIAGNOSTIC_CODE_LONG_LIFETIME,
  COOKIE_DIAGNOSTIC_CODE_EXPIRED,
  COOKIE_DIAGNOSTIC_CODE_EXPIRES_IGNORED,
  COOKIE_DIAGNOSTIC_CODE_ATTRIBUTE_IGNORED,
  COOKIE_DIAGNOSTIC_CODE_ATTRIBUTE_REPEATED,
  COOKIE_DIAGNOSTIC_CODE_ATTRIBUTE_UNKNOWN,
  COOKIE_DIAGNOSTIC_CODE_NOT_HTTP_ONLY,
  COOKIE_DIAGNOSTIC_CODE_NO_SAME_SITE,
} CookieDiagnosticCode;

#define COOKIE_TYPE_DIAGNOSTIC_CODE (cookie_diagnostic_code_get_type ())
COOKIE_AVAILABLE_IN_1_0
GType cookie_diagnostic_code_get_type (void);

/**
 * CookieVariantFormat:
 * @COOKIE_VARIANT_FORMAT_TEXT: readable in the developer tools of a browser
 * @COOKIE_VARIANT_FORMAT_BINARY: the serialised value, little-endian, in
 *   base64url (RFC 4648, §5) without padding
 *
 * How a [class@Cookie.VariantCodec] writes a value.
 *
 * Since: 1.0
 */
typedef enum {
  COOKIE_VARIANT_FORMAT_TEXT,
  COOKIE_VARIANT_FORMAT_BINARY,
} CookieVariantFormat;

#define COOKIE_TYPE_VARIANT_FORMAT (cookie_variant_format_get_type ())
COOKIE_AVAILABLE_IN_1_0
GType cookie_variant_format_get_type (void);

G_END_DECLS
