/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-morsel-private.h"

#include <string.h>

/* Most morsels that are read have no attributes, and those that a server sets have the same as others, which a schema
 * says: so a morsel has a set only if it has attributes, and shares it until it changes one.
 */

/* never freed, and never written to */
const CookieAttributeSet cookie_no_attributes;

void
cookie_morsel_drop_attributes (CookieMorsel *self)
{
  CookieAttributeSet *attributes = (CookieAttributeSet *) self->attributes;

  self->attributes = &cookie_no_attributes;
  if (attributes == &cookie_no_attributes)
    return;

  /* who is the only owner need not keep others from becoming one */
  if (g_atomic_int_get (&attributes->n_owners) > 1 && !g_atomic_int_dec_and_test (&attributes->n_owners))
    return;

  for (gsize i = 0; i < COOKIE_N_ATTRIBUTES; i++)
    cookie_morsel_free_text (self, attributes->texts[i]);
  g_free (attributes);
}

/* A set for @self alone, with copies of the texts of another. */
static CookieAttributeSet *
copy_attributes (const CookieAttributeSet *other)
{
  CookieAttributeSet *attributes = g_new (CookieAttributeSet, 1);

  attributes->n_owners = 1;
  for (gsize i = 0; i < COOKIE_N_ATTRIBUTES; i++)
    attributes->texts[i] = other->texts[i] != NULL ? g_strdup (other->texts[i]) : NULL;
  memcpy (attributes->kinds, other->kinds, sizeof other->kinds);

  return attributes;
}

/* Gives the attributes of @other to a morsel that nobody watches. */
void
cookie_morsel_share_attributes (CookieMorsel *self,
                                CookieMorsel *other)
{
  CookieAttributeSet *attributes = (CookieAttributeSet *) other->attributes;

  /* texts that are parts of a header go with the morsel that has the header */
  if (other->block != NULL && attributes != &cookie_no_attributes)
    attributes = copy_attributes (attributes);
  else if (attributes != &cookie_no_attributes)
    g_atomic_int_inc (&attributes->n_owners);

  cookie_morsel_drop_attributes (self);
  self->attributes = attributes;
  self->has_expires = FALSE;
  self->is_shortened = FALSE;
  self->is_latin1 = FALSE;
}

/* The attributes, for @self to change. */
CookieAttributeSet *
cookie_morsel_edit_attributes (CookieMorsel *self)
{
  if (self->attributes == &cookie_no_attributes || g_atomic_int_get (&self->attributes->n_owners) > 1)
    {
      CookieAttributeSet *attributes = copy_attributes (self->attributes);

      cookie_morsel_drop_attributes (self);
      self->attributes = attributes;
    }

  return (CookieAttributeSet *) self->attributes;
}
