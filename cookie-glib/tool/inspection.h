/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <cookie-glib/cookie-glib.h>

#include "field.h"

G_BEGIN_DECLS

typedef enum
{
  VERDICT_NONE, /* a Cookie field has none */
  VERDICT_KEPT,
  VERDICT_REMOVED,
  VERDICT_DROPPED
} Verdict;

/* How fields are read. */
typedef struct
{
  CookieProfile profile;
  GUri *origin; /* where the input does not say it; or NULL */
  GDateTime *now;
  gboolean is_now_said; /* by an option: the time that an input says does not matter */
  CookieKeyring *keyring; /* or NULL */
  char *purpose;          /* of what is sealed with it */
} Circumstances;

typedef enum
{
  SEAL_UNKNOWN, /* without a keyring, or without a seal */
  SEAL_GENUINE,
  SEAL_REFUSED
} Seal;

/* A header field, its cookies and its diagnostics. */
typedef struct
{
  FieldKind kind;
  guint line;
  GBytes *text;
  gboolean is_latin1;       /* whether the field is ISO-8859-1 */
  GUri *origin;             /* or NULL */
  GDateTime *now;           /* the time at which a browser gets it */
  const Circumstances *circumstances;

  CookieBaseCookie *cookie; /* of a Cookie field */
  CookieMorsel *morsel;     /* of a Set-Cookie field, NULL if it cannot be parsed */
  GPtrArray *diagnostics;
  Verdict verdict;
  gboolean is_by_standard; /* whether browsers differ, and the verdict is that of the standard */
  gboolean replaces;       /* whether the same response has set this cookie before */
  guint replaced_line;     /* where, or 0 */
} Inspection;

Inspection  *inspection_new             (const Field         *field,
                                         const Circumstances *circumstances);
void         inspection_free            (Inspection          *self);
const char  *inspection_get_field_name  (const Inspection    *self);
gsize        inspection_get_size        (const Inspection    *self,
                                         const char          *name,
                                         const char          *coded_value);
Seal         inspection_open_seal       (const Inspection    *self,
                                         const char          *name,
                                         const char          *coded_value,
                                         char               **payload);
gboolean     inspection_get_end         (const Inspection    *self,
                                         gint64              *end);
char        *inspection_dup_attribute   (CookieMorsel        *morsel,
                                         const char          *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Inspection, inspection_free)

G_END_DECLS
