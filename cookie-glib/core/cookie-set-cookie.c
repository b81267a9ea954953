/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-set-cookie.h"

#include "cookie-attribute.h"
#include "cookie-chars.h"

#include <string.h>

/*
 * The value of a Set-Cookie header, taken apart as a browser does it (RFC 6265bis section 5.6).
 *
 * Slices are handed out; nothing is allocated, copied or unquoted, and each byte is looked at a
 * fixed number of times.
 */

static inline void
trim (const char **text,
      const char  *end,
      gsize       *length)
{
  const char *start = *text;

  while (start < end && cookie_char_is_space (*start))
    start++;
  while (end > start && cookie_char_is_space (end[-1]))
    end--;

  *text = start;
  *length = end - start;
}

static const char *
find_or_end (const char *text,
             const char *end,
             char        c)
{
  const char *found = text < end ? memchr (text, c, end - text) : NULL;

  return found != NULL ? found : end;
}

/*
 * cookie_set_cookie_start:
 * @self: set to the name and the value, and to where the attributes begin
 * @text: the value of a Set-Cookie header, in any encoding
 * @length: its length in bytes
 * @offset: (out): set to the first control character, or to the name, when the text is refused
 *
 * The text must outlive self.
 */
CookieSetCookieResult
cookie_set_cookie_start (CookieSetCookie *self,
                         const char      *text,
                         gsize            length,
                         gsize           *offset)
{
  const char *end = text + length;
  const char *pair_end;
  const char *equals;
  guint flags = cookie_text_get_flags (text, length);

  self->is_ascii = (flags & COOKIE_TEXT_NON_ASCII) == 0;

  if ((flags & COOKIE_TEXT_CONTROL) != 0)
    {
      for (gsize i = 0; i < length; i++)
        {
          if (cookie_char_is (text[i], COOKIE_CHAR_CONTROL) && text[i] != '\t')
            {
              *offset = i;
              return COOKIE_SET_COOKIE_CONTROL_CHARACTER;
            }
        }
    }

  pair_end = find_or_end (text, end, ';');
  equals = find_or_end (text, pair_end, '=');

  if (equals < pair_end)
    {
      self->name = text;
      trim (&self->name, equals, &self->name_length);
      self->value = equals + 1;
    }
  else
    {
      self->name = text;
      self->name_length = 0;
      self->value = text;
    }

  trim (&self->value, pair_end, &self->value_length);
  self->next = pair_end;
  self->end = end;

  if (self->name_length + self->value_length > COOKIE_SET_COOKIE_MAX_PAIR)
    {
      *offset = self->name - text;
      return COOKIE_SET_COOKIE_TOO_LONG;
    }

  return COOKIE_SET_COOKIE_OK;
}

/*
 * cookie_set_cookie_next_attribute:
 * @self: what was started with COOKIE_SET_COOKIE_OK
 * @attribute: set to the next attribute
 *
 * Every attribute is handed out, those included that a browser ignores: it ignores a value longer
 * than COOKIE_SET_COOKIE_MAX_ATTRIBUTE, and of a name that stands twice all but the last.
 *
 * Returns: whether there was one
 */
gboolean
cookie_set_cookie_next_attribute (CookieSetCookie          *self,
                                  CookieSetCookieAttribute *attribute)
{
  const char *p;

  if (self->next == self->end)
    return FALSE;

  /* Names are short: no call finds their end faster. */
  attribute->name = self->next + 1;
  for (p = attribute->name; p < self->end && *p != '=' && *p != ';'; p++)
    ;
  trim (&attribute->name, p, &attribute->name_length);

  attribute->has_value = p < self->end && *p == '=';
  if (attribute->has_value)
    {
      attribute->value = p + 1;
      p = find_or_end (attribute->value, self->end, ';');
      trim (&attribute->value, p, &attribute->value_length);
    }
  else
    {
      attribute->value = p;
      attribute->value_length = 0;
    }
  self->next = p;

  attribute->id = cookie_attribute_lookup (attribute->name, attribute->name_length);

  return TRUE;
}

/*
 * cookie_set_cookie_read_max_age:
 * @seconds: (out): set to the number, which ends at the largest that there is;
 *   0 for all that is less than 1, as both mean the same
 *
 * Returns: whether the text is a Max-Age (RFC 6265bis section 5.6.2)
 */
gboolean
cookie_set_cookie_read_max_age (const char *text,
                                gsize       length,
                                gint64     *seconds)
{
  const char *p = text;
  const char *end = text + length;
  gboolean negative = length > 0 && *p == '-';
  gint64 value = 0;

  if (negative)
    p++;

  if (p == end)
    return FALSE;

  for (; p < end; p++)
    {
      int digit = *p - '0';

      if (digit < 0 || digit > 9)
        return FALSE;

      value = value > (G_MAXINT64 - digit) / 10 ? G_MAXINT64 : value * 10 + digit;
    }

  *seconds = negative ? 0 : value;
  return TRUE;
}
