/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-morsel-private.h"

#include "check/cookie-diagnose-private.h"
#include "core/text.h"

#include <string.h>

/**
 * cookie_morsel_diagnose:
 * @self: a morsel
 * @origin: (nullable): the URI of the request that the cookie answers, such as
 *   `https://www.site.example/`; `NULL`, or a URI without a host, leaves out what
 *   depends on it
 * @now: (nullable): the time at which the browser reads the cookie; `NULL` for the
 *   present
 *
 * Lists what a browser does with the cookie, and why.
 *
 * The offsets of the diagnostics are those in the text that
 * [method@Cookie.Morsel.to_set_cookie_header] returns. See
 * [func@Cookie.diagnose_set_cookie] for what the diagnostics mean.
 *
 * A morsel that was read from a `Set-Cookie` field in ISO-8859-1 is checked with the
 * lengths that it had there, until it is changed.
 *
 * ```c
 * g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();
 * g_autoptr (GPtrArray) found = NULL;
 * g_autoptr (GUri) origin = NULL;
 * GVariant *value = g_variant_new_string ("31d4");
 *
 * cookie_morsel_set (morsel, "__Host-sid", value, "31d4", NULL);
 * origin = g_uri_parse ("https://www.site.example/", G_URI_FLAGS_NONE, NULL);
 * found = cookie_morsel_diagnose (morsel, origin, NULL);
 * g_print ("%s\n", cookie_diagnostic_get_message (found->pdata[0]));
 * // A name with the prefix __Host- needs Secure, Path=/ and no Domain.
 * ```
 *
 * Returns: (transfer container) (element-type CookieDiagnostic): the diagnostics
 *
 * Since: 1.0
 */
GPtrArray *
cookie_morsel_diagnose (CookieMorsel *self,
                        GUri         *origin,
                        GDateTime    *now)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (COOKIE_IS_MORSEL (self), NULL);

  text = cookie_morsel_to_set_cookie_header (self, NULL);

  return cookie_diagnose_text (text, strlen (text), self->is_latin1 ? COOKIE_TEXT_CONVERTED : 0, origin, now);
}
