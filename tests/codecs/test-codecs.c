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
  g_autoptr (CookieCodec) codec = COOKIE_CODEC (cookie_percent_codec_new ());
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
  g_autoptr (CookieCodec) codec = COOKIE_CODEC (cookie_smart_codec_new ());
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
  g_autoptr (CookieCodec) codec = COOKIE_CODEC (cookie_smart_codec_new ());
  g_autoptr (CookieCodec) longer = g_object_new (COOKIE_TYPE_SMART_CODEC, "max-length", 20000, NULL);
  g_autofree char *letters = g_strnfill (10000, 'a');
  g_autofree char *text = g_strdup_printf ("@s:'%s'", letters);
  guint max_length;

  test_decode_fails (codec, text, COOKIE_ERROR_LIMIT);
  test_encode_fails (codec, g_variant_new ("(s)", letters), COOKIE_ERROR_LIMIT);
  check_string (codec, letters, letters);

  g_object_get (longer, "max-length", &max_length, NULL);
  g_assert_cmpuint (max_length, ==, 20000);
  g_assert_cmpuint (cookie_smart_codec_get_max_length (COOKIE_SMART_CODEC (longer)), ==, 20000);
  check_string (longer, text, letters);
}

/* A codec that is configured after it was made would not be the same for all threads. */
static void
test_construct_only (void)
{
  const GType types[] = {
    COOKIE_TYPE_STRING_CODEC, COOKIE_TYPE_PERCENT_CODEC, COOKIE_TYPE_SMART_CODEC, COOKIE_TYPE_VARIANT_CODEC,
    COOKIE_TYPE_JSON_CODEC, COOKIE_TYPE_SIGNED_CODEC,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GTypeClass) klass = g_type_class_ref (types[i]);
      guint n_properties;
      g_autofree GParamSpec **properties = g_object_class_list_properties (G_OBJECT_CLASS (klass), &n_properties);

      g_assert_true (g_type_is_a (types[i], COOKIE_TYPE_CODEC));
      for (guint j = 0; j < n_properties; j++)
        g_assert_true ((properties[j]->flags & G_PARAM_CONSTRUCT_ONLY) != 0);
    }
}

/* Each constructor returns its own type, and nothing else holds the new codec. */
static void
test_own_types (void)
{
  CookieStringCodec *string = cookie_string_codec_new ();
  CookiePercentCodec *percent = cookie_percent_codec_new ();
  CookieJsonCodec *json = cookie_json_codec_new ();
  CookieSmartCodec *smart = cookie_smart_codec_new ();
  CookieVariantCodec *variant = cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_TEXT, NULL);
  CookieSignedCodec *signed_codec = cookie_signed_codec_new (COOKIE_CODEC (g_object_ref (variant)), NULL, "", 0);
  CookieEncryptedCodec *encrypted = cookie_encrypted_codec_new (COOKIE_CODEC (g_object_ref (variant)), NULL, "", 0);
  CookieKeyring *keyring = cookie_keyring_new ();

  g_assert_true (COOKIE_IS_STRING_CODEC (string));
  g_assert_true (COOKIE_IS_PERCENT_CODEC (percent));
  g_assert_true (COOKIE_IS_JSON_CODEC (json));
  g_assert_true (COOKIE_IS_SMART_CODEC (smart));
  g_assert_true (COOKIE_IS_VARIANT_CODEC (variant));
  g_assert_true (COOKIE_IS_SIGNED_CODEC (signed_codec));
  g_assert_true (COOKIE_IS_ENCRYPTED_CODEC (encrypted));
  g_assert_true (COOKIE_IS_KEYRING (keyring));

  g_assert_finalize_object (string);
  g_assert_finalize_object (percent);
  g_assert_finalize_object (json);
  g_assert_finalize_object (smart);
  g_assert_finalize_object (signed_codec);
  g_assert_finalize_object (encrypted);
  g_assert_finalize_object (keyring);
  g_assert_finalize_object (variant);
}

static void
test_value_types (void)
{
  static const struct { const char *name; const char *type; } cases[] = {
    { "string", "s" },
    { "percent", "s" },
    { "json", NULL },
    { "smart", NULL },
    { "text", NULL },
    { "binary", NULL },
    { "signed-string", "s" },
    { "signed-json", NULL },
    { "signed-smart", NULL },
    { "signed-signed-percent", "s" },
    { "signed-signed-text", NULL },
  };
  static const char * const types[] = { "s", "i", "a{sv}", "(sib)", "mas" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CookieCodec) codec = test_new_codec (cases[i].name);
      const GVariantType *type = cookie_codec_get_value_type (codec);

      if (cases[i].type == NULL)
        g_assert_null (type);
      else
        g_assert_true (g_variant_type_equal (type, G_VARIANT_TYPE (cases[i].type)));
    }

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      const GVariantType *type = G_VARIANT_TYPE (types[i]);
      CookieVariantCodec *variant = cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_BINARY, type);
      g_autoptr (CookieCodec) signed_codec = COOKIE_CODEC (cookie_signed_codec_new (COOKIE_CODEC (variant), NULL, "", 0));

      g_assert_true (g_variant_type_equal (cookie_codec_get_value_type (COOKIE_CODEC (variant)), type));
      g_assert_true (g_variant_type_equal (cookie_codec_get_value_type (signed_codec), type));
    }
}

