/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What holds for every cookie, however it came to be. Written from the standard's text and not
 * from the library: where the two do not agree, one of them is wrong.
 */

#include "fuzz.h"

#include <string.h>

/* token of RFC 9110, §5.6.2 */
static gboolean
is_tchar (guchar c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("!#$%&'*+-.^_`|~", c) != NULL);
}

/* cookie-octet of draft-ietf-httpbis-rfc6265bis-22, §4.1.1 */
static gboolean
is_octet (guchar c)
{
  return c == 0x21 || (c >= 0x23 && c <= 0x2b) || (c >= 0x2d && c <= 0x3a) ||
         (c >= 0x3c && c <= 0x5b) || (c >= 0x5d && c <= 0x7e);
}

static gboolean
is_pair (const char *start,
         const char *end)
{
  const char *p = start;

  while (p < end && is_tchar (*p))
    p++;
  if (p == start || p == end || *p++ != '=')
    return FALSE;

  if (end - p >= 2 && p[0] == '"' && end[-1] == '"')
    {
      p++;
      end--;
    }
  while (p < end && is_octet (*p))
    p++;

  return p == end;
}

/* Whether @text is a cookie-string of §4.2.1: cookie-pair *( ";" SP cookie-pair ). No octet of a
 * pair is a semicolon, so that it can be split there.
 */
gboolean
fuzz_is_strict (const char *text,
                gsize       length)
{
  const char *end = text + length;

  for (;;)
    {
      const char *semicolon = memchr (text, ';', end - text);

      if (semicolon == NULL)
        return is_pair (text, end);
      if (!is_pair (text, semicolon) || end - semicolon < 2 || semicolon[1] != ' ')
        return FALSE;
      text = semicolon + 2;
    }
}

