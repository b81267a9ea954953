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
#define LENGTH(id, name, end) [COOKIE_ATTRIBUTE_##id] = sizeof name - 1,
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

static const guint8 name_lengths[COOKIE_N_ATTRIBUTES] = { ATTRIBUTES (LENGTH) };

#define LAST(c) (1u << COOKIE_ATTRIBUTE_LETTER (c))

const CookieAttributeLetter cookie_attribute_letters[32] = {
  [COOKIE_ATTRIBUTE_LETTER ('c')] = { 1 << 7, LAST ('t') },
  [COOKIE_ATTRIBUTE_LETTER ('d')] = { 1 << 6, LAST ('n') },
  [COOKIE_ATTRIBUTE_LETTER ('e')] = { 1 << 7, LAST ('s') },
  [COOKIE_ATTRIBUTE_LETTER ('h')] = { 1 << 8, LAST ('y') },
  [COOKIE_ATTRIBUTE_LETTER ('m')] = { 1 << 7, LAST ('e') },
  [COOKIE_ATTRIBUTE_LETTER ('p')] = { 1 << 4 | 1 << 8 | 1 << 11, LAST ('h') | LAST ('y') | LAST ('d') },
  [COOKIE_ATTRIBUTE_LETTER ('s')] = { 1 << 6 | 1 << 8, LAST ('e') },
  [COOKIE_ATTRIBUTE_LETTER ('v')] = { 1 << 7, LAST ('n') },
};

/* The same as cookie_attribute_lookup(), for a name that may be one. */
int
cookie_attribute_find (const char *text,
                       gsize       length)
{
  for (int i = 0; i < COOKIE_N_ATTRIBUTES; i++)
    if (name_lengths[i] == length && is_name (text, cookie_attribute_names[i], length))
      return i;

  return -1;
}
