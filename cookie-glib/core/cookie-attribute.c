/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "cookie-attribute.h"

#include <string.h>

#define ATTRIBUTES(X)                     \
  X (COMMENT, "Comment", "=")             \
  X (DOMAIN, "Domain", "=")               \
  X (EXPIRES, "expires", "=")             \
  X (HTTP_ONLY, "HttpOnly", "")           \
  X (MAX_AGE, "Max-Age", "=")             \
  X (PARTITIONED, "Partitioned", "")      \
  X (PATH, "Path", "=")                   \
  X (PRIORITY, "Priority", "=")           \
  X (SAME_SITE, "SameSite", "=")          \
  X (SECURE, "Secure", "")                \
  X (VERSION, "Version", "=")

#define NAME(id, name, end)   [COOKIE_ATTRIBUTE_##id] = name,
#define PREFIX(id, name, end) [COOKIE_ATTRIBUTE_##id] = { "; " name end, sizeof ("; " name end) - 1 },

const char * const cookie_attribute_names[COOKIE_N_ATTRIBUTES] = { ATTRIBUTES (NAME) };

const CookieAttributePrefix cookie_attribute_prefixes[COOKIE_N_ATTRIBUTES] = { ATTRIBUTES (PREFIX) };

/* Whether @length bytes spell @name, in any case. */
static gboolean
is_name (const char *text,
         const char *name,
         gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] != name[i] && !((text[i] ^ name[i]) == 0x20 && g_ascii_isalpha (name[i])))
      return FALSE;

  return TRUE;
}

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

  return is_name (text, cookie_attribute_names[candidate], length) ? candidate : -1;
}
