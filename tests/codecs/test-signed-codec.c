/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "test-values.h"

#include <string.h>

static CookieCodec *
new_with_second_key (void)
{
  CookieCodec *codec = cookie_signed_codec_new (NULL);

  test_add_key (codec, 1);

  return codec;
}

static void
test_signature (void)
{
  g_autoptr (CookieCodec) codec = test_new_codec ("signed-text");
  g_autoptr (CookieCodec) other = new_with_second_key ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = cookie_codec_encode (codec, "fig", g_variant_new_int32 (7), NULL);
  g_autofree char *moved = cookie_codec_encode (codec, "sugar", g_variant_new_int32 (7), NULL);

  g_assert_true (g_str_has_prefix (text, "1."));
  g_assert_nonnull (strstr (text, "..i:7."));

  test_decode_fails (codec, moved, COOKIE_ERROR_SIGNATURE);
  test_decode_fails (codec, "i:7", COOKIE_ERROR_SIGNATURE);
  test_decode_fails (other, text, COOKIE_ERROR_SIGNATURE);

  /* each reason has its own error */
  g_assert_null (cookie_codec_decode (other, "fig", text, &error));
  g_assert_nonnull (strstr (error->message, "not known"));
  g_clear_error (&error);
  g_assert_null (cookie_codec_decode (codec, "sugar", text, &error));
  g_assert_nonnull (strstr (error->message, "tampered"));
  g_clear_error (&error);
  g_assert_null (cookie_codec_decode (codec, "fig", "1.7", &error));
  g_assert_nonnull (strstr (error->message, "malformed"));
  g_clear_error (&error);

  g_object_set (codec, "lifetime", 60, NULL);
  g_assert_null (cookie_codec_decode (codec, "fig", text, &error));
  g_assert_nonnull (strstr (error->message, "without a time"));
}

/* A signature is as hard to forge over a codec that fails as over one that does not. */
static void
test_verifies_first (void)
{
  g_autoptr (CookieCodec) text_codec = test_new_codec ("signed-text");
  g_autoptr (CookieCodec) string_codec = test_new_codec ("signed-string");
  g_autofree char *not_a_variant = cookie_codec_encode (string_codec, "fig", g_variant_new_string ("i:z"), NULL);
  g_autofree char *tampered = NULL;

  test_decode_fails (text_codec, not_a_variant, COOKIE_ERROR_DECODE);
  test_encode_fails (text_codec, g_variant_new_handle (0), COOKIE_ERROR_ILLEGAL_VALUE);

  tampered = g_strdup (not_a_variant);
  tampered[strlen (tampered) - 1] ^= 1;
  test_decode_fails (text_codec, tampered, COOKIE_ERROR_SIGNATURE);
}

static void
test_lifetime (void)
{
  g_autoptr (CookieCodec) codec = test_new_codec ("signed-text");
  g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_int32 (7));
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  g_object_set (codec, "lifetime", 60, NULL);
  test_round_trip (codec, "fig", value);

  text = cookie_codec_encode (codec, "fig", value, NULL);
  parts = g_strsplit (text, ".", -1);
  g_assert_cmpint (g_ascii_strtoll (parts[2], NULL, 10), >=, now);
  g_assert_cmpint (g_ascii_strtoll (parts[2], NULL, 10), <=, now + 60);
}

static void
test_keys (void)
{
  static const guint8 short_key[31];
  g_autoptr (CookieCodec) codec = cookie_signed_codec_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (COOKIE_IS_VARIANT_CODEC (cookie_signed_codec_get_codec (COOKIE_SIGNED_CODEC (codec))));

  test_encode_fails (codec, g_variant_new_int32 (7), COOKIE_ERROR_SIGNATURE);
  test_decode_fails (codec, "1.jq98..i:7.uyBf34nR1XdzHCXVUgSkFn1N2xvginkBV6AwaPla1FY", COOKIE_ERROR_SIGNATURE);

  g_assert_false (cookie_signed_codec_add_key (COOKIE_SIGNED_CODEC (codec), short_key, sizeof short_key, &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT);
  test_encode_fails (codec, g_variant_new_int32 (7), COOKIE_ERROR_SIGNATURE);
}

static void
test_max_length (void)
{
  g_autoptr (CookieCodec) codec = test_new_codec ("signed-string");
  g_autofree char *fits = g_strnfill (4096 - 52, 'a');
  g_autofree char *does_not = g_strnfill (4096 - 51, 'a');
  g_autofree char *long_text = g_strnfill (4097, '.');
  g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_string (fits));

  test_round_trip (codec, "fig", value);
  test_encode_fails (codec, g_variant_new_string (does_not), COOKIE_ERROR_LIMIT);
  test_decode_fails (codec, long_text, COOKIE_ERROR_LIMIT);
}

