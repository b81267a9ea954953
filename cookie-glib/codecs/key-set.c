/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "key-set.h"

#include "secret-memory.h"

CookieKeySet *
cookie_key_set_new (CookieSealRoot * const *roots,
                    guint                   n_roots,
                    const CookieSealKind   *kind,
                    const char             *purpose)
{
  CookieKeySet *self = g_new0 (CookieKeySet, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n_keys = n_roots;
  if (n_roots > 0)
    self->keys = cookie_secret_memory_new (n_roots * sizeof *self->keys);
  for (guint i = 0; i < n_roots; i++)
    cookie_seal_key_init (&self->keys[i], roots[i], kind, purpose);

  return self;
}

CookieKeySet *
cookie_key_set_ref (CookieKeySet *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cookie_key_set_unref (CookieKeySet *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  if (self->keys != NULL)
    cookie_secret_memory_free (self->keys, self->n_keys * sizeof *self->keys);
  g_free (self);
}
