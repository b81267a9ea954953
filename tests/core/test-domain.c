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
    { "localhost.", TRUE },
    { "www.localhost.", TRUE },
    { "localhost..", FALSE },
    { "[::ffff:7f00:1]", FALSE },
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
    { "http://127.0.0.1.", "127.0.0.1" },
    { "http://127.1/", "127.0.0.1" },
    { "http://0x7F.1/", "127.0.0.1" },
    { "http://0x7f000001/", "127.0.0.1" },
    { "http://2130706433/", "127.0.0.1" },
    { "http://0177.0.0.01/", "127.0.0.1" },
    { "http://0x.0x.0", "0.0.0.0" },
    { "http://1.2.3", "1.2.0.3" },
    { "http://1.256", "1.0.1.0" },
    { "http://255.255.255.255", "255.255.255.255" },
    { "http://256.1.1.1", NULL },
    { "http://1.2.3.256", NULL },
    { "http://1.2.65536", NULL },
    { "http://4294967295", "255.255.255.255" },
    { "http://4294967296", NULL },
    { "http://99999999999999999999999", NULL },
    { "http://1.2.3.4.5", NULL },
    { "http://1.2.3.08", NULL },
    { "http://site.example.1", NULL },
    { "http://site.example.0x1f", NULL },
    { "http://site.example.0x123456789abcdef01", NULL },
    { "http://0x99999999999999999999999", NULL },
    { "http://site.example.0x1g", "site.example.0x1g" },
    { "http://site%20.example", NULL },
    { "http://site%25.example", NULL },
    { "http://site%2F.example", NULL },
    { "http://site%40.example", NULL },
    { "http://site%5C.example", NULL },
    { "http://site%09.example", NULL },
    { "http://site%7F.example", NULL },
    { "http://site|.example", NULL },
    { "http://site!$&'()*+,;=_`{}~.example", "site!$&'()*+,;=_`{}~.example" },
    { "http://%EF%BC%90%EF%BC%B87f.1", "127.0.0.1" },
    { "http://%EF%BC%85.example", NULL },
    { "http://1..2", NULL },
    { "http://1.2..", "1.2.." },
    { "http://1e3.example", "1e3.example" },
    { "http://localhost.", "localhost." },
    { "http://Site.Example./", "site.example." },
    { "http://[::ffff:127.0.0.1]/", "[::ffff:7f00:1]" },
    { "http://[2001:db8:0:0:1:0:0:0]/", "[2001:db8:0:0:1::]" },
    { "http://[2001:0:0:1:2:3:4:5]/", "[2001::1:2:3:4:5]" },
    { "http://[2001:0:1:2:3:4:5:6]/", "[2001:0:1:2:3:4:5:6]" },
    { "http://[::]/", "[::]" },
    { "http://[1:2:3:4:5:6:7:0]/", "[1:2:3:4:5:6:7:0]" },
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
