/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Values that an older secret sealed, by a codec that is not the library's. */

#include <cookie-glib/cookie-glib.h>

#include "test-seals.h"

#include <string.h>

/* The text is "new." or "old." and a string. */

struct _RenewCodec
{
  GObject parent_instance;
};

#define RENEW_TYPE_CODEC (renew_codec_get_type ())
G_DECLARE_FINAL_TYPE (RenewCodec, renew_codec, RENEW, CODEC, GObject)

static char *
renew_encode (CookieCodec  *codec,
              const char   *name,
              GVariant     *value,
              GError      **error)
{
  return g_strconcat ("new.", g_variant_get_string (value, NULL), NULL);
}

static GVariant *
renew_decode (CookieCodec  *codec,
              const char   *name,
              const char   *text,
              GError      **error)
{
  if (g_str_has_prefix (text, "new.") || g_str_has_prefix (text, "old."))
    return g_variant_new_string (text + strlen ("new."));

  g_set_error_literal (error, COOKIE_ERROR, COOKIE_ERROR_DECODE, "neither new nor old");

  return NULL;
}

static char *
renew_renew (CookieCodec *codec,
             const char  *name,
             const char  *coded_value)
{
  const char *text = coded_value + strlen ("old.");

  if (!g_str_has_prefix (coded_value, "old."))
    return NULL;

  /* as a codec with a fault would */
  if (g_str_equal (text, "same"))
    return g_strdup (coded_value);
  if (g_str_equal (text, "semicolon"))
    return g_strdup ("new.1; Path=/");
  if (g_str_equal (text, "line"))
    return g_strdup ("new.1\n");
  if (g_str_equal (text, "latin-1"))
    return g_strdup ("new.\xE9");

  return g_strconcat ("new.", text, NULL);
}

static void
renew_iface_init (CookieCodecInterface *iface)
{
  iface->encode = renew_encode;
  iface->decode = renew_decode;
  iface->renew = renew_renew;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RenewCodec, renew_codec, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COOKIE_TYPE_CODEC, renew_iface_init))

static void
renew_codec_class_init (RenewCodecClass *klass)
{
}

static void
renew_codec_init (RenewCodec *self)
{
}

static CookieBaseCookie *
new_cookie (CookieProfile profile)
{
  CookieBaseCookie *cookie = cookie_base_cookie_new ();
  g_autoptr (CookieCodec) codec = g_object_new (RENEW_TYPE_CODEC, NULL);

  cookie_base_cookie_set_codec (cookie, codec);
  cookie_base_cookie_set_profile (cookie, profile);

  return cookie;
}

static char *
describe (CookieBaseCookie *cookie)
{
  g_autoptr (GPtrArray) diagnostics = cookie_base_cookie_get_diagnostics (cookie);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      CookieDiagnostic *diagnostic = diagnostics->pdata[i];

      g_string_append_printf (text, "%d/%d %u:%" G_GUINT64_FORMAT "+%" G_GUINT64_FORMAT " [%s] ",
                              cookie_diagnostic_get_code (diagnostic) == COOKIE_DIAGNOSTIC_CODE_ROTATED,
                              cookie_diagnostic_get_severity (diagnostic) == COOKIE_DIAGNOSTIC_SEVERITY_HINT,
                              cookie_diagnostic_get_field (diagnostic), cookie_diagnostic_get_offset (diagnostic),
                              cookie_diagnostic_get_length (diagnostic), cookie_diagnostic_get_text (diagnostic));
    }

  return g_string_free (text, FALSE);
}

