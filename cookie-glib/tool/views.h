/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "inspection.h"

G_BEGIN_DECLS

/* What a value says to whom decodes it */
typedef struct
{
  const char *encoding; /* "percent", "base64", "JWT header", "signed" … */
  char       *text;     /* UTF-8 */
} View;

GPtrArray *views_list (const Circumstances *circumstances,
                       const char          *name,
                       const char          *value);

G_END_DECLS
