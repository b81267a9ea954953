/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "core/copy.h"

#include <string.h>

#define ALPHANUMERIC "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
#define TOKEN        ALPHANUMERIC "!#$%&'*+-.^_`|~"

/* Each kind, spelled as its standard or as CPython spells it. */
static void
test_kinds (void)
{
  static const struct { guint8 kind; const char *members; } kinds[] = {
    { COOKIE_CHAR_TOKEN, TOKEN },
    { COOKIE_CHAR_NAME, TOKEN ":" },
    { COOKIE_CHAR_OCTET, TOKEN "()/:<=>?@[]{}" },
    { COOKIE_CHAR_KEY, ALPHANUMERIC "_!#%&'~`><@,:/$*+-.^|)(?}{" },
    { COOKIE_CHAR_VALUE, ALPHANUMERIC "_!#%&'~`><@,:/$*+-.^|)(?}{=[]" },
    { COOKIE_CHAR_WORD, ALPHANUMERIC "_" },
    { COOKIE_CHAR_PLAIN, TOKEN ": ()/<=>?@[]{}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (int c = 1; c < 256; c++)
      g_assert_cmpint (cookie_char_is (c, kinds[i].kind), ==, strchr (kinds[i].members, c) != NULL);

  for (int c = 0; c < 256; c++)
    {
      g_assert_cmpint (cookie_char_is (c, COOKIE_CHAR_CONTROL), ==, c < 0x20 || c == 0x7f);
      g_assert_cmpint (cookie_char_is_space (c), ==, c == ' ' || c == '\t');
    }

  g_assert_cmpint (cookie_chars[0], ==, COOKIE_CHAR_CONTROL);
}

/* Each byte at each place of texts of each length up to two blocks and a bit. */
static void
test_copy (void)
{
  for (gsize length = 0; length <= 72; length++)
    for (gsize at = 0; at < MAX (length, 1); at++)
      for (int c = 0; c < 256; c++)
        {
          g_autofree char *text = g_malloc (length);
          g_autofree char *copy = g_malloc (length + 1);
          guint expected = 0;

          if (length > 0)
            {
              memset (text, ' ' + (int) at, length);
              text[at] = (char) c;
              if (c < 0x20 || c == 0x7f)
                expected = COOKIE_TEXT_CONTROL;
              else if (c >= 0x80)
                expected = COOKIE_TEXT_NON_ASCII;
            }

          g_assert_cmpuint (cookie_text_copy (copy, text, length), ==, expected);
          g_assert_cmpuint (cookie_text_get_flags (text, length), ==, expected);
          g_assert_cmpmem (copy, length, text, length);
          g_assert_cmpint (copy[length], ==, '\0');
        }
}

/* Any two bytes next to each other: what is carried from one to the next harms no result. */
static void
test_copy_neighbours (void)
{
  for (int a = 0; a < 256; a++)
    for (int b = 0; b < 256; b++)
      {
        const char text[] = { 'x', (char) a, (char) b, 'x', 'x', 'x', 'x', 'x' };
        char copy[sizeof text + 1];
        gboolean control = a < 0x20 || a == 0x7f || b < 0x20 || b == 0x7f;
        gboolean high = a >= 0x80 || b >= 0x80;

        g_assert_cmpuint (cookie_text_copy (copy, text, sizeof text), ==,
                          (control ? COOKIE_TEXT_CONTROL : 0) | (high ? COOKIE_TEXT_NON_ASCII : 0));
      }
}

/* The same for what looks at a block at a time, against a look at each byte. */
static void
test_spans (void)
{
  for (gsize length = 1; length <= 100; length++)
    for (gsize at = 0; at < length; at++)
      for (int c = 0; c < 256; c++)
        {
          g_autofree char *text = g_malloc0 (length + COOKIE_TEXT_PADDING);

          memset (text, 'a' + (int) at % 26, length);
          text[at] = (char) c;

          g_assert_cmpuint (cookie_span_octets (text, length), ==, cookie_text_span (text, length, COOKIE_CHAR_OCTET));
          g_assert_cmpuint (cookie_span_name (text), ==, cookie_text_span (text, length, COOKIE_CHAR_NAME));
          g_assert_cmpuint (cookie_span_token (text), ==, cookie_text_span (text, length, COOKIE_CHAR_TOKEN));
          g_assert_cmpuint (cookie_span_quoted (text, length), ==, c == '"' || c == '\\' ? at : length);
          if (length <= 64)
            g_assert_cmphex (cookie_text_find_all (text, length, '=', ';'), ==,
                             c == '=' || c == ';' ? G_GUINT64_CONSTANT (1) << at : 0);
        }
}

/* And where a name has two bytes that are in few names. */
static void
test_names (void)
{
  for (gsize at = 0; at < 35; at++)
    for (int a = 0; a < 256; a++)
      for (int b = 0; b < 256; b++)
        {
          char text[40 + COOKIE_TEXT_PADDING] = { 0 };
          gsize length;

          memset (text, 'a' + (int) at % 26, 40);
          text[at] = (char) a;
          text[at + 1 + at % 3] = (char) b;
          length = cookie_text_span (text, 40, COOKIE_CHAR_NAME);
          g_assert_cmpuint (cookie_span_name (text), ==, length);
          g_assert_cmpuint (cookie_span_name_of_pair (text), ==, text[length] == '=' ? length : 0);
        }
}

static void
test_find (void)
{
  static const struct { const char *text; gsize token, control, unsafe; } cases[] = {
    { "", 0, 0, 0 },
    { "abc", 3, 3, 3 },
    { "a;b", 1, 3, 1 },
    { "a b;", 1, 4, 3 },
    { "a\tb", 1, 1, 1 },
    { "a\177", 1, 1, 1 },
    { "\303\251\r", 0, 2, 2 },
    { ";\n", 0, 1, 0 },
    { "abcdefghij\nk", 10, 10, 10 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = strlen (cases[i].text);
      g_autofree char *text = g_memdup2 (cases[i].text, length);

      g_assert_cmpuint (cookie_text_span (text, length, COOKIE_CHAR_TOKEN), ==, cases[i].token);
      g_assert_cmpuint (cookie_text_find_control (text, length), ==, cases[i].control);
      g_assert_cmpuint (cookie_text_find_unsafe (text, length), ==, cases[i].unsafe);
    }
}

/* A NUL neither makes nor breaks UTF-8. */
static void
test_is_utf8 (void)
{
  static const struct { const char *text; gsize length; gboolean is_utf8; } cases[] = {
    { "", 0, TRUE },
    { "a", 1, TRUE },
    { "\0", 1, TRUE },
    { "\0\0\303\251\0", 5, TRUE },
    { "\303\251\0a\342\202\254", 7, TRUE },
    { "\303\0\251", 3, FALSE },
    { "\0\303", 2, FALSE },
    { "\303\251\0\351", 4, FALSE },
    { "\351", 1, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *exact = g_memdup2 (cases[i].text, cases[i].length);

      g_assert_cmpint (cookie_text_is_utf8 (exact != NULL ? exact : "", cases[i].length), ==, cases[i].is_utf8);
    }
}

static void
test_code_unit (void)
{
  static const struct { const char *text; int unit; } cases[] = {
    { "\\u0000", 0 }, { "\\u00e9x", 0xe9 }, { "\\uD83d", 0xd83d }, { "\\uffff", 0xffff },
    { "\\u00e", -1 }, { "\\u00eg", -1 }, { "\\U00e9", -1 }, { "u00e9", -1 }, { "\\", -1 }, { "", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup (cases[i].text); /* an over-read shows */

      g_assert_cmpint (cookie_text_get_code_unit (text), ==, cases[i].unit);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cookie/chars/kinds", test_kinds);
  g_test_add_func ("/cookie/chars/copy", test_copy);
  g_test_add_func ("/cookie/chars/copy-neighbours", test_copy_neighbours);
  g_test_add_func ("/cookie/chars/spans", test_spans);
  g_test_add_func ("/cookie/chars/names", test_names);
  g_test_add_func ("/cookie/chars/find", test_find);
  g_test_add_func ("/cookie/chars/is-utf8", test_is_utf8);
  g_test_add_func ("/cookie/chars/code-unit", test_code_unit);

  return g_test_run ();
}
