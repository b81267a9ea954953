/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "test-refused.h"

static CookieBaseCookie *
new_cookie (CookieProfile profile)
{
  CookieBaseCookie *cookie = cookie_simple_cookie_new ();

  cookie_base_cookie_set_profile (cookie, profile);

  return cookie;
}

/* Loads an exact copy. */
static gboolean
load_exact (CookieBaseCookie  *cookie,
            const char        *header,
            gsize              length,
            GError           **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (header, length);

  return cookie_base_cookie_load_bytes (cookie, bytes, error);
}

static void
load (CookieBaseCookie *cookie,
      const char       *header)
{
  g_autoptr (GError) error = NULL;

  load_exact (cookie, header, strlen (header), &error);
  g_assert_no_error (error);
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

#define assert_lines(cookie, lines)                                                \
  G_STMT_START                                                                     \
    {                                                                              \
      g_autofree char *lines_ = cookie_base_cookie_output (cookie, NULL, "", "\n");  \
      g_assert_cmpstr (lines_, ==, lines);                                         \
    }                                                                              \
  G_STMT_END

#define assert_header(cookie, header)                                    \
  G_STMT_START                                                           \
    {                                                                    \
      g_autofree char *header_ = cookie_base_cookie_to_cookie_header (cookie);  \
      g_assert_cmpstr (header_, ==, header);                             \
    }                                                                    \
  G_STMT_END

#define assert_string(cookie, name, value) \
  g_assert_cmpstr (cookie_base_cookie_get_string (cookie, name), ==, value)

/* Writes down each signal. */

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
  g_string_append_printf (log, "%s ", pspec->name);
}

static GString *
watch (CookieBaseCookie *cookie)
{
  GString *log = g_string_new (NULL);

  g_signal_connect (cookie, "morsel-added", G_CALLBACK (added_cb), log);
  g_signal_connect (cookie, "morsel-removed", G_CALLBACK (removed_cb), log);
  g_signal_connect (cookie, "morsel-changed", G_CALLBACK (changed_cb), log);
  g_signal_connect (cookie, "items-changed", G_CALLBACK (items_changed_cb), log);
  g_signal_connect (cookie, "notify", G_CALLBACK (notify_cb), log);

  return log;
}

#define assert_logged(log, expected)                \
  G_STMT_START                                      \
    {                                               \
      g_assert_cmpstr ((log)->str, ==, expected);   \
      g_string_truncate (log, 0);                   \
    }                                               \
  G_STMT_END

static void
test_properties (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
  g_autoptr (GString) log = watch (cookie);
  g_autoptr (CookieCodec) codec = COOKIE_CODEC (cookie_string_codec_new ());
  g_autoptr (CookieCodec) got_codec = NULL;
  CookieProfile profile;
  guint max_pairs, max_length;

  g_assert_null (cookie_base_cookie_get_codec (cookie));
  g_assert_cmpint (cookie_base_cookie_get_profile (cookie), ==, COOKIE_PROFILE_RFC6265);
  g_assert_cmpuint (cookie_base_cookie_get_max_pairs (cookie), ==, 3000);
  g_assert_cmpuint (cookie_base_cookie_get_max_length (cookie), ==, 16 * 1024 * 1024);

  cookie_base_cookie_set_codec (cookie, codec);
  cookie_base_cookie_set_codec (cookie, codec);
  assert_logged (log, "codec ");
  cookie_base_cookie_set_profile (cookie, COOKIE_PROFILE_STRICT);
  g_object_set (cookie, "profile", COOKIE_PROFILE_STRICT, NULL);
  assert_logged (log, "profile ");
  cookie_base_cookie_set_max_pairs (cookie, 7);
  g_object_set (cookie, "max-pairs", 7, NULL);
  assert_logged (log, "max-pairs ");
  cookie_base_cookie_set_max_length (cookie, 8);
  g_object_set (cookie, "max-length", 8, NULL);
  assert_logged (log, "max-length ");

  g_object_get (cookie, "codec", &got_codec, "profile", &profile, "max-pairs", &max_pairs,
                "max-length", &max_length, NULL);
  g_assert_true (got_codec == codec);
  g_assert_cmpint (profile, ==, COOKIE_PROFILE_STRICT);
  g_assert_cmpuint (max_pairs, ==, 7);
  g_assert_cmpuint (max_length, ==, 8);

  g_object_set (cookie, "codec", NULL, NULL);
  assert_logged (log, "codec ");
  g_assert_null (cookie_base_cookie_get_codec (cookie));
}

static void
test_empty (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
  g_autoptr (GString) log = watch (cookie);
  g_auto (GStrv) keys = cookie_base_cookie_get_names (cookie);
  g_autofree char *script = cookie_base_cookie_js_output (cookie, NULL);

  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 0);
  g_assert_cmpuint (g_strv_length (keys), ==, 0);
  g_assert_null (cookie_base_cookie_get (cookie, "a"));
  g_assert_false (cookie_base_cookie_contains (cookie, "a"));
  assert_string (cookie, "a", NULL);
  g_assert_false (cookie_base_cookie_remove (cookie, "a"));
  cookie_base_cookie_clear (cookie);
  load (cookie, "");
  load (cookie, "  ");
  g_assert_true (cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("@a{sv} {}"), NULL));
  assert_lines (cookie, "");
  assert_header (cookie, "");
  g_assert_cmpstr (script, ==, "");
  assert_logged (log, "");
}

/* Positions and names, of a header that need not be taken apart, and of one that has to be. */
static void
test_positions (void)
{
  for (guint size = 1; size <= 140; size++)
    {
      g_autoptr (GString) header = g_string_new (NULL);

      for (guint i = 0; i < size; i++)
        g_string_append_printf (header, "%sname%u=%u", i > 0 ? "; " : "", i, i);

      /* the one that comes twice: none, the first, or the last */
      for (guint twice = 0; twice < 3; twice++)
        {
          g_autoptr (CookieBaseCookie) cookie = new_cookie (COOKIE_PROFILE_RFC6265);
          g_autoptr (GString) text = g_string_new (header->str);

          if (twice > 0)
            g_string_append_printf (text, "; name%u=other", twice == 1 ? 0 : size - 1);
          load (cookie, text->str);

          for (guint i = 0; i < size; i++)
            {
              g_autofree char *name = g_strdup_printf ("name%u", i);

              g_assert_cmpstr (cookie_base_cookie_get_nth_name (cookie, i), ==, name);
              g_assert_cmpstr (cookie_base_cookie_get_nth_string (cookie, i), ==, name + strlen ("name"));
            }
          g_assert_null (cookie_base_cookie_get_nth_name (cookie, size));
          g_assert_null (cookie_base_cookie_get_nth_string (cookie, size));
          g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, size);

          /* what was seen can be changed, and cleared */
          g_assert_true (cookie_base_cookie_remove (cookie, "name0"));
          g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, size - 1);
          cookie_base_cookie_clear (cookie);
          g_assert_null (cookie_base_cookie_get_nth_name (cookie, 0));
        }
    }
}

/* An attribute is no cookie, and has no position. */
static void
test_positions_python (void)
{
  g_autoptr (CookieBaseCookie) cookie = new_cookie (COOKIE_PROFILE_PYTHON);

  load (cookie, "a=1; path=/; b=2; a=3");
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 2);
  g_assert_cmpstr (cookie_base_cookie_get_nth_name (cookie, 1), ==, "b");
  g_assert_cmpstr (cookie_base_cookie_get_nth_string (cookie, 0), ==, "3");
  g_assert_null (cookie_base_cookie_get_nth_name (cookie, 2));
}

/* The examples of the page on Python's module. */
static void
test_python_page (void)
{
  static const char keebler[] = "keebler=\"E=everybody; L=\\\"Loves\\\"; fudge=\\012;\"";
  static const char * const none[] = { NULL };
  g_autoptr (CookieBaseCookie) cookie = new_cookie (COOKIE_PROFILE_PYTHON);
  g_autofree char *lines = NULL;
  g_autofree char *with_path = NULL;
  g_autofree char *without = NULL;

  set (cookie, "fig", "newton");
  set (cookie, "sugar", "wafer");
  lines = cookie_base_cookie_output (cookie, NULL, NULL, NULL);
  g_assert_cmpstr (lines, ==, "Set-Cookie: fig=newton\r\nSet-Cookie: sugar=wafer");

  cookie_base_cookie_clear (cookie);
  set (cookie, "rocky", "road");
  g_object_set (cookie_base_cookie_get (cookie, "rocky"), "path", "/cookie", NULL);
  with_path = cookie_base_cookie_output (cookie, NULL, "Cookie:", NULL);
  without = cookie_base_cookie_output (cookie, none, "Cookie:", NULL);
  g_assert_cmpstr (with_path, ==, "Cookie: rocky=road; Path=/cookie");
  g_assert_cmpstr (without, ==, "Cookie: rocky=road");

  cookie_base_cookie_clear (cookie);
  load (cookie, "chips=ahoy; vienna=finger");
  assert_lines (cookie, " chips=ahoy\n vienna=finger");

  cookie_base_cookie_clear (cookie);
  load (cookie, keebler);
  assert_header (cookie, keebler);
  assert_string (cookie, "keebler", "E=everybody; L=\"Loves\"; fudge=\n;");

  cookie_base_cookie_clear (cookie);
  set (cookie, "twix", "none for you");
  assert_string (cookie, "twix", "none for you");
  g_assert_true (cookie_base_cookie_set (cookie, "number", g_variant_new_int32 (7), NULL));
  assert_string (cookie, "number", "7");
  assert_lines (cookie, " number=7\n twix=\"none for you\"");
}

