/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* UTF-16 that arrives in parts */
typedef struct
{
  gboolean is_big_endian;
  guint8 half;    /* of a unit, if there is one */
  gboolean has_half;
  gunichar2 high; /* the first unit of a pair, or 0 */
} Utf16;

void utf16_append (Utf16        *self,
                   const guint8 *data,
                   gsize         length,
                   GByteArray   *text);
void utf16_finish (Utf16        *self,
                   GByteArray   *text);

G_END_DECLS
