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

/* The first letter and the length identify each name. */
#define SLOT(letter, length) ((3 * COOKIE_ATTRIBUTE_LETTER (letter) + (length)) & 31)

typedef struct {
  char name[14];
  guint8 length;
  guint8 attribute;
} Slot;

#define AT(letter, name, id) [SLOT (letter, sizeof name - 1)] = { name, sizeof name - 1, COOKIE_ATTRIBUTE_##id }

static const Slot slots[32] = {
  AT ('c', "Comment", COMMENT),
  AT ('d', "Domain", DOMAIN),
  AT ('e', "Expires", EXPIRES),
  AT ('h', "HttpOnly", HTTP_ONLY),
  AT ('m', "Max-Age", MAX_AGE),
  AT ('p', "Partitioned", PARTITIONED),
  AT ('p', "Path", PATH),
  AT ('p', "Priority", PRIORITY),
  AT ('s', "SameSite", SAME_SITE),
  AT ('s', "Secure", SECURE),
  AT ('v', "Version", VERSION),
};

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
  const Slot *slot = &slots[SLOT (text[0], length)];
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
