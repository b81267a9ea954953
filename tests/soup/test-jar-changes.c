/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "test-jar.h"

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
  g_autoptr (CookieSoupJarItem) item = n > 0 ? test_jar_get_item (model, g_rand_int_range (rand, 0, n)) : NULL;
  g_autoptr (CookieMorsel) morsel = NULL;
  g_autoptr (GError) error = NULL;

  if (item == NULL)
    return;

  morsel = test_jar_copy_morsel (item);
  switch (g_rand_int_range (rand, 0, 5))
    {
    case 0:
      cookie_soup_jar_model_remove (model, item, &error);
      break;
    case 1:
      test_jar_set_value (morsel, names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))], "new");
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
        test_jar_iterate ();
      assert_shadow (&shadow, G_LIST_MODEL (model));
      if (i % 500 == 0)
        {
          test_jar_iterate ();
          test_jar_assert_same (model, jar);
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
      test_jar_iterate ();
      assert_shadow (&shadow, G_LIST_MODEL (model));
    }
  test_jar_iterate ();
  test_jar_assert_same (model, jar);
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

  test_jar_iterate ();
  assert_shadow (&watched.shadow, G_LIST_MODEL (model));
  test_jar_assert_same (model, jar);
  g_assert_cmpuint (watched.shadow.n_changes, >, N_CHANGES);

  g_clear_object (&model);
  g_assert_false (g_main_context_iteration (context, FALSE));
  g_main_context_pop_thread_default (context);
  g_ptr_array_unref (watched.shadow.items);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/soup/jar-changes/random", test_random);
  g_test_add_func ("/soup/jar-changes/reentry", test_reentry);
  g_test_add_func ("/soup/jar-changes/threads", test_threads);

  return g_test_run ();
}
