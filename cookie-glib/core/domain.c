/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "domain.h"

#include "host.h"

#include <string.h>

/* Whether @host is an IP address. As in a URI, an IPv6 address is in brackets. */
gboolean
cookie_host_is_ip_address (const char *host)
{
  return *host == '[' || g_hostname_is_ip_address (host);
}

/* Whether any host has @domain, which is in lower case: labels of letters, digits, `-` and `_`, and a
 * dot at the end of the whole at most.
 */
gboolean
cookie_domain_is_possible (const char *domain)
{
  char before = '.';

  if (cookie_host_is_ip_address (domain))
    return TRUE;

  for (const char *p = domain; *p != '\0'; before = *p++)
    if (*p == '.' ? before == '.' : !g_ascii_isalnum (*p) && *p != '-' && *p != '_')
      return FALSE;

  return *domain != '\0';
}

/* Whether @host domain-matches @domain (RFC 6265bis §5.1.3). Both are in lower case. */
gboolean
cookie_domain_match (const char *host,
                     const char *domain)
{
  gsize host_length = strlen (host);
  gsize domain_length = strlen (domain);
  const char *suffix;

  if (domain_length > host_length)
    return FALSE;

  suffix = host + host_length - domain_length;
  if (strcmp (suffix, domain) != 0)
    return FALSE;

  return suffix == host || (suffix[-1] == '.' && !cookie_host_is_ip_address (host));
}

/* Whether @host is localhost or a loopback address. Browsers treat connections to it as secure. */
gboolean
cookie_host_is_loopback (const char *host)
{
  return cookie_domain_match (host, "localhost") ||
         cookie_domain_match (host, "localhost.") ||
         strcmp (host, "[::1]") == 0 ||
         (g_str_has_prefix (host, "127.") && cookie_host_is_ip_address (host));
}

/* Returns the host of a URI as a browser compares it, or NULL if there is none, or none for a browser. */
char *
cookie_host_of_uri (GUri *uri)
{
  const char *host = g_uri_get_host (uri);

  return host != NULL ? cookie_host_canonicalize (host) : NULL;
}
