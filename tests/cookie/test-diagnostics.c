/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <cookie-glib/cookie-glib.h>

#include <string.h>

static CookieBaseCookie *
new_cookie (CookieProfile profile)
{
  CookieBaseCookie *cookie = COOKIE_BASE_COOKIE (cookie_simple_cookie_new ());

  cookie_base_cookie_set_profile (cookie, profile);
  return cookie;
}

static char *
describe_one (CookieDiagnostic *diagnostic)
{
  GEnumClass *codes = g_type_class_peek_static (COOKIE_TYPE_DIAGNOSTIC_CODE);

  return g_strdup_printf ("%c:%s@%" G_GUINT64_FORMAT "+%" G_GUINT64_FORMAT "[%s]",
                          "EWH"[cookie_diagnostic_get_severity (diagnostic)],
                          g_enum_get_value (codes, cookie_diagnostic_get_code (diagnostic))->value_nick,
                          cookie_diagnostic_get_offset (diagnostic),
                          cookie_diagnostic_get_length (diagnostic),
                          cookie_diagnostic_get_text (diagnostic));
}

static char *
describe (CookieBaseCookie *cookie)
{
  g_autoptr (GPtrArray) diagnostics = cookie_base_cookie_get_diagnostics (cookie);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < diagnostics->len; i++)
    {
      g_autofree char *line = describe_one (diagnostics->pdata[i]);

      g_strv_builder_add (builder, line);
    }

  lines = g_strv_builder_end (builder);
  return g_strjoinv (" ", lines);
}

static void
diagnostic_cb (CookieBaseCookie *cookie,
             CookieDiagnostic *diagnostic,
             GString          *told)
{
  g_autofree char *line = describe_one (diagnostic);

  g_string_append_printf (told, "%s%s", told->len > 0 ? " " : "", line);
}

