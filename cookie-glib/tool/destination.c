/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "destination.h"

#include "core/domain.h"
#include "scope.h"

#include <string.h>

/* Which request a browser sends a cookie with: RFC 6265bis §5.8.3 */

static gboolean
is_secure (GUri       *url,
           const char *host)
{
  const char *scheme = g_uri_get_scheme (url);

  return strcmp (scheme, "https") == 0 || strcmp (scheme, "wss") == 0 || cookie_host_is_loopback (host);
}

static Destination
check_host (const Inspection *inspection,
            const char       *host,
            char            **reason)
{
  g_autofree char *own = scope_dup_host (inspection);

  if (scope_is_host_only (inspection))
    {
      if (own == NULL)
        {
          *reason = g_strdup ("it goes only to the host that set it, which --origin says");
          return DESTINATION_UNKNOWN;
        }
      if (strcmp (own, host) != 0)
        *reason = g_strdup_printf ("it goes only to the host %s", own);
    }
  else if (!cookie_domain_match (host, own))
    {
      *reason = g_strdup_printf ("%s is not in the domain %s", host, own);
    }

  return *reason == NULL ? DESTINATION_YES : DESTINATION_NO;
}

static Destination
check_path (const Inspection *inspection,
            GUri             *url,
            char            **reason)
{
  const char *requested = *g_uri_get_path (url) != '\0' ? g_uri_get_path (url) : "/";
  g_autofree char *path = scope_dup_path (inspection);
  gsize length;

  if (path == NULL)
    {
      *reason = g_strdup ("it goes only to the directory that set it, which --origin says");
      return DESTINATION_UNKNOWN;
    }

  length = strlen (path);
  if (!g_str_has_prefix (requested, path) ||
      (path[length - 1] != '/' && requested[length] != '/' && requested[length] != '\0'))
    *reason = g_strdup_printf ("%s is not below the path %s", requested, path);

  return *reason == NULL ? DESTINATION_YES : DESTINATION_NO;
}

/* Returns which requests a browser sends the cookie with. */
static const char *
describe_requests (CookieMorsel *morsel)
{
  switch (cookie_morsel_get_same_site (morsel))
    {
    case COOKIE_SAME_SITE_STRICT:
      return "with requests from pages of its own site";
    case COOKIE_SAME_SITE_LAX:
      return "with requests from pages of its own site, and with links to it";
    case COOKIE_SAME_SITE_NONE:
      return cookie_morsel_get_partitioned (morsel) ? "also with requests from another site, if it was set in a page of that"
                                                    : "also with requests from other sites";
    case COOKIE_SAME_SITE_DEFAULT:
    default:
      return "with requests from pages of its own site, and with links to it; browsers differ in others";
    }
}

/* Returns whether a kept cookie goes to @url, and why not, or with which requests. */
Destination
destination_explain (GUri             *url,
                     const Inspection *inspection,
                     char            **reason)
{
  g_autofree char *host = cookie_host_of_uri (url);
  Destination answer = DESTINATION_NO;

  *reason = NULL;
  if (inspection->verdict != VERDICT_KEPT)
    *reason = g_strdup ("the browser does not have it");
  else if (cookie_morsel_get_secure (inspection->morsel) && !is_secure (url, host))
    *reason = g_strdup ("it is Secure, and the connection is not");
  else
    {
      answer = check_host (inspection, host, reason);
      if (answer == DESTINATION_YES)
        answer = check_path (inspection, url, reason);
      if (answer == DESTINATION_YES)
        *reason = g_strdup (describe_requests (inspection->morsel));
    }

  return answer;
}
