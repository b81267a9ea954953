/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <cookie-glib/cookie-glib.h>

/* Each enum is registered, with the nicks by which bindings and GtkBuilder know its values. The numbers
 * are in programs that were compiled: they stay as they are.
 */
static void
assert_enum (GType       type,
             const char *name,
             const char *nicks)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < klass->n_values; i++)
    {
      g_assert_cmpint (klass->values[i].value, ==, i);
      g_string_append_printf (found, "%s%s", i > 0 ? " " : "", klass->values[i].value_nick);
    }

  g_assert_cmpstr (g_type_name (type), ==, name);
  g_assert_cmpstr (found->str, ==, nicks);
}

static void
test_enums (void)
{
  assert_enum (COOKIE_TYPE_ERROR, "CookieError",
               "illegal-key reserved-key illegal-value invalid-attribute syntax decode "
               "unauthentic expired no-key not-sealed invalid-secret not-supported limit failed");
  assert_enum (COOKIE_TYPE_PROFILE, "CookieProfile", "python rfc6265 strict");
  assert_enum (COOKIE_TYPE_SAME_SITE, "CookieSameSite", "default none lax strict");
  assert_enum (COOKIE_TYPE_PRIORITY, "CookiePriority", "default low medium high");
  assert_enum (COOKIE_TYPE_DIAGNOSTIC_SEVERITY, "CookieDiagnosticSeverity", "error warning hint");
  assert_enum (COOKIE_TYPE_DIAGNOSTIC_CODE, "CookieDiagnosticCode",
               "nameless illegal-name illegal-value control-character not-utf8 undecodable unauthentic outdated "
               "no-key not-sealed empty duplicate stopped rotated more too-long prefix illegal-domain "
               "domain-mismatch public-suffix insecure-origin not-secure long-lifetime expired expires-ignored "
               "attribute-ignored attribute-repeated attribute-unknown not-http-only no-same-site no-path "
               "browsers-differ");
  assert_enum (COOKIE_TYPE_VARIANT_FORMAT, "CookieVariantFormat", "text binary");
}

static void
test_domain (void)
{
  g_autoptr (GError) error = g_error_new_literal (COOKIE_ERROR, COOKIE_ERROR_SYNTAX, "x");

  g_assert_cmpstr (g_quark_to_string (COOKIE_ERROR), ==, "cookie-error-quark");
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_SYNTAX);
}

/* What a client chose is shown as it is, but for what would change the text around it. */
static void
test_shown_text (void)
{
  static const struct { const char *name; const char *shown; } names[] = {
    { "a b", "“a b” at byte 1" },
    { "a\tb\177", "“a\\011b\\177” at byte 1" },
    { "\302\205forged", "“\\u{0085}forged” at byte 0" },
    { "\302\233", "“\\u{009b}” at byte 0" },
    { "\342\200\250\342\200\256\342\200\213\357\273\277", "“\\u{2028}\\u{202e}\\u{200b}\\u{feff}” at byte 0" },
    { "\303\251 \360\237\215\252", "“é 🍪” at byte 0" },
  };
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (cookie_base_cookie_set_string (cookie, names[i].name, "v", &error));
      g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_KEY);
      g_assert_true (g_str_has_suffix (error->message, names[i].shown));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cookie/error/enums", test_enums);
  g_test_add_func ("/cookie/error/domain", test_domain);
  g_test_add_func ("/cookie/error/shown-text", test_shown_text);

  return g_test_run ();
}
