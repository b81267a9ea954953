/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "core/attribute.h"
#include "core/blocks.h"
#include "core/chars.h"
#include "core/scanner.h"
#include "core/text.h"

#include <string.h>

/* What a scanner finds is written down as text, one item after the other:
 *
 *   [a=b]           a pair            [a="b"]'  one with quotes
 *   (path=/)        an attribute      (secure)  one that stands alone   ($path=/)  one that stays quoted
 *   {nameless 3+4}  what else it says, and where
 */

#define TOKEN_CHARS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-.^_`|~"
#define OCTET_CHARS TOKEN_CHARS "()/:<=>?@[]{}"

static void
append_slice (GString    *found,
              const char *text,
              gsize       length)
{
  g_string_append_len (found, text, length);
}

static void
append_pair (GString          *found,
             const char       *text,
             const CookiePair *pair)
{
  gboolean is_attribute = pair->attribute >= 0;

  g_string_append_c (found, is_attribute ? '(' : '[');
  append_slice (found, text + pair->key, pair->key_length);
  if ((pair->flags & COOKIE_PAIR_BARE) == 0)
    {
      g_string_append_c (found, '=');
      append_slice (found, text + pair->value, pair->value_length);
    }
  g_string_append_c (found, is_attribute ? ')' : ']');

  if ((pair->flags & COOKIE_PAIR_QUOTED) != 0)
    g_string_append_c (found, '\'');
  if ((pair->flags & COOKIE_PAIR_RAW) != 0)
    g_string_append_c (found, '$');
}

/* Scans an exact copy of the text. */
static char *
scan (CookieScanFunc  func,
      const char     *input,
      gsize           length)
{
  static const char * const names[] = {
    "end", "pair", "nameless", "name", "value", "attribute", "ignored", "unread", "dropped", "syntax",
  };
  g_autofree char *text = g_malloc0 (length + COOKIE_TEXT_PADDING);
  g_autofree guint64 *marks = g_new (guint64, COOKIE_SCAN_N_MARKS (length));
  guint flags = (func == cookie_scan_python ? cookie_scan_copy_python : cookie_scan_copy_rfc6265) (text, input, length, marks);
  CookieScanner scanner;
  GString *found = g_string_new (NULL);
  CookiePair pairs[3];
  CookieScan what;
  guint n_pairs;

  cookie_scanner_init (&scanner, text, marks, length, flags);

  do
    {
      /* where there is room for some, the next call continues */
      const guint room = 1 + (found->len + length) % G_N_ELEMENTS (pairs);
      const CookiePair *next;

      what = func (&scanner, pairs, room, &n_pairs);
      g_assert_cmpuint (n_pairs, <=, room);
      g_assert_true (what != COOKIE_SCAN_PAIR || n_pairs == room);
      next = &pairs[n_pairs];

      for (const CookiePair *pair = pairs; pair < next; pair++)
        {
          g_assert_cmpuint (pair->key + (gsize) pair->key_length, <=, length);
          g_assert_cmpuint (pair->value + (gsize) pair->value_length, <=, length);
          append_pair (found, text, pair);
        }

      if (what != COOKIE_SCAN_PAIR && what != COOKIE_SCAN_END)
        {
          g_assert_cmpuint (next->key + (gsize) next->key_length, <=, length);
          g_string_append_printf (found, "{%s %u+%u}", names[what], next->key, next->key_length);
          if (what == COOKIE_SCAN_SYNTAX || what == COOKIE_SCAN_UNREAD || what == COOKIE_SCAN_DROPPED)
            g_assert_cmpint (func (&scanner, pairs, 1, &n_pairs), ==, COOKIE_SCAN_END);
        }
    }
  while (what != COOKIE_SCAN_END);

  return g_string_free (found, FALSE);
}

typedef struct {
  const char *text;
  const char *found;
} Case;