static void
test_load (void)
{
  for (CookieProfile profile = COOKIE_PROFILE_PYTHON; profile <= COOKIE_PROFILE_STRICT; profile++)
    {
      g_autoptr (CookieBaseCookie) cookie = new_cookie (profile);
      g_auto (GStrv) fields = NULL;
      g_autofree char *found = NULL;

      g_assert_true (cookie_base_cookie_load (cookie, "a=new.1; b=old.2", NULL));
      g_assert_true (cookie_base_cookie_load (cookie, "c=new.3; dd=old.4; e=new.5", NULL));
      found = describe (cookie);
      g_assert_cmpstr (found, ==, "1/1 0:11+5 [old.2] 1/1 1:12+5 [old.4] ");
      g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "b"), ==, "2");
      g_assert_cmpstr (cookie_base_cookie_get_coded_value (cookie, "b"), ==, "new.2");

      g_assert_true (cookie_base_cookie_get_has_changes (cookie));
      fields = cookie_base_cookie_get_changed_fields (cookie);
      g_assert_cmpuint (g_strv_length (fields), ==, 2);
      g_assert_cmpstr (fields[0], ==, "b=new.2");
      g_assert_cmpstr (fields[1], ==, "dd=new.4");
    }
}

/* Of two cookies of the same name, one counts, and only that one is sent. */
static void
test_twice (void)
{
  g_autoptr (CookieBaseCookie) cookie = new_cookie (COOKIE_PROFILE_RFC6265);
  g_auto (GStrv) fields = NULL;

  g_assert_true (cookie_base_cookie_load (cookie, "a=new.1; a=old.2; b=bad", NULL));
  g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "a"), ==, "1");
  fields = cookie_base_cookie_get_changed_fields (cookie);
  g_assert_cmpuint (g_strv_length (fields), ==, 0);
}

/* Text that cannot be sent, and the old text, are not reported: nothing is sent again. */
static void
test_useless (void)
{
  static const char * const values[] = { "old.same", "old.semicolon", "old.line", "old.latin-1" };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (CookieBaseCookie) cookie = new_cookie (COOKIE_PROFILE_RFC6265);
      g_autofree char *field = g_strconcat ("a=", values[i], NULL);
      g_autofree char *found = NULL;

      g_assert_true (cookie_base_cookie_load (cookie, field, NULL));
      found = describe (cookie);
      g_assert_cmpstr (found, ==, "");
      g_assert_cmpstr (cookie_base_cookie_get_coded_value (cookie, "a"), ==, values[i]);
      g_assert_false (cookie_base_cookie_get_has_changes (cookie));
    }
}

static void
changed_cb (CookieBaseCookie *cookie,
            CookieMorsel     *morsel,
            guint            *n)
{
  ++*n;
}

static void
diagnostic_cb (CookieBaseCookie *cookie,
               CookieDiagnostic *diagnostic,
               guint            *n)
{
  g_assert_cmpint (cookie_diagnostic_get_code (diagnostic), ==, COOKIE_DIAGNOSTIC_CODE_ROTATED);
  g_assert_true (cookie_base_cookie_get_has_changes (cookie));
  ++*n;
}

/* Over a cookie that is there, and while somebody listens. */
static void
test_watched (void)
{
  g_autoptr (CookieBaseCookie) cookie = new_cookie (COOKIE_PROFILE_RFC6265);
  guint n_changed = 0, n_diagnostics = 0;

  g_assert_true (cookie_base_cookie_load (cookie, "a=new.1", NULL));
  g_signal_connect (cookie, "morsel-changed", G_CALLBACK (changed_cb), &n_changed);
  g_signal_connect (cookie, "diagnostic", G_CALLBACK (diagnostic_cb), &n_diagnostics);
  g_assert_true (cookie_base_cookie_load (cookie, "b=old.2; c=new.3", NULL));
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpuint (n_diagnostics, ==, 1);
  g_assert_true (cookie_base_cookie_load (cookie, "c=new.4", NULL));
  g_assert_cmpuint (n_changed, ==, 2);
  g_assert_cmpuint (n_diagnostics, ==, 1);
}

static void
removed_in_handler_cb (CookieBaseCookie *cookie,
                       CookieMorsel     *morsel,
                       gpointer          user_data)
{
  cookie_base_cookie_remove (cookie, cookie_morsel_get_key (morsel));
}

static void
test_removed_in_handler (void)
{
  g_autoptr (CookieBaseCookie) cookie = new_cookie (COOKIE_PROFILE_RFC6265);

  g_signal_connect (cookie, "morsel-added", G_CALLBACK (removed_in_handler_cb), NULL);
  g_assert_true (cookie_base_cookie_load (cookie, "a=old.1; b=old.2", NULL));
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 0);
  g_assert_false (cookie_base_cookie_get_has_changes (cookie));
}

