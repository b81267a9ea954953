/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <cookie-glib/cookie-glib.h>

G_BEGIN_DECLS

/* A header, what was found in it, and what is to be said about it. */
typedef struct
{
  GBytes *header;
  CookieBaseCookie *cookie; /* of a Cookie header */
  CookieMorsel *morsel;     /* of a Set-Cookie header, NULL if a browser cannot read it */
  GPtrArray *diagnostics;
} Inspection;

Inspection *inspection_new_cookie     (GBytes            *header,
                                       CookieProfile      profile);
Inspection *inspection_new_set_cookie (GBytes            *header,
                                       const char        *origin,
                                       GError           **error);
void        inspection_free           (Inspection        *self);

const char *inspection_get_verdict    (const Inspection  *self);

void        inspection_append_text    (const Inspection  *self,
                                       gboolean           colour,
                                       GString           *string);
void        inspection_append_json    (const Inspection  *self,
                                       GString           *string);

G_END_DECLS