static void
check_cases (CookieScanFunc  func,
             const Case     *cases,
             gsize           n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *found = scan (func, cases[i].text, strlen (cases[i].text));

      g_test_message ("'%s'", cases[i].text);
      g_assert_cmpstr (found, ==, cases[i].found);
    }
}

static void
test_python (void)
{
  static const Case cases[] = {
    { "", "" },
    { "   ", "" },
    { ";", "{unread 0+1}" },
    { "a=b", "[a=b]" },
    { " a=b ", "[a=b]" },
    { "a=b; c=d", "[a=b][c=d]" },
    { "a=b c=d", "[a=b][c=d]" },
    { "a=b\tc=d", "[a=b][c=d]" },
    { "a=b,c=d", "[a=b,c=d]" },
    { "a = b ; c\t=\td", "[a=b][c=d]" },
    { "a==b", "[a==b]" },
    { "=b", "{dropped 0+2}" },
    { "==b", "{name 0+1}" },
    { "a=", "[a=]" },
    { "a=;b=c", "[a=][b=c]" },
    { "a=b;; c=d", "[a=b]{unread 4+5}" },
    { "b=2; a={\"k\":1}; c=3", "[b=2]{unread 5+14}" },
    { "a=\"b;c\"; d=e", "[a=\"b;c\"]'[d=e]" },
    { "a=\"b\\\"c\"; d=e", "[a=\"b\\\"c\"]'[d=e]" },
    { "a=\"b", "{unread 0+4}" },
    { "a=\"b\"c", "{unread 0+6}" },
    { "a= \"b\"c", "[a=]{unread 3+4}" },
    { "a=\"", "{unread 0+3}" },
    { "a=\"\\", "{unread 0+4}" },
    { "a=\"\\\"", "{unread 0+5}" },
    { "a=x=\"b c\"", "{name 0+3}" },
    { "a=b; foo", "[a=b]{dropped 5+3}" },
    { "path=/x; a=b", "{dropped 0+4}" },
    { "comment=x; a=b", "{dropped 0+7}" },
    { "a=b; path", "[a=b]{dropped 5+4}" },
    { "a=b; path=/; Secure; HttpOnly; c=d", "[a=b](path=/)(Secure)(HttpOnly)[c=d]" },
    { "a=b; secure=foo; partitioned", "[a=b](secure=foo)(partitioned)" },
    { "a=b; $Comment=c; $DOMAIN=d", "[a=b]($Comment=c)$($DOMAIN=d)$" },
    { "$Version=1; a=b; $Path=\"/\"; $Version", "{ignored 0+8}[a=b]($Path=\"/\")'$($Version)$" },
    { "a=b; $Foo=1", "[a=b]{attribute 5+4}" },
    { "a=b; $=1", "[a=b]{attribute 5+1}" },
    { "a=b; c,d=e; f=g", "[a=b]{name 5+3}[f=g]" },
    { "a=b; expires=Wed, 09-Nov-1999 23:12:40 GMT; c=d", "[a=b](expires=Wed, 09-Nov-1999 23:12:40 GMT)[c=d]" },
    { "a=b; expires=Wednesday, 09-Nov-99 23:12:40 GMT", "[a=b](expires=Wednesday, 09-Nov-99 23:12:40 GMT)" },
    { "a=b; expires=Wedn, 09-Nov-99 23:12:40 GMT", "[a=b](expires=Wedn,){dropped 19+9}" },
    { "a=b; expires=Wed, 09-Nov-1999 23:12:40 GMTx", "[a=b](expires=Wed,){dropped 18+11}" },
    { "a=b; expires=Wed, 09-Nov-1999 23:12:40 GM", "[a=b](expires=Wed,){dropped 18+11}" },
    { "a=\"\303\251\"; b=\303\251", "[a=\"\303\251\"]'{unread 8+4}" },
    { "a=\"b\tc\"; d=e", "{value 4+1}[d=e]" },
  };

  check_cases (cookie_scan_python, cases, G_N_ELEMENTS (cases));
}

