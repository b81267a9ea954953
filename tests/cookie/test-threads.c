/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What may be shared between threads, and is worth the most under ThreadSanitizer: `./dev sanitize
 * thread`. Each thread has cookies of its own; all share codecs that no one changes any more, and
 * what the types and their first use set up. A keyring changes while they use it.
 */

#include "test-seals.h"
#include "test-site.h"
#include "test-values.h"

#define N_THREADS 8
#define N_ROUNDS 200

typedef struct {
  CookieCodec *codecs[7];
  guint n_codecs;
  GMutex mutex; /* only so that all begin at once */
} Shared;

static void
use_cookies (Shared *shared,
             guint   seed)
{
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      CookieCodec *codec = shared->codecs[(seed + i) % shared->n_codecs];
      g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
      g_autoptr (CookieBaseCookie) again = cookie_base_cookie_new ();
      g_autoptr (CookieBaseCookie) copy = NULL;
      g_autoptr (CookieMorsel) parsed = NULL;
      g_autoptr (GPtrArray) diagnostics = NULL;
      g_autoptr (GDateTime) expires = NULL;
      g_autoptr (GUri) origin = g_uri_parse ("https://site.example", G_URI_FLAGS_NONE, NULL);
      g_autofree char *header = NULL;
      g_autofree char *line = NULL;
      g_autoptr (GError) error = NULL;

      cookie_base_cookie_set_codec (cookie, codec);
      cookie_base_cookie_set_codec (again, codec);
      cookie_base_cookie_set_profile (again, i % 3);
      g_assert_true (cookie_base_cookie_set_string (cookie, "sid", "value", NULL));
      g_assert_true (cookie_base_cookie_set_string (cookie, "b", "another", NULL));
      header = cookie_base_cookie_to_cookie_header (cookie);
      g_assert_true (cookie_base_cookie_load (again, header, NULL));
      g_assert_cmpstr (cookie_base_cookie_get_string (again, "sid"), ==, "value");

      g_assert_false (cookie_base_cookie_set_string (cookie, "path", "x", &error));
      g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_RESERVED_KEY);

      cookie_morsel_set_max_age (cookie_base_cookie_get (again, "sid"), i);
      copy = cookie_base_cookie_copy (again);
      g_assert_true (cookie_base_cookie_equal (copy, again));

      parsed = cookie_morsel_parse_set_cookie ("a=b; Expires=Sun, 06 Nov 1994 08:49:37 GMT; Domain=site.example", NULL);
      expires = cookie_morsel_get_expires (parsed);
      g_assert_cmpint (g_date_time_to_unix (expires), ==, 784111777);
      line = cookie_morsel_output (parsed, NULL, NULL);
      diagnostics = cookie_diagnose_set_cookie (line, origin, NULL);
      g_assert_cmpuint (diagnostics->len, >, 0);
    }
}

static gpointer
thread_func (gpointer data)
{
  Shared *shared = data;

  g_mutex_lock (&shared->mutex);
  g_mutex_unlock (&shared->mutex);
  use_cookies (shared, GPOINTER_TO_UINT (g_thread_self ()) / 64);

  return NULL;
}

static void
test_own_cookies (void)
{
  Shared shared = { { NULL } };
  GThread *threads[N_THREADS];

  g_mutex_init (&shared.mutex);
  g_mutex_lock (&shared.mutex);
  shared.codecs[0] = COOKIE_CODEC (cookie_string_codec_new ());
  shared.codecs[1] = COOKIE_CODEC (cookie_percent_codec_new ());
  shared.codecs[2] = COOKIE_CODEC (cookie_smart_codec_new ());
  shared.codecs[3] = COOKIE_CODEC (cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_BINARY, G_VARIANT_TYPE_STRING));
  shared.codecs[4] = COOKIE_CODEC (cookie_signed_codec_new (g_object_ref (shared.codecs[2]), NULL, "test", 0));
  test_add_secret (shared.codecs[4], 0);
  shared.n_codecs = 5;
  if (cookie_json_codec_is_supported ())
    shared.codecs[shared.n_codecs++] = COOKIE_CODEC (cookie_json_codec_new ());
  if (cookie_encrypted_codec_is_supported ())
    {
      CookieCodec *codec = COOKIE_CODEC (cookie_encrypted_codec_new (g_object_ref (shared.codecs[0]), NULL, "test", 0));

      test_add_secret (codec, 0);
      shared.codecs[shared.n_codecs++] = codec;
    }

  for (gsize i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("cookies", thread_func, &shared);
  g_mutex_unlock (&shared.mutex);
  for (gsize i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);

  for (guint i = 0; i < shared.n_codecs; i++)
    g_object_unref (shared.codecs[i]);
  g_mutex_clear (&shared.mutex);
}

