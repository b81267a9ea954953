/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <cookie-glib/cookie-glib.h>

#include <string.h>

/* Morsels and dictionaries as GVariants that can be stored. */

static CookieMorsel *
restore_morsel (GVariant *state)
{
  g_autoptr (GError) error = NULL;
  CookieMorsel *morsel = cookie_morsel_new ();

  g_assert_true (cookie_morsel_restore (morsel, state, &error));
  g_assert_no_error (error);

  return morsel;
}

static void
assert_restored (CookieMorsel *morsel)
{
  g_autoptr (GVariant) state = cookie_morsel_serialize (morsel);
  g_autoptr (CookieMorsel) restored = NULL;
  g_autoptr (GVariant) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *restored_text = NULL;

  g_assert_false (g_variant_is_floating (state));
  restored = restore_morsel (state);
  again = cookie_morsel_serialize (restored);

  /* a number of seconds is printed as a date: a second may pass between the two */
  text = cookie_morsel_output (morsel, NULL, NULL);
  restored_text = cookie_morsel_output (restored, NULL, NULL);
  if (!g_str_equal (text, restored_text))
    {
      g_free (text);
      text = cookie_morsel_output (morsel, NULL, NULL);
    }
  g_assert_true (cookie_morsel_equal (morsel, restored));
  g_assert_cmpstr (text, ==, restored_text);
  g_assert_true (g_variant_equal (state, again));
}

static const char * const set_cookie_fields[] = {
  "a=b", "", "=b", "b", "a b=c\td", "a=\"x;y\"; Foo=bar; Foo", "a=b; Path=x", "a=b; Path=", "a=b; Domain=.A.example",
  "a=b; Max-Age=-5; Expires=Sat, 01 Jan 2050 00:00:00 GMT; HttpOnly; Partitioned; Secure; SameSite=odd; Priority=High",
  "a=\xe9; Comment=\xe9", "a=\xc3\xa9", "a=b; Path=\"/x y\"; Bar=\" x \"", "$Version=1; a=b; =x; ;;", "a==b; x=Path=/",
  "a=b; Domain=..a.example", "a=b; Foo=x\ty; Bar",
};

static const char * const headers[] = {
  "a=1; b=2", "path=x; secure; Max-Age=5", "a=\"x;y\"; b=\"\\\";\"", "a=1; path=/; secure; a=2; comment=\"x y\"",
  "a=1; =b; c; d=\"", "a=\"\\303\\251\\351\"", "a=b=c; d e=f", "a[1]=x; b:c=d; $a=b", "a=\"\\\\\"; b=\"x\\\";y\"", "a=\"\\\"\\\";y\"", "",
};

static void
test_set_cookie (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (set_cookie_fields); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CookieMorsel) morsel = cookie_morsel_parse_set_cookie (set_cookie_fields[i], &error);
      g_auto (GStrv) unknown = NULL, restored_unknown = NULL;
      g_autoptr (CookieMorsel) restored = NULL;
      g_autoptr (GVariant) state = NULL;

      g_assert_no_error (error);
      assert_restored (morsel);
      state = cookie_morsel_serialize (morsel);
      restored = restore_morsel (state);
      unknown = cookie_morsel_get_unknown_attributes (morsel);
      restored_unknown = cookie_morsel_get_unknown_attributes (restored);
      g_assert_cmpstrv (unknown, restored_unknown);
    }
}

/* Numbers of several digits, each end of their range among them */
static void
test_numbers (void)
{
  static const gint64 numbers[] = { G_MININT64, -86400, -10, -1, 0, 9, 10, 11, 3600, 9007199254740991, G_MAXINT64 };
  static const char * const names[] = { "expires", "max-age", "version" };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (names); j++)
      {
        g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();

        g_assert_true (cookie_morsel_set (morsel, "a", g_variant_new_string ("b"), "b", NULL));
        g_assert_true (cookie_morsel_set_attribute (morsel, names[j], g_variant_new_int64 (numbers[i]), NULL));
        assert_restored (morsel);
      }
}

