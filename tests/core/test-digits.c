/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "core/digits.h"

#include <string.h>

static void
check (gint64 number)
{
  g_autofree char *expected = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  char *buffer = g_malloc (COOKIE_DIGITS_SIZE);

  g_assert_cmpstr (cookie_digits_format (number, buffer), ==, expected);
  g_free (buffer);
}

/* As printf () writes them: around each power of ten, and the ends */
static void
test_format (void)
{
  for (gint64 power = 1; ; power *= 10)
    {
      for (gint64 i = -11; i <= 11; i++)
        {
          check (power + i);
          check (-power + i);
        }
      if (power > G_MAXINT64 / 10)
        break;
    }

  check (0);
  check (G_MAXINT64);
  check (G_MININT64);
}

static void
test_is_number (void)
{
  static const struct { const char *text; gboolean is_number; } cases[] = {
    { "0", TRUE }, { "-7", TRUE }, { "007", TRUE }, { "99999999999999999999", TRUE }, { "", FALSE }, { "-", FALSE },
    { "+1", FALSE }, { " 1", FALSE }, { "1 ", FALSE }, { "--1", FALSE }, { "1-", FALSE }, { "1.5", FALSE }, { "/", FALSE }, { ":", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const gsize length = strlen (cases[i].text);
      g_autofree char *text = g_memdup2 (cases[i].text, MAX (length, 1));

      g_assert_cmpint (cookie_digits_is_number (text, length), ==, cases[i].is_number);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cookie/digits/format", test_format);
  g_test_add_func ("/cookie/digits/is-number", test_is_number);

  return g_test_run ();
}
