/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "test-refused.h"
#include "test-site.h"

#define SID TEST_SID

static void
assert_refused (CookieSchema *schema,
                const char   *name,
                const char   *text,
                CookieError   code,
                const char   *message)
{
  g_autoptr (CookieMorsel) attributes = test_new_attributes (text);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) before = cookie_schema_get_names (schema);
  g_auto (GStrv) after = NULL;

  g_assert_false (cookie_schema_add (schema, name, NULL, attributes, &error));
  test_assert_refused (error, code, message);
  after = cookie_schema_get_names (schema);
  g_assert_true (g_strv_equal ((const char * const *) before, (const char * const *) after));
}

static void
test_add (void)
{
  g_autoptr (CookieSchema) schema = cookie_schema_new ();

  test_schema_add (schema, "theme", NULL, "; Path=/");
  assert_refused (schema, "theme", "", COOKIE_ERROR_ILLEGAL_KEY, "already: “theme”");
  assert_refused (schema, "a b", "", COOKIE_ERROR_ILLEGAL_KEY, "“a b” at byte 1");
  assert_refused (schema, "", "", COOKIE_ERROR_ILLEGAL_KEY, "at byte 0");
  assert_refused (schema, "Path", "", COOKIE_ERROR_RESERVED_KEY, "“Path”");
  assert_refused (schema, SID, "; Path=/", COOKIE_ERROR_INVALID_ATTRIBUTE, "the cookie “__Host-sid”: A name with the prefix __Host-");
  assert_refused (schema, SID, "; Secure", COOKIE_ERROR_INVALID_ATTRIBUTE, "__Host- needs");
  assert_refused (schema, "__HOST-sid", "; Secure; Path=/; Domain=a.example", COOKIE_ERROR_INVALID_ATTRIBUTE, "__Host- needs");
  assert_refused (schema, "__Secure-x", "", COOKIE_ERROR_INVALID_ATTRIBUTE, "__Secure- needs");
  assert_refused (schema, "__Http-x", "; Secure", COOKIE_ERROR_INVALID_ATTRIBUTE, "__Http- needs");
  assert_refused (schema, "x", "; SameSite=None", COOKIE_ERROR_INVALID_ATTRIBUTE, "SameSite=None needs Secure");
  assert_refused (schema, "x", "; Partitioned", COOKIE_ERROR_INVALID_ATTRIBUTE, "Partitioned needs Secure");
  assert_refused (schema, "x", "; Max-Age=0", COOKIE_ERROR_INVALID_ATTRIBUTE, "A browser deletes the cookie “x” for “Max-Age=0”: ");
  assert_refused (schema, "x", "; Domain=com", COOKIE_ERROR_INVALID_ATTRIBUTE, "A browser ignores an attribute of the cookie “x” for “Domain=com”: The domain is a public suffix");
  assert_refused (schema, "x", "; Domain=http://site.example", COOKIE_ERROR_INVALID_ATTRIBUTE, "A browser drops the cookie “x” for “Domain=http://site.example”: No host");
  assert_refused (schema, "x", "; Domain=*.site.example", COOKIE_ERROR_INVALID_ATTRIBUTE, "No host");
  assert_refused (schema, "x", "; Domain=site.example:80", COOKIE_ERROR_INVALID_ATTRIBUTE, "No host");
  assert_refused (schema, "x", "; Domain=a b", COOKIE_ERROR_INVALID_ATTRIBUTE, "No host");
  assert_refused (schema, "x", "; Foo=bar", COOKIE_ERROR_INVALID_ATTRIBUTE, "must be known");
}

/* A typing error in an attribute is found when the schema is made. */
static void
test_add_ignored (void)
{
  static const char * const attributes[][2] = {
    { "max-age", "soon" }, { "priority", "bogus" }, { "samesite", "bogus" }, { "expires", "tomorrow" }, { "path", "account" },
  };
  g_autoptr (CookieSchema) schema = cookie_schema_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();
      g_autoptr (GError) error = NULL;

      g_assert_true (cookie_morsel_set_attribute (morsel, attributes[i][0], g_variant_new_string (attributes[i][1]), NULL));
      g_assert_false (cookie_schema_add (schema, "x", NULL, morsel, &error));
      test_assert_refused (error, COOKIE_ERROR_INVALID_ATTRIBUTE, "A browser ignores an attribute of the cookie “x”");
    }
}

