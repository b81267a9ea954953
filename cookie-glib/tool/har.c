/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "har.h"

#include "collect.h"
#include "core/chars.h"
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

/* Returns the number of fields. */
static guint
report_fields (const Sink *sink,
               JsonArray  *headers,
               const char *wanted,
               FieldKind   kind,
               GUri       *origin,
               GDateTime  *time)
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
        {
          g_autoptr (GString) text = restore_nuls (*p);
          const Field field = { kind, text->str, text->len, .origin = origin, .time = time };

          sink->field (&field, sink->user_data);
          n_fields++;
        }
    }

  return n_fields;
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

      n_fields += report_fields (sink, get_array (request, "headers"), "Cookie", FIELD_COOKIE, origin, time);
      n_fields += report_fields (sink, get_array (get_object (entry, "response"), "headers"), "Set-Cookie", FIELD_SET_COOKIE, origin, time);
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
