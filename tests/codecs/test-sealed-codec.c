/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* SignedCodec and EncryptedCodec. The parameter of a test is what is different: whether it encrypts. */

#include "test-refused.h"
#include "test-seals.h"
#include "test-values.h"
#include "test-vectors.h"

#include <time.h>

/* What the library takes for the time */
static gint64 clock_offset;
static gint64 stopped_clock; /* in seconds, or 0 */

gint64
g_get_real_time (void)
{
  struct timespec now;

  if (stopped_clock != 0)
    return stopped_clock * G_USEC_PER_SEC;

  clock_gettime (CLOCK_REALTIME, &now);

  return (now.tv_sec + clock_offset) * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

#define NAME "fig"
#define PURPOSE "test"

static gboolean
is_encrypted (gconstpointer parameter)
{
  return GPOINTER_TO_INT (parameter);
}

static const char *
get_mark (gconstpointer parameter)
{
  return is_encrypted (parameter) ? "e1." : "s1.";
}

static const char *
get_participle (gconstpointer parameter)
{
  return is_encrypted (parameter) ? "encrypted" : "signed";
}

/* A codec with the secrets of these digits, the first of which seals. */
static CookieCodec *
new_sealed (gconstpointer  parameter,
            CookieCodec   *inner,
            guint          lifetime,
            const char    *secrets)
{
  CookieCodec *codec = test_new_sealed (is_encrypted (parameter), inner, PURPOSE, lifetime);

  for (const char *p = secrets; *p != '\0'; p++)
    test_add_secret (codec, *p - '0');

  return codec;
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

static void
assert_refused (CookieCodec *codec,
                const char  *name,
                const char  *text,
                CookieError  code,
                const char  *reason)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cookie_codec_decode (codec, name, text, &error));
  test_assert_refused (error, (int) code, reason);
  g_assert_null (cookie_codec_renew (codec, name, text));
  g_assert_cmpint (cookie_codec_get_remaining_lifetime (codec, name, text), ==, -1);
}

/* One part of a sealed text: 1 is the ID of the secret, 2 the time. */
static char *
get_part (const char *text,
          guint       part)
{
  g_auto (GStrv) parts = g_strsplit (text, ".", 4);

  return g_strdup (parts[part]);
}

/* Changes the MAC or the tag, not the layout. */
static void
change_letter (char *text)
{
  char *letter = text + strlen (text) - 8;

  *letter = *letter == 'A' ? 'B' : 'A';
}

/* A text that was sealed with a secret at another time, by the second writer. */
static char *
seal_at (gconstpointer  parameter,
         guint          which,
         const char    *time,
         const char    *text)
{
  g_autoptr (GBytes) secret = test_secret (which);
  const TestSeal seal = { is_encrypted (parameter), secret, PURPOSE, NAME };

  return test_seal (&seal, time, text);
}

static char *
format_seconds_ago (gint64 seconds)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, g_get_real_time () / G_USEC_PER_SEC - seconds);
}

static char *
seal_seconds_ago (gconstpointer parameter,
                  gint64        seconds)
{
  g_autofree char *time = format_seconds_ago (seconds);

  return seal_at (parameter, 0, time, "i:7");
}

/* What is inside of a text that the first secret sealed */
static char *
get_inner_text (gconstpointer  parameter,
                guint          which,
                const char    *text)
{
  g_autoptr (GBytes) secret = test_secret (which);
  const TestSeal seal = { is_encrypted (parameter), secret, PURPOSE, NAME };
  g_autofree char *time = NULL;
  char *inner_text = test_unseal (&seal, text, &time);

  g_assert_nonnull (inner_text);
  return inner_text;
}

/* The codec owns what it was given, or a reference to it. */
static void
test_new (gconstpointer parameter)
{
  CookiePercentCodec *inner = cookie_percent_codec_new ();
  CookieKeyring *keyring = cookie_keyring_new ();
  CookieSealedCodec *codec = NULL;

  if (is_encrypted (parameter))
    codec = COOKIE_SEALED_CODEC (cookie_encrypted_codec_new (g_object_ref (COOKIE_CODEC (inner)), keyring, "cart", 60));
  else
    codec = COOKIE_SEALED_CODEC (cookie_signed_codec_new (g_object_ref (COOKIE_CODEC (inner)), keyring, "cart", 60));

  g_assert_true (cookie_sealed_codec_get_codec (codec) == COOKIE_CODEC (inner));
  g_assert_true (cookie_sealed_codec_get_keyring (codec) == keyring);
  g_assert_cmpstr (cookie_sealed_codec_get_purpose (codec), ==, "cart");
  g_assert_cmpuint (cookie_sealed_codec_get_lifetime (codec), ==, 60);
  g_assert_cmpuint (cookie_sealed_codec_get_max_length (codec), ==, 4096);
  g_assert_finalize_object (codec);
  g_assert_finalize_object (inner);
  g_assert_finalize_object (keyring);

  codec = COOKIE_SEALED_CODEC (test_new_sealed (is_encrypted (parameter), NULL, "", 0));
  g_assert_true (COOKIE_IS_VARIANT_CODEC (cookie_sealed_codec_get_codec (codec)));
  g_assert_cmpuint (cookie_keyring_get_size (cookie_sealed_codec_get_keyring (codec)), ==, 0);
  g_assert_finalize_object (codec);
}

