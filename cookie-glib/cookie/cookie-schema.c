/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-schema-private.h"

#include "check/cookie-diagnostic-private.h"
#include "codecs/cookie-sealed-codec.h"
#include "codecs/name.h"
#include "cookie-error-private.h"
#include "morsel/cookie-morsel-private.h"

#include <string.h>

/**
 * CookieSchema:
 *
 * The cookies of a site: for each name, the codec of its values and its attributes.
 *
 * A browser does not send the attributes of a cookie. A cookie dictionary that has a
 * schema knows them: a cookie that is changed, sealed again or expired is sent with them,
 * also if it was only read. Each cookie can have a codec of its own.
 *
 * ```c
 * g_autoptr (CookieSchema) site = cookie_schema_new ();
 * g_autoptr (CookieMorsel) attributes = cookie_morsel_new ();
 * g_autoptr (CookieBaseCookie) cookie = NULL;
 * g_autoptr (GError) error = NULL;
 * g_autofree char *changes = NULL;
 *
 * cookie_morsel_set_path (attributes, "/");
 * cookie_morsel_set_secure (attributes, TRUE);
 * cookie_morsel_set_http_only (attributes, TRUE);
 * if (!cookie_schema_add (site, "__Host-sid", NULL, attributes, &error))
 *   g_error ("%s", error->message);
 *
 * cookie = cookie_simple_cookie_new_with_schema (site);
 * cookie_base_cookie_load (cookie, "__Host-sid=31d4d96e", NULL);
 * cookie_base_cookie_set_string (cookie, "__Host-sid", "8f2a90c1", NULL);
 *
 * changes = cookie_base_cookie_output_changes (cookie, NULL, NULL);
 * // Set-Cookie: __Host-sid=8f2a90c1; HttpOnly; Path=/; Secure
 * ```
 *
 * The first dictionary that gets the schema freezes it: from then on it is constant, and
 * threads can share it.
 *
 * | event | the dictionary |
 * |---|---|
 * | a header field is loaded | decodes each value with the codec of its name; the morsels have the attributes of the schema, those in the field are ignored; names that the schema does not describe keep those that `COOKIE_PROFILE_PYTHON` reads |
 * | a cookie is set | gives a new morsel the attributes of the schema; an existing one keeps its own |
 * | a morsel is set | takes it as it is, if the codec of the schema reads its coded value |
 * | a cookie is expired | prints the removal with the attributes of its morsel, a new one with those of the schema |
 * | a value is sealed again | sends it with a `Max-Age` that is not longer than the rest of its lifetime |
 *
 * Since: 1.0
 */
struct _CookieSchema
{
  GObject parent_instance;

  GPtrArray *entries; /* of CookieSchemaEntry, sorted by name */
  guint64 lengths;    /* of their names: a bit each, */
  guint64 starts;     /* and of the first characters */
  CookieSchemaEntry *others;
  gboolean is_frozen;
};

G_DEFINE_FINAL_TYPE (CookieSchema, cookie_schema, G_TYPE_OBJECT)

/* The bit of a length; all that are longer than a browser's names have the same. */
static inline guint64
get_length_bit (gsize length)
{
  return G_GUINT64_CONSTANT (1) << MIN (length, 63);
}

static inline guint64
get_start_bit (char c)
{
  return G_GUINT64_CONSTANT (1) << (c & 63);
}

/* The place of a name among the entries, and whether it is there. */
static gboolean
search (CookieSchema *self,
        const char   *name,
        gsize         length,
        guint        *position)
{
  guint low = 0, high = self->entries->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const CookieSchemaEntry *entry = self->entries->pdata[middle];
      int order = strncmp (entry->name, name, length);

      if (order == 0 && entry->name[length] == '\0')
        {
          *position = middle;
          return TRUE;
        }
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }

  *position = low;

  return FALSE;
}

