/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "core/seal.h"
#include "test-vectors.h"

#include <string.h>

#define TIME G_GINT64_CONSTANT (1700000000)

static void
init_key (CookieSealKey *key,
          guint8         first)
{
  guint8 bytes[32];

  for (gsize i = 0; i < sizeof bytes; i++)
    bytes[i] = first + i;

  cookie_seal_key_init (key, bytes, sizeof bytes);
}

static CookieSealVerdict
unseal (const CookieSealKey *key,
        const char          *sealed)
{
  CookieUnsealed unsealed = { NULL, };
  CookieSealVerdict verdict = cookie_unseal (key, 1, "sid", sealed, 0, TIME, &unsealed);

  g_free (unsealed.text);

  return verdict;
}

/* Signed by one who has the key and does not follow the description */
static char *
forge (const CookieSealKey *key,
       const char          *time,
       const char          *payload)
{
  g_autofree char *input = g_strdup_printf ("Cookie.SignedCodec|1|sid|%s|%s", time, payload);
  g_autofree char *encoded = NULL;
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, key->data, key->length);
  const gsize length = strlen (input);
  guint8 digest[32];
  gsize digest_length = sizeof digest;

  for (char *p = input; (p = strchr (p, '|')) != NULL; p++)
    *p = '\0';
  g_hmac_update (hmac, (const guint8 *) input, length);
  g_hmac_get_digest (hmac, digest, &digest_length);
  encoded = g_base64_encode (digest, digest_length);
  g_strdelimit (encoded, "+", '-');
  g_strdelimit (encoded, "/", '_');
  g_strdelimit (encoded, "=", '\0');

  return g_strdup_printf ("1.%s.%s.%s.%s", key->id, time, payload, encoded);
}

static void
check_vector (GBytes **columns,
              gsize    n_columns,
              guint    line)
{
  const char *digits = test_vector_text (columns[1]);
  const char *name = test_vector_text (columns[2]);
  const char *time = test_vector_text (columns[3]);
  const char *text = test_vector_text (columns[4]);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *sealed = NULL;
  CookieUnsealed unsealed;
  CookieSealKey key;

  g_test_message ("line %u: %s", line, test_vector_text (columns[0]));

  for (gsize i = 0; digits[i] != '\0'; i += 2)
    {
      guint8 byte = g_ascii_xdigit_value (digits[i]) << 4 | g_ascii_xdigit_value (digits[i + 1]);

      g_byte_array_append (bytes, &byte, 1);
    }
  cookie_seal_key_init (&key, bytes->data, bytes->len);

  sealed = cookie_seal (&key, name, text, *time != '\0' ? g_ascii_strtoll (time, NULL, 10) : -1);
  g_assert_cmpstr (sealed, ==, test_vector_text (columns[5]));

  g_assert_cmpint (cookie_unseal (&key, 1, name, sealed, 0, 0, &unsealed), ==, COOKIE_SEAL_GENUINE);
  g_assert_cmpstr (unsealed.text, ==, text);
  g_free (unsealed.text);

  cookie_seal_key_clear (&key);
}

static void
test_vectors (void)
{
  g_assert_cmpuint (test_vectors_run ("seals.txt", 6, check_vector), >=, 15);
}

