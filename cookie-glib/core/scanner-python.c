/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "scan.h"

#include "attribute.h"
#include "text.h"

#include <string.h>

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

/* Returns the first position from @at on of a byte that is not of an unquoted value. */
static inline guint32
cookie_scan_find_value_end (const CookieScanner *self,
                            guint32              at)
{
#ifdef COOKIE_HAS_BLOCKS
  return at + cookie_find_in_blocks (self->text + at, self->length - at, cookie_mark_value_ends);
#else
  return at + cookie_text_span (self->text + at, self->length - at, COOKIE_CHAR_VALUE);
#endif
}

/* Whether a match can end at @at. @next is set to the start of the next match. */
static inline gboolean
python_ends (const CookieScanner *self,
             guint32              at,
             guint32             *next)
{
  guint32 end = cookie_scan_skip_spaces (self, at);

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
      i += cookie_span_quoted (self->text + i, self->length - i);
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

/* Reads an unquoted value that goes from @at to @end, or a date. Returns FALSE if the match cannot end
 * after it.
 */
static inline gboolean
python_unquoted (const CookieScanner *self,
                 guint32              at,
                 guint32             *end,
                 guint32             *next)
{
  guint32 date_end;

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

/* Reads one match into @pair, with COOKIE_PAIR_BARE if it has no value. @is_name is whether its key is a
 * legal name. Returns FALSE if there is no match.
 */
static gboolean
python_match (CookieScanner *self,
              CookiePair    *pair,
              gboolean      *is_name)
{
  guint32 key, end, equals, value, value_end, next;

  pair->key = key = cookie_scan_skip_spaces (self, self->position);
  value_end = cookie_scan_find_value_end (self, key); /* no legal name has such an end */
  end = key + cookie_span_name (self->text + key);

  *is_name = end > key && !cookie_char_is (self->text[end], COOKIE_CHAR_KEY);

  if (!*is_name)
    {
      if (!cookie_char_is (self->text[key], COOKIE_CHAR_KEY) && self->text[key] != '=')
        return FALSE;

      do
        end++;
      while (cookie_char_is (self->text[end], COOKIE_CHAR_KEY));
    }

  equals = cookie_scan_skip_spaces (self, end);
  if (self->text[equals] == '=')
    {
      value = cookie_scan_skip_spaces (self, equals + 1);
      if (value > value_end)
        value_end = cookie_scan_find_value_end (self, value);
      if (self->text[value] == '"' ? python_quoted (self, value, &value_end, &next, &pair->flags)
                                   : python_unquoted (self, value, &value_end, &next))
        goto pair;

      if (value > equals + 1)
        {
          /* The space after the `=` ends an empty value. */
          value_end = value = equals + 1;
          next = cookie_scan_skip_spaces (self, value);
          goto pair;
        }

      if (equals == end)
        {
          /* The key must continue to a `=` with a quoted value. */
          if (value_end == value || self->text[value_end] != '"' || self->text[value_end - 1] != '=')
            return FALSE;

          for (end = value; end < value_end - 1; end++)
            if (!cookie_char_is (self->text[end], COOKIE_CHAR_KEY) && self->text[end] != '=')
              return FALSE;

          *is_name = FALSE;
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

/* Finds the next pair, whatever is in it. */
static CookieScan
read_match (CookieScanner *self,
            CookiePair    *pair)
{
  const guint32 start = self->position;
  gboolean is_name;

  pair->attribute = -1;
  pair->flags = 0;
  if (start >= self->length)
    return COOKIE_SCAN_END;

  if (!python_match (self, pair, &is_name))
    {
      guint32 rest = cookie_scan_skip_spaces (self, start);

      if (rest == self->length)
        return COOKIE_SCAN_END;
      return cookie_scan_pass_over (self, pair, COOKIE_SCAN_UNREAD, rest, self->length, self->length);
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
        return cookie_scan_pass_over (self, pair, COOKIE_SCAN_DROPPED,
                                      pair->key, pair->key + pair->key_length, self->length);

      if (pair->attribute < 0)
        {
          self->seen_pair = TRUE;
          if (!is_name)
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

/* All but the likely bytes of an unquoted value; of several one after the other, the first. */
static inline guint64
get_value_ends (const char *text)
{
  guint64 ends;

#ifdef COOKIE_HAS_BLOCKS
  ends = ~cookie_mark_blocks (text, cookie_mark_likely_value);
#else
  ends = 0;
  for (guint i = 0; i < 64; i++)
    ends |= (guint64) !cookie_char_is (text[i], COOKIE_CHAR_VALUE) << i;
#endif

  return ends & ~(ends << 1);
}

guint
cookie_scan_copy_python (char       *copy,
                         const char *text,
                         gsize       length,
                         guint64    *marks)
{
  return cookie_copy_text (copy, text, length, get_value_ends, marks);
}

/* Completes a pair whose quoted value is to start at `value`. Returns where the next match starts, or 0 if no
 * quoted value does, or the match cannot end after it.
 */
G_NO_INLINE static guint32
take_quoted (CookieScanner *self,
             CookiePair    *pair)
{
  guint32 end, next;

  if (self->text[pair->value] != '"' || !python_quoted (self, pair->value, &end, &next, &pair->flags))
    return 0;

  pair->value_length = end - pair->value;
  self->is_special |= pair->flags & COOKIE_PAIR_MAYBE_NUL;
  pair->flags |= COOKIE_PAIR_QUOTED;

  return next;
}

/* In most pairs, there is nothing to skip before the value. */
static inline CookiePair *
read_usual_python (CookieScanner *self,
                   CookiePair    *pair,
                   CookiePair    *stop)
{
  const char *text = self->text;
  const CookiePair *first = pair;
  guint32 start = self->position;
  CookieMarks marks;

  cookie_marks_init (&marks, self);
  for (; pair < stop; pair++)
    {
      const guint32 key = cookie_scan_skip_space (text, start);
      const gsize key_length = cookie_span_name_of_pair (text + key);
      const guint32 value = key + key_length + 1;
      guint32 end;

      if (key_length == 0 || text[key] == '$' ||
          cookie_attribute_lookup (text + key, key_length) >= 0)
        break;

      do
        end = cookie_marks_next (&marks);
      while (end < value);

      pair->key = key;
      pair->key_length = key_length;
      pair->value = value;
      pair->value_length = end - value;
      pair->attribute = -1;
      pair->flags = 0;

      if (text[end] == ';' || end == self->length)
        start = end + 1;
      else if ((end = take_quoted (self, pair)) != 0)
        start = end;
      else
        break;
    }
  self->position = start;
  self->seen_pair |= pair > first;

  return pair;
}

/* Finds what comes next as http.cookies of CPython 3.14 does. After COOKIE_SCAN_UNREAD and
 * COOKIE_SCAN_DROPPED, the next result is COOKIE_SCAN_END.
 */
static CookieScan
next_python (CookieScanner *self,
             CookiePair    *pair)
{
  const CookieScan what = read_match (self, pair);

  self->is_special |= pair->attribute >= 0 || (pair->flags & COOKIE_PAIR_MAYBE_NUL) != 0;

  return what;
}

CookieScan
cookie_scan_python (CookieScanner *self,
                    CookiePair    *pairs,
                    guint          max_pairs,
                    guint         *n_pairs)
{
  return cookie_scan_pairs (self, pairs, max_pairs, n_pairs, read_usual_python, next_python);
}
