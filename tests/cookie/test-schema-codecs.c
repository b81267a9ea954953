/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The codecs of a schema: each name its own, why a value was refused, and what is sealed again. */

#include "test-refused.h"
#include "test-site.h"
#include "test-values.h"

#define SID_REMOVED TEST_REMOVED "; HttpOnly; Max-Age=0; Path=/; SameSite=Lax; Secure"

static const char * const profile_names[] = { "PYTHON", "RFC6265", "STRICT" };

/* A sealed session beside a plain theme: each codec reads what it wrote. */
static void
test_names (void)
{
  for (CookieProfile profile = 0; profile < TEST_N_PROFILES; profile++)
    {
      g_autoptr (CookieSchema) site = test_site_new ();
      g_autoptr (CookieBaseCookie) cookie = test_cookie_new (site, profile);
      g_autofree char *found = NULL;
      g_autofree char *header = NULL;

      g_assert_nonnull (cookie_base_cookie_lookup_codec (cookie, TEST_SID));
      g_assert_true (cookie_base_cookie_lookup_codec (cookie, TEST_SID) == cookie_schema_lookup_codec (site, TEST_SID));
      g_assert_true (cookie_base_cookie_lookup_codec (cookie, "theme") == cookie_base_cookie_get_codec (cookie));
      g_assert_true (cookie_base_cookie_lookup_codec (cookie, "other") == cookie_base_cookie_get_codec (cookie));

      test_load (cookie, "theme=\"dark\"; " TEST_SID "=new.60.ann; other=1");
      found = test_describe (cookie);
      g_assert_cmpstr (found, ==, "");
      g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "theme"), ==, "dark");
      g_assert_cmpstr (cookie_base_cookie_get_string (cookie, TEST_SID), ==, "ann");
      g_assert_cmpstr (cookie_base_cookie_get_nth_string (cookie, 0), ==, "dark");
      g_assert_cmpstr (cookie_base_cookie_get_nth_string (cookie, 1), ==, "ann");
      g_assert_cmpstr (cookie_base_cookie_get_coded_value (cookie, TEST_SID), ==, "new.60.ann");
      g_assert_cmpstr (cookie_morsel_get_string (cookie_base_cookie_get (cookie, TEST_SID)), ==, "ann");
      test_assert_sent (cookie, NULL);
      test_assert_output (cookie, TEST_SID "=new.60.ann", TEST_SID_ATTRIBUTES, "other=1", "",
                          "theme=\"dark\"", TEST_THEME_ATTRIBUTES, NULL);

      /* an equal value is no change; another one is sealed */
      test_set (cookie, TEST_SID, "ann");
      test_assert_sent (cookie, NULL);
      test_set (cookie, TEST_SID, "bob");
      g_assert_true (cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("{'tab': 'x', 'theme': 'y z'}"), NULL));
      test_assert_sent (cookie, TEST_SID "=new.3600.bob", TEST_SID_ATTRIBUTES, "tab=new.3600.x", "; Path=/; Secure",
                        "theme=\"y z\"", TEST_THEME_ATTRIBUTES, NULL);
      header = cookie_base_cookie_to_cookie_header (cookie);
      g_assert_cmpstr (header, ==, "theme=\"y z\"; " TEST_SID "=new.3600.bob; other=1; tab=new.3600.x");

      /* the text of a name is decoded by its own codec */
      g_assert_true (cookie_base_cookie_set_coded (cookie, TEST_SID, NULL, "new.7.eve", NULL));
      g_assert_cmpstr (cookie_base_cookie_get_string (cookie, TEST_SID), ==, "eve");
    }
}

/* The library's own signed codec, and a value that is no string. */
static void
test_signed (void)
{
  for (CookieProfile profile = 0; profile < TEST_N_PROFILES; profile++)
    {
      g_autoptr (CookieSchema) site = cookie_schema_new ();
      g_autoptr (CookieCodec) codec = test_new_codec ("signed-text");
      g_autoptr (CookieBaseCookie) cookie = NULL, again = NULL;
      g_autofree char *header = NULL;
      g_autofree char *found = NULL;

      test_schema_add (site, TEST_SID, codec, TEST_SID_ATTRIBUTES);
      cookie = test_cookie_new (site, profile);
      g_assert_true (cookie_base_cookie_set (cookie, TEST_SID, g_variant_new_int32 (7), NULL));
      test_set (cookie, "theme", "dark");
      header = cookie_base_cookie_to_cookie_header (cookie);

      again = test_cookie_new (site, profile);
      test_load (again, header);
      found = test_describe (again);
      g_assert_cmpstr (found, ==, "");
      g_assert_cmpint (g_variant_get_int32 (cookie_morsel_get_value (cookie_base_cookie_get (again, TEST_SID))), ==, 7);
      g_assert_cmpstr (cookie_base_cookie_get_string (again, TEST_SID), ==, NULL);
      g_assert_cmpstr (cookie_base_cookie_get_string (again, "theme"), ==, "dark");
      g_assert_cmpint (cookie_codec_get_remaining_lifetime (codec, TEST_SID, cookie_base_cookie_get_coded_value (again, TEST_SID)),
                       ==, -1);
      g_assert_true (cookie_base_cookie_set (again, TEST_SID, g_variant_new_int32 (7), NULL));
      test_assert_sent (again, NULL);
    }
}

