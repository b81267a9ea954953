/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "item.h"

#include "core/quote.h"

#include <string.h>

/* Sets the attributes that the schema says, or else those that follow the pair. */
static void
read_attributes (CookieMorsel *morsel,
                 CookieHeader *header,
                 guint         pair)
{
  const CookieSchemaEntry *entry = NULL;

  if (header->schema != NULL)
    entry = cookie_schema_find (header->schema, header->text + header->pairs[pair].key, header->pairs[pair].key_length);
  if (entry != NULL)
    {
      cookie_morsel_share_attributes (morsel, entry->attributes);
      return;
    }

  for (guint i = pair + 1; i < header->n_pairs && header->pairs[i].attribute >= 0; i++)
    {
      const CookiePair *attribute = &header->pairs[i];
      const char *text = header->text + attribute->value;
      g_autofree char *value = NULL;
      CookieAttributeKind kind = COOKIE_ATTRIBUTE_STRING;

      if ((attribute->flags & COOKIE_PAIR_RAW) != 0)
        value = g_strndup (text, attribute->value_length);
      else if ((attribute->flags & COOKIE_PAIR_BARE) != 0)
        kind = COOKIE_ATTRIBUTE_TRUE;
      else
        value = cookie_text_unquote (text, attribute->value_length);

      if (value != NULL && *value == '\0')
        {
          kind = COOKIE_ATTRIBUTE_UNSET;
          g_clear_pointer (&value, g_free);
        }

      cookie_morsel_take_attribute (morsel, attribute->attribute, kind, g_steal_pointer (&value));
    }
}

/* Sets the value and the attributes of a pair in a morsel that nobody watches. */
void
cookie_morsel_update (CookieMorsel *morsel,
                      CookieHeader *header,
                      guint         pair)
{
  const CookiePair *p = &header->pairs[pair];

  cookie_morsel_assign (morsel, g_strndup (header->text + p->value, p->value_length),
                        header->values != NULL ? header->values[pair] : NULL,
                        header->unquote);
  read_attributes (morsel, header, pair);
}

/* Makes the morsel out of the pair, and gives the header up. Its texts are parts of the header. */
void
cookie_item_make_morsel (CookieItem *self)
{
  CookieHeader *header = self->header;
  const CookiePair *pair = &header->pairs[self->pair];
  GVariant *value = header->values != NULL ? header->values[self->pair] : NULL;

  if (header->length <= COOKIE_MAX_KEPT_LENGTH)
    {
      self->morsel = cookie_morsel_new_loaded (cookie_header_end_slice (header, pair->key, pair->key_length),
                                               cookie_header_end_slice (header, pair->value, pair->value_length),
                                               value, header->unquote);
      cookie_header_hold (header);
      cookie_morsel_take_block (self->morsel, header->text, header->length, cookie_header_release, header);
    }
  else
    {
      self->morsel = cookie_morsel_new_loaded (g_strndup (header->text + pair->key, pair->key_length),
                                               g_strndup (header->text + pair->value, pair->value_length),
                                               value, header->unquote);
    }

  if (header->schema != NULL || (self->pair + 1 < header->n_pairs && pair[1].attribute >= 0))
    read_attributes (self->morsel, header, self->pair);
  self->header = NULL;
  cookie_header_unref (header);
}

/* Returns the item, and leaves one in its place that is gone. */
CookieItem
cookie_item_take (CookieItem *self,
                  gboolean    keeps_key)
{
  CookieItem taken = *self;

  *self = (CookieItem) { .is_gone = TRUE };
  if (keeps_key)
    {
      gsize length;
      const char *key = cookie_item_get_key (&taken, &length);

      self->gone_key = g_strndup (key, length);
    }

  return taken;
}

const char *
cookie_item_get_coded (const CookieItem *self,
                       gsize            *length)
{
  const CookiePair *pair;

  if (self->morsel != NULL)
    {
      *length = strlen (self->morsel->coded_value);
      return self->morsel->coded_value;
    }

  pair = &self->header->pairs[self->pair];
  *length = pair->value_length;

  return self->header->text + pair->value;
}
