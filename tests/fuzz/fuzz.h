/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <cookie-glib/cookie-glib.h>

G_BEGIN_DECLS

/* What each target defines, and what libFuzzer or replay.c calls. */
int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

/* Takes one byte of the input, to choose by; 0 if none is left. */
static inline guint8
fuzz_take_byte (const guint8 **data,
                gsize         *size)
{
  if (*size == 0)
    return 0;

  (*size)--;

  return *(*data)++;
}

/* What must hold, whatever the input. */
gboolean fuzz_is_strict       (const char       *text,
                               gsize             length);
void     fuzz_check_text      (const char       *text);
void     fuzz_check_coded     (const char       *coded_value);
void     fuzz_check_error     (gboolean          success,
                               GError           *error);
void     fuzz_check_morsel    (CookieMorsel     *morsel);
void     fuzz_check_cookie    (CookieBaseCookie *cookie);
void     fuzz_check_diagnostics
                              (GPtrArray        *diagnostics,
                               gsize             size);

/* Codecs and texts to choose from. */
CookieCodec *fuzz_choose_codec (guint8         choice);
CookieCodec *fuzz_sign         (CookieCodec   *inner,
                                const char    *first);
char        *fuzz_make_utf8    (const guint8  *data,
                                gsize          size);
char        *fuzz_take_text    (const guint8 **data,
                                gsize         *size,
                                gsize          length);

G_END_DECLS