static void
test_dictionary (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autoptr (GString) log = watch (cookie);
  g_auto (GStrv) keys = NULL;
  g_autoptr (GPtrArray) morsels = NULL;
  CookieMorsel *morsel;

  set (cookie, "b", "1");
  set (cookie, "a", "2 3");
  set (cookie, "B", "4");
  assert_logged (log, "0-0+1 n-items +b has-changes 1-0+1 n-items +a 2-0+1 n-items +B ");

  keys = cookie_base_cookie_get_names (cookie);
  g_assert_cmpuint (g_strv_length (keys), ==, 3);
  g_assert_cmpstr (keys[0], ==, "b");
  g_assert_cmpstr (keys[1], ==, "a");
  g_assert_cmpstr (keys[2], ==, "B");
  morsels = cookie_base_cookie_get_morsels (cookie);
  g_assert_cmpuint (morsels->len, ==, 3);
  for (guint i = 0; i < morsels->len; i++)
    g_assert_true (morsels->pdata[i] == cookie_base_cookie_get (cookie, keys[i]));
  assert_header (cookie, "b=1; a=\"2 3\"; B=4");
  assert_lines (cookie, " B=4\n a=\"2 3\"\n b=1");

  morsel = cookie_base_cookie_get (cookie, "a");
  g_assert_true (morsel == cookie_base_cookie_get (cookie, "a"));
  g_assert_cmpstr (cookie_morsel_get_coded_value (morsel), ==, "\"2 3\"");
  assert_string (cookie, "a", "2 3");
  g_assert_false (cookie_base_cookie_contains (cookie, "A"));

  /* a morsel that is there keeps its attributes, and its place */
  cookie_morsel_set_secure (morsel, TRUE);
  assert_logged (log, "~a ");
  set (cookie, "a", "2 3");
  assert_logged (log, "");
  set (cookie, "a", "x");
  assert_logged (log, "~a ");
  assert_header (cookie, "b=1; a=x; B=4");
  assert_lines (cookie, " B=4\n a=x; Secure\n b=1");

  g_assert_true (cookie_base_cookie_set_coded (cookie, "c", g_variant_new_int32 (5), "five", NULL));
  assert_logged (log, "3-0+1 n-items +c ");
  assert_string (cookie, "c", NULL);
  g_assert_true (cookie_base_cookie_set_coded (cookie, "c", g_variant_new_string ("6"), "five", NULL));
  assert_logged (log, "~c ");
  assert_string (cookie, "c", "6");

  g_assert_true (cookie_base_cookie_remove (cookie, "a"));
  assert_logged (log, "1-1+0 n-items -a ");
  g_assert_false (cookie_base_cookie_remove (cookie, "a"));
  assert_header (cookie, "b=1; B=4; c=five");

  cookie_base_cookie_clear (cookie);
  assert_logged (log, "0-3+0 n-items -b -B -c has-changes ");
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 0);
}

/* Without a codec, what is no string is printed without its type. */
static void
test_no_codec (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();

  g_assert_true (cookie_base_cookie_set (cookie, "a", g_variant_new_uint32 (7), NULL));
  g_assert_cmpstr (cookie_base_cookie_get_coded_value (cookie, "a"), ==, "7");
}

static void
test_set_morsel (void)
{
  g_autoptr (CookieBaseCookie) one = cookie_simple_cookie_new ();
  g_autoptr (CookieBaseCookie) two = cookie_simple_cookie_new ();
  g_autoptr (GString) log = watch (one);
  g_autoptr (GString) other_log = watch (two);
  g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();
  g_autoptr (GError) error = NULL;

  set (one, "z", "1");
  set (one, "a", "2");
  g_string_truncate (log, 0);

  g_assert_false (cookie_base_cookie_set_morsel (one, morsel, &error));
  test_assert_refused (error, COOKIE_ERROR_ILLEGAL_KEY, "without a name");

  g_assert_true (cookie_morsel_set (morsel, "z", g_variant_new_int32 (9), "nine", NULL));
  g_assert_true (cookie_base_cookie_set_morsel (one, morsel, NULL));
  assert_logged (log, "0-1+1 -z +z ");
  g_assert_true (cookie_base_cookie_set_morsel (one, morsel, NULL));
  assert_logged (log, "");
  g_assert_true (cookie_base_cookie_get (one, "z") == morsel);
  assert_header (one, "z=nine; a=2");

  /* no second dictionary holds it */
  g_assert_false (cookie_base_cookie_set_morsel (two, morsel, &error));
  test_assert_refused (error, COOKIE_ERROR_ILLEGAL_VALUE, "“z” at byte 0");

  /* what was received and must not be sent is refused as well */
  {
    g_autoptr (CookieMorsel) received = cookie_morsel_parse_set_cookie ("z=1; Comment=a\tb", NULL);

    g_assert_false (cookie_base_cookie_set_morsel (two, received, &error));
    test_assert_refused (error, COOKIE_ERROR_INVALID_ATTRIBUTE, "Comment");
  }
  assert_logged (other_log, "");
  g_object_set (morsel, "path", "/", NULL);
  assert_logged (log, "~z ");
  assert_logged (other_log, "");

  /* in a dictionary it keeps its key */
  g_assert_false (cookie_morsel_set (morsel, "y", g_variant_new_int32 (1), "one", &error));
  test_assert_refused (error, COOKIE_ERROR_ILLEGAL_KEY, "“y”");
  g_assert_true (cookie_base_cookie_remove (one, "z"));
  assert_logged (log, "0-1+0 n-items -z ");

  /* which it no longer is */
  g_assert_true (cookie_base_cookie_set_morsel (two, morsel, NULL));
  assert_logged (other_log, "0-0+1 n-items +z has-changes ");
  g_object_set (morsel, "path", "/a", NULL);
  assert_logged (log, "");
  assert_logged (other_log, "~z ");
  g_clear_object (&two);
  g_assert_true (cookie_morsel_set (morsel, "y", g_variant_new_int32 (1), "one", NULL));
}

/* A name that is an attribute's can come from a browser, but not from a server. */
static void
test_set_morsel_reserved (void)
{
  g_autoptr (CookieBaseCookie) request = new_cookie (COOKIE_PROFILE_RFC6265);
  g_autoptr (CookieBaseCookie) response = cookie_simple_cookie_new ();
  g_autoptr (GError) error = NULL;

  load (request, "path=/x; a=b");
  g_assert_false (cookie_base_cookie_set_morsel (response, cookie_base_cookie_get (request, "path"), &error));
  test_assert_refused (error, COOKIE_ERROR_RESERVED_KEY, "“path”");
  assert_header (response, "");
}

/* Every way in, everything that is refused: the code, the text and where; the cookie stays as it was. */
static void
test_refused (void)
{
  static const struct { const char *key; const char *coded; CookieError code; const char *says; } cases[] = {
    { "", "", COOKIE_ERROR_ILLEGAL_KEY, "“” at byte 0" },
    { "a b", "", COOKIE_ERROR_ILLEGAL_KEY, "“a b” at byte 1" },
    { "a\n", "", COOKIE_ERROR_ILLEGAL_KEY, "“a\\012” at byte 1" },
    { "\342\200\200__Host-x", "", COOKIE_ERROR_ILLEGAL_KEY, "at byte 0" },
    { "domain", "", COOKIE_ERROR_RESERVED_KEY, "“domain”" },
    { "a", "b;c", COOKIE_ERROR_ILLEGAL_VALUE, "“b;c” at byte 1" },
    { "a", "b\r\nSet-Cookie: x=y", COOKIE_ERROR_ILLEGAL_VALUE, "“b\\015\\012Set-Cookie: x=y” at byte 1" },
    { "a", "b\x7f", COOKIE_ERROR_ILLEGAL_VALUE, "“b\\177” at byte 1" },
  };
  g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
  g_autoptr (GString) log = NULL;
  g_autoptr (GError) error = NULL;

  set (cookie, "k", "v");
  log = watch (cookie);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *key = cases[i].key, *coded = cases[i].coded;
      GVariantDict dict = G_VARIANT_DICT_INIT (NULL);

      g_test_message ("%s=%s", key, coded);

      g_assert_false (cookie_base_cookie_set (cookie, key, g_variant_new_string (coded), &error));
      test_assert_refused (error, cases[i].code, cases[i].says);
      g_assert_false (cookie_base_cookie_set_string (cookie, key, coded, &error));
      test_assert_refused (error, cases[i].code, cases[i].says);
      g_assert_false (cookie_base_cookie_set_coded (cookie, key, g_variant_new_int32 (1), coded, &error));
      test_assert_refused (error, cases[i].code, cases[i].says);

      g_variant_dict_insert (&dict, "k", "s", "w");
      g_variant_dict_insert (&dict, key, "s", coded);
      g_variant_dict_insert (&dict, "l", "s", "x");
      g_assert_false (cookie_base_cookie_set_all (cookie, g_variant_dict_end (&dict), &error));
      test_assert_refused (error, cases[i].code, cases[i].says);
    }

  g_assert_false (cookie_base_cookie_set_string (cookie, "a", "b\xff", &error));
  test_assert_refused (error, COOKIE_ERROR_ILLEGAL_VALUE, "at byte 1");
  g_assert_false (cookie_base_cookie_set_all (cookie, g_variant_new_int32 (1), &error));
  test_assert_refused (error, COOKIE_ERROR_ILLEGAL_VALUE, "“i”");
  g_assert_false (cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("{1: 'a'}"), &error));
  test_assert_refused (error, COOKIE_ERROR_ILLEGAL_VALUE, "“a{is}”");

  assert_lines (cookie, " k=v");
  assert_logged (log, "");
}

