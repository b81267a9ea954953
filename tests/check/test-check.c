/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <cookie-glib/cookie-glib.h>

#include "test-vectors.h"

#include <string.h>

static GDateTime *
new_year_2025 (void)
{
  return g_date_time_new_utc (2025, 1, 1, 0, 0, 0);
}

static GUri *
parse_origin (const char *origin)
{
  g_autoptr (GError) error = NULL;
  GUri *uri = origin != NULL ? g_uri_parse (origin, G_URI_FLAGS_NONE, &error) : NULL;

  g_assert_no_error (error);
  return uri;
}

static GPtrArray *
check (const char *header,
       const char *origin)
{
  g_autoptr (GDateTime) now = new_year_2025 ();
  g_autoptr (GUri) uri = parse_origin (origin);

  return cookie_diagnose_set_cookie (header, uri, now);
}

static const char *
nick (GType type,
      int   value)
{
  return g_enum_get_value (g_type_class_peek_static (type), value)->value_nick;
}

static char *
describe (GPtrArray *diagnostics,
          gboolean   missing)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      CookieDiagnostic *diagnostic = diagnostics->pdata[i];
      CookieDiagnosticCode code = cookie_diagnostic_get_code (diagnostic);
      guint64 length = cookie_diagnostic_get_length (diagnostic);

      if ((length == 0 && code != COOKIE_DIAGNOSTIC_CODE_EMPTY) != missing)
        continue;

      g_string_append_printf (text, "%s%c:%s@%" G_GUINT64_FORMAT "+%" G_GUINT64_FORMAT,
                              text->len > 0 ? " " : "",
                              "EWH"[cookie_diagnostic_get_severity (diagnostic)],
                              nick (COOKIE_TYPE_DIAGNOSTIC_CODE, code),
                              cookie_diagnostic_get_offset (diagnostic),
                              length);
    }

  if (text->len == 0)
    g_string_append_c (text, '-');

  return g_string_free (text, FALSE);
}

static void
check_vector (GBytes **columns,
              gsize    n_columns,
              guint    line)
{
  const char *origin = test_vector_text (columns[1]);
  g_autoptr (GUri) uri = parse_origin (strcmp (origin, "-") == 0 ? NULL : origin);
  g_autoptr (GDateTime) now = new_year_2025 ();
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autofree char *found = NULL;
  gsize length;
  const char *header = g_bytes_get_data (columns[2], &length);

  diagnostics = cookie_diagnose_set_cookie_bytes (columns[2], uri, now);

  g_test_message ("line %u: %s", line, test_vector_text (columns[0]));
  found = describe (diagnostics, FALSE);
  g_assert_cmpstr (found, ==, test_vector_text (columns[3]));

  for (guint i = 0; i < diagnostics->len; i++)
    {
      CookieDiagnostic *diagnostic = diagnostics->pdata[i];
      guint64 offset = cookie_diagnostic_get_offset (diagnostic);
      g_autofree char *part = NULL;

      g_assert_cmpuint (cookie_diagnostic_get_field (diagnostic), ==, 0);
      g_assert_cmpuint (offset + cookie_diagnostic_get_length (diagnostic), <=, length);
      g_assert_true (g_str_has_suffix (cookie_diagnostic_get_message (diagnostic), "."));
      g_assert_cmpuint (strlen (cookie_diagnostic_get_section (diagnostic)), >, 0);
      g_assert_true (g_utf8_validate (cookie_diagnostic_get_text (diagnostic), -1, NULL));

      part = g_strndup (header + offset, cookie_diagnostic_get_length (diagnostic));
      if (g_str_is_ascii (part) && strlen (part) == cookie_diagnostic_get_length (diagnostic))
        g_assert_cmpstr (cookie_diagnostic_get_text (diagnostic), ==, part);
    }
}

static void
test_vectors (void)
{
  g_assert_cmpuint (test_vectors_run ("check.txt", 4, check_vector), >=, 190);
}

