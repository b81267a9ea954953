/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "scan.h"

#include "text.h"

#include <string.h>

static inline const char *
skip_spaces (const char *text)
{
  /* one comparison for what is most frequent */
  while ((guint8) *text <= ' ' && cookie_char_is_space (*text))
    text++;

  return text;
}

static inline const char *
trim_end (const char *start,
          const char *end)
{
  while (end > start && (guint8) end[-1] <= ' ' && cookie_char_is_space (end[-1]))
    end--;

  return end;
}

/* The flags of a value that starts with a quote. */
G_NO_INLINE static guint8
get_quoted_flags (const char *value,
                  gsize       length)
{
  if (length < 2 || value[length - 1] != '"')
    return 0;

  if (cookie_span_quoted (value + 1, length - 2) < length - 2)
    return COOKIE_PAIR_QUOTED | COOKIE_PAIR_MAYBE_NUL;

  return COOKIE_PAIR_QUOTED;
}

/* Sets @pair to the text from @start to @end, as the key slice, and returns @what. */
static CookieScan
skip_piece (const char    *text,
            CookiePair    *pair,
            CookieScan     what,
            const char    *start,
            const char    *end)
{
  *pair = (CookiePair) { .key = start - text, .key_length = end - start, .attribute = -1 };

  return what;
}

/* Reads the piece of @text from @start to @end, whatever is in it. Returns COOKIE_SCAN_END if it is empty. */
G_NO_INLINE static CookieScan
read_piece (const char *text,
            guint       text_flags,
            guint32     start,
            guint32     piece_end,
            CookiePair *pair)
{
  const char *end = text + piece_end;
  const char *key = skip_spaces (text + start);
  const char *key_end = key + cookie_span_name (key);
  const char *equals = skip_spaces (key_end);
  const char *value, *value_end;

  if (*equals != '=' || key_end == key)
    {
      const char *trimmed = trim_end (key, end);
      CookieScan what = COOKIE_SCAN_ILLEGAL_NAME;

      if (trimmed == key)
        what = COOKIE_SCAN_END;
      else if (*key == '=' || memchr (key_end, '=', end - key_end) == NULL)
        what = COOKIE_SCAN_NAMELESS;

      return skip_piece (text, pair, what, key, trimmed);
    }

  value = skip_spaces (equals + 1);
  value_end = trim_end (value, end);
  if ((text_flags & COOKIE_TEXT_CONTROL) != 0 &&
      cookie_text_find_control (value, value_end - value) < (gsize) (value_end - value))
    return skip_piece (text, pair, COOKIE_SCAN_ILLEGAL_VALUE, key, value_end);

  pair->key = key - text;
  pair->key_length = key_end - key;
  pair->value = value - text;
  pair->value_length = value_end - value;
  pair->attribute = -1;
  pair->flags = 0;
  if (*value == '"')
    pair->flags = get_quoted_flags (value, value_end - value);

  return COOKIE_SCAN_PAIR;
}

static inline guint64
get_semicolons (const char *text)
{
#ifdef COOKIE_HAS_BLOCKS
  return cookie_mark_blocks (text, cookie_mark_semicolons);
#else
  guint64 semicolons = 0;

  for (guint i = 0; i < 64; i++)
    semicolons |= (guint64) (text[i] == ';') << i;

  return semicolons;
#endif
}

guint
cookie_scan_copy_rfc6265 (char       *copy,
                          const char *text,
                          gsize       length,
                          guint64    *marks)
{
  return cookie_copy_text (copy, text, length, get_semicolons, marks);
}

/* draft-ietf-httpbis-rfc6265bis-22, §5.6, splits a cookie-pair at `;`, then at the first `=`. SP and HTAB are trimmed.
 * In most pairs, there is nothing to trim.
 */
