/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define COOKIE_SHA256_SIZE 32

typedef struct {
  guint32 state[8];
  guint64 length;
  guint8 block[64];
} CookieSha256;

/* What is left of a key: the states after its two blocks. It is as secret as the key. */
typedef struct {
  guint32 inner[8];
  guint32 outer[8];
} CookieHmacKey;

void  cookie_sha256_init    (CookieSha256        *self);
void  cookie_sha256_update  (CookieSha256        *self,
                             gconstpointer        data,
                             gsize                length);
void  cookie_sha256_finish  (CookieSha256        *self,
                             guint8              *digest);

void  cookie_hmac_key_init  (CookieHmacKey       *self,
                             gconstpointer        key,
                             gsize                length);
void  cookie_hmac_init      (CookieSha256        *self,
                             const CookieHmacKey *key);
void  cookie_hmac_finish    (CookieSha256        *self,
                             const CookieHmacKey *key,
                             guint8              *mac);

void  cookie_hkdf_extract   (CookieHmacKey       *root,
                             const char          *salt,
                             gconstpointer        secret,
                             gsize                length);
void  cookie_hkdf_expand    (const CookieHmacKey *root,
                             gconstpointer        info,
                             gsize                length,
                             guint8              *key);

G_END_DECLS