/* A text that any binding can return. */
void
fuzz_check_text (const char *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

static gboolean
has_control (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      return TRUE;

  return FALSE;
}

/* No control character, and no `;` outside of quotes: Python's own examples load it inside. */
void
fuzz_check_coded (const char *coded_value)
{
  gsize length = strlen (coded_value);

  fuzz_check_text (coded_value);
  g_assert_false (has_control (coded_value));

  if (strchr (coded_value, ';') == NULL)
    return;

  g_assert_cmpuint (length, >=, 2);
  g_assert_cmpint (coded_value[0], ==, '"');
  g_assert_cmpint (coded_value[length - 1], ==, '"');
  for (gsize i = 1; i < length - 1; i++)
    {
      g_assert_cmpint (coded_value[i], !=, '"');
      if (coded_value[i] == '\\')
        i++;
      g_assert_cmpuint (i, <, length - 1);
    }
}

/* Either it worked, or there is an error of ours with something to read in it. */
void
fuzz_check_error (gboolean  success,
                  GError   *error)
{
  g_assert_cmpint (success, ==, error == NULL);
  if (error == NULL)
    return;

  g_assert_cmpuint (error->domain, ==, COOKIE_ERROR);
  g_assert_cmpint (error->code, >=, COOKIE_ERROR_ILLEGAL_KEY);
  g_assert_cmpint (error->code, <=, COOKIE_ERROR_FAILED);
  g_assert_cmpstr (error->message, !=, "");
  fuzz_check_text (error->message);
}

/* What follows key and value is a list of known attributes, each but the flags with a value. */
static void
check_attributes (CookieMorsel *morsel,
                  const char   *text)
{
  static const char * const names[] = {
    "Comment", "Domain", "expires", "HttpOnly", "Max-Age", "Partitioned",
    "Path", "Priority", "SameSite", "Secure", "Version",
  };
  g_auto (GStrv) attributes = g_strsplit (text, ";", -1);
  guint n_removing = 0;

  if (*text == '\0')
    {
      g_assert_false (cookie_morsel_get_expired (morsel));
      return;
    }
  g_assert_cmpstr (attributes[0], ==, "");
  for (gsize i = 1, name = 0; attributes[i] != NULL; i++, name++)
    {
      gsize length;

      g_assert_cmpint (attributes[i][0], ==, ' ');
      for (; name < G_N_ELEMENTS (names); name++)
        {
          length = strlen (names[name]);
          if (strncmp (attributes[i] + 1, names[name], length) == 0 &&
              (attributes[i][1 + length] == '=' || attributes[i][1 + length] == '\0'))
            break;
        }

      /* in this order, each once, and none that the morsel does not know of */
      g_assert_cmpuint (name, <, G_N_ELEMENTS (names));
      if (cookie_morsel_get_expired (morsel) && strcmp (names[name], "expires") == 0)
        {
          g_assert_cmpstr (attributes[i], ==, " expires=Thu, 01 Jan 1970 00:00:00 GMT");
          n_removing++;
        }
      else if (cookie_morsel_get_expired (morsel) && strcmp (names[name], "Max-Age") == 0)
        {
          g_assert_cmpstr (attributes[i], ==, " Max-Age=0");
          n_removing++;
        }
      else
        {
          g_autoptr (GVariant) value = cookie_morsel_get_attribute (morsel, names[name]);

          /* a Path that was read and means the default-path is none; a removal has what a prefix needs */
          g_assert_true (value != NULL || strcmp (attributes[i], " Path=") == 0 ||
                         (cookie_morsel_get_expired (morsel) && g_str_has_prefix (cookie_morsel_get_key (morsel), "__")));
        }
    }

  g_assert_cmpuint (n_removing, ==, cookie_morsel_get_expired (morsel) ? 2 : 0);
}

void
fuzz_check_morsel (CookieMorsel *morsel)
{
  const char *key = cookie_morsel_get_key (morsel);
  const char *coded_value = cookie_morsel_get_coded_value (morsel);
  g_autofree char *text = cookie_morsel_to_set_cookie_header (morsel, NULL);
  g_autofree char *script = cookie_morsel_js_output (morsel, NULL);
  g_autofree char *start = NULL;
  g_autoptr (CookieMorsel) copy = cookie_morsel_copy (morsel);

  g_assert_true (cookie_morsel_equal (morsel, copy));
  fuzz_check_text (text);
  fuzz_check_text (script);
  g_assert_false (has_control (text));
  g_assert_cmpint (cookie_morsel_get_max_age (morsel), >=, -1);

  if (key == NULL)
    {
      g_assert_cmpstr (text, ==, "");
      return;
    }

  for (const char *p = key; *p != '\0'; p++)
    g_assert_true (is_tchar (*p) || *p == ':');
  fuzz_check_coded (coded_value);
  g_assert_nonnull (cookie_morsel_get_value (morsel));
  g_assert_false (g_variant_is_floating (cookie_morsel_get_value (morsel)));

  start = g_strconcat (key, "=", cookie_morsel_get_expired (morsel) ? "" : coded_value, NULL);
  g_assert_true (g_str_has_prefix (text, start));
  check_attributes (morsel, text + strlen (start));

  /* one script, that nothing inside of it ends */
  {
    const char *body = strstr (script, "document.cookie = \"");
    const char *end;

    g_assert_nonnull (body);
    body += strlen ("document.cookie = \"");
    for (end = body; *end != '"'; end++)
      {
        g_assert_null (strchr ("<>&\n\r", *end));
        g_assert_false (g_str_has_prefix (end, "\342\200\250") || g_str_has_prefix (end, "\342\200\251"));
        if (*end == '\\')
          end++;
      }
    g_assert_true (g_str_has_prefix (end, "\";\n        // end hiding -->\n        </script>\n"));
  }
}

/* Slices of an input of @size bytes, with something to read in each. */
void
fuzz_check_diagnostics (GPtrArray *diagnostics,
                        gsize      size)
{
  for (guint i = 0; i < diagnostics->len; i++)
    {
      CookieDiagnostic *diagnostic = diagnostics->pdata[i];
      gsize offset = cookie_diagnostic_get_offset (diagnostic);

      g_assert_cmpuint (offset, <=, size);
      g_assert_cmpuint (cookie_diagnostic_get_length (diagnostic), <=, size - offset);
      fuzz_check_text (cookie_diagnostic_get_message (diagnostic));
      g_assert_cmpstr (cookie_diagnostic_get_message (diagnostic), !=, "");
      if (cookie_diagnostic_get_text (diagnostic) != NULL)
        fuzz_check_text (cookie_diagnostic_get_text (diagnostic));
      if (cookie_diagnostic_get_section (diagnostic) != NULL)
        fuzz_check_text (cookie_diagnostic_get_section (diagnostic));
    }
}

/* A cookie and its morsels, from all sides. */
void
fuzz_check_cookie (CookieBaseCookie *cookie)
{
  GListModel *model = G_LIST_MODEL (cookie);
  guint size = cookie_base_cookie_get_size (cookie);
  g_auto (GStrv) names = cookie_base_cookie_get_names (cookie);
  g_autofree char *header = cookie_base_cookie_to_cookie_header (cookie);
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autoptr (CookieBaseCookie) copy = NULL;
  const char *position;

  fuzz_check_text (header);
  g_assert_cmpuint (g_strv_length (names), ==, size);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, size);
  g_assert_null (g_list_model_get_object (model, size));

  /* looked up before there are morsels, and again with them */
  for (guint i = 0; i < size; i++)
    {
      g_autofree char *before = g_strdup (cookie_base_cookie_get_string (cookie, names[i]));
      g_autofree char *coded_value = g_strdup (cookie_base_cookie_get_coded_value (cookie, names[i]));
      const char *after;
      g_autoptr (CookieMorsel) morsel = g_list_model_get_item (model, i);
      GVariant *value = cookie_morsel_get_value (morsel);

      g_assert_true (cookie_base_cookie_contains (cookie, names[i]));
      g_assert_true (cookie_base_cookie_get (cookie, names[i]) == morsel);
      g_assert_cmpstr (cookie_morsel_get_key (morsel), ==, names[i]);
      fuzz_check_morsel (morsel);

      after = cookie_base_cookie_get_string (cookie, names[i]);
      g_assert_cmpstr (before, ==, after);
      g_assert_cmpstr (cookie_base_cookie_get_nth_name (cookie, i), ==, names[i]);
      g_assert_cmpstr (cookie_base_cookie_get_nth_string (cookie, i), ==, after);
      g_assert_cmpstr (cookie_base_cookie_get_coded_value (cookie, names[i]), ==, coded_value);
      g_assert_cmpstr (cookie_morsel_get_coded_value (morsel), ==, coded_value);
      g_assert_cmpint (after != NULL, ==, g_variant_is_of_type (value, G_VARIANT_TYPE_STRING));
      if (after != NULL)
        {
          fuzz_check_text (after);
          g_assert_cmpstr (after, ==, g_variant_get_string (value, NULL));
        }

      if (!cookie_morsel_get_expired (morsel))
        g_string_append_printf (expected, "%s%s=%s", expected->len > 0 ? "; " : "", names[i], coded_value);
    }
  g_assert_cmpstr (header, ==, expected->str);
  g_clear_pointer (&header, g_free);
  header = cookie_base_cookie_to_cookie_header (cookie);
  g_assert_cmpstr (header, ==, expected->str);

  copy = cookie_base_cookie_copy (cookie);
  g_assert_true (cookie_base_cookie_equal (cookie, copy));

  /* printed by key, each once */
  g_clear_pointer (&header, g_free);
  header = cookie_base_cookie_output (cookie, NULL, "", "\n");
  position = header;
  {
    g_auto (GStrv) lines = g_strsplit (header, "\n", -1);
    g_autofree char *last = NULL;

    g_assert_cmpuint (g_strv_length (lines), ==, size);
    for (guint i = 0; i < size; i++)
      {
        const char *equals = strchr (lines[i], '=');
        g_autofree char *key = g_strndup (lines[i] + 1, equals - lines[i] - 1);
        CookieMorsel *morsel = cookie_base_cookie_get (cookie, key);
        g_autofree char *line = cookie_morsel_to_set_cookie_header (morsel, NULL);

        g_assert_cmpint (*position, ==, ' ');
        g_assert_cmpstr (lines[i] + 1, ==, line);
        g_assert_true (last == NULL || strcmp (last, key) < 0);
        g_free (last);
        last = g_steal_pointer (&key);
      }
  }
}

