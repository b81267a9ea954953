/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-codec.h"
#include "core/seal.h"

G_BEGIN_DECLS

gboolean  cookie_seal_check_kind (const CookieSealKind  *kind,
                                  gpointer               codec,
                                  GError               **error);
void      cookie_seal_set_error  (GError               **error,
                                  const CookieSealKind  *kind,
                                  CookieSealVerdict      verdict,
                                  const char            *sealed);
GVariant *cookie_seal_decode     (const CookieSealKind  *kind,
                                  CookieCodec           *codec,
                                  const char            *name,
                                  const char            *text,
                                  GError               **error);

G_END_DECLS
