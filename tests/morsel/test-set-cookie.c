/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <cookie-glib/cookie-glib.h>

#include "test-vectors.h"

#include <string.h>

static CookieMorsel *
parse (const char *header)
{
  g_autoptr (GError) error = NULL;
  CookieMorsel *morsel = cookie_morsel_parse_set_cookie (header, &error);

  g_assert_no_error (error);
  return morsel;
}

static void
append (GString    *text,
        const char *name,
        const char *value)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');

  g_string_append (text, name);
  if (name[0] != '\0' && value != NULL)
    g_string_append_c (text, '=');
  if (value != NULL)
    g_string_append (text, value);
}

static void
append_string (GString    *text,
               const char *name,
               const char *value)
{
  if (value != NULL)
    append (text, name, value);
}

/* An attribute without a property, or one whose property is no text */
static void
append_attribute (GString      *text,
                  CookieMorsel *morsel,
                  const char   *name)
{
  g_autoptr (GVariant) value = cookie_morsel_get_attribute (morsel, name);

  if (value != NULL)
    append (text, name, g_variant_get_string (value, NULL));
}

static GUri *
parse_origin (const char *origin)
{
  g_autoptr (GError) error = NULL;
  GUri *uri = g_uri_parse (origin, G_URI_FLAGS_NONE, &error);

  g_assert_no_error (error);
  return uri;
}

/* The attributes as the typed properties tell them */
static char *
describe (CookieMorsel *morsel)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GDateTime) expires = cookie_morsel_get_expires (morsel);
  g_autofree char *date = expires != NULL ? g_date_time_format (expires, "%a, %d %b %Y %H:%M:%S GMT") : NULL;
  g_autofree char *max_age = g_strdup_printf ("%" G_GINT64_FORMAT, cookie_morsel_get_max_age (morsel));
  g_auto (GStrv) unknown = cookie_morsel_get_unknown_attributes (morsel);
  static const char * const same_sites[] = { NULL, "none", "lax", "strict" };

  append_string (text, "domain", cookie_morsel_get_domain (morsel));
  append_string (text, "expires", date);
  if (cookie_morsel_get_http_only (morsel))
    append (text, "httponly", NULL);
  append_string (text, "max-age", cookie_morsel_get_max_age (morsel) >= 0 ? max_age : NULL);
  if (cookie_morsel_get_partitioned (morsel))
    append (text, "partitioned", NULL);
  append_string (text, "path", cookie_morsel_get_path (morsel));
  append_attribute (text, morsel, "priority");
  append_string (text, "samesite", same_sites[cookie_morsel_get_same_site (morsel)]);
  if (cookie_morsel_get_secure (morsel))
    append (text, "secure", NULL);
  append_attribute (text, morsel, "comment");
  append_attribute (text, morsel, "version");
  for (char **p = unknown; *p != NULL; p++)
    append (text, *p, NULL);

  if (text->len == 0)
    g_string_append_c (text, '-');

  return g_string_free (text, FALSE);
}

/* What is printed must read back the same, however odd it is. */
static void
assert_reads_back (CookieMorsel *morsel)
{
  g_autofree char *text = cookie_morsel_to_set_cookie_header (morsel, NULL);
  g_autoptr (CookieMorsel) again = parse (text);
  g_autofree char *text_again = cookie_morsel_to_set_cookie_header (again, NULL);

  g_assert_true (cookie_morsel_equal (morsel, again));
  g_assert_cmpstr (text, ==, text_again);
}

static void
check_vector (GBytes **columns,
              gsize    n_columns,
              guint    line)
{
  g_autoptr (CookieMorsel) morsel = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *attributes = NULL;

  g_test_message ("line %u: %s", line, test_vector_text (columns[0]));

  morsel = cookie_morsel_parse_set_cookie_bytes (columns[1], &error);
  if (strcmp (test_vector_text (columns[2]), "!syntax") == 0)
    {
      g_assert_null (morsel);
      g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_SYNTAX);
      return;
    }

  g_assert_no_error (error);
  g_assert_cmpstr (cookie_morsel_get_key (morsel), ==, test_vector_text (columns[2]));
  g_assert_cmpstr (cookie_morsel_get_coded_value (morsel), ==, test_vector_text (columns[3]));
  g_assert_cmpstr (g_variant_get_string (cookie_morsel_get_value (morsel), NULL), ==, test_vector_text (columns[3]));

  attributes = describe (morsel);
  g_assert_cmpstr (attributes, ==, test_vector_text (columns[4]));
  assert_reads_back (morsel);
}