/* Nothing harmful gets in by a morsel that was parsed. */
static void
test_add_harmful (void)
{
  static const char * const texts[] = { "; Path=/a\tb", "; Comment=x\ty", "; Domain=a\tb" };
  g_autoptr (CookieSchema) schema = cookie_schema_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (CookieMorsel) attributes = test_new_attributes (texts[i]);
      g_autoptr (GError) error = NULL;

      g_assert_false (cookie_schema_add (schema, "x", NULL, attributes, &error));
      test_assert_refused (error, COOKIE_ERROR_INVALID_ATTRIBUTE, "");
      g_assert_false (cookie_schema_set_default (schema, NULL, attributes, &error));
      test_assert_refused (error, COOKIE_ERROR_INVALID_ATTRIBUTE, "");
    }
}

static void
test_long_names (void)
{
  g_autoptr (CookieSchema) schema = cookie_schema_new ();
  g_autoptr (CookieCodec) codec = COOKIE_CODEC (cookie_percent_codec_new ());

  for (guint length = 60; length <= 70; length++)
    {
      g_autofree char *name = g_strnfill (length, 'n');

      g_assert_null (cookie_schema_lookup_codec (schema, name));
      test_schema_add (schema, name, codec, "");
      g_assert_true (cookie_schema_lookup_codec (schema, name) == codec);
    }
}

/* The name and the value of the morsel do not matter, and later changes of it neither. */
static void
test_template (void)
{
  g_autoptr (CookieSchema) schema = cookie_schema_new ();
  g_autoptr (CookieMorsel) attributes = cookie_morsel_parse_set_cookie ("__Host-other=value; Path=/app", NULL);
  g_autoptr (CookieMorsel) expired = cookie_morsel_parse_set_cookie ("y=value; Path=/y", NULL);
  g_autoptr (CookieMorsel) morsel = NULL, again = NULL;
  g_autoptr (CookieBaseCookie) holder = cookie_simple_cookie_new ();
  g_autofree char *line = NULL;

  g_assert_true (cookie_base_cookie_set_morsel (holder, expired, NULL));
  cookie_morsel_expire (expired);
  g_assert_true (cookie_schema_add (schema, "x", NULL, attributes, NULL));
  g_assert_true (cookie_schema_add (schema, "y", NULL, expired, NULL));
  g_assert_true (cookie_schema_add (schema, "z", NULL, attributes, NULL));
  cookie_morsel_set_path (attributes, "/changed");
  g_assert_finalize_object (g_steal_pointer (&attributes));

  morsel = cookie_schema_create_morsel (schema, "x", NULL);
  line = cookie_morsel_to_set_cookie_header (morsel, NULL);
  g_assert_cmpstr (line, ==, "x=; Path=/app");
  g_assert_cmpstr (cookie_morsel_get_string (morsel), ==, "");
  again = cookie_schema_create_morsel (schema, "y", NULL);
  g_assert_false (cookie_morsel_get_expired (again));
  g_assert_cmpstr (cookie_morsel_get_path (again), ==, "/y");

  /* what is made is the caller's */
  cookie_morsel_set_path (morsel, "/mine");
  g_clear_object (&morsel);
  morsel = cookie_schema_create_morsel (schema, "x", NULL);
  g_assert_cmpstr (cookie_morsel_get_path (morsel), ==, "/app");
}

