/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "core/name-prefix.h"

#include <string.h>

static void
test_find (void)
{
  static const struct { const char *name; const char *prefix; } cases[] = {
    { "__Host-", "__Host-" },
    { "__hOsT-sid", "__Host-" },
    { "__Host-Http-sid", "__Host-Http-" },
    { "__HOST-http-", "__Host-Http-" },
    { "__Host-Http", "__Host-" },
    { "__Http-sid", "__Http-" },
    { "__Secure-sid", "__Secure-" },
    { "__Secure", NULL },
    { "_Host-sid", NULL },
    { "x__Host-sid", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = strlen (cases[i].name);
      g_autofree char *exact = g_memdup2 (cases[i].name, length); /* NULL for the empty name */
      const CookieNamePrefix *prefix = cookie_name_prefix_find (exact, length);

      g_assert_cmpstr (prefix != NULL ? prefix->text : NULL, ==, cases[i].prefix);
    }
}

static void
test_needs (void)
{
  static const struct { const char *name; const char *needs; } cases[] = {
    { "__Host-Http-", "HttpOnly Path Secure " },
    { "__Host-", "Path Secure " },
    { "__Http-", "HttpOnly Secure " },
    { "__Secure-", "Secure " },
    { "sid", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const CookieNamePrefix *prefix = cookie_name_prefix_find (cases[i].name, strlen (cases[i].name));
      g_autoptr (GString) needs = g_string_new (NULL);

      for (CookieAttribute attribute = 0; attribute < COOKIE_N_ATTRIBUTES; attribute++)
        if (cookie_name_prefix_needs (prefix, attribute))
          g_string_append_printf (needs, "%s ", cookie_attribute_names[attribute]);
      g_assert_cmpstr (needs->str, ==, cases[i].needs);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/name-prefix/find", test_find);
  g_test_add_func ("/core/name-prefix/needs", test_needs);

  return g_test_run ();
}
