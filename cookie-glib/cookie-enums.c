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
