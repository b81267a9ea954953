/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A site with a schema, and a codec whose time does not pass. */

#include "test-site.h"

#include <string.h>

/* The text is STATE.LEFT.VALUE: STATE is new, or old for a secret that is to be replaced; LEFT are the
 * seconds that are left of the lifetime, or a hyphen for no limit. A value is encoded with an hour. Other
 * states are those of texts that are refused.
 */

struct _TestTimedCodec
{
  GObject parent_instance;
};

G_DECLARE_FINAL_TYPE (TestTimedCodec, test_timed_codec, TEST, TIMED_CODEC, GObject)

static char *
timed_encode (CookieCodec  *codec,
              const char   *name,
              GVariant     *value,
              GError      **error)
{
  return g_strconcat ("new.3600.", g_variant_get_string (value, NULL), NULL);
}

static GVariant *
timed_decode (CookieCodec  *codec,
              const char   *name,
              const char   *text,
              GError      **error)
{
  static const struct {
    const char *state;
    CookieError code;
  } refused[] = {
    { "tampered.", COOKIE_ERROR_UNAUTHENTIC },
    { "late.", COOKIE_ERROR_EXPIRED },
    { "stranger.", COOKIE_ERROR_NO_KEY },
    { "long.", COOKIE_ERROR_LIMIT },
    { "other.", COOKIE_ERROR_FAILED },
  };
  g_auto (GStrv) parts = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    if (g_str_has_prefix (text, refused[i].state))
      {
        g_set_error (error, COOKIE_ERROR, refused[i].code, "The text is %s", refused[i].state);
        return NULL;
      }

  parts = g_strsplit (text, ".", 3);
  if (g_strv_length (parts) == 3 && (g_str_equal (parts[0], "new") || g_str_equal (parts[0], "old")))
    return g_variant_new_string (parts[2]);

  g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_DECODE, "A dot is missing: “%s” at byte %" G_GSIZE_FORMAT,
               text, strcspn (text, "."));

  return NULL;
}

static char *
timed_renew (CookieCodec *codec,
             const char  *name,
             const char  *text)
{
  return g_str_has_prefix (text, "old.") ? g_strconcat ("new.", text + strlen ("old."), NULL) : NULL;
}

static int
timed_get_remaining_lifetime (CookieCodec *codec,
                              const char  *name,
                              const char  *text)
{
  const char *left = strchr (text, '.');

  return left == NULL || left[1] == '-' ? -1 : g_ascii_strtoll (left + 1, NULL, 10);
}

static void
timed_iface_init (CookieCodecInterface *iface)
{
  iface->encode = timed_encode;
  iface->decode = timed_decode;
  iface->renew = timed_renew;
  iface->get_remaining_lifetime = timed_get_remaining_lifetime;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestTimedCodec, test_timed_codec, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COOKIE_TYPE_CODEC, timed_iface_init))

static void
test_timed_codec_class_init (TestTimedCodecClass *klass)
{
}

static void
test_timed_codec_init (TestTimedCodec *self)
{
}

CookieCodec *
test_timed_codec_new (void)
{
  return g_object_new (test_timed_codec_get_type (), NULL);
}

/* A morsel with these attributes. */
CookieMorsel *
test_new_attributes (const char *text)
{
  g_autofree char *header = g_strconcat ("x=", text, NULL);
  g_autoptr (GError) error = NULL;
  CookieMorsel *morsel = cookie_morsel_parse_set_cookie (header, &error);

  g_assert_no_error (error);

  return morsel;
}

void
test_schema_add (CookieSchema *schema,
                 const char   *name,
                 CookieCodec  *codec,
                 const char   *attributes)
{
  g_autoptr (CookieMorsel) morsel = test_new_attributes (attributes);
  g_autoptr (GError) error = NULL;

  cookie_schema_add (schema, name, codec, morsel, &error);
  g_assert_no_error (error);
}

