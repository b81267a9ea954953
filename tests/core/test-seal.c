/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "core/base64.h"
#include "core/seal.h"
#include "core/secrets.h"
#include "test-vectors.h"

#include <string.h>

#define TIME G_GINT64_CONSTANT (1700000000)
#define PURPOSE "session"

static const CookieSealKind *kind = &cookie_seal_signed;

static void
init_key (CookieSealKey *key,
          guint8         first)
{
  CookieSealRoot root;
  guint8 secret[32];

  for (gsize i = 0; i < sizeof secret; i++)
    secret[i] = first + i;

  cookie_seal_root_init (&root, secret, sizeof secret);
  cookie_seal_key_init (key, &root, kind, PURPOSE);
}

static CookieSealVerdict
unseal (const CookieSealKey *key,
        const char          *sealed)
{
  CookieUnsealed unsealed = { NULL, };
  CookieSealVerdict verdict = cookie_unseal (kind, key, 1, PURPOSE, "sid", sealed, 0, TIME, &unsealed);

  g_assert_cmpint (unsealed.text != NULL, ==, verdict == COOKIE_SEAL_GENUINE);
  g_free (unsealed.text);

  return verdict;
}

static char *
seal (const CookieSealKey *key,
      const char          *text,
      gint64               time)
{
  return cookie_seal (kind, key, PURPOSE, "sid", text, time);
}

/* Signed by one who has the key and does not follow the description */
static char *
forge_for (const CookieSealKey *key,
           const char          *name,
           const char          *time,
           const char          *payload)
{
  g_autofree char *input = g_strdup_printf ("s1|" PURPOSE "|%s|%s|%s", name, time, payload);
  g_autofree char *encoded = NULL;
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, key->bytes, sizeof key->bytes);
  const gsize length = strlen (input);
  guint8 digest[32];
  gsize digest_length = sizeof digest;

  for (char *p = input; (p = strchr (p, '|')) != NULL; p++)
    *p = '\0';
  g_hmac_update (hmac, (const guint8 *) input, length);
  g_hmac_get_digest (hmac, digest, &digest_length);
  encoded = cookie_base64_encode (digest, digest_length);

  return g_strdup_printf ("s1.%s.%s.%s.%s", key->id, time, payload, encoded);
}

static char *
forge (const CookieSealKey *key,
       const char          *time,
       const char          *payload)
{
  return forge_for (key, "sid", time, payload);
}

static void
check_vector (GBytes **columns,
              gsize    n_columns,
              guint    line)
{
  const char *digits = test_vector_text (columns[1]);
  const char *purpose = test_vector_text (columns[2]);
  const char *name = test_vector_text (columns[3]);
  const char *time = test_vector_text (columns[4]);
  const char *text = test_vector_text (columns[5]);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *sealed = NULL;
  CookieUnsealed unsealed;
  CookieSealRoot root;
  CookieSealKey key;

  /* the library has the kind of the others */
  if (!cookie_seal_has_mark (kind, test_vector_text (columns[6])))
    return;

  g_test_message ("line %u: %s", line, test_vector_text (columns[0]));

  for (gsize i = 0; digits[i] != '\0'; i += 2)
    {
      guint8 byte = g_ascii_xdigit_value (digits[i]) << 4 | g_ascii_xdigit_value (digits[i + 1]);

      g_byte_array_append (bytes, &byte, 1);
    }
  cookie_seal_root_init (&root, bytes->data, bytes->len);
  cookie_seal_key_init (&key, &root, kind, purpose);

  sealed = cookie_seal (kind, &key, purpose, name, text, *time != '\0' ? g_ascii_strtoll (time, NULL, 10) : -1);
  g_assert_cmpstr (sealed, ==, test_vector_text (columns[6]));

  g_assert_cmpint (cookie_unseal (kind, &key, 1, purpose, name, sealed, 0, 0, &unsealed), ==, COOKIE_SEAL_GENUINE);
  g_assert_cmpstr (unsealed.text, ==, text);
  g_free (unsealed.text);
}

static void
test_vectors (void)
{
  g_assert_cmpuint (test_vectors_run ("seals.txt", 7, check_vector), >=, 35);
}

/* No bit of a sealed text can be another one, and no byte can be missing, doubled or new. */
static void
test_tampered (void)
{
  CookieSealKey key;
  g_autofree char *sealed = NULL;
  gsize length;

  init_key (&key, 0);
  sealed = seal (&key, "(si):('a%b, c'|7)", TIME);
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
  sealed = seal (&key, "7", TIME);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      CookieUnsealed unsealed;

      g_assert_cmpint (cookie_unseal (kind, &key, 1, PURPOSE, names[i], sealed, 0, TIME, &unsealed), ==, COOKIE_SEAL_TAMPERED);
    }
}

