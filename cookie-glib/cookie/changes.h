/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "morsel/cookie-morsel-private.h"

G_BEGIN_DECLS

/* The morsels of a dictionary that are to be sent. It holds no reference: a morsel that leaves the
 * dictionary is taken out here. The table knows the cookies whose morsels are not made yet.
 */
typedef struct {
  CookieMorsel *first; /* of a list; NULL if there is none */
  guint size;     /* of the list */
  guint n_unmade; /* those without a morsel */
} CookieChanges;

void       cookie_changes_add      (CookieChanges       *self,
                                    CookieMorsel        *morsel);
void       cookie_changes_remove   (CookieChanges       *self,
                                    CookieMorsel        *morsel);
gboolean   cookie_changes_is_empty (const CookieChanges *self);
gboolean   cookie_changes_contains (const CookieChanges *self,
                                    CookieMorsel        *morsel);
GPtrArray *cookie_changes_list     (const CookieChanges *self);
void       cookie_changes_clear    (CookieChanges       *self);

G_END_DECLS