static void
test_rfc6265 (void)
{
  static const Case cases[] = {
    { "", "" },
    { "   ", "" },
    { ";", "" },
    { ";;", "" },
    { ",", "{nameless 0+1}" },
    { "; ;a=b", "[a=b]" },
    { "a=b", "[a=b]" },
    { "a=b;c=d", "[a=b][c=d]" },
    { " a = b ; c\t=\td ", "[a=b][c=d]" },
    { "a=b c=d", "[a=b c=d]" },
    { "a=", "[a=]" },
    { "a==b", "[a==b]" },
    { "a=b=", "[a=b=]" },
    { "a:b=c", "[a:b=c]" },
    { "a", "{nameless 0+1}" },
    { "=a", "{nameless 0+2}" },
    { " = a ;b=c", "{nameless 1+3}[b=c]" },
    { "=", "{nameless 0+1}" },
    { "a b=c; d=e", "{name 0+5}[d=e]" },
    { "\303\251=c; d=e", "{name 0+4}[d=e]" },
    { "a\302\240=c", "{name 0+5}" },
    { "a=\302\240c\302\240", "[a=\302\240c\302\240]" },
    { "path=/; Secure; $Version=1", "[path=/]{nameless 8+6}[$Version=1]" },
    { "a=\"b;c\"", "[a=\"b]{nameless 5+2}" },
    { "a=\"b\"", "[a=\"b\"]'" },
    { "a=\"", "[a=\"]" },
    { "a=b\tc; d=e", "{value 0+5}[d=e]" },
    { "a=b\r; d=e", "{value 0+4}[d=e]" },
    { "a=b\t; d=e", "[a=b][d=e]" },
    { "\001=b; d=e", "{name 0+3}[d=e]" },
    { "\001; d=e", "{nameless 0+1}[d=e]" },
  };

  check_cases (cookie_scan_rfc6265, cases, G_N_ELEMENTS (cases));
}

static void
test_strict (void)
{
  static const Case cases[] = {
    { "", "{nameless 0+0}" },
    { "a=b", "[a=b]" },
    { "a=b; c=d", "[a=b][c=d]" },
    { "a=; c=\"\"; d=\"e\"", "[a=][c=\"\"]'[d=\"e\"]'" },
    { "path=/; $Version=1", "[path=/][$Version=1]" },
    { "a==b", "[a==b]" },
    { "a=b;c=d", "[a=b]{syntax 3+1}" },
    { "a=b;  c=d", "[a=b]{name 5+1}" },
    { "a=b; ", "[a=b]{nameless 5+0}" },
    { "a=b;", "[a=b]{syntax 3+1}" },
    { "a=b ", "{value 3+1}" },
    { " a=b", "{name 0+1}" },
    { "a =b", "{name 1+1}" },
    { "a= b", "{value 2+1}" },
    { "a:b=c", "{name 1+1}" },
    { "=b", "{nameless 0+0}" },
    { "a; b=c", "{nameless 0+1}" },
    { "a", "{nameless 0+1}" },
    { ";", "{nameless 0+0}" },
    { "a=\"b", "{value 4+0}" },
    { "a=\"b c\"", "{value 4+1}" },
    { "a=\"b;c\"", "{value 4+1}" },
    { "a=\"b\"c", "{value 5+1}" },
    { "a=b,c", "{value 3+1}" },
    { "a=b\\c", "{value 3+1}" },
    { "a=\303\251", "{value 2+2}" },
    { "a=b\001", "{value 3+1}" },
  };

  check_cases (cookie_scan_strict, cases, G_N_ELEMENTS (cases));
}

