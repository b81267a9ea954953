/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "test-seals.h"
#include "test-values.h"

#include <string.h>

static CookieBaseCookie *
load (const char *header)
{
  CookieBaseCookie *cookie = COOKIE_BASE_COOKIE (cookie_simple_cookie_new ());
  g_autoptr (GError) error = NULL;

  g_assert_true (cookie_base_cookie_load (cookie, header, &error));
  g_assert_no_error (error);

  return cookie;
}

static void
set (CookieBaseCookie *cookie,
     const char       *key,
     const char       *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cookie_base_cookie_set_string (cookie, key, value, &error));
  g_assert_no_error (error);
}

static void
assert_changes (CookieBaseCookie *cookie,
                const char       *expected)
{
  g_auto (GStrv) fields = cookie_base_cookie_get_changed_fields (cookie); /* before there are morsels of them */
  g_autofree char *text = cookie_base_cookie_output_changes (cookie, "", "\n");
  g_autoptr (GPtrArray) changes = cookie_base_cookie_get_changes (cookie);
  g_auto (GStrv) lines = g_strsplit (expected, "\n", -1);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (changes->len, ==, g_strv_length (lines));
  g_assert_cmpuint (changes->len, ==, g_strv_length (fields));
  for (guint i = 0; i < changes->len; i++)
    {
      g_autofree char *line = cookie_morsel_to_set_cookie_header (changes->pdata[i], NULL);

      g_assert_cmpstr (line, ==, lines[i] + 1);
      g_assert_cmpstr (fields[i], ==, line);
    }
}

static void
test_nothing (void)
{
  g_autoptr (CookieBaseCookie) empty = COOKIE_BASE_COOKIE (cookie_simple_cookie_new ());
  g_autoptr (CookieBaseCookie) loaded = load ("a=1; b=2; c=3");

  assert_changes (empty, "");
  assert_changes (loaded, "");

  /* nor does looking change anything */
  g_assert_nonnull (cookie_base_cookie_get (loaded, "b"));
  assert_changes (loaded, "");
}

static void
test_added (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("b=2; d=4");

  set (cookie, "c", "3");
  set (cookie, "a", "1");
  assert_changes (cookie, " a=1\n c=3");

  cookie_base_cookie_clear_changes (cookie);
  assert_changes (cookie, "");
}

static void
test_changed (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("a=1; b=2; c=3");

  set (cookie, "b", "two");
  assert_changes (cookie, " b=two");

  cookie_morsel_set_http_only (cookie_base_cookie_get (cookie, "c"), TRUE);
  assert_changes (cookie, " b=two\n c=3; HttpOnly");

  cookie_base_cookie_clear_changes (cookie);
  cookie_morsel_set_http_only (cookie_base_cookie_get (cookie, "c"), FALSE);
  assert_changes (cookie, " c=3");
}

static void
test_same_value (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("a=1; b=\"x y\"");

  set (cookie, "a", "1");
  set (cookie, "b", "x y");
  cookie_morsel_set_http_only (cookie_base_cookie_get (cookie, "a"), FALSE);
  assert_changes (cookie, "");

  set (cookie, "c", "3");
  cookie_base_cookie_clear_changes (cookie);
  set (cookie, "c", "3");
  assert_changes (cookie, "");
}

static void
test_expired (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("sid=31d4; theme=dark");

  cookie_morsel_set_secure (cookie_base_cookie_get (cookie, "sid"), TRUE);
  g_assert_true (cookie_base_cookie_expire (cookie, "sid", NULL));
  assert_changes (cookie, " sid=; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Secure");

  /* what has expired is not expired again */
  cookie_base_cookie_clear_changes (cookie);
  g_assert_true (cookie_base_cookie_expire (cookie, "sid", NULL));
  assert_changes (cookie, "");
}

static void
test_removed (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("a=1; b=2; c=3; d=4");

  set (cookie, "d", "four");
  set (cookie, "b", "two");
  cookie_base_cookie_remove (cookie, "b");
  cookie_base_cookie_remove (cookie, "a");
  assert_changes (cookie, " d=four");

  cookie_base_cookie_clear (cookie);
  assert_changes (cookie, "");
}

/* A cookie is one of the changes before anybody asks for its morsel. */
static void
test_unasked (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("a=1");
  g_autoptr (CookieBaseCookie) copy = NULL;
  g_autoptr (GVariant) state = NULL;
  CookieMorsel *morsel;

  set (cookie, "b", "x y");
  set (cookie, "c", "3");
  g_assert_true (cookie_base_cookie_get_has_changes (cookie));
  g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "b"), ==, "x y");
  g_assert_cmpstr (cookie_base_cookie_get_coded_value (cookie, "b"), ==, "\"x y\"");

  /* not one that was sent, when its morsel is made later */
  morsel = cookie_base_cookie_get (cookie, "c");
  cookie_base_cookie_clear_changes (cookie);
  g_assert_false (cookie_base_cookie_get_has_changes (cookie));
  g_assert_cmpstr (cookie_morsel_get_key (cookie_base_cookie_get (cookie, "b")), ==, "b");
  g_assert_false (cookie_base_cookie_get_has_changes (cookie));
  cookie_morsel_set_secure (morsel, TRUE);
  assert_changes (cookie, " c=3; Secure");
  cookie_base_cookie_clear_changes (cookie);

  set (cookie, "d", "4");
  set (cookie, "e", "5");
  set (cookie, "f", "6");
  set (cookie, "g", "7");
  g_assert_true (cookie_base_cookie_remove (cookie, "e"));
  g_assert_true (cookie_base_cookie_load (cookie, "f=8", NULL));
  set (cookie, "g", "9");
  assert_changes (cookie, " d=4\n g=9");

  cookie_base_cookie_clear_changes (cookie);
  set (cookie, "h", "10");
  copy = cookie_base_cookie_copy (cookie);
  assert_changes (copy, " h=10");
  set (cookie, "i", "11");
  state = cookie_base_cookie_serialize (cookie);
  g_assert_true (cookie_base_cookie_restore (copy, state, NULL));
  assert_changes (copy, " h=10\n i=11");
  set (copy, "j", "12");
  cookie_base_cookie_clear (copy);
  g_assert_false (cookie_base_cookie_get_has_changes (copy));
  set (cookie, "j", "12");
  g_assert_true (cookie_base_cookie_expire (cookie, "j", NULL));
  cookie_base_cookie_remove (cookie, "h");
  assert_changes (cookie, " i=11\n j=; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0");
}

