/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "date.h"

#include <string.h>

/*
 * Dates of cookies. They are read as a browser reads them (RFC 6265bis section 5.1.1, which finds
 * a date in nearly any text) and written as IMF-fixdate (RFC 9110 section 5.6.7).
 *
 * The result does not depend on the locale, the time zone or the size of time_t.
 */

#define SECONDS_PER_DAY 86400

static const char month_names[12][4] = {
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
};

static const char weekday_names[7][4] = {
  "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"
};

/* The bytes between two tokens: 09, 20-2F, 3B-40, 5B-60, 7B-7E */
static const guint8 delimiters[256] = {
  [0x09] = 1,
  [0x20] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
  [0x3b] = 1, 1, 1, 1, 1, 1,
  [0x5b] = 1, 1, 1, 1, 1, 1,
  [0x7b] = 1, 1, 1, 1,
};

#define is_delimiter(c) (delimiters[(guint8) (c)] != 0)

/* Reads the digits that a text starts with and returns their count. @number uses the first 4. */
static gsize
read_digits (const char *text,
             const char *end,
             int        *number)
{
  const char *p = text;

  for (*number = 0; p < end && *p >= '0' && *p <= '9'; p++)
    if (p - text < 4)
      *number = *number * 10 + (*p - '0');

  return p - text;
}

/* Reads a token of the form H:M:S, each with one or two digits. Other characters may follow. */
static gboolean
read_time (const char *token,
           const char *end,
           int         hms[3])
{
  int values[3];
  const char *p = token;

  for (gsize i = 0; i < 3; i++)
    {
      gsize n;

      if (i > 0)
        {
          if (p == end || *p != ':')
            return FALSE;
          p++;
        }

      n = read_digits (p, end, &values[i]);
      if (n < 1 || n > 2)
        return FALSE;
      p += n;
    }

  memcpy (hms, values, sizeof values);
  return TRUE;
}

/* The sum of the second and third letter identifies each month, whatever their case. */
#define MONTH_SLOT(second, third) (((second) + (third)) & 31)

static const guint8 months[32] = {
  [MONTH_SLOT ('a', 'n')] = 1,
  [MONTH_SLOT ('e', 'b')] = 2,
  [MONTH_SLOT ('a', 'r')] = 3,
  [MONTH_SLOT ('p', 'r')] = 4,
  [MONTH_SLOT ('a', 'y')] = 5,
  [MONTH_SLOT ('u', 'n')] = 6,
  [MONTH_SLOT ('u', 'l')] = 7,
  [MONTH_SLOT ('u', 'g')] = 8,
  [MONTH_SLOT ('e', 'p')] = 9,
  [MONTH_SLOT ('c', 't')] = 10,
  [MONTH_SLOT ('o', 'v')] = 11,
  [MONTH_SLOT ('e', 'c')] = 12,
};

/* Returns the month 1 to 12, or 0 */
static inline int
read_month (const char *token,
            const char *end)
{
  int month;
  const char *name;

  if (end - token < 3)
    return 0;

  month = months[MONTH_SLOT (token[1], token[2])];
  if (month == 0)
    return 0;

  /* 0x20 is the case bit. A character that differs from a letter in this bit alone is a letter. */
  name = month_names[month - 1];
  return (((token[0] ^ name[0]) | (token[1] ^ name[1]) | (token[2] ^ name[2])) & ~0x20) == 0 ? month : 0;
}

static int
days_in_month (int month,
               int year)
{
  static const guint8 days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return days[month - 1] + (month == 2 && leap);
}

/* Returns the days since 1970-01-01 in the Gregorian calendar, for years 1601 to 9999. Years are
 * counted from March, which makes the leap day the last day of a year. */
static gint64
days_from_date (int year,
                int month,
                int day)
{
  int y = month > 2 ? year : year - 1;
  int month_from_march = month > 2 ? month - 3 : month + 9;
  int day_of_year = (153 * month_from_march + 2) / 5 + day - 1;

  return y * 365 + y / 4 - y / 100 + y / 400 + day_of_year - 719468;
}

/* The inverse of days_from_date(). All eras of 400 years have the same number of days. */
static void
date_from_days (gint64  days,
                int    *year,
                int    *month,
                int    *day)
{
  gint64 from_year_0 = days + 719468;
  gint64 era = from_year_0 / 146097;
  gint64 day_of_era = from_year_0 % 146097;
  gint64 year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  gint64 day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  gint64 month_from_march = (5 * day_of_year + 2) / 153;

  *day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  *month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  *year = era * 400 + year_of_era + (*month <= 2);
}

