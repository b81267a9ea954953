/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "json.h"

#include "cookie-error-private.h"
#include "percent.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

/* The value of what json-glib has read. The text was checked, so recursion is bounded. */

typedef struct {
  const char *coded_value;
  const double *numbers; /* the next one, and the next name's offset */
  const gsize *offsets;
  GError **error;
} Reader;

static GVariant *read_node (Reader   *self,
                            JsonNode *node);

static GVariant *
new_number (double number)
{
  if (trunc (number) == number && fabs (number) <= (double) COOKIE_JSON_MAX_INTEGER)
    return g_variant_new_int64 ((gint64) number);

  return g_variant_new_double (number);
}

static GVariant *
read_array (Reader    *self,
            JsonArray *array)
{
  const guint n = json_array_get_length (array);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("av"));

  for (guint i = 0; i < n; i++)
    {
      GVariant *item = read_node (self, json_array_get_element (array, i));

      if (item == NULL)
        {
          g_variant_builder_clear (&builder);
          return NULL;
        }
      g_variant_builder_add_value (&builder, g_variant_new_variant (item));
    }

  return g_variant_builder_end (&builder);
}

static gboolean
check_names (Reader *self,
             GArray *names)
{
  const CookieJsonName *name = cookie_json_find_duplicate (names);
  g_autofree char *shown = NULL;
  g_autofree char *rule = NULL;

  if (name == NULL)
    return TRUE;

  shown = cookie_text_for_message (name->text, strlen (name->text));
  rule = g_strdup_printf ("An object has the name “%s” twice", shown);
  cookie_set_error_at (self->error, COOKIE_ERROR_DECODE, rule, self->coded_value, strlen (self->coded_value),
                       cookie_percent_offset (self->coded_value, name->offset));

  return FALSE;
}

/* The members that cookie_json_scan () has put into @array */
static GVariant *
read_object (Reader    *self,
             JsonArray *array)
{
  const guint n = json_array_get_length (array);
  g_autoptr (GArray) names = g_array_sized_new (FALSE, FALSE, sizeof (CookieJsonName), n / 2);
  GVariantBuilder builder;
  gboolean valid = TRUE;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);

  for (guint i = 0; i < n && valid; i += 2)
    {
      const CookieJsonName name = { json_array_get_string_element (array, i), *self->offsets++ };
      GVariant *item = read_node (self, json_array_get_element (array, i + 1));

      g_array_append_val (names, name);
      valid = item != NULL;
      if (valid)
        g_variant_builder_add_value (&builder, g_variant_new_dict_entry (g_variant_new_string (name.text),
                                                                         g_variant_new_variant (item)));
    }

  if (!valid || !check_names (self, names))
    {
      g_variant_builder_clear (&builder);
      return NULL;
    }

  return g_variant_builder_end (&builder);
}

/* A floating value, or NULL with the error set */
static GVariant *
read_node (Reader   *self,
           JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      return read_object (self, json_object_get_array_member (json_node_get_object (node), "o"));

    case JSON_NODE_ARRAY:
      return read_array (self, json_node_get_array (node));

    case JSON_NODE_NULL:
      return g_variant_new_maybe (G_VARIANT_TYPE_VARIANT, NULL);

    default:
      if (json_node_get_value_type (node) == G_TYPE_STRING)
        return g_variant_new_string (json_node_get_string (node));
      if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
        return g_variant_new_boolean (json_node_get_boolean (node));
      return new_number (*self->numbers++);
    }
}

/* The value of the JSON that starts @start bytes into @text, which is UTF-8, and ends it. Errors
 * are about @coded_value, the text as received.
 */
GVariant *
cookie_json_read (const char  *text,
                  gsize        start,
                  const char  *coded_value,
                  GError     **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autofree char *checked = cookie_json_scan (text, start, coded_value, numbers, offsets, error);
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) own_error = NULL;
  Reader self = { coded_value, NULL, NULL, error };
  GVariant *value;

  if (checked == NULL)
    return NULL;

  parser = json_parser_new ();
  if (!json_parser_load_from_data (parser, checked, -1, &own_error))
    {
      g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_DECODE, "json-glib: %s", own_error->message);
      return NULL;
    }

  self.numbers = (gconstpointer) numbers->data;
  self.offsets = (gconstpointer) offsets->data;

  value = read_node (&self, json_parser_get_root (parser));

  /* as one block: a GVariant for each node would take ten times the memory */
  if (value != NULL)
    g_variant_get_data (value);

  return value;
}
