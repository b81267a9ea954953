/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* timing [MILLION]: does the comparison of MACs take longer where they differ later? A test in the manner of
 * dudect: two kinds of inputs take turns at random, one that differs in the first byte and one that
 * differs in the last, and Welch's t-test says whether their times are of one distribution. It is no test
 * of the suite, since other programs disturb it: `./dev timing` runs it.
 *
 * What is measured: cookie_secrets_equal (), the decode () of a whole SignedCodec, and a loop that
 * stops early, which is to be told apart, so that one knows that the test would notice.
 */

#include <cookie-glib/cookie-glib.h>

#include "core/secrets.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SIZE 32
#define N_BATCH 1000
#define N_CROPS 20 /* the greatest times are those of interrupts; how many there are is not known before */

/* Greater than this, the times differ (as in dudect) */
#define LIMIT 4.5

typedef struct {
  double n, mean, m2;
} Moments;

static inline guint64
read_clock (void)
{
#if defined (__x86_64__) || defined (__i386__)
  guint32 low, high;

  __asm__ __volatile__ ("lfence; rdtsc; lfence" : "=a" (low), "=d" (high) : : "memory");
  return (guint64) high << 32 | low;
#else
  return g_get_monotonic_time ();
#endif
}

static void
add (Moments *moments,
     double   x)
{
  const double delta = x - moments->mean;

  moments->n++;
  moments->mean += delta / moments->n;
  moments->m2 += delta * (x - moments->mean);
}

static double
get_t (const Moments *a,
       const Moments *b)
{
  if (a->n < 2 || b->n < 2)
    return 0;

  return fabs (a->mean - b->mean) / sqrt (a->m2 / (a->n - 1) / a->n + b->m2 / (b->n - 1) / b->n);
}

/* What is measured. Both kinds of inputs are put into the same place before. */

static guint8 expected[SIZE], input[SIZE];
static CookieCodec *codec;
static char *texts[2], *text;

static void
prepare_bytes (gboolean is_late)
{
  for (guint i = 0; i < SIZE; i++)
    input[i] = expected[i] ^ (i == (is_late ? SIZE - 1 : 0));
}

static void
prepare_text (gboolean is_late)
{
  strcpy (text, texts[is_late]);
}

static void
run_equal (void)
{
  volatile gboolean equal = cookie_secrets_equal (input, expected, SIZE);

  (void) equal;
}

/* As a careless loop, or memcmp () of some C libraries */
G_NO_INLINE static gboolean
leaks (const guint8 *a,
       const guint8 *b)
{
  for (guint i = 0; i < SIZE; i++)
    {
      if (a[i] != b[i])
        return FALSE;
      __asm__ __volatile__ ("");
    }

  return TRUE;
}

static void
run_leaks (void)
{
  volatile gboolean equal = leaks (input, expected);

  (void) equal;
}

static void
run_decode (void)
{
  g_autoptr (GVariant) value = cookie_codec_decode (codec, "sid", text, NULL);

  g_assert_null (value);
}

static double
measure (void (* prepare) (gboolean is_late),
         void (* run) (void),
         guint64 n)
{
  Moments moments[N_CROPS + 1][2] = { { { 0 } } };
  double crops[N_CROPS] = { 0 };
  double greatest = 0;

  for (guint64 done = 0; done < n; done += N_BATCH)
    {
      guint64 times[N_BATCH];
      gboolean is_late[N_BATCH];

      for (guint i = 0; i < N_BATCH; i++)
        is_late[i] = g_random_boolean ();
      for (guint i = 0; i < N_BATCH; i++)
        {
          guint64 start;

          prepare (is_late[i]);
          start = read_clock ();
          run ();
          times[i] = read_clock () - start;
        }

      /* the first batch warms up, and says what the percentiles are */
      if (done == 0)
        {
          guint64 sorted[N_BATCH];

          memcpy (sorted, times, sizeof sorted);
          for (guint i = 1; i < N_BATCH; i++)
            for (guint j = i; j > 0 && sorted[j - 1] > sorted[j]; j--)
              {
                guint64 other = sorted[j];

                sorted[j] = sorted[j - 1];
                sorted[j - 1] = other;
              }
          for (guint i = 0; i < N_CROPS; i++)
            crops[i] = sorted[(i + 1) * (N_BATCH - 1) / N_CROPS];
          continue;
        }

      for (guint i = 0; i < N_BATCH; i++)
        {
          add (&moments[N_CROPS][is_late[i]], times[i]);
          for (guint j = 0; j < N_CROPS; j++)
            if (times[i] <= crops[j])
              add (&moments[j][is_late[i]], times[i]);
        }
    }

  for (guint i = 0; i <= N_CROPS; i++)
    greatest = MAX (greatest, moments[i][0].n > 1000 ? get_t (&moments[i][0], &moments[i][1]) : 0);

  return greatest;
}

static void
set_up (void)
{
  g_autoptr (CookieKeyring) keyring = cookie_keyring_new ();
  g_autoptr (GBytes) secret = cookie_keyring_generate_secret ();
  gsize length;

  for (guint i = 0; i < SIZE; i++)
    expected[i] = g_random_int ();
  cookie_keyring_append (keyring, secret, NULL);
  codec = COOKIE_CODEC (cookie_signed_codec_new (NULL, keyring, "timing", 0));
  text = cookie_codec_encode (codec, "sid", g_variant_new_string ("ann"), NULL);
  length = strlen (text);

  /* The MAC has 43 characters. Letters become other capital or small letters, as they were: how long it
   * takes to read base64url depends on that, and may, since the client wrote it.
   */
  for (guint late = 0; late < 2; late++)
    {
      char *letter = (texts[late] = g_strdup (text)) + length - (late ? 2 : 43);

      while (!g_ascii_isalpha (*letter))
        letter += late ? -1 : 1;
      *letter = (*letter & 0x1f) == 1 ? *letter + 1 : *letter - 1;
    }
}

int
main (int   argc,
      char *argv[])
{
  const guint64 n = (argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : 5) * 1000000;
  const struct { const char *name; void (* prepare) (gboolean); void (* run) (void); gboolean is_constant; } cases[] = {
    { "a loop that stops at the first difference", prepare_bytes, run_leaks, FALSE },
    { "cookie_secrets_equal ()", prepare_bytes, run_equal, TRUE },
    { "decode () of a SignedCodec", prepare_text, run_decode, TRUE },
  };
  int status = 0;

  set_up ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const double t = measure (cases[i].prepare, cases[i].run, n);
      const gboolean is_right = (t < LIMIT) == cases[i].is_constant;

      g_print ("%-42s t = %8.2f: the times %s%s\n", cases[i].name, t, t < LIMIT ? "do not differ" : "differ",
               is_right ? "" : ", which is wrong");
      status |= !is_right;
    }

  return status;
}
