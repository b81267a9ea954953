/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What broke other cookie libraries, one test an advisory, through all the ways by which its input
 * gets in. Those of the core alone are tested there, under the same names.
 */

#include "test-seals.h"
#include "test-values.h"

#include <string.h>

/* Long enough for a quadratic algorithm to exceed the time limit of the test. */
#define LONG (1000 * 1000)

/* A codec and a class with given results. */

static const char *evil_text;

struct _EvilCodec
{
  GObject parent_instance;
};

#define EVIL_TYPE_CODEC (evil_codec_get_type ())
G_DECLARE_FINAL_TYPE (EvilCodec, evil_codec, EVIL, CODEC, GObject)

static char *
evil_encode (CookieCodec  *codec,
             const char   *key,
             GVariant     *value,
             GError      **error)
{
  return g_strdup (evil_text);
}

static GVariant *
evil_decode (CookieCodec  *codec,
             const char   *key,
             const char   *text,
             GError      **error)
{
  return g_variant_new_string (text);
}

static void
evil_iface_init (CookieCodecInterface *iface)
{
  iface->encode = evil_encode;
  iface->decode = evil_decode;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (EvilCodec, evil_codec, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COOKIE_TYPE_CODEC, evil_iface_init))

static void
evil_codec_class_init (EvilCodecClass *klass)
{
}

static void
evil_codec_init (EvilCodec *self)
{
}

struct _EvilCookie
{
  CookieBaseCookie parent_instance;
};

#define EVIL_TYPE_COOKIE (evil_cookie_get_type ())
G_DECLARE_FINAL_TYPE (EvilCookie, evil_cookie, EVIL, COOKIE, CookieBaseCookie)
G_DEFINE_FINAL_TYPE (EvilCookie, evil_cookie, COOKIE_TYPE_BASE_COOKIE)

static char *
evil_value_encode (CookieBaseCookie  *cookie,
                   const char        *key,
                   GVariant          *value,
                   GError           **error)
{
  return g_strdup (evil_text);
}

static void
evil_cookie_class_init (EvilCookieClass *klass)
{
  COOKIE_BASE_COOKIE_CLASS (klass)->value_encode = evil_value_encode;
}

static void
evil_cookie_init (EvilCookie *self)
{
}

/* Helpers */

static const CookieProfile profiles[] = { COOKIE_PROFILE_PYTHON, COOKIE_PROFILE_RFC6265, COOKIE_PROFILE_STRICT };

static CookieBaseCookie *
load (CookieProfile  profile,
      const char    *header,
      gboolean      *loaded)
{
  CookieBaseCookie *cookie = cookie_simple_cookie_new ();
  gboolean result;

  cookie_base_cookie_set_profile (cookie, profile);
  result = cookie_base_cookie_load (cookie, header, NULL);
  if (loaded != NULL)
    *loaded = result;
  else
    g_assert_true (result);

  return cookie;
}

static void
assert_value (CookieBaseCookie *cookie,
              const char       *key,
              const char       *expected)
{
  const char *value = cookie_base_cookie_get_string (cookie, key);

  g_assert_cmpstr (value, ==, expected);
}

/* After any attack, the output is exactly the fields of these cookies. */
static void
assert_lines (CookieBaseCookie *cookie,
              const char       *expected)
{
  g_autofree char *text = cookie_base_cookie_output (cookie, NULL, NULL, NULL);

  g_assert_cmpstr (text, ==, expected);
}

static char *
repeat (const char *before,
        const char *piece,
        gsize       n,
        const char *after)
{
  GString *text = g_string_new (before);

  for (gsize i = 0; i < n; i++)
    g_string_append (text, piece);

  return g_string_free (g_string_append (text, after), FALSE);
}

