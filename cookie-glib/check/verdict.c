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