/* No bit of a sealed text can be another one, and no byte can be missing, doubled or new. */
static void
test_tampered (void)
{
  CookieSealKey key;
  g_autofree char *sealed = NULL;
  gsize length;

  init_key (&key, 0);
  sealed = cookie_seal (&key, "sid", "(si):('a%b, c'|7)", TIME);
  length = strlen (sealed);
  g_assert_cmpint (unseal (&key, sealed), ==, COOKIE_SEAL_GENUINE);

  for (gsize i = 0; i < length; i++)
    {
      for (guint bit = 0; bit < 8; bit++)
        {
          g_autofree char *changed = g_strdup (sealed);

          changed[i] ^= 1 << bit;
          g_assert_cmpint (unseal (&key, changed), !=, COOKIE_SEAL_GENUINE);
        }
    }

  for (gsize i = 0; i < length; i++)
    {
      g_autofree char *start = g_strndup (sealed, i);
      g_autofree char *without = g_strconcat (start, sealed + i + 1, NULL);
      g_autofree char *twice = g_strdup_printf ("%s%c%s", start, sealed[i], sealed + i);
      g_autofree char *padded = g_strdup_printf ("%s=%s", start, sealed + i);

      g_assert_cmpint (unseal (&key, start), !=, COOKIE_SEAL_GENUINE);
      g_assert_cmpint (unseal (&key, sealed + i + 1), !=, COOKIE_SEAL_GENUINE);
      g_assert_cmpint (unseal (&key, without), !=, COOKIE_SEAL_GENUINE);
      g_assert_cmpint (unseal (&key, twice), !=, COOKIE_SEAL_GENUINE);
      g_assert_cmpint (unseal (&key, padded), !=, COOKIE_SEAL_GENUINE);
    }

  cookie_seal_key_clear (&key);
}

/* What is signed for one name is worth nothing for another, wherever one ends and the next begins. */
static void
test_moved (void)
{
  static const char * const names[] = {
    "", "s", "sid2", "Sid", "sid.", "sid=", "1", "sid.1", "id", "xsid", "sid\n", "__Host-sid",
  };
  CookieSealKey key;
  g_autofree char *sealed = NULL;

  init_key (&key, 0);
  sealed = cookie_seal (&key, "sid", "7", TIME);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      CookieUnsealed unsealed;

      g_assert_cmpint (cookie_unseal (&key, 1, names[i], sealed, 0, TIME, &unsealed), ==, COOKIE_SEAL_TAMPERED);
    }

  cookie_seal_key_clear (&key);
}

static void
test_verdicts (void)
{
  CookieSealKey key, other;
  g_autofree char *genuine = NULL, *unknown = NULL;
  g_autofree char *octal = NULL, *signed_time = NULL, *long_time = NULL, *escape = NULL, *nul = NULL, *latin1 = NULL;
  static const char * const malformed[] = {
    "", ".", "....", ".....", "1", "1.", "1....", "1.jq98...", "7", "i:7", "1.jq98..i:7",
    "2.jq98..i:7.uyBf34nR1XdzHCXVUgSkFn1N2xvginkBV6AwaPla1FY",
    "1.jq9..i:7.uyBf34nR1XdzHCXVUgSkFn1N2xvginkBV6AwaPla1FY",
    "1.jq98.i:7.uyBf34nR1XdzHCXVUgSkFn1N2xvginkBV6AwaPla1FY",
    "1.jq98..i:7.uyBf34nR1XdzHCXVUgSkFn1N2xvginkBV6AwaPla1FY=",
    "\"1.jq98..i:7.uyBf34nR1XdzHCXVUgSkFn1N2xvginkBV6AwaPla1FY\"",
  };

  init_key (&key, 0);
  init_key (&other, 1);
  genuine = cookie_seal (&key, "sid", "i:7", -1);
  unknown = cookie_seal (&other, "sid", "i:7", -1);

  g_assert_cmpint (unseal (&key, genuine), ==, COOKIE_SEAL_GENUINE);
  g_assert_cmpint (unseal (&key, unknown), ==, COOKIE_SEAL_UNKNOWN_KEY);
  for (gsize i = 0; i < G_N_ELEMENTS (malformed); i++)
    g_assert_cmpint (unseal (&key, malformed[i]), ==, COOKIE_SEAL_MALFORMED);

  /* rightly signed, and yet not what the description says */
  octal = forge (&key, "01700000000", "7");
  signed_time = forge (&key, "-1", "7");
  long_time = forge (&key, "1000000000000000", "7");
  escape = forge (&key, "", "%4");
  nul = forge (&key, "", "%00");
  latin1 = forge (&key, "", "%E9");
  g_assert_cmpint (unseal (&key, octal), ==, COOKIE_SEAL_MALFORMED);
  g_assert_cmpint (unseal (&key, signed_time), ==, COOKIE_SEAL_MALFORMED);
  g_assert_cmpint (unseal (&key, long_time), ==, COOKIE_SEAL_MALFORMED);
  g_assert_cmpint (unseal (&key, escape), ==, COOKIE_SEAL_MALFORMED);
  g_assert_cmpint (unseal (&key, nul), ==, COOKIE_SEAL_MALFORMED);
  g_assert_cmpint (unseal (&key, latin1), ==, COOKIE_SEAL_MALFORMED);

  cookie_seal_key_clear (&key);
  cookie_seal_key_clear (&other);
}

