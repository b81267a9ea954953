/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-base-cookie-private.h"

/* How a cookie is printed. */

/* Appends the name, `=` and the coded value. */
static void
append_pair (CookieTable *table,
             guint        position,
             GString     *string)
{
  gsize length;
  const char *text = cookie_table_get_key (table, position, &length);

  g_string_append_len (string, text, length);
  g_string_append_c (string, '=');
  text = cookie_table_get_coded (table, position, &length);
  g_string_append_len (string, text, length);
}

/**
 * cookie_base_cookie_output:
 * @self: a cookie
 * @attrs: (nullable) (array zero-terminated=1): the attributes to print, in lower
 *   case; `NULL` prints all that are set
 * @header: (nullable): what to print before each; `NULL` for `Set-Cookie:`
 * @sep: (nullable): what to print between two; `NULL` for a carriage return and
 *   a line feed
 *
 * Prints each morsel as a line of an HTTP header, sorted by key.
 *
 * @header and @sep are printed as they are.
 *
 * Returns: (transfer full): the lines; the empty string if there is no morsel
 *
 * Since: 1.0
 */
char *
cookie_base_cookie_output (CookieBaseCookie   *self,
                           const char * const *attrs,
                           const char         *header,
                           const char         *sep)
{
  CookieTable *table;
  GString *string;
  guint size;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);

  table = &cookie_base_cookie_get_private (self)->table;
  size = cookie_table_get_size (table);
  string = g_string_new (NULL);
  for (guint i = 0; i < size; i++)
    {
      guint position;

      if (i > 0)
        g_string_append (string, sep != NULL ? sep : "\r\n");
      g_string_append (string, header != NULL ? header : "Set-Cookie:");
      g_string_append_c (string, ' ');

      position = cookie_table_get_position (table, i);
      if (cookie_table_is_pair (table, position))
        append_pair (table, position, string);
      else
        cookie_morsel_append (cookie_table_get_morsel (table, position), attrs, string);
    }

  return g_string_free (string, FALSE);
}

/**
 * cookie_base_cookie_js_output:
 * @self: a cookie
 * @attrs: (nullable) (array zero-terminated=1): the attributes to print, in lower
 *   case; `NULL` prints all that are set
 *
 * Prints a script for each morsel, as [method@Cookie.Morsel.js_output] does,
 * sorted by key.
 *
 * Returns: (transfer full): `script` elements
 *
 * Since: 1.0
 */
char *
cookie_base_cookie_js_output (CookieBaseCookie   *self,
                              const char * const *attrs)
{
  CookieTable *table;
  GString *string;
  guint size;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);

  table = &cookie_base_cookie_get_private (self)->table;
  size = cookie_table_get_size (table);
  string = g_string_new (NULL);
  for (guint i = 0; i < size; i++)
    cookie_morsel_append_js (cookie_table_get_sorted (table, i), attrs, string);

  return g_string_free (string, FALSE);
}

/**
 * cookie_base_cookie_to_header:
 * @self: a cookie
 *
 * Prints what a client sends in its `Cookie:` header, in the order in which the
 * morsels came (draft-ietf-httpbis-rfc6265bis-22, §5.8.3).
 *
 * Returns: (transfer full): for example `fig=newton; sugar=wafer`
 *
 * Since: 1.0
 */
char *
cookie_base_cookie_to_header (CookieBaseCookie *self)
{
  CookieTable *table;
  GString *string;
  guint size;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);

  table = &cookie_base_cookie_get_private (self)->table;
  size = cookie_table_get_size (table);
  string = g_string_new (NULL);
  for (guint i = 0; i < size; i++)
    {
      if (i > 0)
        g_string_append (string, "; ");
      append_pair (table, i, string);
    }

  return g_string_free (string, FALSE);
}
