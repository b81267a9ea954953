/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <cookie-glib/cookie-glib-soup.h>

#include <glib/gstdio.h>
#include <string.h>

static void
add (SoupCookieJar *jar,
     const char    *domain,
     const char    *path,
     const char    *name,
     const char    *value)
{
  soup_cookie_jar_add_cookie (jar, soup_cookie_new (name, value, domain, path, 3600));
}

static void
iterate (void)
{
  while (g_main_context_iteration (g_main_context_get_thread_default (), FALSE))
    ;
}

static char *
describe_item (CookieSoupJarItem *item)
{
  CookieMorsel *morsel = cookie_soup_jar_item_get_morsel (item);

  return g_strdup_printf ("%s%s%s %s=%s", cookie_soup_jar_item_get_host_only (item) ? "" : ".",
                          cookie_soup_jar_item_get_host (item), cookie_morsel_get_path (morsel),
                          cookie_morsel_get_key (morsel), cookie_morsel_get_coded_value (morsel));
}

static char *
describe (CookieSoupJarModel *model)
{
  GString *text = g_string_new (NULL);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (model));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CookieSoupJarItem) item = g_list_model_get_item (G_LIST_MODEL (model), i);
      g_autofree char *line = describe_item (item);

      g_string_append_printf (text, "%s\n", line);
    }

  return g_string_free (text, FALSE);
}

static void
assert_model (CookieSoupJarModel *model,
              const char         *expected)
{
  g_autofree char *text = describe (model);

  g_assert_cmpstr (text, ==, expected);
}

static int
compare_lines_func (gconstpointer a,
                    gconstpointer b)
{
  return strcmp (*(char **) a, *(char **) b);
}

/* Both have the same cookies: the jar is in no order. */
static void
assert_same (CookieSoupJarModel *model,
             SoupCookieJar      *jar)
{
  g_autofree char *text = describe (model);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);
  GSList *cookies = soup_cookie_jar_all_cookies (jar);

  for (GSList *l = cookies; l != NULL; l = l->next)
    g_ptr_array_add (others, g_strdup_printf ("%s%s %s=%s", soup_cookie_get_domain (l->data), soup_cookie_get_path (l->data),
                                              soup_cookie_get_name (l->data), soup_cookie_get_value (l->data)));
  g_slist_free_full (cookies, (GDestroyNotify) soup_cookie_free);

  g_assert_cmpuint (others->len, ==, g_list_model_get_n_items (G_LIST_MODEL (model)));
  g_ptr_array_sort (others, compare_lines_func);
  qsort (lines, others->len, sizeof *lines, compare_lines_func);
  for (guint i = 0; i < others->len; i++)
    g_assert_cmpstr (lines[i], ==, others->pdata[i]);
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

  add (jar, "b.example", "/", "x", "1");
  add (jar, ".a.example", "/", "y", "2");
  add (jar, "a.example", "/", "y", "3");
  add (jar, "a.example", "/sub", "y", "4");
  model = cookie_soup_jar_model_new (jar);
  assert_model (model, "a.example/ y=3\na.example/sub y=4\n.a.example/ y=2\nb.example/ x=1\n");
  g_assert_true (cookie_soup_jar_model_get_jar (model) == jar);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (model)) == COOKIE_SOUP_TYPE_JAR_ITEM);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (model), 4));
  g_object_get (model, "n-items", &n_items, "item-type", &type, NULL);
  g_assert_cmpuint (n_items, ==, 4);
  g_assert_true (type == COOKIE_SOUP_TYPE_JAR_ITEM);

  g_signal_connect (model, "items-changed", G_CALLBACK (log_cb), log);
  add (jar, "a.example", "/", "z", "5");
  add (jar, "a.example", "/sub", "y", "6");
  {
    g_autoptr (SoupCookie) gone = soup_cookie_new ("x", "1", "b.example", "/", -1);

    soup_cookie_jar_delete_cookie (jar, gone);
  }
  g_assert_cmpstr (log->str, ==, ""); /* later, when the jar is not locked */
  iterate ();
  g_assert_cmpstr (log->str, ==, "2-0+1 1-1+1 4-1+0 ");
  assert_model (model, "a.example/ y=3\na.example/sub y=6\na.example/ z=5\n.a.example/ y=2\n");

  /* deleted as servers do it */
  soup_cookie_jar_add_cookie (jar, soup_cookie_new ("z", "", "a.example", "/", 0));
  iterate ();
  assert_same (model, jar);
}

