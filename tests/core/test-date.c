/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "core/date.h"
#include "test-vectors.h"

#include <string.h>

static gboolean
parse (const char *text,
       gint64     *unix_time)
{
  return cookie_date_parse (text, strlen (text), unix_time, NULL);
}

static void
check_vector (GBytes **columns,
              gsize    n_columns,
              guint    line)
{
  const char *expected = test_vector_text (columns[2]);
  gsize length;
  g_autofree char *text = test_vector_exact (columns[1], &length);
  char date[COOKIE_DATE_SIZE] = "-";
  gint64 unix_time;
  gboolean is_formatted;

  if (cookie_date_parse (text, length, &unix_time, &is_formatted))
    {
      cookie_date_format (unix_time, date);
      g_assert_cmpint (is_formatted, ==, length == strlen (date) && memcmp (text, date, length) == 0);
    }

  g_test_message ("line %u: %s", line, test_vector_text (columns[0]));
  g_assert_cmpstr (date, ==, expected);
}

static void
test_vectors (void)
{
  g_assert_cmpuint (test_vectors_run ("dates.txt", 3, check_vector), >=, 140);
}

/* Every byte in the place of every other: only what would be written is formatted. */
static void
test_is_formatted (void)
{
  for (int month = 0; month < 12; month++)
    {
      char text[COOKIE_DATE_SIZE], again[COOKIE_DATE_SIZE];

      cookie_date_format (784111777 + month * 31 * 86400, text);
      for (gsize at = 0; at < strlen (text); at++)
        {
          const char old = text[at];

          for (int c = 0; c < 256; c++)
            {
              gint64 unix_time;
              gboolean is_formatted;

              text[at] = (char) c;
              if (!cookie_date_parse (text, sizeof text - 1, &unix_time, &is_formatted))
                continue;

              cookie_date_format (unix_time, again);
              g_assert_cmpint (is_formatted, ==, memcmp (text, again, sizeof text - 1) == 0);
            }
          text[at] = old;
        }
    }
}

static void
test_every_byte (void)
{
  static const char delimiters[] = "\t !\"#$%&'()*+,-./;<=>?@[\\]^_`{|}~";

  for (int c = 0; c < 256; c++)
    {
      char text[] = "06.Nov 1994 08:49:37";
      gint64 unix_time;
      gboolean delimiter = c != '\0' && strchr (delimiters, c) != NULL;

      text[2] = (char) c;
      g_assert_cmpint (cookie_date_parse (text, strlen ("06 Nov 1994 08:49:37"), &unix_time, NULL), ==, delimiter);
    }
}

static void
test_truncated (void)
{
  static const char whole[] = "Sun, 06 Nov 1994 08:49:37 GMT";

  /* Each beginning, in a block of its own size: 08:49:3 is the shortest that is a date. */
  for (gsize length = 0; length < strlen (whole); length++)
    {
      g_autofree char *text = g_memdup2 (whole, length);
      gint64 unix_time = 0;

      g_assert_cmpint (cookie_date_parse (text, length, &unix_time, NULL), ==, length >= strlen ("Sun, 06 Nov 1994 08:49:3"));
    }
}

/* The calendar repeats itself after 400 years. */
static void
test_every_day (void)
{
  static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  int year = 1601, month = 1, day = 1;

  for (gint64 n = 0; year < 2002; n++)
    {
      char date[COOKIE_DATE_SIZE], expected[32];
      gint64 unix_time;

      cookie_date_format (COOKIE_DATE_MIN + n * 86400 + 86399, date);
      g_snprintf (expected, sizeof expected, "%02d %.3s %d 23:59:59 GMT", day, names + 3 * (month - 1), year);
      g_assert_cmpstr (date + strlen ("Sun, "), ==, expected);
      g_assert_true (parse (date, &unix_time));
      g_assert_cmpint (unix_time, ==, COOKIE_DATE_MIN + n * 86400 + 86399);

      if (++day > g_date_get_days_in_month (month, year))
        {
          day = 1;
          month = month % 12 + 1;
          year += month == 1;
        }
    }
}

