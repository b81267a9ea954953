/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-soup-origin.h"

#include <cookie-glib/core/domain.h>

#include <string.h>

G_DEFINE_FLAGS_TYPE (CookieSoupOriginFlags, cookie_soup_origin_flags,
                     G_DEFINE_ENUM_VALUE (COOKIE_SOUP_ORIGIN_NONE, "none"),
                     G_DEFINE_ENUM_VALUE (COOKIE_SOUP_ORIGIN_TRUST_FORWARDED, "trust-forwarded"),
                     G_DEFINE_ENUM_VALUE (COOKIE_SOUP_ORIGIN_TRUST_X_FORWARDED, "trust-x-forwarded"))

/* The end of a token or quoted text that starts at @text: @delimiter outside of quotes, or the NUL. */
static const char *
find_end (const char *text,
          char        delimiter)
{
  gboolean is_quoted = FALSE;

  for (; *text != '\0' && (is_quoted || *text != delimiter); text++)
    {
      if (*text == '"')
        is_quoted = !is_quoted;
      else if (is_quoted && *text == '\\' && text[1] != '\0')
        text++;
    }

  return text;
}

static gboolean
is_escaped (const char *text,
            const char *p)
{
  const char *start = p;

  while (start > text && start[-1] == '\\')
    start--;

  return (p - start) % 2 == 1;
}

/* The start of the last element. Quotes are read from the end, where the nearest proxy has closed all of its
 * own: what a client has written before them can open none. NULL if the proxy has not.
 */
static const char *
find_last_element (const char *list,
                   const char *end,
                   gboolean    has_quotes)
{
  gboolean is_quoted = FALSE;
  const char *p = end;

  for (; p > list && (is_quoted || p[-1] != ','); p--)
    if (has_quotes && p[-1] == '"' && !(is_quoted && is_escaped (list, p - 1)))
      is_quoted = !is_quoted;

  return is_quoted ? NULL : p;
}

/* The last element of the last field, the one that the nearest proxy has added. Empty elements do not count
 * (RFC 9110, §5.6.1.2).
 */
static char *
copy_last_element (SoupMessageHeaders *headers,
                   const char         *field_name,
                   gboolean            has_quotes)
{
  SoupMessageHeadersIter iter;
  const char *name, *value;
  char *element = NULL;

  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    {
      const char *end = value + strlen (value);
      const char *start;

      while (end > value && (g_ascii_isspace (end[-1]) || end[-1] == ','))
        end--;
      if (end == value || g_ascii_strcasecmp (name, field_name) != 0)
        continue;

      start = find_last_element (value, end, has_quotes);
      g_free (element);
      element = start != NULL ? g_strstrip (g_strndup (start, end - start)) : NULL;
    }

  return element;
}

static char *
unquote (const char *text,
         gsize       length)
{
  g_autofree char *copy = g_strstrip (g_strndup (text, length));
  gsize copy_length = strlen (copy);
  GString *plain;

  if (copy_length < 2 || copy[0] != '"' || copy[copy_length - 1] != '"')
    return g_steal_pointer (&copy);

  plain = g_string_new (NULL);
  for (gsize i = 1; i < copy_length - 1; i++)
    {
      if (copy[i] == '\\' && i + 1 < copy_length - 1)
        i++;
      g_string_append_c (plain, copy[i]);
    }

  return g_string_free (plain, FALSE);
}

/* RFC 7239, §4. */
static void
read_forwarded (SoupMessageHeaders  *headers,
                char               **scheme,
                char               **host)
{
  g_autofree char *element = copy_last_element (headers, "Forwarded", TRUE);
  const char *pair = element;

  while (pair != NULL && *pair != '\0')
    {
      const char *end = find_end (pair, ';');
      const char *equals = memchr (pair, '=', end - pair);

      if (equals != NULL)
        {
          g_autofree char *name = g_strstrip (g_strndup (pair, equals - pair));
          char **value = NULL;

          if (g_ascii_strcasecmp (name, "proto") == 0)
            value = scheme;
          else if (g_ascii_strcasecmp (name, "host") == 0)
            value = host;
          if (value != NULL && *value == NULL)
            *value = unquote (equals + 1, end - (equals + 1));
        }

      pair = *end == ';' ? end + 1 : end;
    }
}

static const char *
get_known_scheme (const char *scheme)
{
  if (scheme != NULL && g_ascii_strcasecmp (scheme, "https") == 0)
    return "https";
  if (scheme != NULL && g_ascii_strcasecmp (scheme, "http") == 0)
    return "http";

  return NULL;
}

