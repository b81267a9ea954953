/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-base-cookie-private.h"

/* The output of a dictionary. */

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

/* Whether a schema says the attributes of a pair. */
static gboolean
has_attributes (CookieBaseCookie *self,
                guint             position)
{
  CookieBaseCookiePrivate *priv = cookie_base_cookie_get_private (self);
  const char *name;
  gsize length;

  if (priv->schema == NULL)
    return FALSE;

  name = cookie_table_get_key (&priv->table, position, &length);

  return cookie_schema_find (priv->schema, name, length) != NULL;
}

/**
 * cookie_base_cookie_output:
 * @self: a cookie dictionary
 * @attrs: (nullable) (array zero-terminated=1): the names of the attributes to print,
 *   in any case; `NULL` prints all that are set
 * @header: (nullable): the text before each cookie; `NULL` for `Set-Cookie:`
 * @sep: (nullable): the text between two cookies; `NULL` for a carriage return and
 *   a line feed
 *
 * Prints a `Set-Cookie` header field for each cookie, sorted by name.
 *
 * @header and @sep are printed unchanged.
 *
 * ```c
 * g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
 * g_autofree char *text = NULL;
 *
 * cookie_base_cookie_set_string (cookie, "theme", "dark", NULL);
 * text = cookie_base_cookie_output (cookie, NULL, NULL, NULL);
 * // Set-Cookie: theme=dark
 * ```
 *
 * Returns: (transfer full): the header fields; the empty string if there is no cookie
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
  string = g_string_sized_new (128);
  for (guint i = 0; i < size; i++)
    {
      guint position;

      if (i > 0)
        g_string_append (string, sep != NULL ? sep : "\r\n");
      g_string_append (string, header != NULL ? header : "Set-Cookie:");
      g_string_append_c (string, ' ');

      position = cookie_table_get_position (table, i);
      if (cookie_table_is_pair (table, position) && !has_attributes (self, position))
        append_pair (table, position, string);
      else
        cookie_morsel_append (cookie_table_get_morsel (table, position), attrs, string);
    }

  return g_string_free (string, FALSE);
}

/**
 * cookie_base_cookie_js_output:
 * @self: a cookie dictionary
 * @attrs: (nullable) (array zero-terminated=1): the names of the attributes to print,
 *   in any case; `NULL` prints all that are set
 *
 * Prints a `script` element for each cookie, sorted by name.
 *
 * See [method@Cookie.Morsel.js_output].
 *
 * Returns: (transfer full): the elements, to embed in HTML
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
 * cookie_base_cookie_to_cookie_header:
 * @self: a cookie dictionary
 *
 * Prints the value of the `Cookie` header field that a client sends.
 *
 * The cookies have the order in which they were added; expired ones are left out
 * (draft-ietf-httpbis-rfc6265bis-22, §5.8.3).
 *
 * Returns: (transfer full): for example `fig=newton; sugar=wafer`
 *
 * Since: 1.0
 */
char *
cookie_base_cookie_to_cookie_header (CookieBaseCookie *self)
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
      if (cookie_table_is_expired (table, i))
        continue;
      if (string->len > 0)
        g_string_append (string, "; ");
      append_pair (table, i, string);
    }

  return g_string_free (string, FALSE);
}