static CookieSoupJarItem *
get_item (CookieSoupJarModel *model,
          guint               position)
{
  return g_list_model_get_item (G_LIST_MODEL (model), position);
}

/* A copy of the morsel, to be edited. */
static CookieMorsel *
copy_morsel (CookieSoupJarItem *item)
{
  return cookie_morsel_copy (cookie_soup_jar_item_get_morsel (item));
}

static void
set_value (CookieMorsel *morsel,
           const char   *name,
           const char   *value)
{
  g_autoptr (GError) error = NULL;

  cookie_morsel_set (morsel, name, g_variant_new_string (value), value, &error);
  g_assert_no_error (error);
}

static void
test_update (void)
{
  g_autoptr (SoupCookieJar) jar = soup_cookie_jar_new ();
  g_autoptr (CookieSoupJarModel) model = cookie_soup_jar_model_new (jar);
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  add (jar, "a.example", "/", "x", "1");
  add (jar, "a.example", "/", "y", "2");
  iterate ();
  g_signal_connect (model, "items-changed", G_CALLBACK (log_cb), log);

  {
    g_autoptr (CookieSoupJarItem) item = get_item (model, 0);
    g_autoptr (CookieSoupJarItem) other = NULL;
    g_autoptr (CookieMorsel) morsel = copy_morsel (item);
    g_autoptr (GDateTime) expires = NULL;

    /* nothing was changed */
    g_assert_true (cookie_soup_jar_model_update (model, item, morsel, &error));
    g_assert_cmpstr (log->str, ==, "");

    set_value (morsel, "x", "one");
    cookie_morsel_set_secure (morsel, TRUE);
    cookie_morsel_set_http_only (morsel, TRUE);
    cookie_morsel_set_same_site (morsel, COOKIE_SAME_SITE_STRICT);
    cookie_morsel_set_max_age (morsel, 60);
    g_assert_true (cookie_soup_jar_model_update (model, item, morsel, &error));
    g_assert_no_error (error);

    /* at once, and as one change */
    g_assert_cmpstr (log->str, ==, "0-1+1 ");
    other = get_item (model, 0);
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
    g_autoptr (CookieSoupJarItem) item = get_item (model, 0);
    g_autoptr (CookieMorsel) morsel = copy_morsel (item);

    g_string_truncate (log, 0);
    set_value (morsel, "z", "one");
    cookie_morsel_set_path (morsel, "/z");
    g_assert_true (cookie_soup_jar_model_update (model, item, morsel, &error));
    g_assert_cmpstr (log->str, ==, "0-1+0 1-0+1 ");
    assert_model (model, "a.example/ y=2\na.example/z z=one\n");
  }

  /* expired */
  {
    g_autoptr (CookieSoupJarItem) item = get_item (model, 0);
    g_autoptr (CookieMorsel) morsel = copy_morsel (item);

    g_string_truncate (log, 0);
    cookie_morsel_expire (morsel);
    g_assert_true (cookie_soup_jar_model_update (model, item, morsel, &error));
    g_assert_cmpstr (log->str, ==, "0-1+0 ");
  }
  iterate ();
  assert_same (model, jar);
}

