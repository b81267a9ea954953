/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "test-refused.h"
#include "test-values.h"

#define NAME "fig"

/* A codec with the secrets of these digits, the first of which signs. */
static CookieCodec *
new_signed (CookieCodec *inner,
            guint        lifetime,
            const char  *secrets)
{
  CookieCodec *codec = COOKIE_CODEC (cookie_signed_codec_new (inner, lifetime));

  for (const char *p = secrets; *p != '\0'; p++)
    test_add_secret (codec, *p - '0');

  return codec;
}

/* One that signs the text of another one. */
static CookieCodec *
new_nested (guint       lifetime,
            const char *secrets,
            const char *inner_secrets)
{
  return new_signed (new_signed (NULL, lifetime, inner_secrets), lifetime, secrets);
}

static char *
encode_seven (CookieCodec *codec)
{
  g_autoptr (GError) error = NULL;
  char *text = cookie_codec_encode (codec, NAME, g_variant_new_int32 (7), &error);

  g_assert_no_error (error);
  return text;
}

static void
assert_seven (CookieCodec *codec,
              const char  *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = cookie_codec_decode (codec, NAME, text, &error);

  g_assert_no_error (error);
  g_assert_true (g_variant_is_of_type (value, G_VARIANT_TYPE_INT32));
  g_assert_cmpint (g_variant_get_int32 (value), ==, 7);
}

/* One part of a signed text: 1 is the ID of the secret, 2 the time. */
static char *
get_part (const char *text,
          guint       part)
{
  g_auto (GStrv) parts = g_strsplit (text, ".", 4);

  return g_strdup (parts[part]);
}

static char *
get_inner_text (const char *text)
{
  const char *start = text;

  for (guint i = 0; i < 3; i++)
    start = strchr (start, '.') + 1;

  return g_uri_unescape_segment (start, strrchr (text, '.'), NULL);
}

/* A text that was signed with the secret 0 at another time, as values-and-codecs.md describes it. */
static char *
sign_at (const char *time,
         const char *payload)
{
  g_autoptr (CookieCodec) codec = new_signed (NULL, 0, "0");
  g_autofree char *now = encode_seven (codec);
  g_autofree char *id = get_part (now, 1);
  const char *parts[] = { "Cookie.SignedCodec", "1", NAME, time, payload };
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, (const guint8 *) "0123456789abcdef0123456789abcdef", 32);
  g_autofree char *signature = NULL;
  guint8 digest[32];
  gsize length = sizeof digest;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    g_hmac_update (hmac, (const guint8 *) parts[i], strlen (parts[i]) + (i + 1 < G_N_ELEMENTS (parts)));
  g_hmac_get_digest (hmac, digest, &length);
  signature = g_base64_encode (digest, length);
  g_strdelimit (signature, "+", '-');
  g_strdelimit (signature, "/", '_');
  g_strdelimit (signature, "=", '\0');

  return g_strdup_printf ("1.%s.%s.%s.%s", id, time, payload, signature);
}

static char *
sign_seconds_ago (gint64 seconds)
{
  g_autofree char *time = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_real_time () / G_USEC_PER_SEC - seconds);

  return sign_at (time, "i:7");
}

/* The codec is the only owner of what it was given, or of a reference to it. */
static void
test_new (void)
{
  CookiePercentCodec *inner = cookie_percent_codec_new ();
  CookieSignedCodec *codec = cookie_signed_codec_new (COOKIE_CODEC (g_object_ref (inner)), 60);

  g_assert_true (cookie_signed_codec_get_codec (codec) == COOKIE_CODEC (inner));
  g_assert_cmpuint (cookie_signed_codec_get_lifetime (codec), ==, 60);
  g_assert_cmpuint (cookie_signed_codec_get_max_length (codec), ==, 4096);
  g_assert_finalize_object (codec);
  g_assert_finalize_object (inner);

  /* of a property, it takes a reference */
  inner = cookie_percent_codec_new ();
  codec = g_object_new (COOKIE_TYPE_SIGNED_CODEC, "codec", inner, NULL);
  g_assert_true (cookie_signed_codec_get_codec (codec) == COOKIE_CODEC (inner));
  g_assert_cmpuint (cookie_signed_codec_get_lifetime (codec), ==, 0);
  g_assert_finalize_object (codec);
  g_assert_finalize_object (inner);

  codec = cookie_signed_codec_new (NULL, 0);
  g_assert_true (COOKIE_IS_VARIANT_CODEC (cookie_signed_codec_get_codec (codec)));
  g_assert_finalize_object (codec);
}