/* Why a value was refused, and of which cookie; the offset is that in the header. */
static void
test_refused (void)
{
  static const struct {
    const char *text;
    CookieError code;
    const char *nick;
    guint offset;
    const char *message;
  } values[] = {
    { "tampered.1", COOKIE_ERROR_UNAUTHENTIC, "unauthentic", 21, "Cookie “" TEST_SID "”: The text is tampered." },
    { "late.1", COOKIE_ERROR_EXPIRED, "outdated", 21, "Cookie “" TEST_SID "”: The text is late." },
    { "stranger.1", COOKIE_ERROR_NO_KEY, "no-key", 21, "Cookie “" TEST_SID "”: The text is stranger." },
    { "long.1", COOKIE_ERROR_LIMIT, "too-long", 21, "Cookie “" TEST_SID "”: The text is long." },
    { "nodot", COOKIE_ERROR_DECODE, "undecodable", 26, "Cookie “" TEST_SID "”: A dot is missing: “nodot”" },
  };

  for (CookieProfile profile = 0; profile < TEST_N_PROFILES; profile++)
    for (guint i = 0; i < G_N_ELEMENTS (values); i++)
      {
        g_autoptr (CookieSchema) site = test_site_new ();
        g_autoptr (CookieBaseCookie) cookie = test_cookie_new (site, profile);
        g_autoptr (GPtrArray) diagnostics = NULL;
        g_autoptr (GError) error = NULL;
        g_autofree char *header = g_strconcat ("lang=en; a" TEST_SID "=1; " TEST_SID "=", values[i].text, "; app=1", NULL);
        g_autofree char *expected = g_strdup_printf ("%s 0:35 [%s]", values[i].nick, values[i].text);
        g_autofree char *message = g_strdup_printf ("%s at byte %u", values[i].message, values[i].offset + 14);
        g_autofree char *found = NULL;

        g_test_message ("%s, %s", profile_names[profile], values[i].text);
        if (profile == COOKIE_PROFILE_RFC6265)
          {
            test_load (cookie, header);
            g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 3);
          }
        else
          {
            g_assert_false (cookie_base_cookie_load (cookie, header, &error));
            test_assert_refused (error, values[i].code, message);
            g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 0);
          }

        found = test_describe (cookie);
        g_assert_cmpstr (found, ==, expected);
        diagnostics = cookie_base_cookie_get_diagnostics (cookie);
        g_free (message);
        message = g_strconcat (values[i].message, ".", NULL);
        g_assert_cmpstr (cookie_diagnostic_get_message (diagnostics->pdata[0]), ==, message);
        test_assert_sent (cookie, NULL);

        /* a session that was refused can be logged out all the same */
        g_assert_true (cookie_base_cookie_expire (cookie, TEST_SID, NULL));
        test_assert_sent (cookie, TEST_SID "=", SID_REMOVED, NULL);
        test_set (cookie, TEST_SID, "ann");
        test_assert_sent (cookie, TEST_SID "=new.3600.ann", TEST_SID_ATTRIBUTES, NULL);
      }
}

/* An earlier value that was refused does not hide a later one. */
static void
test_refused_twice (void)
{
  g_autoptr (CookieSchema) site = test_site_new ();
  g_autoptr (CookieBaseCookie) cookie = test_cookie_new (site, COOKIE_PROFILE_RFC6265);
  g_autofree char *found = NULL;

  test_load (cookie, TEST_SID "=tampered.1; " TEST_SID "=new.60.ann; " TEST_SID "=new.60.bob; " TEST_SID "=late.1");
  g_assert_cmpstr (cookie_base_cookie_get_string (cookie, TEST_SID), ==, "ann");
  found = test_describe (cookie);
  g_assert_cmpstr (found, ==, "unauthentic 0:11 [tampered.1], duplicate 0:46 [" TEST_SID "=new.60.bob], outdated 0:80 [late.1]");
}

/* A value that a handler or another request set before stays, whatever a later field says of it. */
static void
test_refused_later (void)
{
  for (CookieProfile profile = 0; profile < TEST_N_PROFILES; profile++)
    {
      g_autoptr (CookieSchema) site = test_site_new ();
      g_autoptr (CookieBaseCookie) cookie = test_cookie_new (site, profile);
      g_autofree char *found = NULL;

      test_load (cookie, TEST_SID "=new.60.ann; theme=dark");
      g_assert_true (cookie_base_cookie_load (cookie, "theme=light; " TEST_SID "=tampered.1", NULL) ==
                     (profile == COOKIE_PROFILE_RFC6265));
      g_assert_cmpstr (cookie_base_cookie_get_string (cookie, TEST_SID), ==, "ann");
      g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "theme"), ==,
                       profile == COOKIE_PROFILE_RFC6265 ? "light" : "dark");
      found = test_describe (cookie);
      g_assert_cmpstr (found, ==, "unauthentic 1:24 [tampered.1]");
      test_assert_sent (cookie, NULL);
    }
}