static void
test_load (void)
{
  static const struct { CookieProfile profile; const char *header; const char *expected; } cases[] = {
    { COOKIE_PROFILE_RFC6265, "a=b; c=d", "" },
    { COOKIE_PROFILE_RFC6265, "", "" },
    { COOKIE_PROFILE_RFC6265, "a=b; ; c=d;", "" },
    { COOKIE_PROFILE_RFC6265, "a=b; =c; d=e", "E:nameless@5+2[=c]" },
    { COOKIE_PROFILE_RFC6265, "a=b; c; d=e", "E:nameless@5+1[c]" },
    { COOKIE_PROFILE_RFC6265, "a=b; a=c", "W:duplicate@5+3[a=c]" },
    { COOKIE_PROFILE_RFC6265, "a=1; b=1; a=2; b=2; a=3", "W:duplicate@10+3[a=2] W:duplicate@15+3[b=2] W:duplicate@20+3[a=3]" },
    { COOKIE_PROFILE_RFC6265, "a=b; c\001d=e; f=g", "E:illegal-name@5+5[c\001d=e]" },
    { COOKIE_PROFILE_RFC6265, "a=\"\\000\"; f=g", "E:undecodable@2+6[\"\\000\"]" },
    { COOKIE_PROFILE_RFC6265, "\351=\351; \351\351=x; a=b", NULL },
    { COOKIE_PROFILE_PYTHON, "a=b; c=d", "" },
    { COOKIE_PROFILE_PYTHON, "a=1; a=2", "W:duplicate@5+3[a=2]" },
    { COOKIE_PROFILE_PYTHON, "$Version=1; a=b", "H:attribute-ignored@0+8[$Version]" },
    { COOKIE_PROFILE_PYTHON, "a=b; $Foo=c", "E:attribute-unknown@5+4[$Foo]" },
    { COOKIE_PROFILE_PYTHON, "a=b; c,d=e", "E:illegal-name@5+3[c,d]" },
    { COOKIE_PROFILE_PYTHON, "a=b; path=\"\\000\"; c=d", "E:attribute-ignored@10+6[\"\\000\"]" },
    { COOKIE_PROFILE_PYTHON, "a=b; path=\"x\\073y\"; c=d", "E:attribute-ignored@10+8[\"x\\073y\"]" },
    { COOKIE_PROFILE_PYTHON, "a=b\001", "E:control-character@3+1[\001]" },
    { COOKIE_PROFILE_PYTHON, "\001a=b", "E:control-character@0+1[\001]" },
    { COOKIE_PROFILE_STRICT, "a=b; c=d", "" },
    { COOKIE_PROFILE_STRICT, "a=b; a=d", "W:duplicate@5+3[a=d]" },
    { COOKIE_PROFILE_STRICT, "a=b; \303\251=c", "E:illegal-name@5+2[\303\251]" },
    { COOKIE_PROFILE_STRICT, "a=b; c=\342\200\250", "E:illegal-value@7+3[\342\200\250]" },
    { COOKIE_PROFILE_STRICT, "a=\"b", "E:illegal-value@4+0[]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CookieBaseCookie) cookie = new_cookie (cases[i].profile);
      g_autoptr (CookieBaseCookie) watched = new_cookie (cases[i].profile);
      g_autoptr (GString) told = g_string_new (NULL);
      g_autofree char *found = NULL;

      /* found out when asked, or while it is loaded */
      cookie_base_cookie_load (cookie, cases[i].header, NULL);
      found = describe (cookie);
      if (cases[i].expected != NULL)
        g_assert_cmpstr (found, ==, cases[i].expected);

      g_signal_connect (watched, "diagnostic", G_CALLBACK (diagnostic_cb), told);
      cookie_base_cookie_load (watched, cases[i].header, NULL);
      g_assert_cmpstr (told->str, ==, found);
    }
}

/* What is read ends parts of the text, and what was reported has it as it was. */
static void
test_text_after_reading (void)
{
  g_autoptr (CookieBaseCookie) cookie = new_cookie (COOKIE_PROFILE_RFC6265);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_assert_true (cookie_base_cookie_load (cookie, "a=b; a=c ;x y=z; d=\"\\000\";=e", NULL));
  g_assert_cmpstr (cookie_base_cookie_get_nth_name (cookie, 0), ==, "a");
  g_assert_cmpstr (cookie_base_cookie_get_nth_string (cookie, 0), ==, "b");
  g_assert_cmpstr (cookie_base_cookie_get_coded_value (cookie, "a"), ==, "b");
  g_assert_true (cookie_base_cookie_load (cookie, "\351=\351; f=g", NULL));
  g_assert_nonnull (cookie_base_cookie_get (cookie, "f"));
  before = describe (cookie);
  g_assert_cmpstr (before, ==, "W:duplicate@5+3[a=c] E:illegal-name@10+5[x y=z] E:undecodable@19+6[\"\\000\"] "
                               "E:nameless@26+2[=e] W:not-utf8@0+1[é] E:illegal-name@0+3[é=é]");

  /* the cookies go, the diagnostics do not */
  g_assert_true (cookie_base_cookie_load (cookie, "a=", NULL));
  g_assert_true (cookie_base_cookie_remove (cookie, "a"));
  g_assert_true (cookie_base_cookie_remove (cookie, "f"));
  after = describe (cookie);
  g_assert_cmpstr (after, ==, before);

  cookie_base_cookie_clear (cookie);
  g_clear_pointer (&after, g_free);
  after = describe (cookie);
  g_assert_cmpstr (after, ==, "");
}

static void
test_stopped (void)
{
  static const struct { CookieProfile profile; const char *header; gsize offset; } cases[] = {
    { COOKIE_PROFILE_PYTHON, "a=b;; c=d", 4 },
    { COOKIE_PROFILE_PYTHON, "b=2; a={\"k\":1}; c=3", 5 },
    { COOKIE_PROFILE_PYTHON, "a=b; foo", 5 },
    { COOKIE_PROFILE_PYTHON, "path=/x; a=b", 0 },
    { COOKIE_PROFILE_STRICT, "a=b;c=d", 3 },
    { COOKIE_PROFILE_STRICT, "a=b;  c=d", 5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CookieBaseCookie) cookie = new_cookie (cases[i].profile);
      g_autoptr (GPtrArray) diagnostics = NULL;
      g_autofree char *found = NULL;

      cookie_base_cookie_load (cookie, cases[i].header, NULL);
      found = describe (cookie);
      g_test_message ("%s: %s", cases[i].header, found);

      diagnostics = cookie_base_cookie_get_diagnostics (cookie);
      g_assert_cmpuint (diagnostics->len, ==, 1);
      g_assert_cmpint (cookie_diagnostic_get_severity (diagnostics->pdata[0]), ==, COOKIE_DIAGNOSTIC_SEVERITY_ERROR);
      g_assert_cmpuint (cookie_diagnostic_get_offset (diagnostics->pdata[0]), >=, cases[i].offset);
      g_assert_cmpuint (cookie_diagnostic_get_offset (diagnostics->pdata[0]), <=, cases[i].offset + 1);
    }
}

/* The offsets are those of the input, not of the UTF-8 that it becomes. */
static void
test_latin1 (void)
{
  g_autoptr (CookieBaseCookie) cookie = new_cookie (COOKIE_PROFILE_RFC6265);
  g_autofree char *found = NULL;

  g_assert_true (cookie_base_cookie_load (cookie, "a=\351\351; a=\374; b=c; =d", NULL));
  found = describe (cookie);
  g_assert_cmpstr (found, ==, "W:not-utf8@2+1[é] W:duplicate@6+3[a=ü] E:nameless@16+2[=d]");
}

/* A NUL does not make ISO-8859-1 of UTF-8, and is shown as U+FFFD. */
static void
test_utf8_with_nul (void)
{
  static const char header[] = "\303\251\0=1; ok=\303\274; b=\303\251\0; =\342\202\254\0\303\251";

  for (CookieProfile profile = COOKIE_PROFILE_PYTHON; profile <= COOKIE_PROFILE_STRICT; profile++)
    {
      g_autoptr (CookieBaseCookie) cookie = COOKIE_BASE_COOKIE (cookie_simple_cookie_new ());
      g_autoptr (GBytes) bytes = g_bytes_new_static (header, sizeof header - 1);
      g_autoptr (GPtrArray) diagnostics = NULL;

      cookie_base_cookie_set_profile (cookie, profile);
      cookie_base_cookie_load_bytes (cookie, bytes, NULL);
      diagnostics = cookie_base_cookie_get_diagnostics (cookie);
      g_assert_cmpuint (diagnostics->len, >, 0);
      for (guint i = 0; i < diagnostics->len; i++)
        {
          g_assert_null (strstr (cookie_diagnostic_get_text (diagnostics->pdata[i]), "\303\203"));
          g_assert_cmpint (cookie_diagnostic_get_code (diagnostics->pdata[i]), !=, COOKIE_DIAGNOSTIC_CODE_NOT_UTF8);
        }

      if (profile == COOKIE_PROFILE_RFC6265)
        {
          g_assert_cmpuint (diagnostics->len, ==, 3);
          g_assert_cmpstr (cookie_diagnostic_get_text (diagnostics->pdata[0]), ==, "\303\251\357\277\275=1");
          g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "ok"), ==, "\303\274");
          g_assert_cmpstr (cookie_diagnostic_get_text (diagnostics->pdata[2]), ==,
                           "=\342\202\254\357\277\275\303\251");
        }
    }
}

