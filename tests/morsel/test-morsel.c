/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "test-refused.h"

static CookieMorsel *
new_morsel (const char *key,
            const char *value)
{
  CookieMorsel *morsel = cookie_morsel_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (cookie_morsel_set (morsel, key, g_variant_new_string (value), value, &error));
  g_assert_no_error (error);

  return morsel;
}

#define assert_line(morsel, line)                                            \
  G_STMT_START                                                               \
    {                                                                        \
      g_autofree char *line_ =                                               \
        cookie_morsel_to_set_cookie_header (morsel, NULL);                   \
      g_assert_cmpstr (line_, ==, line);                                     \
    }                                                                        \
  G_STMT_END

/* Writes down each notification. */
static void
notify_cb (CookieMorsel *morsel,
           GParamSpec   *pspec,
           GString      *notified)
{
  g_string_append_printf (notified, "%s ", pspec->name);
}

#define assert_notified(notified, names)              \
  G_STMT_START                                        \
    {                                                 \
      g_assert_cmpstr ((notified)->str, ==, names);   \
      g_string_truncate (notified, 0);                \
    }                                                 \
  G_STMT_END

static void
test_empty (void)
{
  g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();
  g_autoptr (CookieMorsel) other = cookie_morsel_new ();
  g_autoptr (CookieMorsel) copy = NULL;
  g_autoptr (GDateTime) expires = cookie_morsel_get_expires (morsel);
  g_autofree char *output = cookie_morsel_output (morsel, NULL, NULL);
  g_autofree char *script = cookie_morsel_js_output (morsel, NULL);

  g_assert_null (cookie_morsel_get_key (morsel));
  g_assert_null (cookie_morsel_get_value (morsel));
  g_assert_null (cookie_morsel_get_string (morsel));
  g_assert_null (cookie_morsel_get_coded_value (morsel));
  g_assert_null (cookie_morsel_get_path (morsel));
  g_assert_null (cookie_morsel_get_domain (morsel));
  g_assert_cmpint (cookie_morsel_get_priority (morsel), ==, COOKIE_PRIORITY_DEFAULT);
  g_assert_false (cookie_morsel_get_expired (morsel));
  g_assert_cmpint (cookie_morsel_get_max_age (morsel), ==, -1);
  g_assert_null (expires);
  g_assert_false (cookie_morsel_get_secure (morsel));
  g_assert_false (cookie_morsel_get_http_only (morsel));
  g_assert_false (cookie_morsel_get_partitioned (morsel));
  g_assert_cmpint (cookie_morsel_get_same_site (morsel), ==, COOKIE_SAME_SITE_DEFAULT);
  g_assert_null (cookie_morsel_get_attribute (morsel, "path"));

  assert_line (morsel, "");
  g_assert_cmpstr (output, ==, "Set-Cookie: ");
  g_assert_nonnull (strstr (script, "document.cookie = \"\";"));

  cookie_morsel_set_secure (morsel, TRUE);
  assert_line (morsel, "");
  g_assert_false (cookie_morsel_equal (morsel, other));
  copy = cookie_morsel_copy (morsel);
  g_assert_true (cookie_morsel_equal (morsel, copy));
}

static void
test_set (void)
{
  g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();
  g_autoptr (GString) notified = g_string_new (NULL);
  g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_int32 (7));

  g_signal_connect (morsel, "notify", G_CALLBACK (notify_cb), notified);

  g_assert_true (cookie_morsel_set (morsel, "a", value, "seven", NULL));
  assert_notified (notified, "key value coded-value ");
  g_assert_cmpstr (cookie_morsel_get_key (morsel), ==, "a");
  g_assert_true (cookie_morsel_get_value (morsel) == value);
  g_assert_null (cookie_morsel_get_string (morsel));
  g_assert_cmpstr (cookie_morsel_get_coded_value (morsel), ==, "seven");
  assert_line (morsel, "a=seven");

  g_assert_true (cookie_morsel_set (morsel, "a", g_variant_new_int32 (7), "seven", NULL));
  assert_notified (notified, "");
  g_assert_true (cookie_morsel_set (morsel, "a", value, "7", NULL));
  assert_notified (notified, "coded-value ");
  g_assert_true (cookie_morsel_set (morsel, "a", g_variant_new_string ("7"), "7", NULL));
  assert_notified (notified, "value ");
  g_assert_true (cookie_morsel_set (morsel, "b", g_variant_new_string ("8"), "8", NULL));
  assert_notified (notified, "value coded-value key ");
  g_assert_cmpstr (cookie_morsel_get_string (morsel), ==, "8");
  assert_line (morsel, "b=8");

  /* what it has already */
  g_assert_true (cookie_morsel_set (morsel, cookie_morsel_get_key (morsel), cookie_morsel_get_value (morsel),
                                    cookie_morsel_get_coded_value (morsel), NULL));
  assert_notified (notified, "");
  assert_line (morsel, "b=8");

  /* the value may be anything: it is not sent */
  g_assert_true (cookie_morsel_set (morsel, "b", g_variant_new_string ("a;b\r\n"), "x", NULL));
  assert_line (morsel, "b=x");
}

static void
test_set_refused (void)
{
  static const struct { const char *key; const char *coded; CookieError code; const char *says; } cases[] = {
    { "", "", COOKIE_ERROR_ILLEGAL_KEY, "“” at byte 0" },
    { "a b", "", COOKIE_ERROR_ILLEGAL_KEY, "“a b” at byte 1" },
    { "a=b", "", COOKIE_ERROR_ILLEGAL_KEY, "“a=b” at byte 1" },
    { "a;b", "", COOKIE_ERROR_ILLEGAL_KEY, "“a;b” at byte 1" },
    { "a,b", "", COOKIE_ERROR_ILLEGAL_KEY, "“a,b” at byte 1" },
    { "a[b]", "", COOKIE_ERROR_ILLEGAL_KEY, "“a[b]” at byte 1" },
    { "a\r\nSet-Cookie:", "", COOKIE_ERROR_ILLEGAL_KEY, "“a\\015\\012Set-Cookie:” at byte 1" },
    { "ab\177", "", COOKIE_ERROR_ILLEGAL_KEY, "“ab\\177” at byte 2" },
    { "\303\251", "", COOKIE_ERROR_ILLEGAL_KEY, "“\303\251” at byte 0" },
    { "\xff", "", COOKIE_ERROR_ILLEGAL_KEY, "at byte 0" },
    { "path", "", COOKIE_ERROR_RESERVED_KEY, "“path”" },
    { "PATH", "", COOKIE_ERROR_RESERVED_KEY, "“PATH”" },
    { "Max-Age", "", COOKIE_ERROR_RESERVED_KEY, "“Max-Age”" },
    { "a", "b;c", COOKIE_ERROR_ILLEGAL_VALUE, "“b;c” at byte 1" },
    { "a", "\"b;c\"", COOKIE_ERROR_ILLEGAL_VALUE, "“\"b;c\"” at byte 2" },
    { "a", "b\nc", COOKIE_ERROR_ILLEGAL_VALUE, "“b\\012c” at byte 1" },
    { "a", "b\tc", COOKIE_ERROR_ILLEGAL_VALUE, "“b\\011c” at byte 1" },
    { "a", "\177", COOKIE_ERROR_ILLEGAL_VALUE, "“\\177” at byte 0" },
    { "a", "b\xff", COOKIE_ERROR_ILLEGAL_VALUE, "at byte 1" },
  };
  g_autoptr (CookieMorsel) morsel = new_morsel ("k", "v");
  g_autoptr (CookieMorsel) before = NULL;
  g_autoptr (GString) notified = g_string_new (NULL);

  cookie_morsel_set_secure (morsel, TRUE);
  before = cookie_morsel_copy (morsel);
  g_signal_connect (morsel, "notify", G_CALLBACK (notify_cb), notified);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (cookie_morsel_set (morsel, cases[i].key, g_variant_new_string ("x"), cases[i].coded, &error));
      test_assert_refused (error, cases[i].code, cases[i].says);
      g_assert_true (cookie_morsel_equal (morsel, before));
    }

  assert_notified (notified, "");
}

/* Nobody gets a megabyte into a log by having it refused. */
static void
test_long_refused (void)
{
  g_autofree char *a = g_strnfill (1024 * 1024, 'a');
  g_autofree char *key = g_strconcat (a, " ", NULL);
  g_autofree char *coded = g_strconcat (a, ";", NULL);
  g_autoptr (CookieMorsel) morsel = new_morsel ("k", "v");
  g_autoptr (GError) error = NULL;

  g_assert_false (cookie_morsel_set (morsel, key, g_variant_new_string ("x"), "x", &error));
  test_assert_refused (error, COOKIE_ERROR_ILLEGAL_KEY, "at byte 1048576");

  g_assert_false (cookie_morsel_set (morsel, "k", g_variant_new_string ("x"), coded, &error));
  test_assert_refused (error, COOKIE_ERROR_ILLEGAL_VALUE, "at byte 1048576");

  g_assert_false (cookie_morsel_set (morsel, a, g_variant_new_string ("x"), ";", &error));
  test_assert_refused (error, COOKIE_ERROR_ILLEGAL_VALUE, "“;” at byte 0");

  g_assert_false (cookie_morsel_set_attribute (morsel, a, g_variant_new_string ("x"), &error));
  test_assert_refused (error, COOKIE_ERROR_INVALID_ATTRIBUTE, "aaaa…”");

  g_assert_false (cookie_morsel_set_attribute (morsel, "path", g_variant_new_string (coded), &error));
  test_assert_refused (error, COOKIE_ERROR_INVALID_ATTRIBUTE, "at byte 1048576");

  assert_line (morsel, "k=v");
}

