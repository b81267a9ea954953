/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "report-json.h"

#ifdef HAVE_JSON_GLIB

#include "destination.h"
#include "unsafe.h"
#include "views.h"

#include <json-glib/json-glib.h>

#include <string.h>

#define LAST_SECOND G_GINT64_CONSTANT (253402300799) /* of the year 9999 */

struct _ReportJson
{
  JsonBuilder *builder;
  JsonGenerator *generator;
};

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *text)
{
  if (text == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_int (JsonBuilder *builder,
         const char  *name,
         gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_flag (JsonBuilder *builder,
          const char  *name,
          gboolean     value)
{
  if (!value)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, TRUE);
}

static void
add_enum (JsonBuilder *builder,
          const char  *name,
          GType        type,
          int          value)
{
  GEnumClass *klass = g_type_class_ref (type);

  add_string (builder, name, g_enum_get_value (klass, value)->value_nick);
  g_type_class_unref (klass);
}

static void
add_time (JsonBuilder *builder,
          const char  *name,
          GDateTime   *time)
{
  g_autofree char *text = time != NULL ? g_date_time_format_iso8601 (time) : NULL;

  add_string (builder, name, text);
}

static void
add_uri (JsonBuilder *builder,
         const char  *name,
         GUri        *uri)
{
  g_autofree char *text = uri != NULL ? g_uri_to_string_partial (uri, G_URI_HIDE_USERINFO) : NULL;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text); /* null without one */
}

/* The field as text. json-glib's strings end at a NUL, so U+FFFD stands for it. */
static char *
dup_text (const Inspection *inspection)
{
  gsize length;
  const char *data = g_bytes_get_data (inspection->text, &length);
  GString *text;

  if (length > 0 && !inspection->is_latin1 && memchr (data, '\0', length) == NULL)
    return g_strndup (data, length);

  text = g_string_sized_new (length);
  for (gsize i = 0; i < length; i++)
    {
      if (data[i] == '\0')
        g_string_append_unichar (text, 0xfffd);
      else if (inspection->is_latin1)
        g_string_append_unichar (text, (guchar) data[i]);
      else
        g_string_append_c (text, data[i]);
    }

  return g_string_free (text, FALSE);
}

static void
add_views (JsonBuilder      *builder,
           const Inspection *inspection,
           const char       *name,
           const char       *value,
           const char       *coded_value)
{
  g_autoptr (GPtrArray) views = views_list (inspection, name, value, coded_value);

  if (views->len == 0)
    return;

  json_builder_set_member_name (builder, "decoded");
  json_builder_begin_array (builder);
  for (guint i = 0; i < views->len; i++)
    {
      const View *view = views->pdata[i];

      json_builder_begin_object (builder);
      add_string (builder, "encoding", view->encoding);
      add_string (builder, "text", view->text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* When the browser deletes the cookie by itself; null at the end of the session. */
static void
add_end (JsonBuilder      *builder,
         const Inspection *inspection)
{
  g_autoptr (GDateTime) time = NULL;
  gint64 end;

  if (inspection_get_end (inspection, &end))
    {
      time = g_date_time_new_from_unix_utc (MIN (end, LAST_SECOND));
      add_time (builder, "end", time);
    }
  else
    {
      json_builder_set_member_name (builder, "end");
      json_builder_add_null_value (builder);
    }
}

static void
add_unknown (JsonBuilder  *builder,
             CookieMorsel *morsel)
{
  g_auto (GStrv) unknown = cookie_morsel_get_unknown_attributes (morsel);

  if (unknown[0] == NULL)
    return;

  json_builder_set_member_name (builder, "unknown");
  json_builder_begin_array (builder);
  for (char **p = unknown; *p != NULL; p++)
    json_builder_add_string_value (builder, *p);
  json_builder_end_array (builder);
}

static void
add_attributes (JsonBuilder  *builder,
                CookieMorsel *morsel)
{
  static const char * const names[] = { "comment", "domain", "path", "priority", "version" };
  g_autoptr (GDateTime) expires = cookie_morsel_get_expires (morsel);
  const CookieSameSite same_site = cookie_morsel_get_same_site (morsel);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = inspection_dup_attribute (morsel, names[i]);

      add_string (builder, names[i], text);
    }

  add_time (builder, "expires", expires);
  if (cookie_morsel_get_max_age (morsel) >= 0)
    add_int (builder, "maxAge", cookie_morsel_get_max_age (morsel));
  add_flag (builder, "httpOnly", cookie_morsel_get_http_only (morsel));
  add_flag (builder, "secure", cookie_morsel_get_secure (morsel));
  add_flag (builder, "partitioned", cookie_morsel_get_partitioned (morsel));
  if (same_site != COOKIE_SAME_SITE_DEFAULT)
    add_enum (builder, "sameSite", COOKIE_TYPE_SAME_SITE, same_site);
  add_unknown (builder, morsel);
}

static void
add_cookie (JsonBuilder      *builder,
            const Inspection *inspection,
            const char       *name,
            const char       *value,
            const char       *coded_value)
{
  g_autofree char *payload = NULL;
  const Seal seal = inspection_open_seal (inspection, name, coded_value, &payload);

  add_string (builder, "name", name);
  add_string (builder, "value", value);
  add_string (builder, "codedValue", coded_value);
  add_int (builder, "size", inspection_get_size (inspection, name, coded_value));
  add_views (builder, inspection, name, value, coded_value);
  if (seal != SEAL_UNKNOWN)
    {
      json_builder_set_member_name (builder, "verified");
      json_builder_add_boolean_value (builder, seal == SEAL_GENUINE);
    }
}

static void
add_cookies (JsonBuilder      *builder,
             const Inspection *inspection)
{
  json_builder_set_member_name (builder, "cookies");
  json_builder_begin_array (builder);

  for (guint i = 0; inspection->cookie != NULL && i < cookie_base_cookie_get_size (inspection->cookie); i++)
    {
      const char *name = cookie_base_cookie_get_nth_name (inspection->cookie, i);

      json_builder_begin_object (builder);
      add_cookie (builder, inspection, name, cookie_base_cookie_get_nth_string (inspection->cookie, i),
                  cookie_base_cookie_get_coded_value (inspection->cookie, name));
      if (inspection->circumstances->profile == COOKIE_PROFILE_PYTHON)
        {
          g_autoptr (CookieMorsel) morsel = g_list_model_get_item (G_LIST_MODEL (inspection->cookie), i);

          add_attributes (builder, morsel);
        }
      json_builder_end_object (builder);
    }

  if (inspection->morsel != NULL)
    {
      json_builder_begin_object (builder);
      add_cookie (builder, inspection, cookie_morsel_get_key (inspection->morsel), cookie_morsel_get_string (inspection->morsel),
                  cookie_morsel_get_coded_value (inspection->morsel));
      add_attributes (builder, inspection->morsel);
      add_end (builder, inspection);
      json_builder_end_object (builder);
    }

  json_builder_end_array (builder);
}

static void
add_diagnostics (JsonBuilder *builder,
                 GPtrArray   *diagnostics)
{
  json_builder_set_member_name (builder, "diagnostics");
  json_builder_begin_array (builder);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      CookieDiagnostic *diagnostic = diagnostics->pdata[i];

      json_builder_begin_object (builder);
      add_int (builder, "offset", cookie_diagnostic_get_offset (diagnostic));
      add_int (builder, "length", cookie_diagnostic_get_length (diagnostic));
      add_enum (builder, "severity", COOKIE_TYPE_DIAGNOSTIC_SEVERITY, cookie_diagnostic_get_severity (diagnostic));
      add_enum (builder, "code", COOKIE_TYPE_DIAGNOSTIC_CODE, cookie_diagnostic_get_code (diagnostic));
      add_string (builder, "text", cookie_diagnostic_get_text (diagnostic));
      add_string (builder, "message", cookie_diagnostic_get_message (diagnostic));
      add_string (builder, "section", cookie_diagnostic_get_section (diagnostic));
      json_builder_end_object (builder);
    }

  json_builder_end_array (builder);
}

static void
add_destination (JsonBuilder      *builder,
                 const Inspection *inspection,
                 GUri             *url)
{
  g_autofree char *reason = NULL;
  const Destination answer = destination_explain (url, inspection, &reason);

  json_builder_set_member_name (builder, "destination");
  json_builder_begin_object (builder);
  add_uri (builder, "url", url);
  json_builder_set_member_name (builder, "sent");
  if (answer == DESTINATION_UNKNOWN)
    json_builder_add_null_value (builder);
  else
    json_builder_add_boolean_value (builder, answer == DESTINATION_YES);
  add_string (builder, "reason", reason);
  json_builder_end_object (builder);
}

/* Appends JSON, and escapes what json-glib prints as it is, though no string may have it (U+001F), or it
 * controls terminals or reorders the text of a line.
 */
static void
append_escaped (GString    *text,
                const char *json)
{
  const char *start = json;

  for (const char *p = json; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree gunichar2 *units = NULL;
      gunichar c;

      while (*p >= 0x20 && *p < 0x7f)
        p++;
      if (*p == '\0')
        break;

      c = g_utf8_get_char (p);
      if (!unsafe_character (c))
        continue;

      g_string_append_len (text, start, p - start);
      start = g_utf8_next_char (p);
      units = g_ucs4_to_utf16 (&c, 1, NULL, NULL, NULL);
      for (const gunichar2 *unit = units; *unit != 0; unit++)
        g_string_append_printf (text, "\\u%04x", *unit);
    }
  g_string_append (text, start);
}

gboolean
report_json_is_supported (void)
{
  return TRUE;
}

ReportJson *
report_json_new (void)
{
  ReportJson *self = g_new (ReportJson, 1);

  self->builder = json_builder_new ();
  self->generator = json_generator_new ();

  return self;
}

void
report_json_free (ReportJson *self)
{
  g_object_unref (self->builder);
  g_object_unref (self->generator);
  g_free (self);
}

/* Appends an inspection as a JSON object, without a line break. */
void
report_json_add (ReportJson       *self,
                 const Inspection *inspection,
                 GUri             *url,
                 GString          *out)
{
  static const char * const verdicts[] = { NULL, "kept", "deleted", "dropped" };
  JsonBuilder *builder = self->builder;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = dup_text (inspection);
  g_autofree char *json = NULL;

  json_builder_reset (builder);
  json_builder_begin_object (builder);
  add_string (builder, "field", inspection_get_field_name (inspection));
  if (inspection->line > 0)
    add_int (builder, "line", inspection->line);
  add_uri (builder, "origin", inspection->origin);
  if (inspection->kind == FIELD_COOKIE)
    add_enum (builder, "profile", COOKIE_TYPE_PROFILE, inspection->circumstances->profile);
  add_string (builder, "text", text);
  add_string (builder, "encoding", inspection->is_latin1 ? "ISO-8859-1" : "UTF-8");
  add_cookies (builder, inspection);
  add_string (builder, "verdict", verdicts[inspection->verdict]);
  add_flag (builder, "replaces", inspection->replaces);
  if (inspection->replaced_line > 0)
    add_int (builder, "replacedLine", inspection->replaced_line);
  if (url != NULL && inspection->kind == FIELD_SET_COOKIE)
    add_destination (builder, inspection, url);
  add_diagnostics (builder, inspection->diagnostics);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  json_generator_set_root (self->generator, root);
  json = json_generator_to_data (self->generator, NULL);
  append_escaped (out, json);
}

#else

gboolean
report_json_is_supported (void)
{
  return FALSE;
}

ReportJson *
report_json_new (void)
{
  return NULL;
}

void
report_json_free (ReportJson *self)
{
}

void
report_json_add (ReportJson       *self,
                 const Inspection *inspection,
                 GUri             *url,
                 GString          *out)
{
}

#endif
