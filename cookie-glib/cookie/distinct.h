/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "header.h"

G_BEGIN_DECLS

gboolean cookie_header_check_distinct (CookieHeader *self);

/* Sets the bit of a fingerprint; returns whether it was set. */
static inline gboolean
cookie_mark_seen (guint64 *seen,
                  guint32  fingerprint)
{
  guint64 *word = &seen[fingerprint >> 6 & 7];
  const guint64 bit = G_GUINT64_CONSTANT (1) << (fingerprint & 63);
  const gboolean was_set = (*word & bit) != 0;

  *word |= bit;

  return was_set;
}

G_END_DECLS