static void
test_vectors (void)
{
  g_assert_cmpuint (test_vectors_run ("set-cookie.txt", 5, check_vector), >=, 220);
}

/* Reading a header and judging the morsel comes to the same as judging the header. */
static void
check_verdict (GBytes **columns,
               gsize    n_columns,
               guint    line)
{
  const char *origin = test_vector_text (columns[1]);
  const char *error = strstr (test_vector_text (columns[3]), "E:");
  gboolean dropped = error != NULL && !g_str_has_suffix (test_vector_text (columns[2]), "Domain=."); /* a morsel has no Domain that is a dot */
  gboolean removed = strstr (test_vector_text (columns[3]), ":expired@") != NULL;
  g_autoptr (CookieMorsel) morsel = cookie_morsel_parse_set_cookie_bytes (columns[2], NULL);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2025, 1, 1, 0, 0, 0);
  g_autoptr (GUri) uri = strcmp (origin, "-") == 0 ? NULL : parse_origin (origin);
  g_autoptr (GPtrArray) diagnostics = NULL;

  g_test_message ("line %u: %s", line, test_vector_text (columns[0]));

  if (morsel == NULL)
    {
      g_assert_true (dropped);
      return;
    }

  diagnostics = cookie_morsel_diagnose (morsel, uri, now);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      CookieDiagnostic *diagnostic = diagnostics->pdata[i];

      if (cookie_diagnostic_get_severity (diagnostic) == COOKIE_DIAGNOSTIC_SEVERITY_ERROR)
        {
          g_assert_true (dropped);
          dropped = FALSE;
          break;
        }
    }
  g_assert_false (dropped);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      if (cookie_diagnostic_get_code (diagnostics->pdata[i]) == COOKIE_DIAGNOSTIC_CODE_EXPIRED)
        {
          g_assert_true (removed);
          removed = FALSE;
        }
    }
  g_assert_false (removed);
}

static void
test_verdicts (void)
{
  test_vectors_run ("check.txt", 4, check_verdict);
}

static void
test_limits (void)
{
  for (gsize total = 4096; total <= 4097; total++)
    {
      g_autofree char *value = g_strnfill (total - 1, 'v');
      g_autofree char *header = g_strdup_printf ("a=%s", value);
      g_autoptr (GError) error = NULL;
      g_autoptr (CookieMorsel) morsel = cookie_morsel_parse_set_cookie (header, &error);

      if (total == 4096)
        g_assert_cmpstr (cookie_morsel_get_coded_value (morsel), ==, value);
      else
        g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT);
    }

  for (gsize length = 1024; length <= 1025; length++)
    {
      g_autofree char *path = g_strnfill (length, '/');
      g_autofree char *header = g_strdup_printf ("a=b; Path=/one; Path=%s; Domain=site.example; foo=%s", path, path);
      g_autoptr (CookieMorsel) morsel = parse (header);
      g_auto (GStrv) unknown = cookie_morsel_get_unknown_attributes (morsel);

      g_assert_cmpstr (cookie_morsel_get_path (morsel), ==, length == 1024 ? path : "/one");
      g_assert_cmpstr (cookie_morsel_get_domain (morsel), ==, "site.example");
      g_assert_cmpuint (g_strv_length (unknown), ==, length == 1024 ? 1 : 0);
    }
}

/* 4096 and 1024 are bytes of what was received, not of the UTF-8 that it becomes. */
static void
test_limits_latin1 (void)
{
  g_autofree char *value = g_strnfill (4095, '\xe9');
  g_autofree char *path = g_strnfill (1023, '\xe9');
  g_autofree char *header = g_strdup_printf ("a=%s; Path=/%s", value, path);
  g_autoptr (CookieMorsel) morsel = parse (header);

  g_assert_cmpuint (g_utf8_strlen (cookie_morsel_get_coded_value (morsel), -1), ==, 4095);
  g_assert_cmpuint (g_utf8_strlen (cookie_morsel_get_path (morsel), -1), ==, 1024);
}