/* Of all words of three letters, twelve are months. */
static void
test_every_word (void)
{
  static const char months[] = "jan feb mar apr may jun jul aug sep oct nov dec ";
  guint n_months = 0;

  for (int i = 0; i < 26 * 26 * 26; i++)
    {
      const char word[] = { 'a' + i / 676, 'a' + i / 26 % 26, 'a' + i % 26, '\0' };
      g_autofree char *text = g_strdup_printf ("06 %s 1994 08:49:37", word);
      gint64 unix_time;
      const gboolean is_date = parse (text, &unix_time);

      g_assert_cmpint (is_date, ==, strstr (months, word) != NULL);
      n_months += is_date;
    }
  g_assert_cmpuint (n_months, ==, 12);
}

/* The last day of each month is one, and the next is not; in both forms. */
static void
test_last_days (void)
{
  static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  static const int years[] = { 1900, 1999, 2000, 2004 };

  for (gsize i = 0; i < G_N_ELEMENTS (years); i++)
    for (int month = 1; month <= 12; month++)
      for (int day = 27; day <= 33; day++)
        {
          g_autofree char *common = g_strdup_printf ("Sun, %02d %.3s %d 08:49:37 GMT", day, months + 3 * (month - 1), years[i]);
          g_autofree char *other = g_strdup_printf ("%.3s %d %d 8:49:37", months + 3 * (month - 1), day, years[i]);
          gboolean expected = g_date_valid_dmy (day, month, years[i]);
          gint64 unix_time;

          g_assert_cmpint (parse (common, &unix_time), ==, expected);
          g_assert_cmpint (parse (other, &unix_time), ==, expected);
        }
}

static void
test_unchanged_on_failure (void)
{
  gint64 unix_time = 42;

  g_assert_false (parse ("06 Nov 1994 08:49", &unix_time));
  g_assert_cmpint (unix_time, ==, 42);
}