static void
test_reserved (void)
{
  static const char * const reserved[] = {
    "expires", "path", "comment", "domain", "max-age", "secure", "version", "httponly", "samesite", "partitioned",
    "priority", "Path", "SECURE", "Max-Age",
  };
  static const char * const free_names[] = { "", "a", "paths", "pat", "max_age", "http-only", "$path", "keys", "get" };

  for (gsize i = 0; i < G_N_ELEMENTS (reserved); i++)
    g_assert_true (cookie_morsel_is_reserved_key (reserved[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (free_names); i++)
    g_assert_false (cookie_morsel_is_reserved_key (free_names[i]));
}

/* Each kind of value for each kind of attribute: what comes back, and what is printed. */
static void
test_attributes (void)
{
  static const struct { const char *name; const char *value; const char *back; const char *line; } cases[] = {
    { "path", "'/'", "'/'", "k=v; Path=/" },
    { "PATH", "'/'", "'/'", "k=v; Path=/" },
    { "path", "''", NULL, "k=v" },
    { "path", "5", "int64 5", "k=v; Path=5" },
    { "domain", "'x.example'", "'x.example'", "k=v; Domain=x.example" },
    { "comment", "'a b\"'", "'a b\"'", "k=v; Comment=\"a b\\\"\"" },
    { "comment", "'a,b'", "'a,b'", "k=v; Comment=\"a\\054b\"" },
    { "comment", "'ab'", "'ab'", "k=v; Comment=ab" },
    { "version", "2", "int64 2", "k=v; Version=2" },
    { "version", "'1'", "'1'", "k=v; Version=1" },
    { "priority", "'High'", "'High'", "k=v; Priority=High" },
    { "max-age", "'3600'", "'3600'", "k=v; Max-Age=3600" },
    { "max-age", "byte 0x07", "int64 7", "k=v; Max-Age=7" },
    { "max-age", "int16 -7", "int64 -7", "k=v; Max-Age=-7" },
    { "max-age", "uint16 7", "int64 7", "k=v; Max-Age=7" },
    { "max-age", "int32 0", "int64 0", "k=v; Max-Age=0" },
    { "max-age", "uint32 4294967295", "int64 4294967295", "k=v; Max-Age=4294967295" },
    { "max-age", "int64 -9007199254740991", "int64 -9007199254740991", "k=v; Max-Age=-9007199254740991" },
    { "max-age", "int64 -9007199254740992", "int64 -9007199254740991", "k=v; Max-Age=-9007199254740991" },
    { "max-age", "int64 -9223372036854775808", "int64 -9007199254740991", "k=v; Max-Age=-9007199254740991" },
    { "max-age", "int64 9007199254740991", "int64 9007199254740991", "k=v; Max-Age=9007199254740991" },
    { "max-age", "int64 9007199254740992", "int64 9007199254740991", "k=v; Max-Age=9007199254740991" },
    { "max-age", "uint64 0", "int64 0", "k=v; Max-Age=0" },
    { "max-age", "uint64 9223372036854775807", "int64 9007199254740991", "k=v; Max-Age=9007199254740991" },
    { "max-age", "'9223372036854775807'", "'9223372036854775807'", "k=v; Max-Age=9223372036854775807" },
    { "expires", "'Wed, 21 Oct 2015 07:28:00 GMT'", "'Wed, 21 Oct 2015 07:28:00 GMT'",
      "k=v; expires=Wed, 21 Oct 2015 07:28:00 GMT" },
    { "expires", "'never'", "'never'", "k=v; expires=never" },
    { "expires", "int64 9223372036854775807", "int64 9223372036854775807",
      "k=v; expires=Fri, 31 Dec 9999 23:59:59 GMT" },
    { "expires", "int64 -9223372036854775808", "int64 -9223372036854775808",
      "k=v; expires=Thu, 01 Jan 1970 00:00:00 GMT" },
    { "expires", "'Sat, 06 Jul 0030 08:49:37 GMT'", "'Thu, 01 Jan 1970 00:00:00 GMT'",
      "k=v; expires=Thu, 01 Jan 1970 00:00:00 GMT" },
    { "expires", "'Sat, 06 Jul 30 08:49:37 GMT'", "'Sat, 06 Jul 30 08:49:37 GMT'",
      "k=v; expires=Sat, 06 Jul 30 08:49:37 GMT" },
    { "secure", "true", "true", "k=v; Secure" },
    { "secure", "false", "false", "k=v" },
    { "secure", "'foo'", "'foo'", "k=v; Secure" },
    { "secure", "''", NULL, "k=v" },
    { "secure", "1", "int64 1", "k=v; Secure" },
    { "secure", "0", "int64 0", "k=v" },
    { "HttpOnly", "true", "true", "k=v; HttpOnly" },
    { "partitioned", "true", "true", "k=v; Partitioned" },
    { "SameSite", "'Lax'", "'Lax'", "k=v; SameSite=Lax" },
    { "samesite", "'\303\251'", "'\303\251'", "k=v; SameSite=\303\251" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CookieMorsel) morsel = new_morsel ("k", "v");
      g_autoptr (GVariant) back = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s: %s", cases[i].name, cases[i].value);
      g_assert_true (cookie_morsel_set_attribute (morsel, cases[i].name,
                                                  g_variant_new_parsed (cases[i].value), &error));
      g_assert_no_error (error);
      assert_line (morsel, cases[i].line);

      back = cookie_morsel_get_attribute (morsel, cases[i].name);
      if (cases[i].back == NULL)
        {
          g_assert_null (back);
        }
      else
        {
          g_autoptr (GVariant) expected = g_variant_ref_sink (g_variant_new_parsed (cases[i].back));

          g_assert_false (g_variant_is_floating (back));
          g_assert_cmpvariant (back, expected);
        }

      g_assert_true (cookie_morsel_set_attribute (morsel, cases[i].name, NULL, &error));
      g_assert_null (cookie_morsel_get_attribute (morsel, cases[i].name));
      assert_line (morsel, "k=v");

      if (back != NULL && g_variant_is_of_type (back, G_VARIANT_TYPE_STRING))
        g_assert_true (cookie_morsel_set_attribute_string (morsel, cases[i].name, g_variant_get_string (back, NULL), &error));
      else if (back != NULL && g_variant_is_of_type (back, G_VARIANT_TYPE_INT64))
        g_assert_true (cookie_morsel_set_attribute_integer (morsel, cases[i].name, g_variant_get_int64 (back), &error));
      else if (back != NULL)
        g_assert_true (cookie_morsel_set_attribute_boolean (morsel, cases[i].name, g_variant_get_boolean (back), &error));
      g_assert_no_error (error);
      assert_line (morsel, cases[i].line);

      g_assert_true (cookie_morsel_set_attribute_string (morsel, cases[i].name, i % 2 == 0 ? NULL : "", &error));
      assert_line (morsel, "k=v");
    }
}

static void
test_typed_attributes_refused (void)
{
  static const struct { const char *name; const char *text; const char *message; } strings[] = {
    { "color", "x", "There is no such attribute: “color”" },
    { "", "x", "There is no such attribute" },
    { "path", "/;", "The attribute Path cannot hold a control character or a semicolon: “/;” at byte 1" },
    { "domain", "a\n", "The attribute Domain cannot hold a control character" },
    { "comment", "a\351", "The attribute Comment must be UTF-8" },
  };
  g_autoptr (CookieMorsel) morsel = new_morsel ("k", "v");
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      g_assert_false (cookie_morsel_set_attribute_string (morsel, strings[i].name, strings[i].text, &error));
      test_assert_refused (error, COOKIE_ERROR_INVALID_ATTRIBUTE, strings[i].message);
    }
  g_assert_false (cookie_morsel_set_attribute_integer (morsel, "color", 1, &error));
  test_assert_refused (error, COOKIE_ERROR_INVALID_ATTRIBUTE, "There is no such attribute: “color”");
  g_assert_false (cookie_morsel_set_attribute_boolean (morsel, "color", TRUE, &error));
  test_assert_refused (error, COOKIE_ERROR_INVALID_ATTRIBUTE, "There is no such attribute: “color”");
  g_assert_false (cookie_morsel_set_attribute_boolean (morsel, "path", TRUE, &error));
  test_assert_refused (error, COOKIE_ERROR_INVALID_ATTRIBUTE, "The attribute Path cannot be of the type “b”");
  g_assert_false (cookie_morsel_set_attribute_integer (morsel, "color", 1, NULL));
  g_assert_false (cookie_morsel_set_attribute_boolean (morsel, "color", TRUE, NULL));
  assert_line (morsel, "k=v");
}

/* A value of each type, from GLib.Variant to what GJS makes of a number. */
static void
test_attributes_at_once (void)
{
  static const char * const names[] = { "path", "Max-Age", "secure", "httponly", "samesite", "comment", "version", NULL };
  static const char * const changed[] = { "path ", "max-age ", "secure ", "same-site " };
  GValue values[7] = { 0 };
  g_autoptr (CookieMorsel) morsel = new_morsel ("k", "v");
  g_autoptr (GString) notified = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_value_set_static_string (g_value_init (&values[0], G_TYPE_STRING), "/");
  g_value_set_int (g_value_init (&values[1], G_TYPE_INT), 60);
  g_value_set_boolean (g_value_init (&values[2], G_TYPE_BOOLEAN), TRUE);
  g_value_take_variant (g_value_init (&values[3], G_TYPE_VARIANT), g_variant_new_boolean (FALSE));
  g_value_init (&values[4], G_TYPE_STRING);
  g_value_set_long (g_value_init (&values[5], G_TYPE_LONG), 7);
  g_value_set_int64 (g_value_init (&values[6], G_TYPE_INT64), 1);

  g_signal_connect (morsel, "notify", G_CALLBACK (notify_cb), notified);
  g_assert_true (cookie_morsel_set_attribute_string (morsel, "samesite", "Lax", NULL));
  assert_notified (notified, "same-site ");
  g_assert_true (cookie_morsel_set_attributes (morsel, names, 7, values, &error));
  g_assert_no_error (error);
  assert_line (morsel, "k=v; Comment=7; Max-Age=60; Path=/; Secure; Version=1");
  for (gsize i = 0; i < G_N_ELEMENTS (changed); i++)
    g_assert_nonnull (strstr (notified->str, changed[i]));
  g_assert_cmpuint (notified->len, ==, strlen ("path max-age secure same-site "));
  g_string_truncate (notified, 0);
  g_assert_true (cookie_morsel_set_attributes (morsel, names, 7, values, &error));
  assert_notified (notified, "");
  g_assert_true (cookie_morsel_set_attributes (morsel, names + 7, 0, NULL, &error));
  g_assert_false (cookie_morsel_set_attributes (morsel, names, 6, values, NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    g_value_unset (&values[i]);
}

/* None is set if one is refused, wherever it stands. */
static void
test_attributes_at_once_refused (void)
{
  static const struct { const char *names[3]; const char *texts[2]; const char *message; } cases[] = {
    { { "path", "color" }, { "/", "red" }, "There is no such attribute: “color”" },
    { { "domain", "path" }, { "a\n", "/" }, "The attribute Domain cannot hold a control character" },
    { { "path", "domain" }, { "/", "a;b" }, "The attribute Domain cannot hold a control character or a semicolon" },
    { { "path", "comment" }, { "/", "a\351" }, "The attribute Comment must be UTF-8" },
    { { "path" }, { "/", "/" }, "1 names of attributes, but 2 values" },
  };
  static const char * const names[] = { "path", "max-age", NULL };
  g_autoptr (CookieMorsel) morsel = new_morsel ("k", "v");
  g_autoptr (GError) error = NULL;
  GValue values[2] = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      for (guint j = 0; j < 2; j++)
        g_value_set_static_string (g_value_init (&values[j], G_TYPE_STRING), cases[i].texts[j]);
      g_assert_false (cookie_morsel_set_attributes (morsel, cases[i].names, 2, values, &error));
      test_assert_refused (error, COOKIE_ERROR_INVALID_ATTRIBUTE, cases[i].message);
      assert_line (morsel, "k=v");
      for (guint j = 0; j < 2; j++)
        g_value_unset (&values[j]);
    }

  g_value_set_boolean (g_value_init (&values[0], G_TYPE_BOOLEAN), TRUE);
  g_value_set_double (g_value_init (&values[1], G_TYPE_DOUBLE), 1.5);
  g_assert_false (cookie_morsel_set_attributes (morsel, names, 2, values, &error));
  test_assert_refused (error, COOKIE_ERROR_INVALID_ATTRIBUTE, "The attribute Path cannot be of the type “b”");
  g_assert_false (cookie_morsel_set_attributes (morsel, (const char *[]) { "secure", "max-age", NULL }, 2, values, &error));
  test_assert_refused (error, COOKIE_ERROR_INVALID_ATTRIBUTE, "The attribute Max-Age cannot be of the type “gdouble”");
  assert_line (morsel, "k=v");
}

/* Appends the line as it is when somebody is notified. */
static void
append_line_cb (CookieMorsel *morsel,
                GParamSpec   *pspec,
                GString      *lines)
{
  g_autofree char *line = cookie_morsel_to_set_cookie_header (morsel, NULL);

  g_string_append_printf (lines, "%s|", line);
}

static void
test_attributes_from_text (void)
{
  static const struct { const char *text; const char *line; const char *type; } cases[] = {
    { "", "k=v; Max-Age=1; Path=/old", "x" },
    { "Path=/; Max-Age=3600; Secure", "k=v; Max-Age=3600; Path=/; Secure", "x" },
    { ";path=/;MAX-AGE=-5;httponly;;", "k=v; HttpOnly; Max-Age=-5; Path=/", "x" },
    { "Path=; Max-Age=", "k=v", NULL },
    { "Path=/a; Path=/b", "k=v; Max-Age=1; Path=/b", "x" },
    { "Path= /a=b ;  ", NULL, NULL },
    { "Path= /a=b ; ", "k=v; Max-Age=1; Path= /a=b ", "x" },
    { "Max-Age=60s", "k=v; Max-Age=60s; Path=/old", "s" },
    { "Max-Age=-", "k=v; Max-Age=-; Path=/old", "s" },
    { "Max-Age=007;Version=1", "k=v; Max-Age=7; Path=/old; Version=1", "x" },
    { "Max-Age=99999999999999999999", "k=v; Max-Age=9007199254740991; Path=/old", "x" },
    { "Domain=\303\251.example;SameSite=Lax;Expires=0", "k=v; Domain=\303\251.example; expires=0; Max-Age=1; Path=/old; SameSite=Lax", "x" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CookieMorsel) morsel = new_morsel ("k", "v");
      g_autoptr (GVariant) max_age = NULL;
      g_autoptr (GError) error = NULL;

      cookie_morsel_set_path (morsel, "/old");
      cookie_morsel_set_max_age (morsel, 1);
      g_assert_true (cookie_morsel_set_attributes_from_text (morsel, cases[i].text, &error) == (cases[i].line != NULL));
      if (cases[i].line == NULL)
        {
          test_assert_refused (error, COOKIE_ERROR_INVALID_ATTRIBUTE, "There is no such attribute");
          continue;
        }

      g_assert_no_error (error);
      assert_line (morsel, cases[i].line);
      max_age = cookie_morsel_get_attribute (morsel, "max-age");
      g_assert_cmpstr (max_age != NULL ? g_variant_get_type_string (max_age) : NULL, ==, cases[i].type);
    }
}

/* None is set if one is refused. */
static void
test_attributes_from_text_refused (void)
{
  static const struct { const char *text; const char *message; } cases[] = {
    { "path=/; color=red", "There is no such attribute: “color”" },
    { "color; path=/", "There is no such attribute: “color”" },
    { "path=/; secure; path", "The attribute Path cannot be of the type “b”" },
    { "path=/; domain=a\n", "The attribute Domain cannot hold a control character" },
    { "path=/; comment=\351", "Attributes must be UTF-8" },
    { "=", "There is no such attribute" },
    { "path =/", "There is no such attribute: “path ”" },
  };
  g_autoptr (CookieMorsel) morsel = new_morsel ("k", "v");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (cookie_morsel_set_attributes_from_text (morsel, cases[i].text, &error));
      test_assert_refused (error, COOKIE_ERROR_INVALID_ATTRIBUTE, cases[i].message);
      assert_line (morsel, "k=v");
    }
}

/* Whoever is notified sees all of them. */
static void
test_attributes_at_once_notify (void)
{
  static const char * const names[] = { "path", "secure", NULL };
  g_autoptr (CookieMorsel) morsel = new_morsel ("k", "v");
  g_autoptr (GString) lines = g_string_new (NULL);
  GValue values[2] = { 0 };

  g_signal_connect (morsel, "notify", G_CALLBACK (append_line_cb), lines);
  g_assert_true (cookie_morsel_set_attributes_from_text (morsel, "Path=/; Secure", NULL));
  assert_notified (lines, "k=v; Path=/; Secure|k=v; Path=/; Secure|");

  g_value_init (&values[0], G_TYPE_STRING);
  g_value_init (&values[1], G_TYPE_BOOLEAN);
  g_assert_true (cookie_morsel_set_attributes (morsel, names, 2, values, NULL));
  assert_notified (lines, "k=v|k=v|");
  g_value_unset (&values[0]);
  g_value_unset (&values[1]);
}

static gboolean
has_code (GPtrArray            *diagnostics,
          CookieDiagnosticCode  code)
{
  for (guint i = 0; i < diagnostics->len; i++)
    if (cookie_diagnostic_get_code (diagnostics->pdata[i]) == code)
      return TRUE;

  return FALSE;
}

/* What is set, what is printed and what a browser reads is the same date, and over. */
static void
assert_over (CookieMorsel *morsel)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2025, 1, 1, 0, 0, 0);
  g_autoptr (GDateTime) expires = cookie_morsel_get_expires (morsel);
  g_autoptr (GDateTime) read = NULL;
  g_autoptr (GPtrArray) diagnostics = cookie_morsel_diagnose (morsel, NULL, now);
  g_autofree char *text = cookie_morsel_to_set_cookie_header (morsel, NULL);
  g_autofree char *script = cookie_morsel_js_output (morsel, NULL);
  g_autofree char *statement = g_strdup_printf ("document.cookie = \"%s\";", text);
  g_autoptr (CookieMorsel) again = cookie_morsel_parse_set_cookie (text, NULL);

  read = cookie_morsel_get_expires (again);
  g_assert_nonnull (read);
  g_assert_nonnull (expires);
  g_assert_cmpint (g_date_time_to_unix (read), ==, g_date_time_to_unix (expires));
  g_assert_cmpint (g_date_time_to_unix (read), <=, 0);
  g_assert_nonnull (strstr (script, statement));

  g_assert_true (has_code (diagnostics, COOKIE_DIAGNOSTIC_CODE_EXPIRED));
  g_assert_false (has_code (diagnostics, COOKIE_DIAGNOSTIC_CODE_LONG_LIFETIME));
  g_assert_false (has_code (diagnostics, COOKIE_DIAGNOSTIC_CODE_ATTRIBUTE_IGNORED));
}

