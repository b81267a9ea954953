/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a dictionary does with the attributes of a schema: each row of its table, in each profile, with a
 * schema and without one.
 */

#include "test-refused.h"
#include "test-site.h"

typedef void (* Check) (CookieSchema  *site,
                        CookieProfile  profile);

/* What is printed of a cookie that a schema knows. */
#define SAID(attributes) (site != NULL ? (attributes) : "")

/* Runs a check with the site and without a schema, in each profile. */
static void
run_check (gconstpointer data)
{
  const Check * const check = data;

  for (CookieProfile profile = 0; profile < TEST_N_PROFILES; profile++)
    {
      g_autoptr (CookieSchema) site = test_site_new ();

      (*check) (site, profile);
      (*check) (NULL, profile);
    }
}

static void
check_load (CookieSchema  *site,
            CookieProfile  profile)
{
  g_autoptr (CookieBaseCookie) cookie = test_cookie_new (site, profile);
  CookieMorsel *morsel;

  test_load (cookie, "theme=dark; app=1; lang=en; other=2");
  test_assert_sent (cookie, NULL);
  g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "theme"), ==, "dark");

  morsel = cookie_base_cookie_get (cookie, "theme");
  g_assert_cmpstr (cookie_morsel_get_path (morsel), ==, site != NULL ? "/" : NULL);
  g_assert_cmpint (cookie_morsel_get_max_age (morsel), ==, site != NULL ? 31536000 : -1);
  morsel = cookie_base_cookie_get (cookie, "app");
  g_assert_cmpstr (cookie_morsel_get_domain (morsel), ==, site != NULL ? "site.example" : NULL);
  g_assert_true (cookie_morsel_get_partitioned (morsel) == (site != NULL));
  morsel = cookie_base_cookie_get (cookie, "other");
  g_assert_cmpstr (cookie_morsel_get_path (morsel), ==, NULL);
  test_assert_sent (cookie, NULL);
  g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "theme"), ==, "dark");
}

/* Attributes in a header are read by the PYTHON profile only; elsewhere they are cookies. */
static void
check_load_attributes (CookieSchema  *site,
                       CookieProfile  profile)
{
  g_autoptr (CookieBaseCookie) cookie = test_cookie_new (site, profile);
  g_autofree char *found = NULL;

  test_load (cookie, "theme=dark; path=/evil; lang=en; domain=evil.example; other=2; path=/own");
  found = test_describe (cookie);

  if (profile != COOKIE_PROFILE_PYTHON)
    {
      /* the second path is the same name again */
      g_assert_cmpstr (found, ==, "duplicate 0:63 [path=/own]");
      test_assert_output (cookie, "domain=evil.example", "", "lang=en", "", "other=2", "", "path=/evil", "",
                          "theme=dark", SAID (TEST_THEME_ATTRIBUTES), NULL);
    }
  else if (site != NULL)
    {
      g_assert_cmpstr (found, ==,
                       "attribute-ignored 0:12 [path=/evil], attribute-ignored 0:33 [domain=evil.example]");
      test_assert_output (cookie, "lang=en", "", "other=2", "; Path=/own", "theme=dark", TEST_THEME_ATTRIBUTES, NULL);
    }
  else
    {
      g_assert_cmpstr (found, ==, "");
      test_assert_output (cookie, "lang=en", "; Domain=evil.example", "other=2", "; Path=/own",
                          "theme=dark", "; Path=/evil", NULL);
    }
  test_assert_sent (cookie, NULL);
}

