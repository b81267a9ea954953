/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-base-cookie-private.h"

#include "call.h"
#include "codecs/cookie-string-codec.h"
#include "codecs/name.h"
#include "cookie-error-private.h"
#include "edit.h"
#include "signals.h"
#include "values.h"

#include <string.h>

/* Whether a string is sent as cookie_quote () writes it: nobody else has to be asked. */
static gboolean
sends_string_quoted (CookieBaseCookie *self,
                     const char       *name)
{
  CookieBaseCookiePrivate *priv = cookie_base_cookie_get_private (self);

  return COOKIE_BASE_COOKIE_GET_CLASS (self)->value_encode == cookie_base_cookie_real_value_encode &&
         priv->codec != NULL && COOKIE_IS_STRING_CODEC (priv->codec) &&
         (priv->schema == NULL || cookie_schema_lookup_codec (priv->schema, name) == NULL);
}

/* Sets a string, without a GVariant of it. */
static gboolean
set_quoted (CookieBaseCookie  *self,
            const char        *name,
            const char        *value,
            GError           **error)
{
  CookieTable *table = &cookie_base_cookie_get_private (self)->table;
  g_autoptr (CookieCall) call = NULL;
  CookieItem *item = NULL;
  g_autofree char *coded = NULL;
  guint position;

  if (!cookie_name_check (name, error))
    return FALSE;

  call = cookie_call_begin (self);
  if (cookie_table_find (table, name, &position))
    {
      item = cookie_table_lend (table, position);
      if (!cookie_table_is_expired (table, position) && g_strcmp0 (cookie_item_get_string (item), value) == 0)
        return TRUE;
    }

  coded = cookie_quote (value);
  if ((item == NULL || cookie_table_is_pair (table, position)) &&
      strlen (name) + strlen (coded) < COOKIE_MAX_KEPT_LENGTH && !cookie_base_cookie_is_watched (self))
    cookie_base_cookie_put_string (self, item, name, coded);
  else
    cookie_base_cookie_assign (self, item != NULL ? cookie_table_get_morsel (table, position) : NULL,
                               name, NULL, g_steal_pointer (&coded));

  return TRUE;
}

/**
 * cookie_base_cookie_set_string:
 * @self: a cookie dictionary
 * @name: the name of the cookie
 * @value: a string
 * @error: return location for a [error@Cookie.Error]
 *
 * Sets the value of a cookie to a string.
 *
 * Sets the errors of [method@Cookie.BaseCookie.set], and `COOKIE_ERROR_ILLEGAL_VALUE` if
 * the string is not UTF-8.
 *
 * ```c
 * g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
 * g_autoptr (GError) error = NULL;
 *
 * if (!cookie_base_cookie_set_string (cookie, "a b", "dark", &error))
 *   g_print ("%s\n", error->message); // the name, the rule and the offset
 * ```
 *
 * Returns: whether the cookie was set
 *
 * Since: 1.0
 */
gboolean
cookie_base_cookie_set_string (CookieBaseCookie  *self,
                               const char        *name,
                               const char        *value,
                               GError           **error)
{
  const char *end;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!g_utf8_validate (value, -1, &end))
    {
      cookie_set_error_at (error, COOKIE_ERROR_ILLEGAL_VALUE, "A string must be UTF-8",
                           value, strlen (value), end - value);
      return FALSE;
    }

  if (sends_string_quoted (self, name))
    return set_quoted (self, name, value, error);

  return cookie_base_cookie_set (self, name, g_variant_new_string (value), error);
}