/* Browsers read the year 30 as 2030, and no date in 1600. */
static void
test_expires_before_1601 (void)
{
  for (int year = 1; year <= 1602; year++)
    {
      g_autoptr (GDateTime) date_time = g_date_time_new_utc (year, 7, 6, 8, 49, 37);
      g_autofree char *text = g_strdup_printf ("Sat, 06 Jul %04d 08:49:37 GMT", year);
      const gint64 from_now = g_date_time_to_unix (date_time) - g_get_real_time () / G_USEC_PER_SEC;
      g_autoptr (CookieMorsel) typed = new_morsel ("k", "v");
      g_autoptr (CookieMorsel) string = new_morsel ("k", "v");
      g_autoptr (CookieMorsel) number = new_morsel ("k", "v");
      g_autoptr (CookieMorsel) property = new_morsel ("k", "v");
      g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
      CookieMorsel *loaded;
      g_autoptr (CookieMorsel) copy = NULL;
      g_autofree char *header = g_strdup_printf ("k=v; expires=%s", text);
      g_autoptr (GError) error = NULL;

      cookie_morsel_set_expires (typed, date_time);
      assert_over (typed);

      g_object_set (property, "expires", date_time, NULL);
      assert_over (property);

      g_assert_true (cookie_morsel_set_attribute (string, "Expires", g_variant_new_string (text), &error));
      g_assert_no_error (error);
      assert_over (string);
      copy = cookie_morsel_copy (string);
      assert_over (copy);

      g_assert_true (cookie_morsel_set_attribute (number, "expires", g_variant_new_int64 (from_now), &error));
      g_assert_no_error (error);
      assert_over (number);

      cookie_base_cookie_set_profile (cookie, COOKIE_PROFILE_PYTHON);
      g_assert_true (cookie_base_cookie_load (cookie, header, &error));
      g_assert_no_error (error);
      loaded = cookie_base_cookie_get (cookie, "k");
      assert_over (loaded);
    }
}

/* CVE-2026-16052 and its like: each attribute, in each spelling, refuses what would break the header. */
static void
test_attributes_refused (void)
{
  static const char * const names[] = {
    "expires", "path", "comment", "domain", "max-age", "secure", "version", "httponly", "samesite", "partitioned",
    "priority",
  };
  static const struct { const char *text; const char *says; } texts[] = {
    { ";", "“;” at byte 0" },
    { "1; Domain=x", "“1; Domain=x” at byte 1" },
    { "a\rb", "“a\\015b” at byte 1" },
    { "a\nb", "“a\\012b” at byte 1" },
    { "ab\t", "“ab\\011” at byte 2" },
    { "\001", "“\\001” at byte 0" },
    { "a\177", "“a\\177” at byte 1" },
  };
  static const char * const values[] = { "1.5", "@ms nothing", "[1]", "('a',)", "@ay []", "handle 1",
                                         "uint64 9223372036854775808", "<'a'>" };
  g_autoptr (CookieMorsel) morsel = new_morsel ("k", "v");
  g_autoptr (CookieMorsel) before = NULL;
  g_autoptr (GString) notified = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (cookie_morsel_set_attribute (morsel, names[i], g_variant_new_string ("1"), NULL));
  before = cookie_morsel_copy (morsel);
  g_signal_connect (morsel, "notify", G_CALLBACK (notify_cb), notified);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *upper = g_ascii_strup (names[i], -1);
      const char * const spellings[] = { names[i], upper };

      for (gsize j = 0; j < G_N_ELEMENTS (spellings); j++)
        {
          for (gsize k = 0; k < G_N_ELEMENTS (texts); k++)
            {
              g_assert_false (cookie_morsel_set_attribute (morsel, spellings[j],
                                                           g_variant_new_string (texts[k].text), &error));
              test_assert_refused (error, COOKIE_ERROR_INVALID_ATTRIBUTE, texts[k].says);
            }

          for (gsize k = 0; k < G_N_ELEMENTS (values); k++)
            {
              g_assert_false (cookie_morsel_set_attribute (morsel, spellings[j],
                                                           g_variant_new_parsed (values[k]), &error));
              test_assert_refused (error, COOKIE_ERROR_INVALID_ATTRIBUTE, "cannot be of the type");
            }
        }
    }

  g_assert_false (cookie_morsel_set_attribute (morsel, "path", g_variant_new_boolean (TRUE), &error));
  test_assert_refused (error, COOKIE_ERROR_INVALID_ATTRIBUTE, "The attribute Path cannot be of the type “b”");
  g_assert_false (cookie_morsel_set_attribute (morsel, "http-only", g_variant_new_boolean (TRUE), &error));
  test_assert_refused (error, COOKIE_ERROR_INVALID_ATTRIBUTE, "“http-only”");
  g_assert_false (cookie_morsel_set_attribute (morsel, "\xff", NULL, &error));
  test_assert_refused (error, COOKIE_ERROR_INVALID_ATTRIBUTE, "no such attribute");
  g_assert_null (cookie_morsel_get_attribute (morsel, "http-only"));

  g_assert_true (cookie_morsel_equal (morsel, before));
  assert_notified (notified, "");
}

