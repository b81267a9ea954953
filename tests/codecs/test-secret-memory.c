/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* That nothing of a secret remains in memory. A child makes the secrets and derives all keys from
 * them; this program has the secrets only in what it gives to the library, and searches its own
 * memory for any eight bytes of a secret or key. What it searches for is masked, so that it does not
 * find itself.
 */

#include "core/seal.h"
#include "test-values.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MASK 0x5a
#define MASKS (G_GUINT64_CONSTANT (0x0101010101010101) * MASK)
#define N_SECRETS 3
#define N_NEEDLES 512
#define PURPOSE "memory"

typedef struct {
  guint64 bytes; /* masked */
  guint secret;
} Needle;

typedef struct {
  guint8 secrets[N_SECRETS][COOKIE_SEAL_MIN_SECRET]; /* masked */
  guint n_needles;
  Needle needles[N_NEEDLES];
} Facts;

static Facts *facts;

#ifdef __linux__

/* In the child, which may leave traces. */

static void
add_needles (guint         secret,
             gconstpointer data,
             gsize         size)
{
  for (gsize i = 0; i + 8 <= size; i += 8)
    {
      Needle *needle = &facts->needles[facts->n_needles++];

      g_assert_cmpuint (facts->n_needles, <, N_NEEDLES);
      memcpy (&needle->bytes, (const guint8 *) data + i, 8);
      needle->bytes ^= MASKS;
      needle->secret = secret;
    }
}

/* A key as it is, as the words of SHA-256, and as the blocks of HMAC. */
static void
add_key (guint         secret,
         const guint8 *key)
{
  guint8 changed[COOKIE_SEAL_KEY_SIZE];

  add_needles (secret, key, COOKIE_SEAL_KEY_SIZE);
  for (guint i = 0; i < sizeof changed; i++)
    changed[i] = key[i ^ 3];
  add_needles (secret, changed, sizeof changed);
  for (guint i = 0; i < sizeof changed; i++)
    changed[i] = key[i] ^ 0x36;
  add_needles (secret, changed, sizeof changed);
  for (guint i = 0; i < sizeof changed; i++)
    changed[i] = key[i] ^ 0x5c;
  add_needles (secret, changed, sizeof changed);
}

static void
add_secret (guint       which,
            const char *path)
{
  g_autoptr (GBytes) secret = cookie_keyring_generate_secret ();
  const guint8 *bytes = g_bytes_get_data (secret, NULL);
  g_autofree char *root_digits = NULL;
  g_autoptr (GString) hex = g_string_new (NULL);
  guint8 root_bytes[COOKIE_SHA256_SIZE];
  CookieSealRoot root;
  CookieSealKey key;

  for (guint i = 0; i < COOKIE_SEAL_MIN_SECRET; i++)
    {
      facts->secrets[which][i] = bytes[i] ^ MASK;
      g_string_append_printf (hex, "%02x", bytes[i]);
    }
  add_key (which, bytes);
  add_needles (which, hex->str, hex->len);
  if (which == 2)
    g_assert_true (g_file_set_contents_full (path, hex->str, hex->len, G_FILE_SET_CONTENTS_NONE, 0600, NULL));

  root_digits = g_compute_hmac_for_data (G_CHECKSUM_SHA256, (const guint8 *) "Cookie.Keyring", strlen ("Cookie.Keyring"),
                                         bytes, COOKIE_SEAL_MIN_SECRET);
  for (guint i = 0; i < sizeof root_bytes; i++)
    root_bytes[i] = g_ascii_xdigit_value (root_digits[2 * i]) << 4 | g_ascii_xdigit_value (root_digits[2 * i + 1]);
  add_key (which, root_bytes);

  cookie_seal_root_init (&root, bytes, COOKIE_SEAL_MIN_SECRET);
  add_needles (which, &root.hmac, sizeof root.hmac);
  cookie_seal_key_init (&key, &root, &cookie_seal_signed, PURPOSE);
  add_key (which, key.bytes);
  add_needles (which, &key.hmac, sizeof key.hmac);

  /* that of EncryptedCodec, whose kind is in the library */
  {
    const CookieSealKind encrypted = { "e1", "Cookie.EncryptedCodec", "", NULL, NULL };

    cookie_seal_key_init (&key, &root, &encrypted, PURPOSE);
    add_key (which, key.bytes);
    add_needles (which, &key.hmac, sizeof key.hmac);
  }
}