static void
test_properties (gconstpointer parameter)
{
  GType type = is_encrypted (parameter) ? COOKIE_TYPE_ENCRYPTED_CODEC : COOKIE_TYPE_SIGNED_CODEC;
  CookieCodec *inner = COOKIE_CODEC (cookie_percent_codec_new ()), *got_inner = NULL;
  CookieKeyring *keyring = cookie_keyring_new (), *got_keyring = NULL;
  CookieSealedCodec *codec = g_object_new (type, "codec", inner, "keyring", keyring, "purpose", "cart", "lifetime", 60,
                                           "max-length", 100, NULL);
  g_autofree char *letters = g_strnfill (100, 'a');
  g_autofree char *purpose = NULL;
  guint lifetime, max_length;

  g_object_get (codec, "codec", &got_inner, "keyring", &got_keyring, "purpose", &purpose, "lifetime", &lifetime,
                "max-length", &max_length, NULL);
  g_assert_true (got_inner == inner);
  g_assert_true (got_keyring == keyring);
  g_assert_cmpstr (purpose, ==, "cart");
  g_assert_cmpuint (lifetime, ==, 60);
  g_assert_cmpuint (max_length, ==, 100);
  g_assert_cmpuint (cookie_sealed_codec_get_max_length (codec), ==, 100);

  test_add_secret (COOKIE_CODEC (codec), 0);
  test_encode_fails (COOKIE_CODEC (codec), g_variant_new_string (letters), COOKIE_ERROR_LIMIT);

  g_object_unref (got_inner);
  g_object_unref (got_keyring);
  g_assert_finalize_object (codec);
  g_assert_finalize_object (inner);
  g_assert_finalize_object (keyring);

  codec = g_object_new (type, "purpose", NULL, NULL);
  g_assert_cmpstr (cookie_sealed_codec_get_purpose (codec), ==, "");
  g_assert_finalize_object (codec);
}

/* Each reason has its own error. */
static void
test_reasons (gconstpointer parameter)
{
  const char *participle = get_participle (parameter);
  g_autoptr (CookieCodec) codec = new_sealed (parameter, NULL, 0, "0");
  g_autoptr (CookieCodec) other = new_sealed (parameter, NULL, 0, "1");
  g_autoptr (CookieCodec) timed = new_sealed (parameter, NULL, 60, "0");
  g_autoptr (CookieCodec) purpose = test_new_sealed (is_encrypted (parameter), NULL, "tests", 0);
  g_autoptr (CookieCodec) kind = test_new_sealed (!is_encrypted (parameter), NULL, PURPOSE, 0);
  g_autofree char *text = encode_seven (codec);
  g_autofree char *moved = cookie_codec_encode (codec, "sugar", g_variant_new_int32 (7), NULL);
  g_autofree char *not_sealed = g_strdup_printf ("“fig”: The value is not %s", participle);
  g_autofree char *cut = g_strdup_printf ("“fig”: The %s value was cut or changed", participle);
  g_autofree char *unknown = g_strdup_printf ("“fig”: The %s value was sealed with a secret that is not known", participle);
  g_autofree char *changed = g_strdup_printf ("“fig”: The %s value was changed, or belongs to another", participle);
  g_autofree char *untimed = g_strdup_printf ("“fig”: The %s value was sealed without a time", participle);
  static const char * const malformed[] = { "", "%s", "%s....", "%sabcd.", "%sabcd..", "%sabc..i:7.", "%s7" };

  test_add_secret (purpose, 0);
  test_add_secret (kind, 0);
  g_assert_true (g_str_has_prefix (text, get_mark (parameter)));

  assert_refused (other, NAME, text, COOKIE_ERROR_NO_KEY, unknown);
  assert_refused (codec, NAME, moved, COOKIE_ERROR_UNAUTHENTIC, changed);
  assert_refused (codec, "sugar", text, COOKIE_ERROR_UNAUTHENTIC, "“sugar”");
  assert_refused (purpose, NAME, text, COOKIE_ERROR_UNAUTHENTIC, changed);
  if (cookie_encrypted_codec_is_supported ())
    assert_refused (kind, NAME, text, COOKIE_ERROR_NOT_SEALED, is_encrypted (parameter) ? "is not signed" : "is not encrypted");
  assert_refused (codec, NAME, "i:7", COOKIE_ERROR_NOT_SEALED, not_sealed);
  assert_refused (codec, NAME, "", COOKIE_ERROR_NOT_SEALED, not_sealed);
  assert_refused (timed, NAME, text, COOKIE_ERROR_EXPIRED, untimed);

  for (gsize i = 1; i < G_N_ELEMENTS (malformed); i++)
    {
      g_autoptr (GString) each = g_string_new (malformed[i]);

      g_string_replace (each, "%s", get_mark (parameter), 0);
      assert_refused (codec, NAME, each->str, g_str_equal (malformed[i], "%sabcd..") ? COOKIE_ERROR_NO_KEY : COOKIE_ERROR_DECODE,
                      g_str_equal (malformed[i], "%sabcd..") ? unknown : cut);
    }
}

/* The text of one kind is none of the other, also if somebody changes its mark. */
static void
test_kinds (gconstpointer parameter)
{
  g_autoptr (CookieCodec) codec = new_sealed (parameter, test_raw_codec_new (), 0, "0");
  g_autoptr (CookieCodec) other = test_new_sealed (!is_encrypted (parameter), test_raw_codec_new (), PURPOSE, 0);
  g_autoptr (GRand) rand = g_rand_new_with_seed (14);

  test_add_secret (other, 0);
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *value = g_strnfill (g_rand_int_range (rand, 0, 200), 'a' + i % 26);
      g_autofree char *text = cookie_codec_encode (codec, NAME, g_variant_new_string (value), NULL);

      test_decode_fails (other, text, COOKIE_ERROR_NOT_SEALED);
      text[0] = is_encrypted (parameter) ? 's' : 'e';
      test_decode_fails (other, text, COOKIE_ERROR_DECODE);
    }
}

