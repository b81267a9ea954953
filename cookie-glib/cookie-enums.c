/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-enums.h"

G_DEFINE_ENUM_TYPE (CookieProfile, cookie_profile,
                    G_DEFINE_ENUM_VALUE (COOKIE_PROFILE_PYTHON, "python"),
                    G_DEFINE_ENUM_VALUE (COOKIE_PROFILE_RFC6265, "rfc6265"),
                    G_DEFINE_ENUM_VALUE (COOKIE_PROFILE_STRICT, "strict"))

G_DEFINE_ENUM_TYPE (CookieSameSite, cookie_same_site,
                    G_DEFINE_ENUM_VALUE (COOKIE_SAME_SITE_DEFAULT, "default"),
                    G_DEFINE_ENUM_VALUE (COOKIE_SAME_SITE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (COOKIE_SAME_SITE_LAX, "lax"),
                    G_DEFINE_ENUM_VALUE (COOKIE_SAME_SITE_STRICT, "strict"))

G_DEFINE_ENUM_TYPE (CookiePriority, cookie_priority,
                    G_DEFINE_ENUM_VALUE (COOKIE_PRIORITY_DEFAULT, "default"),
                    G_DEFINE_ENUM_VALUE (COOKIE_PRIORITY_LOW, "low"),
                    G_DEFINE_ENUM_VALUE (COOKIE_PRIORITY_MEDIUM, "medium"),
                    G_DEFINE_ENUM_VALUE (COOKIE_PRIORITY_HIGH, "high"))

G_DEFINE_ENUM_TYPE (CookieDiagnosticSeverity, cookie_diagnostic_severity,
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_SEVERITY_ERROR, "error"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_SEVERITY_WARNING, "warning"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_SEVERITY_HINT, "hint"))

G_DEFINE_ENUM_TYPE (CookieDiagnosticCode, cookie_diagnostic_code,
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_NAMELESS, "nameless"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_ILLEGAL_NAME, "illegal-name"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_ILLEGAL_VALUE, "illegal-value"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_CONTROL_CHARACTER, "control-character"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_NOT_UTF8, "not-utf8"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_UNDECODABLE, "undecodable"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_UNAUTHENTIC, "unauthentic"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_OUTDATED, "outdated"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_NO_KEY, "no-key"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_NOT_SEALED, "not-sealed"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_EMPTY, "empty"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_DUPLICATE, "duplicate"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_STOPPED, "stopped"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_ROTATED, "rotated"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_MORE, "more"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_TOO_LONG, "too-long"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_PREFIX, "prefix"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_ILLEGAL_DOMAIN, "illegal-domain"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_DOMAIN_MISMATCH, "domain-mismatch"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_PUBLIC_SUFFIX, "public-suffix"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_INSECURE_ORIGIN, "insecure-origin"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_NOT_SECURE, "not-secure"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_LONG_LIFETIME, "long-lifetime"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_EXPIRED, "expired"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_EXPIRES_IGNORED, "expires-ignored"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_ATTRIBUTE_IGNORED, "attribute-ignored"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_ATTRIBUTE_REPEATED, "attribute-repeated"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_ATTRIBUTE_UNKNOWN, "attribute-unknown"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_NOT_HTTP_ONLY, "not-http-only"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_NO_SAME_SITE, "no-same-site"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_NO_PATH, "no-path"),
                    G_DEFINE_ENUM_VALUE (COOKIE_DIAGNOSTIC_CODE_BROWSERS_DIFFER, "browsers-differ"))

G_DEFINE_ENUM_TYPE (CookieVariantFormat, cookie_variant_format,
                    G_DEFINE_ENUM_VALUE (COOKIE_VARIANT_FORMAT_TEXT, "text"),
                    G_DEFINE_ENUM_VALUE (COOKIE_VARIANT_FORMAT_BINARY, "binary"))
