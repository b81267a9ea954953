/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The limits of browsers: RFC 6265bis section 5.6 */
#define COOKIE_SET_COOKIE_MAX_PAIR 4096
#define COOKIE_SET_COOKIE_MAX_ATTRIBUTE 1024

typedef enum
{
  COOKIE_SET_COOKIE_OK,
  COOKIE_SET_COOKIE_CONTROL_CHARACTER,
  COOKIE_SET_COOKIE_TOO_LONG
} CookieSetCookieResult;

/* The largest Max-Age, in seconds: 2⁵³ - 1, the largest integer that every language holds exactly,
 * including those whose numbers are doubles (RFC 8259, section 6). Browsers limit it to 400 days.
 */
#define COOKIE_LARGEST_MAX_AGE G_GINT64_CONSTANT (9007199254740991)

/* Slices of a Set-Cookie field. The attributes are read one by one. */
typedef struct
{
  const char *name;
  gsize       name_length;
  const char *value;
  gsize       value_length;

  /*< private >*/
  const char *next;       /* the `;` before the next attribute, or the end */
  const char *end;
  const char *window;     /* up to 64 bytes in which `=` and `;` were searched */
  const char *window_end;
  guint64     delimiters; /* a bit for each delimiter in the window that is not read yet */
  gboolean    is_converted;  /* each character is a byte for the limits */
} CookieSetCookie;

typedef struct
{
  int         id;               /* a CookieAttribute, or -1 if it is unknown */
  const char *name;
  gsize       name_length;
  const char *value;            /* not NULL, even without `=` */
  gsize       value_length;
  gboolean    has_value;        /* whether there is a `=` */
} CookieSetCookieAttribute;

CookieSetCookieResult cookie_set_cookie_start          (CookieSetCookie          *self,
                                                        const char               *text,
                                                        gsize                     length,
                                                        guint                     text_flags,
                                                        gsize                    *offset);
gboolean              cookie_set_cookie_next_attribute (CookieSetCookie          *self,
                                                        CookieSetCookieAttribute *attribute);
gboolean              cookie_set_cookie_is_too_long    (const CookieSetCookie          *self,
                                                        const CookieSetCookieAttribute *attribute);

gboolean              cookie_set_cookie_read_max_age   (const char               *text,
                                                        gsize                     length,
                                                        gint64                   *seconds);

G_END_DECLS
