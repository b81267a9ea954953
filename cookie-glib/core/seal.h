/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "sha256.h"

G_BEGIN_DECLS

/* The minimum length of a secret, and the length of the keys that are derived from it, in bytes */
#define COOKIE_SEAL_MIN_SECRET 32
#define COOKIE_SEAL_KEY_SIZE 32

#define COOKIE_SEAL_ID_LENGTH 4

/* How far the clocks of two servers may be apart, in seconds */
#define COOKIE_SEAL_CLOCK_SKEW 60

/* What a keyring keeps of a secret */
typedef struct {
  CookieHmacKey hmac;
  char id[COOKIE_SEAL_ID_LENGTH + 1];
} CookieSealRoot;

/* A key of one kind and purpose */
typedef struct {
  guint8 bytes[COOKIE_SEAL_KEY_SIZE];
  CookieHmacKey hmac; /* of these bytes */
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

/* What is authenticated with a text. Most of it is short and needs no memory of its own. */
typedef struct {
  char *bytes;
  gsize length;
  char own[128];
} CookieSealAssociated;

typedef struct {
  const char *mark;       /* what each sealed text starts with */
  const char *label;      /* what keys are derived for */
  const char *participle; /* for messages */

  void              (* seal) (const CookieSealKey        *key,
                              const CookieSealAssociated *associated,
                              const char                 *text,
                              GString                    *sealed);
  CookieSealVerdict (* open) (const CookieSealKey        *key,
                              const CookieSealAssociated *associated,
                              const char                 *body,
                              char                      **text);

  gboolean is_secret; /* whether no message shows what was sealed */
} CookieSealKind;

/* The parts of a sealed text: all but the body are not terminated. */
typedef struct {
  const char *id;
  const char *time;
  gsize time_length;
  const char *body;
} CookieSealFrame;

typedef struct {
  char *text;
  gint64 time; /* -1 for none */
  guint key;   /* the index of the key that sealed it */
} CookieUnsealed;

extern const CookieSealKind cookie_seal_signed;

void               cookie_seal_root_init   (CookieSealRoot       *self,
                                            gconstpointer         secret,
                                            gsize                 length);
void               cookie_seal_key_init    (CookieSealKey        *self,
                                            const CookieSealRoot *root,
                                            const CookieSealKind *kind,
                                            const char           *purpose);
gboolean           cookie_seal_has_mark    (const CookieSealKind *kind,
                                            const char           *sealed);
gboolean           cookie_seal_split       (const CookieSealKind *kind,
                                            const char           *sealed,
                                            CookieSealFrame      *frame);
gboolean           cookie_seal_names_first (const CookieSealKind *kind,
                                            const CookieSealKey  *keys,
                                            guint                 n_keys,
                                            const char           *sealed);
char              *cookie_seal             (const CookieSealKind *kind,
                                            const CookieSealKey  *key,
                                            const char           *purpose,
                                            const char           *name,
                                            const char           *text,
                                            gint64                time);
CookieSealVerdict  cookie_unseal           (const CookieSealKind *kind,
                                            const CookieSealKey  *keys,
                                            guint                 n_keys,
                                            const char           *purpose,
                                            const char           *name,
                                            const char           *sealed,
                                            gint64                lifetime,
                                            gint64                now,
                                            CookieUnsealed       *unsealed);

G_END_DECLS