/* A coded value that none of the ways in may let pass. */
static void
refuse_coded (const char *text)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
  g_autoptr (CookieBaseCookie) derived = g_object_new (EVIL_TYPE_COOKIE, NULL);
  g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();
  g_autoptr (CookieCodec) codec = g_object_new (EVIL_TYPE_CODEC, NULL);
  g_autofree char *request = NULL;
  g_autoptr (GError) error = NULL;

  evil_text = text;
  g_assert_true (cookie_base_cookie_set_string (cookie, "a", "b", NULL));

  g_assert_false (cookie_base_cookie_set_string (cookie, "a", text, &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_VALUE);
  g_clear_error (&error);

  g_assert_false (cookie_base_cookie_set (cookie, "x", g_variant_new_string (text), &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_VALUE);
  g_clear_error (&error);

  g_assert_false (cookie_base_cookie_set_coded (cookie, "a", g_variant_new_int32 (1), text, &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_VALUE);
  g_clear_error (&error);

  g_assert_false (cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("{'x': 'y', 'a': %s}", text), &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_VALUE);
  g_clear_error (&error);

  g_assert_false (cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("{'x': <1>, 'a': <%s>}", text), &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_VALUE);
  g_clear_error (&error);

  g_assert_false (cookie_morsel_set (morsel, "a", g_variant_new_int32 (1), text, &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_VALUE);
  g_clear_error (&error);
  g_assert_null (cookie_morsel_get_key (morsel));

  g_assert_false (cookie_base_cookie_set_morsel (cookie, morsel, &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_KEY);
  g_clear_error (&error);

  /* what a codec gives, and an override */
  g_assert_false (cookie_base_cookie_set_string (derived, "a", "b", &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_VALUE);
  g_clear_error (&error);
  g_assert_cmpuint (cookie_base_cookie_get_size (derived), ==, 0);

  cookie_base_cookie_set_codec (cookie, codec);
  g_assert_false (cookie_base_cookie_set (cookie, "a", g_variant_new_int32 (1), &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_VALUE);
  g_clear_error (&error);
  g_assert_false (cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("{'a': 1}"), &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_VALUE);

  assert_lines (cookie, "Set-Cookie: a=b");
  request = cookie_base_cookie_to_cookie_header (cookie);
  g_assert_cmpstr (request, ==, "a=b");
}

/* A key that none of the ways in may let pass. */
static void
refuse_key (const char *key)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (cookie_base_cookie_set_string (cookie, key, "b", &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_KEY);
  g_clear_error (&error);
  g_assert_false (cookie_base_cookie_set_coded (cookie, key, g_variant_new_int32 (1), "b", &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_KEY);
  g_clear_error (&error);
  g_assert_false (cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("{'ok': 'b', %s: 'b'}", key), &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_KEY);
  g_clear_error (&error);
  g_assert_false (cookie_morsel_set (morsel, key, g_variant_new_int32 (1), "b", &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_KEY);
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 0);
}

/* Text that an attribute cannot hold, in each spelling, type and function. */
static void
refuse_attribute (const char *text)
{
  static const char * const names[] = {
    "expires", "path", "comment", "domain", "max-age", "secure", "version", "httponly", "samesite", "partitioned",
    "priority",
  };
  g_autofree char *escaped = NULL;
  GString *octal = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    g_string_append_printf (octal, "\\%03o", (guchar) *p);
  escaped = g_string_free (octal, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    for (int spelling = 0; spelling < 3; spelling++)
      {
        g_autofree char *name = spelling == 0 ? g_strdup (names[i])
                                              : spelling == 1 ? g_ascii_strup (names[i], -1)
                                                              : g_strdup_printf ("%c%s", names[i][0] - 32, names[i] + 1);
        g_autofree char *header = g_strdup_printf ("a=b; %s=\"%s\"", name, escaped);
        g_autoptr (CookieBaseCookie) cookie = g_object_new (COOKIE_TYPE_SIMPLE_COOKIE, "profile", COOKIE_PROFILE_PYTHON, NULL);
        GVariant *values[] = {
          g_variant_new_string (text),
          g_variant_new_variant (g_variant_new_string (text)),
          g_variant_new_bytestring (text),
          g_variant_new_parsed ("[%s]", text),
          g_variant_new_maybe (NULL, g_variant_new_string (text)),
        };
        g_autoptr (GError) error = NULL;
        CookieMorsel *morsel;

        g_assert_true (cookie_base_cookie_set_string (cookie, "a", "b", NULL));
        morsel = cookie_base_cookie_get (cookie, "a");
        for (gsize j = 0; j < G_N_ELEMENTS (values); j++)
          {
            g_assert_false (cookie_morsel_set_attribute (morsel, name, values[j], &error));
            g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_INVALID_ATTRIBUTE);
            g_clear_error (&error);
          }

        g_assert_false (cookie_base_cookie_load (cookie, header, &error));
        g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_INVALID_ATTRIBUTE);
        assert_lines (cookie, "Set-Cookie: a=b");
      }

  /* the properties that are texts: a critical, and nothing changes */
  {
    static const char * const properties[] = { "path", "domain" };
    g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();
    g_autofree char *line = NULL;

    g_assert_true (cookie_morsel_set (morsel, "a", g_variant_new_string ("b"), "b", NULL));
    for (gsize i = 0; i < G_N_ELEMENTS (properties); i++)
      {
        g_test_expect_message ("Cookie", G_LOG_LEVEL_CRITICAL, "*cannot hold*");
        g_object_set (morsel, properties[i], text, NULL);
        g_test_assert_expected_messages ();
      }
    line = cookie_morsel_output (morsel, NULL, NULL);
    g_assert_cmpstr (line, ==, "Set-Cookie: a=b");
  }
}

/* The tests, in the order of docs/advisories.md */

static void
test_pickle (void)
{
  /* os.system ('id'), as pickle's protocol 0 writes it, and as SerialCookie would have sent it */
  static const char pickle[] = "\"cos\\012system\\012(S'id'\\012tR.\"";
  g_autofree char *header = g_strconcat ("a=", pickle, NULL);
  g_autoptr (CookieBaseCookie) serial = g_object_new (COOKIE_TYPE_SERIAL_COOKIE, "profile", COOKIE_PROFILE_PYTHON, NULL);
  g_autoptr (CookieBaseCookie) smart = cookie_smart_cookie_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (cookie_base_cookie_load (serial, header, &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_DECODE);
  g_assert_cmpuint (cookie_base_cookie_get_size (serial), ==, 0);

  g_assert_true (cookie_base_cookie_load (smart, header, NULL));
  assert_value (smart, "a", "cos\nsystem\n(S'id'\ntR.");
}

static void
test_expected_type (void)
{
  g_autoptr (CookieCodec) plain = COOKIE_CODEC (cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_TEXT, NULL));
  g_autoptr (CookieCodec) binary = COOKIE_CODEC (cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_BINARY, NULL));
  g_autoptr (CookieCodec) typed = COOKIE_CODEC (cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_TEXT, G_VARIANT_TYPE_UINT32));
  static const char * const handles[] = { "h:0", "ah:[0]", "v:<h:0>", "(ih):(1|0)", "a{sv}:{'a':<h:0>}" };

  /* who writes the text chooses the type, unless the caller has */
  g_autofree char *text = cookie_codec_encode (plain, "a", g_variant_new_parsed ("{'admin': <true>}"), NULL);
  g_autoptr (GVariant) value = cookie_codec_decode (plain, "a", text, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT));
  g_assert_null (cookie_codec_decode (typed, "a", text, &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_DECODE);
  g_clear_error (&error);

  for (gsize i = 0; i < G_N_ELEMENTS (handles); i++)
    {
      g_assert_null (cookie_codec_decode (plain, "a", handles[i], &error));
      g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_DECODE);
      g_clear_error (&error);
    }

  g_assert_null (cookie_codec_encode (binary, "a", g_variant_new_handle (0), &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_VALUE);
}

static void
test_cve_2016_7401 (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      gboolean loaded;
      g_autoptr (CookieBaseCookie) cookie = load (profiles[i], "__utmz=utmcct=hello]csrftoken=x", &loaded);

      g_assert_true (loaded);
      g_assert_false (cookie_base_cookie_contains (cookie, "csrftoken"));
      assert_value (cookie, "__utmz", "utmcct=hello]csrftoken=x");
    }
}

static void
test_cpython_space (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      gboolean loaded;
      g_autoptr (CookieBaseCookie) cookie = load (profiles[i], "__utmz=blah csrftoken=x", &loaded);

      g_assert_cmpint (cookie_base_cookie_contains (cookie, "csrftoken"), ==, profiles[i] == COOKIE_PROFILE_PYTHON);
      g_assert_cmpint (loaded, ==, profiles[i] != COOKIE_PROFILE_STRICT);
    }
}

static void
test_unquoting (void)
{
  static const char * const pieces[] = { "\\\\", "\\134", "\\", "\\1", "\\\"", "\\303", "\\303\\251", "\\360\\237\\230" };
  g_autoptr (CookieCodec) codec = COOKIE_CODEC (cookie_string_codec_new ());

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *header = repeat ("a=\"", pieces[i], LONG, "\"; b=c");
      g_autofree char *text = repeat ("\"", pieces[i], LONG, "\"");
      g_autoptr (GVariant) value = cookie_codec_decode (codec, "a", text, NULL);

      g_assert_nonnull (value);
      for (gsize j = 0; j < G_N_ELEMENTS (profiles); j++)
        {
          gboolean loaded;
          g_autoptr (CookieBaseCookie) cookie = load (profiles[j], header, &loaded);
          const char *found = cookie_base_cookie_get_string (cookie, "a");

          if (profiles[j] == COOKIE_PROFILE_RFC6265)
            {
              g_assert_true (loaded);
              assert_value (cookie, "b", "c");
              g_assert_cmpstr (found, ==, g_variant_get_string (value, NULL));
            }
        }
    }
}

static void
test_pattern (void)
{
  static const char * const pieces[][3] = {
    { "", "=", "\"" }, { "", "=a", "\"" }, { "a=\"", "\\\"a", "" }, { "a=\"", "\\\"a", "\"x" }, { "", "a", "\"" },
    { "a=", "b", "\"" }, { "", "a ", "" }, { "a=b", " ", "\"" }, { "a= ", "\"", "" }, { "", "a= ", "\"" },
    { "a=Wed, ", "01-Jan-2020 ", "\"" }, { "", "a=Wed, ", "\"" }, { "a", " ", "=\"" }, { "", "a=b[", "" }, { "", "; ", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (profiles); j++)
      {
        g_autofree char *header = repeat (pieces[i][0], pieces[i][1], LONG, pieces[i][2]);
        g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
        g_autoptr (GError) error = NULL;

        cookie_base_cookie_set_profile (cookie, profiles[j]);
        if (!cookie_base_cookie_load (cookie, header, &error))
          g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 0);
        if (profiles[j] == COOKIE_PROFILE_RFC6265 && error != NULL)
          g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT);
      }
}

static void
test_bpo_38804 (void)
{
  g_autofree char *date = repeat ("1-c-1", " ", LONG, "!");
  g_autofree char *short_date = repeat ("1-c-1", " ", 1000, "!");
  g_autofree char *header = g_strconcat ("a=b; Expires=", short_date, NULL);
  g_autofree char *python = g_strconcat ("a=b; expires=", date, NULL);
  g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();
  g_autoptr (CookieMorsel) parsed = cookie_morsel_parse_set_cookie (header, NULL);
  g_autoptr (CookieBaseCookie) cookie = load (COOKIE_PROFILE_PYTHON, python, NULL);

  g_assert_true (cookie_morsel_set_attribute (morsel, "expires", g_variant_new_string (date), NULL));
  g_assert_null (cookie_morsel_get_expires (morsel));
  g_assert_null (cookie_morsel_get_expires (parsed));
  g_assert_nonnull (cookie);
}

static void
test_control_characters (void)
{
  for (int c = 1; c < 0x80; c = c == 0x1f ? 0x7f : c + 1)
    {
      const char alone[] = { (char) c, '\0' };
      const char inside[] = { 'x', (char) c, 'y', '\0' };
      g_autofree char *value = g_strdup_printf ("a=b; c=x%cy", c);
      g_autofree char *name = g_strdup_printf ("a=b; c%cx=y", c);
      g_autofree char *quoted = g_strdup_printf ("a=b; c=\"%c\"", c);
      const char * const headers[] = { value, name, quoted };

      refuse_coded (alone);
      refuse_coded (inside);
      refuse_key (inside);
      refuse_attribute (inside);

      for (gsize i = 0; i < G_N_ELEMENTS (profiles); i++)
        for (gsize j = 0; j < G_N_ELEMENTS (headers); j++)
          {
            gboolean loaded;
            g_autoptr (CookieBaseCookie) cookie = load (profiles[i], headers[j], &loaded);
            g_autofree char *text = cookie_base_cookie_to_cookie_header (cookie);

            g_assert_null (strchr (text, c));
            if (profiles[i] == COOKIE_PROFILE_RFC6265)
              g_assert_true (loaded);
          }

      /* a browser takes a tab from a server; no server should send it */
      for (gsize j = 0; j < G_N_ELEMENTS (headers); j++)
        {
          g_autoptr (CookieMorsel) morsel = cookie_morsel_parse_set_cookie (headers[j], NULL);
          g_autofree char *tail = g_strdup_printf ("c=x%cy; Path=/x%cy", c, c);
          g_autoptr (CookieMorsel) other = cookie_morsel_parse_set_cookie (tail, NULL);
          g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();

          g_assert_cmpint (morsel != NULL, ==, c == '\t');
          g_assert_cmpint (other != NULL, ==, c == '\t');
          if (other != NULL)
            g_assert_false (cookie_base_cookie_set_morsel (cookie, other, NULL));
        }

      /* a decoded value may hold it, and what is sent for it does not */
      {
        g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
        g_autofree char *text = NULL;
        g_autofree char *script = NULL;

        g_assert_true (cookie_base_cookie_set_string (cookie, "a", inside, NULL));
        text = cookie_base_cookie_output (cookie, NULL, NULL, NULL);
        script = cookie_morsel_js_output (cookie_base_cookie_get (cookie, "a"), NULL);
        g_assert_null (strchr (text, c));
        g_assert_true (strchr (script, c) == NULL || c == '\n');
      }
    }
}