/* Offsets are those of the bytes that were loaded. */
static void
test_latin1 (void)
{
  static const struct {
    const char *header;
    guint value;
    guint offset;
  } headers[] = {
    { "a=1; " TEST_SID "=nodot", 16, 21 },
    { "a=\"\xC3\xA9\"; " TEST_SID "=nodot", 19, 24 },
    { "a=\"\xE9\"; " TEST_SID "=nodot", 18, 23 },
    { "a=\"\xE9\xE9\xE9\"; " TEST_SID "=no", 20, 22 },
    { "a=1; " TEST_SID "=\"\xE9\xE9\"; b=\"\xE9\"", 16, 20 },
    { "a=\"\xE9\"; " TEST_SID "=\"\xE9t\xE9.\"", 18, 22 },
    { "a=1; " TEST_SID "=\"\xC3\xA9.\"", 16, 19 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      const gsize length = strlen (headers[i].header);
      g_autoptr (CookieSchema) site = test_site_new ();
      g_autoptr (CookieBaseCookie) cookie = test_cookie_new (site, COOKIE_PROFILE_PYTHON);
      g_autoptr (CookieBaseCookie) skips = test_cookie_new (site, COOKIE_PROFILE_RFC6265);
      g_autoptr (GBytes) bytes = g_bytes_new_static (headers[i].header, length);
      g_autoptr (GPtrArray) diagnostics = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *message = g_strdup_printf (" at byte %u", headers[i].offset);
      CookieDiagnostic *found = NULL;

      g_assert_false (cookie_base_cookie_load_bytes (cookie, bytes, &error));
      g_assert_true (g_str_has_suffix (error->message, message));
      test_assert_refused (error, COOKIE_ERROR_DECODE, "Cookie “" TEST_SID "”: ");

      g_assert_true (cookie_base_cookie_load_bytes (skips, bytes, NULL));
      diagnostics = cookie_base_cookie_get_diagnostics (skips);
      for (guint j = 0; j < diagnostics->len; j++)
        if (cookie_diagnostic_get_code (diagnostics->pdata[j]) == COOKIE_DIAGNOSTIC_CODE_UNDECODABLE)
          found = diagnostics->pdata[j];
      g_assert_nonnull (found);
      g_assert_cmpuint (cookie_diagnostic_get_offset (found), ==, headers[i].value);
    }
}

/* Errors of the library's own limits and strings name the cookie as well. */
static void
test_named (void)
{
  for (CookieProfile profile = 0; profile < TEST_N_PROFILES; profile += COOKIE_PROFILE_STRICT)
    {
      g_autoptr (CookieSchema) site = test_site_new ();
      g_autoptr (CookieBaseCookie) cookie = test_cookie_new (site, profile);
      g_autoptr (GError) error = NULL;

      cookie_base_cookie_set_max_pairs (cookie, 1);
      g_assert_false (cookie_base_cookie_load (cookie, "lang=en; theme=dark", &error));
      test_assert_refused (error, COOKIE_ERROR_LIMIT, "Cookie “theme”: More than 1 pairs (the property max-pairs) at byte 9");

      if (profile == COOKIE_PROFILE_PYTHON)
        {
          g_assert_false (cookie_base_cookie_load (cookie, "theme=\"\\000\"", &error));
          test_assert_refused (error, COOKIE_ERROR_DECODE, "Cookie “theme”: A string cannot hold \\000");
        }
    }
}

/* Some languages decode a text without a name: then none is said. */
static void
test_nameless (void)
{
  g_autoptr (CookieCodec) codec = test_timed_codec_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (cookie_codec_decode (codec, "", "nodot", &error));
  g_assert_true (g_str_has_prefix (error->message, "A dot is missing"));
}

/* What comes after the first error is not looked at. */
static void
test_strict_stops (void)
{
  g_autoptr (CookieSchema) site = test_site_new ();
  g_autoptr (CookieBaseCookie) cookie = test_cookie_new (site, COOKIE_PROFILE_STRICT);
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (cookie_base_cookie_load (cookie, "tab=nodot; lang", &error));
  g_assert_nonnull (strstr (error->message, "A dot is missing"));
  diagnostics = cookie_base_cookie_get_diagnostics (cookie);
  g_assert_cmpuint (diagnostics->len, ==, 1);
  g_assert_cmpuint (cookie_diagnostic_get_offset (diagnostics->pdata[0]), ==, strlen ("tab="));
}

/* A codec is not asked about the part of a value that the grammar allows. */
static void
test_strict_grammar (void)
{
  static const struct { const char *value; const char *where; } values[] = {
    { "{\"a\":1}", "“\"” at byte 5" }, { " nodot", "“ ” at byte 4" }, { "nodot,1", "“,” at byte 9" }, { "nodot\303\251", "“é” at byte 9" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (CookieSchema) site = test_site_new ();
      g_autoptr (CookieBaseCookie) cookie = test_cookie_new (site, COOKIE_PROFILE_STRICT);
      g_autofree char *header = g_strconcat ("tab=", values[i].value, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (cookie_base_cookie_load (cookie, header, &error));
      test_assert_refused (error, COOKIE_ERROR_SYNTAX, values[i].where);
    }
}

/* With Expires alone, a Max-Age that is shorter comes before it. */
static void
test_rotation_expires (void)
{
  g_autoptr (CookieSchema) site = cookie_schema_new ();
  g_autoptr (CookieMorsel) attributes = cookie_morsel_new ();
  g_autoptr (CookieCodec) codec = test_timed_codec_new ();
  g_autoptr (CookieBaseCookie) cookie = NULL;

  g_assert_true (cookie_morsel_set_attribute (attributes, "expires", g_variant_new_int32 (3000), NULL));
  g_assert_true (cookie_schema_add (site, "sid", codec, attributes, NULL));
  cookie = test_cookie_new (site, COOKIE_PROFILE_RFC6265);

  test_load (cookie, "sid=old.60.ann");
  g_assert_cmpint (cookie_morsel_get_max_age (cookie_base_cookie_get (cookie, "sid")), ==, 60);
  g_assert_true (cookie_base_cookie_touch (cookie, "sid", NULL));
  g_assert_cmpint (cookie_morsel_get_max_age (cookie_base_cookie_get (cookie, "sid")), ==, -1);

  test_load (cookie, "sid=old.3600.ann");
  g_assert_cmpint (cookie_morsel_get_max_age (cookie_base_cookie_get (cookie, "sid")), ==, -1);
  g_assert_true (cookie_base_cookie_get_has_changes (cookie));
}

/* An old secret's values are sealed again, with the old time: a browser keeps none longer than that. */
static void
test_rotation (void)
{
  static const struct {
    const char *name;
    const char *left;
    const char *attributes;
  } values[] = {
    { TEST_SID, "60", "; HttpOnly; Max-Age=60; Path=/; SameSite=Lax; Secure" },
    { TEST_SID, "0", "; HttpOnly; Max-Age=1; Path=/; SameSite=Lax; Secure" },
    { TEST_SID, "3600", TEST_SID_ATTRIBUTES },
    { TEST_SID, "3601", TEST_SID_ATTRIBUTES },
    { TEST_SID, "-", TEST_SID_ATTRIBUTES },
    { "tab", "60", "; Path=/; Secure" },
    { "tab", "-", "; Path=/; Secure" },
  };

  for (CookieProfile profile = 0; profile < TEST_N_PROFILES; profile++)
    for (guint i = 0; i < G_N_ELEMENTS (values); i++)
      {
        const char *whole = g_str_equal (values[i].name, TEST_SID) ? TEST_SID_ATTRIBUTES : "; Path=/; Secure";
        g_autoptr (CookieSchema) site = test_site_new ();
        g_autofree char *header = g_strdup_printf ("%s=old.%s.ann; theme=dark", values[i].name, values[i].left);
        g_autofree char *pair = g_strdup_printf ("%s=new.%s.ann", values[i].name, values[i].left);
        g_autofree char *now = g_strdup_printf ("%s=new.3600.ann", values[i].name);
        g_autofree char *other = g_strdup_printf ("%s=new.3600.bob", values[i].name);
        g_autofree char *text = g_strdup_printf ("%s=new.9.eve", values[i].name);

        for (guint how = 0; how < 7; how++)
          {
            g_autoptr (CookieBaseCookie) cookie = test_cookie_new (site, profile);
            g_autoptr (CookieBaseCookie) copy = NULL;
            g_autoptr (GVariant) all = NULL;

            test_load (cookie, header);
            test_assert_sent (cookie, pair, values[i].attributes, NULL);
            g_assert_cmpstr (cookie_base_cookie_get_string (cookie, values[i].name), ==, "ann");
            copy = cookie_base_cookie_copy (cookie);
            test_assert_sent (copy, pair, values[i].attributes, NULL);
            g_assert_true (cookie_base_cookie_equal (cookie, copy));
            if (how >= 4)
              g_set_object (&cookie, copy);

            /* newly sealed, it has its whole time again */
            switch (how)
              {
              case 0:
              case 4:
                g_assert_true (cookie_base_cookie_touch (cookie, values[i].name, NULL));
                test_assert_sent (cookie, now, whole, NULL);
                break;
              case 1:
              case 5:
                test_set (cookie, values[i].name, "bob");
                test_assert_sent (cookie, other, whole, NULL);
                break;
              case 2:
                all = g_variant_ref_sink (g_variant_new_parsed ("{%s: 'bob'}", values[i].name));
                g_assert_true (cookie_base_cookie_set_all (cookie, all, NULL));
                test_assert_sent (cookie, other, whole, NULL);
                break;
              case 3:
                g_assert_true (cookie_base_cookie_set_coded (cookie, values[i].name, NULL, "new.9.eve", NULL));
                test_assert_sent (cookie, text, whole, NULL);
                break;
              default:
                /* an equal value is not sealed */
                test_set (cookie, values[i].name, "ann");
                test_assert_sent (cookie, pair, values[i].attributes, NULL);
                g_assert_true (cookie_base_cookie_expire (cookie, values[i].name, NULL));
                test_set (cookie, values[i].name, "bob");
                test_assert_sent (cookie, other, whole, NULL);
                break;
              }
          }
      }
}

/* Without a schema, or an entry in it, Max-Age is the program's. */
static void
test_rotation_without_entry (void)
{
  for (CookieProfile profile = 0; profile < TEST_N_PROFILES; profile++)
    for (guint has_schema = 0; has_schema < 2; has_schema++)
      {
        g_autoptr (CookieSchema) site = has_schema ? cookie_schema_new () : NULL;
        g_autoptr (CookieBaseCookie) cookie = test_cookie_new (site, profile);
        g_autoptr (CookieCodec) codec = test_timed_codec_new ();

        cookie_base_cookie_set_codec (cookie, codec);
        if (profile == COOKIE_PROFILE_PYTHON)
          {
            test_load (cookie, "x=old.60.ann; max-age=600");
            test_assert_sent (cookie, "x=new.60.ann", "; Max-Age=600", NULL);
            test_set (cookie, "x", "bob");
            test_assert_sent (cookie, "x=new.3600.bob", "; Max-Age=600", NULL);
          }
        else
          {
            test_load (cookie, "x=old.60.ann");
            test_assert_sent (cookie, "x=new.60.ann", "", NULL);
          }
      }
}

/* A default of a schema is an entry; its codec is that of all other names. */
static void
test_default (void)
{
  for (CookieProfile profile = 0; profile < TEST_N_PROFILES; profile++)
    {
      g_autoptr (CookieSchema) site = cookie_schema_new ();
      g_autoptr (CookieCodec) codec = test_timed_codec_new ();
      g_autoptr (CookieCodec) string_codec = test_new_codec ("string");
      g_autoptr (CookieMorsel) attributes = test_new_attributes ("; Max-Age=100");
      g_autoptr (CookieBaseCookie) cookie = NULL;
      g_autofree char *found = NULL;

      test_schema_add (site, "theme", string_codec, "; Path=/");
      test_schema_add (site, "lang", NULL, "");
      g_assert_true (cookie_schema_set_default (site, codec, attributes, NULL));
      g_assert_true (cookie_schema_lookup_codec (site, "any") == codec);
      g_assert_null (cookie_schema_lookup_codec (site, "lang"));

      /* the dictionary itself has none */
      cookie = test_cookie_new (site, profile);
      cookie_base_cookie_set_codec (cookie, NULL);
      g_assert_null (cookie_base_cookie_lookup_codec (cookie, "lang"));
      test_load (cookie, "theme=\"a\"; lang=\"b\"; x=old.60.c; y=new.60.d");
      found = test_describe (cookie);
      g_assert_cmpstr (found, ==, "rotated 0:23 [old.60.c]");
      g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "theme"), ==, "a");
      g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "lang"), ==, "\"b\"");
      g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "x"), ==, "c");
      test_assert_sent (cookie, "x=new.60.c", "; Max-Age=60", NULL);
      test_set (cookie, "x", "e");
      test_set (cookie, "z", "f");
      test_assert_sent (cookie, "x=new.3600.e", "; Max-Age=100", "z=new.3600.f", "; Max-Age=100", NULL);
    }
}

