/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A `Set-Cookie` header. The first byte chooses for which origin it is judged. */

#include "fuzz.h"

#include <string.h>

/* The bytes of a part of @header: as ISO-8859-1, if all of that can be converted. */
static gsize
count_bytes (const char *part,
             const char *header)
{
  for (const char *p = header; *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) > 0xff)
      return strlen (part);

  return g_utf8_strlen (part, -1);
}

/* draft-ietf-httpbis-rfc6265bis-22, §5.6, on a text without NUL: split at `;`, then at `=`. */
static void
compare (CookieMorsel *morsel,
         const char   *header)
{
  g_auto (GStrv) parts = g_strsplit (header, ";", -1);
  const char *equals = strchr (parts[0] != NULL ? parts[0] : "", '=');
  g_autofree char *name = equals != NULL ? g_strndup (parts[0], equals - parts[0]) : g_strdup ("");
  g_autofree char *value = g_strdup (equals != NULL ? equals + 1 : parts[0] != NULL ? parts[0] : "");
  gboolean secure = FALSE, http_only = FALSE, partitioned = FALSE;

  /* no other white space can be in it but a tab: the others are control characters */
  g_assert_cmpstr (cookie_morsel_get_key (morsel), ==, g_strstrip (name));
  g_assert_cmpstr (cookie_morsel_get_coded_value (morsel), ==, g_strstrip (value));

  for (guint i = 1; parts[0] != NULL && parts[i] != NULL; i++)
    {
      g_auto (GStrv) sides = g_strsplit (parts[i], "=", 2);

      if (sides[0] == NULL || (sides[1] != NULL && count_bytes (g_strstrip (sides[1]), header) > 1024))
        continue;

      g_strstrip (sides[0]);
      secure |= g_ascii_strcasecmp (sides[0], "Secure") == 0;
      http_only |= g_ascii_strcasecmp (sides[0], "HttpOnly") == 0;
      partitioned |= g_ascii_strcasecmp (sides[0], "Partitioned") == 0;
    }

  g_assert_cmpint (cookie_morsel_get_secure (morsel), ==, secure);
  g_assert_cmpint (cookie_morsel_get_http_only (morsel), ==, http_only);
  g_assert_cmpint (cookie_morsel_get_partitioned (morsel), ==, partitioned);
}

static gboolean
is_refused (const guint8 *data,
            gsize         size)
{
  for (gsize i = 0; i < size; i++)
    if ((data[i] < 0x20 && data[i] != '\t') || data[i] == 0x7f)
      return TRUE;

  return FALSE;
}

static gboolean
has_prefix (CookieMorsel *morsel,
            const char   *prefix)
{
  g_autofree char *name = g_ascii_strdown (cookie_morsel_get_key (morsel), -1);

  return g_str_has_prefix (name, prefix);
}

/* An expired cookie is printed without its value and with the attributes that it is found by. Only
 * the output changes.
 */
static void
expire (CookieMorsel *morsel,
        GUri         *origin,
        GDateTime    *now)
{
  const gint64 max_age = cookie_morsel_get_max_age (morsel);
  g_autofree char *coded_value = g_strdup (cookie_morsel_get_coded_value (morsel));
  g_autofree char *before = cookie_morsel_to_set_cookie_header (morsel, NULL);
  g_autofree char *start = g_strconcat (cookie_morsel_get_key (morsel), "=;", NULL);
  g_autofree char *printed = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (CookieMorsel) again = NULL;

  cookie_morsel_expire (morsel);
  g_assert_true (cookie_morsel_get_expired (morsel));
  g_assert_cmpint (cookie_morsel_get_max_age (morsel), ==, max_age);
  g_assert_cmpstr (cookie_morsel_get_coded_value (morsel), ==, coded_value);

  printed = cookie_morsel_to_set_cookie_header (morsel, NULL);
  g_assert_true (g_str_has_prefix (printed, start));
  g_assert_nonnull (strstr (printed, "; expires=Thu, 01 Jan 1970 00:00:00 GMT"));
  g_assert_nonnull (strstr (printed, "; Max-Age=0"));
  diagnostics = cookie_morsel_diagnose (morsel, origin, now);
  fuzz_check_diagnostics (diagnostics, strlen (printed));

  again = cookie_morsel_parse_set_cookie (printed, NULL);
  if (again != NULL && strlen (printed) < 1024)
    {
      gboolean host = has_prefix (morsel, "__host-");

      g_assert_cmpstr (cookie_morsel_get_path (again), ==, host ? "/" : cookie_morsel_get_path (morsel));
      g_assert_cmpstr (cookie_morsel_get_domain (again), ==, host ? NULL : cookie_morsel_get_domain (morsel));
      g_assert_cmpint (cookie_morsel_get_secure (again), ==,
                       cookie_morsel_get_secure (morsel) || host || has_prefix (morsel, "__http-") || has_prefix (morsel, "__secure-"));
      g_assert_cmpint (cookie_morsel_get_partitioned (again), ==, cookie_morsel_get_partitioned (morsel));
    }

  /* a value that can be set takes it back */
  if (cookie_morsel_set (morsel, cookie_morsel_get_key (morsel), cookie_morsel_get_value (morsel), coded_value, NULL))
    {
      g_assert_false (cookie_morsel_get_expired (morsel));
      after = cookie_morsel_to_set_cookie_header (morsel, NULL);
      g_assert_cmpstr (after, ==, before);
    }
}

