/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "scanner.h"

#include "attribute.h"
#include "chars.h"

#include <string.h>

static inline guint8
char_kinds (const CookieScanner *self,
            guint32              at)
{
  return cookie_chars[(guint8) self->text[at]];
}

static inline guint32
skip_spaces (const CookieScanner *self,
             guint32              at)
{
  while (cookie_char_is_space (self->text[at]))
    at++;

  return at;
}

/* Returns @what for the text from @start to @end, as the key slice, and continues at @next. */
static CookieScan
pass_over (CookieScanner *self,
           CookiePair    *pair,
           CookieScan     what,
           guint32        start,
           guint32        end,
           guint32        next)
{
  *pair = (CookiePair) { .key = start, .key_length = end - start, .attribute = -1 };
  self->position = next;

  return what;
}

/* The PYTHON profile. CPython matches this pattern repeatedly, each time at the end of the last
 * match:
 *
 *   \s* (KEY+?) ( \s*=\s* ( "(?:[^\\"]|\\.)*" | DATE | VALUE* ) )? \s* (\s+|;|$)
 *
 * with DATE (\w{3,6}day|\w{3}),\s[\w\d\s-]{9,11}\s[\d:]{8}\sGMT. This code backtracks at most
 * once. The key ends at the first `=`, unless the text after it is not a value. `=` is also a key
 * character, so the key may then end at a later `=`. An unquoted value after that `=` would end
 * where the first value did, and fail too. Only a quoted value can follow it.
 */

/* Whether a match can end at @at. @next is set to the start of the next match. */
static inline gboolean
python_ends (const CookieScanner *self,
             guint32              at,
             guint32             *next)
{
  guint32 end = skip_spaces (self, at);

  if (self->text[end] == ';')
    *next = end + 1;
  else if (end > at || end == self->length)
    *next = end;
  else
    return FALSE;

  return TRUE;
}

/* Returns the end of the quoted string that starts at @at, or 0 if it does not end. */
static guint32
python_quoted_end (const CookieScanner *self,
                   guint32              at,
                   guint8              *flags)
{
  guint32 i = at + 1;

  for (;;)
    {
      i += cookie_text_span_quoted (self->text + i, self->length - i);
      if (i == self->length)
        return 0;
      if (self->text[i] == '"')
        return i + 1;

      /* Skip a backslash and the character that it escapes. */
      if (self->length - i < 2)
        return 0;
      if (self->text[i + 1] == '0' && self->text[i + 2] == '0')
        *flags |= COOKIE_PAIR_MAYBE_NUL;
      i += 2;
    }
}

/* Whether the word from @start up to a comma at @comma starts a date. */
static gboolean
python_is_weekday (const CookieScanner *self,
                   guint32              start,
                   guint32              comma)
{
  const char *word = self->text + start;
  gsize length = comma - start;

  return cookie_text_span (word, length, COOKIE_CHAR_WORD) == length &&
         (length == 3 ||
          (length >= 6 && length <= 9 && memcmp (word + length - 3, "day", 3) == 0));
}

/* Returns the end of the date whose comma is just before @at, or 0 if there is none. */
static guint32
python_date_end (const CookieScanner *self,
                 guint32              at,
                 guint32             *next)
{
  const char *text = self->text + at;
  gsize left = self->length - at;

  for (gsize n = 11; n >= 9; n--)
    {
      gsize i;

      /* SP, n characters, SP, 8 characters, SP, GMT */
      if (left < n + 14)
        continue;

      for (i = 1; i <= n; i++)
        if (!cookie_char_is (text[i], COOKIE_CHAR_WORD) && !cookie_char_is_space (text[i]) && text[i] != '-')
          break;
      if (i <= n || !cookie_char_is_space (text[n + 1]))
        continue;

      for (i = n + 2; i < n + 10; i++)
        if (!g_ascii_isdigit (text[i]) && text[i] != ':')
          break;
      if (i == n + 10 && cookie_char_is_space (text[i]) && memcmp (text + i + 1, "GMT", 3) == 0 &&
          python_ends (self, at + i + 4, next))
        return at + i + 4;
    }

  return 0;
}

/* Reads the quoted value that starts at @at. Returns FALSE and sets @end to @at if the match cannot
 * end after it.
 */
static gboolean
python_quoted (const CookieScanner *self,
               guint32              at,
               guint32             *end,
               guint32             *next,
               guint8              *flags)
{
  *end = python_quoted_end (self, at, flags);
  if (*end != 0 && python_ends (self, *end, next))
    return TRUE;

  *end = at;
  return FALSE;
}

/* Reads an unquoted value or a date. Returns FALSE if the match cannot end after it. Then @end is
 * the end of the value.
 */
