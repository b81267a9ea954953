/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined (COOKIE_GLIB_INSIDE) && !defined (COOKIE_COMPILATION)
# error "Only <cookie-glib/cookie-glib.h> can be included directly."
#endif

#ifndef COOKIE_EXTERN
# define COOKIE_EXTERN __attribute__ ((visibility ("default"))) extern
#endif

#define COOKIE_AVAILABLE_IN_ALL COOKIE_EXTERN
