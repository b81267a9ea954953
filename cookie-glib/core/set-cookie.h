/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a browser takes at most: RFC 6265bis section 5.6 */
#define COOKIE_SET_COOKIE_MAX_PAIR 4096
#define COOKIE_SET_COOKIE_MAX_ATTRIBUTE 1024

typedef enum
{
  COOKIE_SET_COOKIE_OK,
  COOKIE_SET_COOKIE_CONTROL_CHARACTER,
  COOKIE_SET_COOKIE_TOO_LONG
} CookieSetCookieResult;

/* The largest Max-Age, in seconds: 2⁵³ - 1, the largest integer that every language holds exactly,
 * those included whose numbers are doubles (RFC 8259, section 6). A browser keeps 400 days at most.
 */
#define COOKIE_LARGEST_MAX_AGE G_GINT64_CONSTANT (9007199254740991)

/* Slices of the text that was given; what follows the name and value is read one by one. */
typedef struct
{
  const char *name;
  gsize       name_length;
  const char *value;
  gsize       value_length;

  /*< private >*/
  const char *next;       /* the `;` before the next attribute, or the end */
  const char *end;
  const char *window;     /* up to 64 bytes in which `=` and `;` were looked for, */
  const char *window_end;
  guint64     delimiters; /* and those of them that were not passed yet, a bit each */
} CookieSetCookie;

typedef struct
{
  int         id;               /* of cookie_attribute_lookup (), -1 if it is not known */
  const char *name;
  gsize       name_length;
  const char *value;            /* not NULL, also where no `=` stands */
  gsize       value_length;
  gboolean    has_value;        /* whether a `=` stands */
} CookieSetCookieAttribute;

CookieSetCookieResult cookie_set_cookie_start          (CookieSetCookie          *self,
                                                        const char               *text,
                                                        gsize                     length,
                                                        guint                     text_flags,
                                                        gsize                    *offset);
gboolean              cookie_set_cookie_next_attribute (CookieSetCookie          *self,
                                                        CookieSetCookieAttribute *attribute);

gboolean              cookie_set_cookie_read_max_age   (const char               *text,
                                                        gsize                     length,
                                                        gint64                   *seconds);

G_END_DECLS
