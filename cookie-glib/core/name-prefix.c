/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "name-prefix.h"

#include <string.h>

#define STANDARD "6265bis §5.7"
#define LAYERED  "draft-ietf-httpbis-layered-cookies"

/* The longer of two that start alike is first. */
static const CookieNamePrefix prefixes[] = {
  { "__Host-Http-", TRUE, TRUE, LAYERED,
    "A name with the prefix __Host-Http- needs Secure, HttpOnly, Path=/ and no Domain." },
  { "__Host-", FALSE, TRUE, STANDARD, "A name with the prefix __Host- needs Secure, Path=/ and no Domain." },
  { "__Http-", TRUE, FALSE, LAYERED, "A name with the prefix __Http- needs Secure and HttpOnly." },
  { "__Secure-", FALSE, FALSE, STANDARD, "A name with the prefix __Secure- needs Secure." },
};

/* The prefix of a name, in any case; NULL if it has none. */
const CookieNamePrefix *
cookie_name_prefix_find (const char *name,
                         gsize       length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      gsize n = strlen (prefixes[i].text);

      if (length >= n && g_ascii_strncasecmp (name, prefixes[i].text, n) == 0)
        return &prefixes[i];
    }

  return NULL;
}

/* Whether browsers want the attribute of each cookie with the prefix, which can be NULL. */
gboolean
cookie_name_prefix_needs (const CookieNamePrefix *self,
                          CookieAttribute         attribute)
{
  return self != NULL && (attribute == COOKIE_ATTRIBUTE_SECURE ||
                          (attribute == COOKIE_ATTRIBUTE_HTTP_ONLY && self->http_only) ||
                          (attribute == COOKIE_ATTRIBUTE_PATH && self->host));
}
