/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A program of somebody else's, as small as it gets. */

#include <cookie-glib/cookie-glib.h>

int
main (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!cookie_base_cookie_load (cookie, "fig=newton; path=/", &error))
    g_error ("%s", error->message);

  text = cookie_base_cookie_output (cookie, NULL, NULL, NULL);
  g_print ("%s\n", text);

  return 0;
}