/* A text is as hard to forge over a codec that fails as over one that does not. */
static void
test_opens_first (gconstpointer parameter)
{
  g_autoptr (CookieCodec) text_codec = new_sealed (parameter, test_new_codec ("text"), 0, "0");
  g_autoptr (CookieCodec) string_codec = new_sealed (parameter, test_new_codec ("string"), 0, "0");
  g_autofree char *not_a_variant = cookie_codec_encode (string_codec, NAME, g_variant_new_string ("i:z"), NULL);
  g_autofree char *tampered = NULL;

  test_decode_fails (text_codec, not_a_variant, COOKIE_ERROR_DECODE);
  test_encode_fails (text_codec, g_variant_new_handle (0), COOKIE_ERROR_ILLEGAL_VALUE);

  tampered = g_strdup (not_a_variant);
  change_letter (tampered);
  test_decode_fails (text_codec, tampered, COOKIE_ERROR_UNAUTHENTIC);
}

/* What was encrypted stays out of errors, which end in logs. */
static void
test_inner_errors (gconstpointer parameter)
{
  static const char * const inner[] = { "text", "typed", "binary", "json" };
  g_autoptr (CookieCodec) codec = new_sealed (parameter, test_raw_codec_new (), 0, "0");
  g_autofree char *text = cookie_codec_encode (codec, NAME, g_variant_new_string ("{\"password\":\"hunter2\",}"), NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (inner); i++)
    {
      g_autoptr (CookieCodec) other = NULL;
      g_autoptr (GError) error = NULL;

      if (g_str_equal (inner[i], "json") && !cookie_json_codec_is_supported ())
        continue;

      other = new_sealed (parameter, g_str_equal (inner[i], "typed")
                                       ? COOKIE_CODEC (cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_TEXT, G_VARIANT_TYPE_UINT32))
                                       : test_new_codec (inner[i]), 0, "0");
      g_assert_null (cookie_codec_decode (other, NAME, text, &error));
      g_assert_cmpint (strstr (error->message, "hunter2") == NULL, >=, is_encrypted (parameter));
      g_assert_cmpint (strstr (error->message, "password") == NULL, >=, is_encrypted (parameter));
      test_assert_refused (error, COOKIE_ERROR_DECODE, is_encrypted (parameter) ? "“fig”: The encrypted value is genuine, but Cookie" : "“fig”: ");
    }
}

static void
test_lifetime (gconstpointer parameter)
{
  g_autoptr (CookieCodec) codec = new_sealed (parameter, NULL, 60, "0");
  g_autoptr (CookieCodec) unlimited = new_sealed (parameter, NULL, 0, "0");
  g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_int32 (7));
  g_autofree char *text = NULL, *time = NULL, *young = NULL, *old = NULL, *skewed = NULL, *future = NULL, *untimed = NULL;
  static const char * const odd_times[] = { "soon", "+1", "-1", " 1", "01", "1e3", "1000000000000000" };
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  test_round_trip (codec, NAME, value);

  text = encode_seven (codec);
  time = get_part (text, 2);
  g_assert_cmpint (g_ascii_strtoll (time, NULL, 10), >=, now);
  g_assert_cmpint (g_ascii_strtoll (time, NULL, 10), <=, now + 60);
  g_assert_cmpint (cookie_codec_get_remaining_lifetime (codec, NAME, text), >, 0);
  g_assert_cmpint (cookie_codec_get_remaining_lifetime (codec, NAME, text), <=, 60);
  g_assert_cmpint (cookie_codec_get_remaining_lifetime (unlimited, NAME, text), ==, -1);

  young = seal_seconds_ago (parameter, 0);
  assert_seven (codec, young);

  old = seal_seconds_ago (parameter, 61);
  assert_refused (codec, NAME, old, COOKIE_ERROR_EXPIRED, "value has expired");
  assert_seven (unlimited, old);

  /* of a server whose clock is fast by half a minute: it lives no longer for that */
  skewed = seal_seconds_ago (parameter, -30);
  assert_seven (codec, skewed);
  g_assert_cmpint (cookie_codec_get_remaining_lifetime (codec, NAME, skewed), ==, 60);

  future = seal_seconds_ago (parameter, -3600);
  assert_refused (codec, NAME, future, COOKIE_ERROR_EXPIRED, "value was sealed in the future");
  assert_seven (unlimited, future);

  untimed = encode_seven (unlimited);
  assert_refused (codec, NAME, untimed, COOKIE_ERROR_EXPIRED, "value was sealed without a time");
  assert_seven (unlimited, untimed);

  for (gsize i = 0; i < G_N_ELEMENTS (odd_times); i++)
    {
      g_autofree char *odd = seal_at (parameter, 0, odd_times[i], "i:7");

      test_decode_fails (codec, odd, COOKIE_ERROR_DECODE);
      test_decode_fails (unlimited, odd, COOKIE_ERROR_DECODE);
    }
}

