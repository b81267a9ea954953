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

/* "three": the first, middle and last name of the header in `line`. */
void choose_names     (const char *line,
                       char       *names[3]);

/* "request": the header in `line` with another value of the cookie "sessionid", which `seal` makes of the one that
 * is there. What is to be done with it is the same for all: read the header; open the session; look up LOOKED_UP;
 * set WRITTEN, to these values, with Path=/, Max-Age=31536000, Secure, HttpOnly and SameSite=Lax; write the lines.
 */
#define SESSION "sessionid"
#define SECRET  "a secret of thirty-two bytes, or more"

static const char * const LOOKED_UP[] = { "csrftoken", "theme", "lang" };
static const char * const WRITTEN[][2] = { { "theme", "sepia" }, { "last_seen", "1764433000" } };

char *seal_session    (const char *line,
                       char     *(* seal) (const char *value));

int  harness_main     (const Benchmark *benchmarks,
                       size_t           n_benchmarks,
                       int              argc,
                       char           **argv);