/* A value that was loaded is changed, and sent, without a morsel of it. */
static void
test_changed_unasked (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("a=1; b=\"x\\040y\"; c=3; d=4; e=5");
  const char *name = cookie_base_cookie_get_nth_name (cookie, 4);
  g_autofree char *all = NULL, *lines = NULL;

  set (cookie, "c", "x y");
  set (cookie, "c", "x y");
  set (cookie, "a", "one");
  set (cookie, "a", "two");
  set (cookie, "b", "x y"); /* which it is, in other words */
  set (cookie, name, cookie_base_cookie_get_string (cookie, "d")); /* texts of the dictionary */
  g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "c"), ==, "x y");
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 5);
  all = cookie_base_cookie_to_cookie_header (cookie);
  g_assert_cmpstr (all, ==, "a=two; b=\"x\\040y\"; c=\"x y\"; d=4; e=4");
  lines = cookie_base_cookie_output_changes (cookie, NULL, NULL);
  g_assert_cmpstr (lines, ==, "Set-Cookie: a=two\r\nSet-Cookie: c=\"x y\"\r\nSet-Cookie: e=4");
  assert_changes (cookie, " a=two\n c=\"x y\"\n e=4");

  /* one that was sent may change again, back too; one with a morsel has only that */
  cookie_base_cookie_clear_changes (cookie);
  set (cookie, "d", "6");
  cookie_base_cookie_clear_changes (cookie);
  assert_changes (cookie, "");
  set (cookie, "d", "4");
  set (cookie, "a", "three");
  assert_changes (cookie, " a=three\n d=4");

  cookie_base_cookie_clear_changes (cookie);
  set (cookie, "b", "1");
  set (cookie, "f", "1");
  g_assert_true (cookie_base_cookie_remove (cookie, "b"));
  g_assert_true (cookie_base_cookie_load (cookie, "f=2", NULL));
  assert_changes (cookie, "");
  g_assert_false (cookie_base_cookie_get_has_changes (cookie));
}

static void
ignore (void)
{
}

static const char *UNASKED_HEADERS[] = {
  "a=1; b=2; c=3; sid=x", "$Version=1; a=1; $Path=/x; b=\"2\"; c=3; $Domain=d", "c=1; c=2; a=3; a=4; z=5", "\xff=1; b=\xff", "",
};

/* Whoever watches a dictionary makes it have morsels, and finds the same in it. */
static void
test_unasked_and_watched (gconstpointer data)
{
  const char *values[] = { "1", "x", "\"", "ü; \\", "2", "", "2" };
  const char *names[] = { "a", "sid", "b", "c", "new", "a", "__Host-n" };
  g_autoptr (CookieMorsel) attributes = cookie_morsel_new ();
  g_autoptr (CookieCodec) codec = COOKIE_CODEC (cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_TEXT, NULL));
  g_autoptr (CookieSchema) schema = cookie_schema_new ();

  cookie_morsel_set_path (attributes, "/");
  cookie_morsel_set_max_age (attributes, 3600);
  cookie_morsel_set_secure (attributes, TRUE);
  g_assert_true (cookie_morsel_set_attribute (attributes, "comment", g_variant_new_string ("x y"), NULL));
  g_assert_true (cookie_morsel_set_attribute (attributes, "expires", g_variant_new_string ("Thu, 01 Jan 2099 00:00:00 GMT"), NULL));
  g_assert_true (cookie_schema_add (schema, "a", NULL, attributes, NULL));
  g_assert_true (cookie_schema_add (schema, "b", NULL, NULL, NULL));
  g_assert_true (cookie_schema_add (schema, "sid", codec, attributes, NULL));
  g_assert_true (cookie_schema_add (schema, "__Host-n", NULL, attributes, NULL));
  if (GPOINTER_TO_INT (data))
    g_assert_true (cookie_schema_set_default (schema, NULL, attributes, NULL));

  for (guint h = 0; h < G_N_ELEMENTS (UNASKED_HEADERS); h++)
    for (CookieProfile profile = COOKIE_PROFILE_PYTHON; profile <= COOKIE_PROFILE_STRICT; profile++)
      {
        g_autoptr (CookieBaseCookie) cookie = COOKIE_BASE_COOKIE (cookie_simple_cookie_new_with_schema (schema));
        g_autoptr (CookieBaseCookie) watched = COOKIE_BASE_COOKIE (cookie_simple_cookie_new_with_schema (schema));
        CookieBaseCookie *both[] = { cookie, watched };

        g_signal_connect (watched, "morsel-changed", G_CALLBACK (ignore), NULL);
        for (guint i = 0; i < 2; i++)
          {
            cookie_base_cookie_set_profile (both[i], profile);
            cookie_base_cookie_load (both[i], UNASKED_HEADERS[h], NULL);
          }

        for (guint i = 0; i < G_N_ELEMENTS (names); i++)
          {
            g_autofree char *text = NULL, *expected = NULL;

            if (i == 3)
              {
                cookie_base_cookie_clear_changes (cookie);
                cookie_base_cookie_clear_changes (watched);
              }
            set (cookie, names[i], values[i]);
            set (watched, names[i], values[i]);
            g_assert_cmpint (cookie_base_cookie_get_has_changes (cookie), ==, cookie_base_cookie_get_has_changes (watched));
            for (guint j = 0; j < 2; j++)
              {
                g_auto (GStrv) fields = cookie_base_cookie_get_changed_fields (both[j]);

                *(j == 0 ? &text : &expected) = g_strjoinv ("\n", fields);
              }
            g_assert_cmpstr (text, ==, expected);
          }

        for (guint j = 0; j < 2; j++)
          cookie_base_cookie_clear_changes (both[j]);
        assert_changes (cookie, "");
        g_assert_true (cookie_base_cookie_equal (cookie, watched));
      }
}

