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
 * @COOKIE_PROFILE_PYTHON: the rules of `http.cookies` of Python 3.14: a quoted value
 *   can contain `;`, white space separates cookies, and `path=` and the like are
 *   attributes of the cookie before
 * @COOKIE_PROFILE_RFC6265: what a server should read from browsers
 *   (draft-ietf-httpbis-rfc6265bis-22, §5.8.3, in reverse): `;` always separates,
 *   an invalid pair is skipped, and content never makes a load fail
 * @COOKIE_PROFILE_STRICT: the grammar of
 *   draft-ietf-httpbis-rfc6265bis-22, §4.2.1, and nothing else
 *
 * The rules by which [method@Cookie.BaseCookie.load] reads a `Cookie` header field.
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
 * @COOKIE_SAME_SITE_NONE: with every request
 * @COOKIE_SAME_SITE_LAX: with requests of the same site, and with navigation to it
 * @COOKIE_SAME_SITE_STRICT: with requests of the same site only
 *
 * The requests that a browser sends a cookie with: the `SameSite` attribute
 * (draft-ietf-httpbis-rfc6265bis-22, §5.6.7).
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
 * CookiePriority:
 * @COOKIE_PRIORITY_DEFAULT: the attribute is not set, or has a value that browsers
 *   do not know
 * @COOKIE_PRIORITY_LOW: deleted first
 * @COOKIE_PRIORITY_MEDIUM: the default of browsers
 * @COOKIE_PRIORITY_HIGH: deleted last
 *
 * The order in which a browser deletes cookies when it has too many: the `Priority`
 * attribute (draft-west-cookie-priority-00, §3).
 *
 * Since: 1.0
 */
typedef enum {
  COOKIE_PRIORITY_DEFAULT,
  COOKIE_PRIORITY_LOW,
  COOKIE_PRIORITY_MEDIUM,
  COOKIE_PRIORITY_HIGH,
} CookiePriority;

#define COOKIE_TYPE_PRIORITY (cookie_priority_get_type ())
COOKIE_AVAILABLE_IN_1_0
GType cookie_priority_get_type (void);

