/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Character classes. */
enum {
  COOKIE_CHAR_TOKEN   = 1 << 0, /* a token of RFC 9110, §5.6.2 */
  COOKIE_CHAR_NAME    = 1 << 1, /* a name: a token, and ':' as in Python */
  COOKIE_CHAR_OCTET   = 1 << 2, /* a cookie-octet of 6265bis, §4.1.1 */
  COOKIE_CHAR_KEY     = 1 << 3, /* a key in CPython's pattern, except '=' */
  COOKIE_CHAR_VALUE   = 1 << 4, /* an unquoted value in CPython's pattern */
  COOKIE_CHAR_WORD    = 1 << 5, /* \w of CPython's pattern */
  COOKIE_CHAR_PLAIN   = 1 << 6, /* not escaped in a value quoted by Python */
  COOKIE_CHAR_CONTROL = 1 << 7, /* 00-1F and 7F */
};

extern const guint8 cookie_chars[256];

#define cookie_char_is(c, kind) ((cookie_chars[(guint8) (c)] & (kind)) != 0)
#define cookie_char_is_space(c) ((c) == ' ' || (c) == '\t')

gsize    cookie_text_span          (const char *text,
                                    gsize       length,
                                    guint8      kind);
gsize    cookie_text_find_control  (const char *text,
                                    gsize       length);
gsize    cookie_text_find_unsafe   (const char *text,
                                    gsize       length);
int      cookie_text_get_code_unit (const char *text);

G_END_DECLS