/* A NUL is a control character; what is not UTF-8 comes after it. */
static void
test_latin1_after_nul (void)
{
  static const char header[] = "a=\0\303\251\351; b=c";
  g_autoptr (CookieBaseCookie) cookie = new_cookie (COOKIE_PROFILE_RFC6265);
  g_autoptr (GBytes) bytes = g_bytes_new_static (header, sizeof header - 1);
  g_autoptr (GPtrArray) diagnostics = NULL;

  g_assert_true (cookie_base_cookie_load_bytes (cookie, bytes, NULL));
  diagnostics = cookie_base_cookie_get_diagnostics (cookie);
  g_assert_cmpuint (diagnostics->len, ==, 2);
  g_assert_cmpint (cookie_diagnostic_get_code (diagnostics->pdata[0]), ==, COOKIE_DIAGNOSTIC_CODE_ILLEGAL_VALUE);
  g_assert_cmpint (cookie_diagnostic_get_code (diagnostics->pdata[1]), ==, COOKIE_DIAGNOSTIC_CODE_NOT_UTF8);
  g_assert_cmpuint (cookie_diagnostic_get_offset (diagnostics->pdata[1]), ==, 5);
  g_assert_cmpstr (cookie_diagnostic_get_text (diagnostics->pdata[1]), ==, "é");
}

