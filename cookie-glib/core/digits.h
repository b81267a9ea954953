/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The length of the longest number, with its sign and a NUL */
#define COOKIE_DIGITS_SIZE 21

const char *cookie_digits_format    (gint64      number,
                                     char        buffer[COOKIE_DIGITS_SIZE]);
gboolean    cookie_digits_is_number (const char *text,
                                     gsize       length);

G_END_DECLS