static void
test_signature (void)
{
  g_autoptr (CookieCodec) codec = new_signed (NULL, 0, "0");
  g_autoptr (CookieCodec) other = new_signed (NULL, 0, "1");
  g_autoptr (CookieCodec) timed = new_signed (NULL, 60, "0");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = encode_seven (codec);
  g_autofree char *moved = cookie_codec_encode (codec, "sugar", g_variant_new_int32 (7), NULL);

  g_assert_true (g_str_has_prefix (text, "1."));
  g_assert_nonnull (strstr (text, "..i:7."));

  /* each reason has its own error */
  g_assert_null (cookie_codec_decode (other, NAME, text, &error));
  test_assert_refused (error, COOKIE_ERROR_NO_KEY, "“fig”: The signed value was signed with a secret that is not known");
  g_assert_null (cookie_codec_decode (codec, NAME, moved, &error));
  test_assert_refused (error, COOKIE_ERROR_UNAUTHENTIC, "“fig”: The signed value was changed, or belongs to another cookie");
  g_assert_null (cookie_codec_decode (codec, "sugar", text, &error));
  test_assert_refused (error, COOKIE_ERROR_UNAUTHENTIC, "“sugar”: The signed value was changed, or belongs to another cookie");
  g_assert_null (cookie_codec_decode (codec, NAME, "i:7", &error));
  test_assert_refused (error, COOKIE_ERROR_NOT_SEALED, "“fig”: The value is not signed");
  g_assert_null (cookie_codec_decode (codec, NAME, "1.7", &error));
  test_assert_refused (error, COOKIE_ERROR_DECODE, "does not have the layout");
  g_assert_null (cookie_codec_decode (timed, NAME, text, &error));
  test_assert_refused (error, COOKIE_ERROR_EXPIRED, "was signed without a time");
}

/* A signature is as hard to forge over a codec that fails as over one that does not. */
static void
test_verifies_first (void)
{
  g_autoptr (CookieCodec) text_codec = test_new_codec ("signed-text");
  g_autoptr (CookieCodec) string_codec = test_new_codec ("signed-string");
  g_autofree char *not_a_variant = cookie_codec_encode (string_codec, NAME, g_variant_new_string ("i:z"), NULL);
  g_autofree char *tampered = NULL;

  test_decode_fails (text_codec, not_a_variant, COOKIE_ERROR_DECODE);
  test_encode_fails (text_codec, g_variant_new_handle (0), COOKIE_ERROR_ILLEGAL_VALUE);

  tampered = g_strdup (not_a_variant);
  tampered[strlen (tampered) - 1] ^= 1;
  test_decode_fails (text_codec, tampered, COOKIE_ERROR_UNAUTHENTIC);
}

static void
test_lifetime (void)
{
  g_autoptr (CookieCodec) codec = new_signed (NULL, 60, "0");
  g_autoptr (CookieCodec) unlimited = new_signed (NULL, 0, "0");
  g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_int32 (7));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL, *time = NULL, *young = NULL, *old = NULL, *future = NULL, *untimed = NULL, *odd = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  test_round_trip (codec, NAME, value);

  text = encode_seven (codec);
  time = get_part (text, 2);
  g_assert_cmpint (g_ascii_strtoll (time, NULL, 10), >=, now);
  g_assert_cmpint (g_ascii_strtoll (time, NULL, 10), <=, now + 60);

  young = sign_seconds_ago (0);
  assert_seven (codec, young);

  old = sign_seconds_ago (61);
  g_assert_null (cookie_codec_decode (codec, NAME, old, &error));
  test_assert_refused (error, COOKIE_ERROR_EXPIRED, "“fig”: The signed value has expired");
  assert_seven (unlimited, old);

  future = sign_seconds_ago (-3600);
  g_assert_null (cookie_codec_decode (codec, NAME, future, &error));
  test_assert_refused (error, COOKIE_ERROR_EXPIRED, "“fig”: The signed value was signed in the future");
  assert_seven (unlimited, future);

  untimed = encode_seven (unlimited);
  g_assert_null (cookie_codec_decode (codec, NAME, untimed, &error));
  test_assert_refused (error, COOKIE_ERROR_EXPIRED, "“fig”: The signed value was signed without a time");
  assert_seven (unlimited, untimed);

  odd = sign_at ("soon", "i:7");
  test_decode_fails (codec, odd, COOKIE_ERROR_DECODE);
  test_decode_fails (unlimited, odd, COOKIE_ERROR_DECODE);
}