/* Each attribute, set as each type: it has the value, or an error says why not. */
static void
test_each_attribute (void)
{
  static const char * const names[] = {
    "comment", "domain", "expires", "httponly", "max-age", "partitioned", "path", "priority", "samesite", "secure", "version",
  };
  static const char * const printed[] = {
    "Comment", "Domain", "expires", "HttpOnly", "Max-Age", "Partitioned", "Path", "Priority", "SameSite", "Secure", "Version",
  };
  static const char * const flags[] = { "httponly", "partitioned", "secure", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const gboolean is_flag = g_strv_contains (flags, names[i]);
      g_autoptr (CookieMorsel) morsel = new_morsel ("k", "v");
      g_autoptr (GVariant) text = NULL, integer = NULL, flag = NULL;
      g_autofree char *expected = g_strdup_printf ("k=v; %s%s", printed[i], is_flag ? "" : "=1");
      g_autofree char *line = NULL, *line_of_it = NULL, *line_of_none = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (cookie_morsel_set_attribute_string (morsel, names[i], "1", &error));
      line = cookie_morsel_to_set_cookie_header (morsel, NULL);
      line_of_it = cookie_morsel_to_set_cookie_header (morsel, (const char * const[]) { names[i], NULL });
      line_of_none = cookie_morsel_to_set_cookie_header (morsel, (const char * const[]) { names[(i + 1) % G_N_ELEMENTS (names)], NULL });
      g_assert_cmpstr (line, ==, expected);
      g_assert_cmpstr (line_of_it, ==, expected);
      g_assert_cmpstr (line_of_none, ==, "k=v");
      text = cookie_morsel_get_attribute (morsel, names[i]);
      g_assert_cmpstr (g_variant_get_string (text, NULL), ==, "1");
      g_assert_true (cookie_morsel_set_attribute_integer (morsel, names[i], 7, &error));
      integer = cookie_morsel_get_attribute (morsel, names[i]);
      g_assert_cmpint (g_variant_get_int64 (integer), ==, 7);
      g_assert_no_error (error);

      g_assert_cmpint (cookie_morsel_set_attribute_boolean (morsel, names[i], TRUE, &error), ==, is_flag);
      if (is_flag)
        {
          flag = cookie_morsel_get_attribute (morsel, names[i]);
          g_assert_true (g_variant_get_boolean (flag));
        }
      else
        {
          test_assert_refused (error, COOKIE_ERROR_INVALID_ATTRIBUTE, "cannot be of the type “b”");
        }
    }
}

/* A number for Expires is of seconds from now on, as in Python; what follows it is printed, too. */
static void
test_expires_in_seconds (void)
{
  static const gint64 numbers[] = { 0, 1, -1, 3600, 100000000, -100000000, 1999999999 };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      const gint64 before = g_get_real_time () / G_USEC_PER_SEC;
      g_autoptr (CookieMorsel) morsel = new_morsel ("k", "v");
      g_autoptr (CookieMorsel) parsed = NULL;
      g_autofree char *text = NULL;
      g_autoptr (GDateTime) expires = NULL;
      gint64 after;

      g_assert_true (cookie_morsel_set_attribute_integer (morsel, "expires", numbers[i], NULL));
      cookie_morsel_set_http_only (morsel, TRUE);
      cookie_morsel_set_path (morsel, "/");
      text = cookie_morsel_to_set_cookie_header (morsel, NULL);
      after = g_get_real_time () / G_USEC_PER_SEC;
      g_assert_true (g_regex_match_simple ("^k=v; expires=[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT; HttpOnly; Path=/$",
                                           text, 0, 0));

      parsed = cookie_morsel_parse_set_cookie (text, NULL);
      expires = cookie_morsel_get_expires (parsed);
      g_assert_cmpint (g_date_time_to_unix (expires), >=, before + numbers[i]);
      g_assert_cmpint (g_date_time_to_unix (expires), <=, after + numbers[i]);
    }
}

/* What a header cannot hold is a programming error, through each way to a property. */
static const struct {
  const char *name;
  void (* set) (CookieMorsel *morsel, const char *text);
  const char *(* get) (CookieMorsel *morsel);
  const char *line;
} string_properties[] = {
  { "path", cookie_morsel_set_path, cookie_morsel_get_path, "k=v; Path=a" },
  { "domain", cookie_morsel_set_domain, cookie_morsel_get_domain, "k=v; Domain=a" },
};

static void
expect_refused (const char *attribute,
                const char *text)
{
  g_autofree char *utf8 = g_strdup_printf ("*attribute %s must be UTF-8*", attribute);
  g_autofree char *unsafe = g_strdup_printf ("*attribute %s cannot hold a control character or a semicolon*", attribute);

  g_test_expect_message ("Cookie", G_LOG_LEVEL_CRITICAL, g_utf8_validate (text, -1, NULL) ? unsafe : utf8);
}

static void
test_properties_refused (void)
{
  static const char * const attributes[] = { "Path", "Domain" };
  static const char * const texts[] = { ";", "a; Secure", "a\r\nb", "a\nSet-Cookie: b=c", "\177", "\t", "a\xff", "\xc3;" };
  g_autoptr (CookieMorsel) morsel = new_morsel ("k", "v");
  g_autoptr (GString) notified = g_string_new (NULL);

  cookie_morsel_set_path (morsel, "/before");
  cookie_morsel_set_domain (morsel, "before.example");
  g_signal_connect (morsel, "notify", G_CALLBACK (notify_cb), notified);

  for (gsize i = 0; i < G_N_ELEMENTS (string_properties); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (texts); j++)
      {
        g_autoptr (CookieMorsel) constructed = NULL;

        expect_refused (attributes[i], texts[j]);
        string_properties[i].set (morsel, texts[j]);
        g_test_assert_expected_messages ();

        expect_refused (attributes[i], texts[j]);
        g_object_set (morsel, string_properties[i].name, texts[j], NULL);
        g_test_assert_expected_messages ();

        expect_refused (attributes[i], texts[j]);
        constructed = g_object_new (COOKIE_TYPE_MORSEL, string_properties[i].name, texts[j], NULL);
        g_test_assert_expected_messages ();
        g_assert_null (string_properties[i].get (constructed));
      }

  assert_notified (notified, "");
  assert_line (morsel, "k=v; Domain=before.example; Path=/before");
}

static gboolean
transform_cb (GBinding     *binding G_GNUC_UNUSED,
              const GValue *from G_GNUC_UNUSED,
              GValue       *to,
              gpointer      text)
{
  g_value_set_string (to, text);

  return TRUE;
}

/* A binding has no error to set either. */
static void
test_bindings_refused (void)
{
  static const char * const attributes[] = { "Path", "Domain" };
  static const char * const texts[] = { ";", "a; Secure", "a\nb", "a\xff" };

  for (gsize i = 0; i < G_N_ELEMENTS (string_properties); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (texts); j++)
      {
        g_autoptr (CookieMorsel) source = new_morsel ("a", "b");
        g_autoptr (CookieMorsel) morsel = new_morsel ("k", "v");
        g_autoptr (GString) notified = g_string_new (NULL);
        GBinding *binding;

        string_properties[i].set (morsel, "before");
        g_signal_connect (morsel, "notify", G_CALLBACK (notify_cb), notified);

        expect_refused (attributes[i], texts[j]);
        binding = g_object_bind_property_full (source, "coded-value", morsel, string_properties[i].name,
                                               G_BINDING_SYNC_CREATE, transform_cb, NULL, (gpointer) texts[j], NULL);
        g_test_assert_expected_messages ();

        expect_refused (attributes[i], texts[j]);
        g_assert_true (cookie_morsel_set (source, "a", g_variant_new_string ("c"), "c", NULL));
        g_test_assert_expected_messages ();

        assert_notified (notified, "");
        g_assert_cmpstr (string_properties[i].get (morsel), ==, "before");

        /* other text is still set */
        g_binding_unbind (binding);
        g_object_bind_property (source, "coded-value", morsel, string_properties[i].name, G_BINDING_SYNC_CREATE);
        g_assert_cmpstr (string_properties[i].get (morsel), ==, "c");
      }
}

static void
test_enums_refused (void)
{
  static const char * const functions[] = { "*cookie_morsel_set_priority*", "*cookie_morsel_set_same_site*" };
  g_autoptr (CookieMorsel) morsel = new_morsel ("k", "v");
  g_autoptr (GString) notified = g_string_new (NULL);

  cookie_morsel_set_priority (morsel, COOKIE_PRIORITY_LOW);
  cookie_morsel_set_same_site (morsel, COOKIE_SAME_SITE_LAX);
  g_signal_connect (morsel, "notify", G_CALLBACK (notify_cb), notified);

  for (int value = -1; value <= 4; value += 5)
    {
      g_test_expect_message ("Cookie", G_LOG_LEVEL_CRITICAL, functions[0]);
      cookie_morsel_set_priority (morsel, (CookiePriority) value);
      g_test_assert_expected_messages ();
      g_test_expect_message ("Cookie", G_LOG_LEVEL_CRITICAL, functions[1]);
      cookie_morsel_set_same_site (morsel, (CookieSameSite) value);
      g_test_assert_expected_messages ();
    }

  assert_notified (notified, "");
  assert_line (morsel, "k=v; Priority=Low; SameSite=Lax");
}

static void
test_string_properties (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (string_properties); i++)
    {
      const char *name = string_properties[i].name;
      g_autoptr (CookieMorsel) morsel = new_morsel ("k", "v");
      g_autoptr (CookieMorsel) constructed = g_object_new (COOKIE_TYPE_MORSEL, name, "a", NULL);
      g_autoptr (GString) notified = g_string_new (NULL);
      g_autofree char *once = g_strconcat (name, " ", NULL);
      g_autofree char *got = NULL;
      g_autoptr (GVariant) attribute = NULL;

      g_assert_cmpstr (string_properties[i].get (constructed), ==, "a");
      g_signal_connect (morsel, "notify", G_CALLBACK (notify_cb), notified);

      string_properties[i].set (morsel, "a");
      assert_notified (notified, once);
      string_properties[i].set (morsel, "a");
      g_object_set (morsel, name, "a", NULL);
      string_properties[i].set (morsel, string_properties[i].get (morsel));
      assert_notified (notified, "");
      g_assert_cmpstr (string_properties[i].get (morsel), ==, "a");
      g_object_get (morsel, name, &got, NULL);
      g_assert_cmpstr (got, ==, "a");
      assert_line (morsel, string_properties[i].line);

      g_assert_true (cookie_morsel_set_attribute (morsel, name, g_variant_new_string ("b"), NULL));
      assert_notified (notified, once);
      g_assert_cmpstr (string_properties[i].get (morsel), ==, "b");
      g_assert_true (cookie_morsel_set_attribute (morsel, name, g_variant_new_uint32 (7), NULL));
      assert_notified (notified, once);
      g_assert_cmpstr (string_properties[i].get (morsel), ==, "7");

      /* the same text, as a string: the property is what it was */
      g_object_set (morsel, name, "7", NULL);
      assert_notified (notified, "");
      attribute = cookie_morsel_get_attribute (morsel, name);
      g_assert_true (g_variant_is_of_type (attribute, G_VARIANT_TYPE_STRING));

      g_object_set (morsel, name, "", NULL);
      assert_notified (notified, once);
      g_assert_null (string_properties[i].get (morsel));
      g_object_set (morsel, name, NULL, NULL);
      string_properties[i].set (morsel, NULL);
      string_properties[i].set (morsel, "");
      assert_notified (notified, "");
      assert_line (morsel, "k=v");

      string_properties[i].set (morsel, "\303\251");
      assert_notified (notified, once);
      string_properties[i].set (morsel, NULL);
      assert_notified (notified, once);
      assert_line (morsel, "k=v");
    }
}