/* A codec that signs with the secrets, of which the first one can be NULL. */
CookieCodec *
fuzz_sign (CookieCodec *inner,
           const char  *first)
{
  CookieSignedCodec *codec = cookie_signed_codec_new (inner, NULL, "fuzz", 0);
  CookieKeyring *keyring = cookie_sealed_codec_get_keyring (COOKIE_SEALED_CODEC (codec));
  const char *secrets[] = { first, "0123456789abcdef0123456789abcdef" };

  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (secrets[i] != NULL)
      {
        g_autoptr (GBytes) secret = g_bytes_new_static (secrets[i], 32);

        g_assert_true (cookie_keyring_append (keyring, secret, NULL));
      }

  return COOKIE_CODEC (codec);
}

/* (transfer full) (nullable) */
CookieCodec *
fuzz_choose_codec (guint8 choice)
{
  switch (choice % 11)
    {
    case 0:
      return NULL;
    case 1:
      return COOKIE_CODEC (cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_TEXT, NULL));
    case 2:
      return COOKIE_CODEC (cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_BINARY, NULL));
    case 3:
      return COOKIE_CODEC (cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_TEXT, G_VARIANT_TYPE ("a{sv}")));
    case 4:
      return COOKIE_CODEC (cookie_string_codec_new ());
    case 5:
      return COOKIE_CODEC (cookie_percent_codec_new ());
    case 6:
      return COOKIE_CODEC (cookie_smart_codec_new ());
    case 7:
      return fuzz_sign (COOKIE_CODEC (cookie_string_codec_new ()), NULL);
    case 9:
      return COOKIE_CODEC (cookie_json_codec_new ());
    case 10:
      return fuzz_sign (COOKIE_CODEC (cookie_json_codec_new ()), NULL);
    default:
      return fuzz_sign (COOKIE_CODEC (cookie_smart_codec_new ()), NULL);
    }
}

/* A text without NUL: as it is, or as ISO-8859-1. */
char *
fuzz_make_utf8 (const guint8 *data,
                gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);

  if (g_utf8_validate (text, -1, NULL))
    return g_steal_pointer (&text);

  return g_convert (text, -1, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
}

/* Takes a text of up to @length bytes of the input. */
char *
fuzz_take_text (const guint8 **data,
                gsize         *size,
                gsize          length)
{
  const guint8 *start = *data;

  length = MIN (length, *size);
  *data += length;
  *size -= length;

  return fuzz_make_utf8 (start, length);
}
