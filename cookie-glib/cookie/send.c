/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-base-cookie-private.h"

#include "call.h"
#include "codecs/cookie-codec-private.h"
#include "cookie-error-private.h"
#include "edit.h"
#include "unmade.h"

#include <string.h>

/* What has to be sent to the browser. */

/**
 * cookie_base_cookie_get_changes:
 * @self: a cookie dictionary
 *
 * Gets the morsels to send: those that were added, changed or expired.
 *
 * What [method@Cookie.BaseCookie.load] reads is no change, nor is setting a value that
 * the cookie has. A value that an older secret sealed is a change: it is sealed again.
 * A cookie that was removed from the dictionary is not sent: use
 * [method@Cookie.BaseCookie.expire] to delete it in the browser.
 *
 * Call [method@Cookie.BaseCookie.clear_changes] after they were sent.
 *
 * Returns: (transfer container) (element-type CookieMorsel): the morsels, sorted by name
 *
 * Since: 1.0
 */
GPtrArray *
cookie_base_cookie_get_changes (CookieBaseCookie *self)
{
  CookieBaseCookiePrivate *priv;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);

  priv = cookie_base_cookie_get_private (self);
  cookie_unmade_make (&priv->table);

  return cookie_changes_list (&priv->changes);
}

/* The value of the header field that sends an item. */
static char *
to_field (const CookieItem *item)
{
  const CookieHeader *header = item->header;
  const CookiePair *pair;
  const CookieSchemaEntry *entry = NULL;

  if (item->morsel != NULL)
    return cookie_morsel_to_set_cookie_header (item->morsel, NULL);

  pair = header->pairs;
  if (header->schema != NULL)
    entry = cookie_schema_find (header->schema, header->text + pair->key, pair->key_length);

  return cookie_attribute_set_to_line (entry != NULL ? entry->attributes->attributes : &cookie_no_attributes,
                                       header->text + pair->key, pair->key_length,
                                       header->text + pair->value, pair->value_length);
}

/**
 * cookie_base_cookie_get_changed_fields:
 * @self: a cookie dictionary
 *
 * Gets the values of the `Set-Cookie` header fields to send.
 *
 * There is one for each morsel that [method@Cookie.BaseCookie.get_changes] returns. Send
 * each in a header field of its own.
 *
 * ```c
 * g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
 * g_auto (GStrv) fields = NULL;
 *
 * cookie_base_cookie_load (cookie, "lang=de; theme=dark", NULL);
 * cookie_base_cookie_set_string (cookie, "theme", "light", NULL);
 *
 * fields = cookie_base_cookie_get_changed_fields (cookie);
 * for (guint i = 0; fields[i] != NULL; i++)
 *   g_print ("Set-Cookie: %s\r\n", fields[i]);
 * cookie_base_cookie_clear_changes (cookie);
 * // Set-Cookie: theme=light
 * ```
 *
 * Returns: (transfer full) (array zero-terminated=1): the values, sorted by name; empty
 *   if there is nothing to send
 *
 * Since: 1.0
 */
char **
cookie_base_cookie_get_changed_fields (CookieBaseCookie *self)
{
  g_autofree CookieItem *changes = NULL;
  guint n_changes;
  char **fields;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);

  changes = cookie_unmade_list (&cookie_base_cookie_get_private (self)->table, &n_changes);
  fields = g_new (char *, n_changes + 1);
  for (guint i = 0; i < n_changes; i++)
    fields[i] = to_field (&changes[i]);
  fields[n_changes] = NULL;

  return fields;
}

/**
 * cookie_base_cookie_output_changes:
 * @self: a cookie dictionary
 * @header: (nullable): the text before each cookie; `NULL` for `Set-Cookie:`
 * @sep: (nullable): the text between two cookies; `NULL` for a carriage return and
 *   a line feed
 *
 * Prints the `Set-Cookie` header fields to send.
 *
 * It prints what [method@Cookie.BaseCookie.get_changes] returns as
 * [method@Cookie.BaseCookie.output] prints all cookies.
 *
 * Returns: (transfer full): the header fields; the empty string if there is nothing to
 *   send
 *
 * Since: 1.0
 */
char *
cookie_base_cookie_output_changes (CookieBaseCookie *self,
                                   const char       *header,
                                   const char       *sep)
{
  g_auto (GStrv) fields = NULL;
  GString *string;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);

  fields = cookie_base_cookie_get_changed_fields (self);
  string = g_string_new (NULL);
  for (guint i = 0; fields[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (string, sep != NULL ? sep : "\r\n");
      g_string_append (string, header != NULL ? header : "Set-Cookie:");
      g_string_append_c (string, ' ');
      g_string_append (string, fields[i]);
    }

  return g_string_free (string, FALSE);
}