/* A clock that was never set */
static void
test_clock (gconstpointer parameter)
{
  g_autoptr (CookieCodec) codec = new_sealed (parameter, NULL, 60, "0");
  g_autofree char *text = NULL, *time = NULL;

  clock_offset = -g_get_real_time () / G_USEC_PER_SEC - 3600;
  text = encode_seven (codec);
  time = get_part (text, 2);
  g_assert_cmpstr (time, ==, "0");
  assert_seven (codec, text);

  clock_offset = 0;
  assert_refused (codec, NAME, text, COOKIE_ERROR_EXPIRED, "value has expired");
}

/* The time cannot be another one: not the digits, not none, not that of another text. */
static void
test_time (gconstpointer parameter)
{
  g_autoptr (CookieCodec) codec = new_sealed (parameter, NULL, 0, "0");
  g_autofree char *text = seal_at (parameter, 0, "1700000000", "i:7");
  static const char * const others[] = { "", "1700000001", "170000000", "17000000000", "0", "01700000000", "+1700000000" };

  assert_seven (codec, text);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      GString *changed = g_string_new (text);

      g_string_replace (changed, "1700000000", others[i], 1);
      test_decode_fails (codec, changed->str, COOKIE_ERROR_UNAUTHENTIC);
      g_string_free (changed, TRUE);
    }
}

static void
test_no_secret (gconstpointer parameter)
{
  g_autoptr (CookieCodec) codec = test_new_sealed (is_encrypted (parameter), NULL, PURPOSE, 0);
  g_autofree char *text = seal_at (parameter, 0, "", "i:7");
  g_autoptr (GError) error = NULL;

  g_assert_null (cookie_codec_encode (codec, NAME, g_variant_new_int32 (7), &error));
  test_assert_refused (error, COOKIE_ERROR_NO_KEY, "“fig”: The keyring has no secret to seal with");
  assert_refused (codec, NAME, text, COOKIE_ERROR_NO_KEY, "a secret that is not known");

  test_add_secret (codec, 0);
  assert_seven (codec, text);
}

/* No cookie can carry what is sealed for such a name. */
static void
test_names (gconstpointer parameter)
{
  static const struct { const char *name; CookieError code; const char *reason; } names[] = {
    { "", COOKIE_ERROR_ILLEGAL_KEY, "must be a token (RFC 9110, §5.6.2): “” at byte 0" },
    { "a b", COOKIE_ERROR_ILLEGAL_KEY, "Cookie “a b”: The name of a cookie must be a token (RFC 9110, §5.6.2): “a b” at byte 1" },
    { "a=b", COOKIE_ERROR_ILLEGAL_KEY, "at byte 1" },
    { "a;", COOKIE_ERROR_ILLEGAL_KEY, "at byte 1" },
    { "a\r\n", COOKIE_ERROR_ILLEGAL_KEY, "at byte 1" },
    { "[a]", COOKIE_ERROR_ILLEGAL_KEY, "at byte 0" },
    { "caf\xc3\xa9", COOKIE_ERROR_ILLEGAL_KEY, "at byte 3" },
    { "Path", COOKIE_ERROR_RESERVED_KEY, "Cookie “Path”: The name of an attribute" },
  };
  g_autoptr (CookieCodec) codec = new_sealed (parameter, NULL, 0, "01");
  g_autoptr (GBytes) old_secret = test_secret (1);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const TestSeal seal = { is_encrypted (parameter), old_secret, PURPOSE, names[i].name };
      g_autofree char *other = test_seal (&seal, "", "i:7"); /* another program may do so */

      g_assert_null (cookie_codec_encode (codec, names[i].name, g_variant_new_int32 (7), &error));
      test_assert_refused (error, (int) names[i].code, names[i].reason);
      g_assert_null (cookie_codec_renew (codec, names[i].name, other));
    }
}

static void
test_max_length (gconstpointer parameter)
{
  g_autoptr (CookieCodec) codec = new_sealed (parameter, test_raw_codec_new (), 0, "0");
  g_autoptr (CookieCodec) rotated = new_sealed (parameter, test_raw_codec_new (), 0, "10");
  g_autofree char *long_text = g_strnfill (4097, '.');

  for (gsize length = 2900; length < 4200; length++)
    {
      g_autofree char *letters = g_strnfill (length, 'a');
      const gsize expected = is_encrypted (parameter) ? 9 + ((40 + length / 16 * 16 + 16) * 4 + 2) / 3 : 53 + length;

      if (expected > 4096)
        test_encode_fails (codec, g_variant_new_string (letters), COOKIE_ERROR_LIMIT);
      else
        {
          g_autofree char *text = cookie_codec_encode (codec, NAME, g_variant_new_string (letters), NULL);
          g_autoptr (GVariant) again = cookie_codec_decode (codec, NAME, text, NULL);
          g_autofree char *renewed = cookie_codec_renew (rotated, NAME, text);

          g_assert_cmpuint (strlen (text), ==, expected);
          g_assert_cmpstr (g_variant_get_string (again, NULL), ==, letters);
          g_assert_cmpuint (strlen (renewed), ==, expected);
        }
    }

  assert_refused (codec, NAME, long_text, COOKIE_ERROR_LIMIT, "longer than 4096");
}

