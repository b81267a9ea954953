/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <cookie-glib/cookie-glib.h>

#include <string.h>

static CookieBaseCookie *
load (const char *header)
{
  CookieBaseCookie *cookie = COOKIE_BASE_COOKIE (cookie_simple_cookie_new ());
  g_autoptr (GError) error = NULL;

  cookie_base_cookie_load (cookie, header, &error);
  g_assert_no_error (error);

  return cookie;
}

static void
set (CookieBaseCookie *cookie,
     const char       *key,
     const char       *value)
{
  g_autoptr (GError) error = NULL;

  cookie_base_cookie_set_string (cookie, key, value, &error);
  g_assert_no_error (error);
}

static void
assert_changes (CookieBaseCookie *cookie,
                const char       *expected)
{
  g_autofree char *text = cookie_base_cookie_output_changes (cookie, "", "\n");
  g_autoptr (GPtrArray) changes = cookie_base_cookie_get_changes (cookie);
  g_auto (GStrv) lines = g_strsplit (expected, "\n", -1);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (changes->len, ==, g_strv_length (lines));
  for (guint i = 0; i < changes->len; i++)
    {
      g_autofree char *line = cookie_morsel_output_string (changes->pdata[i], NULL);

      g_assert_cmpstr (line, ==, lines[i] + 1);
    }
}

static void
test_nothing (void)
{
  g_autoptr (CookieBaseCookie) empty = COOKIE_BASE_COOKIE (cookie_simple_cookie_new ());
  g_autoptr (CookieBaseCookie) loaded = load ("a=1; b=2; c=3");

  assert_changes (empty, "");
  assert_changes (loaded, "");

  /* nor does looking change anything */
  g_assert_nonnull (cookie_base_cookie_get (loaded, "b"));
  assert_changes (loaded, "");
}

static void
test_added (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("b=2; d=4");

  set (cookie, "c", "3");
  set (cookie, "a", "1");
  assert_changes (cookie, " a=1\n c=3");

  cookie_base_cookie_commit (cookie);
  assert_changes (cookie, "");
}

static void
test_changed (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("a=1; b=2; c=3");

  set (cookie, "b", "two");
  assert_changes (cookie, " b=two");

  cookie_morsel_set_http_only (cookie_base_cookie_get (cookie, "c"), TRUE);
  assert_changes (cookie, " b=two\n c=3; HttpOnly");

  cookie_base_cookie_commit (cookie);
  cookie_morsel_set_http_only (cookie_base_cookie_get (cookie, "c"), FALSE);
  assert_changes (cookie, " c=3");
}

static void
test_same_value (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("a=1; b=\"x y\"");

  set (cookie, "a", "1");
  set (cookie, "b", "x y");
  cookie_morsel_set_http_only (cookie_base_cookie_get (cookie, "a"), FALSE);
  assert_changes (cookie, "");

  set (cookie, "c", "3");
  cookie_base_cookie_commit (cookie);
  set (cookie, "c", "3");
  assert_changes (cookie, "");
}

static void
test_expired (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("sid=31d4; theme=dark");

  cookie_morsel_set_secure (cookie_base_cookie_get (cookie, "sid"), TRUE);
  g_assert_true (cookie_base_cookie_expire (cookie, "sid"));
  g_assert_false (cookie_base_cookie_expire (cookie, "nosuch"));
  assert_changes (cookie, " sid=; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Secure");

  cookie_base_cookie_commit (cookie);
  g_assert_true (cookie_base_cookie_expire (cookie, "sid"));
  assert_changes (cookie, "");
}

static void
test_removed (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("a=1; b=2; c=3; d=4");

  set (cookie, "d", "four");
  set (cookie, "b", "two");
  cookie_base_cookie_remove (cookie, "b");
  cookie_base_cookie_remove (cookie, "a");
  assert_changes (cookie, " d=four");

  cookie_base_cookie_clear (cookie);
  assert_changes (cookie, "");
}

/* An iterator returns the morsels that were there when it was created. */
static void
test_iterator (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("b=1; a=2; c=3");
  g_autoptr (CookieIter) iter = cookie_base_cookie_iterator (cookie);
  g_autoptr (GString) keys = g_string_new (NULL);
  CookieMorsel *morsel;

  while ((morsel = cookie_iter_next_value (iter)) != NULL)
    {
      g_string_append (keys, cookie_morsel_get_key (morsel));
      g_assert_true (cookie_base_cookie_remove (cookie, cookie_morsel_get_key (morsel)));
    }

  g_assert_null (cookie_iter_next_value (iter));
  g_assert_cmpstr (keys->str, ==, "bac");
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 0);
}

/* What was loaded may hold what cannot be set, and goes from one cookie to another. */
static void
test_set_loaded_morsel (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autoptr (CookieBaseCookie) other = cookie_simple_cookie_new ();
  g_autoptr (CookieMorsel) copy = NULL;
  g_autofree char *header = NULL;

  g_assert_true (cookie_base_cookie_load (cookie, "keebler=\"E=everybody; L\"", NULL));
  copy = cookie_morsel_copy (cookie_base_cookie_get (cookie, "keebler"));
  g_assert_true (cookie_base_cookie_set_morsel (other, copy, NULL));
  header = cookie_base_cookie_to_header (other);
  g_assert_cmpstr (header, ==, "keebler=\"E=everybody; L\"");
}