/* What a later field says of a value counts, and the attributes are those of the schema again. */
static void
check_load_again (CookieSchema  *site,
                  CookieProfile  profile)
{
  g_autoptr (CookieBaseCookie) cookie = test_cookie_new (site, profile);

  test_load (cookie, "theme=dark; other=1");
  cookie_morsel_set_path (cookie_base_cookie_get (cookie, "theme"), "/own");
  test_set (cookie, "other", "2");
  test_load (cookie, "theme=light; other=1; app=1");
  test_assert_sent (cookie, NULL);
  test_assert_output (cookie, "app=1", SAID (TEST_APP_ATTRIBUTES), "other=1", "",
                      "theme=light", site != NULL ? TEST_THEME_ATTRIBUTES : "; Path=/own", NULL);

  g_assert_true (cookie_base_cookie_expire (cookie, "theme", NULL));
  test_load (cookie, "theme=light");
  test_assert_sent (cookie, NULL);
  g_assert_false (cookie_morsel_get_expired (cookie_base_cookie_get (cookie, "theme")));
}

/* Of a name that a header has twice, one value counts, and its attributes are the schema's too. */
static void
check_duplicates (CookieSchema  *site,
                  CookieProfile  profile)
{
  g_autoptr (CookieBaseCookie) cookie = test_cookie_new (site, profile);
  g_autofree char *found = NULL;

  test_load (cookie, "theme=1; app=1; theme=2; app=2");
  test_assert_output (cookie, profile == COOKIE_PROFILE_PYTHON ? "app=2" : "app=1", SAID (TEST_APP_ATTRIBUTES),
                      profile == COOKIE_PROFILE_PYTHON ? "theme=2" : "theme=1", SAID (TEST_THEME_ATTRIBUTES), NULL);
  found = test_describe (cookie);
  g_assert_cmpstr (found, ==, "duplicate 0:16 [theme=2], duplicate 0:25 [app=2]");
}

/* Before and after a morsel is made, the output is the same. */
static void
check_output (CookieSchema  *site,
              CookieProfile  profile)
{
  static const char * const attrs[] = { "path", "MAX-AGE", NULL };
  g_autoptr (CookieBaseCookie) cookie = test_cookie_new (site, profile);
  g_autofree char *before = NULL, *after = NULL, *some = NULL, *some_after = NULL, *js = NULL, *header = NULL;

  test_load (cookie, "theme=dark; app=1; lang=en; other=2");
  test_assert_output (cookie, "app=1", SAID (TEST_APP_ATTRIBUTES), "lang=en", "", "other=2", "",
                      "theme=dark", SAID (TEST_THEME_ATTRIBUTES), NULL);
  before = cookie_base_cookie_output (cookie, NULL, NULL, NULL);
  some = cookie_base_cookie_output (cookie, attrs, "", "|");
  g_assert_cmpstr (some, ==, site != NULL ? " app=1; Path=/app| lang=en| other=2| theme=dark; Max-Age=31536000; Path=/"
                                          : " app=1| lang=en| other=2| theme=dark");
  js = cookie_base_cookie_js_output (cookie, NULL);
  g_assert_true ((strstr (js, "\"theme=dark" TEST_THEME_ATTRIBUTES "\";") != NULL) == (site != NULL));
  g_assert_nonnull (strstr (js, "\"other=2\";"));

  after = cookie_base_cookie_output (cookie, NULL, NULL, NULL);
  g_assert_cmpstr (after, ==, before);
  some_after = cookie_base_cookie_output (cookie, attrs, "", "|");
  g_assert_cmpstr (some_after, ==, some);

  /* a client sends no attribute */
  header = cookie_base_cookie_to_cookie_header (cookie);
  g_assert_cmpstr (header, ==, "theme=dark; app=1; lang=en; other=2");
}

static void
check_js_output (CookieSchema  *site,
                 CookieProfile  profile)
{
  g_autoptr (CookieBaseCookie) cookie = test_cookie_new (site, profile);
  g_autofree char *before = NULL, *after = NULL;

  test_load (cookie, "theme=dark; other=2");
  before = cookie_base_cookie_js_output (cookie, NULL);
  cookie_base_cookie_get (cookie, "theme");
  after = cookie_base_cookie_js_output (cookie, NULL);
  g_assert_cmpstr (before, ==, after);
  g_assert_true ((strstr (before, "Max-Age=31536000") != NULL) == (site != NULL));
}

