/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "ranks.h"

#include <string.h>

#define AHEAD 8

/* Asks the memory for the keys of the ranks that come after @rank, of which there are @n_after:
 * in the order of the index, the keys are all over the memory.
 */
void
cookie_index_prefetch (const CookieIndex *self,
                       const CookieRank  *rank,
                       guint              n_after)
{
  const CookieItem *item;

  if (n_after < 3 * AHEAD)
    return;

  __builtin_prefetch (&self->items[rank[3 * AHEAD].slot]);

  item = &self->items[rank[2 * AHEAD].slot];
  if (item->header != NULL && !item->is_gone)
    __builtin_prefetch (&item->header->pairs[item->pair]);

  item = &self->items[rank[AHEAD].slot];
  if (item->header != NULL && !item->is_gone)
    __builtin_prefetch (item->header->text + item->header->pairs[item->pair].key);
}

/* The first eight bytes of a key, such that a smaller key is a smaller number. */
static guint64
get_start (const char *key,
           gsize       length)
{
  guint64 start = 0;

  memcpy (&start, key, MIN (length, sizeof start));

  return GUINT64_FROM_BE (start);
}

/* Those of a key that is in the table, from @depth on; a key without any has zeros. */
static guint64
get_rank_start (const CookieIndex *self,
                guint              slot,
                gsize              depth)
{
  gsize length;
  const char *key = cookie_item_get_key (&self->items[slot], &length);

  depth = MIN (depth, length);

  return get_start (key + depth, length - depth);
}

CookieRank
cookie_index_make_rank (const CookieIndex *self,
                        guint              slot)
{
  return (CookieRank) { get_rank_start (self, slot, 0), slot };
}

/* Compares the key of a rank with @key, which starts with @start. */
static inline int
compare_key (const CookieIndex *self,
             const CookieRank  *rank,
             guint64            start,
             const char        *key,
             gsize              length)
{
  const char *rank_key;
  gsize rank_length;
  int result;

  if (rank->start != start)
    return rank->start < start ? -1 : 1;

  rank_key = cookie_item_get_key (&self->items[rank->slot], &rank_length);
  result = memcmp (rank_key, key, MIN (rank_length, length));
  if (result != 0)
    return result;

  return rank_length < length ? -1 : rank_length > length;
}

int
cookie_index_compare_ranks (const CookieIndex *self,
                            const CookieRank  *rank,
                            const CookieRank  *other)
{
  const char *key;
  gsize length;

  if (rank->start != other->start)
    return rank->start < other->start ? -1 : 1;

  key = cookie_item_get_key (&self->items[other->slot], &length);

  return compare_key (self, rank, other->start, key, length);
}

/* The rank behind the last one of a run */
static guint
get_end (const CookieIndex *self,
         guint              run)
{
  return run + 1 < self->n_runs ? self->runs[run + 1] : self->n_ranks;
}

/* Where @key is among the ranks */
gboolean
cookie_index_search (const CookieIndex *self,
                     const char        *key,
                     gsize              length,
                     guint             *rank)
{
  guint64 start = get_start (key, length);

  for (guint run = 0; run < self->n_runs; run++)
    {
      guint low = self->runs[run], high = get_end (self, run);

      while (low < high)
        {
          guint middle = low + (high - low) / 2;
          int result = compare_key (self, &self->sorted[middle], start, key, length);

          if (result == 0)
            {
              *rank = middle;
              return TRUE;
            }

          if (result < 0)
            low = middle + 1;
          else
            high = middle;
        }
    }

  return FALSE;
}

/* Sorts ranks by their starts, byte by byte from the last one on, which leaves
 * those with the same start in their order. @spare is as long as @ranks.
 */
static void
sort_starts (CookieRank *ranks,
             CookieRank *spare,
             guint       n_ranks)
{
  CookieRank *from = ranks, *to = spare;

  for (guint shift = 0; shift < 64; shift += 8)
    {
      guint next[256] = { 0 };
      guint sum = 0;

      for (guint i = 0; i < n_ranks; i++)
        next[from[i].start >> shift & 0xff]++;
      if (next[from[0].start >> shift & 0xff] == n_ranks)
        continue;

      for (guint byte = 0; byte < G_N_ELEMENTS (next); byte++)
        {
          guint count = next[byte];

          next[byte] = sum;
          sum += count;
        }
      for (guint i = 0; i < n_ranks; i++)
        to[next[from[i].start >> shift & 0xff]++] = from[i];

      to = from;
      from = to == ranks ? spare : ranks;
    }

  if (from != ranks)
    memcpy (ranks, from, n_ranks * sizeof *ranks);
}