static void
test_headers (void)
{
  const CookieProfile profiles[] = { COOKIE_PROFILE_PYTHON, COOKIE_PROFILE_RFC6265 };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (profiles); j++)
      for (gsize k = 0; k < 2; k++)
        {
          g_autoptr (CookieBaseCookie) cookie = k == 0 ? cookie_base_cookie_new () : cookie_simple_cookie_new ();
          g_autoptr (CookieBaseCookie) restored = cookie_base_cookie_new ();
          g_autoptr (GError) error = NULL;
          g_autoptr (GVariant) state = NULL;

          cookie_base_cookie_set_profile (cookie, profiles[j]);
          if (!cookie_base_cookie_load (cookie, headers[i], NULL))
            continue;

          state = cookie_base_cookie_serialize (cookie);
          g_assert_false (g_variant_is_floating (state));
          g_assert_true (cookie_base_cookie_restore (restored, state, &error));
          g_assert_no_error (error);
          g_assert_true (cookie_base_cookie_equal (cookie, restored));
          g_assert_false (cookie_base_cookie_get_has_changes (restored));
          for (guint n = 0; n < cookie_base_cookie_get_size (cookie); n++)
            {
              g_autoptr (CookieMorsel) morsel = g_list_model_get_item (G_LIST_MODEL (cookie), n);

              g_assert_cmpstr (cookie_base_cookie_get_nth_name (restored, n), ==, cookie_morsel_get_key (morsel));
              assert_restored (morsel);
            }
        }
}

static void
test_changes (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autoptr (CookieBaseCookie) restored = cookie_simple_cookie_new ();
  g_autoptr (GVariant) state = NULL;
  g_auto (GStrv) fields = NULL, restored_fields = NULL;
  g_autoptr (GError) error = NULL;

  cookie_base_cookie_load (cookie, "a=1; b=2; c=3; path=x", NULL);
  cookie_base_cookie_set_string (cookie, "b", "x y", NULL);
  cookie_base_cookie_expire (cookie, "c", NULL);
  cookie_base_cookie_set (cookie, "d", g_variant_new_int32 (5), NULL);
  cookie_morsel_set_secure (cookie_base_cookie_get (cookie, "path"), TRUE);

  state = cookie_base_cookie_serialize (cookie);
  g_assert_true (cookie_base_cookie_restore (restored, state, &error));
  g_assert_no_error (error);
  fields = cookie_base_cookie_get_changed_fields (cookie);
  restored_fields = cookie_base_cookie_get_changed_fields (restored);
  g_assert_cmpuint (g_strv_length (fields), ==, 4);
  g_assert_cmpstrv (fields, restored_fields);
}

static void
note_cb (GObject    *object,
         GParamSpec *pspec,
         gpointer    names)
{
  g_string_append_printf (names, "%s ", pspec->name);
}

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    events)
{
  g_string_append_printf (events, "%u-%u+%u ", position, removed, added);
}

static void
morsel_cb (CookieBaseCookie *cookie,
           CookieMorsel     *morsel,
           gpointer          events)
{
  g_string_append_printf (events, "%s ", cookie_morsel_get_key (morsel));
}

