/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <cookie-glib/cookie-glib-soup.h>

#include <string.h>

/* Morsels and the cookies of libsoup. */

static void
assert_morsel (CookieMorsel *morsel,
               const char   *expected)
{
  g_autofree char *text = cookie_morsel_to_set_cookie_header (morsel, NULL);

  g_assert_cmpstr (text, ==, expected);
}

/* What the cookie of libsoup that is made of a field says, as a field. */
static void
assert_from (const char *field,
             const char *origin,
             const char *expected)
{
  g_autoptr (GUri) uri = g_uri_parse (origin, G_URI_FLAGS_NONE, NULL);
  g_autoptr (SoupCookie) cookie = soup_cookie_parse (field, uri);
  g_autoptr (CookieMorsel) morsel = cookie_soup_morsel_from_cookie (cookie);

  assert_morsel (morsel, expected);
}

static void
test_from (void)
{
  const char *origin = "https://www.site.example/a/b";
  g_autoptr (SoupCookie) bare = soup_cookie_new ("a", "b", "", "", -1);
  g_autoptr (CookieMorsel) morsel = NULL;

  assert_from ("sid=1; Path=/; Secure; HttpOnly; SameSite=Strict", origin, "sid=1; HttpOnly; Path=/; SameSite=Strict; Secure");
  assert_from ("sid=1; Path=/; Domain=.site.example; SameSite=Lax", origin, "sid=1; Domain=site.example; Path=/; SameSite=Lax");
  assert_from ("sid=\"a b\"; Path=/; SameSite=Lax; Expires=Thu, 01 Jan 2099 00:00:00 GMT", origin,
               "sid=\"a b\"; expires=Thu, 01 Jan 2099 00:00:00 GMT; Path=/; SameSite=Lax");
  assert_from ("a b=1; Path=/; SameSite=Lax", origin, "a b=1; Path=/; SameSite=Lax");
  assert_from ("secure=1; Path=/; SameSite=Lax", origin, "secure=1; Path=/; SameSite=Lax");
  assert_from ("nothing; Path=/; SameSite=Lax", origin, "=nothing; Path=/; SameSite=Lax");
  assert_from ("=a=b; Path=/; SameSite=Lax", origin, "=a=b; Path=/; SameSite=Lax");

  /* printed by libsoup, this one would be sent to all subdomains of a localhost */
  assert_from ("sid=1; Path=/; SameSite=Lax", "http://localhost/", "sid=1; Path=/; SameSite=Lax");

  /* what no field says, and a program can */
  soup_cookie_set_same_site_policy (bare, SOUP_SAME_SITE_POLICY_LAX);
  morsel = cookie_soup_morsel_from_cookie (bare);
  assert_morsel (morsel, "a=b; SameSite=Lax");
}

/* Without Domain, the cookie is for the host alone; default-path and Max-Age are worked out. */
static void
test_lost (void)
{
  g_autoptr (GUri) uri = g_uri_parse ("https://www.site.example/a/b", G_URI_FLAGS_NONE, NULL);
  g_autoptr (SoupCookie) cookie =
    soup_cookie_parse ("sid=1; Max-Age=3600; SameSite=Lax; Partitioned; Priority=High; foo=bar", uri);
  g_autoptr (CookieMorsel) morsel = cookie_soup_morsel_from_cookie (cookie);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) expires = cookie_morsel_get_expires (morsel);

  g_assert_cmpint (cookie_morsel_get_max_age (morsel), ==, -1);
  g_assert_cmpint (ABS (g_date_time_difference (expires, now) / G_TIME_SPAN_SECOND - 3600), <=, 60);
  cookie_morsel_set_expires (morsel, NULL);
  assert_morsel (morsel, "sid=1; Path=/a; SameSite=Lax");
}

