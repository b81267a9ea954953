/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "set-cookie.h"

#include "attribute.h"
#include "chars.h"
#include "text.h"

/*
 * Splits the value of a Set-Cookie field as a browser does (RFC 6265bis section 5.6).
 *
 * The results are slices. Nothing is allocated, copied or unquoted, and the time is linear.
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

#define WINDOW 64

/* Returns the next `=` or `;`, or the end. */
static inline const char *
next_delimiter (CookieSetCookie *self)
{
  const char *found;

  while (self->delimiters == 0)
    {
      const char *window = self->window_end;
      const gsize length = MIN (self->end - window, WINDOW);

      if (length == 0)
        return self->end;

      self->window = window;
      self->window_end = window + length;
      self->delimiters = cookie_text_find_all (window, length, '=', ';');
    }

  found = self->window + __builtin_ctzll (self->delimiters);
  self->delimiters &= self->delimiters - 1;

  return found;
}

/* Returns the first `;` at or after a delimiter, or the end. */
static inline const char *
skip_to_semicolon (CookieSetCookie *self,
                   const char      *delimiter)
{
  while (delimiter < self->end && *delimiter != ';')
    delimiter = next_delimiter (self);

  return delimiter;
}

/* The length that the limits are for, in bytes. */
static gsize
get_received_length (const CookieSetCookie *self,
                     const char            *text,
                     gsize                  length)
{
  gsize received = length;

  for (gsize i = 0; self->is_converted && i < length; i++)
    received -= (text[i] & 0xc0) == 0x80;

  return received;
}

/*
 * cookie_set_cookie_start:
 * @self: return location for the name, the value and the start of the attributes
 * @text: the value of a Set-Cookie field, in any encoding
 * @length: the length of @text in bytes
 * @text_flags: the result of cookie_text_copy() or cookie_text_get_flags() for @text, with
 *   COOKIE_TEXT_CONVERTED if the limits are for its ISO-8859-1
 * @offset: (out): the offset of the first control character, or of the name, if @text is refused
 *
 * Reads the name and the value. @text must outlive @self.
 */
CookieSetCookieResult
cookie_set_cookie_start (CookieSetCookie *self,
                         const char      *text,
                         gsize            length,
                         guint            text_flags,
                         gsize           *offset)
{
  const char *end = text + length;
  const char *delimiter;

  if ((text_flags & COOKIE_TEXT_CONTROL) != 0)
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

  self->end = end;
  self->is_converted = (text_flags & COOKIE_TEXT_CONVERTED) != 0;
  self->window_end = text;
  self->delimiters = 0;

  delimiter = next_delimiter (self);
  self->name = text;
  self->name_length = 0;
  self->value = text;
  if (delimiter < end && *delimiter == '=')
    {
      trim (&self->name, delimiter, &self->name_length);
      self->value = delimiter + 1;
    }

  self->next = skip_to_semicolon (self, delimiter);
  trim (&self->value, self->next, &self->value_length);

  if (self->name_length + self->value_length > COOKIE_SET_COOKIE_MAX_PAIR &&
      get_received_length (self, self->name, self->name_length) +
      get_received_length (self, self->value, self->value_length) > COOKIE_SET_COOKIE_MAX_PAIR)
    {
      *offset = self->name - text;
      return COOKIE_SET_COOKIE_TOO_LONG;
    }

  return COOKIE_SET_COOKIE_OK;
}

/*
 * cookie_set_cookie_next_attribute:
 * @self: a text for which cookie_set_cookie_start() returned COOKIE_SET_COOKIE_OK
 * @attribute: return location for the next attribute
 *
 * Reads the next attribute, even if browsers ignore it. They ignore those that are too long, and all
 * but the last of several attributes with the same name.
 *
 * Returns: whether there was an attribute
 */
gboolean
cookie_set_cookie_next_attribute (CookieSetCookie          *self,
                                  CookieSetCookieAttribute *attribute)
{
  const char *delimiter, *next, *name, *value;
  gsize name_length, value_length;
  gboolean has_value;

  if (self->next == self->end)
    return FALSE;

  delimiter = next_delimiter (self);
  next = skip_to_semicolon (self, delimiter);
  has_value = delimiter < next;
  name = self->next + 1;
  value = has_value ? delimiter + 1 : next;
  trim (&name, delimiter, &name_length);
  trim (&value, next, &value_length);

  self->next = next;
  attribute->name = name;
  attribute->name_length = name_length;
  attribute->value = value;
  attribute->value_length = value_length;
  attribute->has_value = has_value;
  /* Nearly all names here are known, so the quick check of cookie_attribute_lookup() is skipped. */
  attribute->id = name_length > 0 ? cookie_attribute_find (name, name_length) : -1;

  return TRUE;
}

/* Whether browsers ignore an attribute because of its length. */
gboolean
cookie_set_cookie_is_too_long (const CookieSetCookie          *self,
                               const CookieSetCookieAttribute *attribute)
{
  return attribute->value_length > COOKIE_SET_COOKIE_MAX_ATTRIBUTE &&
         get_received_length (self, attribute->value, attribute->value_length) > COOKIE_SET_COOKIE_MAX_ATTRIBUTE;
}

/*
 * cookie_set_cookie_read_max_age:
 * @seconds: (out): the number, at most COOKIE_LARGEST_MAX_AGE; 0 for a negative number, which has the same
 *   meaning
 *
 * Reads the value of a Max-Age attribute.
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
      guint digit = (guint) (*p - '0');

      if (digit > 9)
        return FALSE;

      value = MIN (value * 10 + digit, COOKIE_LARGEST_MAX_AGE);
    }

  *seconds = negative ? 0 : value;

  return TRUE;
}
