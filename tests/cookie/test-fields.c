/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "test-site.h"

#include <string.h>

/* Several Cookie fields of one request. */

static void
load (CookieBaseCookie *cookie,
      const char       *fields)
{
  g_auto (GStrv) list = g_strsplit (fields, "|", -1);
  g_autoptr (GError) error = NULL;

  g_assert_true (cookie_base_cookie_load_fields (cookie, (const char * const *) list, &error));
  g_assert_no_error (error);
}

static void
assert_header (CookieBaseCookie *cookie,
               const char       *expected)
{
  g_autofree char *header = cookie_base_cookie_to_cookie_header (cookie);

  g_assert_cmpstr (header, ==, expected);
}

/* The number of the field, the code and the text of each. */
static void
assert_diagnostics (CookieBaseCookie *cookie,
                    const char       *expected)
{
  g_autoptr (GPtrArray) diagnostics = cookie_base_cookie_get_diagnostics (cookie);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      CookieDiagnostic *diagnostic = diagnostics->pdata[i];
      g_autofree char *code = g_enum_to_string (COOKIE_TYPE_DIAGNOSTIC_CODE, cookie_diagnostic_get_code (diagnostic));

      g_string_append_printf (found, "%u %s %s\n", cookie_diagnostic_get_field (diagnostic),
                              code + strlen ("COOKIE_DIAGNOSTIC_CODE_"), cookie_diagnostic_get_text (diagnostic));
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_none (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  const char *none[] = { NULL };
  g_autoptr (GError) error = NULL;

  g_assert_true (cookie_base_cookie_load_fields (cookie, none, &error));
  g_assert_no_error (error);
  load (cookie, "");
  load (cookie, "|;|");
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 0);
}

/* The longest path comes first, whatever field it is in; a later load is another request. */
static void
test_duplicates (gconstpointer data)
{
  const CookieProfile profile = GPOINTER_TO_INT (data);
  const gboolean first = profile != COOKIE_PROFILE_PYTHON;
  g_autoptr (CookieBaseCookie) cookie = test_cookie_new (NULL, profile);

  load (cookie, "a=1; b=1|a=2; c=2|b=3; d=3; a=3");
  assert_header (cookie, first ? "a=1; b=1; c=2; d=3" : "a=3; b=3; c=2; d=3");
  assert_diagnostics (cookie, "1 DUPLICATE a=2\n2 DUPLICATE b=3\n2 DUPLICATE a=3\n");

  load (cookie, "d=4; e=4|d=5; e=5");
  assert_header (cookie, first ? "a=1; b=1; c=2; d=4; e=4" : "a=3; b=3; c=2; d=5; e=5");
  g_assert_false (cookie_base_cookie_get_has_changes (cookie));

  load (cookie, "a=6");
  g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "a"), ==, "6");
}

/* A quote, bytes that are not UTF-8, and what a field ends with reach no other field. */
static void
test_apart (void)
{
  g_autoptr (CookieBaseCookie) python = test_cookie_new (NULL, COOKIE_PROFILE_PYTHON);
  g_autoptr (CookieBaseCookie) cookie = test_cookie_new (NULL, COOKIE_PROFILE_RFC6265);
  g_autoptr (CookieBaseCookie) strict = test_cookie_new (NULL, COOKIE_PROFILE_STRICT);

  load (python, "a=\"x; y|b=\"2\"; c=z|d=1; path=/p|path=/q; e=1");
  g_assert_cmpstr (cookie_base_cookie_get_string (python, "c"), ==, "z");
  g_assert_cmpstr (cookie_morsel_get_path (cookie_base_cookie_get (python, "d")), ==, "/p");
  g_assert_false (cookie_base_cookie_contains (python, "e"));

  load (cookie, "a=\xe9|b=\xc3\xa9|c=1;|;d=\"2|e=3\"");
  g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "a"), ==, "é");
  g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "b"), ==, "é");
  g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "d"), ==, "\"2");
  g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "e"), ==, "3\"");

  load (strict, "a=1|b=2");
  assert_header (strict, "a=1; b=2");
}

static void
assert_fails (CookieBaseCookie *cookie,
              const char       *fields,
              CookieError       code)
{
  g_auto (GStrv) list = g_strsplit (fields, "|", -1);
  g_autoptr (GError) error = NULL;

  g_assert_false (cookie_base_cookie_load_fields (cookie, (const char * const *) list, &error));
  g_assert_error (error, COOKIE_ERROR, code);
}