/**
 * CookieDiagnosticSeverity:
 * @COOKIE_DIAGNOSTIC_SEVERITY_ERROR: the affected cookie or text is lost
 * @COOKIE_DIAGNOSTIC_SEVERITY_WARNING: the cookie is kept, but not as intended
 * @COOKIE_DIAGNOSTIC_SEVERITY_HINT: the cookie is kept; something can be improved
 *
 * How much a [class@Cookie.Diagnostic] matters.
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
 * @COOKIE_DIAGNOSTIC_CODE_UNAUTHENTIC: a sealed value that was changed, or that
 *   belongs to another cookie or purpose: `COOKIE_ERROR_UNAUTHENTIC`
 * @COOKIE_DIAGNOSTIC_CODE_OUTDATED: a sealed value that is older than its lifetime, has
 *   no time, or comes from the future: `COOKIE_ERROR_EXPIRED`; or, in a schema, one that
 *   a browser keeps longer than its lifetime
 * @COOKIE_DIAGNOSTIC_CODE_NO_KEY: a sealed value whose secret is not known:
 *   `COOKIE_ERROR_NO_KEY`
 * @COOKIE_DIAGNOSTIC_CODE_NOT_SEALED: a value that the codec did not seal:
 *   `COOKIE_ERROR_NOT_SEALED`
 * @COOKIE_DIAGNOSTIC_CODE_EMPTY: neither name nor value
 * @COOKIE_DIAGNOSTIC_CODE_DUPLICATE: a name that the header field already has
 * @COOKIE_DIAGNOSTIC_CODE_STOPPED: the place where reading stopped
 * @COOKIE_DIAGNOSTIC_CODE_ROTATED: a value that the codec renews, such as one that an
 *   older secret sealed, and that is to be sent again
 * @COOKIE_DIAGNOSTIC_CODE_MORE: the number of diagnostics that were not kept
 * @COOKIE_DIAGNOSTIC_CODE_TOO_LONG: a name and value, or the value of an attribute,
 *   that is longer than browsers accept; or a header that is longer, or has more pairs,
 *   than the cookie dictionary accepts; or a coded value that is longer than the codec reads
 * @COOKIE_DIAGNOSTIC_CODE_PREFIX: attributes that break the rule of a prefix of the
 *   name, such as `__Host-`
 * @COOKIE_DIAGNOSTIC_CODE_ILLEGAL_DOMAIN: a domain that is not a host name
 * @COOKIE_DIAGNOSTIC_CODE_DOMAIN_MISMATCH: a domain that does not include the host
 *   of the origin
 * @COOKIE_DIAGNOSTIC_CODE_PUBLIC_SUFFIX: a domain below which anybody can
 *   register, such as `com`
 * @COOKIE_DIAGNOSTIC_CODE_INSECURE_ORIGIN: a `Secure` cookie from an origin that is
 *   not secure
 * @COOKIE_DIAGNOSTIC_CODE_NOT_SECURE: an attribute that requires `Secure`, without
 *   it; or, as a hint, a cookie of a secure origin without `Secure`
 * @COOKIE_DIAGNOSTIC_CODE_LONG_LIFETIME: a lifetime that browsers shorten
 * @COOKIE_DIAGNOSTIC_CODE_EXPIRED: an expired lifetime: the browser deletes the
 *   cookie
 * @COOKIE_DIAGNOSTIC_CODE_EXPIRES_IGNORED: an `Expires` that `Max-Age` overrides
 * @COOKIE_DIAGNOSTIC_CODE_ATTRIBUTE_IGNORED: an attribute with a value that
 *   browsers cannot read; or, in a `Cookie` header field, one that comes before the
 *   first cookie, or belongs to a cookie whose attributes a schema says
 * @COOKIE_DIAGNOSTIC_CODE_ATTRIBUTE_REPEATED: an attribute that a later one
 *   overrides
 * @COOKIE_DIAGNOSTIC_CODE_ATTRIBUTE_UNKNOWN: an attribute that browsers do not know
 * @COOKIE_DIAGNOSTIC_CODE_NOT_HTTP_ONLY: a cookie that scripts can read
 * @COOKIE_DIAGNOSTIC_CODE_NO_SAME_SITE: a cookie without `SameSite`, which browsers
 *   treat differently
 * @COOKIE_DIAGNOSTIC_CODE_NO_PATH: a cookie without `Path`, which is that of the
 *   directory of the request
 * @COOKIE_DIAGNOSTIC_CODE_BROWSERS_DIFFER: a cookie that one of Chromium, Firefox and
 *   WebKitGTK keeps and another does not, or not all of it: an error if none of them
 *   keeps the cookie, a warning if a protection is missing or the cookie is lost
 *   somewhere, else a hint
 *
 * The kind of a [class@Cookie.Diagnostic].
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
  COOKIE_DIAGNOSTIC_CODE_UNAUTHENTIC,
  COOKIE_DIAGNOSTIC_CODE_OUTDATED,
  COOKIE_DIAGNOSTIC_CODE_NO_KEY,
  COOKIE_DIAGNOSTIC_CODE_NOT_SEALED,
  COOKIE_DIAGNOSTIC_CODE_EMPTY,
  COOKIE_DIAGNOSTIC_CODE_DUPLICATE,
  COOKIE_DIAGNOSTIC_CODE_STOPPED,
  COOKIE_DIAGNOSTIC_CODE_ROTATED,
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
  COOKIE_DIAGNOSTIC_CODE_NO_PATH,
  COOKIE_DIAGNOSTIC_CODE_BROWSERS_DIFFER,
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
 * The text format of a [class@Cookie.VariantCodec].
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