/* A cookie may go from one thread to another, as long as only one has it. */
typedef struct {
  CookieSchema *site;
  GMutex mutex; /* only so that all begin at once */
} SharedSite;

static gpointer
site_func (gpointer data)
{
  SharedSite *shared = data;

  g_mutex_lock (&shared->mutex);
  g_mutex_unlock (&shared->mutex);

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (CookieBaseCookie) cookie = test_cookie_new (shared->site, i % TEST_N_PROFILES);
      g_autoptr (CookieBaseCookie) copy = NULL;
      g_autoptr (CookieMorsel) morsel = NULL;
      g_autoptr (GPtrArray) diagnostics = NULL;
      g_auto (GStrv) names = NULL;
      g_autofree char *lines = NULL;
      g_autoptr (GError) error = NULL;

      test_load (cookie, TEST_SID "=old.60.ann; theme=dark; lang=en; other=1");
      test_set (cookie, "theme", "light");
      test_set (cookie, "sid", "signed");
      g_assert_true (cookie_base_cookie_expire (cookie, "app", NULL));
      copy = cookie_base_cookie_copy (cookie);
      g_assert_true (cookie_base_cookie_equal (cookie, copy));
      g_assert_true (cookie_base_cookie_touch (copy, TEST_SID, NULL));
      lines = cookie_base_cookie_output (cookie, NULL, NULL, NULL);

      names = cookie_schema_get_names (shared->site);
      morsel = cookie_schema_create_morsel (shared->site, names[i % g_strv_length (names)], NULL);
      g_assert_nonnull (cookie_schema_lookup_codec (shared->site, TEST_SID));
      diagnostics = cookie_schema_diagnose (shared->site, NULL);
      g_assert_false (cookie_schema_add (shared->site, "late", NULL, NULL, &error));
      g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_NOT_SUPPORTED);
    }

  return NULL;
}

/* One schema for all requests; the first of them freezes it. */
static void
test_shared_site (void)
{
  SharedSite shared = { test_site_new () };
  g_autoptr (CookieCodec) codec = test_new_codec ("signed-string");
  GThread *threads[N_THREADS];

  test_schema_add (shared.site, "sid", codec, "; Path=/");
  g_mutex_init (&shared.mutex);
  g_mutex_lock (&shared.mutex);
  for (gsize i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("site", site_func, &shared);
  g_mutex_unlock (&shared.mutex);
  for (gsize i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);

  g_assert_finalize_object (shared.site);
  g_mutex_clear (&shared.mutex);
}

static gpointer
pass_on_func (gpointer data)
{
  CookieBaseCookie *cookie = data;

  g_assert_true (cookie_base_cookie_load (cookie, "c=3; a=4; path=/", NULL));
  cookie_morsel_set_secure (cookie_base_cookie_get (cookie, "b"), TRUE);

  return cookie;
}

static void
test_pass_on (void)
{
  for (guint i = 0; i < 20; i++)
    {
      CookieBaseCookie *cookie = cookie_simple_cookie_new ();
      GThread *thread;
      g_autofree char *header = NULL;

      cookie_base_cookie_set_profile (cookie, COOKIE_PROFILE_PYTHON);
      g_assert_true (cookie_base_cookie_load (cookie, "a=1; b=2", NULL));
      thread = g_thread_new ("pass-on", pass_on_func, cookie);
      g_assert_true (g_thread_join (thread) == cookie);
      header = cookie_base_cookie_to_cookie_header (cookie);
      g_assert_cmpstr (header, ==, "a=4; b=2; c=3");
      g_assert_finalize_object (cookie);
    }
}

static gpointer
use_morsel_func (gpointer data)
{
  CookieMorsel *morsel = data;
  g_autofree char *text = NULL;

  g_assert_cmpstr (cookie_morsel_get_key (morsel), ==, "b");
  cookie_morsel_set_secure (morsel, TRUE);
  text = cookie_morsel_output (morsel, NULL, "");
  g_assert_cmpstr (text, ==, " b=2; Secure");
  g_object_unref (morsel);

  return NULL;
}

/* A morsel belongs to another thread now; the texts of both are parts of the same header. */
static void
test_give_away (void)
{
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
      g_autoptr (CookieMorsel) morsel = NULL;
      GThread *thread;

      g_assert_true (cookie_base_cookie_load (cookie, "a=1; b=2; c=\"3\"; =", NULL));
      morsel = g_object_ref (cookie_base_cookie_get (cookie, "b"));
      g_assert_true (cookie_base_cookie_remove (cookie, "b"));
      thread = g_thread_new ("give-away", use_morsel_func, g_steal_pointer (&morsel));
      g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "a"), ==, "1");
      g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "c"), ==, "3");
      cookie_base_cookie_clear (cookie);
      g_thread_join (thread);
    }
}

