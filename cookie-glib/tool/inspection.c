/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "inspection.h"

/* Whether the library reads a header as ISO-8859-1: a NUL says nothing of the encoding. */
static gboolean
is_latin1 (GBytes *header)
{
  gsize length;
  const char *text = g_bytes_get_data (header, &length);
  const char *end = text + length;

  while (!g_utf8_validate_len (text, end - text, &text))
    {
      if (*text++ != '\0')
        return TRUE;
    }

  return FALSE;
}

Inspection *
inspection_new_cookie (GBytes        *header,
                       CookieProfile  profile)
{
  Inspection *self = g_new0 (Inspection, 1);

  self->header = g_bytes_ref (header);
  self->is_latin1 = is_latin1 (header);
  self->cookie = COOKIE_BASE_COOKIE (cookie_simple_cookie_new ());
  cookie_base_cookie_set_profile (self->cookie, profile);

  /* The diagnostics include the error. */
  cookie_base_cookie_load_bytes (self->cookie, header, NULL);
  self->diagnostics = cookie_base_cookie_get_diagnostics (self->cookie);

  return self;
}

Inspection *
inspection_new_set_cookie (GBytes *header,
                           GUri   *origin)
{
  Inspection *self = g_new0 (Inspection, 1);

  self->header = g_bytes_ref (header);
  self->is_latin1 = is_latin1 (header);
  self->morsel = cookie_morsel_parse_set_cookie_bytes (header, NULL);
  self->diagnostics = cookie_diagnose_set_cookie_bytes (header, origin, NULL);

  return self;
}

void
inspection_free (Inspection *self)
{
  g_bytes_unref (self->header);
  g_clear_object (&self->cookie);
  g_clear_object (&self->morsel);
  g_ptr_array_unref (self->diagnostics);
  g_free (self);
}

/* Returns what a browser does with the cookie: kept, removed or dropped. */
const char *
inspection_get_verdict (const Inspection *self)
{
  const char *verdict = "kept";

  for (guint i = 0; i < self->diagnostics->len; i++)
    {
      CookieDiagnostic *diagnostic = self->diagnostics->pdata[i];

      if (cookie_diagnostic_get_severity (diagnostic) == COOKIE_DIAGNOSTIC_SEVERITY_ERROR)
        return "dropped";
      if (cookie_diagnostic_get_code (diagnostic) == COOKIE_DIAGNOSTIC_CODE_EXPIRED)
        verdict = "removed";
    }

  return verdict;
}

/* Returns the text of an attribute that has no property for it, or NULL if the attribute is not set. */
char *
inspection_dup_attribute (CookieMorsel *morsel,
                          const char   *name)
{
  g_autoptr (GVariant) value = cookie_morsel_get_attribute (morsel, name);

  return value != NULL ? g_variant_dup_string (value, NULL) : NULL;
}
