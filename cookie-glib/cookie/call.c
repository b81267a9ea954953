/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "call.h"

#include "cookie-base-cookie-private.h"

CookieCall *
cookie_call_begin (CookieBaseCookie *self)
{
  return g_object_ref (self);
}

void
cookie_call_end (CookieCall *self)
{
  cookie_loans_free (&cookie_base_cookie_get_private (self)->table.loans);
  g_object_unref (self);
}
