/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "edit.h"

#include "cookie-base-cookie-private.h"
#include "properties.h"
#include "signals.h"
#include "unmade.h"

#include <string.h>

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

/* What the schema says of a name; NULL if there is nothing. */
static const CookieSchemaEntry *
find_entry (CookieBaseCookie *self,
            const char       *name)
{
  CookieSchema *schema = cookie_base_cookie_get_private (self)->schema;

  return schema != NULL ? cookie_schema_find (schema, name, strlen (name)) : NULL;
}

/* A new morsel, with the attributes that the schema says; takes the text. Without @value, it is the string
 * that the text is when it is unquoted.
 */
CookieMorsel *
cookie_base_cookie_create_morsel (CookieBaseCookie *self,
                                  const char       *name,
                                  char             *coded_value,
                                  GVariant         *value)
{
  const CookieSchemaEntry *entry = find_entry (self, name);
  CookieMorsel *morsel = cookie_morsel_new_loaded (g_strdup (name), coded_value, value, value == NULL);

  if (entry != NULL)
    cookie_morsel_share_attributes (morsel, entry->attributes);

  return morsel;
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

/* Sets a string in the place of an @item that is a pair, or adds it if that is NULL. Its morsel is made when
 * somebody asks for it. The caller has begun a call.
 */
void
cookie_base_cookie_put_string (CookieBaseCookie *self,
                               CookieItem       *item,
                               const char       *name,
                               const char       *coded_value)
{
  CookieBaseCookiePrivate *priv = cookie_base_cookie_get_private (self);
  CookieHeader *pair = cookie_header_new_pair (name, coded_value);

  pair->schema = priv->schema;
  if (item != NULL)
    {
      cookie_unmade_replace (&priv->table, item, pair);
    }
  else
    {
      guint position = cookie_table_get_size (&priv->table);

      cookie_unmade_add (&priv->table, pair);
      cookie_base_cookie_items_changed (self, position, 0, 1);
    }
  cookie_base_cookie_changes_updated (self);
}

/* Sets the value and the text, which it takes, of a morsel, which is as old as it is now: it has its whole
 * Max-Age again. Returns whether anything changed, and notifies of the properties.
 */
gboolean
cookie_base_cookie_change_value (CookieBaseCookie *self,
                                 CookieMorsel     *morsel,
                                 char             *coded_value,
                                 GVariant         *value)
{
  const CookieSchemaEntry *entry = morsel->is_shortened ? find_entry (self, morsel->key) : NULL;
  gboolean changed;

  if (entry == NULL)
    return cookie_morsel_assign (morsel, coded_value, value, value == NULL);

  g_object_freeze_notify (G_OBJECT (morsel));
  changed = cookie_morsel_take_attribute (morsel, COOKIE_ATTRIBUTE_MAX_AGE,
                                          entry->attributes->attributes->kinds[COOKIE_ATTRIBUTE_MAX_AGE],
                                          g_strdup (entry->attributes->attributes->texts[COOKIE_ATTRIBUTE_MAX_AGE]));
  changed |= cookie_morsel_assign (morsel, coded_value, value, value == NULL);
  g_object_thaw_notify (G_OBJECT (morsel));

  return changed;
}

/* Sets a value, or the string that the text is when it is unquoted, and the text, which it takes. @morsel is
 * the one that has the name, or NULL. The caller has begun a call.
 */
void
cookie_base_cookie_assign (CookieBaseCookie *self,
                           CookieMorsel     *morsel,
                           const char       *name,
                           GVariant         *value,
                           char             *coded_value)
{
  g_autoptr (CookieMorsel) kept = NULL; /* a handler may drop the last reference */

  if (morsel != NULL)
    {
      kept = g_object_ref (morsel);
      if (cookie_base_cookie_change_value (self, morsel, coded_value, value))
        cookie_morsel_changed (morsel);
    }
  else
    {
      kept = cookie_base_cookie_create_morsel (self, name, coded_value, value);
      cookie_base_cookie_add (self, kept);
    }
}
