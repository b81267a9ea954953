/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* SHA-256, HMAC and base64url beside those of GLib, and HKDF beside the test cases of its RFC. */

#include "core/base64.h"
#include "core/secrets.h"
#include "core/sha256-plain.h"
#include "core/sha256-x86.h"
#include "core/sha256.h"

#include <string.h>

#ifdef COOKIE_SHA256_X86
# include <cpuid.h>
#endif

static void
read_hex (const char *digits,
          guint8     *bytes,
          gsize      *length)
{
  *length = strlen (digits) / 2;
  for (gsize i = 0; i < *length; i++)
    bytes[i] = g_ascii_xdigit_value (digits[2 * i]) << 4 | g_ascii_xdigit_value (digits[2 * i + 1]);
}

static void
assert_hex (const guint8 *bytes,
            const char   *digits)
{
  guint8 expected[COOKIE_SHA256_SIZE];
  gsize length;

  read_hex (digits, expected, &length);
  g_assert_cmpmem (bytes, COOKIE_SHA256_SIZE, expected, length);
}

/* FIPS 180-4's examples, at nist.gov */
static void
test_sha256 (void)
{
  static const struct { const char *text; const char *digest; } cases[] = {
    { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
  };
  CookieSha256 sha256;
  guint8 digest[COOKIE_SHA256_SIZE];

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      cookie_sha256_init (&sha256);
      cookie_sha256_update (&sha256, cases[i].text, strlen (cases[i].text));
      cookie_sha256_finish (&sha256, digest);
      assert_hex (digest, cases[i].digest);
    }

  /* nothing is left of what was hashed */
  for (gsize i = 0; i < sizeof sha256; i++)
    g_assert_cmpuint (((guint8 *) &sha256)[i], ==, 0);
}

typedef void (* CompressFunc) (guint32       state[8],
                               const guint8 *block);

/* The digest of a text by one of the compression functions. The blocks are not aligned. */
static void
hash_by (CompressFunc  compress,
         const guint8 *data,
         gsize         length,
         guint8        digest[COOKIE_SHA256_SIZE])
{
  guint32 state[8] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
  };
  const gsize n_blocks = (length + 8) / 64 + 1;
  g_autofree guint8 *padded = g_malloc0 (1 + 64 * n_blocks);
  guint8 *blocks = padded + 1;

  if (length > 0)
    memcpy (blocks, data, length);
  blocks[length] = 0x80;
  for (guint i = 0; i < 8; i++)
    blocks[64 * n_blocks - 1 - i] = (guint64) length * 8 >> (8 * i);
  for (gsize i = 0; i < n_blocks; i++)
    compress (state, blocks + 64 * i);
  for (guint i = 0; i < COOKIE_SHA256_SIZE; i++)
    digest[i] = state[i / 4] >> (24 - 8 * (i % 4));
}

