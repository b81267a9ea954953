/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <cookie-glib/cookie-glib-soup.h>

#include <string.h>

/* The fields are those of a message on the wire, without the empty line at its end. */
static SoupMessageHeaders *
new_headers (SoupMessageHeadersType  type,
             const char             *text)
{
  SoupMessageHeaders *headers = soup_message_headers_new (type);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], ": ", 2);

      soup_message_headers_append (headers, parts[0], parts[1]);
    }

  return headers;
}

static void
assert_headers (SoupMessageHeaders *headers,
                const char         *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  SoupMessageHeadersIter iter;
  const char *name, *value;

  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    g_string_append_printf (text, "%s: %s\n", name, value);
  g_assert_cmpstr (text->str, ==, expected);
}

static CookieBaseCookie *
load (const char *text)
{
  g_autoptr (SoupMessageHeaders) headers = new_headers (SOUP_MESSAGE_HEADERS_REQUEST, text);
  CookieBaseCookie *cookie = cookie_simple_cookie_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (cookie_soup_load_headers (cookie, headers, &error));
  g_assert_no_error (error);

  return cookie;
}

static void
assert_loads (const char *text,
              const char *expected)
{
  g_autoptr (CookieBaseCookie) cookie = load (text);
  g_autofree char *header = cookie_base_cookie_to_cookie_header (cookie);

  g_assert_cmpstr (header, ==, expected);
  g_assert_false (cookie_base_cookie_get_has_changes (cookie));
}

static void
test_load (void)
{
  assert_loads ("", "");
  assert_loads ("Host: a.example\nX-Cookie: a=1\nSet-Cookie: b=1", "");
  assert_loads ("Host: a.example\nCookie: a=1; b=2\nAccept: */*", "a=1; b=2");
  assert_loads ("cOOKIE: a=1\nX-A: b\nCOOKIE: b=2, c=3\nCookie: d=4", "a=1; b=2, c=3; d=4");
}

/* HTTP/2: each pair is a field, and the first of two with one name is of the longest path. */
static void
test_crumbs (void)
{
  assert_loads ("cookie: sid=long\ncookie: sid=short\ncookie: theme=dark", "sid=long; theme=dark");
}

/* soup_message_headers_get_list () would make the second cookie `b="2, c=3"`. */
static void
test_quotes (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("Cookie: a=1; b=\"2\nCookie: c=3\"");

  g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "b"), ==, "\"2");
  g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "c"), ==, "3\"");
}

static void
test_load_fails (void)
{
  g_autoptr (SoupMessageHeaders) headers = new_headers (SOUP_MESSAGE_HEADERS_REQUEST, "Cookie: a=1\nCookie: b=2; c=3");
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autoptr (GError) error = NULL;

  cookie_base_cookie_set_max_pairs (cookie, 2);
  g_assert_false (cookie_soup_load_headers (cookie, headers, &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT);
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 0);
}

/* A codec that removes the fields that are being read. */
static void
clear_cb (CookieBaseCookie *cookie,
          guint             position,
          guint             removed,
          guint             added,
          gpointer          headers)
{
  soup_message_headers_clear (headers);
}

static void
test_reentry (void)
{
  g_autoptr (SoupMessageHeaders) headers = new_headers (SOUP_MESSAGE_HEADERS_REQUEST, "Cookie: a=1\nCookie: b=2");
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();

  g_signal_connect (cookie, "items-changed", G_CALLBACK (clear_cb), headers);
  g_assert_true (cookie_soup_load_headers (cookie, headers, NULL));
  g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "b"), ==, "2");
}

static void
set (CookieBaseCookie *cookie,
     const char       *name,
     const char       *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cookie_base_cookie_set_string (cookie, name, value, &error));
  g_assert_no_error (error);
}

static void
test_append (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("Cookie: a=1; b=2; c=3");
  g_autoptr (SoupMessageHeaders) headers = new_headers (SOUP_MESSAGE_HEADERS_RESPONSE, "Set-Cookie: a=0\nServer: x");

  g_assert_cmpuint (cookie_soup_append_changes (cookie, headers), ==, 0);
  assert_headers (headers, "Set-Cookie: a=0\nServer: x\n");

  set (cookie, "b", "two");
  set (cookie, "d", "4");
  cookie_morsel_set_path (cookie_base_cookie_get (cookie, "d"), "/");
  g_assert_true (cookie_base_cookie_expire (cookie, "a", NULL));
  g_assert_cmpuint (cookie_soup_append_changes (cookie, headers), ==, 3);
  assert_headers (headers,
                  "Set-Cookie: a=0\nServer: x\n"
                  "Set-Cookie: a=; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0\n"
                  "Set-Cookie: b=two\nSet-Cookie: d=4; Path=/\nVary: Cookie\n");

  /* sent is sent */
  g_assert_false (cookie_base_cookie_get_has_changes (cookie));
  g_assert_cmpuint (cookie_soup_append_changes (cookie, headers), ==, 0);

  set (cookie, "b", "three");
  g_assert_cmpuint (cookie_soup_append_changes (cookie, headers), ==, 1);
  g_assert_true (g_str_has_suffix (soup_message_headers_get_list (headers, "Set-Cookie"), "d=4; Path=/, b=three"));
  g_assert_cmpstr (soup_message_headers_get_list (headers, "Vary"), ==, "Cookie");
}