/* A session and others: `theme` and `app` have no codec, `lang` has nothing at all. */
CookieSchema *
test_site_new (void)
{
  CookieSchema *site = cookie_schema_new ();
  g_autoptr (CookieCodec) codec = test_timed_codec_new ();
  g_autoptr (GError) error = NULL;

  test_schema_add (site, TEST_SID, codec, TEST_SID_ATTRIBUTES);
  test_schema_add (site, "theme", NULL, TEST_THEME_ATTRIBUTES);
  test_schema_add (site, "app", NULL, TEST_APP_ATTRIBUTES);
  test_schema_add (site, "tab", codec, "; Path=/; Secure");
  cookie_schema_add (site, "lang", NULL, NULL, &error);
  g_assert_no_error (error);

  return site;
}

CookieBaseCookie *
test_cookie_new (CookieSchema  *schema,
                 CookieProfile  profile)
{
  return g_object_new (COOKIE_TYPE_SIMPLE_COOKIE, "schema", schema, "profile", profile, NULL);
}

void
test_load (CookieBaseCookie *cookie,
           const char       *header)
{
  g_autoptr (GError) error = NULL;

  cookie_base_cookie_load (cookie, header, &error);
  g_assert_no_error (error);
}

void
test_set (CookieBaseCookie *cookie,
          const char       *name,
          const char       *value)
{
  g_autoptr (GError) error = NULL;

  cookie_base_cookie_set_string (cookie, name, value, &error);
  g_assert_no_error (error);
}

/* The diagnostics: the nick of the code, the field, the offset and the text of each. */
char *
test_describe (CookieBaseCookie *cookie)
{
  g_autoptr (GPtrArray) diagnostics = cookie_base_cookie_get_diagnostics (cookie);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      CookieDiagnostic *diagnostic = diagnostics->pdata[i];
      g_autoptr (GEnumClass) klass = g_type_class_ref (COOKIE_TYPE_DIAGNOSTIC_CODE);

      g_string_append_printf (text, "%s%s %u:%" G_GUINT64_FORMAT " [%s]", i > 0 ? ", " : "",
                              g_enum_get_value (klass, cookie_diagnostic_get_code (diagnostic))->value_nick,
                              cookie_diagnostic_get_field (diagnostic), cookie_diagnostic_get_offset (diagnostic),
                              cookie_diagnostic_get_text (diagnostic));
    }

  return g_string_free (text, FALSE);
}

/* Compares fields with pairs and attributes, each of which @prefix precedes. */
static void
assert_fields (char    **fields,
               const char *prefix,
               va_list   args)
{
  const char *pair;
  guint i = 0;

  while ((pair = va_arg (args, const char *)) != NULL)
    {
      g_autofree char *expected = g_strconcat (prefix, pair, va_arg (args, const char *), NULL);

      g_assert_cmpstr (fields[i], ==, expected);
      i++;
    }
  g_assert_cmpstr (fields[i], ==, NULL);
}

void
test_assert_sent (CookieBaseCookie *cookie,
                  ...)
{
  g_auto (GStrv) fields = cookie_base_cookie_get_changed_fields (cookie);
  g_autofree char *joined = g_strjoinv ("\n Set-Cookie: ", fields);
  g_autofree char *expected = g_strconcat (fields[0] != NULL ? "Set-Cookie: " : "", joined, NULL);
  g_autofree char *output = cookie_base_cookie_output_changes (cookie, NULL, "\n ");
  va_list args;

  va_start (args, cookie);
  assert_fields (fields, "", args);
  va_end (args);

  g_assert_cmpint (cookie_base_cookie_get_has_changes (cookie), ==, fields[0] != NULL);
  g_assert_cmpstr (output, ==, expected);
}

void
test_assert_output (CookieBaseCookie *cookie,
                    ...)
{
  g_autofree char *output = cookie_base_cookie_output (cookie, NULL, NULL, NULL);
  g_auto (GStrv) fields = g_strsplit (output, "\r\n", -1);
  va_list args;

  va_start (args, cookie);
  assert_fields (fields, "Set-Cookie: ", args);
  va_end (args);
}
