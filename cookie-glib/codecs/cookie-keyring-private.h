/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-keyring.h"
#include "key-set.h"

G_BEGIN_DECLS

/* What the secrets of a keyring are used for: the keys that it derives for a codec */
typedef struct _CookieKeyringUse CookieKeyringUse;

CookieKeyringUse *cookie_keyring_add_use    (CookieKeyring        *self,
                                             const CookieSealKind *kind,
                                             const char           *purpose);
void              cookie_keyring_remove_use (CookieKeyring        *self,
                                             CookieKeyringUse     *use);
CookieKeySet     *cookie_keyring_ref_keys   (CookieKeyring        *self,
                                             CookieKeyringUse     *use);

G_END_DECLS