/* CVE-2025-47278, from outside: the first secret seals, all open. */
static void
test_renew (gconstpointer parameter)
{
  g_autoptr (CookieCodec) old_codec = new_sealed (parameter, NULL, 0, "0");
  g_autoptr (CookieCodec) new_codec = new_sealed (parameter, NULL, 0, "1");
  g_autoptr (CookieCodec) codec = new_sealed (parameter, NULL, 0, "210");
  g_autoptr (CookieCodec) first = new_sealed (parameter, NULL, 0, "2");
  g_autoptr (CookieCodec) timed = new_sealed (parameter, NULL, 60, "10");
  g_autofree char *old_text = encode_seven (old_codec);
  g_autofree char *new_text = encode_seven (new_codec);
  g_autofree char *text = encode_seven (codec);
  g_autofree char *moved = cookie_codec_encode (old_codec, "sugar", g_variant_new_int32 (7), NULL);
  g_autofree char *changed = g_strdup (old_text);
  g_autofree char *expired = seal_seconds_ago (parameter, 61);
  g_autofree char *renewed = NULL, *again = NULL;

  assert_seven (first, text);
  test_decode_fails (old_codec, text, COOKIE_ERROR_NO_KEY);
  test_decode_fails (new_codec, text, COOKIE_ERROR_NO_KEY);
  assert_seven (codec, old_text);
  assert_seven (codec, new_text);

  renewed = cookie_codec_renew (codec, NAME, old_text);
  assert_seven (first, renewed);
  again = cookie_codec_renew (codec, NAME, new_text);
  assert_seven (first, again);
  g_assert_null (cookie_codec_renew (codec, NAME, text));
  g_assert_null (cookie_codec_renew (codec, NAME, renewed));
  g_assert_null (cookie_codec_renew (old_codec, NAME, old_text));

  /* nothing is renewed that is not decoded */
  change_letter (changed);
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
test_renew_keeps_time (gconstpointer parameter)
{
  g_autoptr (CookieCodec) codec = new_sealed (parameter, NULL, 60, "10");
  g_autoptr (CookieCodec) unlimited = new_sealed (parameter, NULL, 0, "10");
  g_autofree char *text = seal_seconds_ago (parameter, 30);
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

/* Either secret may be old: what is renewed is sealed with both new ones, and keeps both times. */
static void
check_renew_nested (gconstpointer parameter,
                    gconstpointer inner_parameter,
                    guint         outer,
                    guint         inner)
{
  g_autoptr (CookieCodec) codec = new_sealed (parameter, new_sealed (inner_parameter, NULL, 60, "10"), 60, "10");
  g_autoptr (CookieCodec) new_codec = new_sealed (parameter, new_sealed (inner_parameter, NULL, 60, "1"), 60, "1");
  g_autofree char *time = format_seconds_ago (20), *inner_time = format_seconds_ago (40);
  g_autofree char *inner_text = seal_at (inner_parameter, inner, inner_time, "i:7");
  g_autofree char *text = seal_at (parameter, outer, time, inner_text);
  g_autofree char *renewed = cookie_codec_renew (codec, NAME, text);
  g_autofree char *renewed_time = NULL, *renewed_inner_text = NULL, *renewed_inner_time = NULL;

  assert_seven (codec, text);
  g_assert_cmpint (cookie_codec_get_remaining_lifetime (codec, NAME, text), <=, 20);

  if (outer == 1 && inner == 1)
    {
      g_assert_null (renewed);
      return;
    }

  test_decode_fails (new_codec, text, COOKIE_ERROR_NO_KEY);
  assert_seven (codec, renewed);
  assert_seven (new_codec, renewed);
  g_assert_null (cookie_codec_renew (codec, NAME, renewed));

  renewed_time = get_part (renewed, 2);
  renewed_inner_text = get_inner_text (parameter, 1, renewed);
  renewed_inner_time = get_part (renewed_inner_text, 2);
  g_assert_cmpstr (renewed_time, ==, time);
  g_assert_cmpstr (renewed_inner_time, ==, inner_time);
}

static void
test_renew_nested (gconstpointer parameter)
{
  for (guint i = 0; i < (cookie_encrypted_codec_is_supported () ? 8 : 4); i++)
    check_renew_nested (parameter, GINT_TO_POINTER (i / 4), i / 2 % 2, i % 2);
}

/* The shortest of both lifetimes counts, to the last second. */
static void
test_remaining_nested (gconstpointer parameter)
{
  static const struct { guint outer, inner, age; int remaining; } cases[] = {
    { 60, 30, 0, 30 }, { 60, 30, 29, 1 }, { 60, 30, 30, 0 }, { 30, 60, 0, 30 }, { 30, 60, 30, 0 }, { 60, 0, 60, 0 }, { 60, 0, 20, 40 },
    { 0, 60, 20, 40 }, { 0, 60, 60, 0 }, { 0, 0, 20, -1 }, { 60, 60, 61, -1 }, { 0, 30, 31, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CookieCodec) codec = new_sealed (parameter, new_sealed (parameter, NULL, cases[i].inner, "0"), cases[i].outer, "0");
      g_autofree char *text = NULL;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      stopped_clock = 1700000000;
      text = encode_seven (codec);
      stopped_clock += cases[i].age;
      g_assert_cmpint (cookie_codec_get_remaining_lifetime (codec, NAME, text), ==, cases[i].remaining);
      stopped_clock = 0;
    }
}

/* The keyring is shared, and what is changed there is changed for both codecs at once. */
static void
test_keyring (gconstpointer parameter)
{
  g_autoptr (CookieKeyring) keyring = cookie_keyring_new ();
  GType type = is_encrypted (parameter) ? COOKIE_TYPE_ENCRYPTED_CODEC : COOKIE_TYPE_SIGNED_CODEC;
  g_autoptr (CookieCodec) codec = g_object_new (type, "keyring", keyring, "purpose", "a", NULL);
  CookieCodec *other = g_object_new (type, "keyring", keyring, "purpose", "b", NULL);
  g_autoptr (GBytes) old_secret = test_secret (0);
  g_autoptr (GBytes) new_secret = test_secret (1);
  g_autofree char *text = NULL, *other_text = NULL, *new_text = NULL;

  g_assert_true (cookie_keyring_append (keyring, old_secret, NULL));
  text = encode_seven (codec);
  other_text = encode_seven (other);
  test_decode_fails (other, text, COOKIE_ERROR_UNAUTHENTIC);

  g_assert_true (cookie_keyring_prepend (keyring, new_secret, NULL));
  assert_seven (codec, text);
  assert_seven (other, other_text);
  new_text = encode_seven (codec);
  g_assert_null (cookie_codec_renew (codec, NAME, new_text));

  g_assert_true (cookie_keyring_remove (keyring, old_secret));
  test_decode_fails (codec, text, COOKIE_ERROR_NO_KEY);
  test_decode_fails (other, other_text, COOKIE_ERROR_NO_KEY);
  assert_seven (codec, new_text);

  g_assert_finalize_object (other);
  assert_seven (codec, new_text);

  /* logged out everywhere */
  g_assert_true (cookie_keyring_remove (keyring, new_secret));
  test_decode_fails (codec, new_text, COOKIE_ERROR_NO_KEY);
  test_encode_fails (codec, g_variant_new_int32 (7), COOKIE_ERROR_NO_KEY);
}

/* The order of the secrets does not matter to what is opened. */
static void
test_orders (gconstpointer parameter)
{
  static const char * const orders[] = { "012", "021", "102", "120", "201", "210" };

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr (CookieCodec) codec = new_sealed (parameter, NULL, 0, orders[i]);
      g_autofree char *text = encode_seven (codec);
      g_autofree char *id = get_part (text, 1);
      g_autoptr (GBytes) secret = test_secret (orders[i][0] - '0');
      g_autofree char *expected = test_seal_id (secret);

      g_assert_cmpstr (id, ==, expected);
      for (gsize j = 0; j < TEST_N_SECRETS; j++)
        {
          g_autofree char *each = seal_at (parameter, j, "", "i:7");
          g_autofree char *renewed = cookie_codec_renew (codec, NAME, each);

          assert_seven (codec, each);
          g_assert_cmpint (renewed != NULL, ==, orders[i][0] != (char) ('0' + j));
        }
    }
}

/* A text, and those that were made of it, which are all refused */
static void
check_changed (CookieCodec *codec,
               const char  *changed)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cookie_codec_decode (codec, NAME, changed, &error));
  g_assert_true (error->domain == COOKIE_ERROR);
  g_assert_true (error->code == COOKIE_ERROR_DECODE || error->code == COOKIE_ERROR_NOT_SEALED ||
                 error->code == COOKIE_ERROR_NO_KEY || error->code == COOKIE_ERROR_UNAUTHENTIC);
  if (g_utf8_validate (changed, -1, NULL))
    g_assert_null (cookie_codec_renew (codec, NAME, changed));
}

