/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the documentation forbids: each function says so, and returns FALSE, or the value that its documentation names. */

#include <cookie-glib/cookie-glib.h>

#define assert_forbidden(call) \
  G_STMT_START \
    { \
      g_test_expect_message ("Cookie", G_LOG_LEVEL_CRITICAL, "*assertion*failed*"); \
      g_assert_false (call); \
      g_test_assert_expected_messages (); \
    } \
  G_STMT_END

#define assert_forbidden_number(call, expected) \
  G_STMT_START \
    { \
      g_test_expect_message ("Cookie", G_LOG_LEVEL_CRITICAL, "*assertion*failed*"); \
      g_assert_cmpint (call, ==, expected); \
      g_test_assert_expected_messages (); \
    } \
  G_STMT_END

static void
test_keyring (void)
{
  g_autoptr (CookieKeyring) keyring = cookie_keyring_new ();
  g_autoptr (GBytes) bytes = cookie_keyring_generate_secret ();
  g_autoptr (GError) error = g_error_new_literal (COOKIE_ERROR, COOKIE_ERROR_FAILED, "before");

  assert_forbidden (cookie_keyring_append (NULL, bytes, NULL));
  assert_forbidden (cookie_keyring_append (keyring, NULL, NULL));
  assert_forbidden (cookie_keyring_append (keyring, bytes, &error));
  assert_forbidden (cookie_keyring_prepend (NULL, bytes, NULL));
  assert_forbidden (cookie_keyring_prepend (keyring, NULL, NULL));
  assert_forbidden (cookie_keyring_prepend (keyring, bytes, &error));
  assert_forbidden (cookie_keyring_remove (NULL, bytes));
  assert_forbidden (cookie_keyring_remove (keyring, NULL));
  assert_forbidden_number (cookie_keyring_get_size (NULL), 0);
}

static void
test_codec (void)
{
  g_autoptr (CookieCodec) codec = COOKIE_CODEC (cookie_string_codec_new ());

  assert_forbidden_number (cookie_codec_get_remaining_lifetime (NULL, "a", "b"), -1);
  assert_forbidden_number (cookie_codec_get_remaining_lifetime (codec, NULL, "b"), -1);
  assert_forbidden_number (cookie_codec_get_remaining_lifetime (codec, "a", NULL), -1);
  assert_forbidden_number (cookie_variant_codec_get_format (NULL), COOKIE_VARIANT_FORMAT_TEXT);
  assert_forbidden_number (cookie_variant_codec_get_max_length (NULL), 0);
  assert_forbidden_number (cookie_json_codec_get_max_length (NULL), 0);
  assert_forbidden_number (cookie_smart_codec_get_max_length (NULL), 0);
  assert_forbidden_number (cookie_sealed_codec_get_max_length (NULL), 0);
  assert_forbidden_number (cookie_sealed_codec_get_lifetime (NULL), 0);
}

