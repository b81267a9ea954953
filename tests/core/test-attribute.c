/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "core/attribute.h"

#include <string.h>

static int
lookup (const char *name)
{
  gsize length = strlen (name);
  g_autofree char *exact = g_memdup2 (name, length);

  return cookie_attribute_lookup (exact, length);
}

static void
test_lookup (void)
{
  for (int i = 0; i < COOKIE_N_ATTRIBUTES; i++)
    {
      const char *name = cookie_attribute_names[i];
      g_autofree char *lower = g_ascii_strdown (name, -1);
      g_autofree char *upper = g_ascii_strup (name, -1);
      g_autofree char *longer = g_strconcat (name, "x", NULL);

      g_assert_cmpint (lookup (name), ==, i);
      g_assert_cmpint (lookup (lower), ==, i);
      g_assert_cmpint (lookup (upper), ==, i);
      g_assert_cmpint (lookup (longer), ==, -1);
      g_assert_cmpint (cookie_attribute_lookup (name, strlen (name) - 1), ==, -1);
    }
}

/* Every byte in the place of every other: a name is itself and nothing else. */
static void
test_neighbours (void)
{
  for (int i = 0; i < COOKIE_N_ATTRIBUTES; i++)
    {
      const char *name = cookie_attribute_names[i];
      gsize length = strlen (name);
      g_autofree char *text = g_memdup2 (name, length);

      for (gsize at = 0; at < length; at++)
        {
          for (int c = 0; c < 256; c++)
            {
              text[at] = (char) c;
              g_assert_cmpint (cookie_attribute_lookup (text, length), ==,
                               g_ascii_tolower ((char) c) == g_ascii_tolower (name[at]) ? i : -1);
            }
          text[at] = name[at];
        }
    }
}

static void
test_unknown (void)
{
  static const char * const names[] = {
    "", "p", "name", "same-site", "http-only", "max_age", "maxage", " path", "path ", "$path", "expire", "__proto__",
    "S\305\277ecure", "\305\277ecure",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpint (lookup (names[i]), ==, -1);
}

/* Python sorts what it prints by the lower-case name. */
static void
test_order (void)
{
  for (int i = 1; i < COOKIE_N_ATTRIBUTES; i++)
    g_assert_cmpint (g_ascii_strcasecmp (cookie_attribute_names[i - 1], cookie_attribute_names[i]), <, 0);
}

static void
test_flags (void)
{
  for (CookieAttribute i = 0; i < COOKIE_N_ATTRIBUTES; i++)
    g_assert_cmpint (cookie_attribute_is_flag (i), ==,
                     i == COOKIE_ATTRIBUTE_SECURE || i == COOKIE_ATTRIBUTE_HTTP_ONLY ||
                     i == COOKIE_ATTRIBUTE_PARTITIONED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cookie/attribute/lookup", test_lookup);
  g_test_add_func ("/cookie/attribute/neighbours", test_neighbours);
  g_test_add_func ("/cookie/attribute/unknown", test_unknown);
  g_test_add_func ("/cookie/attribute/order", test_order);
  g_test_add_func ("/cookie/attribute/flags", test_flags);

  return g_test_run ();
}
