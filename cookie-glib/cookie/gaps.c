/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "gaps.h"

/* How many slots an entry counts: itself and those before. */
static inline guint
get_span (guint entry)
{
  return entry & -entry;
}

/* Begins with @n_slots slots, none of which is empty. */
void
cookie_gaps_start (CookieGaps *self,
                   guint       n_slots)
{
  self->n_slots = n_slots;
  self->n_allocated = n_slots + 1;
  self->counts = g_new0 (guint, self->n_allocated);
  self->n_gaps = 0;
}

/* Adds a slot that is not empty. */
void
cookie_gaps_append (CookieGaps *self)
{
  guint entry = ++self->n_slots;

  if (entry == self->n_allocated)
    {
      self->n_allocated *= 2;
      self->counts = g_renew (guint, self->counts, self->n_allocated);
    }

  self->counts[entry] = 0;
  for (guint span = 1; span < get_span (entry); span *= 2)
    self->counts[entry] += self->counts[entry - span];
}

/* Empties a slot. */
void
cookie_gaps_add (CookieGaps *self,
                 guint       slot)
{
  for (guint entry = slot + 1; entry <= self->n_slots; entry += get_span (entry))
    self->counts[entry]++;
  self->n_gaps++;
}

/* How many slots before @slot are not empty. */
guint
cookie_gaps_get_position (const CookieGaps *self,
                          guint             slot)
{
  guint position = slot;

  if (self->counts == NULL)
    return position;

  for (guint entry = slot; entry > 0; entry -= get_span (entry))
    position -= self->counts[entry];

  return position;
}

/* Does so where some are. */
guint
cookie_gaps_find_slot (const CookieGaps *self,
                       guint             position)
{
  guint slot = 0;

  for (guint span = 1u << (g_bit_storage (self->n_slots) - 1); span > 0; span /= 2)
    if (span <= self->n_slots - slot && span - self->counts[slot + span] <= position)
      {
        slot += span;
        position -= span - self->counts[slot];
      }

  return slot;
}

void
cookie_gaps_clear (CookieGaps *self)
{
  g_clear_pointer (&self->counts, g_free);
  self->n_gaps = 0;
}
