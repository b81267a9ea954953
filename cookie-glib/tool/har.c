/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "har.h"

#include "collect.h"
#include "core/chars.h"
#include "core/date.h"
#include "url.h"

#include <gio/gio.h>
#include <string.h>

#ifdef HAVE_JSON_GLIB
#include <json-glib/json-glib.h>
#endif

/* HAR: what the network panel of a browser saves, http://www.softwareishard.com/blog/har-12-spec/ */

static gboolean
recognizes (const char *line,
            gsize       length)
{
  gsize i = 0;

  while (i < length && (line[i] == ' ' || line[i] == '\t'))
    i++;
  if (i == length || line[i++] != '{')
    return FALSE;
  while (i < length && (line[i] == ' ' || line[i] == '\t'))
    i++;

  return i == length || field_starts_with (line + i, length - i, "\"log\"");
}

#ifdef HAVE_JSON_GLIB

/* A HAR needs 8. json-glib takes a frame of the stack for each. */
#define MAX_DEPTH 100

/* Returns the end of the first value, or NULL if it is too deep. */
static char *
find_end (char *text)
{
  gboolean in_string = FALSE;
  guint depth = 0;
  char *p;

  for (p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        in_string = !in_string;
      else if (in_string && *p == '\\' && p[1] != '\0')
        p++;
      else if (!in_string && (*p == '{' || *p == '[') && ++depth > MAX_DEPTH)
        return NULL;
      else if (!in_string && (*p == '}' || *p == ']') && depth > 0 && --depth == 0)
        return p + 1;
    }

  return p;
}

/* json-glib's strings end at a NUL: U+FFFF U+FDD0, as long as its escape, stand for it until the field is reported. */
#define NUL "\xef\xbf\xbf\xef\xb7\x90"

/* Replaces what json-glib cannot read: a NUL, and a surrogate without the other, from text that was cut. Returns
 * FALSE for an escape that is none, on which json-glib leaks.
 */
static gboolean
replace_escapes (char *text)
{
  gsize length;

  for (char *p = strchr (text, '\\'); p != NULL && p[1] != '\0'; p = strchr (p + length, '\\'))
    {
      const int unit = cookie_text_get_code_unit (p);

      length = 2;
      if (unit < 0 && p[1] == 'u')
        return FALSE;
      if (unit == 0)
        memcpy (p, NUL, strlen (NUL));
      else if (unit >= 0xd800 && unit < 0xdc00 && (cookie_text_get_code_unit (p + 6) & ~0x3ff) == 0xdc00)
        length = 12;
      else if (unit >= 0xd800 && unit < 0xe000)
        memcpy (p + 2, "fffd", 4);
    }

  return TRUE;
}

static GString *
restore_nuls (const char *text)
{
  GString *restored = g_string_new (NULL);
  const char *mark;

  while ((mark = strstr (text, NUL)) != NULL)
    {
      g_string_append_len (restored, text, mark - text);
      g_string_append_c (restored, '\0');
      text = mark + strlen (NUL);
    }
  g_string_append (restored, text);

  return restored;
}

