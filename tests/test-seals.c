/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A second writer and reader of sealed texts: from the description in docs/coded-text.md, with
 * GHmac, g_base64_encode () and, if it is there, libsodium.
 */

#include "test-seals.h"

#include <string.h>

#ifdef HAVE_LIBSODIUM
# include <sodium.h>
#endif

#define NONCE_SIZE 24
#define TAG_SIZE 16

/* A codec whose value is the text as it is. */

#define TEST_TYPE_RAW_CODEC (test_raw_codec_get_type ())
G_DECLARE_FINAL_TYPE (TestRawCodec, test_raw_codec, TEST, RAW_CODEC, GObject)

struct _TestRawCodec
{
  GObject parent_instance;
};

static char *
test_raw_codec_encode (CookieCodec  *codec,
                       const char   *name,
                       GVariant     *value,
                       GError      **error)
{
  return g_variant_dup_string (value, NULL);
}

static GVariant *
test_raw_codec_decode (CookieCodec  *codec,
                       const char   *name,
                       const char   *coded_value,
                       GError      **error)
{
  return g_variant_new_string (coded_value);
}

static void
codec_iface_init (CookieCodecInterface *iface)
{
  iface->encode = test_raw_codec_encode;
  iface->decode = test_raw_codec_decode;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestRawCodec, test_raw_codec, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COOKIE_TYPE_CODEC, codec_iface_init))

static void
test_raw_codec_class_init (TestRawCodecClass *klass)
{
}

static void
test_raw_codec_init (TestRawCodec *self)
{
}

CookieCodec *
test_raw_codec_new (void)
{
  return g_object_new (TEST_TYPE_RAW_CODEC, NULL);
}

/* One of a few secrets */
GBytes *
test_secret (guint which)
{
  static const char * const secrets[TEST_N_SECRETS] = {
    "0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210",
    "a secret that is longer than the block of SHA-256, which is of 64 bytes",
  };

  return g_bytes_new_static (secrets[which], strlen (secrets[which]));
}

static char *
encode (gconstpointer data,
        gsize         size)
{
  char *text = g_base64_encode (data, size);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  g_strdelimit (text, "=", '\0');

  return text;
}

static void
hmac (gconstpointer  key,
      gsize          key_length,
      gconstpointer  data,
      gsize          length,
      guint8         mac[32])
{
  g_autoptr (GHmac) state = g_hmac_new (G_CHECKSUM_SHA256, key, key_length);
  gsize size = 32;

  g_hmac_update (state, data, length);
  g_hmac_get_digest (state, mac, &size);
}

static void
derive (GBytes     *secret,
        const char *label,
        const char *purpose,
        guint8      key[32])
{
  g_autoptr (GByteArray) info = g_byte_array_new ();
  guint8 root[32];

  g_byte_array_append (info, (const guint8 *) label, strlen (label) + (purpose != NULL));
  if (purpose != NULL)
    g_byte_array_append (info, (const guint8 *) purpose, strlen (purpose));
  g_byte_array_append (info, (const guint8 *) "\1", 1);

  hmac ("Cookie.Keyring", strlen ("Cookie.Keyring"),
        g_bytes_get_data (secret, NULL), g_bytes_get_size (secret), root);
  hmac (root, sizeof root, info->data, info->len, key);
}

char *
test_seal_id (GBytes *secret)
{
  guint8 key[32];

  derive (secret, "id", NULL, key);

  return encode (key, 3);
}

static GByteArray *
associate (const TestSeal *seal,
           const char     *time)
{
  const char *parts[] = { seal->is_encrypted ? "e1" : "s1", seal->purpose, seal->name, time };
  GByteArray *associated = g_byte_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    g_byte_array_append (associated, (const guint8 *) parts[i], strlen (parts[i]) + 1);

  return associated;
}

static char *
sign (const TestSeal *seal,
      const char     *time,
      gconstpointer   payload,
      gsize           length)
{
  g_autoptr (GByteArray) data = associate (seal, time);
  guint8 key[32], mac[32];

  derive (seal->secret, "Cookie.SignedCodec", seal->purpose, key);
  g_byte_array_append (data, payload, length);
  hmac (key, sizeof key, data->data, data->len, mac);

  return encode (mac, sizeof mac);
}

#ifdef HAVE_LIBSODIUM

static char *
encrypt (const TestSeal *seal,
         const char     *time,
         gconstpointer   text,
         gsize           length)
{
  g_autoptr (GByteArray) associated = associate (seal, time);
  g_autofree guint8 *box = g_malloc (NONCE_SIZE + length + TAG_SIZE);
  guint8 key[32];

  derive (seal->secret, "Cookie.EncryptedCodec", seal->purpose, key);
  randombytes_buf (box, NONCE_SIZE);
  crypto_aead_xchacha20poly1305_ietf_encrypt (box + NONCE_SIZE, NULL, text, length, associated->data, associated->len,
                                              NULL, box, key);

  return encode (box, NONCE_SIZE + length + TAG_SIZE);
}

