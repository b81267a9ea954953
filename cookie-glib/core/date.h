/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "Sun, 06 Nov 1994 08:49:37 GMT" and its NUL */
#define COOKIE_DATE_SIZE 30

/* The first and the last second that a cookie-date can name: years 1601 to 9999 */
#define COOKIE_DATE_MIN G_GINT64_CONSTANT (-11644473600)
#define COOKIE_DATE_MAX G_GINT64_CONSTANT (253402300799)

gboolean cookie_date_parse        (const char *text,
                                   gsize       length,
                                   gint64     *unix_time,
                                   gboolean   *is_formatted);
gboolean cookie_date_parse_loosely (const char *text,
                                    gsize       length,
                                    gint64     *unix_time);
gboolean cookie_date_is_too_early (const char *text,
                                   gsize       length);
gint64   cookie_date_clamp        (gint64      unix_time);
void     cookie_date_format       (gint64      unix_time,
                                   char        buffer[COOKIE_DATE_SIZE]);

G_END_DECLS
