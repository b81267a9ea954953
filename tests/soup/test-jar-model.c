/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "test-jar.h"
#include "test-specs.h"

#include <glib/gstdio.h>
#include <string.h>

static void
assert_model (CookieSoupJarModel *model,
              const char         *expected)
{
  g_autofree char *text = test_jar_describe (model);

  g_assert_cmpstr (text, ==, expected);
}

static void
log_cb (GListModel *model,
        guint       position,
        guint       removed,
        guint       added,
        gpointer    user_data)
{
  g_string_append_printf (user_data, "%u-%u+%u ", position, removed, added);
}

static void
test_list (void)
{
  g_autoptr (SoupCookieJar) jar = soup_cookie_jar_new ();
  g_autoptr (CookieSoupJarModel) model = NULL;
  g_autoptr (GString) log = g_string_new (NULL);
  guint n_items;
  GType type;

  test_jar_add (jar, "b.example", "/", "x", "1");
  test_jar_add (jar, ".a.example", "/", "y", "2");
  test_jar_add (jar, "a.example", "/", "y", "3");
  test_jar_add (jar, "a.example", "/sub", "y", "4");
  model = cookie_soup_jar_model_new (jar);
  assert_model (model, "a.example/ y=3\na.example/sub y=4\n.a.example/ y=2\nb.example/ x=1\n");
  g_assert_true (cookie_soup_jar_model_get_jar (model) == jar);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (model)) == COOKIE_SOUP_TYPE_JAR_ITEM);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (model), 4));
  g_object_get (model, "n-items", &n_items, "item-type", &type, NULL);
  g_assert_cmpuint (n_items, ==, 4);
  g_assert_true (type == COOKIE_SOUP_TYPE_JAR_ITEM);

  g_signal_connect (model, "items-changed", G_CALLBACK (log_cb), log);
  test_jar_add (jar, "a.example", "/", "z", "5");
  test_jar_add (jar, "a.example", "/sub", "y", "6");
  {
    g_autoptr (SoupCookie) gone = soup_cookie_new ("x", "1", "b.example", "/", -1);

    soup_cookie_jar_delete_cookie (jar, gone);
  }
  g_assert_cmpstr (log->str, ==, ""); /* later, when the jar is not locked */
  test_jar_iterate ();
  g_assert_cmpstr (log->str, ==, "2-0+1 1-1+1 4-1+0 ");
  assert_model (model, "a.example/ y=3\na.example/sub y=6\na.example/ z=5\n.a.example/ y=2\n");

  /* deleted as servers do it */
  soup_cookie_jar_add_cookie (jar, soup_cookie_new ("z", "", "a.example", "/", 0));
  test_jar_iterate ();
  test_jar_assert_same (model, jar);
}

static void
test_update (void)
{
  g_autoptr (SoupCookieJar) jar = soup_cookie_jar_new ();
  g_autoptr (CookieSoupJarModel) model = cookie_soup_jar_model_new (jar);
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  test_jar_add (jar, "a.example", "/", "x", "1");
  test_jar_add (jar, "a.example", "/", "y", "2");
  test_jar_iterate ();
  g_signal_connect (model, "items-changed", G_CALLBACK (log_cb), log);

  {
    g_autoptr (CookieSoupJarItem) item = test_jar_get_item (model, 0);
    g_autoptr (CookieSoupJarItem) other = NULL;
    g_autoptr (CookieMorsel) morsel = test_jar_copy_morsel (item);
    g_autoptr (GDateTime) expires = NULL;

    /* nothing was changed */
    g_assert_true (cookie_soup_jar_model_update (model, item, morsel, &error));
    g_assert_cmpstr (log->str, ==, "");

    test_jar_set_value (morsel, "x", "one");
    cookie_morsel_set_secure (morsel, TRUE);
    cookie_morsel_set_http_only (morsel, TRUE);
    cookie_morsel_set_same_site (morsel, COOKIE_SAME_SITE_STRICT);
    cookie_morsel_set_max_age (morsel, 60);
    g_assert_true (cookie_soup_jar_model_update (model, item, morsel, &error));
    g_assert_no_error (error);

    /* at once, and as one change */
    g_assert_cmpstr (log->str, ==, "0-1+1 ");
    other = test_jar_get_item (model, 0);
    g_assert_true (other != item);
    g_set_object (&morsel, cookie_soup_jar_item_get_morsel (other));
    g_assert_cmpstr (cookie_morsel_get_string (morsel), ==, "one");
    g_assert_true (cookie_morsel_get_secure (morsel));
    g_assert_true (cookie_morsel_get_http_only (morsel));
    g_assert_cmpint (cookie_morsel_get_same_site (morsel), ==, COOKIE_SAME_SITE_STRICT);
    expires = cookie_morsel_get_expires (morsel);
    g_assert_cmpint (g_date_time_to_unix (expires) - g_get_real_time () / G_USEC_PER_SEC, <=, 60);
  }

  /* another name and path */
  {
    g_autoptr (CookieSoupJarItem) item = test_jar_get_item (model, 0);
    g_autoptr (CookieMorsel) morsel = test_jar_copy_morsel (item);

    g_string_truncate (log, 0);
    test_jar_set_value (morsel, "z", "one");
    cookie_morsel_set_path (morsel, "/z");
    g_assert_true (cookie_soup_jar_model_update (model, item, morsel, &error));
    g_assert_cmpstr (log->str, ==, "0-1+0 1-0+1 ");
    assert_model (model, "a.example/ y=2\na.example/z z=one\n");
  }

  /* expired */
  {
    g_autoptr (CookieSoupJarItem) item = test_jar_get_item (model, 0);
    g_autoptr (CookieMorsel) morsel = test_jar_copy_morsel (item);

    g_string_truncate (log, 0);
    cookie_morsel_expire (morsel);
    g_assert_true (cookie_soup_jar_model_update (model, item, morsel, &error));
    g_assert_cmpstr (log->str, ==, "0-1+0 ");
  }
  test_jar_iterate ();
  test_jar_assert_same (model, jar);
}

