/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "url.h"

#include <string.h>

/* Parses a URL. A browser compares paths as they are written; GLib decodes what need not be encoded. */
GUri *
url_parse (const char  *text,
           GError     **error)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_ENCODED, error);
  const char *authority = uri != NULL && g_uri_get_host (uri) != NULL ? strstr (text, "://") : NULL;
  const char *start;
  g_autofree char *path = NULL;

  if (authority == NULL)
    return g_steal_pointer (&uri);

  start = authority + strlen ("://") + strcspn (authority + strlen ("://"), "/?#");
  path = g_strndup (start, strcspn (start, "?#"));

  return g_uri_build (g_uri_get_flags (uri), g_uri_get_scheme (uri), g_uri_get_userinfo (uri), g_uri_get_host (uri),
                      g_uri_get_port (uri), path, g_uri_get_query (uri), g_uri_get_fragment (uri));
}
