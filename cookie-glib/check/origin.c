/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "origin.h"

#include "core/domain.h"

#include <string.h>

#ifdef HAVE_LIBPSL
#include <libpsl.h>
#endif

/* Returns whether @uri has a host. */
gboolean
cookie_origin_init (CookieOrigin *self,
                    GUri         *uri)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *path = g_uri_get_path (uri);

  self->host = cookie_host_of_uri (uri);
  if (self->host == NULL)
    return FALSE;

  self->is_encrypted = strcmp (scheme, "https") == 0 || strcmp (scheme, "wss") == 0;
  self->secure = self->is_encrypted || cookie_host_is_loopback (self->host);

  /* §5.1.4 */
  self->is_top = *path != '/' || strchr (path + 1, '/') == NULL;

  return TRUE;
}

void
cookie_origin_clear (CookieOrigin *self)
{
  g_clear_pointer (&self->host, g_free);
}

/* Whether @domain is a public suffix: anybody can register names below it, so browsers reject
 * cookies for it.
 */
gboolean
cookie_domain_is_public_suffix (const char *domain)
{
  g_autofree char *undotted = g_strdup (domain);

  if (cookie_host_is_ip_address (domain))
    return FALSE;

  /* the dot at the end of a whole name is no label */
  if (g_str_has_suffix (undotted, "."))
    undotted[strlen (undotted) - 1] = '\0';

#ifdef HAVE_LIBPSL
  if (psl_builtin () != NULL)
    return psl_is_public_suffix2 (psl_builtin (), undotted, PSL_TYPE_ANY);
#endif

  return strchr (undotted, '.') == NULL;
}

/* Whether a public suffix of @host is below @domain: nobody has the names there to himself. */
gboolean
cookie_domain_is_above_public_suffix (const char *domain,
                                      const char *host)
{
#ifdef HAVE_LIBPSL
  const char *registrable = psl_builtin () != NULL ? psl_registrable_domain (psl_builtin (), host) : domain;

  /* a host that is a public suffix itself has none */
  return strlen (registrable != NULL ? registrable : host) > strlen (domain);
#else
  return FALSE;
#endif
}