static const char *
get_weekday_name (gint64 days)
{
  /* 1601-01-01 is a Monday in the Gregorian calendar. */
  return weekday_names[(days - COOKIE_DATE_MIN / SECONDS_PER_DAY + 1) % 7];
}

/* What was found in a text */
typedef struct {
  int hms[3];
  int day;   /* -1 if there is none */
  int month; /* 0 if there is none */
  int year;  /* -1 if there is none */
  gsize n_year_digits;
  gboolean found_time;
  gboolean is_fixdate; /* the tokens are where IMF-fixdate has them; weekday and case are unchecked */
} Fields;

/* Reads two digits. Sets @bad if one of them is not a digit. */
static inline int
read_two (const char *text,
          guint      *bad)
{
  guint tens = (guint) (text[0] - '0');
  guint ones = (guint) (text[1] - '0');

  *bad |= (tens > 9) | (ones > 9);
  return tens * 10 + ones;
}

/* Reads `Sun, 06 Nov 1994 08:49:37 GMT`, the form of nearly all dates. Returns FALSE for any other
 * form, which read_tokens() may still read.
 */
static gboolean
read_imf_fixdate (const char *text,
                  gsize       length,
                  Fields     *fields)
{
  guint bad;
  int century, year;

  if (length != COOKIE_DATE_SIZE - 1)
    return FALSE;

  bad = (text[3] ^ ',') | (text[4] ^ ' ') | (text[7] ^ ' ') | (text[11] ^ ' ') | (text[16] ^ ' ') |
        (text[19] ^ ':') | (text[22] ^ ':') | (text[25] ^ ' ');
  century = read_two (text + 12, &bad);
  year = read_two (text + 14, &bad);
  *fields = (Fields) {
    .hms = { read_two (text + 17, &bad), read_two (text + 20, &bad), read_two (text + 23, &bad) },
    .day = read_two (text + 5, &bad),
    .month = read_month (text + 8, text + 11),
    .year = century * 100 + year,
    .n_year_digits = 4,
    .found_time = TRUE,
    .is_fixdate = TRUE,
  };

  return bad == 0 && fields->month != 0 &&
         g_ascii_isalpha (text[0]) && g_ascii_isalpha (text[1]) && g_ascii_isalpha (text[2]) &&
         read_month (text, text + 3) == 0;
}

static void
read_tokens (const char *text,
             gsize       length,
             Fields     *fields)
{
  const char *p = text;
  const char *end = text + length;

  *fields = (Fields) { .day = -1, .year = -1 };

  while (p < end)
    {
      const char *token;
      gsize n_digits;
      int number;

      if (is_delimiter (*p))
        {
          p++;
          continue;
        }

      token = p;
      while (p < end && !is_delimiter (*p))
        p++;

      if (*token < '0' || *token > '9')
        {
          if (fields->month == 0)
            fields->month = read_month (token, p);
          continue;
        }

      n_digits = read_digits (token, p, &number);
      if (!fields->found_time && n_digits <= 2 && read_time (token, p, fields->hms))
        fields->found_time = TRUE;
      else if (fields->day < 0 && n_digits <= 2)
        fields->day = number;
      else if (fields->year < 0 && n_digits >= 2 && n_digits <= 4)
        {
          fields->year = number;
          fields->n_year_digits = n_digits;
        }
    }
}

/* Returns whether all fields of a date are there, with any numbers. */
static gboolean
read_fields (const char *text,
             gsize       length,
             Fields     *fields)
{
  if (!read_imf_fixdate (text, length, fields))
    read_tokens (text, length, fields);

  return fields->found_time && fields->day >= 0 && fields->month != 0 && fields->year >= 0;
}

static int
get_full_year (const Fields *fields)
{
  return fields->year + (fields->year <= 69 ? 2000 : fields->year <= 99 ? 1900 : 0);
}

static gint64
get_seconds (gint64        days,
             const Fields *fields)
{
  return days * SECONDS_PER_DAY + fields->hms[0] * 3600 + fields->hms[1] * 60 + fields->hms[2];
}

