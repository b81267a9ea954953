/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "collect.h"

#include <gio/gio.h>
#include <string.h>

#define MAX_LENGTH (256 * 1024 * 1024)

gpointer
collect_start (void)
{
  return g_string_new (NULL);
}

gboolean
collect_read_line (gpointer    state,
                   const Sink *sink,
                   const char *line,
                   gsize       length,
                   guint       number,
                   GError    **error)
{
  GString *text = state;

  if (text->len + length >= MAX_LENGTH)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "the input is longer than %d bytes", MAX_LENGTH);
      return FALSE;
    }

  if (memchr (line, '\0', length) != NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "line %u has a NUL byte", number);
      return FALSE;
    }

  g_string_append_len (text, line, length);
  g_string_append_c (text, '\n');

  return TRUE;
}

void
collect_free (gpointer state)
{
  g_string_free (state, TRUE);
}
