/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The attributes, in the order in which they are printed. */
typedef enum {
  COOKIE_ATTRIBUTE_COMMENT,
  COOKIE_ATTRIBUTE_DOMAIN,
  COOKIE_ATTRIBUTE_EXPIRES,
  COOKIE_ATTRIBUTE_HTTP_ONLY,
  COOKIE_ATTRIBUTE_MAX_AGE,
  COOKIE_ATTRIBUTE_PARTITIONED,
  COOKIE_ATTRIBUTE_PATH,
  COOKIE_ATTRIBUTE_PRIORITY,
  COOKIE_ATTRIBUTE_SAME_SITE,
  COOKIE_ATTRIBUTE_SECURE,
  COOKIE_ATTRIBUTE_VERSION,
} CookieAttribute;

#define COOKIE_N_ATTRIBUTES (COOKIE_ATTRIBUTE_VERSION + 1)

/* As they are printed. */
extern const char * const cookie_attribute_names[COOKIE_N_ATTRIBUTES];

/* With what is before and after the name: `; Path=` or, of a flag, `; Secure`. */
typedef struct {
  const char *text;
  gsize length;
} CookieAttributePrefix;

extern const CookieAttributePrefix cookie_attribute_prefixes[COOKIE_N_ATTRIBUTES];

int cookie_attribute_lookup (const char *text,
                             gsize       length);

/* Whether @attribute stands alone, without a value. */
static inline gboolean
cookie_attribute_is_flag (CookieAttribute attribute)
{
  return attribute == COOKIE_ATTRIBUTE_HTTP_ONLY ||
         attribute == COOKIE_ATTRIBUTE_PARTITIONED ||
         attribute == COOKIE_ATTRIBUTE_SECURE;
}

G_END_DECLS