static void
test_bounded (void)
{
  static const char pairs[][8] = { "=a; ", "a; ", "a=1; " };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (CookieBaseCookie) cookie = new_cookie (COOKIE_PROFILE_RFC6265);
      g_autoptr (GString) header = g_string_new ("a=0; ");
      g_autoptr (GPtrArray) diagnostics = NULL;
      CookieDiagnostic *last;

      for (int n = 0; n < 250; n++)
        g_string_append (header, pairs[i]);

      g_assert_true (cookie_base_cookie_load (cookie, header->str, NULL));
      diagnostics = cookie_base_cookie_get_diagnostics (cookie);
      g_assert_cmpuint (diagnostics->len, ==, 101);

      last = diagnostics->pdata[100];
      g_assert_cmpint (cookie_diagnostic_get_code (last), ==, COOKIE_DIAGNOSTIC_CODE_MORE);
      g_assert_cmpstr (cookie_diagnostic_get_message (last), ==, "150 more diagnostics were not kept.");
      g_assert_cmpuint (cookie_diagnostic_get_offset (last), ==, header->len);
    }
}

static void
assert_found (CookieBaseCookie *cookie,
              const char       *expected)
{
  g_autofree char *found = describe (cookie);

  g_assert_cmpstr (found, ==, expected);
}

/* They gather, each with the number of its field, until all is cleared. */
static void
test_gathered (void)
{
  g_autoptr (CookieBaseCookie) cookie = new_cookie (COOKIE_PROFILE_RFC6265);
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GPtrArray) diagnostics = NULL;
  static const guint fields[] = { 0, 0, 1, 1, 3 };

  assert_found (cookie, "");
  g_assert_true (cookie_base_cookie_load (cookie, "a=1; a=2; =b", NULL));
  g_assert_true (cookie_base_cookie_load (cookie, "a=3; c; a=4", NULL));
  g_assert_true (cookie_base_cookie_load (cookie, "a=5", NULL));

  /* the signal is emitted for the field that is loaded */
  g_signal_connect (cookie, "diagnostic", G_CALLBACK (diagnostic_cb), told);
  g_assert_true (cookie_base_cookie_load (cookie, "b=1; d", NULL));
  g_assert_cmpstr (told->str, ==, "E:nameless@5+1[d]");
  assert_found (cookie, "W:duplicate@5+3[a=2] E:nameless@10+2[=b] E:nameless@5+1[c] W:duplicate@8+3[a=4] E:nameless@5+1[d]");
  diagnostics = cookie_base_cookie_get_diagnostics (cookie);
  for (guint i = 0; i < diagnostics->len; i++)
    g_assert_cmpuint (cookie_diagnostic_get_field (diagnostics->pdata[i]), ==, fields[i]);

  cookie_base_cookie_clear (cookie);
  assert_found (cookie, "");
  g_assert_true (cookie_base_cookie_load (cookie, "e", NULL));
  assert_found (cookie, "E:nameless@0+1[e]");
  g_clear_pointer (&diagnostics, g_ptr_array_unref);
  diagnostics = cookie_base_cookie_get_diagnostics (cookie);
  g_assert_cmpuint (cookie_diagnostic_get_field (diagnostics->pdata[0]), ==, 0);
}

