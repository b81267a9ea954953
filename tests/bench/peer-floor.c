/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Baselines: as little as a reader of the header can do that keeps nothing of its caller's. Each
 * copies the header once and fills a table of slices. No check at all, and the buffer and the table are
 * used again for the next header. The first one, called floor, looks for each `=` and `;` 16 bytes at
 * a time; the second one looks at 64 bytes at a time, and visits the semicolons in them. */

#include <string.h>
#ifdef __SSE2__
# include <emmintrin.h>
#endif

#include "harness.h"

typedef struct {
  unsigned name, name_length;
  unsigned value, value_length;
} Slice;

static char text[(1 << 16) + 128];
static Slice table[4096];

static size_t
copy (const char *header)
{
  size_t length = strlen (header);

  memcpy (text, header, length);
  memset (text + length, ';', 64);
  return length;
}

/* prevents the compiler from removing the unused table */
static void
keep (void)
{
  __asm__ volatile ("" : : "r" (table), "r" (text) : "memory");
}

static inline size_t
add_slice (size_t n,
           size_t start,
           size_t equals,
           size_t end)
{
  if (equals < end)
    table[n++] = (Slice) { start, equals - start, equals + 1, end - equals - 1 };
  return n;
}

#ifdef __SSE2__

#define FLOOR "floor: SSE2, slices"

static inline unsigned
match (size_t at,
       char   c)
{
  const __m128i bytes = _mm_loadu_si128 ((const __m128i *) (const void *) (text + at));

  return _mm_movemask_epi8 (_mm_cmpeq_epi8 (bytes, _mm_set1_epi8 (c)));
}

static inline size_t
find_equals (size_t i)
{
  unsigned found;

  while ((found = match (i, '=') | match (i, ';')) == 0)
    i += 16;
  return i + __builtin_ctz (found);
}

static inline size_t
find_end (size_t i)
{
  unsigned found;

  while ((found = match (i, ';')) == 0)
    i += 16;
  return i + __builtin_ctz (found);
}

static size_t
run_blocks (void *item)
{
  size_t length = copy (item);
  size_t n = 0, start = 0;

  for (size_t i = 0; i < length; i += 64)
    {
      unsigned long long ends = match (i, ';') | match (i + 16, ';') << 16 |
                                (unsigned long long) (match (i + 32, ';') | match (i + 48, ';') << 16) << 32;

      for (; ends != 0; ends &= ends - 1)
        {
          size_t end = i + __builtin_ctzll (ends);

          n = add_slice (n, start, find_equals (start), end);
          start = end + 1 + (text[end + 1] == ' ');
        }
    }
  if (start < length)
    n = add_slice (n, start, find_equals (start), length);

  keep ();
  return n;
}

#else

#define FLOOR "floor: C loop, slices"

static inline size_t
find_equals (size_t i)
{
  while (text[i] != '=' && text[i] != ';')
    i++;
  return i;
}

static inline size_t
find_end (size_t i)
{
  while (text[i] != ';')
    i++;
  return i;
}

#endif

static size_t
run_floor (void *item)
{
  size_t length = copy (item);
  size_t n = 0;

  for (size_t i = 0; i < length; i++)
    {
      size_t start, equals;

      while (text[i] == ' ')
        i++;
      start = i;
      equals = find_equals (i);
      i = find_end (equals);
      n = add_slice (n, start, equals, i);
    }

  keep ();
  return n;
}

static size_t
count_three (void *item)
{
  return 3;
}

static const Benchmark benchmarks[] = {
  { "load", FLOOR, NULL, run_floor },
  { "three", FLOOR, NULL, run_floor, count_three },
  { "all", FLOOR, NULL, run_floor },
  { "morsels", FLOOR, NULL, run_floor },
#ifdef __SSE2__
  { "load", "baseline: SSE2, 64 bytes at a time", NULL, run_blocks },
#endif
};

int
main (int    argc,
      char **argv)
{
  return harness_main (benchmarks, sizeof benchmarks / sizeof benchmarks[0], argc, argv);
}
