/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A minimal program that uses the library for libsoup. */

#include <cookie-glib/cookie-glib-soup.h>

int
main (void)
{
  SoupMessageHeaders *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autoptr (GError) error = NULL;

  if (!cookie_base_cookie_set_string (cookie, "fig", "newton", &error))
    g_error ("%s", error->message);

  cookie_morsel_set_path (cookie_base_cookie_get (cookie, "fig"), "/");
  cookie_soup_append_changes (cookie, headers);
  g_print ("Set-Cookie: %s\n", soup_message_headers_get_one (headers, "Set-Cookie"));
  soup_message_headers_unref (headers);

  return 0;
}
