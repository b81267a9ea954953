/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-base-cookie-private.h"

#include "call.h"
#include "codecs/name.h"
#include "edit.h"
#include "properties.h"
#include "signals.h"

/* How cookies are removed from a dictionary, and from the browser. */

/**
 * cookie_base_cookie_remove:
 * @self: a cookie dictionary
 * @name: the name of a cookie
 *
 * Removes a cookie from the dictionary.
 *
 * The browser keeps the cookie: use [method@Cookie.BaseCookie.expire] to delete it there.
 *
 * Returns: whether the dictionary had the cookie
 *
 * Since: 1.0
 */
gboolean
cookie_base_cookie_remove (CookieBaseCookie *self,
                           const char       *name)
{
  g_autoptr (CookieCall) call = NULL;
  CookieBaseCookiePrivate *priv;
  g_autoptr (CookieMorsel) morsel = NULL;
  guint position;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  call = cookie_call_begin (self);
  priv = cookie_base_cookie_get_private (self);
  if (!cookie_table_find (&priv->table, name, &position))
    return FALSE;

  /* of a pair, a morsel is made only for a handler */
  if (cookie_table_has_morsel (&priv->table, position) || cookie_base_cookie_is_watched (self))
    {
      morsel = g_object_ref (cookie_table_get_morsel (&priv->table, position));
      cookie_changes_remove (&priv->changes, morsel);
    }
  cookie_table_remove (&priv->table, position);

  cookie_base_cookie_items_changed (self, position, 1, 0);
  if (morsel != NULL)
    cookie_base_cookie_morsel_removed (self, morsel);
  cookie_base_cookie_changes_updated (self);

  return TRUE;
}

/**
 * cookie_base_cookie_clear:
 * @self: a cookie dictionary
 *
 * Removes all cookies and diagnostics from the dictionary.
 *
 * The browser keeps the cookies.
 *
 * Since: 1.0
 */
void
cookie_base_cookie_clear (CookieBaseCookie *self)
{
  g_autoptr (CookieCall) call = NULL;
  CookieBaseCookiePrivate *priv;
  g_autoptr (GPtrArray) removed = NULL;
  g_auto (CookieReports) reports = { 0 };
  guint size;

  g_return_if_fail (COOKIE_IS_BASE_COOKIE (self));

  priv = cookie_base_cookie_get_private (self);
  if (cookie_table_is_text (&priv->table) && !cookie_reports_has_any (&priv->reports) && !priv->had_changes &&
      !cookie_base_cookie_is_watched (self))
    {
      /* no code but the library's runs before the last step */
      cookie_findings_steal (&priv->reports.findings);
      cookie_table_drop_text (&priv->table);
      cookie_base_cookie_notify (self, PROP_N_ITEMS);
      return;
    }

  call = cookie_call_begin (self);
  reports = cookie_reports_steal (&priv->reports);
  if (cookie_table_is_empty (&priv->table))
    return;

  if (!cookie_base_cookie_is_watched (self))
    {
      cookie_changes_clear (&priv->changes);
      cookie_table_clear (&priv->table);
      cookie_base_cookie_notify (self, PROP_N_ITEMS);
      cookie_base_cookie_changes_updated (self);
      return;
    }

  size = cookie_table_get_size (&priv->table);
  removed = g_ptr_array_new_full (size, g_object_unref);
  for (guint i = 0; i < size; i++)
    g_ptr_array_add (removed, g_object_ref (cookie_table_get_morsel (&priv->table, i)));
  cookie_changes_clear (&priv->changes);
  cookie_table_clear (&priv->table);

  cookie_base_cookie_items_changed (self, 0, size, 0);
  for (guint i = 0; i < size; i++)
    cookie_base_cookie_morsel_removed (self, removed->pdata[i]);
  cookie_base_cookie_changes_updated (self);
}

/**
 * cookie_base_cookie_expire:
 * @self: a cookie dictionary
 * @name: the name of a cookie
 * @error: return location for a [error@Cookie.Error]
 *
 * Makes the browser delete a cookie, whether it was read or not.
 *
 * The morsel becomes expired: it is printed so that the browser deletes the cookie, see
 * [method@Cookie.Morsel.expire]. If there is none, one is made, with the empty string as
 * value. Setting the cookie to a value makes it live again.
 *
 * A browser deletes a cookie only if it has the same domain, path and partition, none
 * of which it sends. A [property@Cookie.BaseCookie:schema] says them; without one, set
 * the attributes that the cookie was sent with.
 *
 * A cookie that is expired already and was sent is sent again by
 * [method@Cookie.BaseCookie.touch] only.
 *
 * For a cookie that is not there, sets `COOKIE_ERROR_RESERVED_KEY` if the name is that of
 * an attribute, and `COOKIE_ERROR_ILLEGAL_KEY` if it is not valid
 * ([func@Cookie.name_is_valid]).
 *
 * ```c
 * g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
 * g_autofree char *changes = NULL;
 *
 * cookie_base_cookie_load (cookie, "hint=1; theme=dark", NULL);
 * cookie_base_cookie_expire (cookie, "hint", NULL);
 * changes = cookie_base_cookie_output_changes (cookie, NULL, NULL);
 * // Set-Cookie: hint=; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0
 * ```
 *
 * Returns: whether the cookie is expired now
 *
 * Since: 1.0
 */
gboolean
cookie_base_cookie_expire (CookieBaseCookie  *self,
                           const char        *name,
                           GError           **error)
{
  g_autoptr (CookieCall) call = NULL;
  CookieBaseCookiePrivate *priv;
  g_autoptr (CookieMorsel) morsel = NULL;
  guint position;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  call = cookie_call_begin (self);
  priv = cookie_base_cookie_get_private (self);
  if (cookie_table_find (&priv->table, name, &position))
    {
      morsel = g_object_ref (cookie_table_get_morsel (&priv->table, position));
      cookie_morsel_expire (morsel);
    }
  else
    {
      if (!cookie_name_check (name, error))
        return FALSE;

      morsel = cookie_base_cookie_create_morsel (self, name, g_strdup (""), NULL);
      cookie_morsel_expire (morsel);
      cookie_base_cookie_add (self, morsel);
    }

  return TRUE;
}
