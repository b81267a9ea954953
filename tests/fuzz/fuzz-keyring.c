/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Calls on two keyrings and on the codecs that have them, beside a model of which secrets a keyring has and
 * in which order. Each call is a few bytes of the input. The first secret seals, which a second reader
 * (test-seals.c) confirms; all open, and nothing else does.
 */

#include "fuzz.h"
#include "test-seals.h"

#include <string.h>

#define N_KEYRINGS 2
#define N_CODECS 4
#define N_TEXTS 4
#define MAX_CALLS 64

/* Secrets that are alike at one end, and one that is longer than a block of SHA-256 */
static const struct { const char *data; gsize length; } secrets[] = {
  { "0123456789abcdef0123456789abcdef", 32 },
  { "0123456789abcdef0123456789abcdef\0", 33 },
  { "0123456789abcdef0123456789abcdeg", 32 },
  { "1123456789abcdef0123456789abcdef", 32 },
  { "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1", 32 },
  { "a secret that is longer than the block of SHA-256, which is of 64 bytes", 71 },
  /* refused */
  { "0123456789abcdef0123456789abcde", 31 },
  { "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 32 },
  { "", 0 },
};

#define N_GOOD 6

static const char * const names[] = { "key", "keys" };
static const char * const purposes[] = { "", "fuzz" };

typedef struct {
  CookieKeyring *keyring; /* NULL once only codecs have it */
  guint order[N_GOOD];
  guint n_secrets;
} Ring;

typedef struct {
  CookieCodec *codec;
  Ring *ring;
  gboolean is_encrypted;
  guint purpose;
} Opener;

typedef struct {
  char *text; /* NULL for none */
  char *value;
  guint secret;
  guint name;
  gboolean is_encrypted;
  guint purpose;
} Sealed;

static Ring *rings[N_KEYRINGS];
static Opener openers[N_CODECS];
static Sealed texts[N_TEXTS];
static const guint8 *input;
static gsize n_left;

static guint
take (guint n)
{
  return fuzz_take_byte (&input, &n_left) % n;
}

static char *
take_text (void)
{
  const gsize length = take (16);

  return fuzz_take_text (&input, &n_left, length);
}

static GBytes *
get_secret (guint which)
{
  return g_bytes_new_static (secrets[which].data, secrets[which].length);
}

static void
ring_clear (gpointer data)
{
  g_clear_object (&((Ring *) data)->keyring);
}

static void
ring_unref (Ring *ring)
{
  g_rc_box_release_full (ring, ring_clear);
}

static Ring *
ring_new (void)
{
  Ring *ring = g_rc_box_new0 (Ring);

  ring->keyring = cookie_keyring_new ();

  return ring;
}

/* The place of a secret; that of none is behind the last. */
static guint
ring_find (const Ring *ring,
           guint       which)
{
  guint i = 0;

  while (i < ring->n_secrets && ring->order[i] != which)
    i++;

  return i;
}

static gboolean
ring_remove (Ring  *ring,
             guint  which)
{
  const guint at = ring_find (ring, which);

  if (at == ring->n_secrets)
    return FALSE;

  ring->n_secrets--;
  memmove (&ring->order[at], &ring->order[at + 1], (ring->n_secrets - at) * sizeof ring->order[0]);

  return TRUE;
}

static void
ring_insert (Ring  *ring,
             guint  at,
             guint  which)
{
  memmove (&ring->order[at + 1], &ring->order[at], (ring->n_secrets - at) * sizeof ring->order[0]);
  ring->order[at] = which;
  ring->n_secrets++;
}

static void
opener_clear (Opener *self)
{
  g_clear_object (&self->codec);
  g_clear_pointer (&self->ring, ring_unref);
}

static void
opener_start (Opener *self,
              Ring   *ring,
              guint   choice)
{
  const gboolean is_encrypted = choice % 2 && cookie_encrypted_codec_is_supported ();
  const guint purpose = choice / 2 % 2;

  opener_clear (self);
  self->ring = g_rc_box_acquire (ring);
  self->is_encrypted = is_encrypted;
  self->purpose = purpose;
  if (is_encrypted)
    self->codec = COOKIE_CODEC (cookie_encrypted_codec_new (test_raw_codec_new (), ring->keyring, purposes[purpose], 0));
  else
    self->codec = COOKIE_CODEC (cookie_signed_codec_new (test_raw_codec_new (), ring->keyring, purposes[purpose], 0));
}

static void
sealed_clear (Sealed *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->value, g_free);
}

/* It was sealed with the secret that the model says. */
static void
check_seal (const Sealed *self)
{
  g_autoptr (GBytes) secret = get_secret (self->secret);
  const TestSeal seal = { self->is_encrypted, secret, purposes[self->purpose], names[self->name] };
  g_autofree char *time = NULL;
  g_autofree char *opened = test_unseal (&seal, self->text, &time);

  g_assert_cmpstr (opened, ==, self->value);
  g_assert_cmpstr (time, ==, "");
}

/* The error of the codec that reads the text for a cookie of the name; -1 if it opens it. */
static int
get_error (const Opener *opener,
           const Sealed *self,
           guint         name)
{
  if (opener->is_encrypted != self->is_encrypted)
    return COOKIE_ERROR_NOT_SEALED;
  if (ring_find (opener->ring, self->secret) == opener->ring->n_secrets)
    return COOKIE_ERROR_NO_KEY;
  if (opener->purpose != self->purpose || name != self->name)
    return COOKIE_ERROR_UNAUTHENTIC;

  return -1;
}

