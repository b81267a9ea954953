/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "table.h"

G_BEGIN_DECLS

/* The cookies of a table that were set, and are to be sent, but whose morsels nobody has asked for. */

void        cookie_unmade_add     (CookieTable  *table,
                                   CookieHeader *pair);
void        cookie_unmade_replace (CookieTable  *table,
                                   CookieItem   *item,
                                   CookieHeader *pair);
void        cookie_unmade_make    (CookieTable  *table);
CookieItem *cookie_unmade_list    (CookieTable  *table,
                                   guint        *n_items);

G_END_DECLS