static void
test_attributes (void)
{
  static const char * const texts[] = {
    ";", "/; Domain=evil.example", "/\r\nSet-Cookie: x=y", "\n", "\r", "Lax; Secure", "3600; Domain=evil.example",
    "0\r\nX: y", "High;", "/\001", "1;2",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    refuse_attribute (texts[i]);

  refuse_coded ("x; Domain=evil.example");
  refuse_coded (";");
  refuse_coded ("\"a;b\"");
  refuse_coded ("x\r\nSet-Cookie: y=z");
  refuse_key ("x;y");
  refuse_key ("x=y");
  refuse_key ("x\r\nSet-Cookie: y");
  refuse_key ("");
  refuse_key ("a b");
  refuse_key ("\303\251");

  /* a semicolon in a header separates, whatever stands before it */
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *header = g_strconcat ("a=b; Path=/", texts[i], NULL);
      g_autoptr (CookieMorsel) morsel = cookie_morsel_parse_set_cookie (header, NULL);

      if (morsel != NULL)
        g_assert_null (strchr (cookie_morsel_get_path (morsel), ';'));
    }
}

static void
test_cve_2026_6019 (void)
{
  static const char * const values[] = {
    "</script><script>alert(1)</script>", "<!--", "-->", "]]>", "\";alert(1);\"", "\\\";alert(1);//", "\342\200\250alert(1)",
    "\342\200\251", "&quot;", "\n", "'",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    for (int way = 0; way < 3; way++)
      {
        g_autoptr (CookieBaseCookie) cookie = way == 0 ? cookie_simple_cookie_new () : cookie_base_cookie_new ();
        g_autofree char *script = NULL;
        const char *end;

        if (way == 2)
          {
            g_assert_true (cookie_base_cookie_set_string (cookie, "a", "b", NULL));
            cookie_morsel_set_attribute (cookie_base_cookie_get (cookie, "a"), "path", g_variant_new_string (values[i]), NULL);
          }
        else if (!cookie_base_cookie_set_string (cookie, "a", values[i], NULL))
          {
            continue;
          }

        script = cookie_base_cookie_js_output (cookie, NULL);
        end = strstr (script, "</script>");
        g_assert_nonnull (end);
        g_assert_cmpstr (end, ==, "</script>\n        ");
        g_assert_null (strstr (script, "alert(1)</"));
        g_assert_null (strstr (script, "\342\200\250"));
        g_assert_null (strstr (script, "\342\200\251"));
        g_assert_null (strstr (script, "&"));
        g_assert_true (g_str_has_suffix (script, "\";\n        // end hiding -->\n        </script>\n        "));
      }
}

G_NORETURN static void
fail_on_message (const char     *domain,
                 GLogLevelFlags  level,
                 const char     *message,
                 gpointer        user_data)
{
  g_assert_not_reached ();
}

static void
test_cve_2025_69230 (void)
{
  g_autofree char *flood = repeat ("a=b", "; b\"d=\001; =x; c", 5000, "; ok=yes");
  guint handler = g_log_set_handler ("Cookie", G_LOG_LEVEL_MASK, fail_on_message, NULL);
  gboolean loaded;
  g_autoptr (CookieBaseCookie) cookie = load (COOKIE_PROFILE_RFC6265, flood, &loaded);
  g_autoptr (GPtrArray) diagnostics = cookie_base_cookie_get_diagnostics (cookie);

  g_assert_true (loaded);
  assert_value (cookie, "a", "b");
  assert_value (cookie, "ok", "yes");
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 2);
  g_assert_cmpuint (diagnostics->len, ==, 101);
  g_assert_cmpint (cookie_diagnostic_get_code (diagnostics->pdata[100]), ==, COOKIE_DIAGNOSTIC_CODE_MORE);

  g_log_remove_handler ("Cookie", handler);
}

static gboolean
has_code (GPtrArray            *diagnostics,
          CookieDiagnosticCode  code)
{
  for (guint i = 0; i < diagnostics->len; i++)
    if (cookie_diagnostic_get_code (diagnostics->pdata[i]) == code)
      return TRUE;

  return FALSE;
}

static void
test_cve_2023_23934 (void)
{
  static const char * const headers[] = { "=__Host-x=bad", "=__Host-x", "__Host-x", " = __Secure-x" };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autoptr (CookieMorsel) morsel = cookie_morsel_parse_set_cookie (headers[i], NULL);
      g_autoptr (GUri) origin = g_uri_parse ("https://site.example", G_URI_FLAGS_NONE, NULL);
      g_autoptr (GPtrArray) diagnostics = cookie_diagnose_set_cookie (headers[i], origin, NULL);
      g_autoptr (CookieBaseCookie) taken = cookie_base_cookie_new ();

      for (gsize j = 0; j < G_N_ELEMENTS (profiles); j++)
        {
          gboolean loaded;
          g_autoptr (CookieBaseCookie) cookie = load (profiles[j], headers[i], &loaded);

          g_assert_false (cookie_base_cookie_contains (cookie, "__Host-x"));
          g_assert_false (cookie_base_cookie_contains (cookie, "__Secure-x"));
          g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 0);
        }

      g_assert_cmpstr (cookie_morsel_get_key (morsel), ==, "");
      g_assert_false (cookie_base_cookie_set_morsel (taken, morsel, NULL));
      g_assert_true (has_code (diagnostics, COOKIE_DIAGNOSTIC_CODE_PREFIX));
    }
}

/* The prefixes are those of browsers, in any case. */
static void
test_cve_2024_5699 (void)
{
  static const char * const names[] = { "__HOST-x", "__host-x", "__SECURE-x", "__sEcUrE-x", "__http-x", "__HOST-http-x" };
  g_autoptr (GUri) origin = g_uri_parse ("https://site.example", G_URI_FLAGS_NONE, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *bare = g_strconcat (names[i], "=1; Path=/", NULL);
      g_autofree char *right = g_strconcat (names[i], "=1; Path=/; Secure; HttpOnly", NULL);
      g_autoptr (GPtrArray) bare_diagnostics = cookie_diagnose_set_cookie (bare, origin, NULL);
      g_autoptr (GPtrArray) right_diagnostics = cookie_diagnose_set_cookie (right, origin, NULL);
      g_autoptr (CookieMorsel) morsel = cookie_morsel_parse_set_cookie (right, NULL);

      g_assert_true (has_code (bare_diagnostics, COOKIE_DIAGNOSTIC_CODE_PREFIX));
      g_assert_false (has_code (right_diagnostics, COOKIE_DIAGNOSTIC_CODE_PREFIX));
      g_assert_cmpstr (cookie_morsel_get_key (morsel), ==, names[i]);
    }
}

/* A value without a name imitates a prefix, with all that the prefix needs. */
static void
test_cve_2022_2860 (void)
{
  static const char * const pairs[] = { "=__Host-x=1", "= __host-x=1", "__SECURE-x", "=\t__Secure-x", "=__Http-x=1", "=__Host-Http-x" };
  g_autoptr (GUri) origin = g_uri_parse ("https://site.example", G_URI_FLAGS_NONE, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *header = g_strconcat (pairs[i], "; Path=/; Secure; HttpOnly", NULL);
      g_autoptr (GPtrArray) diagnostics = cookie_diagnose_set_cookie (header, origin, NULL);
      g_autoptr (CookieMorsel) morsel = cookie_morsel_parse_set_cookie (header, NULL);

      g_assert_true (has_code (diagnostics, COOKIE_DIAGNOSTIC_CODE_PREFIX));
      g_assert_cmpstr (cookie_morsel_get_key (morsel), ==, "");
    }
}

