/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined (COOKIE_GLIB_INSIDE) && !defined (COOKIE_COMPILATION)
# error "Only <cookie-glib/cookie-glib.h> can be included directly."
#endif

#include <glib-object.h>

#include <cookie-glib/cookie-version-macros.h>

G_BEGIN_DECLS

/**
 * CookieError:
 * @COOKIE_ERROR_ILLEGAL_KEY: a name that is empty or holds a character that no
 *   cookie name can hold
 * @COOKIE_ERROR_RESERVED_KEY: a name that is the name of an attribute, such as
 *   `path`
 * @COOKIE_ERROR_ILLEGAL_VALUE: a coded value that would break the header: it
 *   holds a control character or a semicolon
 * @COOKIE_ERROR_INVALID_ATTRIBUTE: an attribute that does not exist, or whose
 *   value is of the wrong type or would break the header
 * @COOKIE_ERROR_SYNTAX: text that does not follow the grammar that the profile
 *   asks for
 * @COOKIE_ERROR_DECODE: a coded value that the codec cannot read
 * @COOKIE_ERROR_SIGNATURE: a signed value that was tampered with, has expired,
 *   or was signed by a key that is not known
 * @COOKIE_ERROR_LIMIT: more pairs or more bytes than the cookie accepts
 * @COOKIE_ERROR_FAILED: an override failed without saying why
 *
 * Errors that functions of this library set.
 *
 * Python's single `CookieError` is all of these.
 *
 * Since: 1.0
 */
typedef enum {
  COOKIE_ERROR_ILLEGAL_KEY,
  COOKIE_ERROR_RESERVED_KEY,
  COOKIE_ERROR_ILLEGAL_VALUE,
  COOKIE_ERROR_INVALID_ATTRIBUTE,
  COOKIE_ERROR_SYNTAX,
  COOKIE_ERROR_DECODE,
  COOKIE_ERROR_SIGNATURE,
  COOKIE_ERROR_LIMIT,
  COOKIE_ERROR_FAILED,
} CookieError;

/**
 * COOKIE_ERROR:
 *
 * The error domain of this library.
 *
 * Since: 1.0
 */
#define COOKIE_ERROR (cookie_error_quark ())

/**
 * cookie_error_quark:
 *
 * What [error@Cookie.Error] is told apart by, in a `GError`.
 *
 * Returns: the quark of the domain
 *
 * Since: 1.0
 */
COOKIE_AVAILABLE_IN_1_0
GQuark cookie_error_quark (void);

#define COOKIE_TYPE_ERROR (cookie_error_get_type ())
COOKIE_AVAILABLE_IN_1_0
GType cookie_error_get_type (void);

G_END_DECLS
