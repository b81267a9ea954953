/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The floor: as little as a reader of the header can do that keeps nothing of its caller's. It
 * copies the header once and walks over the bytes once to fill a table of slices. No check at all,
 * and the buffer and the table are used again for the next header. */

#include <string.h>

#include "harness.h"

typedef struct {
  unsigned name, name_length;
  unsigned value, value_length;
} Slice;

static char text[1 << 16];
static Slice table[4096];

static size_t
run_floor (void *item)
{
  size_t length = strlen (item);
  size_t n = 0, i = 0;

  memcpy (text, item, length);
  text[length] = ';';

  while (i < length)
    {
      size_t start, equals;

      while (text[i] == ' ')
        i++;
      start = i;
      while (text[i] != '=' && text[i] != ';')
        i++;
      equals = i;
      while (text[i] != ';')
        i++;
      if (equals < i)
        table[n++] = (Slice) { start, equals - start, equals + 1, i - equals - 1 };
      i++;
    }

  /* prevent the compiler from removing the unused table */
  __asm__ volatile ("" : : "r" (table), "r" (text) : "memory");
  return n;
}

static const Benchmark benchmarks[] = {
  { "load", "floor: C loop, slices", NULL, run_floor },
  { "small", "floor: C loop, slices", NULL, run_floor },
};

int
main (int    argc,
      char **argv)
{
  return harness_main (benchmarks, sizeof benchmarks / sizeof benchmarks[0], argc, argv);
}
