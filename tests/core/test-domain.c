/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "core/domain.h"

#include <locale.h>

static void
test_match (void)
{
  static const struct { const char *host; const char *domain; gboolean match; } cases[] = {
    { "site.example", "site.example", TRUE },
    { "www.site.example", "site.example", TRUE },
    { "a.b.www.site.example", "site.example", TRUE },
    { "site.example", "www.site.example", FALSE },
    { "site.example", "other.example", FALSE },
    { "site.example", "ite.example", FALSE },
    { "www.site.example", ".site.example", FALSE },
    { "site.example", "site.example.", FALSE },
    { "site.example.", "site.example", FALSE },
    { "site.example", "", FALSE },
    { "", "", TRUE },
    { "", "site.example", FALSE },
    { "localhost", "localhost", TRUE },
    /* §5.1.3: a suffix only counts for host names */
    { "127.0.0.1", "127.0.0.1", TRUE },
    { "127.0.0.1", "0.0.1", FALSE },
    { "127.0.0.1", "1", FALSE },
    { "[::1]", "[::1]", TRUE },
    { "[2001:db8::127.0.0.1]", "0.0.1]", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s in %s", cases[i].host, cases[i].domain);
      g_assert_cmpint (cookie_domain_match (cases[i].host, cases[i].domain), ==, cases[i].match);
    }
}

static void
test_possible (void)
{
  static const struct { const char *domain; gboolean possible; } cases[] = {
    { "site.example", TRUE },
    { "site.example.", TRUE },
    { "my_host.xn--bcher-kva.example", TRUE },
    { "localhost", TRUE },
    { "127.0.0.1", TRUE },
    { "[::1]", TRUE },
    { "", FALSE },
    { ".", FALSE },
    { ".site.example", FALSE },
    { "site..example", FALSE },
    { "site.example..", FALSE },
    { "http://site.example", FALSE },
    { "site.example:8080", FALSE },
    { "site.example/", FALSE },
    { "*.site.example", FALSE },
    { "a b", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].domain);
      g_assert_cmpint (cookie_domain_is_possible (cases[i].domain), ==, cases[i].possible);
    }
}

/* CVE-2018-20852: a domain that only ends in the same letters was taken as part of the other. */
static void
test_cve_2018_20852 (void)
{
  g_assert_false (cookie_domain_match ("badexample.com", "example.com"));
  g_assert_false (cookie_domain_match ("badexample.com", ".example.com"));
  g_assert_true (cookie_domain_match ("bad.example.com", "example.com"));
}

static void
test_loopback (void)
{
  static const struct { const char *host; gboolean loopback; } cases[] = {
    { "localhost", TRUE },
    { "www.localhost", TRUE },
    { "notlocalhost", FALSE },
    { "localhost.example", FALSE },
    { "127.0.0.1", TRUE },
    { "127.255.255.254", TRUE },
    { "127.example", FALSE },
    { "128.0.0.1", FALSE },
    { "[::1]", TRUE },
    { "[::2]", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (cookie_host_is_loopback (cases[i].host), ==, cases[i].loopback);
}

static void
test_host_of_uri (void)
{
  static const struct { const char *uri; const char *host; } cases[] = {
    { "https://Site.EXAMPLE:8443/x", "site.example" },
    { "https://b\303\274cher.example/", "xn--bcher-kva.example" },
    { "http://[::1]:8080/", "[::1]" },
    { "http://[FE80::A]/", "[fe80::a]" },
    { "https://WWW.SITE.EXAMPLE", "www.site.example" },
    { "http://127.0.0.1", "127.0.0.1" },
    { "file:///etc", NULL },
    { "mailto:a@site.example", NULL },
  };

  /* where there is one, in a locale in which a small I has no dot */
  setlocale (LC_ALL, "tr_TR.UTF-8");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GUri) uri = g_uri_parse (cases[i].uri, G_URI_FLAGS_NONE, NULL);
      g_autofree char *host = cookie_host_of_uri (uri);

      g_assert_cmpstr (host, ==, cases[i].host);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cookie/domain/match", test_match);
  g_test_add_func ("/cookie/domain/possible", test_possible);
  g_test_add_func ("/cookie/domain/loopback", test_loopback);
  g_test_add_func ("/cookie/domain/host-of-uri", test_host_of_uri);
  g_test_add_func ("/cookie/advisory/CVE-2018-20852", test_cve_2018_20852);

  return g_test_run ();
}
