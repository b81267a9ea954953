/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <cookie-glib/cookie-glib.h>

G_BEGIN_DECLS

/* A header field, its cookies and its diagnostics. */
typedef struct
{
  GBytes *header;
  gboolean is_latin1;       /* whether the field is ISO-8859-1 */
  CookieBaseCookie *cookie; /* of a Cookie field */
  CookieMorsel *morsel;     /* of a Set-Cookie field, NULL if it cannot be parsed */
  GPtrArray *diagnostics;
} Inspection;

Inspection *inspection_new_cookie     (GBytes            *header,
                                       CookieProfile      profile);
Inspection *inspection_new_set_cookie (GBytes            *header,
                                       GUri              *origin);
void        inspection_free           (Inspection        *self);

const char *inspection_get_verdict    (const Inspection  *self);
char       *inspection_dup_attribute  (CookieMorsel      *morsel,
                                       const char        *name);

void        inspection_append_text    (const Inspection  *self,
                                       gboolean           colour,
                                       GString           *string);
void        inspection_append_json    (const Inspection  *self,
                                       GString           *string);

G_END_DECLS
