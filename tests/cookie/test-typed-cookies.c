/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "test-seals.h"
#include "test-values.h"

#include <string.h>

static void
load (CookieBaseCookie *cookie,
      const char       *header)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cookie_base_cookie_load (cookie, header, &error));
  g_assert_no_error (error);
}

static void
load_fails (CookieBaseCookie *cookie,
            const char       *header,
            CookieError       code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (cookie_base_cookie_load (cookie, header, &error));
  g_assert_error (error, COOKIE_ERROR, (int) code);
}

static void
check_value (CookieBaseCookie *cookie,
             const char       *key,
             const char       *expected)
{
  g_autoptr (GVariant) value = g_variant_parse (NULL, expected, NULL, NULL, NULL);
  CookieMorsel *morsel = cookie_base_cookie_get (cookie, key);

  g_assert_nonnull (morsel);
  g_assert_cmpvariant (cookie_morsel_get_value (morsel), value);
}

static void
check_output (CookieBaseCookie *cookie,
              const char       *expected)
{
  g_autofree char *output = cookie_base_cookie_output (cookie, NULL, NULL, NULL);

  g_assert_cmpstr (output, ==, expected);
}

/* The examples of Python's reference page */
static void
test_page (gconstpointer type)
{
  g_autoptr (CookieBaseCookie) cookie = g_object_new ((GType) type, NULL);
  g_autoptr (CookieBaseCookie) again = g_object_new ((GType) type, NULL);
  g_autofree char *header = NULL;

  g_assert_true (cookie_base_cookie_set (cookie, "number", g_variant_new_int32 (7), NULL));
  g_assert_true (cookie_base_cookie_set_string (cookie, "string", "seven", NULL));
  check_value (cookie, "number", "7");
  check_value (cookie, "string", "'seven'");

  header = cookie_base_cookie_to_cookie_header (cookie);
  load (again, header);
  check_value (again, "number", "7");
  check_value (again, "string", "'seven'");
  g_assert_true (cookie_base_cookie_equal (cookie, again));
}

static void
test_string (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_smart_cookie_new ();
  g_autoptr (CookieMorsel) empty = cookie_morsel_new ();

  g_assert_true (cookie_base_cookie_set (cookie, "number", g_variant_new_int32 (7), NULL));
  g_assert_true (cookie_base_cookie_set_string (cookie, "string", "se ven", NULL));
  g_assert_cmpstr (cookie_morsel_get_string (cookie_base_cookie_get (cookie, "string")), ==, "se ven");
  g_assert_null (cookie_morsel_get_string (cookie_base_cookie_get (cookie, "number")));
  g_assert_null (cookie_morsel_get_string (empty));
}

static void
test_output (void)
{
  g_autoptr (CookieBaseCookie) serial = cookie_serial_cookie_new ();
  g_autoptr (CookieBaseCookie) smart = cookie_smart_cookie_new ();

  cookie_base_cookie_set (serial, "number", g_variant_new_int32 (7), NULL);
  cookie_base_cookie_set_string (serial, "string", "seven", NULL);
  check_output (serial, "Set-Cookie: number=i:7\r\nSet-Cookie: string=s:'seven'");

  cookie_base_cookie_set (smart, "number", g_variant_new_int32 (7), NULL);
  cookie_base_cookie_set_string (smart, "string", "seven", NULL);
  check_output (smart, "Set-Cookie: number=@i:7\r\nSet-Cookie: string=seven");
}

/* Each value comes back through a header in each profile that can carry its text. */
static void
test_profiles (gconstpointer type)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (int i = 0; i < 3000; i++)
    {
      CookieProfile profile = i % 3;
      g_autoptr (CookieBaseCookie) cookie = g_object_new ((GType) type, "profile", profile, NULL);
      g_autoptr (CookieBaseCookie) again = g_object_new ((GType) type, "profile", profile, NULL);
      g_autoptr (GVariant) value = test_random_value (rand);
      g_autoptr (GError) error = NULL;
      g_autofree char *header = NULL;

      /* what SimpleCookie quotes is not in the grammar that STRICT reads */
      if (profile == COOKIE_PROFILE_STRICT && (GType) type == COOKIE_TYPE_SMART_COOKIE &&
          g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
        continue;

      g_assert_true (cookie_base_cookie_set (cookie, "fig", value, &error));
      g_assert_no_error (error);
      g_assert_true (cookie_base_cookie_set (cookie, "sugar", g_variant_new_int32 (7), &error));
      g_assert_no_error (error);

      header = cookie_base_cookie_to_cookie_header (cookie);
      load (again, header);
      g_assert_cmpvariant (cookie_morsel_get_value (cookie_base_cookie_get (again, "fig")), value);
      check_value (again, "sugar", "7");
    }
}