static char *
describe_codes (GPtrArray *diagnostics)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < diagnostics->len; i++)
    g_string_append_printf (text, "%d:%s ", cookie_diagnostic_get_code (diagnostics->pdata[i]),
                            cookie_diagnostic_get_text (diagnostics->pdata[i]));

  return g_string_free (text, FALSE);
}

#define assert_diagnostics(found, expected)                        \
  G_STMT_START                                                     \
    {                                                              \
      g_autofree char *found_ = describe_codes (found);            \
      g_autofree char *expected_ = describe_codes (expected);      \
      g_assert_cmpstr (found_, ==, expected_);                     \
    }                                                              \
  G_STMT_END

/* It is printed as UTF-8, which has more bytes, and read back; a browser that got the ISO-8859-1 and
 * one that gets the UTF-8 do not do the same with it. */
static void
test_latin1_reads_back (void)
{
  static const struct { gsize value; gsize path; gsize unknown; } cases[] = {
    { 1, 1, 1 }, { 2047, 511, 511 }, { 2048, 512, 512 }, { 3000, 600, 600 }, { 4095, 1023, 1024 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *value = g_strnfill (cases[i].value, '\xe9');
      g_autofree char *path = g_strnfill (cases[i].path, '\xe8');
      g_autofree char *unknown = g_strnfill (cases[i].unknown, '\xff');
      g_autofree char *header = g_strdup_printf ("a=%s; Path=/%s; foo=%s", value, path, unknown);
      g_autoptr (GBytes) bytes = g_bytes_new (header, strlen (header));
      g_autoptr (GUri) origin = parse_origin ("https://site.example/");
      g_autoptr (CookieMorsel) morsel = parse (header);
      g_autoptr (CookieMorsel) copy = cookie_morsel_copy (morsel);
      g_autofree char *text = cookie_morsel_to_set_cookie_header (morsel, NULL);
      g_autoptr (CookieMorsel) again = parse (text);
      g_autoptr (GPtrArray) expected = cookie_diagnose_set_cookie (header, origin, NULL);
      g_autoptr (GPtrArray) expected_of_bytes = cookie_diagnose_set_cookie_bytes (bytes, origin, NULL);
      g_autoptr (GPtrArray) expected_again = cookie_diagnose_set_cookie (text, origin, NULL);
      g_autoptr (GPtrArray) found = cookie_morsel_diagnose (morsel, origin, NULL);
      g_autoptr (GPtrArray) found_in_copy = cookie_morsel_diagnose (copy, origin, NULL);
      g_autoptr (GPtrArray) found_again = cookie_morsel_diagnose (again, origin, NULL);
      g_autoptr (GPtrArray) found_changed = NULL;
      g_autofree char *changed_text = NULL;
      g_autoptr (GPtrArray) expected_changed = NULL;
      g_autoptr (GError) error = NULL;

      assert_reads_back (morsel);
      assert_diagnostics (expected_of_bytes, expected);
      assert_diagnostics (found, expected);
      assert_diagnostics (found_in_copy, expected);
      assert_diagnostics (found_again, expected_again);
      for (guint j = 0; j < expected->len; j++)
        g_assert_cmpint (cookie_diagnostic_get_code (expected->pdata[j]), !=, COOKIE_DIAGNOSTIC_CODE_TOO_LONG);

      /* what is changed is sent as UTF-8 */
      cookie_morsel_set_secure (morsel, TRUE);
      changed_text = cookie_morsel_to_set_cookie_header (morsel, NULL);
      expected_changed = cookie_diagnose_set_cookie (changed_text, origin, NULL);
      found_changed = cookie_morsel_diagnose (morsel, origin, NULL);
      assert_diagnostics (found_changed, expected_changed);

      g_clear_pointer (&found_changed, g_ptr_array_unref);
      g_assert_true (cookie_morsel_set (copy, "a", cookie_morsel_get_value (copy), cookie_morsel_get_coded_value (copy), &error));
      g_assert_no_error (error);
      found_changed = cookie_morsel_diagnose (copy, origin, NULL);
      assert_diagnostics (found_changed, expected_again);
    }
}

/* Whatever else is not ISO-8859-1, or is longer in it too, is not read. */
static void
test_utf8_limits (void)
{
  static const struct { const char *character; gsize n; gboolean is_read; } cases[] = {
    { "\303\277", 4095, TRUE }, { "\303\277", 4096, FALSE },
    { "\304\200", 2047, TRUE }, { "\304\200", 2048, FALSE },
    { "\342\202\254", 1365, TRUE }, { "\342\202\254", 1366, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) header = g_string_new ("a=");
      g_autoptr (CookieMorsel) morsel = NULL;
      g_autoptr (GError) error = NULL;

      for (gsize n = 0; n < cases[i].n; n++)
        g_string_append (header, cases[i].character);

      morsel = cookie_morsel_parse_set_cookie (header->str, &error);
      g_assert_true ((morsel != NULL) == cases[i].is_read);
      if (morsel != NULL)
        assert_reads_back (morsel);
      else
        g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT);
    }
}