/* A value without a name, which has an equals sign, is no other cookie. */
static void
test_cve_2025_8037 (void)
{
  g_autoptr (CookieMorsel) morsel = cookie_morsel_parse_set_cookie ("=sid=evil; Path=/", NULL);
  g_autoptr (CookieBaseCookie) taken = cookie_base_cookie_new ();
  g_autoptr (GPtrArray) diagnostics = cookie_diagnose_set_cookie ("=sid=evil; Path=/", NULL, NULL);
  g_autofree char *text = cookie_morsel_to_set_cookie_header (morsel, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (cookie_morsel_get_key (morsel), ==, "");
  g_assert_cmpstr (cookie_morsel_get_coded_value (morsel), ==, "sid=evil");
  g_assert_cmpstr (text, ==, "=sid=evil; Path=/");
  g_assert_false (cookie_base_cookie_set_morsel (taken, morsel, &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_KEY);
  g_assert_true (has_code (diagnostics, COOKIE_DIAGNOSTIC_CODE_NAMELESS));

  for (gsize i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      g_autoptr (CookieBaseCookie) cookie = load (profiles[i], "sid=good; =sid=evil", &(gboolean) { FALSE });

      if (cookie_base_cookie_get_size (cookie) > 0)
        assert_value (cookie, "sid", "good");
      else
        g_assert_cmpint (profiles[i], !=, COOKIE_PROFILE_RFC6265);
    }
}

/* DEL in a name */
static void
test_cve_2023_5723 (void)
{
  static const char * const names[] = { "\x7f", "a\x7f", "\x7f" "a", "a\x7f" "a" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *header = g_strconcat (names[i], "=b", NULL);
      g_autofree char *request = g_strconcat ("c=d; ", header, "; e=f", NULL);
      g_autoptr (CookieBaseCookie) cookie = load (COOKIE_PROFILE_RFC6265, request, NULL);
      g_autoptr (GError) error = NULL;

      refuse_key (names[i]);
      g_assert_null (cookie_morsel_parse_set_cookie (header, &error));
      g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_SYNTAX);
      g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 2);
      assert_value (cookie, "e", "f");
    }
}

/* No character beside a prefix hides it from the checks and gives its name to the cookie. */
static void
test_cve_2022_40958 (void)
{
  for (int c = 1; c < 0x100; c++)
    {
      const char text[] = { (char) c, '\0' };
      g_autofree char *before = g_strconcat (text, "__Host-x=evil", NULL);
      g_autofree char *after = g_strconcat ("__Host-x", text, "=evil", NULL);
      const char *headers[] = { before, after };

      for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
        {
          g_autoptr (CookieMorsel) morsel = cookie_morsel_parse_set_cookie (headers[i], NULL);
          g_autoptr (GPtrArray) diagnostics = cookie_diagnose_set_cookie (headers[i], NULL, NULL);
          g_autoptr (CookieBaseCookie) cookie = load (COOKIE_PROFILE_RFC6265, headers[i], NULL);

          if (morsel != NULL && strcmp (cookie_morsel_get_key (morsel), "__Host-x") == 0)
            g_assert_true (has_code (diagnostics, COOKIE_DIAGNOSTIC_CODE_PREFIX));
          if (strchr (i == 0 ? " \t;" : " \t=", c) == NULL)
            g_assert_false (cookie_base_cookie_contains (cookie, "__Host-x"));
        }
    }
}

/* What a browser may send is no reason to refuse the cookies beside it, time after time. */
static void
test_cve_2013_6166 (void)
{
  for (int c = 1; c < 0x100; c++)
    {
      g_autofree char *header = g_strdup_printf ("sid=1; bad%c=%c; theme=2", c, c);
      g_autoptr (CookieBaseCookie) cookie = load (COOKIE_PROFILE_RFC6265, header, NULL);

      assert_value (cookie, "sid", "1");
      assert_value (cookie, "theme", "2");
    }
}

/* A line break is no end of a field, behind which the attributes are lost. */
static void
test_httpwg_1531 (void)
{
  static const char * const headers[] = { "sid=1\r; Secure; HttpOnly", "sid=1\n; Secure; HttpOnly", "sid=1; Secure\r\n; HttpOnly", "sid=1; Path=/\n; Secure" };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autoptr (GPtrArray) diagnostics = cookie_diagnose_set_cookie (headers[i], NULL, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (cookie_morsel_parse_set_cookie (headers[i], &error));
      g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_SYNTAX);
      g_assert_true (has_code (diagnostics, COOKIE_DIAGNOSTIC_CODE_CONTROL_CHARACTER));
    }
}

/* Names are kept byte for byte, or skipped. */
static void
test_names (gconstpointer data)
{
  const char *name = data;
  g_autofree char *header = g_strconcat ("a=b; ", name, "=evil", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      g_autoptr (CookieBaseCookie) cookie = load (profiles[i], header, &(gboolean) { FALSE });
      g_auto (GStrv) keys = cookie_base_cookie_get_names (cookie);

      for (char **key = keys; *key != NULL; key++)
        g_assert_true (strcmp (*key, "a") == 0 || strcmp (*key, name) == 0);
      if (g_strv_length (keys) > 0)
        assert_value (cookie, "a", "b");
      else
        g_assert_cmpint (profiles[i], !=, COOKIE_PROFILE_RFC6265);
    }

  {
    g_autoptr (CookieMorsel) morsel = cookie_morsel_parse_set_cookie (header + strlen ("a=b; "), NULL);

    if (morsel != NULL)
      g_assert_cmpstr (cookie_morsel_get_key (morsel), ==, name);
  }
}

static void
test_version_switch (void)
{
  g_autoptr (CookieBaseCookie) cookie = load (COOKIE_PROFILE_RFC6265, "$Version=1; a=\"x; b=1\"; $Path=/y; c=2", NULL);

  assert_value (cookie, "$Version", "1");
  assert_value (cookie, "a", "\"x");
  assert_value (cookie, "b", "1\"");
  assert_value (cookie, "$Path", "/y");
  assert_value (cookie, "c", "2");
  g_assert_null (cookie_morsel_get_path (cookie_base_cookie_get (cookie, "a")));
}

static void
test_quoted_semicolon (void)
{
  gboolean loaded;
  g_autoptr (CookieBaseCookie) rfc = load (COOKIE_PROFILE_RFC6265, "a=\"x; sid=1; b=\"", NULL);
  g_autoptr (CookieBaseCookie) strict = load (COOKIE_PROFILE_STRICT, "a=\"x; sid=1; b=\"", &loaded);

  g_assert_false (loaded);
  assert_value (rfc, "sid", "1");
  assert_value (rfc, "a", "\"x");
}

static void
test_libsoup_star (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      g_autoptr (CookieBaseCookie) cookie = load (profiles[i], "sid=good; sid*=UTF-8''evil", NULL);

      assert_value (cookie, "sid", "good");
      assert_value (cookie, "sid*", "UTF-8''evil");
    }
}

static void
test_count (void)
{
  g_autofree char *many = repeat ("", "a=;", LONG, "");
  g_autofree char *large = repeat ("a=", "b", 17 * 1024 * 1024, "");
  g_autoptr (CookieBaseCookie) crumbs = cookie_simple_cookie_new ();
  g_autoptr (GVariantBuilder) builder = g_variant_builder_new (G_VARIANT_TYPE ("a{ss}"));
  g_autoptr (GError) error = NULL;
  guint n_loaded = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();

      cookie_base_cookie_set_profile (cookie, profiles[i]);
      g_assert_false (cookie_base_cookie_load (cookie, many, &error));
      if (profiles[i] != COOKIE_PROFILE_STRICT)
        g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT);
      g_clear_error (&error);
      g_assert_false (cookie_base_cookie_load (cookie, large, &error));
      g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT);
      g_clear_error (&error);
      g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 0);
    }

  /* HTTP/2 sends a header in crumbs: each is small, all of them are not */
  for (; n_loaded < 10000; n_loaded++)
    {
      g_autofree char *crumb = g_strdup_printf ("c%u=x", n_loaded);

      if (!cookie_base_cookie_load (crumbs, crumb, &error))
        break;
    }
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT);
  g_clear_error (&error);
  g_assert_cmpuint (n_loaded, ==, 3000);
  g_assert_cmpuint (cookie_base_cookie_get_size (crumbs), ==, 3000);

  for (guint i = 0; i < 3001; i++)
    {
      g_autofree char *key = g_strdup_printf ("k%u", i);

      g_variant_builder_add (builder, "{ss}", key, "x");
    }
  cookie_base_cookie_clear (crumbs);
  g_assert_false (cookie_base_cookie_set_all (crumbs, g_variant_builder_end (builder), &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT);
}

static void
test_separators (void)
{
  static const char * const headers[] = { ";", ";;", ",", "; ;a=b", " ", "\t", ";=", "=;", "=", ",;,", "a=b;;;;", ";;;;a=b", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autoptr (CookieMorsel) morsel = cookie_morsel_parse_set_cookie (headers[i], NULL);

      g_assert_nonnull (morsel);
      for (gsize j = 0; j < G_N_ELEMENTS (profiles); j++)
        {
          g_autofree char *many = repeat ("", headers[i], 100000, "");
          g_autoptr (CookieBaseCookie) cookie = load (profiles[j], headers[i], &(gboolean) { FALSE });
          g_autoptr (CookieBaseCookie) other = load (profiles[j], many, &(gboolean) { FALSE });

          g_assert_cmpuint (cookie_base_cookie_get_size (cookie), <=, 1);
          g_assert_cmpuint (cookie_base_cookie_get_size (other), <=, 1);
        }
    }
}

