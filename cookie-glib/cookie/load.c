/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-base-cookie-private.h"

#include "call.h"
#include "codecs/cookie-codec-private.h"
#include "codecs/cookie-string-codec.h"
#include "edit.h"
#include "loader.h"
#include "properties.h"
#include "report.h"
#include "signals.h"
#include "values.h"

#include <string.h>

/* How header fields get into a dictionary. */

/* Puts the pairs into the dictionary, then emits the signals. @diagnostics are those before
 * a handler clears them, or loads another field.
 */
static void
apply (CookieBaseCookie  *self,
       CookieHeader     **headers,
       guint              n_headers,
       gboolean           is_watched,
       GPtrArray        **diagnostics)
{
  CookieBaseCookiePrivate *priv = cookie_base_cookie_get_private (self);
  CookieTable *table = &priv->table;
  g_autoptr (GArray) touched = NULL;
  g_autoptr (GPtrArray) added = NULL;
  guint old_size, n_added;

  touched = g_array_new (FALSE, FALSE, sizeof (CookieTouched));
  old_size = cookie_table_get_size (table);
  cookie_table_merge (table, headers, n_headers, touched);
  n_added = cookie_table_get_size (table) - old_size;
  if (is_watched)
    *diagnostics = cookie_base_cookie_get_diagnostics (self);

  /* what the header says is what the browser has */
  for (guint i = 0; i < touched->len; i++)
    cookie_changes_remove (&priv->changes, g_array_index (touched, CookieTouched, i).morsel);

  if (is_watched && n_added > 0)
    {
      added = g_ptr_array_new_full (n_added, g_object_unref);
      for (guint i = 0; i < n_added; i++)
        g_ptr_array_add (added, g_object_ref (cookie_table_get_morsel (table, old_size + i)));

      cookie_base_cookie_items_changed (self, old_size, 0, n_added);
      for (guint i = 0; i < n_added; i++)
        cookie_base_cookie_morsel_added (self, added->pdata[i]);
    }

  if (!is_watched && n_added > 0)
    cookie_base_cookie_notify (self, PROP_N_ITEMS);
  cookie_base_cookie_changes_updated (self);

  for (guint i = 0; i < touched->len; i++)
    {
      CookieTouched *entry = &g_array_index (touched, CookieTouched, i);

      g_object_thaw_notify (G_OBJECT (entry->morsel));
      if (entry->changed)
        cookie_base_cookie_morsel_changed (self, entry->morsel);
      g_object_unref (entry->morsel);
      g_variant_unref (entry->old_value);
    }
}

/* A value that an older secret sealed. */
typedef struct {
  char *name;
  char *coded_value;
  char *renewed;
  int remaining; /* seconds; -1 without a limit, or if no schema says the Max-Age */
} Rotated;

static void
rotated_clear (gpointer data)
{
  Rotated *rotated = data;

  g_free (rotated->name);
  g_free (rotated->coded_value);
  g_free (rotated->renewed);
}

/* Seals the value of a pair again if that has to be. */
static void
find_rotated_pair (CookieBaseCookie *self,
                   CookieHeader     *header,
                   guint             i,
                   CookieCodec      *codec,
                   GArray          **rotated)
{
  CookieBaseCookiePrivate *priv = cookie_base_cookie_get_private (self);
  const CookiePair *pair = &header->pairs[i];
  g_autofree char *name = g_strndup (header->text + pair->key, pair->key_length);
  g_autofree char *coded_value = NULL, *renewed = NULL;
  const CookieSchemaEntry *entry = NULL;
  int remaining;

  if (priv->schema != NULL)
    entry = cookie_schema_find (priv->schema, name, pair->key_length);
  if (entry != NULL && entry->codec != NULL)
    codec = entry->codec;
  if (codec == NULL || !cookie_codec_renews (codec))
    return;

  coded_value = g_strndup (header->text + pair->value, pair->value_length);
  renewed = cookie_codec_renew (codec, name, coded_value);

  /* a codec that is not the library's may return anything */
  if (renewed == NULL || g_str_equal (renewed, coded_value) || !cookie_morsel_check_coded (name, renewed, NULL))
    return;

  cookie_report_rotated (&priv->reports, header, i);
  remaining = entry != NULL ? cookie_codec_get_remaining_lifetime (codec, name, renewed) : -1;
  if (*rotated == NULL)
    {
      *rotated = g_array_new (FALSE, FALSE, sizeof (Rotated));
      g_array_set_clear_func (*rotated, rotated_clear);
    }
  g_array_append_vals (*rotated, &(Rotated) {
    g_steal_pointer (&name), g_steal_pointer (&coded_value), g_steal_pointer (&renewed), remaining,
  }, 1);
}

