/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "attribute.h"

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

typedef struct {
  char name[14];
  guint8 length;
  guint8 attribute;
} Slot;

/* Their first and last letters */
#define SLOTS(X)                           \
  X ('c', "Comment", 't', COMMENT)         \
  X ('d', "Domain", 'n', DOMAIN)           \
  X ('e', "Expires", 's', EXPIRES)         \
  X ('h', "HttpOnly", 'y', HTTP_ONLY)      \
  X ('m', "Max-Age", 'e', MAX_AGE)         \
  X ('p', "Partitioned", 'd', PARTITIONED) \
  X ('p', "Path", 'h', PATH)               \
  X ('p', "Priority", 'y', PRIORITY)       \
  X ('s', "SameSite", 'e', SAME_SITE)      \
  X ('s', "Secure", 'e', SECURE)           \
  X ('v', "Version", 'n', VERSION)

#define INDEX(first, name) COOKIE_ATTRIBUTE_SLOT (first, sizeof name - 1)
#define SLOT(first, name, last, id) [INDEX (first, name)] = { name, sizeof name - 1, COOKIE_ATTRIBUTE_##id },
#define LAST(first, name, last, id) [INDEX (first, name)] = COOKIE_ATTRIBUTE_LETTER (last),

static const Slot slots[32] = { SLOTS (SLOT) };

const guint8 cookie_attribute_lasts[32] = { SLOTS (LAST) };

#define CASE_BITS 0x20202020u

/* Returns the bits in which four bytes of two texts differ. */
static inline guint32
compare (const char *text,
         const char *other,
         gsize       offset)
{
  guint32 a, b;

  memcpy (&a, text + offset, sizeof a);
  memcpy (&b, other + offset, sizeof b);

  return a ^ b;
}

/* Does the full comparison for cookie_attribute_lookup(). @length must not be 0. */
int
cookie_attribute_find (const char *text,
                       gsize       length)
{
  const Slot *slot = &slots[COOKIE_ATTRIBUTE_SLOT (text[0], length)];
  guint32 differences;

  if (length != slot->length)
    return -1;

  /* Names have at most 12 bytes, so 4 at the start, in the middle and at the end cover them. */
  differences = compare (text, slot->name, 0) | compare (text, slot->name, length / 2 - 2) |
                compare (text, slot->name, length - 4);
  if ((differences & ~CASE_BITS) != 0)
    return -1;

  /* A hyphen and a carriage return differ only in the case bit. */
  if (slot->attribute == COOKIE_ATTRIBUTE_MAX_AGE && text[3] != '-')
    return -1;

  return slot->attribute;
}