static void
test_signals (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();
  g_autoptr (CookieMorsel) other = cookie_morsel_parse_set_cookie ("a=b; Path=/; Foo", NULL);
  g_autoptr (GVariant) state = NULL, morsel_state = NULL;
  g_autoptr (GString) events = g_string_new (NULL);

  cookie_base_cookie_load (cookie, "a=1; b=2", NULL);
  state = cookie_base_cookie_serialize (cookie);
  cookie_base_cookie_remove (cookie, "b");
  g_signal_connect (cookie, "items-changed", G_CALLBACK (items_changed_cb), events);
  g_signal_connect (cookie, "morsel-removed", G_CALLBACK (morsel_cb), events);
  g_signal_connect (cookie, "morsel-added", G_CALLBACK (morsel_cb), events);
  cookie_base_cookie_restore (cookie, state, NULL);
  g_assert_cmpstr (events->str, ==, "0-1+2 a a b ");
  g_string_truncate (events, 0);
  cookie_base_cookie_restore (cookie, state, NULL);
  g_assert_cmpstr (events->str, ==, "0-2+2 a b a b ");

  /* one cookie alone, and none */
  for (guint n = 0; n < 2; n++)
    {
      g_autoptr (CookieBaseCookie) single = cookie_simple_cookie_new ();
      g_autoptr (GVariant) none = cookie_base_cookie_serialize (single), one = NULL;

      cookie_base_cookie_set_string (single, "c", "3", NULL);
      one = cookie_base_cookie_serialize (single);
      cookie_base_cookie_restore (single, n == 0 ? none : one, NULL);
      g_signal_connect (single, "items-changed", G_CALLBACK (items_changed_cb), events);
      g_string_truncate (events, 0);
      cookie_base_cookie_restore (single, n == 0 ? none : one, NULL);
      g_assert_cmpstr (events->str, ==, n == 0 ? "" : "0-1+1 ");
      g_string_truncate (events, 0);
      cookie_base_cookie_restore (single, n == 0 ? one : none, NULL);
      g_assert_cmpstr (events->str, ==, n == 0 ? "0-0+1 " : "0-1+0 ");
    }

  g_string_truncate (events, 0);
  morsel_state = cookie_morsel_serialize (other);
  g_signal_connect (morsel, "notify", G_CALLBACK (note_cb), events);
  cookie_morsel_restore (morsel, morsel_state, NULL);
  g_assert_true (cookie_morsel_equal (morsel, other));
  g_assert_cmpstr (events->str, ==, "value coded-value key path ");
  g_string_truncate (events, 0);
  cookie_morsel_restore (morsel, morsel_state, NULL);
  g_assert_cmpstr (events->str, ==, "");
}

/* A state with one part replaced. */
static GVariant *
change (guint       flags,
        const char *name,
        const char *coded_value,
        GVariant   *value,
        const char *attribute,
        guint8      kind,
        const char *text,
        const char *unknown)
{
  GVariantBuilder attributes;

  g_variant_builder_init (&attributes, G_VARIANT_TYPE ("a(sys)"));
  if (attribute != NULL)
    g_variant_builder_add (&attributes, "(sys)", attribute, kind, text);

  return g_variant_new ("(umsmsmva(sys)ms)", flags, name, coded_value, value, &attributes, unknown);
}

static void
assert_state (CookieMorsel *morsel,
              const char   *expected)
{
  g_autoptr (GVariant) state = cookie_morsel_serialize (morsel);
  g_autofree char *text = g_variant_print (state, FALSE);

  g_assert_cmpstr (text, ==, expected);
}