/* A NUL is one more byte that stands nowhere. */
static void
test_nul (void)
{
  static const char text[] = "a=b; c\0d=e; f=g\0h; i=j";
  g_autofree char *rfc6265 = scan (cookie_scan_rfc6265, text, sizeof text - 1);
  g_autofree char *strict = scan (cookie_scan_strict, text, sizeof text - 1);

  g_assert_cmpstr (rfc6265, ==, "[a=b]{name 5+5}{value 12+5}[i=j]");
  g_assert_cmpstr (strict, ==, "[a=b]{name 6+1}");
}

/* The PYTHON reading by the regular expression that CPython reads with. */

static char *
python_oracle (GRegex     *regex,
               const char *text,
               gsize       length)
{
  GString *found = g_string_new (NULL);
  gboolean seen = FALSE;
  gsize position = 0;

  while (position < length)
    {
      g_autoptr (GMatchInfo) match = NULL;
      int key, key_end, value, value_end, end, attribute;
      CookiePair pair = { .attribute = -1 };
      gboolean bare;

      if (!g_regex_match_full (regex, text, length, position, G_REGEX_MATCH_ANCHORED, &match, NULL))
        {
          while (position < length && cookie_char_is_space (text[position]))
            position++;
          if (position < length)
            g_string_append_printf (found, "{unread %zu+%zu}", position, length - position);
          break;
        }

      g_match_info_fetch_pos (match, 0, NULL, &end);
      g_match_info_fetch_named_pos (match, "key", &key, &key_end);
      bare = !g_match_info_fetch_named_pos (match, "val", &value, &value_end) || value < 0;
      position = end;

      if (bare)
        {
          value = value_end = key_end;
          pair.flags = COOKIE_PAIR_BARE;
        }
      else if (text[value] == '"' && value_end > value)
        {
          pair.flags = COOKIE_PAIR_QUOTED;
        }

      pair.key = key;
      pair.key_length = key_end - key;
      pair.value = value;
      pair.value_length = value_end - value;

      if (text[key] == '$')
        {
          if (!seen)
            {
              g_string_append_printf (found, "{ignored %d+%d}", key, key_end - key);
              continue;
            }
          attribute = cookie_attribute_lookup (text + key + 1, key_end - key - 1);
          if (attribute < 0)
            {
              g_string_append_printf (found, "{attribute %d+%d}", key, key_end - key);
              continue;
            }
          pair.flags |= COOKIE_PAIR_RAW;
        }
      else
        {
          attribute = cookie_attribute_lookup (text + key, key_end - key);
          if (attribute >= 0 ? !seen || (bare && !cookie_attribute_is_flag (attribute)) : bare)
            {
              g_string_append_printf (found, "{dropped %d+%d}", key, key_end - key);
              break;
            }
          if (attribute < 0)
            {
              seen = TRUE;
              if (cookie_text_span (text + key, key_end - key, COOKIE_CHAR_NAME) < key_end - key)
                {
                  g_string_append_printf (found, "{name %d+%d}", key, key_end - key);
                  continue;
                }
            }
        }

      pair.attribute = attribute;
      if (memchr (text + value, '\t', value_end - value) != NULL)
        {
          const char *tab = memchr (text + value, '\t', value_end - value);

          g_string_append_printf (found, "{value %zd+1}", tab - text);
        }
      else
        {
          append_pair (found, text, &pair);
        }
    }

  return g_string_free (found, FALSE);
}

static GRegex *
python_regex (void)
{
  static const char key_chars[] = "\\w\\d!#%&'~_`><@,:/\\$\\*\\+\\-\\.\\^\\|\\)\\(\\?\\}\\{=";
  g_autofree char *pattern = g_strdup_printf ("\\s*(?P<key>[%s]+?)"
                                              "(?:\\s*=\\s*(?P<val>\"(?:[^\\\\\"]|\\\\.)*\""
                                              "|(?:\\w{3,6}day|\\w{3}),\\s[\\w\\d\\s-]{9,11}\\s[\\d:]{8}\\sGMT"
                                              "|[%s\\[\\]]*))?"
                                              "\\s*(?:\\s+|;|$)", key_chars, key_chars);
  g_autoptr (GError) error = NULL;
  GRegex *regex = g_regex_new (pattern, G_REGEX_RAW | G_REGEX_OPTIMIZE, 0, &error);

  g_assert_no_error (error);

  return regex;
}