/* A program can put anything into a jar, and so can servers with libsoup 3.2. */
static void
test_unsafe (void)
{
  g_autoptr (SoupCookie) cookie = soup_cookie_new ("a;b=\x01", "1; Secure\r\nX: y\xff", ".b;c", "/;\x7f", -1);
  g_autoptr (CookieMorsel) morsel = NULL;
  g_autofree char *long_name = g_strnfill (5000, 'n');
  g_autofree char *long_value = g_strnfill (5000, 'v');
  g_autoptr (CookieMorsel) long_morsel = NULL;
  const char *key;

  soup_cookie_set_same_site_policy (cookie, SOUP_SAME_SITE_POLICY_LAX);
  morsel = cookie_soup_morsel_from_cookie (cookie);
  assert_morsel (morsel, "a\ufffdb\ufffd\ufffd=1\ufffd Secure\ufffd\ufffdX: y\ufffd; Domain=b\ufffdc; Path=/\ufffd\ufffd; SameSite=Lax");

  /* of a legal name, nothing is cut */
  soup_cookie_set_name (cookie, "n");
  soup_cookie_set_value (cookie, long_value);
  long_morsel = cookie_soup_morsel_from_cookie (cookie);
  g_assert_cmpstr (cookie_morsel_get_coded_value (long_morsel), ==, long_value);

  soup_cookie_set_name (cookie, "é");
  g_set_object (&long_morsel, NULL);
  long_morsel = cookie_soup_morsel_from_cookie (cookie);
  g_assert_cmpstr (cookie_morsel_get_key (long_morsel), ==, "é");
  g_assert_cmpuint (strlen (cookie_morsel_get_coded_value (long_morsel)), ==, 4093);

  long_name[0] = ' ';
  soup_cookie_set_name (cookie, long_name);
  g_set_object (&long_morsel, NULL);
  long_morsel = cookie_soup_morsel_from_cookie (cookie);
  key = cookie_morsel_get_coded_value (long_morsel);
  g_assert_true (g_str_has_prefix (key, "nnnn"));
}

/* Each character of ASCII, in a name, a value and a path */
static void
test_each_character (void)
{
  for (int c = 1; c < 0x80; c++)
    {
      const gboolean is_unsafe = (c < 0x20 && c != '\t') || c == 0x7f || c == ';';
      g_autofree char *text = g_strdup_printf ("/a%cb", c);
      g_autofree char *safe = is_unsafe ? g_strdup ("/a\ufffdb") : g_strdup (text);
      g_autofree char *safe_path = c == '\t' ? g_strdup ("/a\ufffdb") : g_strdup (safe);
      g_autofree char *safe_name = c == '=' ? g_strdup ("/a\ufffdb") : g_strdup (safe);
      g_autoptr (SoupCookie) cookie = soup_cookie_new (text, text, "a.example", text, -1);
      g_autoptr (CookieMorsel) morsel = cookie_soup_morsel_from_cookie (cookie);

      g_test_message ("%d", c);
      g_assert_cmpstr (cookie_morsel_get_key (morsel), ==, safe_name);
      g_assert_cmpstr (cookie_morsel_get_coded_value (morsel), ==, safe);
      g_assert_cmpstr (cookie_morsel_get_path (morsel), ==, safe_path);
    }
}

/* A version of libsoup whose cookies have another policy by themselves can tell SameSite=None. */
static void
test_same_site (void)
{
  g_autoptr (SoupCookie) cookie = soup_cookie_new ("a", "1", "a.example", "/", -1), again = NULL;
  const SoupSameSitePolicy usual = soup_cookie_get_same_site_policy (cookie);
  g_autoptr (CookieMorsel) morsel = cookie_soup_morsel_from_cookie (cookie), none = NULL;

  g_assert_cmpint (cookie_morsel_get_same_site (morsel), ==,
                   usual == SOUP_SAME_SITE_POLICY_NONE ? COOKIE_SAME_SITE_DEFAULT : COOKIE_SAME_SITE_LAX);

  soup_cookie_set_same_site_policy (cookie, SOUP_SAME_SITE_POLICY_NONE);
  none = cookie_soup_morsel_from_cookie (cookie);
  g_assert_cmpint (cookie_morsel_get_same_site (none), ==,
                   usual == SOUP_SAME_SITE_POLICY_NONE ? COOKIE_SAME_SITE_DEFAULT : COOKIE_SAME_SITE_NONE);

  cookie_morsel_set_domain (morsel, "a.example");
  cookie_morsel_set_same_site (morsel, COOKIE_SAME_SITE_DEFAULT);
  again = cookie_soup_morsel_to_cookie (morsel, NULL, NULL);
  g_assert_cmpint (soup_cookie_get_same_site_policy (again), ==, usual);
}

static SoupCookie *
to_cookie (const char  *field,
           const char  *origin,
           GError     **error)
{
  g_autoptr (CookieMorsel) morsel = cookie_morsel_parse_set_cookie (field, NULL);
  g_autoptr (GUri) uri = origin != NULL ? g_uri_parse (origin, G_URI_FLAGS_NONE, NULL) : NULL;

  return cookie_soup_morsel_to_cookie (morsel, uri, error);
}

