/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-base-cookie-private.h"

#include "codecs/cookie-string-codec.h"
#include "loader.h"
#include "signals.h"
#include "values.h"

#include <string.h>

/* How a header gets into a dictionary. */

/* Puts what was found into the cookie, then tells of it. */
static void
apply (CookieBaseCookie  *self,
       CookieHeader      *header,
       CookieBaseCookie **kept)
{
  CookieBaseCookiePrivate *priv = cookie_base_cookie_get_private (self);
  CookieTable *table = &priv->table;
  gboolean is_watched = cookie_base_cookie_is_watched (self);
  g_autoptr (GArray) touched = NULL;
  g_autoptr (GPtrArray) added = NULL;
  guint old_size, n_added;

  if (!is_watched && cookie_table_is_empty (table))
    {
      cookie_table_load (table, header);
      return;
    }

  g_set_object (kept, self);
  touched = g_array_new (FALSE, FALSE, sizeof (CookieTouched));
  old_size = cookie_table_get_size (table);
  cookie_table_merge (table, header, touched);
  n_added = cookie_table_get_size (table) - old_size;

  /* what the header says is what the browser has */
  for (guint i = 0; i < touched->len; i++)
    cookie_changes_remove (&priv->changes, g_array_index (touched, CookieTouched, i).morsel);

  if (is_watched && n_added > 0)
    {
      added = g_ptr_array_new_full (n_added, g_object_unref);
      for (guint i = 0; i < n_added; i++)
        g_ptr_array_add (added, g_object_ref (cookie_table_get_morsel (table, old_size + i)));

      g_list_model_items_changed (G_LIST_MODEL (self), old_size, 0, n_added);
      for (guint i = 0; i < n_added; i++)
        cookie_base_cookie_morsel_added (self, added->pdata[i]);
    }

  for (guint i = 0; i < touched->len; i++)
    {
      CookieTouched *entry = &g_array_index (touched, CookieTouched, i);

      g_object_thaw_notify (G_OBJECT (entry->morsel));
      if (entry->changed)
        cookie_base_cookie_morsel_changed (self, entry->morsel);
      g_object_unref (entry->morsel);
    }
}

/* Gives the morsels that still have such a text the new one: that is a change, to be sent. */
static void
renew (CookieBaseCookie *self,
       GPtrArray        *rotated)
{
  for (guint i = 0; i < rotated->len; i += 3)
    {
      const char *key = rotated->pdata[i];
      CookieMorsel *morsel = cookie_base_cookie_get (self, key);

      if (morsel != NULL && g_str_equal (cookie_morsel_get_coded_value (morsel), rotated->pdata[i + 1]))
        cookie_base_cookie_set_coded (self, key, cookie_morsel_get_value (morsel), rotated->pdata[i + 2], NULL);
    }
}

/**
 * cookie_base_cookie_get_diagnostics:
 * @self: a cookie
 *
 * Gets what was skipped, repaired or shadowed when a header was last loaded.
 *
 * That is also so for a header that could not be loaded: then the diagnostics
 * say why, and where. No more than 100 are kept; one more, with the code `MORE`,
 * counts the rest. They are ordered by where they point; the offsets are those in
 * the header as it was given to [method@Cookie.BaseCookie.load].
 *
 * Returns: (transfer container) (element-type CookieDiagnostic): the diagnostics;
 *   empty if nothing was wrong
 *
 * Since: 1.0
 */
GPtrArray *
cookie_base_cookie_get_diagnostics (CookieBaseCookie *self)
{
  CookieBaseCookiePrivate *priv;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);

  /* Which names are there twice is found out when the names are sorted. */
  priv = cookie_base_cookie_get_private (self);
  cookie_table_get_size (&priv->table);

  return cookie_findings_list (&priv->findings, priv->input_length);
}

/* Tells whoever listens. */
static void
emit_rejected (CookieBaseCookie *self)
{
  g_autoptr (GPtrArray) diagnostics = NULL;

  if (cookie_base_cookie_get_private (self)->findings.diagnostics == NULL || !cookie_base_cookie_is_watched (self))
    return;

  diagnostics = cookie_base_cookie_get_diagnostics (self);

  g_object_ref (self);
  for (guint i = 0; i < diagnostics->len; i++)
    cookie_base_cookie_rejected (self, diagnostics->pdata[i]);
  g_object_unref (self);
}