/* What was stored years ago has these numbers and names. */
static void
test_format (void)
{
  g_autoptr (CookieMorsel) parsed =
    cookie_morsel_parse_set_cookie ("a=\"x y\"; Path=/; Domain=.a.example; Secure; HttpOnly; Max-Age=60; SameSite=Lax; Priority=High; "
                                    "Partitioned; Expires=Sun, 06 Nov 1994 08:49:37 GMT; Comment=c; Version=1; Foo=bar", NULL);
  g_autoptr (CookieMorsel) undotted = cookie_morsel_parse_set_cookie ("a=b; Domain=..a.example", NULL);
  g_autoptr (CookieMorsel) default_path = cookie_morsel_parse_set_cookie ("a=b; Path=x", NULL);
  g_autoptr (CookieMorsel) set = cookie_morsel_new (), empty = cookie_morsel_new ();
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autoptr (GBytes) latin1_bytes = g_bytes_new_static ("a=\xe9", 3);
  g_autoptr (CookieMorsel) latin1 = cookie_morsel_parse_set_cookie_bytes (latin1_bytes, NULL);
  g_autoptr (GVariant) state = NULL;
  g_autofree char *text = NULL;

  assert_state (empty, "(0, nothing, nothing, nothing, [], nothing)");
  assert_state (parsed,
                "(8, 'a', '\"x y\"', nothing, [('Comment', 0x01, 'c'), ('Domain', 0x01, 'a.example'), "
                "('expires', 0x01, 'Sun, 06 Nov 1994 08:49:37 GMT'), ('HttpOnly', 0x06, ''), ('Max-Age', 0x04, '60'), "
                "('Partitioned', 0x06, ''), ('Path', 0x01, '/'), ('Priority', 0x01, 'High'), ('SameSite', 0x01, 'Lax'), "
                "('Secure', 0x06, ''), ('Version', 0x01, '1')], '; Foo=bar')");
  assert_state (undotted, "(8, 'a', 'b', nothing, [('Domain', 0x02, '.a.example')], nothing)");
  assert_state (default_path, "(8, 'a', 'b', nothing, [('Path', 0x03, '')], nothing)");
  assert_state (latin1, "(24, 'a', '\303\251', nothing, [], nothing)");

  g_assert_true (cookie_morsel_set (set, "a", g_variant_new_int32 (7), "7", NULL));
  g_assert_true (cookie_morsel_set_attribute (set, "max-age", g_variant_new_int64 (60), NULL));
  g_assert_true (cookie_morsel_set_attribute (set, "secure", g_variant_new_boolean (FALSE), NULL));
  assert_state (set, "(0, 'a', '7', <7>, [('Max-Age', 0x04, '60'), ('Secure', 0x05, '')], nothing)");
  cookie_morsel_expire (set);
  assert_state (set, "(1, 'a', '7', <7>, [('Max-Age', 0x04, '60'), ('Secure', 0x05, '')], nothing)");

  g_assert_true (cookie_morsel_set (set, "a", g_variant_new_string ("x y"), "\"x y\"", NULL));
  assert_state (set, "(0, 'a', '\"x y\"', <'x y'>, [('Max-Age', 0x04, '60'), ('Secure', 0x05, '')], nothing)");

  /* whether the value was asked for is no part of it */
  g_assert_true (cookie_base_cookie_load (cookie, "a=\"x y\"", NULL));
  assert_state (cookie_base_cookie_get (cookie, "a"), "(2, 'a', '\"x y\"', nothing, [], nothing)");
  g_assert_nonnull (cookie_morsel_get_value (cookie_base_cookie_get (cookie, "a")));
  assert_state (cookie_base_cookie_get (cookie, "a"), "(2, 'a', '\"x y\"', nothing, [], nothing)");

  g_assert_true (cookie_base_cookie_set_string (cookie, "b", "y", NULL));
  state = cookie_base_cookie_serialize (cookie);
  text = g_variant_print (state, FALSE);
  g_assert_cmpstr (text, ==,
                   "[(<(uint32 2, @ms 'a', @ms '\"x y\"', @mv nothing, @a(sys) [], @ms nothing)>, false), "
                   "(<(uint32 2, @ms 'b', @ms 'y', @mv nothing, @a(sys) [], @ms nothing)>, true)]");
}

/* Each flag is kept, whatever else there is. */
static void
test_flags (void)
{
  for (guint flags = 0; flags < 32; flags++)
    {
      g_autoptr (GVariant) state = g_variant_ref_sink (change (flags, "a", "x", NULL, NULL, 0, NULL, NULL));
      g_autoptr (CookieMorsel) morsel = restore_morsel (state);
      g_autoptr (GVariant) again = cookie_morsel_serialize (morsel);

      g_assert_cmpvariant (again, state);
      g_assert_cmpint (cookie_morsel_get_expired (morsel), ==, (flags & 1) != 0);
    }
}