static void
test_set_morsel (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("a=1; b=2");
  g_autoptr (CookieMorsel) morsel = cookie_morsel_parse_set_cookie ("a=one; Path=/", NULL);

  g_assert_true (cookie_base_cookie_set_morsel (cookie, morsel, NULL));
  assert_changes (cookie, " a=one; Path=/");

  cookie_base_cookie_commit (cookie);
  g_assert_true (cookie_base_cookie_set_morsel (cookie, morsel, NULL));
  assert_changes (cookie, "");
}

static void
test_load_variant (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("a=1; b=2");
  GVariant *values = g_variant_new_parsed ("{'a': '1', 'b': 'two', 'c': '3'}");

  g_assert_true (cookie_base_cookie_load_variant (cookie, values, NULL));
  assert_changes (cookie, " b=two\n c=3");
}

/* Cookies of a later header are not changes. */
static void
test_load_again (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("a=1; b=2");

  set (cookie, "a", "one");
  set (cookie, "c", "3");
  set (cookie, "e", "5");
  g_assert_true (cookie_base_cookie_load (cookie, "a=eins; c=3; d=4", NULL));
  assert_changes (cookie, " e=5");
}

static void
set_in_handler_cb (CookieBaseCookie *cookie,
                   CookieMorsel     *morsel,
                   gpointer          user_data)
{
  if (strcmp (cookie_morsel_get_coded_value (morsel), "set") != 0)
    set (cookie, cookie_morsel_get_key (morsel), "set");
}

/* What a handler sets while a header is loaded is a change. */
static void
test_set_in_handler (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("a=1; b=2");

  g_signal_connect (cookie, "morsel-changed", G_CALLBACK (set_in_handler_cb), NULL);
  g_assert_true (cookie_base_cookie_load (cookie, "a=one; b=two; c=three", NULL));
  assert_changes (cookie, " a=set\n b=set");
}

/* A morsel that was removed and put into another dictionary is a change there alone. */
static void
test_moved (void)
{
  g_autoptr (CookieBaseCookie) one = load ("a=1");
  g_autoptr (CookieBaseCookie) two = load ("b=2");
  g_autoptr (CookieMorsel) morsel = g_object_ref (cookie_base_cookie_get (one, "a"));

  set (one, "a", "one");
  g_assert_true (cookie_base_cookie_remove (one, "a"));
  g_assert_true (cookie_base_cookie_set_morsel (two, morsel, NULL));
  assert_changes (one, "");
  assert_changes (two, " a=one");

  cookie_base_cookie_clear (two);
  assert_changes (two, "");
  cookie_morsel_set_secure (morsel, TRUE);
  assert_changes (two, "");
}

static void
test_failed_load (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("a=1; b=2");
  g_autoptr (GError) error = NULL;

  set (cookie, "a", "one");
  g_assert_false (cookie_base_cookie_load (cookie, "a=eins; b,c=d", &error));
  assert_changes (cookie, " a=one");
}

static void
test_copy (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("b=2; a=1");
  g_autoptr (CookieBaseCookie) copy = NULL;

  set (cookie, "c", "3");
  set (cookie, "a", "one");
  copy = cookie_base_cookie_copy (cookie);
  assert_changes (copy, " a=one\n c=3");

  cookie_base_cookie_commit (copy);
  assert_changes (copy, "");
  assert_changes (cookie, " a=one\n c=3");
}

static void
test_separators (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("");
  g_autofree char *text = NULL;

  set (cookie, "b", "2");
  set (cookie, "a", "1");
  text = cookie_base_cookie_output_changes (cookie, NULL, NULL);
  g_assert_cmpstr (text, ==, "Set-Cookie: a=1\r\nSet-Cookie: b=2");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cookie/changes/nothing", test_nothing);
  g_test_add_func ("/cookie/changes/added", test_added);
  g_test_add_func ("/cookie/changes/changed", test_changed);
  g_test_add_func ("/cookie/changes/same-value", test_same_value);
  g_test_add_func ("/cookie/changes/expired", test_expired);
  g_test_add_func ("/cookie/changes/removed", test_removed);
  g_test_add_func ("/cookie/changes/set-morsel", test_set_morsel);
  g_test_add_func ("/cookie/changes/set-loaded-morsel", test_set_loaded_morsel);
  g_test_add_func ("/cookie/changes/iterator", test_iterator);
  g_test_add_func ("/cookie/changes/load-variant", test_load_variant);
  g_test_add_func ("/cookie/changes/load-again", test_load_again);
  g_test_add_func ("/cookie/changes/set-in-handler", test_set_in_handler);
  g_test_add_func ("/cookie/changes/moved", test_moved);
  g_test_add_func ("/cookie/changes/failed-load", test_failed_load);
  g_test_add_func ("/cookie/changes/copy", test_copy);
  g_test_add_func ("/cookie/changes/separators", test_separators);

  return g_test_run ();
}
