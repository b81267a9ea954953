/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Names and texts that belong to the dictionary: what they are in each profile, and that they are valid
 * until the dictionary changes, which a sanitizer notices.
 */

#include <cookie-glib/cookie-glib.h>

#include <string.h>

static CookieBaseCookie *
load (CookieProfile  profile,
      gboolean       unquotes,
      const char    *header)
{
  CookieBaseCookie *cookie = unquotes ? cookie_simple_cookie_new () : cookie_base_cookie_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (header, strlen (header));
  g_autoptr (GError) error = NULL;

  cookie_base_cookie_set_profile (cookie, profile);
  g_assert_true (cookie_base_cookie_load_bytes (cookie, bytes, &error));
  g_assert_no_error (error);

  return cookie;
}

/* What is asked for first, decides what is done: each function first, then the others. */
static void
assert_cookie (CookieBaseCookie *cookie,
               guint             position,
               const char       *name,
               const char       *string,
               const char       *coded_value)
{
  for (guint first = 0; first < 5; first++)
    {
      g_autoptr (CookieBaseCookie) fresh = first < 4 ? cookie_base_cookie_copy (cookie) : g_object_ref (cookie);

      for (guint i = first; i < first + 5; i++)
        switch (i % 5)
          {
          case 0:
            g_assert_cmpstr (cookie_base_cookie_get_nth_name (fresh, position), ==, name);
            break;
          case 1:
            g_assert_cmpstr (cookie_base_cookie_get_nth_string (fresh, position), ==, string);
            break;
          case 2:
            g_assert_cmpstr (cookie_base_cookie_get_string (fresh, name), ==, string);
            break;
          case 3:
            g_assert_cmpstr (cookie_base_cookie_get_coded_value (fresh, name), ==, coded_value);
            break;
          default:
            g_assert_cmpstr (cookie_morsel_get_string (cookie_base_cookie_get (fresh, name)), ==, string);
          }
    }
}