static void
count (guint *n)
{
  ++*n;
}

/* The time of a cookie, before and after an edit: one that is not another is left as it is. */
static void
test_expiry (void)
{
  static const struct {
    const char *before, *after; /* as in a Set-Cookie field */
    gint64 expiry;              /* or 0 for none, or 1 for one in a minute; -1 if the cookie is gone */
    gboolean is_changed;
  } cases[] = {
    { "", "", 0, FALSE },
    { "", "; Expires=Thu, 01 Jan 2099 00:00:00 GMT", 4070908800, TRUE },
    { "", "; Max-Age=60", 1, TRUE },
    { "", "; Max-Age=0", -1, TRUE },
    { "", "; Max-Age=-1", -1, TRUE },
    { "", "; Expires=Thu, 01 Jan 1970 00:00:00 GMT", -1, TRUE },
    { "; Expires=Thu, 01 Jan 2099 00:00:00 GMT", "", 0, TRUE },
    { "; Expires=Thu, 01 Jan 2099 00:00:00 GMT", "; Expires=Thu, 01 Jan 2099 00:00:00 GMT", 4070908800, FALSE },
    { "; Expires=Thu, 01 Jan 2099 00:00:00 GMT", "; Expires=Thu, 01 Jan 2099 00:00:01 GMT", 4070908801, TRUE },
    { "; Expires=Thu, 01 Jan 2099 00:00:00 GMT", "; Max-Age=60", 1, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *before = g_strconcat ("a=1; Path=/; SameSite=Lax", cases[i].before, NULL);
      g_autofree char *after = g_strconcat ("a=1; Path=/; SameSite=Lax", cases[i].after, NULL);
      g_autoptr (GUri) uri = g_uri_parse ("https://a.example/", G_URI_FLAGS_NONE, NULL);
      g_autoptr (SoupCookieJar) jar = soup_cookie_jar_new ();
      g_autoptr (CookieSoupJarModel) model = cookie_soup_jar_model_new (jar);
      g_autoptr (CookieSoupJarItem) item = NULL;
      g_autoptr (CookieMorsel) morsel = cookie_morsel_parse_set_cookie (after, NULL);
      guint n_changes = 0, n_notified = 0;
      g_autoptr (GError) error = NULL;
      GSList *cookies;

      g_test_message ("from “%s” to “%s”", cases[i].before, cases[i].after);
      soup_cookie_jar_add_cookie (jar, soup_cookie_parse (before, uri));
      test_jar_iterate ();
      item = test_jar_get_item (model, 0);
      g_signal_connect_swapped (model, "items-changed", G_CALLBACK (count), &n_changes);
      g_signal_connect_swapped (model, "notify::n-items", G_CALLBACK (count), &n_notified);
      g_assert_true (cookie_soup_jar_model_update (model, item, morsel, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (n_changes, ==, cases[i].is_changed);
      g_assert_cmpuint (n_notified, ==, cases[i].expiry < 0);

      cookies = soup_cookie_jar_all_cookies (jar);
      g_assert_cmpint (cookies == NULL, ==, cases[i].expiry < 0);
      if (cookies != NULL)
        {
          GDateTime *expires = soup_cookie_get_expires (cookies->data);
          const gint64 time = expires != NULL ? g_date_time_to_unix (expires) : 0;

          if (cases[i].expiry == 1)
            g_assert_cmpint (ABS (time - g_get_real_time () / G_USEC_PER_SEC - 60), <, 60);
          else
            g_assert_cmpint (time, ==, cases[i].expiry);
        }
      g_slist_free_full (cookies, (GDestroyNotify) soup_cookie_free);
    }
}

/* Each part that can be edited is written, and it alone. */
static void
test_each_part (void)
{
  static const char *edits[] = {
    "b=1; Path=/; SameSite=Lax", "a=2; Path=/; SameSite=Lax", "a=1; Path=/x; SameSite=Lax", "a=1; Path=/; SameSite=Lax; Secure",
    "a=1; HttpOnly; Path=/; SameSite=Lax", "a=1; Path=/; SameSite=Strict", "a=; Path=/; SameSite=Lax",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr (GUri) uri = g_uri_parse ("https://a.example/", G_URI_FLAGS_NONE, NULL);
      g_autoptr (SoupCookieJar) jar = soup_cookie_jar_new ();
      g_autoptr (CookieSoupJarModel) model = cookie_soup_jar_model_new (jar);
      g_autoptr (CookieMorsel) morsel = cookie_morsel_parse_set_cookie (edits[i], NULL);
      g_autoptr (CookieSoupJarItem) item = NULL, after = NULL;
      g_autofree char *text = NULL;

      soup_cookie_jar_add_cookie (jar, soup_cookie_parse ("a=1; Path=/; SameSite=Lax", uri));
      test_jar_iterate ();
      item = test_jar_get_item (model, 0);
      g_assert_true (cookie_soup_jar_model_update (model, item, morsel, NULL));
      after = test_jar_get_item (model, 0);
      g_assert_true (after != item);
      text = cookie_morsel_to_set_cookie_header (cookie_soup_jar_item_get_morsel (after), NULL);
      g_assert_cmpstr (text, ==, edits[i]);
      test_jar_assert_same (model, jar);

      /* and back, in one change each */
      g_assert_true (cookie_soup_jar_model_update (model, after, cookie_soup_jar_item_get_morsel (item), NULL));
      g_clear_object (&after);
      after = test_jar_get_item (model, 0);
      g_clear_pointer (&text, g_free);
      text = cookie_morsel_to_set_cookie_header (cookie_soup_jar_item_get_morsel (after), NULL);
      g_assert_cmpstr (text, ==, "a=1; Path=/; SameSite=Lax");
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 1);
    }
}

/* A program has set a path that no request has: it stays, whatever else is edited. */
static void
test_odd_path (void)
{
  static const char *paths[] = { "x", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (SoupCookieJar) jar = soup_cookie_jar_new ();
      g_autoptr (CookieSoupJarModel) model = cookie_soup_jar_model_new (jar);
      g_autoptr (CookieSoupJarItem) item = NULL, after = NULL;
      g_autoptr (CookieMorsel) morsel = NULL;
      g_autoptr (SoupCookie) cookie = NULL;
      g_autoptr (GError) error = NULL;

      test_jar_add (jar, "a.example", paths[i], "x", "1");
      test_jar_iterate ();
      item = test_jar_get_item (model, 0);
      morsel = test_jar_copy_morsel (item);
      test_jar_set_value (morsel, "x", "2");
      g_assert_true (cookie_soup_jar_model_update (model, item, morsel, &error));
      g_assert_no_error (error);
      after = test_jar_get_item (model, 0);
      cookie = cookie_soup_jar_item_dup_cookie (after);
      g_assert_cmpstr (soup_cookie_get_value (cookie), ==, "2");
      g_assert_cmpstr (soup_cookie_get_path (cookie), ==, paths[i]);
    }
}

/* The number of items is notified when it changes. */
static void
test_n_items (void)
{
  g_autoptr (SoupCookieJar) jar = soup_cookie_jar_new ();
  g_autoptr (CookieSoupJarModel) model = cookie_soup_jar_model_new (jar);
  guint n_notified = 0;

  g_signal_connect_swapped (model, "notify::n-items", G_CALLBACK (count), &n_notified);
  test_jar_add (jar, "a.example", "/", "x", "1");
  test_jar_iterate ();
  g_assert_cmpuint (n_notified, ==, 1);
  test_jar_add (jar, "a.example", "/", "x", "2");
  test_jar_iterate ();
  g_assert_cmpuint (n_notified, ==, 1);
  soup_cookie_jar_add_cookie (jar, soup_cookie_new ("x", "", "a.example", "/", 0));
  test_jar_iterate ();
  g_assert_cmpuint (n_notified, ==, 2);
}

static void
assert_update_fails (CookieSoupJarModel *model,
                     CookieSoupJarItem  *item,
                     CookieMorsel       *morsel,
                     CookieError         code)
{
  g_autofree char *before = test_jar_describe (model);
  g_autofree char *edited = cookie_morsel_to_set_cookie_header (morsel, NULL);
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (cookie_soup_jar_model_update (model, item, morsel, &error));
  g_assert_error (error, COOKIE_ERROR, code);
  test_jar_iterate ();
  assert_model (model, before);
  test_jar_assert_same (model, cookie_soup_jar_model_get_jar (model));
  kept = cookie_morsel_to_set_cookie_header (morsel, NULL);
  g_assert_cmpstr (kept, ==, edited);
}

/* What does not fit is an error, and nothing is lost. */
static void
test_update_fails (void)
{
  static const char *attributes[] = { "domain", "comment", "version", "priority", "path" };
  static const char *values[] = { "b.example", "text", "1", "high", "nowhere" };
  g_autoptr (SoupCookieJar) jar = soup_cookie_jar_new ();
  g_autoptr (CookieSoupJarModel) model = NULL;
  g_autoptr (CookieSoupJarItem) stale = NULL;
  g_autoptr (CookieMorsel) stale_morsel = NULL;
  g_autoptr (CookieMorsel) nameless = g_object_new (COOKIE_TYPE_MORSEL, "path", "/", "domain", "a.example", NULL);
  g_autoptr (CookieSoupJarItem) foreign = g_object_new (COOKIE_SOUP_TYPE_JAR_ITEM, NULL);
  g_autoptr (GError) error = NULL;

  test_jar_add (jar, "a.example", "/", "x", "1");
  test_jar_add (jar, "a.example", "/", "y", "2");
  test_jar_add (jar, ".a.example", "/", "y", "3");
  model = cookie_soup_jar_model_new (jar);

  for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      g_autoptr (CookieSoupJarItem) item = test_jar_get_item (model, 0);
      g_autoptr (CookieMorsel) morsel = test_jar_copy_morsel (item);

      g_assert_true (cookie_morsel_set_attribute (morsel, attributes[i], g_variant_new_string (values[i]), NULL));
      assert_update_fails (model, item, morsel, COOKIE_ERROR_INVALID_ATTRIBUTE);
    }
  {
    g_autoptr (CookieSoupJarItem) item = test_jar_get_item (model, 2);
    g_autoptr (CookieMorsel) morsel = test_jar_copy_morsel (item);

    cookie_morsel_set_domain (morsel, NULL);
    assert_update_fails (model, item, morsel, COOKIE_ERROR_INVALID_ATTRIBUTE);
    cookie_morsel_set_domain (morsel, "a.example");
    cookie_morsel_set_partitioned (morsel, TRUE);
    assert_update_fails (model, item, morsel, COOKIE_ERROR_INVALID_ATTRIBUTE);
    cookie_morsel_set_partitioned (morsel, FALSE);
    cookie_morsel_set_path (morsel, NULL);
    assert_update_fails (model, item, morsel, COOKIE_ERROR_INVALID_ATTRIBUTE);
    assert_update_fails (model, item, nameless, COOKIE_ERROR_ILLEGAL_KEY);
  }

  /* each SameSite is kept, or refused */
  for (int same_site = COOKIE_SAME_SITE_DEFAULT; same_site <= COOKIE_SAME_SITE_STRICT; same_site++)
    {
      g_autoptr (CookieSoupJarItem) item = test_jar_get_item (model, 0);
      g_autoptr (CookieMorsel) morsel = test_jar_copy_morsel (item);
      g_autoptr (CookieSoupJarItem) after = NULL;
      g_autoptr (GError) refusal = NULL;

      cookie_morsel_set_same_site (morsel, same_site);
      if (same_site == COOKIE_SAME_SITE_LAX || same_site == COOKIE_SAME_SITE_STRICT ||
          cookie_soup_jar_model_update (model, item, morsel, &refusal))
        {
          g_assert_true (cookie_soup_jar_model_update (model, item, morsel, NULL));
          after = test_jar_get_item (model, 0);
          g_assert_cmpint (cookie_morsel_get_same_site (cookie_soup_jar_item_get_morsel (after)), ==, same_site);
        }
      else
        {
          /* newer jars do not accept SameSite=None without Secure at all */
          g_assert_true (g_error_matches (refusal, COOKIE_ERROR, COOKIE_ERROR_INVALID_ATTRIBUTE) ||
                         g_error_matches (refusal, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_VALUE));
          assert_update_fails (model, item, morsel, refusal->code);
        }
    }

  /* another cookie has the name */
  {
    g_autoptr (CookieSoupJarItem) item = test_jar_get_item (model, 0);
    g_autoptr (CookieMorsel) morsel = test_jar_copy_morsel (item);

    test_jar_set_value (morsel, "y", "1");
    assert_update_fails (model, item, morsel, COOKIE_ERROR_ILLEGAL_KEY);
    g_assert_false (cookie_soup_jar_model_update (model, item, morsel, &error));
    g_assert_nonnull (strstr (error->message, "“y”"));
    g_clear_error (&error);
  }

  stale = test_jar_get_item (model, 1);
  g_assert_true (cookie_soup_jar_model_remove (model, stale, &error));
  g_assert_no_error (error);
  assert_model (model, "a.example/ x=1\n.a.example/ y=3\n");
  stale_morsel = test_jar_copy_morsel (stale);
  test_jar_set_value (stale_morsel, "y", "again");
  assert_update_fails (model, stale, stale_morsel, COOKIE_ERROR_ILLEGAL_KEY);
  g_assert_false (cookie_soup_jar_model_remove (model, stale, &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_KEY);
  g_clear_error (&error);
  g_assert_false (cookie_soup_jar_model_remove (model, stale, NULL));

  g_assert_cmpstr (cookie_soup_jar_item_get_host (foreign), ==, "");
  g_assert_true (cookie_soup_jar_item_get_host_only (foreign));
  g_assert_false (cookie_soup_jar_model_remove (model, foreign, &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_KEY);
}

/* A server has set the cookie again meanwhile: what was not edited is the server's. */
static void
test_meanwhile (void)
{
  g_autoptr (SoupCookieJar) jar = soup_cookie_jar_new ();
  g_autoptr (CookieSoupJarModel) model = NULL;
  g_autoptr (CookieSoupJarItem) item = NULL;
  g_autoptr (CookieMorsel) morsel = NULL;
  g_autoptr (GError) error = NULL;

  test_jar_add (jar, "a.example", "/", "x", "1");
  model = cookie_soup_jar_model_new (jar);
  item = test_jar_get_item (model, 0);
  morsel = test_jar_copy_morsel (item);
  cookie_morsel_set_http_only (morsel, TRUE);
  test_jar_add (jar, "a.example", "/", "x", "2");
  g_assert_true (cookie_soup_jar_model_update (model, item, morsel, &error));
  g_assert_no_error (error);
  assert_model (model, "a.example/ x=2\n");

  /* and a removal is of the cookie as it is now */
  g_assert_true (cookie_soup_jar_model_remove (model, item, &error));
  assert_model (model, "");
  test_jar_assert_same (model, jar);
}

/* A cookie that a morsel cannot hold is shown, edited and deleted all the same. */
static void
test_unsafe (void)
{
  g_autoptr (SoupCookieJar) jar = soup_cookie_jar_new ();
  g_autoptr (CookieSoupJarModel) model = cookie_soup_jar_model_new (jar);
  g_autoptr (CookieSoupJarItem) item = NULL;
  g_autoptr (CookieMorsel) morsel = NULL;
  g_autoptr (GError) error = NULL;
  GSList *cookies;

  test_jar_add (jar, "a.example", "/b;c", "x", "1;2");
  test_jar_iterate ();
  item = test_jar_get_item (model, 0);
  morsel = test_jar_copy_morsel (item);
  g_assert_cmpstr (cookie_morsel_get_coded_value (morsel), ==, "1\ufffd2");
  g_assert_cmpstr (cookie_morsel_get_path (morsel), ==, "/b\ufffdc");
  cookie_morsel_set_secure (morsel, TRUE);
  g_assert_true (cookie_soup_jar_model_update (model, item, morsel, &error));
  g_assert_no_error (error);

  cookies = soup_cookie_jar_all_cookies (jar);
  g_assert_cmpstr (soup_cookie_get_value (cookies->data), ==, "1;2");
  g_assert_cmpstr (soup_cookie_get_path (cookies->data), ==, "/b;c");
  g_assert_true (soup_cookie_get_secure (cookies->data));
  g_slist_free_full (cookies, (GDestroyNotify) soup_cookie_free);

  g_assert_true (cookie_soup_jar_model_remove (model, item, &error));
  test_jar_assert_same (model, jar);

  /* the undo of an application */
  soup_cookie_jar_add_cookie (jar, cookie_soup_jar_item_dup_cookie (item));
  cookies = soup_cookie_jar_all_cookies (jar);
  g_assert_cmpstr (soup_cookie_get_value (cookies->data), ==, "1;2");
  g_assert_cmpstr (soup_cookie_get_path (cookies->data), ==, "/b;c");
  g_assert_false (soup_cookie_get_secure (cookies->data));
  g_slist_free_full (cookies, (GDestroyNotify) soup_cookie_free);
}

static void
test_read_only (void)
{
  g_autoptr (SoupCookieJar) jar = g_object_new (SOUP_TYPE_COOKIE_JAR, "read-only", TRUE, NULL);
  g_autoptr (CookieSoupJarModel) model = NULL;
  g_autoptr (CookieSoupJarItem) item = NULL;
  g_autoptr (CookieMorsel) morsel = NULL;
  g_autoptr (GError) error = NULL;

  test_jar_add (jar, "a.example", "/", "x", "1");
  model = cookie_soup_jar_model_new (jar);
  item = test_jar_get_item (model, 0);
  morsel = test_jar_copy_morsel (item);
  test_jar_set_value (morsel, "x", "2");
  assert_update_fails (model, item, morsel, COOKIE_ERROR_NOT_SUPPORTED);
  g_assert_false (cookie_soup_jar_model_remove (model, item, &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_NOT_SUPPORTED);
  test_jar_assert_same (model, jar);
}

static void
stop_cb (SoupCookieJar *jar)
{
  g_signal_stop_emission_by_name (jar, "changed");
}

static gpointer
tell_func (gpointer jar)
{
  g_autoptr (SoupCookie) cookie = soup_cookie_new ("y", "2", "a.example", "/", 3600);

  g_signal_emit_by_name (jar, "changed", NULL, cookie);

  return NULL;
}

/* Stops what its own thread does, in the middle of which another thread adds a cookie. */
static void
add_elsewhere_cb (SoupCookieJar *jar,
                  SoupCookie    *old_cookie,
                  SoupCookie    *new_cookie,
                  gpointer       thread)
{
  if (thread != g_thread_self () || new_cookie == NULL)
    return;

  g_thread_join (g_thread_new ("other", tell_func, jar));
  stop_cb (jar);
}

/* That another thread has added a cookie does not mean that this one was accepted. */
static void
test_refused_meanwhile (void)
{
  g_autoptr (SoupCookieJar) jar = soup_cookie_jar_new ();
  g_autoptr (CookieSoupJarModel) model = NULL;
  g_autoptr (CookieSoupJarItem) item = NULL;
  g_autoptr (CookieMorsel) morsel = NULL;
  g_autoptr (GError) error = NULL;

  test_jar_add (jar, "a.example", "/", "x", "1");
  g_signal_connect (jar, "changed", G_CALLBACK (add_elsewhere_cb), g_thread_self ());
  model = cookie_soup_jar_model_new (jar);
  item = test_jar_get_item (model, 0);
  morsel = test_jar_copy_morsel (item);
  test_jar_set_value (morsel, "x", "2");
  g_assert_false (cookie_soup_jar_model_update (model, item, morsel, &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_VALUE);
  assert_model (model, "a.example/ x=1\na.example/ y=2\n");
}

/* A jar that does not tell that it has the cookie has refused it: the old one is there again. */
static void
test_refused (void)
{
  g_autoptr (SoupCookieJar) jar = soup_cookie_jar_new ();
  g_autoptr (CookieSoupJarModel) model = NULL;
  g_autoptr (CookieSoupJarItem) item = NULL;
  g_autoptr (CookieMorsel) morsel = NULL;
  gboolean has_old = FALSE;
  GSList *cookies;

  test_jar_add (jar, "a.example", "/", "x", "1");
  g_signal_connect (jar, "changed", G_CALLBACK (stop_cb), NULL);
  model = cookie_soup_jar_model_new (jar);
  item = test_jar_get_item (model, 0);
  morsel = test_jar_copy_morsel (item);
  cookie_morsel_set_path (morsel, "/x");
  g_assert_false (cookie_soup_jar_model_update (model, item, morsel, NULL));
  assert_model (model, "a.example/ x=1\n");

  cookies = soup_cookie_jar_all_cookies (jar);
  for (GSList *l = cookies; l != NULL; l = l->next)
    has_old |= strcmp (soup_cookie_get_path (l->data), "/") == 0;
  g_assert_true (has_old);
  g_slist_free_full (cookies, (GDestroyNotify) soup_cookie_free);
}

/* The model comes first, if the handler that stops the others was connected after it. */
static void
test_stopped (void)
{
  g_autoptr (SoupCookieJar) jar = soup_cookie_jar_new ();
  g_autoptr (CookieSoupJarModel) model = cookie_soup_jar_model_new (jar);

  g_signal_connect (jar, "changed", G_CALLBACK (stop_cb), NULL);
  test_jar_add (jar, "a.example", "/", "x", "1");
  test_jar_iterate ();
  assert_model (model, "a.example/ x=1\n");
}

static void
drop_cb (GListModel *list,
         guint       position,
         guint       removed,
         guint       added,
         gpointer    user_data)
{
  CookieSoupJarModel **model = user_data;

  g_clear_object (model);
}

/* A handler drops the last reference of the model. */
static void
test_dropped (void)
{
  g_autoptr (SoupCookieJar) jar = soup_cookie_jar_new ();
  CookieSoupJarModel *model = cookie_soup_jar_model_new (jar);
  g_autoptr (CookieSoupJarItem) item = NULL;
  g_autoptr (CookieMorsel) morsel = NULL;

  g_signal_connect (model, "items-changed", G_CALLBACK (drop_cb), &model);
  test_jar_add (jar, "a.example", "/", "x", "1");
  test_jar_add (jar, "a.example", "/", "y", "2");
  test_jar_iterate ();
  g_assert_null (model);

  model = cookie_soup_jar_model_new (jar);
  item = test_jar_get_item (model, 0);
  morsel = test_jar_copy_morsel (item);
  test_jar_set_value (morsel, "z", "3");
  g_signal_connect (model, "items-changed", G_CALLBACK (drop_cb), &model);
  g_assert_true (cookie_soup_jar_model_update (model, item, morsel, NULL));
  g_assert_null (model);

  /* nobody is told, and nothing waits */
  test_jar_add (jar, "a.example", "/", "x", "4");
  g_assert_false (g_main_context_iteration (NULL, FALSE));
}

/* A jar in a file: what is edited and removed is there when it is opened again. */
static void
test_database (void)
{
  g_autofree char *directory = g_dir_make_tmp ("cookie-jar-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (directory, "jar.sqlite", NULL);
  g_autoptr (SoupCookieJar) jar = soup_cookie_jar_db_new (file, FALSE);
  g_autoptr (CookieSoupJarModel) model = cookie_soup_jar_model_new (jar);
  g_autoptr (CookieSoupJarItem) edited = NULL, removed = NULL;
  g_autoptr (CookieMorsel) morsel = NULL;
  g_autoptr (GError) error = NULL;

  test_jar_add (jar, "a.example", "/", "x", "1");
  test_jar_add (jar, "a.example", "/", "y", "2");
  test_jar_add (jar, ".b.example", "/", "z", "3");
  test_jar_iterate ();
  edited = test_jar_get_item (model, 0);
  removed = test_jar_get_item (model, 1);
  morsel = test_jar_copy_morsel (edited);
  test_jar_set_value (morsel, "x", "one");
  cookie_morsel_set_secure (morsel, TRUE);
  g_assert_true (cookie_soup_jar_model_update (model, edited, morsel, &error));
  g_assert_true (cookie_soup_jar_model_remove (model, removed, &error));

  /* the file has the one with the new path alone */
  g_clear_object (&edited);
  edited = test_jar_get_item (model, 1);
  g_set_object (&morsel, NULL);
  morsel = test_jar_copy_morsel (edited);
  cookie_morsel_set_path (morsel, "/z");
  g_assert_true (cookie_soup_jar_model_update (model, edited, morsel, &error));

  g_clear_object (&model);
  g_clear_object (&jar);
  jar = soup_cookie_jar_db_new (file, FALSE);
  model = cookie_soup_jar_model_new (jar);
  assert_model (model, "a.example/ x=one\n.b.example/z z=3\n");
  g_set_object (&edited, NULL);
  edited = test_jar_get_item (model, 0);
  g_assert_true (cookie_morsel_get_secure (cookie_soup_jar_item_get_morsel (edited)));

  g_clear_object (&model);
  g_clear_object (&jar);
  g_unlink (file);
  g_rmdir (directory);
}

static void
test_properties (void)
{
  g_autoptr (SoupCookieJar) jar = soup_cookie_jar_new ();
  g_autoptr (CookieSoupJarModel) model = NULL, alone = g_object_new (COOKIE_SOUP_TYPE_JAR_MODEL, NULL);
  g_autoptr (CookieSoupJarItem) item = NULL;
  g_autoptr (CookieMorsel) morsel = NULL;
  g_autoptr (SoupCookieJar) own_jar = NULL;
  g_autofree char *host = NULL;
  gboolean host_only;

  g_object_get (alone, "jar", &own_jar, NULL);
  g_assert_nonnull (own_jar);

  test_jar_add (jar, ".a.example", "/", "x", "1");
  model = cookie_soup_jar_model_new (jar);
  item = test_jar_get_item (model, 0);
  g_object_get (item, "morsel", &morsel, "host", &host, "host-only", &host_only, NULL);
  g_assert_true (morsel == cookie_soup_jar_item_get_morsel (item));
  g_assert_cmpstr (host, ==, "a.example");
  g_assert_false (host_only);
  g_assert_cmpstr (cookie_morsel_get_domain (morsel), ==, "a.example");
}

static void
test_specs (void)
{
  g_autofree char *item = test_describe_properties (COOKIE_SOUP_TYPE_JAR_ITEM);
  g_autofree char *model = test_describe_properties (COOKIE_SOUP_TYPE_JAR_MODEL);

  g_assert_cmpstr (item, ==, "morsel rsss CookieMorsel\nhost rsss text\nhost-only rsss 1\n");
  g_assert_cmpstr (model, ==, "jar rwosss SoupCookieJar\nitem-type rsss GType\nn-items rsss 0..4294967295 0\n");
}

/* An item that is of no jar: an object of each type can be made */
static void
test_no_jar (void)
{
  g_autoptr (CookieSoupJarItem) item = g_object_new (COOKIE_SOUP_TYPE_JAR_ITEM, NULL);
  g_autoptr (SoupCookie) cookie = cookie_soup_jar_item_dup_cookie (item);

  g_assert_cmpstr (soup_cookie_get_name (cookie), ==, "");
  g_assert_null (soup_cookie_get_expires (cookie));
  g_assert_cmpstr (cookie_soup_jar_item_get_host (item), ==, "");
  g_assert_cmpstr (cookie_morsel_get_key (cookie_soup_jar_item_get_morsel (item)), ==, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/soup/jar-model/list", test_list);
  g_test_add_func ("/soup/jar-model/update", test_update);
  g_test_add_func ("/soup/jar-model/expiry", test_expiry);
  g_test_add_func ("/soup/jar-model/each-part", test_each_part);
  g_test_add_func ("/soup/jar-model/odd-path", test_odd_path);
  g_test_add_func ("/soup/jar-model/n-items", test_n_items);
  g_test_add_func ("/soup/jar-model/update-fails", test_update_fails);
  g_test_add_func ("/soup/jar-model/meanwhile", test_meanwhile);
  g_test_add_func ("/soup/jar-model/unsafe", test_unsafe);
  g_test_add_func ("/soup/jar-model/read-only", test_read_only);
  g_test_add_func ("/soup/jar-model/refused", test_refused);
  g_test_add_func ("/soup/jar-model/refused-meanwhile", test_refused_meanwhile);
  g_test_add_func ("/soup/jar-model/stopped", test_stopped);
  g_test_add_func ("/soup/jar-model/dropped", test_dropped);
  g_test_add_func ("/soup/jar-model/database", test_database);
  g_test_add_func ("/soup/jar-model/properties", test_properties);
  g_test_add_func ("/soup/jar-model/specs", test_specs);
  g_test_add_func ("/soup/jar-model/no-jar", test_no_jar);

  return g_test_run ();
}
