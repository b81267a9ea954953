/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "test-refused.h"
#include "test-values.h"
#include "test-vectors.h"

static CookieCodec *
new_codec (void)
{
  return COOKIE_CODEC (cookie_json_codec_new ());
}

static GVariant *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  GVariant *value = g_variant_parse (NULL, text, NULL, NULL, &error);

  g_assert_no_error (error);

  return value;
}

static void
check_vector (GBytes **columns,
              gsize    n_columns,
              guint    line)
{
  g_autofree char *text = g_strdup (test_vector_text (columns[0]));
  const char *expected = test_vector_text (columns[1]);
  const char *canonical = test_vector_text (columns[2]);
  g_autoptr (CookieCodec) codec = new_codec ();
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GVariant) expected_value = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *again = NULL;

  g_test_message ("line %u", line);

  if (*expected == '!')
    {
      g_assert_cmpstr (expected, ==, "!decode");
      test_decode_fails (codec, text, COOKIE_ERROR_DECODE);
      return;
    }

  value = cookie_codec_decode (codec, "fig", text, &error);
  g_assert_no_error (error);
  g_assert_true (g_variant_is_normal_form (value));
  if (!g_str_equal (expected, "-"))
    {
      expected_value = parse (expected);
      g_assert_true (g_variant_equal (value, expected_value));
    }

  again = cookie_codec_encode (codec, "fig", value, &error);
  g_assert_no_error (error);
  if (*canonical != '~')
    g_assert_cmpstr (again, ==, canonical);
  test_round_trip (codec, "fig", value);
}

static void
test_vectors (void)
{
  g_assert_cmpuint (test_vectors_run ("json.txt", 3, check_vector), >=, 180);
}

/* Values of other types than those that are read */
static void
test_encode (void)
{
  static const struct { const char *value; const char *json; } cases[] = {
    { "byte 255", "255" },
    { "int16 -5", "-5" },
    { "uint16 5", "5" },
    { "-7", "-7" },
    { "uint32 4294967295", "4294967295" },
    { "uint64 9007199254740991", "9007199254740991" },
    { "1.0", "1" },
    { "-0.0", "0" },
    { "-1.5", "-1.5" },
    { "1e21", "1e+21" },
    { "1e-7", "1e-7" },
    { "123456789012345680000.0", "123456789012345680000" },
    { "objectpath '/a'", "\"/a\"" },
    { "signature 'a{sv}'", "\"a{sv}\"" },
    { "['a', 'b']", "[\"a\",\"b\"]" },
    { "[1, 2]", "[1,2]" },
    { "[1.5, 2]", "[1.5,2]" },
    { "[true, false]", "[true,false]" },
    { "@as []", "[]" },
    { "@a{ss} {}", "{}" },
    { "{'b': 'x', 'a': 'y'}", "{\"b\":\"x\",\"a\":\"y\"}" },
    { "{objectpath '/a': 1}", "{\"/a\":1}" },
    { "{'a': {'b': 1}}", "{\"a\":{\"b\":1}}" },
    { "{'a': <[1]>, 'b': <@mv nothing>}", "{\"a\":[1],\"b\":null}" },
    { "()", "[]" },
    { "('a', 1, [true])", "[\"a\",1,[true]]" },
    { "[{'a': 1}, {'b': 2}]", "[{\"a\":1},{\"b\":2}]" },
    { "@ms nothing", "null" },
    { "@ms 'a'", "\"a\"" },
    { "@mmi just nothing", "null" },
    { "@ami [1, nothing]", "[1,null]" },
    { "<<7>>", "7" },
  };
  g_autoptr (CookieCodec) codec = new_codec ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GVariant) value = parse (cases[i].value);
      g_autofree char *expected = g_uri_escape_string (cases[i].json, "!'()*", FALSE);
      g_autoptr (GError) error = NULL;
      g_autofree char *text = cookie_codec_encode (codec, "fig", value, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, expected);
    }
}

