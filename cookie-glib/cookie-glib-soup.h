/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#define COOKIE_GLIB_SOUP_INSIDE

#include <cookie-glib/cookie-glib.h>
#include <libsoup/soup.h>

#include <cookie-glib/soup/cookie-soup-cookie.h>
#include <cookie-glib/soup/cookie-soup-headers.h>
#include <cookie-glib/soup/cookie-soup-jar-item.h>
#include <cookie-glib/soup/cookie-soup-jar-model.h>
#include <cookie-glib/soup/cookie-soup-origin.h>

#undef COOKIE_GLIB_SOUP_INSIDE
