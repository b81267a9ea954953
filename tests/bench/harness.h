/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <stddef.h>

/* One thing to measure. `prepare` makes what `run` works on out of a line of the corpus, before
 * the clock starts (NULL: the line itself); `run` returns the number of pairs which it found, or,
 * where counting them is work that is not to be measured, `count` does. */
typedef struct {
  const char *name;
  const char *label;
  void *   (* prepare) (char *line);
  size_t   (* run)     (void *item);
  size_t   (* count)   (void *item);
} Benchmark;

/* What "write" is given: the fields of a line, see corpus.py. */
typedef struct {
  const char *name;
  const char *value;
  const char *path;
  const char *domain;
  long long   max_age;
  long long   expires;
  const char *same_site;
} WriteFields;

void split_write_line (char        *line,
                       WriteFields *fields);

int  harness_main     (const Benchmark *benchmarks,
                       size_t           n_benchmarks,
                       int              argc,
                       char           **argv);
