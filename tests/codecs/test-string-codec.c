/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "test-refused.h"

static void
test_encode (void)
{
  static const struct { const char *value; const char *text; } cases[] = {
    { "'seven'", "seven" },
    { "''", "\"\"" },
    { "'a;b'", "\"a\\073b\"" },
    { "'\\r\\n'", "\"\\015\\012\"" },
    { "'\303\251'", "\"\\303\\251\"" },
    { "7", "7" },
    { "true", "true" },
    { "1.5", "1.5" },
    { "['a', 'b']", "\"['a'\\054 'b']\"" },
    { "<'x'>", "\"<'x'>\"" },
    { "@ms nothing", "nothing" },
  };
  g_autoptr (CookieCodec) codec = COOKIE_CODEC (cookie_string_codec_new ());

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = cookie_codec_encode (codec, "k", g_variant_new_parsed (cases[i].value), &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_decode (void)
{
  static const struct { const char *text; const char *value; } cases[] = {
    { "", "" },
    { "seven", "seven" },
    { "\"a\\073b\"", "a;b" },
    { "\"\\351\"", "\303\251" },
    { "\"a", "\"a" },
    { "\\000", "\\000" },
    { "\"\\\\000\"", "\\000" },
  };
  g_autoptr (CookieCodec) codec = COOKIE_CODEC (cookie_string_codec_new ());

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup (cases[i].text);
      g_autoptr (GError) error = NULL;
      g_autoptr (GVariant) value = cookie_codec_decode (codec, "k", text, &error);

      g_assert_no_error (error);
      g_assert_false (g_variant_is_floating (value));
      g_assert_cmpstr (g_variant_get_string (value, NULL), ==, cases[i].value);
    }
}

static void
test_quote (void)
{
  static const struct { const char *text; const char *coded_value; } cases[] = {
    { "", "\"\"" }, { "seven", "seven" }, { "a;b", "\"a\\073b\"" }, { "\303\251", "\"\\303\\251\"" }, { "\"\\", "\"\\\"\\\\\"" },
  };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *coded_value = cookie_quote (cases[i].text);
      g_autofree char *text = cookie_unquote (coded_value, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (coded_value, ==, cases[i].coded_value);
      g_assert_cmpstr (text, ==, cases[i].text);
    }

  g_assert_null (cookie_unquote ("\"a\\000\"", &error));
  test_assert_refused (error, COOKIE_ERROR_DECODE, "at byte 2");
  g_assert_null (cookie_unquote ("a\351", &error));
  test_assert_refused (error, COOKIE_ERROR_DECODE, "A coded value must be UTF-8");
  g_assert_null (cookie_unquote ("a\351", NULL));
}

static void
test_decode_refused (void)
{
  g_autoptr (CookieCodec) codec = COOKIE_CODEC (cookie_string_codec_new ());
  g_autoptr (GError) error = NULL;

  g_assert_null (cookie_codec_decode (codec, "k", "\"a\\000\"", &error));
  test_assert_refused (error, COOKIE_ERROR_DECODE, "“\"a\\000\"” at byte 2");
  g_assert_null (cookie_codec_decode (codec, "k", "a\xff", &error));
  test_assert_refused (error, COOKIE_ERROR_DECODE, "at byte 1");
}

/* A codec with a given result, and without a decoder. */

#define TEST_TYPE_CODEC (test_codec_get_type ())
G_DECLARE_FINAL_TYPE (TestCodec, test_codec, TEST, CODEC, GObject)

struct _TestCodec
{
  GObject parent_instance;
};

static void test_codec_iface_init (CookieCodecInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestCodec, test_codec, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COOKIE_TYPE_CODEC, test_codec_iface_init))

static char *
test_codec_encode (CookieCodec  *codec,
                   const char   *name,
                   GVariant     *value,
                   GError      **error)
{
  if (strcmp (name, "both") == 0)
    g_set_error_literal (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT, "and a text");

  return g_str_has_prefix (name, "silent") ? NULL : g_variant_dup_string (value, NULL);
}

static void
test_codec_iface_init (CookieCodecInterface *iface)
{
  iface->encode = test_codec_encode;
}

static void
test_codec_class_init (TestCodecClass *klass)
{
}

static void
test_codec_init (TestCodec *self)
{
}

static void
test_own_codec (void)
{
  g_autoptr (CookieCodec) codec = g_object_new (TEST_TYPE_CODEC, NULL);
  g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
  g_autofree char *fill = g_strnfill (1024 * 1024, 'x');
  g_autofree char *long_name = g_strconcat ("silent", fill, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_string ("x"));

  g_assert_null (cookie_codec_encode (codec, "both", value, &error));
  test_assert_refused (error, COOKIE_ERROR_LIMIT, "and a text");
  g_assert_null (cookie_codec_encode (codec, "silent", value, &error));
  test_assert_refused (error, COOKIE_ERROR_FAILED, "Cookie “silent”: TestCodec failed without an error");
  g_assert_null (cookie_codec_encode (codec, long_name, value, &error));
  test_assert_refused (error, COOKIE_ERROR_FAILED, "“silentx");
  g_assert_null (cookie_codec_decode (codec, "k", "x", &error));
  test_assert_refused (error, COOKIE_ERROR_FAILED, "TestCodec cannot decode");

  cookie_base_cookie_set_codec (cookie, codec);
  g_assert_true (cookie_base_cookie_set (cookie, "a", value, NULL));
  g_assert_false (cookie_base_cookie_set_string (cookie, "a", "x;y", &error));
  test_assert_refused (error, COOKIE_ERROR_ILLEGAL_VALUE, "“x;y” at byte 1");

  /* what cannot be decoded is skipped, or refuses the header */
  g_assert_true (cookie_base_cookie_load (cookie, "b=1", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 1);
  cookie_base_cookie_set_profile (cookie, COOKIE_PROFILE_PYTHON);
  g_assert_false (cookie_base_cookie_load (cookie, "b=1", &error));
  test_assert_refused (error, COOKIE_ERROR_FAILED, "TestCodec cannot decode");
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  test_log_nothing ();

  g_test_add_func ("/cookie/string-codec/encode", test_encode);
  g_test_add_func ("/cookie/string-codec/decode", test_decode);
  g_test_add_func ("/cookie/string-codec/decode-refused", test_decode_refused);
  g_test_add_func ("/cookie/string-codec/own-codec", test_own_codec);

  g_test_add_func ("/cookie/string-codec/quote", test_quote);

  return g_test_run ();
}