static void
test_encode_refused (void)
{
  static const struct { const char *value; const char *message; } cases[] = {
    { "nan", "no infinite number and no NaN: after 0 bytes" },
    { "inf", "no infinite number and no NaN" },
    { "[0.0, -inf]", "no infinite number and no NaN: after 3 bytes" },
    { "int64 9007199254740992", "2⁵³ - 1" },
    { "int64 -9007199254740992", "2⁵³ - 1" },
    { "uint64 18446744073709551615", "2⁵³ - 1" },
    { "{'a': <uint64 9007199254740992>}", "2⁵³ - 1 exactly: after 5 bytes" },
    { "@ay []", "type “ay”" },
    { "{'a': <b'bytes'>}", "type “ay”: after 5 bytes" },
    { "handle 0", "type “h”" },
    { "{'a', 1}", "type “{si}”" },
    { "{1: 'a'}", "keys of an object of JSON are strings" },
    { "{true: 'a'}", "keys of an object of JSON are strings" },
    { "@a{yv} {}", "keys of an object of JSON are strings" },
    { "{'a': 1, 'b': 2, 'a': 3}", "key “a” twice: after 13 bytes" },
  };
  g_autoptr (CookieCodec) codec = new_codec ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GVariant) value = parse (cases[i].value);
      g_autoptr (GError) error = NULL;

      g_assert_null (cookie_codec_encode (codec, "fig", value, &error));
      test_assert_refused (error, COOKIE_ERROR_ILLEGAL_VALUE, cases[i].message);
    }
}

/* A message says what is wrong, and where in the text as it was received. */
static void
test_decode_refused (void)
{
  static const struct { const char *text; const char *message; } cases[] = {
    { "%7B%22a%22%3A01%7D", "“%7B%22a%22%3A01%7D” at byte 13" },
    { "%7B%22a%22:0,%22%61%22:0}", "name “a” twice: “%7B%22a%22:0,%22%61%22:0}” at byte 13" },
    { "j%3A%22%E9%22", "without U+0000: “j%3A%22%E9%22” at byte 7" },
    { "j:{\"a\":}", "“j:{\"a\":}” at byte 7" },
    { "[1,2", "“,” or “]” is missing: “[1,2” at byte 4" },
    { "{\"a\":1,\"b\":2,\"a\":3}", "name “a” twice: “{\"a\":1,\"b\":2,\"a\":3}” at byte 13" },
    { "[\"\\ud800\"]", "at byte 2" },
    { "[\"a\\u0000\"]", "U+0000: “[\"a\\u0000\"]” at byte 3" },
    { "[1e999]", "too large: “[1e999]” at byte 1" },
    { "7%", "two hexadecimal digits after it: “7%” at byte 1" },
    { "", "A value of JSON is missing: “” at byte 0" },
  };
  g_autoptr (CookieCodec) codec = new_codec ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cookie_codec_decode (codec, "fig", cases[i].text, &error));
      test_assert_refused (error, COOKIE_ERROR_DECODE, cases[i].message);
    }
}

/* Every power of two: the decimal nearest to 46 of them is read as another number. */
static void
test_powers_of_two (void)
{
  g_autoptr (CookieCodec) codec = new_codec ();

  for (guint64 bits = 1; bits != 0; bits <<= 1)
    {
      g_autoptr (GVariant) value = g_variant_ref_sink (test_new_double (bits));

      if (bits < 1ull << 52)
        test_round_trip (codec, "fig", value);
    }

  for (guint64 exponent = 1; exponent < 0x7ff; exponent++)
    {
      g_autoptr (GVariant) value = g_variant_ref_sink (test_new_double (exponent << 52));
      g_autofree char *text = cookie_codec_encode (codec, "fig", value, NULL);
      g_autoptr (GVariant) back = cookie_codec_decode (codec, "fig", text, NULL);
      gsize n_digits = 0;

      for (const char *p = text; *p != '\0' && *p != 'e'; p++)
        n_digits += g_ascii_isdigit (*p);
      if (strchr (text, 'e') != NULL)
        g_assert_cmpuint (n_digits, <=, 17);

      if (g_variant_is_of_type (back, G_VARIANT_TYPE_INT64))
        g_assert_true ((double) g_variant_get_int64 (back) == g_variant_get_double (value));
      else
        g_assert_true (g_variant_equal (back, value));
    }
}

