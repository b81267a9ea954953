/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-soup-headers.h"

#include <cookie-glib/cookie-glib.h>

/* Copies the values of all fields of a name, each by itself: soup_message_headers_get_list () joins
 * them with a comma, which does not separate cookies.
 */
static char **
copy_fields (SoupMessageHeaders *headers,
             const char         *field_name)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  SoupMessageHeadersIter iter;
  const char *name, *value;

  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    if (g_ascii_strcasecmp (name, field_name) == 0)
      g_ptr_array_add (fields, g_strdup (value));
  g_ptr_array_add (fields, NULL);

  return (char **) g_ptr_array_steal (fields, NULL);
}

/**
 * cookie_soup_load_headers:
 * @cookie: a cookie dictionary
 * @request_headers: the header fields of a request
 * @error: return location for a [error@Cookie.Error]
 *
 * Reads all `Cookie` fields of a request into a cookie dictionary.
 *
 * An HTTP/2 request has one field for each cookie, as a rule. Each field is read by itself,
 * and all of them are loaded or, on an error, none. If two fields have the same name, the
 * first value is used, except in the profile `PYTHON`. A request without `Cookie` fields
 * changes nothing.
 *
 * Do not join the fields with [method@Soup.MessageHeaders.get_list], which puts a comma
 * between them: `b=2` and `c=3` would become one cookie.
 *
 * Sets the errors of [method@Cookie.BaseCookie.load_fields]; in the profile `RFC6265`, that
 * is only `COOKIE_ERROR_LIMIT`.
 *
 * Returns: whether the fields were read
 *
 * Since: 1.0
 */
gboolean
cookie_soup_load_headers (CookieBaseCookie    *cookie,
                          SoupMessageHeaders  *request_headers,
                          GError             **error)
{
  g_auto (GStrv) fields = NULL;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (cookie), FALSE);
  g_return_val_if_fail (request_headers != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  fields = copy_fields (request_headers, "Cookie");

  return cookie_base_cookie_load_fields (cookie, (const char * const *) fields, error);
}

static gboolean
varies_by_cookie (SoupMessageHeaders *headers)
{
  const char *vary = soup_message_headers_get_list (headers, "Vary");

  return vary != NULL && (soup_header_contains (vary, "Cookie") || soup_header_contains (vary, "*"));
}

/**
 * cookie_soup_append_changes:
 * @cookie: a cookie dictionary
 * @response_headers: the header fields of a response
 *
 * Appends a `Set-Cookie` field for each change of a cookie dictionary.
 *
 * The changes are those of [method@Cookie.BaseCookie.get_changes]; they are then marked as
 * sent ([method@Cookie.BaseCookie.clear_changes]). The fields that the response has are
 * kept. If anything is appended, and the response has no `Vary` field with `Cookie` yet,
 * one is appended too, so that a cache does not give the response to another visitor.
 *
 * Call it before the header fields are sent: in a handler of a [class@Soup.Server] or, for
 * the handshake of a WebSocket, in an early handler.
 *
 * A response that depends on the cookies of the request, and changes none, needs `Vary` or
 * `Cache-Control` as well. This function does not know that.
 *
 * Returns: the number of `Set-Cookie` fields that were appended
 *
 * Since: 1.0
 */
guint
cookie_soup_append_changes (CookieBaseCookie   *cookie,
                            SoupMessageHeaders *response_headers)
{
  g_auto (GStrv) fields = NULL;
  guint n_fields;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (cookie), 0);
  g_return_val_if_fail (response_headers != NULL, 0);

  fields = cookie_base_cookie_get_changed_fields (cookie);
  n_fields = g_strv_length (fields);
  if (n_fields == 0)
    return 0;

  for (guint i = 0; i < n_fields; i++)
    soup_message_headers_append (response_headers, "Set-Cookie", fields[i]);
  if (!varies_by_cookie (response_headers))
    soup_message_headers_append (response_headers, "Vary", "Cookie");
  cookie_base_cookie_clear_changes (cookie);

  return n_fields;
}

/**
 * cookie_soup_get_morsels:
 * @response_headers: the header fields of a response
 *
 * Reads the `Set-Cookie` fields of a response as a browser does.
 *
 * A field that browsers ignore has no morsel: see [func@Cookie.Morsel.parse_set_cookie].
 * [func@CookieSoup.diagnose_headers] says which fields those are, and which of the cookies a
 * browser does not keep.
 *
 * Returns: (transfer container) (element-type Cookie.Morsel): the morsels, in the order of
 *   the fields
 *
 * Since: 1.0
 */
GPtrArray *
cookie_soup_get_morsels (SoupMessageHeaders *response_headers)
{
  g_auto (GStrv) fields = NULL;
  GPtrArray *morsels;

  g_return_val_if_fail (response_headers != NULL, NULL);

  fields = copy_fields (response_headers, "Set-Cookie");
  morsels = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; fields[i] != NULL; i++)
    {
      CookieMorsel *morsel = cookie_morsel_parse_set_cookie (fields[i], NULL);

      if (morsel != NULL)
        g_ptr_array_add (morsels, morsel);
    }

  return morsels;
}

/**
 * cookie_soup_diagnose_headers:
 * @response_headers: the header fields of a response
 * @origin: (nullable): the URI of the request: [method@Soup.Message.get_uri] in a client,
 *   [func@CookieSoup.get_origin] in a server; `NULL` leaves out what depends on it
 *
 * Lists what a browser does with the `Set-Cookie` fields of a response, and why.
 *
 * The property [property@Cookie.Diagnostic:field] is the number of the `Set-Cookie` field,
 * from 0 on. See [func@Cookie.diagnose_set_cookie].
 *
 * Returns: (transfer container) (element-type Cookie.Diagnostic): the diagnostics, ordered by
 *   field
 *
 * Since: 1.0
 */
GPtrArray *
cookie_soup_diagnose_headers (SoupMessageHeaders *response_headers,
                              GUri               *origin)
{
  g_auto (GStrv) fields = NULL;

  g_return_val_if_fail (response_headers != NULL, NULL);

  fields = copy_fields (response_headers, "Set-Cookie");

  return cookie_diagnose_set_cookie_fields ((const char * const *) fields, origin, NULL);
}