static void
test_secrets (void)
{
  static const guint8 bytes[32];
  g_autoptr (CookieSignedCodec) codec = cookie_signed_codec_new (NULL, 0);
  g_autoptr (GError) error = NULL;

  g_assert_null (cookie_codec_encode (COOKIE_CODEC (codec), NAME, g_variant_new_int32 (7), &error));
  test_assert_refused (error, COOKIE_ERROR_NO_KEY, "“fig”: The codec has no secret to sign with");
  test_decode_fails (COOKIE_CODEC (codec), "1.jq98..i:7.uyBf34nR1XdzHCXVUgSkFn1N2xvginkBV6AwaPla1FY", COOKIE_ERROR_NO_KEY);
  g_assert_null (cookie_codec_renew (COOKIE_CODEC (codec), NAME, "1.jq98..i:7.uyBf34nR1XdzHCXVUgSkFn1N2xvginkBV6AwaPla1FY"));

  for (gsize length = 0; length < sizeof bytes; length++)
    {
      g_assert_false (cookie_signed_codec_add_secret (codec, length > 0 ? bytes : NULL, length, &error));
      test_assert_refused (error, COOKIE_ERROR_INVALID_SECRET, "at least 32 are needed");
    }
  test_encode_fails (COOKIE_CODEC (codec), g_variant_new_int32 (7), COOKIE_ERROR_NO_KEY);

  g_assert_true (cookie_signed_codec_add_secret (codec, bytes, sizeof bytes, &error));
  g_assert_no_error (error);
  g_assert_true (cookie_signed_codec_add_secret (codec, (const guint8 *) "a secret that is longer than is needed", 38, &error));
  g_assert_no_error (error);
}

static void
test_max_length (void)
{
  g_autoptr (CookieCodec) codec = test_new_codec ("signed-string");
  g_autofree char *fits = g_strnfill (4096 - 52, 'a');
  g_autofree char *does_not = g_strnfill (4096 - 51, 'a');
  g_autofree char *long_text = g_strnfill (4097, '.');
  g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_string (fits));

  test_round_trip (codec, NAME, value);
  test_encode_fails (codec, g_variant_new_string (does_not), COOKIE_ERROR_LIMIT);
  test_decode_fails (codec, long_text, COOKIE_ERROR_LIMIT);
  g_assert_null (cookie_codec_renew (codec, NAME, long_text));
}

/* CVE-2025-47278, from outside: the first secret signs, all verify. */
static void
test_renew (void)
{
  g_autoptr (CookieCodec) old_codec = new_signed (NULL, 0, "0");
  g_autoptr (CookieCodec) new_codec = new_signed (NULL, 0, "1");
  g_autoptr (CookieCodec) codec = new_signed (NULL, 0, "10");
  g_autoptr (CookieCodec) timed = new_signed (NULL, 60, "10");
  g_autofree char *old_text = encode_seven (old_codec);
  g_autofree char *text = encode_seven (codec);
  g_autofree char *expected = encode_seven (new_codec);
  g_autofree char *moved = cookie_codec_encode (old_codec, "sugar", g_variant_new_int32 (7), NULL);
  g_autofree char *changed = g_strdup (old_text);
  g_autofree char *expired = sign_seconds_ago (61);
  g_autofree char *renewed = NULL;

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpstr (text, !=, old_text);
  test_decode_fails (old_codec, text, COOKIE_ERROR_NO_KEY);
  assert_seven (codec, text);
  assert_seven (codec, old_text);

  renewed = cookie_codec_renew (codec, NAME, old_text);
  g_assert_cmpstr (renewed, ==, text);
  g_assert_null (cookie_codec_renew (codec, NAME, text));
  g_assert_null (cookie_codec_renew (old_codec, NAME, old_text));

  /* nothing is renewed that is not decoded */
  changed[strlen (changed) - 1] ^= 1;
  g_assert_null (cookie_codec_renew (codec, NAME, changed));
  g_assert_null (cookie_codec_renew (codec, NAME, moved));
  g_assert_null (cookie_codec_renew (codec, NAME, "i:7"));
  g_assert_null (cookie_codec_renew (codec, NAME, ""));
  g_assert_null (cookie_codec_renew (new_codec, NAME, old_text));
  g_assert_null (cookie_codec_renew (timed, NAME, expired));
  g_assert_null (cookie_codec_renew (timed, NAME, old_text));
}