static void
rotated_cb (CookieSignedCodec *codec,
            const char        *key,
            GString           *heard)
{
  g_string_append_printf (heard, "%s;", key);
}

/* CVE-2025-47278, from outside: the first key signs, all verify. */
static void
test_rotated (void)
{
  g_autoptr (CookieCodec) old_codec = test_new_codec ("signed-text");
  g_autoptr (CookieCodec) codec = new_with_second_key ();
  g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_int32 (7));
  g_autofree char *old_text = cookie_codec_encode (old_codec, "fig", value, NULL);
  g_autofree char *new_text = NULL;
  g_autoptr (GVariant) back = NULL;
  g_autoptr (GString) heard = g_string_new (NULL);

  test_add_key (codec, 0);
  g_signal_connect (codec, "rotated", G_CALLBACK (rotated_cb), heard);

  new_text = cookie_codec_encode (codec, "fig", value, NULL);
  g_assert_cmpstr (new_text, !=, old_text);
  test_decode_fails (old_codec, new_text, COOKIE_ERROR_SIGNATURE);

  test_round_trip (codec, "fig", value);
  g_assert_cmpstr (heard->str, ==, "");

  back = cookie_codec_decode (codec, "fig", old_text, NULL);
  g_assert_true (g_variant_equal (back, value));
  g_assert_cmpstr (heard->str, ==, "fig;");
}

static void
test_properties (void)
{
  g_autoptr (CookieCodec) inner = cookie_percent_codec_new ();
  g_autoptr (CookieCodec) codec = cookie_signed_codec_new (inner);
  g_autoptr (CookieCodec) got = NULL;
  guint lifetime, max_length;

  g_object_set (codec, "lifetime", 60, "max-length", 100, NULL);
  g_object_get (codec, "codec", &got, "lifetime", &lifetime, "max-length", &max_length, NULL);
  g_assert_true (got == inner);
  g_assert_cmpuint (lifetime, ==, 60);
  g_assert_cmpuint (max_length, ==, 100);

  g_assert_finalize_object (g_steal_pointer (&codec));
}

/* Changes every single bit of a signed text, with different inner codecs */
static void
test_every_bit (gconstpointer name)
{
  g_autoptr (CookieCodec) codec = test_new_codec (name);
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  for (int i = 0; i < 20; i++)
    {
      g_autoptr (GVariant) value = test_random_value (rand);
      g_autofree char *text = cookie_codec_encode (codec, "fig", value, NULL);

      for (gsize bit = 0; bit < 8 * strlen (text); bit++)
        {
          g_autofree char *changed = g_strdup (text);

          changed[bit / 8] ^= 1 << bit % 8;
          /* with the greatest bit it is not UTF-8 any more, and refused for that */
          test_decode_fails (codec, changed, bit % 8 == 7 ? COOKIE_ERROR_DECODE : COOKIE_ERROR_SIGNATURE);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  static const char * const names[] = {
    "signed-string", "signed-percent", "signed-smart", "signed-text", "signed-binary", "signed-signed-text",
  };

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cookie/signed-codec/signature", test_signature);
  g_test_add_func ("/cookie/signed-codec/verifies-first", test_verifies_first);
  g_test_add_func ("/cookie/signed-codec/lifetime", test_lifetime);
  g_test_add_func ("/cookie/signed-codec/keys", test_keys);
  g_test_add_func ("/cookie/signed-codec/max-length", test_max_length);
  g_test_add_func ("/cookie/signed-codec/rotated", test_rotated);
  g_test_add_func ("/cookie/signed-codec/properties", test_properties);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cookie/signed-codec/%s/every-bit", names[i]);

      g_test_add_data_func (path, names[i], test_every_bit);
    }

  return g_test_run ();
}