static void
expire_in_handler_cb (CookieBaseCookie *cookie,
                      CookieMorsel     *morsel,
                      gpointer          user_data)
{
  cookie_morsel_expire (morsel);
}

static void
test_expired_in_handler (void)
{
  g_autoptr (CookieBaseCookie) cookie = new_cookie (COOKIE_PROFILE_RFC6265);

  g_signal_connect (cookie, "morsel-added", G_CALLBACK (expire_in_handler_cb), NULL);
  g_assert_true (cookie_base_cookie_load (cookie, "a=old.1", NULL));
  g_assert_true (cookie_morsel_get_expired (cookie_base_cookie_get (cookie, "a")));
  g_assert_true (cookie_base_cookie_get_has_changes (cookie));
}

/* A dictionary in whose calls another thread rotates the secrets, between sealing and opening. */

static guint n_rotations;
static CookieKeyring *rotated_keyring;

G_DECLARE_FINAL_TYPE (RotatingCookie, rotating_cookie, ROTATING, COOKIE, CookieBaseCookie)

struct _RotatingCookie
{
  CookieBaseCookie parent_instance;
};

G_DEFINE_FINAL_TYPE (RotatingCookie, rotating_cookie, COOKIE_TYPE_BASE_COOKIE)

static char *
rotating_cookie_value_encode (CookieBaseCookie  *cookie,
                              const char        *name,
                              GVariant          *value,
                              GError           **error)
{
  g_autoptr (GBytes) secret = cookie_keyring_generate_secret ();
  static GBytes *last;
  char *text = COOKIE_BASE_COOKIE_CLASS (rotating_cookie_parent_class)->value_encode (cookie, name, value, error);

  if (n_rotations == 0)
    return text;

  n_rotations--;
  cookie_keyring_prepend (rotated_keyring, secret, NULL);
  if (last != NULL)
    cookie_keyring_remove (rotated_keyring, last);
  g_clear_pointer (&last, g_bytes_unref);
  last = g_steal_pointer (&secret);

  return text;
}

static void
rotating_cookie_class_init (RotatingCookieClass *klass)
{
  COOKIE_BASE_COOKIE_CLASS (klass)->value_encode = rotating_cookie_value_encode;
}

static void
rotating_cookie_init (RotatingCookie *self)
{
}