static void
test_format (void)
{
  static const struct { gint64 unix_time; const char *date; } cases[] = {
    { 0, "Thu, 01 Jan 1970 00:00:00 GMT" },
    { -1, "Wed, 31 Dec 1969 23:59:59 GMT" },
    { 784111777, "Sun, 06 Nov 1994 08:49:37 GMT" },
    { G_GINT64_CONSTANT (4294967296), "Sun, 07 Feb 2106 06:28:16 GMT" },
    { COOKIE_DATE_MIN, "Mon, 01 Jan 1601 00:00:00 GMT" },
    { COOKIE_DATE_MIN - 1, "Thu, 01 Jan 1970 00:00:00 GMT" },
    { G_GINT64_CONSTANT (-62135596800), "Thu, 01 Jan 1970 00:00:00 GMT" },
    { G_MININT64, "Thu, 01 Jan 1970 00:00:00 GMT" },
    { COOKIE_DATE_MAX, "Fri, 31 Dec 9999 23:59:59 GMT" },
    { COOKIE_DATE_MAX + 1, "Fri, 31 Dec 9999 23:59:59 GMT" },
    { G_MAXINT64, "Fri, 31 Dec 9999 23:59:59 GMT" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char date[COOKIE_DATE_SIZE];

      cookie_date_format (cases[i].unix_time, date);
      g_assert_cmpstr (date, ==, cases[i].date);
    }
}

/* A year of three or four digits before 1601: nobody wrote 30 as 0030 to mean 2030. */
static void
test_too_early (void)
{
  static const struct { const char *text; gboolean too_early; } cases[] = {
    { "Sat, 06 Jul 0030 08:49:37 GMT", TRUE },
    { "Sat, 06-Jul-0030 08:49:37 GMT", TRUE },
    { "06 Jul 030 08:49:37", TRUE },
    { "06 Jul 999 08:49:37", TRUE },
    { "Sat, 01 Jan 0000 00:00:00 GMT", TRUE },
    { "Mon, 01 Jan 0001 00:00:00 GMT", TRUE },
    { "Sun, 31 Dec 1600 23:59:59 GMT", TRUE },
    { "Mon, 01 Jan 1601 00:00:00 GMT", FALSE },
    { "Sat, 06 Jul 30 08:49:37 GMT", FALSE },
    { "Saturday, 06-Jul-30 08:49:37 GMT", FALSE },
    { "00 Jul 0030 08:49:37", TRUE },
    { "06 Jul 5 08:49:37", FALSE },
    { "06 Jul 0030", FALSE },
    { "Jul 0030 08:49:37", FALSE },
    { "06 0030 08:49:37", FALSE },
    { "0030", FALSE },
    { "never", FALSE },
    { "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = strlen (cases[i].text);
      g_autofree char *exact = g_memdup2 (cases[i].text, length);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (cookie_date_is_too_early (exact, length), ==, cases[i].too_early);
    }
}

/* What does not exist is counted on from the first of the month, as Firefox does. */
static void
test_loosely (void)
{
  static const struct { const char *text; const char *date; } cases[] = {
    { "Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT" },
    { "6 Nov 94 8:49:37", "Sun, 06 Nov 1994 08:49:37 GMT" },
    { "06 Nov 69 08:49:37", "Wed, 06 Nov 2069 08:49:37 GMT" },
    { "06 Nov 70 08:49:37", "Fri, 06 Nov 1970 08:49:37 GMT" },
    { "01 Nov 1994 08:49:37", "Tue, 01 Nov 1994 08:49:37 GMT" },
    { "00 Nov 1994 08:49:37", "Mon, 31 Oct 1994 08:49:37 GMT" },
    { "Sun, 00 Nov 1994 08:49:37 GMT", "Mon, 31 Oct 1994 08:49:37 GMT" },
    { "31 Nov 1994 08:49:37", "Thu, 01 Dec 1994 08:49:37 GMT" },
    { "99 Nov 1994 99:99:99", "Sat, 11 Feb 1995 04:40:39 GMT" },
    { "06 Nov 1994 00:00:60", "Sun, 06 Nov 1994 00:01:00 GMT" },
    { "06 Nov 1994 08:49", NULL },
    { "Nov 1994 08:49:37", NULL },
    { "06 1994 08:49:37", NULL },
    { "06 Nov 08:49:37", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = strlen (cases[i].text);
      g_autofree char *exact = g_memdup2 (cases[i].text, length);
      gint64 unix_time = 42;
      char date[COOKIE_DATE_SIZE];

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (cookie_date_parse_loosely (exact, length, &unix_time), ==, cases[i].date != NULL);
      if (cases[i].date == NULL)
        {
          g_assert_cmpint (unix_time, ==, 42);
          continue;
        }
      cookie_date_format (unix_time, date);
      g_assert_cmpstr (date, ==, cases[i].date);
    }
}

/* GDateTime is the oracle: a random second of each year that a cookie-date can say */
static void
test_agrees_with_g_date_time (void)
{
  for (int year = 1601; year <= 9999; year++)
    {
      int month = g_test_rand_int_range (1, 13);
      int day = g_date_get_days_in_month (month, year) - g_test_rand_int_range (0, 28);
      int second = g_test_rand_int_range (0, 86400);
      g_autoptr (GDateTime) date_time = g_date_time_new_utc (year, month, day, second / 3600, second / 60 % 60, second % 60);
      static const char weekdays[] = "MonTueWedThuFriSatSun";
      char date[COOKIE_DATE_SIZE];
      gint64 unix_time;

      cookie_date_format (g_date_time_to_unix (date_time), date);
      g_assert_cmpint (strncmp (date, weekdays + 3 * (g_date_time_get_day_of_week (date_time) - 1), 3), ==, 0);
      g_assert_true (parse (date, &unix_time));
      g_assert_cmpint (unix_time, ==, g_date_time_to_unix (date_time));
    }
}

/* bpo-38804: `Expires=1-c-1`, a run of spaces and `!` took cubic time. A megabyte ends here in
 * no time at all, and would not in the life of this test if it were even quadratic. */
static void
test_bpo_38804 (void)
{
  static const char fills[][4] = { " ", "1", "1-", "1:", ":", "j", "ja", "\xff", "1 1" };

  for (gsize i = 0; i < G_N_ELEMENTS (fills); i++)
    {
      g_autoptr (GString) text = g_string_new ("1-c-1");
      gint64 unix_time;

      while (text->len < 1024 * 1024)
        g_string_append (text, fills[i]);
      g_string_append_c (text, '!');

      g_assert_false (cookie_date_parse (text->str, text->len, &unix_time, NULL));
    }
}

/* CVE-2025-4945: the date parser of a library computed with a huge year. */
static void
test_cve_2025_4945 (void)
{
  static const char texts[][64] = {
    "Sun, 06 Nov 1000000000 08:49:37 GMT",
    "Sun, 06 Nov 2147483648 08:49:37 GMT",
    "Sun, 06 Nov 9223372036854775808 08:49:37 GMT",
    "Sun, 99999999999999999999 Nov 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 99999999999999999999:49:37 GMT",
    "Sun, 06 Nov 1994 08:99999999999999999999:37 GMT",
    "Sun, 06 Nov 1994 08:49:99999999999999999999 GMT",
    "Sun, 06 Nov -1994000000 08:49:37 GMT",
  };
  gint64 unix_time;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (parse (texts[i], &unix_time));
}

/* CVE-2025-11021: a zone offset, or a lone `:` at the end, was read past the end of the text. */
static void
test_cve_2025_11021 (void)
{
  static const struct { const char *text; gboolean valid; } cases[] = {
    { "Sun, 06 Nov 1994 08:49:37 +", TRUE },
    { "Sun, 06 Nov 1994 08:49:37 -", TRUE },
    { "Sun, 06 Nov 1994 08:49:37 +0", TRUE },
    { "Sun, 06 Nov 1994 08:49:37 -99999999999", TRUE },
    { "Sun, 06 Nov 1994 08:49:37 GMT+99:99", TRUE },
    { "Sun, 06 Nov 1994 08:49:", FALSE },
    { "Sun, 06 Nov 1994 08:", FALSE },
    { "Sun, 06 Nov 1994 :", FALSE },
    { ":", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = strlen (cases[i].text);
      g_autofree char *text = g_memdup2 (cases[i].text, length);
      gint64 unix_time = 0;

      g_assert_cmpint (cookie_date_parse (text, length, &unix_time, NULL), ==, cases[i].valid);
      g_assert_cmpint (unix_time, ==, cases[i].valid ? 784111777 : 0);
    }
}

/* RUSTSEC-2026-0009: work that grows with what the text nests: here brackets are delimiters. */
static void
test_rustsec_2026_0009 (void)
{
  g_autoptr (GString) text = g_string_new ("Sun, 06 Nov 1994 08:49:37 ");
  gint64 unix_time;

  while (text->len < 1024 * 1024)
    g_string_append_c (text, '(');

  g_assert_true (cookie_date_parse (text->str, text->len, &unix_time, NULL));
  g_assert_cmpint (unix_time, ==, 784111777);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cookie/date/vectors", test_vectors);
  g_test_add_func ("/cookie/date/is-formatted", test_is_formatted);
  g_test_add_func ("/cookie/date/every-byte", test_every_byte);
  g_test_add_func ("/cookie/date/truncated", test_truncated);
  g_test_add_func ("/cookie/date/every-day", test_every_day);
  g_test_add_func ("/cookie/date/every-word", test_every_word);
  g_test_add_func ("/cookie/date/last-days", test_last_days);
  g_test_add_func ("/cookie/date/unchanged-on-failure", test_unchanged_on_failure);
  g_test_add_func ("/cookie/date/format", test_format);
  g_test_add_func ("/cookie/date/too-early", test_too_early);
  g_test_add_func ("/cookie/date/loosely", test_loosely);
  g_test_add_func ("/cookie/date/agrees-with-g-date-time", test_agrees_with_g_date_time);
  g_test_add_func ("/cookie/advisory/bpo-38804", test_bpo_38804);
  g_test_add_func ("/cookie/advisory/CVE-2025-4945", test_cve_2025_4945);
  g_test_add_func ("/cookie/advisory/CVE-2025-11021", test_cve_2025_11021);
  g_test_add_func ("/cookie/advisory/RUSTSEC-2026-0009", test_rustsec_2026_0009);

  return g_test_run ();
}
