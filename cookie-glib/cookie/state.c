/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-base-cookie-private.h"

/* Where the private data of an instance is: the class tells, and every file of it asks. */

static int private_offset;

void
cookie_base_cookie_install_private (CookieBaseCookieClass *klass)
{
  private_offset = g_type_class_get_instance_private_offset (klass);
}

CookieBaseCookiePrivate *
cookie_base_cookie_get_private (CookieBaseCookie *self)
{
  return G_STRUCT_MEMBER_P (self, private_offset);
}