/* A new morsel has the attributes of the schema, one that is there keeps its own. */
static void
check_set (CookieSchema  *site,
           CookieProfile  profile)
{
  g_autoptr (CookieBaseCookie) cookie = test_cookie_new (site, profile);

  test_load (cookie, "theme=dark; lang=en");
  test_set (cookie, "theme", "dark");
  test_assert_sent (cookie, NULL);
  test_set (cookie, "theme", "light");
  test_set (cookie, "app", "1");
  test_set (cookie, "other", "2");
  test_assert_sent (cookie, "app=1", SAID (TEST_APP_ATTRIBUTES), "other=2", "",
                    "theme=light", SAID (TEST_THEME_ATTRIBUTES), NULL);
  cookie_base_cookie_clear_changes (cookie);

  cookie_morsel_set_path (cookie_base_cookie_get (cookie, "app"), "/own");
  cookie_morsel_set_max_age (cookie_base_cookie_get (cookie, "theme"), 60);
  cookie_base_cookie_clear_changes (cookie);
  test_set (cookie, "app", "2");
  g_assert_true (cookie_base_cookie_set_coded (cookie, "theme", NULL, "x", NULL));
  g_assert_true (cookie_base_cookie_set_coded (cookie, "lang", g_variant_new_string ("fr"), "fr", NULL));
  test_assert_sent (cookie,
                    "app=2", site != NULL ? "; Domain=site.example; Partitioned; Path=/own; Priority=High; Secure" : "; Path=/own",
                    "lang=fr", "",
                    "theme=x", site != NULL ? "; Max-Age=60; Path=/" : "; Max-Age=60", NULL);

  /* unset is as much the program's */
  cookie_base_cookie_clear_changes (cookie);
  cookie_morsel_set_max_age (cookie_base_cookie_get (cookie, "theme"), -1);
  test_set (cookie, "theme", "y");
  test_assert_sent (cookie, "theme=y", SAID ("; Path=/"), NULL);

  /* removed from the dictionary, it is new when it is set again */
  g_assert_true (cookie_base_cookie_remove (cookie, "theme"));
  test_set (cookie, "theme", "z");
  test_assert_sent (cookie, "theme=z", SAID (TEST_THEME_ATTRIBUTES), NULL);
}

static void
check_set_all (CookieSchema  *site,
               CookieProfile  profile)
{
  g_autoptr (CookieBaseCookie) cookie = test_cookie_new (site, profile);
  g_autoptr (GError) error = NULL;

  test_load (cookie, "theme=dark");
  cookie_morsel_set_path (cookie_base_cookie_get (cookie, "theme"), "/own");
  cookie_base_cookie_clear_changes (cookie);

  g_assert_false (cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("{'app': 'x', 'a b': 'y'}"), &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_KEY);
  test_assert_sent (cookie, NULL);

  g_assert_true (cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("{'theme': 'x', 'app': 'y', 'other': 'z'}"), NULL));
  test_assert_sent (cookie, "app=y", SAID (TEST_APP_ATTRIBUTES), "other=z", "",
                    "theme=x", site != NULL ? "; Max-Age=31536000; Path=/own" : "; Path=/own", NULL);
}

/* A morsel is taken as it is. */
static void
check_set_morsel (CookieSchema  *site,
                  CookieProfile  profile)
{
  g_autoptr (CookieBaseCookie) cookie = test_cookie_new (site, profile);
  g_autoptr (CookieMorsel) theme = test_new_attributes ("1; Path=/own");
  g_autoptr (CookieMorsel) app = cookie_morsel_new ();
  CookieMorsel *copy;

  g_assert_true (cookie_morsel_set (theme, "theme", g_variant_new_string ("1"), "1", NULL));
  g_assert_true (cookie_morsel_set (app, "app", g_variant_new_string ("2"), "2", NULL));
  test_load (cookie, "theme=dark");
  g_assert_true (cookie_base_cookie_set_morsel (cookie, theme, NULL));
  g_assert_true (cookie_base_cookie_set_morsel (cookie, app, NULL));
  test_assert_sent (cookie, "app=2", "", "theme=1", "; Path=/own", NULL);
  test_set (cookie, "app", "3");
  test_assert_sent (cookie, "app=3", "", "theme=1", "; Path=/own", NULL);

  /* expired, too: what a browser has been sent is what it must be told to remove */
  copy = cookie_morsel_copy (theme);
  cookie_morsel_expire (copy);
  g_assert_true (cookie_base_cookie_set_morsel (cookie, copy, NULL));
  cookie_base_cookie_remove (cookie, "app");
  test_assert_sent (cookie, "theme=", TEST_REMOVED "; Max-Age=0; Path=/own", NULL);
  g_object_unref (copy);
}