static void
assert_to (const char *field,
           const char *origin,
           const char *domain,
           const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoupCookie) cookie = to_cookie (field, origin, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (soup_cookie_get_domain (cookie), ==, domain);
  g_assert_cmpstr (soup_cookie_get_path (cookie), ==, path);
}

static void
test_to (void)
{
  const char *origin = "https://WWW.site.example/docs/page";
  g_autoptr (SoupCookie) cookie = to_cookie ("sid=\"a b\"; Path=/; Secure; HttpOnly; SameSite=Strict", origin, NULL);

  g_assert_cmpstr (soup_cookie_get_name (cookie), ==, "sid");
  g_assert_cmpstr (soup_cookie_get_value (cookie), ==, "\"a b\"");
  g_assert_true (soup_cookie_get_secure (cookie));
  g_assert_true (soup_cookie_get_http_only (cookie));
  g_assert_cmpint (soup_cookie_get_same_site_policy (cookie), ==, SOUP_SAME_SITE_POLICY_STRICT);
  g_assert_null (soup_cookie_get_expires (cookie));

  assert_to ("=1; Path=/", origin, "www.site.example", "/");
  assert_to ("a=; Path=/", origin, "www.site.example", "/");
  assert_to ("a=1; Path=/", origin, "www.site.example", "/");
  assert_to ("a=1", origin, "www.site.example", "/docs");
  assert_to ("a=1; Path=x", origin, "www.site.example", "/docs");
  assert_to ("a=1", "https://www.site.example/page", "www.site.example", "/");
  assert_to ("a=1", "https://www.site.example", "www.site.example", "/");
  assert_to ("a=1", "https://b\xc3\xbc" "cher.example/", "xn--bcher-kva.example", "/");
  assert_to ("a=1", "http://[::1]:8080/x/y", "::1", "/x");
  assert_to ("a=1; Domain=site.example; Path=/", origin, ".site.example", "/");
  assert_to ("a=1; Domain=site.example", NULL, ".site.example", "/");
  assert_to ("a=1; Domain=127.0.0.1", "http://127.0.0.1/", "127.0.0.1", "/");
  assert_to ("a=1; Domain=[2001:db8::1]", "http://[2001:db8::1]/", "2001:db8::1", "/");
  assert_to ("a=1; Domain=[2001:DB8::1]", NULL, "2001:db8::1", "/");
}

/* The default path of a request, as libsoup would send it again. */
static void
test_default_path (void)
{
  static const struct {
    const char *origin;
    const char *path;
    const char *decoded_path; /* of the same URI, but parsed without G_URI_FLAGS_ENCODED_PATH */
  } cases[] = {
    { "https://x.example/a%20b/c", "/a%20b", "/a%20b" },
    { "https://x.example/a%0d%0aX:%20y/c", "/a%0D%0AX:%20y", "/a%0D%0AX:%20y" },
    { "https://x.example/a%3bDomain=com/c", "/a%3BDomain=com", "/a%3BDomain=com" },
    { "https://x.example/a;b/c", "/a;b", "/a%3Bb" },
    { "https://x.example/%C3%A9/c", "/%C3%A9", "/%C3%A9" },
    { "https://x.example/\xc3\xa9\r\n/c", "/%C3%A9%0D%0A", "/%C3%A9%0D%0A" },
    { "https://x.example/a%2fb", "/", "/a" },
    { "https://x.example/%25/c", "/%25", "/%25" },
  };
  g_autoptr (CookieMorsel) morsel = cookie_morsel_parse_set_cookie ("a=1", NULL);
  g_autoptr (GUri) built = g_uri_build (G_URI_FLAGS_ENCODED_PATH, "https", NULL, "x.example", -1, "/a\r\n\x7f \t/c", NULL, NULL);
  g_autoptr (SoupCookie) built_cookie = cookie_soup_morsel_to_cookie (morsel, built, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GUri) uri = g_uri_parse (cases[i].origin, SOUP_HTTP_URI_FLAGS, NULL);
      g_autoptr (GUri) decoded = g_uri_parse (cases[i].origin, G_URI_FLAGS_NONE, NULL);
      g_autoptr (SoupCookie) cookie = cookie_soup_morsel_to_cookie (morsel, uri, NULL);
      g_autoptr (SoupCookie) decoded_cookie = cookie_soup_morsel_to_cookie (morsel, decoded, NULL);

      g_assert_cmpstr (soup_cookie_get_path (cookie), ==, cases[i].path);
      g_assert_cmpstr (soup_cookie_get_path (decoded_cookie), ==, cases[i].decoded_path);
    }

  g_assert_cmpstr (soup_cookie_get_path (built_cookie), ==, "/a%0D%0A%7F%20%09");
}