static void
test_serial_does_not_decode (void)
{
  g_autoptr (CookieBaseCookie) cookie = g_object_new (COOKIE_TYPE_SERIAL_COOKIE, "profile", COOKIE_PROFILE_PYTHON, NULL);

  load (cookie, "fig=i:7");
  load_fails (cookie, "sugar=i:8; fig=newton", COOKIE_ERROR_DECODE);
  load_fails (cookie, "sugar=i:8; fig=h:0", COOKIE_ERROR_DECODE);
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 1);
  check_value (cookie, "fig", "7");

  cookie_base_cookie_set_profile (cookie, COOKIE_PROFILE_STRICT);
  load_fails (cookie, "sugar=i:8; fig=newton", COOKIE_ERROR_DECODE);
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 1);

  cookie_base_cookie_set_profile (cookie, COOKIE_PROFILE_RFC6265);
  load (cookie, "sugar=i:8; fig=newton; oreo=i:9");
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 3);
  check_value (cookie, "fig", "7");
  check_value (cookie, "sugar", "8");
  check_value (cookie, "oreo", "9");
}

static void
test_smart_does_not_decode (void)
{
  g_autoptr (CookieBaseCookie) cookie = g_object_new (COOKIE_TYPE_SMART_COOKIE, "profile", COOKIE_PROFILE_PYTHON, NULL);

  load (cookie, "fig=newton; sugar=@i:7; oreo=@ann; chips=@h:0; twix=\"@i:7\"");
  check_value (cookie, "fig", "'newton'");
  check_value (cookie, "sugar", "7");
  check_value (cookie, "oreo", "'@ann'");
  check_value (cookie, "chips", "'@h:0'");
  check_value (cookie, "twix", "'@i:7'");

  cookie_base_cookie_set_profile (cookie, COOKIE_PROFILE_STRICT);
  load_fails (cookie, "oreo=@bob", COOKIE_ERROR_DECODE);

  cookie_base_cookie_clear (cookie);
  cookie_base_cookie_set_profile (cookie, COOKIE_PROFILE_RFC6265);
  load (cookie, "fig=newton; oreo=@bob; sugar=@i:7");
  g_assert_false (cookie_base_cookie_contains (cookie, "oreo"));
  check_value (cookie, "sugar", "7");
}

/* SmartCookie keeps what cannot be read; it does not believe what is not signed. */
static void
test_smart_signed (void)
{
  static const char * const forged[] = {
    "admin", "\"admin\"", "@s:'admin'", "s1.AAAA..admin.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  };
  static const CookieError codes[] = {
    COOKIE_ERROR_NOT_SEALED, COOKIE_ERROR_NOT_SEALED, COOKIE_ERROR_NOT_SEALED, COOKIE_ERROR_NO_KEY,
  };
  g_autoptr (CookieBaseCookie) cookie = cookie_smart_cookie_new ();
  g_autoptr (CookieCodec) codec = test_new_codec ("signed-smart");
  g_autofree char *long_text = g_strnfill (10000, 'a');

  cookie_base_cookie_set_codec (cookie, codec);

  for (gsize i = 0; i <= G_N_ELEMENTS (forged); i++)
    {
      const char *text = i < G_N_ELEMENTS (forged) ? forged[i] : long_text;
      g_autofree char *header = g_strconcat ("user=", text, NULL);

      cookie_base_cookie_set_profile (cookie, COOKIE_PROFILE_PYTHON);
      load_fails (cookie, header, i < G_N_ELEMENTS (codes) ? codes[i] : COOKIE_ERROR_LIMIT);

      cookie_base_cookie_set_profile (cookie, COOKIE_PROFILE_RFC6265);
      load (cookie, header);
      g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 0);
    }
}

static void
changed_cb (CookieBaseCookie *cookie,
            CookieMorsel     *morsel,
            guint            *count)
{
  (*count)++;
}

/* What came in under an older key goes out under the first, once, and stays as old as it was. */
static void
test_rotated (gconstpointer watched)
{
  g_autoptr (CookieCodec) old_codec = test_new_codec ("signed-text");
  g_autoptr (CookieCodec) codec = test_new_sealed (FALSE, NULL, "test", 0);
  g_autoptr (CookieBaseCookie) before = cookie_base_cookie_new ();
  g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
  g_autofree char *header = NULL, *changes = NULL, *once_more = NULL, *renewed = NULL;
  guint count = 0;

  test_add_secret (codec, 1);
  test_add_secret (codec, 0);

  cookie_base_cookie_set_codec (before, old_codec);
  cookie_base_cookie_set (before, "fig", g_variant_new_int32 (7), NULL);
  cookie_base_cookie_set (before, "sugar", g_variant_new_int32 (8), NULL);
  header = cookie_base_cookie_to_cookie_header (before);

  cookie_base_cookie_set_codec (cookie, codec);
  cookie_base_cookie_set (cookie, "oreo", g_variant_new_int32 (9), NULL);
  cookie_base_cookie_clear_changes (cookie);
  if (GPOINTER_TO_INT (watched))
    g_signal_connect (cookie, "morsel-changed::fig", G_CALLBACK (changed_cb), &count);

  load (cookie, header);
  check_value (cookie, "fig", "7");
  check_value (cookie, "sugar", "8");
  g_assert_cmpuint (count, ==, GPOINTER_TO_INT (watched));

  renewed = cookie_codec_encode (codec, "fig", g_variant_new_int32 (7), NULL);
  g_assert_cmpstr (cookie_morsel_get_coded_value (cookie_base_cookie_get (cookie, "fig")), ==, renewed);

  changes = cookie_base_cookie_output_changes (cookie, "", "; ");
  g_assert_true (g_str_has_prefix (changes, " fig=s1."));
  g_assert_nonnull (strstr (changes, " sugar=s1."));
  g_assert_null (strstr (changes, "oreo"));

  cookie_base_cookie_clear_changes (cookie);
  load (cookie, changes + 1);
  once_more = cookie_base_cookie_output_changes (cookie, NULL, NULL);
  g_assert_cmpstr (once_more, ==, "");
}