static void
test_dictionary (void)
{
  static const char * const names[] = { "path", NULL };
  g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
  g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a=b", 3);
  g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_string ("b"));
  g_autoptr (GError) error = g_error_new_literal (COOKIE_ERROR, COOKIE_ERROR_FAILED, "before");

  assert_forbidden (cookie_base_cookie_set (NULL, "a", value, NULL));
  assert_forbidden (cookie_base_cookie_set (cookie, NULL, value, NULL));
  assert_forbidden (cookie_base_cookie_set (cookie, "a", NULL, NULL));
  assert_forbidden (cookie_base_cookie_set (cookie, "a", value, &error));
  assert_forbidden (cookie_base_cookie_set_coded (NULL, "a", value, "a", NULL));
  assert_forbidden (cookie_base_cookie_set_coded (cookie, NULL, value, "a", NULL));
  assert_forbidden (cookie_base_cookie_set_coded (cookie, "a", value, NULL, NULL));
  assert_forbidden (cookie_base_cookie_set_coded (cookie, "a", value, "a", &error));
  assert_forbidden (cookie_base_cookie_set_morsel (NULL, morsel, NULL));
  assert_forbidden (cookie_base_cookie_set_morsel (cookie, NULL, NULL));
  assert_forbidden (cookie_base_cookie_set_morsel (cookie, morsel, &error));
  assert_forbidden (cookie_base_cookie_set_all (NULL, value, NULL));
  assert_forbidden (cookie_base_cookie_set_all (cookie, NULL, NULL));
  assert_forbidden (cookie_base_cookie_set_all (cookie, value, &error));
  assert_forbidden (cookie_base_cookie_equal (NULL, cookie));
  assert_forbidden (cookie_base_cookie_equal (cookie, NULL));
  assert_forbidden (cookie_base_cookie_load (NULL, "a", NULL));
  assert_forbidden (cookie_base_cookie_load (cookie, NULL, NULL));
  assert_forbidden (cookie_base_cookie_load (cookie, "a", &error));
  assert_forbidden (cookie_base_cookie_load_fields (NULL, names, NULL));
  assert_forbidden (cookie_base_cookie_load_fields (cookie, NULL, NULL));
  assert_forbidden (cookie_base_cookie_load_fields (cookie, names, &error));
  assert_forbidden (cookie_base_cookie_load_bytes (NULL, bytes, NULL));
  assert_forbidden (cookie_base_cookie_load_bytes (cookie, NULL, NULL));
  assert_forbidden (cookie_base_cookie_load_bytes (cookie, bytes, &error));
  assert_forbidden (cookie_base_cookie_contains (NULL, "a"));
  assert_forbidden (cookie_base_cookie_contains (cookie, NULL));
  assert_forbidden (cookie_base_cookie_remove (NULL, "a"));
  assert_forbidden (cookie_base_cookie_remove (cookie, NULL));
  assert_forbidden (cookie_base_cookie_expire (NULL, "a", NULL));
  assert_forbidden (cookie_base_cookie_expire (cookie, NULL, NULL));
  assert_forbidden (cookie_base_cookie_expire (cookie, "a", &error));
  assert_forbidden (cookie_base_cookie_restore (NULL, value, NULL));
  assert_forbidden (cookie_base_cookie_restore (cookie, NULL, NULL));
  assert_forbidden (cookie_base_cookie_restore (cookie, value, &error));
  assert_forbidden (cookie_base_cookie_get_has_changes (NULL));
  assert_forbidden (cookie_base_cookie_touch (NULL, "a", NULL));
  assert_forbidden (cookie_base_cookie_touch (cookie, NULL, NULL));
  assert_forbidden (cookie_base_cookie_touch (cookie, "a", &error));
  assert_forbidden (cookie_base_cookie_set_string (NULL, "a", "a", NULL));
  assert_forbidden (cookie_base_cookie_set_string (cookie, NULL, "a", NULL));
  assert_forbidden (cookie_base_cookie_set_string (cookie, "a", NULL, NULL));
  assert_forbidden (cookie_base_cookie_set_string (cookie, "a", "a", &error));
  assert_forbidden_number (cookie_base_cookie_get_size (NULL), 0);
  assert_forbidden_number (cookie_base_cookie_get_max_pairs (NULL), 0);
  assert_forbidden_number (cookie_base_cookie_get_max_length (NULL), 0);
  assert_forbidden_number (cookie_base_cookie_get_profile (NULL), COOKIE_PROFILE_RFC6265);
}