/* Flips every bit; takes away, doubles and adds every byte; cuts at each end; adds at each end. */
static void
test_changed (gconstpointer parameter)
{
  static const char * const names[] = { "string", "percent", "smart", "text", "binary", "signed-text" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (CookieCodec) codec = new_sealed (parameter, test_new_codec (names[i]), 60, "0");
      g_autoptr (GRand) rand = g_rand_new_with_seed (4);

      for (int j = 0; j < 8; j++)
        {
          g_autoptr (GVariant) value = j % 2 ? test_random_value (rand) : test_random_string (rand);
          g_autofree char *text = cookie_codec_encode (codec, NAME, value, NULL);
          const gsize length = strlen (text);

          for (gsize bit = 0; bit < 8 * length; bit++)
            {
              g_autofree char *changed = g_strdup (text);

              changed[bit / 8] ^= 1 << bit % 8;
              check_changed (codec, changed);
            }

          for (gsize at = 0; at <= length; at++)
            {
              static const char added[] = "A0.=%-_\"";
              g_autofree char *start = g_strndup (text, at);

              if (at < length)
                {
                  g_autofree char *without = g_strconcat (start, text + at + 1, NULL);
                  g_autofree char *repeated = g_strdup_printf ("%s%c%s", start, text[at], text + at);

                  check_changed (codec, start);
                  check_changed (codec, text + at + 1);
                  check_changed (codec, without);
                  check_changed (codec, repeated);
                }
              for (gsize k = 0; added[k] != '\0'; k++)
                {
                  g_autofree char *more = g_strdup_printf ("%s%c%s", start, added[k], text + at);

                  check_changed (codec, more);
                }
            }
        }
    }
}

