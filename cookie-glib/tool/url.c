/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "url.h"

#include "core/domain.h"

#include <string.h>

static gboolean
is_one_of (const char         *segment,
           const char * const *dots)
{
  g_autofree char *lower = g_ascii_strdown (segment, -1);

  return g_strv_contains (dots, lower);
}

/* As the URL standard of browsers has it: dot segments go, and what is encoded stays as it is. */
static char *
normalize_path (const char *path)
{
  static const char * const dot[] = { ".", "%2e", NULL };
  static const char * const two_dots[] = { "..", ".%2e", "%2e.", "%2e%2e", NULL };
  g_auto (GStrv) segments = g_strsplit_set (path, "/\\", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  g_autofree char *joined = NULL;

  for (char **p = segments; *p != NULL; p++)
    {
      const gboolean goes_up = is_one_of (*p, two_dots);

      if (goes_up && kept->len > 1)
        g_ptr_array_remove_index (kept, kept->len - 1);
      if (!goes_up && !is_one_of (*p, dot))
        g_ptr_array_add (kept, *p);
      else if (p[1] == NULL)
        g_ptr_array_add (kept, (gpointer) "");
    }
  g_ptr_array_add (kept, NULL);
  joined = g_strjoinv ("/", (char **) kept->pdata);

  return g_uri_escape_string (joined, "!$%&'()*+,/:;=@[]|", FALSE);
}

/* Parses a URL as browsers do: the host gets its usual spelling. GLib decodes what need not be encoded in a path. */
GUri *
url_parse (const char  *text,
           GError     **error)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_ENCODED, error);
  const char *authority = uri != NULL && g_uri_get_host (uri) != NULL ? strstr (text, "://") : NULL;
  const char *start;
  g_autofree char *host = NULL;
  g_autofree char *bare = NULL;
  g_autofree char *written = NULL;
  g_autofree char *path = NULL;

  if (authority == NULL)
    return g_steal_pointer (&uri);

  host = cookie_host_of_uri (uri);
  if (host == NULL)
    {
      g_set_error (error, G_URI_ERROR, G_URI_ERROR_BAD_HOST, "The host is none for a browser");
      return NULL;
    }
  bare = *host == '[' ? g_strndup (host + 1, strlen (host) - 2) : g_steal_pointer (&host);

  start = authority + strlen ("://") + strcspn (authority + strlen ("://"), "/?#");
  written = g_strndup (start, strcspn (start, "?#"));
  path = normalize_path (written);

  return g_uri_build (g_uri_get_flags (uri), g_uri_get_scheme (uri), g_uri_get_userinfo (uri), bare,
                      g_uri_get_port (uri), path, g_uri_get_query (uri), g_uri_get_fragment (uri));
}