static void
test_verdicts (void)
{
  CookieSealKey key, other;
  g_autofree char *genuine = NULL, *unknown = NULL;
  g_autofree char *octal = NULL, *signed_time = NULL, *long_time = NULL, *nul = NULL, *latin1 = NULL;
  static const char * const escapes[] = { "%", "%4", "7%", "7%4", "%4%37", "%g0", "%0g", "%G0", "%-1", "% 1", "%%37" };
  static const char * const malformed[] = {
    "", ".", "....", ".....", "s1", "s1.", "s1....", "s1.ID", "s1.ID..", "7", "i:7", "s1.ID..i:7",
    "s2.ID..i:7.MAC", "e1.ID..i:7.MAC", "S1.ID..i:7.MAC", "s.ID..i:7.MAC", "s11.ID..i:7.MAC", "1.ID..i:7.MAC",
    "s1.ID.i:7.MAC", "s1.ID..i:7.MAC=", "s1.ID..i:7.", "\"s1.ID..i:7.MAC\"", " s1.ID..i:7.MAC", "s1..ID..i:7.MAC",
  };

  init_key (&key, 0);
  init_key (&other, 1);
  genuine = seal (&key, "i:7", -1);
  unknown = seal (&other, "i:7", -1);

  g_assert_cmpint (unseal (&key, genuine), ==, COOKIE_SEAL_GENUINE);
  g_assert_cmpint (unseal (&key, unknown), ==, COOKIE_SEAL_UNKNOWN_KEY);
  for (gsize i = 0; i < G_N_ELEMENTS (malformed); i++)
    {
      GString *text = g_string_new (malformed[i]);

      g_string_replace (text, "ID", key.id, 0);
      g_string_replace (text, "MAC", strrchr (genuine, '.') + 1, 0);
      g_assert_cmpint (unseal (&key, text->str), ==, COOKIE_SEAL_MALFORMED);
      g_string_free (text, TRUE);
    }

  /* rightly signed, and yet not what the description says */
  octal = forge (&key, "01700000000", "7");
  signed_time = forge (&key, "-1", "7");
  long_time = forge (&key, "1000000000000000", "7");
  nul = forge (&key, "", "%00");
  latin1 = forge (&key, "", "%E9");
  g_assert_cmpint (unseal (&key, octal), ==, COOKIE_SEAL_MALFORMED);
  g_assert_cmpint (unseal (&key, signed_time), ==, COOKIE_SEAL_MALFORMED);
  g_assert_cmpint (unseal (&key, long_time), ==, COOKIE_SEAL_MALFORMED);
  g_assert_cmpint (unseal (&key, nul), ==, COOKIE_SEAL_MALFORMED);
  g_assert_cmpint (unseal (&key, latin1), ==, COOKIE_SEAL_MALFORMED);

  for (gsize i = 0; i < G_N_ELEMENTS (escapes); i++)
    {
      g_autofree char *text = forge (&key, "", escapes[i]);

      g_assert_cmpint (unseal (&key, text), ==, COOKIE_SEAL_MALFORMED);
    }
}

