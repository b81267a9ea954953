/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "digits.h"

/* Writes a number in decimal digits, for which printf () takes much longer. Returns where in @buffer the text
 * starts.
 */
const char *
cookie_digits_format (gint64 number,
                      char   buffer[COOKIE_DIGITS_SIZE])
{
  char *start = buffer + COOKIE_DIGITS_SIZE - 1;
  guint64 rest = number < 0 ? - (guint64) number : (guint64) number;

  *start = '\0';
  do
    {
      *--start = '0' + rest % 10;
      rest /= 10;
    }
  while (rest > 0);
  if (number < 0)
    *--start = '-';

  return start;
}

/* Whether a text is a number in decimal digits. */
gboolean
cookie_digits_is_number (const char *text,
                         gsize       length)
{
  const gsize sign = length > 0 && *text == '-';

  for (gsize i = sign; i < length; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;

  return length > sign;
}
