/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "header.h"

#include "core/blocks.h"
#include "core/quote.h"
#include "core/text.h"

#include <string.h>

/* Where the pairs of a header of @length bytes start. */
static gsize
get_pairs_offset (gsize length)
{
  const gsize alignment = G_ALIGNOF (CookiePair);

  return (sizeof (CookieHeader) + length + COOKIE_TEXT_PADDING + alignment - 1) / alignment * alignment;
}

/* Room that is not worth giving back, in pairs: about 4 KiB. */
#define MAX_SPARE_ROOM 200

/* How much room there is at first: for pairs of 18 bytes, and some. */
static guint
get_usual_room (gsize length)
{
  return length / 18 + 8;
}

static CookiePair *
get_first_pairs (CookieHeader *self)
{
  return (CookiePair *) (void *) ((char *) self + get_pairs_offset (self->length));
}

/* A header without its text. */
static CookieHeader *
header_new (gsize length,
            guint room,
            gsize n_marks)
{
  const gsize marks_offset = (get_pairs_offset (length) + room * sizeof (CookiePair) + 7) / 8 * 8;
  CookieHeader *self = g_malloc (marks_offset + n_marks * sizeof (guint64));

  self->refs = 1;
  self->n_holders = 1;
  self->n_unused_holders = 0;
  self->n_pairs = 0;
  self->room = room;
  self->length = length;
  self->is_latin1 = FALSE;
  self->is_distinct = FALSE;
  self->is_lent = FALSE;
  self->is_ended = FALSE;
  self->change = NULL;
  self->schema = NULL;
  self->values = NULL;
  self->unquoted = NULL;
  self->n_reports = 0;
  self->received = NULL;
  self->marks = (guint64 *) (void *) ((char *) self + marks_offset);
  self->pairs = get_first_pairs (self);

  return self;
}

/* A copy of a text that is UTF-8, or ISO-8859-1 if @is_latin1, made by @copy, with room for as
 * many pairs as there usually are, and never for more than @max_pairs and the one
 * after.
 */
CookieHeader *
cookie_header_new (const char         *text,
                   gsize               length,
                   guint               max_pairs,
                   gboolean            is_latin1,
                   CookieScanCopyFunc  copy)
{
  CookieHeader *self;
  gsize extra = 0;

  if (is_latin1)
    for (gsize i = 0; i < length; i++)
      extra += (guint8) text[i] >> 7;

  self = header_new (length + extra, MIN (get_usual_room (length), max_pairs + 1), COOKIE_SCAN_N_MARKS (length + extra));
  self->is_latin1 = is_latin1;
  if (is_latin1)
    {
      char *out = self->text;

      for (gsize i = 0; i < length; i++)
        out += g_unichar_to_utf8 ((guint8) text[i], out);
      text = self->text;
    }
  memset (self->text + self->length, 0, COOKIE_TEXT_PADDING);
  self->text_flags = copy (self->text, text, self->length, self->marks);

  return self;
}

/* One cookie that was set, as a header of one pair. */
CookieHeader *
cookie_header_new_pair (const char *key,
                        const char *value)
{
  const gsize key_length = strlen (key), value_length = strlen (value);
  CookieHeader *self = header_new (key_length + 1 + value_length, 1, 0);

  memcpy (self->text, key, key_length + 1);
  memcpy (self->text + key_length + 1, value, value_length + 1);
  self->pairs[self->n_pairs++] = (CookiePair) {
    .key_length = key_length, .value = key_length + 1, .value_length = value_length, .attribute = -1,
  };
  self->unquote = TRUE;

  return self;
}

/* Makes room for twice as many pairs, and never for more than can be in the text, the shortest of
 * which is `a=;`, and the one after. They move out of the block of the header, which stays where it is.
 */
void
cookie_header_grow (CookieHeader *self,
                    guint         max_pairs)
{
  const guint room = MIN (2 * self->room, MIN ((self->length + 1) / 3, max_pairs) + 1);

  if (self->pairs == get_first_pairs (self))
    {
      self->pairs = g_new (CookiePair, room);
      memcpy (self->pairs, get_first_pairs (self), self->room * sizeof (CookiePair));
    }
  else
    {
      self->pairs = g_renew (CookiePair, self->pairs, room);
    }

  if (self->values != NULL)
    {
      self->values = g_renew (GVariant *, self->values, room);
      memset (self->values + self->room, 0, (room - self->room) * sizeof (GVariant *));
    }

  self->room = room;
}

