/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-base-cookie-private.h"

/* Where the private data of an instance is: the class tells, and every file of it asks. */

int cookie_base_cookie_private_offset;
GType cookie_base_cookie_usual_type;

void
cookie_base_cookie_install_private (CookieBaseCookieClass *klass)
{
  cookie_base_cookie_private_offset = g_type_class_get_instance_private_offset (klass);
}