/* Another Max-Age than the schema's is the program's, and stays. */
static void
test_rotation_own_max_age (void)
{
  g_autoptr (CookieSchema) site = test_site_new ();
  g_autoptr (CookieBaseCookie) cookie = test_cookie_new (site, COOKIE_PROFILE_RFC6265);

  test_load (cookie, TEST_SID "=old.60.ann");
  cookie_morsel_set_max_age (cookie_base_cookie_get (cookie, TEST_SID), 120);
  test_set (cookie, TEST_SID, "bob");
  test_assert_sent (cookie, TEST_SID "=new.3600.bob", "; HttpOnly; Max-Age=120; Path=/; SameSite=Lax; Secure", NULL);

  /* the next field starts from the schema again */
  test_load (cookie, TEST_SID "=old.90.eve");
  test_assert_sent (cookie, TEST_SID "=new.90.eve", "; HttpOnly; Max-Age=90; Path=/; SameSite=Lax; Secure", NULL);
  test_load (cookie, TEST_SID "=new.90.eve");
  test_assert_sent (cookie, NULL);
  test_assert_output (cookie, TEST_SID "=new.90.eve", TEST_SID_ATTRIBUTES, NULL);
}

static void
count_cb (CookieBaseCookie *cookie,
          GObject          *object,
          guint            *n)
{
  ++*n;
}

