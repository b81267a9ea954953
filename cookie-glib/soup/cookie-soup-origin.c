/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-soup-origin.h"

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

/* The last element of a list: the one that the nearest proxy has added. */
static char *
copy_last_element (SoupMessageHeaders *headers,
                   const char         *field_name)
{
  const char *list = soup_message_headers_get_list (headers, field_name);
  const char *element = list;

  if (list == NULL)
    return NULL;

  for (const char *end = find_end (list, ','); *end != '\0'; end = find_end (element, ','))
    element = end + 1;

  return g_strstrip (g_strdup (element));
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
  g_autofree char *element = copy_last_element (headers, "Forwarded");
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

/* Reads a host, perhaps with a port, as a Host field has it. */
static gboolean
parse_host (const char  *text,
            const char  *scheme,
            char       **host,
            int         *port)
{
  g_autofree char *address = g_strdup_printf ("%s://%s/", scheme, text);
  g_autoptr (GUri) uri = NULL;

  if (strpbrk (text, "/?#@\\ \t") == NULL)
    uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL || *g_uri_get_host (uri) == '\0')
    return FALSE;

  *host = g_strdup (g_uri_get_host (uri));
  *port = g_uri_get_port (uri);

  return TRUE;
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
 * are those that the proxy reports. If a field has several elements, the last one counts,
 * since the nearest proxy has added it; earlier ones may come from the client. Of the two
 * kinds of fields, if both are trusted, `Forwarded` counts first.
 *
 * What is not a host, and a scheme other than `http` and `https`, is ignored. Path and query
 * are those of the message.
 *
 * Returns: (transfer full) (nullable): the URI; `NULL` for a message that has none, because
 *   it could not be read
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

  uri = soup_server_message_get_uri (msg);
  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return NULL;

  headers = soup_server_message_get_request_headers (msg);
  if ((flags & COOKIE_SOUP_ORIGIN_TRUST_FORWARDED) != 0)
    read_forwarded (headers, &trusted_scheme, &trusted_host);
  if ((flags & COOKIE_SOUP_ORIGIN_TRUST_X_FORWARDED) != 0)
    {
      if (trusted_scheme == NULL)
        trusted_scheme = copy_last_element (headers, "X-Forwarded-Proto");
      if (trusted_host == NULL)
        trusted_host = copy_last_element (headers, "X-Forwarded-Host");
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