/* What the second writer seals is opened, and what is sealed is opened by the second reader. */
static void
test_second (gconstpointer parameter)
{
  static const char * const purposes[] = { "", PURPOSE, "séance; \"a.b\"" };
  static const char * const names[] = { NAME, "__Host-sid", "a:b", "!" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (140);
  g_autoptr (GBytes) secret = test_secret (2);

  for (guint i = 0; i < 3000; i++)
    {
      const TestSeal seal = {
        is_encrypted (parameter), secret, purposes[i % G_N_ELEMENTS (purposes)], names[i / 5 % G_N_ELEMENTS (names)],
      };
      g_autoptr (CookieCodec) codec = test_new_sealed (seal.is_encrypted, test_raw_codec_new (), seal.purpose,
                                                       i % 2 ? G_MAXINT : 0);
      g_autoptr (GVariant) value = test_random_string (rand);
      g_autoptr (GVariant) again = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL, *opened = NULL, *time = NULL, *sealed = NULL, *untimed = NULL;
      const char *string = g_variant_get_string (value, NULL);

      test_add_secret (codec, 2);
      text = cookie_codec_encode (codec, seal.name, value, &error);
      g_assert_no_error (error);
      opened = test_unseal (&seal, text, &time);
      g_assert_cmpstr (opened, ==, string);
      g_assert_cmpint (*time != '\0', ==, i % 2);

      sealed = test_seal (&seal, time, string);
      again = cookie_codec_decode (codec, seal.name, sealed, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (g_variant_get_string (again, NULL), ==, string);

      /* without a nonce, one value has one text */
      if (!seal.is_encrypted)
        g_assert_cmpstr (sealed, ==, text);
    }
}

/* The texts of PyNaCl and of Python's hmac */
static gconstpointer vector_parameter;

static void
check_vector (GBytes **columns,
              gsize    n_columns,
              guint    line)
{
  const char *digits = test_vector_text (columns[1]);
  const char *sealed = test_vector_text (columns[6]);
  g_autoptr (CookieCodec) codec = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GBytes) secret = NULL;
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_str_has_prefix (sealed, get_mark (vector_parameter)))
    return;

  for (gsize i = 0; digits[i] != '\0'; i += 2)
    {
      guint8 byte = g_ascii_xdigit_value (digits[i]) << 4 | g_ascii_xdigit_value (digits[i + 1]);

      g_byte_array_append (bytes, &byte, 1);
    }
  secret = g_bytes_new (bytes->data, bytes->len);

  g_test_message ("line %u: %s", line, test_vector_text (columns[0]));
  codec = test_new_sealed (is_encrypted (vector_parameter), test_raw_codec_new (), test_vector_text (columns[2]), 0);
  g_assert_true (cookie_keyring_append (cookie_sealed_codec_get_keyring (COOKIE_SEALED_CODEC (codec)), secret, &error));
  g_assert_no_error (error);
  value = cookie_codec_decode (codec, test_vector_text (columns[3]), sealed, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_variant_get_string (value, NULL), ==, test_vector_text (columns[5]));
}

static void
test_vectors (gconstpointer parameter)
{
  vector_parameter = parameter;
  g_assert_cmpuint (test_vectors_run ("seals.txt", 7, check_vector), >=, 35);
}