static JsonObject *
get_object (JsonObject *object,
            const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject *object,
           const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
get_element (JsonArray *array,
             guint      i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static const char *
get_string (JsonObject *object,
            const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static void
report_text (const Sink  *sink,
             const Field *field,
             const char  *text)
{
  g_autoptr (GString) restored = restore_nuls (text);
  Field found = *field;

  found.text = restored->str;
  found.length = restored->len;
  sink->field (&found, sink->user_data);
}

/* Reports the header fields of a name. Returns their number. */
static guint
report_headers (const Sink  *sink,
                const Field *field,
                JsonArray   *headers,
                const char  *wanted)
{
  guint n_fields = 0;

  for (guint i = 0; headers != NULL && i < json_array_get_length (headers); i++)
    {
      JsonObject *header = get_element (headers, i);
      const char *name = get_string (header, "name");
      const char *value = get_string (header, "value");
      g_auto (GStrv) values = NULL;

      if (name == NULL || value == NULL || g_ascii_strcasecmp (name, wanted) != 0)
        continue;

      /* Firefox joins the fields of a name with line breaks. */
      values = g_strsplit (value, "\n", -1);
      for (char **p = values; *p != NULL; p++)
        report_text (sink, field, *p);
      n_fields += g_strv_length (values);
    }

  return n_fields;
}

static void
append_attribute (GString    *text,
                  JsonObject *cookie,
                  const char *member,
                  const char *name)
{
  const char *value = get_string (cookie, member);

  if (value != NULL && *value != '\0')
    g_string_append_printf (text, "; %s=%s", name, value);
}

static void
append_flag (GString    *text,
             JsonObject *cookie,
             const char *member,
             const char *name)
{
  JsonNode *node = json_object_get_member (cookie, member);

  if (node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node))
    g_string_append_printf (text, "; %s", name);
}

static void
append_attributes (GString    *text,
                   JsonObject *cookie)
{
  const char *expires = get_string (cookie, "expires");
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = expires != NULL ? g_date_time_new_from_iso8601 (expires, utc) : NULL;
  char date[COOKIE_DATE_SIZE];

  append_attribute (text, cookie, "domain", "Domain");
  append_attribute (text, cookie, "path", "Path");
  if (time != NULL)
    {
      cookie_date_format (cookie_date_clamp (g_date_time_to_unix (time)), date);
      g_string_append_printf (text, "; Expires=%s", date);
    }
  else
    {
      append_attribute (text, cookie, "expires", "Expires");
    }
  append_flag (text, cookie, "secure", "Secure");
  append_flag (text, cookie, "httpOnly", "HttpOnly");
  append_attribute (text, cookie, "sameSite", "SameSite");
}

/* Reports the fields that a list of cookies stands for: some programs write no header fields. Returns their number. */
static guint
report_cookies (const Sink  *sink,
                const Field *field,
                JsonArray   *cookies)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_fields = 0;

  for (guint i = 0; cookies != NULL && i < json_array_get_length (cookies); i++)
    {
      JsonObject *cookie = get_element (cookies, i);
      const char *name = get_string (cookie, "name");
      const char *value = get_string (cookie, "value");

      if (name == NULL || value == NULL)
        continue;

      g_string_append_printf (text, "%s%s=%s", text->len > 0 ? "; " : "", name, value);
      if (field->kind == FIELD_SET_COOKIE)
        {
          append_attributes (text, cookie);
          report_text (sink, field, text->str);
          g_string_truncate (text, 0);
          n_fields++;
        }
    }

  if (text->len > 0)
    {
      report_text (sink, field, text->str);
      n_fields++;
    }

  return n_fields;
}

/* Reports the fields of a request or response. Returns their number. */
static guint
report_message (const Sink  *sink,
                const Field *field,
                JsonObject  *message)
{
  const guint n_fields = report_headers (sink, field, get_array (message, "headers"),
                                         field->kind == FIELD_COOKIE ? "Cookie" : "Set-Cookie");

  return n_fields > 0 ? n_fields : report_cookies (sink, field, get_array (message, "cookies"));
}

static gboolean
report_entries (const Sink *sink,
                JsonNode   *root)
{
  JsonObject *top = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonArray *entries = get_array (get_object (top, "log"), "entries");
  guint n_fields = 0;

  if (entries == NULL)
    return FALSE;

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = get_element (entries, i);
      JsonObject *request = get_object (entry, "request");
      const char *url = get_string (request, "url");
      const char *started = get_string (entry, "startedDateTime");
      g_autoptr (GUri) origin = url != NULL && strstr (url, NUL) == NULL ? url_parse (url, NULL) : NULL;
      g_autoptr (GDateTime) time = started != NULL ? g_date_time_new_from_iso8601 (started, NULL) : NULL;

      const Field sent = { FIELD_COOKIE, .origin = origin, .time = time };
      const Field set = { FIELD_SET_COOKIE, .origin = origin, .time = time, .message = i + 1 };

      n_fields += report_message (sink, &sent, request);
      n_fields += report_message (sink, &set, get_object (entry, "response"));
    }

  if (n_fields == 0 && json_array_get_length (entries) > 0)
    sink->note (0, "the HAR file has no cookies: browsers leave them out unless it is saved with sensitive data", sink->user_data);

  return TRUE;
}

static gboolean
read_value (const Sink  *sink,
            const char  *text,
            gsize        length,
            GError     **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();

  if (!json_parser_load_from_data (parser, text, length, error))
    {
      g_prefix_error (error, "the HAR file cannot be read: ");
      return FALSE;
    }

  if (!report_entries (sink, json_parser_get_root (parser)))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the HAR file has no log.entries");
      return FALSE;
    }

  return TRUE;
}

/* Reads one file, or several one after the other. */
static gboolean
finish (gpointer    state,
        const Sink *sink,
        GError    **error)
{
  char *p = ((GString *) state)->str;

  if (!replace_escapes (p))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the HAR file cannot be read: an escape has no four digits");
      return FALSE;
    }

  while (*(p += strspn (p, " \t\r\n")) != '\0')
    {
      char *end = find_end (p);

      if (end == NULL)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the HAR file has more than %d levels", MAX_DEPTH);
          return FALSE;
        }

      if (!read_value (sink, p, end - p, error))
        return FALSE;
      p = end;
    }

  return TRUE;
}

#else

static gboolean
finish (gpointer    state,
        const Sink *sink,
        GError    **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               "HAR is NOT SUPPORTED: cookie-inspect was built without json-glib");

  return FALSE;
}

#endif

const Format har_format = {
  "a HAR file", recognizes, collect_start, collect_read_line, finish, collect_free
};