/* A removal has what a browser finds the cookie by, whether the cookie was read or not; and a cookie that
 * is set again has its attributes. */
static void
check_expire (CookieSchema  *site,
              CookieProfile  profile)
{
  const char *theme = site != NULL ? TEST_REMOVED "; Max-Age=0; Path=/" : TEST_REMOVED "; Max-Age=0";
  const char *app = site != NULL
    ? "; Domain=site.example" TEST_REMOVED "; Max-Age=0; Partitioned; Path=/app; Priority=High; Secure"
    : TEST_REMOVED "; Max-Age=0";
  g_autoptr (CookieBaseCookie) cookie = test_cookie_new (site, profile);

  test_load (cookie, "theme=dark");
  g_assert_true (cookie_base_cookie_expire (cookie, "theme", NULL));
  g_assert_true (cookie_base_cookie_expire (cookie, "app", NULL));
  g_assert_true (cookie_base_cookie_expire (cookie, "other", NULL));
  test_assert_sent (cookie, "app=", app, "other=", TEST_REMOVED "; Max-Age=0", "theme=", theme, NULL);
  test_assert_output (cookie, "app=", app, "other=", TEST_REMOVED "; Max-Age=0", "theme=", theme, NULL);
  g_assert_true (cookie_base_cookie_expire (cookie, "app", NULL));

  test_set (cookie, "theme", "dark");
  test_set (cookie, "app", "1");
  g_assert_true (cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("{'other': 'x'}"), NULL));
  test_assert_sent (cookie, "app=1", SAID (TEST_APP_ATTRIBUTES), "other=x", "",
                    "theme=dark", SAID (TEST_THEME_ATTRIBUTES), NULL);

  /* with the empty string, and with its text, and sent before */
  g_assert_true (cookie_base_cookie_expire (cookie, "lang", NULL));
  test_set (cookie, "lang", "");
  g_assert_true (cookie_base_cookie_expire (cookie, "app", NULL));
  cookie_base_cookie_clear_changes (cookie);
  g_assert_true (cookie_base_cookie_set_coded (cookie, "app", NULL, "2", NULL));
  g_assert_true (cookie_base_cookie_touch (cookie, "lang", NULL));
  test_assert_sent (cookie, "app=2", SAID (TEST_APP_ATTRIBUTES), "lang=\"\"", "", NULL);

  /* expired again and touched, it is sent as a removal again */
  g_assert_true (cookie_base_cookie_expire (cookie, "app", NULL));
  cookie_base_cookie_clear_changes (cookie);
  g_assert_true (cookie_base_cookie_touch (cookie, "app", NULL));
  test_assert_sent (cookie, "app=", app, NULL);
}

static void
check_expire_errors (CookieSchema  *site,
                     CookieProfile  profile)
{
  g_autoptr (CookieBaseCookie) cookie = test_cookie_new (site, profile);
  g_autoptr (GError) error = NULL;

  g_assert_false (cookie_base_cookie_expire (cookie, "a b", &error));
  test_assert_refused (error, COOKIE_ERROR_ILLEGAL_KEY, "“a b”");
  g_assert_false (cookie_base_cookie_expire (cookie, "path", &error));
  test_assert_refused (error, COOKIE_ERROR_RESERVED_KEY, "“path”");
  g_assert_false (cookie_base_cookie_touch (cookie, "theme", &error));
  test_assert_refused (error, COOKIE_ERROR_ILLEGAL_KEY, "“theme”");
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 0);
  test_assert_sent (cookie, NULL);
}