static void
test_max_length (void)
{
  g_autoptr (CookieCodec) codec = new_codec ();
  g_autoptr (CookieCodec) longer = g_object_new (COOKIE_TYPE_JSON_CODEC, "max-length", 20000, NULL);
  g_autofree char *letters = g_strnfill (4090, 'a');
  g_autofree char *spaces = g_strnfill (1364, ' ');
  g_autofree char *no_json = g_strnfill (4097, 'a');
  const double numbers[5000] = { 0 };
  g_autoptr (GVariant) fits = g_variant_ref_sink (g_variant_new_string (letters));
  g_autoptr (GVariant) blank = g_variant_ref_sink (g_variant_new_string (spaces));
  g_autofree char *text = cookie_codec_encode (codec, "fig", fits, NULL);
  g_autofree char *too_long = g_strconcat (text, " ", NULL);
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GError) error = NULL;
  guint max_length;

  /* %22 and %22 */
  g_assert_cmpuint (strlen (text), ==, 4096);
  value = cookie_codec_decode (codec, "fig", text, &error);
  g_assert_no_error (error);
  g_assert_true (g_variant_equal (value, fits));

  test_decode_fails (codec, too_long, COOKIE_ERROR_LIMIT);
  test_decode_fails (codec, no_json, COOKIE_ERROR_LIMIT);
  test_encode_fails (codec, g_variant_new ("(s)", letters), COOKIE_ERROR_LIMIT);
  test_encode_fails (codec, g_variant_new_string (spaces), COOKIE_ERROR_LIMIT);
  test_encode_fails (codec, g_variant_new_string (too_long), COOKIE_ERROR_LIMIT);

  /* many numbers, and a name */
  test_encode_fails (codec, g_variant_new_fixed_array (G_VARIANT_TYPE_DOUBLE, numbers, G_N_ELEMENTS (numbers), sizeof (double)),
                     COOKIE_ERROR_LIMIT);
  test_encode_fails (codec, g_variant_new_parsed ("{%s: <1>}", too_long), COOKIE_ERROR_LIMIT);

  g_object_get (longer, "max-length", &max_length, NULL);
  g_assert_cmpuint (max_length, ==, 20000);
  g_assert_cmpuint (cookie_json_codec_get_max_length (COOKIE_JSON_CODEC (longer)), ==, 20000);
  test_round_trip (longer, "fig", blank);
}

static GVariant *
new_nested (guint    n_arrays,
            gboolean wrap)
{
  GVariant *value = g_variant_new_int64 (7);

  for (guint i = 0; i < n_arrays; i++)
    value = g_variant_new_array (NULL, (GVariant *[]) { wrap ? g_variant_new_variant (value) : value }, 1);

  return g_variant_ref_sink (value);
}

static void
test_nesting (void)
{
  g_autoptr (CookieCodec) codec = new_codec ();
  g_autoptr (CookieCodec) longer = g_object_new (COOKIE_TYPE_JSON_CODEC, "max-length", G_MAXUINT, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GVariant) deepest = new_nested (16, TRUE);
  g_autoptr (GVariant) too_deep = new_nested (17, TRUE);
  g_autoptr (GVariant) too_deep_type = new_nested (17, FALSE);
  g_autoptr (GVariant) wrapped = g_variant_ref_sink (g_variant_new_int64 (7));
  g_autofree char *coded = NULL;

  test_round_trip (codec, "fig", deepest);
  test_encode_fails (codec, too_deep, COOKIE_ERROR_ILLEGAL_VALUE);
  test_encode_fails (codec, too_deep_type, COOKIE_ERROR_ILLEGAL_VALUE);

  /* a variant and a maybe are not in the JSON */
  for (int i = 0; i < 50; i++)
    {
      g_autoptr (GVariant) inner = g_steal_pointer (&wrapped);

      wrapped = g_variant_ref_sink (g_variant_new_maybe (NULL, g_variant_new_variant (inner)));
    }
  coded = cookie_codec_encode (codec, "fig", wrapped, NULL);
  g_assert_cmpstr (coded, ==, "7");

  for (int i = 0; i < 1000000; i++)
    g_string_append (text, i % 2 == 0 ? "[" : "{\"\":");
  test_decode_fails (longer, text->str, COOKIE_ERROR_DECODE);
}

