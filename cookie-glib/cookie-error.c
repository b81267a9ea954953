/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-error.h"

G_DEFINE_QUARK (cookie-error-quark, cookie_error)

G_DEFINE_ENUM_TYPE (CookieError, cookie_error,
                    G_DEFINE_ENUM_VALUE (COOKIE_ERROR_ILLEGAL_KEY, "illegal-key"),
                    G_DEFINE_ENUM_VALUE (COOKIE_ERROR_RESERVED_KEY, "reserved-key"),
                    G_DEFINE_ENUM_VALUE (COOKIE_ERROR_ILLEGAL_VALUE, "illegal-value"),
                    G_DEFINE_ENUM_VALUE (COOKIE_ERROR_INVALID_ATTRIBUTE, "invalid-attribute"),
                    G_DEFINE_ENUM_VALUE (COOKIE_ERROR_SYNTAX, "syntax"),
                    G_DEFINE_ENUM_VALUE (COOKIE_ERROR_DECODE, "decode"),
                    G_DEFINE_ENUM_VALUE (COOKIE_ERROR_SIGNATURE, "signature"),
                    G_DEFINE_ENUM_VALUE (COOKIE_ERROR_LIMIT, "limit"),
                    G_DEFINE_ENUM_VALUE (COOKIE_ERROR_FAILED, "failed"))