static void
test_vary (void)
{
  static const struct {
    const char *before;
    const char *after;
  } cases[] = {
    { "", "Cookie" },
    { "Vary: Accept-Encoding", "Accept-Encoding, Cookie" },
    { "Vary: X-Cookie, Cookies", "X-Cookie, Cookies, Cookie" },
    { "Vary: Accept-Encoding,cookie", "Accept-Encoding,cookie" },
    { "Vary: Accept\nvary: COOKIE", "Accept, COOKIE" },
    { "Vary: *", "*" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SoupMessageHeaders) headers = new_headers (SOUP_MESSAGE_HEADERS_RESPONSE, cases[i].before);
      g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();

      set (cookie, "a", "1");
      g_assert_cmpuint (cookie_soup_append_changes (cookie, headers), ==, 1);
      g_assert_cmpstr (soup_message_headers_get_list (headers, "Vary"), ==, cases[i].after);
    }
}

static void
test_morsels (void)
{
  g_autoptr (SoupMessageHeaders) headers =
    new_headers (SOUP_MESSAGE_HEADERS_RESPONSE,
                 "Set-Cookie: a=1; Expires=Thu, 01 Jan 2099 00:00:00 GMT\nServer: x\nSet-Cookie: b\x01=2\n"
                 "set-cookie: sid=3; Max-Age=60; Partitioned; Priority=High\nSet-Cookie: a=4");
  g_autoptr (GPtrArray) morsels = cookie_soup_get_morsels (headers);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < morsels->len; i++)
    {
      g_autofree char *text = cookie_morsel_to_set_cookie_header (morsels->pdata[i], NULL);

      g_string_append_printf (found, "%s\n", text);
    }
  g_assert_cmpstr (found->str, ==,
                   "a=1; expires=Thu, 01 Jan 2099 00:00:00 GMT\n"
                   "sid=3; Max-Age=60; Partitioned; Priority=High\na=4\n");
}

static void
test_diagnose (void)
{
  g_autoptr (SoupMessageHeaders) headers =
    new_headers (SOUP_MESSAGE_HEADERS_RESPONSE,
                 "Set-Cookie: a=1; Secure; HttpOnly; SameSite=Lax; Path=/\nSet-Cookie: b\x01=2\n"
                 "Set-Cookie: __Host-c=1; HttpOnly; SameSite=Lax; Path=/\nSet-Cookie: d=4; Secure; Domain=b.example; Path=/");
  g_autoptr (GUri) origin = g_uri_parse ("http://a.example/", G_URI_FLAGS_NONE, NULL);
  g_autoptr (GPtrArray) with_origin = cookie_soup_diagnose_headers (headers, origin);
  g_autoptr (GPtrArray) without = cookie_soup_diagnose_headers (headers, NULL);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < with_origin->len; i++)
    {
      CookieDiagnostic *diagnostic = with_origin->pdata[i];

      if (cookie_diagnostic_get_severity (diagnostic) == COOKIE_DIAGNOSTIC_SEVERITY_ERROR)
        g_string_append_printf (found, "%u ", cookie_diagnostic_get_field (diagnostic));
    }
  g_assert_cmpstr (found->str, ==, "0 1 2 3 3 ");

  g_string_truncate (found, 0);
  for (guint i = 0; i < without->len; i++)
    if (cookie_diagnostic_get_severity (without->pdata[i]) == COOKIE_DIAGNOSTIC_SEVERITY_ERROR)
      g_string_append_printf (found, "%u ", cookie_diagnostic_get_field (without->pdata[i]));
  g_assert_cmpstr (found->str, ==, "1 2 ");
}

/* The parser that libsoup has for parameters takes sid* for sid. */
static void
test_extended_name (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("Cookie: sid=good; sid*=UTF-8''evil");

  g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "sid"), ==, "good");
  g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "sid*"), ==, "UTF-8''evil");
}

/* HTTP/2 crumbs without end: the limit is for all of them. */
static void
test_many_crumbs (void)
{
  g_autoptr (SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    soup_message_headers_append (headers, "cookie", "a=");
  g_assert_false (cookie_soup_load_headers (cookie, headers, &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT);
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 0);
}

/* What a control character is in gets neither in nor out, and warns of nothing. */
static void
test_control_characters (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("Cookie: a=\x01; b=2\nCookie: c=\x7f; d=4");
  g_autoptr (SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);

  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 2);
  g_assert_false (cookie_base_cookie_set_string (cookie, "e", "1\r\nSet-Cookie: f=2", NULL) &&
                  strchr (cookie_base_cookie_get_coded_value (cookie, "e"), '\r') != NULL);
  cookie_soup_append_changes (cookie, headers);
  g_assert_null (strchr (soup_message_headers_get_list (headers, "Set-Cookie"), '\r'));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/soup/headers/load", test_load);
  g_test_add_func ("/soup/headers/crumbs", test_crumbs);
  g_test_add_func ("/soup/headers/quotes", test_quotes);
  g_test_add_func ("/soup/headers/load-fails", test_load_fails);
  g_test_add_func ("/soup/headers/reentry", test_reentry);
  g_test_add_func ("/soup/headers/append", test_append);
  g_test_add_func ("/soup/headers/vary", test_vary);
  g_test_add_func ("/soup/headers/morsels", test_morsels);
  g_test_add_func ("/soup/headers/diagnose", test_diagnose);
  g_test_add_func ("/soup/advisory/extended-name", test_extended_name);
  g_test_add_func ("/soup/advisory/CVE-2026-49975", test_many_crumbs);
  g_test_add_func ("/soup/advisory/CVE-2022-35252", test_control_characters);

  return g_test_run ();
}