static void
test_hash_flooding (void)
{
  g_autoptr (GString) header = g_string_new (NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint hash = 0;

  for (guint i = 0; i < 3000; i++)
    {
      char *name = g_malloc (25);

      /* g_str_hash() of both halves is the same */
      for (guint bit = 0; bit < 12; bit++)
        memcpy (name + 2 * bit, i >> bit & 1 ? "aB" : "b!", 2);
      name[24] = '\0';
      g_assert_true (i == 0 || g_str_hash (name) == hash);
      hash = g_str_hash (name);
      g_ptr_array_add (names, name);
      g_string_append_printf (header, "%s%s=%u", i > 0 ? "; " : "", name, i);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      g_autoptr (CookieBaseCookie) cookie = load (profiles[i], header->str, NULL);

      g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 3000);
      for (guint j = 0; j < 3000; j++)
        {
          g_autofree char *expected = g_strdup_printf ("%u", j);

          assert_value (cookie, names->pdata[j], expected);
        }
      cookie_base_cookie_set_max_pairs (cookie, 6000);
      g_assert_true (cookie_base_cookie_load (cookie, header->str, NULL));
      g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 3000);
    }
}

/* 2⁵³ - 1, so that a language whose numbers are doubles reads it without a warning */
#define LARGEST_MAX_AGE G_GINT64_CONSTANT (9007199254740991)

