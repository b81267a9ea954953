/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A request answered: reads its Cookie field, the argument, changes a cookie, and prints the Set-Cookie
 * field of the response. `./dev demo` runs it, and the same in other languages.
 */

#include <cookie-glib/cookie-glib.h>

#include <stdlib.h>

/* The attributes of the site's cookies, which a request does not contain */
static CookieSchema *
create_site (GError **error)
{
  g_autoptr (CookieSchema) site = cookie_schema_new ();
  g_autoptr (CookieMorsel) attributes = cookie_morsel_new ();

  cookie_morsel_set_path (attributes, "/");
  cookie_morsel_set_secure (attributes, TRUE);
  cookie_morsel_set_max_age (attributes, 31536000);

  return cookie_schema_add (site, "theme", NULL, attributes, error) ? g_steal_pointer (&site) : NULL;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (CookieBaseCookie) cookie = NULL;
  g_autoptr (CookieSchema) site = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *changes = NULL;

  g_return_val_if_fail (argc == 2, EXIT_FAILURE);

  site = create_site (&error);
  if (site == NULL)
    g_error ("%s", error->message);

  cookie = cookie_simple_cookie_new_with_schema (site);
  if (!cookie_base_cookie_load (cookie, argv[1], &error))
    g_error ("%s", error->message);
  g_print ("The theme is %s.\n", cookie_base_cookie_get_string (cookie, "theme"));

  if (!cookie_base_cookie_set_string (cookie, "theme", "dark", &error))
    g_error ("%s", error->message);
  changes = cookie_base_cookie_output_changes (cookie, NULL, NULL);
  g_print ("%s\n", changes);

  return EXIT_SUCCESS;
}