/* The entry of a name, or the default; NULL if the schema says nothing of it. */
const CookieSchemaEntry *
cookie_schema_find (CookieSchema *self,
                    const char   *name,
                    gsize         length)
{
  guint position;

  if ((self->lengths & get_length_bit (length)) != 0 && (self->starts & get_start_bit (*name)) != 0 &&
      search (self, name, length, &position))
    return self->entries->pdata[position];

  return self->others;
}

/* Whether any entry has a codec. */
gboolean
cookie_schema_has_codecs (CookieSchema *self)
{
  if (self->others != NULL && self->others->codec != NULL)
    return TRUE;

  for (guint i = 0; i < self->entries->len; i++)
    if (((CookieSchemaEntry *) self->entries->pdata[i])->codec != NULL)
      return TRUE;

  return FALSE;
}

/* From now on the schema is read by dictionaries, which may be those of several threads. */
void
cookie_schema_freeze (CookieSchema *self)
{
  g_atomic_int_set (&self->is_frozen, TRUE);
}

static void
cookie_schema_finalize (GObject *object)
{
  CookieSchema *self = COOKIE_SCHEMA (object);

  g_ptr_array_unref (self->entries);
  g_clear_pointer (&self->others, cookie_schema_entry_free);

  G_OBJECT_CLASS (cookie_schema_parent_class)->finalize (object);
}

static void
cookie_schema_class_init (CookieSchemaClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cookie_schema_finalize;
}

static void
cookie_schema_init (CookieSchema *self)
{
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) cookie_schema_entry_free);
}

/**
 * cookie_schema_new:
 *
 * Creates a schema without cookies.
 *
 * Returns: (transfer full): a new schema
 *
 * Since: 1.0
 */
CookieSchema *
cookie_schema_new (void)
{
  return g_object_new (COOKIE_TYPE_SCHEMA, NULL);
}

static gboolean
check_frozen (CookieSchema  *self,
              GError       **error)
{
  if (!g_atomic_int_get (&self->is_frozen))
    return TRUE;

  g_set_error_literal (error, COOKIE_ERROR, COOKIE_ERROR_NOT_SUPPORTED,
                       "The schema cannot change any more: a cookie dictionary uses it");

  return FALSE;
}

/**
 * cookie_schema_add:
 * @self: a schema
 * @name: the name of a cookie
 * @codec: (nullable): the codec of its values; `NULL` for the codec of the dictionary
 * @attributes: (nullable): a morsel with the attributes, whose name and value are not
 *   used; `NULL` for none
 * @error: return location for a [error@Cookie.Error]
 *
 * Adds a cookie.
 *
 * The morsel is copied: a later change of it has no effect.
 *
 * Sets `COOKIE_ERROR_RESERVED_KEY` if the name is that of an attribute,
 * `COOKIE_ERROR_ILLEGAL_KEY` if it is not valid ([func@Cookie.name_is_valid]) or was
 * added before, and `COOKIE_ERROR_INVALID_ATTRIBUTE` if a browser would drop a cookie of
 * the name with the attributes, such as `__Host-sid` without `Secure`
 * (draft-ietf-httpbis-rfc6265bis-22, §5.7), would delete it, or would ignore the value of
 * an attribute, such as a `Domain` that is a public suffix. Sets `COOKIE_ERROR_NOT_SUPPORTED` if a dictionary has the schema. Then
 * nothing is changed.
 *
 * ```c
 * g_autoptr (CookieSchema) site = cookie_schema_new ();
 * g_autoptr (CookieMorsel) attributes = cookie_morsel_new ();
 * g_autoptr (GError) error = NULL;
 *
 * cookie_morsel_set_path (attributes, "/");
 * if (!cookie_schema_add (site, "__Host-sid", NULL, attributes, &error))
 *   g_print ("%s\n", error->message);
 * ```
 *
 * Returns: whether the cookie was added
 *
 * Since: 1.0
 */