/* Each error of a header: the code, the text and where; the cookie stays as it was. */
static void
test_load_refused (void)
{
  static const struct {
    CookieProfile profile;
    const char *header;
    CookieError code;
    const char *says;
  } cases[] = {
    { COOKIE_PROFILE_PYTHON, "a=b; c,d=e", COOKIE_ERROR_ILLEGAL_KEY, "“c,d” at byte 5" },
    { COOKIE_PROFILE_PYTHON, "k=w; c=\"\303\251\"; c,d=e; {=1", COOKIE_ERROR_ILLEGAL_KEY, "“c,d” at byte 13" },
    { COOKIE_PROFILE_PYTHON, "a=b; $Foo=1", COOKIE_ERROR_INVALID_ATTRIBUTE, "“$Foo” at byte 5" },
    { COOKIE_PROFILE_PYTHON, "a=b; path=\"/;x\"", COOKIE_ERROR_INVALID_ATTRIBUTE, "“\"/;x\"” at byte 10" },
    { COOKIE_PROFILE_PYTHON, "a=b; path=\"/\\073x\"", COOKIE_ERROR_INVALID_ATTRIBUTE, "“\"/\\073x\"” at byte 10" },
    { COOKIE_PROFILE_PYTHON, "a=b; path=\"/\\012\"", COOKIE_ERROR_INVALID_ATTRIBUTE, "“\"/\\012\"” at byte 10" },
    { COOKIE_PROFILE_PYTHON, "a=b; path=\"/\\000\"", COOKIE_ERROR_INVALID_ATTRIBUTE, "“\"/\\000\"” at byte 10" },
    { COOKIE_PROFILE_PYTHON, "a=b; $path=\"/;x\"", COOKIE_ERROR_INVALID_ATTRIBUTE, "“\"/;x\"” at byte 11" },
    { COOKIE_PROFILE_PYTHON, "a=b; path=\"/\tx\"", COOKIE_ERROR_INVALID_ATTRIBUTE, "“\\011” at byte 12" },
    { COOKIE_PROFILE_PYTHON, "a=\"b\tc\"", COOKIE_ERROR_ILLEGAL_VALUE, "“\\011” at byte 4" },
    { COOKIE_PROFILE_PYTHON, "a=b\r\nc=d", COOKIE_ERROR_ILLEGAL_VALUE, "“\\015\\012c=d” at byte 3" },
    { COOKIE_PROFILE_PYTHON, "a=b\177", COOKIE_ERROR_ILLEGAL_VALUE, "“\\177” at byte 3" },
    { COOKIE_PROFILE_PYTHON, "a=b; c=\"x\\000\"", COOKIE_ERROR_DECODE, "“\"x\\000\"” at byte 7" },
    { COOKIE_PROFILE_PYTHON, "a=\"\xff\"; c,d=e", COOKIE_ERROR_ILLEGAL_KEY, "“c,d” at byte 7" },
    { COOKIE_PROFILE_STRICT, "", COOKIE_ERROR_SYNTAX, "“” at byte 0" },
    { COOKIE_PROFILE_STRICT, "a=b;c=d", COOKIE_ERROR_SYNTAX, "“;” at byte 3" },
    { COOKIE_PROFILE_STRICT, "a=b; c", COOKIE_ERROR_SYNTAX, "“c” at byte 5" },
    { COOKIE_PROFILE_STRICT, "a=b; =c", COOKIE_ERROR_SYNTAX, "“” at byte 5" },
    { COOKIE_PROFILE_STRICT, "a=b ; c=d", COOKIE_ERROR_SYNTAX, "“ ” at byte 3" },
    { COOKIE_PROFILE_STRICT, "a=b c", COOKIE_ERROR_SYNTAX, "“ ” at byte 3" },
    { COOKIE_PROFILE_STRICT, "a=b,c", COOKIE_ERROR_SYNTAX, "“,” at byte 3" },
    { COOKIE_PROFILE_STRICT, "a[]=b", COOKIE_ERROR_SYNTAX, "“[” at byte 1" },
    { COOKIE_PROFILE_STRICT, "a=\"b;c\"", COOKIE_ERROR_SYNTAX, "“;” at byte 4" },
    { COOKIE_PROFILE_STRICT, "a=\"b", COOKIE_ERROR_SYNTAX, "“” at byte 4" },
    { COOKIE_PROFILE_STRICT, "a=\001", COOKIE_ERROR_SYNTAX, "“\\001” at byte 2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
      g_autoptr (GString) log = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("header %zu", i);
      set (cookie, "k", "v");
      set (cookie, "a", "1");
      cookie_base_cookie_set_profile (cookie, cases[i].profile);
      log = watch (cookie);

      g_assert_false (load_exact (cookie, cases[i].header, strlen (cases[i].header), &error));
      test_assert_refused (error, cases[i].code, cases[i].says);
      g_assert_false (cookie_base_cookie_load (cookie, cases[i].header, NULL));
      assert_header (cookie, "k=v; a=1");
      assert_logged (log, "");

      /* the same into an empty cookie */
      cookie_base_cookie_clear (cookie);
      g_assert_false (cookie_base_cookie_load (cookie, cases[i].header, NULL));
      g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 0);
    }
}

/* The table of profiles: what each reads. */
static void
test_profiles (void)
{
  static const struct { const char *header; const char *python; const char *rfc6265; const char *strict; } rows[] = {
    /* `;` inside quotes */
    { "a=\"b; c=d\"", " a=\"b; c=d\"", " a=\"b\n c=d\"", NULL },
    /* white space between pairs */
    { "a=b c=d", " a=b\n c=d", " a=b c=d", NULL },
    { "a=b  ;\tc=d", " a=b\n c=d", " a=b\n c=d", NULL },
    /* the names of attributes */
    { "a=b; path=/; secure=1; $Version=1", " a=b; Path=/; Secure; Version=1",
      " $Version=1\n a=b\n path=/\n secure=1", " $Version=1\n a=b\n path=/\n secure=1" },
    /* one bad pair: it stops there, the whole header is dropped, CookieError */
    { "a=b; c={\"d\":1}; e=f", " a=b", " a=b\n c={\"d\":1}\n e=f", NULL },
    { "a=b;; c=d", " a=b", " a=b\n c=d", NULL },
    { "a=b; foo; c=d", "", " a=b\n c=d", NULL },
    { "a=b; c@d=e; f=g", NULL, " a=b\n f=g", NULL },
    /* the same name twice */
    { "a=1; path=/x; a=2; domain=d", " a=2; Domain=d; Path=/x", " a=1\n domain=d\n path=/x",
      " a=1\n domain=d\n path=/x" },
    /* nameless */
    { "=v; a=b", "", " a=b", NULL },
    { "v; a=b", "", " a=b", NULL },
    { "=__Host-x=bad; a=b", NULL, " a=b", NULL },
    /* names are never decoded, trimmed of anything else, or mangled */
    { "%5f%5fHost-x=1", " %5f%5fHost-x=1", " %5f%5fHost-x=1", " %5f%5fHost-x=1" },
    { "sid=good; sid*=UTF-8''evil", " sid=good\n sid*=UTF-8''evil", " sid=good\n sid*=UTF-8''evil",
      " sid=good\n sid*=UTF-8''evil" },
    { "..Host-=1", " ..Host-=1", " ..Host-=1", " ..Host-=1" },
    { "_[Host-=1; a=b", "", " a=b", NULL },
    { "__utmz=hello]csrftoken=x", " __utmz=hello]csrftoken=x", " __utmz=hello]csrftoken=x",
      " __utmz=hello]csrftoken=x" },
    { "__utmz=blah csrftoken=x", " __utmz=blah\n csrftoken=x", " __utmz=blah csrftoken=x", NULL },
    { "a=\"x; sid=1; b=\"", " a=\"x; sid=1; b=\"", " a=\"x\n b=\"\n sid=1", NULL },
    { "A=1; a=2", " A=1\n a=2", " A=1\n a=2", " A=1\n a=2" },
    { ";;,; ;a=b", "", " a=b", NULL },
  };
  static const CookieProfile profiles[] = {
    COOKIE_PROFILE_PYTHON, COOKIE_PROFILE_RFC6265, COOKIE_PROFILE_STRICT,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char * const expected[] = { rows[i].python, rows[i].rfc6265, rows[i].strict };

      for (gsize j = 0; j < G_N_ELEMENTS (profiles); j++)
        {
          g_autoptr (CookieBaseCookie) cookie = new_cookie (profiles[j]);
          g_autoptr (CookieBaseCookie) watched = new_cookie (profiles[j]);
          g_autoptr (GString) log = watch (watched);
          gboolean loaded = load_exact (cookie, rows[i].header, strlen (rows[i].header), NULL);

          g_test_message ("%zu: %s", j, rows[i].header);
          g_assert_cmpint (loaded, ==, expected[j] != NULL);
          assert_lines (cookie, expected[j] != NULL ? expected[j] : "");

          /* read at once rather than when asked for */
          g_assert_cmpint (cookie_base_cookie_load (watched, rows[i].header, NULL), ==, loaded);
          g_assert_true (cookie_base_cookie_equal (cookie, watched));
        }
    }
}