static void
test_lifetime (void)
{
  static const struct { gint64 lifetime; gint64 age; CookieSealVerdict verdict; } cases[] = {
    { 0, 0, COOKIE_SEAL_GENUINE },
    { 0, 1000000, COOKIE_SEAL_GENUINE },
    { 0, -1000000, COOKIE_SEAL_GENUINE },
    { 60, 0, COOKIE_SEAL_GENUINE },
    { 60, 60, COOKIE_SEAL_GENUINE },
    { 60, 61, COOKIE_SEAL_EXPIRED },
    { 60, G_MAXINT32, COOKIE_SEAL_EXPIRED },
    { 60, -1, COOKIE_SEAL_FROM_FUTURE },
    { G_MAXUINT, TIME, COOKIE_SEAL_GENUINE },
    { G_MAXUINT, -TIME, COOKIE_SEAL_FROM_FUTURE },
  };
  CookieSealKey key;
  CookieUnsealed unsealed;
  g_autofree char *sealed = NULL, *untimed = NULL;

  init_key (&key, 0);
  sealed = cookie_seal (&key, "sid", "7", TIME);
  untimed = cookie_seal (&key, "sid", "7", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      unsealed.text = NULL;
      g_assert_cmpint (cookie_unseal (&key, 1, "sid", sealed, cases[i].lifetime, TIME + cases[i].age, &unsealed),
                       ==, cases[i].verdict);
      g_free (unsealed.text);
    }

  g_assert_cmpint (cookie_unseal (&key, 1, "sid", untimed, 60, TIME, &unsealed), ==, COOKIE_SEAL_UNTIMED);

  cookie_seal_key_clear (&key);
}

/* CVE-2025-47278: the list of keys was used from the wrong end. */
static void
test_cve_2025_47278 (void)
{
  CookieSealKey keys[3];

  for (guint i = 0; i < 3; i++)
    init_key (&keys[i], 100 * i);

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *sealed = cookie_seal (&keys[i], "sid", "7", -1);
      CookieUnsealed unsealed;

      g_assert_cmpint (cookie_unseal (keys, 3, "sid", sealed, 0, 0, &unsealed), ==, COOKIE_SEAL_GENUINE);
      g_assert_cmpuint (unsealed.key, ==, i);
      g_free (unsealed.text);
    }

  /* two keys may have the same ID, by an accident that would take a while to find */
  memcpy (keys[1].id, keys[2].id, sizeof keys[1].id);
  for (guint i = 1; i < 3; i++)
    {
      g_autofree char *sealed = cookie_seal (&keys[i], "sid", "7", -1);
      CookieUnsealed unsealed;

      g_assert_cmpint (cookie_unseal (keys, 3, "sid", sealed, 0, 0, &unsealed), ==, COOKIE_SEAL_GENUINE);
      g_assert_cmpuint (unsealed.key, ==, i);
      g_free (unsealed.text);
    }

  for (guint i = 0; i < 3; i++)
    cookie_seal_key_clear (&keys[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cookie/seal/vectors", test_vectors);
  g_test_add_func ("/cookie/seal/tampered", test_tampered);
  g_test_add_func ("/cookie/seal/moved", test_moved);
  g_test_add_func ("/cookie/seal/verdicts", test_verdicts);
  g_test_add_func ("/cookie/seal/lifetime", test_lifetime);
  g_test_add_func ("/cookie/advisory/CVE-2025-47278", test_cve_2025_47278);

  return g_test_run ();
}
