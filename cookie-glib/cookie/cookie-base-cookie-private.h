/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "codecs/cookie-signed-codec.h"
#include "cookie-base-cookie.h"
#include "check/cookie-diagnostic-private.h"
#include "table.h"

G_BEGIN_DECLS

typedef struct {
  CookieCodec *codec;
  CookieCodec *owned_codec;        /* the same, unless it lives for ever */
  CookieSignedCodec *signed_codec; /* the same, if it is one */
  CookieProfile profile;
  guint max_pairs;
  guint max_length;
  CookieTable table;

  GPtrArray *diagnostics; /* of the last load, or NULL if there are none */
  guint n_more_diagnostics;
  gsize input_length;

  GPtrArray *rotated; /* by the load under way, or NULL */
} CookieBaseCookiePrivate;

CookieBaseCookiePrivate *cookie_base_cookie_get_private (CookieBaseCookie *self);

void cookie_base_cookie_morsel_added   (CookieBaseCookie *self,
                                        CookieMorsel     *morsel);
void cookie_base_cookie_morsel_removed (CookieBaseCookie *self,
                                        CookieMorsel     *morsel);
void cookie_base_cookie_morsel_changed (CookieBaseCookie *self,
                                        CookieMorsel     *morsel);

void cookie_base_cookie_rejected       (CookieBaseCookie *self,
                                        CookieDiagnostic *diagnostic);

void cookie_base_cookie_start_diagnostics (CookieBaseCookie         *self,
                                           gsize                     input_length);
void cookie_base_cookie_diagnose          (CookieBaseCookie         *self,
                                           const CookieHeader       *header,
                                           CookieDiagnosticCode      code,
                                           CookieDiagnosticSeverity  severity,
                                           gsize                     offset,
                                           gsize                     length,
                                           const char               *section,
                                           const char               *message);
void cookie_base_cookie_diagnose_scan     (CookieBaseCookie         *self,
                                           const CookieHeader       *header,
                                           const CookiePair         *pair,
                                           CookieScan                scan);
void cookie_base_cookie_diagnose_decode   (CookieBaseCookie         *self,
                                           const CookieHeader       *header,
                                           const CookiePair         *pair);
void cookie_base_cookie_diagnose_latin1   (CookieBaseCookie         *self,
                                           const CookieHeader       *header,
                                           const char               *input,
                                           gsize                     length);
void cookie_base_cookie_emit_rejected     (CookieBaseCookie         *self);

gboolean cookie_base_cookie_is_watched (CookieBaseCookie *self);

GVariant *cookie_base_cookie_real_value_decode (CookieBaseCookie  *self,
                                                const char        *key,
                                                const char        *coded_value,
                                                GError           **error);

GVariant *cookie_base_cookie_open  (CookieBaseCookie   *self,
                                    const char         *key,
                                    const char         *coded_value,
                                    GError            **error);
void      cookie_base_cookie_renew (CookieBaseCookie   *self,
                                    GPtrArray          *rotated);

G_END_DECLS