/*
 * cookie_date_parse:
 * @text: the value of an Expires attribute, in any encoding
 * @length: its length in bytes
 * @unix_time: (out): the seconds since 1970-01-01 00:00:00 UTC, if a date was found
 * @is_formatted: (out) (optional): whether cookie_date_format() writes the date like this
 *
 * Reads a date as a browser does, in time linear in @length.
 *
 * Returns: whether @text is a cookie-date
 */
gboolean
cookie_date_parse (const char *text,
                   gsize       length,
                   gint64     *unix_time,
                   gboolean   *is_formatted)
{
  Fields fields;
  gint64 days;
  int year;

  if (!read_fields (text, length, &fields))
    return FALSE;

  year = get_full_year (&fields);

  if (year < 1601 || fields.day < 1 || (fields.day > 28 && fields.day > days_in_month (fields.month, year)) ||
      fields.hms[0] > 23 || fields.hms[1] > 59 || fields.hms[2] > 59)
    return FALSE;

  days = days_from_date (year, fields.month, fields.day);
  *unix_time = get_seconds (days, &fields);

  if (is_formatted != NULL)
    *is_formatted = fields.is_fixdate && fields.year == year &&
                    memcmp (text, get_weekday_name (days), 3) == 0 &&
                    memcmp (text + 8, month_names[fields.month - 1], 3) == 0 &&
                    memcmp (text + 26, "GMT", 3) == 0;

  return TRUE;
}

/*
 * cookie_date_parse_loosely:
 * @text: the value of an Expires attribute, in any encoding
 * @length: its length in bytes
 * @unix_time: (out): the seconds since 1970-01-01 00:00:00 UTC, if a date was found
 *
 * Reads a date as Firefox does: one that does not exist is that many days and hours from the first of
 * its month.
 *
 * Returns: whether @text has all fields of a date
 */
gboolean
cookie_date_parse_loosely (const char *text,
                           gsize       length,
                           gint64     *unix_time)
{
  Fields fields;

  if (!read_fields (text, length, &fields))
    return FALSE;

  *unix_time = get_seconds (days_from_date (get_full_year (&fields), fields.month, 1) + fields.day - 1, &fields);

  return TRUE;
}

/*
 * cookie_date_is_too_early:
 * @text: a date that a program wrote
 * @length: its length in bytes
 *
 * Checks whether the year has three or four digits and is before 1601. Browsers read it as a year
 * from 1970 to 2069, or ignore the date.
 */
gboolean
cookie_date_is_too_early (const char *text,
                          gsize       length)
{
  Fields fields;

  return read_fields (text, length, &fields) && fields.n_year_digits > 2 && fields.year < 1601;
}

static inline void
write_two (char *text,
           int   number)
{
  text[0] = '0' + number / 10;
  text[1] = '0' + number % 10;
}

/*
 * cookie_date_clamp:
 * @unix_time: seconds since 1970-01-01 00:00:00 UTC
 *
 * Returns: the time that is printed: the last that can be for a later one, and 1970-01-01, which is in
 *   the past for every browser, for one before 1601
 */
gint64
cookie_date_clamp (gint64 unix_time)
{
  return unix_time < COOKIE_DATE_MIN ? 0 : MIN (unix_time, COOKIE_DATE_MAX);
}

/*
 * cookie_date_format:
 * @unix_time: seconds since 1970-01-01 00:00:00 UTC
 * @buffer: return location for the date and a NUL
 *
 * Writes the date of cookie_date_clamp() as IMF-fixdate.
 */
void
cookie_date_format (gint64 unix_time,
                    char   buffer[COOKIE_DATE_SIZE])
{
  gint64 from_start = cookie_date_clamp (unix_time) - COOKIE_DATE_MIN;
  gint64 days = from_start / SECONDS_PER_DAY + COOKIE_DATE_MIN / SECONDS_PER_DAY;
  int second = from_start % SECONDS_PER_DAY;
  int year, month, day;

  date_from_days (days, &year, &month, &day);

  memcpy (buffer, "Sun, 06 Nov 1994 08:49:37 GMT", COOKIE_DATE_SIZE);
  memcpy (buffer, get_weekday_name (days), 3);
  write_two (buffer + 5, day);
  memcpy (buffer + 8, month_names[month - 1], 3);
  write_two (buffer + 12, year / 100);
  write_two (buffer + 14, year % 100);
  write_two (buffer + 17, second / 3600);
  write_two (buffer + 20, second / 60 % 60);
  write_two (buffer + 23, second % 60);
}
