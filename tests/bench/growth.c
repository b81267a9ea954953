/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What hostile input costs, and how that grows with the length of the header: for bench.py, prints for each shape,
 * profile and step (a load, the reading of the first value, an output, a change of half of the cookies) how many
 * pairs 1 MiB has, the shortest time for headers of 256 KiB, 512 KiB and 1 MiB, and how many times as long twice the
 * length takes: each is compared with the one measured just before it, and the median of those quotients counts.
 *
 * With --once, every step runs once, of each length, in this order, for callgrind to count its instructions.
 */

#include <cookie-glib/cookie-glib.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <string.h>
#include <time.h>

#define SMALLEST   (256 * 1024)
#define N_SIZES    3
#define REPEATS    9
#define ENOUGH     200e6 /* ns: what is quick is repeated for so long */

typedef enum {
  KEEP,
  REMOVE_FRONT,
  REMOVE_MIDDLE,
  REMOVE_BACK,
  REMOVE_RANDOM,
  SEND, /* each is set, and sent at once */
} Change;

typedef struct {
  const char *name;
  const char *start;
  const char *unit; /* repeated; NULL: `append` is called */
  const char *end;
  void     (* append) (GString *header,
                       guint    index);
  Change      change; /* of which half */
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
  { "set and send each", "", NULL, "z=1", append_distinct, SEND },
  { "n fields", "", NULL, "z=1", append_distinct, KEEP, TRUE },
};

enum { LOAD, READ, OUTPUT, CHANGE, N_STEPS };

static const char * const steps[] = { "load", "read", "output", "change" };

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

/* Which name is changed next, of @size. */
static guint
choose (Change  change,
        guint   index,
        guint   size)
{
  switch (change)
    {
    case REMOVE_MIDDLE:
      return size / 4 + index;
    case REMOVE_BACK:
      return size - 1 - index;
    case REMOVE_RANDOM:
      return (guint64) index * 2654435761u % size; /* a prime, so each once */
    case REMOVE_FRONT:
    case SEND:
    case KEEP:
    default:
      return index;
    }
}

/* callgrind finds these by their names, which the compiler changes of what is static. */

void  step_load   (const Shape      *shape,
                   CookieBaseCookie *cookie,
                   const char       *header,
                   GStrv             fields);
void  step_read   (CookieBaseCookie *cookie);
char *step_output (CookieBaseCookie *cookie);
void  step_change (Change            change,
                   CookieBaseCookie *cookie,
                   GStrv             names,
                   guint             size);

G_NO_INLINE void
step_load (const Shape      *shape,
           CookieBaseCookie *cookie,
           const char       *header,
           GStrv             fields)
{
  if (shape->crumbles)
    cookie_base_cookie_load_fields (cookie, (const char * const *) fields, NULL);
  else
    cookie_base_cookie_load (cookie, header, NULL);
  cookie_base_cookie_get_size (cookie); /* resolves names that came twice */
}

G_NO_INLINE void
step_read (CookieBaseCookie *cookie)
{
  cookie_base_cookie_get_string (cookie, "a");
}

G_NO_INLINE char *
step_output (CookieBaseCookie *cookie)
{
  return cookie_base_cookie_output (cookie, NULL, "Set-Cookie:", "\r\n");
}

G_NO_INLINE void
step_change (Change            change,
             CookieBaseCookie *cookie,
             GStrv             names,
             guint             size)
{
  for (guint i = 0; i < size / 2; i++)
    {
      const char *name = names[choose (change, i, size)];

      if (change == SEND)
        {
          cookie_base_cookie_set_string (cookie, name, "2", NULL);
          g_strfreev (cookie_base_cookie_get_changed_fields (cookie));
          cookie_base_cookie_clear_changes (cookie);
        }
      else
        {
          cookie_base_cookie_remove (cookie, name);
        }
    }
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
  g_auto (GStrv) names = NULL;
  g_autofree char *output = NULL;
  double clock[N_STEPS];
  guint size;

  cookie_base_cookie_set_profile (cookie, profile);
  cookie_base_cookie_set_max_pairs (cookie, G_MAXINT);
  cookie_base_cookie_set_max_length (cookie, G_MAXINT);

  clock[LOAD] = now ();
  step_load (shape, cookie, header, fields);
  clock[READ] = now ();
  step_read (cookie);
  clock[OUTPUT] = now ();
  output = step_output (cookie);
  clock[CHANGE] = now ();

  for (guint i = 0; i < CHANGE; i++)
    times[i] = clock[i + 1] - clock[i];

  size = cookie_base_cookie_get_size (cookie);
  names = cookie_base_cookie_get_names (cookie);
  clock[CHANGE] = now ();
  step_change (shape->change, cookie, names, shape->change != KEEP ? size : 0);
  times[CHANGE] = now () - clock[CHANGE];

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

/* By how much the time of a step grows at the most when the length doubles. */
static double
get_growth (Measures *measures,
            guint     step)
{
  double growth = 0;

  for (guint i = 1; i < N_SIZES; i++)
    growth = MAX (growth, get_median (measures->growths[i][step]));

  return growth;
}

static void
measure (const Shape   *shape,
         CookieProfile  profile,
         const char    *profile_name,
         gboolean       once)
{
  char *header[N_SIZES];
  Measures measures;
  double start = now ();
  guint pairs = 0;

  for (guint i = 0; i < N_SIZES; i++)
    {
      header[i] = make_header (shape, SMALLEST << i);
      for (guint step = 0; step < N_STEPS; step++)
        {
          measures.shortest[i][step] = G_MAXDOUBLE;
          measures.growths[i][step] = g_array_new (FALSE, FALSE, sizeof (double));
        }
    }

  for (guint repeat = 0; once ? repeat < 1 : repeat < REPEATS || now () - start < ENOUGH; repeat++)
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
      g_print ("%s\t%s\t%u\t%s", shape->name, profile_name, pairs, steps[step]);
      for (guint i = 0; i < N_SIZES; i++)
        g_print ("\t%.0f", measures.shortest[i][step]);
      g_print ("\t%.3f\n", get_growth (&measures, step));
    }

  for (guint i = 0; i < N_SIZES; i++)
    {
      g_free (header[i]);
      for (guint step = 0; step < N_STEPS; step++)
        g_array_unref (measures.growths[i][step]);
    }
}

int
main (int    argc,
      char **argv)
{
  const gboolean once = argc > 1 && g_str_equal (argv[1], "--once");

#ifdef __GLIBC__
  /* memory that was used once stays: it is not the kernel that is measured */
  mallopt (M_MMAP_THRESHOLD, G_MAXINT);
  mallopt (M_TRIM_THRESHOLD, G_MAXINT);
#endif

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      measure (&shapes[i], COOKIE_PROFILE_PYTHON, "PYTHON", once);
      measure (&shapes[i], COOKIE_PROFILE_RFC6265, "RFC6265", once);
      measure (&shapes[i], COOKIE_PROFILE_STRICT, "STRICT", once);
    }

  return 0;
}