static void
test_encodings (void)
{
  static const char nul[] = "a=b; c\0d=e; f=g\0h; i=j";
  g_autoptr (CookieBaseCookie) cookie = new_cookie (COOKIE_PROFILE_RFC6265);
  g_autoptr (CookieBaseCookie) python = new_cookie (COOKIE_PROFILE_PYTHON);
  g_autoptr (CookieBaseCookie) strict = new_cookie (COOKIE_PROFILE_STRICT);
  g_autoptr (GError) error = NULL;

  load (cookie, "a=\303\251; b=\"\\303\\251\"; c=\"\\351\"");
  assert_string (cookie, "a", "\303\251");
  assert_string (cookie, "b", "\303\251");
  assert_string (cookie, "c", "\303\251");

  /* one byte that is not UTF-8, and all is ISO-8859-1 */
  cookie_base_cookie_clear (cookie);
  load (cookie, "a=\303\251; b=\351\377; c=d");
  assert_string (cookie, "a", "\303\203\302\251");
  assert_string (cookie, "b", "\303\251\303\277");
  assert_string (cookie, "c", "d");

  cookie_base_cookie_clear (cookie);
  g_assert_true (load_exact (cookie, nul, sizeof nul - 1, &error));
  assert_header (cookie, "a=b; i=j");
  g_assert_false (load_exact (python, nul, sizeof nul - 1, &error));
  test_assert_refused (error, COOKIE_ERROR_ILLEGAL_VALUE, "at byte 6");
  g_assert_false (load_exact (strict, nul, sizeof nul - 1, &error));
  test_assert_refused (error, COOKIE_ERROR_SYNTAX, "at byte 6");
  g_assert_cmpuint (cookie_base_cookie_get_size (python) + cookie_base_cookie_get_size (strict), ==, 0);
}

/* A second header: a morsel that is there gets its new value; each tells once, and only of a change. */
static void
test_merge_python (void)
{
  g_autoptr (CookieBaseCookie) cookie = new_cookie (COOKIE_PROFILE_PYTHON);
  g_autoptr (GString) log = NULL;
  g_autoptr (GString) notified = g_string_new (NULL);
  CookieMorsel *morsel;

  load (cookie, "b=1; path=/x; a=1");
  morsel = cookie_base_cookie_get (cookie, "b");
  log = watch (cookie);
  g_signal_connect (morsel, "notify", G_CALLBACK (notify_cb), notified);

  load (cookie, "c=1; b=2; domain=d; d=\"4\"");
  assert_logged (log, "2-0+2 n-items +c +d ~b ");
  assert_logged (notified, "domain coded-value value ");
  g_assert_true (cookie_base_cookie_get (cookie, "b") == morsel);
  assert_lines (cookie, " a=1\n b=2; Domain=d; Path=/x\n c=1\n d=\"4\"");
  assert_header (cookie, "b=2; a=1; c=1; d=\"4\"");

  load (cookie, "b=2; path=/x; domain=d");
  assert_logged (log, "");
  assert_logged (notified, "");

  /* there and back is no change, and two changes are one */
  load (cookie, "b=3; path=/y; b=2; path=/x");
  assert_logged (log, "");
  assert_logged (notified, "");
  load (cookie, "b=4; path=/y; b=5; path=/z");
  assert_logged (log, "~b ");
  assert_logged (notified, "path coded-value value ");
  assert_lines (cookie, " a=1\n b=5; Domain=d; Path=/z\n c=1\n d=\"4\"");

  load (cookie, "b=5; path=");
  assert_logged (log, "~b ");
  assert_logged (notified, "path ");

  /* nothing of a header that fails */
  g_assert_false (cookie_base_cookie_load (cookie, "b=6; e=7; f,g=8", NULL));
  assert_logged (log, "");
  assert_lines (cookie, " a=1\n b=5; Domain=d\n c=1\n d=\"4\"");
}

static void
test_merge_rfc6265 (void)
{
  g_autoptr (CookieBaseCookie) cookie = new_cookie (COOKIE_PROFILE_RFC6265);
  g_autoptr (GString) log = NULL;

  load (cookie, "b=1; a=1");
  set (cookie, "a", "2");
  load (cookie, "a=3; c=3; a=4; c=4; b=3; a=5");
  assert_header (cookie, "b=3; a=3; c=3");

  log = watch (cookie);
  load (cookie, "a=6; a=3; d=1");
  assert_logged (log, "3-0+1 n-items +d ~a ");
  load (cookie, "a=6; a=3");
  assert_logged (log, "");
  assert_header (cookie, "b=3; a=6; c=3; d=1");
}

/* The same merge, whatever the order, watched or not, asked for or not. */
static void
test_merge_random (void)
{
  for (guint i = 0; i < 2000; i++)
    {
      CookieProfile profile = g_test_rand_bit () ? COOKIE_PROFILE_PYTHON : COOKIE_PROFILE_RFC6265;
      g_autoptr (CookieBaseCookie) lazy = new_cookie (profile);
      g_autoptr (CookieBaseCookie) watched = new_cookie (profile);
      g_autoptr (CookieBaseCookie) eager = new_cookie (profile);
      g_autoptr (GString) log = watch (watched);

      for (guint n = 0; n < 3; n++)
        {
          g_autoptr (GString) header = g_string_new (NULL);
          g_auto (GStrv) keys = NULL;
          guint n_pairs = g_test_rand_int_range (0, 8);

          for (guint j = 0; j < n_pairs; j++)
            g_string_append_printf (header, "%s%c=%d", j > 0 ? "; " : "", g_test_rand_int_range ('a', 'f'),
                                    g_test_rand_int_range (0, 3));
          if (profile == COOKIE_PROFILE_PYTHON && n_pairs > 0 && g_test_rand_bit ())
            g_string_append_printf (header, "; path=/%d", g_test_rand_int_range (0, 3));

          load (lazy, header->str);
          load (watched, header->str);
          load (eager, header->str);
          keys = cookie_base_cookie_get_names (eager);
          for (guint j = 0; keys[j] != NULL; j++)
            g_assert_nonnull (cookie_base_cookie_get (eager, keys[j]));
        }

      g_assert_true (cookie_base_cookie_equal (lazy, watched));
      g_assert_true (cookie_base_cookie_equal (lazy, eager));
    }
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* Many names that start alike, some more than once, in one header after the other. */
static void
test_sorting (void)
{
  static const guint prefixes[] = { 0, 1, 6, 7, 8, 9, 15, 16, 24, 510, 520, 600 };

  for (guint i = 0; i < 60; i++)
    {
      gboolean python = g_test_rand_bit ();
      g_autoptr (CookieBaseCookie) cookie = new_cookie (python ? COOKIE_PROFILE_PYTHON : COOKIE_PROFILE_RFC6265);
      g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_autoptr (GPtrArray) order = g_ptr_array_new ();
      g_autoptr (GString) lines = g_string_new (NULL);
      g_auto (GStrv) keys = NULL;

      for (guint load_number = 0; load_number < 2; load_number++)
        {
          g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
          g_autoptr (GString) header = g_string_new (NULL);
          guint n = g_test_rand_int_range (0, 300);

          for (guint j = 0; j < n; j++)
            {
              g_autoptr (GString) key = g_string_new (NULL);
              g_autofree char *value = g_strdup_printf ("%u", load_number * 1000 + j);
              guint length = prefixes[g_test_rand_int_range (0, G_N_ELEMENTS (prefixes))];
              guint n_more = g_test_rand_int_range (1, 4);
              gpointer old_key;

              for (guint k = 0; k < length; k++)
                g_string_append_c (key, 'x');
              for (guint k = 0; k < n_more; k++)
                g_string_append_c (key, "!ax~"[g_test_rand_int_range (0, 4)]);

              g_string_append_printf (header, "%s=%s; ", key->str, value);

              if (!g_hash_table_lookup_extended (values, key->str, &old_key, NULL))
                {
                  old_key = g_strdup (key->str);
                  g_hash_table_insert (values, old_key, g_steal_pointer (&value));
                  g_ptr_array_add (order, old_key);
                }
              else if (python || !g_hash_table_contains (seen, key->str))
                {
                  g_hash_table_insert (values, g_strdup (key->str), g_steal_pointer (&value));
                }
              g_hash_table_add (seen, old_key);
            }

          load (cookie, header->str);
        }

      keys = cookie_base_cookie_get_names (cookie);
      g_assert_cmpuint (g_strv_length (keys), ==, order->len);
      for (guint j = 0; j < order->len; j++)
        {
          g_assert_cmpstr (keys[j], ==, order->pdata[j]);
          assert_string (cookie, keys[j], g_hash_table_lookup (values, keys[j]));
        }

      g_ptr_array_sort (order, compare_keys);
      for (guint j = 0; j < order->len; j++)
        g_string_append_printf (lines, "%s %s=%s", j > 0 ? "\n" : "", (char *) order->pdata[j],
                                (char *) g_hash_table_lookup (values, order->pdata[j]));
      assert_lines (cookie, lines->str);
    }
}

/* More names than an insertion sort is for, which are alike for longer than their order is looked for
 * by eight bytes a time, each twice, from the last to the first.
 */
static void
test_sorting_alike (void)
{
  g_autoptr (CookieBaseCookie) cookie = new_cookie (COOKIE_PROFILE_RFC6265);
  g_autofree char *alike = g_strnfill (64, 'x');
  g_autoptr (GString) header = g_string_new (NULL);
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 400; i-- > 0;)
    g_string_append_printf (header, "%s%03u=%u; ", alike, i / 2, i);
  load (cookie, header->str);
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 200);

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *key = g_strdup_printf ("%s%03u", alike, i);
      g_autofree char *value = g_strdup_printf ("%u", 2 * i + 1);

      assert_string (cookie, key, value);
      g_string_append_printf (lines, "%s %s=%s", i > 0 ? "\n" : "", key, value);
    }
  assert_lines (cookie, lines->str);
}