/* The pairs of all fields are counted; on an error, none is there. */
static void
test_limits (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();

  cookie_base_cookie_set_max_pairs (cookie, 4);
  cookie_base_cookie_set_max_length (cookie, 8);
  load (cookie, "x=0");
  assert_fails (cookie, "a=1; b=2|c=3; d=4", COOKIE_ERROR_LIMIT);
  assert_fails (cookie, "a=1|b=23456789", COOKIE_ERROR_LIMIT);
  assert_header (cookie, "x=0");
  load (cookie, "a=1; b=2|c=3");
  assert_header (cookie, "x=0; a=1; b=2; c=3");
}

static void
test_all_or_nothing (void)
{
  g_autoptr (CookieBaseCookie) cookie = test_cookie_new (NULL, COOKIE_PROFILE_STRICT);

  load (cookie, "a=1");
  assert_fails (cookie, "a=2|b=3|c,=4", COOKIE_ERROR_SYNTAX);
  assert_fails (cookie, "a=2|", COOKIE_ERROR_SYNTAX);
  assert_header (cookie, "a=1");
  g_assert_false (cookie_base_cookie_get_has_changes (cookie));
}

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    user_data)
{
  g_string_append_printf (user_data, "%u-%u+%u ", position, removed, added);
}

static void
diagnostic_cb (CookieBaseCookie *cookie,
               CookieDiagnostic *diagnostic,
               gpointer          user_data)
{
  g_string_append_printf (user_data, "%u! ", cookie_diagnostic_get_field (diagnostic));
}

static void
changed_cb (CookieBaseCookie *cookie,
            CookieMorsel     *morsel,
            gpointer          user_data)
{
  g_string_append_printf (user_data, "%s ", cookie_morsel_get_key (morsel));
}

/* One items-changed for the request, and one signal a cookie. */
static void
test_signals (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autoptr (GString) log = g_string_new (NULL);

  g_signal_connect (cookie, "items-changed", G_CALLBACK (items_changed_cb), log);
  g_signal_connect (cookie, "diagnostic", G_CALLBACK (diagnostic_cb), log);
  g_signal_connect (cookie, "morsel-changed", G_CALLBACK (changed_cb), log);

  load (cookie, "a=1; b=2|c=3; =|a=4");
  g_assert_cmpstr (log->str, ==, "0-0+3 1! 2! ");

  g_string_truncate (log, 0);
  load (cookie, "d=1; b=5|b=6; a=7|d=2");
  g_assert_cmpstr (log->str, ==, "3-0+1 b a 4! 5! ");
  assert_header (cookie, "a=7; b=5; c=3; d=1");
}

/* A value of a second field that an old secret sealed is sealed again; a duplicate of it is not. */
static void
test_renewed (void)
{
  g_autoptr (CookieSchema) site = cookie_schema_new ();
  g_autoptr (CookieCodec) codec = test_timed_codec_new ();
  g_autoptr (CookieBaseCookie) cookie = NULL;

  test_schema_add (site, "sid", codec, "; Path=/");
  cookie = cookie_simple_cookie_new_with_schema (site);

  load (cookie, "theme=dark|sid=old.60.ann|sid=old.60.bob");
  test_assert_sent (cookie, "sid=new.60.ann", "; Path=/", NULL);
}

/* An HTTP/2 request of thousands of crumbs, each with all names. */
static void
test_many (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1500; i++)
    g_ptr_array_add (fields, (gpointer) (i % 2 == 0 ? "a=1; b=2" : "b=3; c=4"));
  g_ptr_array_add (fields, NULL);

  g_assert_true (cookie_base_cookie_load_fields (cookie, (const char * const *) fields->pdata, &error));
  g_assert_no_error (error);
  assert_header (cookie, "a=1; b=2; c=4");

  g_ptr_array_remove_index (fields, fields->len - 1);
  g_ptr_array_add (fields, (gpointer) "d=5");
  g_ptr_array_add (fields, NULL);
  g_assert_false (cookie_base_cookie_load_fields (cookie, (const char * const *) fields->pdata, &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT);
}

