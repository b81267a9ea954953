/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "inspection.h"

static void
append_string (GString    *json,
               const char *text)
{
  if (text == NULL)
    {
      g_string_append (json, "null");
      return;
    }

  g_string_append_c (json, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_printf (json, "\\%c", *p);
      else if (g_ascii_iscntrl (*p))
        g_string_append_printf (json, "\\u%04x", (guint) *p);
      else
        g_string_append_c (json, *p);
    }
  g_string_append_c (json, '"');
}

/* Appends the header field as a string. A C string cannot hold a NUL, so U+FFFD stands for it. */
static void
append_header (GString          *json,
               const Inspection *self)
{
  gsize length;
  const char *data = g_bytes_get_data (self->header, &length);
  g_autoptr (GString) text = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      if (data[i] == '\0')
        g_string_append_unichar (text, 0xfffd);
      else if (self->is_latin1)
        g_string_append_unichar (text, (guchar) data[i]);
      else
        g_string_append_c (text, data[i]);
    }

  append_string (json, text->str);
}

static void
append_member (GString    *json,
               const char *name,
               const char *text)
{
  if (text == NULL)
    return;

  g_string_append_printf (json, ", \"%s\": ", name);
  append_string (json, text);
}

static void
append_enum (GString    *json,
             const char *name,
             GType       type,
             int         value)
{
  GEnumClass *klass = g_type_class_ref (type);

  append_member (json, name, g_enum_get_value (klass, value)->value_nick);
  g_type_class_unref (klass);
}

static void
append_morsel (GString      *json,
               CookieMorsel *morsel)
{
  static const char * const names[] = { "comment", "domain", "path", "priority", "version" };
  g_autoptr (GDateTime) expires = cookie_morsel_get_expires (morsel);
  g_autofree char *date = expires != NULL ? g_date_time_format_iso8601 (expires) : NULL;
  g_auto (GStrv) unknown = cookie_morsel_get_unknown_attributes (morsel);
  CookieSameSite same_site = cookie_morsel_get_same_site (morsel);
  GVariant *value = cookie_morsel_get_value (morsel);

  g_string_append (json, "{\"name\": ");
  append_string (json, cookie_morsel_get_key (morsel));
  append_member (json, "value", g_variant_get_string (value, NULL));
  append_member (json, "codedValue", cookie_morsel_get_coded_value (morsel));

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = inspection_dup_attribute (morsel, names[i]);

      append_member (json, names[i], text);
    }

  append_member (json, "expires", date);
  if (cookie_morsel_get_max_age (morsel) >= 0)
    g_string_append_printf (json, ", \"maxAge\": %" G_GINT64_FORMAT, cookie_morsel_get_max_age (morsel));
  if (cookie_morsel_get_http_only (morsel))
    g_string_append (json, ", \"httpOnly\": true");
  if (cookie_morsel_get_secure (morsel))
    g_string_append (json, ", \"secure\": true");
  if (cookie_morsel_get_partitioned (morsel))
    g_string_append (json, ", \"partitioned\": true");
  if (same_site != COOKIE_SAME_SITE_DEFAULT)
    append_enum (json, "sameSite", COOKIE_TYPE_SAME_SITE, same_site);

  if (unknown[0] != NULL)
    {
      g_string_append (json, ", \"unknown\": [");
      for (char **p = unknown; *p != NULL; p++)
        {
          g_string_append (json, p > unknown ? ", " : "");
          append_string (json, *p);
        }
      g_string_append_c (json, ']');
    }

  g_string_append_c (json, '}');
}

static void
append_diagnostic (GString          *json,
                   CookieDiagnostic *diagnostic)
{
  g_string_append_printf (json, "{\"offset\": %" G_GUINT64_FORMAT ", \"length\": %" G_GUINT64_FORMAT,
                          cookie_diagnostic_get_offset (diagnostic), cookie_diagnostic_get_length (diagnostic));
  append_enum (json, "severity", COOKIE_TYPE_DIAGNOSTIC_SEVERITY, cookie_diagnostic_get_severity (diagnostic));
  append_enum (json, "code", COOKIE_TYPE_DIAGNOSTIC_CODE, cookie_diagnostic_get_code (diagnostic));
  append_member (json, "text", cookie_diagnostic_get_text (diagnostic));
  append_member (json, "message", cookie_diagnostic_get_message (diagnostic));
  append_member (json, "section", cookie_diagnostic_get_section (diagnostic));
  g_string_append_c (json, '}');
}

/* Appends an inspection as a JSON object. */
void
inspection_append_json (const Inspection *self,
                        GString          *json)
{
  g_string_append (json, "{\"header\": ");
  append_header (json, self);
  g_string_append (json, ", \"cookies\": [");

  if (self->morsel != NULL)
    append_morsel (json, self->morsel);

  if (self->cookie != NULL)
    {
      GListModel *morsels = G_LIST_MODEL (self->cookie);

      for (guint i = 0; i < g_list_model_get_n_items (morsels); i++)
        {
          g_autoptr (CookieMorsel) morsel = g_list_model_get_item (morsels, i);

          g_string_append (json, i > 0 ? ", " : "");
          append_morsel (json, morsel);
        }
    }

  g_string_append_c (json, ']');
  if (self->cookie == NULL)
    append_member (json, "verdict", inspection_get_verdict (self));

  g_string_append (json, ", \"diagnostics\": [");
  for (guint i = 0; i < self->diagnostics->len; i++)
    {
      g_string_append (json, i > 0 ? ", " : "");
      append_diagnostic (json, self->diagnostics->pdata[i]);
    }
  g_string_append (json, "]}");
}