/* The text, or NULL */
static char *
decrypt (const TestSeal *seal,
         const char     *time,
         const char     *body)
{
  g_autoptr (GByteArray) associated = associate (seal, time);
  g_autofree char *standard = g_strconcat (body, "===", NULL);
  g_autofree guint8 *box = NULL;
  g_autofree char *again = NULL, *text = NULL;
  guint8 key[32];
  gsize size;

  g_strdelimit (standard, "-", '+');
  g_strdelimit (standard, "_", '/');
  standard[(strlen (body) + 3) / 4 * 4] = '\0';
  box = g_base64_decode (standard, &size);
  again = encode (box, size);
  if (!g_str_equal (again, body) || size < NONCE_SIZE + TAG_SIZE)
    return NULL;

  derive (seal->secret, "Cookie.EncryptedCodec", seal->purpose, key);
  size -= NONCE_SIZE + TAG_SIZE;
  text = g_malloc (size + 1);
  text[size] = '\0';
  if (crypto_aead_xchacha20poly1305_ietf_decrypt ((guint8 *) text, NULL, NULL, box + NONCE_SIZE, size + TAG_SIZE,
                                                  associated->data, associated->len, box, key) < 0)
    return NULL;

  /* between 1 and 16 NULs, and none before them */
  if (size == 0 || size % 16 != 0 || strlen (text) == size || size - strlen (text) > 16)
    return NULL;
  for (gsize i = strlen (text); i < size; i++)
    if (text[i] != '\0')
      return NULL;

  return g_utf8_validate (text, -1, NULL) ? g_steal_pointer (&text) : NULL;
}

#endif

/* Seals what is in the middle: the payload of a signed text, what is encrypted of an encrypted one. */
char *
test_seal_body (const TestSeal *seal,
                const char     *time,
                gconstpointer   body,
                gsize           length)
{
  g_autofree char *id = test_seal_id (seal->secret);
  g_autofree char *sealed = NULL;

#ifdef HAVE_LIBSODIUM
  if (seal->is_encrypted)
    {
      sealed = encrypt (seal, time, body, length);
      return g_strdup_printf ("e1.%s.%s.%s", id, time, sealed);
    }
#endif

  g_assert_false (seal->is_encrypted);
  sealed = sign (seal, time, body, length);

  return g_strdup_printf ("s1.%s.%s.%.*s.%s", id, time, (int) length, (const char *) body, sealed);
}

static char *
escape (const char *text)
{
  GString *escaped = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p <= ' ' || *p >= 0x7f || strchr ("\"%,;\\", *p) != NULL)
        g_string_append_printf (escaped, "%%%02X", (guint8) *p);
      else
        g_string_append_c (escaped, *p);
    }

  return g_string_free (escaped, FALSE);
}

char *
test_seal (const TestSeal *seal,
           const char     *time,
           const char     *text)
{
  const gsize length = strlen (text);
  g_autofree char *body = seal->is_encrypted ? g_malloc0 (length + 16) : escape (text);

  if (seal->is_encrypted)
    memcpy (body, text, length);

  return test_seal_body (seal, time, body, seal->is_encrypted ? length / 16 * 16 + 16 : strlen (body));
}

/* The text and its time, which the caller judges; NULL for what is not genuine. */
char *
test_unseal (const TestSeal  *seal,
             const char      *sealed,
             char           **time)
{
  g_autofree char *id = test_seal_id (seal->secret);
  g_auto (GStrv) parts = g_strsplit (sealed, ".", 4);
  g_autofree char *text = NULL;

  if (g_strv_length (parts) < 4 || !g_str_equal (parts[0], seal->is_encrypted ? "e1" : "s1") || !g_str_equal (parts[1], id))
    return NULL;

  for (const char *p = parts[2]; *p != '\0'; p++)
    if (!g_ascii_isdigit (*p))
      return NULL;
  if (strlen (parts[2]) > 15 || (parts[2][0] == '0' && parts[2][1] != '\0'))
    return NULL;

#ifdef HAVE_LIBSODIUM
  if (seal->is_encrypted)
    text = decrypt (seal, parts[2], parts[3]);
#endif

  if (!seal->is_encrypted)
    {
      char *dot = strrchr (parts[3], '.');
      g_autofree char *mac = NULL;

      if (dot == NULL)
        return NULL;

      mac = sign (seal, parts[2], parts[3], dot - parts[3]);
      if (!g_str_equal (mac, dot + 1))
        return NULL;

      text = g_uri_unescape_segment (parts[3], dot, NULL);
      if (text != NULL && !g_utf8_validate (text, -1, NULL))
        return NULL;
    }

  if (text != NULL)
    *time = g_strdup (parts[2]);

  return g_steal_pointer (&text);
}
