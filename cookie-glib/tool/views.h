/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "inspection.h"

G_BEGIN_DECLS

/* What a value says to whom decodes it */
typedef struct
{
  const char *encoding; /* "percent", "base64", "JWT header", "signed" … */
  char       *text;     /* UTF-8 */
  gboolean    is_ours;  /* whether these are words of the tool */
} View;

GPtrArray *views_list (const Inspection *inspection,
                       const char       *name,
                       const char       *value,
                       const char       *coded_value);

G_END_DECLS