static void
test_refused (void)
{
  const struct {
    guint flags;
    const char *name, *coded_value, *attribute;
    guint8 kind;
    const char *text, *unknown;
    int code;
  } states[] = {
    { 0, "a=b", "x", NULL, 0, NULL, NULL, COOKIE_ERROR_ILLEGAL_KEY },
    { 0, "a;b", "x", NULL, 0, NULL, NULL, COOKIE_ERROR_ILLEGAL_KEY },
    { 0, "a\n", "x", NULL, 0, NULL, NULL, COOKIE_ERROR_ILLEGAL_KEY },
    { 0, " a", "x", NULL, 0, NULL, NULL, COOKIE_ERROR_ILLEGAL_KEY },
    { 0, "a ", "x", NULL, 0, NULL, NULL, COOKIE_ERROR_ILLEGAL_KEY },
    { 0, "", "x", NULL, 0, NULL, NULL, COOKIE_ERROR_ILLEGAL_KEY },
    { 8, "a;", "x", NULL, 0, NULL, NULL, COOKIE_ERROR_ILLEGAL_KEY },
    { 0, "a", NULL, NULL, 0, NULL, NULL, COOKIE_ERROR_ILLEGAL_VALUE },
    { 0, NULL, "x", NULL, 0, NULL, NULL, COOKIE_ERROR_ILLEGAL_VALUE },
    { 1, NULL, NULL, NULL, 0, NULL, NULL, COOKIE_ERROR_ILLEGAL_VALUE },
    { 0, "a", "x;y", NULL, 0, NULL, NULL, COOKIE_ERROR_ILLEGAL_VALUE },
    { 0, "a", "x\ty", NULL, 0, NULL, NULL, COOKIE_ERROR_ILLEGAL_VALUE },
    { 0, "a", "\"x\n\"", NULL, 0, NULL, NULL, COOKIE_ERROR_ILLEGAL_VALUE },
    { 0, "a", "\"x\";\"y\"", NULL, 0, NULL, NULL, COOKIE_ERROR_ILLEGAL_VALUE },
    { 0, "a", "\"x;\\\"", NULL, 0, NULL, NULL, COOKIE_ERROR_ILLEGAL_VALUE },
    { 8, "a", "\"x;y\"", NULL, 0, NULL, NULL, COOKIE_ERROR_ILLEGAL_VALUE },
    { 0, "a", "x", "foo", 1, "x", NULL, COOKIE_ERROR_INVALID_ATTRIBUTE },
    { 0, "a", "x", "path", 1, "", NULL, COOKIE_ERROR_INVALID_ATTRIBUTE },
    { 0, "a", "x", "path", 1, "/;", NULL, COOKIE_ERROR_INVALID_ATTRIBUTE },
    { 0, "a", "x", "path", 1, "/\t", NULL, COOKIE_ERROR_INVALID_ATTRIBUTE },
    { 8, "a", "x", "path", 1, "/\n", NULL, COOKIE_ERROR_INVALID_ATTRIBUTE },
    { 0, "a", "x", "domain", 2, "x", NULL, COOKIE_ERROR_INVALID_ATTRIBUTE },
    { 8, "a", "x", "domain", 2, "", NULL, COOKIE_ERROR_INVALID_ATTRIBUTE },
    { 8, "a", "x", "path", 2, "x", NULL, COOKIE_ERROR_INVALID_ATTRIBUTE },
    { 8, "a", "x", "domain", 3, "", NULL, COOKIE_ERROR_INVALID_ATTRIBUTE },
    { 8, "a", "x", "path", 3, "x", NULL, COOKIE_ERROR_INVALID_ATTRIBUTE },
    { 0, "a", "x", "max-age", 4, "5x", NULL, COOKIE_ERROR_INVALID_ATTRIBUTE },
    { 0, "a", "x", "max-age", 4, "", NULL, COOKIE_ERROR_INVALID_ATTRIBUTE },
    { 0, "a", "x", "path", 6, "", NULL, COOKIE_ERROR_INVALID_ATTRIBUTE },
    { 0, "a", "x", "secure", 6, "x", NULL, COOKIE_ERROR_INVALID_ATTRIBUTE },
    { 0, "a", "x", "secure", 0, "", NULL, COOKIE_ERROR_INVALID_ATTRIBUTE },
    { 0, "a", "x", "secure", 255, "", NULL, COOKIE_ERROR_INVALID_ATTRIBUTE },
    { 0, "a", "x", NULL, 0, NULL, "; foo", COOKIE_ERROR_INVALID_ATTRIBUTE },
    { 8, "a", "x", NULL, 0, NULL, "foo", COOKIE_ERROR_INVALID_ATTRIBUTE },
    { 8, "a", "x", NULL, 0, NULL, "; foo\n", COOKIE_ERROR_INVALID_ATTRIBUTE },
    { 8, "a", "x", NULL, 0, NULL, "; foo; Domain=x", COOKIE_ERROR_INVALID_ATTRIBUTE },
    { 8, "a", "x", NULL, 0, NULL, "; Comment=x", COOKIE_ERROR_INVALID_ATTRIBUTE },
    { 8, "a", "x", NULL, 0, NULL, "; foo;Domain=x", COOKIE_ERROR_INVALID_ATTRIBUTE },
  };
  g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();

  cookie_morsel_set (morsel, "kept", g_variant_new_string ("x"), "x", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (GError) error = NULL, other_error = NULL;
      g_autoptr (GVariant) state = g_variant_ref_sink (change (states[i].flags, states[i].name, states[i].coded_value, NULL,
                                                               states[i].attribute, states[i].kind, states[i].text,
                                                               states[i].unknown));
      g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
      GVariantBuilder builder;

      g_test_message ("state %" G_GSIZE_FORMAT, i);
      g_assert_false (cookie_morsel_restore (morsel, state, &error));
      g_assert_error (error, COOKIE_ERROR, states[i].code);
      g_assert_cmpstr (cookie_morsel_get_key (morsel), ==, "kept");

      g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(vb)"));
      g_variant_builder_add (&builder, "(vb)", state, FALSE);
      g_assert_false (cookie_base_cookie_restore (cookie, g_variant_builder_end (&builder), &other_error));
      g_assert_error (other_error, COOKIE_ERROR, states[i].code);
      g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 0);
    }
}