/* More than are found without an order, some of them gone, and values that a morsel has copies of. */
static void
test_many_unasked (void)
{
  g_autoptr (CookieBaseCookie) cookie = COOKIE_BASE_COOKIE (cookie_simple_cookie_new ());
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *large = g_strnfill (20000, 'x');

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *key = g_strdup_printf ("k%03u", i);

      set (cookie, key, i % 50 == 0 ? large : key);
    }
  for (guint i = 0; i < 400; i += 4)
    {
      g_autofree char *key = g_strdup_printf ("k%03u", i + 1);

      g_assert_true (cookie_base_cookie_remove (cookie, key));
    }

  changes = cookie_base_cookie_get_changes (cookie);
  g_assert_cmpuint (changes->len, ==, 300);
  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *key = g_strdup_printf ("k%03u", i);
      CookieMorsel *morsel = cookie_base_cookie_get (cookie, key);

      if (i % 4 == 1)
        g_assert_null (morsel);
      else
        g_assert_cmpstr (cookie_morsel_get_string (morsel), ==, i % 50 == 0 ? large : key);
    }
  g_assert_cmpstr (cookie_morsel_get_key (changes->pdata[0]), ==, "k000");
  g_assert_cmpstr (cookie_morsel_get_key (changes->pdata[299]), ==, "k399");
}

/* An iterator returns the morsels that were there when it was created. */
static void
test_iterator (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("b=1; a=2; c=3");
  g_autoptr (CookieIter) iter = cookie_base_cookie_iterator (cookie);
  g_autoptr (GString) keys = g_string_new (NULL);
  CookieMorsel *morsel;

  while ((morsel = cookie_iter_next_value (iter)) != NULL)
    {
      g_string_append (keys, cookie_morsel_get_key (morsel));
      g_assert_true (cookie_base_cookie_remove (cookie, cookie_morsel_get_key (morsel)));
    }

  g_assert_null (cookie_iter_next_value (iter));
  g_assert_cmpstr (keys->str, ==, "bac");
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 0);
}

/* What was loaded may hold what cannot be set, and goes from one cookie to another. */
static void
test_set_loaded_morsel (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autoptr (CookieBaseCookie) other = cookie_simple_cookie_new ();
  g_autoptr (CookieMorsel) copy = NULL;
  g_autofree char *header = NULL;

  cookie_base_cookie_set_profile (cookie, COOKIE_PROFILE_PYTHON);
  g_assert_true (cookie_base_cookie_load (cookie, "keebler=\"E=everybody; L\"", NULL));
  copy = cookie_morsel_copy (cookie_base_cookie_get (cookie, "keebler"));
  g_assert_true (cookie_base_cookie_set_morsel (other, copy, NULL));
  header = cookie_base_cookie_to_cookie_header (other);
  g_assert_cmpstr (header, ==, "keebler=\"E=everybody; L\"");
}

static void
test_set_morsel (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("a=1; b=2");
  g_autoptr (CookieMorsel) morsel = cookie_morsel_parse_set_cookie ("a=one; Path=/", NULL);

  g_assert_true (cookie_base_cookie_set_morsel (cookie, morsel, NULL));
  assert_changes (cookie, " a=one; Path=/");

  cookie_base_cookie_clear_changes (cookie);
  g_assert_true (cookie_base_cookie_set_morsel (cookie, morsel, NULL));
  assert_changes (cookie, "");
}

static void
test_set_all (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("a=1; b=2");
  GVariant *values = g_variant_new_parsed ("{'a': '1', 'b': 'two', 'c': '3'}");

  g_assert_true (cookie_base_cookie_set_all (cookie, values, NULL));
  assert_changes (cookie, " b=two\n c=3");
}

/* Cookies of a later header are not changes. */
static void
test_load_again (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("a=1; b=2");

  set (cookie, "a", "one");
  set (cookie, "c", "3");
  set (cookie, "e", "5");
  g_assert_true (cookie_base_cookie_load (cookie, "a=eins; c=3; d=4", NULL));
  assert_changes (cookie, " e=5");
}

static void
set_in_handler_cb (CookieBaseCookie *cookie,
                   CookieMorsel     *morsel,
                   gpointer          user_data)
{
  if (strcmp (cookie_morsel_get_coded_value (morsel), "set") != 0)
    set (cookie, cookie_morsel_get_key (morsel), "set");
}

/* What a handler sets while a header is loaded is a change. */
static void
test_set_in_handler (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("a=1; b=2");

  g_signal_connect (cookie, "morsel-changed", G_CALLBACK (set_in_handler_cb), NULL);
  g_assert_true (cookie_base_cookie_load (cookie, "a=one; b=two; c=three", NULL));
  assert_changes (cookie, " a=set\n b=set");
}

/* A morsel that was removed and put into another dictionary is a change there alone. */
static void
test_moved (void)
{
  g_autoptr (CookieBaseCookie) one = load ("a=1");
  g_autoptr (CookieBaseCookie) two = load ("b=2");
  g_autoptr (CookieMorsel) morsel = g_object_ref (cookie_base_cookie_get (one, "a"));

  set (one, "a", "one");
  g_assert_true (cookie_base_cookie_remove (one, "a"));
  g_assert_true (cookie_base_cookie_set_morsel (two, morsel, NULL));
  assert_changes (one, "");
  assert_changes (two, " a=one");

  cookie_base_cookie_clear (two);
  assert_changes (two, "");
  cookie_morsel_set_secure (morsel, TRUE);
  assert_changes (two, "");
}

static void
test_failed_load (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("a=1; b=2");
  g_autoptr (GError) error = NULL;

  set (cookie, "a", "one");
  cookie_base_cookie_set_profile (cookie, COOKIE_PROFILE_STRICT);
  g_assert_false (cookie_base_cookie_load (cookie, "a=eins; b,c=d", &error));
  assert_changes (cookie, " a=one");
}