/* A Path that means the default-path is no path, and is printed all the same. */
static void
test_default_path (void)
{
  static const char * const headers[] = {
    "__Host-a=b; Secure; Path", "__Host-a=b; Secure; Path=", "__Host-a=b; Path=docs; Secure",
    "__Host-a=b; Path=/docs; Secure; Path",
  };
  g_autoptr (GUri) origin = parse_origin ("https://site.example/login");

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autoptr (CookieMorsel) morsel = parse (headers[i]);
      g_autoptr (CookieMorsel) copy = cookie_morsel_copy (morsel);
      g_autofree char *text = cookie_morsel_to_set_cookie_header (copy, NULL);
      g_autofree char *changed = NULL;
      g_autoptr (GPtrArray) diagnostics = cookie_morsel_diagnose (morsel, origin, NULL);

      assert_reads_back (morsel);
      g_assert_null (cookie_morsel_get_path (morsel));
      g_assert_null (cookie_morsel_get_attribute (morsel, "path"));
      g_assert_cmpstr (text, ==, "__Host-a=b; Path=; Secure");
      for (guint j = 0; j < diagnostics->len; j++)
        g_assert_cmpint (cookie_diagnostic_get_severity (diagnostics->pdata[j]), !=, COOKIE_DIAGNOSTIC_SEVERITY_ERROR);

      cookie_morsel_set_path (morsel, "/");
      cookie_morsel_set_path (copy, NULL);
      changed = cookie_morsel_to_set_cookie_header (morsel, NULL);
      g_assert_cmpstr (changed, ==, "__Host-a=b; Path=/; Secure");
      g_free (changed);
      changed = cookie_morsel_to_set_cookie_header (copy, NULL);
      g_assert_cmpstr (changed, ==, "__Host-a=b; Secure");
    }
}

/* A morsel has the domain that the browser has, and prints what the browser got. */
static void
test_dots (void)
{
  static const struct { const char *header; const char *domain; const char *text; } cases[] = {
    { "a=b; Domain=.site.example", "site.example", "a=b; Domain=site.example" },
    { "a=b; Domain=..site.example", ".site.example", "a=b; Domain=..site.example" },
    { "a=b; Domain=..SITE.example", ".site.example", "a=b; Domain=..site.example" },
    { "a=b; Domain=. site.example", " site.example", "a=b; Domain=. site.example" },
  };
  g_autoptr (GUri) origin = parse_origin ("https://www.site.example/");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CookieMorsel) morsel = parse (cases[i].header);
      g_autoptr (CookieMorsel) copy = cookie_morsel_copy (morsel);
      g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
      g_autoptr (GVariant) attribute = cookie_morsel_get_attribute (morsel, "domain");
      g_autofree char *text = cookie_morsel_to_set_cookie_header (morsel, NULL);
      g_autofree char *text_of_copy = cookie_morsel_to_set_cookie_header (copy, NULL);
      g_autofree char *changed = NULL;
      g_autoptr (GPtrArray) expected = cookie_diagnose_set_cookie (text, origin, NULL);
      g_autoptr (GPtrArray) found = cookie_morsel_diagnose (morsel, origin, NULL);
      g_autofree char *line = g_strconcat ("Set-Cookie: ", text, NULL);
      g_autofree char *output = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpstr (cookie_morsel_get_domain (morsel), ==, cases[i].domain);
      g_assert_cmpstr (g_variant_get_string (attribute, NULL), ==, cases[i].domain);
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (text_of_copy, ==, cases[i].text);
      g_assert_true (cookie_morsel_equal (morsel, copy));
      assert_diagnostics (found, expected);

      g_assert_true (cookie_base_cookie_set_morsel (cookie, morsel, &error));
      g_assert_no_error (error);
      output = cookie_base_cookie_output (cookie, NULL, NULL, NULL);
      g_assert_cmpstr (output, ==, line);

      /* what is set is printed as it is */
      cookie_morsel_set_domain (morsel, ".other.example");
      changed = cookie_morsel_to_set_cookie_header (morsel, NULL);
      g_assert_cmpstr (changed, ==, "a=b; Domain=.other.example");
    }
}

