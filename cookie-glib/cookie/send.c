/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-base-cookie-private.h"

/* What has to be sent to the browser, so that it has what this cookie holds. */

/**
 * cookie_base_cookie_expire:
 * @self: a cookie
 * @key: the name of a cookie
 *
 * Makes a morsel the one that removes itself from the browser, as
 * [method@Cookie.Morsel.expire] does.
 *
 * The browser only removes what it has under the same domain, path and partition,
 * none of which it sends: set the attributes that the cookie was sent with first.
 * The morsel stays here until it is removed.
 *
 * Returns: whether there is a morsel of that name
 *
 * Since: 1.0
 */
gboolean
cookie_base_cookie_expire (CookieBaseCookie *self,
                           const char       *key)
{
  CookieMorsel *morsel;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  morsel = cookie_base_cookie_get (self, key);
  if (morsel != NULL)
    cookie_morsel_expire (morsel);

  return morsel != NULL;
}

/**
 * cookie_base_cookie_get_changes:
 * @self: a cookie
 *
 * Gets the morsels that have to be sent, so that the browser has what is here:
 * those that were added, changed or expired.
 *
 * What [method@Cookie.BaseCookie.load] reads is what the browser has, and no
 * change; neither is setting a value again that is there already. Once the changes
 * are sent, [method@Cookie.BaseCookie.commit] starts anew. A morsel that was
 * removed from here is not sent: use [method@Cookie.BaseCookie.expire].
 *
 * Returns: (transfer container) (element-type CookieMorsel): the morsels, sorted by key
 *
 * Since: 1.0
 */
GPtrArray *
cookie_base_cookie_get_changes (CookieBaseCookie *self)
{
  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);

  return cookie_changes_list (&cookie_base_cookie_get_private (self)->changes);
}

/**
 * cookie_base_cookie_output_changes:
 * @self: a cookie
 * @header: (nullable): what to print before each; `NULL` for `Set-Cookie:`
 * @sep: (nullable): what to print between two; `NULL` for a carriage return and
 *   a line feed
 *
 * Prints what [method@Cookie.BaseCookie.get_changes] returns, as
 * [method@Cookie.BaseCookie.output] prints all morsels.
 *
 * Returns: (transfer full): the lines; the empty string if nothing has changed
 *
 * Since: 1.0
 */
char *
cookie_base_cookie_output_changes (CookieBaseCookie *self,
                                   const char       *header,
                                   const char       *sep)
{
  g_autoptr (GPtrArray) changes = NULL;
  GString *string;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);

  changes = cookie_base_cookie_get_changes (self);
  string = g_string_new (NULL);
  for (guint i = 0; i < changes->len; i++)
    {
      if (i > 0)
        g_string_append (string, sep != NULL ? sep : "\r\n");
      cookie_morsel_append_line (changes->pdata[i], NULL, header, string);
    }

  return g_string_free (string, FALSE);
}

/**
 * cookie_base_cookie_commit:
 * @self: a cookie
 *
 * Says that the browser has what is here: there are no changes any more.
 *
 * Since: 1.0
 */
void
cookie_base_cookie_commit (CookieBaseCookie *self)
{
  g_return_if_fail (COOKIE_IS_BASE_COOKIE (self));

  cookie_changes_clear (&cookie_base_cookie_get_private (self)->changes);
}