typedef struct {
  CookieKeyring *keyring;
  CookieCodec *codecs[2];
  int n_running;
} SharedKeyring;

/* The first secret is always there. The second one comes and goes: each text is sealed with one of
 * them, and is opened, or is refused because its secret is gone, and for no other reason.
 */
static gpointer
seal_func (gpointer data)
{
  SharedKeyring *shared = data;

  for (guint i = 0; i < 3000; i++)
    {
      CookieCodec *codec = shared->codecs[i % 2];
      g_autoptr (GError) error = NULL;
      g_autofree char *text = cookie_codec_encode (codec, "fig", g_variant_new_uint32 (i), &error);
      g_autoptr (GVariant) value = NULL;
      g_autofree char *renewed = NULL;

      g_assert_no_error (error);
      value = cookie_codec_decode (codec, "fig", text, &error);
      if (value != NULL)
        g_assert_cmpuint (g_variant_get_uint32 (value), ==, i);
      else
        g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_NO_KEY);

      renewed = cookie_codec_renew (codec, "fig", text);
      g_assert_cmpuint (cookie_keyring_get_size (shared->keyring), >=, 1);
    }

  g_atomic_int_add (&shared->n_running, -1);

  return NULL;
}

static void
test_keyring (void)
{
  SharedKeyring shared = { cookie_keyring_new (), { NULL, }, N_THREADS };
  g_autoptr (GBytes) first = test_secret (0);
  GThread *threads[N_THREADS];
  guint n_rounds = 0;

  g_assert_true (cookie_keyring_append (shared.keyring, first, NULL));
  shared.codecs[0] = COOKIE_CODEC (cookie_signed_codec_new (NULL, shared.keyring, "a", 0));
  shared.codecs[1] = cookie_encrypted_codec_is_supported ()
                       ? COOKIE_CODEC (cookie_encrypted_codec_new (NULL, shared.keyring, "a", 0))
                       : COOKIE_CODEC (cookie_signed_codec_new (NULL, shared.keyring, "b", 0));

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("seal", seal_func, &shared);

  while (g_atomic_int_get (&shared.n_running) > 0 || n_rounds == 0)
    {
      g_autoptr (GBytes) second = cookie_keyring_generate_secret ();
      CookieCodec *codec;

      g_assert_true (cookie_keyring_append (shared.keyring, second, NULL));
      g_assert_true (cookie_keyring_prepend (shared.keyring, second, NULL));
      codec = COOKIE_CODEC (cookie_signed_codec_new (NULL, shared.keyring, "c", 0));
      g_assert_finalize_object (codec);
      g_assert_true (cookie_keyring_prepend (shared.keyring, first, NULL));
      g_assert_true (cookie_keyring_remove (shared.keyring, second));
      n_rounds++;
    }
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);

  g_test_message ("%u rotations", n_rounds);
  g_assert_cmpuint (cookie_keyring_get_size (shared.keyring), ==, 1);
  g_assert_finalize_object (shared.codecs[0]);
  g_assert_finalize_object (shared.codecs[1]);
  g_assert_finalize_object (shared.keyring);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cookie/threads/own-cookies", test_own_cookies);
  g_test_add_func ("/cookie/threads/shared-site", test_shared_site);
  g_test_add_func ("/cookie/threads/pass-on", test_pass_on);
  g_test_add_func ("/cookie/threads/give-away", test_give_away);
  g_test_add_func ("/cookie/threads/keyring", test_keyring);

  return g_test_run ();
}