static void
test_missing (void)
{
  static const struct { const char *origin; const char *header; const char *expected; } cases[] = {
    { "https://site.example/", "a=b", "H:not-http-only@3+0 H:no-same-site@3+0 H:not-secure@3+0 H:no-path@3+0" },
    { NULL, "a=b", "H:not-http-only@3+0 H:no-same-site@3+0 H:not-secure@3+0 H:no-path@3+0" },
    { "http://site.example/", "a=b", "H:not-http-only@3+0 H:no-same-site@3+0 H:no-path@3+0" },
    { "https://site.example/", "a=b; HttpOnly; SameSite=Lax; Secure; Path=/", "-" },
    { "https://site.example/", "a=b; HttpOnly; SameSite=Lax; Secure", "H:no-path@35+0" },
    { "https://site.example/", "a=b; HttpOnly; SameSite=Lax; Secure; Path", "-" },
    { "https://site.example/", "a=b; HttpOnly; SameSite=Lax; Path=/", "H:not-secure@35+0" },
    { "https://site.example/", "a=b; HttpOnly; Secure; Path=/", "H:no-same-site@29+0" },
    { "https://site.example/", "a=b; SameSite=Lax; Secure; Path=/", "H:not-http-only@33+0" },
    { "https://site.example/", "__Host-a=b; HttpOnly; SameSite=Lax; Secure", "-" },
    /* a cookie that is deleted needs no hints about missing attributes */
    { "https://site.example/", "a=; Max-Age=0", "-" },
    { "https://site.example/", "a=b\n", "-" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) diagnostics = check (cases[i].header, cases[i].origin);
      g_autofree char *found = describe (diagnostics, TRUE);

      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

/* §5.6: 4096 bytes of name and value, 1024 of an attribute */
static void
test_sizes (void)
{
  for (gsize name_length = 1; name_length <= 4096; name_length += 1365)
    {
      for (gsize total = 4096; total <= 4097; total++)
        {
          g_autofree char *name = g_strnfill (name_length, 'n');
          g_autofree char *value = g_strnfill (total - name_length, 'v');
          g_autofree char *header = g_strdup_printf ("%s=%s", name, value);
          g_autoptr (GPtrArray) diagnostics = check (header, NULL);
          g_autofree char *found = describe (diagnostics, FALSE);

          g_assert_cmpstr (found, ==, total == 4096 ? "-" : "E:too-long@0+4098 H:browsers-differ@0+4098");
        }
    }

  for (gsize length = 1024; length <= 1025; length++)
    {
      static const char names[][9] = { "Domain", "Path", "SameSite", "Max-Age", "foo" };

      for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
        {
          g_autofree char *value = g_strnfill (length, '1');
          g_autofree char *header = g_strdup_printf ("a=b; %s=%s", names[i], value);
          g_autofree char *expected = g_strdup_printf ("W:too-long@5+%" G_GSIZE_FORMAT, strlen (header) - 5);
          g_autoptr (GPtrArray) diagnostics = check (header, NULL);
          g_autofree char *found = describe (diagnostics, FALSE);

          if (length == 1024)
            g_assert_cmpstr (found, !=, expected);
          else
            g_assert_cmpstr (found, ==, expected);
        }
    }
}

/* §5.7 step 11: a Path that is too long is as if it were not there, so the one before counts. */
static void
test_too_long_does_not_replace (void)
{
  g_autofree char *path = g_strnfill (1025, '/');
  g_autofree char *header = g_strdup_printf ("__Host-a=b; Secure; Path=/; Path=%s", path);
  g_autoptr (GPtrArray) diagnostics = check (header, "https://site.example/");
  g_autofree char *found = describe (diagnostics, FALSE);

  g_assert_cmpstr (found, ==, "W:too-long@28+1030");
}

/* However much there is to say, whether the cookie is dropped is among it. */
static void
test_bounded (void)
{
  static const char attributes[][16] = { "; foo", "; Secure=1", "; Path=x", "; Path=/" };

  for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      g_autoptr (GString) header = g_string_new ("__Host-a=b");
      g_autoptr (GPtrArray) diagnostics = NULL;

      while (header->len < 1024 * 1024)
        g_string_append (header, attributes[i]);
      g_string_append (header, "; Domain=other.example");

      diagnostics = check (header->str, "https://site.example/");
      g_assert_cmpuint (diagnostics->len, >, 100);
      g_assert_cmpuint (diagnostics->len, <, 110);
      g_assert_cmpint (cookie_diagnostic_get_code (diagnostics->pdata[0]), ==, COOKIE_DIAGNOSTIC_CODE_PREFIX);
      g_assert_cmpint (cookie_diagnostic_get_code (diagnostics->pdata[diagnostics->len - 1]), ==, COOKIE_DIAGNOSTIC_CODE_MORE);

      for (guint j = 0; j < diagnostics->len; j++)
        {
          if (cookie_diagnostic_get_code (diagnostics->pdata[j]) == COOKIE_DIAGNOSTIC_CODE_DOMAIN_MISMATCH)
            break;
          g_assert_cmpuint (j + 1, <, diagnostics->len);
        }
    }
}

/* Without a host, what depends on the origin is left out, and all else is there. */
static void
test_origin (void)
{
  static const char * const without_host[] = { "mailto:a@site.example", "file:///etc", "https:", "https:///", "data:,x" };
  static const char header[] = "__Host-a=b; Domain=other.example; Path=x";
  g_autoptr (GPtrArray) without = check (header, NULL);
  g_autoptr (GPtrArray) with = check (header, "https://site.example/");
  g_autofree char *expected = describe (without, FALSE);
  g_autofree char *found = describe (with, FALSE);

  g_assert_cmpstr (expected, ==, "E:prefix@0+8 W:browsers-differ@0+8 W:attribute-ignored@34+6");
  g_assert_cmpstr (found, ==, "E:prefix@0+8 E:domain-mismatch@12+20 W:attribute-ignored@34+6");

  for (gsize i = 0; i < G_N_ELEMENTS (without_host); i++)
    {
      g_autoptr (GPtrArray) diagnostics = check (header, without_host[i]);
      g_autofree char *each = describe (diagnostics, FALSE);

      g_assert_cmpstr (each, ==, expected);
    }
}

/* The same URI is read in any form that GUri has for it, and stays as it is. */
static void
test_origin_flags (void)
{
  static const GUriFlags flags[] = { G_URI_FLAGS_NONE, G_URI_FLAGS_ENCODED, G_URI_FLAGS_NON_DNS, G_URI_FLAGS_SCHEME_NORMALIZE };

  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autoptr (GUri) origin = g_uri_parse ("https://WWW.Site.Example:8443/a?b#c", flags[i], NULL);
      g_autoptr (GPtrArray) kept = cookie_diagnose_set_cookie ("a=b; Domain=site.example; Secure", origin, NULL);
      g_autoptr (GPtrArray) dropped = cookie_diagnose_set_cookie ("a=b; Domain=ite.example; Secure", origin, NULL);
      g_autofree char *kept_found = describe (kept, FALSE);
      g_autofree char *dropped_found = describe (dropped, FALSE);

      g_assert_cmpstr (kept_found, ==, "-");
      g_assert_cmpstr (dropped_found, ==, "E:domain-mismatch@5+18");
      g_assert_cmpstr (g_uri_get_host (origin), ==, "WWW.Site.Example");
    }
}