/* Reads a host, perhaps with a port, as a browser writes a Host field: nothing in it is percent-encoded. */
static gboolean
parse_host (const char  *text,
            const char  *scheme,
            char       **host,
            int         *port)
{
  g_autofree char *address = g_strdup_printf ("%s://%s/", scheme, text);
  g_autoptr (GUri) uri = NULL;

  if (g_str_is_ascii (text) && strpbrk (text, "%/?#@\\") == NULL)
    uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL || !cookie_domain_is_possible (g_uri_get_host (uri)))
    return FALSE;

  *host = g_strdup (g_uri_get_host (uri));
  *port = g_uri_get_port (uri);

  return TRUE;
}

/* libsoup makes its URI with any text of a Host field, which can then reach into the path. */
static gboolean
has_possible_host (SoupServerMessage *msg)
{
  GUri *uri = soup_server_message_get_uri (msg);
  const char *field = soup_message_headers_get_one (soup_server_message_get_request_headers (msg), "Host");
  g_autofree char *host = NULL;
  int port;

  return uri != NULL && g_uri_get_host (uri) != NULL && cookie_domain_is_possible (g_uri_get_host (uri)) &&
         (field == NULL || parse_host (field, g_uri_get_scheme (uri), &host, &port));
}

/**
 * cookie_soup_get_origin:
 * @msg: a message of a [class@Soup.Server]
 * @flags: the header fields to trust
 *
 * Gets the URI that the browser sees.
 *
 * Behind a proxy that ends TLS, the URI of the message starts with `http`, and a diagnosis
 * against it would call every `Secure` cookie refused. With a flag, the scheme and the host
 * are those that the proxy reports. Of the two kinds of fields, if both are trusted,
 * `Forwarded` counts first.
 *
 * If there are several fields of a name, or a field has several elements, the last element
 * of the last field counts, since the nearest proxy has added it; earlier ones may come from
 * the client. Empty elements are ignored (RFC 9110, §5.6.1.2). In `Forwarded`, a comma in
 * quotes does not separate elements (RFC 7239, §4). Quotes are matched from the end of the
 * field, so a quote that the client has left open cannot hide the element of the proxy. In
 * `X-Forwarded-Proto` and `X-Forwarded-Host`, quotes mean nothing.
 *
 * A host consists of letters, digits, `-`, `_` and dots, or is an IP address, an IPv6 address
 * in brackets; a port can follow. Another text, and a scheme other than `http` and `https`,
 * is ignored: the scheme or host is then that of the message. Path and query are those of the
 * message.
 *
 * Returns: (transfer full) (nullable): the URI; `NULL` for a message that has none, because
 *   it could not be read, or because its own host (`Host`) is not one
 *
 * Since: 1.0
 */
GUri *
cookie_soup_get_origin (SoupServerMessage     *msg,
                        CookieSoupOriginFlags  flags)
{
  g_autofree char *trusted_scheme = NULL, *trusted_host = NULL, *host = NULL;
  SoupMessageHeaders *headers;
  const char *scheme;
  GUri *uri;
  int port;

  g_return_val_if_fail (SOUP_IS_SERVER_MESSAGE (msg), NULL);

  if (!has_possible_host (msg))
    return NULL;

  uri = soup_server_message_get_uri (msg);
  headers = soup_server_message_get_request_headers (msg);
  if ((flags & COOKIE_SOUP_ORIGIN_TRUST_FORWARDED) != 0)
    read_forwarded (headers, &trusted_scheme, &trusted_host);
  if ((flags & COOKIE_SOUP_ORIGIN_TRUST_X_FORWARDED) != 0)
    {
      if (trusted_scheme == NULL)
        trusted_scheme = copy_last_element (headers, "X-Forwarded-Proto", FALSE);
      if (trusted_host == NULL)
        trusted_host = copy_last_element (headers, "X-Forwarded-Host", FALSE);
    }

  scheme = get_known_scheme (trusted_scheme);
  if (scheme == NULL)
    scheme = g_uri_get_scheme (uri);

  if (trusted_host == NULL || !parse_host (trusted_host, scheme, &host, &port))
    {
      const int default_port = g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80;

      host = g_strdup (g_uri_get_host (uri));
      port = g_uri_get_port (uri) == default_port ? -1 : g_uri_get_port (uri);
    }

  return g_uri_build (SOUP_HTTP_URI_FLAGS, scheme, NULL, host, port,
                      g_uri_get_path (uri), g_uri_get_query (uri), NULL);
}
