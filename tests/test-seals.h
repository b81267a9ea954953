/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <cookie-glib/cookie-glib.h>

G_BEGIN_DECLS

#define TEST_N_SECRETS 3

/* What is sealed */
typedef struct {
  gboolean is_encrypted;
  GBytes *secret;
  const char *purpose;
  const char *name;
} TestSeal;

GBytes      *test_secret        (guint            which);
char        *test_seal_id       (GBytes          *secret);
char        *test_seal          (const TestSeal  *seal,
                                 const char      *time,
                                 const char      *text);
char        *test_seal_body     (const TestSeal  *seal,
                                 const char      *time,
                                 gconstpointer    body,
                                 gsize            length);
char        *test_unseal        (const TestSeal  *seal,
                                 const char      *sealed,
                                 char           **time);

CookieCodec *test_raw_codec_new (void);

G_END_DECLS