/* What docs/security.md says of them */
static void
test_default_limits (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
  g_autoptr (CookieVariantCodec) variant = cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_TEXT, NULL);
  g_autoptr (CookieJsonCodec) json = cookie_json_codec_new ();
  g_autoptr (GString) bad = g_string_new (NULL);
  g_autoptr (GPtrArray) diagnostics = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (bad, "x; ");
  load (cookie, bad->str);
  diagnostics = cookie_base_cookie_get_diagnostics (cookie);

  g_test_message ("note: %u pairs, %u bytes; %u bytes of text for VariantCodec, %u for JsonCodec; %u diagnostics",
                  cookie_base_cookie_get_max_pairs (cookie), cookie_base_cookie_get_max_length (cookie),
                  cookie_variant_codec_get_max_length (variant), cookie_json_codec_get_max_length (json), diagnostics->len - 1);
  g_assert_cmpuint (cookie_base_cookie_get_max_pairs (cookie), ==, 3000);
  g_assert_cmpuint (cookie_base_cookie_get_max_length (cookie), ==, 16 * 1024 * 1024);
  g_assert_cmpuint (cookie_variant_codec_get_max_length (variant), ==, 4096);
  g_assert_cmpuint (cookie_json_codec_get_max_length (json), ==, 4096);
  g_assert_cmpuint (diagnostics->len, ==, 100 + 1);
}

static void
test_limits (void)
{
  g_autoptr (CookieBaseCookie) cookie = new_cookie (COOKIE_PROFILE_RFC6265);
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (GError) error = NULL;

  cookie_base_cookie_set_max_length (cookie, 11);
  load (cookie, "a=1; b=2222");
  g_assert_false (cookie_base_cookie_load (cookie, "a=2; b=22222", &error));
  test_assert_refused (error, COOKIE_ERROR_LIMIT, "12 bytes is longer than 11");
  assert_header (cookie, "a=1; b=2222");
  diagnostics = cookie_base_cookie_get_diagnostics (cookie);
  g_assert_cmpuint (diagnostics->len, ==, 1);
  g_assert_cmpint (cookie_diagnostic_get_code (diagnostics->pdata[0]), ==, COOKIE_DIAGNOSTIC_CODE_TOO_LONG);
  g_assert_cmpint (cookie_diagnostic_get_severity (diagnostics->pdata[0]), ==, COOKIE_DIAGNOSTIC_SEVERITY_ERROR);
  g_assert_cmpuint (cookie_diagnostic_get_field (diagnostics->pdata[0]), ==, 1);
  g_assert_cmpuint (cookie_diagnostic_get_offset (diagnostics->pdata[0]), ==, 11);
  g_assert_cmpstr (cookie_diagnostic_get_text (diagnostics->pdata[0]), ==, "");

  /* CVE-2026-49975: the pairs of one header after the other */
  cookie_base_cookie_clear (cookie);
  cookie_base_cookie_set_max_pairs (cookie, 3);
  load (cookie, "a=1; b=2");
  g_assert_false (cookie_base_cookie_load (cookie, "c=3; d=4", &error));
  test_assert_refused (error, COOKIE_ERROR_LIMIT, "3 pairs (the property max-pairs) at byte 5");
  load (cookie, "c=3");
  g_assert_false (cookie_base_cookie_load (cookie, "d=4", &error));
  test_assert_refused (error, COOKIE_ERROR_LIMIT, "at byte 0");
  g_assert_false (cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("{'d': '4'}"), &error));
  test_assert_refused (error, COOKIE_ERROR_LIMIT, "3 pairs");
  assert_header (cookie, "a=1; b=2; c=3");
  g_assert_true (cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("{'c': '5', 'b': '4', 'a': '3'}"), NULL));
  assert_header (cookie, "a=3; b=4; c=5");
  cookie_base_cookie_set_max_pairs (cookie, 1);
  g_assert_true (cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("{'c': '6'}"), NULL));
  g_assert_false (cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("{'c': '7', 'd': '8'}"), &error));
  test_assert_refused (error, COOKIE_ERROR_LIMIT, "1 pairs");
  assert_header (cookie, "a=3; b=4; c=6");
  cookie_base_cookie_set_max_pairs (cookie, 3);

  /* attributes count too, and what is skipped does not */
  cookie_base_cookie_clear (cookie);
  cookie_base_cookie_set_max_length (cookie, G_MAXINT);
  cookie_base_cookie_set_profile (cookie, COOKIE_PROFILE_PYTHON);
  load (cookie, "$Version=1; $Version=1; $Version=1; $Version=1; a=1; path=/; secure");
  cookie_base_cookie_clear (cookie);
  g_assert_false (cookie_base_cookie_load (cookie, "a=1; path=/; secure; secure", &error));
  test_assert_refused (error, COOKIE_ERROR_LIMIT, "at byte 21");

  cookie_base_cookie_set_max_pairs (cookie, 0);
  load (cookie, "");
  g_assert_false (cookie_base_cookie_load (cookie, "a=", &error));
  test_assert_refused (error, COOKIE_ERROR_LIMIT, "0 pairs");
  cookie_base_cookie_set_max_pairs (cookie, G_MAXINT);
  load (cookie, "a=1");
  g_assert_true (cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("{'d': '4'}"), NULL));

  /* CVE-2025-58186 */
  cookie_base_cookie_clear (cookie);
  cookie_base_cookie_set_max_pairs (cookie, 3000);
  for (guint i = 0; i < 3000; i++)
    g_string_append (many, "a=;");
  load (cookie, many->str);
  g_string_append (many, "a=;");
  cookie_base_cookie_clear (cookie);
  g_assert_false (cookie_base_cookie_load (cookie, many->str, &error));
  test_assert_refused (error, COOKIE_ERROR_LIMIT, "at byte 9000");
}

