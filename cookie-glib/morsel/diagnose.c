/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-morsel.h"

#include "check/cookie-check.h"

/**
 * cookie_morsel_check:
 * @self: a morsel
 * @origin: (nullable): the URI that the cookie is sent for, such as
 *   `https://www.site.example/`; `NULL` leaves out what depends on it
 * @now: (nullable): the time at which the browser reads it, `NULL` for the present
 * @error: return location for a [error@Cookie.Error]
 *
 * Says what a browser will do with this cookie, and why.
 *
 * What is judged is the text that [method@Cookie.Morsel.output_string] returns,
 * see [func@Cookie.check_set_cookie]; the offsets are those in it.
 *
 * Returns: (transfer container) (element-type CookieDiagnostic): the diagnostics, or
 *   `NULL` with @error set to `COOKIE_ERROR_SYNTAX` if @origin is no URI with a host
 *
 * Since: 1.0
 */
GPtrArray *
cookie_morsel_check (CookieMorsel  *self,
                     const char    *origin,
                     GDateTime     *now,
                     GError       **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (COOKIE_IS_MORSEL (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  text = cookie_morsel_output_string (self, NULL);

  return cookie_check_set_cookie (text, origin, now, error);
}
