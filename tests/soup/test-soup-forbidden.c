/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the documentation of CookieSoup forbids: each function says so, and returns 0, or FALSE. */

#include "test-jar.h"

#define assert_forbidden(call) \
  G_STMT_START \
    { \
      g_test_expect_message ("Cookie", G_LOG_LEVEL_CRITICAL, "*assertion*failed*"); \
      g_assert_cmpint (call, ==, 0); \
      g_test_assert_expected_messages (); \
    } \
  G_STMT_END

static void
test_headers (void)
{
  g_autoptr (SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autoptr (GError) error = g_error_new_literal (COOKIE_ERROR, COOKIE_ERROR_FAILED, "before");

  assert_forbidden (cookie_soup_load_headers (NULL, headers, NULL));
  assert_forbidden (cookie_soup_load_headers (cookie, NULL, NULL));
  assert_forbidden (cookie_soup_load_headers (cookie, headers, &error));
  assert_forbidden (cookie_soup_append_changes (NULL, headers));
  assert_forbidden (cookie_soup_append_changes (cookie, NULL));
  assert_forbidden (cookie_soup_get_morsels (NULL) != NULL);
  assert_forbidden (cookie_soup_diagnose_headers (NULL, NULL) != NULL);
}

static void
test_cookie (void)
{
  g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();
  g_autoptr (GError) error = g_error_new_literal (COOKIE_ERROR, COOKIE_ERROR_FAILED, "before");

  assert_forbidden (cookie_soup_morsel_from_cookie (NULL) != NULL);
  assert_forbidden (cookie_soup_morsel_to_cookie (NULL, NULL, NULL) != NULL);
  assert_forbidden (cookie_soup_morsel_to_cookie (morsel, NULL, &error) != NULL);
  assert_forbidden (cookie_soup_get_origin (NULL, COOKIE_SOUP_ORIGIN_NONE) != NULL);
}

static void
test_jar (void)
{
  g_autoptr (SoupCookieJar) jar = soup_cookie_jar_new ();
  g_autoptr (CookieSoupJarModel) model = cookie_soup_jar_model_new (jar);
  g_autoptr (CookieSoupJarItem) item = g_object_new (COOKIE_SOUP_TYPE_JAR_ITEM, NULL);
  g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();
  g_autoptr (GError) error = g_error_new_literal (COOKIE_ERROR, COOKIE_ERROR_FAILED, "before");

  assert_forbidden (cookie_soup_jar_model_new (NULL) != NULL);
  assert_forbidden (cookie_soup_jar_model_get_jar (NULL) != NULL);
  assert_forbidden (cookie_soup_jar_model_update (NULL, item, morsel, NULL));
  assert_forbidden (cookie_soup_jar_model_update (model, NULL, morsel, NULL));
  assert_forbidden (cookie_soup_jar_model_update (model, item, NULL, NULL));
  assert_forbidden (cookie_soup_jar_model_update (model, item, morsel, &error));
  assert_forbidden (cookie_soup_jar_model_remove (NULL, item, NULL));
  assert_forbidden (cookie_soup_jar_model_remove (model, NULL, NULL));
  assert_forbidden (cookie_soup_jar_model_remove (model, item, &error));
  assert_forbidden (cookie_soup_jar_item_get_morsel (NULL) != NULL);
  assert_forbidden (cookie_soup_jar_item_get_host (NULL) != NULL);
  assert_forbidden (cookie_soup_jar_item_get_host_only (NULL));
  assert_forbidden (cookie_soup_jar_item_dup_cookie (NULL) != NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/soup/forbidden/headers", test_headers);
  g_test_add_func ("/soup/forbidden/cookie", test_cookie);
  g_test_add_func ("/soup/forbidden/jar", test_jar);

  return g_test_run ();
}
