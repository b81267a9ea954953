/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "scope.h"

#include "core/domain.h"

#include <string.h>

/* Which hosts and paths get a cookie */

/* Whether browsers limit the cookie to the host that set it: without Domain, and with one that is a
 * public suffix.
 */
gboolean
scope_is_host_only (const Inspection *inspection)
{
  const char *domain = cookie_morsel_get_domain (inspection->morsel);

  for (guint i = 0; i < inspection->diagnostics->len; i++)
    {
      if (cookie_diagnostic_get_code (inspection->diagnostics->pdata[i]) == COOKIE_DIAGNOSTIC_CODE_PUBLIC_SUFFIX)
        return TRUE;
    }

  return domain == NULL || *domain == '\0';
}

/* Returns the host that gets the cookie, or the domain; or NULL if that is not known. */
char *
scope_dup_host (const Inspection *inspection)
{
  if (!scope_is_host_only (inspection))
    return g_ascii_strdown (cookie_morsel_get_domain (inspection->morsel), -1);

  return inspection->origin != NULL ? cookie_host_of_uri (inspection->origin) : NULL;
}

/* Returns the path of a cookie: its own, or the default-path (§5.1.4); or NULL if that is not known. */
char *
scope_dup_path (const Inspection *inspection)
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