/* Only a codec with secrets has something to renew. */
static void
test_renews_nothing (void)
{
  static const char * const names[] = { "string", "percent", "smart", "text", "binary", "signed-string", "signed-signed-text" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (CookieCodec) codec = test_new_codec (names[i]);
      g_autofree char *text = cookie_codec_encode (codec, "fig", g_variant_new_string ("seven"), NULL);

      g_assert_nonnull (text);
      g_assert_null (cookie_codec_renew (codec, "fig", text));
    }
}

/* A codec of an application, with versions of its text: a value is read from "0-" and "01-" and the
 * text, and written with "01-".
 */

#define TEST_TYPE_VERSION_CODEC (test_version_codec_get_type ())
G_DECLARE_FINAL_TYPE (TestVersionCodec, test_version_codec, TEST, VERSION_CODEC, GObject)

struct _TestVersionCodec
{
  GObject parent_instance;
};

static void test_version_codec_iface_init (CookieCodecInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestVersionCodec, test_version_codec, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COOKIE_TYPE_CODEC, test_version_codec_iface_init))

static char *
test_version_codec_encode (CookieCodec  *codec,
                           const char   *name,
                           GVariant     *value,
                           GError      **error)
{
  return g_strconcat ("01-", g_variant_get_string (value, NULL), NULL);
}

static GVariant *
test_version_codec_decode (CookieCodec  *codec,
                           const char   *name,
                           const char   *coded_value,
                           GError      **error)
{
  return g_variant_new_string (strchr (coded_value, '-') + 1);
}

static char *
test_version_codec_renew (CookieCodec *codec,
                          const char  *name,
                          const char  *coded_value)
{
  g_assert_cmpstr (name, ==, "fig");

  return g_str_has_prefix (coded_value, "0-") ? g_strconcat ("01-", coded_value + strlen ("0-"), NULL) : NULL;
}

static void
test_version_codec_iface_init (CookieCodecInterface *iface)
{
  iface->encode = test_version_codec_encode;
  iface->decode = test_version_codec_decode;
  iface->renew = test_version_codec_renew;
}

static void
test_version_codec_class_init (TestVersionCodecClass *klass)
{
}

static void
test_version_codec_init (TestVersionCodec *self)
{
}

/* A signed codec renews what its inner codec does, with one secret too. */
static void
test_own_renew (void)
{
  g_autoptr (CookieCodec) inner = g_object_new (TEST_TYPE_VERSION_CODEC, NULL);
  g_autoptr (CookieCodec) codec = COOKIE_CODEC (cookie_signed_codec_new (g_object_ref (inner), NULL, "test", 0));
  g_autoptr (CookieCodec) string_codec = test_new_codec ("signed-percent");
  g_autofree char *direct = cookie_codec_renew (inner, "fig", "0-seven");
  g_autofree char *old_text = cookie_codec_encode (string_codec, "fig", g_variant_new_string ("0-seven"), NULL);
  g_autofree char *text = cookie_codec_encode (string_codec, "fig", g_variant_new_string ("01-seven"), NULL);
  g_autoptr (CookieCodec) short_codec = g_object_new (COOKIE_TYPE_SIGNED_CODEC, "codec", inner, "purpose", "test",
                                                      "max-length", (guint) strlen (old_text), NULL);
  g_autofree char *renewed = NULL;

  g_assert_null (cookie_codec_get_value_type (inner));
  g_assert_cmpstr (direct, ==, "01-seven");
  g_assert_null (cookie_codec_renew (inner, "fig", direct));

  test_add_secret (codec, 0);
  check_string (codec, old_text, "seven");
  renewed = cookie_codec_renew (codec, "fig", old_text);
  g_assert_cmpstr (renewed, ==, text);
  check_string (codec, renewed, "seven");
  g_assert_null (cookie_codec_renew (codec, "fig", renewed));

  /* text that would be too long to be read is not written */
  test_add_secret (short_codec, 0);
  check_string (short_codec, old_text, "seven");
  g_assert_null (cookie_codec_renew (short_codec, "fig", old_text));
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
  g_test_add_func ("/cookie/codecs/construct-only", test_construct_only);
  g_test_add_func ("/cookie/codecs/own-types", test_own_types);
  g_test_add_func ("/cookie/codecs/value-types", test_value_types);
  g_test_add_func ("/cookie/codecs/renews-nothing", test_renews_nothing);
  g_test_add_func ("/cookie/codecs/own-renew", test_own_renew);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *random_path = g_strdup_printf ("/cookie/codecs/%s/random-values", names[i]);
      g_autofree char *mutated_path = g_strdup_printf ("/cookie/codecs/%s/mutated", names[i]);

      g_test_add_data_func (random_path, names[i], test_random_values);
      g_test_add_data_func (mutated_path, names[i], test_mutated_texts);
    }

  return g_test_run ();
}
