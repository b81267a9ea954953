/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Ours, for the cases of `./dev bench seal`. */

#include <cookie-glib/cookie-glib.h>

#include "harness.h"

#define NAME "session"

static CookieCodec *signed_codec;
static CookieCodec *encrypted_codec;

static size_t
seal (CookieCodec *codec,
      GVariant    *value)
{
  g_autofree char *text = cookie_codec_encode (codec, NAME, value, NULL);

  return text != NULL;
}

static size_t
open_sealed (CookieCodec *codec,
             const char  *text)
{
  g_autoptr (GVariant) value = cookie_codec_decode (codec, NAME, text, NULL);

  return value != NULL;
}

static void *
prepare_value (char *line)
{
  return g_variant_ref_sink (g_variant_new_string (line));
}

static void *
prepare_signed (char *line)
{
  return cookie_codec_encode (signed_codec, NAME, g_variant_new_string (line), NULL);
}

static void *
prepare_encrypted (char *line)
{
  return cookie_codec_encode (encrypted_codec, NAME, g_variant_new_string (line), NULL);
}

static size_t
run_sign (void *item)
{
  return seal (signed_codec, item);
}

static size_t
run_verify (void *item)
{
  return open_sealed (signed_codec, item);
}

static size_t
run_encrypt (void *item)
{
  return seal (encrypted_codec, item);
}

static size_t
run_decrypt (void *item)
{
  return open_sealed (encrypted_codec, item);
}

static const Benchmark benchmarks[] = {
  { "sign", "cookie-glib, SignedCodec", prepare_value, run_sign },
  { "verify", "cookie-glib, SignedCodec", prepare_signed, run_verify },
  { "encrypt", "cookie-glib, EncryptedCodec", prepare_value, run_encrypt },
  { "decrypt", "cookie-glib, EncryptedCodec", prepare_encrypted, run_decrypt },
};

int
main (int    argc,
      char **argv)
{
  g_autoptr (CookieKeyring) keyring = cookie_keyring_new ();
  g_autoptr (GBytes) secret = cookie_keyring_generate_secret ();

  cookie_keyring_append (keyring, secret, NULL);
  signed_codec = COOKIE_CODEC (cookie_signed_codec_new (COOKIE_CODEC (cookie_string_codec_new ()), keyring, NAME, 3600));
  encrypted_codec = COOKIE_CODEC (cookie_encrypted_codec_new (COOKIE_CODEC (cookie_string_codec_new ()), keyring, NAME, 3600));

  return harness_main (benchmarks, G_N_ELEMENTS (benchmarks), argc, argv);
}
