/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Flags of a text. */
enum {
  COOKIE_TEXT_CONTROL   = 1 << 0, /* contains a control character, HTAB included */
  COOKIE_TEXT_NON_ASCII = 1 << 1,
  COOKIE_TEXT_CONVERTED = 1 << 2, /* UTF-8 that was ISO-8859-1, or may have been */
};

guint    cookie_text_get_flags     (const char *text,
                                    gsize       length);
gboolean cookie_text_is_utf8       (const char *text,
                                    gsize       length);
guint64  cookie_text_find_all      (const char *text,
                                    gsize       length,
                                    char        c,
                                    char        other);

G_END_DECLS
