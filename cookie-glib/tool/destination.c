/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "destination.h"

#include "core/domain.h"

#include <string.h>

/* Which request a browser sends a cookie with: RFC 6265bis §5.8.3 */

static gboolean
is_secure (GUri       *url,
           const char *host)
{
  const char *scheme = g_uri_get_scheme (url);

  return strcmp (scheme, "https") == 0 || strcmp (scheme, "wss") == 0 || cookie_host_is_loopback (host);
}

/* Whether browsers limit the cookie to the host that set it: without Domain, and with one that is a
 * public suffix.
 */
static gboolean
is_host_only (const Inspection *inspection)
{
  const char *domain = cookie_morsel_get_domain (inspection->morsel);

  for (guint i = 0; i < inspection->diagnostics->len; i++)
    {
      if (cookie_diagnostic_get_code (inspection->diagnostics->pdata[i]) == COOKIE_DIAGNOSTIC_CODE_PUBLIC_SUFFIX)
        return TRUE;
    }

  return domain == NULL || *domain == '\0';
}

static Destination
check_host (const Inspection *inspection,
            const char       *host,
            char            **reason)
{
  if (is_host_only (inspection))
    {
      g_autofree char *own = inspection->origin != NULL ? cookie_host_of_uri (inspection->origin) : NULL;

      if (own == NULL)
        {
          *reason = g_strdup ("it goes only to the host that set it, which --origin says");
          return DESTINATION_UNKNOWN;
        }
      if (strcmp (own, host) != 0)
        *reason = g_strdup_printf ("it goes only to the host %s", own);
    }
  else
    {
      g_autofree char *domain = g_ascii_strdown (cookie_morsel_get_domain (inspection->morsel), -1);

      if (!cookie_domain_match (host, domain))
        *reason = g_strdup_printf ("%s is not in the domain %s", host, domain);
    }

  return *reason == NULL ? DESTINATION_YES : DESTINATION_NO;
}

/* Returns the path of a cookie: its own, or the default-path (§5.1.4). */
static char *
get_path (const Inspection *inspection)
{
  const char *path = cookie_morsel_get_path (inspection->morsel);
  const char *slash;

  if (path != NULL && *path == '/')
    return g_strdup (path);
  if (inspection->origin == NULL)
    return NULL;

  path = g_uri_get_path (inspection->origin);
  slash = strrchr (path, '/');

  return *path == '/' && slash > path ? g_strndup (path, slash - path) : g_strdup ("/");
}

static Destination
check_path (const Inspection *inspection,
            GUri             *url,
            char            **reason)
{
  const char *requested = *g_uri_get_path (url) != '\0' ? g_uri_get_path (url) : "/";
  g_autofree char *path = get_path (inspection);
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