/* What grows with the square of its input would not end here. */
static void
test_growth (void)
{
  static const struct { CookieProfile profile; const char *start; const char *fill; } cases[] = {
    { COOKIE_PROFILE_PYTHON, "a=\"\xff\"; ", "c,d=e;" },
    { COOKIE_PROFILE_PYTHON, "a=\"\xff\"; ", "a=\"\\000\";" },
    { COOKIE_PROFILE_PYTHON, "a=\"\xff\"; ", "path=\"\\000\";" },
    { COOKIE_PROFILE_PYTHON, "a=\"\xff\"; ", "$Foo;" },
    { COOKIE_PROFILE_PYTHON, "a=\"\xff\"; ", "a=1;" },
    { COOKIE_PROFILE_PYTHON, "a=1;", "path=/;" },
    { COOKIE_PROFILE_RFC6265, "a=\xff; ", "a=\"\\000\";" },
    { COOKIE_PROFILE_RFC6265, "a=\xff; ", "a=\001;" },
    { COOKIE_PROFILE_RFC6265, "a=\xff; ", "a;" },
    { COOKIE_PROFILE_RFC6265, "a=\xff; ", "a a=1;" },
    { COOKIE_PROFILE_RFC6265, "a=\xff; ", "a=1;" },
    { COOKIE_PROFILE_STRICT, "a=1", "; a=1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CookieBaseCookie) cookie = new_cookie (cases[i].profile);
      g_autoptr (GString) header = g_string_new (cases[i].start);

      g_test_message ("%s", cases[i].fill);
      cookie_base_cookie_set_max_pairs (cookie, G_MAXINT);
      while (header->len < 2 * 1024 * 1024)
        g_string_append (header, cases[i].fill);

      load_exact (cookie, header->str, header->len, NULL);
      cookie_base_cookie_get_size (cookie);
      set (cookie, "a", "1");
      load_exact (cookie, header->str, header->len, NULL);
      g_assert_cmpuint (cookie_base_cookie_get_size (cookie), <=, 1);
    }
}

/* Many cookies, in every way in and out. */
static void
test_many (void)
{
  const guint n = 20000;
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autoptr (CookieBaseCookie) other = cookie_simple_cookie_new ();
  g_autoptr (GString) header = g_string_new (NULL);
  g_autoptr (GVariantBuilder) builder = g_variant_builder_new (G_VARIANT_TYPE ("a{ss}"));
  g_auto (GStrv) keys = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = g_strdup_printf ("k%u", i * 7919 % n);

      g_string_append_printf (header, "%s=%u; ", key, i);
      g_variant_builder_add (builder, "{ss}", key, "x");
    }

  cookie_base_cookie_set_max_pairs (cookie, G_MAXINT);
  cookie_base_cookie_set_max_pairs (other, G_MAXINT);
  load (cookie, header->str);
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, n);
  g_assert_true (cookie_base_cookie_set_all (other, g_variant_builder_end (builder), NULL));
  g_assert_cmpuint (cookie_base_cookie_get_size (other), ==, n);
  load (other, header->str);
  g_assert_true (cookie_base_cookie_equal (cookie, other));

  g_free (cookie_base_cookie_output (cookie, NULL, NULL, NULL));
  g_free (cookie_base_cookie_js_output (cookie, NULL));

  keys = cookie_base_cookie_get_names (cookie);
  for (guint i = 0; i < n; i++)
    g_assert_true (cookie_base_cookie_remove (cookie, keys[i]));
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 0);
}

static void
test_set_all (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autoptr (GString) log = watch (cookie);

  g_assert_true (cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("{'b': <7>, 'a': <'x y'>}"), NULL));
  assert_logged (log, "0-0+2 n-items +b +a has-changes ");
  assert_header (cookie, "b=7; a=\"x y\"");
  g_assert_true (cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("{'b': '8', 'c': '9'}"), NULL));
  assert_logged (log, "2-0+1 n-items +c ~b ");
  g_assert_true (cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("{'d': 5}"), NULL));
  assert_header (cookie, "b=8; a=\"x y\"; c=9; d=5");
}

static void
test_output (void)
{
  static const char * const attrs[] = { "path", NULL };
  g_autoptr (CookieBaseCookie) cookie = new_cookie (COOKIE_PROFILE_PYTHON);
  g_autofree char *lines = NULL;
  g_autofree char *script = NULL;
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autofree char *both = NULL;

  load (cookie, "b=1; path=/; secure; a=\"<\"; $Version=1");
  lines = cookie_base_cookie_output (cookie, attrs, "X:", " | ");
  g_assert_cmpstr (lines, ==, "X: a=\"<\" | X: b=1; Path=/");

  script = cookie_base_cookie_js_output (cookie, attrs);
  one = cookie_morsel_js_output (cookie_base_cookie_get (cookie, "a"), attrs);
  two = cookie_morsel_js_output (cookie_base_cookie_get (cookie, "b"), attrs);
  both = g_strconcat (one, two, NULL);
  g_assert_cmpstr (script, ==, both);
}

static void
test_copy_and_equal (void)
{
  g_autoptr (CookieBaseCookie) cookie = new_cookie (COOKIE_PROFILE_RFC6265);
  g_autoptr (CookieBaseCookie) empty = cookie_base_cookie_new ();
  g_autoptr (CookieBaseCookie) copy = NULL;
  g_autoptr (CookieCodec) codec = COOKIE_CODEC (cookie_string_codec_new ());

  cookie_base_cookie_set_codec (cookie, codec);
  cookie_base_cookie_set_max_pairs (cookie, 10);
  cookie_base_cookie_set_max_length (cookie, 100);
  load (cookie, "b=\"1 2\"; path=/; a=2");
  copy = cookie_base_cookie_copy (cookie);

  g_assert_cmpstr (G_OBJECT_TYPE_NAME (copy), ==, "CookieSimpleCookie");
  g_assert_true (cookie_base_cookie_get_codec (copy) == codec);
  g_assert_cmpint (cookie_base_cookie_get_profile (copy), ==, COOKIE_PROFILE_RFC6265);
  g_assert_cmpuint (cookie_base_cookie_get_max_pairs (copy), ==, 10);
  g_assert_cmpuint (cookie_base_cookie_get_max_length (copy), ==, 100);
  assert_header (copy, "b=\"1 2\"; path=/; a=2");
  g_assert_true (cookie_base_cookie_equal (cookie, copy));
  g_assert_true (cookie_base_cookie_equal (cookie, cookie));
  g_assert_false (cookie_base_cookie_equal (cookie, empty));

  cookie_morsel_set_secure (cookie_base_cookie_get (copy, "a"), TRUE);
  g_assert_false (cookie_base_cookie_equal (cookie, copy));
  g_assert_false (cookie_morsel_get_secure (cookie_base_cookie_get (cookie, "a")));
  cookie_morsel_set_secure (cookie_base_cookie_get (copy, "a"), FALSE);
  g_assert_true (cookie_base_cookie_remove (copy, "b"));
  g_assert_false (cookie_base_cookie_equal (cookie, copy));
  set (copy, "b", "1 2");
  g_assert_true (cookie_base_cookie_equal (cookie, copy));
}

/* A subclass: values are reversed; `fail` fails, `silent` says not why; `default` is always there. */

#define TEST_TYPE_COOKIE (test_cookie_get_type ())
G_DECLARE_FINAL_TYPE (TestCookie, test_cookie, TEST, COOKIE, CookieBaseCookie)

struct _TestCookie
{
  CookieBaseCookie parent_instance;
  int number;
  int constant;
};

enum {
  PROP_0,
  PROP_NUMBER,
  PROP_CONSTANT,
};

G_DEFINE_TYPE (TestCookie, test_cookie, COOKIE_TYPE_BASE_COOKIE)

static gboolean
fails (const char  *key,
       GError     **error)
{
  if (strcmp (key, "fail") == 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY, "failed as told");

  return strcmp (key, "fail") == 0 || strcmp (key, "silent") == 0;
}

static char *
test_cookie_value_encode (CookieBaseCookie  *cookie,
                          const char        *key,
                          GVariant          *value,
                          GError           **error)
{
  return fails (key, error) ? NULL : g_utf8_strreverse (g_variant_get_string (value, NULL), -1);
}

static GVariant *
test_cookie_value_decode (CookieBaseCookie  *cookie,
                          const char        *key,
                          const char        *coded_value,
                          GError           **error)
{
  /* not floating, which is as good */
  return fails (key, error) ? NULL : g_variant_ref_sink (g_variant_new_take_string (g_utf8_strreverse (coded_value, -1)));
}

static void
test_cookie_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  TestCookie *self = TEST_COOKIE (object);

  g_value_set_int (value, prop_id == PROP_NUMBER ? self->number : self->constant);
}

static void
test_cookie_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  TestCookie *self = TEST_COOKIE (object);

  *(prop_id == PROP_NUMBER ? &self->number : &self->constant) = g_value_get_int (value);
}

static void
test_cookie_class_init (TestCookieClass *klass)
{
  CookieBaseCookieClass *cookie_class = COOKIE_BASE_COOKIE_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = test_cookie_get_property;
  object_class->set_property = test_cookie_set_property;
  g_object_class_install_property (object_class, PROP_NUMBER,
                                   g_param_spec_int ("number", NULL, NULL, 0, 9, 1, flags));
  g_object_class_install_property (object_class, PROP_CONSTANT,
                                   g_param_spec_int ("constant", NULL, NULL, 0, 9, 1,
                                                     flags | G_PARAM_CONSTRUCT_ONLY));
  cookie_class->value_encode = test_cookie_value_encode;
  cookie_class->value_decode = test_cookie_value_decode;
}

static void
test_cookie_init (TestCookie *self)
{
  set (COOKIE_BASE_COOKIE (self), "default", "x");
}