static void
test_max_age (void)
{
  static const struct { const char *text; gint64 parsed; gint64 set; } cases[] = {
    { "1000000000000000000000000000000", LARGEST_MAX_AGE, LARGEST_MAX_AGE },
    { "-1000000000000000000000000000000", 0, 0 },
    { "9007199254740991", LARGEST_MAX_AGE, LARGEST_MAX_AGE },
    { "9007199254740992", LARGEST_MAX_AGE, LARGEST_MAX_AGE },
    { "9223372036854775807", LARGEST_MAX_AGE, LARGEST_MAX_AGE },
    { "9223372036854775808", LARGEST_MAX_AGE, LARGEST_MAX_AGE },
    { "-9223372036854775808", 0, 0 },
    { "-9223372036854775809", 0, 0 },
    { "-", -1, -1 },
    { "+1", -1, -1 },
    { "", -1, -1 },
    { "1e3", -1, -1 },
    { "0x10", -1, -1 },
    { "\331\241", -1, -1 },
    { "-1", 0, 0 },
    { "0", 0, 0 },
    { "00012", 12, 12 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *header = g_strconcat ("a=b; Max-Age=", cases[i].text, NULL);
      g_autoptr (CookieMorsel) parsed = cookie_morsel_parse_set_cookie (header, NULL);
      g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();
      g_autoptr (GPtrArray) diagnostics = cookie_diagnose_set_cookie (header, NULL, NULL);
      g_autoptr (GVariant) integer = NULL;

      g_test_message ("Max-Age=%s", cases[i].text);
      g_assert_nonnull (diagnostics);
      g_assert_cmpint (cookie_morsel_get_max_age (parsed), ==, cases[i].parsed);
      g_assert_true (cookie_morsel_set_attribute (morsel, "max-age", g_variant_new_string (cases[i].text), NULL));
      g_assert_cmpint (cookie_morsel_get_max_age (morsel), ==, cases[i].set);
      integer = cookie_morsel_get_attribute (parsed, "max-age");
      g_assert_true (integer == NULL || g_variant_get_int64 (integer) == cases[i].parsed);
    }

  /* numbers, at their ends */
  {
    static const gint64 numbers[] = { G_MININT64, -LARGEST_MAX_AGE - 1, -1, 0, LARGEST_MAX_AGE - 1, LARGEST_MAX_AGE,
                                      LARGEST_MAX_AGE + 1, G_MAXINT64 - 1, G_MAXINT64 };

    for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
      {
        g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();
        g_autoptr (GDateTime) expires = NULL;
        g_autoptr (GVariant) integer = NULL;
        g_autofree char *text = NULL;

        g_assert_true (cookie_morsel_set (morsel, "a", g_variant_new_string ("b"), "b", NULL));
        cookie_morsel_set_max_age (morsel, numbers[i]);
        g_assert_cmpint (cookie_morsel_get_max_age (morsel), ==, CLAMP (numbers[i], -1, LARGEST_MAX_AGE));
        cookie_morsel_set_max_age (morsel, 7);
        g_object_set (morsel, "max-age", MAX (numbers[i], -1), NULL);
        g_assert_cmpint (cookie_morsel_get_max_age (morsel), ==, CLAMP (numbers[i], -1, LARGEST_MAX_AGE));
        g_assert_true (cookie_morsel_set_attribute (morsel, "expires", g_variant_new_int64 (numbers[i]), NULL));
        g_assert_true (cookie_morsel_set_attribute (morsel, "max-age", g_variant_new_int64 (numbers[i]), NULL));
        g_assert_cmpint (cookie_morsel_get_max_age (morsel), ==, CLAMP (numbers[i], 0, LARGEST_MAX_AGE));
        integer = cookie_morsel_get_attribute (morsel, "max-age");
        g_assert_cmpint (g_variant_get_int64 (integer), ==, CLAMP (numbers[i], -LARGEST_MAX_AGE, LARGEST_MAX_AGE));
        expires = cookie_morsel_get_expires (morsel);
        g_assert_nonnull (expires);
        text = cookie_morsel_to_set_cookie_header (morsel, NULL);
        g_assert_nonnull (strstr (text, " GMT"));
      }
  }
}

/* A member `__proto__` of an object of attributes became attributes of its own. */
static void
test_cve_2026_46625 (void)
{
  static const char * const names[] = { "__proto__", "constructor", "prototype", "__proto__.domain" };
  g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();

  g_assert_true (cookie_morsel_set (morsel, "a", g_variant_new_string ("1"), "1", NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      g_assert_false (cookie_morsel_set_attribute (morsel, names[i], g_variant_new_parsed ("{'domain': 'evil.example'}"), &error));
      g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_INVALID_ATTRIBUTE);
      text = cookie_morsel_to_set_cookie_header (morsel, NULL);
      g_assert_cmpstr (text, ==, "a=1");
    }
}

static void
test_dates (void)
{
  static const struct { const char *text; const char *expected; gboolean too_early; } cases[] = {
    { "Sun, 06 Nov 1000000000 08:49:37 GMT", NULL },
    { "Fri, 31 Dec 1600 23:59:59 GMT", NULL, TRUE },
    { "Mon, 01 Jan 1601 00:00:00 GMT", "Mon, 01 Jan 1601 00:00:00 GMT" },
    { "Fri, 31 Dec 9999 23:59:59 GMT", "Fri, 31 Dec 9999 23:59:59 GMT" },
    { "Sat, 01 Jan 10000 00:00:00 GMT", NULL },
    { "Sun, 06 Nov 1994 08:49:37 +9999", "Sun, 06 Nov 1994 08:49:37 GMT" },
    { "Sun, 06 Nov 1994 08:49:37 -", "Sun, 06 Nov 1994 08:49:37 GMT" },
    { "Sun, 06 Nov 1994 08:49:", NULL },
    { ":", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *header = g_strconcat ("a=b; Expires=", cases[i].text, NULL);
      g_autoptr (CookieMorsel) parsed = cookie_morsel_parse_set_cookie (header, NULL);
      g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();
      g_autoptr (GVariant) attribute = cookie_morsel_get_attribute (parsed, "expires");
      g_autoptr (GDateTime) expires = NULL;

      g_assert_cmpstr (attribute != NULL ? g_variant_get_string (attribute, NULL) : NULL, ==, cases[i].expected);
      g_assert_true (cookie_morsel_set_attribute (morsel, "expires", g_variant_new_string (cases[i].text), NULL));
      expires = cookie_morsel_get_expires (morsel);
      g_assert_cmpint (expires != NULL, ==, cases[i].expected != NULL || cases[i].too_early);
      if (cases[i].too_early)
        g_assert_cmpint (g_date_time_to_unix (expires), ==, 0);
    }

  /* the first and the last that GDateTime knows */
  {
    g_autoptr (GDateTime) first = g_date_time_new_utc (1, 1, 1, 0, 0, 0);
    g_autoptr (GDateTime) last = g_date_time_new_utc (9999, 12, 31, 23, 59, 59.9);
    g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();

    g_autoptr (GTimeZone) east = g_time_zone_new_offset (18 * 3600);
    g_autoptr (GTimeZone) west = g_time_zone_new_offset (-18 * 3600);
    g_autoptr (GDateTime) before = g_date_time_to_timezone (first, west);
    g_autoptr (GDateTime) after = g_date_time_to_timezone (last, east);
    GDateTime *times[] = { first, last, before, after, NULL };

    g_assert_true (cookie_morsel_set (morsel, "a", g_variant_new_string ("b"), "b", NULL));
    for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
      {
        g_autoptr (GPtrArray) diagnostics = NULL;
        g_autofree char *text = NULL;

        cookie_morsel_set_expires (morsel, times[i]);
        text = cookie_morsel_to_set_cookie_header (morsel, NULL);
        g_assert_cmpint (g_str_has_suffix (text, " GMT"), ==, times[i] != NULL);
        diagnostics = cookie_morsel_diagnose (morsel, NULL, times[i]);
        g_assert_nonnull (diagnostics);
      }
  }
}

static void
test_cve_2025_7370 (void)
{
  g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();
  g_autoptr (CookieMorsel) other = cookie_morsel_parse_set_cookie ("a=b; Domain", NULL);
  g_autoptr (GUri) origin = g_uri_parse ("https://site.example", G_URI_FLAGS_NONE, NULL);
  g_autoptr (GPtrArray) diagnostics = NULL;

  g_assert_null (cookie_morsel_get_domain (morsel));
  g_assert_null (cookie_morsel_get_domain (other));
  g_object_set (morsel, "domain", NULL, "path", NULL, "expires", NULL, NULL);
  g_assert_true (cookie_morsel_set_attribute (morsel, "domain", NULL, NULL));
  g_assert_false (cookie_morsel_equal (morsel, other));
  diagnostics = cookie_morsel_diagnose (other, origin, NULL);
  g_assert_nonnull (diagnostics);
  g_assert_false (has_code (diagnostics, COOKIE_DIAGNOSTIC_CODE_DOMAIN_MISMATCH));
}

static void
test_cve_2022_35252 (void)
{
  for (int c = 1; c < 0x80; c = c == 0x1f ? 0x7f : c + 1)
    {
      const char * const formats[] = { "a%c=b", "a=b%c", "a=b; Path=/%c", "a=b; Sec%cure", "%c", "a=b;%c" };

      for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
        {
          g_auto (GStrv) halves = g_strsplit (formats[i], "%c", 2);
          g_autofree char *header = g_strdup_printf ("%s%c%s", halves[0], c, halves[1]);
          g_autoptr (GError) error = NULL;
          g_autoptr (CookieMorsel) morsel = cookie_morsel_parse_set_cookie (header, &error);

          if (c == '\t')
            g_assert_no_error (error);
          else
            g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_SYNTAX);
        }
    }
}

static void
test_cve_2015_3145 (void)
{
  static const char * const paths[] = { "\"", "\"\"", "/", "\"/", "/\"", "", " ", "\\", "\"\\", "\\\"" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *header = g_strconcat ("a=b; path=", paths[i], NULL);
      g_autoptr (CookieMorsel) parsed = cookie_morsel_parse_set_cookie (header, NULL);
      g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();
      g_autofree char *text = NULL;

      g_assert_nonnull (parsed);
      g_assert_true (cookie_morsel_set_attribute (morsel, "path", g_variant_new_string (paths[i]), NULL));
      text = cookie_morsel_to_set_cookie_header (morsel, NULL);
      for (gsize j = 0; j < G_N_ELEMENTS (profiles); j++)
        {
          g_autoptr (CookieBaseCookie) cookie = load (profiles[j], header, &(gboolean) { FALSE });

          g_assert_nonnull (cookie);
        }
    }
}

static void
test_cve_2018_20852 (void)
{
  static const struct { const char *domain; const char *origin; gboolean matches; } cases[] = {
    { ".example.com", "https://badexample.com/", FALSE },
    { "example.com", "https://badexample.com/", FALSE },
    { "example.com", "https://example.com/", TRUE },
    { "example.com", "https://a.example.com/", TRUE },
    { "example.com", "https://example.com.evil.example/", FALSE },
    { "a.example.com", "https://example.com/", FALSE },
    { "0.0.1", "https://127.0.0.1/", FALSE },
    { "127.0.0.1", "https://127.0.0.1/", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *header = g_strconcat ("a=b; Secure; Domain=", cases[i].domain, NULL);
      g_autoptr (GUri) origin = g_uri_parse (cases[i].origin, G_URI_FLAGS_NONE, NULL);
      g_autoptr (GPtrArray) diagnostics = cookie_diagnose_set_cookie (header, origin, NULL);

      g_test_message ("%s from %s", header, cases[i].origin);
      g_assert_cmpint (has_code (diagnostics, COOKIE_DIAGNOSTIC_CODE_DOMAIN_MISMATCH), ==, !cases[i].matches);
    }
}

/* With the secrets of these digits, the first of which signs */
static CookieCodec *
new_signed (const char *secrets)
{
  CookieCodec *codec = test_new_sealed (FALSE, COOKIE_CODEC (cookie_string_codec_new ()), "", 0);

  for (const char *p = secrets; *p != '\0'; p++)
    test_add_secret (codec, *p - '0');

  return codec;
}

static void
test_cve_2025_47278 (void)
{
  g_autoptr (CookieCodec) old = new_signed ("0");
  g_autoptr (CookieCodec) rotated = new_signed ("10");
  g_autoptr (CookieCodec) current = new_signed ("1");
  g_autofree char *by_old = cookie_codec_encode (old, "sid", g_variant_new_string ("x"), NULL);
  g_autofree char *by_rotated = cookie_codec_encode (rotated, "sid", g_variant_new_string ("x"), NULL);
  g_autofree char *by_current = cookie_codec_encode (current, "sid", g_variant_new_string ("x"), NULL);
  g_autoptr (GVariant) value = cookie_codec_decode (rotated, "sid", by_old, NULL);
  g_autoptr (GError) error = NULL;

  /* the first key signs, all verify, and other keys do not */
  g_assert_cmpstr (by_rotated, ==, by_current);
  g_assert_cmpstr (by_rotated, !=, by_old);
  g_assert_nonnull (value);
  g_assert_null (cookie_codec_decode (current, "sid", by_old, &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_NO_KEY);
}

static void
test_cookie_rs (void)
{
  g_autoptr (CookieCodec) codec = new_signed ("0");
  g_autofree char *text = cookie_codec_encode (codec, "user", g_variant_new_string ("\303\251\342\202\254"), NULL);
  static const char * const others[] = { "User", "use", "users", "", "\303\251" };
  static const char * const texts[] = {
    "", "1", "s1.", "\303\251", "s1.\303\251.\303\251.\303\251",
    ("\342\202\254\342\202\254\342\202\254\342\202\254\342\202\254"
     "\342\202\254\342\202\254\342\202\254\342\202\254\342\202\254\342\202\254\342\202\254\342\202\254\342\202\254\342\202\254"),
  };
  gsize length = strlen (text);
  gsize start = strlen ("s1.cBGd.."); /* of the text that was signed */
  gsize end = length - 44;            /* the signature has 43 characters */

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cookie_codec_decode (codec, others[i], text, &error));
      g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_UNAUTHENTIC);
    }

  for (gsize i = 0; i < length; i++)
    {
      g_autofree char *truncated = g_strndup (text, i);
      g_autofree char *widened = g_strdup_printf ("%.*s\303\251%s", (int) i, text, text + i + 1);
      g_autoptr (GError) error = NULL;

      g_assert_null (cookie_codec_decode (codec, "user", truncated, &error));
      g_assert_error (error, COOKIE_ERROR, (i < strlen ("s1.") ? COOKIE_ERROR_NOT_SEALED : COOKIE_ERROR_DECODE));
      g_clear_error (&error);
      g_assert_null (cookie_codec_decode (codec, "user", text + i + 1, &error));
      g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_NOT_SEALED);
      g_clear_error (&error);
      g_assert_null (cookie_codec_decode (codec, "user", widened, &error));
      if (i >= start && i < end)
        g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_UNAUTHENTIC);
      else if (i < strlen ("s1."))
        g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_NOT_SEALED);
      else
        g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_DECODE);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (cookie_codec_decode (codec, "user", texts[i], NULL));
}

