/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Sealed texts, beside a second reader and writer (test-seals.c). The first byte chooses the kind of the
 * codec and whether it has a lifetime, the second how the text is made:
 *
 *   0  it is the rest of the input
 *   1  the rest is sealed by the library, and changed at some places by the first bytes of the rest
 *   2  the rest is sealed by the second writer, whatever it is, at a time that may be none
 */

#include "fuzz.h"
#include "test-seals.h"

#include <string.h>

#define NAME "key"
#define PURPOSE "fuzz"

/* The first seals; the third is of no codec. */
#define N_KNOWN 2

static CookieCodec *
new_codec (gboolean is_encrypted,
           guint    lifetime)
{
  CookieCodec *codec = is_encrypted
                         ? COOKIE_CODEC (cookie_encrypted_codec_new (test_raw_codec_new (), NULL, PURPOSE, lifetime))
                         : COOKIE_CODEC (cookie_signed_codec_new (test_raw_codec_new (), NULL, PURPOSE, lifetime));

  for (guint i = 0; i < N_KNOWN; i++)
    {
      g_autoptr (GBytes) secret = test_secret (i);

      g_assert_true (cookie_keyring_append (cookie_sealed_codec_get_keyring (COOKIE_SEALED_CODEC (codec)), secret, NULL));
    }

  return codec;
}

/* What the second reader makes of a text: what was sealed, and with which secret; NULL if it refuses it. */
static char *
open_second (gboolean     is_encrypted,
             gboolean     is_timed,
             const char  *text,
             guint       *which,
             char       **time)
{
  for (*which = 0; *which < N_KNOWN; (*which)++)
    {
      g_autoptr (GBytes) secret = test_secret (*which);
      const TestSeal seal = { is_encrypted, secret, PURPOSE, NAME };
      char *opened = test_unseal (&seal, text, time);

      if (opened == NULL)
        continue;

      /* the lifetime is more than the age of the epoch */
      if (!is_timed || (**time != '\0' && g_ascii_strtoll (*time, NULL, 10) <= g_get_real_time () / G_USEC_PER_SEC + 60))
        return opened;

      g_free (opened);
      g_clear_pointer (time, g_free);
    }

  return NULL;
}

static void
check_renewed (CookieCodec *codec,
               gboolean     is_encrypted,
               const char  *text,
               const char  *opened,
               const char  *time,
               guint        which)
{
  g_autofree char *renewed = cookie_codec_renew (codec, NAME, text);
  g_autofree char *renewed_opened = NULL, *renewed_time = NULL;
  guint renewed_which;

  g_assert_cmpint (renewed == NULL, ==, which == 0);
  if (renewed == NULL)
    return;

  renewed_opened = open_second (is_encrypted, FALSE, renewed, &renewed_which, &renewed_time);
  g_assert_cmpuint (renewed_which, ==, 0);
  g_assert_cmpstr (renewed_opened, ==, opened);
  g_assert_cmpstr (renewed_time, ==, time);
}

static void
check_text (CookieCodec *codec,
            gboolean     is_encrypted,
            gboolean     is_timed,
            const char  *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *time = NULL, *opened = NULL;
  g_autoptr (GVariant) value = cookie_codec_decode (codec, NAME, text, &error);
  guint which;

  fuzz_check_error (value != NULL, error);
  if (strlen (text) > 4096)
    {
      g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT);
      return;
    }

  opened = open_second (is_encrypted, is_timed, text, &which, &time);
  g_assert_cmpstr (opened, ==, value != NULL ? g_variant_get_string (value, NULL) : NULL);
  if (opened == NULL)
    {
      g_assert_null (cookie_codec_renew (codec, NAME, text));
      g_assert_cmpint (cookie_codec_get_remaining_lifetime (codec, NAME, text), ==, -1);
      return;
    }

  check_renewed (codec, is_encrypted, text, opened, time, which);
  g_assert_cmpint (cookie_codec_get_remaining_lifetime (codec, NAME, text) >= 0, ==, is_timed);

  /* it belongs to this cookie, and was made by one who has the secret */
  {
    g_autoptr (GVariant) moved = cookie_codec_decode (codec, NAME "s", text, NULL);

    g_assert_null (moved);
  }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static CookieCodec *codecs[2][2];
  const guint8 choice = fuzz_take_byte (&data, &size);
  const guint8 way = fuzz_take_byte (&data, &size);
  const gboolean is_encrypted = choice % 2 && cookie_encrypted_codec_is_supported ();
  const gboolean is_timed = choice / 2 % 2;
  g_autoptr (GBytes) secret = test_secret (way / 3 % TEST_N_SECRETS);
  const TestSeal seal = { is_encrypted, secret, PURPOSE, NAME };
  g_autofree char *text = NULL;

  if (codecs[is_encrypted][is_timed] == NULL)
    codecs[is_encrypted][is_timed] = new_codec (is_encrypted, is_timed ? G_MAXINT : 0);

  switch (way % 3)
    {
    case 0:
      text = fuzz_make_utf8 (data, size);
      break;
    case 1:
      {
        const guint8 n_changes = fuzz_take_byte (&data, &size) % 4;
        guint8 changes[6] = { 0 };
        g_autofree char *value = NULL;

        for (guint i = 0; i < 2 * n_changes; i++)
          changes[i] = fuzz_take_byte (&data, &size);
        value = fuzz_make_utf8 (data, size);
        text = cookie_codec_encode (codecs[is_encrypted][is_timed], NAME, g_variant_new_string (value), NULL);
        for (guint i = 0; text != NULL && i < n_changes; i++)
          text[changes[2 * i] * strlen (text) / 256] ^= changes[2 * i + 1] & 0x7f;
        break;
      }
    default:
      {
        const guint8 digits = fuzz_take_byte (&data, &size) % 17;
        g_autofree char *time = g_strnfill (digits, '0' + fuzz_take_byte (&data, &size) % 10);
        const gsize length = is_encrypted ? size : strnlen ((const char *) data, size);

        text = test_seal_body (&seal, time, data, length);
      }
    }

  if (text != NULL && g_utf8_validate (text, -1, NULL))
    check_text (codecs[is_encrypted][is_timed], is_encrypted, is_timed, text);

  return 0;
}
