/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Dates: the algorithm of draft-ietf-httpbis-rfc6265bis-22, §5.1.1, said a second time, with
 * GLib's regular expressions and its calendar.
 */

#include "core/date.h"
#include "fuzz.h"

#include <string.h>

static int
match_number (const char *token,
              const char *pattern,
              int         group)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_RAW | G_REGEX_DOTALL, 0, NULL);
  g_autoptr (GMatchInfo) info = NULL;
  g_autofree char *digits = NULL;

  if (!g_regex_match (regex, token, 0, &info))
    return -1;

  digits = g_match_info_fetch (info, group);

  return g_ascii_strtoll (digits, NULL, 10);
}

static int
match_month (const char *token)
{
  static const char names[] = "jan\0feb\0mar\0apr\0may\0jun\0jul\0aug\0sep\0oct\0nov\0dec";

  for (int i = 0; i < 12; i++)
    if (g_ascii_strncasecmp (token, names + 4 * i, 3) == 0)
      return i + 1;

  return -1;
}

static GDateTime *
naive_parse (const char *text)
{
  static const char time_pattern[] = "^([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})([^0-9].*)?\\z";
  g_autoptr (GRegex) delimiters = g_regex_new ("[\\x09\\x20-\\x2f\\x3b-\\x40\\x5b-\\x60\\x7b-\\x7e]+",
                                               G_REGEX_RAW, 0, NULL);
  g_auto (GStrv) tokens = g_regex_split (delimiters, text, 0);
  int hour = -1, minute = -1, second = -1, day = -1, month = -1, year = -1;

  for (char **token = tokens; *token != NULL; token++)
    {
      if (hour < 0 && (hour = match_number (*token, time_pattern, 1)) >= 0)
        {
          minute = match_number (*token, time_pattern, 2);
          second = match_number (*token, time_pattern, 3);
        }
      else if (day < 0 && (day = match_number (*token, "^([0-9]{1,2})([^0-9].*)?\\z", 1)) >= 0)
        continue;
      else if (month < 0 && (month = match_month (*token)) >= 0)
        continue;
      else if (year < 0)
        year = match_number (*token, "^([0-9]{2,4})([^0-9].*)?\\z", 1);
    }

  if (year >= 70 && year <= 99)
    year += 1900;
  else if (year >= 0 && year <= 69)
    year += 2000;

  if (hour < 0 || day < 0 || month < 0 || year < 1601 || minute > 59 || second > 59)
    return NULL;

  return g_date_time_new_utc (year, month, day, hour, minute, second);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  gint64 unix_time = 0;
  gboolean is_formatted = FALSE;
  gboolean parsed = cookie_date_parse ((const char *) data, size, &unix_time, &is_formatted);
  g_autofree char *text = g_strndup ((const char *) data, size);
  char date[COOKIE_DATE_SIZE];

  /* a line's end and a NUL are not for a regular expression */
  if (strlen (text) == size && strpbrk (text, "\r\n\v\f") == NULL)
    {
      g_autoptr (GDateTime) expected = naive_parse (text);

      g_assert_cmpint (parsed, ==, expected != NULL);
      if (parsed)
        g_assert_cmpint (unix_time, ==, g_date_time_to_unix (expected));
    }

  if (parsed)
    {
      gint64 again;

      cookie_date_format (unix_time, date);
      g_assert_cmpuint (strlen (date), ==, COOKIE_DATE_SIZE - 1);
      g_assert_cmpint (is_formatted, ==, size == strlen (date) && memcmp (data, date, size) == 0);
      g_assert_true (cookie_date_parse (date, strlen (date), &again, NULL));
      g_assert_cmpint (again, ==, unix_time);
    }

  /* any number can be written */
  if (size >= sizeof unix_time)
    {
      memcpy (&unix_time, data, sizeof unix_time);
      cookie_date_format (unix_time, date);
      g_assert_cmpuint (strlen (date), ==, COOKIE_DATE_SIZE - 1);
      g_assert_true (g_utf8_validate (date, -1, NULL));
    }

  return 0;
}
