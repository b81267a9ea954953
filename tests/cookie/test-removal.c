/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Dictionaries of many cookies, of which many are removed, beside a plain array of their names. */

#include <cookie-glib/cookie-glib.h>

#include <string.h>

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  GPtrArray  *mirror)
{
  if (removed > 0)
    g_ptr_array_remove_range (mirror, position, removed);
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (CookieMorsel) morsel = g_list_model_get_item (model, position + i);

      g_ptr_array_insert (mirror, position + i, g_strdup (cookie_morsel_get_key (morsel)));
    }
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static void
check (CookieBaseCookie *cookie,
       GPtrArray        *names,
       gboolean          sorted)
{
  g_auto (GStrv) found = cookie_base_cookie_get_names (cookie);
  g_autoptr (GPtrArray) sorted_names = g_ptr_array_copy (names, NULL, NULL);
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autofree char *output = NULL;

  g_ptr_array_set_free_func (sorted_names, NULL);
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, names->len);
  g_assert_cmpuint (g_strv_length (found), ==, names->len);
  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (CookieMorsel) morsel = g_list_model_get_item (G_LIST_MODEL (cookie), i);

      g_assert_cmpstr (found[i], ==, names->pdata[i]);
      g_assert_cmpstr (cookie_base_cookie_get_nth_name (cookie, i), ==, names->pdata[i]);
      g_assert_cmpstr (cookie_morsel_get_key (morsel), ==, names->pdata[i]);
      g_assert_true (cookie_base_cookie_get (cookie, names->pdata[i]) == morsel);
    }
  g_assert_null (cookie_base_cookie_get_nth_name (cookie, names->len));

  if (!sorted)
    return;

  g_ptr_array_sort (sorted_names, compare_names);
  for (guint i = 0; i < sorted_names->len; i++)
    g_string_append_printf (expected, "%s%s=1", i > 0 ? "," : "", (char *) sorted_names->pdata[i]);
  output = cookie_base_cookie_output (cookie, NULL, "", ",");
  for (char *p = output; (p = strchr (p, ' ')) != NULL;)
    memmove (p, p + 1, strlen (p));
  g_assert_cmpstr (output, ==, expected->str);
}

typedef enum {
  FRONT,
  MIDDLE,
  BACK,
  RANDOM,
  N_ORDERS
} Order;

static guint
choose (GRand *random,
        Order  order,
        guint  size)
{
  switch (order)
    {
    case FRONT:
      return 0;
    case MIDDLE:
      return size / 2;
    case BACK:
      return size - 1;
    case RANDOM:
    case N_ORDERS:
    default:
      return g_rand_int_range (random, 0, size);
    }
}

/* Names that start alike are compared whole. */
static char *
make_name (GRand *random)
{
  guint number = g_rand_int_range (random, 0, 2000);

  return g_strdup_printf (number % 3 == 0 ? "a-long-name-%u" : "%u", number);
}

static void
test_orders (void)
{
  for (Order order = FRONT; order < N_ORDERS; order++)
    for (guint seed = 0; seed < 6; seed++)
      {
        g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
        g_autoptr (GPtrArray) mirror = g_ptr_array_new_with_free_func (g_free);
        g_autoptr (GRand) random = g_rand_new_with_seed (seed);

        g_signal_connect (cookie, "items-changed", G_CALLBACK (items_changed_cb), mirror);
        for (guint n = 0; n < 3000; n++)
          {
            g_autofree char *name = make_name (random);
            g_autofree char *header = NULL;
            gboolean contains = g_ptr_array_find_with_equal_func (mirror, name, g_str_equal, NULL);

            g_assert_cmpint (cookie_base_cookie_contains (cookie, name), ==, contains);

            /* it grows, shrinks, and grows again */
            switch (g_rand_int_range (random, 0, 24))
              {
              case 0:
                if (seed % 2 == 0)
                  check (cookie, mirror, seed % 3 == 0);
                break;
              case 1:
                header = g_strdup_printf ("%s=1; x%u=1; y%u=1; x%u=1", name, n, n, n);
                g_assert_true (cookie_base_cookie_load (cookie, header, NULL));
                break;
              default:
                if (mirror->len > 0 && (n / 500 % 2 == 1 || g_rand_boolean (random)))
                  {
                    g_autofree char *chosen = g_strdup (mirror->pdata[choose (random, order, mirror->len)]);

                    g_assert_true (cookie_base_cookie_remove (cookie, chosen));
                    g_assert_false (cookie_base_cookie_remove (cookie, chosen));
                    g_assert_false (cookie_base_cookie_contains (cookie, chosen));
                    if (n % 7 == 0)
                      g_assert_true (cookie_base_cookie_set_string (cookie, chosen, "1", NULL));
                  }
                else
                  {
                    for (guint i = 0; i < 3; i++)
                      {
                        g_autofree char *added = make_name (random);

                        g_assert_true (cookie_base_cookie_set_string (cookie, added, "1", NULL));
                      }
                  }
              }
          }
        check (cookie, mirror, TRUE);

        while (mirror->len > 0)
          {
            g_autofree char *chosen = g_strdup (mirror->pdata[choose (random, order, mirror->len)]);

            g_assert_true (cookie_base_cookie_remove (cookie, chosen));
            if (mirror->len % 50 == 0)
              check (cookie, mirror, mirror->len % 100 == 0);
          }
        check (cookie, mirror, TRUE);
      }
}

/* A removed morsel is nobody's, and goes with its last reference. */
static void
test_freed (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autoptr (CookieBaseCookie) other = cookie_simple_cookie_new ();

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *name = g_strdup_printf ("n%u", i);

      g_assert_true (cookie_base_cookie_set_string (cookie, name, "1", NULL));
    }

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *name = g_strdup_printf ("n%u", i);
      CookieMorsel *morsel = g_object_ref (cookie_base_cookie_get (cookie, name));

      g_assert_true (cookie_base_cookie_remove (cookie, name));
      g_assert_true (cookie_base_cookie_set_morsel (other, morsel, NULL));
      g_assert_true (cookie_base_cookie_remove (other, name));
      g_assert_finalize_object (morsel);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cookie/removal/orders", test_orders);
  g_test_add_func ("/cookie/removal/freed", test_freed);

  return g_test_run ();
}
