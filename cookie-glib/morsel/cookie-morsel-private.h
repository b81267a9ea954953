/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-morsel.h"
#include "core/attribute.h"

G_BEGIN_DECLS

typedef enum {
  COOKIE_ATTRIBUTE_UNSET,
  COOKIE_ATTRIBUTE_STRING,
  COOKIE_ATTRIBUTE_UNDOTTED,     /* a domain without its first dot, which is printed again */
  COOKIE_ATTRIBUTE_DEFAULT_PATH, /* a Path that means the default-path; there is no text */
  COOKIE_ATTRIBUTE_INTEGER, /* the text is its decimal digits */
  COOKIE_ATTRIBUTE_FALSE,
  COOKIE_ATTRIBUTE_TRUE,
} CookieAttributeKind;

/* The attributes of a morsel, or of several that have the same. */
typedef struct {
  guint n_owners; /* atomic */
  char *texts[COOKIE_N_ATTRIBUTES];
  guint8 kinds[COOKIE_N_ATTRIBUTES];
} CookieAttributeSet;

/* That of a morsel without attributes. */
extern const CookieAttributeSet cookie_no_attributes;

typedef void (* CookieMorselFunc) (CookieMorsel *morsel,
                                   gpointer      holder);

struct _CookieMorsel
{
  GObject parent_instance;

  char *key;
  char *coded_value;
  GVariant *value;  /* NULL until asked for, when it follows from the coded value */
  const CookieAttributeSet *attributes;
  char *block;       /* the header that texts are a part of, or NULL */
  gsize block_length;
  GDestroyNotify block_free; /* is called with what keeps the block, */
  gpointer block_owner;      /* when the morsel goes */
  char *unknown; /* attributes of a Set-Cookie header, as they are printed; or NULL */
  gint64 expires; /* the time of Expires, if it is known */

  guint unquote : 1;      /* how the value follows: unquoted, or as it is */
  guint expired : 1;      /* printed as its own removal, until a value is set */
  guint is_unchecked : 1; /* was read from a Set-Cookie header */
  guint is_latin1 : 1;    /* was read from one in ISO-8859-1, and is unchanged */
  guint has_expires : 1;
  guint is_shortened : 1; /* Max-Age is what was left when the value was sealed again */

  CookieMorselFunc holder_func; /* NULL if no dictionary holds the morsel */
  gpointer holder;
  CookieMorsel **change; /* what points to the morsel in the list of changes of the dictionary, or NULL; */
  CookieMorsel *next_change;  /* and the next one there */
};

/* Frees a text of @self, unless it is a part of its block. */
static inline void
cookie_morsel_free_text (CookieMorsel *self,
                         char         *text)
{
  if (text != NULL && (self->block == NULL || text < self->block || text > self->block + self->block_length))
    g_free (text);
}

/* Takes @owner, as long as which @block lives. Texts of @self may be parts of it, each ended by a NUL. */
static inline void
cookie_morsel_take_block (CookieMorsel   *self,
                          char           *block,
                          gsize           length,
                          GDestroyNotify  free_func,
                          gpointer        owner)
{
  self->block = block;
  self->block_length = length;
  self->block_free = free_func;
  self->block_owner = owner;
}

/* The string that a value is; NULL if it is none. */
static inline const char *
cookie_variant_get_string (GVariant *value)
{
  return g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) ? g_variant_get_string (value, NULL) : NULL;
}

/* attribute-set.c */
void           cookie_morsel_drop_attributes  (CookieMorsel        *self);
void           cookie_morsel_share_attributes (CookieMorsel        *self,
                                               CookieMorsel        *other);
CookieAttributeSet *
               cookie_morsel_edit_attributes  (CookieMorsel        *self);

/* parts.c */
gboolean       cookie_morsel_check_coded      (const char          *key,
                                               const char          *coded_value,
                                               GError             **error);
gboolean       cookie_morsel_check_attribute  (CookieAttribute      attribute,
                                               const char          *text,
                                               gsize                length,
                                               GError             **error);
gboolean       cookie_morsel_check_parts      (CookieMorsel        *self,
                                               GError             **error);

GVariant      *cookie_morsel_ensure_value     (CookieMorsel        *self);
const char    *cookie_morsel_read_string      (CookieMorsel        *self);
gboolean       cookie_attribute_set_has_flag  (const CookieAttributeSet *self,
                                               CookieAttribute           attribute);
gboolean       cookie_morsel_read_expires     (CookieMorsel        *self,
                                               gint64              *time);
gint64         cookie_morsel_read_max_age     (CookieMorsel        *self);
gint64         cookie_morsel_read_lifetime    (CookieMorsel        *self);
CookieSameSite cookie_morsel_read_same_site   (CookieMorsel        *self);
CookiePriority cookie_morsel_read_priority    (CookieMorsel        *self);

gboolean       cookie_morsel_assign           (CookieMorsel        *self,
                                               char                *coded_value,
                                               GVariant            *value,
                                               gboolean             unquote);
gboolean       cookie_morsel_become           (CookieMorsel        *self,
                                               CookieMorsel        *other);
gboolean       cookie_morsel_take_attribute   (CookieMorsel        *self,
                                               CookieAttribute      attribute,
                                               CookieAttributeKind  kind,
                                               char                *text);
void           cookie_morsel_shorten_max_age  (CookieMorsel        *self,
                                               gint64               seconds);
void           cookie_morsel_change_attribute (CookieMorsel        *self,
                                               CookieAttribute      attribute,
                                               CookieAttributeKind  kind,
                                               char                *text);

void           cookie_morsel_set_holder       (CookieMorsel        *self,
                                               CookieMorselFunc     func,
                                               gpointer             holder);
void           cookie_morsel_changed          (CookieMorsel        *self);

gint64         cookie_time_from_now           (gint64               seconds);

/* cookie-morsel.c */
CookieMorsel  *cookie_morsel_new_loaded       (char                *key,
                                               char                *coded_value,
                                               GVariant            *value,
                                               gboolean             unquote);

/* saved.c */
CookieMorsel  *cookie_morsel_new_restored     (GVariant            *state,
                                               GError             **error);

/* output.c */
char          *cookie_attribute_set_to_line   (const CookieAttributeSet *self,
                                               const char               *key,
                                               gsize                     key_length,
                                               const char               *coded_value,
                                               gsize                     coded_length);
void           cookie_morsel_append           (CookieMorsel        *self,
                                               const char * const  *attrs,
                                               GString             *string);
void           cookie_morsel_append_js        (CookieMorsel        *self,
                                               const char * const  *attrs,
                                               GString             *string);

G_END_DECLS
