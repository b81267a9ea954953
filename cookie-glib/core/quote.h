/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean  cookie_quote_is_needed (const char *text,
                                  gsize       length);
void      cookie_quote_append    (GString    *string,
                                  const char *text);
gsize     cookie_quote_find_nul  (const char *text,
                                  gsize       length);
gsize     cookie_text_unquote_to (char       *unquoted,
                                  const char *text,
                                  gsize       length);
char     *cookie_text_unquote    (const char *text,
                                  gsize       length);

static inline gboolean
cookie_is_quoted (const char *text,
                  gsize       length)
{
  return length >= 2 && text[0] == '"' && text[length - 1] == '"';
}

G_END_DECLS
