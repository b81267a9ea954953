/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <cookie-glib/cookie-glib.h>

G_BEGIN_DECLS

#define TEST_N_PROFILES 3

/* The names of a site, and the attributes that its schema says, as they are printed. */
#define TEST_SID "__Host-sid"
#define TEST_SID_ATTRIBUTES "; HttpOnly; Max-Age=3600; Path=/; SameSite=Lax; Secure"
#define TEST_THEME_ATTRIBUTES "; Max-Age=31536000; Path=/"
#define TEST_APP_ATTRIBUTES "; Domain=site.example; Partitioned; Path=/app; Priority=High; Secure"

#define TEST_REMOVED "; expires=Thu, 01 Jan 1970 00:00:00 GMT"

CookieCodec      *test_timed_codec_new (void);

CookieMorsel     *test_new_attributes  (const char       *text);
void              test_schema_add      (CookieSchema     *schema,
                                        const char       *name,
                                        CookieCodec      *codec,
                                        const char       *attributes);
CookieSchema     *test_site_new        (void);

CookieBaseCookie *test_cookie_new      (CookieSchema     *schema,
                                        CookieProfile     profile);
void              test_load            (CookieBaseCookie *cookie,
                                        const char       *header);
void              test_set             (CookieBaseCookie *cookie,
                                        const char       *name,
                                        const char       *value);
char             *test_describe        (CookieBaseCookie *cookie);

/* A pair and its attributes for each field, then NULL. */
void              test_assert_sent     (CookieBaseCookie *cookie,
                                        ...) G_GNUC_NULL_TERMINATED;
void              test_assert_output   (CookieBaseCookie *cookie,
                                        ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