static void
test_profiles (void)
{
  static const struct {
    CookieProfile profile;
    gboolean unquotes;
    const char *header;
    const char *names[4];
    const char *strings[4];
    const char *coded_values[4];
  } cases[] = {
    { COOKIE_PROFILE_RFC6265, TRUE, "a=b; c=\"x\\040y\"; d=; e=\"", { "a", "c", "d", "e" }, { "b", "x y", "", "\"" },
      { "b", "\"x\\040y\"", "", "\"" } },
    { COOKIE_PROFILE_RFC6265, FALSE, "a=b; c=\"x\\040y\"; d=; e=\"", { "a", "c", "d", "e" },
      { "b", "\"x\\040y\"", "", "\"" }, { "b", "\"x\\040y\"", "", "\"" } },
    { COOKIE_PROFILE_RFC6265, TRUE, " a\t= b c ;x =y=z;;e=\374; n", { "a", "x", "e" },
      { "b c", "y=z", "\303\274" }, { "b c", "y=z", "\303\274" } },
    { COOKIE_PROFILE_RFC6265, TRUE, "q=\"\\351\"; r=\"\\303\\251\"", { "q", "r" }, { "\303\251", "\303\251" },
      { "\"\\351\"", "\"\\303\\251\"" } },
    { COOKIE_PROFILE_PYTHON, TRUE, "a=b c=d;e=\"f;g\"; path=\"/x\"; h=i", { "a", "c", "e", "h" }, { "b", "d", "f;g", "i" },
      { "b", "d", "\"f;g\"", "i" } },
    { COOKIE_PROFILE_PYTHON, TRUE, "a = b ;secure c=d", { "a", "c" }, { "b", "d" }, { "b", "d" } },
    { COOKIE_PROFILE_STRICT, TRUE, "a=b; c=\"d\"; e=", { "a", "c", "e" }, { "b", "d", "" }, { "b", "\"d\"", "" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CookieBaseCookie) cookie = load (cases[i].profile, cases[i].unquotes, cases[i].header);
      g_autoptr (CookieBaseCookie) read = load (cases[i].profile, cases[i].unquotes, cases[i].header);
      g_autoptr (CookieBaseCookie) other = load (cases[i].profile, cases[i].unquotes, cases[i].header);
      g_autofree char *output = cookie_base_cookie_output (other, NULL, NULL, NULL);
      g_autofree char *header = cookie_base_cookie_to_cookie_header (other);
      g_autofree char *output_after = NULL;
      g_autofree char *header_after = NULL;
      guint n = 0;

      g_test_message ("%s", cases[i].header);
      for (; n < 4 && cases[i].names[n] != NULL; n++)
        {
          g_assert_cmpstr (cookie_base_cookie_get_nth_name (read, n), ==, cases[i].names[n]);
          g_assert_cmpstr (cookie_base_cookie_get_nth_string (read, n), ==, cases[i].strings[n]);
          g_assert_cmpstr (cookie_base_cookie_get_coded_value (read, cases[i].names[n]), ==, cases[i].coded_values[n]);
        }
      g_assert_cmpuint (cookie_base_cookie_get_size (read), ==, n);
      g_assert_null (cookie_base_cookie_get_nth_name (read, n));
      g_assert_null (cookie_base_cookie_get_nth_string (read, n));
      g_assert_null (cookie_base_cookie_get_nth_name (read, G_MAXUINT));
      g_assert_null (cookie_base_cookie_get_nth_string (read, G_MAXUINT));
      g_assert_null (cookie_base_cookie_get_string (read, "nosuch"));
      g_assert_null (cookie_base_cookie_get_coded_value (read, "nosuch"));

      /* nothing is printed otherwise for it, and the morsels are the same */
      output_after = cookie_base_cookie_output (read, NULL, NULL, NULL);
      header_after = cookie_base_cookie_to_cookie_header (read);
      g_assert_cmpstr (output_after, ==, output);
      g_assert_cmpstr (header_after, ==, header);
      g_assert_true (cookie_base_cookie_equal (read, other));

      for (guint j = 0; j < n; j++)
        assert_cookie (cookie, j, cases[i].names[j], cases[i].strings[j], cases[i].coded_values[j]);
    }
}

static void
test_empty (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();

  g_assert_null (cookie_base_cookie_get_nth_name (cookie, 0));
  g_assert_null (cookie_base_cookie_get_nth_string (cookie, 0));
  g_assert_null (cookie_base_cookie_get_string (cookie, "a"));
  g_assert_null (cookie_base_cookie_get_coded_value (cookie, "a"));
}

static void
test_no_string (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_smart_cookie_new ();

  g_assert_true (cookie_base_cookie_load (cookie, "a=@i:7; b=x; c=\"@\"", NULL));
  g_assert_null (cookie_base_cookie_get_string (cookie, "a"));
  g_assert_null (cookie_base_cookie_get_nth_string (cookie, 0));
  g_assert_cmpstr (cookie_base_cookie_get_coded_value (cookie, "a"), ==, "@i:7");
  g_assert_cmpstr (cookie_base_cookie_get_nth_name (cookie, 0), ==, "a");
  g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "b"), ==, "x");
  g_assert_cmpstr (cookie_base_cookie_get_nth_string (cookie, 2), ==, "@");

  g_assert_true (cookie_base_cookie_set (cookie, "b", g_variant_new_int32 (8), NULL));
  g_assert_null (cookie_base_cookie_get_string (cookie, "b"));
  g_assert_true (cookie_base_cookie_set_string (cookie, "a", "seven", NULL));
  g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "a"), ==, "seven");
}

/* A text that a codec made stays where it is when the morsel is made. */
static void
test_decoded (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_smart_cookie_new ();
  const char *string;

  g_assert_true (cookie_base_cookie_load (cookie, "a=x; b=y", NULL));
  string = cookie_base_cookie_get_string (cookie, "a");
  g_assert_true (cookie_morsel_get_string (cookie_base_cookie_get (cookie, "a")) == string);
  g_assert_true (cookie_base_cookie_get_nth_string (cookie, 0) == string);
  g_assert_cmpstr (string, ==, "x");
}

