/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "totals.h"

static void
add_severity (Totals                   *self,
              CookieDiagnosticSeverity  severity)
{
  if (!self->has_severity || severity < self->severity)
    self->severity = severity;
  self->has_severity = TRUE;
}

void
totals_add (Totals           *self,
            const Inspection *inspection)
{
  guint n_errors = 0;

  for (guint i = 0; i < inspection->diagnostics->len; i++)
    {
      const CookieDiagnosticSeverity severity = cookie_diagnostic_get_severity (inspection->diagnostics->pdata[i]);

      add_severity (self, severity);
      n_errors += severity == COOKIE_DIAGNOSTIC_SEVERITY_ERROR;
    }

  self->n_fields++;
  if (inspection->cookie != NULL)
    {
      self->n_sent += cookie_base_cookie_get_size (inspection->cookie);
      self->n_skipped += n_errors;
      return;
    }

  self->n_set++;
  self->n_kept += inspection->verdict == VERDICT_KEPT;
  self->n_removed += inspection->verdict == VERDICT_REMOVED;
  self->n_dropped += inspection->verdict == VERDICT_DROPPED;
  self->n_replaced += inspection->replaces;
}

static void
append_count (GString    *text,
              const char *before,
              guint       n,
              const char *after)
{
  if (n > 0)
    g_string_append_printf (text, "%s%u %s", before, n, after);
}

/* Describes the fields in a line: "3 cookies: 2 kept, 1 dropped" */
char *
totals_describe (const Totals *self)
{
  GString *text = g_string_new (NULL);
  const char *before = ": ";

  if (self->n_set > 0)
    {
      const struct { guint n; const char *name; } verdicts[] = {
        { self->n_kept, "kept" }, { self->n_removed, "deleted" }, { self->n_dropped, "dropped" },
      };

      append_count (text, "", self->n_set, self->n_set == 1 ? "cookie" : "cookies");
      for (gsize i = 0; i < G_N_ELEMENTS (verdicts); i++)
        {
          append_count (text, before, verdicts[i].n, verdicts[i].name);
          before = verdicts[i].n > 0 ? ", " : before;
        }
      append_count (text, "; ", self->n_replaced, "replaced by a later one");
    }

  if (self->n_fields > self->n_set)
    {
      const guint n = self->n_fields - self->n_set;

      g_string_append_printf (text, "%s%u %s sent in %u Cookie %s", text->len > 0 ? "; " : "",
                              self->n_sent, self->n_sent == 1 ? "cookie" : "cookies", n, n == 1 ? "field" : "fields");
      append_count (text, ", ", self->n_skipped, self->n_skipped == 1 ? "error" : "errors");
    }

  return g_string_free (text, FALSE);
}