gboolean
cookie_schema_add (CookieSchema  *self,
                   const char    *name,
                   CookieCodec   *codec,
                   CookieMorsel  *attributes,
                   GError       **error)
{
  g_autoptr (CookieSchemaEntry) entry = NULL;
  guint position;

  g_return_val_if_fail (COOKIE_IS_SCHEMA (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (codec == NULL || COOKIE_IS_CODEC (codec), FALSE);
  g_return_val_if_fail (attributes == NULL || COOKIE_IS_MORSEL (attributes), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!check_frozen (self, error) || !cookie_name_check (name, error))
    return FALSE;

  if (search (self, name, strlen (name), &position))
    {
      cookie_set_error_at (error, COOKIE_ERROR_ILLEGAL_KEY, "The schema has this name already",
                           name, strlen (name), 0);
      return FALSE;
    }

  entry = cookie_schema_entry_new (name, codec, attributes, error);
  if (entry == NULL)
    return FALSE;

  g_ptr_array_insert (self->entries, position, g_steal_pointer (&entry));
  self->lengths |= get_length_bit (strlen (name));
  self->starts |= get_start_bit (*name);

  return TRUE;
}

/**
 * cookie_schema_set_default:
 * @self: a schema
 * @codec: (nullable): the codec of the values; `NULL` for the codec of the dictionary
 * @attributes: (nullable): a morsel with the attributes, whose name and value are not
 *   used; `NULL` for none
 * @error: return location for a [error@Cookie.Error]
 *
 * Sets the codec and the attributes of all cookies that are not added by name.
 *
 * Without this call, such a cookie has the codec of the dictionary, and the attributes
 * that it is given.
 *
 * Sets `COOKIE_ERROR_INVALID_ATTRIBUTE` if a browser would drop every cookie with the
 * attributes, would delete it, or would ignore the value of an attribute, and
 * `COOKIE_ERROR_NOT_SUPPORTED` if a dictionary has the schema. Then nothing is changed.
 *
 * Returns: whether the default was set
 *
 * Since: 1.0
 */
gboolean
cookie_schema_set_default (CookieSchema  *self,
                           CookieCodec   *codec,
                           CookieMorsel  *attributes,
                           GError       **error)
{
  g_autoptr (CookieSchemaEntry) entry = NULL;

  g_return_val_if_fail (COOKIE_IS_SCHEMA (self), FALSE);
  g_return_val_if_fail (codec == NULL || COOKIE_IS_CODEC (codec), FALSE);
  g_return_val_if_fail (attributes == NULL || COOKIE_IS_MORSEL (attributes), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!check_frozen (self, error))
    return FALSE;

  entry = cookie_schema_entry_new (NULL, codec, attributes, error);
  if (entry == NULL)
    return FALSE;

  g_clear_pointer (&self->others, cookie_schema_entry_free);
  self->others = g_steal_pointer (&entry);

  return TRUE;
}

/**
 * cookie_schema_get_names:
 * @self: a schema
 *
 * Gets the names of the cookies that were added.
 *
 * Returns: (transfer full) (array zero-terminated=1): the names, sorted
 *
 * Since: 1.0
 */
char **
cookie_schema_get_names (CookieSchema *self)
{
  char **names;

  g_return_val_if_fail (COOKIE_IS_SCHEMA (self), NULL);

  names = g_new0 (char *, self->entries->len + 1);
  for (guint i = 0; i < self->entries->len; i++)
    names[i] = g_strdup (((CookieSchemaEntry *) self->entries->pdata[i])->name);

  return names;
}

/**
 * cookie_schema_lookup_codec:
 * @self: a schema
 * @name: the name of a cookie
 *
 * Gets the codec that the schema has for a cookie.
 *
 * Returns: (transfer none) (nullable): the codec; `NULL` for the codec of the dictionary
 *
 * Since: 1.0
 */
CookieCodec *
cookie_schema_lookup_codec (CookieSchema *self,
                            const char   *name)
{
  const CookieSchemaEntry *entry;

  g_return_val_if_fail (COOKIE_IS_SCHEMA (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  entry = cookie_schema_find (self, name, strlen (name));

  return entry != NULL ? entry->codec : NULL;
}

/**
 * cookie_schema_create_morsel:
 * @self: a schema
 * @name: the name of a cookie
 * @error: return location for a [error@Cookie.Error]
 *
 * Creates a morsel with the attributes that the schema has for a cookie.
 *
 * Its value is the empty string. Sets `COOKIE_ERROR_RESERVED_KEY` if the name is that of an attribute, and
 * `COOKIE_ERROR_ILLEGAL_KEY` if it is not valid ([func@Cookie.name_is_valid]).
 *
 * Returns: (transfer full): a new morsel
 *
 * Since: 1.0
 */
CookieMorsel *
cookie_schema_create_morsel (CookieSchema  *self,
                             const char    *name,
                             GError       **error)
{
  g_return_val_if_fail (COOKIE_IS_SCHEMA (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!cookie_name_check (name, error))
    return NULL;

  return cookie_schema_entry_create_morsel (cookie_schema_find (self, name, strlen (name)), name);
}

/* What a browser keeps for longer than the codec reads it, is refused with each request. */
static void
diagnose_lifetime (const CookieSchemaEntry *entry,
                   guint                    field,
                   CookieMorsel            *morsel,
                   GPtrArray               *all)
{
  const guint lifetime = COOKIE_IS_SEALED_CODEC (entry->codec)
                         ? cookie_sealed_codec_get_lifetime (COOKIE_SEALED_CODEC (entry->codec)) : 0;
  g_autofree char *text = NULL;

  if (lifetime == 0 || cookie_morsel_read_lifetime (morsel) <= lifetime)
    return;

  text = cookie_morsel_to_set_cookie_header (morsel, NULL);
  g_ptr_array_add (all, cookie_diagnostic_new (COOKIE_DIAGNOSTIC_CODE_OUTDATED, COOKIE_DIAGNOSTIC_SEVERITY_HINT,
                                               field, strlen (text), 0, "", 0, NULL,
                                               "The browser keeps the cookie longer than its codec reads the value."));
}

static void
diagnose (const CookieSchemaEntry *entry,
          guint                    field,
          GUri                    *origin,
          GPtrArray               *all)
{
  g_autoptr (CookieMorsel) morsel = cookie_schema_entry_create_morsel (entry, entry->name != NULL ? entry->name : "any");
  g_autoptr (GPtrArray) diagnostics = cookie_morsel_diagnose (morsel, origin, NULL);

  for (guint i = 0; i < diagnostics->len; i++)
    g_ptr_array_add (all, cookie_diagnostic_copy_to_field (diagnostics->pdata[i], field));
  diagnose_lifetime (entry, field, morsel, all);
}

/**
 * cookie_schema_diagnose:
 * @self: a schema
 * @origin: (nullable): the URI of the site, such as `https://www.site.example/`; `NULL`,
 *   or a URI without a host, leaves out what depends on it
 *
 * Lists what a browser does with the cookies of the schema, and why.
 *
 * Call it when a server starts, to see whether its own browsers keep its cookies. The
 * [property@Cookie.Diagnostic:field] of a diagnostic is the position of the name in
 * [method@Cookie.Schema.get_names], and the number of names for the default; the offset is
 * that in the header field of a cookie without a value. See [method@Cookie.Morsel.diagnose].
 * A hint with the code `OUTDATED` is about a cookie that lives longer in the browser than
 * the lifetime of its [class@Cookie.SealedCodec].
 *
 * Returns: (transfer container) (element-type CookieDiagnostic): the diagnostics
 *
 * Since: 1.0
 */
GPtrArray *
cookie_schema_diagnose (CookieSchema *self,
                        GUri         *origin)
{
  GPtrArray *all;

  g_return_val_if_fail (COOKIE_IS_SCHEMA (self), NULL);

  all = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->entries->len; i++)
    diagnose (self->entries->pdata[i], i, origin, all);
  if (self->others != NULL)
    diagnose (self->others, self->entries->len, origin, all);

  return all;
}
