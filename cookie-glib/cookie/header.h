/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-schema-private.h"
#include "core/scanner.h"

G_BEGIN_DECLS

/* A header that was loaded: one copy of its text, and the slices found in it. It has references as long as
 * an item has not made its morsel out of it; the text has holders, who need nothing else.
 */
typedef struct _CookieHeader CookieHeader;

struct _CookieHeader {
  guint refs;
  guint n_holders; /* atomic; all references together are one, */
  guint n_unused_holders; /* and these, which are for who becomes one */
  guint n_pairs;
  guint room;
  guint length;
  guint field; /* its number, for diagnostics */
  guint text_flags;
  gboolean is_latin1;  /* what the input was; the text is UTF-8 */
  gboolean unquote;    /* how a value follows from its coded value */
  gboolean first_wins; /* which of two with the same name */
  gboolean is_distinct; /* each pair is known to be a cookie with a name of its own */
  gboolean is_lent;    /* a caller has a part of the text */
  gboolean is_ended;   /* a caller had */
  CookieHeader *next_lent;
  CookieHeader *next_ended;
  CookieHeader **change; /* what points to it among the changes, if it is one cookie that was set and is to be sent */
  CookieHeader *next_change;
  CookieSchema *schema; /* of the dictionary, or NULL */
  GVariant **values;   /* decoded when loading, those for which a codec is; or NULL */
  guint32 *unquoted;   /* where unquoted values start in the text after these, or 0; NULL until one is asked for */
  guint32 unquoted_length;
  guint n_reports;     /* for which diagnostics may have to be made, */
  char *received;      /* out of the text before a part of it was ended; or NULL */
  guint64 *marks;      /* of the text, for the scanner, until room is given back */
  CookiePair *pairs;
  char text[];         /* and room for pairs, as many as there usually are */
};

CookieHeader *cookie_header_new              (const char         *text,
                                              gsize               length,
                                              guint               max_pairs,
                                              gboolean            is_latin1,
                                              CookieScanCopyFunc  copy);
CookieHeader *cookie_header_new_pair         (const char         *key,
                                              const char         *value);
void          cookie_header_grow             (CookieHeader       *self,
                                              guint               max_pairs);
CookieHeader *cookie_header_trim             (CookieHeader       *self);
void          cookie_header_drop_pairs       (CookieHeader       *self);
gsize         cookie_header_get_input_offset (const CookieHeader *self,
                                              gsize               offset);
const char   *cookie_header_get_received     (const CookieHeader *self);
void          cookie_header_keep_received    (CookieHeader       *self);
gboolean      cookie_header_find             (const CookieHeader *self,
                                              const char         *key,
                                              guint              *pair);
const char   *cookie_header_unquote          (CookieHeader       *self,
                                              guint               pair);
void          cookie_header_drop             (CookieHeader       *self);
void          cookie_header_hold             (CookieHeader       *self);
void          cookie_header_release          (gpointer            header);

static inline void
cookie_header_unref (CookieHeader *self)
{
  if (--self->refs == 0)
    cookie_header_drop (self);
}

/* Ends a slice with a NUL, in place of the separator after it, which nobody reads any more but who makes a
 * diagnostic.
 */
static inline char *
cookie_header_end_slice (CookieHeader *self,
                         guint32       start,
                         guint32       length)
{
  if (self->n_reports > 0)
    cookie_header_keep_received (self);

  self->text[start + length] = '\0';

  return self->text + start;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CookieHeader, cookie_header_unref)

G_END_DECLS