/* An error says where the text is that was refused. */
static void
test_offsets (void)
{
  static const struct { const char *name, *coded_value, *text, *unknown; guint offset; } states[] = {
    { " a", "x", NULL, NULL, 0 }, { "ab;", "x", NULL, NULL, 2 }, { "a", "x;y", NULL, NULL, 1 },
    { "a", "x", "/a;", NULL, 2 }, { "a", "x", "", NULL, 0 }, { "a", "x", NULL, "; foo", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();
      g_autoptr (GVariant) state = g_variant_ref_sink (change (0, states[i].name, states[i].coded_value, NULL,
                                                               states[i].text != NULL ? "path" : NULL, 1, states[i].text,
                                                               states[i].unknown));
      g_autofree char *expected = g_strdup_printf (" at byte %u", states[i].offset);
      g_autoptr (GError) error = NULL;

      g_assert_false (cookie_morsel_restore (morsel, state, &error));
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_suffix (error->message, expected));
    }
}

static void
test_refused_types (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();
  g_autoptr (CookieMorsel) unchecked = cookie_morsel_parse_set_cookie ("a b=c", NULL);
  g_autoptr (GVariant) morsel_state = NULL, unchecked_state = NULL, empty = cookie_morsel_serialize (morsel);
  g_autoptr (GVariant) state = NULL;
  GVariant *refused[5];

  cookie_base_cookie_load (cookie, "a=1; b=2", NULL);
  state = cookie_base_cookie_serialize (cookie);
  morsel_state = cookie_morsel_serialize (cookie_base_cookie_get (cookie, "a"));
  unchecked_state = cookie_morsel_serialize (unchecked);

  refused[0] = g_variant_new_string ("x");
  refused[1] = g_variant_new_parsed ("[(%v, true)]", g_variant_new_int32 (1));
  refused[2] = g_variant_new_parsed ("[(%v, true), (%v, true)]", morsel_state, morsel_state);
  refused[3] = g_variant_new_parsed ("[(%v, true)]", empty);
  refused[4] = g_variant_new_parsed ("[(%v, true)]", unchecked_state);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (cookie_base_cookie_restore (cookie, refused[i], &error));
      g_assert_nonnull (error);
      g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 2);
    }

  {
    g_autoptr (GError) error = NULL;

    cookie_base_cookie_set_max_pairs (cookie, 1);
    g_assert_false (cookie_base_cookie_restore (cookie, state, &error));
    g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT);
  }
  {
    g_autoptr (GError) error = NULL;

    g_assert_false (cookie_morsel_restore (cookie_base_cookie_get (cookie, "a"), morsel_state, &error));
    g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_VALUE);
  }
  {
    g_autoptr (GError) error = NULL;

    g_assert_false (cookie_morsel_restore (morsel, g_variant_new_int32 (1), &error));
    g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_VALUE);
  }
}

