/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "ranks.h"

#include <string.h>

G_BEGIN_DECLS

/* As many items as are looked through, without ranks: a browser sends few cookies. */
#define COOKIE_INDEX_FEW 128

/* A number that differs for most keys. */
static inline guint32
cookie_index_make_fingerprint (const char *key,
                               gsize       length)
{
  guint64 start = 0, end = 0;

  if (length >= sizeof start)
    {
      memcpy (&start, key, sizeof start);
      memcpy (&end, key + length - sizeof end, sizeof end);
    }
  else if (length >= sizeof (guint32))
    {
      guint32 halves[2];

      memcpy (&halves[0], key, sizeof (guint32));
      memcpy (&halves[1], key + length - sizeof (guint32), sizeof (guint32));
      start = halves[0];
      end = halves[1];
    }
  else if (length > 0)
    {
      start = (guint8) key[0] | (guint8) key[length / 2] << 8 | (guint8) key[length - 1] << 16;
    }

  return ((start ^ end * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) + length) * G_GUINT64_CONSTANT (0xd1b54a32d192ed03) >> 32;
}

gboolean    cookie_index_find          (const CookieIndex *self,
                                        const char        *key,
                                        gsize              length,
                                        guint32            fingerprint,
                                        guint             *slot);
void        cookie_index_reserve       (CookieIndex       *self,
                                        guint              n_items);
void        cookie_index_append        (CookieIndex       *self,
                                        CookieItem         item);
CookieItem  cookie_index_remove        (CookieIndex       *self,
                                        guint              slot);
void        cookie_index_close_gaps    (CookieIndex       *self,
                                        guint              first);

G_END_DECLS