static void
assert_update_fails (CookieSoupJarModel *model,
                     CookieSoupJarItem  *item,
                     CookieMorsel       *morsel,
                     CookieError         code)
{
  g_autofree char *before = describe (model);
  g_autofree char *edited = cookie_morsel_to_set_cookie_header (morsel, NULL);
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (cookie_soup_jar_model_update (model, item, morsel, &error));
  g_assert_error (error, COOKIE_ERROR, code);
  iterate ();
  assert_model (model, before);
  assert_same (model, cookie_soup_jar_model_get_jar (model));
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
  g_autoptr (CookieSoupJarItem) foreign = g_object_new (COOKIE_SOUP_TYPE_JAR_ITEM, NULL);
  g_autoptr (GError) error = NULL;

  add (jar, "a.example", "/", "x", "1");
  add (jar, "a.example", "/", "y", "2");
  add (jar, ".a.example", "/", "y", "3");
  model = cookie_soup_jar_model_new (jar);

  for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      g_autoptr (CookieSoupJarItem) item = get_item (model, 0);
      g_autoptr (CookieMorsel) morsel = copy_morsel (item);

      g_assert_true (cookie_morsel_set_attribute (morsel, attributes[i], g_variant_new_string (values[i]), NULL));
      assert_update_fails (model, item, morsel, COOKIE_ERROR_INVALID_ATTRIBUTE);
    }
  {
    g_autoptr (CookieSoupJarItem) item = get_item (model, 2);
    g_autoptr (CookieMorsel) morsel = copy_morsel (item);

    cookie_morsel_set_domain (morsel, NULL);
    assert_update_fails (model, item, morsel, COOKIE_ERROR_INVALID_ATTRIBUTE);
    cookie_morsel_set_domain (morsel, "a.example");
    cookie_morsel_set_partitioned (morsel, TRUE);
    assert_update_fails (model, item, morsel, COOKIE_ERROR_INVALID_ATTRIBUTE);
    cookie_morsel_set_partitioned (morsel, FALSE);
    cookie_morsel_set_path (morsel, NULL);
    assert_update_fails (model, item, morsel, COOKIE_ERROR_INVALID_ATTRIBUTE);
  }

  /* each SameSite is kept, or refused */
  for (int same_site = COOKIE_SAME_SITE_DEFAULT; same_site <= COOKIE_SAME_SITE_STRICT; same_site++)
    {
      g_autoptr (CookieSoupJarItem) item = get_item (model, 0);
      g_autoptr (CookieMorsel) morsel = copy_morsel (item);
      g_autoptr (CookieSoupJarItem) after = NULL;
      g_autoptr (GError) refusal = NULL;

      cookie_morsel_set_same_site (morsel, same_site);
      if (same_site == COOKIE_SAME_SITE_LAX || same_site == COOKIE_SAME_SITE_STRICT ||
          cookie_soup_jar_model_update (model, item, morsel, &refusal))
        {
          g_assert_true (cookie_soup_jar_model_update (model, item, morsel, NULL));
          after = get_item (model, 0);
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
    g_autoptr (CookieSoupJarItem) item = get_item (model, 0);
    g_autoptr (CookieMorsel) morsel = copy_morsel (item);

    set_value (morsel, "y", "1");
    assert_update_fails (model, item, morsel, COOKIE_ERROR_ILLEGAL_KEY);
  }

  stale = get_item (model, 1);
  g_assert_true (cookie_soup_jar_model_remove (model, stale, &error));
  g_assert_no_error (error);
  assert_model (model, "a.example/ x=1\n.a.example/ y=3\n");
  stale_morsel = copy_morsel (stale);
  set_value (stale_morsel, "y", "again");
  assert_update_fails (model, stale, stale_morsel, COOKIE_ERROR_ILLEGAL_KEY);
  g_assert_false (cookie_soup_jar_model_remove (model, stale, &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_KEY);
  g_clear_error (&error);

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

  add (jar, "a.example", "/", "x", "1");
  model = cookie_soup_jar_model_new (jar);
  item = get_item (model, 0);
  morsel = copy_morsel (item);
  cookie_morsel_set_http_only (morsel, TRUE);
  add (jar, "a.example", "/", "x", "2");
  g_assert_true (cookie_soup_jar_model_update (model, item, morsel, &error));
  g_assert_no_error (error);
  assert_model (model, "a.example/ x=2\n");

  /* and a removal is of the cookie as it is now */
  g_assert_true (cookie_soup_jar_model_remove (model, item, &error));
  assert_model (model, "");
  assert_same (model, jar);
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

  add (jar, "a.example", "/", "x", "1;\x01");
  iterate ();
  item = get_item (model, 0);
  morsel = copy_morsel (item);
  g_assert_cmpstr (cookie_morsel_get_coded_value (morsel), ==, "1\ufffd\ufffd");
  cookie_morsel_set_secure (morsel, TRUE);
  g_assert_true (cookie_soup_jar_model_update (model, item, morsel, &error));
  g_assert_no_error (error);

  cookies = soup_cookie_jar_all_cookies (jar);
  g_assert_cmpstr (soup_cookie_get_value (cookies->data), ==, "1;\x01");
  g_assert_true (soup_cookie_get_secure (cookies->data));
  g_slist_free_full (cookies, (GDestroyNotify) soup_cookie_free);

  g_assert_true (cookie_soup_jar_model_remove (model, item, &error));
  assert_same (model, jar);
}

static void
test_read_only (void)
{
  g_autoptr (SoupCookieJar) jar = g_object_new (SOUP_TYPE_COOKIE_JAR, "read-only", TRUE, NULL);
  g_autoptr (CookieSoupJarModel) model = NULL;
  g_autoptr (CookieSoupJarItem) item = NULL;
  g_autoptr (CookieMorsel) morsel = NULL;
  g_autoptr (GError) error = NULL;

  add (jar, "a.example", "/", "x", "1");
  model = cookie_soup_jar_model_new (jar);
  item = get_item (model, 0);
  morsel = copy_morsel (item);
  set_value (morsel, "x", "2");
  assert_update_fails (model, item, morsel, COOKIE_ERROR_NOT_SUPPORTED);
  g_assert_false (cookie_soup_jar_model_remove (model, item, &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_NOT_SUPPORTED);
  assert_same (model, jar);
}

static void
stop_cb (SoupCookieJar *jar)
{
  g_signal_stop_emission_by_name (jar, "changed");
}

/* A jar that does not tell that it has the cookie has refused it: the old one is there again. */
static void
test_refused (void)
{
  g_autoptr (SoupCookieJar) jar = soup_cookie_jar_new ();
  g_autoptr (CookieSoupJarModel) model = NULL;
  g_autoptr (CookieSoupJarItem) item = NULL;
  g_autoptr (CookieMorsel) morsel = NULL;

  add (jar, "a.example", "/", "x", "1");
  g_signal_connect (jar, "changed", G_CALLBACK (stop_cb), NULL);
  model = cookie_soup_jar_model_new (jar);
  item = get_item (model, 0);
  morsel = copy_morsel (item);
  cookie_morsel_set_path (morsel, "/x");
  g_assert_false (cookie_soup_jar_model_update (model, item, morsel, NULL));
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
  add (jar, "a.example", "/", "x", "1");
  add (jar, "a.example", "/", "y", "2");
  iterate ();
  g_assert_null (model);

  model = cookie_soup_jar_model_new (jar);
  item = get_item (model, 0);
  morsel = copy_morsel (item);
  set_value (morsel, "z", "3");
  g_signal_connect (model, "items-changed", G_CALLBACK (drop_cb), &model);
  g_assert_true (cookie_soup_jar_model_update (model, item, morsel, NULL));
  g_assert_null (model);

  /* nobody is told, and nothing waits */
  add (jar, "a.example", "/", "x", "4");
  g_assert_false (g_main_context_iteration (NULL, FALSE));
}

/* A list that knows only what items-changed says. */
typedef struct {
  GPtrArray *items;
  guint n_changes;
} Shadow;

static void
replay_cb (GListModel *model,
           guint       position,
           guint       removed,
           guint       added,
           gpointer    user_data)
{
  Shadow *shadow = user_data;

  shadow->n_changes++;
  g_assert_cmpuint (position + removed, <=, shadow->items->len);
  if (removed > 0)
    g_ptr_array_remove_range (shadow->items, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (shadow->items, position + i, g_list_model_get_item (model, position + i));

  g_assert_cmpuint (shadow->items->len, ==, g_list_model_get_n_items (model));
}

static void
assert_shadow (Shadow     *shadow,
               GListModel *model)
{
  g_assert_cmpuint (shadow->items->len, ==, g_list_model_get_n_items (model));
  for (guint i = 0; i < shadow->items->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      g_assert_true (item == shadow->items->pdata[i]);
    }
}

static void
change_jar (SoupCookieJar *jar,
            GRand         *rand)
{
  static const char *domains[] = { "a.example", ".a.example", "A.example", "b.example", "127.0.0.1", ".c.b.example" };
  static const char *paths[] = { "/", "/x", "/x/y" };
  static const char *names[] = { "a", "b", "B", "", "é" };
  g_autofree char *value = g_strdup_printf ("%u", g_rand_int_range (rand, 0, 5));
  SoupCookie *cookie = soup_cookie_new (names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))], value,
                                        domains[g_rand_int_range (rand, 0, G_N_ELEMENTS (domains))],
                                        paths[g_rand_int_range (rand, 0, G_N_ELEMENTS (paths))],
                                        g_rand_int_range (rand, 0, 4) == 0 ? 0 : 3600);

  if (g_rand_int_range (rand, 0, 4) > 0)
    {
      soup_cookie_jar_add_cookie (jar, cookie);
    }
  else
    {
      soup_cookie_jar_delete_cookie (jar, cookie);
      soup_cookie_free (cookie);
    }
}