static void
check_open (const Opener *opener,
            const Sealed *self)
{
  for (guint name = 0; name < G_N_ELEMENTS (names); name++)
    {
      const int code = get_error (opener, self, name);
      g_autoptr (GError) error = NULL;
      g_autoptr (GVariant) value = cookie_codec_decode (opener->codec, names[name], self->text, &error);

      fuzz_check_error (value != NULL, error);
      if (code < 0)
        g_assert_cmpstr (g_variant_get_string (value, NULL), ==, self->value);
      else
        g_assert_error (error, COOKIE_ERROR, code);
    }
}

static void
check_texts (const Opener *opener)
{
  for (guint i = 0; i < N_TEXTS; i++)
    if (texts[i].text != NULL)
      check_open (opener, &texts[i]);
}

static void
check_sizes (void)
{
  for (guint i = 0; i < N_KEYRINGS; i++)
    g_assert_cmpuint (cookie_keyring_get_size (rings[i]->keyring), ==, rings[i]->n_secrets);
}

/* The calls */

static void
call_secret (Ring *ring)
{
  const guint which = take (G_N_ELEMENTS (secrets));
  g_autoptr (GBytes) secret = get_secret (which);
  g_autoptr (GError) error = NULL;
  gboolean success;

  switch (take (3))
    {
    case 0:
      success = cookie_keyring_append (ring->keyring, secret, &error);
      if (success && ring_find (ring, which) == ring->n_secrets)
        ring_insert (ring, ring->n_secrets, which);
      break;
    case 1:
      success = cookie_keyring_prepend (ring->keyring, secret, &error);
      if (success)
        {
          ring_remove (ring, which);
          ring_insert (ring, 0, which);
        }
      break;
    default:
      g_assert_cmpint (cookie_keyring_remove (ring->keyring, secret), ==, ring_remove (ring, which));
      return;
    }

  fuzz_check_error (success, error);
  g_assert_cmpint (success, ==, which < N_GOOD);
  if (!success)
    g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_INVALID_SECRET);
}

static void
call_seal (const Opener *opener,
           Sealed       *self)
{
  const guint name = take (G_N_ELEMENTS (names));
  g_autofree char *value = take_text ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = cookie_codec_encode (opener->codec, names[name], g_variant_new_string (value), &error);

  fuzz_check_error (text != NULL, error);
  if (text == NULL)
    {
      g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_NO_KEY);
      g_assert_cmpuint (opener->ring->n_secrets, ==, 0);
      return;
    }

  g_assert_cmpuint (opener->ring->n_secrets, >, 0);
  sealed_clear (self);
  self->text = g_steal_pointer (&text);
  self->value = g_steal_pointer (&value);
  self->secret = opener->ring->order[0];
  self->name = name;
  self->is_encrypted = opener->is_encrypted;
  self->purpose = opener->purpose;
  check_seal (self);
}

static void
call_renew (const Opener *opener,
            Sealed       *self)
{
  g_autofree char *renewed = NULL;
  gboolean expected;

  if (self->text == NULL)
    return;

  renewed = cookie_codec_renew (opener->codec, names[self->name], self->text);
  expected = get_error (opener, self, self->name) < 0 && opener->ring->order[0] != self->secret;
  g_assert_cmpint (renewed != NULL, ==, expected);
  if (renewed == NULL)
    return;

  g_free (self->text);
  self->text = g_steal_pointer (&renewed);
  self->secret = opener->ring->order[0];
  check_seal (self);
}

static void
call (void)
{
  Ring **ring = &rings[take (N_KEYRINGS)];
  Opener *opener = &openers[take (N_CODECS)];
  Sealed *text = &texts[take (N_TEXTS)];

  switch (take (8))
    {
    case 0:
    case 1:
    case 2:
      call_secret (*ring);
      break;
    case 3:
    case 4:
      call_seal (opener, text);
      break;
    case 5:
      call_renew (opener, text);
      break;
    case 6:
      opener_start (opener, *ring, take (4));
      break;
    default:
      /* the codecs keep the one that they have */
      g_clear_object (&(*ring)->keyring);
      ring_unref (*ring);
      *ring = ring_new ();
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  input = data;
  n_left = size;

  for (guint i = 0; i < N_KEYRINGS; i++)
    rings[i] = ring_new ();
  for (guint i = 0; i < N_CODECS; i++)
    opener_start (&openers[i], rings[0], i);

  for (guint n = 0; n < MAX_CALLS && n_left > 0; n++)
    {
      call ();
      check_sizes ();
      check_texts (&openers[n % N_CODECS]);
    }
  for (guint i = 0; i < N_CODECS; i++)
    check_texts (&openers[i]);

  for (guint i = 0; i < N_TEXTS; i++)
    sealed_clear (&texts[i]);
  for (guint i = 0; i < N_CODECS; i++)
    opener_clear (&openers[i]);
  for (guint i = 0; i < N_KEYRINGS; i++)
    ring_unref (rings[i]);

  return 0;
}
