/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <cookie-glib/cookie-glib.h>

/* A cookie, and the list that somebody has who only hears of its changes. */
typedef struct {
  CookieBaseCookie *cookie;
  GPtrArray *shadow;
  guint n_emissions;
} Model;

static void
items_changed_cb (GListModel *list,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Model      *model)
{
  g_assert_cmpuint (position + removed, <=, model->shadow->len);
  g_assert_cmpuint (removed + added, >, 0);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, model->shadow->len - removed + added);

  if (removed > 0)
    g_ptr_array_remove_range (model->shadow, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (model->shadow, position + i, g_list_model_get_item (list, position + i));

  model->n_emissions++;
}

static void
assert_same (Model *model)
{
  GListModel *list = G_LIST_MODEL (model->cookie);
  g_auto (GStrv) keys = cookie_base_cookie_get_names (model->cookie);

  g_assert_cmpuint (g_list_model_get_n_items (list), ==, model->shadow->len);
  g_assert_cmpuint (cookie_base_cookie_get_size (model->cookie), ==, model->shadow->len);
  g_assert_cmpuint (g_strv_length (keys), ==, model->shadow->len);
  g_assert_null (g_list_model_get_item (list, model->shadow->len));
  g_assert_null (g_list_model_get_item (list, G_MAXUINT));

  for (guint i = 0; i < model->shadow->len; i++)
    {
      g_autoptr (CookieMorsel) morsel = g_list_model_get_item (list, i);

      g_assert_true (morsel == model->shadow->pdata[i]);
      g_assert_cmpstr (cookie_morsel_get_key (morsel), ==, keys[i]);
      g_assert_true (cookie_base_cookie_get (model->cookie, keys[i]) == morsel);
    }
}

static void
model_init (Model         *model,
            CookieProfile  profile)
{
  model->cookie = cookie_simple_cookie_new ();
  model->shadow = g_ptr_array_new_with_free_func (g_object_unref);
  model->n_emissions = 0;
  cookie_base_cookie_set_profile (model->cookie, profile);
  g_signal_connect (model->cookie, "items-changed", G_CALLBACK (items_changed_cb), model);
}

static void
model_clear (Model *model)
{
  g_object_unref (model->cookie);
  g_ptr_array_unref (model->shadow);
}

/* Anything, some of which is refused. */
static void
do_something (CookieBaseCookie *cookie)
{
  g_autofree char *key = g_strdup_printf ("k%d", g_test_rand_int_range (0, 12));
  g_autofree char *value = g_strdup_printf ("%d", g_test_rand_int_range (0, 3));
  g_autoptr (GString) header = g_string_new (NULL);
  g_autoptr (CookieMorsel) morsel = NULL;
  g_autoptr (CookieBaseCookie) copy = NULL;
  guint n = g_test_rand_int_range (0, 6);

  switch (g_test_rand_int_range (0, 12))
    {
    case 0:
    case 1:
      cookie_base_cookie_set_string (cookie, key, value, NULL);
      break;
    case 2:
    case 3:
      cookie_base_cookie_remove (cookie, key);
      break;
    case 4:
      if (n == 0)
        cookie_base_cookie_clear (cookie);
      break;
    case 5:
    case 6:
      for (guint i = 0; i < n; i++)
        g_string_append_printf (header, "k%d=%d; ", g_test_rand_int_range (0, 12), g_test_rand_int_range (0, 3));
      if (g_test_rand_bit ())
        g_string_append (header, "path=/");
      cookie_base_cookie_load (cookie, header->str, NULL);
      break;
    case 7:
      morsel = cookie_morsel_new ();
      cookie_morsel_set (morsel, key, g_variant_new_string (value), value, NULL);
      cookie_base_cookie_set_morsel (cookie, morsel, NULL);
      break;
    case 8:
      cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("{%s: %s, 'new': 'x'}", key, value), NULL);
      break;
    case 9:
      cookie_base_cookie_load (cookie, "k1=new; c,d=refused", NULL);
      break;
    case 10:
      cookie_base_cookie_expire (cookie, key, NULL);
      break;
    case 11:
      copy = cookie_base_cookie_copy (cookie);
      g_assert_true (cookie_base_cookie_equal (cookie, copy));
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
test_random (gconstpointer data)
{
  Model model;

  model_init (&model, GPOINTER_TO_INT (data));

  for (guint i = 0; i < 5000; i++)
    {
      do_something (model.cookie);
      assert_same (&model);
    }

  g_assert_cmpuint (model.n_emissions, >, 500);
  model_clear (&model);
}

static void
test_emissions (void)
{
  Model model;

  model_init (&model, COOKIE_PROFILE_PYTHON);

  /* one for a header, whatever it holds, and none for one that adds nothing */
  g_assert_true (cookie_base_cookie_load (model.cookie, "a=1; b=2; c=3; a=4", NULL));
  g_assert_cmpuint (model.n_emissions, ==, 1);
  assert_same (&model);
  g_assert_true (cookie_base_cookie_load (model.cookie, "b=5; c=6", NULL));
  g_assert_cmpuint (model.n_emissions, ==, 1);
  g_assert_true (cookie_base_cookie_load (model.cookie, "", NULL));
  cookie_base_cookie_clear (model.cookie);
  g_assert_cmpuint (model.n_emissions, ==, 2);
  cookie_base_cookie_clear (model.cookie);
  g_assert_cmpuint (model.n_emissions, ==, 2);

  model_clear (&model);
}

static void
test_interface (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();

  g_assert_true (G_IS_LIST_MODEL (cookie));
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (cookie)) == COOKIE_TYPE_MORSEL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (cookie)), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (cookie), 0));
}