/* These have a name alone, and no property. */
static void
test_by_name_only (void)
{
  static const struct { const char *name; const char *upper; const char *line; } cases[] = {
    { "comment", "COMMENT", "k=v; Comment=a" },
    { "version", "Version", "k=v; Version=a" },
  };
  g_autoptr (GTypeClass) klass = g_type_class_ref (COOKIE_TYPE_MORSEL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CookieMorsel) morsel = new_morsel ("k", "v");
      g_autoptr (GString) notified = g_string_new (NULL);
      g_autoptr (GVariant) got = NULL;

      g_assert_null (g_object_class_find_property (G_OBJECT_CLASS (klass), cases[i].name));
      g_signal_connect (morsel, "notify", G_CALLBACK (notify_cb), notified);

      g_assert_true (cookie_morsel_set_attribute (morsel, cases[i].name, g_variant_new_string ("a"), NULL));
      got = cookie_morsel_get_attribute (morsel, cases[i].upper);
      g_assert_cmpstr (g_variant_get_string (got, NULL), ==, "a");
      assert_line (morsel, cases[i].line);
      g_assert_true (cookie_morsel_set_attribute (morsel, cases[i].upper, NULL, NULL));
      assert_line (morsel, "k=v");
      assert_notified (notified, "");
    }
}

static void
test_priority (void)
{
  static const struct { CookiePriority priority; const char *nick; const char *line; } cases[] = {
    { COOKIE_PRIORITY_LOW, "low", "k=v; Priority=Low" },
    { COOKIE_PRIORITY_MEDIUM, "medium", "k=v; Priority=Medium" },
    { COOKIE_PRIORITY_HIGH, "high", "k=v; Priority=High" },
    { COOKIE_PRIORITY_DEFAULT, "default", "k=v" },
  };
  g_autoptr (CookieMorsel) morsel = new_morsel ("k", "v");
  g_autoptr (GEnumClass) priorities = g_type_class_ref (COOKIE_TYPE_PRIORITY);
  g_autoptr (GString) notified = g_string_new (NULL);
  g_autoptr (GVariant) text = NULL;

  g_signal_connect (morsel, "notify", G_CALLBACK (notify_cb), notified);
  g_assert_cmpuint (priorities->n_values, ==, G_N_ELEMENTS (cases));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CookieMorsel) constructed = g_object_new (COOKIE_TYPE_MORSEL, "priority", cases[i].priority, NULL);
      CookiePriority got;

      g_assert_cmpint (cookie_morsel_get_priority (constructed), ==, cases[i].priority);
      g_assert_cmpstr (g_enum_get_value (priorities, cases[i].priority)->value_nick, ==, cases[i].nick);

      cookie_morsel_set_priority (morsel, cases[i].priority);
      assert_notified (notified, "priority ");
      cookie_morsel_set_priority (morsel, cases[i].priority);
      g_object_set (morsel, "priority", cases[i].priority, NULL);
      assert_notified (notified, "");
      g_object_get (morsel, "priority", &got, NULL);
      g_assert_cmpint (got, ==, cases[i].priority);
      assert_line (morsel, cases[i].line);
    }

  /* text in any case, and text that browsers do not know */
  g_assert_true (cookie_morsel_set_attribute (morsel, "priority", g_variant_new_string ("hIGH"), NULL));
  assert_notified (notified, "priority ");
  g_assert_cmpint (cookie_morsel_get_priority (morsel), ==, COOKIE_PRIORITY_HIGH);
  assert_line (morsel, "k=v; Priority=hIGH");
  cookie_morsel_set_priority (morsel, COOKIE_PRIORITY_HIGH);
  assert_notified (notified, "");
  g_assert_true (cookie_morsel_set_attribute (morsel, "priority", g_variant_new_string ("urgent"), NULL));
  assert_notified (notified, "priority ");
  g_assert_cmpint (cookie_morsel_get_priority (morsel), ==, COOKIE_PRIORITY_DEFAULT);
  text = cookie_morsel_get_attribute (morsel, "priority");
  g_assert_cmpstr (g_variant_get_string (text, NULL), ==, "urgent");
  g_assert_true (cookie_morsel_set_attribute (morsel, "priority", g_variant_new_int32 (2), NULL));
  assert_notified (notified, "");
  cookie_morsel_set_priority (morsel, COOKIE_PRIORITY_DEFAULT);
  assert_notified (notified, "");
  assert_line (morsel, "k=v");
}

static void
test_flag_properties (void)
{
  static const struct {
    const char *name;
    const char *attribute;
    gboolean (* get) (CookieMorsel *morsel);
    void     (* set) (CookieMorsel *morsel, gboolean value);
    const char *line;
  } cases[] = {
    { "secure", "secure", cookie_morsel_get_secure, cookie_morsel_set_secure, "k=v; Secure" },
    { "http-only", "httponly", cookie_morsel_get_http_only, cookie_morsel_set_http_only, "k=v; HttpOnly" },
    { "partitioned", "partitioned", cookie_morsel_get_partitioned, cookie_morsel_set_partitioned,
      "k=v; Partitioned" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CookieMorsel) morsel = new_morsel ("k", "v");
      g_autoptr (GString) notified = g_string_new (NULL);
      g_autofree char *once = g_strconcat (cases[i].name, " ", NULL);
      gboolean got;

      g_signal_connect (morsel, "notify", G_CALLBACK (notify_cb), notified);

      cases[i].set (morsel, TRUE);
      assert_notified (notified, once);
      cases[i].set (morsel, 2);
      assert_notified (notified, "");
      g_assert_cmpint (cases[i].get (morsel), ==, TRUE);
      assert_line (morsel, cases[i].line);

      g_object_set (morsel, cases[i].name, FALSE, NULL);
      assert_notified (notified, once);
      g_object_get (morsel, cases[i].name, &got, NULL);
      g_assert_false (got);
      assert_line (morsel, "k=v");

      /* FALSE and 0 are something else than nothing, but not for the property */
      g_assert_true (cookie_morsel_set_attribute (morsel, cases[i].attribute, g_variant_new_boolean (FALSE), NULL));
      g_assert_true (cookie_morsel_set_attribute (morsel, cases[i].attribute, g_variant_new_int32 (0), NULL));
      assert_notified (notified, "");
      g_assert_true (cookie_morsel_set_attribute (morsel, cases[i].attribute, g_variant_new_string ("x"), NULL));
      assert_notified (notified, once);
      g_object_set (morsel, cases[i].name, TRUE, NULL);
      assert_notified (notified, "");
    }
}

/* RUSTSEC-2017-0005: what is too large for a language's integer, and what is no number at all. */
static void
test_max_age (void)
{
  static const struct { const char *text; gint64 seconds; } cases[] = {
    { "0", 0 },
    { "1", 1 },
    { "007", 7 },
    { "-1", 0 },
    { "-0", 0 },
    { "9007199254740991", G_GINT64_CONSTANT (9007199254740991) },
    { "9007199254740992", G_GINT64_CONSTANT (9007199254740991) },
    { "9223372036854775807", G_GINT64_CONSTANT (9007199254740991) },
    { "9223372036854775808", G_GINT64_CONSTANT (9007199254740991) },
    { "1000000000000000000000000000000", G_GINT64_CONSTANT (9007199254740991) },
    { "-1000000000000000000000000000000", 0 },
    { "-9223372036854775808", 0 },
    { "-", -1 },
    { "+1", -1 },
    { " 1", -1 },
    { "1 ", -1 },
    { "1.5", -1 },
    { "0x10", -1 },
    { "1e3", -1 },
    { "\331\241", -1 },
  };
  g_autoptr (CookieMorsel) morsel = new_morsel ("k", "v");
  g_autoptr (GString) notified = g_string_new (NULL);
  gint64 seconds;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_true (cookie_morsel_set_attribute (morsel, "max-age", g_variant_new_string (cases[i].text), NULL));
      g_assert_cmpint (cookie_morsel_get_max_age (morsel), ==, cases[i].seconds);
    }

  g_assert_true (cookie_morsel_set_attribute (morsel, "max-age", NULL, NULL));
  g_signal_connect (morsel, "notify", G_CALLBACK (notify_cb), notified);

  cookie_morsel_set_max_age (morsel, 3600);
  assert_notified (notified, "max-age ");
  cookie_morsel_set_max_age (morsel, 3600);
  g_assert_true (cookie_morsel_set_attribute (morsel, "Max-Age", g_variant_new_string ("3600"), NULL));
  g_assert_true (cookie_morsel_set_attribute (morsel, "Max-Age", g_variant_new_string ("03600"), NULL));
  assert_notified (notified, "");
  g_object_get (morsel, "max-age", &seconds, NULL);
  g_assert_cmpint (seconds, ==, 3600);

  g_object_set (morsel, "max-age", G_GINT64_CONSTANT (0), NULL);
  assert_notified (notified, "max-age ");
  assert_line (morsel, "k=v; Max-Age=0");
  g_assert_true (cookie_morsel_set_attribute (morsel, "max-age", g_variant_new_int32 (-5), NULL));
  assert_notified (notified, "");
  assert_line (morsel, "k=v; Max-Age=-5");

  /* a larger one than the largest is the largest, and setting another such one is no change */
  cookie_morsel_set_max_age (morsel, G_MAXINT64);
  assert_notified (notified, "max-age ");
  assert_line (morsel, "k=v; Max-Age=9007199254740991");
  g_object_set (morsel, "max-age", G_MAXINT64 - 1, NULL);
  cookie_morsel_set_max_age (morsel, G_GINT64_CONSTANT (9007199254740992));
  g_assert_true (cookie_morsel_set_attribute (morsel, "max-age", g_variant_new_int64 (G_MAXINT64), NULL));
  g_assert_true (cookie_morsel_set_attribute (morsel, "max-age", g_variant_new_string ("99999999999999999999"), NULL));
  assert_notified (notified, "");
  g_object_get (morsel, "max-age", &seconds, NULL);
  g_assert_cmpint (seconds, ==, G_GINT64_CONSTANT (9007199254740991));

  cookie_morsel_set_max_age (morsel, G_MININT64);
  assert_notified (notified, "max-age ");
  assert_line (morsel, "k=v");

  cookie_morsel_set_max_age (morsel, 5);
  g_object_set (morsel, "max-age", G_GINT64_CONSTANT (-5), NULL);
  assert_notified (notified, "max-age max-age ");
  assert_line (morsel, "k=v");
  g_assert_true (cookie_morsel_set_attribute (morsel, "max-age", g_variant_new_string ("soon"), NULL));
  assert_notified (notified, "");
}

