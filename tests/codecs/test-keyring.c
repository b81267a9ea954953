/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "test-refused.h"
#include "test-seals.h"
#include "test-values.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

static void
test_content (void)
{
  CookieKeyring *keyring = cookie_keyring_new ();
  g_autoptr (GBytes) first = test_secret (0);
  g_autoptr (GBytes) second = test_secret (1);
  g_autoptr (GBytes) third = test_secret (2);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (cookie_keyring_get_size (keyring), ==, 0);
  g_assert_false (cookie_keyring_remove (keyring, first));

  g_assert_true (cookie_keyring_append (keyring, first, &error));
  g_assert_no_error (error);
  g_assert_true (cookie_keyring_append (keyring, first, &error));
  g_assert_cmpuint (cookie_keyring_get_size (keyring), ==, 1);
  g_assert_true (cookie_keyring_prepend (keyring, second, &error));
  g_assert_true (cookie_keyring_prepend (keyring, third, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (cookie_keyring_get_size (keyring), ==, 3);
  g_assert_true (cookie_keyring_prepend (keyring, third, &error));
  g_assert_true (cookie_keyring_prepend (keyring, first, &error));
  g_assert_cmpuint (cookie_keyring_get_size (keyring), ==, 3);

  g_assert_true (cookie_keyring_remove (keyring, second));
  g_assert_false (cookie_keyring_remove (keyring, second));
  g_assert_true (cookie_keyring_remove (keyring, third));
  g_assert_true (cookie_keyring_remove (keyring, first));
  g_assert_cmpuint (cookie_keyring_get_size (keyring), ==, 0);
  g_assert_finalize_object (keyring);
}

/* The ID of the secret that seals */
static void
assert_seals (CookieKeyring *keyring,
              GBytes        *secret)
{
  g_autoptr (CookieCodec) codec = COOKIE_CODEC (cookie_signed_codec_new (NULL, keyring, "", 0));
  g_autofree char *text = cookie_codec_encode (codec, "fig", g_variant_new_int32 (7), NULL);
  g_autofree char *id = test_seal_id (secret);

  g_assert_cmpint (strncmp (text + strlen ("s1."), id, strlen (id)), ==, 0);
}

/* append () leaves what is there where it is; prepend () moves it. */
static void
test_order (void)
{
  g_autoptr (CookieKeyring) keyring = cookie_keyring_new ();
  g_autoptr (GBytes) first = test_secret (0);
  g_autoptr (GBytes) second = test_secret (1);

  cookie_keyring_append (keyring, first, NULL);
  assert_seals (keyring, first);
  cookie_keyring_append (keyring, second, NULL);
  assert_seals (keyring, first);
  cookie_keyring_append (keyring, first, NULL);
  assert_seals (keyring, first);
  cookie_keyring_prepend (keyring, second, NULL);
  assert_seals (keyring, second);
  cookie_keyring_append (keyring, second, NULL);
  assert_seals (keyring, second);
  cookie_keyring_prepend (keyring, first, NULL);
  assert_seals (keyring, first);
  cookie_keyring_remove (keyring, first);
  assert_seals (keyring, second);
}

static void
test_short (void)
{
  g_autoptr (CookieKeyring) keyring = cookie_keyring_new ();
  g_autoptr (GError) error = NULL;

  for (gsize size = 0; size < 32; size++)
    {
      g_autoptr (GBytes) secret = g_bytes_new_static ("SECRET-SECRET-SECRET-SECRET-SECRET", size);

      g_assert_false (cookie_keyring_append (keyring, secret, &error));
      g_assert_null (strstr (error->message, "SECRET"));
      test_assert_refused (error, COOKIE_ERROR_INVALID_SECRET, "at least 32 are needed");
      g_assert_false (cookie_keyring_prepend (keyring, secret, &error));
      test_assert_refused (error, COOKIE_ERROR_INVALID_SECRET, "at least 32 are needed");
      g_assert_false (cookie_keyring_remove (keyring, secret));
    }
  g_assert_cmpuint (cookie_keyring_get_size (keyring), ==, 0);
}

/* What is left of a file after a power cut, or was never filled */
static void
test_zeros (void)
{
  static const guint8 zeros[64];
  g_autoptr (CookieKeyring) keyring = cookie_keyring_new ();
  g_autoptr (GError) error = NULL;

  for (gsize size = 32; size <= sizeof zeros; size++)
    {
      g_autoptr (GBytes) secret = g_bytes_new_static (zeros, size);

      g_assert_false (cookie_keyring_append (keyring, secret, &error));
      test_assert_refused (error, COOKIE_ERROR_INVALID_SECRET, "NUL bytes only");
      g_assert_false (cookie_keyring_prepend (keyring, secret, &error));
      test_assert_refused (error, COOKIE_ERROR_INVALID_SECRET, "NUL bytes only");
    }
  g_assert_cmpuint (cookie_keyring_get_size (keyring), ==, 0);

  /* one byte makes it another secret, wherever it is, and so do the same bytes of another kind */
  for (gsize i = 0; i <= 32; i++)
    {
      guint8 bytes[32] = { 0 };
      g_autoptr (CookieKeyring) other = cookie_keyring_new ();
      g_autoptr (GBytes) almost = NULL;

      if (i < 32)
        bytes[i] = 1;
      else
        memset (bytes, 1, sizeof bytes);
      almost = g_bytes_new (bytes, sizeof bytes);
      g_assert_true (cookie_keyring_append (other, almost, &error));
      g_assert_no_error (error);
    }
}

/* Nothing of a keyring can be read. */
static void
test_no_property (void)
{
  g_autoptr (CookieKeyring) keyring = cookie_keyring_new ();
  g_autofree GParamSpec **properties = NULL;
  guint n_properties;

  properties = g_object_class_list_properties (G_OBJECT_GET_CLASS (keyring), &n_properties);
  g_assert_cmpuint (n_properties, ==, 0);
}

static void
test_generate (void)
{
  g_autoptr (CookieKeyring) keyring = cookie_keyring_new ();

  for (guint i = 1; i <= 100; i++)
    {
      g_autoptr (GBytes) secret = cookie_keyring_generate_secret ();

      g_assert_cmpuint (g_bytes_get_size (secret), ==, 32);
      g_assert_true (cookie_keyring_append (keyring, secret, NULL));
      g_assert_cmpuint (cookie_keyring_get_size (keyring), ==, i); /* so it is another one */
    }
}

typedef struct {
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("cookie-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "secret", NULL);
  g_unsetenv ("CREDENTIALS_DIRECTORY");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_remove (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
write_file (const char    *path,
            gconstpointer  content,
            gsize          length)
{
  g_remove (path);
  g_assert_true (g_file_set_contents_full (path, content, length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
assert_loads (const char    *path,
              gconstpointer  data,
              gsize          size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) secret = cookie_keyring_load_secret (path, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (secret, NULL), g_bytes_get_size (secret), data, size);
}

static void
assert_does_not_load (const char *path,
                      const char *reason)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cookie_keyring_load_secret (path, &error));
  g_assert_nonnull (strstr (error->message, path));
  g_assert_null (strstr (error->message, "SECRET"));
  test_assert_refused (error, COOKIE_ERROR_INVALID_SECRET, reason);
}

static void
test_load (Fixture       *fixture,
           gconstpointer  data)
{
  static const char * const around[] = { "", "\n", "\r\n", "  \n\n" };
  guint8 bytes[512];

  for (gsize i = 0; i < sizeof bytes; i++)
    bytes[i] = 0xf7 * i + 0xfb;

  write_file (fixture->path, bytes, 32);
  assert_loads (fixture->path, bytes, 32);

  for (gsize size = 32; size <= sizeof bytes; size += size < 40 ? 1 : 59)
    for (gsize i = 0; i < G_N_ELEMENTS (around); i++)
      {
        g_autofree char *base64 = g_base64_encode (bytes, size);
        g_autofree char *url = g_strdup (base64);
        g_autoptr (GString) hex = g_string_new (around[i]);
        g_autofree char *text = NULL, *url_text = NULL, *bare = NULL;

        for (gsize j = 0; j < size; j++)
          g_string_append_printf (hex, i % 2 ? "%02x" : "%02X", bytes[j]);
        g_string_append (hex, around[i]);
        write_file (fixture->path, hex->str, hex->len);
        assert_loads (fixture->path, bytes, size);

        text = g_strconcat (around[i], base64, around[i], NULL);
        write_file (fixture->path, text, strlen (text));
        assert_loads (fixture->path, bytes, size);

        g_strdelimit (url, "+", '-');
        g_strdelimit (url, "/", '_');
        url_text = g_strconcat (url, around[i], NULL);
        write_file (fixture->path, url_text, strlen (url_text));
        assert_loads (fixture->path, bytes, size);

        g_strdelimit (url, "=", '\0');
        bare = g_strconcat (around[i], url, NULL);
        write_file (fixture->path, bare, strlen (bare));
        assert_loads (fixture->path, bytes, size);
      }

  /* what only the owner, or a group besides, can read */
  for (guint mode = 0400; mode <= 0770; mode += 010)
    {
      g_assert_cmpint (g_chmod (fixture->path, mode), ==, 0);
      assert_loads (fixture->path, bytes, sizeof bytes);
    }
}

static void
test_load_refused (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char * const contents[] = {
    "0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcd\n\n", "correct horse battery staple 123",
    "", "\n", "SECRET", "0123456789abcdef0123456789abcdef\n", "SECRETSECRETSECRETSECRETSECRETSECRETSECRE=",
    "not base64 and not 32 bytes, SECRET for all that", "0123456789abcdef0123456789abcdef 0123456789abcdef0123456789abcdef",
    "00112233445566778899aabbccddeeff\n", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZQ==",
    "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY===", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3\nODlhYmNkZWY=\n",
    "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff0",
  };
  g_autofree char *large = g_strnfill (4097, '0');
  g_autofree char *missing = g_build_filename (fixture->folder, "missing", NULL);
  g_autofree char *not_utf8 = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      write_file (fixture->path, contents[i], strlen (contents[i]));
      assert_does_not_load (fixture->path, "neither 32 random bytes, nor");
    }
  write_file (fixture->path, large, 4097);
  assert_does_not_load (fixture->path, "is longer than 4096 bytes");
  large[0] = '!';
  write_file (fixture->path, large, 4096);
  assert_does_not_load (fixture->path, "neither 32 random bytes, nor");
  large[0] = '0';
  write_file (fixture->path, "0123456789abcdef\0" "123456789abcdef0", 33);
  assert_does_not_load (fixture->path, "neither 32 random bytes, nor");

  /* others */
  write_file (fixture->path, large, 64);
  for (guint mode = 0601; mode <= 0607; mode++)
    {
      g_assert_cmpint (g_chmod (fixture->path, mode), ==, 0);
      if (mode != 0601)
        assert_does_not_load (fixture->path, "can be read or written by all users (mode 060");
    }

  /* no regular file */
  assert_does_not_load (fixture->folder, "not a regular file");
  assert_does_not_load ("/dev/null", "not a regular file");
  g_remove (fixture->path);
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  assert_does_not_load (fixture->path, "not a regular file");

  g_assert_null (cookie_keyring_load_secret (missing, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_nonnull (strstr (error->message, missing));
  g_clear_error (&error);
  g_assert_null (cookie_keyring_load_secret ("", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);

  /* the name of a file is bytes, a message is UTF-8 */
  not_utf8 = g_build_filename (fixture->folder, "\xff", NULL);
  g_assert_null (cookie_keyring_load_secret (not_utf8, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_clear_error (&error);
  for (guint mode = 0600; mode <= 0604; mode += 4)
    {
      write_file (not_utf8, "SECRET", 6);
      g_assert_cmpint (g_chmod (not_utf8, mode), ==, 0);
      g_assert_null (cookie_keyring_load_secret (not_utf8, &error));
      test_assert_refused (error, COOKIE_ERROR_INVALID_SECRET, mode == 0600 ? "on one line" : "all users");
    }
  g_remove (not_utf8);
}

/* A name without a folder is that of a credential, if the program is a service that has some. */
static void
test_load_credential (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dotted = NULL;

  write_file (fixture->path, "\377" "123456789abcdef0123456789abcdef", 32);
  g_assert_null (cookie_keyring_load_secret ("secret", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);

  g_setenv ("CREDENTIALS_DIRECTORY", fixture->folder, TRUE);
  assert_loads ("secret", "\377" "123456789abcdef0123456789abcdef", 32);
  assert_loads (fixture->path, "\377" "123456789abcdef0123456789abcdef", 32);

  dotted = g_build_filename (".", "secret", NULL);
  g_assert_null (cookie_keyring_load_secret (dotted, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_unsetenv ("CREDENTIALS_DIRECTORY");
}

/* As many as a server has that names its sessions by them: more than there are mappings for guarded memory. */
static void
test_many_secrets (void)
{
  g_autoptr (GPtrArray) secrets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < 20000; i++)
    {
      g_ptr_array_add (secrets, cookie_keyring_generate_secret ());
      g_assert_cmpuint (g_bytes_get_size (secrets->pdata[i]), ==, 32);
      g_assert_false (i > 0 && g_bytes_equal (secrets->pdata[i - 1], secrets->pdata[i]));
    }

  /* what is freed in between makes room */
  g_ptr_array_remove_range (secrets, 0, 10000);
  for (guint i = 0; i < 10000; i++)
    g_ptr_array_add (secrets, cookie_keyring_generate_secret ());
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  test_log_nothing ();

  g_test_add_func ("/cookie/keyring/content", test_content);
  g_test_add_func ("/cookie/keyring/many-secrets", test_many_secrets);
  g_test_add_func ("/cookie/keyring/order", test_order);
  g_test_add_func ("/cookie/keyring/short", test_short);
  g_test_add_func ("/cookie/keyring/zeros", test_zeros);
  g_test_add_func ("/cookie/keyring/no-property", test_no_property);
  g_test_add_func ("/cookie/keyring/generate", test_generate);
  g_test_add ("/cookie/keyring/load", Fixture, NULL, set_up, test_load, tear_down);
  g_test_add ("/cookie/keyring/load/refused", Fixture, NULL, set_up, test_load_refused, tear_down);
  g_test_add ("/cookie/keyring/load/credential", Fixture, NULL, set_up, test_load_credential, tear_down);

  return g_test_run ();
}
