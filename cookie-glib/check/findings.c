/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "findings.h"

/* A field of @length bytes is read from now on. */
void
cookie_findings_begin_field (CookieFindings *self,
                             gsize           length)
{
  self->n_fields++;
  self->field_length = length;
}

/* Whether one more would be kept. */
gboolean
cookie_findings_has_room (const CookieFindings *self)
{
  return (self->diagnostics != NULL ? self->diagnostics->len : 0) + self->n_pending < self->limit;
}

/* Whether one more cannot be kept; then it is counted. */
gboolean
cookie_findings_is_full (CookieFindings *self)
{
  if (cookie_findings_has_room (self))
    return FALSE;

  self->n_more++;
  self->more_field = self->n_fields - 1;
  self->more_length = self->field_length;

  return TRUE;
}

void
cookie_findings_add (CookieFindings           *self,
                     CookieDiagnosticCode      code,
                     CookieDiagnosticSeverity  severity,
                     guint                     field,
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
    self->diagnostics = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (self->diagnostics,
                   cookie_diagnostic_new (code, severity, field, offset, length, text, text_length,
                                          section, message));
}

/* All diagnostics, ordered by field and offset; one more counts those that were not kept. */
GPtrArray *
cookie_findings_list (const CookieFindings *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  if (self->diagnostics == NULL)
    return list;

  for (guint i = 0; i < self->diagnostics->len; i++)
    g_ptr_array_add (list, g_object_ref (self->diagnostics->pdata[i]));
  g_ptr_array_sort (list, cookie_diagnostic_compare);

  if (self->n_more > 0)
    g_ptr_array_add (list, cookie_diagnostic_new_more (self->n_more, self->more_field, self->more_length));

  return list;
}

/* Returns what was found, or NULL, and begins again. */
GPtrArray *
cookie_findings_steal (CookieFindings *self)
{
  self->n_pending = 0;
  self->n_more = 0;
  self->n_fields = 0;

  return g_steal_pointer (&self->diagnostics);
}

void
cookie_findings_clear (CookieFindings *self)
{
  GPtrArray *diagnostics = cookie_findings_steal (self);

  if (diagnostics != NULL)
    g_ptr_array_unref (diagnostics);
}