/* The examples of FIPS 180-4, every length up to some blocks, and random bytes */
static void
test_compress (gconstpointer data)
{
  CompressFunc compress = *(const CompressFunc *) data;
  guint8 digest[COOKIE_SHA256_SIZE], bytes[300], *million;

  hash_by (compress, (const guint8 *) "abc", 3, digest);
  assert_hex (digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  hash_by (compress, NULL, 0, digest);
  assert_hex (digest, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  million = g_malloc (1000000);
  memset (million, 'a', 1000000);
  hash_by (compress, million, 1000000, digest);
  assert_hex (digest, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  g_free (million);

  for (gsize length = 0; length <= sizeof bytes; length++)
    for (guint i = 0; i < 20; i++)
      {
        g_autofree char *expected = NULL;

        for (gsize j = 0; j < length; j++)
          bytes[j] = g_test_rand_int ();
        expected = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes, length);
        hash_by (compress, bytes, length, digest);
        assert_hex (digest, expected);
      }
}

#ifdef COOKIE_SHA256_X86
/* Bit 29 of EBX in leaf 7, and bit 9 of ECX in leaf 1 for SSSE3, as Intel's manual says */
static void
test_has_x86 (void)
{
  guint a, b = 0, c = 0, d, unused;

  if (!__get_cpuid (1, &a, &unused, &c, &d) || !__get_cpuid_count (7, 0, &a, &b, &unused, &d))
    b = 0;

  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (cookie_sha256_has_x86 (), ==, (b >> 29 & 1) && (c >> 9 & 1));
}

static void
test_x86 (void)
{
  static const CompressFunc compress = cookie_sha256_compress_x86;

  if (!cookie_sha256_has_x86 ())
    {
      g_test_skip ("the processor has no instructions for SHA");
      return;
    }

  test_compress (&compress);

  /* of any state, not only those that a text leads to */
  for (guint i = 0; i < 10000; i++)
    {
      guint32 state[8], plain[8];
      guint8 block[64];

      for (guint j = 0; j < G_N_ELEMENTS (state); j++)
        state[j] = plain[j] = g_test_rand_int ();
      for (guint j = 0; j < sizeof block; j++)
        block[j] = g_test_rand_int ();
      cookie_sha256_compress_x86 (state, block);
      cookie_sha256_compress_plain (plain, block);
      g_assert_cmpmem (state, sizeof state, plain, sizeof plain);
    }
}
#endif

/* Every length around the blocks, in every two parts */
static void
test_parts (void)
{
  guint8 data[200];

  for (gsize i = 0; i < sizeof data; i++)
    data[i] = 7 * i;

  for (gsize length = 0; length <= sizeof data; length++)
    {
      g_autofree char *expected = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, length);

      for (gsize part = 0; part <= length; part++)
        {
          CookieSha256 sha256;
          guint8 digest[COOKIE_SHA256_SIZE];

          cookie_sha256_init (&sha256);
          cookie_sha256_update (&sha256, data, part);
          cookie_sha256_update (&sha256, data + part, length - part);
          cookie_sha256_finish (&sha256, digest);
          assert_hex (digest, expected);
        }
    }
}

static void
test_hmac (void)
{
  guint8 key[150], data[200];

  for (gsize i = 0; i < sizeof key; i++)
    key[i] = 11 * i + 3;
  for (gsize i = 0; i < sizeof data; i++)
    data[i] = 5 * i + 1;

  for (gsize key_length = 0; key_length <= sizeof key; key_length++)
    for (gsize length = 0; length <= sizeof data; length += 13)
      {
        g_autofree char *expected = g_compute_hmac_for_data (G_CHECKSUM_SHA256, key, key_length, data, length);
        CookieHmacKey hmac_key;
        CookieSha256 hmac;
        guint8 mac[COOKIE_SHA256_SIZE];

        cookie_hmac_key_init (&hmac_key, key, key_length);
        cookie_hmac_init (&hmac, &hmac_key);
        cookie_sha256_update (&hmac, data, length / 3);
        cookie_sha256_update (&hmac, data + length / 3, length - length / 3);
        cookie_hmac_finish (&hmac, &hmac_key, mac);
        assert_hex (mac, expected);
      }
}

/* RFC 5869, appendix A.3, and what GHmac says of a salt, a secret and an info */
static void
test_hkdf (void)
{
  static const guint8 root_info[] = { 'i', 'n', 'f', 'o', '\0', 'x', 1 };
  guint8 secret[100], root_bytes[COOKIE_SHA256_SIZE], key[COOKIE_SHA256_SIZE];
  CookieHmacKey root;
  gsize length;

  memset (secret, 0x0b, sizeof secret);
  cookie_hkdf_extract (&root, "", secret, 22);
  cookie_hkdf_expand (&root, "", 0, key);
  assert_hex (key, "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");

  for (gsize i = 0; i <= sizeof secret; i++)
    {
      g_autofree char *root_digits = g_compute_hmac_for_data (G_CHECKSUM_SHA256, (const guint8 *) "salt", 4, secret, i);
      g_autofree char *expected = NULL;

      read_hex (root_digits, root_bytes, &length);
      expected = g_compute_hmac_for_data (G_CHECKSUM_SHA256, root_bytes, length, root_info, sizeof root_info);
      cookie_hkdf_extract (&root, "salt", secret, i);
      cookie_hkdf_expand (&root, root_info, sizeof root_info - 1, key);
      assert_hex (key, expected);
    }
}

static void
test_base64 (void)
{
  guint8 data[70];

  for (gsize i = 0; i < sizeof data; i++)
    data[i] = 251 * i + 255;

  for (gsize size = 0; size <= sizeof data; size++)
    {
      g_autofree char *text = cookie_base64_encode (data, size);
      g_autofree char *expected = g_base64_encode (data, size);
      g_autofree guint8 *again = NULL;
      gsize again_size;

      g_strdelimit (expected, "+", '-');
      g_strdelimit (expected, "/", '_');
      g_strdelimit (expected, "=", '\0');
      g_assert_cmpstr (text, ==, expected);
      g_assert_cmpuint (strlen (text), ==, COOKIE_BASE64_LENGTH (size));

      again = cookie_base64_decode (text, strlen (text), &again_size);
      g_assert_nonnull (again);
      g_assert_cmpmem (again, again_size, data, size);
    }

  /* of all texts with a changed last character, one is that of other data, and the others of none */
  for (gsize size = 1; size <= 3; size++)
    {
      g_autofree char *text = cookie_base64_encode (data, size);
      const gsize length = strlen (text);
      guint n_read = 0;

      for (int c = 0; c < 256; c++)
        {
          g_autofree guint8 *again = NULL;
          gsize again_size;

          text[length - 1] = c;
          again = cookie_base64_decode (text, length, &again_size);
          n_read += again != NULL;
        }
      g_assert_cmpuint (n_read, ==, size == 1 ? 4 : size == 2 ? 16 : 64);
    }

  {
    static const char * const refused[] = { "A", "AAAAA", "AA=", "AA==", "A A", "AA+A", "AA/A", "AB", "AAB", "A\xc3\xa9" };

    for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
      {
        gsize size;

        g_assert_null (cookie_base64_decode (refused[i], strlen (refused[i]), &size));
      }
  }
}

static void
test_equal (void)
{
  guint8 a[32], b[32];

  for (gsize i = 0; i < sizeof a; i++)
    a[i] = b[i] = 3 * i;
  g_assert_true (cookie_secrets_equal (a, b, sizeof a));
  g_assert_true (cookie_secrets_equal (a, b, 0));

  for (gsize i = 0; i < 8 * sizeof a; i++)
    {
      b[i / 8] ^= 1 << i % 8;
      g_assert_false (cookie_secrets_equal (a, b, sizeof a));
      g_assert_true (cookie_secrets_equal (a, b, i / 8));
      b[i / 8] ^= 1 << i % 8;
    }

  cookie_secrets_wipe (a, sizeof a - 1);
  for (gsize i = 0; i < sizeof a - 1; i++)
    g_assert_cmpuint (a[i], ==, 0);
  g_assert_cmpuint (a[31], ==, 93);
}

int
main (int   argc,
      char *argv[])
{
  static const CompressFunc plain = cookie_sha256_compress_plain;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cookie/sha256/sha256", test_sha256);
  g_test_add_data_func ("/cookie/sha256/plain", &plain, test_compress);
#ifdef COOKIE_SHA256_X86
  g_test_add_func ("/cookie/sha256/has-x86", test_has_x86);
  g_test_add_func ("/cookie/sha256/x86", test_x86);
#endif
  g_test_add_func ("/cookie/sha256/parts", test_parts);
  g_test_add_func ("/cookie/sha256/hmac", test_hmac);
  g_test_add_func ("/cookie/sha256/hkdf", test_hkdf);
  g_test_add_func ("/cookie/sha256/base64", test_base64);
  g_test_add_func ("/cookie/sha256/equal", test_equal);

  return g_test_run ();
}
