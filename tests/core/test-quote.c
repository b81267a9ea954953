/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "core/quote.h"

#include <string.h>

static char *
quote (const char *text)
{
  g_autofree char *exact = g_strdup (text);
  GString *string = g_string_new (NULL);

  cookie_quote_append (string, exact);

  return g_string_free (string, FALSE);
}

/* The text is in a block of its own size, without a NUL. */
static char *
unquote (const char *text)
{
  gsize length = strlen (text);
  g_autofree char *exact = length > 0 ? g_memdup2 (text, length) : g_strdup ("");

  g_assert_cmpuint (cookie_quote_find_nul (exact, length), ==, length);

  return cookie_text_unquote (exact, length);
}

static void
test_quote (void)
{
  static const struct { const char *text; const char *quoted; } cases[] = {
    { "", "\"\"" },
    { "a", "a" },
    { "a:b", "a:b" },
    { "!#$%&'*+-.^_`|~", "!#$%&'*+-.^_`|~" },
    { " ", "\" \"" },
    { "none for you", "\"none for you\"" },
    { "()/<=>?@[]{}", "\"()/<=>?@[]{}\"" },
    { "\"", "\"\\\"\"" },
    { "\\", "\"\\\\\"" },
    { ",;", "\"\\054\\073\"" },
    { "\t\r\n\177", "\"\\011\\015\\012\\177\"" },
    { "\303\251", "\"\\303\\251\"" },
    { "E=everybody; L=\"Loves\"; fudge=\n;", "\"E=everybody\\073 L=\\\"Loves\\\"\\073 fudge=\\012\\073\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *quoted = quote (cases[i].text);
      g_autofree char *text = unquote (quoted);

      g_assert_cmpstr (quoted, ==, cases[i].quoted);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_unquote (void)
{
  static const struct { const char *quoted; const char *text; } cases[] = {
    { "", "" },
    { "a", "a" },
    { "\"", "\"" },
    { "\"\"", "" },
    { "\"a", "\"a" },
    { "a\"", "a\"" },
    { "a\\073", "a\\073" },
    { "\"a\\073\"", "a;" },
    { "\"\\\"\"", "\"" },
    { "\"\\\\\"", "\\" },
    { "\"\\\\073\"", "\\073" },
    { "\"\\\\\\073\"", "\\;" },
    { "\"\\\"", "\\" },
    { "\"a\\\"", "a\\" },
    { "\"\\9\"", "9" },
    { "\"\\400\"", "400" },
    { "\"\\377\"", "\303\277" },
    { "\"\\08\"", "08" },
    { "\"\\07\"", "07" },
    { "\"\\078\"", "078" },
    { "\"\\0\"", "0" },
    { "\"\\1234\"", "S4" },
    { "\"\\a\\ b\"", "a b" },
    { "\"a\"b\"", "a\"b" },
    /* bytes that are UTF-8, as it and, where they are not, as ISO-8859-1 */
    { "\"\\303\\251\"", "\303\251" },
    { "\"\\351\"", "\303\251" },
    { "\"\\177\\351\\177\"", "\177\303\251\177" },
    { "\"\\303\"", "\303\203" },
    { "\"\\303A\\251\"", "\303\203A\302\251" },
    { "\"\\303\\251\\351\"", "\303\203\302\251\303\251" },
    { "\"\\360\\237\\215\\252\"", "\360\237\215\252" },
    { "\"\\355\\240\\200\"", "\303\255\302\240\302\200" },
    { "\"\\300\\200\"", "\303\200\302\200" },
    { "\"\303\251\"", "\303\251" },
    { "\"\\\303\251\"", "\303\251" },
    { "\"\\303\303\251\"", "\303\203\303\251" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = unquote (cases[i].quoted);

      g_test_message ("%s", cases[i].quoted);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_is_quoted (void)
{
  g_assert_false (cookie_is_quoted ("", 0));
  g_assert_false (cookie_is_quoted ("\"", 1));
  g_assert_true (cookie_is_quoted ("\"\"", 2));
  g_assert_false (cookie_is_quoted ("\"a", 2));
  g_assert_false (cookie_is_quoted ("a\"", 2));
}

static void
test_find_nul (void)
{
  static const struct { const char *text; gsize at; } cases[] = {
    { "\\000", 4 },
    { "\"\\000\"", 1 },
    { "\"ab\\000\\000\"", 3 },
    { "\"\\\\000\"", 7 },
    { "\"\\\\\\000\"", 3 },
    { "\"\\00\"", 5 },
    { "\"\\001\"", 6 },
    { "\"\\", 2 },
    { "\"\\\"", 3 },
    { "\"\\\\\"", 4 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = strlen (cases[i].text);
      g_autofree char *exact = g_memdup2 (cases[i].text, length);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (cookie_quote_find_nul (exact, length), ==, cases[i].at);
    }
}

/* Any string comes back, and travels as text that no header is broken by. */
static void
test_round_trip (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *quoted = NULL;
      g_autofree char *back = NULL;
      guint length = g_test_rand_int_range (0, 12);

      for (guint n = 0; n < length; n++)
        {
          static const gunichar limits[] = { 0x80, 0x100, 0x800, 0xd800, 0x110000 };
          gunichar c = g_test_rand_int_range (1, limits[g_test_rand_int_range (0, G_N_ELEMENTS (limits))]);

          if (g_unichar_validate (c))
            g_string_append_unichar (text, c);
        }

      quoted = quote (text->str);
      for (const char *p = quoted; *p != '\0'; p++)
        g_assert_true (*p >= ' ' && *p < 0x7f && *p != ';' && *p != ',');

      back = unquote (quoted);
      g_assert_cmpstr (back, ==, text->str);
    }
}

/* Whatever stands between quotes, what comes out is UTF-8. */
static void
test_always_utf8 (void)
{
  static const char * const parts[] = {
    "\\", "\"", "\\303", "\\251", "\\351", "\\360", "\\237", "\\215", "\\252", "\303\251", "\360\237\215\252",
    "3", "7", "\\400", "\\101", "a",
  };

  for (guint i = 0; i < 50000; i++)
    {
      g_autoptr (GString) text = g_string_new ("\"");
      g_autofree char *back = NULL;
      guint length = g_test_rand_int_range (0, 10);

      for (guint n = 0; n < length; n++)
        g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
      g_string_append_c (text, '"');

      back = unquote (text->str);
      g_assert_true (g_utf8_validate (back, -1, NULL));
      g_assert_cmpuint (strlen (back), <=, text->len);
    }
}

/* A million escapes, each of which made CPython copy all that follows. */
static void
test_many_escapes (void)
{
  static const struct { const char *escape; const char *text; } cases[] = {
    { "\\\\", "\\" },
    { "\\134", "\\" },
    { "\\303\\251", "\303\251" },
    { "\\351", "\303\251" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const guint n = 1000000;
      g_autoptr (GString) quoted = g_string_new ("\"");
      g_autofree char *text = NULL;

      for (guint j = 0; j < n; j++)
        g_string_append (quoted, cases[i].escape);
      g_string_append_c (quoted, '"');

      text = unquote (quoted->str);
      g_assert_cmpuint (strlen (text), ==, n * strlen (cases[i].text));
      g_assert_true (g_str_has_suffix (text, cases[i].text));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cookie/quote/quote", test_quote);
  g_test_add_func ("/cookie/quote/unquote", test_unquote);
  g_test_add_func ("/cookie/quote/is-quoted", test_is_quoted);
  g_test_add_func ("/cookie/quote/find-nul", test_find_nul);
  g_test_add_func ("/cookie/quote/round-trip", test_round_trip);
  g_test_add_func ("/cookie/quote/always-utf8", test_always_utf8);
  g_test_add_func ("/cookie/advisory/CVE-2024-7592", test_many_escapes);

  return g_test_run ();
}
