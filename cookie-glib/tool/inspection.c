/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "inspection.h"

#include "sealed.h"

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

/* The diagnostics include the error. */
static CookieBaseCookie *
load (GBytes        *text,
      CookieProfile  profile,
      CookieSchema  *schema)
{
  CookieBaseCookie *cookie = g_object_new (COOKIE_TYPE_SIMPLE_COOKIE, "profile", profile, "schema", schema, NULL);

  cookie_base_cookie_load_bytes (cookie, text, NULL);

  return cookie;
}

/* Says of each cookie which codec opens its value. */
static CookieSchema *
make_schema (const Circumstances *circumstances,
             CookieBaseCookie    *cookie)
{
  g_autoptr (CookieSchema) schema = cookie_schema_new ();
  g_autoptr (CookieMorsel) attributes = g_object_new (COOKIE_TYPE_MORSEL, "secure", TRUE, "path", "/", NULL);
  gboolean is_sealed = FALSE;

  for (guint i = 0; i < cookie_base_cookie_get_size (cookie); i++)
    {
      const char *name = cookie_base_cookie_get_nth_name (cookie, i);
      const char *value = cookie_base_cookie_get_coded_value (cookie, name);
      g_autoptr (CookieCodec) codec = sealed_make_codec (value, circumstances->keyring, circumstances->purpose);

      /* Adding fails for a name that nothing is sealed for. */
      if (codec != NULL && cookie_schema_add (schema, name, codec, attributes, NULL))
        is_sealed = TRUE;
    }

  return is_sealed ? g_steal_pointer (&schema) : NULL;
}

static int
compare_offsets (gconstpointer a,
                 gconstpointer b)
{
  const gsize offset_a = cookie_diagnostic_get_offset (*(CookieDiagnostic **) a);
  const gsize offset_b = cookie_diagnostic_get_offset (*(CookieDiagnostic **) b);

  return (offset_a > offset_b) - (offset_a < offset_b);
}

/* Adds what a server with this keyring refuses of a field to the diagnostics. */
static void
check_sealed (Inspection *self,
             GBytes     *text)
{
  g_autoptr (CookieBaseCookie) cookie = NULL, opened = NULL;
  g_autoptr (CookieSchema) schema = NULL;
  g_autoptr (GPtrArray) refusals = NULL;

  if (self->circumstances->keyring == NULL)
    return;

  cookie = load (text, COOKIE_PROFILE_RFC6265, NULL);
  schema = make_schema (self->circumstances, cookie);
  if (schema == NULL)
    return;

  opened = load (text, COOKIE_PROFILE_RFC6265, schema);
  refusals = cookie_base_cookie_get_diagnostics (opened);
  for (guint i = 0; i < refusals->len; i++)
    {
      const CookieDiagnosticCode code = cookie_diagnostic_get_code (refusals->pdata[i]);

      if (code >= COOKIE_DIAGNOSTIC_CODE_UNDECODABLE && code <= COOKIE_DIAGNOSTIC_CODE_NOT_SEALED)
        g_ptr_array_add (self->diagnostics, g_object_ref (refusals->pdata[i]));
    }
  g_ptr_array_sort (self->diagnostics, compare_offsets);
}

static void
read_cookie (Inspection *self)
{
  self->cookie = load (self->text, self->circumstances->profile, NULL);
  self->diagnostics = cookie_base_cookie_get_diagnostics (self->cookie);
  check_sealed (self, self->text);
}

static void
read_set_cookie (Inspection *self,
                 gboolean    is_stored)
{
  gsize length;
  const char *text = g_bytes_get_data (self->text, &length);
  const char *semicolon = length > 0 ? memchr (text, ';', length) : NULL;
  g_autoptr (GBytes) pair = g_bytes_new_from_bytes (self->text, 0, semicolon != NULL ? (gsize) (semicolon - text) : length);

  self->morsel = cookie_morsel_parse_set_cookie_bytes (self->text, NULL);
  self->diagnostics = cookie_diagnose_set_cookie_bytes (self->text, self->origin, self->now);
  self->verdict = VERDICT_KEPT;

  for (guint i = self->diagnostics->len; i-- > 0;)
    {
      CookieDiagnostic *diagnostic = self->diagnostics->pdata[i];
      const CookieDiagnosticCode code = cookie_diagnostic_get_code (diagnostic);

      if (cookie_diagnostic_get_severity (diagnostic) == COOKIE_DIAGNOSTIC_SEVERITY_ERROR)
        self->verdict = VERDICT_DROPPED;
      else if (code == COOKIE_DIAGNOSTIC_CODE_BROWSERS_DIFFER)
        self->is_by_standard = TRUE;
      else if (code == COOKIE_DIAGNOSTIC_CODE_EXPIRED && self->verdict == VERDICT_KEPT)
        self->verdict = VERDICT_REMOVED;
      else if (code == COOKIE_DIAGNOSTIC_CODE_NO_SAME_SITE && is_stored)
        g_ptr_array_remove_index (self->diagnostics, i);
    }

  check_sealed (self, pair);
}

Inspection *
inspection_new (const Field         *field,
                const Circumstances *circumstances)
{
  Inspection *self = g_new0 (Inspection, 1);
  GUri *origin = field->origin != NULL ? field->origin : circumstances->origin;
  GDateTime *now = field->time != NULL && !circumstances->is_now_said ? field->time : circumstances->now;

  self->kind = field->kind;
  self->line = field->line;
  self->text = g_bytes_new (field->text, field->length);
  self->is_latin1 = is_latin1 (field->text, field->length);
  self->origin = origin != NULL ? g_uri_ref (origin) : NULL;
  self->now = g_date_time_ref (now);
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
  g_date_time_unref (self->now);
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

/* Returns what the keyring says of a sealed value, and in @payload what is inside, or NULL. */
Seal
inspection_open_seal (const Inspection *self,
                      const char       *name,
                      const char       *coded_value,
                      char            **payload)
{
  const Circumstances *circumstances = self->circumstances;
  g_autoptr (CookieCodec) codec = NULL;
  g_autoptr (GVariant) value = NULL;

  *payload = NULL;
  if (circumstances->keyring != NULL)
    codec = sealed_make_codec (coded_value, circumstances->keyring, circumstances->purpose);
  if (codec == NULL)
    return SEAL_UNKNOWN;

  value = cookie_codec_decode (codec, name, coded_value, NULL);
  if (value == NULL)
    return SEAL_REFUSED;

  *payload = g_variant_dup_string (value, NULL);

  return SEAL_GENUINE;
}

/* Returns whether the cookie ends before the session does, and when, in Unix time. */
gboolean
inspection_get_end (const Inspection *self,
                    gint64           *end)
{
  const gint64 now = g_date_time_to_unix (self->now);
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
