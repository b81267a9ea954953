/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "name.h"

#include "cookie-error-private.h"
#include "core/attribute.h"
#include "core/chars.h"

#include <string.h>

/* Whether @name can be the name of a cookie. */
gboolean
cookie_name_check (const char  *name,
                   GError     **error)
{
  gsize length = strlen (name);
  gsize legal = cookie_text_span (name, length, COOKIE_CHAR_NAME);

  if (cookie_attribute_lookup (name, length) >= 0)
    {
      cookie_set_error_at (error, COOKIE_ERROR_RESERVED_KEY,
                           "The name of an attribute cannot be the name of a cookie", name, length, 0);
      return FALSE;
    }

  if (legal < length || length == 0)
    {
      cookie_set_error_at (error, COOKIE_ERROR_ILLEGAL_KEY,
                           "The name of a cookie must be a token (RFC 9110, §5.6.2)", name, length, legal);
      return FALSE;
    }

  return TRUE;
}