static void
test_copy (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("b=2; a=1");
  g_autoptr (CookieBaseCookie) copy = NULL;

  set (cookie, "c", "3");
  set (cookie, "a", "one");
  copy = cookie_base_cookie_copy (cookie);
  assert_changes (copy, " a=one\n c=3");

  cookie_base_cookie_clear_changes (copy);
  assert_changes (copy, "");
  assert_changes (cookie, " a=one\n c=3");
}

static void
test_separators (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("");
  g_autofree char *text = NULL;

  set (cookie, "b", "2");
  set (cookie, "a", "1");
  text = cookie_base_cookie_output_changes (cookie, NULL, NULL);
  g_assert_cmpstr (text, ==, "Set-Cookie: a=1\r\nSet-Cookie: b=2");
}

/* What a browser sends is never an attribute, and nothing of it is sent back. */
static void
test_default_profile (void)
{
  static const char request[] = "sid=1; path=/evil; domain=evil.example; \"unclosed";
  static const char * const pairs[][2] = { { "sid", "1" }, { "path", "/evil" }, { "domain", "evil.example" } };
  const GType types[] = { COOKIE_TYPE_BASE_COOKIE, COOKIE_TYPE_SIMPLE_COOKIE, COOKIE_TYPE_SMART_COOKIE };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (CookieBaseCookie) cookie = g_object_new (types[i], NULL);
      g_auto (GStrv) fields = NULL;

      g_assert_true (cookie_base_cookie_load (cookie, request, NULL));
      g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, G_N_ELEMENTS (pairs));
      for (gsize j = 0; j < G_N_ELEMENTS (pairs); j++)
        {
          CookieMorsel *morsel;

          g_assert_cmpstr (cookie_base_cookie_get_nth_name (cookie, j), ==, pairs[j][0]);
          g_assert_cmpstr (cookie_base_cookie_get_string (cookie, pairs[j][0]), ==, pairs[j][1]);
          morsel = cookie_base_cookie_get (cookie, pairs[j][0]);
          g_assert_null (cookie_morsel_get_path (morsel));
          g_assert_null (cookie_morsel_get_domain (morsel));
        }

      fields = cookie_base_cookie_get_changed_fields (cookie);
      g_assert_cmpuint (g_strv_length (fields), ==, 0);
      g_assert_false (cookie_base_cookie_get_has_changes (cookie));

      set (cookie, "sid", "2");
      g_strfreev (fields);
      fields = cookie_base_cookie_get_changed_fields (cookie);
      g_assert_cmpuint (g_strv_length (fields), ==, 1);
      g_assert_cmpstr (fields[0], ==, "sid=2");
    }
}

/* Writes down each signal, and has-changes and n-items with their new values. */

static void
added_cb (CookieBaseCookie *cookie,
          CookieMorsel     *morsel,
          GString          *log)
{
  g_string_append_printf (log, "+%s ", cookie_morsel_get_key (morsel));
}

static void
removed_cb (CookieBaseCookie *cookie,
            CookieMorsel     *morsel,
            GString          *log)
{
  g_string_append_printf (log, "-%s ", cookie_morsel_get_key (morsel));
}

static void
changed_cb (CookieBaseCookie *cookie,
            CookieMorsel     *morsel,
            GString          *log)
{
  g_string_append_printf (log, "~%s ", cookie_morsel_get_key (morsel));
}

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  GString    *log)
{
  g_string_append_printf (log, "%u-%u+%u ", position, removed, added);
}

static void
notify_cb (GObject    *object,
           GParamSpec *pspec,
           GString    *log)
{
  GValue value = G_VALUE_INIT;

  g_object_get_property (object, pspec->name, &value);
  if (G_VALUE_HOLDS_BOOLEAN (&value))
    g_string_append_printf (log, "%s=%d ", pspec->name, g_value_get_boolean (&value));
  else if (G_VALUE_HOLDS_UINT (&value))
    g_string_append_printf (log, "%s=%u ", pspec->name, g_value_get_uint (&value));
  else
    g_string_append_printf (log, "%s ", pspec->name);
  g_value_unset (&value);
}

static void
watch (CookieBaseCookie *cookie,
       GString          *log)
{
  g_signal_connect (cookie, "morsel-added", G_CALLBACK (added_cb), log);
  g_signal_connect (cookie, "morsel-removed", G_CALLBACK (removed_cb), log);
  g_signal_connect (cookie, "morsel-changed", G_CALLBACK (changed_cb), log);
  g_signal_connect (cookie, "items-changed", G_CALLBACK (items_changed_cb), log);
  g_signal_connect (cookie, "notify", G_CALLBACK (notify_cb), log);
}

#define assert_logged(log, expected)                \
  G_STMT_START                                      \
    {                                               \
      g_assert_cmpstr ((log)->str, ==, expected);   \
      g_string_truncate (log, 0);                   \
    }                                               \
  G_STMT_END

