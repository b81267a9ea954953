/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "test-values.h"

#include <string.h>

static void
check_text (CookieCodec *codec,
            const char  *value,
            const char  *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) variant = g_variant_parse (NULL, value, NULL, NULL, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = cookie_codec_encode (codec, "fig", variant, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
check_string (CookieCodec *codec,
              const char  *text,
              const char  *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = cookie_codec_decode (codec, "fig", text, &error);

  g_assert_no_error (error);
  g_assert_true (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING));
  g_assert_cmpstr (g_variant_get_string (value, NULL), ==, expected);
}

static void
test_percent (void)
{
  g_autoptr (CookieCodec) codec = cookie_percent_codec_new ();
  static const char * const malformed[] = {
    "%", "a%", "%4", "a%4", "%4g", "%g4", "%%41", "%u0041", "% 41", "%-1", "%41%", "%00", "a%00b",
    "%80", "%C3", "%C3%", "%C3a", "%C0%AF", "%E2%82", "%ED%A0%80", "%F4%90%80%80", "%FF", "\xe9", "\xc3",
  };

  /* encodeURIComponent ("…") of each printable character */
  check_text (codec, "' !\"#$%&\\'()*+,-./0123456789:;<=>?@AZ[\\\\]^_`az{|}~'",
              "%20!%22%23%24%25%26'()*%2B%2C-.%2F0123456789%3A%3B%3C%3D%3E%3F%40AZ%5B%5C%5D%5E_%60az%7B%7C%7D~");
  check_text (codec, "'é€😀\\n'", "%C3%A9%E2%82%AC%F0%9F%98%80%0A");
  check_text (codec, "''", "");
  check_text (codec, "7", "7");
  check_text (codec, "true", "true");

  check_string (codec, "", "");
  check_string (codec, "a+b", "a+b");
  check_string (codec, "%c3%a9%C3%A9é", "ééé");
  check_string (codec, "%2541", "%41");

  for (gsize i = 0; i < G_N_ELEMENTS (malformed); i++)
    test_decode_fails (codec, malformed[i], COOKIE_ERROR_DECODE);
}

static void
test_smart (void)
{
  g_autoptr (CookieCodec) codec = cookie_smart_codec_new ();
  static const char * const malformed[] = { "@", "@7", "@i:", "@ann", "@@i:7", "@i:7 ", "@h:0", "\"\\000\"" };

  check_text (codec, "'seven'", "seven");
  check_text (codec, "'none for you'", "\"none for you\"");
  check_text (codec, "7", "@i:7");
  check_text (codec, "'@i:7'", "\"@i:7\"");
  check_text (codec, "'\"@i:7\"'", "\"\\\"@i:7\\\"\"");
  check_text (codec, "''", "\"\"");
  check_text (codec, "<'seven'>", "@v:<s:'seven'>");

  check_string (codec, "seven", "seven");
  check_string (codec, "i:7", "i:7");
  check_string (codec, "\"@i:7\"", "@i:7");
  check_string (codec, "\"\\@i:7\"", "@i:7");
  check_string (codec, " @i:7", " @i:7");

  for (gsize i = 0; i < G_N_ELEMENTS (malformed); i++)
    test_decode_fails (codec, malformed[i], COOKIE_ERROR_DECODE);
}

static void
test_smart_max_length (void)
{
  g_autoptr (CookieCodec) codec = cookie_smart_codec_new ();
  g_autofree char *letters = g_strnfill (10000, 'a');
  g_autofree char *text = g_strdup_printf ("@s:'%s'", letters);
  guint max_length;

  test_decode_fails (codec, text, COOKIE_ERROR_LIMIT);
  test_encode_fails (codec, g_variant_new ("(s)", letters), COOKIE_ERROR_LIMIT);
  check_string (codec, letters, letters);

  g_object_set (codec, "max-length", 20000, NULL);
  g_object_get (codec, "max-length", &max_length, NULL);
  g_assert_cmpuint (max_length, ==, 20000);
  check_string (codec, text, letters);
}

/* Every value of a codec for values of any type, every string of one for strings */
static void
test_random_values (gconstpointer name)
{
  g_autoptr (CookieCodec) codec = test_new_codec (name);
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  const gboolean strings = g_str_has_suffix (name, "string") || g_str_has_suffix (name, "percent");

  for (int i = 0; i < 100000; i++)
    {
      g_autoptr (GVariant) value = strings ? test_random_string (rand) : test_random_value (rand);

      test_round_trip (codec, "fig", value);
    }
}

static void
test_mutated_texts (gconstpointer name)
{
  g_autoptr (CookieCodec) codec = test_new_codec (name);
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  for (int i = 0; i < 20000; i++)
    {
      g_autoptr (GVariant) value = test_random_value (rand);
      g_autofree char *text = cookie_codec_encode (codec, "fig", value, NULL);

      test_mutated (codec, rand, text);
    }
}

int
main (int   argc,
      char *argv[])
{
  static const char * const names[] = {
    "string", "percent", "smart", "signed-string", "signed-percent", "signed-smart", "signed-text", "signed-binary",
    "signed-signed-text",
  };

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cookie/percent-codec", test_percent);
  g_test_add_func ("/cookie/smart-codec", test_smart);
  g_test_add_func ("/cookie/smart-codec/max-length", test_smart_max_length);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *random_path = g_strdup_printf ("/cookie/codecs/%s/random-values", names[i]);
      g_autofree char *mutated_path = g_strdup_printf ("/cookie/codecs/%s/mutated", names[i]);

      g_test_add_data_func (random_path, names[i], test_random_values);
      g_test_add_data_func (mutated_path, names[i], test_mutated_texts);
    }

  return g_test_run ();
}