static void
notify_cb (GObject    *object,
           GParamSpec *pspec,
           guint      *n)
{
  ++*n;
}

/* One signal for a value and its Max-Age. */
static void
test_rotation_signals (void)
{
  for (CookieProfile profile = 0; profile < TEST_N_PROFILES; profile++)
    {
      g_autoptr (CookieSchema) site = test_site_new ();
      g_autoptr (CookieBaseCookie) cookie = test_cookie_new (site, profile);
      guint n_changed = 0, n_added = 0, n_diagnostics = 0, n_max_age = 0, n_has_changes = 0;

      g_signal_connect (cookie, "morsel-changed", G_CALLBACK (count_cb), &n_changed);
      g_signal_connect (cookie, "morsel-added", G_CALLBACK (count_cb), &n_added);
      g_signal_connect (cookie, "diagnostic", G_CALLBACK (count_cb), &n_diagnostics);
      g_signal_connect (cookie, "notify::has-changes", G_CALLBACK (notify_cb), &n_has_changes);
      test_load (cookie, "theme=dark; " TEST_SID "=old.60.ann");
      g_assert_cmpuint (n_added, ==, 2);
      g_assert_cmpuint (n_changed, ==, 1);
      g_assert_cmpuint (n_diagnostics, ==, 1);
      g_assert_cmpuint (n_has_changes, ==, 1);

      g_signal_connect (cookie_base_cookie_get (cookie, TEST_SID), "notify::max-age", G_CALLBACK (notify_cb), &n_max_age);
      test_set (cookie, TEST_SID, "bob");
      g_assert_cmpuint (n_changed, ==, 2);
      g_assert_cmpuint (n_max_age, ==, 1);
      g_assert_true (cookie_base_cookie_touch (cookie, TEST_SID, NULL));
      g_assert_cmpuint (n_changed, ==, 3);
      g_assert_cmpuint (n_max_age, ==, 1);
      test_load (cookie, TEST_SID "=old.60.bob");
      g_assert_cmpuint (n_changed, ==, 5);
      g_assert_cmpuint (n_max_age, ==, 2);
      g_assert_cmpuint (n_diagnostics, ==, 2);
    }
}