/* Bytes that are no GVariant in its normal form. */
static void
test_bytes (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (16);
  g_autoptr (GVariant) state = NULL;

  cookie_base_cookie_load (cookie, "a=1; b=\"x y\"", NULL);
  cookie_morsel_set_path (cookie_base_cookie_get (cookie, "a"), "/");
  state = cookie_base_cookie_serialize (cookie);
  for (gsize i = 0; i < 3000; i++)
    {
      const gsize size = g_variant_get_size (state);
      guint8 *data = g_memdup2 (g_variant_get_data (state), size);
      g_autoptr (GVariant) changed = NULL;
      g_autoptr (CookieBaseCookie) restored = cookie_base_cookie_new ();

      for (gsize n = 0; n < 3; n++)
        data[g_rand_int_range (rand, 0, size)] = g_rand_int_range (rand, 0, 256);
      changed = g_variant_ref_sink (g_variant_new_from_data (G_VARIANT_TYPE ("a(vb)"), data, size, FALSE, g_free, data));
      if (cookie_base_cookie_restore (restored, changed, NULL))
        {
          g_autofree char *text = cookie_base_cookie_output (restored, NULL, NULL, "|");

          g_assert_null (strpbrk (text, "\r\n"));
          g_assert_null (strchr (text, '\t'));
        }
    }
}

static void
test_get_all (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_smart_cookie_new ();
  g_autoptr (CookieBaseCookie) other = cookie_smart_cookie_new ();
  g_autoptr (GVariant) none = cookie_base_cookie_get_all (cookie);
  g_autoptr (GVariant) all = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpuint (g_variant_n_children (none), ==, 0);
  cookie_base_cookie_set_string (cookie, "b", "x y", NULL);
  cookie_base_cookie_set (cookie, "a", g_variant_new_int32 (5), NULL);
  all = cookie_base_cookie_get_all (cookie);
  g_assert_false (g_variant_is_floating (all));
  text = g_variant_print (all, FALSE);
  g_assert_cmpstr (text, ==, "{'b': <'x y'>, 'a': <5>}");
  g_assert_true (cookie_base_cookie_set_all (other, all, NULL));
  g_assert_true (cookie_base_cookie_equal (cookie, other));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cookie/saved/set-cookie", test_set_cookie);
  g_test_add_func ("/cookie/saved/numbers", test_numbers);
  g_test_add_func ("/cookie/saved/headers", test_headers);
  g_test_add_func ("/cookie/saved/changes", test_changes);
  g_test_add_func ("/cookie/saved/signals", test_signals);
  g_test_add_func ("/cookie/saved/format", test_format);
  g_test_add_func ("/cookie/saved/flags", test_flags);
  g_test_add_func ("/cookie/saved/refused", test_refused);
  g_test_add_func ("/cookie/saved/offsets", test_offsets);
  g_test_add_func ("/cookie/saved/refused-types", test_refused_types);
  g_test_add_func ("/cookie/saved/bytes", test_bytes);
  g_test_add_func ("/cookie/saved/get-all", test_get_all);

  return g_test_run ();
}
