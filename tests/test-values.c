/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "test-values.h"

#include "test-seals.h"

#include <string.h>

/* Values of every type, and what each codec has to do with them. */

static const char basic_types[] = "bynqiuxtdsog";

static void
append_random_type (GRand   *rand,
                    GString *type,
                    int      depth)
{
  const int kind = depth > 0 ? g_rand_int_range (rand, 3, 12) : 0;

  switch (kind)
    {
    case 6:
    case 7:
      g_string_append_c (type, 'a');
      append_random_type (rand, type, depth - 1);
      break;

    case 8:
      g_string_append_c (type, 'm');
      append_random_type (rand, type, depth - 1);
      break;

    case 9:
      g_string_append_c (type, '(');
      for (int n = g_rand_int_range (rand, 0, 4); n > 0; n--)
        append_random_type (rand, type, depth - 1);
      g_string_append_c (type, ')');
      break;

    case 10:
      g_string_append (type, g_rand_boolean (rand) ? "a{" : "{");
      g_string_append_c (type, basic_types[g_rand_int_range (rand, 0, strlen (basic_types))]);
      append_random_type (rand, type, depth - 1);
      g_string_append_c (type, '}');
      break;

    case 11:
      g_string_append_c (type, 'v');
      break;

    default:
      g_string_append_c (type, basic_types[g_rand_int_range (rand, 0, strlen (basic_types))]);
    }
}

static char *
random_string (GRand *rand)
{
  /* what a codec may trip over, and a character of each length that UTF-8 has */
  static const char * const pieces[] = {
    "", "a", "7", " ", "'", "\"", "\\", "%", "%2", "%41", "@", ";", ",", "|", ":", "=", "<", ">", "{", "}", "[", "]",
    "(", ")", "\n", "\r", "\x01", "\x1f", "\x7f", "\\303", "é", "ÿ", "€", "\u2028", "\uffff", "😀",
    "i:7", "@i:7", "s1.",
    "none for you",
  };
  g_autoptr (GString) string = g_string_new (NULL);

  for (int n = g_rand_int_range (rand, 0, 6); n > 0; n--)
    g_string_append (string, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);

  return g_string_free (g_steal_pointer (&string), FALSE);
}

/* All bits at random, a few of them set, or a bound */
static guint64
random_bits (GRand *rand)
{
  static const guint64 special[] = {
    0, 1, G_MAXUINT64, G_MAXINT64, 1ull << 63, 0x7f, 0x80, 0xff, G_MAXINT16, 0x8000, G_MAXINT32, 1ull << 31,
    /* as a double: inf, -inf, -0, the NaNs, the least and the greatest, 0.1 */
    0x7ff0000000000000, 0xfff0000000000000, 0x8000000000000000, 0x7ff8000000000000, 0xfff8000000000000,
    0x7ff0000000000001, 0x7fffffffffffffff, 0x000fffffffffffff, 0x7fefffffffffffff, 0x3fb999999999999a,
  };

  switch (g_rand_int_range (rand, 0, 3))
    {
    case 0:
      return (guint64) g_rand_int (rand) << 32 | g_rand_int (rand);
    case 1:
      return g_rand_int_range (rand, 0, 100);
    default:
      return special[g_rand_int_range (rand, 0, G_N_ELEMENTS (special))];
    }
}

/* A floating double of these bits: it never is in a register, which might change a NaN. */
GVariant *
test_new_double (guint64 bits)
{
  g_autoptr (GBytes) bytes = g_bytes_new (&bits, sizeof bits);

  return g_variant_new_from_bytes (G_VARIANT_TYPE_DOUBLE, bytes, TRUE);
}

static GVariant *
random_basic (GRand *rand,
              char   type)
{
  const guint64 bits = random_bits (rand);
  g_autofree char *string = NULL;

  switch (type)
    {
    case 'b':
      return g_variant_new_boolean (bits & 1);
    case 'y':
      return g_variant_new_byte (bits);
    case 'n':
      return g_variant_new_int16 (bits);
    case 'q':
      return g_variant_new_uint16 (bits);
    case 'i':
      return g_variant_new_int32 (bits);
    case 'u':
      return g_variant_new_uint32 (bits);
    case 'x':
      return g_variant_new_int64 (bits);
    case 't':
      return g_variant_new_uint64 (bits);
    case 'd':
      return test_new_double (bits);
    case 's':
      string = random_string (rand);
      return g_variant_new_string (string);
    case 'o':
      return g_variant_new_object_path (bits & 1 ? "/" : "/org/gnome/Cookie_7");
    default:
      return g_variant_new_signature (bits & 1 ? "" : "a{sv}h(ii)");
    }
}

static GVariant *
random_of_type (GRand              *rand,
                const GVariantType *type,
                int                 depth)
{
  g_autoptr (GString) child = NULL;
  GVariantBuilder builder;

  if (g_variant_type_is_basic (type))
    return random_basic (rand, *g_variant_type_peek_string (type));

  g_variant_builder_init (&builder, type);

  if (g_variant_type_is_variant (type))
    {
      child = g_string_new (NULL);
      append_random_type (rand, child, depth);
      g_variant_builder_add_value (&builder, random_of_type (rand, G_VARIANT_TYPE (child->str), depth - 1));
    }
  else if (g_variant_type_is_array (type) || g_variant_type_is_maybe (type))
    {
      for (int n = g_rand_int_range (rand, 0, g_variant_type_is_array (type) ? 4 : 2); n > 0; n--)
        g_variant_builder_add_value (&builder, random_of_type (rand, g_variant_type_element (type), depth - 1));
    }
  else
    {
      for (const GVariantType *item = g_variant_type_first (type); item != NULL; item = g_variant_type_next (item))
        g_variant_builder_add_value (&builder, random_of_type (rand, item, depth - 1));
    }

  return g_variant_builder_end (&builder);
}