static void
test_create_morsel (void)
{
  g_autoptr (CookieSchema) schema = test_site_new ();
  g_autoptr (CookieBaseCookie) cookie = test_cookie_new (schema, COOKIE_PROFILE_RFC6265);
  g_autoptr (CookieMorsel) morsel = NULL, other = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (cookie_schema_create_morsel (schema, "a b", &error));
  test_assert_refused (error, COOKIE_ERROR_ILLEGAL_KEY, "“a b”");
  g_assert_null (cookie_schema_create_morsel (schema, "path", &error));
  test_assert_refused (error, COOKIE_ERROR_RESERVED_KEY, "“path”");

  morsel = cookie_schema_create_morsel (schema, "app", NULL);
  other = cookie_schema_create_morsel (schema, "other", NULL);
  g_assert_true (cookie_base_cookie_set_morsel (cookie, morsel, NULL));
  g_assert_true (cookie_base_cookie_set_morsel (cookie, other, NULL));
  test_set (cookie, "app", "1");
  test_assert_sent (cookie, "app=1", TEST_APP_ATTRIBUTES, "other=", "", NULL);
}

static void
test_set_default (void)
{
  static const char * const refused[] = { "; SameSite=None", "; Partitioned", "; Max-Age=0", "; Foo=bar" };
  g_autoptr (CookieSchema) schema = cookie_schema_new ();
  g_autoptr (CookieMorsel) attributes = test_new_attributes ("; Path=/any");
  g_autoptr (CookieCodec) codec = test_timed_codec_new ();
  g_autoptr (CookieMorsel) morsel = NULL;
  g_auto (GStrv) names = NULL;

  g_assert_null (cookie_schema_lookup_codec (schema, "x"));
  g_assert_true (cookie_schema_set_default (schema, codec, attributes, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (CookieMorsel) bad = test_new_attributes (refused[i]);
      g_autoptr (GError) error = NULL;

      g_assert_false (cookie_schema_set_default (schema, NULL, bad, &error));
      test_assert_refused (error, COOKIE_ERROR_INVALID_ATTRIBUTE, "");
    }
  g_assert_true (cookie_schema_lookup_codec (schema, "x") == codec);
  morsel = cookie_schema_create_morsel (schema, "x", NULL);
  g_assert_cmpstr (cookie_morsel_get_path (morsel), ==, "/any");
  names = cookie_schema_get_names (schema);
  g_assert_cmpuint (g_strv_length (names), ==, 0);

  /* the last call counts */
  g_assert_true (cookie_schema_set_default (schema, NULL, NULL, NULL));
  g_assert_null (cookie_schema_lookup_codec (schema, "x"));
  g_clear_object (&morsel);
  morsel = cookie_schema_create_morsel (schema, "x", NULL);
  g_assert_cmpstr (cookie_morsel_get_path (morsel), ==, NULL);
}

/* Names are compared byte for byte; one may begin with another. */
static void
test_names (void)
{
  static const char * const names[] = { "b", "B", "ab", "a", "abc", "~", "!" };
  g_autoptr (CookieSchema) schema = cookie_schema_new ();
  g_autoptr (CookieBaseCookie) cookie = NULL;
  g_auto (GStrv) found = NULL;
  g_autofree char *joined = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *attributes = g_strdup_printf ("; Path=/%u", i);

      test_schema_add (schema, names[i], NULL, attributes);
    }
  found = cookie_schema_get_names (schema);
  joined = g_strjoinv (" ", found);
  g_assert_cmpstr (joined, ==, "! B a ab abc b ~");

  cookie = test_cookie_new (schema, COOKIE_PROFILE_RFC6265);
  test_load (cookie, "abcd=0; abc=1; ab=2; a=3; b=4; B=5; A=6; ~=7; !=8; aa=9");
  test_assert_output (cookie, "!=8", "; Path=/6", "A=6", "", "B=5", "; Path=/1", "a=3", "; Path=/3", "aa=9", "",
                      "ab=2", "; Path=/2", "abc=1", "; Path=/4", "abcd=0", "", "b=4", "; Path=/0", "~=7", "; Path=/5", NULL);
}