/* Everything that reads. */
static void
read_all (CookieBaseCookie *cookie)
{
  g_autoptr (CookieBaseCookie) copy = cookie_base_cookie_copy (cookie);
  g_autoptr (GPtrArray) diagnostics = cookie_base_cookie_get_diagnostics (cookie);
  g_autoptr (GPtrArray) changes = cookie_base_cookie_get_changes (cookie);
  g_autoptr (CookieIter) iter = cookie_base_cookie_iterator (cookie);
  g_auto (GStrv) names = cookie_base_cookie_get_names (cookie);

  g_free (cookie_base_cookie_output (cookie, NULL, NULL, NULL));
  g_free (cookie_base_cookie_to_cookie_header (cookie));
  g_free (cookie_base_cookie_js_output (cookie, NULL));
  g_assert_true (cookie_base_cookie_equal (cookie, copy));
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, g_strv_length (names));
  while (cookie_iter_next_value (iter) != NULL)
    continue;
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (CookieMorsel) morsel = g_list_model_get_item (G_LIST_MODEL (cookie), i);

      g_assert_true (cookie_base_cookie_get (cookie, names[i]) == morsel);
      g_assert_nonnull (cookie_morsel_get_value (morsel));
      cookie_base_cookie_get_string (cookie, names[i]);
      cookie_base_cookie_get_coded_value (cookie, names[i]);
      g_assert_true (cookie_base_cookie_contains (cookie, names[i]));
    }
}

/* A text stays where it is, even if a morsel is made of the cookie, or of all cookies, meanwhile. */
static void
test_validity (void)
{
  static const char * const headers[] = { "a=text", "a=text; b=2", "b=2; a=text; c=\"\\040\"; a=3; =", "c=1;a=text;d=e" };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    for (guint is_merged = 0; is_merged < 2; is_merged++)
      {
        g_autoptr (CookieBaseCookie) cookie = load (COOKIE_PROFILE_RFC6265, TRUE, headers[i]);
        g_autoptr (GPtrArray) names = g_ptr_array_new ();
        const char *string, *coded_value;

        if (is_merged)
          g_assert_true (cookie_base_cookie_load (cookie, "y=1; z=2", NULL));

        string = cookie_base_cookie_get_string (cookie, "a");
        coded_value = cookie_base_cookie_get_coded_value (cookie, "a");
        for (guint j = 0; j < cookie_base_cookie_get_size (cookie); j++)
          g_ptr_array_add (names, (gpointer) cookie_base_cookie_get_nth_name (cookie, j));

        read_all (cookie);
        read_all (cookie);

        g_assert_cmpstr (string, ==, "text");
        g_assert_cmpstr (coded_value, ==, "text");
        for (guint j = 0; j < names->len; j++)
          g_assert_cmpstr (names->pdata[j], ==, cookie_base_cookie_get_nth_name (cookie, j));
      }
}

/* A quoted value is decoded once, and stays where it is when its morsel is made. */
static void
test_quoted (void)
{
  g_autoptr (CookieBaseCookie) cookie = load (COOKIE_PROFILE_RFC6265, TRUE, "a=\"x\\054y\"; b=\"\\303\\251\"; c=1");
  const char *a = cookie_base_cookie_get_string (cookie, "a");
  const char *b = cookie_base_cookie_get_nth_string (cookie, 1);

  g_assert_true (cookie_base_cookie_get_nth_string (cookie, 0) == a);
  g_assert_cmpstr (cookie_base_cookie_get_coded_value (cookie, "a"), ==, "\"x\\054y\"");
  read_all (cookie);

  g_assert_cmpstr (a, ==, "x,y");
  g_assert_cmpstr (b, ==, "é");
  g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "a"), ==, a);
}

/* A lookup finds what it would find after all names were read, in short headers and in long ones. */
static void
test_first_lookup (void)
{
  static const struct { CookieProfile profile; guint n; const char *a; const char *path; } cases[] = {
    { COOKIE_PROFILE_PYTHON, 0, "3", NULL },
    { COOKIE_PROFILE_PYTHON, 124, "3", NULL },
    { COOKIE_PROFILE_PYTHON, 125, "3", NULL },
    { COOKIE_PROFILE_RFC6265, 0, "1", "/x" },
    { COOKIE_PROFILE_RFC6265, 124, "1", "/x" },
    { COOKIE_PROFILE_RFC6265, 125, "1", "/x" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CookieBaseCookie) cookie = NULL;
      g_autoptr (GPtrArray) diagnostics = NULL;
      GString *header = g_string_new ("a=1; path=/x; ab=2");
      const char *a, *ab;

      for (guint j = 0; j < cases[i].n; j++)
        g_string_append_printf (header, "; n%u=%u", j, j);
      g_string_append (header, "; a=3");
      cookie = load (cases[i].profile, TRUE, header->str);

      g_assert_false (cookie_base_cookie_contains (cookie, ""));
      g_assert_false (cookie_base_cookie_contains (cookie, "c"));
      g_assert_cmpint (cookie_base_cookie_contains (cookie, "path"), ==, cases[i].path != NULL);
      a = cookie_base_cookie_get_string (cookie, "a");
      ab = cookie_base_cookie_get_coded_value (cookie, "ab");
      g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "path"), ==, cases[i].path);
      g_assert_cmpstr (cookie_base_cookie_get_coded_value (cookie, "path"), ==, cases[i].path);

      g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==,
                        cases[i].n + (cases[i].path != NULL ? 3 : 2));
      read_all (cookie);
      g_assert_cmpstr (a, ==, cases[i].a);
      g_assert_cmpstr (ab, ==, "2");
      g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "a"), ==, cases[i].a);
      diagnostics = cookie_base_cookie_get_diagnostics (cookie);
      g_assert_cmpuint (diagnostics->len, ==, 1);
      g_string_free (header, TRUE);
    }
}

