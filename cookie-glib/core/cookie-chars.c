/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "cookie-chars.h"

#include <string.h>

#define T COOKIE_CHAR_TOKEN
#define N COOKIE_CHAR_NAME
#define O COOKIE_CHAR_OCTET
#define K COOKIE_CHAR_KEY
#define V COOKIE_CHAR_VALUE
#define W COOKIE_CHAR_WORD
#define P COOKIE_CHAR_PLAIN
#define C COOKIE_CHAR_CONTROL

#define ALNUM (T | N | O | K | V | W | P)
#define TCHAR (T | N | O | K | V | P) /* also '_', which is a word's as well */

const guint8 cookie_chars[256] = {
  [0x00 ... 0x1f] = C,
  [' '] = P,
  ['!'] = TCHAR,
  ['#'] = TCHAR,
  ['$'] = TCHAR,
  ['%'] = TCHAR,
  ['&'] = TCHAR,
  ['\''] = TCHAR,
  ['('] = O | K | V | P,
  [')'] = O | K | V | P,
  ['*'] = TCHAR,
  ['+'] = TCHAR,
  [','] = K | V,
  ['-'] = TCHAR,
  ['.'] = TCHAR,
  ['/'] = O | K | V | P,
  ['0' ... '9'] = ALNUM,
  [':'] = N | O | K | V | P,
  ['<'] = O | K | V | P,
  ['='] = O | V | P,
  ['>'] = O | K | V | P,
  ['?'] = O | K | V | P,
  ['@'] = O | K | V | P,
  ['A' ... 'Z'] = ALNUM,
  ['['] = O | V | P,
  [']'] = O | V | P,
  ['^'] = TCHAR,
  ['_'] = TCHAR | W,
  ['`'] = TCHAR,
  ['a' ... 'z'] = ALNUM,
  ['{'] = O | K | V | P,
  ['|'] = TCHAR,
  ['}'] = O | K | V | P,
  ['~'] = TCHAR,
  [0x7f] = C,
};

#define ONES  G_GUINT64_CONSTANT (0x0101010101010101)
#define HIGHS G_GUINT64_CONSTANT (0x8080808080808080)

/* Both set the high bit of each byte that is meant, for bytes below 0x80. */
#define BELOW_SPACE(word) (((word) - ONES * 0x20) & ~(word))
#define IS_DELETE(word)   ((((word) ^ (ONES * 0x7f)) - ONES) & ~((word) ^ (ONES * 0x7f)))

/* Copies @length bytes, ends them with a NUL, and tells what they hold: eight
 * bytes at a time, since most headers hold nothing of interest.
 */
guint
cookie_text_copy (char       *copy,
                  const char *text,
                  gsize       length)
{
  guint64 controls = 0;
  guint64 highs = 0;
  guint64 word;
  gsize i;

  for (i = 0; i + sizeof word <= length; i += sizeof word)
    {
      memcpy (&word, text + i, sizeof word);
      memcpy (copy + i, &word, sizeof word);
      controls |= BELOW_SPACE (word) | IS_DELETE (word);
      highs |= word;
    }

  word = ONES * ' ';
  memcpy (&word, text + i, length - i);
  memcpy (copy + i, text + i, length - i);
  copy[length] = '\0';
  controls |= BELOW_SPACE (word) | IS_DELETE (word);
  highs |= word;

  return ((controls & HIGHS) != 0 ? COOKIE_TEXT_CONTROL : 0) |
         ((highs & HIGHS) != 0 ? COOKIE_TEXT_NON_ASCII : 0);
}

/* How many bytes at the start of @text are of @kind. */
gsize
cookie_text_span (const char *text,
                  gsize       length,
                  guint8      kind)
{
  gsize i = 0;

  while (i < length && cookie_char_is (text[i], kind))
    i++;

  return i;
}

/* Where the first control character is; @length if there is none. */
gsize
cookie_text_find_control (const char *text,
                          gsize       length)
{
  gsize i = 0;

  while (i < length && !cookie_char_is (text[i], COOKIE_CHAR_CONTROL))
    i++;

  return i;
}

/* Where the first byte is that would break a header: a control character or a
 * semicolon; @length if there is none.
 */
gsize
cookie_text_find_unsafe (const char *text,
                         gsize       length)
{
  gsize i = 0;

  while (i < length && text[i] != ';' && !cookie_char_is (text[i], COOKIE_CHAR_CONTROL))
    i++;

  return i;
}
