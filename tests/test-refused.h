/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <cookie-glib/cookie-glib.h>

#include <string.h>

/* That a call failed with @code and a message that names @text, and is no longer than a line. Forgets
 * the error. */
#define test_assert_refused(error, error_code, text)                                  \
  G_STMT_START                                                                        \
    {                                                                                 \
      g_assert_error (error, COOKIE_ERROR, error_code);                               \
      if (strstr ((error)->message, text) == NULL)                                    \
        g_error ("“%s” does not say “%s”", (error)->message, text);                   \
      g_assert_cmpuint (strlen ((error)->message), <, 512);                           \
      g_assert_true (g_utf8_validate ((error)->message, -1, NULL));                   \
      g_clear_error (&(error));                                                       \
    }                                                                                 \
  G_STMT_END

/* What is refused is told by an error and by nothing else. */
G_NORETURN static inline GLogWriterOutput
test_refused_writer (GLogLevelFlags   level,
                     const GLogField *fields,
                     gsize            n_fields,
                     gpointer         user_data)
{
  g_autofree char *line = g_log_writer_format_fields (level, fields, n_fields, FALSE);

  g_printerr ("%s\n", line);
  g_abort ();
}

static inline void
test_log_nothing (void)
{
  g_log_set_writer_func (test_refused_writer, NULL, NULL);
}
