/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined (COOKIE_GLIB_INSIDE) && !defined (COOKIE_COMPILATION)
# error "Only <cookie-glib/cookie-glib.h> can be included directly."
#endif

#include <glib.h>

#include <cookie-glib/cookie-version.h>

#ifndef _COOKIE_EXTERN
# define _COOKIE_EXTERN __attribute__ ((visibility ("default"))) extern
#endif

/**
 * COOKIE_VERSION_1_0:
 *
 * Version 1.0, for `COOKIE_VERSION_MIN_REQUIRED` and `COOKIE_VERSION_MAX_ALLOWED`.
 *
 * Since: 1.0
 */
#define COOKIE_VERSION_1_0 (G_ENCODE_VERSION (1, 0))

/* The stable version that these headers are of, or lead to. */
#define _COOKIE_VERSION_STABLE \
  (G_ENCODE_VERSION (COOKIE_MAJOR_VERSION, COOKIE_MINOR_VERSION + COOKIE_MINOR_VERSION % 2))

/**
 * COOKIE_VERSION_MIN_REQUIRED:
 *
 * Oldest version that a program has to run with.
 *
 * A program defines it before it includes the header, as a version such as
 * `COOKIE_VERSION_1_0`. The compiler then warns of what was deprecated in that
 * version or before. The default is the version of the headers.
 *
 * Since: 1.0
 */
#ifndef COOKIE_VERSION_MIN_REQUIRED
# define COOKIE_VERSION_MIN_REQUIRED _COOKIE_VERSION_STABLE
#endif

/**
 * COOKIE_VERSION_MAX_ALLOWED:
 *
 * Newest version whose functions a program may call.
 *
 * A program defines it before it includes the header, as a version such as
 * `COOKIE_VERSION_1_0`. The compiler then warns of a function that came later.
 * The default is the version of the headers.
 *
 * Since: 1.0
 */
#ifndef COOKIE_VERSION_MAX_ALLOWED
# define COOKIE_VERSION_MAX_ALLOWED _COOKIE_VERSION_STABLE
#endif

#if COOKIE_VERSION_MIN_REQUIRED < COOKIE_VERSION_1_0
# error "COOKIE_VERSION_MIN_REQUIRED must be COOKIE_VERSION_1_0 or later."
#endif
#if COOKIE_VERSION_MAX_ALLOWED < COOKIE_VERSION_MIN_REQUIRED
# error "COOKIE_VERSION_MAX_ALLOWED must be COOKIE_VERSION_MIN_REQUIRED or later."
#endif

#define _COOKIE_UNAVAILABLE(major, minor) G_UNAVAILABLE (major, minor) _COOKIE_EXTERN

/* Each stable version adds such a block. */
#if COOKIE_VERSION_MAX_ALLOWED < COOKIE_VERSION_1_0
# define COOKIE_AVAILABLE_IN_1_0 _COOKIE_UNAVAILABLE (1, 0)
#else
# define COOKIE_AVAILABLE_IN_1_0 _COOKIE_EXTERN
#endif