/* Finds the values that have to be sealed again. */
static void
find_rotated (CookieBaseCookie *self,
              CookieHeader     *header,
              GArray          **rotated)
{
  CookieBaseCookiePrivate *priv = cookie_base_cookie_get_private (self);
  g_autoptr (CookieCodec) own_codec = priv->codec != NULL ? g_object_ref (priv->codec) : NULL;

  for (guint i = 0; i < header->n_pairs; i++)
    if (header->values[i] != NULL)
      find_rotated_pair (self, header, i, own_codec, rotated);
}

/* Sets the new text of the morsels that have the old one: that is a change. What a handler has
 * expired stays so. The browser keeps none longer than it can be read.
 */
static void
renew (CookieBaseCookie *self,
       GArray           *rotated)
{
  for (guint i = 0; i < rotated->len; i++)
    {
      const Rotated *entry = &g_array_index (rotated, Rotated, i);
      g_autoptr (CookieMorsel) morsel = NULL;

      if (!g_set_object (&morsel, cookie_base_cookie_get (self, entry->name)) ||
          morsel->expired || !g_str_equal (morsel->coded_value, entry->coded_value))
        continue;

      g_object_freeze_notify (G_OBJECT (morsel));
      cookie_base_cookie_change_value (self, morsel, g_strdup (entry->renewed), cookie_morsel_ensure_value (morsel));
      if (entry->remaining >= 0 && entry->remaining < cookie_morsel_read_lifetime (morsel))
        cookie_morsel_shorten_max_age (morsel, MAX (entry->remaining, 1));
      g_object_thaw_notify (G_OBJECT (morsel));
      cookie_morsel_changed (morsel);
    }
}

/* Emits those of the diagnostics that are about the last fields. */
static void
emit_diagnostics (CookieBaseCookie *self,
                  GPtrArray        *diagnostics,
                  guint             first_field)
{
  for (guint i = 0; i < diagnostics->len; i++)
    if (cookie_diagnostic_get_field (diagnostics->pdata[i]) >= first_field)
      cookie_base_cookie_diagnosed (self, diagnostics->pdata[i]);
}

/* The value of a header field. */
typedef struct {
  const char *text;
  gsize length;
} CookieField;

static GVariant *
decode_cb (const char  *name,
           const char  *coded_value,
           gpointer     user_data,
           GError     **error)
{
  return cookie_values_decode (user_data, name, coded_value, error);
}

/* Reads the fields into headers: all of them or, on an error, none. @n_headers does not count
 * those that have no pair.
 */
static gboolean
read_fields (CookieLoader    *loader,
             const CookieField *fields,
             guint            n_fields,
             CookieHeader   **headers,
             guint           *n_headers,
             GError         **error)
{
  *n_headers = 0;
  for (guint i = 0; i < n_fields; i++)
    {
      CookieHeader *header = cookie_loader_read (loader, fields[i].text, fields[i].length, error);

      if (header == NULL)
        {
          while (*n_headers > 0)
            cookie_header_unref (headers[--*n_headers]);
          return FALSE;
        }

      loader->room -= header->n_pairs + loader->n_overruled;
      loader->n_overruled = 0;
      loader->entry = NULL;
      if (header->n_pairs > 0)
        headers[(*n_headers)++] = header;
      else
        cookie_header_unref (header);
    }

  return TRUE;
}

