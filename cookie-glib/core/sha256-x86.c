/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "sha256-x86.h"

#ifdef COOKIE_SHA256_X86

#include "sha256-plain.h"

#include <cpuid.h>
#include <immintrin.h>

/* The extension of x86 for SHA (Intel's Software Developer's Manual, volume 1, section 5.19). Its registers hold
 * the state as A, B, E, F and C, D, G, H, from the highest word to the lowest.
 */

#define TARGET __attribute__ ((target ("sha,ssse3")))

static gboolean
ask_processor (void)
{
  guint a, b, c, d;
  gboolean has_ssse3 = __get_cpuid (1, &a, &b, &c, &d) && (c & bit_SSSE3) != 0;

  return has_ssse3 && __get_cpuid_count (7, 0, &a, &b, &c, &d) && (b & bit_SHA) != 0;
}

/* Whether the processor has the instructions. It is asked once: a virtual machine takes its time to answer. */
gboolean
cookie_sha256_has_x86 (void)
{
  static gsize answer; /* 1 for no, 2 for yes */

  if (g_once_init_enter (&answer))
    g_once_init_leave (&answer, ask_processor () ? 2 : 1);

  return answer == 2;
}

/* Loads four words, aligned or not. */
TARGET static inline __m128i
load_words (gconstpointer words)
{
  return _mm_loadu_si128 (words);
}

/* Four words of a block, which has the highest byte of each first. */
TARGET static inline __m128i
read_words (const guint8 *bytes)
{
  const __m128i order = _mm_set_epi8 (12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3);

  return _mm_shuffle_epi8 (load_words (bytes), order);
}

/* The next four words of the schedule, after the 16 before them */
TARGET static inline __m128i
next_words (__m128i first,
            __m128i second,
            __m128i third,
            __m128i fourth)
{
  const __m128i seventh_last = _mm_alignr_epi8 (fourth, third, 4);

  return _mm_sha256msg2_epu32 (_mm_add_epi32 (_mm_sha256msg1_epu32 (first, second), seventh_last), fourth);
}

/* Four rounds. Every two make the A, B, E, F of what was the C, D, G, H. */
TARGET static inline void
do_rounds (__m128i *abef,
           __m128i *cdgh,
           __m128i  words,
           guint    i)
{
  const __m128i sums = _mm_add_epi32 (words, load_words (&cookie_sha256_constants[i]));

  *cdgh = _mm_sha256rnds2_epu32 (*cdgh, *abef, sums);
  *abef = _mm_sha256rnds2_epu32 (*abef, *cdgh, _mm_unpackhi_epi64 (sums, sums));
}

TARGET static inline __m128i
swap_in_pairs (__m128i words)
{
  return _mm_shuffle_epi32 (words, _MM_SHUFFLE (2, 3, 0, 1));
}

TARGET void
cookie_sha256_compress_x86 (guint32       state[8],
                            const guint8 *block)
{
  gpointer halves[] = { &state[0], &state[4] };
  const __m128i abcd = load_words (halves[0]), efgh = load_words (halves[1]);
  __m128i abef = swap_in_pairs (_mm_unpacklo_epi64 (efgh, abcd));
  __m128i cdgh = swap_in_pairs (_mm_unpackhi_epi64 (efgh, abcd));
  __m128i a = read_words (block), b = read_words (block + 16), c = read_words (block + 32), d = read_words (block + 48);

  for (guint i = 0; ; i += 16)
    {
      do_rounds (&abef, &cdgh, a, i);
      do_rounds (&abef, &cdgh, b, i + 4);
      do_rounds (&abef, &cdgh, c, i + 8);
      do_rounds (&abef, &cdgh, d, i + 12);
      if (i == 48)
        break;

      a = next_words (a, b, c, d);
      b = next_words (b, c, d, a);
      c = next_words (c, d, a, b);
      d = next_words (d, a, b, c);
    }

  /* What the block was follows from the last words: they are wiped in the registers that they are in. */
  __asm__ __volatile__ ("pxor %0, %0\n\tpxor %1, %1\n\tpxor %2, %2\n\tpxor %3, %3"
                        : "+x" (a), "+x" (b), "+x" (c), "+x" (d));

  abef = swap_in_pairs (abef);
  cdgh = swap_in_pairs (cdgh);
  _mm_storeu_si128 (halves[0], _mm_add_epi32 (abcd, _mm_unpackhi_epi64 (abef, cdgh)));
  _mm_storeu_si128 (halves[1], _mm_add_epi32 (efgh, _mm_unpacklo_epi64 (abef, cdgh)));
}

#endif
