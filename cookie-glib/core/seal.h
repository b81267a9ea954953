/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The minimum length of a key in bytes, which is the length of an HMAC-SHA256 */
#define COOKIE_SEAL_MIN_KEY 32

#define COOKIE_SEAL_ID_LENGTH 4

/* What each sealed text starts with: the version of the layout */
#define COOKIE_SEAL_MARK "1."

typedef struct {
  guint8 *data;
  gsize length;
  char id[COOKIE_SEAL_ID_LENGTH + 1];
} CookieSealKey;

typedef enum {
  COOKIE_SEAL_GENUINE,
  COOKIE_SEAL_MALFORMED,
  COOKIE_SEAL_UNKNOWN_KEY,
  COOKIE_SEAL_TAMPERED,
  COOKIE_SEAL_UNTIMED,
  COOKIE_SEAL_EXPIRED,
  COOKIE_SEAL_FROM_FUTURE,
} CookieSealVerdict;

typedef struct {
  char *text;
  gint64 time; /* -1 for none */
  guint key;   /* the index of the key that signed it */
} CookieUnsealed;

void               cookie_seal_key_init  (CookieSealKey        *self,
                                          const guint8         *data,
                                          gsize                 length);
void               cookie_seal_key_clear (CookieSealKey        *self);
char              *cookie_seal           (const CookieSealKey  *key,
                                          const char           *name,
                                          const char           *text,
                                          gint64                time);
gboolean           cookie_seal_names_first (const CookieSealKey *keys,
                                            guint                n_keys,
                                            const char          *sealed);
CookieSealVerdict  cookie_unseal         (const CookieSealKey  *keys,
                                          guint                 n_keys,
                                          const char           *name,
                                          const char           *sealed,
                                          gint64                lifetime,
                                          gint64                now,
                                          CookieUnsealed       *unsealed);

G_END_DECLS