/* A value gets no younger, and its time stays as precise as it was. */
static void
test_renew_keeps_time (void)
{
  g_autoptr (CookieCodec) codec = new_signed (NULL, 60, "10");
  g_autoptr (CookieCodec) unlimited = new_signed (NULL, 0, "10");
  g_autofree char *text = sign_seconds_ago (30);
  g_autofree char *time = get_part (text, 2);

  for (guint i = 0; i < 2; i++)
    {
      CookieCodec *each = i == 0 ? codec : unlimited;
      g_autofree char *renewed = cookie_codec_renew (each, NAME, text);
      g_autofree char *renewed_time = get_part (renewed, 2);

      g_assert_cmpstr (renewed, !=, text);
      g_assert_cmpstr (renewed_time, ==, time);
      assert_seven (each, renewed);
      g_assert_null (cookie_codec_renew (each, NAME, renewed));
    }
}

/* Either secret may be old: what is renewed is signed with both new ones, and keeps both times. */
static void
test_renew_nested (gconstpointer lifetime_pointer)
{
  const guint lifetime = GPOINTER_TO_UINT (lifetime_pointer);
  g_autoptr (CookieCodec) codec = new_nested (lifetime, "10", "10");
  g_autoptr (CookieCodec) new_codec = new_nested (lifetime, "1", "1");
  static const char * const secrets[] = { "0", "1" };

  for (guint outer = 0; outer < 2; outer++)
    for (guint inner = 0; inner < 2; inner++)
      {
        g_autoptr (CookieCodec) other = new_nested (lifetime, secrets[outer], secrets[inner]);
        g_autofree char *text = encode_seven (other);
        g_autofree char *renewed = cookie_codec_renew (codec, NAME, text);
        g_autofree char *time = get_part (text, 2);
        g_autofree char *inner_text = get_inner_text (text);
        g_autofree char *inner_time = get_part (inner_text, 2);
        g_autofree char *renewed_time = NULL, *renewed_inner_text = NULL, *renewed_inner_time = NULL;

        assert_seven (codec, text);

        if (outer == 1 && inner == 1)
          {
            g_assert_null (renewed);
            continue;
          }

        test_decode_fails (new_codec, text, COOKIE_ERROR_NO_KEY);
        assert_seven (codec, renewed);
        assert_seven (new_codec, renewed);
        g_assert_null (cookie_codec_renew (codec, NAME, renewed));

        renewed_time = get_part (renewed, 2);
        renewed_inner_text = get_inner_text (renewed);
        renewed_inner_time = get_part (renewed_inner_text, 2);
        g_assert_cmpstr (renewed_time, ==, time);
        g_assert_cmpstr (renewed_inner_time, ==, inner_time);
        g_assert_cmpint (*time != '\0', ==, lifetime > 0);
        g_assert_cmpint (*inner_time != '\0', ==, lifetime > 0);
      }
}

/* The times of both differ, and neither becomes that of the other. */
static void
test_renew_nested_keeps_times (void)
{
  g_autoptr (CookieCodec) codec = new_nested (60, "10", "10");
  g_autofree char *inner_text = sign_seconds_ago (40);
  g_autofree char *inner_time = get_part (inner_text, 2);
  g_autofree char *time = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_real_time () / G_USEC_PER_SEC - 20);
  g_autofree char *text = sign_at (time, inner_text);
  g_autofree char *renewed = cookie_codec_renew (codec, NAME, text);
  g_autofree char *renewed_time = get_part (renewed, 2);
  g_autofree char *renewed_inner_text = get_inner_text (renewed);
  g_autofree char *renewed_inner_time = get_part (renewed_inner_text, 2);

  assert_seven (codec, text);
  assert_seven (codec, renewed);
  g_assert_cmpstr (renewed_time, ==, time);
  g_assert_cmpstr (renewed_inner_time, ==, inner_time);
}