/* The limit is that of all fields; the last field that has more is named. */
static void
test_bounded_over_loads (void)
{
  g_autoptr (CookieBaseCookie) cookie = new_cookie (COOKIE_PROFILE_RFC6265);
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GString) header = g_string_new (NULL);
  g_autoptr (GPtrArray) diagnostics = NULL;

  for (guint i = 0; i < 60; i++)
    g_string_append (header, "=;");
  g_assert_true (cookie_base_cookie_load (cookie, header->str, NULL));
  g_assert_true (cookie_base_cookie_load (cookie, header->str, NULL));
  g_signal_connect (cookie, "diagnostic", G_CALLBACK (diagnostic_cb), told);
  g_assert_true (cookie_base_cookie_load (cookie, "a=1", NULL));
  g_assert_cmpstr (told->str, ==, "");

  diagnostics = cookie_base_cookie_get_diagnostics (cookie);
  g_assert_cmpuint (diagnostics->len, ==, 101);
  g_assert_cmpint (cookie_diagnostic_get_code (diagnostics->pdata[100]), ==, COOKIE_DIAGNOSTIC_CODE_MORE);
  g_assert_cmpuint (cookie_diagnostic_get_field (diagnostics->pdata[100]), ==, 1);
  g_assert_cmpuint (cookie_diagnostic_get_offset (diagnostics->pdata[100]), ==, header->len);
  g_assert_cmpstr (cookie_diagnostic_get_message (diagnostics->pdata[100]), ==, "20 more diagnostics were not kept.");
}

static void
load_in_handler_cb (CookieBaseCookie *cookie)
{
  if (cookie_base_cookie_get_size (cookie) == 1)
    g_assert_true (cookie_base_cookie_load (cookie, "inner=1; in", NULL));
}

/* A load in a handler has diagnostics of its own. */
static void
test_nested (void)
{
  g_autoptr (CookieBaseCookie) cookie = new_cookie (COOKIE_PROFILE_RFC6265);
  g_autoptr (GString) told = g_string_new (NULL);

  g_signal_connect (cookie, "morsel-added", G_CALLBACK (load_in_handler_cb), NULL);
  g_signal_connect (cookie, "diagnostic", G_CALLBACK (diagnostic_cb), told);
  g_assert_true (cookie_base_cookie_load (cookie, "out; outer=1", NULL));
  g_assert_cmpstr (told->str, ==, "E:nameless@9+2[in] E:nameless@0+3[out]");
}

