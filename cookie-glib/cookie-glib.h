/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#define COOKIE_GLIB_INSIDE

#include <cookie-glib/cookie-version.h>
#include <cookie-glib/cookie-version-macros.h>

#include <cookie-glib/check/cookie-diagnose.h>
#include <cookie-glib/check/cookie-diagnostic.h>
#include <cookie-glib/cookie-enums.h>
#include <cookie-glib/cookie-error.h>

#include <cookie-glib/codecs/cookie-codec.h>
#include <cookie-glib/codecs/cookie-encrypted-codec.h>
#include <cookie-glib/codecs/cookie-json-codec.h>
#include <cookie-glib/codecs/cookie-keyring.h>
#include <cookie-glib/codecs/cookie-percent-codec.h>
#include <cookie-glib/codecs/cookie-sealed-codec.h>
#include <cookie-glib/codecs/cookie-signed-codec.h>
#include <cookie-glib/codecs/cookie-smart-codec.h>
#include <cookie-glib/codecs/cookie-string-codec.h>
#include <cookie-glib/codecs/cookie-variant-codec.h>

#include <cookie-glib/morsel/cookie-morsel.h>
#include <cookie-glib/cookie/cookie-schema.h>
#include <cookie-glib/cookie/cookie-iter.h>
#include <cookie-glib/cookie/cookie-base-cookie.h>
#include <cookie-glib/cookie/cookie-serial-cookie.h>
#include <cookie-glib/cookie/cookie-simple-cookie.h>
#include <cookie-glib/cookie/cookie-smart-cookie.h>

#undef COOKIE_GLIB_INSIDE