static void
change_model (CookieSoupJarModel *model,
              GRand              *rand)
{
  static const char *names[] = { "a", "b", "c" };
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (model));
  g_autoptr (CookieSoupJarItem) item = n > 0 ? get_item (model, g_rand_int_range (rand, 0, n)) : NULL;
  g_autoptr (CookieMorsel) morsel = NULL;
  g_autoptr (GError) error = NULL;

  if (item == NULL)
    return;

  morsel = copy_morsel (item);
  switch (g_rand_int_range (rand, 0, 5))
    {
    case 0:
      cookie_soup_jar_model_remove (model, item, &error);
      break;
    case 1:
      set_value (morsel, names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))], "new");
      break;
    case 2:
      cookie_morsel_set_path (morsel, g_rand_boolean (rand) ? "/x" : "/");
      break;
    case 3:
      cookie_morsel_set_max_age (morsel, g_rand_int_range (rand, 0, 2));
      break;
    default:
      cookie_morsel_set_secure (morsel, g_rand_boolean (rand));
      break;
    }
  if (error == NULL)
    cookie_soup_jar_model_update (model, item, morsel, &error);

  if (error != NULL)
    g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_KEY);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (SoupCookieJar) jar = soup_cookie_jar_new ();
  g_autoptr (CookieSoupJarModel) model = cookie_soup_jar_model_new (jar);
  Shadow shadow = { g_ptr_array_new_with_free_func (g_object_unref), 0 };

  g_signal_connect (model, "items-changed", G_CALLBACK (replay_cb), &shadow);
  for (guint i = 0; i < 20000; i++)
    {
      if (g_rand_int_range (rand, 0, 3) > 0)
        change_jar (jar, rand);
      else
        change_model (model, rand);
      if (g_rand_int_range (rand, 0, 4) == 0)
        iterate ();
      assert_shadow (&shadow, G_LIST_MODEL (model));
      if (i % 500 == 0)
        {
          iterate ();
          assert_same (model, jar);
        }
    }
  g_assert_cmpuint (shadow.n_changes, >, 5000);
  g_ptr_array_unref (shadow.items);
}