static void
check_python (GRegex     *regex,
              const char *text,
              gsize       length)
{
  g_autofree char *found = scan (cookie_scan_python, text, length);
  g_autofree char *expected = python_oracle (regex, text, length);

  if (strcmp (found, expected) != 0)
    g_test_message ("'%s'", text);
  g_assert_cmpstr (found, ==, expected);
}

/* Every text of up to six of the bytes that matter. */
static void
test_python_all_short (void)
{
  static const char alphabet[] = "a=\"\\ ;[";
  g_autoptr (GRegex) regex = python_regex ();

  for (guint length = 0; length <= 6; length++)
    {
      guint n = 1;

      for (guint i = 0; i < length; i++)
        n *= sizeof alphabet - 1;

      for (guint i = 0; i < n; i++)
        {
          char text[7] = "";

          for (guint at = 0, rest = i; at < length; at++, rest /= sizeof alphabet - 1)
            text[at] = alphabet[rest % (sizeof alphabet - 1)];
          check_python (regex, text, length);
        }
    }
}

static const char * const parts[] = {
  "a", "b", "=", "=", "\"", "\"", "\\", " ", "\t", ";", "; ", ",", "$", "[", ":", "-", "\303\251",
  "path", "Secure", "$Path", "expires=", "httponly", "Max-Age=3", "$Version=1", "a=b", "c=\"d\"", "c,d=e",
  "Wed, 09-Nov-1999 23:12:40 GMT", "Wednesday, 09 Nov 99 23:12:40 GMT", "Wed,", "Saturday, ", "09-Nov-1999 ",
  "09-Nov-99", " 23:12:40", " GMT", "GM",
};

static void
append_parts (GString *text)
{
  guint n = g_test_rand_int_range (1, 14);

  g_string_truncate (text, 0);
  for (guint i = 0; i < n; i++)
    g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
}

static void
test_python_random (void)
{
  g_autoptr (GRegex) regex = python_regex ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 150000; i++)
    {
      append_parts (text);
      check_python (regex, text->str, text->len);
    }
}

/* Dates with one byte changed, or one more, or one less. */
static void
test_python_dates (void)
{
  static const char * const dates[] = {
    "a=Wed, 09-Nov-1999 23:12:40 GMT; b=c",
    "a=Wednesday, 09-Nov-99 23:12:40 GMT b=c",
    "a=Monday, 9 Nov 1999 23:12:40 GMT",
  };
  static const char bytes[] = "a9 -:,;=\"[\t";
  g_autoptr (GRegex) regex = python_regex ();

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    for (gsize at = 0; at < strlen (dates[i]); at++)
      {
        g_autoptr (GString) text = g_string_new (dates[i]);

        g_string_erase (text, at, 1);
        check_python (regex, text->str, text->len);

        for (gsize b = 0; b < sizeof bytes - 1; b++)
          {
            g_string_insert_c (text, at, bytes[b]);
            check_python (regex, text->str, text->len);
            g_string_insert_c (text, at, dates[i][at]);
            check_python (regex, text->str, text->len);
            g_string_erase (text, at, 2);
          }
      }
}

