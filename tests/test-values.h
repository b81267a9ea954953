/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <cookie-glib/cookie-glib.h>

G_BEGIN_DECLS

GVariant    *test_new_double    (guint64        bits);
GVariant    *test_random_string (GRand         *rand);
GVariant    *test_random_value  (GRand         *rand);

CookieCodec *test_new_codec     (const char    *name);
CookieCodec *test_new_sealed    (gboolean       is_encrypted,
                                 CookieCodec   *inner,
                                 const char    *purpose,
                                 guint          lifetime);
void         test_add_secret    (CookieCodec   *codec,
                                 guint          which);

void         test_round_trip    (CookieCodec   *codec,
                                 const char    *name,
                                 GVariant      *value);
void         test_mutated       (CookieCodec   *codec,
                                 GRand         *rand,
                                 const char    *text);
void         test_decode_fails  (CookieCodec   *codec,
                                 const char    *text,
                                 CookieError    code);
void         test_encode_fails  (CookieCodec   *codec,
                                 GVariant      *value,
                                 CookieError    code);

G_END_DECLS