static GVariant *
decode_cb (const char  *name,
           const char  *coded_value,
           gpointer     user_data,
           GError     **error)
{
  return cookie_base_cookie_value_decode (user_data, name, coded_value, error);
}

static gboolean
load (CookieBaseCookie  *self,
      const char        *input,
      gsize              length,
      GError           **error)
{
  CookieBaseCookiePrivate *priv = cookie_base_cookie_get_private (self);
  gboolean is_overridden = COOKIE_BASE_COOKIE_GET_CLASS (self)->value_decode != cookie_base_cookie_real_value_decode;
  gboolean is_string = priv->codec != NULL && COOKIE_IS_STRING_CODEC (priv->codec);
  gboolean decodes = is_overridden || (priv->codec != NULL && !is_string);
  guint size = cookie_table_is_empty (&priv->table) ? 0 : cookie_table_get_size (&priv->table);
  CookieLoader loader = {
    .profile = priv->profile,
    .room = priv->max_pairs - MIN (size, priv->max_pairs),
    .max_pairs = priv->max_pairs,
    .max_length = priv->max_length,
    .unquote = is_string,
    .decode = decodes ? decode_cb : NULL,
    .user_data = self,
    .findings = &priv->findings,
  };
  g_autoptr (CookieBaseCookie) kept = NULL;
  GPtrArray *outer = priv->rotated;
  g_autoptr (GPtrArray) rotated = NULL;
  CookieHeader *header;

  if (priv->signed_codec != NULL)
    rotated = g_ptr_array_new_with_free_func (g_free);

  /* an override may drop the last reference */
  if (decodes)
    g_set_object (&kept, self);

  cookie_findings_clear (&priv->findings);
  priv->input_length = length;

  priv->rotated = rotated;
  header = cookie_loader_read (&loader, input, length, error);
  priv->rotated = outer;

  if (header != NULL && header->n_pairs > 0)
    apply (self, header, &kept);
  else if (header != NULL)
    cookie_header_unref (header);

  if (header != NULL && rotated != NULL)
    renew (self, rotated);

  emit_rejected (self);

  return header != NULL;
}

/**
 * cookie_base_cookie_load:
 * @self: a cookie
 * @header: the value of a `Cookie:` header
 * @error: return location for a [error@Cookie.Error]
 *
 * Reads a header, as the [property@Cookie.BaseCookie:profile] says, and adds the
 * cookies in it; all of them or, on an error, none.
 *
 * A cookie that is there already gets its new value. A header that is not valid
 * UTF-8 is read as ISO-8859-1. In no profile is a name decoded or changed.
 *
 * Under `COOKIE_PROFILE_RFC6265` content is no reason to fail: what cannot be
 * read is skipped. In the other profiles, sets `COOKIE_ERROR_ILLEGAL_KEY`,
 * `COOKIE_ERROR_ILLEGAL_VALUE`, `COOKIE_ERROR_INVALID_ATTRIBUTE`,
 * `COOKIE_ERROR_SYNTAX`, and what the codec sets. In any profile sets
 * `COOKIE_ERROR_LIMIT` for a header that is longer than
 * [property@Cookie.BaseCookie:max-length], or that has too many pairs
 * ([property@Cookie.BaseCookie:max-pairs]).
 *
 * What was skipped or repaired is told by [method@Cookie.BaseCookie.get_diagnostics]
 * and [signal@Cookie.BaseCookie::rejected].
 *
 * Returns: whether the header was read
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

  return load (self, header, strlen (header), error);
}

/**
 * cookie_base_cookie_load_bytes:
 * @self: a cookie
 * @header: the value of a `Cookie:` header
 * @error: return location for a [error@Cookie.Error]
 *
 * Reads a header that may hold any bytes, as [method@Cookie.BaseCookie.load]
 * does, and with the same errors.
 *
 * Returns: whether the header was read
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

  return load (self, length > 0 ? input : "", length, error);
}