/* CVE-2022-35252: cookies with control characters were stored, and the servers they were sent
 * back to refused each request. */
static void
test_cve_2022_35252 (void)
{
  for (int c = 0; c < 0x20; c++)
    {
      char header[] = "sid=xy; Path=/";
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (CookieMorsel) morsel = NULL;
      g_autoptr (GError) error = NULL;

      header[5] = c;
      bytes = g_bytes_new (header, strlen ("sid=xy; Path=/"));
      morsel = cookie_morsel_parse_set_cookie_bytes (bytes, &error);

      if (c == '\t')
        g_assert_no_error (error);
      else
        g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_SYNTAX);
      g_assert_true ((morsel != NULL) == (c == '\t'));
    }
}

/* CVE-2015-3145: a path of a lone quote made a library write outside of its memory. */
static void
test_cve_2015_3145 (void)
{
  static const char * const headers[] = {
    "a=b; Path=\"", "a=b; Path=\"\"", "a=b; Path=/\"", "a=b; Path=", "a=b; Path=\"/", "a=b; Comment=\"", "a=\"",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_take (g_memdup2 (headers[i], strlen (headers[i])), strlen (headers[i]));
      g_autoptr (CookieMorsel) morsel = cookie_morsel_parse_set_cookie_bytes (bytes, NULL);

      assert_reads_back (morsel);
    }
}

/* CVE-2025-7370: a cookie without a domain made a library follow NULL. */
static void
test_cve_2025_7370 (void)
{
  g_autoptr (CookieMorsel) morsel = parse ("a=b; Domain=");
  g_autoptr (CookieMorsel) copy = cookie_morsel_copy (morsel);
  g_autoptr (GUri) origin = parse_origin ("https://site.example/");
  g_autoptr (GPtrArray) diagnostics = cookie_morsel_diagnose (morsel, origin, NULL);

  g_assert_null (cookie_morsel_get_domain (morsel));
  g_assert_true (cookie_morsel_equal (morsel, copy));
  g_assert_nonnull (diagnostics);
}

static void
test_unknown_attributes (void)
{
  g_autoptr (CookieMorsel) morsel = parse ("a=b; foo=bar; Path=/; baz; =x");
  g_autoptr (CookieMorsel) other = parse ("a=b; foo=bar; Path=/; baz");
  g_autoptr (CookieMorsel) copy = cookie_morsel_copy (morsel);
  g_autofree char *all = cookie_morsel_to_set_cookie_header (copy, NULL);
  g_autofree char *some = cookie_morsel_to_set_cookie_header (copy, (const char *[]) { "path", NULL });
  g_auto (GStrv) unknown = cookie_morsel_get_unknown_attributes (copy);

  g_assert_cmpstrv (unknown, ((const char *[]) { "foo=bar", "baz", "=x", NULL }));
  g_assert_true (cookie_morsel_equal (morsel, copy));
  g_assert_false (cookie_morsel_equal (morsel, other));
  g_assert_cmpstr (all, ==, "a=b; Path=/; foo=bar; baz; =x");
  g_assert_cmpstr (some, ==, "a=b; Path=/");
}

/* What a browser reads, a server need not be able to send. */
static void
test_illegal_key_stays_outside (void)
{
  static const char * const headers[] = { "=b", "b", "", "a b=c", "a,b=c", "\"a\"=c", "Path=c", "\303\251=c", "a=b\tc", "a=b; Path=/\tx", "a=b; foo=b\tc",
                                          "a=b; Comment=b\tc", "a=b; Domain=b\tc", "a=b; Priority=b\tc", "a=b; Version=b\tc" };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autoptr (CookieMorsel) morsel = parse (headers[i]);
      g_autoptr (CookieSimpleCookie) cookie = COOKIE_SIMPLE_COOKIE (cookie_simple_cookie_new ());
      g_autoptr (GError) error = NULL;

      g_assert_false (cookie_base_cookie_set_morsel (COOKIE_BASE_COOKIE (cookie), morsel, &error));
      g_assert_nonnull (error);
      g_assert_cmpuint (cookie_base_cookie_get_size (COOKIE_BASE_COOKIE (cookie)), ==, 0);
    }
}

