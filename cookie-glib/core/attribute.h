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

/* The spelling used in output. */
extern const char * const cookie_attribute_names[COOKIE_N_ATTRIBUTES];

/* The name with its separators: `; Path=`, or `; Secure` for a flag. */
typedef struct {
  const char *text;
  gsize length;
} CookieAttributePrefix;

extern const CookieAttributePrefix cookie_attribute_prefixes[COOKIE_N_ATTRIBUTES];

#define COOKIE_ATTRIBUTE_LETTER(c) ((c) & 31)

/* The first letter and the length identify each name. With this factor, next to no other cookie's name that is common
 * has the slot and the last letter of one.
 */
#define COOKIE_ATTRIBUTE_SLOT(letter, length) ((25 * COOKIE_ATTRIBUTE_LETTER (letter) + (length)) & 31)

/* The last letter of the name in each slot, or 0 */
extern const guint8 cookie_attribute_lasts[32];

int cookie_attribute_find (const char *text,
                           gsize       length);

/* Looks up an attribute by name, ignoring case. Returns -1 if there is none. One branch
 * rejects nearly all names that are not attributes.
 */
static inline int
cookie_attribute_lookup (const char *text,
                         gsize       length)
{
  if (length == 0 ||
      COOKIE_ATTRIBUTE_LETTER (text[length - 1]) != cookie_attribute_lasts[COOKIE_ATTRIBUTE_SLOT (text[0], length)])
    return -1;

  return cookie_attribute_find (text, length);
}

/* Whether @attribute has no value. */
static inline gboolean
cookie_attribute_is_flag (CookieAttribute attribute)
{
  return attribute == COOKIE_ATTRIBUTE_HTTP_ONLY ||
         attribute == COOKIE_ATTRIBUTE_PARTITIONED ||
         attribute == COOKIE_ATTRIBUTE_SECURE;
}

G_END_DECLS