/* Through every call that can change the answer, in both directions. */
static void
test_has_changes (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("a=1; b=2");
  g_autoptr (CookieMorsel) morsel = cookie_morsel_parse_set_cookie ("m=1", NULL);
  g_autoptr (CookieMorsel) other = cookie_morsel_parse_set_cookie ("m=2", NULL);
  g_autoptr (GString) log = g_string_new (NULL);

  watch (cookie, log);
  g_assert_false (cookie_base_cookie_get_has_changes (cookie));

  /* set, and load over what was set */
  set (cookie, "a", "x");
  assert_logged (log, "has-changes=1 ~a ");
  set (cookie, "b", "x");
  assert_logged (log, "~b ");
  g_assert_true (cookie_base_cookie_load (cookie, "a=1", NULL));
  assert_logged (log, "~a ");
  g_assert_true (cookie_base_cookie_load (cookie, "b=x", NULL));
  assert_logged (log, "has-changes=0 ");
  g_assert_false (cookie_base_cookie_get_has_changes (cookie));

  /* remove */
  set (cookie, "n", "x");
  assert_logged (log, "2-0+1 n-items=3 +n has-changes=1 ");
  g_assert_true (cookie_base_cookie_remove (cookie, "n"));
  assert_logged (log, "2-1+0 n-items=2 -n has-changes=0 ");
  g_assert_true (cookie_base_cookie_remove (cookie, "b"));
  assert_logged (log, "1-1+0 n-items=1 -b ");

  /* an attribute, and clear_changes */
  cookie_morsel_set_secure (cookie_base_cookie_get (cookie, "a"), TRUE);
  assert_logged (log, "has-changes=1 ~a ");
  cookie_base_cookie_clear_changes (cookie);
  assert_logged (log, "has-changes=0 ");
  cookie_base_cookie_clear_changes (cookie);
  assert_logged (log, "");

  /* expire, and a set that takes it back */
  g_assert_true (cookie_base_cookie_expire (cookie, "a", NULL));
  assert_logged (log, "has-changes=1 ~a ");
  set (cookie, "a", "1");
  assert_logged (log, "~a ");
  cookie_base_cookie_clear_changes (cookie);
  assert_logged (log, "has-changes=0 ");

  /* touch */
  g_assert_true (cookie_base_cookie_touch (cookie, "a", NULL));
  assert_logged (log, "has-changes=1 ~a ");
  g_assert_true (cookie_base_cookie_touch (cookie, "a", NULL));
  assert_logged (log, "~a ");
  cookie_base_cookie_clear_changes (cookie);
  assert_logged (log, "has-changes=0 ");

  /* set_morsel, in an empty place and in another's */
  g_assert_true (cookie_base_cookie_set_morsel (cookie, morsel, NULL));
  assert_logged (log, "1-0+1 n-items=2 +m has-changes=1 ");
  cookie_base_cookie_clear_changes (cookie);
  assert_logged (log, "has-changes=0 ");
  g_assert_true (cookie_base_cookie_set_morsel (cookie, other, NULL));
  assert_logged (log, "1-1+1 -m +m has-changes=1 ");

  /* set_all, clear */
  cookie_base_cookie_clear_changes (cookie);
  assert_logged (log, "has-changes=0 ");
  g_assert_true (cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("{'a': '1'}"), NULL));
  assert_logged (log, "");
  g_assert_true (cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("{'a': '2', 'z': '3'}"), NULL));
  assert_logged (log, "2-0+1 n-items=3 +z ~a has-changes=1 ");
  cookie_base_cookie_clear (cookie);
  assert_logged (log, "0-3+0 n-items=0 -a -m -z has-changes=0 ");

  /* clear while nobody looked */
  g_signal_handlers_disconnect_by_data (cookie, log);
  set (cookie, "a", "1");
  cookie_base_cookie_clear (cookie);
  watch (cookie, log);
  g_assert_false (cookie_base_cookie_get_has_changes (cookie));
  set (cookie, "a", "1");
  assert_logged (log, "0-0+1 n-items=1 +a has-changes=1 ");
}

static void
test_list_properties (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("a=1; b=2");
  GType item_type;
  guint n_items;

  g_object_get (cookie, "item-type", &item_type, "n-items", &n_items, NULL);
  g_assert_true (item_type == COOKIE_TYPE_MORSEL);
  g_assert_cmpuint (n_items, ==, 2);
}

static void
test_copy_notifies (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("a=1");
  g_autoptr (CookieBaseCookie) unchanged = cookie_base_cookie_copy (cookie);
  g_autoptr (CookieBaseCookie) copy = NULL;
  g_autoptr (GString) log = g_string_new (NULL);

  set (cookie, "a", "2");
  copy = cookie_base_cookie_copy (cookie);
  g_assert_true (cookie_base_cookie_get_has_changes (copy));
  watch (copy, log);
  set (copy, "b", "3");
  assert_logged (log, "1-0+1 n-items=2 +b ");
  cookie_base_cookie_clear_changes (copy);
  assert_logged (log, "has-changes=0 ");

  g_assert_false (cookie_base_cookie_get_has_changes (unchanged));
  watch (unchanged, log);
  set (unchanged, "a", "3");
  assert_logged (log, "has-changes=1 ~a ");
}

/* Log in, log out, log in again. */
static void
test_log_in_again (void)
{
  for (guint way = 0; way < 5; way++)
    {
      g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
      g_autoptr (GString) log = g_string_new (NULL);
      g_autofree char *header = NULL;
      CookieMorsel *morsel;

      set (cookie, "sid", "31d4");
      morsel = cookie_base_cookie_get (cookie, "sid");
      cookie_morsel_set_http_only (morsel, TRUE);
      cookie_morsel_set_path (morsel, "/");
      assert_changes (cookie, " sid=31d4; HttpOnly; Path=/");

      watch (cookie, log);
      g_assert_true (cookie_base_cookie_expire (cookie, "sid", NULL));
      assert_logged (log, "~sid ");
      g_assert_true (cookie_morsel_get_expired (morsel));
      assert_changes (cookie, " sid=; expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Max-Age=0; Path=/");
      header = cookie_base_cookie_to_cookie_header (cookie);
      g_assert_cmpstr (header, ==, "");

      switch (way)
        {
        case 0:
          set (cookie, "sid", "9f00");
          break;
        case 1:
          g_assert_true (cookie_base_cookie_set (cookie, "sid", g_variant_new_string ("9f00"), NULL));
          break;
        case 2:
          g_assert_true (cookie_base_cookie_set_coded (cookie, "sid", NULL, "9f00", NULL));
          break;
        case 3:
          g_assert_true (cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("{'sid': '9f00'}"), NULL));
          break;
        default:
          g_assert_true (cookie_morsel_set (morsel, "sid", g_variant_new_string ("9f00"), "9f00", NULL));
        }

      assert_logged (log, "~sid ");
      g_assert_false (cookie_morsel_get_expired (morsel));
      assert_changes (cookie, " sid=9f00; HttpOnly; Path=/");

      /* the same value takes it back, too */
      g_assert_true (cookie_base_cookie_expire (cookie, "sid", NULL));
      set (cookie, "sid", "9f00");
      assert_changes (cookie, " sid=9f00; HttpOnly; Path=/");
    }
}

