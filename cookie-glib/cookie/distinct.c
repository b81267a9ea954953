/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "distinct.h"

#include "index.h"

#include <string.h>

/* Whether a pair before has the same name. */
static gboolean
has_name_before (const CookieHeader *header,
                 guint               pair)
{
  const CookiePair *p = &header->pairs[pair];

  for (const CookiePair *before = header->pairs; before < p; before++)
    if (before->key_length == p->key_length &&
        memcmp (header->text + before->key, header->text + p->key, p->key_length) == 0)
      return TRUE;

  return FALSE;
}

/* Whether the pairs are few, and each is a cookie with a name of its own; if so, that is known from now on. */
gboolean
cookie_header_check_distinct (CookieHeader *self)
{
  guint64 seen[8] = { 0 };

  if (self->n_pairs > COOKIE_INDEX_FEW)
    return FALSE;

  for (guint i = 0; i < self->n_pairs; i++)
    {
      const CookiePair *pair = &self->pairs[i];

      if (pair->attribute >= 0)
        return FALSE;
      if (cookie_mark_seen (seen, cookie_index_make_fingerprint (self->text + pair->key, pair->key_length)) &&
          has_name_before (self, i))
        return FALSE;
    }

  self->is_distinct = TRUE;

  return TRUE;
}
