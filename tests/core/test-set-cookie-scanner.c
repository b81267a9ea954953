/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "core/attribute.h"
#include "core/text.h"
#include "core/set-cookie.h"

#include <string.h>

static CookieSetCookieResult
start (CookieSetCookie *scanned,
       const char      *text,
       gsize            length,
       gsize           *offset)
{
  return cookie_set_cookie_start (scanned, text, length, cookie_text_get_flags (text, length), offset);
}

/* What the scanner makes of a text, as a text: `[name][value]`, then `[attribute][value]` with
 * `=` between where one stands and `?` in front of an attribute that is not known. */
static char *
scan (const char *text,
      gsize       length)
{
  g_autofree char *exact = g_memdup2 (text, length);
  GString *result = g_string_new (NULL);
  CookieSetCookieAttribute attribute;
  CookieSetCookie scanned;
  gsize offset = 0;

  switch (start (&scanned, exact, length, &offset))
    {
    case COOKIE_SET_COOKIE_CONTROL_CHARACTER:
      g_string_printf (result, "control at %" G_GSIZE_FORMAT, offset);
      return g_string_free (result, FALSE);

    case COOKIE_SET_COOKIE_TOO_LONG:
      g_string_printf (result, "too long at %" G_GSIZE_FORMAT, offset);
      return g_string_free (result, FALSE);

    case COOKIE_SET_COOKIE_OK:
    default:
      break;
    }

  g_string_append_printf (result, "[%.*s][%.*s]",
                          (int) scanned.name_length, scanned.name,
                          (int) scanned.value_length, scanned.value);

  while (cookie_set_cookie_next_attribute (&scanned, &attribute))
    g_string_append_printf (result, " %s[%.*s]%s[%.*s]",
                            attribute.id < 0 ? "?" : "",
                            (int) attribute.name_length, attribute.name,
                            attribute.has_value ? "=" : "",
                            (int) attribute.value_length, attribute.value);

  return g_string_free (result, FALSE);
}