/* Long texts whose members, digits or escapes are many. No time is measured: what is not linear
 * does not end before the test's timeout.
 */
static void
test_long_texts (void)
{
  static const struct { const char *start; const char *piece; const char *end; CookieError code; } cases[] = {
    { "[0", ",0", "]", 0 },
    { "[[]", ",[]", "]", 0 },
    { "[{}", ",{\"\":0}", "]", 0 },
    { "\"", "\\ud83d\\ude00", "\"", 0 },
    { "1", "1", "", COOKIE_ERROR_DECODE },
    { "0.", "1", "", 0 },
    { "[1", ",1e-999999", "]", 0 },
    { "", " ", "0", 0 },
    { "", "%20", "0", 0 },
    { "", "j:", "0", COOKIE_ERROR_DECODE },
    { "{\"a\":0", ",\"a\":0", "}", COOKIE_ERROR_DECODE },
    { "{\"a\":{}", ",\"a\":{\"b\":0}", "}", COOKIE_ERROR_DECODE },
  };
  g_autoptr (CookieCodec) codec = g_object_new (COOKIE_TYPE_JSON_CODEC, "max-length", G_MAXUINT, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new (cases[i].start);
      g_autoptr (GVariant) value = NULL;
      g_autoptr (GError) error = NULL;

      while (text->len < 300000)
        g_string_append (text, cases[i].piece);
      g_string_append (text, cases[i].end);

      value = cookie_codec_decode (codec, "fig", text->str, &error);
      if (cases[i].code == 0)
        g_assert_no_error (error);
      else
        test_assert_refused (error, cases[i].code, "byte");
    }
}

/* Names with the same g_str_hash (): "Ez" and "FY" in all orders */
static void
test_equal_hashes (void)
{
  g_autoptr (CookieCodec) codec = g_object_new (COOKIE_TYPE_JSON_CODEC, "max-length", G_MAXUINT, NULL);
  g_autoptr (GString) text = g_string_new ("{");
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1 << 15; i++)
    {
      g_string_append (text, i > 0 ? ",\"" : "\"");
      for (guint bit = 0; bit < 15; bit++)
        g_string_append (text, i >> bit & 1 ? "Ez" : "FY");
      g_string_append (text, "\":0");
    }
  g_string_append_c (text, '}');

  value = cookie_codec_decode (codec, "fig", text->str, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_variant_n_children (value), ==, 1 << 15);
}

/* What a program has not checked is written, or refused: never an endless or deep walk. */
static void
test_untrusted_values (void)
{
  static const char * const types[] = { "v", "a{sv}", "av", "a()", "a(())", "mmmv", "aav", "a{ss}", "as", "d", "(sv)" };
  g_autoptr (CookieCodec) codec = new_codec ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  for (int i = 0; i < 20000; i++)
    {
      const gsize length = g_rand_int_range (rand, 0, 64);
      guint8 *data = g_malloc (length);
      const GVariantType *type = G_VARIANT_TYPE (types[i % G_N_ELEMENTS (types)]);
      g_autoptr (GVariant) value = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      for (gsize j = 0; j < length; j++)
        data[j] = g_rand_boolean (rand) ? g_rand_int (rand) : "vas{}\0\1"[g_rand_int_range (rand, 0, 7)];
      value = g_variant_ref_sink (g_variant_new_from_data (type, data, length, FALSE, g_free, data));

      text = cookie_codec_encode (codec, "fig", value, &error);
      if (text != NULL)
        {
          g_autoptr (GVariant) back = cookie_codec_decode (codec, "fig", text, &error);

          g_assert_no_error (error);
          g_assert_nonnull (back);
        }
    }
}