static void
test_morsel (void)
{
  static const char * const names[] = { "path", NULL };
  g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();
  g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_string ("b"));
  g_autoptr (GError) error = g_error_new_literal (COOKIE_ERROR, COOKIE_ERROR_FAILED, "before");

  assert_forbidden (cookie_morsel_is_reserved_key (NULL));
  assert_forbidden (cookie_morsel_set_attribute (NULL, "a", value, NULL));
  assert_forbidden (cookie_morsel_set_attribute (morsel, NULL, value, NULL));
  assert_forbidden (cookie_morsel_set_attribute (morsel, "a", value, &error));
  assert_forbidden (cookie_morsel_set_attributes (NULL, names, 0, NULL, NULL));
  assert_forbidden (cookie_morsel_set_attributes (morsel, NULL, 0, NULL, NULL));
  assert_forbidden (cookie_morsel_set_attributes (morsel, names, 1, NULL, NULL));
  assert_forbidden (cookie_morsel_set_attributes (morsel, names, 0, NULL, &error));
  assert_forbidden (cookie_morsel_set_attributes_from_text (NULL, "a", NULL));
  assert_forbidden (cookie_morsel_set_attributes_from_text (morsel, NULL, NULL));
  assert_forbidden (cookie_morsel_set_attributes_from_text (morsel, "a", &error));
  assert_forbidden (cookie_morsel_set_attribute_string (NULL, "a", "a", NULL));
  assert_forbidden (cookie_morsel_set_attribute_string (morsel, NULL, "a", NULL));
  assert_forbidden (cookie_morsel_set_attribute_string (morsel, "a", "a", &error));
  assert_forbidden (cookie_morsel_set_attribute_integer (NULL, "a", 1, NULL));
  assert_forbidden (cookie_morsel_set_attribute_integer (morsel, NULL, 1, NULL));
  assert_forbidden (cookie_morsel_set_attribute_integer (morsel, "a", 1, &error));
  assert_forbidden (cookie_morsel_set_attribute_boolean (NULL, "a", TRUE, NULL));
  assert_forbidden (cookie_morsel_set_attribute_boolean (morsel, NULL, TRUE, NULL));
  assert_forbidden (cookie_morsel_set_attribute_boolean (morsel, "a", TRUE, &error));
  assert_forbidden (cookie_morsel_set (NULL, "a", value, "a", NULL));
  assert_forbidden (cookie_morsel_set (morsel, NULL, value, "a", NULL));
  assert_forbidden (cookie_morsel_set (morsel, "a", NULL, "a", NULL));
  assert_forbidden (cookie_morsel_set (morsel, "a", value, NULL, NULL));
  assert_forbidden (cookie_morsel_set (morsel, "a", value, "a", &error));
  assert_forbidden (cookie_morsel_equal (NULL, morsel));
  assert_forbidden (cookie_morsel_equal (morsel, NULL));
  assert_forbidden (cookie_morsel_get_expired (NULL));
  assert_forbidden (cookie_name_is_valid (NULL));
  assert_forbidden (cookie_morsel_restore (NULL, value, NULL));
  assert_forbidden (cookie_morsel_restore (morsel, NULL, NULL));
  assert_forbidden (cookie_morsel_restore (morsel, value, &error));
  assert_forbidden (cookie_morsel_get_secure (NULL));
  assert_forbidden (cookie_morsel_get_http_only (NULL));
  assert_forbidden (cookie_morsel_get_partitioned (NULL));
  assert_forbidden_number (cookie_morsel_get_max_age (NULL), -1);
  assert_forbidden_number (cookie_morsel_get_priority (NULL), COOKIE_PRIORITY_DEFAULT);
  assert_forbidden_number (cookie_morsel_get_same_site (NULL), COOKIE_SAME_SITE_DEFAULT);
}

static void
test_diagnostic (void)
{
  assert_forbidden_number (cookie_diagnostic_get_code (NULL), COOKIE_DIAGNOSTIC_CODE_NAMELESS);
  assert_forbidden_number (cookie_diagnostic_get_severity (NULL), COOKIE_DIAGNOSTIC_SEVERITY_ERROR);
  assert_forbidden_number (cookie_diagnostic_get_field (NULL), 0);
  assert_forbidden_number (cookie_diagnostic_get_offset (NULL), 0);
  assert_forbidden_number (cookie_diagnostic_get_length (NULL), 0);
}

static void
test_schema (void)
{
  g_autoptr (CookieSchema) schema = cookie_schema_new ();
  g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();
  g_autoptr (GError) error = g_error_new_literal (COOKIE_ERROR, COOKIE_ERROR_FAILED, "before");
  gpointer wrong = schema;

  assert_forbidden (cookie_schema_add (NULL, "a", NULL, morsel, NULL));
  assert_forbidden (cookie_schema_add (schema, NULL, NULL, morsel, NULL));
  assert_forbidden (cookie_schema_add (schema, "a", wrong, morsel, NULL));
  assert_forbidden (cookie_schema_add (schema, "a", NULL, wrong, NULL));
  assert_forbidden (cookie_schema_add (schema, "a", NULL, morsel, &error));
  assert_forbidden (cookie_schema_set_default (NULL, NULL, morsel, NULL));
  assert_forbidden (cookie_schema_set_default (schema, wrong, morsel, NULL));
  assert_forbidden (cookie_schema_set_default (schema, NULL, wrong, NULL));
  assert_forbidden (cookie_schema_set_default (schema, NULL, morsel, &error));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/forbidden/keyring", test_keyring);
  g_test_add_func ("/forbidden/codec", test_codec);
  g_test_add_func ("/forbidden/dictionary", test_dictionary);
  g_test_add_func ("/forbidden/morsel", test_morsel);
  g_test_add_func ("/forbidden/diagnostic", test_diagnostic);
  g_test_add_func ("/forbidden/schema", test_schema);

  return g_test_run ();
}
