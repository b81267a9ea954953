/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "inspection.h"

G_BEGIN_DECLS

typedef enum
{
  OUTPUT_TEXT,
  OUTPUT_JSON,       /* an array */
  OUTPUT_JSON_LINES, /* an object a line */
  OUTPUT_NOTHING
} Output;

/* What the command line says */
typedef struct
{
  char *help; /* if it is asked for, or NULL */
  gboolean version;
  gboolean verbose;
  FieldKind unnamed; /* the kind of a value without the field name */
  Circumstances circumstances;
  GUri *url; /* or NULL */
  CookieDiagnosticSeverity fail_on;
  Output output;
  gboolean colour;
  int width;
  char **values; /* or NULL */
} Options;

gboolean options_parse (Options  *self,
                        int       argc,
                        char    **argv,
                        GError  **error);
void     options_clear (Options  *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

G_END_DECLS