static void
check_touch (CookieSchema  *site,
             CookieProfile  profile)
{
  g_autoptr (CookieBaseCookie) cookie = test_cookie_new (site, profile);

  test_load (cookie, "theme=dark; other=1");
  g_assert_true (cookie_base_cookie_touch (cookie, "theme", NULL));
  g_assert_true (cookie_base_cookie_touch (cookie, "other", NULL));
  test_assert_sent (cookie, "other=1", "", "theme=dark", SAID (TEST_THEME_ATTRIBUTES), NULL);
}

/* A copy has the schema and the changes; equal is what prints the same, by whatever way. */
static void
check_copy (CookieSchema  *site,
            CookieProfile  profile)
{
  g_autoptr (CookieBaseCookie) cookie = test_cookie_new (site, profile);
  g_autoptr (CookieBaseCookie) copy = NULL;

  test_load (cookie, "theme=dark; lang=en");
  g_assert_true (cookie_base_cookie_expire (cookie, "lang", NULL));
  copy = cookie_base_cookie_copy (cookie);
  g_assert_true (cookie_base_cookie_get_schema (copy) == site);
  g_assert_cmpint (cookie_base_cookie_get_profile (copy), ==, profile);
  g_assert_true (cookie_base_cookie_equal (cookie, copy));
  test_assert_sent (copy, "lang=", TEST_REMOVED "; Max-Age=0", NULL);
  test_set (copy, "app", "1");
  test_set (copy, "theme", "light");
  test_assert_sent (copy, "app=1", SAID (TEST_APP_ATTRIBUTES), "lang=", TEST_REMOVED "; Max-Age=0",
                    "theme=light", SAID (TEST_THEME_ATTRIBUTES), NULL);
  test_assert_sent (cookie, "lang=", TEST_REMOVED "; Max-Age=0", NULL);
  g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "theme"), ==, "dark");
}

static void
check_equal (CookieSchema  *site,
             CookieProfile  profile)
{
  g_autoptr (CookieBaseCookie) cookie = test_cookie_new (site, profile);
  g_autoptr (CookieBaseCookie) set = test_cookie_new (site, profile);
  g_autoptr (CookieBaseCookie) plain = test_cookie_new (NULL, profile);
  g_autoptr (CookieBaseCookie) parsed = cookie_simple_cookie_new ();
  g_autoptr (CookieMorsel) morsel = cookie_morsel_parse_set_cookie ("theme=dark" TEST_THEME_ATTRIBUTES, NULL);

  test_load (cookie, "theme=dark");
  test_set (set, "theme", "dark");
  test_load (plain, "theme=dark");
  g_assert_true (cookie_base_cookie_set_morsel (parsed, morsel, NULL));

  g_assert_true (cookie_base_cookie_equal (cookie, set));
  g_assert_true (cookie_base_cookie_equal (cookie, plain) == (site == NULL));
  g_assert_true (cookie_base_cookie_equal (plain, cookie) == (site == NULL));
  g_assert_true (cookie_base_cookie_equal (cookie, parsed) == (site != NULL));
}

static void
count_cb (GObject    *object,
          gpointer    data,
          GPtrArray  *seen)
{
  g_ptr_array_add (seen, g_strdup ("changed"));
}

static void
added_cb (CookieBaseCookie *cookie,
          CookieMorsel     *morsel,
          GPtrArray        *seen)
{
  /* the attributes are there when the morsel is seen first */
  g_assert_true ((cookie_base_cookie_get_schema (cookie) != NULL &&
                  !g_str_equal (cookie_morsel_get_key (morsel), "other")) == (cookie_morsel_get_path (morsel) != NULL));
  g_ptr_array_add (seen, g_strdup ("added"));
}

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       n_removed,
                  guint       n_added,
                  GPtrArray  *seen)
{
  g_ptr_array_add (seen, g_strdup_printf ("%u-%u+%u", position, n_removed, n_added));
}