static gboolean
load (CookieBaseCookie   *self,
      const CookieField  *fields,
      guint               n_fields,
      GError            **error)
{
  g_autoptr (CookieCall) call = NULL;
  CookieBaseCookiePrivate *priv = cookie_base_cookie_get_private (self);
  gboolean is_overridden = COOKIE_BASE_COOKIE_GET_CLASS (self)->value_decode != cookie_base_cookie_real_value_decode;
  gboolean is_string = priv->codec != NULL && COOKIE_IS_STRING_CODEC (priv->codec);
  gboolean decodes_all = is_overridden || (priv->codec != NULL && !is_string);
  gboolean decodes = decodes_all || (priv->schema != NULL && cookie_schema_has_codecs (priv->schema));
  guint size = cookie_table_is_empty (&priv->table) ? 0 : cookie_table_get_size (&priv->table);
  CookieLoader loader = {
    .profile = priv->profile,
    .room = priv->max_pairs - MIN (size, priv->max_pairs),
    .max_pairs = priv->max_pairs,
    .max_length = priv->max_length,
    .unquote = is_string,
    .schema = priv->schema,
    .decode = decodes ? decode_cb : NULL,
    .decodes_all = decodes_all,
    .user_data = self,
    .reports = &priv->reports,
  };
  g_autoptr (GArray) rotated = NULL;
  g_autoptr (GPtrArray) diagnostics = NULL;
  const guint first_field = priv->reports.findings.n_fields;
  CookieHeader *usual[1];
  g_autofree CookieHeader **many = n_fields > G_N_ELEMENTS (usual) ? g_new (CookieHeader *, n_fields) : NULL;
  CookieHeader **headers = many != NULL ? many : usual;
  guint n_headers;
  gboolean loaded, is_watched;

  /* without a codec, no code but the library's runs until the fields are read */
  if (decodes)
    call = cookie_call_begin (self);
  loaded = read_fields (&loader, fields, n_fields, headers, &n_headers, error);

  if (loaded && decodes && (priv->schema != NULL || (priv->codec != NULL && cookie_codec_renews (priv->codec))))
    for (guint i = 0; i < n_headers; i++)
      find_rotated (self, headers[i], &rotated);

  is_watched = cookie_base_cookie_is_watched (self);
  if (n_headers == 1 && !is_watched && cookie_table_is_empty (&priv->table))
    {
      cookie_table_load (&priv->table, headers[0]);
      cookie_base_cookie_notify (self, PROP_N_ITEMS);
      if (call == NULL)
        return TRUE; /* the dictionary may be no more */
    }
  else
    {
      if (call == NULL)
        call = cookie_call_begin (self);
      if (n_headers > 0)
        apply (self, headers, n_headers, is_watched, &diagnostics);
    }

  if (rotated != NULL)
    renew (self, rotated);

  if (diagnostics == NULL && cookie_reports_has_any (&priv->reports) && cookie_base_cookie_is_watched (self))
    diagnostics = cookie_base_cookie_get_diagnostics (self);

  if (diagnostics != NULL)
    emit_diagnostics (self, diagnostics, first_field);

  return loaded;
}

/**
 * cookie_base_cookie_get_diagnostics:
 * @self: a cookie dictionary
 *
 * Gets what was skipped, repaired or shadowed in the header fields that were loaded.
 *
 * The diagnostics of all loads are kept until [method@Cookie.BaseCookie.clear],
 * including those of loads that failed; [method@Cookie.Diagnostic.get_field] tells
 * which field each is about. At most 100 are kept; then one with the code `MORE` counts
 * the others. They are ordered by field and offset; the offsets are those in the text
 * that was loaded.
 *
 * ```c
 * g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
 * g_autoptr (GPtrArray) diagnostics = NULL;
 *
 * cookie_base_cookie_load (cookie, "theme=dark; =x", NULL);
 * diagnostics = cookie_base_cookie_get_diagnostics (cookie);
 * g_print ("%s\n", cookie_diagnostic_get_message (diagnostics->pdata[0]));
 * // A cookie needs a name.
 * ```
 *
 * Returns: (transfer container) (element-type CookieDiagnostic): the diagnostics
 *
 * Since: 1.0
 */
GPtrArray *
cookie_base_cookie_get_diagnostics (CookieBaseCookie *self)
{
  CookieBaseCookiePrivate *priv;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);

  /* duplicates are found when the names are sorted */
  priv = cookie_base_cookie_get_private (self);
  cookie_table_get_size (&priv->table);

  return cookie_reports_list (&priv->reports);
}