static void
test_expires (void)
{
  g_autoptr (CookieMorsel) morsel = new_morsel ("k", "v");
  g_autoptr (GString) notified = g_string_new (NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (3600);
  g_autoptr (GDateTime) date = g_date_time_new (zone, 2015, 10, 21, 8, 28, 0.75);
  g_autoptr (GDateTime) back = NULL;
  g_autoptr (GDateTime) soon = NULL;
  g_autofree char *line = NULL;
  gint64 before, after;

  g_signal_connect (morsel, "notify", G_CALLBACK (notify_cb), notified);

  cookie_morsel_set_expires (morsel, date);
  assert_notified (notified, "expires ");
  assert_line (morsel, "k=v; expires=Wed, 21 Oct 2015 07:28:00 GMT");
  g_object_set (morsel, "expires", date, NULL);
  assert_notified (notified, "");
  g_object_get (morsel, "expires", &back, NULL);
  g_assert_cmpint (g_date_time_to_unix (back), ==, g_date_time_to_unix (date));
  g_assert_cmpint (g_date_time_get_utc_offset (back), ==, 0);

  /* the same moment, spelled otherwise */
  g_assert_true (cookie_morsel_set_attribute (morsel, "expires",
                                              g_variant_new_string ("Wednesday, 21-Oct-15 07:28:00 GMT"), NULL));
  assert_notified (notified, "");

  g_assert_true (cookie_morsel_set_attribute (morsel, "expires", g_variant_new_string ("never"), NULL));
  assert_notified (notified, "expires ");
  g_assert_null (cookie_morsel_get_expires (morsel));
  cookie_morsel_set_expires (morsel, NULL);
  assert_notified (notified, "");
  assert_line (morsel, "k=v");

  /* an integer counts from now, 0 too */
  before = g_get_real_time () / G_USEC_PER_SEC;
  g_assert_true (cookie_morsel_set_attribute (morsel, "expires", g_variant_new_int32 (0), NULL));
  assert_notified (notified, "expires ");
  soon = cookie_morsel_get_expires (morsel);
  line = cookie_morsel_to_set_cookie_header (morsel, NULL);
  after = g_get_real_time () / G_USEC_PER_SEC;
  g_assert_cmpint (g_date_time_to_unix (soon), >=, before);
  g_assert_cmpint (g_date_time_to_unix (soon), <=, after);
  g_assert_true (g_str_has_prefix (line, "k=v; expires=") && g_str_has_suffix (line, " GMT"));
}

static void
test_same_site (void)
{
  static const struct { CookieSameSite same_site; const char *line; } cases[] = {
    { COOKIE_SAME_SITE_NONE, "k=v; SameSite=None" },
    { COOKIE_SAME_SITE_LAX, "k=v; SameSite=Lax" },
    { COOKIE_SAME_SITE_STRICT, "k=v; SameSite=Strict" },
    { COOKIE_SAME_SITE_DEFAULT, "k=v" },
  };
  g_autoptr (CookieMorsel) morsel = new_morsel ("k", "v");
  g_autoptr (GString) notified = g_string_new (NULL);

  g_signal_connect (morsel, "notify", G_CALLBACK (notify_cb), notified);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CookieSameSite got;

      cookie_morsel_set_same_site (morsel, cases[i].same_site);
      assert_notified (notified, "same-site ");
      g_object_set (morsel, "same-site", cases[i].same_site, NULL);
      assert_notified (notified, "");
      g_object_get (morsel, "same-site", &got, NULL);
      g_assert_cmpint (got, ==, cases[i].same_site);
      assert_line (morsel, cases[i].line);
    }

  g_assert_true (cookie_morsel_set_attribute (morsel, "samesite", g_variant_new_string ("sTRICT"), NULL));
  assert_notified (notified, "same-site ");
  g_assert_cmpint (cookie_morsel_get_same_site (morsel), ==, COOKIE_SAME_SITE_STRICT);
  g_assert_true (cookie_morsel_set_attribute (morsel, "samesite", g_variant_new_string ("extra"), NULL));
  assert_notified (notified, "same-site ");
  g_assert_cmpint (cookie_morsel_get_same_site (morsel), ==, COOKIE_SAME_SITE_DEFAULT);
}

/* The properties that are read only are readable. */
static void
test_read_only_properties (void)
{
  static const char * const names[] = { "key", "value", "coded-value", "expired" };
  g_autoptr (CookieMorsel) morsel = new_morsel ("k", "v");
  g_autofree char *key = NULL;
  g_autofree char *coded = NULL;
  g_autoptr (GVariant) value = NULL;

  g_object_get (morsel, "key", &key, "coded-value", &coded, "value", &value, NULL);
  g_assert_cmpstr (key, ==, "k");
  g_assert_cmpstr (coded, ==, "v");
  g_assert_cmpstr (g_variant_get_string (value, NULL), ==, "v");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (morsel), names[i]);

      g_assert_cmpuint (pspec->flags & (G_PARAM_READABLE | G_PARAM_WRITABLE), ==, G_PARAM_READABLE);
    }
}

static CookieMorsel *
new_full_morsel (void)
{
  CookieMorsel *morsel = new_morsel ("k", "v");
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (784111777);

  g_object_set (morsel,
                "secure", TRUE, "same-site", COOKIE_SAME_SITE_LAX, "priority", COOKIE_PRIORITY_HIGH,
                "path", "/", "partitioned", TRUE, "max-age", G_GINT64_CONSTANT (60), "http-only", TRUE,
                "expires", date, "domain", "x.example",
                NULL);
  cookie_morsel_set_attribute (morsel, "version", g_variant_new_string ("1"), NULL);
  cookie_morsel_set_attribute (morsel, "comment", g_variant_new_string ("a b"), NULL);

  return morsel;
}

static void
test_output (void)
{
  static const char * const none[] = { NULL };
  static const char * const some[] = { "path", "secure", "max-age", "unknown", NULL };
  static const char * const any_case[] = { "Path", "SECURE", "httponly", "Samesite", "EXPIRES", "max_age", "", NULL };
  static const char * const all[] = {
    "EXPIRES", "PATH", "COMMENT", "DOMAIN", "MAX-AGE", "SECURE", "VERSION", "HTTPONLY", "SAMESITE", "PARTITIONED",
    "PRIORITY", NULL,
  };
  g_autoptr (CookieMorsel) morsel = new_full_morsel ();
  g_autofree char *line = cookie_morsel_output (morsel, NULL, NULL);
  g_autofree char *header = cookie_morsel_output (morsel, none, "Cookie:");
  g_autofree char *empty = cookie_morsel_output (morsel, none, "");
  g_autofree char *listed = cookie_morsel_to_set_cookie_header (morsel, some);
  g_autofree char *in_any_case = cookie_morsel_to_set_cookie_header (morsel, any_case);
  g_autofree char *upper_line = cookie_morsel_output (morsel, all, NULL);
  g_autofree char *script = cookie_morsel_js_output (morsel, any_case);

  g_assert_cmpstr (line, ==,
                   "Set-Cookie: k=v; Comment=\"a b\"; Domain=x.example; expires=Sun, 06 Nov 1994 08:49:37 GMT; "
                   "HttpOnly; Max-Age=60; Partitioned; Path=/; Priority=High; SameSite=Lax; Secure; Version=1");
  g_assert_cmpstr (header, ==, "Cookie: k=v");
  g_assert_cmpstr (empty, ==, " k=v");
  g_assert_cmpstr (listed, ==, "k=v; Max-Age=60; Path=/; Secure");

  /* the names are those of set_attribute(), in any case */
  g_assert_cmpstr (in_any_case, ==,
                   "k=v; expires=Sun, 06 Nov 1994 08:49:37 GMT; HttpOnly; Path=/; SameSite=Lax; Secure");
  g_assert_cmpstr (upper_line, ==, line);
  g_assert_nonnull (strstr (script, in_any_case));
}

#define SCRIPT(cookie)                              \
  "\n        <script type=\"text/javascript\">"     \
  "\n        <!-- begin hiding"                     \
  "\n        document.cookie = \"" cookie "\";"     \
  "\n        // end hiding -->"                     \
  "\n        </script>"                             \
  "\n        "

static void
test_js_output (void)
{
  static const char * const none[] = { NULL };
  g_autoptr (CookieMorsel) morsel = new_morsel ("k", "\"a\\\"\"");
  g_autofree char *plain = NULL;
  g_autofree char *script = NULL;

  g_object_set (morsel, "path", "/</script>&\342\200\250\342\200\251\303\251'", NULL);
  plain = cookie_morsel_js_output (morsel, none);
  script = cookie_morsel_js_output (morsel, NULL);

  g_assert_cmpstr (plain, ==, SCRIPT ("k=\\\"a\\\\\\\"\\\""));
  g_assert_cmpstr (script, ==,
                   SCRIPT ("k=\\\"a\\\\\\\"\\\"; Path=/\\u003C/script\\u003E\\u0026\\u2028\\u2029\303\251'"));
}

static void
test_copy_and_equal (void)
{
  static const char * const names[] = {
    "expires", "path", "comment", "domain", "max-age", "secure", "version", "httponly", "samesite", "partitioned",
    "priority",
  };
  g_autoptr (CookieMorsel) morsel = new_full_morsel ();
  g_autoptr (CookieMorsel) copy = cookie_morsel_copy (morsel);

  g_assert_true (copy != morsel);
  g_assert_true (cookie_morsel_equal (morsel, morsel));
  g_assert_true (cookie_morsel_equal (morsel, copy));

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GVariant) value = cookie_morsel_get_attribute (copy, names[i]);

      g_assert_true (cookie_morsel_set_attribute (copy, names[i], NULL, NULL));
      g_assert_false (cookie_morsel_equal (morsel, copy));
      g_assert_true (cookie_morsel_set_attribute (copy, names[i], value, NULL));
      g_assert_true (cookie_morsel_equal (morsel, copy));
    }

  g_assert_true (cookie_morsel_set (copy, "K", g_variant_new_string ("v"), "v", NULL));
  g_assert_false (cookie_morsel_equal (morsel, copy));
  g_assert_true (cookie_morsel_set (copy, "k", g_variant_new_string ("w"), "v", NULL));
  g_assert_false (cookie_morsel_equal (morsel, copy));
  g_assert_true (cookie_morsel_set (copy, "k", g_variant_new_string ("v"), "w", NULL));
  g_assert_false (cookie_morsel_equal (morsel, copy));
  g_assert_true (cookie_morsel_set (copy, "k", g_variant_new_string ("v"), "v", NULL));
  g_assert_true (cookie_morsel_equal (morsel, copy));
}

/* Each attribute, in the order of output */
static const struct {
  const char *name;
  const char *value;
  const char *line;
} all_attributes[] = {
  { "comment", "a b", "; Comment=\"a b\"" },
  { "domain", "x.example", "; Domain=x.example" },
  { "expires", "Sun, 06 Nov 2094 08:49:37 GMT", "; expires=Sun, 06 Nov 2094 08:49:37 GMT" },
  { "httponly", "1", "; HttpOnly" },
  { "max-age", "60", "; Max-Age=60" },
  { "partitioned", "1", "; Partitioned" },
  { "path", "/", "; Path=/" },
  { "priority", "High", "; Priority=High" },
  { "samesite", "None", "; SameSite=None" },
  { "secure", "1", "; Secure" },
  { "version", "1", "; Version=1" },
};

