/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Time and the length of the header: for input that is made to hurt, prints how long a load, the
 * reading of the first value, an output and the removal of half of the cookies take for headers of
 * 256 KiB, 512 KiB and 1 MiB, in every profile. Fails if a doubling of the length takes more than
 * MAX_GROWTH times as long, or MAX_REMOVAL_GROWTH times: each is compared with the one measured just
 * before it, and the median of those quotients counts, so that it does not matter whether the
 * machine is slower now than a second ago. */

#include <cookie-glib/cookie-glib.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <string.h>
#include <time.h>

#define SMALLEST   (256 * 1024)
#define N_SIZES    3
#define REPEATS    9
#define ENOUGH     200e6 /* ns: what is quick is repeated for so long, */
#define PATIENCE   2e9   /* and what seems to grow too fast, in case that others disturbed it */
#define MAX_GROWTH 2.2
#define MAX_REMOVAL_GROWTH 2.6 /* n log n, all over the memory; quadratic would be 4 */
#define TOO_SHORT  200e3 /* ns for 1 MiB: the speed of copying it, which the caches decide */

typedef enum {
  KEEP,
  REMOVE_FRONT,
  REMOVE_MIDDLE,
  REMOVE_BACK,
  REMOVE_RANDOM,
} Removal;

typedef struct {
  const char *name;
  const char *start;
  const char *unit; /* repeated; NULL: `append` is called */
  const char *end;
  void     (* append) (GString *header,
                       guint    index);
  Removal     removal; /* which half */
  gboolean    crumbles; /* each pair is a header field of its own, as in HTTP/2 */
} Shape;

static void
append_distinct (GString *header,
                 guint    index)
{
  /* an odd factor: each name once, in no order */
  g_string_append_printf (header, "n%08x=1; ", (guint32) (index * 2654435769u));
}

static void
append_colliding (GString *header,
                  guint    index)
{
  /* these have the same g_str_hash, so all words made of them do: there is no shorter way */
  static const char * const same[] = { "Az", "BY", "C8" };

  for (guint digit = 0; digit < 11; digit++, index /= G_N_ELEMENTS (same))
    g_string_append (header, same[index % G_N_ELEMENTS (same)]);
  g_string_append (header, "=1; ");
}

static const Shape shapes[] = {
  { "'='*n + '\"'", "", "=", "\"", NULL },
  { "'=a'*n", "", "=a", "", NULL },
  { "a=\" + '\\\"a'*n", "a=\"", "\\\"a", "", NULL },
  { "a=\" + '\\\"a'*n + \"", "a=\"", "\\\"a", "\"", NULL },
  { "'\\\\'*n in quotes", "a=\"", "\\\\", "\"", NULL },
  { "'\\134'*n in quotes", "a=\"", "\\134", "\"", NULL },
  { "'a=1;'*n", "", "a=1;", "", NULL },
  { "n distinct names", "", NULL, "z=1", append_distinct },
  { "n colliding names", "", NULL, "z=1", append_colliding },
  { "';'*n", "", ";", "", NULL },
  { "n spaces", "", " ", "", NULL },
  { "remove front first", "", NULL, "z=1", append_distinct, REMOVE_FRONT },
  { "remove middle", "", NULL, "z=1", append_distinct, REMOVE_MIDDLE },
  { "remove back first", "", NULL, "z=1", append_distinct, REMOVE_BACK },
  { "remove at random", "", NULL, "z=1", append_distinct, REMOVE_RANDOM },
  { "n fields", "", NULL, "z=1", append_distinct, KEEP, TRUE },
};

enum { LOAD, READ, OUTPUT, REMOVE, N_STEPS };

static const char * const steps[] = { "load", "read", "output", "remove" };

static char *
make_header (const Shape *shape,
             gsize        size)
{
  GString *header = g_string_sized_new (size + 64);

  g_string_append (header, shape->start);
  for (guint i = 0; header->len + strlen (shape->end) < size; i++)
    {
      if (shape->append != NULL)
        shape->append (header, i);
      else
        g_string_append (header, shape->unit);
    }
  g_string_append (header, shape->end);
  return g_string_free (header, FALSE);
}

/* Time of the processor: what else runs on the machine does not count. */
static double
now (void)
{
  struct timespec t;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

/* Which name is removed next, of @size. */
static guint
choose (Removal removal,
        guint   index,
        guint   size)
{
  switch (removal)
    {
    case REMOVE_MIDDLE:
      return size / 4 + index;
    case REMOVE_BACK:
      return size - 1 - index;
    case REMOVE_RANDOM:
      return (guint64) index * 2654435761u % size; /* a prime, so each once */
    case REMOVE_FRONT:
    case KEEP:
    default:
      return index;
    }
}

/* Removes half of the cookies; returns how long it takes. */
static double
run_removal (Removal           removal,
             CookieBaseCookie *cookie,
             guint             size)
{
  g_auto (GStrv) names = cookie_base_cookie_get_names (cookie);
  double start = now ();

  for (guint i = 0; i < size / 2; i++)
    cookie_base_cookie_remove (cookie, names[choose (removal, i, size)]);

  return now () - start;
}

/* One run over everything. Returns the number of pairs. */
static guint
run (const Shape   *shape,
     CookieProfile  profile,
     const char    *header,
     double         times[N_STEPS])
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_auto (GStrv) fields = shape->crumbles ? g_strsplit (header, "; ", -1) : NULL;
  g_autofree char *output = NULL;
  double clock[REMOVE + 1];
  guint size;

  cookie_base_cookie_set_profile (cookie, profile);
  cookie_base_cookie_set_max_pairs (cookie, G_MAXINT);
  cookie_base_cookie_set_max_length (cookie, G_MAXINT);

  clock[LOAD] = now ();
  if (shape->crumbles)
    cookie_base_cookie_load_fields (cookie, (const char * const *) fields, NULL);
  else
    cookie_base_cookie_load (cookie, header, NULL);
  size = cookie_base_cookie_get_size (cookie); /* resolves names that came twice */
  clock[READ] = now ();
  cookie_base_cookie_get_string (cookie, "a");
  clock[OUTPUT] = now ();
  output = cookie_base_cookie_output (cookie, NULL, "Set-Cookie:", "\r\n");
  clock[REMOVE] = now ();

  for (guint i = 0; i < REMOVE; i++)
    times[i] = clock[i + 1] - clock[i];
  times[REMOVE] = shape->removal != KEEP ? run_removal (shape->removal, cookie, size) : 0;

  return size;
}