static void
notify_cb (GObject    *object,
           GParamSpec *pspec,
           GPtrArray  *seen)
{
  g_ptr_array_add (seen, g_strdup (pspec->name));
}

static void
assert_seen (GPtrArray  *seen,
             const char *expected)
{
  g_autofree char *joined = NULL;

  g_ptr_array_add (seen, NULL);
  joined = g_strjoinv (" ", (char **) seen->pdata);
  g_assert_cmpstr (joined, ==, expected);
  g_ptr_array_set_size (seen, 0);
}

/* One morsel-changed a call; none for what a schema says. */
static void
check_signals (CookieSchema  *site,
               CookieProfile  profile)
{
  g_autoptr (CookieBaseCookie) cookie = test_cookie_new (site, profile);
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CookieMorsel) morsel = NULL;

  g_signal_connect (cookie, "morsel-changed", G_CALLBACK (count_cb), seen);
  g_signal_connect (cookie, "morsel-added", G_CALLBACK (added_cb), seen);
  g_signal_connect (cookie, "items-changed", G_CALLBACK (items_changed_cb), seen);
  g_signal_connect (cookie, "notify::has-changes", G_CALLBACK (notify_cb), seen);

  test_load (cookie, "theme=dark; other=2");
  assert_seen (seen, "0-0+2 added added");
  g_set_object (&morsel, cookie_base_cookie_get (cookie, "theme"));
  g_signal_connect (morsel, "notify::value", G_CALLBACK (notify_cb), seen);
  g_signal_connect (morsel, "notify::expired", G_CALLBACK (notify_cb), seen);
  g_signal_connect (morsel, "notify::path", G_CALLBACK (notify_cb), seen);
  cookie_base_cookie_get_string (cookie, "theme");
  assert_seen (seen, "");
  test_load (cookie, "theme=dark");
  assert_seen (seen, "");
  test_load (cookie, "theme=light");
  assert_seen (seen, "value changed");
  test_set (cookie, "theme", "dark");
  assert_seen (seen, "value has-changes changed");
  test_set (cookie, "theme", "dark");
  assert_seen (seen, "");
  test_set (cookie, "app", "1");
  assert_seen (seen, "2-0+1 added");
  g_assert_true (cookie_base_cookie_touch (cookie, "app", NULL));
  assert_seen (seen, "changed");
  g_assert_true (cookie_base_cookie_expire (cookie, "theme", NULL));
  assert_seen (seen, "expired changed");
  g_assert_true (cookie_base_cookie_expire (cookie, "theme", NULL));
  assert_seen (seen, "");
  test_set (cookie, "theme", "dark");
  assert_seen (seen, "expired changed");
  g_assert_true (cookie_base_cookie_remove (cookie, "app"));
  g_assert_true (cookie_base_cookie_expire (cookie, "app", NULL));
  assert_seen (seen, "2-1+0 2-0+1 added");
  cookie_morsel_set_path (morsel, "/own");
  assert_seen (seen, "path changed");
  cookie_base_cookie_clear_changes (cookie);
  assert_seen (seen, "has-changes");

  /* a field that brings the attributes back */
  test_load (cookie, "theme=dark");
  assert_seen (seen, site != NULL ? "path changed" : "");
}