/* A logout that expires all cookies does so, whatever somebody else has planted. */
static void
test_expire_reserved (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;

  g_assert_true (cookie_base_cookie_load (cookie, "path=x; sid=1; Secure=y", NULL));
  names = cookie_base_cookie_get_names (cookie);
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_assert_true (cookie_base_cookie_touch (cookie, names[i], &error));
      g_assert_no_error (error);
      g_assert_true (cookie_base_cookie_expire (cookie, names[i], &error));
      g_assert_no_error (error);
    }
  g_assert_cmpuint (g_strv_length (names), ==, 3);
  assert_changes (cookie, " Secure=; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0\n"
                          " path=; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0\n"
                          " sid=; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0");

  g_assert_true (cookie_base_cookie_remove (cookie, "path"));
  g_assert_false (cookie_base_cookie_expire (cookie, "path", &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_RESERVED_KEY);
}

static void
test_expire_unread (void)
{
  static const struct { const char *name; CookieError code; } refused[] = {
    { "", COOKIE_ERROR_ILLEGAL_KEY }, { "a b", COOKIE_ERROR_ILLEGAL_KEY }, { "a;b", COOKIE_ERROR_ILLEGAL_KEY },
    { "\303\251", COOKIE_ERROR_ILLEGAL_KEY }, { "path", COOKIE_ERROR_RESERVED_KEY }, { "Secure", COOKIE_ERROR_RESERVED_KEY },
  };
  g_autoptr (CookieBaseCookie) cookie = load ("a=1");
  g_autoptr (GString) log = g_string_new (NULL);

  watch (cookie, log);
  g_assert_true (cookie_base_cookie_expire (cookie, "sid", NULL));
  assert_logged (log, "1-0+1 n-items=2 +sid has-changes=1 ");
  assert_changes (cookie, " sid=; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0");
  cookie_morsel_set_domain (cookie_base_cookie_get (cookie, "sid"), "site.example");
  assert_changes (cookie, " sid=; Domain=site.example; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0");
  g_string_truncate (log, 0);

  /* once is enough */
  g_assert_true (cookie_base_cookie_expire (cookie, "sid", NULL));
  assert_logged (log, "");

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (cookie_base_cookie_expire (cookie, refused[i].name, &error));
      g_assert_error (error, COOKIE_ERROR, (int) refused[i].code);
    }
  assert_logged (log, "");
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 2);

  /* a browser that sends it has it */
  g_assert_true (cookie_base_cookie_load (cookie, "sid=5", NULL));
  assert_changes (cookie, "");
  g_assert_false (cookie_morsel_get_expired (cookie_base_cookie_get (cookie, "sid")));
}

/* A codec whose text is another each time, and that fails on demand. */

static guint n_encoded;
static gboolean fail;

struct _CountingCodec
{
  GObject parent_instance;
};

#define COUNTING_TYPE_CODEC (counting_codec_get_type ())
G_DECLARE_FINAL_TYPE (CountingCodec, counting_codec, COUNTING, CODEC, GObject)

static char *
counting_encode (CookieCodec  *codec,
                 const char   *name,
                 GVariant     *value,
                 GError      **error)
{
  if (fail)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY, "busy");
      return NULL;
    }

  return g_strdup_printf ("%u.%s", ++n_encoded, g_variant_get_string (value, NULL));
}

static GVariant *
counting_decode (CookieCodec  *codec,
                 const char   *name,
                 const char   *text,
                 GError      **error)
{
  const char *dot = strchr (text, '.');

  if (dot == NULL)
    {
      g_set_error_literal (error, COOKIE_ERROR, COOKIE_ERROR_DECODE, "no dot");
      return NULL;
    }

  return g_variant_new_string (dot + 1);
}

static void
counting_iface_init (CookieCodecInterface *iface)
{
  iface->encode = counting_encode;
  iface->decode = counting_decode;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CountingCodec, counting_codec, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COOKIE_TYPE_CODEC, counting_iface_init))

static void
counting_codec_class_init (CountingCodecClass *klass)
{
}

static void
counting_codec_init (CountingCodec *self)
{
}

static void
set_codec (CookieBaseCookie *cookie,
           gpointer          codec)
{
  cookie_base_cookie_set_codec (cookie, codec);
  g_object_unref (codec);
}

/* A text that was sealed some time ago, as the one of a session is. */
static char *
make_old_text (void)
{
  g_autoptr (GBytes) secret = test_secret (0);
  const TestSeal seal = { FALSE, secret, "test", "sid" };

  return test_seal (&seal, "1700000000", "i:7");
}

static CookieCodec *
new_timed (void)
{
  CookieCodec *codec = test_new_sealed (FALSE, NULL, "test", G_MAXINT);

  test_add_secret (codec, 0);

  return codec;
}

