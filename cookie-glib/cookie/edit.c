/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "edit.h"

#include "cookie-base-cookie-private.h"
#include "properties.h"
#include "signals.h"

/* Notifies if there are changes now and were none before, or the reverse. */
void
cookie_base_cookie_changes_updated (CookieBaseCookie *self)
{
  CookieBaseCookiePrivate *priv = cookie_base_cookie_get_private (self);
  gboolean has_changes = !cookie_changes_is_empty (&priv->changes);

  if (priv->had_changes == has_changes)
    return;

  priv->had_changes = has_changes;
  cookie_base_cookie_notify (self, PROP_HAS_CHANGES);
}

/* Adds a morsel whose name is not there yet. The caller has begun a call. */
void
cookie_base_cookie_add (CookieBaseCookie *self,
                        CookieMorsel     *morsel)
{
  CookieBaseCookiePrivate *priv = cookie_base_cookie_get_private (self);
  g_autoptr (CookieMorsel) added = g_object_ref (morsel);
  guint position = cookie_table_get_size (&priv->table);

  cookie_table_append (&priv->table, g_object_ref (morsel));
  cookie_changes_add (&priv->changes, morsel);

  cookie_base_cookie_items_changed (self, position, 0, 1);
  cookie_base_cookie_morsel_added (self, morsel);
  cookie_base_cookie_changes_updated (self);
}

/* Sets a value and its text. The caller has begun a call. */
void
cookie_base_cookie_assign (CookieBaseCookie *self,
                           const char       *name,
                           GVariant         *value,
                           const char       *coded_value)
{
  CookieTable *table = &cookie_base_cookie_get_private (self)->table;
  g_autoptr (CookieMorsel) morsel = NULL;
  guint position;

  if (cookie_table_find (table, name, &position))
    {
      morsel = g_object_ref (cookie_table_get_morsel (table, position));
      if (cookie_morsel_assign (morsel, g_strdup (coded_value), value, FALSE))
        cookie_morsel_changed (morsel);
    }
  else
    {
      morsel = cookie_morsel_new_loaded (g_strdup (name), g_strdup (coded_value), value, FALSE);
      cookie_base_cookie_add (self, morsel);
    }
}
