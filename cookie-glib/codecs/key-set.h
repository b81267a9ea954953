/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "core/seal.h"

G_BEGIN_DECLS

/* The keys of a kind and a purpose, as many as there are secrets; constant, so shared by threads */
typedef struct {
  gatomicrefcount ref_count;
  guint n_keys;
  CookieSealKey *keys; /* in secret memory */
} CookieKeySet;

CookieKeySet *cookie_key_set_new   (CookieSealRoot * const *roots,
                                    guint                   n_roots,
                                    const CookieSealKind   *kind,
                                    const char             *purpose);
CookieKeySet *cookie_key_set_ref   (CookieKeySet           *self);
void          cookie_key_set_unref (CookieKeySet           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CookieKeySet, cookie_key_set_unref)

G_END_DECLS
