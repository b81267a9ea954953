/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "verdict.h"

#include <string.h>

gsize
cookie_check_attribute_length (const CookieSetCookieAttribute *attribute)
{
  return attribute->has_value ? (gsize) (attribute->value + attribute->value_length - attribute->name)
                              : attribute->name_length;
}

gboolean
cookie_check_value_is (const CookieSetCookieAttribute *attribute,
                       const char                     *text)
{
  return attribute->value_length == strlen (text) &&
         g_ascii_strncasecmp (attribute->value, text, attribute->value_length) == 0;
}

/* Returns the length of a UTF-8 character, or 1 if the text is not UTF-8. */
gsize
cookie_check_character_length (const char *text,
                               gsize       length)
{
  gunichar c = g_utf8_get_char_validated (text, length);

  return c < (gunichar) -2 ? g_unichar_to_utf8 (c, NULL) : 1;
}

/* Whether the standard deletes the cookie. */
gboolean
cookie_check_is_expired (const CookieCheck *check)
{
  if (check->attributes[COOKIE_ATTRIBUTE_MAX_AGE].name != NULL)
    return check->max_age <= 0;

  return check->attributes[COOKIE_ATTRIBUTE_EXPIRES].name != NULL && check->expires <= check->now;
}