/* What is authenticated is short or long; and every time is written as the description says. */
static void
test_authenticated (void)
{
  static const gint64 times[] = { 0, 9, 10, 99, 1700000000, G_GINT64_CONSTANT (999999999999999), G_MAXINT64 };
  CookieSealKey key;

  init_key (&key, 0);
  for (gsize length = 1; length <= 300; length++)
    {
      g_autofree char *name = g_strnfill (length, 'n');
      g_autofree char *sealed = cookie_seal (kind, &key, PURPOSE, name, "%a b\"c", TIME);
      g_autofree char *expected = forge_for (&key, name, "1700000000", "%25a%20b%22c");
      CookieUnsealed unsealed = { NULL, };

      g_assert_cmpstr (sealed, ==, expected);
      g_assert_cmpint (cookie_unseal (kind, &key, 1, PURPOSE, name, sealed, 0, TIME, &unsealed), ==, COOKIE_SEAL_GENUINE);
      g_assert_cmpstr (unsealed.text, ==, "%a b\"c");
      g_free (unsealed.text);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *time = g_strdup_printf ("%" G_GINT64_FORMAT, times[i]);
      g_autofree char *sealed = seal (&key, "7", times[i]);
      g_autofree char *expected = forge (&key, time, "7");

      g_assert_cmpstr (sealed, ==, expected);
    }
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
    { 60, -1, COOKIE_SEAL_GENUINE },
    { 60, -COOKIE_SEAL_CLOCK_SKEW, COOKIE_SEAL_GENUINE },
    { 60, -COOKIE_SEAL_CLOCK_SKEW - 1, COOKIE_SEAL_FROM_FUTURE },
    { G_MAXUINT, TIME, COOKIE_SEAL_GENUINE },
    { G_MAXUINT, -TIME, COOKIE_SEAL_FROM_FUTURE },
  };
  CookieSealKey key;
  CookieUnsealed unsealed;
  g_autofree char *sealed = NULL, *untimed = NULL;

  init_key (&key, 0);
  sealed = seal (&key, "7", TIME);
  untimed = seal (&key, "7", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      unsealed.text = NULL;
      g_assert_cmpint (cookie_unseal (kind, &key, 1, PURPOSE, "sid", sealed, cases[i].lifetime, TIME + cases[i].age, &unsealed),
                       ==, cases[i].verdict);
      g_free (unsealed.text);
    }

  g_assert_cmpint (cookie_unseal (kind, &key, 1, PURPOSE, "sid", untimed, 60, TIME, &unsealed), ==, COOKIE_SEAL_UNTIMED);
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
      g_autofree char *sealed = seal (&keys[i], "7", -1);
      CookieUnsealed unsealed;

      g_assert_cmpint (cookie_unseal (kind, keys, 3, PURPOSE, "sid", sealed, 0, 0, &unsealed), ==, COOKIE_SEAL_GENUINE);
      g_assert_cmpuint (unsealed.key, ==, i);
      g_free (unsealed.text);
    }

  /* two keys may have the same ID, by an accident that would take a while to find */
  memcpy (keys[1].id, keys[2].id, sizeof keys[1].id);
  for (guint i = 1; i < 3; i++)
    {
      g_autofree char *sealed = seal (&keys[i], "7", -1);
      CookieUnsealed unsealed;

      g_assert_cmpint (cookie_unseal (kind, keys, 3, PURPOSE, "sid", sealed, 0, 0, &unsealed), ==, COOKIE_SEAL_GENUINE);
      g_assert_cmpuint (unsealed.key, ==, i);
      g_free (unsealed.text);
    }
}

/* A purpose is authenticated, also where two have the same key. */
static void
test_purposes (void)
{
  static const char * const purposes[] = { "", "sessio", "session2", "Session", "session ", "sid", "s1" };
  CookieSealKey key, other;
  CookieSealRoot root;
  g_autofree char *sealed = NULL;

  init_key (&key, 0);
  sealed = seal (&key, "7", TIME);

  for (gsize i = 0; i < G_N_ELEMENTS (purposes); i++)
    {
      guint8 secret[32] = { 0 };
      CookieUnsealed unsealed;

      for (gsize j = 0; j < sizeof secret; j++)
        secret[j] = j;
      cookie_seal_root_init (&root, secret, sizeof secret);
      cookie_seal_key_init (&other, &root, kind, purposes[i]);
      g_assert_cmpstr (other.id, ==, key.id);
      g_assert_false (cookie_secrets_equal (other.bytes, key.bytes, sizeof key.bytes));

      g_assert_cmpint (cookie_unseal (kind, &other, 1, PURPOSE, "sid", sealed, 0, TIME, &unsealed), ==, COOKIE_SEAL_TAMPERED);
      g_assert_cmpint (cookie_unseal (kind, &key, 1, purposes[i], "sid", sealed, 0, TIME, &unsealed), ==, COOKIE_SEAL_TAMPERED);
    }
}

static void
test_names_first (void)
{
  CookieSealKey keys[2];
  g_autofree char *first = NULL, *second = NULL;

  init_key (&keys[0], 0);
  init_key (&keys[1], 1);
  first = seal (&keys[0], "7", TIME);
  second = seal (&keys[1], "7", TIME);

  g_assert_true (cookie_seal_names_first (kind, keys, 2, first));
  g_assert_false (cookie_seal_names_first (kind, keys, 2, second));
  g_assert_false (cookie_seal_names_first (kind, keys, 0, first));
  g_assert_false (cookie_seal_names_first (kind, keys, 2, ""));
  g_assert_false (cookie_seal_names_first (kind, keys, 2, "s1."));

  memcpy (keys[1].id, keys[0].id, sizeof keys[1].id);
  g_assert_false (cookie_seal_names_first (kind, keys, 2, first));
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
  g_test_add_func ("/cookie/seal/authenticated", test_authenticated);
  g_test_add_func ("/cookie/seal/lifetime", test_lifetime);
  g_test_add_func ("/cookie/seal/purposes", test_purposes);
  g_test_add_func ("/cookie/seal/names-first", test_names_first);
  g_test_add_func ("/cookie/advisory/CVE-2025-47278", test_cve_2025_47278);

  return g_test_run ();
}