/* The attributes of a text are those that each of its parts sets by itself, or none. */
static void
set_from_text (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);
  g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();
  g_autoptr (CookieMorsel) other = cookie_morsel_new ();
  g_autoptr (GError) error = NULL;
  gboolean set = cookie_morsel_set_attributes_from_text (morsel, text, &error);

  fuzz_check_error (set, error);
  for (guint i = 0; set && parts[i] != NULL; i++)
    {
      const char *part = i > 0 && parts[i][0] == ' ' ? parts[i] + 1 : parts[i];
      g_auto (GStrv) sides = g_strsplit (part, "=", 2);
      const char *end = NULL;
      gint64 number;

      if (sides[0] == NULL)
        continue;

      number = sides[1] != NULL ? g_ascii_strtoll (sides[1], (char **) &end, 10) : 0;
      if (sides[1] == NULL)
        g_assert_true (cookie_morsel_set_attribute_boolean (other, sides[0], TRUE, NULL));
      else if (g_ascii_strcasecmp (sides[0], "max-age") == 0 && *end == '\0' && end > sides[1] && strchr (" +", *sides[1]) == NULL)
        g_assert_true (cookie_morsel_set_attribute_integer (other, sides[0], number, NULL));
      else
        g_assert_true (cookie_morsel_set_attribute_string (other, sides[0], sides[1], NULL));
    }
  g_assert_true (cookie_morsel_equal (morsel, other));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static const char * const origins[] = {
    NULL, "https://www.site.example/a/b", "http://site.example", "https://127.0.0.1:8443", "http://[::1]/",
    "https://com", "http://localhost", "mailto:a@site.example",
  };
  const char *origin_text = origins[fuzz_take_byte (&data, &size) % G_N_ELEMENTS (origins)];
  g_autoptr (GUri) origin = origin_text != NULL ? g_uri_parse (origin_text, G_URI_FLAGS_NONE, NULL) : NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (1700000000);
  g_autoptr (GError) error = NULL;
  g_autoptr (CookieMorsel) morsel = cookie_morsel_parse_set_cookie_bytes (bytes, &error);
  g_autofree char *text = g_strndup ((const char *) data, size);

  fuzz_check_error (morsel != NULL, error);
  set_from_text (text);

  if (strlen (text) == size && g_utf8_validate (text, size, NULL))
    {
      g_autoptr (GPtrArray) diagnostics = cookie_diagnose_set_cookie (text, origin, now);

      g_assert_nonnull (diagnostics);
      fuzz_check_diagnostics (diagnostics, size);
    }

  if (morsel == NULL)
    {
      g_assert_true (is_refused (data, size) ? g_error_matches (error, COOKIE_ERROR, COOKIE_ERROR_SYNTAX)
                                             : g_error_matches (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT) && size > 4096);
      return 0;
    }

  g_assert_false (is_refused (data, size));
  if (g_utf8_validate (text, size, NULL))
    compare (morsel, text);

  /* what is printed, is read again as the same */
  {
    g_autofree char *printed = cookie_morsel_to_set_cookie_header (morsel, NULL);
    g_autofree char *script = cookie_morsel_js_output (morsel, NULL);
    g_autoptr (CookieMorsel) again = cookie_morsel_parse_set_cookie (printed, &error);
    g_autoptr (CookieMorsel) copy = cookie_morsel_copy (morsel);
    g_autoptr (GPtrArray) diagnostics = NULL;

    fuzz_check_text (printed);
    fuzz_check_text (script);
    g_assert_true (cookie_morsel_equal (morsel, copy));

    g_assert_no_error (error);
    if (strlen (printed) < 1024)
      g_assert_true (cookie_morsel_equal (morsel, again));

    diagnostics = cookie_morsel_diagnose (morsel, origin, now);
    fuzz_check_diagnostics (diagnostics, strlen (printed));
  }

  /* a cookie takes it if a server could have made it, and then all holds that holds for a cookie */
  {
    g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
    gboolean set = cookie_base_cookie_set_morsel (cookie, morsel, &error);

    fuzz_check_error (set, error);
    g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, set);
    if (set)
      {
        g_auto (GStrv) unknown = cookie_morsel_get_unknown_attributes (morsel);

        if (unknown[0] == NULL)
          fuzz_check_cookie (cookie);
      }

  }

  expire (morsel, origin, now);

  return 0;
}