static inline CookiePair *
read_usual_rfc6265 (CookieScanner *self,
                    CookiePair    *pair,
                    CookiePair    *stop)
{
  const char *text = self->text;
  guint32 start = self->position;
  CookieMarks marks;

  cookie_marks_init (&marks, self);
  for (; pair < stop; pair++)
    {
      const guint32 key = cookie_scan_skip_space (text, start);
      const gsize key_length = cookie_span_name_of_pair (text + key);
      const guint32 value = key + key_length + 1;
      guint32 end;

      if (key_length == 0 || (guint8) text[value] <= ' ')
        break;

      end = cookie_marks_next (&marks);
      if ((guint8) text[end - 1] <= ' ')
        break;

      pair->key = key;
      pair->key_length = key_length;
      pair->value = value;
      pair->value_length = end - value;
      pair->attribute = -1;
      pair->flags = 0;
      if (text[value] == '"')
        {
          pair->flags = get_quoted_flags (text + value, pair->value_length);
          self->is_special |= pair->flags & COOKIE_PAIR_MAYBE_NUL;
        }
      start = end + 1;
    }
  self->position = start;

  return pair;
}

static CookieScan
next_rfc6265 (CookieScanner *self,
              CookiePair    *pair)
{
  while (self->position < self->length)
    {
      CookieMarks marks;
      CookieScan what;
      guint32 end;

      cookie_marks_init (&marks, self);
      end = cookie_marks_next (&marks);
      what = read_piece (self->text, self->text_flags, self->position, end, pair);
      self->position = end + 1;
      self->is_special |= pair->flags & COOKIE_PAIR_MAYBE_NUL;
      if (what != COOKIE_SCAN_END)
        return what;
    }

  return COOKIE_SCAN_END;
}

CookieScan
cookie_scan_rfc6265 (CookieScanner *self,
                     CookiePair    *pairs,
                     guint          max_pairs,
                     guint         *n_pairs)
{
  return cookie_scan_pairs (self, pairs, max_pairs, n_pairs, read_usual_rfc6265, next_rfc6265);
}

/* Returns @what for the character at @at, or for an empty slice at the end, and stops. */
static CookieScan
stop_at (CookieScanner *self,
         CookiePair    *pair,
         CookieScan     what,
         guint32        at)
{
  guint32 end = at < self->length ? at + 1 : at;

  /* Include the rest of a UTF-8 character. */
  while ((self->text[end] & 0xc0) == 0x80)
    end++;

  return cookie_scan_pass_over (self, pair, what, at, end, self->length + 1);
}

/* Finds the next pair by the grammar of draft-ietf-httpbis-rfc6265bis-22, §4.2.1:
 * cookie-pair *( ";" SP cookie-pair ). Any result except PAIR and END is an error at the slice
 * `key`, and stops the scan.
 */
static inline CookieScan
next_strict (CookieScanner *self,
             CookiePair    *pair)
{
  guint32 key = self->position;
  guint32 key_end, value, value_end;

  if (key > 0)
    {
      if (key >= self->length)
        return COOKIE_SCAN_END;
      if (self->text[key + 1] != ' ')
        return stop_at (self, pair, COOKIE_SCAN_SYNTAX, key);
      key += 2;
    }

  key_end = key + cookie_span_token (self->text + key);

  if (self->text[key_end] != '=' && self->text[key_end] != ';' && key_end < self->length)
    return stop_at (self, pair, COOKIE_SCAN_ILLEGAL_NAME, key_end);
  if (key_end == key || self->text[key_end] != '=')
    return cookie_scan_pass_over (self, pair, COOKIE_SCAN_NAMELESS, key, key_end, self->length + 1);

  value = key_end + 1;
  value_end = self->text[value] == '"' ? value + 1 : value;
  value_end += cookie_span_octets (self->text + value_end, self->length - value_end);
  if (self->text[value] == '"' && self->text[value_end++] != '"')
    return stop_at (self, pair, COOKIE_SCAN_ILLEGAL_VALUE, value_end - 1);
  /* before a codec is asked about half of a value */
  if (value_end < self->length && self->text[value_end] != ';')
    return stop_at (self, pair, COOKIE_SCAN_ILLEGAL_VALUE, value_end);

  *pair = (CookiePair) {
    .key = key,
    .key_length = key_end - key,
    .value = value,
    .value_length = value_end - value,
    .attribute = -1,
    .flags = self->text[value] == '"' ? COOKIE_PAIR_QUOTED : 0,
  };
  self->position = value_end;

  return COOKIE_SCAN_PAIR;
}

CookieScan
cookie_scan_strict (CookieScanner *self,
                    CookiePair    *pairs,
                    guint          max_pairs,
                    guint         *n_pairs)
{
  return cookie_scan_pairs (self, pairs, max_pairs, n_pairs, NULL, next_strict);
}