/* Names in no order, some of them again and again, and some removed in between, in a dictionary and in a table beside. */
static void
test_model (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autoptr (GHashTable) model = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer name;

  for (guint i = 0; i < 400; i++)
    {
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
      g_auto (GStrv) fields = NULL;
      g_autofree char *gone = g_strdup_printf ("n%u", g_test_rand_int_range (0, 2000));
      g_autofree char *set = g_strdup_printf ("n%u", g_test_rand_int_range (0, 2000));

      for (gint32 n = g_test_rand_int_range (0, 9); n > 0; n--)
        {
          const gint32 number = g_test_rand_int_range (0, 2000);
          g_autofree char *field = g_strdup_printf ("n%d=1; n%d=2", number, number * 7 % 2000);

          g_strv_builder_add (builder, field);
          g_hash_table_add (model, g_strdup_printf ("n%d", number));
          g_hash_table_add (model, g_strdup_printf ("n%d", number * 7 % 2000));
        }
      fields = g_strv_builder_end (builder);
      g_assert_true (cookie_base_cookie_load_fields (cookie, (const char * const *) fields, NULL));
      g_assert_cmpint (cookie_base_cookie_remove (cookie, gone), ==, g_hash_table_remove (model, gone));
      g_assert_true (cookie_base_cookie_set_string (cookie, set, "x", NULL));
      g_hash_table_add (model, g_strdup (set));

      g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, g_hash_table_size (model));
      g_hash_table_iter_init (&iter, model);
      while (i % 20 == 0 && g_hash_table_iter_next (&iter, &name, NULL))
        g_assert_true (cookie_base_cookie_contains (cookie, name));
    }

  /* the output is sorted by name, each once */
  {
    g_autofree char *output = cookie_base_cookie_output (cookie, NULL, "", "\n");
    g_auto (GStrv) lines = g_strsplit (output, "\n", -1);

    g_assert_cmpuint (g_strv_length (lines), ==, g_hash_table_size (model));
    for (guint i = 1; lines[i] != NULL; i++)
      {
        lines[i - 1][strcspn (lines[i - 1], "=")] = '\0';
        g_assert_cmpint (strncmp (lines[i - 1], lines[i], strcspn (lines[i], "=")), <=, 0);
      }
  }
}

/* One field after the other, with more or fewer cookies than the one before. */
static void
test_lengths (void)
{
  static const guint lengths[] = {
    200, 150, 112, 84, 63, 47, 35, 26, 20, 15, 11, 8, 6, 5, 4, 3, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    7, 129, 64, 300, 1, 2, 65, 1, 1,
  };
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GString) header = g_string_new (NULL);

      /* names that start alike, in no order */
      for (guint k = 0; k < lengths[i]; k++, n++)
        g_string_append_printf (header, "%sname-%u-%u=%u", k > 0 ? "; " : "", n * 7919 % 10007, n, n);
      g_assert_true (cookie_base_cookie_load (cookie, header->str, NULL));
      g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, n);

      for (guint k = 0; k < n; k++)
        {
          g_autofree char *name = g_strdup_printf ("name-%u-%u", k * 7919 % 10007, k);
          g_autofree char *value = g_strdup_printf ("%u", k);

          g_assert_cmpstr (cookie_base_cookie_get_string (cookie, name), ==, value);
        }
    }

  for (guint k = 0; k < n; k++)
    {
      g_autofree char *name = g_strdup_printf ("name-%u-%u", k * 7919 % 10007, k);

      g_assert_true (cookie_base_cookie_remove (cookie, name));
      g_assert_false (cookie_base_cookie_contains (cookie, name));
    }
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cookie/fields/none", test_none);
  g_test_add_data_func ("/cookie/fields/duplicates/python", GINT_TO_POINTER (COOKIE_PROFILE_PYTHON), test_duplicates);
  g_test_add_data_func ("/cookie/fields/duplicates/rfc6265", GINT_TO_POINTER (COOKIE_PROFILE_RFC6265), test_duplicates);
  g_test_add_data_func ("/cookie/fields/duplicates/strict", GINT_TO_POINTER (COOKIE_PROFILE_STRICT), test_duplicates);
  g_test_add_func ("/cookie/fields/apart", test_apart);
  g_test_add_func ("/cookie/fields/limits", test_limits);
  g_test_add_func ("/cookie/fields/all-or-nothing", test_all_or_nothing);
  g_test_add_func ("/cookie/fields/signals", test_signals);
  g_test_add_func ("/cookie/fields/renewed", test_renewed);
  g_test_add_func ("/cookie/fields/many", test_many);
  g_test_add_func ("/cookie/fields/lengths", test_lengths);
  g_test_add_func ("/cookie/fields/model", test_model);

  return g_test_run ();
}
