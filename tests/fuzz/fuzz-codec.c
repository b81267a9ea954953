/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Texts into each codec's decode (), and values of any type into encode (). The first byte chooses
 * the codec, the second the type.
 */

#include "fuzz.h"
#include "test-seals.h"

#include <string.h>

static const char * const types[] = {
  "s", "v", "a{sv}", "as", "ay", "(sibd)", "mas", "a(og)", "aaaay", "mmv", "{sv}", "t", "x", "d", "()", "av", "h",
};

static CookieCodec *
get_inner (CookieCodec *codec)
{
  return COOKIE_IS_SEALED_CODEC (codec) ? cookie_sealed_codec_get_codec (COOKIE_SEALED_CODEC (codec)) : codec;
}

static gboolean
is_for_strings (CookieCodec *codec)
{
  return COOKIE_IS_STRING_CODEC (get_inner (codec)) || COOKIE_IS_PERCENT_CODEC (get_inner (codec));
}

static void
check_value (CookieCodec *codec,
             GVariant    *value)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = cookie_codec_encode (codec, "key", value, &error);
  g_autoptr (GVariant) again = NULL;

  fuzz_check_error (text != NULL, error);
  if (text == NULL)
    return;

  fuzz_check_text (text);
  for (const char *p = text; *p != '\0'; p++)
    g_assert_true (!g_ascii_iscntrl (*p) && *p != ';');

  again = cookie_codec_decode (codec, "key", text, &error);
  g_assert_no_error (error);
  g_assert_false (g_variant_is_floating (again));

  /* JSON has fewer types than values: the value that is read is written alike */
  if (COOKIE_IS_JSON_CODEC (get_inner (codec)))
    {
      g_autofree char *same = cookie_codec_encode (codec, "key", again, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (same, ==, text);
      return;
    }

  /* of codecs for strings, all else comes back as a string */
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) || !is_for_strings (codec))
    g_assert_true (g_variant_equal (value, again));
}

static void
check_text (CookieCodec *codec,
            const char  *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = cookie_codec_decode (codec, "key", text, &error);

  fuzz_check_error (value != NULL, error);
  if (value == NULL)
    return;

  g_assert_false (g_variant_is_floating (value));
  g_assert_true (g_variant_is_normal_form (value));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    fuzz_check_text (g_variant_get_string (value, NULL));

  check_value (codec, value);
  if (cookie_codec_get_value_type (codec) != NULL)
    g_assert_true (g_variant_is_of_type (value, cookie_codec_get_value_type (codec)));

  /* There is one signed text of what is inside. There may be others of the value: another inner codec,
   * with the same secret and purpose, may have written it in another way (corpus/codec/signed-other-inner).
   */
  if (COOKIE_IS_SIGNED_CODEC (codec))
    {
      g_autoptr (GBytes) secret = test_secret (0);
      const TestSeal seal = { FALSE, secret, "fuzz", "key" };
      g_autofree char *time = NULL, *again = NULL;
      g_autofree char *inside = test_unseal (&seal, text, &time);
      g_autoptr (GVariant) moved = cookie_codec_decode (codec, "keys", text, NULL);

      g_assert_nonnull (inside);
      again = test_seal (&seal, time, inside);
      g_assert_cmpstr (again, ==, text);
      g_assert_null (moved);
      g_assert_null (cookie_codec_renew (codec, "key", text));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  guint8 choice = fuzz_take_byte (&data, &size);
  const char *type = types[fuzz_take_byte (&data, &size) % G_N_ELEMENTS (types)];
  g_autoptr (CookieCodec) codec = fuzz_choose_codec (choice);
  g_autofree char *text = fuzz_make_utf8 (data, size);
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GVariant) untrusted = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (type), bytes, FALSE));
  g_autoptr (GVariant) value = g_variant_get_normal_form (untrusted);

  if (codec == NULL)
    codec = COOKIE_CODEC (cookie_string_codec_new ());

  check_text (codec, text);
  check_value (codec, value);

  return 0;
}