static char *
random_text (const char *characters,
             int         min,
             int         max)
{
  int length = g_test_rand_int_range (min, max + 1);
  g_autofree gunichar *text = g_new (gunichar, length + 1);
  glong n = g_utf8_strlen (characters, -1);

  for (int i = 0; i < length; i++)
    text[i] = g_utf8_get_char (g_utf8_offset_to_pointer (characters, g_test_rand_int_range (0, n)));
  text[length] = 0;

  return g_ucs4_to_utf8 (text, -1, NULL, NULL, NULL);
}

static void
set_random_string (CookieMorsel *morsel,
                   const char   *name,
                   const char   *prefix,
                   const char   *characters)
{
  if (g_test_rand_bit ())
    {
      g_autofree char *text = random_text (characters, 1, 24);
      g_autofree char *whole = g_strdup_printf ("%sx%sx", prefix, text);
      g_autoptr (GError) error = NULL;

      g_assert_true (cookie_morsel_set_attribute (morsel, name, g_variant_new_string (whole), &error));
      g_assert_no_error (error);
    }
}

#define LOWER "abcdefghijklmnopqrstuvwxyz0123456789-."
#define PRINTABLE "abcXYZ019 !#$%&'()*+,-./:<=>?@[]^_`{|}~\"\\éß€🍪"

static CookieMorsel *
random_morsel (void)
{
  CookieMorsel *morsel = cookie_morsel_new ();
  g_autofree char *key = random_text ("abcXYZ019!#$%&'*+-.^_`|~", 1, 12);
  g_autofree char *text = random_text (PRINTABLE, 0, 40);
  const char *value = g_strstrip (text);
  g_autoptr (GError) error = NULL;

  g_assert_true (cookie_morsel_set (morsel, cookie_morsel_is_reserved_key (key) ? "key" : key, g_variant_new_string (value), value, &error));
  g_assert_no_error (error);

  set_random_string (morsel, "domain", "", LOWER);
  set_random_string (morsel, "path", "/", PRINTABLE);
  set_random_string (morsel, "comment", "", PRINTABLE);
  set_random_string (morsel, "version", "", "0123456789");
  set_random_string (morsel, "priority", "", "LowMediumHigh");

  if (g_test_rand_bit ())
    cookie_morsel_set_max_age (morsel, ((gint64) g_test_rand_int () * (G_GINT64_CONSTANT (1) << 31)) ^ g_test_rand_int_range (0, G_MAXINT32));
  if (g_test_rand_bit ())
    {
      /* the years 1601 to 9999 */
      gint64 seconds = G_GINT64_CONSTANT (-11644473600) + (gint64) (g_test_rand_double () * 265046774399.0);
      g_autoptr (GDateTime) expires = g_date_time_new_from_unix_utc (seconds);

      cookie_morsel_set_expires (morsel, expires);
    }
  cookie_morsel_set_secure (morsel, g_test_rand_bit ());
  cookie_morsel_set_http_only (morsel, g_test_rand_bit ());
  cookie_morsel_set_partitioned (morsel, g_test_rand_bit ());
  cookie_morsel_set_same_site (morsel, g_test_rand_int_range (COOKIE_SAME_SITE_DEFAULT, COOKIE_SAME_SITE_STRICT + 1));

  return morsel;
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < 100000; i++)
    {
      g_autoptr (CookieMorsel) morsel = random_morsel ();
      g_autofree char *text = cookie_morsel_to_set_cookie_header (morsel, NULL);
      g_autoptr (CookieMorsel) again = parse (text);

      if (!cookie_morsel_equal (morsel, again))
        g_error ("%s", text);
    }
}