static void
test_limits (void)
{
  g_autoptr (CookieBaseCookie) cookie = new_cookie (COOKIE_PROFILE_RFC6265);
  g_autofree char *found = NULL;
  g_autoptr (GError) error = NULL;

  cookie_base_cookie_set_max_pairs (cookie, 2);
  g_assert_false (cookie_base_cookie_load (cookie, "a=1; b=2; c=3", &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT);
  found = describe (cookie);
  g_assert_cmpstr (found, ==, "E:too-long@10+1[c]");
}

/* One bad cookie must not flood a log: nothing is logged, which fatal warnings would show, and
 * the load does not fail (CVE-2025-69230).
 */
static void
test_cve_2025_69230 (void)
{
  g_autoptr (CookieBaseCookie) cookie = new_cookie (COOKIE_PROFILE_RFC6265);
  g_autoptr (GString) header = g_string_new (NULL);
  g_autoptr (GPtrArray) diagnostics = NULL;

  for (int n = 0; n < 1000; n++)
    g_string_append (header, "bad\001name=x; =y; z; \"=\"; ");
  g_string_append (header, "good=1");

  g_assert_true (cookie_base_cookie_load (cookie, header->str, NULL));
  g_assert_true (cookie_base_cookie_contains (cookie, "good"));
  diagnostics = cookie_base_cookie_get_diagnostics (cookie);
  g_assert_cmpuint (diagnostics->len, ==, 101);
}

static void
drop_cb (CookieBaseCookie  *cookie,
         CookieDiagnostic  *diagnostic,
         CookieBaseCookie **owner)
{
  g_clear_object (owner);
}

static void
clear_and_load_cb (CookieBaseCookie *cookie,
                   CookieMorsel     *morsel)
{
  if (g_str_equal (cookie_morsel_get_key (morsel), "a"))
    {
      cookie_base_cookie_clear (cookie);
      g_assert_true (cookie_base_cookie_load (cookie, "b=1; =inner", NULL));
    }
}

static void
text_cb (CookieBaseCookie *cookie,
         CookieDiagnostic *diagnostic,
         GString          *told)
{
  g_string_append_printf (told, "%s ", cookie_diagnostic_get_text (diagnostic));
}

/* The fields count from 0 again, and each diagnostic is told once. */
static void
test_cleared_in_handler (void)
{
  g_autoptr (CookieBaseCookie) cookie = new_cookie (COOKIE_PROFILE_RFC6265);
  g_autoptr (GPtrArray) kept = NULL;
  GString *told = g_string_new (NULL);

  g_signal_connect (cookie, "morsel-added", G_CALLBACK (clear_and_load_cb), NULL);
  g_signal_connect (cookie, "diagnostic", G_CALLBACK (text_cb), told);
  g_assert_true (cookie_base_cookie_load (cookie, "a=1; =outer", NULL));
  g_assert_cmpstr (told->str, ==, "=inner =outer ");
  kept = cookie_base_cookie_get_diagnostics (cookie);
  g_assert_cmpuint (kept->len, ==, 1);
  g_string_free (told, TRUE);
}

static void
test_dropped_in_handler (void)
{
  CookieBaseCookie *cookie = new_cookie (COOKIE_PROFILE_RFC6265);
  CookieBaseCookie *owner = cookie;

  g_object_add_weak_pointer (G_OBJECT (cookie), (gpointer *) &cookie);
  g_signal_connect (cookie, "diagnostic", G_CALLBACK (drop_cb), &owner);
  g_assert_true (cookie_base_cookie_load (cookie, "a; b; c", NULL));
  g_assert_null (cookie);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_type_class_ref (COOKIE_TYPE_DIAGNOSTIC_CODE);

  g_test_add_func ("/cookie/diagnostics/load", test_load);
  g_test_add_func ("/cookie/diagnostics/text-after-reading", test_text_after_reading);
  g_test_add_func ("/cookie/diagnostics/stopped", test_stopped);
  g_test_add_func ("/cookie/diagnostics/latin1", test_latin1);
  g_test_add_func ("/cookie/diagnostics/utf8-with-nul", test_utf8_with_nul);
  g_test_add_func ("/cookie/diagnostics/latin1-after-nul", test_latin1_after_nul);
  g_test_add_func ("/cookie/diagnostics/bounded", test_bounded);
  g_test_add_func ("/cookie/diagnostics/gathered", test_gathered);
  g_test_add_func ("/cookie/diagnostics/bounded-over-loads", test_bounded_over_loads);
  g_test_add_func ("/cookie/diagnostics/nested", test_nested);
  g_test_add_func ("/cookie/diagnostics/limits", test_limits);
  g_test_add_func ("/cookie/diagnostics/cleared-in-handler", test_cleared_in_handler);
  g_test_add_func ("/cookie/diagnostics/dropped-in-handler", test_dropped_in_handler);
  g_test_add_func ("/cookie/advisory/CVE-2025-69230", test_cve_2025_69230);

  return g_test_run ();
}
