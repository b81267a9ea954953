/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "core/quote.h"
#include "header.h"
#include "morsel/cookie-morsel-private.h"

#include <string.h>

G_BEGIN_DECLS

/* Of a longer header, a morsel has copies, so that it does not keep all of it. */
#define COOKIE_MAX_KEPT_LENGTH 16384

/* One cookie of a table: a morsel, or the place of one in a header. */
typedef struct {
  CookieMorsel *morsel; /* NULL until asked for */
  union {
    CookieHeader *header; /* NULL from then on */
    char *gone_key;       /* of one that is gone, or NULL */
  };
  guint32 fingerprint;  /* of its key, see cookie_index_find() */
  guint32 pair : 31;    /* in the header; of a morsel, where it last was in touched */
  guint32 is_gone : 1;  /* was removed */
} CookieItem;

const char *cookie_item_get_coded   (const CookieItem *self,
                                     gsize            *length);
void        cookie_item_make_morsel (CookieItem       *self);
CookieItem  cookie_item_take        (CookieItem       *self,
                                     gboolean          keeps_key);

void        cookie_morsel_update    (CookieMorsel     *morsel,
                                     CookieHeader     *header,
                                     guint             pair);

static inline const char *
cookie_item_get_key (const CookieItem *self,
                     gsize            *length)
{
  const CookiePair *pair;

  if (self->morsel != NULL)
    {
      *length = strlen (self->morsel->key);
      return self->morsel->key;
    }

  if (self->is_gone)
    {
      *length = strlen (self->gone_key);
      return self->gone_key;
    }

  pair = &self->header->pairs[self->pair];
  *length = pair->key_length;
  return self->header->text + pair->key;
}

static inline const char *
cookie_item_get_name (const CookieItem *self)
{
  const CookiePair *pair;

  if (self->morsel != NULL)
    return self->morsel->key;

  pair = &self->header->pairs[self->pair];

  return cookie_header_end_slice (self->header, pair->key, pair->key_length);
}

static inline const char *
cookie_item_get_coded_string (const CookieItem *self)
{
  const CookiePair *pair;

  if (self->morsel != NULL)
    return self->morsel->coded_value;

  pair = &self->header->pairs[self->pair];

  return cookie_header_end_slice (self->header, pair->value, pair->value_length);
}

/* The value if it is a string, unquoted once. */
static inline const char *
cookie_item_get_string (const CookieItem *self)
{
  CookieHeader *header = self->header;
  const CookiePair *pair;

  if (self->morsel != NULL)
    return cookie_morsel_get_string (self->morsel);

  if (header->values != NULL && header->values[self->pair] != NULL)
    return cookie_variant_get_string (header->values[self->pair]);

  pair = &header->pairs[self->pair];
  if (header->unquote && cookie_is_quoted (header->text + pair->value, pair->value_length))
    return cookie_header_unquote (header, self->pair);

  return cookie_header_end_slice (header, pair->value, pair->value_length);
}

/* The table no longer holds the morsel. */
static inline void
cookie_item_release (CookieItem *self)
{
  if (self->morsel != NULL)
    cookie_morsel_set_holder (self->morsel, NULL, NULL);
}

static inline void
cookie_item_clear (CookieItem *self)
{
  if (self->morsel != NULL)
    g_object_unref (self->morsel);
  else if (self->is_gone)
    g_free (self->gone_key);
  else if (self->header != NULL)
    cookie_header_unref (self->header);
}

G_END_DECLS