/* Attributes count as pairs, also those that the schema overrules. */
static void
check_max_pairs (CookieSchema  *site,
                 CookieProfile  profile)
{
  static const char * const headers[] = {
    "theme=1; path=2; secure=3", "theme=1; theme=2; theme=3", "theme=1; app=2; x=3", "x=1; theme=1; path=3",
    "theme=1; path=2; x=3",
  };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autoptr (CookieBaseCookie) cookie = test_cookie_new (site, profile);
      g_autoptr (GError) error = NULL;

      cookie_base_cookie_set_max_pairs (cookie, 2);
      g_assert_false (cookie_base_cookie_load (cookie, headers[i], &error));
      test_assert_refused (error, COOKIE_ERROR_LIMIT, "More than 2 pairs");
      g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 0);
      cookie_base_cookie_set_max_pairs (cookie, 3);
      test_load (cookie, headers[i]);
    }
}

static void
check_other_site (CookieSchema  *site,
                  CookieProfile  profile)
{
  g_autoptr (CookieSchema) schema = cookie_schema_new ();
  g_autoptr (CookieMorsel) attributes = test_new_attributes ("; Path=/; SameSite=Strict");
  g_autoptr (CookieBaseCookie) cookie = NULL;

  test_schema_add (schema, "theme", NULL, "; Path=/theme");
  g_assert_true (cookie_schema_set_default (schema, NULL, attributes, NULL));
  cookie = test_cookie_new (schema, profile);
  test_load (cookie, "theme=1; x=2; app=3");
  test_assert_output (cookie, "app=3", "; Path=/; SameSite=Strict", "theme=1", "; Path=/theme",
                      "x=2", "; Path=/; SameSite=Strict", NULL);
  test_set (cookie, "y", "4");
  g_assert_true (cookie_base_cookie_expire (cookie, "z", NULL));
  test_assert_sent (cookie, "y=4", "; Path=/; SameSite=Strict",
                    "z=", TEST_REMOVED "; Max-Age=0; Path=/; SameSite=Strict", NULL);
}

/* As many names as a request can have, and a schema of a thousand. */
static void
check_many (CookieSchema  *site,
            CookieProfile  profile)
{
  g_autoptr (CookieSchema) schema = cookie_schema_new ();
  g_autoptr (CookieBaseCookie) cookie = NULL;
  g_autoptr (GString) header = g_string_new (NULL);
  g_auto (GStrv) names = NULL;

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("n%u", (i * 7919) % 1000);
      g_autofree char *attributes = g_strdup_printf ("; Path=/%s", name);

      test_schema_add (schema, name, NULL, attributes);
    }
  names = cookie_schema_get_names (schema);
  g_assert_cmpuint (g_strv_length (names), ==, 1000);
  for (guint i = 1; i < 1000; i++)
    g_assert_cmpint (strcmp (names[i - 1], names[i]), <, 0);

  cookie = test_cookie_new (site != NULL ? schema : NULL, profile);
  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (header, "%sn%u=%u", i > 0 ? "; " : "", i, i);
  test_load (cookie, header->str);
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 3000);
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *name = g_strdup_printf ("n%u", i);
      g_autofree char *path = g_strdup_printf ("/%s", name);

      g_assert_cmpstr (cookie_base_cookie_get_string (cookie, name), ==, name + 1);
      g_assert_cmpstr (cookie_morsel_get_path (cookie_base_cookie_get (cookie, name)), ==,
                       site != NULL && i < 1000 ? path : NULL);
    }
}

static const struct {
  const char *path;
  Check check;
} checks[] = {
  { "load", check_load },
  { "load-attributes", check_load_attributes },
  { "load-again", check_load_again },
  { "duplicates", check_duplicates },
  { "output", check_output },
  { "js-output", check_js_output },
  { "set", check_set },
  { "set-all", check_set_all },
  { "set-morsel", check_set_morsel },
  { "expire", check_expire },
  { "expire-errors", check_expire_errors },
  { "touch", check_touch },
  { "copy", check_copy },
  { "equal", check_equal },
  { "signals", check_signals },
  { "max-pairs", check_max_pairs },
  { "other-site", check_other_site },
  { "many", check_many },
};

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      g_autofree char *path = g_strconcat ("/schema/events/", checks[i].path, NULL);

      g_test_add_data_func (path, &checks[i].check, run_check);
    }

  return g_test_run ();
}
