/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "scan.h"

#include <string.h>

static inline guint32
trim_end (const CookieScanner *self,
          guint32              start,
          guint32              end)
{
  while (end > start && (guint8) self->text[end - 1] <= ' ' && cookie_char_is_space (self->text[end - 1]))
    end--;

  return end;
}

/* Passes over the text from @key to @end, in which no legal name ends at @key_end, before a `=`. Returns
 * COOKIE_SCAN_END if there is nothing to pass over.
 */
static CookieScan
pass_over_piece (CookieScanner *self,
                 CookiePair    *pair,
                 guint32        key,
                 guint32        key_end,
                 guint32        end)
{
  const guint32 trimmed = trim_end (self, key, end);
  const char *equals = memchr (self->text + key_end, '=', end - key_end);
  const gboolean is_nameless = equals == NULL || equals == self->text + key;

  if (trimmed == key)
    {
      self->position = end + 1;
      return COOKIE_SCAN_END;
    }

  return cookie_scan_pass_over (self, pair, is_nameless ? COOKIE_SCAN_NAMELESS : COOKIE_SCAN_ILLEGAL_NAME,
                                key, trimmed, end + 1);
}

/* Finds the next pair as draft-ietf-httpbis-rfc6265bis-22, §5.6, splits a cookie-pair: at `;`, then
 * at the first `=`. SP and HTAB are trimmed.
 */
static inline CookieScan
next_rfc6265 (CookieScanner *self,
              CookiePair    *pair)
{
  while (self->position < self->length)
    {
      const guint32 key = cookie_scan_skip_spaces (self, self->position);
      const guint32 end = cookie_scan_find_semicolon (self, key);
      const guint32 key_end = key + cookie_span_name (self->text + key, self->length - key);
      const guint32 equals = cookie_scan_skip_spaces (self, key_end);
      guint32 value, value_end;

      if (self->text[equals] != '=' || key_end == key)
        {
          CookieScan what = pass_over_piece (self, pair, key, key_end, end);

          if (what == COOKIE_SCAN_END)
            continue;
          return what;
        }

      value = cookie_scan_skip_spaces (self, equals + 1);
      value_end = trim_end (self, value, end);
      if ((self->text_flags & COOKIE_TEXT_CONTROL) != 0 &&
          cookie_text_find_control (self->text + value, value_end - value) < value_end - value)
        return cookie_scan_pass_over (self, pair, COOKIE_SCAN_ILLEGAL_VALUE, key, value_end, end + 1);

      self->position = end + 1;
      pair->key = key;
      pair->key_length = key_end - key;
      pair->value = value;
      pair->value_length = value_end - value;
      pair->attribute = -1;
      pair->flags = 0;
      if (self->text[value] == '"' && value_end - value >= 2 && self->text[value_end - 1] == '"')
        pair->flags = COOKIE_PAIR_QUOTED | COOKIE_PAIR_MAYBE_NUL;
      return COOKIE_SCAN_PAIR;
    }

  return COOKIE_SCAN_END;
}

CookieScan
cookie_scan_rfc6265 (CookieScanner *self,
                     CookiePair    *pairs,
                     guint          max_pairs,
                     guint         *n_pairs)
{
  return cookie_scan_pairs (self, pairs, max_pairs, n_pairs, next_rfc6265);
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

  key_end = key + cookie_span_token (self->text + key, self->length - key);

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
  return cookie_scan_pairs (self, pairs, max_pairs, n_pairs, next_strict);
}
