/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "inspection.h"

#include <string.h>

/* §5.5 */
#define MAX_LIFETIME (400 * 24 * 60 * 60)

/* Whether the library reads a header as ISO-8859-1: a NUL says nothing of the encoding. */
static gboolean
is_latin1 (const char *text,
           gsize       length)
{
  const char *end = text + length;

  while (!g_utf8_validate_len (text, end - text, &text))
    {
      if (*text++ != '\0')
        return TRUE;
    }

  return FALSE;
}

static void
read_cookie (Inspection *self)
{
  self->cookie = COOKIE_BASE_COOKIE (cookie_simple_cookie_new ());
  cookie_base_cookie_set_profile (self->cookie, self->circumstances->profile);

  /* The diagnostics include the error. */
  cookie_base_cookie_load_bytes (self->cookie, self->text, NULL);
  self->diagnostics = cookie_base_cookie_get_diagnostics (self->cookie);
}

static void
read_set_cookie (Inspection *self,
                 gboolean    is_stored)
{
  self->morsel = cookie_morsel_parse_set_cookie_bytes (self->text, NULL);
  self->diagnostics = cookie_diagnose_set_cookie_bytes (self->text, self->origin, self->circumstances->now);
  self->verdict = VERDICT_KEPT;

  for (guint i = self->diagnostics->len; i-- > 0;)
    {
      CookieDiagnostic *diagnostic = self->diagnostics->pdata[i];
      const CookieDiagnosticCode code = cookie_diagnostic_get_code (diagnostic);

      if (cookie_diagnostic_get_severity (diagnostic) == COOKIE_DIAGNOSTIC_SEVERITY_ERROR)
        self->verdict = VERDICT_DROPPED;
      else if (code == COOKIE_DIAGNOSTIC_CODE_EXPIRED && self->verdict == VERDICT_KEPT)
        self->verdict = VERDICT_REMOVED;
      else if (code == COOKIE_DIAGNOSTIC_CODE_NO_SAME_SITE && is_stored)
        g_ptr_array_remove_index (self->diagnostics, i);
    }
}

Inspection *
inspection_new (const Field         *field,
                const Circumstances *circumstances)
{
  Inspection *self = g_new0 (Inspection, 1);
  GUri *origin = circumstances->origin != NULL ? circumstances->origin : field->origin;

  self->kind = field->kind;
  self->line = field->line;
  self->text = g_bytes_new (field->text, field->length);
  self->is_latin1 = is_latin1 (field->text, field->length);
  self->origin = origin != NULL ? g_uri_ref (origin) : NULL;
  self->circumstances = circumstances;

  if (field->kind == FIELD_COOKIE)
    read_cookie (self);
  else
    read_set_cookie (self, field->is_stored);

  return self;
}

void
inspection_free (Inspection *self)
{
  g_bytes_unref (self->text);
  g_clear_pointer (&self->origin, g_uri_unref);
  g_clear_object (&self->cookie);
  g_clear_object (&self->morsel);
  g_ptr_array_unref (self->diagnostics);
  g_free (self);
}

const char *
inspection_get_field_name (const Inspection *self)
{
  return self->kind == FIELD_COOKIE ? "Cookie" : "Set-Cookie";
}

/* Returns how many bytes a name and a value are in the field. */
gsize
inspection_get_size (const Inspection *self,
                     const char       *name,
                     const char       *coded_value)
{
  return self->is_latin1 ? g_utf8_strlen (name, -1) + g_utf8_strlen (coded_value, -1) : strlen (name) + strlen (coded_value);
}

/* Returns whether the cookie ends before the session does, and when, in Unix time. */
gboolean
inspection_get_end (const Inspection *self,
                    gint64           *end)
{
  const gint64 now = g_date_time_to_unix (self->circumstances->now);
  const gint64 max_age = cookie_morsel_get_max_age (self->morsel);
  g_autoptr (GDateTime) expires = cookie_morsel_get_expires (self->morsel);

  if (max_age >= 0)
    *end = now + MIN (max_age, MAX_LIFETIME);
  else if (expires != NULL)
    *end = MIN (g_date_time_to_unix (expires), now + MAX_LIFETIME);
  else
    return FALSE;

  return TRUE;
}

/* Returns the text of an attribute that has no property for it, or NULL if the attribute is not set. */
char *
inspection_dup_attribute (CookieMorsel *morsel,
                          const char   *name)
{
  g_autoptr (GVariant) value = cookie_morsel_get_attribute (morsel, name);

  return value != NULL ? g_variant_dup_string (value, NULL) : NULL;
}