static void
test_touch (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("a=\"x y\"; b=2");
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  watch (cookie, log);
  g_assert_true (cookie_base_cookie_touch (cookie, "a", NULL));
  assert_logged (log, "has-changes=1 ~a ");
  assert_changes (cookie, " a=\"x y\"");

  g_assert_false (cookie_base_cookie_touch (cookie, "nosuch", &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_KEY);
  assert_logged (log, "");

  /* what is expired is sent again, and stays so */
  g_assert_true (cookie_base_cookie_expire (cookie, "b", NULL));
  cookie_base_cookie_clear_changes (cookie);
  g_string_truncate (log, 0);
  g_assert_true (cookie_base_cookie_touch (cookie, "b", NULL));
  assert_logged (log, "has-changes=1 ~b ");
  assert_changes (cookie, " b=; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0");
}

static void
test_touch_seals (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
  g_autofree char *old_text = make_old_text ();
  g_autofree char *header = g_strconcat ("sid=", old_text, NULL);
  const char *text;

  set_codec (cookie, new_timed ());
  g_assert_true (cookie_base_cookie_load (cookie, header, NULL));
  assert_changes (cookie, "");

  g_assert_true (cookie_base_cookie_touch (cookie, "sid", NULL));
  text = cookie_base_cookie_get_coded_value (cookie, "sid");
  g_assert_cmpint (strncmp (text, old_text, strlen ("s1.abcd.")), ==, 0);
  g_assert_cmpint (g_ascii_strtoll (text + strlen ("s1.abcd."), NULL, 10), >, 1700000000);
  g_assert_nonnull (strstr (text, ".i:7."));
  g_assert_true (cookie_base_cookie_get_has_changes (cookie));
}

static void
test_touch_fails (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  set_codec (cookie, g_object_new (COUNTING_TYPE_CODEC, NULL));
  g_assert_true (cookie_base_cookie_load (cookie, "a=old.1", NULL));
  watch (cookie, log);

  fail = TRUE;
  g_assert_false (cookie_base_cookie_touch (cookie, "a", &error));
  fail = FALSE;
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  assert_logged (log, "");
  assert_changes (cookie, "");
  g_assert_cmpstr (cookie_base_cookie_get_coded_value (cookie, "a"), ==, "old.1");
}

/* The codec came after the value, and cannot write it. */
static void
test_touch_refused (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (cookie_base_cookie_load (cookie, "a=longer", NULL));
  set_codec (cookie, g_object_new (COOKIE_TYPE_VARIANT_CODEC, "max-length", 5, NULL));
  watch (cookie, log);

  g_assert_false (cookie_base_cookie_touch (cookie, "a", &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT);
  assert_logged (log, "");
  assert_changes (cookie, "");
  g_assert_cmpstr (cookie_base_cookie_get_coded_value (cookie, "a"), ==, "longer");
}

/* An equal value is no change, whatever text the codec writes for it. */
static void
test_equal_value (void)
{
  g_autofree char *old_text = make_old_text ();
  struct { gpointer codec; GVariant *value; const char *text; } cases[] = {
    { cookie_string_codec_new (), g_variant_new_string ("x y"), "\"x\\040y\"" },
    { cookie_percent_codec_new (), g_variant_new_string ("ab"), "%61b" },
    { cookie_smart_codec_new (), g_variant_new_int32 (7), "@i:7" },
    { cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_TEXT, NULL), g_variant_new_string ("x"), "s:'x'" },
    { new_timed (), g_variant_new_int32 (7), old_text },
    { g_object_new (COUNTING_TYPE_CODEC, NULL), g_variant_new_string ("v"), "old.v" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint is_loaded = 0; is_loaded < 2; is_loaded++)
      {
        g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
        g_autoptr (GVariant) value = is_loaded ? g_steal_pointer (&cases[i].value)
                                                    : g_variant_ref (g_variant_ref_sink (cases[i].value));
        g_autoptr (GString) log = g_string_new (NULL);
        g_autoptr (GString) notified = g_string_new (NULL);
        g_autoptr (GError) error = NULL;
        g_autofree char *header = g_strconcat ("sid=", cases[i].text, NULL);
        GVariantDict dict = G_VARIANT_DICT_INIT (NULL);

        cookie_base_cookie_set_codec (cookie, cases[i].codec);
        if (is_loaded)
          g_assert_true (cookie_base_cookie_load (cookie, header, NULL));
        else
          g_assert_true (cookie_base_cookie_set_coded (cookie, "sid", value, cases[i].text, NULL));
        cookie_base_cookie_clear_changes (cookie);
        g_assert_cmpvariant (cookie_morsel_get_value (cookie_base_cookie_get (cookie, "sid")), value);

        watch (cookie, log);
        g_signal_connect (cookie_base_cookie_get (cookie, "sid"), "notify", G_CALLBACK (notify_cb), notified);
        g_assert_true (cookie_base_cookie_set (cookie, "sid", value, &error));
        g_assert_no_error (error);
        g_variant_dict_insert_value (&dict, "sid", value);
        g_assert_true (cookie_base_cookie_set_all (cookie, g_variant_dict_end (&dict), &error));
        g_assert_no_error (error);
        if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
          set (cookie, "sid", g_variant_get_string (value, NULL));

        assert_logged (log, "");
        assert_logged (notified, "");
        assert_changes (cookie, "");
        g_assert_cmpstr (cookie_base_cookie_get_coded_value (cookie, "sid"), ==, cases[i].text);

        /* another text for the value is a change */
        if (i == 0)
          {
            g_assert_true (cookie_base_cookie_set_coded (cookie, "sid", value, "\"x y\"", NULL));
            assert_logged (log, "has-changes=1 ~sid ");
            assert_logged (notified, "coded-value ");
          }

        if (is_loaded)
          g_object_unref (cases[i].codec);
      }
}

static void
test_set_coded_decodes (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autoptr (CookieBaseCookie) counting = cookie_base_cookie_new ();
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (cookie_base_cookie_set_coded (cookie, "a", NULL, "\"x\\040y\"", NULL));
  g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "a"), ==, "x y");
  g_assert_cmpstr (cookie_base_cookie_get_coded_value (cookie, "a"), ==, "\"x\\040y\"");

  set_codec (counting, g_object_new (COUNTING_TYPE_CODEC, NULL));
  watch (counting, log);
  g_assert_false (cookie_base_cookie_set_coded (counting, "a", NULL, "nothing", &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_DECODE);
  g_clear_error (&error);
  g_assert_false (cookie_base_cookie_set_coded (counting, "a", NULL, "a.;", &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_VALUE);
  g_clear_error (&error);
  g_assert_false (cookie_base_cookie_set_coded (counting, "path", NULL, "a.b", &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_RESERVED_KEY);
  assert_logged (log, "");
  g_assert_true (cookie_base_cookie_set_coded (counting, "a", NULL, "a.b", NULL));
  g_assert_cmpstr (cookie_base_cookie_get_string (counting, "a"), ==, "b");
}

/* Every handler finds all of it set. */

static void
assert_complete (CookieBaseCookie *cookie)
{
  g_autofree char *header = cookie_base_cookie_to_cookie_header (cookie);

  g_assert_cmpstr (header, ==, "a=2; b=2; z=0; n=2; m=3");
}

static void
complete_cb (CookieBaseCookie *cookie)
{
  assert_complete (cookie);
}

static void
complete_from_morsel_cb (CookieMorsel     *morsel,
                         GParamSpec       *pspec,
                         CookieBaseCookie *cookie)
{
  assert_complete (cookie);
}

static void
test_set_all_complete (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("a=1; b=1; z=0");
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  GVariant *values = g_variant_new_parsed ("{'n': '2', 'a': '2', 'm': '3', 'b': '2', 'z': '0'}");

  g_signal_connect (cookie, "items-changed", G_CALLBACK (complete_cb), NULL);
  g_signal_connect (cookie, "morsel-added", G_CALLBACK (complete_cb), NULL);
  g_signal_connect (cookie, "morsel-changed", G_CALLBACK (complete_cb), NULL);
  g_signal_connect (cookie, "notify", G_CALLBACK (complete_cb), NULL);
  g_signal_connect (cookie_base_cookie_get (cookie, "a"), "notify", G_CALLBACK (complete_from_morsel_cb), cookie);
  g_signal_connect (cookie_base_cookie_get (cookie, "b"), "notify", G_CALLBACK (complete_from_morsel_cb), cookie);
  watch (cookie, log);

  g_assert_true (cookie_base_cookie_set_all (cookie, values, NULL));
  assert_logged (log, "3-0+2 n-items=5 +n +m ~a ~b has-changes=1 ");
  assert_changes (cookie, " a=2\n b=2\n m=3\n n=2");

  /* all or nothing */
  g_assert_false (cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("{'a': '9', 'new': '9', 'path': '9'}"), &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_RESERVED_KEY);
  assert_logged (log, "");
  assert_complete (cookie);
}

/* Of entries with the same name, the last counts. */
static void
test_set_all_duplicates (void)
{
  g_autoptr (CookieBaseCookie) cookie = load ("a=1; b=1");
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GString) notified = g_string_new (NULL);
  g_autoptr (GVariantBuilder) builder = g_variant_builder_new (G_VARIANT_TYPE ("a{ss}"));
  static const char * const entries[][2] = {
    { "n", "1" }, { "a", "2" }, { "b", "2" }, { "n", "2" }, { "a", "3" }, { "b", "1" }, { "n", "3" },
  };
  g_autofree char *header = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    g_variant_builder_add (builder, "{ss}", entries[i][0], entries[i][1]);

  watch (cookie, log);
  g_signal_connect (cookie_base_cookie_get (cookie, "a"), "notify", G_CALLBACK (notify_cb), notified);
  g_signal_connect (cookie_base_cookie_get (cookie, "b"), "notify", G_CALLBACK (notify_cb), notified);
  g_assert_true (cookie_base_cookie_set_all (cookie, g_variant_builder_end (builder), NULL));
  assert_logged (log, "2-0+1 n-items=3 +n ~a has-changes=1 ");
  assert_logged (notified, "coded-value value ");
  header = cookie_base_cookie_to_cookie_header (cookie);
  g_assert_cmpstr (header, ==, "a=3; b=1; n=3");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cookie/changes/nothing", test_nothing);
  g_test_add_func ("/cookie/changes/added", test_added);
  g_test_add_func ("/cookie/changes/changed", test_changed);
  g_test_add_func ("/cookie/changes/same-value", test_same_value);
  g_test_add_func ("/cookie/changes/expired", test_expired);
  g_test_add_func ("/cookie/changes/expire/reserved", test_expire_reserved);
  g_test_add_func ("/cookie/changes/removed", test_removed);
  g_test_add_func ("/cookie/changes/unasked", test_unasked);
  g_test_add_func ("/cookie/changes/changed-unasked", test_changed_unasked);
  g_test_add_data_func ("/cookie/changes/unasked-and-watched", GINT_TO_POINTER (FALSE), test_unasked_and_watched);
  g_test_add_data_func ("/cookie/changes/unasked-and-watched/default", GINT_TO_POINTER (TRUE), test_unasked_and_watched);
  g_test_add_func ("/cookie/changes/many-unasked", test_many_unasked);
  g_test_add_func ("/cookie/changes/set-morsel", test_set_morsel);
  g_test_add_func ("/cookie/changes/set-loaded-morsel", test_set_loaded_morsel);
  g_test_add_func ("/cookie/changes/iterator", test_iterator);
  g_test_add_func ("/cookie/changes/set-all", test_set_all);
  g_test_add_func ("/cookie/changes/load-again", test_load_again);
  g_test_add_func ("/cookie/changes/set-in-handler", test_set_in_handler);
  g_test_add_func ("/cookie/changes/moved", test_moved);
  g_test_add_func ("/cookie/changes/failed-load", test_failed_load);
  g_test_add_func ("/cookie/changes/copy", test_copy);
  g_test_add_func ("/cookie/changes/separators", test_separators);
  g_test_add_func ("/cookie/changes/default-profile", test_default_profile);
  g_test_add_func ("/cookie/changes/has-changes", test_has_changes);
  g_test_add_func ("/cookie/changes/list-properties", test_list_properties);
  g_test_add_func ("/cookie/changes/copy-notifies", test_copy_notifies);
  g_test_add_func ("/cookie/changes/log-in-again", test_log_in_again);
  g_test_add_func ("/cookie/changes/expire-unread", test_expire_unread);
  g_test_add_func ("/cookie/changes/touch", test_touch);
  g_test_add_func ("/cookie/changes/touch-seals", test_touch_seals);
  g_test_add_func ("/cookie/changes/touch-fails", test_touch_fails);
  g_test_add_func ("/cookie/changes/touch-refused", test_touch_refused);
  g_test_add_func ("/cookie/changes/equal-value", test_equal_value);
  g_test_add_func ("/cookie/changes/set-coded-decodes", test_set_coded_decodes);
  g_test_add_func ("/cookie/changes/set-all-complete", test_set_all_complete);
  g_test_add_func ("/cookie/changes/set-all-duplicates", test_set_all_duplicates);

  return g_test_run ();
}
