/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "changes.h"
#include "check/findings.h"
#include "codecs/cookie-signed-codec.h"
#include "cookie-base-cookie.h"
#include "table.h"

G_BEGIN_DECLS

typedef struct {
  CookieCodec *codec;
  CookieSignedCodec *signed_codec; /* the same, if it is one */
  CookieProfile profile;
  guint max_pairs;
  guint max_length;
  gboolean is_watched_by_class; /* found once the class is known, TRUE until then */

  CookieTable table;
  CookieChanges changes;
  CookieFindings findings; /* of the last load */
  gsize input_length;      /* of the last load */
  GPtrArray *rotated;      /* by the load under way, or NULL */
} CookieBaseCookiePrivate;

void                     cookie_base_cookie_install_private (CookieBaseCookieClass *klass);
CookieBaseCookiePrivate *cookie_base_cookie_get_private     (CookieBaseCookie      *self);

G_END_DECLS