/* What belongs to the dictionary is passed to it. */
static void
test_own_text (void)
{
  g_autoptr (CookieBaseCookie) cookie = load (COOKIE_PROFILE_RFC6265, TRUE, "a=b=c; n=x");
  g_autofree char *header = NULL;

  g_assert_true (cookie_base_cookie_load (cookie, cookie_base_cookie_get_string (cookie, "a"), NULL));
  g_assert_true (cookie_base_cookie_set_string (cookie, cookie_base_cookie_get_string (cookie, "n"),
                                                cookie_base_cookie_get_nth_name (cookie, 1), NULL));
  g_assert_true (cookie_base_cookie_set_coded (cookie, cookie_base_cookie_get_nth_name (cookie, 1), NULL,
                                               cookie_base_cookie_get_coded_value (cookie, "a"), NULL));
  header = cookie_base_cookie_to_cookie_header (cookie);
  g_assert_cmpstr (header, ==, "a=b=c; n=b=c; b=c; x=n");

  g_assert_true (cookie_base_cookie_expire (cookie, cookie_base_cookie_get_nth_name (cookie, 0), NULL));
  g_assert_true (cookie_base_cookie_touch (cookie, cookie_base_cookie_get_nth_name (cookie, 2), NULL));
  g_assert_true (cookie_base_cookie_remove (cookie, cookie_base_cookie_get_nth_name (cookie, 2)));
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 3);
}

/* A later header finds what was read of an earlier one unchanged. */
static void
test_merge (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (CookieBaseCookie) cookie = load (i == 0 ? COOKIE_PROFILE_PYTHON : COOKIE_PROFILE_RFC6265, TRUE,
                                                  i == 0 ? "a=1; path=/x; b=\"2 3\"; secure; a=4" : "a=4; b=\"2 3\"; a=1");
      g_autofree char *lines = NULL;

      for (guint j = 0; j < 2; j++)
        {
          cookie_base_cookie_get_nth_name (cookie, j);
          cookie_base_cookie_get_nth_string (cookie, j);
          cookie_base_cookie_get_coded_value (cookie, j == 0 ? "a" : "b");
        }
      g_assert_true (cookie_base_cookie_load (cookie, "c=5; a=6; c=6", NULL));
      g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "a"), ==, "6");
      g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "c"), ==, i == 0 ? "6" : "5");
      lines = cookie_base_cookie_output (cookie, NULL, "", "\n");
      g_assert_cmpstr (lines, ==, i == 0 ? " a=6; Path=/x\n b=\"2 3\"; Secure\n c=6" : " a=6\n b=\"2 3\"\n c=5");
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cookie/strings/profiles", test_profiles);
  g_test_add_func ("/cookie/strings/empty", test_empty);
  g_test_add_func ("/cookie/strings/no-string", test_no_string);
  g_test_add_func ("/cookie/strings/decoded", test_decoded);
  g_test_add_func ("/cookie/strings/validity", test_validity);
  g_test_add_func ("/cookie/strings/quoted", test_quoted);
  g_test_add_func ("/cookie/strings/first-lookup", test_first_lookup);
  g_test_add_func ("/cookie/strings/own-text", test_own_text);
  g_test_add_func ("/cookie/strings/merge", test_merge);

  return g_test_run ();
}
