/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "inspection.h"

G_BEGIN_DECLS

/* The cookies that the fields of one response have set */
typedef struct
{
  guint number;   /* of the message, or 0 */
  GTree *cookies; /* the lines of the fields by what tells cookies apart */
} Response;

void response_add   (Response   *self,
                     Inspection *inspection,
                     guint       number);
void response_clear (Response   *self);

G_END_DECLS