/**
 * cookie_base_cookie_get_has_changes:
 * @self: a cookie dictionary
 *
 * Gets whether there are cookies to send.
 *
 * Returns: whether [method@Cookie.BaseCookie.get_changes] returns any morsel
 *
 * Since: 1.0
 */
gboolean
cookie_base_cookie_get_has_changes (CookieBaseCookie *self)
{
  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), FALSE);

  return !cookie_changes_is_empty (&cookie_base_cookie_get_private (self)->changes);
}

/**
 * cookie_base_cookie_clear_changes:
 * @self: a cookie dictionary
 *
 * Marks the current content as sent.
 *
 * Since: 1.0
 */
void
cookie_base_cookie_clear_changes (CookieBaseCookie *self)
{
  g_return_if_fail (COOKIE_IS_BASE_COOKIE (self));

  cookie_changes_clear (&cookie_base_cookie_get_private (self)->changes);
  cookie_base_cookie_changes_updated (self);
}

static void
set_no_cookie_error (const char  *name,
                     GError     **error)
{
  cookie_set_error_at (error, COOKIE_ERROR_ILLEGAL_KEY, "The dictionary has no cookie of this name",
                       name, strlen (name), 0);
}

/* The value to encode again: for a codec that seals, what it still opens, and not what the morsel says. */
static GVariant *
get_lasting_value (CookieBaseCookie  *self,
                   const char        *name,
                   CookieMorsel      *morsel,
                   GError           **error)
{
  CookieCodec *codec = cookie_base_cookie_lookup_codec (self, name);

  if (codec != NULL && cookie_codec_renews (codec))
    return cookie_base_cookie_value_decode (self, name, morsel->coded_value, error);

  return g_variant_ref (cookie_morsel_ensure_value (morsel));
}

/**
 * cookie_base_cookie_touch:
 * @self: a cookie dictionary
 * @name: the name of a cookie
 * @error: return location for a [error@Cookie.Error]
 *
 * Marks a cookie as changed, so that it is sent though its value is the same.
 *
 * The value is converted to text again, so a codec that seals with the time seals it
 * with the present time: a session lives on while it is used. Such a codec has to open
 * the present text first: a session that has ended since it was loaded, and a value that
 * was not sealed, stay so. An expired cookie stays expired.
 *
 * Sets `COOKIE_ERROR_ILLEGAL_KEY` if the dictionary has no cookie of that name, the
 * errors of [method@Cookie.BaseCookie.set] and, for a codec that seals, those of
 * [method@Cookie.Codec.decode]. Then nothing is changed. In Python,
 * `KeyError` is raised for a name that is not there, as by `cookie[name]`.
 *
 * Returns: whether the cookie will be sent
 *
 * Since: 1.0
 */
gboolean
cookie_base_cookie_touch (CookieBaseCookie  *self,
                          const char        *name,
                          GError           **error)
{
  g_autoptr (CookieCall) call = NULL;
  CookieBaseCookiePrivate *priv;
  g_autoptr (CookieMorsel) morsel = NULL;
  g_autoptr (GVariant) value = NULL;
  g_autofree char *own_name = NULL; /* the caller's may belong to the dictionary */
  g_autofree char *coded = NULL;
  guint position;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  call = cookie_call_begin (self);
  priv = cookie_base_cookie_get_private (self);
  if (!cookie_table_find (&priv->table, name, &position))
    {
      set_no_cookie_error (name, error);
      return FALSE;
    }

  morsel = g_object_ref (cookie_table_get_morsel (&priv->table, position));
  if (!morsel->expired)
    {
      own_name = g_strdup (name);
      value = get_lasting_value (self, own_name, morsel, error);
      if (value == NULL)
        return FALSE;

      coded = cookie_base_cookie_value_encode (self, own_name, value, error);
      if (coded == NULL || !cookie_morsel_check_coded (own_name, coded, error))
        return FALSE;

      /* a codec may have removed it */
      if (cookie_base_cookie_get (self, own_name) != morsel)
        {
          set_no_cookie_error (own_name, error);
          return FALSE;
        }

      cookie_base_cookie_change_value (self, morsel, g_steal_pointer (&coded), value);
    }
  cookie_morsel_changed (morsel);

  return TRUE;
}
