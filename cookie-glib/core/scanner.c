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

/* Passes over the text from @key to @end, in which no legal name ends at @key_end, before a `=`. Returns
 * COOKIE_SCAN_END if there is nothing to pass over.
 */
static CookieScan
pass_over_piece (CookieScanner *self,
                 CookiePair    *pair,
                 const char    *key,
                 const char    *key_end,
                 const char    *end)
{
  const char *trimmed = trim_end (key, end);
  const char *equals = memchr (key_end, '=', end - key_end);
  const gboolean is_nameless = equals == NULL || equals == key;

  if (trimmed == key)
    {
      self->position = end + 1 - self->text;
      return COOKIE_SCAN_END;
    }

  return cookie_scan_pass_over (self, pair, is_nameless ? COOKIE_SCAN_NAMELESS : COOKIE_SCAN_ILLEGAL_NAME,
                                key - self->text, trimmed - self->text, end + 1 - self->text);
}

/* Finds the next pair as draft-ietf-httpbis-rfc6265bis-22, §5.6, splits a cookie-pair: at `;`, then
 * at the first `=`. SP and HTAB are trimmed.
 */
static inline CookieScan
next_rfc6265 (CookieScanner *self,
              CookiePair    *pair)
{
  const char *text = self->text;

  while (self->position < self->length)
    {
      const char *key = skip_spaces (text + self->position);
      const char *end = text + cookie_scan_find_semicolon (self, key - text);
      const char *key_end = key + cookie_span_name (key);
      const char *equals = *key_end == '=' ? key_end : skip_spaces (key_end);
      const char *value, *value_end;

      if (*equals != '=' || key_end == key)
        {
          CookieScan what = pass_over_piece (self, pair, key, key_end, end);

          if (what == COOKIE_SCAN_END)
            continue;
          return what;
        }

      value = skip_spaces (equals + 1);
      value_end = trim_end (value, end);
      if ((self->text_flags & COOKIE_TEXT_CONTROL) != 0 &&
          cookie_text_find_control (value, value_end - value) < (gsize) (value_end - value))
        return cookie_scan_pass_over (self, pair, COOKIE_SCAN_ILLEGAL_VALUE,
                                      key - text, value_end - text, end + 1 - text);

      self->position = end + 1 - text;
      pair->key = key - text;
      pair->key_length = key_end - key;
      pair->value = value - text;
      pair->value_length = value_end - value;
      pair->attribute = -1;
      pair->flags = 0;
      if (*value == '"' && value_end - value >= 2 && value_end[-1] == '"')
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
  return cookie_scan_pairs (self, pairs, max_pairs, n_pairs, next_strict);
}