/* Handlers that call the jar and the model during a change. */
static void
meddle_cb (GListModel *list,
           guint       position,
           guint       removed,
           guint       added,
           gpointer    user_data)
{
  GRand *rand = user_data;
  static guint depth;

  if (depth == 3)
    return;

  depth++;
  if (g_rand_int_range (rand, 0, 3) == 0)
    change_jar (cookie_soup_jar_model_get_jar (COOKIE_SOUP_JAR_MODEL (list)), rand);
  if (g_rand_int_range (rand, 0, 3) == 0)
    change_model (COOKIE_SOUP_JAR_MODEL (list), rand);
  depth--;
}

static void
test_reentry (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);
  g_autoptr (SoupCookieJar) jar = soup_cookie_jar_new ();
  g_autoptr (CookieSoupJarModel) model = cookie_soup_jar_model_new (jar);
  Shadow shadow = { g_ptr_array_new_with_free_func (g_object_unref), 0 };

  /* the shadow comes first: a handler that changes the list shows later handlers an older change */
  g_signal_connect (model, "items-changed", G_CALLBACK (replay_cb), &shadow);
  g_signal_connect_after (model, "items-changed", G_CALLBACK (meddle_cb), rand);
  for (guint i = 0; i < 5000; i++)
    {
      change_jar (jar, rand);
      iterate ();
      assert_shadow (&shadow, G_LIST_MODEL (model));
    }
  iterate ();
  assert_same (model, jar);
  g_ptr_array_unref (shadow.items);
}

#define N_THREADS 8
#define N_CHANGES 2000

typedef struct {
  SoupCookieJar *jar;
  guint32 seed;
  int *running;
} Worker;

static gpointer
change_func (gpointer data)
{
  Worker *worker = data;
  g_autoptr (GRand) rand = g_rand_new_with_seed (worker->seed);

  for (guint i = 0; i < N_CHANGES; i++)
    change_jar (worker->jar, rand);
  g_atomic_int_dec_and_test (worker->running);
  g_main_context_wakeup (NULL);

  return NULL;
}

typedef struct {
  Shadow shadow;
  GThread *thread;
} Watched;

static void
watch_cb (GListModel *model,
          guint       position,
          guint       removed,
          guint       added,
          gpointer    user_data)
{
  Watched *watched = user_data;

  g_assert_true (g_thread_self () == watched->thread);
  replay_cb (model, position, removed, added, &watched->shadow);
}