/* A morsel from the list stays what it was after the cookie is gone. */
static void
test_item_outlives (void)
{
  CookieBaseCookie *cookie = g_object_new (COOKIE_TYPE_SIMPLE_COOKIE, "profile", COOKIE_PROFILE_PYTHON, NULL);
  g_autoptr (CookieMorsel) morsel = NULL;

  g_assert_true (cookie_base_cookie_load (cookie, "a=\"x y\"; path=/", NULL));
  morsel = g_list_model_get_item (G_LIST_MODEL (cookie), 0);
  g_assert_finalize_object (cookie);

  g_assert_cmpstr (g_variant_get_string (cookie_morsel_get_value (morsel), NULL), ==, "x y");
  g_assert_cmpstr (cookie_morsel_get_path (morsel), ==, "/");
  cookie_morsel_set_secure (morsel, TRUE);
}

static gboolean
hook_cb (GSignalInvocationHint *hint,
         guint                  n_values,
         const GValue          *values,
         gpointer               user_data)
{
  g_string_append_printf (user_data, "%u-%u+%u ", g_value_get_uint (&values[1]), g_value_get_uint (&values[2]),
                          g_value_get_uint (&values[3]));

  return TRUE;
}

/* A hook hears of cookies that are set and removed in a dictionary that nobody watches. */
static void
test_hook (void)
{
  const guint signal = g_signal_lookup ("items-changed", G_TYPE_LIST_MODEL);
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autoptr (GString) log = g_string_new (NULL);
  const gulong hook = g_signal_add_emission_hook (signal, 0, hook_cb, log, NULL);

  g_assert_true (cookie_base_cookie_set_string (cookie, "a", "1", NULL));
  g_assert_true (cookie_base_cookie_set_string (cookie, "b", "2", NULL));
  g_assert_true (cookie_base_cookie_set_string (cookie, "a", "3", NULL));
  g_assert_true (cookie_base_cookie_remove (cookie, "b"));
  g_signal_remove_emission_hook (signal, hook);
  g_assert_cmpstr (log->str, ==, "0-0+1 1-0+1 1-1+0 ");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cookie/list-model/interface", test_interface);
  g_test_add_func ("/cookie/list-model/emissions", test_emissions);
  g_test_add_func ("/cookie/list-model/item-outlives", test_item_outlives);
  g_test_add_data_func ("/cookie/list-model/random/python", GINT_TO_POINTER (COOKIE_PROFILE_PYTHON), test_random);
  g_test_add_data_func ("/cookie/list-model/random/rfc6265", GINT_TO_POINTER (COOKIE_PROFILE_RFC6265), test_random);
  g_test_add_data_func ("/cookie/list-model/random/strict", GINT_TO_POINTER (COOKIE_PROFILE_STRICT), test_random);
  g_test_add_func ("/cookie/list-model/hook", test_hook);

  return g_test_run ();
}
