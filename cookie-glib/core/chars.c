/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "chars.h"

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

#define TIMES_5(flags) flags, flags, flags, flags, flags
#define TIMES_10(flags) TIMES_5 (flags), TIMES_5 (flags)
#define TIMES_26(flags) TIMES_10 (flags), TIMES_10 (flags), TIMES_5 (flags), flags

const guint8 cookie_chars[256] = {
  [0x00] = TIMES_26 (C), TIMES_5 (C), C, /* to 0x1f */
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
  ['0'] = TIMES_10 (ALNUM),
  [':'] = N | O | K | V | P,
  ['<'] = O | K | V | P,
  ['='] = O | V | P,
  ['>'] = O | K | V | P,
  ['?'] = O | K | V | P,
  ['@'] = O | K | V | P,
  ['A'] = TIMES_26 (ALNUM),
  ['['] = O | V | P,
  [']'] = O | V | P,
  ['^'] = TCHAR,
  ['_'] = TCHAR | W,
  ['`'] = TCHAR,
  ['a'] = TIMES_26 (ALNUM),
  ['{'] = O | K | V | P,
  ['|'] = TCHAR,
  ['}'] = O | K | V | P,
  ['~'] = TCHAR,
  [0x7f] = C,
};

/* Returns how many bytes of class @kind @text starts with. */
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

/* Returns the index of the first control character, or @length if there is none. */
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

/* Returns the UTF-16 code unit of the \uXXXX of JSON that @text starts with, or -1. */
int
cookie_text_get_code_unit (const char *text)
{
  int unit = 0;

  if (text[0] != '\\' || text[1] != 'u')
    return -1;

  for (int i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return -1;
      unit = unit << 4 | g_ascii_xdigit_value (text[i]);
    }

  return unit;
}
