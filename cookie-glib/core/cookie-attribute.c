/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "cookie-attribute.h"

#include <string.h>

const char * const cookie_attribute_names[COOKIE_N_ATTRIBUTES] = {
  [COOKIE_ATTRIBUTE_COMMENT] = "Comment",
  [COOKIE_ATTRIBUTE_DOMAIN] = "Domain",
  [COOKIE_ATTRIBUTE_EXPIRES] = "expires",
  [COOKIE_ATTRIBUTE_HTTP_ONLY] = "HttpOnly",
  [COOKIE_ATTRIBUTE_MAX_AGE] = "Max-Age",
  [COOKIE_ATTRIBUTE_PARTITIONED] = "Partitioned",
  [COOKIE_ATTRIBUTE_PATH] = "Path",
  [COOKIE_ATTRIBUTE_PRIORITY] = "Priority",
  [COOKIE_ATTRIBUTE_SAME_SITE] = "SameSite",
  [COOKIE_ATTRIBUTE_SECURE] = "Secure",
  [COOKIE_ATTRIBUTE_VERSION] = "Version",
};

/* Which attribute the @length bytes at @text name, in any case; -1 if none. */
int
cookie_attribute_lookup (const char *text,
                         gsize       length)
{
  int candidate;

  switch (length)
    {
    case 4:
      candidate = COOKIE_ATTRIBUTE_PATH;
      break;
    case 6:
      candidate = (text[0] | 0x20) == 'd' ? COOKIE_ATTRIBUTE_DOMAIN : COOKIE_ATTRIBUTE_SECURE;
      break;
    case 7:
      switch (text[0] | 0x20)
        {
        case 'c':
          candidate = COOKIE_ATTRIBUTE_COMMENT;
          break;
        case 'e':
          candidate = COOKIE_ATTRIBUTE_EXPIRES;
          break;
        case 'm':
          candidate = COOKIE_ATTRIBUTE_MAX_AGE;
          break;
        default:
          candidate = COOKIE_ATTRIBUTE_VERSION;
          break;
        }
      break;
    case 8:
      switch (text[0] | 0x20)
        {
        case 'h':
          candidate = COOKIE_ATTRIBUTE_HTTP_ONLY;
          break;
        case 'p':
          candidate = COOKIE_ATTRIBUTE_PRIORITY;
          break;
        default:
          candidate = COOKIE_ATTRIBUTE_SAME_SITE;
          break;
        }
      break;
    case 11:
      candidate = COOKIE_ATTRIBUTE_PARTITIONED;
      break;
    default:
      return -1;
    }

  /* most names are no attribute's, and most of those end otherwise */
  if ((text[length - 1] | 0x20) != cookie_attribute_names[candidate][length - 1])
    return -1;

  return g_ascii_strncasecmp (text, cookie_attribute_names[candidate], length) == 0 ? candidate : -1;
}

/* Whether @attribute stands alone, without a value. */
gboolean
cookie_attribute_is_flag (CookieAttribute attribute)
{
  return attribute == COOKIE_ATTRIBUTE_HTTP_ONLY ||
         attribute == COOKIE_ATTRIBUTE_PARTITIONED ||
         attribute == COOKIE_ATTRIBUTE_SECURE;
}