static void
test_subclass (void)
{
  g_autoptr (CookieBaseCookie) cookie = g_object_new (TEST_TYPE_COOKIE, "number", 4, "constant", 5, NULL);
  g_autoptr (CookieBaseCookie) copy = NULL;
  g_autoptr (GVariant) value = NULL;
  g_autofree char *coded = NULL;
  g_autoptr (GError) error = NULL;

  cookie_base_cookie_set_profile (cookie, COOKIE_PROFILE_PYTHON);
  set (cookie, "default", "abc");
  assert_header (cookie, "default=cba");
  load (cookie, "a=xyz; fail2=1");
  assert_string (cookie, "a", "zyx");
  g_assert_cmpstr (g_variant_get_string (cookie_morsel_get_value (cookie_base_cookie_get (cookie, "a")), NULL), ==, "zyx");
  load (cookie, "a=12");
  assert_string (cookie, "a", "21");

  copy = cookie_base_cookie_copy (cookie);
  g_assert_true (TEST_IS_COOKIE (copy));
  g_assert_cmpint (TEST_COOKIE (copy)->number, ==, 4);
  g_assert_cmpint (TEST_COOKIE (copy)->constant, ==, 5);
  g_assert_true (cookie_base_cookie_equal (cookie, copy));
  g_assert_true (cookie_base_cookie_remove (copy, "default"));
  g_assert_false (cookie_base_cookie_contains (copy, "default"));

  g_assert_false (cookie_base_cookie_set_string (cookie, "fail", "x", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_false (cookie_base_cookie_set_string (cookie, "silent", "x", &error));
  test_assert_refused (error, COOKIE_ERROR_FAILED, "Cookie “silent”: TestCookie failed without an error");
  g_assert_false (cookie_base_cookie_load (cookie, "b=1; fail=2", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_false (cookie_base_cookie_load (cookie, "b=1; silent=2", &error));
  test_assert_refused (error, COOKIE_ERROR_FAILED, "“silent”");
  g_assert_false (cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("{'b': '1', 'silent': '2'}"), &error));
  test_assert_refused (error, COOKIE_ERROR_FAILED, "“silent”");
  assert_header (cookie, "default=cba; a=12; fail2=1");

  /* what an override makes is checked as well */
  g_assert_false (cookie_base_cookie_set_string (cookie, "a", "\n;x", &error));
  test_assert_refused (error, COOKIE_ERROR_ILLEGAL_VALUE, "“x;\\012” at byte 1");

  coded = cookie_base_cookie_value_encode (cookie, "a", g_variant_new_string ("ab"), NULL);
  value = cookie_base_cookie_value_decode (cookie, "a", coded, NULL);
  g_assert_cmpstr (coded, ==, "ba");
  g_assert_cmpstr (g_variant_get_string (value, NULL), ==, "ab");
  g_assert_false (g_variant_is_floating (value));

  /* in the RFC6265 reading, what cannot be decoded is skipped */
  cookie_base_cookie_set_profile (cookie, COOKIE_PROFILE_RFC6265);
  load (cookie, "b=1; fail=2; silent=3; c=4");
  assert_header (cookie, "default=cba; a=12; fail2=1; b=1; c=4");
}

/* Without a codec, a text is its own value. */
static void
test_base (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();

  load (cookie, "a=\"x\\000\"");
  assert_string (cookie, "a", "\"x\\000\"");
  set (cookie, "b", "x y");
  g_assert_true (cookie_base_cookie_set (cookie, "c", g_variant_new_parsed ("[1, 2]"), NULL));
  assert_header (cookie, "a=\"x\\000\"; b=x y; c=[1, 2]");
}

/* Handlers change the cookie from each signal, during each call. */

static void
empty_cb (CookieBaseCookie *cookie)
{
  cookie_base_cookie_clear (cookie);
}

static void
fill_cb (CookieBaseCookie *cookie)
{
  if (cookie_base_cookie_get_size (cookie) < 20)
    {
      g_autofree char *key = g_strdup_printf ("fill%u", cookie_base_cookie_get_size (cookie));

      set (cookie, key, "x");
    }
}

static void
reload_cb (CookieBaseCookie *cookie)
{
  if (cookie_base_cookie_get_size (cookie) < 20)
    load (cookie, "a=reload; new1=x; new2=y; b=reload");
}

static void
drop_cb (CookieBaseCookie  *cookie,
         gpointer           argument,
         CookieBaseCookie **reference)
{
  g_clear_object (reference);
}

static void
drop_items_cb (GListModel        *model,
               guint              position,
               guint              removed,
               guint              added,
               CookieBaseCookie **reference)
{
  g_clear_object (reference);
}

static void
run (CookieBaseCookie *cookie,
     guint             call)
{
  g_autoptr (CookieMorsel) morsel = NULL;

  switch (call)
    {
    case 0:
      load (cookie, "a=2; path=/; b=3; c=4; d=5");
      break;
    case 1:
      set (cookie, "a", "2");
      break;
    case 2:
      set (cookie, "new", "2");
      break;
    case 3:
      cookie_base_cookie_remove (cookie, "a");
      break;
    case 4:
      cookie_base_cookie_clear (cookie);
      break;
    case 5:
      g_assert_true (cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("{'a': '2', 'b': '3', 'c': '4'}"), NULL));
      break;
    case 6:
      morsel = cookie_morsel_new ();
      g_assert_true (cookie_morsel_set (morsel, "a", g_variant_new_string ("x"), "x", NULL));
      g_assert_true (cookie_base_cookie_set_morsel (cookie, morsel, NULL));
      break;
    case 7:
      morsel = g_object_ref (cookie_base_cookie_get (cookie, "a"));
      cookie_morsel_set_secure (morsel, TRUE);
      break;
    case 8:
      cookie_base_cookie_expire (cookie, "a", NULL);
      break;
    case 9:
      load (cookie, "$Version=1; a=2; b=3; c=4; é");
      break;
    case 10:
      cookie_base_cookie_expire (cookie, "new", NULL);
      break;
    case 11:
      cookie_base_cookie_touch (cookie, "a", NULL);
      break;
    case 12:
      cookie_base_cookie_set_coded (cookie, "a", NULL, "\"2\"", NULL);
      break;
    case 13:
      cookie_base_cookie_set (cookie, "a", g_variant_new_int32 (2), NULL);
      break;
    default:
      g_assert_not_reached ();
    }
}

#define N_CALLS 14

static void
test_handlers (void)
{
  static const char * const signals[] = {
    "morsel-added", "morsel-removed", "morsel-changed", "items-changed", "diagnostic", "notify",
  };
  static const GCallback handlers[] = {
    G_CALLBACK (empty_cb), G_CALLBACK (fill_cb), G_CALLBACK (reload_cb), G_CALLBACK (drop_cb),
  };

  for (guint call = 0; call < N_CALLS; call++)
    for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
      for (gsize j = 0; j < G_N_ELEMENTS (handlers); j++)
        {
          CookieBaseCookie *cookie = new_cookie (COOKIE_PROFILE_PYTHON);
          GCallback handler = handlers[j];

          if (handler == G_CALLBACK (drop_cb) && strcmp (signals[i], "items-changed") == 0)
            handler = G_CALLBACK (drop_items_cb);

          load (cookie, "b=1; a=1; z=1");
          g_signal_connect (cookie, signals[i], handler, &cookie);
          run (cookie, call);
          g_clear_object (&cookie);
        }
}

/* The same from a notification of a morsel. */
static void
drop_from_morsel_cb (CookieMorsel      *morsel,
                     GParamSpec        *pspec,
                     CookieBaseCookie **reference)
{
  g_clear_object (reference);
}

static void
test_morsel_handlers (void)
{
  for (guint call = 0; call < N_CALLS; call++)
    {
      CookieBaseCookie *cookie = new_cookie (COOKIE_PROFILE_PYTHON);

      load (cookie, "b=1; a=1; z=1");
      g_signal_connect (cookie_base_cookie_get (cookie, "a"), "notify", G_CALLBACK (drop_from_morsel_cb), &cookie);
      run (cookie, call);
      g_clear_object (&cookie);
    }
}

/* The last reference to a morsel is dropped by the cookie, and whoever waited for that touches the
 * cookie, or another morsel of it. */

typedef struct {
  CookieBaseCookie *cookie;
  CookieMorsel *other;
} Weak;

static void
weak_cb (gpointer  user_data,
         GObject  *gone)
{
  Weak *weak = user_data;

  cookie_morsel_set_secure (weak->other, TRUE);
  if (weak->cookie != NULL)
    cookie_base_cookie_get_size (weak->cookie);
  g_clear_object (&weak->cookie);
}

static void
test_weak (void)
{
  for (guint clear = 0; clear < 2; clear++)
    {
      g_autoptr (CookieMorsel) other = NULL;
      Weak weak = { cookie_simple_cookie_new (), NULL };

      load (weak.cookie, "a=1; b=2; c=3; d=4");
      weak.other = other = g_object_ref (cookie_base_cookie_get (weak.cookie, "c"));
      g_object_weak_ref (G_OBJECT (cookie_base_cookie_get (weak.cookie, "a")), weak_cb, &weak);
      g_object_weak_ref (G_OBJECT (cookie_base_cookie_get (weak.cookie, "b")), weak_cb, &weak);

      if (clear)
        {
          cookie_base_cookie_clear (weak.cookie);
        }
      else
        {
          CookieBaseCookie *cookie = g_steal_pointer (&weak.cookie);

          g_object_unref (cookie);
        }

      g_assert_null (weak.cookie);
      g_assert_true (cookie_morsel_get_secure (other));
    }
}

/* The same for a language that holds a morsel by a toggle reference. */

static void
toggle_cb (gpointer  user_data,
           GObject  *morsel,
           gboolean  is_last)
{
  Weak *weak = user_data;

  if (is_last && weak->cookie != NULL)
    {
      g_assert_cmpint (cookie_base_cookie_contains (weak->cookie, "b"), ==, weak->other != NULL);
      g_assert_true (cookie_base_cookie_set_string (weak->cookie, "a", "toggled", NULL));
      g_clear_object (&weak->cookie);
    }
}

static void
test_toggle (void)
{
  for (guint call = 0; call < 3; call++)
    {
      Weak weak = { cookie_simple_cookie_new (), NULL };
      g_autoptr (CookieMorsel) other = cookie_morsel_new ();
      CookieMorsel *morsel;

      load (weak.cookie, "a=1; b=2");
      morsel = cookie_base_cookie_get (weak.cookie, "a");
      g_object_add_toggle_ref (G_OBJECT (morsel), toggle_cb, &weak);

      if (call == 0)
        {
          cookie_base_cookie_clear (weak.cookie);
        }
      else
        {
          weak.other = other;
          if (call == 1)
            cookie_base_cookie_remove (weak.cookie, "a");
          else if (cookie_morsel_set (other, "a", g_variant_new_string ("x"), "x", NULL))
            cookie_base_cookie_set_morsel (weak.cookie, other, NULL);
        }

      g_assert_null (weak.cookie);
      g_object_remove_toggle_ref (G_OBJECT (morsel), toggle_cb, &weak);
    }
}

/* A handler with a detail is called for that key only. */
static void
test_detail (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autoptr (GString) log = g_string_new (NULL);

  g_signal_connect (cookie, "morsel-added::a", G_CALLBACK (added_cb), log);
  g_signal_connect (cookie, "morsel-changed::a", G_CALLBACK (changed_cb), log);
  g_signal_connect (cookie, "morsel-removed::a", G_CALLBACK (removed_cb), log);

  load (cookie, "b=1; a=1");
  set (cookie, "a", "2");
  set (cookie, "b", "2");
  cookie_base_cookie_clear (cookie);
  assert_logged (log, "+a ~a -a ");
}

/* More pairs than a header has room for at first, each of which is decoded as it is read. */
static void
test_many_values (void)
{
  g_autoptr (CookieCodec) codec = COOKIE_CODEC (cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_TEXT, NULL));
  g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
  g_autoptr (GString) header = g_string_new (NULL);

  for (guint i = 0; i < 600; i++)
    g_string_append_printf (header, i % 5 == 0 ? "k%u=nothing of that; " : "k%u=i:%u; ", i, i);
  cookie_base_cookie_set_codec (cookie, codec);
  load (cookie, header->str);

  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 480);
  for (guint i = 0; i < 600; i++)
    {
      g_autofree char *name = g_strdup_printf ("k%u", i);
      CookieMorsel *morsel = cookie_base_cookie_get (cookie, name);

      g_assert_cmpint (morsel == NULL, ==, i % 5 == 0);
      if (morsel != NULL)
        g_assert_cmpint (g_variant_get_int32 (cookie_morsel_get_value (morsel)), ==, i);
    }
}