/* What a browser drops for its Domain cannot be put into a jar; what it keeps, can. */
static void
test_as_diagnosed (void)
{
  static const char *origins[] = {
    "http://[2001:db8::1]/", "http://127.0.0.1/", "http://www.site.example/",
  };
  static const char *domains[] = {
    "[2001:db8::1]", "2001:db8::1", "[2001:db8::2]", "[2001:DB8::1]", "[::1", "127.0.0.1", ".127.0.0.1", "0.0.1",
    "site.example", "..site.example", "SITE.example", "b\xc3\xbc.example", "a b", "site.example:80", "www.site.example.",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (origins); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (domains); k++)
      {
        g_autofree char *field = g_strdup_printf ("a=1; Domain=%s; Path=/; SameSite=Lax; HttpOnly", domains[k]);
        g_autoptr (GUri) uri = g_uri_parse (origins[i], G_URI_FLAGS_NONE, NULL);
        g_autoptr (SoupCookie) cookie = to_cookie (field, origins[i], NULL);
        g_autoptr (GPtrArray) diagnostics = cookie_diagnose_set_cookie (field, uri, NULL);
        gboolean is_kept = TRUE;

        for (guint n = 0; n < diagnostics->len; n++)
          is_kept = is_kept && cookie_diagnostic_get_severity (diagnostics->pdata[n]) != COOKIE_DIAGNOSTIC_SEVERITY_ERROR;
        g_test_message ("%s from %s", field, origins[i]);
        g_assert_cmpint (cookie != NULL, ==, is_kept);
      }
}

static void
assert_to_fails (const char  *field,
                 const char  *origin,
                 CookieError  code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (to_cookie (field, origin, &error));
  g_assert_error (error, COOKIE_ERROR, code);
}