/* The jar changes in many threads; each model follows in its own, and models come and go meanwhile. */
static void
test_threads (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (SoupCookieJar) jar = soup_cookie_jar_new ();
  g_autoptr (CookieSoupJarModel) model = NULL;
  Watched watched = { { g_ptr_array_new_with_free_func (g_object_unref), 0 }, g_thread_self () };
  Worker workers[N_THREADS];
  GThread *threads[N_THREADS];
  int running = N_THREADS;

  g_main_context_push_thread_default (context);
  model = cookie_soup_jar_model_new (jar);
  g_signal_connect (model, "items-changed", G_CALLBACK (watch_cb), &watched);
  for (guint i = 0; i < N_THREADS; i++)
    {
      workers[i] = (Worker) { jar, i, &running };
      threads[i] = g_thread_new ("worker", change_func, &workers[i]);
    }

  while (g_atomic_int_get (&running) > 0)
    {
      g_autoptr (CookieSoupJarModel) other = cookie_soup_jar_model_new (jar);

      g_main_context_iteration (context, FALSE);
      assert_shadow (&watched.shadow, G_LIST_MODEL (model));
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (other)), <=, 6 * 3 * 5);
    }
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);

  iterate ();
  assert_shadow (&watched.shadow, G_LIST_MODEL (model));
  assert_same (model, jar);
  g_assert_cmpuint (watched.shadow.n_changes, >, N_CHANGES);

  g_clear_object (&model);
  g_assert_false (g_main_context_iteration (context, FALSE));
  g_main_context_pop_thread_default (context);
  g_ptr_array_unref (watched.shadow.items);
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

  add (jar, "a.example", "/", "x", "1");
  add (jar, "a.example", "/", "y", "2");
  add (jar, ".b.example", "/", "z", "3");
  iterate ();
  edited = get_item (model, 0);
  removed = get_item (model, 1);
  morsel = copy_morsel (edited);
  set_value (morsel, "x", "one");
  cookie_morsel_set_secure (morsel, TRUE);
  g_assert_true (cookie_soup_jar_model_update (model, edited, morsel, &error));
  g_assert_true (cookie_soup_jar_model_remove (model, removed, &error));

  /* the file has the one with the new path alone */
  g_clear_object (&edited);
  edited = get_item (model, 1);
  g_set_object (&morsel, NULL);
  morsel = copy_morsel (edited);
  cookie_morsel_set_path (morsel, "/z");
  g_assert_true (cookie_soup_jar_model_update (model, edited, morsel, &error));

  g_clear_object (&model);
  g_clear_object (&jar);
  jar = soup_cookie_jar_db_new (file, FALSE);
  model = cookie_soup_jar_model_new (jar);
  assert_model (model, "a.example/ x=one\n.b.example/z z=3\n");
  g_set_object (&edited, NULL);
  edited = get_item (model, 0);
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

  add (jar, ".a.example", "/", "x", "1");
  model = cookie_soup_jar_model_new (jar);
  item = get_item (model, 0);
  g_object_get (item, "morsel", &morsel, "host", &host, "host-only", &host_only, NULL);
  g_assert_true (morsel == cookie_soup_jar_item_get_morsel (item));
  g_assert_cmpstr (host, ==, "a.example");
  g_assert_false (host_only);
  g_assert_cmpstr (cookie_morsel_get_domain (morsel), ==, "a.example");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/soup/jar-model/list", test_list);
  g_test_add_func ("/soup/jar-model/update", test_update);
  g_test_add_func ("/soup/jar-model/update-fails", test_update_fails);
  g_test_add_func ("/soup/jar-model/meanwhile", test_meanwhile);
  g_test_add_func ("/soup/jar-model/unsafe", test_unsafe);
  g_test_add_func ("/soup/jar-model/read-only", test_read_only);
  g_test_add_func ("/soup/jar-model/refused", test_refused);
  g_test_add_func ("/soup/jar-model/dropped", test_dropped);
  g_test_add_func ("/soup/jar-model/random", test_random);
  g_test_add_func ("/soup/jar-model/reentry", test_reentry);
  g_test_add_func ("/soup/jar-model/threads", test_threads);
  g_test_add_func ("/soup/jar-model/database", test_database);
  g_test_add_func ("/soup/jar-model/properties", test_properties);

  return g_test_run ();
}