/* From the first dictionary on, it is constant, also when that is gone. */
static void
test_frozen (void)
{
  g_autoptr (CookieSchema) schema = cookie_schema_new ();
  CookieBaseCookie *cookie;
  g_autoptr (CookieSchema) of_cookie = NULL;
  g_auto (GStrv) names = NULL;
  g_autoptr (GError) error = NULL;

  test_schema_add (schema, "a", NULL, "; Path=/");
  cookie = cookie_simple_cookie_new_with_schema (schema);
  g_object_get (cookie, "schema", &of_cookie, NULL);
  g_assert_true (of_cookie == schema);
  g_assert_true (cookie_base_cookie_get_schema (cookie) == schema);
  g_assert_cmpint (cookie_base_cookie_get_profile (cookie), ==, COOKIE_PROFILE_RFC6265);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_false (cookie_schema_add (schema, "b", NULL, NULL, &error));
      test_assert_refused (error, COOKIE_ERROR_NOT_SUPPORTED, "cannot change any more");
      g_assert_false (cookie_schema_set_default (schema, NULL, NULL, &error));
      test_assert_refused (error, COOKIE_ERROR_NOT_SUPPORTED, "cannot change any more");
      if (i == 0)
        g_assert_finalize_object (cookie);
    }
  names = cookie_schema_get_names (schema);
  g_assert_cmpuint (g_strv_length (names), ==, 1);

  /* a dictionary without one, or with no schema, is another thing */
  cookie = g_object_new (COOKIE_TYPE_SMART_COOKIE, "schema", NULL, NULL);
  g_assert_null (cookie_base_cookie_get_schema (cookie));
  g_object_unref (cookie);
}

/* The default is one of the cookies, as if it came after those with names. */
static void
test_diagnose_default (void)
{
  g_autoptr (CookieSchema) schema = cookie_schema_new ();
  g_autoptr (CookieMorsel) attributes = cookie_morsel_new ();
  g_autoptr (GUri) site = g_uri_parse ("https://www.site.example/", G_URI_FLAGS_NONE, NULL);

  for (guint n_names = 0; n_names < 2; n_names++)
    {
      g_autoptr (GPtrArray) before = NULL, after = NULL;
      guint n_errors = 0;

      if (n_names == 1)
        test_schema_add (schema, "app", NULL, "; HttpOnly; Path=/; SameSite=Lax; Secure");
      cookie_morsel_set_domain (attributes, "site.example");
      g_assert_true (cookie_schema_set_default (schema, NULL, attributes, NULL));
      before = cookie_schema_diagnose (schema, site);
      for (guint i = 0; i < before->len; i++)
        g_assert_cmpint (cookie_diagnostic_get_severity (before->pdata[i]), !=, COOKIE_DIAGNOSTIC_SEVERITY_ERROR);

      cookie_morsel_set_domain (attributes, "other.example");
      g_assert_true (cookie_schema_set_default (schema, NULL, attributes, NULL));
      after = cookie_schema_diagnose (schema, site);
      for (guint i = 0; i < after->len; i++)
        if (cookie_diagnostic_get_severity (after->pdata[i]) == COOKIE_DIAGNOSTIC_SEVERITY_ERROR)
          {
            n_errors++;
            g_assert_cmpuint (cookie_diagnostic_get_field (after->pdata[i]), ==, n_names);
            g_assert_cmpint (cookie_diagnostic_get_code (after->pdata[i]), ==, COOKIE_DIAGNOSTIC_CODE_DOMAIN_MISMATCH);
          }
      g_assert_cmpuint (n_errors, ==, 1);
    }
}