/* A string that may be any codec's text, too */
GVariant *
test_random_string (GRand *rand)
{
  return g_variant_ref_sink (random_basic (rand, 's'));
}

/* A value of any type without handles, a few containers deep */
GVariant *
test_random_value (GRand *rand)
{
  const int depth = g_rand_int_range (rand, 1, 7);
  g_autoptr (GString) type = g_string_new (NULL);

  append_random_type (rand, type, depth);

  return g_variant_ref_sink (random_of_type (rand, G_VARIANT_TYPE (type->str), depth));
}

/* Changes, inserts, removes or repeats some bytes of @text, which stays a C string. */
static void
mutate (GRand   *rand,
             GString *text)
{
  static const char hostile[] = "'%|:<>()[]{}@.,;\"\\ \x01\x7f\x80\xc3\xff-+0129abdeghimnoqstuvxyzAF_=";

  for (int n = g_rand_int_range (rand, 1, 5); n > 0; n--)
    {
      const gsize at = g_rand_int_range (rand, 0, text->len + 1);
      const gsize some = g_rand_int_range (rand, 1, 9);
      const gsize length = MIN (some, text->len - at);
      const char c = hostile[g_rand_int_range (rand, 0, strlen (hostile))];
      g_autofree char *part = g_strndup (text->str + at, length);

      switch (g_rand_int_range (rand, 0, 5))
        {
        case 0:
          g_string_insert_c (text, at, c);
          break;
        case 1:
          g_string_erase (text, at, length);
          break;
        case 2:
          g_string_insert (text, at, part);
          break;
        case 3:
          g_string_insert (text, g_rand_int_range (rand, 0, text->len + 1), part);
          break;
        default:
          g_string_overwrite_len (text, at, &c, 1);
        }
    }
}

/* A codec that seals, without a secret. */
CookieCodec *
test_new_sealed (gboolean     is_encrypted,
                 CookieCodec *inner,
                 const char  *purpose,
                 guint        lifetime)
{
  return is_encrypted ? COOKIE_CODEC (cookie_encrypted_codec_new (inner, NULL, purpose, lifetime))
                      : COOKIE_CODEC (cookie_signed_codec_new (inner, NULL, purpose, lifetime));
}

/* Adds one of a few secrets to the keyring of a codec. */
void
test_add_secret (CookieCodec *codec,
                 guint        which)
{
  g_autoptr (GBytes) secret = test_secret (which);
  g_autoptr (GError) error = NULL;

  cookie_keyring_append (cookie_sealed_codec_get_keyring (COOKIE_SEALED_CODEC (codec)), secret, &error);
  g_assert_no_error (error);
}

/* A codec by its name: "signed-" and "encrypted-" seal the values of the codec whose name follows. */
CookieCodec *
test_new_codec (const char *name)
{
  const char *dash = strchr (name, '-');

  if (dash != NULL)
    {
      CookieCodec *codec = test_new_sealed (g_str_has_prefix (name, "encrypted-"), test_new_codec (dash + 1), "test", 0);

      test_add_secret (codec, 0);

      return codec;
    }

  if (g_str_equal (name, "raw"))
    return test_raw_codec_new ();
  if (g_str_equal (name, "string"))
    return COOKIE_CODEC (cookie_string_codec_new ());
  if (g_str_equal (name, "percent"))
    return COOKIE_CODEC (cookie_percent_codec_new ());
  if (g_str_equal (name, "json"))
    return COOKIE_CODEC (cookie_json_codec_new ());
  if (g_str_equal (name, "smart"))
    return COOKIE_CODEC (cookie_smart_codec_new ());
  if (g_str_equal (name, "binary"))
    return COOKIE_CODEC (cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_BINARY, NULL));

  return COOKIE_CODEC (cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_TEXT, NULL));
}

/* The value comes back equal, and the text has nothing that a header could not carry. */
void
test_round_trip (CookieCodec *codec,
                 const char  *name,
                 GVariant    *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) back = NULL;
  g_autofree char *text = NULL;

  text = cookie_codec_encode (codec, name, value, &error);
  g_assert_no_error (error);

  for (const char *p = text; *p != '\0'; p++)
    g_assert_true (g_ascii_isprint (*p) && *p != ';');

  back = cookie_codec_decode (codec, name, text, &error);
  g_assert_no_error (error);
  g_assert_false (g_variant_is_floating (back));
  g_assert_true (g_variant_is_normal_form (back));

  if (!g_variant_equal (back, value))
    {
      g_autofree char *before = g_variant_print (value, TRUE);
      g_autofree char *after = g_variant_print (back, TRUE);

      g_error ("%s was sent as %s and came back as %s", before, text, after);
    }
}

/* What is not the text that was written is an error, or a value that can be written. */
void
test_mutated (CookieCodec *codec,
              GRand       *rand,
              const char  *text)
{
  g_autoptr (GString) mutated = g_string_new (text);
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GError) error = NULL;

  mutate (rand, mutated);
  value = cookie_codec_decode (codec, "fig", mutated->str, &error);

  if (value != NULL)
    {
      g_assert_no_error (error);
      test_round_trip (codec, "fig", value);
    }
  else
    {
      g_assert_cmpuint (error->domain, ==, COOKIE_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

void
test_decode_fails (CookieCodec *codec,
                   const char  *text,
                   CookieError  code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cookie_codec_decode (codec, "fig", text, &error));
  g_assert_error (error, COOKIE_ERROR, (int) code);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

void
test_encode_fails (CookieCodec *codec,
                   GVariant    *value,
                   CookieError  code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cookie_codec_encode (codec, "fig", value, &error));
  g_assert_error (error, COOKIE_ERROR, (int) code);
}
