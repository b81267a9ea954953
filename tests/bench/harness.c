/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the benchmarks in C share: `PROGRAM CASE CORPUS MILLISECONDS` runs each benchmark of that
 * case over all lines of the corpus, again and again until the time is over (after a third of that
 * time to warm up), and prints "label TAB pairs in the corpus TAB nanoseconds a line". Time is that
 * of the processor, for all threads of the program: what else runs on the machine does not count. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "harness.h"

#define MAX_LINES 1000
#define PASSES    16 /* between two looks at the clock */

static double
now (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

static size_t
read_lines (const char *path,
            char      **lines)
{
  FILE *file = fopen (path, "r");
  char *line = NULL;
  size_t size = 0, n = 0;
  ssize_t length;

  if (file == NULL)
    {
      perror (path);
      exit (1);
    }
  while (n < MAX_LINES && (length = getline (&line, &size, file)) > 0)
    {
      line[length - 1] = '\0';
      lines[n++] = strdup (line);
    }
  free (line);
  fclose (file);
  return n;
}

void
split_write_line (char        *line,
                  WriteFields *fields)
{
  fields->name = strsep (&line, "\t");
  fields->value = strsep (&line, "\t");
  fields->path = strsep (&line, "\t");
  fields->domain = strsep (&line, "\t");
  fields->max_age = atoll (strsep (&line, "\t"));
  fields->expires = atoll (strsep (&line, "\t"));
  fields->same_site = line;
}

void
choose_names (const char *line,
              char       *names[3])
{
  size_t n = 1;

  for (const char *p = line; (p = strstr (p, "; ")) != NULL; p += 2)
    n++;

  for (size_t i = 0; i < 3; i++)
    {
      const char *pair = line;

      for (size_t skip = i * (n - 1) / 2; skip > 0; skip--)
        pair = strstr (pair, "; ") + 2;
      names[i] = strndup (pair, strcspn (pair, "="));
    }
}

char *
seal_session (const char  *line,
              char      *(* seal) (const char *value))
{
  const char *start = strstr (line, SESSION "=") + strlen (SESSION "=");
  size_t length = strcspn (start, ";");
  char *value = strndup (start, length);
  char *sealed = seal (value);
  char *header;

  if (asprintf (&header, "%.*s%s%s", (int) (start - line), line, sealed, start + length) < 0)
    exit (1);
  free (value);
  free (sealed);
  return header;
}

/* Whole passes over the corpus until `budget` nanoseconds are over: the mean time of a line. */
static double
measure (const Benchmark *benchmark,
         void           **items,
         size_t           n_items,
         double           budget)
{
  double start = now (), end;
  size_t n_passes = 0;

  do
    {
      for (size_t pass = 0; pass < PASSES; pass++)
        for (size_t i = 0; i < n_items; i++)
          benchmark->run (items[i]);
      n_passes += PASSES;
      end = now ();
    }
  while (end - start < budget);

  return (end - start) / (n_passes * n_items);
}

static void
report (const Benchmark *benchmark,
        const char      *path,
        double           budget)
{
  char *lines[MAX_LINES];
  void *items[MAX_LINES];
  size_t n = read_lines (path, lines);
  size_t n_pairs = 0;
  double time_of_line;

  for (size_t i = 0; i < n; i++)
    items[i] = benchmark->prepare != NULL ? benchmark->prepare (lines[i]) : lines[i];

  for (size_t i = 0; i < n; i++)
    n_pairs += benchmark->count != NULL ? benchmark->count (items[i]) : benchmark->run (items[i]);
  measure (benchmark, items, n, budget / 3);
  time_of_line = measure (benchmark, items, n, budget);

  printf ("%s\t%zu\t%.2f\n", benchmark->label, n_pairs, time_of_line);
}

int
harness_main (const Benchmark *benchmarks,
              size_t           n_benchmarks,
              int              argc,
              char           **argv)
{
  if (argc != 4)
    {
      fprintf (stderr, "usage: %s CASE CORPUS MILLISECONDS\n", argv[0]);
      return 2;
    }

  for (size_t i = 0; i < n_benchmarks; i++)
    if (strcmp (benchmarks[i].name, argv[1]) == 0)
      report (&benchmarks[i], argv[2], atof (argv[3]) * 1e6);

  return 0;
}