static inline gboolean
python_unquoted (const CookieScanner *self,
                 guint32              at,
                 guint32             *end,
                 guint32             *next)
{
  guint32 date_end;

  *end = at + cookie_text_span_value (self->text + at, self->length - at);

  if (self->text[*end] == ';')
    {
      *next = *end + 1;
      return TRUE;
    }

  if (cookie_char_is_space (self->text[*end]) && *end > at && self->text[*end - 1] == ',' &&
      python_is_weekday (self, at, *end - 1) &&
      (date_end = python_date_end (self, *end, next)) != 0)
    {
      *end = date_end;
      return TRUE;
    }

  return python_ends (self, *end, next);
}

/* Reads one match into @pair, with COOKIE_PAIR_BARE if it has no value. Returns FALSE if there is
 * no match.
 */
static inline gboolean
python_match (CookieScanner *self,
              CookiePair    *pair,
              guint8        *kinds)
{
  const guint8 *text = (const guint8 *) self->text;
  guint32 key, end, equals, value, value_end, next;
  guint8 more, all;

  pair->attribute = -1;
  pair->flags = 0;
  pair->key = key = end = skip_spaces (self, self->position);
  all = cookie_chars[text[key]];

  if ((all & COOKIE_CHAR_KEY) == 0 && text[key] != '=')
    return FALSE;

  while ((more = cookie_chars[text[++end]]) & COOKIE_CHAR_KEY)
    all &= more;
  *kinds = all;

  equals = skip_spaces (self, end);
  if (text[equals] == '=')
    {
      value = skip_spaces (self, equals + 1);
      if (text[value] == '"' ? python_quoted (self, value, &value_end, &next, &pair->flags)
                             : python_unquoted (self, value, &value_end, &next))
        goto pair;

      if (value > equals + 1)
        {
          /* The space after the `=` ends an empty value. */
          value_end = value = equals + 1;
          next = skip_spaces (self, value);
          goto pair;
        }

      if (equals == end)
        {
          /* The key must continue to a `=` with a quoted value. */
          if (value_end == value || self->text[value_end] != '"' || self->text[value_end - 1] != '=')
            return FALSE;

          for (end = value; end < value_end - 1; end++)
            if ((char_kinds (self, end) & COOKIE_CHAR_KEY) == 0 && self->text[end] != '=')
              return FALSE;

          *kinds = 0;
          value = value_end;
          if (!python_quoted (self, value, &value_end, &next, &pair->flags))
            return FALSE;
          goto pair;
        }
    }

  if (!python_ends (self, end, &next))
    return FALSE;

  pair->key_length = end - key;
  pair->value = end;
  pair->value_length = 0;
  pair->flags = COOKIE_PAIR_BARE;
  self->position = next;
  return TRUE;

pair:
  pair->key_length = end - key;
  pair->value = value;
  pair->value_length = value_end - value;
  if (self->text[value] == '"')
    pair->flags |= COOKIE_PAIR_QUOTED;
  self->position = next;
  return TRUE;
}

/* Reads the next pair as http.cookies of CPython 3.14 does. After COOKIE_SCAN_UNREAD and
 * COOKIE_SCAN_DROPPED, the next result is COOKIE_SCAN_END.
 */
CookieScan
cookie_scan_python (CookieScanner *self,
                    CookiePair    *pair)
{
  guint32 start = self->position;
  guint8 kinds;

  if (start >= self->length)
    return COOKIE_SCAN_END;

  if (!python_match (self, pair, &kinds))
    {
      guint32 rest = skip_spaces (self, start);

      if (rest == self->length)
        return COOKIE_SCAN_END;
      return pass_over (self, pair, COOKIE_SCAN_UNREAD, rest, self->length, self->length);
    }

  if (self->text[pair->key] == '$')
    {
      if (!self->seen_pair)
        return COOKIE_SCAN_IGNORED;

      pair->flags |= COOKIE_PAIR_RAW;
      pair->attribute = cookie_attribute_lookup (self->text + pair->key + 1, pair->key_length - 1);
      if (pair->attribute < 0)
        return COOKIE_SCAN_UNKNOWN_ATTRIBUTE;
    }
  else
    {
      pair->attribute = cookie_attribute_lookup (self->text + pair->key, pair->key_length);

      if (pair->attribute < 0 ? (pair->flags & COOKIE_PAIR_BARE) != 0
                              : !self->seen_pair || ((pair->flags & COOKIE_PAIR_BARE) != 0 &&
                                                     !cookie_attribute_is_flag (pair->attribute)))
        return pass_over (self, pair, COOKIE_SCAN_DROPPED,
                          pair->key, pair->key + pair->key_length, self->length);

      if (pair->attribute < 0)
        {
          self->seen_pair = TRUE;
          if ((kinds & COOKIE_CHAR_NAME) == 0)
            return COOKIE_SCAN_ILLEGAL_NAME;
        }
    }

  if ((self->text_flags & COOKIE_TEXT_CONTROL) != 0)
    {
      guint32 control = cookie_text_find_control (self->text + pair->value, pair->value_length);

      if (control < pair->value_length)
        {
          pair->key = pair->value + control;
          pair->key_length = 1;
          return COOKIE_SCAN_ILLEGAL_VALUE;
        }
    }

  return COOKIE_SCAN_PAIR;
}