/* The RFC6265 reading, pair by pair and with no cleverness. */
static char *
rfc6265_oracle (const char *text)
{
  g_auto (GStrv) pairs = g_strsplit (text, ";", -1);
  GString *found = g_string_new (NULL);
  gsize offset = 0;

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      gsize start = offset + strspn (pairs[i], " \t");
      char *p = pairs[i] + strspn (pairs[i], " \t");
      char *equals = strchr (p, '=');
      gsize length = strlen (p);
      gsize name, value;

      offset += strlen (pairs[i]) + 1;

      while (length > 0 && strchr (" \t", p[length - 1]) != NULL)
        length--;
      p[length] = '\0';

      name = value = length;
      if (equals != NULL)
        {
          name = equals - p;
          value = name + 1 + strspn (equals + 1, " \t");
          while (name > 0 && strchr (" \t", p[name - 1]) != NULL)
            name--;
        }

      if (length == 0)
        continue;
      else if (equals == NULL || name == 0)
        g_string_append_printf (found, "{nameless %zu+%zu}", start, length);
      else if (strspn (p, TOKEN_CHARS ":") < name)
        g_string_append_printf (found, "{name %zu+%zu}", start, length);
      else if (strchr (p + value, '\t') != NULL)
        g_string_append_printf (found, "{value %zu+%zu}", start, length);
      else
        g_string_append_printf (found, "[%.*s=%s]%s", (int) name, p, p + value,
                                length - value >= 2 && p[value] == '"' && p[length - 1] == '"' ? "'" : "");
    }

  return g_string_free (found, FALSE);
}

static void
test_rfc6265_random (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 150000; i++)
    {
      g_autofree char *found = NULL;
      g_autofree char *expected = NULL;

      append_parts (text);
      found = scan (cookie_scan_rfc6265, text->str, text->len);
      expected = rfc6265_oracle (text->str);
      if (strcmp (found, expected) != 0)
        g_test_message ("'%s'", text->str);
      g_assert_cmpstr (found, ==, expected);
    }
}

/* The grammar of 6265bis, §4.2.1: the pairs, or NULL. */
static char *
strict_oracle (const char *text)
{
  g_auto (GStrv) pairs = g_strsplit (text, "; ", -1);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      gsize name = strspn (pairs[i], TOKEN_CHARS);
      const char *value = pairs[i] + name + 1;
      gsize length;
      gboolean quoted;

      if (name == 0 || pairs[i][name] != '=')
        return NULL;

      length = strlen (value);
      quoted = length >= 2 && value[0] == '"' && value[length - 1] == '"';
      if (strspn (value + quoted, OCTET_CHARS) != length - 2 * quoted)
        return NULL;

      g_string_append_printf (found, "[%s]%s", pairs[i], quoted ? "'" : "");
    }

  return found->len > 0 ? g_strdup (found->str) : NULL;
}

static void
test_strict_random (void)
{
  static const char * const strict_parts[] = {
    "a", "b", "=", "=", "\"", "; ", "; ", "a=b; ", "c=\"d\"", ";", " ", "\t", ",", "\\", "\303\251", "[", ":", "$",
    "path=", "=\"\"",
  };
  guint n_good = 0;

  for (guint i = 0; i < 150000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *found = NULL;
      g_autofree char *expected = NULL;
      guint n = g_test_rand_int_range (1, 9);

      for (guint j = 0; j < n; j++)
        g_string_append (text, strict_parts[g_test_rand_int_range (0, G_N_ELEMENTS (strict_parts))]);

      found = scan (cookie_scan_strict, text->str, text->len);
      expected = strict_oracle (text->str);
      if (expected == NULL)
        {
          if (strchr (found, '{') == NULL)
            g_test_message ("'%s'", text->str);
          g_assert_nonnull (strchr (found, '{'));
        }
      else
        {
          n_good++;
          g_assert_cmpstr (found, ==, expected);
        }
    }

  g_assert_cmpuint (n_good, >, 1000);
}