static void
test_properties (void)
{
  g_autoptr (CookieCodec) inner = COOKIE_CODEC (cookie_percent_codec_new ());
  g_autoptr (CookieCodec) codec = g_object_new (COOKIE_TYPE_SIGNED_CODEC,
                                                "codec", inner, "lifetime", 60, "max-length", 100, NULL);
  g_autoptr (CookieCodec) got = NULL;
  g_autofree char *letters = g_strnfill (100, 'a');
  guint lifetime, max_length;

  g_object_get (codec, "codec", &got, "lifetime", &lifetime, "max-length", &max_length, NULL);
  g_assert_true (got == inner);
  g_assert_cmpuint (lifetime, ==, 60);
  g_assert_cmpuint (max_length, ==, 100);
  g_assert_cmpuint (cookie_signed_codec_get_lifetime (COOKIE_SIGNED_CODEC (codec)), ==, 60);
  g_assert_cmpuint (cookie_signed_codec_get_max_length (COOKIE_SIGNED_CODEC (codec)), ==, 100);

  test_add_secret (codec, 0);
  test_encode_fails (codec, g_variant_new_string (letters), COOKIE_ERROR_LIMIT);

  g_assert_finalize_object (g_steal_pointer (&codec));
}

/* The error of a text whose bit was changed: by the part that the bit is in. */
static CookieError
get_expected_error (const char *text,
                    gsize       bit,
                    char        changed)
{
  const gsize at = bit / 8;
  const char *last = strrchr (text, '.');
  const char *payload = text + strlen ("1.abcd..");

  /* with the greatest bit it is not UTF-8 any more, and refused for that */
  if (bit % 8 == 7)
    return COOKIE_ERROR_DECODE;
  if (changed == '\0')
    return at < strlen ("1.") ? COOKIE_ERROR_NOT_SEALED : COOKIE_ERROR_DECODE;

  if (at < strlen ("1."))
    return COOKIE_ERROR_NOT_SEALED;
  if (at < strlen ("1.abcd"))
    return changed == '.' ? COOKIE_ERROR_DECODE : COOKIE_ERROR_NO_KEY;
  if (text + at + 1 == payload)
    return memchr (payload, '.', last - payload) != NULL ? COOKIE_ERROR_UNAUTHENTIC : COOKIE_ERROR_DECODE;
  if (text + at >= payload && text + at < last)
    return COOKIE_ERROR_UNAUTHENTIC;

  return text + at > last && changed != '.' ? COOKIE_ERROR_UNAUTHENTIC : COOKIE_ERROR_DECODE;
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
      g_autofree char *text = cookie_codec_encode (codec, NAME, value, NULL);

      for (gsize bit = 0; bit < 8 * strlen (text); bit++)
        {
          g_autofree char *changed = g_strdup (text);

          changed[bit / 8] ^= 1 << bit % 8;
          test_decode_fails (codec, changed, get_expected_error (text, bit, changed[bit / 8]));
          if (bit % 8 != 7)
            g_assert_null (cookie_codec_renew (codec, NAME, changed));
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
  test_log_nothing ();

  g_test_add_func ("/cookie/signed-codec/new", test_new);
  g_test_add_func ("/cookie/signed-codec/signature", test_signature);
  g_test_add_func ("/cookie/signed-codec/verifies-first", test_verifies_first);
  g_test_add_func ("/cookie/signed-codec/lifetime", test_lifetime);
  g_test_add_func ("/cookie/signed-codec/secrets", test_secrets);
  g_test_add_func ("/cookie/signed-codec/max-length", test_max_length);
  g_test_add_func ("/cookie/signed-codec/renew", test_renew);
  g_test_add_func ("/cookie/signed-codec/renew/keeps-time", test_renew_keeps_time);
  g_test_add_data_func ("/cookie/signed-codec/renew/nested", GUINT_TO_POINTER (0), test_renew_nested);
  g_test_add_data_func ("/cookie/signed-codec/renew/nested/lifetime", GUINT_TO_POINTER (60), test_renew_nested);
  g_test_add_func ("/cookie/signed-codec/renew/nested/keeps-times", test_renew_nested_keeps_times);
  g_test_add_func ("/cookie/signed-codec/properties", test_properties);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cookie/signed-codec/%s/every-bit", names[i]);

      g_test_add_data_func (path, names[i], test_every_bit);
    }

  return g_test_run ();
}