static int
compare_ranks_func (gconstpointer a,
                    gconstpointer b,
                    gpointer      user_data)
{
  const CookieRank *rank = a, *other = b;
  int result = cookie_index_compare_ranks (user_data, rank, other);

  if (result != 0)
    return result;

  return rank->slot < other->slot ? -1 : 1;
}

/* Each is at least twice as long as the next. */
#define MAX_RUNS 32

#define FEW_RANKS 64
#define MAX_DEPTH 64

/* Sorts ranks whose keys are the same before @depth, by key, and those of the
 * same key by slot. @spare is as long as @ranks.
 */
static void
sort_ranks (CookieIndex *self,
            CookieRank  *ranks,
            CookieRank  *spare,
            guint        n_ranks,
            gsize        depth)
{
  /* an insertion sort is the fastest for few */
  if (n_ranks <= FEW_RANKS)
    {
      for (guint i = 1; i < n_ranks; i++)
        {
          const CookieRank rank = ranks[i];
          guint j = i;

          for (; j > 0 && cookie_index_compare_ranks (self, &ranks[j - 1], &rank) > 0; j--)
            ranks[j] = ranks[j - 1];
          ranks[j] = rank;
        }
      return;
    }

  /* nor is it worth it to go on for ever with keys that start alike */
  if (depth == MAX_DEPTH)
    {
      g_qsort_with_data (ranks, n_ranks, sizeof *ranks, compare_ranks_func, self);
      return;
    }

  /* of many, eight bytes are looked at, once: the keys are all over the memory */
  sort_starts (ranks, spare, n_ranks);

  for (guint run = 0, end; run < n_ranks; run = end)
    {
      const guint64 start = ranks[run].start;

      for (end = run + 1; end < n_ranks && ranks[end].start == start; end++)
        ;

      /* a key that ends in these bytes is the same as the others, or is alone */
      if (end - run == 1 || (start & 0xff) == 0)
        continue;

      for (guint i = run; i < end; i++)
        {
          cookie_index_prefetch (self, &ranks[i], n_ranks - 1 - i);
          ranks[i].start = get_rank_start (self, ranks[i].slot, depth + sizeof start);
        }
      sort_ranks (self, ranks + run, spare, end - run, depth + sizeof start);
      for (guint i = run; i < end; i++)
        ranks[i].start = start;
    }
}

/* Makes the ranks of the @n_items from @first on, sorted by key; of those with the
 * same key, the first comes first.
 */
void
cookie_index_sort (CookieIndex *self,
                   guint        first,
                   guint        n_items)
{
  CookieRank *ranks = self->sorted + first;
  g_autofree CookieRank *spare = n_items > FEW_RANKS ? g_new (CookieRank, n_items) : NULL;

  for (guint i = 0; i < n_items; i++)
    ranks[i] = cookie_index_make_rank (self, first + i);

  sort_ranks (self, ranks, spare, n_items, 0);
}

/* Makes ranks of all items, which have different keys. */
void
cookie_index_sort_all (CookieIndex *self)
{
  if (self->is_sorted)
    return;

  self->sorted = g_new (CookieRank, self->n_allocated);
  self->runs = g_new (guint, MAX_RUNS);
  cookie_index_sort (self, 0, self->n_slots);
  self->n_ranks = self->n_slots;
  self->is_sorted = TRUE;
  cookie_index_add_run (self, 0);
}

/* Makes one run of the last two. */
static void
merge_last_runs (CookieIndex *self)
{
  const guint first = self->runs[self->n_runs - 2], n_old = self->runs[self->n_runs - 1];
  guint n_new = self->n_ranks - n_old;
  g_autofree CookieRank *added = g_memdup2 (self->sorted + n_old, n_new * sizeof *added);
  guint old = n_old, out = self->n_ranks;

  while (n_new > 0)
    {
      if (old > first && cookie_index_compare_ranks (self, &self->sorted[old - 1], &added[n_new - 1]) > 0)
        self->sorted[--out] = self->sorted[--old];
      else
        self->sorted[--out] = added[--n_new];
    }
  self->n_runs--;
}

/* Makes a run of the ranks from @first on, which are sorted. It is merged with those before that are not twice as
 * long: so a rank is moved but a few times, however many runs are added.
 */
void
cookie_index_add_run (CookieIndex *self,
                      guint        first)
{
  if (first == self->n_ranks)
    return;

  self->runs[self->n_runs++] = first;
  while (self->n_runs > 1 &&
         self->runs[self->n_runs - 1] - self->runs[self->n_runs - 2] < 2 * (self->n_ranks - self->runs[self->n_runs - 1]))
    merge_last_runs (self);
}

/* Sorts all ranks by key. */
void
cookie_index_merge_runs (CookieIndex *self)
{
  while (self->n_runs > 1)
    merge_last_runs (self);
}
