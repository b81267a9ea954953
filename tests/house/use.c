/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A minimal program that uses the library. */

#include <cookie-glib/cookie-glib.h>

int
main (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!cookie_base_cookie_load (cookie, "fig=newton", &error))
    g_error ("%s", error->message);

  cookie_morsel_set_path (cookie_base_cookie_get (cookie, "fig"), "/");
  text = cookie_base_cookie_output (cookie, NULL, NULL, NULL);
  g_print ("%s\n", text);

  return 0;
}