/* A header is loaded where cookies have been removed from the middle. */
static void
test_load_after_removal (void)
{
  g_autoptr (CookieBaseCookie) cookie = new_cookie (COOKIE_PROFILE_RFC6265);
  g_autoptr (GString) header = g_string_new (NULL);
  g_autoptr (GString) expected = g_string_new (NULL);

  for (guint i = 0; i < 400; i++)
    g_string_append_printf (header, "k%u=%u; ", i, i);
  load (cookie, header->str);
  for (guint i = 0; i < 400; i += 3)
    {
      g_autofree char *name = g_strdup_printf ("k%u", i);

      g_assert_true (cookie_base_cookie_remove (cookie, name));
    }

  load (cookie, "k3=x; new=1; k4=y; k399=z");
  for (guint i = 0; i < 399; i++)
    if (i % 3 > 0)
      g_string_append_printf (expected, i == 4 ? "k4=y; " : "k%u=%u; ", i, i);
  g_string_append (expected, "k3=x; new=1; k399=z");
  assert_header (cookie, expected->str);
  for (guint i = 0; i < 399; i++)
    {
      g_autofree char *name = g_strdup_printf ("k%u", i);
      g_autofree char *value = i == 3 ? g_strdup ("x") : i == 4 ? g_strdup ("y") : i % 3 > 0 ? g_strdup_printf ("%u", i) : NULL;

      g_assert_cmpstr (cookie_base_cookie_get_string (cookie, name), ==, value);
    }
}

/* What Python reads between quotes is passed on to another dictionary as it is. */
static void
test_quoted_semicolon (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new (), other = cookie_simple_cookie_new ();
  g_autoptr (CookieMorsel) morsel = NULL;
  g_autoptr (GError) error = NULL;

  cookie_base_cookie_set_profile (cookie, COOKIE_PROFILE_PYTHON);
  g_assert_true (cookie_base_cookie_load (cookie, "a=\"x;y\"", NULL));
  morsel = cookie_morsel_copy (cookie_base_cookie_get (cookie, "a"));
  g_assert_true (cookie_base_cookie_set_morsel (other, morsel, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (cookie_base_cookie_get_string (other, "a"), ==, "x;y");
}

/* Each attribute behind a pair is one, and no cookie, whatever it is. */
static void
test_python_attributes (void)
{
  static const char names[][12] = {
    "comment", "domain", "expires", "httponly", "max-age", "partitioned", "path", "priority", "samesite", "secure", "version",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
      g_autofree char *header = g_strdup_printf ("a=1; %s=5", names[i]);
      g_autofree char *sent = NULL;
      g_autoptr (GError) error = NULL;

      cookie_base_cookie_set_profile (cookie, COOKIE_PROFILE_PYTHON);
      g_assert_true (cookie_base_cookie_load (cookie, header, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 1);
      g_assert_false (cookie_base_cookie_contains (cookie, names[i]));
      sent = cookie_base_cookie_to_cookie_header (cookie);
      g_assert_cmpstr (sent, ==, "a=1");
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  test_log_nothing ();

  g_test_add_func ("/cookie/base-cookie/properties", test_properties);
  g_test_add_func ("/cookie/base-cookie/empty", test_empty);
  g_test_add_func ("/cookie/base-cookie/positions", test_positions);
  g_test_add_func ("/cookie/base-cookie/positions-python", test_positions_python);
  g_test_add_func ("/cookie/base-cookie/python-page", test_python_page);
  g_test_add_func ("/cookie/base-cookie/dictionary", test_dictionary);
  g_test_add_func ("/cookie/base-cookie/set-morsel", test_set_morsel);
  g_test_add_func ("/cookie/base-cookie/set-morsel-reserved", test_set_morsel_reserved);
  g_test_add_func ("/cookie/advisory/CVE-2026-0672", test_refused);
  g_test_add_func ("/cookie/base-cookie/load-refused", test_load_refused);
  g_test_add_func ("/cookie/base-cookie/profiles", test_profiles);
  g_test_add_func ("/cookie/base-cookie/encodings", test_encodings);
  g_test_add_func ("/cookie/base-cookie/merge-python", test_merge_python);
  g_test_add_func ("/cookie/base-cookie/merge-rfc6265", test_merge_rfc6265);
  g_test_add_func ("/cookie/base-cookie/merge-random", test_merge_random);
  g_test_add_func ("/cookie/base-cookie/sorting", test_sorting);
  g_test_add_func ("/cookie/base-cookie/sorting-alike", test_sorting_alike);
  g_test_add_func ("/cookie/base-cookie/default-limits", test_default_limits);
  g_test_add_func ("/cookie/advisory/CVE-2026-49975", test_limits);
  g_test_add_func ("/cookie/base-cookie/growth", test_growth);
  g_test_add_func ("/cookie/base-cookie/many", test_many);
  g_test_add_func ("/cookie/base-cookie/many-values", test_many_values);
  g_test_add_func ("/cookie/base-cookie/load-after-removal", test_load_after_removal);
  g_test_add_func ("/cookie/base-cookie/set-all", test_set_all);
  g_test_add_func ("/cookie/base-cookie/no-codec", test_no_codec);
  g_test_add_func ("/cookie/base-cookie/output", test_output);
  g_test_add_func ("/cookie/base-cookie/copy-and-equal", test_copy_and_equal);
  g_test_add_func ("/cookie/base-cookie/subclass", test_subclass);
  g_test_add_func ("/cookie/base-cookie/base", test_base);
  g_test_add_func ("/cookie/base-cookie/handlers", test_handlers);
  g_test_add_func ("/cookie/base-cookie/morsel-handlers", test_morsel_handlers);
  g_test_add_func ("/cookie/base-cookie/weak", test_weak);
  g_test_add_func ("/cookie/base-cookie/toggle", test_toggle);
  g_test_add_func ("/cookie/base-cookie/detail", test_detail);
  g_test_add_func ("/cookie/base-cookie/quoted-semicolon", test_quoted_semicolon);
  g_test_add_func ("/cookie/base-cookie/python-attributes", test_python_attributes);

  return g_test_run ();
}