static void
test_scan (void)
{
  static const struct { const char *text; const char *expected; } cases[] = {
    { "", "[][]" },
    { ";", "[][] ?[][]" },
    { "=", "[][]" },
    { "a", "[][a]" },
    { "a=", "[a][]" },
    { "=a", "[][a]" },
    { "a=b", "[a][b]" },
    { " \t a \t = \t b \t ", "[a][b]" },
    { "a b=c d", "[a b][c d]" },
    { "a=b=c", "[a][b=c]" },
    { "a==b", "[a][=b]" },
    { "a=\"b; c\"", "[a][\"b] ?[c\"][]" },
    { "a=b;", "[a][b] ?[][]" },
    { "a=b;;", "[a][b] ?[][] ?[][]" },
    { "a=b; Path=/; Secure", "[a][b] [Path]=[/] [Secure][]" },
    { "a=b;path=/;SECURE", "[a][b] [path]=[/] [SECURE][]" },
    { "a=b; \t Path \t = \t / \t ; \t Secure \t ", "[a][b] [Path]=[/] [Secure][]" },
    { "a=b; Path==/=", "[a][b] [Path]=[=/=]" },
    { "a=b; Secure=", "[a][b] [Secure]=[]" },
    { "a=b; =Secure", "[a][b] ?[]=[Secure]" },
    { "a=b; foo; bar=baz", "[a][b] ?[foo][] ?[bar]=[baz]" },
    { "a=b; Pat h=/; Path\xc2\xa0=/", "[a][b] ?[Pat h]=[/] ?[Path\xc2\xa0]=[/]" },
    { "Path=/; Path=/x", "[Path][/] [Path]=[/x]" },
    { "a=b\nc", "control at 3" },
    { "a=b; foo=\x7f", "control at 9" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *result = scan (cases[i].text, strlen (cases[i].text));

      g_assert_cmpstr (result, ==, cases[i].expected);
    }
}

/* §5.6 step 1: 00-08, 0A-1F and 7F, anywhere */
static void
test_control_characters (void)
{
  static const char text[] = "sid=value; Path=/; foo";

  for (int c = 0; c < 256; c++)
    {
      for (gsize at = 0; at < strlen (text); at++)
        {
          g_autofree char *changed = g_memdup2 (text, strlen (text));
          CookieSetCookie scanned;
          gsize offset = G_MAXSIZE;
          gboolean refused;

          changed[at] = c;
          refused = start (&scanned, changed, strlen (text), &offset) == COOKIE_SET_COOKIE_CONTROL_CHARACTER;
          g_assert_cmpint (refused, ==, c != '\t' && (c < 0x20 || c == 0x7f));
          g_assert_cmpuint (offset, ==, refused ? at : G_MAXSIZE);
        }
    }
}

/* §5.6 step 5: name and value together, white space around them not counted */
static void
test_too_long (void)
{
  for (gsize name_length = 0; name_length <= COOKIE_SET_COOKIE_MAX_PAIR; name_length += 1024)
    {
      for (gsize total = MAX (name_length, COOKIE_SET_COOKIE_MAX_PAIR - 1); total <= COOKIE_SET_COOKIE_MAX_PAIR + 1; total++)
        {
          g_autofree char *name = g_strnfill (name_length, 'n');
          g_autofree char *value = g_strnfill (total - name_length, 'v');
          g_autofree char *text = g_strdup_printf ("  %s  =  %s  ; Path=/", name, value);
          CookieSetCookie scanned;
          gsize offset = G_MAXSIZE;
          gboolean refused = start (&scanned, text, strlen (text), &offset) == COOKIE_SET_COOKIE_TOO_LONG;

          g_assert_cmpint (refused, ==, total > COOKIE_SET_COOKIE_MAX_PAIR);
          g_assert_cmpuint (scanned.name_length, ==, name_length);
          g_assert_cmpuint (scanned.value_length, ==, total - name_length);
          if (refused && name_length > 0)
            g_assert_cmpuint (offset, ==, 2);
        }
    }
}

/* RUSTSEC-2017-0005: a Max-Age beyond what the library's type holds was an overflow. */
static void
test_max_age (void)
{
  static const struct { const char *text; gboolean valid; gint64 seconds; } cases[] = {
    { "0", TRUE, 0 },
    { "1", TRUE, 1 },
    { "3600", TRUE, 3600 },
    { "0003600", TRUE, 3600 },
    { "-0", TRUE, 0 },
    { "-1", TRUE, 0 },
    { "-3600", TRUE, 0 },
    { "9007199254740990", TRUE, G_GINT64_CONSTANT (9007199254740990) },
    { "9007199254740991", TRUE, G_GINT64_CONSTANT (9007199254740991) },
    { "9007199254740992", TRUE, G_GINT64_CONSTANT (9007199254740991) },
    { "90071992547409910", TRUE, G_GINT64_CONSTANT (9007199254740991) },
    { "9223372036854775807", TRUE, G_GINT64_CONSTANT (9007199254740991) },
    { "9223372036854775808", TRUE, G_GINT64_CONSTANT (9007199254740991) },
    { "18446744073709551616", TRUE, G_GINT64_CONSTANT (9007199254740991) },
    { "1000000000000000000000000000000", TRUE, G_GINT64_CONSTANT (9007199254740991) },
    { "-9007199254740992", TRUE, 0 },
    { "-9223372036854775808", TRUE, 0 },
    { "-9223372036854775809", TRUE, 0 },
    { "-1000000000000000000000000000000", TRUE, 0 },
    { "", FALSE, 0 },
    { "-", FALSE, 0 },
    { "--1", FALSE, 0 },
    { "+1", FALSE, 0 },
    { "1.5", FALSE, 0 },
    { "1e3", FALSE, 0 },
    { "0x10", FALSE, 0 },
    { "60s", FALSE, 0 },
    { "6 0", FALSE, 0 },
    { "\"60\"", FALSE, 0 },
    { "never", FALSE, 0 },
    { "\xd9\xa1", FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = strlen (cases[i].text);
      g_autofree char *exact = g_memdup2 (cases[i].text, length);
      gint64 seconds = 0;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (cookie_set_cookie_read_max_age (exact, length, &seconds), ==, cases[i].valid);
      g_assert_cmpint (seconds, ==, cases[i].seconds);
    }
}

/* Of text that was ISO-8859-1, each character counts once. */
static void
test_converted (void)
{
  for (guint flag = 0; flag <= COOKIE_TEXT_CONVERTED; flag += COOKIE_TEXT_CONVERTED)
    {
      for (gsize n = 4094; n <= 4097; n++)
        {
          g_autoptr (GString) text = g_string_new ("\303\251=");
          CookieSetCookie scanned;
          gsize offset = 0;

          /* the name and the last character have two bytes */
          for (gsize i = 0; i + 2 < n; i++)
            g_string_append_c (text, 'v');
          g_string_append (text, "\303\277");

          g_assert_cmpint (cookie_set_cookie_start (&scanned, text->str, text->len,
                                                    cookie_text_get_flags (text->str, text->len) | flag, &offset), ==,
                           n <= (flag != 0 ? 4096 : 4094) ? COOKIE_SET_COOKIE_OK : COOKIE_SET_COOKIE_TOO_LONG);
        }

      for (gsize n = 1023; n <= 1025; n++)
        {
          g_autoptr (GString) text = g_string_new ("a=b; Path=/");
          CookieSetCookieAttribute attribute;
          CookieSetCookie scanned;
          gsize offset = 0;

          for (gsize i = 0; i + 2 < n; i++)
            g_string_append_c (text, 'p');
          g_string_append (text, "\303\277");

          g_assert_cmpint (cookie_set_cookie_start (&scanned, text->str, text->len,
                                                    cookie_text_get_flags (text->str, text->len) | flag, &offset), ==,
                           COOKIE_SET_COOKIE_OK);
          g_assert_true (cookie_set_cookie_next_attribute (&scanned, &attribute));
          g_assert_cmpint (cookie_set_cookie_is_too_long (&scanned, &attribute), ==, n > (flag != 0 ? 1024 : 1023));
        }
    }
}

/* A megabyte each of what made other parsers slow */
static void
test_long (void)
{
  static const char fills[][8] = { ";", "; ", "=", " ", "\t", "a=", "a=;", ";=", "\"", "\\\"", "a;a=a", "Path=/;" };

  for (gsize i = 0; i < G_N_ELEMENTS (fills); i++)
    {
      g_autoptr (GString) text = g_string_new ("a=b;");
      g_autofree char *result = NULL;

      while (text->len < 1024 * 1024)
        g_string_append (text, fills[i]);

      result = scan (text->str, text->len);
      g_assert_true (g_str_has_prefix (result, "[a][b]"));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cookie/set-cookie-scanner/scan", test_scan);
  g_test_add_func ("/cookie/set-cookie-scanner/control-characters", test_control_characters);
  g_test_add_func ("/cookie/set-cookie-scanner/too-long", test_too_long);
  g_test_add_func ("/cookie/set-cookie-scanner/converted", test_converted);
  g_test_add_func ("/cookie/set-cookie-scanner/long", test_long);
  g_test_add_func ("/cookie/advisory/RUSTSEC-2017-0005", test_max_age);

  return g_test_run ();
}