/**
 * cookie_base_cookie_load:
 * @self: a cookie dictionary
 * @header: the value of a `Cookie` header field
 * @error: return location for a [error@Cookie.Error]
 *
 * Reads a `Cookie` header field, by the rules of the
 * [property@Cookie.BaseCookie:profile].
 *
 * All cookies in it are added or, on an error, none. An existing cookie gets the value
 * of the field. What a field says is what the browser has, and not a change to send.
 * A field that is not valid UTF-8 is read as ISO-8859-1. No profile decodes or changes a
 * name.
 *
 * A request can have several fields: [method@Cookie.BaseCookie.load_fields] reads them.
 *
 * `COOKIE_PROFILE_RFC6265` skips what it cannot read. The other profiles set
 * `COOKIE_ERROR_ILLEGAL_KEY`, `COOKIE_ERROR_ILLEGAL_VALUE`,
 * `COOKIE_ERROR_INVALID_ATTRIBUTE`, `COOKIE_ERROR_SYNTAX`, and the errors of the codec.
 * Every profile sets `COOKIE_ERROR_LIMIT` for a field that is longer than
 * [property@Cookie.BaseCookie:max-length], or has more pairs than
 * [property@Cookie.BaseCookie:max-pairs] allows.
 *
 * [method@Cookie.BaseCookie.get_diagnostics] and
 * [signal@Cookie.BaseCookie::diagnostic] report what was skipped or repaired.
 *
 * ```c
 * g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
 * g_autoptr (GError) error = NULL;
 *
 * if (!cookie_base_cookie_load (cookie, "sid=31d4d96e; theme=dark", &error))
 *   g_error ("%s", error->message);
 *
 * g_print ("%s\n", cookie_base_cookie_get_string (cookie, "theme"));
 * // dark
 * ```
 *
 * Returns: whether the field was read
 *
 * Since: 1.0
 */
gboolean
cookie_base_cookie_load (CookieBaseCookie  *self,
                         const char        *header,
                         GError           **error)
{
  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), FALSE);
  g_return_val_if_fail (header != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return load (self, &(CookieField) { header, strlen (header) }, 1, error);
}

/**
 * cookie_base_cookie_load_fields:
 * @self: a cookie dictionary
 * @fields: (array zero-terminated=1): the values of the `Cookie` header fields of a
 *   request, in their order; there may be none
 * @error: return location for a [error@Cookie.Error]
 *
 * Reads all `Cookie` header fields of a request.
 *
 * HTTP/2 and HTTP/3 split a field into several (RFC 9113, §8.2.3). Each is read by itself,
 * as [method@Cookie.BaseCookie.load] does, and its diagnostics have its number. Together
 * they are one header: all of their cookies are added or, on an error, none. If two fields
 * have the same name, the profile decides as within one field: `COOKIE_PROFILE_PYTHON` uses
 * the last value, the other profiles use the first, which browsers send for the longest
 * path.
 *
 * Sets the errors of [method@Cookie.BaseCookie.load]; `COOKIE_ERROR_LIMIT` if a field is
 * longer than [property@Cookie.BaseCookie:max-length], or all of them have more pairs than
 * [property@Cookie.BaseCookie:max-pairs] allows.
 *
 * ```c
 * const char * const fields[] = { "sid=31d4d96e", "theme=dark", NULL };
 * g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
 * g_autoptr (GError) error = NULL;
 *
 * if (!cookie_base_cookie_load_fields (cookie, fields, &error))
 *   g_error ("%s", error->message);
 *
 * g_print ("%u\n", cookie_base_cookie_get_size (cookie));
 * // 2
 * ```
 *
 * Returns: whether the fields were read
 *
 * Since: 1.0
 */
gboolean
cookie_base_cookie_load_fields (CookieBaseCookie    *self,
                                const char * const  *fields,
                                GError             **error)
{
  g_autofree CookieField *slices = NULL;
  guint n_fields;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), FALSE);
  g_return_val_if_fail (fields != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  n_fields = g_strv_length ((char **) fields);
  slices = g_new (CookieField, n_fields);
  for (guint i = 0; i < n_fields; i++)
    slices[i] = (CookieField) { fields[i], strlen (fields[i]) };

  return load (self, slices, n_fields, error);
}

/**
 * cookie_base_cookie_load_bytes:
 * @self: a cookie dictionary
 * @header: the value of a `Cookie` header field
 * @error: return location for a [error@Cookie.Error]
 *
 * Reads a `Cookie` header field that can contain any bytes.
 *
 * In every profile, it sets `COOKIE_ERROR_LIMIT` for a field that is too long or has too many
 * pairs; otherwise the errors of [method@Cookie.BaseCookie.load].
 *
 * Returns: whether the field was read
 *
 * Since: 1.0
 */
gboolean
cookie_base_cookie_load_bytes (CookieBaseCookie  *self,
                               GBytes            *header,
                               GError           **error)
{
  const char *input;
  gsize length;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), FALSE);
  g_return_val_if_fail (header != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  input = g_bytes_get_data (header, &length);

  return load (self, &(CookieField) { length > 0 ? input : "", length }, 1, error);
}
