/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "test-jar.h"

#include <stdlib.h>
#include <string.h>

void
test_jar_add (SoupCookieJar *jar,
              const char    *domain,
              const char    *path,
              const char    *name,
              const char    *value)
{
  soup_cookie_jar_add_cookie (jar, soup_cookie_new (name, value, domain, path, 3600));
}

void
test_jar_iterate (void)
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

char *
test_jar_describe (CookieSoupJarModel *model)
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

static int
compare_lines_func (gconstpointer a,
                    gconstpointer b)
{
  return strcmp (*(char **) a, *(char **) b);
}

/* Both have the same cookies: the jar is in no order. */
void
test_jar_assert_same (CookieSoupJarModel *model,
                      SoupCookieJar      *jar)
{
  g_autofree char *text = test_jar_describe (model);
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

CookieSoupJarItem *
test_jar_get_item (CookieSoupJarModel *model,
                   guint               position)
{
  return g_list_model_get_item (G_LIST_MODEL (model), position);
}

/* A copy of the morsel, to be edited. */
CookieMorsel *
test_jar_copy_morsel (CookieSoupJarItem *item)
{
  return cookie_morsel_copy (cookie_soup_jar_item_get_morsel (item));
}

void
test_jar_set_value (CookieMorsel *morsel,
                    const char   *name,
                    const char   *value)
{
  g_autoptr (GError) error = NULL;

  cookie_morsel_set (morsel, name, g_variant_new_string (value), value, &error);
  g_assert_no_error (error);
}
