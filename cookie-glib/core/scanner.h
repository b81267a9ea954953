/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Splits a Cookie field into slices. The text is valid UTF-8 and followed by COOKIE_TEXT_PADDING NULs.
 * `text_flags` and `marks` are what the CookieScanCopyFunc of the scanner made. For cookie_scan_python(), the
 * text must not contain control characters except HTAB.
 */
typedef struct {
  const char    *text;
  const guint64 *marks; /* where pairs may end */
  guint32        length;
  guint32        position;
  guint          text_flags;
  gboolean       seen_pair;
  gboolean       is_special; /* a pair was found that has an attribute, or COOKIE_PAIR_MAYBE_NUL */
} CookieScanner;

static inline void
cookie_scanner_init (CookieScanner *self,
                     const char    *text,
                     const guint64 *marks,
                     guint32        length,
                     guint          text_flags)
{
  self->text = text;
  self->marks = marks;
  self->length = length;
  self->position = 0;
  self->text_flags = text_flags;
  self->seen_pair = FALSE;
  self->is_special = FALSE;
}

typedef enum {
  COOKIE_SCAN_END,
  COOKIE_SCAN_PAIR,

  /* The slice `key` is skipped, and scanning continues: */
  COOKIE_SCAN_NAMELESS,          /* a value without a name */
  COOKIE_SCAN_ILLEGAL_NAME,
  COOKIE_SCAN_ILLEGAL_VALUE,     /* a byte that no value can hold */
  COOKIE_SCAN_UNKNOWN_ATTRIBUTE, /* `$Foo` after a cookie */
  COOKIE_SCAN_IGNORED,           /* `$Version` before any cookie */

  /* Scanning stops at the slice `key`: */
  COOKIE_SCAN_UNREAD,            /* no cookie starts here */
  COOKIE_SCAN_DROPPED,           /* CPython drops the whole header because of it */
  COOKIE_SCAN_SYNTAX,            /* not in the grammar */
} CookieScan;

typedef enum {
  COOKIE_PAIR_BARE      = 1 << 0, /* a name without `=` */
  COOKIE_PAIR_QUOTED    = 1 << 1, /* `"` at both ends of the value */
  COOKIE_PAIR_RAW       = 1 << 2, /* quotes are part of the value */
  COOKIE_PAIR_MAYBE_NUL = 1 << 3, /* the value may be quoted and hold `\000` */
} CookiePairFlags;

typedef struct {
  guint32 key;
  guint32 key_length;
  guint32 value;
  guint32 value_length;
  gint8   attribute; /* a CookieAttribute of the pair before, or -1 */
  guint8  flags;
} CookiePair;

/* How many marks there are for a text, 64 bits each. */
#define COOKIE_SCAN_N_MARKS(length) ((length) / 64 + 1)

/* Copies a text and returns its COOKIE_TEXT_* flags. COOKIE_TEXT_PADDING NULs have to be after the copy, which may be
 * the text itself. @marks has room for COOKIE_SCAN_N_MARKS().
 */
typedef guint (* CookieScanCopyFunc) (char       *copy,
                                      const char *text,
                                      gsize       length,
                                      guint64    *marks);

guint cookie_scan_copy_python  (char       *copy,
                                const char *text,
                                gsize       length,
                                guint64    *marks);
guint cookie_scan_copy_rfc6265 (char       *copy,
                                const char *text,
                                gsize       length,
                                guint64    *marks);

/* Reads pairs into @pairs, which has room for @max_pairs, and sets their number. Returns COOKIE_SCAN_PAIR if
 * there was no more room, or else what comes next, whose slice is in the pair after those.
 */
typedef CookieScan (* CookieScanFunc) (CookieScanner *self,
                                       CookiePair    *pairs,
                                       guint          max_pairs,
                                       guint         *n_pairs);

CookieScan cookie_scan_python  (CookieScanner *self,
                                CookiePair    *pairs,
                                guint          max_pairs,
                                guint         *n_pairs);
CookieScan cookie_scan_rfc6265 (CookieScanner *self,
                                CookiePair    *pairs,
                                guint          max_pairs,
                                guint         *n_pairs);
CookieScan cookie_scan_strict  (CookieScanner *self,
                                CookiePair    *pairs,
                                guint          max_pairs,
                                guint         *n_pairs);

G_END_DECLS
