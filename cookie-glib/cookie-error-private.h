/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-error.h"

G_BEGIN_DECLS

char *cookie_text_for_message (const char   *text,
                               gsize         length);
void  cookie_set_error_at     (GError      **error,
                               CookieError   code,
                               const char   *rule,
                               const char   *text,
                               gsize         length,
                               gsize         offset);

gsize cookie_error_get_offset (const GError *error);
void  cookie_error_set_offset (GError       *error,
                               gsize         offset);
void  cookie_error_set_name   (GError       *error,
                               const char   *name);
char *cookie_error_dup_reason (const GError *error);

G_END_DECLS