static void
test_expire (void)
{
  g_autoptr (CookieMorsel) morsel = parse ("sid=31d4; Domain=site.example; Path=/docs; Secure; HttpOnly; "
                                           "Partitioned; SameSite=None; Max-Age=3600; foo=bar");
  g_autoptr (CookieMorsel) empty = cookie_morsel_new ();
  g_autofree char *before = cookie_morsel_to_set_cookie_header (morsel, NULL);
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  g_autofree char *empty_text = NULL;

  cookie_morsel_expire (morsel);
  g_assert_true (cookie_morsel_get_expired (morsel));
  text = cookie_morsel_to_set_cookie_header (morsel, NULL);
  g_assert_cmpstr (text, ==, "sid=; Domain=site.example; expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Max-Age=0; "
                             "Partitioned; Path=/docs; SameSite=None; Secure; foo=bar");

  /* the value and the attributes are still there */
  g_assert_cmpstr (g_variant_get_string (cookie_morsel_get_value (morsel), NULL), ==, "31d4");
  g_assert_cmpstr (cookie_morsel_get_coded_value (morsel), ==, "31d4");
  g_assert_cmpint (cookie_morsel_get_max_age (morsel), ==, 3600);

  g_assert_true (cookie_morsel_set (morsel, "sid", g_variant_new_string ("31d4"), "31d4", NULL));
  g_assert_false (cookie_morsel_get_expired (morsel));
  again = cookie_morsel_to_set_cookie_header (morsel, NULL);
  g_assert_cmpstr (again, ==, before);

  cookie_morsel_expire (empty);
  g_assert_false (cookie_morsel_get_expired (empty));
  empty_text = cookie_morsel_to_set_cookie_header (empty, NULL);
  g_assert_cmpstr (empty_text, ==, "");
}

/* What is known of the date that was read is not what is said of one that was set. */
static void
test_expires_set_again (void)
{
  static const struct { const char *text; gint64 expected; } cases[] = {
    { "Mon, 07 Nov 1994 08:49:37 GMT", 784198177 },
    { "7 nov 94 8:49:37", 784198177 },
    { "soon", -1 },
    { "", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint copied = 0; copied < 2; copied++)
      {
        g_autoptr (CookieMorsel) read = parse ("sid=31d4; Expires=Sun, 06 Nov 1994 08:49:37 GMT");
        g_autoptr (CookieMorsel) morsel = copied ? cookie_morsel_copy (read) : g_object_ref (read);
        g_autoptr (GDateTime) before = cookie_morsel_get_expires (morsel);
        g_autoptr (GDateTime) after = NULL;

        g_assert_cmpint (g_date_time_to_unix (before), ==, 784111777);
        g_assert_true (cookie_morsel_set_attribute (morsel, "expires", g_variant_new_string (cases[i].text), NULL));
        after = cookie_morsel_get_expires (morsel);
        g_assert_cmpint (after != NULL ? g_date_time_to_unix (after) : -1, ==, cases[i].expected);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cookie/set-cookie/vectors", test_vectors);
  g_test_add_func ("/cookie/set-cookie/verdicts", test_verdicts);
  g_test_add_func ("/cookie/set-cookie/limits", test_limits);
  g_test_add_func ("/cookie/set-cookie/limits-latin1", test_limits_latin1);
  g_test_add_func ("/cookie/set-cookie/latin1-reads-back", test_latin1_reads_back);
  g_test_add_func ("/cookie/set-cookie/utf8-limits", test_utf8_limits);
  g_test_add_func ("/cookie/set-cookie/dots", test_dots);
  g_test_add_func ("/cookie/set-cookie/default-path", test_default_path);
  g_test_add_func ("/cookie/set-cookie/unknown-attributes", test_unknown_attributes);
  g_test_add_func ("/cookie/set-cookie/illegal-key-stays-outside", test_illegal_key_stays_outside);
  g_test_add_func ("/cookie/set-cookie/round-trip", test_round_trip);
  g_test_add_func ("/cookie/set-cookie/expire", test_expire);
  g_test_add_func ("/cookie/set-cookie/expires-set-again", test_expires_set_again);
  g_test_add_func ("/cookie/advisory/CVE-2022-35252", test_cve_2022_35252);
  g_test_add_func ("/cookie/advisory/CVE-2015-3145", test_cve_2015_3145);
  g_test_add_func ("/cookie/advisory/CVE-2025-7370", test_cve_2025_7370);

  return g_test_run ();
}