static void
test_diagnose_lifetime (void)
{
  static const struct { guint lifetime; const char *attributes; gboolean is_late; } cases[] = {
    { 3600, "; Path=/; Max-Age=3601", TRUE }, { 3600, "; Path=/; Max-Age=3600", FALSE }, { 3600, "; Path=/", FALSE },
    { 0, "; Path=/; Max-Age=3601", FALSE }, { 3600, "; Path=/; Expires=Fri, 31 Dec 9999 23:59:59 GMT", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CookieCodec) codec = COOKIE_CODEC (cookie_signed_codec_new (NULL, NULL, "test", cases[i].lifetime));
      g_autoptr (CookieSchema) schema = cookie_schema_new ();
      g_autoptr (GPtrArray) diagnostics = NULL;
      guint n_late = 0;

      test_schema_add (schema, "a", NULL, "; Path=/; Max-Age=9999");
      test_schema_add (schema, "sid", codec, cases[i].attributes);
      diagnostics = cookie_schema_diagnose (schema, NULL);
      for (guint j = 0; j < diagnostics->len; j++)
        {
          g_autofree char *text = NULL;

          if (cookie_diagnostic_get_code (diagnostics->pdata[j]) != COOKIE_DIAGNOSTIC_CODE_OUTDATED)
            continue;

          n_late++;
          g_assert_cmpuint (cookie_diagnostic_get_field (diagnostics->pdata[j]), ==, 1);
          g_assert_cmpint (cookie_diagnostic_get_severity (diagnostics->pdata[j]), ==, COOKIE_DIAGNOSTIC_SEVERITY_HINT);

          /* no standard says so */
          g_assert_null (cookie_diagnostic_get_section (diagnostics->pdata[j]));
          text = cookie_diagnostic_to_string (diagnostics->pdata[j]);
          g_assert_true (g_str_has_prefix (text, "hint at byte "));
          g_assert_true (g_str_has_suffix (text, ": The browser keeps the cookie longer than its codec reads the value."));
        }
      g_assert_cmpuint (n_late, ==, cases[i].is_late);
    }
}

static void
test_diagnose (void)
{
  g_autoptr (CookieSchema) schema = cookie_schema_new ();
  g_autoptr (GUri) other = g_uri_parse ("https://other.example/", G_URI_FLAGS_NONE, NULL);
  g_autoptr (GUri) site = g_uri_parse ("https://www.site.example/", G_URI_FLAGS_NONE, NULL);
  g_autoptr (GUri) plain = g_uri_parse ("http://www.site.example/", G_URI_FLAGS_NONE, NULL);
  struct {
    GUri *origin;
    guint n_errors;
    guint field;
  } origins[] = { { NULL, 0, 0 }, { site, 0, 0 }, { other, 1, 0 }, { plain, 1, 2 } };

  test_schema_add (schema, "theme", NULL, "; Path=/; SameSite=Lax");
  test_schema_add (schema, "tab", NULL, "; Path=/; Secure; SameSite=Lax");
  test_schema_add (schema, "app", NULL, "; Domain=site.example; Path=/; SameSite=Lax");

  for (guint i = 0; i < G_N_ELEMENTS (origins); i++)
    {
      g_autoptr (GPtrArray) diagnostics = cookie_schema_diagnose (schema, origins[i].origin);
      guint n_errors = 0;

      for (guint j = 0; j < diagnostics->len; j++)
        {
          g_assert_cmpuint (cookie_diagnostic_get_field (diagnostics->pdata[j]), <, 3);
          if (cookie_diagnostic_get_severity (diagnostics->pdata[j]) != COOKIE_DIAGNOSTIC_SEVERITY_ERROR)
            continue;
          n_errors++;
          g_assert_cmpuint (cookie_diagnostic_get_field (diagnostics->pdata[j]), ==, origins[i].field == 2 ? 1 : 0);
        }
      g_assert_cmpuint (n_errors, ==, origins[i].n_errors);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/schema/add", test_add);
  g_test_add_func ("/schema/add/ignored", test_add_ignored);
  g_test_add_func ("/schema/add-harmful", test_add_harmful);
  g_test_add_func ("/schema/long-names", test_long_names);
  g_test_add_func ("/schema/template", test_template);
  g_test_add_func ("/schema/create-morsel", test_create_morsel);
  g_test_add_func ("/schema/set-default", test_set_default);
  g_test_add_func ("/schema/names", test_names);
  g_test_add_func ("/schema/frozen", test_frozen);
  g_test_add_func ("/schema/diagnose", test_diagnose);
  g_test_add_func ("/schema/diagnose/default", test_diagnose_default);
  g_test_add_func ("/schema/diagnose/lifetime", test_diagnose_lifetime);

  return g_test_run ();
}