static void
test_signed (void)
{
  g_autoptr (CookieCodec) plain = new_codec ();
  g_autoptr (CookieCodec) codec = test_new_codec ("signed-json");
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  guint n_sent = 0;

  for (int i = 0; i < 20000; i++)
    {
      g_autoptr (GVariant) value = test_random_value (rand);
      g_autofree char *text = cookie_codec_encode (plain, "fig", value, NULL);
      g_autofree char *signed_text = cookie_codec_encode (codec, "fig", value, NULL);
      g_autoptr (GVariant) read = NULL;

      /* JSON holds most of the values, and what was read from it exactly */
      g_assert_true ((text != NULL) == (signed_text != NULL));
      if (text == NULL)
        continue;

      read = cookie_codec_decode (plain, "fig", text, NULL);
      test_round_trip (plain, "fig", read);
      test_round_trip (codec, "fig", read);
      test_mutated (plain, rand, text);
      test_mutated (codec, rand, signed_text);
      n_sent++;
    }

  g_assert_cmpuint (n_sent, >, 2000);
}

static void
test_cookie (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
  g_autoptr (CookieCodec) codec = new_codec ();
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  gint64 fig;

  cookie_base_cookie_set_codec (cookie, codec);
  g_assert_true (cookie_base_cookie_load (cookie, "a={\"fig\":3}; b=j%3A%5B%5D; c=%7B; d=\"7\"", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 3);
  g_assert_true (g_variant_lookup (cookie_morsel_get_value (cookie_base_cookie_get (cookie, "a")), "fig", "x", &fig));
  g_assert_cmpint (fig, ==, 3);
  g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "d"), ==, "7");

  /* an equal value is no change, whatever its type is */
  cookie_base_cookie_set (cookie, "a", g_variant_new_parsed ("{'fig': 3.0}"), &error);
  g_assert_true (cookie_base_cookie_set (cookie, "b", g_variant_new_parsed ("@as []"), &error));
  g_assert_no_error (error);
  g_assert_false (cookie_base_cookie_get_has_changes (cookie));

  g_assert_true (cookie_base_cookie_set (cookie, "a", g_variant_new_parsed ("{'fig': 4}"), &error));
  g_assert_no_error (error);
  output = cookie_base_cookie_output_changes (cookie, NULL, NULL);
  g_assert_cmpstr (output, ==, "Set-Cookie: a=%7B%22fig%22%3A4%7D");
}

static void
test_not_supported (void)
{
  g_autoptr (CookieCodec) codec = new_codec ();

  test_encode_fails (codec, g_variant_new_string ("seven"), COOKIE_ERROR_NOT_SUPPORTED);
  test_decode_fails (codec, "7", COOKIE_ERROR_NOT_SUPPORTED);
  g_assert_null (cookie_codec_get_value_type (codec));
  g_assert_cmpuint (cookie_json_codec_get_max_length (COOKIE_JSON_CODEC (codec)), ==, 4096);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  if (!cookie_json_codec_is_supported ())
    {
      g_test_add_func ("/cookie/json-codec/not-supported", test_not_supported);
      return g_test_run ();
    }

  g_test_add_func ("/cookie/json-codec/vectors", test_vectors);
  g_test_add_func ("/cookie/json-codec/encode", test_encode);
  g_test_add_func ("/cookie/json-codec/encode-refused", test_encode_refused);
  g_test_add_func ("/cookie/json-codec/decode-refused", test_decode_refused);
  g_test_add_func ("/cookie/json-codec/powers-of-two", test_powers_of_two);
  g_test_add_func ("/cookie/json-codec/max-length", test_max_length);
  g_test_add_func ("/cookie/json-codec/nesting", test_nesting);
  g_test_add_func ("/cookie/json-codec/long-texts", test_long_texts);
  g_test_add_func ("/cookie/json-codec/equal-hashes", test_equal_hashes);
  g_test_add_func ("/cookie/json-codec/untrusted-values", test_untrusted_values);
  g_test_add_func ("/cookie/json-codec/signed", test_signed);
  g_test_add_func ("/cookie/json-codec/cookie", test_cookie);

  return g_test_run ();
}