static void
receive_facts (const char *path)
{
  int ends[2], status;
  pid_t child;
  gsize n = 0;

  facts = g_new0 (Facts, 1);
  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child == 0)
    {
      for (guint i = 0; i < N_SECRETS; i++)
        add_secret (i, path);
      while (n < sizeof *facts)
        {
          gssize written = write (ends[1], (guint8 *) facts + n, sizeof *facts - n);

          if (written <= 0)
            _exit (1);
          n += written;
        }
      _exit (0);
    }

  close (ends[1]);
  while (n < sizeof *facts)
    {
      gssize got = read (ends[0], (guint8 *) facts + n, sizeof *facts - n);

      g_assert_cmpint (got, >, 0);
      n += got;
    }
  close (ends[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpuint (facts->n_needles, >, 200);
}

/* In this process. */

static guint8 window[1 << 16]; /* what is searched at the moment, a copy */

/* How often something of a secret is in the window */
static guint
count_in_window (guint         secret,
                 gsize         size,
                 const guint8 *is_first)
{
  guint n_found = 0;
  guint64 bytes;

  for (gsize i = 0; i + sizeof bytes <= size; i++)
    for (guint j = 0; is_first[window[i]] && j < facts->n_needles; j++)
      {
        memcpy (&bytes, window + i, sizeof bytes);
        if (facts->needles[j].secret == secret && (bytes ^ facts->needles[j].bytes) == MASKS)
          n_found++;
      }

  bytes = 0;
  __asm__ __volatile__ ("" : : "r" (&bytes) : "memory");

  return n_found;
}

/* How often something of a secret is in the memory that can be written; all other memory is in files. */
static guint
count_traces (guint secret)
{
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  guint8 is_first[256] = { FALSE };
  guint n_found = 0;
  int memory = open ("/proc/self/mem", O_RDONLY | O_CLOEXEC);

  g_assert_cmpint (memory, >=, 0);
  for (guint i = 0; i < facts->n_needles; i++)
    if (facts->needles[i].secret == secret)
      is_first[((const guint8 *) &facts->needles[i].bytes)[0] ^ MASK] = TRUE;

  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);
  for (char **line = lines; **line != '\0'; line++)
    {
      guint64 start = g_ascii_strtoull (*line, NULL, 16);
      const guint64 end = g_ascii_strtoull (strchr (*line, '-') + 1, NULL, 16);

      while (strncmp (strchr (*line, ' '), " rw", 3) == 0 && start + sizeof (guint64) <= end)
        {
          const guint64 here = (gsize) window;
          gssize size = MIN (sizeof window, end - start);

          /* the window is not in itself */
          if (start < here + sizeof window && start + size > here)
            {
              if (start >= here)
                {
                  start = here + sizeof window;
                  continue;
                }
              size = here - start;
            }

          size = pread (memory, window, size, start);
          if (size < (gssize) sizeof (guint64))
            break;
          n_found += count_in_window (secret, size, is_first);
          start += size - (sizeof (guint64) - 1);
        }
    }

  memset (window, 0, sizeof window);
  close (memory);

  return n_found;
}

static void
forget (gpointer data)
{
  memset (data, 0, COOKIE_SEAL_MIN_SECRET);
  __asm__ __volatile__ ("" : : "r" (data) : "memory");
  g_free (data);
}

/* A caller that keeps no other copy */
static GBytes *
unmask (guint which)
{
  guint8 *bytes = g_malloc (COOKIE_SEAL_MIN_SECRET);

  for (guint i = 0; i < COOKIE_SEAL_MIN_SECRET; i++)
    bytes[i] = facts->secrets[which][i] ^ MASK;

  return g_bytes_new_with_free_func (bytes, COOKIE_SEAL_MIN_SECRET, forget, bytes);
}

static void
use (CookieCodec *codec)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *text = cookie_codec_encode (codec, "fig", g_variant_new_string ("a value that is not short"), NULL);
      g_autoptr (GVariant) value = cookie_codec_decode (codec, "fig", text, NULL);

      g_assert_nonnull (value);
      text[strlen (text) - 10] ^= 1;
      g_assert_null (cookie_codec_decode (codec, "fig", text, NULL));
      g_assert_null (cookie_codec_renew (codec, "fig", text));
    }
}

static void
test_memory (void)
{
  g_autofree char *folder = g_dir_make_tmp ("cookie-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "secret", NULL);
  CookieKeyring *keyring = cookie_keyring_new ();
  CookieCodec *signed_codec = COOKIE_CODEC (cookie_signed_codec_new (NULL, keyring, PURPOSE, 60));
  CookieCodec *encrypted_codec = COOKIE_CODEC (cookie_encrypted_codec_new (NULL, keyring, PURPOSE, 60));
  GBytes *secret;

  receive_facts (path);
  for (guint i = 0; i < N_SECRETS; i++)
    g_assert_cmpuint (count_traces (i), ==, 0);

  for (guint i = 0; i < N_SECRETS; i++)
    {
      secret = i < 2 ? unmask (i) : cookie_keyring_load_secret (path, NULL);
      g_assert_cmpuint (count_traces (i), ==, COOKIE_SEAL_MIN_SECRET / 8);
      g_assert_true (cookie_keyring_prepend (keyring, secret, NULL));
      use (signed_codec);
      if (cookie_encrypted_codec_is_supported ())
        use (encrypted_codec);
      g_bytes_unref (secret);
      g_assert_cmpuint (count_traces (i), >, 0);
    }

  for (guint i = 0; i < 2; i++)
    {
      secret = unmask (i);
      g_assert_true (cookie_keyring_remove (keyring, secret));
      g_bytes_unref (secret);
      g_assert_cmpuint (count_traces (i), ==, 0);
      g_assert_cmpuint (count_traces (i + 1), >, 0);
    }

  g_assert_finalize_object (signed_codec);
  g_assert_finalize_object (encrypted_codec);
  g_assert_finalize_object (keyring);
  for (guint i = 0; i < N_SECRETS; i++)
    g_assert_cmpuint (count_traces (i), ==, 0);

  g_remove (path);
  g_rmdir (folder);
  g_free (facts);
}

#else

static void
test_memory (void)
{
  g_test_skip ("there is no /proc/self/maps");
}

#endif

int
main (int   argc,
      char *argv[])
{
  const char *preloaded = g_getenv ("LD_PRELOAD");

  g_test_init (&argc, &argv, NULL);

#if defined (__SANITIZE_ADDRESS__) || defined (__SANITIZE_THREAD__)
  preloaded = "vgpreload";
#endif
  /* their memory is too much to look through, and not all of it may be looked at */
  if (preloaded == NULL || strstr (preloaded, "vgpreload") == NULL)
    g_test_add_func ("/cookie/secret-memory", test_memory);

  return g_test_run ();
}