/* What was not sealed was decoded without a secret. */
static void
test_cve_2026_39324 (void)
{
  static const char * const inner[] = { "string", "smart", "text", "binary", "percent" };

  for (int encrypted = FALSE; encrypted <= cookie_encrypted_codec_is_supported (); encrypted++)
    for (gsize i = 0; i < G_N_ELEMENTS (inner); i++)
      {
        g_autofree char *name = g_strconcat (encrypted ? "encrypted-" : "signed-", inner[i], NULL);
        g_autoptr (CookieCodec) codec = test_new_codec (name);
        g_autoptr (CookieCodec) plain = test_new_codec (inner[i]);
        g_autoptr (CookieCodec) other = test_new_codec (encrypted ? "signed-smart" : "encrypted-smart");
        g_autoptr (CookieBaseCookie) cookie = g_object_new (COOKIE_TYPE_BASE_COOKIE, "codec", codec, NULL);
        g_autofree char *unsealed = cookie_codec_encode (plain, "sid", g_variant_new_string ("admin"), NULL);
        g_autofree char *sealed = cookie_codec_encode (other, "sid", g_variant_new_string ("admin"), NULL);
        g_autofree char *header = g_strconcat ("sid=", unsealed, "; a=", unsealed, NULL);
        g_autoptr (GPtrArray) diagnostics = NULL;
        g_autoptr (GError) error = NULL;

        g_assert_null (cookie_codec_decode (codec, "sid", unsealed, &error));
        g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_NOT_SEALED);
        g_assert_null (cookie_codec_renew (codec, "sid", unsealed));
        if (sealed != NULL)
          g_assert_null (cookie_codec_decode (codec, "sid", sealed, NULL));

        g_assert_true (cookie_base_cookie_load (cookie, header, NULL));
        g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 0);
        diagnostics = cookie_base_cookie_get_diagnostics (cookie);
        g_assert_true (has_code (diagnostics, COOKIE_DIAGNOSTIC_CODE_NOT_SEALED));
      }
}

/* The name and the purpose were joined without a mark between them. */
static void
test_cve_2026_6873 (void)
{
  static const struct { const char *name, *purpose; } others[] = {
    { "ab", "c" }, { "abc", "" }, { "c", "ab" }, { "bc", "a" }, { "a", "bcsid" }, { "ac", "b" }, { "a", "" }, { "bca", "" },
  };

  for (int encrypted = FALSE; encrypted <= cookie_encrypted_codec_is_supported (); encrypted++)
    {
      g_autoptr (CookieCodec) codec = test_new_sealed (encrypted, test_new_codec ("string"), "bc", 0);
      g_autofree char *text = NULL;

      test_add_secret (codec, 0);
      text = cookie_codec_encode (codec, "a", g_variant_new_string ("x"), NULL);
      g_assert_nonnull (text);

      for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
        {
          g_autoptr (CookieCodec) other = test_new_sealed (encrypted, test_new_codec ("string"), others[i].purpose, 0);
          g_autoptr (GError) error = NULL;

          test_add_secret (other, 0);
          g_assert_null (cookie_codec_decode (other, others[i].name, text, &error));
          g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_UNAUTHENTIC);
        }
    }
}

/* The age of a value was left to the browser. */
static void
test_cve_2026_56130 (void)
{
  g_autoptr (GBytes) secret = test_secret (0);
  g_autoptr (CookieCodec) codec = test_new_sealed (FALSE, test_new_codec ("raw"), "", 3600);
  const TestSeal seal = { FALSE, secret, "", "sid" };
  g_autofree char *old = test_seal (&seal, "1700000000", "x");
  g_autofree char *untimed = test_seal (&seal, "", "x");
  const char * const texts[] = { old, untimed };

  test_add_secret (codec, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cookie_codec_decode (codec, "sid", texts[i], &error));
      g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_EXPIRED);
      g_assert_null (cookie_codec_renew (codec, "sid", texts[i]));
    }
}

/* A nonce came from rand (). */
static void
test_cve_2026_5087 (void)
{
  g_autoptr (CookieCodec) codec = test_new_codec ("encrypted-string");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);

  if (!cookie_encrypted_codec_is_supported ())
    {
      g_test_skip ("without libsodium");
      return;
    }

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *text = cookie_codec_encode (codec, "a", g_variant_new_string ("x"), NULL);

      /* e1, the secret, the time, then the nonce: 24 bytes are 32 characters */
      g_assert_true (g_str_has_prefix (text, "e1."));
      g_assert_true (g_hash_table_add (seen, g_bytes_new (strrchr (text, '.') + 1, 32)));
      g_assert_true (g_hash_table_add (seen, cookie_keyring_generate_secret ()));
    }
}

/* Ten characters asked for 85 GB. */
static void
test_cve_2026_25899 (void)
{
  static const char * const types[] = { "ay", "as", "at", "av", "aas", "a(tt)", "(tt)", "(tttttttttttttttt)", "a{sv}", "mt", "a()" };
  static const char * const ends[] = { "_____w", "AAAAAAA", "gICAgA", "3f____8", "[]", "[1,1]", "" };

  for (int format = COOKIE_VARIANT_FORMAT_TEXT; format <= COOKIE_VARIANT_FORMAT_BINARY; format++)
    for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
      for (gsize j = 0; j < G_N_ELEMENTS (ends); j++)
        {
          g_autoptr (CookieCodec) codec = COOKIE_CODEC (cookie_variant_codec_new (format, NULL));
          g_autofree char *text = g_strconcat (types[i], ":", ends[j], NULL);
          g_autoptr (GVariant) value = cookie_codec_decode (codec, "a", text, NULL);

          if (value != NULL)
            g_assert_cmpuint (g_variant_get_size (value), <=, 4 * strlen (text));
        }
}

/* A dot at its end made another domain of a public suffix. */
static void
test_cve_2026_8924 (void)
{
  static const struct { const char *domain; const char *origin; } cases[] = {
    { "example.", "https://site.example./" }, { ".example.", "https://site.example./" }, { "EXAMPLE.", "https://site.example./" },
    { "example", "https://site.example./" }, { "example.", "https://site.example/" },
#ifdef HAVE_LIBPSL
    { "co.uk.", "https://site.co.uk./" }, { ".co.uk.", "https://www.site.co.uk./" }, { "Co.Uk.", "https://site.co.uk./" },
#endif
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *header = g_strconcat ("a=b; Secure; Domain=", cases[i].domain, NULL);
      g_autoptr (GUri) origin = g_uri_parse (cases[i].origin, G_URI_FLAGS_NONE, NULL);
      g_autoptr (GPtrArray) diagnostics = cookie_diagnose_set_cookie (header, origin, NULL);

      g_test_message ("%s from %s", header, cases[i].origin);
      g_assert_true (has_code (diagnostics, COOKIE_DIAGNOSTIC_CODE_PUBLIC_SUFFIX) ||
                     has_code (diagnostics, COOKIE_DIAGNOSTIC_CODE_DOMAIN_MISMATCH));
    }
}

/* A cookie of one host became one of its subdomains when it was stored and read. */
static void
test_cve_2026_54279 (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autoptr (CookieBaseCookie) again = cookie_simple_cookie_new ();
  g_autoptr (CookieBaseCookie) copy = NULL;
  g_autoptr (GVariant) state = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (cookie_base_cookie_set_string (cookie, "__Host-sid", "x", NULL));
  cookie_morsel_set_path (cookie_base_cookie_get (cookie, "__Host-sid"), "/");
  cookie_morsel_set_secure (cookie_base_cookie_get (cookie, "__Host-sid"), TRUE);
  state = cookie_base_cookie_serialize (cookie);
  g_assert_true (cookie_base_cookie_restore (again, state, &error));
  g_assert_no_error (error);
  copy = cookie_base_cookie_copy (cookie);

  g_assert_null (cookie_morsel_get_domain (cookie_base_cookie_get (again, "__Host-sid")));
  assert_lines (again, "Set-Cookie: __Host-sid=x; Path=/; Secure");
  assert_lines (copy, "Set-Cookie: __Host-sid=x; Path=/; Secure");
}

/* The check of the normal form of a tuple read behind it. Each text is decoded in a block of its own size. */
static void
test_glib_3915 (void)
{
  static const char * const values[] = {
    "(byte 1, 'ab', 2)", "('a', 'b')", "(byte 1, [('a', 1)], 'z')", "(true, {'a': <1>})", "(@ms 'a', @mi 1, 'b')",
    "[(byte 1, 'a'), (2, 'b')]", "<('a', <byte 1>)>",
  };
  g_autoptr (CookieCodec) codec = COOKIE_CODEC (cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_BINARY, NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_parsed (values[i]));
      g_autofree char *text = cookie_codec_encode (codec, "a", value, NULL);
      const char *body = strchr (text, ':') + 1;

      for (gsize length = 0; length <= strlen (body); length++)
        {
          g_autofree char *cut = g_strndup (text, body - text + length);
          g_autoptr (GVariant) again = cookie_codec_decode (codec, "a", cut, NULL);

          g_assert_cmpint (again != NULL && g_variant_equal (again, value), ==, body[length] == '\0');
          g_assert_true (again == NULL || g_variant_is_normal_form (again));
        }
    }
}