/* The standard reads no time zone, and not all browsers do as it says. */
static void
test_time_zones (void)
{
  static const struct { const char *date; gboolean is_reported; } cases[] = {
    { "Wed, 01 Oct 2025 00:00:00 +0200", TRUE },
    { "Wed, 01 Oct 2025 00:00:00 -05:00", TRUE },
    { "Wed, 01 Oct 2025 00:00:00+0030", TRUE },
    { "Wed, 01 Oct 2025 00:00:00 EST", TRUE },
    { "Wed Oct 01 2025 00:00:00 GMT+0200 (CEST)", TRUE },
    { "Wed, 01 Oct 2025 00:00:00 GMT", FALSE },
    { "Wed, 01 Oct 2025 00:00:00 UTC", FALSE },
    { "Wed, 01 Oct 2025 00:00:00 +0000", FALSE },
    { "Wed, 01 Oct 2025 00:00:00 GMT+00:00", FALSE },
    { "Wed, 01 Oct 2025 00:00:00 -", FALSE },
    { "Wed, 01 Oct 2025 00:00:00", FALSE },
    { "Wed Oct  1 00:00:00 2025", FALSE },
    { "00:00:00 01-Oct-2025", FALSE },
    { "00:00:00 01-Oct-2025 +0200", TRUE },
    { "00:00:00 01 Oct 2025 +020", FALSE },
    { "00:00:00 01 Oct 2025 +02x0", TRUE },
    { "00:00:00 01 Oct 2025 +x200", FALSE },
    { "00:00:00 01 Oct 2025 +0x00", FALSE },
    { "00:00:00 01 Oct 2025 +0001", TRUE },
    { "00:00:00 01 Oct 2025 +00:1", TRUE },
    { "00:00:00 01 Oct 2025 +00:00 EST", FALSE },
    { "01 Oct 2025 +0200 00:00:00", FALSE },
    { "00:00:00 01 Oct 2025 x-0200", FALSE },
    { "00:00:00 01 Oct 2025 X-0200", TRUE },
    { "00:00:00 01 Oct 2025 Z", FALSE },
    { "00:00:00 01 Oct 2025 GM", FALSE },
    { "00:00:00 01 Oct 2025 GMTX", TRUE },
    { "00:00:00 01 Oct 2025 XGMT", TRUE },
    { "00:00:00 01 Oct 2025 UTCX", TRUE },
    { "00:00:00 01 Oct 2025 EsT", FALSE },
    { "00:00:00 01 Oct 2025 PST", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *header = g_strconcat ("a=b; Expires=", cases[i].date, NULL);
      g_autofree char *expected = g_strdup_printf ("W:attribute-ignored@5+%" G_GSIZE_FORMAT, strlen (header) - 5);
      g_autoptr (GPtrArray) diagnostics = check (header, "https://site.example/");
      g_autofree char *found = describe (diagnostics, FALSE);

      g_assert_cmpstr (found, ==, cases[i].is_reported ? expected : "-");
    }
}

/* What a browser that leaves the standard does: who, why, and how much it matters */
static void
test_browsers (void)
{
  static const struct { const char *origin, *header, *expected; } cases[] = {
    { "https://site.example/", "__Host-a=b",
      "W@0+8 WebKitGTK with libsoup before 3.3 keeps it, against the rules of __Host-; "
      "Chromium, Firefox and WebKitGTK with libsoup 3.3 or later drop it." },
    { "https://site.example/", "__Host-a=b; Secure",
      "W@0+8 Firefox and WebKitGTK keep it, against the rules of __Host-; Chromium drops it." },
    { "https://site.example/", "__Host-a=b; Secure; Path",
      "W@0+8 Chromium drops it, since __Host- needs Path=/ and no Domain; Firefox and WebKitGTK keep it." },
    { NULL, "__Host-a=b; Secure",
      "W@0+8 WebKitGTK with libsoup before 3.3 keeps it, against the rules of __Host-; Chromium drops it; "
      "Firefox and WebKitGTK with libsoup 3.3 or later keep it if the directory of the request is /." },
    { NULL, "__Host-a=\303\251; Secure",
      "W@0+8 Chromium drops it; Firefox and WebKitGTK with libsoup 3.3 or later keep it if the directory of the request is /. "
      "W@9+2 WebKitGTK with libsoup before 3.3 reads the field only up to this character." },
    { NULL, "__Host-a; Secure",
      "W@0+8 WebKitGTK with libsoup before 3.6.5 keeps it, though its value starts with __Host-; "
      "Chromium and WebKitGTK with libsoup 3.6.5 or later drop it; Firefox keeps it if the directory of the request is /." },
    { NULL, "__Host-a=b; Secure; Path=a",
      "W@0+8 Chromium drops it, since __Host- needs Path=/ and no Domain; WebKitGTK with libsoup before 3.3 keeps it; "
      "Firefox and WebKitGTK with libsoup 3.3 or later keep it if the directory of the request is /." },
    { NULL, "__Host-a=b; Secure; Path=/; Domain=a",
      "W@0+8 WebKitGTK with libsoup before 3.3 keeps it, against the rules of __Host-; "
      "Chromium, Firefox and WebKitGTK with libsoup 3.3 or later drop it." },
    { "https://192.0.2.1/", "__Host-a=b; Secure; Path=/; Domain=192.0.2.1",
      "H@0+8 Chromium, Firefox and WebKitGTK keep it, against the rules of __Host-." },
    { "http://127.0.0.1/", "__Host-a=b; Secure; Path=/; Domain=127.0.0.1",
      "H@0+8 Chromium and Firefox keep it, against the rules of __Host-; WebKitGTK drops it." },
    { "http://localhost/", "a=b; Secure",
      "W@5+6 WebKitGTK drops it, since the connection is not encrypted; Chromium and Firefox keep it." },
    { "https://site.example/", "__Http-a=b; Secure",
      "W@0+8 WebKitGTK keeps it, against the rules of __Http-; Chromium and Firefox drop it." },
    { "https://site.example/", "__Http-a=b; Secure; Path=/docs",
      "W@0+8 WebKitGTK keeps it, against the rules of __Http-; Chromium and Firefox drop it." },
    { "https://site.example/", "__Http-a=b; Path=/docs",
      "W@0+8 WebKitGTK keeps it, against the rules of __Http-; Chromium and Firefox drop it." },
    { "https://site.example/", "__Host-Http-a=b; Secure; Path=/",
      "W@0+13 WebKitGTK keeps it, against the rules of __Host-Http-; Chromium and Firefox drop it." },
    { "https://site.example/", "__Host-Http-a=b; Secure; Path=/docs",
      "W@0+13 WebKitGTK with libsoup before 3.3 keeps it, against the rules of __Host-Http-; "
      "Chromium, Firefox and WebKitGTK with libsoup 3.3 or later drop it." },
    { "https://site.example/", "=__Host-a",
      "W@1+8 WebKitGTK with libsoup before 3.6.5 keeps it, though its value starts with __Host-; "
      "Chromium, Firefox and WebKitGTK with libsoup 3.6.5 or later drop it." },
    { "https://site.example/", "=__Http-a", "W@1+8 WebKitGTK keeps it, though its value starts with __Http-; Chromium and Firefox drop it." },
    { "https://site.example/", "__Secure-a; Secure; Path=/x; Domain=site.example",
      "W@0+10 Firefox and WebKitGTK with libsoup before 3.6.5 keep it, though its value starts with __Secure-; "
      "Chromium and WebKitGTK with libsoup 3.6.5 or later drop it." },
    { "https://site.example/", "__Host-a; Secure; Path=/",
      "W@0+8 Firefox and WebKitGTK with libsoup before 3.6.5 keep it, though its value starts with __Host-; "
      "Chromium and WebKitGTK with libsoup 3.6.5 or later drop it." },
    { "https://site.example/", "__Host-a; Secure; Path=/x",
      "W@0+8 WebKitGTK with libsoup before 3.6.5 keeps it, though its value starts with __Host-; "
      "Chromium, Firefox and WebKitGTK with libsoup 3.6.5 or later drop it." },
    { "https://site.example/", "a=b; SameSite=None",
      "W@5+13 WebKitGTK with libsoup before 3.3 keeps it, though it is not Secure; "
      "Chromium, Firefox and WebKitGTK with libsoup 3.3 or later drop it." },
    { "https://site.example/", "a=b; SameSite=None; SameSite=Lax",
      "W@5+13 WebKitGTK with libsoup 3.3 or later drops it, since an earlier SameSite is None; "
      "Chromium, Firefox and WebKitGTK with libsoup before 3.3 keep it." },
    { "https://site.example/", "a\001=b",
      "W@1+1 WebKitGTK with libsoup before 3.3 reads the field only up to this character; all others drop the cookie." },
    { "https://site.example/", "a=b\177",
      "W@3+1 WebKitGTK with libsoup before 3.3 accepts this character; all others drop the cookie." },
    { "https://site.example/", "a=b; foo\177", "W@8+1 WebKitGTK accepts this character; all others drop the cookie." },
    { "https://site.example/", "a=b; foo\001",
      "W@8+1 WebKitGTK accepts this character or, with libsoup before 3.3, reads the field only up to it; all others drop the cookie." },
    { "https://site.example/", "a=b; foo\n", NULL },
    { "https://site.example/", "a=b; Domain=.", "E@5+8 Chromium, Firefox and WebKitGTK drop it, since the domain is a dot alone." },
    { "https://site.example/", "a=b; Max-Age=0; Expires=Fri, 31 Dec 9999 23:59:59 GMT",
      "W@16+37 WebKitGTK keeps it, reading another lifetime; Chromium and Firefox delete it." },
    { "https://site.example/", "a=b; Expires=Thu, 10 Jan 0030 10:00:00 GMT",
      "W@5+37 Firefox and WebKitGTK delete it, reading another lifetime; Chromium keeps it." },
    { "https://site.example/", "a=b; Max-Age=-x", "W@5+10 Firefox deletes it, reading another lifetime; Chromium and WebKitGTK keep it." },
    { "https://site.example/", "a=b; Max-Age=-x; Path=/",
      "W@5+10 Firefox deletes it, reading another lifetime; Chromium and WebKitGTK keep it." },
    { "https://site.example/", "a=b; Expires=Sun, 06 Nov 1500 08:49:37 GMT",
      "W@5+37 Chromium, Firefox and WebKitGTK delete it, reading another lifetime." },
    { "https://site.example/", "=b", "W@1+1 Firefox drops it, since it has no name; Chromium and WebKitGTK keep it." },
    { "https://site.example/", "=a=b", "W@1+3 Chromium and Firefox drop it, since it has no name; WebKitGTK keeps it." },
    { "https://site.example/", "a=b\tc",
      "W@3+1 WebKitGTK with libsoup before 3.3 reads the field only up to this character. "
      "W@3+1 Chromium drops it, since there is a tab in it; Firefox and WebKitGTK with libsoup 3.3 or later keep it." },
    { "https://site.example/", "a=b; Path=/x\ty",
      "W@12+1 WebKitGTK with libsoup before 3.3 reads the field only up to this character. "
      "W@12+1 Chromium and Firefox drop it, since there is a tab in it; WebKitGTK with libsoup 3.3 or later keeps it." },
    { "https://site.example/", "a=b; Path=x\ty",
      "W@11+1 WebKitGTK with libsoup before 3.3 reads the field only up to this character. "
      "W@11+1 Chromium drops it, since there is a tab in it; Firefox and WebKitGTK with libsoup 3.3 or later keep it." },
    { "https://site.example/", "b", "W@0+1 Firefox takes this for a name and sends it with =; Chromium and WebKitGTK send it as it is." },
    { "https://xn--bcher-kva.example/", "a=b; Domain=b\303\274cher.example",
      "H@5+22 Chromium keeps it, in the xn-- form of its domain; Firefox and WebKitGTK with libsoup 3.3 or later drop it. "
      "W@13+2 WebKitGTK with libsoup before 3.3 reads the field only up to this character." },
    { "https://site.example/", "a=b; Domain=b\303\274cher.example",
      "W@13+2 WebKitGTK with libsoup before 3.3 reads the field only up to this character." },
    /* what drops the cookie for another reason is no difference */
    { "http://site.example/", "__Host-a=b; Secure", NULL },
    { "https://site.example/", "__Host-a=b; Domain=other.example", NULL },
    { "https://site.example/", "__Host-a=; Max-Age=0", NULL },
    { "https://site.example/", "a=b; Domain=OTHER.example", NULL },
    { NULL, "__Host-a=; Secure; Max-Age=0", NULL },
    /* and what all browsers keep has none */
    { "https://site.example/x/y", "a=b; Path=/; Path",
      "W@13+4 WebKitGTK uses the Path before this one; Chromium and Firefox use this one." },
    { "https://site.example/x/y", "a=b; Path=; Path", NULL },
    { "https://site.example/", "__Host-a=b; Secure; HttpOnly; SameSite=Lax; Path=/", NULL },
    { "https://site.example/", "__Secure-a=b; Secure; Domain=site.example", NULL },
    { "https://site.example/", "a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/", NULL },
    { "https://site.example/", "a=b; Max-Age=60; Expires=Wed, 01 Oct 2025 00:00:00 GMT", NULL },
    { "https://site.example/", "a=b; Expires=Wednesday, 01-Oct-25 00:00:00 GMT;\tSecure", NULL },
    { "http://192.0.2.1/", "a=b; Domain=192.0.2.1", NULL },
    { "https://site.example/", "a=b; SameSite=None; SameSite=Strict", NULL },
    { "https://site.example/", "a=b; SameSite=None; SameSite=Lax; Secure", NULL },
    { "https://a.site.example/", "a=b; Domain=.site.example", NULL },
    { NULL, "a=b; Secure; Domain=SITE.example", NULL },
    { NULL, "__Secure-a=b; Secure", NULL },
    { "https://site.example/", "a=b; Domain=.SITE.example; Path=/", NULL },
    { "http://[::ffff:192.0.2.1]/", "a=b; Domain=0.2.1]", NULL },
    { "https://site.example/", "a=b; Max-Age=1", NULL },
    { "https://site.example/", "a=; Max-Age=0; Path=/", NULL },
    { "https://site.example/docs/page", "__Host-a=b; Secure; Path=/", NULL },
    { NULL, "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) diagnostics = check (cases[i].header, cases[i].origin);
      g_autoptr (GString) found = g_string_new (NULL);

      for (guint j = 0; j < diagnostics->len; j++)
        {
          CookieDiagnostic *diagnostic = diagnostics->pdata[j];

          if (cookie_diagnostic_get_code (diagnostic) == COOKIE_DIAGNOSTIC_CODE_BROWSERS_DIFFER)
            g_string_append_printf (found, "%s%c@%" G_GUINT64_FORMAT "+%" G_GUINT64_FORMAT " %s",
                                    found->len > 0 ? " " : "", "EWH"[cookie_diagnostic_get_severity (diagnostic)],
                                    cookie_diagnostic_get_offset (diagnostic), cookie_diagnostic_get_length (diagnostic),
                                    cookie_diagnostic_get_message (diagnostic));
        }
      g_assert_cmpstr (found->str, ==, cases[i].expected != NULL ? cases[i].expected : "");
    }
}

/* WebKitGTK reads no quotes, no comma but after a word, and of words only the days, and what has three letters. */
static void
test_dates_of_webkitgtk (void)
{
  static const struct { const char *date; gboolean is_read; } cases[] = {
    { "Wed, 01 Nov 2023 00:00:00 GMT", TRUE },
    { "Wednesday, 01-Nov-23 00:00:00 GMT", TRUE },
    { "WEDNESDAY, 01-NOV-23 00:00:00 GMT", TRUE },
    { "Wed Nov  1 00:00:00 2023", TRUE },
    { "01 Nov 2023 00:00:00", TRUE },
    { "1 Nov 2023 00:00:00 Friday", TRUE },
    { "1 Nov 2023 00:00:00 Fridax", FALSE },
    { "1 Nov 2023 00:00:00 CEST", FALSE },
    { "01 November 2023 00:00:00", FALSE },
    { "01 Nove 2023 00:00:00", FALSE },
    { "01, Nov 2023 00:00:00", FALSE },
    { "Nov, 01 2023 00:00:00", TRUE },
    { ",01 Nov 2023 00:00:00", FALSE },
    { "01 Nov 2023 00:00:00, GMT", FALSE },
    { "01 Nov 2023 00:00:00\"", FALSE },
    { "\"01 Nov 2023 00:00:00", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *header = g_strdup_printf ("a=; Expires=%s; Path=/", cases[i].date);
      g_autoptr (GPtrArray) diagnostics = check (header, "https://site.example/");
      gboolean is_read = TRUE;

      g_test_message ("%s", header);
      for (guint j = 0; j < diagnostics->len; j++)
        is_read &= strcmp (cookie_diagnostic_get_message (diagnostics->pdata[j]),
                           "WebKitGTK keeps it, reading another lifetime; Chromium and Firefox delete it.") != 0;
      g_assert_cmpint (is_read, ==, cases[i].is_read);
    }
}

/* What is said of a lifetime, to the second */
static void
test_lifetimes (void)
{
  static const struct { const char *header, *expected; } cases[] = {
    { "a=; Max-Age=0; Expires=Wed, 01 Jan 2025 00:00:00 GMT", "H:expired@4+9" },
    { "a=; Max-Age=0; Expires=Wed, 01 Jan 2025 00:00:01 GMT", "H:expired@4+9 H:expires-ignored@15+37 W:browsers-differ@15+37" },
    { "a=b; Max-Age=1; Expires=Tue, 31 Dec 2024 00:00:00 GMT", "H:expires-ignored@16+37 W:browsers-differ@16+37" },
    { "a=; Max-Age=1", "-" },
    { "a=b; Max-Age=0", "W:expired@5+9" },
    { "a=b; Expires=Wed, 01 Jan 2025 00:00:00 GMT", "W:expired@5+37" },
    { "a=b; Expires=Wed, 01 Jan 2025 00:00:01 GMT", "-" },
    { "a=\303\251; Domain=other.example; Max-Age=0", "W:illegal-value@2+2 W:browsers-differ@2+2 E:domain-mismatch@6+20" },
    { "a=b; Expires=06 Nov 2023 08:", "W:attribute-ignored@5+23" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) diagnostics = check (cases[i].header, "https://site.example/");
      g_autofree char *found = describe (diagnostics, FALSE);

      g_test_message ("%s", cases[i].header);
      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

/* Of a cookie that lives on, it is said what it lacks; of one that is to be deleted, it is not, also where browsers ignore
 * the field.
 */
static void
test_shortest_lifetime (void)
{
  static const struct { const char *header; gboolean lives; } cases[] = {
    { "a=b; Max-Age=1", TRUE },
    { "a=b; Max-Age=0", FALSE },
    { "__Host-a=b; Path=/; Max-Age=1", TRUE },
    { "__Host-a=b; Path=/; Max-Age=0", FALSE },
    { "__Host-a=b; Path=/; Max-Age=-1", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) diagnostics = check (cases[i].header, NULL);
      g_autofree char *missing = describe (diagnostics, TRUE);

      g_test_message ("%s", cases[i].header);
      g_assert_cmpint (strstr (missing, "H:not-http-only@") != NULL, ==, cases[i].lives);
      g_assert_cmpint (strcmp (missing, "-") != 0, ==, cases[i].lives);
    }
}

/* The message says how another letter would have to be sent. */
static void
test_letters_of_domain (void)
{
  g_autoptr (GPtrArray) diagnostics = check ("a=b; Domain=b\303\274cher.example", "https://xn--bcher-kva.example/");
  const char *message = NULL;

  for (guint i = 0; i < diagnostics->len; i++)
    if (cookie_diagnostic_get_code (diagnostics->pdata[i]) == COOKIE_DIAGNOSTIC_CODE_ILLEGAL_DOMAIN)
      message = cookie_diagnostic_get_message (diagnostics->pdata[i]);
  g_assert_cmpstr (message, ==, "The domain is not ASCII. Other letters must be sent in their xn-- form.");
}

/* The last byte says that five more follow: a reader that believes it goes behind the end. */
static void
test_bytes_of_domain (void)
{
  static const char text[] = "a=b; Domain=site.example\xfc";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (GUri) origin = g_uri_parse ("https://site.example/", G_URI_FLAGS_NONE, NULL);
  g_autoptr (GPtrArray) diagnostics = cookie_diagnose_set_cookie_bytes (bytes, origin, NULL);
  gboolean is_illegal = FALSE;

  for (guint i = 0; i < diagnostics->len; i++)
    is_illegal |= cookie_diagnostic_get_code (diagnostics->pdata[i]) == COOKIE_DIAGNOSTIC_CODE_ILLEGAL_DOMAIN &&
                  cookie_diagnostic_get_severity (diagnostics->pdata[i]) == COOKIE_DIAGNOSTIC_SEVERITY_ERROR;
  g_assert_true (is_illegal);
}

/* A browser has the character U+0080 of ISO-8859-1 for one that is not ASCII, too. */
static void
test_first_byte_above_ascii (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a=\x80", 3);
  g_autoptr (GPtrArray) diagnostics = cookie_diagnose_set_cookie_bytes (bytes, NULL, NULL);
  g_autofree char *found = describe (diagnostics, FALSE);

  g_assert_cmpstr (found, ==, "W:illegal-value@2+1 W:browsers-differ@2+1");
}

static void
test_now (void)
{
  g_autoptr (GPtrArray) past = NULL;
  g_autoptr (GPtrArray) future = NULL;
  g_autofree char *past_found = NULL;
  g_autofree char *future_found = NULL;

  past = cookie_diagnose_set_cookie ("a=b; Expires=Sun, 06 Nov 1994 08:49:37 GMT", NULL, NULL);
  past_found = describe (past, FALSE);
  g_assert_cmpstr (past_found, ==, "W:expired@5+37");

  future = cookie_diagnose_set_cookie ("a=b; Expires=Fri, 31 Dec 9999 23:59:59 GMT", NULL, NULL);
  future_found = describe (future, FALSE);
  g_assert_cmpstr (future_found, ==, "W:long-lifetime@5+37");
}

/* The list, not only the lone label */
static void
test_public_suffix_list (void)
{
  g_autoptr (GPtrArray) diagnostics = check ("a=b; Domain=co.uk", "https://www.site.co.uk/");
  g_autofree char *found = describe (diagnostics, FALSE);

#ifdef HAVE_LIBPSL
  g_assert_cmpstr (found, ==, "E:public-suffix@5+12");
#else
  g_assert_cmpstr (found, ==, "-");
#endif
}

/* The dot at the end of a name makes no other name of it. */
static void
test_public_suffix_dot (void)
{
  static const struct { const char *text; const char *origin; const char *expected; } cases[] = {
    { "a=b; Domain=example.", "https://site.example./", "E:public-suffix@5+15" },
    { "a=b; Domain=.example.", "https://site.example./", "E:public-suffix@5+16 H:attribute-ignored@12+1" },
    { "a=b; Domain=example.", "https://site.example/", "E:public-suffix@5+15" },
    { "a=b; Domain=example.", "https://example./", "W:public-suffix@5+15 W:browsers-differ@5+15" },
    { "a=b; Domain=site.example.", "https://www.site.example./", "-" },
#ifdef HAVE_LIBPSL
    { "a=b; Domain=co.uk.", "https://www.site.co.uk./", "E:public-suffix@5+13" },
#endif
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) diagnostics = check (cases[i].text, cases[i].origin);
      g_autofree char *found = describe (diagnostics, FALSE);

      g_test_message ("%s from %s", cases[i].text, cases[i].origin);
      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

static void
test_diagnostic (void)
{
  g_autoptr (GPtrArray) diagnostics = check ("__Host-\xff=b; Path=/", "https://site.example/");
  g_autoptr (CookieDiagnostic) diagnostic = g_object_ref (diagnostics->pdata[0]);
  g_autofree char *shown = NULL;

  /* the list owned the others, and this one is alive without it */
  g_clear_pointer (&diagnostics, g_ptr_array_unref);

  g_assert_cmpint (cookie_diagnostic_get_code (diagnostic), ==, COOKIE_DIAGNOSTIC_CODE_PREFIX);
  g_assert_cmpint (cookie_diagnostic_get_severity (diagnostic), ==, COOKIE_DIAGNOSTIC_SEVERITY_ERROR);
  g_assert_cmpuint (cookie_diagnostic_get_field (diagnostic), ==, 0);
  g_assert_cmpuint (cookie_diagnostic_get_offset (diagnostic), ==, 0);
  g_assert_cmpuint (cookie_diagnostic_get_length (diagnostic), ==, 8);
  g_assert_cmpstr (cookie_diagnostic_get_text (diagnostic), ==, "__Host-ÿ");
  g_assert_cmpstr (cookie_diagnostic_get_message (diagnostic), ==, "A name with the prefix __Host- needs Secure, Path=/ and no Domain.");
  g_assert_cmpstr (cookie_diagnostic_get_section (diagnostic), ==, "6265bis §5.7");

  shown = cookie_diagnostic_to_string (diagnostic);
  g_assert_cmpstr (shown, ==, "error at byte 0: A name with the prefix __Host- needs Secure, Path=/ and no Domain. (6265bis §5.7)");

  g_assert_finalize_object (g_steal_pointer (&diagnostic));
}

/* The properties are what the functions return, and none can be set. */
static void
test_diagnostic_properties (void)
{
  static const char * const names[] = { "code", "severity", "field", "offset", "length", "text", "message", "section", NULL };
  g_autoptr (GPtrArray) diagnostics = check ("a=b; Path=x; foo", "https://site.example/");
  g_autoptr (GTypeClass) klass = g_type_class_ref (COOKIE_TYPE_DIAGNOSTIC);
  guint n_properties;
  g_autofree GParamSpec **properties = g_object_class_list_properties (G_OBJECT_CLASS (klass), &n_properties);

  g_assert_cmpuint (n_properties, ==, G_N_ELEMENTS (names) - 1);
  for (guint i = 0; i < n_properties; i++)
    {
      g_assert_cmpuint (properties[i]->flags & (G_PARAM_READABLE | G_PARAM_WRITABLE), ==, G_PARAM_READABLE);
      g_assert_true (g_strv_contains (names, properties[i]->name));
    }

  g_assert_cmpuint (diagnostics->len, >=, 2);
  for (guint i = 0; i < diagnostics->len; i++)
    {
      CookieDiagnostic *diagnostic = diagnostics->pdata[i];
      g_autofree char *text = NULL, *message = NULL, *section = NULL;
      CookieDiagnosticSeverity severity;
      CookieDiagnosticCode code;
      guint64 offset, length;
      guint field;

      g_assert_true (COOKIE_IS_DIAGNOSTIC (diagnostic));
      g_object_get (diagnostic,
                    "code", &code, "severity", &severity, "field", &field, "offset", &offset, "length", &length,
                    "text", &text, "message", &message, "section", &section,
                    NULL);
      g_assert_cmpint (code, ==, cookie_diagnostic_get_code (diagnostic));
      g_assert_cmpint (severity, ==, cookie_diagnostic_get_severity (diagnostic));
      g_assert_cmpuint (field, ==, cookie_diagnostic_get_field (diagnostic));
      g_assert_cmpuint (offset, ==, cookie_diagnostic_get_offset (diagnostic));
      g_assert_cmpuint (length, ==, cookie_diagnostic_get_length (diagnostic));
      g_assert_cmpstr (text, ==, cookie_diagnostic_get_text (diagnostic));
      g_assert_cmpstr (message, ==, cookie_diagnostic_get_message (diagnostic));
      g_assert_cmpstr (section, ==, cookie_diagnostic_get_section (diagnostic));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_type_class_ref (COOKIE_TYPE_DIAGNOSTIC_CODE);

  g_test_add_func ("/cookie/check/vectors", test_vectors);
  g_test_add_func ("/cookie/check/missing", test_missing);
  g_test_add_func ("/cookie/check/sizes", test_sizes);
  g_test_add_func ("/cookie/check/too-long-does-not-replace", test_too_long_does_not_replace);
  g_test_add_func ("/cookie/check/bounded", test_bounded);
  g_test_add_func ("/cookie/check/origin", test_origin);
  g_test_add_func ("/cookie/check/origin/flags", test_origin_flags);
  g_test_add_func ("/cookie/check/time-zones", test_time_zones);
  g_test_add_func ("/cookie/check/browsers", test_browsers);
  g_test_add_func ("/cookie/check/first-byte-above-ascii", test_first_byte_above_ascii);
  g_test_add_func ("/cookie/check/dates-of-webkitgtk", test_dates_of_webkitgtk);
  g_test_add_func ("/cookie/check/lifetimes", test_lifetimes);
  g_test_add_func ("/cookie/check/shortest-lifetime", test_shortest_lifetime);
  g_test_add_func ("/cookie/check/letters-of-domain", test_letters_of_domain);
  g_test_add_func ("/cookie/check/bytes-of-domain", test_bytes_of_domain);
  g_test_add_func ("/cookie/check/now", test_now);
  g_test_add_func ("/cookie/check/public-suffix-list", test_public_suffix_list);
  g_test_add_func ("/cookie/check/public-suffix-dot", test_public_suffix_dot);
  g_test_add_func ("/cookie/check/diagnostic", test_diagnostic);
  g_test_add_func ("/cookie/check/diagnostic/properties", test_diagnostic_properties);

  return g_test_run ();
}