static void
test_to_fails (void)
{
  g_autoptr (CookieMorsel) empty = cookie_morsel_new ();
  g_autoptr (GUri) uri = g_uri_parse ("https://site.example/", G_URI_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;

  assert_to_fails ("a=1", NULL, COOKIE_ERROR_INVALID_ATTRIBUTE);
  assert_to_fails ("a=1", "data:text", COOKIE_ERROR_INVALID_ATTRIBUTE);
  assert_to_fails ("a=1; Domain=other.example", "https://site.example/", COOKIE_ERROR_INVALID_ATTRIBUTE);
  assert_to_fails ("a=1; Domain=site.example", "https://badsite.example/", COOKIE_ERROR_INVALID_ATTRIBUTE);
  assert_to_fails ("a=1; Domain=www.site.example", "https://site.example/", COOKIE_ERROR_INVALID_ATTRIBUTE);
  assert_to_fails ("a=1; Domain=2001:db8::1", NULL, COOKIE_ERROR_INVALID_ATTRIBUTE);
  assert_to_fails ("a=1; Domain=a b", NULL, COOKIE_ERROR_INVALID_ATTRIBUTE);
  assert_to_fails ("=", "https://site.example/", COOKIE_ERROR_ILLEGAL_KEY);

  g_assert_null (to_cookie ("a=1; Domain=other.example", "https://site.example/", &error));
  g_assert_nonnull (strstr (error->message, "The host “site.example” is not in the Domain “other.example”"));
  g_clear_error (&error);
  g_assert_null (to_cookie ("a=1; Domain=a b", NULL, &error));
  g_assert_nonnull (strstr (error->message, "No host is in the Domain “a b”"));
  g_clear_error (&error);

  g_assert_null (cookie_soup_morsel_to_cookie (empty, uri, &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_KEY);
}

static gint64
get_expiry (const char *field)
{
  g_autoptr (SoupCookie) cookie = to_cookie (field, "https://site.example/", NULL);

  return g_date_time_to_unix (soup_cookie_get_expires (cookie));
}

static void
test_expiry (void)
{
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (CookieMorsel) morsel = cookie_morsel_parse_set_cookie ("a=1; Domain=site.example; Max-Age=60", NULL);
  g_autoptr (SoupCookie) cookie = NULL;

  g_assert_cmpint (ABS (get_expiry ("a=1; Max-Age=3600; Expires=Thu, 01 Jan 2099 00:00:00 GMT") - now - 3600), <=, 60);
  g_assert_cmpint (get_expiry ("a=1; Expires=Thu, 01 Jan 2099 00:00:00 GMT"), ==, 4070908800);
  g_assert_cmpint (get_expiry ("a=1; Max-Age=0"), ==, 0);
  g_assert_cmpint (get_expiry ("a=1; Max-Age=-5"), ==, 0);
  g_assert_cmpint (get_expiry ("a=1; Max-Age=1000000000000000000000000000000"), ==, 253402300799);

  cookie_morsel_expire (morsel);
  cookie = cookie_soup_morsel_to_cookie (morsel, NULL, NULL);
  g_assert_cmpint (g_date_time_to_unix (soup_cookie_get_expires (cookie)), ==, 0);
}

/* There and back is the same, of what both have. */
static void
test_round_trip (void)
{
  static const char *fields[] = {
    "a=1; Path=/; SameSite=Lax",
    "a=\"1, 2\"; Domain=site.example; Path=/x; SameSite=Strict; Secure",
    "__Host-a=; expires=Thu, 01 Jan 2099 00:00:00 GMT; HttpOnly; Path=/; SameSite=Lax; Secure",
    "a b\xc3\xa9=\xc3\xa9; Path=/\xc3\xa9; SameSite=Lax",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr (SoupCookie) cookie = to_cookie (fields[i], "https://www.site.example/", NULL);
      g_autoptr (CookieMorsel) morsel = cookie_soup_morsel_from_cookie (cookie);

      assert_morsel (morsel, fields[i]);
    }
}

/* A domain of NULL, which libsoup 3.2 makes of a field without an origin, and then crashes on in its jar. */
static void
test_no_domain (void)
{
  g_autoptr (SoupCookie) cookie = soup_cookie_parse ("a=1; Path=/; SameSite=Lax", NULL);
  g_autoptr (CookieMorsel) morsel = cookie_soup_morsel_from_cookie (cookie);

  g_autoptr (SoupCookie) pathless = soup_cookie_new ("a", "1", "a.example", NULL, -1);
  g_autoptr (CookieMorsel) pathless_morsel = cookie_soup_morsel_from_cookie (pathless);

  g_assert_null (soup_cookie_get_path (pathless));
  g_assert_null (cookie_morsel_get_path (pathless_morsel));
  g_assert_null (soup_cookie_get_domain (cookie));
  assert_morsel (morsel, "a=1; Path=/; SameSite=Lax");
  assert_to_fails ("a=1; Path=/", NULL, COOKIE_ERROR_INVALID_ATTRIBUTE);
}

/* The dates that libsoup read beyond the end of, or whose year it could not hold. */
static void
test_dates (void)
{
  static const char *dates[] = {
    "Thu, 01 Jan 1000000000 00:00:00 GMT", "Mon, 01 Jan 1600 00:00:00 GMT", "Mon, 01 Jan 1601 00:00:00 GMT",
    "Fri, 31 Dec 9999 23:59:59 GMT", ":", "Thu, 01 Jan 2099 00:00:00 +9999", "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *field = g_strdup_printf ("a=1; Path=/; Expires=%s", dates[i]);
      g_autoptr (SoupCookie) cookie = to_cookie (field, "https://site.example/", NULL);
      g_autoptr (CookieMorsel) morsel = cookie_soup_morsel_from_cookie (cookie);
      g_autoptr (CookieMorsel) parsed = cookie_morsel_parse_set_cookie (field, NULL);

      g_autoptr (GDateTime) expires = cookie_morsel_get_expires (morsel);
      g_autoptr (GDateTime) expected = cookie_morsel_get_expires (parsed);

      g_assert_cmpint (expires != NULL, ==, expected != NULL);
      if (expected != NULL)
        g_assert_true (g_date_time_equal (expires, expected));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/soup/cookie/from", test_from);
  g_test_add_func ("/soup/cookie/lost", test_lost);
  g_test_add_func ("/soup/cookie/unsafe", test_unsafe);
  g_test_add_func ("/soup/cookie/same-site", test_same_site);
  g_test_add_func ("/soup/cookie/each-character", test_each_character);
  g_test_add_func ("/soup/cookie/to", test_to);
  g_test_add_func ("/soup/cookie/default-path", test_default_path);
  g_test_add_func ("/soup/cookie/as-diagnosed", test_as_diagnosed);
  g_test_add_func ("/soup/cookie/to-fails", test_to_fails);
  g_test_add_func ("/soup/cookie/expiry", test_expiry);
  g_test_add_func ("/soup/cookie/round-trip", test_round_trip);
  g_test_add_func ("/soup/advisory/CVE-2025-7370", test_no_domain);
  g_test_add_func ("/soup/advisory/CVE-2025-4945", test_dates);

  return g_test_run ();
}