/* A subclass with values of its own: turned round. */

struct _TurnedCookie
{
  CookieBaseCookie parent_instance;
};

G_DECLARE_FINAL_TYPE (TurnedCookie, turned_cookie, TURNED, COOKIE, CookieBaseCookie)
G_DEFINE_FINAL_TYPE (TurnedCookie, turned_cookie, COOKIE_TYPE_BASE_COOKIE)

static char *
turned_encode (CookieBaseCookie  *cookie,
               const char        *name,
               GVariant          *value,
               GError           **error)
{
  return g_strreverse (g_variant_dup_string (value, NULL));
}

static GVariant *
turned_decode (CookieBaseCookie  *cookie,
               const char        *name,
               const char        *text,
               GError           **error)
{
  return g_variant_new_take_string (g_strreverse (g_strdup (text)));
}

static void
turned_cookie_class_init (TurnedCookieClass *klass)
{
  COOKIE_BASE_COOKIE_CLASS (klass)->value_encode = turned_encode;
  COOKIE_BASE_COOKIE_CLASS (klass)->value_decode = turned_decode;
}

static void
turned_cookie_init (TurnedCookie *self)
{
}

/* The codec of a schema comes before an override; what has none goes to the override. */
static void
test_override (void)
{
  for (CookieProfile profile = 0; profile < TEST_N_PROFILES; profile++)
    {
      g_autoptr (CookieSchema) site = test_site_new ();
      g_autoptr (CookieBaseCookie) cookie = g_object_new (turned_cookie_get_type (), "schema", site, "profile", profile, NULL);
      g_autoptr (GVariant) value = NULL;
      g_autofree char *text = NULL;

      test_load (cookie, "theme=abc; " TEST_SID "=old.60.ann; other=def; tab=new.60.x");
      g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "theme"), ==, "cba");
      g_assert_cmpstr (cookie_base_cookie_get_string (cookie, TEST_SID), ==, "ann");
      g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "other"), ==, "fed");
      g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "tab"), ==, "x");
      test_set (cookie, "theme", "xyz");
      test_set (cookie, TEST_SID, "bob");
      test_set (cookie, "other", "uvw");
      test_assert_sent (cookie, TEST_SID "=new.3600.bob", TEST_SID_ATTRIBUTES, "other=wvu", "",
                        "theme=zyx", TEST_THEME_ATTRIBUTES, NULL);

      text = cookie_base_cookie_value_encode (cookie, TEST_SID, g_variant_new_string ("a"), NULL);
      g_assert_cmpstr (text, ==, "new.3600.a");
      value = cookie_base_cookie_value_decode (cookie, "theme", "ab", NULL);
      g_assert_cmpstr (g_variant_get_string (value, NULL), ==, "ba");
    }
}

