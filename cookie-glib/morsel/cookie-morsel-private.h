/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie/cookie-base-cookie.h"
#include "cookie-morsel.h"
#include "core/attribute.h"

G_BEGIN_DECLS

typedef enum {
  COOKIE_ATTRIBUTE_UNSET,
  COOKIE_ATTRIBUTE_STRING,
  COOKIE_ATTRIBUTE_INTEGER, /* the text is its decimal digits */
  COOKIE_ATTRIBUTE_FALSE,
  COOKIE_ATTRIBUTE_TRUE,
} CookieAttributeKind;

struct _CookieMorsel
{
  GObject parent_instance;

  char *key;
  char *coded_value;
  GVariant *value;  /* NULL until asked for, when it follows from the coded value */
  gboolean unquote; /* how it follows: unquoted, or as it is */

  char *attributes[COOKIE_N_ATTRIBUTES];
  guint8 kinds[COOKIE_N_ATTRIBUTES];
  char *block;       /* the Set-Cookie header that texts are a part of, or NULL */
  gsize block_length;
  char *unknown; /* attributes of a Set-Cookie header, as they are printed; or NULL */
  gboolean is_unchecked; /* was read from a Set-Cookie header */
  gboolean has_expires;  /* whether the time of Expires is known, */
  gint64 expires;        /* and what it is */

  GSList *owners; /* the cookies that hold this morsel; not owned */
};

/* Whether others than the caller of dispose() have a reference: g_object_run_dispose()
 * has one. If not, g_object_unref() does afterwards all that the dispose() of GObject
 * does, and a second time if that was called. That is a quarter of the cost of an object.
 */
static inline gboolean
cookie_object_is_shared (GObject *object)
{
  return g_atomic_int_get (&object->ref_count) > 1;
}

/* Frees a text of @self, unless it is a part of its block. */
static inline void
cookie_morsel_free_text (CookieMorsel *self,
                         char         *text)
{
  if (text != NULL && (self->block == NULL || text < self->block || text > self->block + self->block_length))
    g_free (text);
}

gboolean      cookie_morsel_check_key        (const char          *key,
                                              GError             **error);
gboolean      cookie_morsel_check_coded      (const char          *key,
                                              const char          *coded_value,
                                              GError             **error);
gboolean      cookie_morsel_check_attribute  (CookieAttribute      attribute,
                                              const char          *text,
                                              gsize                length,
                                              GError             **error);
gboolean      cookie_morsel_check_parts      (CookieMorsel        *self,
                                              GError             **error);

CookieMorsel *cookie_morsel_new_loaded       (char                *key,
                                              char                *coded_value,
                                              GVariant            *value,
                                              gboolean             unquote);
gboolean      cookie_morsel_assign           (CookieMorsel        *self,
                                              char                *coded_value,
                                              GVariant            *value,
                                              gboolean             unquote);
gboolean      cookie_morsel_become           (CookieMorsel        *self,
                                              CookieMorsel        *other);
gboolean      cookie_morsel_take_attribute   (CookieMorsel        *self,
                                              CookieAttribute      attribute,
                                              CookieAttributeKind  kind,
                                              char                *text);
gboolean      cookie_morsel_has_flag         (CookieMorsel        *self,
                                              CookieAttribute      attribute);

void          cookie_morsel_notify_attribute (CookieMorsel        *self,
                                              CookieAttribute      attribute);
void          cookie_morsel_add_owner        (CookieMorsel        *self,
                                              CookieBaseCookie    *owner);
void          cookie_morsel_remove_owner     (CookieMorsel        *self,
                                              CookieBaseCookie    *owner);
void          cookie_morsel_changed          (CookieMorsel        *self);
void          cookie_morsel_loaded           (CookieMorsel        *self,
                                              CookieBaseCookie    *loader);

void          cookie_morsel_append           (CookieMorsel        *self,
                                              const char * const  *attrs,
                                              GString             *string);
void          cookie_morsel_append_line      (CookieMorsel        *self,
                                              const char * const  *attrs,
                                              const char          *header,
                                              GString             *string);
void          cookie_morsel_append_js        (CookieMorsel        *self,
                                              const char * const  *attrs,
                                              GString             *string);

gint64        cookie_time_from_now           (gint64               seconds);

G_END_DECLS