/* Of two cookies of the same name, one counts; the other is not to be sent. */
static void
test_rotated_twice (void)
{
  g_autoptr (CookieCodec) old_codec = test_new_codec ("signed-text");
  g_autoptr (CookieCodec) codec = test_new_sealed (FALSE, NULL, "test", 0);
  g_autofree char *old_text = cookie_codec_encode (old_codec, "fig", g_variant_new_int32 (7), NULL);
  g_autofree char *new_text = NULL, *header = NULL;

  test_add_secret (codec, 1);
  test_add_secret (codec, 0);
  new_text = cookie_codec_encode (codec, "fig", g_variant_new_int32 (8), NULL);
  header = g_strdup_printf ("fig=%s; fig=%s", old_text, new_text);

  for (CookieProfile profile = COOKIE_PROFILE_PYTHON; profile <= COOKIE_PROFILE_STRICT; profile++)
    {
      g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
      g_autoptr (GPtrArray) changes = NULL;

      cookie_base_cookie_set_codec (cookie, codec);
      cookie_base_cookie_set_profile (cookie, profile);
      load (cookie, header);
      changes = cookie_base_cookie_get_changes (cookie);

      if (profile == COOKIE_PROFILE_PYTHON)
        {
          check_value (cookie, "fig", "8");
          g_assert_cmpuint (changes->len, ==, 0);
        }
      else
        {
          check_value (cookie, "fig", "7");
          g_assert_cmpuint (changes->len, ==, 1);
        }
    }
}

/* The time that was signed is kept: a value that is kept does not grow younger. */
static void
test_rotated_keeps_time (void)
{
  g_autoptr (GBytes) secret = test_secret (1);
  const TestSeal seal = { FALSE, secret, "test", "sid" };
  g_autofree char *text = test_seal (&seal, "1700000000", "i:7");
  g_autoptr (CookieCodec) codec = test_new_sealed (FALSE, NULL, "test", G_MAXINT);
  g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
  g_autofree char *header = g_strconcat ("sid=", text, NULL);
  const char *renewed;

  test_add_secret (codec, 0);
  test_add_secret (codec, 1);

  cookie_base_cookie_set_codec (cookie, codec);
  load (cookie, header);
  renewed = cookie_morsel_get_coded_value (cookie_base_cookie_get (cookie, "sid"));
  g_assert_cmpstr (renewed, !=, text);
  g_assert_nonnull (strstr (renewed, ".1700000000.i:7."));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/cookie/serial-cookie/page", (gpointer) COOKIE_TYPE_SERIAL_COOKIE, test_page);
  g_test_add_data_func ("/cookie/smart-cookie/page", (gpointer) COOKIE_TYPE_SMART_COOKIE, test_page);
  g_test_add_func ("/cookie/serial-cookie/output", test_output);
  g_test_add_func ("/cookie/smart-cookie/string", test_string);
  g_test_add_data_func ("/cookie/serial-cookie/profiles", (gpointer) COOKIE_TYPE_SERIAL_COOKIE, test_profiles);
  g_test_add_data_func ("/cookie/smart-cookie/profiles", (gpointer) COOKIE_TYPE_SMART_COOKIE, test_profiles);
  g_test_add_func ("/cookie/serial-cookie/does-not-decode", test_serial_does_not_decode);
  g_test_add_func ("/cookie/smart-cookie/does-not-decode", test_smart_does_not_decode);
  g_test_add_func ("/cookie/smart-cookie/signed", test_smart_signed);
  g_test_add_data_func ("/cookie/base-cookie/rotated", GINT_TO_POINTER (FALSE), test_rotated);
  g_test_add_data_func ("/cookie/base-cookie/rotated/watched", GINT_TO_POINTER (TRUE), test_rotated);
  g_test_add_func ("/cookie/base-cookie/rotated/twice", test_rotated_twice);
  g_test_add_func ("/cookie/base-cookie/rotated/keeps-time", test_rotated_keeps_time);

  return g_test_run ();
}
