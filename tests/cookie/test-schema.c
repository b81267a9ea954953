/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "test-refused.h"

#include <cookie-glib/cookie-glib.h>

#define SID "__Host-sid"

static CookieMorsel *
new_attributes (const char *text)
{
  g_autofree char *header = g_strconcat ("x=", text, NULL);
  CookieMorsel *morsel = cookie_morsel_parse_set_cookie (header, NULL);

  g_assert_nonnull (morsel);

  return morsel;
}

static void
add (CookieSchema *schema,
     const char   *name,
     CookieCodec  *codec,
     const char   *text)
{
  g_autoptr (CookieMorsel) attributes = new_attributes (text);
  g_autoptr (GError) error = NULL;

  cookie_schema_add (schema, name, codec, attributes, &error);
  g_assert_no_error (error);
}

static void
assert_refused (CookieSchema *schema,
                const char   *name,
                const char   *text,
                CookieError   code,
                const char   *message)
{
  g_autoptr (CookieMorsel) attributes = new_attributes (text);
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

  add (schema, "theme", NULL, "; Path=/");
  assert_refused (schema, "theme", "", COOKIE_ERROR_ILLEGAL_KEY, "already: “theme”");
  assert_refused (schema, "a b", "", COOKIE_ERROR_ILLEGAL_KEY, "“a b” at byte 1");
  assert_refused (schema, "", "", COOKIE_ERROR_ILLEGAL_KEY, "at byte 0");
  assert_refused (schema, "Path", "", COOKIE_ERROR_RESERVED_KEY, "“Path”");
  assert_refused (schema, SID, "; Path=/", COOKIE_ERROR_INVALID_ATTRIBUTE, "“__Host-sid”: A name with the prefix __Host-");
  assert_refused (schema, SID, "; Secure", COOKIE_ERROR_INVALID_ATTRIBUTE, "__Host- needs");
  assert_refused (schema, "__HOST-sid", "; Secure; Path=/; Domain=a.example", COOKIE_ERROR_INVALID_ATTRIBUTE, "__Host- needs");
  assert_refused (schema, "__Secure-x", "", COOKIE_ERROR_INVALID_ATTRIBUTE, "__Secure- needs");
  assert_refused (schema, "__Http-x", "; Secure", COOKIE_ERROR_INVALID_ATTRIBUTE, "__Http- needs");
  assert_refused (schema, "x", "; SameSite=None", COOKIE_ERROR_INVALID_ATTRIBUTE, "SameSite=None needs Secure");
  assert_refused (schema, "x", "; Partitioned", COOKIE_ERROR_INVALID_ATTRIBUTE, "Partitioned needs Secure");
  assert_refused (schema, "x", "; Max-Age=0", COOKIE_ERROR_INVALID_ATTRIBUTE, "A browser deletes the cookie “x”");
  assert_refused (schema, "x", "; Foo=bar", COOKIE_ERROR_INVALID_ATTRIBUTE, "must be known");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/schema/add", test_add);

  return g_test_run ();
}