#define ALL_ATTRIBUTES ((1u << G_N_ELEMENTS (all_attributes)) - 1)

static CookieMorsel *
new_morsel_with (guint mask)
{
  CookieMorsel *morsel = new_morsel ("k", "v");

  for (gsize i = 0; i < G_N_ELEMENTS (all_attributes); i++)
    if (mask & 1u << i)
      g_assert_true (cookie_morsel_set_attribute (morsel, all_attributes[i].name,
                                                  g_variant_new_string (all_attributes[i].value), NULL));

  return morsel;
}

/* The line of a cookie with these attributes. */
static char *
expect_line (guint    mask,
             gboolean expired)
{
  GString *line = g_string_new (expired ? "k=" : "k=v");

  for (gsize i = 0; i < G_N_ELEMENTS (all_attributes); i++)
    {
      if (expired && strcmp (all_attributes[i].name, "expires") == 0)
        g_string_append (line, "; expires=Thu, 01 Jan 1970 00:00:00 GMT");
      else if (expired && strcmp (all_attributes[i].name, "max-age") == 0)
        g_string_append (line, "; Max-Age=0");
      else if (mask & 1u << i)
        g_string_append (line, all_attributes[i].line);
    }

  return g_string_free (line, FALSE);
}

/* Every set of attributes, set and asked for: what deletes the cookie is always there, once. */
static void
test_expired_output (void)
{
  g_autoptr (CookieMorsel) full = new_morsel_with (ALL_ATTRIBUTES);

  cookie_morsel_expire (full);

  for (guint mask = 0; mask <= ALL_ATTRIBUTES; mask++)
    {
      g_autoptr (CookieMorsel) morsel = new_morsel_with (mask);
      g_autofree char *before = expect_line (mask, FALSE);
      g_autofree char *after = expect_line (mask, TRUE);
      g_autoptr (GPtrArray) attrs = g_ptr_array_new ();
      g_autofree char *filtered = NULL;

      assert_line (morsel, before);
      cookie_morsel_expire (morsel);
      assert_line (morsel, after);
      g_assert_true (cookie_morsel_set (morsel, "k", g_variant_new_string ("v"), "v", NULL));
      assert_line (morsel, before);

      for (gsize i = 0; i < G_N_ELEMENTS (all_attributes); i++)
        if (mask & 1u << i)
          g_ptr_array_add (attrs, (gpointer) all_attributes[i].name);
      g_ptr_array_add (attrs, NULL);
      filtered = cookie_morsel_to_set_cookie_header (full, (const char * const *) attrs->pdata);
      g_assert_cmpstr (filtered, ==, after);
    }
}

/* Without what the prefix of its name needs, a browser drops the removal. */
static void
test_expired_prefix (void)
{
#define REMOVAL "; expires=Thu, 01 Jan 1970 00:00:00 GMT"
  static const struct { const char *name; const char *attributes; const char *line; } cases[] = {
    { "__Host-a", "", REMOVAL "; Max-Age=0; Path=/; Secure" },
    { "__HOST-HTTP-a", "", REMOVAL "; HttpOnly; Max-Age=0; Path=/; Secure" },
    { "__http-a", "", REMOVAL "; HttpOnly; Max-Age=0; Secure" },
    { "__Secure-a", "", REMOVAL "; Max-Age=0; Secure" },
    { "__Host-a", "; Path=/; Secure", REMOVAL "; Max-Age=0; Path=/; Secure" },
    { "__Host-a", "; Domain=site.example; Path=/a", REMOVAL "; Max-Age=0; Path=/; Secure" },
    { "__Host", "", REMOVAL "; Max-Age=0" },
    { "a__Host-", "", REMOVAL "; Max-Age=0" },
  };
  static const char * const none[] = { NULL };
  g_autoptr (CookieMorsel) secure = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *header = g_strconcat (cases[i].name, "=v", cases[i].attributes, NULL);
      g_autofree char *expected = g_strconcat (cases[i].name, "=", cases[i].line, NULL);
      g_autoptr (CookieMorsel) morsel = cookie_morsel_parse_set_cookie (header, NULL);
      g_autofree char *filtered = NULL;

      cookie_morsel_expire (morsel);
      assert_line (morsel, expected);
      filtered = cookie_morsel_to_set_cookie_header (morsel, none);
      g_assert_cmpstr (filtered, ==, expected);

      g_assert_true (cookie_morsel_set (morsel, cases[i].name, g_variant_new_string ("v"), "v", NULL));
      assert_line (morsel, header);
    }

  /* other prefixes leave the host and the path to the cookie */
  secure = cookie_morsel_parse_set_cookie ("__Secure-a=v; Domain=site.example; Path=/a", NULL);
  cookie_morsel_expire (secure);
  assert_line (secure, "__Secure-a=; Domain=site.example" REMOVAL "; Max-Age=0; Path=/a; Secure");
}

/* The value and each attribute stay, and are what they were once the cookie lives again. */
static void
test_expired_state (void)
{
  g_autoptr (CookieMorsel) morsel = new_morsel_with (ALL_ATTRIBUTES);
  g_autoptr (CookieMorsel) before = cookie_morsel_copy (morsel);
  g_autoptr (CookieMorsel) empty = cookie_morsel_new ();
  g_autoptr (GString) notified = g_string_new (NULL);
  g_autoptr (GDateTime) expires = cookie_morsel_get_expires (morsel);
  g_autoptr (GDateTime) expires_after = NULL;
  g_autoptr (GError) error = NULL;
  gboolean expired;

  g_signal_connect (morsel, "notify", G_CALLBACK (notify_cb), notified);
  g_signal_connect (empty, "notify", G_CALLBACK (notify_cb), notified);

  g_assert_false (cookie_morsel_get_expired (morsel));
  cookie_morsel_expire (morsel);
  assert_notified (notified, "expired ");
  g_assert_true (cookie_morsel_get_expired (morsel));
  g_object_get (morsel, "expired", &expired, NULL);
  g_assert_true (expired);
  cookie_morsel_expire (morsel);
  assert_notified (notified, "");

  g_assert_cmpstr (cookie_morsel_get_string (morsel), ==, "v");
  g_assert_cmpstr (cookie_morsel_get_coded_value (morsel), ==, "v");
  g_assert_cmpint (cookie_morsel_get_max_age (morsel), ==, 60);
  expires_after = cookie_morsel_get_expires (morsel);
  g_assert_true (g_date_time_equal (expires_after, expires));
  g_assert_false (cookie_morsel_equal (morsel, before));

  /* neither an attribute nor a set that is refused takes it back */
  cookie_morsel_set_max_age (morsel, 3600);
  cookie_morsel_set_path (morsel, "/docs");
  assert_notified (notified, "max-age path ");
  g_assert_false (cookie_morsel_set (morsel, "k", g_variant_new_string ("w"), "w;", &error));
  test_assert_refused (error, COOKIE_ERROR_ILLEGAL_VALUE, "“w;” at byte 1");
  g_assert_true (cookie_morsel_get_expired (morsel));
  assert_notified (notified, "");
  g_assert_true (cookie_morsel_set_attribute (morsel, "max-age", g_variant_new_string ("60"), NULL));
  cookie_morsel_set_path (morsel, "/");
  assert_notified (notified, "max-age path ");

  /* a value does, the same one too */
  g_assert_true (cookie_morsel_set (morsel, "k", g_variant_new_string ("v"), "v", &error));
  g_assert_no_error (error);
  assert_notified (notified, "expired ");
  g_assert_false (cookie_morsel_get_expired (morsel));
  g_assert_true (cookie_morsel_equal (morsel, before));

  cookie_morsel_expire (morsel);
  assert_notified (notified, "expired ");
  g_assert_true (cookie_morsel_set (morsel, "k", g_variant_new_string ("new"), "new", NULL));
  assert_notified (notified, "value coded-value expired ");
  g_assert_false (cookie_morsel_get_expired (morsel));

  /* there is nothing to delete without a name */
  cookie_morsel_expire (empty);
  g_assert_false (cookie_morsel_get_expired (empty));
  assert_notified (notified, "");
  assert_line (empty, "");
}

static void
test_expired_copy_and_equal (void)
{
  g_autoptr (CookieMorsel) morsel = new_full_morsel ();
  g_autoptr (CookieMorsel) living = cookie_morsel_copy (morsel);
  g_autoptr (CookieMorsel) copy = NULL;
  g_autofree char *line = NULL;

  cookie_morsel_expire (morsel);
  line = cookie_morsel_to_set_cookie_header (morsel, NULL);
  copy = cookie_morsel_copy (morsel);

  g_assert_true (cookie_morsel_get_expired (copy));
  g_assert_true (cookie_morsel_equal (morsel, copy));
  g_assert_false (cookie_morsel_equal (morsel, living));
  g_assert_false (cookie_morsel_equal (living, morsel));
  assert_line (copy, line);

  g_assert_true (cookie_morsel_set (copy, "k", g_variant_new_string ("v"), "v", NULL));
  g_assert_false (cookie_morsel_equal (morsel, copy));
  g_assert_true (cookie_morsel_equal (living, copy));
  g_assert_true (cookie_morsel_get_expired (morsel));
}

static void
test_expired_js_output (void)
{
  static const char * const none[] = { NULL };
  g_autoptr (CookieMorsel) morsel = new_morsel ("k", "</script>");
  g_autofree char *script = NULL;
  g_autofree char *plain = NULL;

  cookie_morsel_set_path (morsel, "/<");
  cookie_morsel_expire (morsel);
  script = cookie_morsel_js_output (morsel, NULL);
  plain = cookie_morsel_js_output (morsel, none);

  g_assert_cmpstr (script, ==, SCRIPT ("k=; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/\\u003C"));
  g_assert_cmpstr (plain, ==, SCRIPT ("k=; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0"));
}

static guint
count_diagnostics (GPtrArray            *diagnostics,
                   CookieDiagnosticCode  code)
{
  guint n = 0;

  for (guint i = 0; i < diagnostics->len; i++)
    n += cookie_diagnostic_get_code (diagnostics->pdata[i]) == code;

  return n;
}

/* A browser deletes the cookie, unless it drops it. */
static void
test_expired_diagnose (void)
{
  static const struct { const char *origin; guint n_mismatches; } cases[] = {
    { NULL, 0 },
    { "mailto:a@x.example", 0 },
    { "https://www.x.example/", 0 },
    { "https://other.example/", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CookieMorsel) morsel = new_morsel_with (ALL_ATTRIBUTES);
      g_autoptr (GUri) origin = cases[i].origin != NULL ? g_uri_parse (cases[i].origin, G_URI_FLAGS_NONE, NULL) : NULL;
      g_autoptr (GPtrArray) before = cookie_morsel_diagnose (morsel, origin, NULL);
      g_autoptr (GPtrArray) after = NULL;

      cookie_morsel_expire (morsel);
      after = cookie_morsel_diagnose (morsel, origin, NULL);

      g_assert_cmpuint (count_diagnostics (before, COOKIE_DIAGNOSTIC_CODE_EXPIRED), ==, 0);
      g_assert_cmpuint (count_diagnostics (after, COOKIE_DIAGNOSTIC_CODE_EXPIRED), ==, 1 - cases[i].n_mismatches);
      g_assert_cmpuint (count_diagnostics (before, COOKIE_DIAGNOSTIC_CODE_DOMAIN_MISMATCH), ==, cases[i].n_mismatches);
      g_assert_cmpuint (count_diagnostics (after, COOKIE_DIAGNOSTIC_CODE_DOMAIN_MISMATCH), ==, cases[i].n_mismatches);
    }
}