static void
test_gvariant (void)
{
  g_autofree char *nested_type = repeat ("", "a", 200, "y:");
  g_autofree char *nested_text = repeat ("v:", "<", LONG, "");
  g_autofree char *nested_array = repeat ("aaaaaaaay:", "[", LONG, "");
  g_autofree char *huge_number = repeat ("d:", "9", LONG, "");
  g_autofree char *huge_string = repeat ("s:'", "\\", LONG, "'");
  g_autofree char *huge_binary = repeat ("ay:", "A", LONG, "");
  const char * const texts[] = {
    nested_type, nested_text, nested_array, huge_number, huge_string, huge_binary,
    /* offsets that overlap and so describe one child many times; what is not in normal form */
    "as:AAECAwQFBgcICQoLDA0ODw", "(ss):YQBiAAID", "a(ss):AAAAAAAAAAAAAAAAAAAAAA", "v:AAAAAAAA", "b:Ag", "s:_w", "s:YQBi",
    "mb:AAAA", "o:YQA", "g:ISEA", "{sv}:AA", "av:AAAAAAAAAAAAAAEBAQEBAQ",
  };

  for (int format = COOKIE_VARIANT_FORMAT_TEXT; format <= COOKIE_VARIANT_FORMAT_BINARY; format++)
    {
      g_autoptr (CookieCodec) codec = COOKIE_CODEC (cookie_variant_codec_new (format, NULL));

      for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (GVariant) value = cookie_codec_decode (codec, "a", texts[i], &error);

          if (value == NULL)
            g_assert_true (g_error_matches (error, COOKIE_ERROR, COOKIE_ERROR_DECODE) ||
                           g_error_matches (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT));
          else
            g_assert_true (g_variant_is_normal_form (value));
        }

      /* what is too long is known before all of it is written */
      {
        GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aas"));
        g_autoptr (GError) error = NULL;

        for (guint i = 0; i < 2000; i++)
          g_variant_builder_add (&builder, "@as", g_variant_new_strv ((const char *[]) { "x" }, 1));
        g_assert_null (cookie_codec_encode (codec, "a", g_variant_builder_end (&builder), &error));
        g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT);
      }

      /* and what an application hands over is not trusted either */
      for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
        {
          g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], MIN (strlen (texts[i]), 3000));
          g_autoptr (GError) error = NULL;
          g_autofree char *text = cookie_codec_encode (codec, "a",
                                                       g_variant_new_from_bytes (G_VARIANT_TYPE ("a(sav)"), bytes, FALSE),
                                                       &error);

          g_assert_true ((text == NULL) == (error != NULL));
        }
    }

  /* the signature comes first: without it, nothing is decoded */
  {
    g_autoptr (CookieCodec) codec = test_new_codec ("signed-text");

    for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
      {
        g_autoptr (GError) error = NULL;

        g_assert_null (cookie_codec_decode (codec, "a", texts[i], &error));
        g_assert_true (g_error_matches (error, COOKIE_ERROR, COOKIE_ERROR_NOT_SEALED) ||
                       g_error_matches (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT));
      }
  }
}

static void
test_ordinary_names (gconstpointer data)
{
  const char *name = data;
  g_autofree char *header = g_strdup_printf ("%s=1; a=2", name);

  for (gsize i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      g_autoptr (CookieBaseCookie) cookie = load (profiles[i], header, NULL);

      assert_value (cookie, name, "1");
      g_assert_true (cookie_base_cookie_set_string (cookie, name, "3", NULL));
      assert_value (cookie, name, "3");
      g_assert_true (cookie_base_cookie_remove (cookie, name));
      g_assert_false (cookie_base_cookie_contains (cookie, name));
      assert_value (cookie, "a", "2");
    }
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *advisory; GTestFunc func; } tests[] = {
    { "Python-SerialCookie", test_pickle },
    { "Python-SmartCookie", test_expected_type },
    { "CVE-2016-7401", test_cve_2016_7401 },
    { "CPython-white-space", test_cpython_space },
    { "CVE-2024-7592", test_unquoting },
    { "CVE-2024-52804", test_unquoting },
    { "CPython-pattern", test_pattern },
    { "bpo-38804", test_bpo_38804 },
    { "CVE-2026-0672", test_control_characters },
    { "CVE-2026-3644", test_control_characters },
    { "CVE-2026-16052", test_attributes },
    { "CVE-2021-33621", test_attributes },
    { "CVE-2024-47764", test_attributes },
    { "CVE-2026-35536", test_attributes },
    { "CVE-2026-29086", test_attributes },
    { "CVE-2026-43969", test_attributes },
    { "CVE-2026-47675", test_attributes },
    { "CVE-2026-56762", test_attributes },
    { "CVE-2026-15157", test_attributes },
    { "CVE-2026-16728", test_attributes },
    { "CVE-2026-16729", test_attributes },
    { "CVE-2026-46625", test_cve_2026_46625 },
    { "CVE-2026-6019", test_cve_2026_6019 },
    { "CVE-2025-69230", test_cve_2025_69230 },
    { "CVE-2023-23934", test_cve_2023_23934 },
    { "CVE-2022-2860", test_cve_2022_2860 },
    { "CVE-2025-8037", test_cve_2025_8037 },
    { "CVE-2024-5699", test_cve_2024_5699 },
    { "CVE-2022-40958", test_cve_2022_40958 },
    { "CVE-2023-5723", test_cve_2023_5723 },
    { "CVE-2013-6166", test_cve_2013_6166 },
    { "httpwg-1531", test_httpwg_1531 },
    { "PortSwigger-2025/version", test_version_switch },
    { "CVE-2023-26049", test_quoted_semicolon },
    { "CVE-2023-4639", test_quoted_semicolon },
    { "libsoup-extended-name", test_libsoup_star },
    { "CVE-2025-58186", test_count },
    { "CVE-2026-49975", test_count },
    { "CVE-2019-14241", test_separators },
    { "CVE-2022-0711", test_separators },
    { "hash-flooding", test_hash_flooding },
    { "RUSTSEC-2017-0005", test_max_age },
    { "CVE-2025-4945", test_dates },
    { "CVE-2025-11021", test_dates },
    { "RUSTSEC-2026-0009", test_dates },
    { "CVE-2026-58011", test_dates },
    { "CVE-2025-7370", test_cve_2025_7370 },
    { "CVE-2022-35252", test_cve_2022_35252 },
    { "CVE-2015-3145", test_cve_2015_3145 },
    { "CVE-2018-20852", test_cve_2018_20852 },
    { "CVE-2026-8924", test_cve_2026_8924 },
    { "CVE-2026-54279", test_cve_2026_54279 },
    { "CVE-2025-47278", test_cve_2025_47278 },
    { "cookie-rs", test_cookie_rs },
    { "CVE-2026-39324", test_cve_2026_39324 },
    { "CVE-2026-6873", test_cve_2026_6873 },
    { "CVE-2026-56130", test_cve_2026_56130 },
    { "CVE-2026-5087", test_cve_2026_5087 },
    { "CVE-2026-3256", test_cve_2026_5087 },
    { "CVE-2023-29499", test_gvariant },
    { "CVE-2023-32611", test_gvariant },
    { "CVE-2023-32665", test_gvariant },
    { "CVE-2025-14087", test_gvariant },
    { "GLib-3915", test_glib_3915 },
    { "CVE-2026-25899", test_cve_2026_25899 },
  };
  static const struct { const char *advisory; const char *name; } names[] = {
    { "CVE-2020-7070", "%5f%5fHost-x" },
    { "CVE-2020-8184", "%5F%5FSecure-x" },
    { "CVE-2022-36032", "__%48ost-x" },
    { "CVE-2021-41819", "+__Host-x" },
    { "CVE-2022-31629", "..Host-x" },
    { "CVE-2024-2756", "_[Host-x" },
    { "CVE-2026-39410", "\302\240a" },
    { "PortSwigger-2025/space", "\342\200\200__Host-x" },
    { "PortSwigger-2025/latin1-space", "\302\240__Host-x" },
  };
  static const char * const ordinary[] = { "__proto__", "constructor", "hasOwnProperty", "keys", "get", "toString", "prototype" };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/cookie/advisory/", tests[i].advisory, NULL);

      g_test_add_func (path, tests[i].func);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strconcat ("/cookie/advisory/", names[i].advisory, NULL);

      g_test_add_data_func (path, names[i].name, test_names);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (ordinary); i++)
    {
      g_autofree char *path = g_strconcat ("/cookie/advisory/CVE-2023-26136/", ordinary[i], NULL);
      g_autofree char *elysia = g_strconcat ("/cookie/advisory/CVE-2026-31865/", ordinary[i], NULL);

      g_test_add_data_func (path, ordinary[i], test_ordinary_names);
      g_test_add_data_func (elysia, ordinary[i], test_ordinary_names);
    }

  return g_test_run ();
}