/* Errors of the codec of a name, by every way in. */
static void
test_set_errors (void)
{
  g_autoptr (CookieSchema) site = cookie_schema_new ();
  g_autoptr (CookieCodec) codec = test_new_codec ("signed-string");
  g_autoptr (CookieCodec) empty = COOKIE_CODEC (cookie_signed_codec_new (NULL, NULL, "", 0));
  g_autoptr (CookieCodec) number = COOKIE_CODEC (cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_TEXT, G_VARIANT_TYPE_INT32));
  g_autoptr (CookieBaseCookie) cookie = NULL;
  g_autoptr (GError) error = NULL;

  test_schema_add (site, "number", number, "; Path=/");
  test_schema_add (site, "sid", codec, "; Path=/");
  test_schema_add (site, "none", empty, "; Path=/");
  cookie = test_cookie_new (site, COOKIE_PROFILE_RFC6265);
  g_assert_false (cookie_base_cookie_set_string (cookie, "none", "x", &error));
  test_assert_refused (error, COOKIE_ERROR_NO_KEY, "Cookie “none”: ");
  g_assert_false (cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("{'sid': 'x', 'none': 'y'}"), &error));
  test_assert_refused (error, COOKIE_ERROR_NO_KEY, "Cookie “none”: ");
  g_assert_false (cookie_base_cookie_set_coded (cookie, "sid", NULL, "plain", &error));
  g_assert_true (g_str_has_prefix (error->message, "Cookie “sid”: "));
  g_clear_error (&error);
  g_assert_false (cookie_base_cookie_set_string (cookie, "number", "five", &error));
  test_assert_refused (error, COOKIE_ERROR_ILLEGAL_VALUE, "Cookie “number”: ");
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 0);
  test_assert_sent (cookie, NULL);
}

typedef void (* Change) (CookieBaseCookie *cookie);

static void
change_nothing (CookieBaseCookie *cookie)
{
}

static void
change_codec (CookieBaseCookie *cookie)
{
  g_autoptr (CookieCodec) codec = test_new_codec ("percent");

  cookie_base_cookie_set_codec (cookie, codec);
}

static void
change_no_codec (CookieBaseCookie *cookie)
{
  cookie_base_cookie_set_codec (cookie, NULL);
}

static void
change_profile (CookieBaseCookie *cookie)
{
  cookie_base_cookie_set_profile (cookie, (cookie_base_cookie_get_profile (cookie) + 1) % TEST_N_PROFILES);
}

static void
change_read (CookieBaseCookie *cookie)
{
  cookie_base_cookie_get_string (cookie, "theme");
  cookie_base_cookie_get_coded_value (cookie, "q");
  for (guint i = 0; i < cookie_base_cookie_get_size (cookie); i++)
    cookie_base_cookie_get_nth_name (cookie, i);
}

static void
change_limits (CookieBaseCookie *cookie)
{
  cookie_base_cookie_set_max_length (cookie, 1);
  cookie_base_cookie_set_max_pairs (cookie, 0);
}

/* What is printed of a pair of which no morsel was made is what is printed of its morsel, whatever was
 * changed in between.
 */
static void
test_pairs (void)
{
  static const Change changes[] = {
    change_nothing, change_codec, change_no_codec, change_profile, change_read, change_limits,
  };
  static const char * const codecs[] = { "string", "percent", "smart", "binary", NULL };
  static const char * const headers[] = {
    "theme=dark; q=\"a b\"; e=; p=%41%C3%A9; n=i:7; app=1",
    "theme=dark; path=/own; q=\"a\\073b\"; secure; e; httponly; app=1; max-age=60",
    "theme=\xE9; q=\"\xE9\\351\"; app=\xC3\xA9",
    "  theme = dark ;q=1 ;; app=\t2",
  };

  for (CookieProfile profile = 0; profile < TEST_N_PROFILES; profile++)
    for (guint has_schema = 0; has_schema < 2; has_schema++)
      for (guint c = 0; c < G_N_ELEMENTS (codecs); c++)
        for (guint h = 0; h < G_N_ELEMENTS (headers); h++)
          for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
            {
              g_autoptr (CookieSchema) site = has_schema ? test_site_new () : NULL;
              g_autoptr (CookieBaseCookie) pairs = test_cookie_new (site, profile);
              g_autoptr (CookieBaseCookie) morsels = test_cookie_new (site, profile);
              g_autoptr (CookieCodec) codec = codecs[c] != NULL ? test_new_codec (codecs[c]) : NULL;
              g_autoptr (GBytes) bytes = g_bytes_new_static (headers[h], strlen (headers[h]));
              g_autofree char *lines = NULL, *expected = NULL, *header = NULL, *after = NULL;
              g_auto (GStrv) names = NULL;

              cookie_base_cookie_set_codec (pairs, codec);
              cookie_base_cookie_set_codec (morsels, codec);
              g_assert_true (cookie_base_cookie_load_bytes (pairs, bytes, NULL) ==
                             cookie_base_cookie_load_bytes (morsels, bytes, NULL));
              names = cookie_base_cookie_get_names (morsels);
              for (char **name = names; *name != NULL; name++)
                cookie_base_cookie_get (morsels, *name);

              changes[i] (pairs);
              changes[i] (morsels);
              lines = cookie_base_cookie_output (pairs, NULL, NULL, NULL);
              expected = cookie_base_cookie_output (morsels, NULL, NULL, NULL);
              g_assert_cmpstr (lines, ==, expected);
              header = cookie_base_cookie_to_cookie_header (pairs);
              g_assert_true (cookie_base_cookie_equal (pairs, morsels));
              after = cookie_base_cookie_to_cookie_header (pairs);
              g_assert_cmpstr (header, ==, after);
              g_clear_pointer (&lines, g_free);
              lines = cookie_base_cookie_output (pairs, NULL, NULL, NULL);
              g_assert_cmpstr (lines, ==, expected);
            }
}