/* Gives back the room that no pair has taken, if it is worth it and nobody has the header yet. */
CookieHeader *
cookie_header_trim (CookieHeader *self)
{
  if (self->room - self->n_pairs <= MAX_SPARE_ROOM || self->n_holders > 1)
    return self;

  if (self->pairs == get_first_pairs (self))
    {
      self = g_realloc (self, get_pairs_offset (self->length) + self->n_pairs * sizeof (CookiePair));
      self->pairs = get_first_pairs (self);
    }
  else
    {
      self->pairs = g_renew (CookiePair, self->pairs, self->n_pairs);
    }
  self->room = self->n_pairs;

  return self;
}

void
cookie_header_drop_pairs (CookieHeader *self)
{
  if (self->values != NULL)
    for (guint i = 0; i < self->n_pairs; i++)
      g_clear_pointer (&self->values[i], g_variant_unref);

  self->n_pairs = 0;
}

/* Where in the input a byte of the text comes from. */
gsize
cookie_header_get_input_offset (const CookieHeader *self,
                                gsize               offset)
{
  gsize input_offset = 0;

  if (!self->is_latin1)
    return offset;

  for (gsize i = 0; i < offset; i++)
    input_offset += (self->text[i] & 0xc0) != 0x80;

  return input_offset;
}

/* The text as it was received, in UTF-8. */
const char *
cookie_header_get_received (const CookieHeader *self)
{
  return self->received != NULL ? self->received : self->text;
}

/* A part of the text is about to be ended. */
void
cookie_header_keep_received (CookieHeader *self)
{
  if (self->received == NULL)
    self->received = g_memdup2 (self->text, self->length + 1);
}

/* Finds the pair with a key; of several, the one whose value is used. */
gboolean
cookie_header_find (const CookieHeader *self,
                    const char         *key,
                    guint              *pair)
{
  const gsize length = strlen (key);

  for (guint i = 0; i < self->n_pairs; i++)
    {
      const guint n = self->first_wins ? i : self->n_pairs - 1 - i;
      const CookiePair *p = &self->pairs[n];

      if (p->key_length == length && p->attribute < 0 && memcmp (self->text + p->key, key, length) == 0)
        {
          *pair = n;
          return TRUE;
        }
    }

  return FALSE;
}

/* Unquotes the value of a pair, once. The unquoted values together are no longer than the text. */
const char *
cookie_header_unquote (CookieHeader *self,
                       guint         pair)
{
  const CookiePair *p = &self->pairs[pair];
  char *text;

  if (self->unquoted == NULL)
    {
      self->unquoted = g_malloc (self->n_pairs * sizeof *self->unquoted + 1 + self->length);
      self->unquoted_length = 1;
      memset (self->unquoted, 0, self->n_pairs * sizeof *self->unquoted);
    }

  text = (char *) (self->unquoted + self->n_pairs);
  if (self->unquoted[pair] == 0)
    {
      self->unquoted[pair] = self->unquoted_length;
      self->unquoted_length += cookie_text_unquote_to (text + self->unquoted_length, self->text + p->value, p->value_length) + 1;
    }

  return text + self->unquoted[pair];
}

/* May be called by any thread. */
static void
release (CookieHeader *self,
         guint         n_holders)
{
  /* who is the only holder need not keep others from becoming one */
  if ((guint) g_atomic_int_get (&self->n_holders) > n_holders &&
      (guint) g_atomic_int_add (&self->n_holders, -n_holders) > n_holders)
    return;

  if (self->pairs != get_first_pairs (self))
    g_free (self->pairs);
  g_free (self->received);
  g_free (self);
}

/* Frees what only references need. */
void
cookie_header_drop (CookieHeader *self)
{
  g_clear_pointer (&self->unquoted, g_free);
  cookie_header_drop_pairs (self);
  g_clear_pointer (&self->values, g_free);
  release (self, 1 + self->n_unused_holders);
}

/* As many morsels as a browser's header often has: to count each by itself takes longer */
#define N_HOLDERS_AT_ONCE 32

/* Keeps the text. */
void
cookie_header_hold (CookieHeader *self)
{
  if (self->n_unused_holders == 0)
    {
      g_atomic_int_add (&self->n_holders, N_HOLDERS_AT_ONCE);
      self->n_unused_holders = N_HOLDERS_AT_ONCE;
    }
  self->n_unused_holders--;
}

void
cookie_header_release (gpointer header)
{
  release (header, 1);
}