/* Sealed by one who has the secret and does not follow the description */
static void
test_forged (gconstpointer parameter)
{
  static const struct { const char *body; gsize length; } cases[] = {
    { "%4", 2 }, { "%", 1 }, { "a%zz", 4 }, { "%00", 3 }, { "a%00b", 5 }, { "%E9", 3 }, { "%C3%28", 6 },
  }, boxes[] = {
    { "", 0 }, { "a", 1 }, { "aaaaaaaaaaaaaaaa", 16 }, { "aaaaaaaaaaaaaaa", 15 },
    { "a\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 32 },
    { "a\0b\0\0\0\0\0\0\0\0\0\0\0\0\0", 16 }, { "\0b\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16 },
    { "\xe9\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16 }, { "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 32 },
  };
  g_autoptr (CookieCodec) codec = new_sealed (parameter, test_raw_codec_new (), 0, "0");
  g_autoptr (GBytes) secret = test_secret (0);
  const TestSeal seal = { is_encrypted (parameter), secret, PURPOSE, NAME };

  for (gsize i = 0; i < (seal.is_encrypted ? G_N_ELEMENTS (boxes) : G_N_ELEMENTS (cases)); i++)
    {
      const char *body = seal.is_encrypted ? boxes[i].body : cases[i].body;
      g_autofree char *sealed = test_seal_body (&seal, "", body, seal.is_encrypted ? boxes[i].length : cases[i].length);

      test_decode_fails (codec, sealed, COOKIE_ERROR_DECODE);
    }
}

/* No text of a value is like another one, and none tells more of its length than the number of blocks. */
static void
test_nonces (gconstpointer parameter)
{
  g_autoptr (CookieCodec) codec = new_sealed (parameter, test_raw_codec_new (), 0, "0");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const guint n = 20000;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = cookie_codec_encode (codec, NAME, g_variant_new_string ("ann"), NULL);

      /* the nonce has 32 characters */
      g_hash_table_add (seen, g_strndup (text + strlen ("e1.abcd.."), 32));
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, n);

  for (guint i = 0; i < 64; i++)
    {
      g_autofree char *value = g_strnfill (i, 'a');
      g_autofree char *block = g_strnfill (i / 16 * 16, 'b');
      g_autofree char *text = cookie_codec_encode (codec, NAME, g_variant_new_string (value), NULL);
      g_autofree char *other = cookie_codec_encode (codec, NAME, g_variant_new_string (block), NULL);

      g_assert_cmpuint (strlen (text), ==, strlen (other));
    }
}

/* A dictionary does not send an equal value again, though its text would be another; touch () does. */
static void
test_dictionary (gconstpointer parameter)
{
  g_autoptr (CookieCodec) codec = new_sealed (parameter, COOKIE_CODEC (cookie_string_codec_new ()), 60, "0");
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autofree char *text = seal_seconds_ago (parameter, 30);
  g_autofree char *header = g_strconcat (NAME "=", text, NULL);
  g_autofree char *time = get_part (text, 2);
  g_autofree char *kept = NULL, *touched = NULL, *touched_time = NULL;
  g_autoptr (GBytes) secret = test_secret (1);
  g_autoptr (GPtrArray) changes = NULL;

  cookie_base_cookie_set_codec (cookie, codec);
  g_assert_true (cookie_base_cookie_load (cookie, header, NULL));
  g_assert_cmpstr (cookie_base_cookie_get_string (cookie, NAME), ==, "i:7");
  g_assert_true (cookie_base_cookie_set_string (cookie, NAME, "i:7", NULL));
  g_assert_false (cookie_base_cookie_get_has_changes (cookie));
  g_assert_cmpstr (cookie_base_cookie_get_coded_value (cookie, NAME), ==, text);

  g_assert_true (cookie_base_cookie_touch (cookie, NAME, NULL));
  touched = g_strdup (cookie_base_cookie_get_coded_value (cookie, NAME));
  touched_time = get_part (touched, 2);
  g_assert_cmpstr (touched_time, !=, time);
  cookie_base_cookie_clear_changes (cookie);

  /* what is loaded after a rotation is sent again */
  g_assert_true (cookie_keyring_prepend (cookie_sealed_codec_get_keyring (COOKIE_SEALED_CODEC (codec)), secret, NULL));
  cookie_base_cookie_clear (cookie);
  cookie_base_cookie_clear_changes (cookie);
  g_assert_true (cookie_base_cookie_load (cookie, header, NULL));
  changes = cookie_base_cookie_get_changes (cookie);
  g_assert_cmpuint (changes->len, ==, 1);
  kept = get_part (cookie_morsel_get_coded_value (changes->pdata[0]), 2);
  g_assert_cmpstr (kept, ==, time);
}

/* A class of another library that has no kind */
typedef struct { CookieSealedCodec parent_instance; } OtherCodec;
typedef struct { CookieSealedCodecClass parent_class; } OtherCodecClass;

static GType other_codec_get_type (void);
G_DEFINE_TYPE (OtherCodec, other_codec, COOKIE_TYPE_SEALED_CODEC)

static void
other_codec_class_init (OtherCodecClass *klass)
{
}

static void
other_codec_init (OtherCodec *self)
{
}

static void
check_not_supported (CookieCodec *codec)
{
  g_autoptr (GError) error = NULL;

  test_add_secret (codec, 0);
  g_assert_null (cookie_codec_encode (codec, NAME, g_variant_new_int32 (7), &error));
  test_assert_refused (error, COOKIE_ERROR_NOT_SUPPORTED, "cannot seal");
  assert_refused (codec, NAME, "i:7", COOKIE_ERROR_NOT_SUPPORTED, "without libsodium");
  assert_refused (codec, NAME, "e1.g9sF..AAAA", COOKIE_ERROR_NOT_SUPPORTED, "without libsodium");
}

static void
test_not_supported (void)
{
  CookieCodec *codec = g_object_new (other_codec_get_type (), NULL);

  g_assert_true (G_TYPE_IS_ABSTRACT (COOKIE_TYPE_SEALED_CODEC));
  check_not_supported (codec);
  g_assert_finalize_object (codec);

  if (!cookie_encrypted_codec_is_supported ())
    {
      codec = COOKIE_CODEC (cookie_encrypted_codec_new (NULL, NULL, "", 0));
      check_not_supported (codec);
      g_assert_finalize_object (codec);
    }
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; GTestDataFunc func; } tests[] = {
    { "new", test_new },
    { "properties", test_properties },
    { "reasons", test_reasons },
    { "opens-first", test_opens_first },
    { "inner-errors", test_inner_errors },
    { "lifetime", test_lifetime },
    { "clock", test_clock },
    { "time", test_time },
    { "no-secret", test_no_secret },
    { "names", test_names },
    { "max-length", test_max_length },
    { "renew", test_renew },
    { "renew/keeps-time", test_renew_keeps_time },
    { "renew/nested", test_renew_nested },
    { "remaining/nested", test_remaining_nested },
    { "keyring", test_keyring },
    { "orders", test_orders },
    { "changed", test_changed },
    { "second", test_second },
    { "vectors", test_vectors },
    { "forged", test_forged },
    { "dictionary", test_dictionary },
  };
  const gboolean supported = cookie_encrypted_codec_is_supported ();

  g_test_init (&argc, &argv, NULL);
  test_log_nothing ();

  g_test_add_func ("/cookie/sealed-codec/not-supported", test_not_supported);

  for (int encrypted = 0; encrypted <= (supported ? 1 : 0); encrypted++)
    for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
      {
        g_autofree char *path = g_strdup_printf ("/cookie/%s-codec/%s", get_participle (GINT_TO_POINTER (encrypted)), tests[i].name);

        g_test_add_data_func (path, GINT_TO_POINTER (encrypted), tests[i].func);
      }
  if (supported)
    {
      g_test_add_data_func ("/cookie/signed-codec/kinds", GINT_TO_POINTER (FALSE), test_kinds);
      g_test_add_data_func ("/cookie/encrypted-codec/kinds", GINT_TO_POINTER (TRUE), test_kinds);
      g_test_add_data_func ("/cookie/encrypted-codec/nonces", GINT_TO_POINTER (TRUE), test_nonces);
    }

  return g_test_run ();
}