/* The offsets are those of the text that is printed. */
static void
test_diagnose (void)
{
  g_autoptr (CookieMorsel) morsel = new_morsel ("__Host-k", "v");
  g_autoptr (CookieMorsel) empty = cookie_morsel_new ();
  g_autoptr (GUri) origin = g_uri_parse ("https://x.example/", G_URI_FLAGS_NONE, NULL);
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (GPtrArray) empty_diagnostics = cookie_morsel_diagnose (empty, origin, NULL);
  g_autofree char *line = NULL;

  cookie_morsel_set_domain (morsel, "other.example");
  line = cookie_morsel_to_set_cookie_header (morsel, NULL);
  diagnostics = cookie_morsel_diagnose (morsel, origin, NULL);
  g_assert_cmpuint (count_diagnostics (diagnostics, COOKIE_DIAGNOSTIC_CODE_PREFIX), ==, 1);
  g_assert_cmpuint (count_diagnostics (diagnostics, COOKIE_DIAGNOSTIC_CODE_DOMAIN_MISMATCH), ==, 1);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      CookieDiagnostic *diagnostic = diagnostics->pdata[i];
      g_autofree char *part = g_strndup (line + cookie_diagnostic_get_offset (diagnostic),
                                         cookie_diagnostic_get_length (diagnostic));

      g_assert_cmpstr (cookie_diagnostic_get_text (diagnostic), ==, part);
    }

  g_assert_cmpuint (count_diagnostics (empty_diagnostics, COOKIE_DIAGNOSTIC_CODE_EMPTY), ==, 1);
}

/* A name is valid if a morsel can have it. */
static void
test_name_is_valid (void)
{
  static const char * const valid[] = {
    "a", "sid", "__Host-sid", "$path", "keys", "__proto__", "paths", "max_age", "!#$%&'*+-.^_`|~:", "0",
  };
  static const char * const invalid[] = {
    "", " ", "a b", " a", "a ", "a=b", "a;b", "a,b", "a\"b", "(a)", "[a]", "{a}", "<a>", "a@b", "a/b", "a?", "a\\",
    "a\r\n", "\t", "\177", "\303\251", "\xff", "expires", "path", "comment", "domain", "max-age", "secure", "version",
    "httponly", "samesite", "partitioned", "priority", "Path", "SECURE", "Max-Age",
  };
  g_autofree char *long_name = g_strnfill (1024 * 1024, 'a');

  for (gsize i = 0; i < G_N_ELEMENTS (valid); i++)
    g_assert_true (cookie_name_is_valid (valid[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (invalid); i++)
    g_assert_false (cookie_name_is_valid (invalid[i]));
  g_assert_true (cookie_name_is_valid (long_name));

  for (int c = 1; c < 256; c++)
    {
      const char name[] = { 'a', (char) c, 'b', '\0' };
      g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();

      g_assert_cmpint (cookie_name_is_valid (name), ==,
                       cookie_morsel_set (morsel, name, g_variant_new_string ("v"), "v", NULL));
      g_assert_cmpint (cookie_name_is_valid (name), ==,
                       g_ascii_isalnum (c) || strchr ("!#$%&'*+-.^_`|~:", c) != NULL);
    }
}

/* A handler that sets the morsel again, and one that drops it. */

static void
set_again_cb (CookieMorsel *morsel,
              GParamSpec   *pspec,
              gpointer      user_data)
{
  if (g_strcmp0 (cookie_morsel_get_path (morsel), "/again") != 0)
    {
      g_object_set (morsel, "path", "/again", NULL);
      g_assert_true (cookie_morsel_set (morsel, "again", g_variant_new_string ("again"), "again", NULL));
    }
}

static void
drop_cb (CookieMorsel  *morsel,
         GParamSpec    *pspec,
         CookieMorsel **reference)
{
  g_clear_object (reference);
}

static void
test_handlers (void)
{
  CookieMorsel *morsel = new_morsel ("k", "v");

  g_signal_connect (morsel, "notify", G_CALLBACK (set_again_cb), NULL);
  g_object_set (morsel, "path", "/", NULL);
  assert_line (morsel, "again=again; Path=/again");

  g_signal_connect (morsel, "notify", G_CALLBACK (drop_cb), &morsel);
  g_assert_true (cookie_morsel_set (morsel, "a", g_variant_new_string ("b"), "b", NULL));
  g_assert_null (morsel);

  morsel = new_morsel ("k", "v");
  g_signal_connect (morsel, "notify", G_CALLBACK (drop_cb), &morsel);
  cookie_morsel_set_max_age (morsel, 1);
  g_assert_null (morsel);

  morsel = new_morsel ("k", "v");
  g_signal_connect (morsel, "notify", G_CALLBACK (drop_cb), &morsel);
  cookie_morsel_expire (morsel);
  g_assert_null (morsel);
}

/* Browsers keep no space at the ends of a value. */
static void
test_diagnose_spaces (void)
{
  static const struct { const char *value; guint n_cut; guint first; } values[] = {
    { "x", 0, 0 }, { "", 0, 0 }, { "a b", 0, 0 }, { "\" x \"", 0, 0 },
    { " ", 1, 0 }, { " x", 1, 0 }, { "x ", 1, 1 }, { "  a b ", 2, 0 }, { "x, ", 1, 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (CookieMorsel) morsel = new_morsel ("fig", values[i].value);
      g_autofree char *text = cookie_morsel_to_set_cookie_header (morsel, NULL);
      g_autoptr (CookieMorsel) again = cookie_morsel_parse_set_cookie (text, NULL);
      g_autoptr (GPtrArray) diagnostics = cookie_morsel_diagnose (morsel, NULL, NULL);
      guint n_found = 0, offset = 0;

      for (guint j = 0; j < diagnostics->len; j++)
        {
          CookieDiagnostic *diagnostic = diagnostics->pdata[j];

          g_assert_cmpuint (cookie_diagnostic_get_offset (diagnostic), >=, offset);
          offset = cookie_diagnostic_get_offset (diagnostic);
          if (strstr (cookie_diagnostic_get_message (diagnostic), "remove white space") == NULL)
            continue;

          if (n_found++ == 0)
            g_assert_cmpuint (offset, ==, strlen ("fig=") + values[i].first);
          g_assert_cmpint (cookie_diagnostic_get_code (diagnostic), ==, COOKIE_DIAGNOSTIC_CODE_ILLEGAL_VALUE);
          g_assert_cmpint (cookie_diagnostic_get_severity (diagnostic), ==, COOKIE_DIAGNOSTIC_SEVERITY_WARNING);
        }
      g_assert_cmpuint (n_found, ==, values[i].n_cut);
      g_assert_cmpint (g_str_equal (cookie_morsel_get_coded_value (again), values[i].value), ==, values[i].n_cut == 0);

      cookie_morsel_expire (morsel);
      g_clear_pointer (&diagnostics, g_ptr_array_unref);
      diagnostics = cookie_morsel_diagnose (morsel, NULL, NULL);
      for (guint j = 0; j < diagnostics->len; j++)
        g_assert_null (strstr (cookie_diagnostic_get_message (diagnostics->pdata[j]), "remove white space"));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  test_log_nothing ();

  g_test_add_func ("/cookie/morsel/empty", test_empty);
  g_test_add_func ("/cookie/morsel/expired-prefix", test_expired_prefix);
  g_test_add_func ("/cookie/morsel/set", test_set);
  g_test_add_func ("/cookie/morsel/set-refused", test_set_refused);
  g_test_add_func ("/cookie/morsel/long-refused", test_long_refused);
  g_test_add_func ("/cookie/morsel/reserved", test_reserved);
  g_test_add_func ("/cookie/morsel/attributes", test_attributes);
  g_test_add_func ("/cookie/morsel/attributes-at-once", test_attributes_at_once);
  g_test_add_func ("/cookie/morsel/attributes-at-once-refused", test_attributes_at_once_refused);
  g_test_add_func ("/cookie/morsel/attributes-at-once-notify", test_attributes_at_once_notify);
  g_test_add_func ("/cookie/morsel/attributes-from-text", test_attributes_from_text);
  g_test_add_func ("/cookie/morsel/attributes-from-text-refused", test_attributes_from_text_refused);
  g_test_add_func ("/cookie/morsel/typed-attributes-refused", test_typed_attributes_refused);
  g_test_add_func ("/cookie/morsel/each-attribute", test_each_attribute);
  g_test_add_func ("/cookie/morsel/expires-in-seconds", test_expires_in_seconds);
  g_test_add_func ("/cookie/morsel/expires-before-1601", test_expires_before_1601);
  g_test_add_func ("/cookie/advisory/CVE-2026-16052", test_attributes_refused);
  g_test_add_func ("/cookie/morsel/properties-refused", test_properties_refused);
  g_test_add_func ("/cookie/morsel/bindings-refused", test_bindings_refused);
  g_test_add_func ("/cookie/morsel/enums-refused", test_enums_refused);
  g_test_add_func ("/cookie/morsel/string-properties", test_string_properties);
  g_test_add_func ("/cookie/morsel/by-name-only", test_by_name_only);
  g_test_add_func ("/cookie/morsel/priority", test_priority);
  g_test_add_func ("/cookie/morsel/flag-properties", test_flag_properties);
  g_test_add_func ("/cookie/advisory/RUSTSEC-2017-0005", test_max_age);
  g_test_add_func ("/cookie/morsel/expires", test_expires);
  g_test_add_func ("/cookie/morsel/same-site", test_same_site);
  g_test_add_func ("/cookie/morsel/read-only-properties", test_read_only_properties);
  g_test_add_func ("/cookie/morsel/output", test_output);
  g_test_add_func ("/cookie/morsel/js-output", test_js_output);
  g_test_add_func ("/cookie/morsel/copy-and-equal", test_copy_and_equal);
  g_test_add_func ("/cookie/morsel/expired/output", test_expired_output);
  g_test_add_func ("/cookie/morsel/expired/state", test_expired_state);
  g_test_add_func ("/cookie/morsel/expired/copy-and-equal", test_expired_copy_and_equal);
  g_test_add_func ("/cookie/morsel/expired/js-output", test_expired_js_output);
  g_test_add_func ("/cookie/morsel/expired/diagnose", test_expired_diagnose);
  g_test_add_func ("/cookie/morsel/diagnose", test_diagnose);
  g_test_add_func ("/cookie/morsel/diagnose/spaces", test_diagnose_spaces);
  g_test_add_func ("/cookie/morsel/name-is-valid", test_name_is_valid);
  g_test_add_func ("/cookie/morsel/handlers", test_handlers);

  return g_test_run ();
}
