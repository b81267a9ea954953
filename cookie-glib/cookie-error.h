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
 * @COOKIE_ERROR_ILLEGAL_KEY: a name that is empty or has a character that no cookie
 *   name can have
 * @COOKIE_ERROR_RESERVED_KEY: a name that is the name of an attribute, such as
 *   `path`
 * @COOKIE_ERROR_ILLEGAL_VALUE: a value that cannot be sent: its text has a control
 *   character or a semicolon, or the codec cannot write it
 * @COOKIE_ERROR_INVALID_ATTRIBUTE: an attribute that does not exist, or whose value
 *   has the wrong type or a character that a header cannot hold
 * @COOKIE_ERROR_SYNTAX: text that does not follow the grammar
 * @COOKIE_ERROR_DECODE: a coded value that the codec cannot read
 * @COOKIE_ERROR_UNAUTHENTIC: a sealed value that was changed, or that belongs to
 *   another cookie or purpose
 * @COOKIE_ERROR_EXPIRED: a sealed value that is older than its lifetime, has no time,
 *   or comes from the future
 * @COOKIE_ERROR_NO_KEY: a sealed value whose secret is not known, or no secret to
 *   seal with
 * @COOKIE_ERROR_NOT_SEALED: a value that the codec did not seal: plain text, or text
 *   that a codec of another kind sealed
 * @COOKIE_ERROR_INVALID_SECRET: a secret that is too short or nothing but zeros, or a file
 *   that holds none or that others can read
 * @COOKIE_ERROR_NOT_SUPPORTED: a feature that the library was built without, or a change of a
 *   schema that is in use
 * @COOKIE_ERROR_LIMIT: more pairs or more bytes than are accepted
 * @COOKIE_ERROR_FAILED: an override that failed without an error
 *
 * Errors that functions of this library set.
 *
 * In Python, `CookieError` stands for all of these.
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
  COOKIE_ERROR_UNAUTHENTIC,
  COOKIE_ERROR_EXPIRED,
  COOKIE_ERROR_NO_KEY,
  COOKIE_ERROR_NOT_SEALED,
  COOKIE_ERROR_INVALID_SECRET,
  COOKIE_ERROR_NOT_SUPPORTED,
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
 * Gets the quark of the error domain of this library.
 *
 * Returns: the quark
 *
 * Since: 1.0
 */
COOKIE_AVAILABLE_IN_1_0
GQuark cookie_error_quark (void);

#define COOKIE_TYPE_ERROR (cookie_error_get_type ())
COOKIE_AVAILABLE_IN_1_0
GType cookie_error_get_type (void);

G_END_DECLS
