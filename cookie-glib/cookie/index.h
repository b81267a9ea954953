/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "ranks.h"

G_BEGIN_DECLS

/* As many items as are looked through, without ranks: a browser sends few cookies. */
#define COOKIE_INDEX_FEW 128

guint32     cookie_index_make_fingerprint
                                       (const char        *key,
                                        gsize              length);
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