static void
test_rotated_between (void)
{
  g_autoptr (CookieCodec) codec = COOKIE_CODEC (cookie_signed_codec_new (NULL, NULL, "test", 60));
  g_autoptr (CookieBaseCookie) cookie = g_object_new (rotating_cookie_get_type (), "codec", codec, NULL);
  g_autoptr (GError) error = NULL;

  rotated_keyring = cookie_sealed_codec_get_keyring (COOKIE_SEALED_CODEC (codec));
  g_assert_false (cookie_base_cookie_set (cookie, "a", g_variant_new_int32 (7), &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_NO_KEY);
  g_clear_error (&error);

  n_rotations = 1;
  g_assert_true (cookie_base_cookie_set (cookie, "a", g_variant_new_int32 (7), &error));
  g_assert_no_error (error);

  /* this one removes the secret that has just sealed */
  n_rotations = 1;
  g_assert_true (cookie_base_cookie_set (cookie, "a", g_variant_new_int32 (8), &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_variant_get_int32 (cookie_morsel_get_value (cookie_base_cookie_get (cookie, "a"))), ==, 8);
  {
    g_autoptr (GVariant) value = cookie_codec_decode (codec, "a", cookie_base_cookie_get_coded_value (cookie, "a"), &error);

    g_assert_no_error (error);
    g_assert_cmpint (g_variant_get_int32 (value), ==, 8);
  }

  /* one that never ends is an error, which names the cookie */
  n_rotations = 100;
  g_assert_false (cookie_base_cookie_set (cookie, "a", g_variant_new_int32 (9), &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_NO_KEY);
  n_rotations = 0;
}

static void
touch_fails (CookieBaseCookie *cookie,
             CookieError       code)
{
  g_autofree char *before = cookie_base_cookie_output (cookie, NULL, NULL, NULL);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  cookie_base_cookie_clear_changes (cookie);
  g_assert_false (cookie_base_cookie_touch (cookie, "a", &error));
  g_assert_error (error, COOKIE_ERROR, code);
  g_assert_nonnull (strstr (error->message, "“a”"));
  after = cookie_base_cookie_output (cookie, NULL, NULL, NULL);
  g_assert_cmpstr (after, ==, before);
  g_assert_false (cookie_base_cookie_get_has_changes (cookie));
}

/* What no codec has sealed, or what it does not open any more, is not sealed by touch (). */
static void
test_touch_refused (void)
{
  static const char * const forged[] = { "admin", "s1.AAAA.1.admin.AAAA" };
  g_autoptr (GBytes) secret = test_secret (0);
  g_autoptr (CookieKeyring) keyring = cookie_keyring_new ();
  g_autoptr (CookieCodec) hour = NULL, forever = NULL;
  g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new (), old = cookie_base_cookie_new ();
  const TestSeal seal = { FALSE, secret, "p", "a" };
  g_autofree char *sealed = test_seal (&seal, "1000", "ann");
  g_autofree char *touched = NULL, *value = NULL, *time = NULL;
  g_autoptr (GVariant) state = NULL;
  g_autoptr (GError) error = NULL;
  CookieMorsel *morsel;

  g_assert_true (cookie_keyring_append (keyring, secret, NULL));
  hour = COOKIE_CODEC (cookie_signed_codec_new (COOKIE_CODEC (cookie_string_codec_new ()), keyring, "p", 3600));
  forever = COOKIE_CODEC (cookie_signed_codec_new (COOKIE_CODEC (cookie_string_codec_new ()), keyring, "p", 0));

  /* a value that has ended */
  cookie_base_cookie_set_codec (old, forever);
  g_assert_true (cookie_base_cookie_set_coded (old, "a", NULL, sealed, &error));
  g_assert_no_error (error);
  state = cookie_base_cookie_serialize (old);
  cookie_base_cookie_set_codec (cookie, hour);
  g_assert_true (cookie_base_cookie_restore (cookie, state, &error));
  g_assert_no_error (error);
  touch_fails (cookie, COOKIE_ERROR_EXPIRED);

  /* one that was never sealed */
  morsel = cookie_base_cookie_get (cookie, "a");
  for (gsize i = 0; i < G_N_ELEMENTS (forged); i++)
    {
      g_assert_true (cookie_morsel_set (morsel, "a", g_variant_new_string ("admin"), forged[i], &error));
      g_assert_no_error (error);
      touch_fails (cookie, i == 0 ? COOKIE_ERROR_NOT_SEALED : COOKIE_ERROR_NO_KEY);
    }

  /* the value is what was sealed, whatever the morsel says */
  g_assert_true (cookie_base_cookie_set_string (cookie, "a", "bob", &error));
  touched = g_strdup (cookie_base_cookie_get_coded_value (cookie, "a"));
  g_assert_true (cookie_morsel_set (morsel, "a", g_variant_new_string ("admin"), touched, &error));
  g_assert_true (cookie_base_cookie_touch (cookie, "a", &error));
  g_assert_no_error (error);
  value = test_unseal (&seal, cookie_base_cookie_get_coded_value (cookie, "a"), &time);
  g_assert_cmpstr (value, ==, "bob");
  g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "a"), ==, "bob");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cookie/renew/load", test_load);
  g_test_add_func ("/cookie/renew/twice", test_twice);
  g_test_add_func ("/cookie/renew/useless", test_useless);
  g_test_add_func ("/cookie/renew/watched", test_watched);
  g_test_add_func ("/cookie/renew/removed-in-handler", test_removed_in_handler);
  g_test_add_func ("/cookie/renew/expired-in-handler", test_expired_in_handler);
  g_test_add_func ("/cookie/renew/rotated-between", test_rotated_between);
  g_test_add_func ("/cookie/renew/touch-refused", test_touch_refused);

  return g_test_run ();
}