/* Copies of each length, one of them in place: their marks against a look at each byte. */
static void
test_marks (void)
{
  static const char bytes[] = "abc;;; =\"\\!";

  for (gsize length = 0; length <= 260; length++)
    {
      g_autofree char *input = g_malloc (length);
      g_autofree char *text = g_malloc0 (length + COOKIE_TEXT_PADDING);
      g_autofree guint64 *semicolons = g_new (guint64, COOKIE_SCAN_N_MARKS (length));
      g_autofree guint64 *ends = g_new (guint64, COOKIE_SCAN_N_MARKS (length));

      for (gsize i = 0; i < length; i++)
        input[i] = bytes[g_test_rand_int_range (0, sizeof bytes - 1)];
      g_assert_cmpuint (cookie_scan_copy_rfc6265 (text, input, length, semicolons), ==, 0);
      g_assert_cmpmem (text, length, input, length);
      g_assert_cmpuint (cookie_scan_copy_python (text, text, length, ends), ==, 0);
      g_assert_cmpmem (text, length, input, length);

      for (gsize i = 0; i < 64 * COOKIE_SCAN_N_MARKS (length); i++)
        {
          const gboolean is_semicolon = semicolons[i / 64] >> i % 64 & 1;
          const gboolean is_end = ends[i / 64] >> i % 64 & 1;

          g_assert_cmpint (is_semicolon, ==, i == length || (i < length && text[i] == ';'));
          if (i >= length)
            g_assert_cmpint (is_end, ==, i == length);
          else if (cookie_char_is (text[i], COOKIE_CHAR_VALUE))
            g_assert_true (!is_end || text[i] == '!');
          else if (i == 0 || (cookie_char_is (text[i - 1], COOKIE_CHAR_VALUE) && text[i - 1] != '!'))
            g_assert_true (is_end);
        }
    }
}

/* What no scanner may go over more than a few times: a megabyte each, which would not end if it did. */
static void
test_growth (void)
{
  static const CookieScanFunc funcs[] = { cookie_scan_python, cookie_scan_rfc6265, cookie_scan_strict };
  static const struct { const char *start, *fill, *end; } cases[] = {
    { "", "=", "\"" },
    { "", "=a", "\"" },
    { "a=\"", "\\\"a", "" },
    { "a=\"", "\\\\", "\"" },
    { "a=\"", "\\134", "\"" },
    { "", "a= ", "\"" },
    { "", "a= a", "\"" },
    { "", "a=a ", "\"" },
    { "", "a =", "\"" },
    { "", "a=\"\"", "" },
    { "", "a= \"", "" },
    { "a=1; ", "secure =x", "\"" },
    { "a=1; ", "secure = ", "\"" },
    { "a=1; ", "secure ", "\"" },
    { "", ";", "" },
    { "", " ", "" },
    { "", " ", "\"" },
    { "a=", "Wed, ", "" },
    { "a=", "Wed, 09-Nov-1999 ", "" },
    { "a=b", "\t", "c" },
    { "", "a", "" },
    { "", "a\t", "" },
    { "", "a=b;", "" },
    { "a=b", "; a=b", "" },
    { "", ",", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new (cases[i].start);

      while (text->len < 1024 * 1024)
        g_string_append (text, cases[i].fill);
      g_string_append (text, cases[i].end);

      for (gsize j = 0; j < G_N_ELEMENTS (funcs); j++)
        g_free (scan (funcs[j], text->str, text->len));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cookie/scanner/python", test_python);
  g_test_add_func ("/cookie/scanner/python/all-short", test_python_all_short);
  g_test_add_func ("/cookie/scanner/python/random", test_python_random);
  g_test_add_func ("/cookie/scanner/python/dates", test_python_dates);
  g_test_add_func ("/cookie/scanner/rfc6265", test_rfc6265);
  g_test_add_func ("/cookie/scanner/rfc6265/random", test_rfc6265_random);
  g_test_add_func ("/cookie/scanner/strict", test_strict);
  g_test_add_func ("/cookie/scanner/strict/random", test_strict_random);
  g_test_add_func ("/cookie/scanner/nul", test_nul);
  g_test_add_func ("/cookie/scanner/marks", test_marks);
  g_test_add_func ("/cookie/scanner/growth", test_growth);

  return g_test_run ();
}
