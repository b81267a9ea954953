/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "header.h"
#include "morsel/cookie-morsel-private.h"

G_BEGIN_DECLS

/* One cookie of a table: a morsel, or the place of one in a header. */
typedef struct {
  CookieMorsel *morsel; /* NULL until asked for */
  CookieHeader *header; /* NULL from then on */
  guint32 pair;         /* in the header; of a morsel, where it last was in touched */
  guint32 is_gone;      /* was removed; then the header has nothing but the key, or is NULL */
} CookieItem;

const char *cookie_item_get_key          (const CookieItem *self,
                                          gsize            *length);
const char *cookie_item_get_coded        (const CookieItem *self,
                                          gsize            *length);
const char *cookie_item_get_name         (const CookieItem *self);
const char *cookie_item_get_coded_string (const CookieItem *self);
const char *cookie_item_get_string       (const CookieItem *self);

void        cookie_item_make_morsel      (CookieItem       *self);
void        cookie_item_release          (CookieItem       *self);
void        cookie_item_clear            (CookieItem       *self);
CookieItem  cookie_item_take             (CookieItem       *self,
                                          gboolean          keeps_key);

void        cookie_morsel_update         (CookieMorsel     *morsel,
                                          CookieHeader     *header,
                                          guint             pair);

G_END_DECLS