/* Codecs of a schema are asked for each header, as the dictionary's own. */
static void
test_without_schema (void)
{
  for (CookieProfile profile = 0; profile < TEST_N_PROFILES; profile++)
    {
      g_autoptr (CookieBaseCookie) cookie = test_cookie_new (NULL, profile);
      g_autoptr (CookieCodec) codec = test_timed_codec_new ();
      g_autoptr (GError) error = NULL;

      g_assert_null (cookie_base_cookie_get_schema (cookie));
      cookie_base_cookie_set_codec (cookie, codec);
      g_assert_true (cookie_base_cookie_load (cookie, "sid=new.60.ann; theme=dark", &error) ==
                     (profile == COOKIE_PROFILE_RFC6265));
      if (profile == COOKIE_PROFILE_RFC6265)
        {
          g_autofree char *found = test_describe (cookie);

          g_assert_cmpstr (found, ==, "undecodable 0:22 [dark]");
        }
      else
        {
          test_assert_refused (error, COOKIE_ERROR_DECODE, "Cookie “theme”: A dot is missing: “dark” at byte 26");
        }
    }
}

/* A morsel that a client's header, or another dictionary, has made is not one that the site sealed. */
static void
test_set_morsel (void)
{
  g_autoptr (CookieSchema) schema = cookie_schema_new ();
  g_autoptr (CookieCodec) codec = test_new_sealed (FALSE, COOKIE_CODEC (cookie_string_codec_new ()), "test", 60);
  g_autoptr (CookieBaseCookie) cookie = NULL;
  g_autoptr (CookieMorsel) forged = cookie_morsel_new ();
  g_autoptr (CookieMorsel) genuine = cookie_morsel_new ();
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  test_add_secret (codec, 0);
  test_schema_add (schema, "sid", codec, "; Path=/");
  cookie = cookie_simple_cookie_new_with_schema (schema);

  g_assert_true (cookie_morsel_set (forged, "sid", g_variant_new_string ("admin"), "admin", NULL));
  g_assert_false (cookie_base_cookie_set_morsel (cookie, forged, &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_NOT_SEALED);
  g_clear_error (&error);
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 0);
  g_assert_false (cookie_base_cookie_get_has_changes (cookie));

  text = cookie_codec_encode (codec, "sid", g_variant_new_string ("ann"), NULL);
  g_assert_true (cookie_morsel_set (genuine, "sid", g_variant_new_string ("ann"), text, NULL));
  g_assert_true (cookie_base_cookie_set_morsel (cookie, genuine, &error));
  g_assert_no_error (error);
  g_assert_false (cookie_base_cookie_set_morsel (cookie, forged, &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_NOT_SEALED);
  g_assert_true (cookie_base_cookie_get (cookie, "sid") == genuine);

  /* a removal has no value */
  cookie_morsel_expire (forged);
  g_assert_true (cookie_base_cookie_set_morsel (cookie, forged, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/schema/codecs/names", test_names);
  g_test_add_func ("/schema/codecs/signed", test_signed);
  g_test_add_func ("/schema/codecs/refused", test_refused);
  g_test_add_func ("/schema/codecs/refused-twice", test_refused_twice);
  g_test_add_func ("/schema/codecs/refused-later", test_refused_later);
  g_test_add_func ("/schema/codecs/latin1", test_latin1);
  g_test_add_func ("/schema/codecs/named", test_named);
  g_test_add_func ("/schema/codecs/set-morsel", test_set_morsel);
  g_test_add_func ("/schema/codecs/nameless", test_nameless);
  g_test_add_func ("/schema/codecs/rotation", test_rotation);
  g_test_add_func ("/schema/codecs/strict-stops", test_strict_stops);
  g_test_add_func ("/schema/codecs/strict-grammar", test_strict_grammar);
  g_test_add_func ("/schema/codecs/rotation-expires", test_rotation_expires);
  g_test_add_func ("/schema/codecs/rotation-without-entry", test_rotation_without_entry);
  g_test_add_func ("/schema/codecs/rotation-own-max-age", test_rotation_own_max_age);
  g_test_add_func ("/schema/codecs/rotation-signals", test_rotation_signals);
  g_test_add_func ("/schema/codecs/default", test_default);
  g_test_add_func ("/schema/codecs/override", test_override);
  g_test_add_func ("/schema/codecs/set-errors", test_set_errors);
  g_test_add_func ("/schema/codecs/pairs", test_pairs);
  g_test_add_func ("/schema/codecs/without-schema", test_without_schema);

  return g_test_run ();
}
