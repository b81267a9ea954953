/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <cookie-glib/cookie-glib.h>

G_BEGIN_DECLS

/* What a value shows that a SignedCodec or an EncryptedCodec wrote */

CookieCodec *sealed_make_codec  (const char     *value,
                                 CookieKeyring  *keyring,
                                 const char     *purpose);
const char  *sealed_describe    (const char     *value,
                                 gint64          now,
                                 char          **description);
char        *sealed_dup_payload (const char     *value);

G_END_DECLS
