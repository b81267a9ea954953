/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "findings.h"

/* Whether the limit is reached. If so, counts one more diagnostic. */
gboolean
cookie_findings_is_full (CookieFindings *self)
{
  if (self->diagnostics == NULL || self->diagnostics->len < self->limit)
    return FALSE;

  self->n_more++;

  return TRUE;
}

void
cookie_findings_add (CookieFindings           *self,
                     CookieDiagnosticCode      code,
                     CookieDiagnosticSeverity  severity,
                     gsize                     offset,
                     gsize                     length,
                     const char               *text,
                     gsize                     text_length,
                     const char               *section,
                     const char               *message)
{
  if (cookie_findings_is_full (self))
    return;

  if (self->diagnostics == NULL)
    self->diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) cookie_diagnostic_unref);

  g_ptr_array_add (self->diagnostics,
                   cookie_diagnostic_new (code, severity, offset, length, text, text_length, section, message));
}

/* Returns the diagnostics, ordered by offset, and one that counts those beyond the limit. */
GPtrArray *
cookie_findings_list (const CookieFindings *self,
                      gsize                 input_length)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) cookie_diagnostic_unref);

  if (self->diagnostics == NULL)
    return list;

  for (guint i = 0; i < self->diagnostics->len; i++)
    g_ptr_array_add (list, cookie_diagnostic_ref (self->diagnostics->pdata[i]));
  g_ptr_array_sort (list, cookie_diagnostic_compare);

  if (self->n_more > 0)
    g_ptr_array_add (list, cookie_diagnostic_new_more (self->n_more, input_length));

  return list;
}

void
cookie_findings_clear (CookieFindings *self)
{
  g_clear_pointer (&self->diagnostics, g_ptr_array_unref);
  self->n_more = 0;
}