/* Returns the position of the byte @c between @at and @end, or @end if there is none. */
static inline guint32
find (const CookieScanner *self,
      guint32              at,
      guint32              end,
      char                 c)
{
  const char *found = memchr (self->text + at, c, end - at);

  return found != NULL ? found - self->text : end;
}

static inline guint32
trim_end (const CookieScanner *self,
          guint32              start,
          guint32              end)
{
  while (end > start && cookie_char_is_space (self->text[end - 1]))
    end--;

  return end;
}

/* Reads the next pair as draft-ietf-httpbis-rfc6265bis-22, §5.6, splits a cookie-pair: at `;`, then
 * at the first `=`. SP and HTAB are trimmed.
 */
CookieScan
cookie_scan_rfc6265 (CookieScanner *self,
                     CookiePair    *pair)
{
  while (self->position < self->length)
    {
      guint32 key = skip_spaces (self, self->position);
      guint32 key_end = key;
      guint32 value, value_end, end;

      while (char_kinds (self, key_end) & COOKIE_CHAR_NAME)
        key_end++;

      if (self->text[key_end] == '=')
        {
          value = skip_spaces (self, key_end + 1);
          end = find (self, value, self->length, ';');
        }
      else
        {
          guint32 equals;

          end = find (self, key_end, self->length, ';');
          if (trim_end (self, key, end) == key)
            {
              self->position = end + 1;
              continue;
            }

          equals = find (self, key_end, end, '=');
          if (equals == end)
            return pass_over (self, pair, COOKIE_SCAN_NAMELESS, key, trim_end (self, key, end), end + 1);
          if (trim_end (self, key, equals) > key_end)
            return pass_over (self, pair, COOKIE_SCAN_ILLEGAL_NAME, key, trim_end (self, key, end), end + 1);

          value = skip_spaces (self, equals + 1);
        }

      value_end = trim_end (self, value, end);
      if (key_end == key)
        return pass_over (self, pair, COOKIE_SCAN_NAMELESS, key, trim_end (self, key, end), end + 1);
      if ((self->text_flags & COOKIE_TEXT_CONTROL) != 0 &&
          cookie_text_find_control (self->text + value, value_end - value) < value_end - value)
        return pass_over (self, pair, COOKIE_SCAN_ILLEGAL_VALUE, key, value_end, end + 1);

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

  return pass_over (self, pair, what, at, end, self->length + 1);
}

/* Reads the next pair by the grammar of draft-ietf-httpbis-rfc6265bis-22, §4.2.1:
 * cookie-pair *( ";" SP cookie-pair ). Any result except PAIR and END is an error at the slice
 * `key`, and stops the scan.
 */
CookieScan
cookie_scan_strict (CookieScanner *self,
                    CookiePair    *pair)
{
  guint32 key = self->position;
  guint32 key_end, value, value_end;

  if (key > 0)
    {
      if (key >= self->length)
        return COOKIE_SCAN_END;
      if (self->text[key] != ';')
        return stop_at (self, pair, COOKIE_SCAN_ILLEGAL_VALUE, key);
      if (self->text[key + 1] != ' ')
        return stop_at (self, pair, COOKIE_SCAN_SYNTAX, key);
      key += 2;
    }

  for (key_end = key; char_kinds (self, key_end) & COOKIE_CHAR_TOKEN;)
    key_end++;

  if (self->text[key_end] != '=' && self->text[key_end] != ';' && key_end < self->length)
    return stop_at (self, pair, COOKIE_SCAN_ILLEGAL_NAME, key_end);
  if (key_end == key || self->text[key_end] != '=')
    return pass_over (self, pair, COOKIE_SCAN_NAMELESS, key, key_end, self->length + 1);

  value = key_end + 1;
  value_end = self->text[value] == '"' ? value + 1 : value;
  while (char_kinds (self, value_end) & COOKIE_CHAR_OCTET)
    value_end++;
  if (self->text[value] == '"' && self->text[value_end++] != '"')
    return stop_at (self, pair, COOKIE_SCAN_ILLEGAL_VALUE, value_end - 1);

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
