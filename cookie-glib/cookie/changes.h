/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "header.h"
#include "morsel/cookie-morsel-private.h"

G_BEGIN_DECLS

/* The morsels of a dictionary that are to be sent, and the pairs whose morsels are not made yet. It holds no
 * reference: what leaves the dictionary is taken out here.
 */
typedef struct {
  CookieMorsel *first; /* of a list; NULL if there is none */
  guint size;          /* of the list */
  CookieHeader *first_unmade; /* of a list of pairs */
  guint n_unmade;             /* of that */
} CookieChanges;

void       cookie_changes_add         (CookieChanges       *self,
                                       CookieMorsel        *morsel);
void       cookie_changes_remove      (CookieChanges       *self,
                                       CookieMorsel        *morsel);
void       cookie_changes_add_pair    (CookieChanges       *self,
                                       CookieHeader        *pair);
gboolean   cookie_changes_remove_pair (CookieChanges       *self,
                                       CookieHeader        *pair);
gboolean   cookie_changes_is_empty    (const CookieChanges *self);
gboolean   cookie_changes_contains    (const CookieChanges *self,
                                       CookieMorsel        *morsel);
GPtrArray *cookie_changes_list        (const CookieChanges *self);
void       cookie_changes_clear       (CookieChanges       *self);

G_END_DECLS