/* What was measured of one shape in one profile. */
typedef struct {
  double shortest[N_SIZES][N_STEPS];
  GArray *growths[N_SIZES][N_STEPS]; /* doubles: how much longer it took than for half the size */
} Measures;

static int
compare_doubles (const double *a,
                 const double *b)
{
  return (*a > *b) - (*a < *b);
}

static double
get_median (GArray *numbers)
{
  g_array_sort (numbers, (GCompareFunc) (void *) compare_doubles);

  return g_array_index (numbers, double, numbers->len / 2);
}

/* By how much the time of a step grows at the most when the length doubles; 0 for nothing. */
static double
get_growth (Measures *measures,
            guint     step)
{
  double growth = 0;

  if (measures->shortest[N_SIZES - 1][step] < TOO_SHORT)
    return 0;

  for (guint i = 1; i < N_SIZES; i++)
    growth = MAX (growth, get_median (measures->growths[i][step]));

  return growth;
}

static gboolean
is_too_much (guint  step,
             double growth)
{
  return growth > (step == REMOVE ? MAX_REMOVAL_GROWTH : MAX_GROWTH);
}

static guint
count_failures (Measures *measures)
{
  guint n = 0;

  for (guint step = 0; step < N_STEPS; step++)
    n += is_too_much (step, get_growth (measures, step));

  return n;
}

/* Prints the lines of one shape in one profile; returns how many grow too fast. */
static guint
measure (const Shape   *shape,
         CookieProfile  profile,
         const char    *profile_name)
{
  char *header[N_SIZES];
  Measures measures;
  double start = now ();
  guint pairs = 0, failures;

  for (guint i = 0; i < N_SIZES; i++)
    {
      header[i] = make_header (shape, SMALLEST << i);
      for (guint step = 0; step < N_STEPS; step++)
        {
          measures.shortest[i][step] = G_MAXDOUBLE;
          measures.growths[i][step] = g_array_new (FALSE, FALSE, sizeof (double));
        }
    }

  for (guint repeat = 0;
       repeat < REPEATS || now () - start < (count_failures (&measures) > 0 ? PATIENCE : ENOUGH);
       repeat++)
    {
      double times[N_SIZES][N_STEPS];

      for (guint i = 0; i < N_SIZES; i++)
        {
          pairs = run (shape, profile, header[i], times[i]);
          for (guint step = 0; step < N_STEPS; step++)
            {
              double growth = i > 0 ? times[i][step] / times[i - 1][step] : 0;

              measures.shortest[i][step] = MIN (measures.shortest[i][step], times[i][step]);
              g_array_append_val (measures.growths[i][step], growth);
            }
        }
    }

  for (guint step = 0; step < N_STEPS; step++)
    {
      double growth = get_growth (&measures, step);

      if (step == REMOVE && shape->removal == KEEP)
        continue;

      g_print ("%-20s %-8s %7u  %-6s", shape->name, profile_name, pairs, steps[step]);
      for (guint i = 0; i < N_SIZES; i++)
        g_print (" %10.1f", measures.shortest[i][step] / 1e3);
      if (growth > 0)
        g_print ("  %5.2f%s\n", growth, is_too_much (step, growth) ? "  TOO MUCH" : "");
      else
        g_print ("      -\n");
    }

  failures = count_failures (&measures);
  for (guint i = 0; i < N_SIZES; i++)
    {
      g_free (header[i]);
      for (guint step = 0; step < N_STEPS; step++)
        g_array_unref (measures.growths[i][step]);
    }

  return failures;
}

int
main (void)
{
  guint failures = 0;

#ifdef __GLIBC__
  /* memory that was used once stays: it is not the kernel that is measured */
  mallopt (M_MMAP_THRESHOLD, G_MAXINT);
  mallopt (M_TRIM_THRESHOLD, G_MAXINT);
#endif

  g_print ("%-20s %-8s %7s  %-6s %10s %10s %10s  %s\n",
           "header", "profile", "pairs", "us for", "256 KiB", "512 KiB", "1 MiB", "growth");

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      failures += measure (&shapes[i], COOKIE_PROFILE_PYTHON, "PYTHON");
      failures += measure (&shapes[i], COOKIE_PROFILE_RFC6265, "RFC6265");
      failures += measure (&shapes[i], COOKIE_PROFILE_STRICT, "STRICT");
    }

  if (failures > 0)
    g_printerr ("%u of these grow by more than %.1f, or %.1f, when the header gets twice as long\n", failures,
                MAX_GROWTH, MAX_REMOVAL_GROWTH);
  return failures > 0;
}
