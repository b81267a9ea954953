/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a caller can do at a bad moment: in a handler, in a codec, while a last reference goes. Worth
 * the most under a sanitizer; what the bindings can do is tested in them.
 */

#include <cookie-glib/cookie-glib.h>

#include <string.h>

/* A codec that takes itself away in its own call, and then says nothing. */

struct _FickleCodec
{
  GObject parent_instance;
  CookieBaseCookie *cookie; /* not owned */
};

#define FICKLE_TYPE_CODEC (fickle_codec_get_type ())
G_DECLARE_FINAL_TYPE (FickleCodec, fickle_codec, FICKLE, CODEC, GObject)

static char *
fickle_encode (CookieCodec  *codec,
               const char   *key,
               GVariant     *value,
               GError      **error)
{
  cookie_base_cookie_set_codec (FICKLE_CODEC (codec)->cookie, NULL);

  return NULL;
}

static GVariant *
fickle_decode (CookieCodec  *codec,
               const char   *key,
               const char   *text,
               GError      **error)
{
  cookie_base_cookie_set_codec (FICKLE_CODEC (codec)->cookie, NULL);

  return NULL;
}

static void
fickle_iface_init (CookieCodecInterface *iface)
{
  iface->encode = fickle_encode;
  iface->decode = fickle_decode;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FickleCodec, fickle_codec, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COOKIE_TYPE_CODEC, fickle_iface_init))

static void
fickle_codec_class_init (FickleCodecClass *klass)
{
}

static void
fickle_codec_init (FickleCodec *self)
{
}

/* A codec that knows neither direction. */

struct _MuteCodec
{
  GObject parent_instance;
};

#define MUTE_TYPE_CODEC (mute_codec_get_type ())
G_DECLARE_FINAL_TYPE (MuteCodec, mute_codec, MUTE, CODEC, GObject)

G_DEFINE_FINAL_TYPE_WITH_CODE (MuteCodec, mute_codec, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (COOKIE_TYPE_CODEC, NULL))

static void
mute_codec_class_init (MuteCodecClass *klass)
{
}

static void
mute_codec_init (MuteCodec *self)
{
}

static void
test_mute_codec (void)
{
  g_autoptr (CookieCodec) codec = g_object_new (MUTE_TYPE_CODEC, NULL);
  g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
  g_autoptr (GError) error = NULL;

  cookie_base_cookie_set_codec (cookie, codec);
  g_assert_false (cookie_base_cookie_set_string (cookie, "a", "b", &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_FAILED);
  g_clear_error (&error);
  cookie_base_cookie_set_profile (cookie, COOKIE_PROFILE_PYTHON);
  g_assert_false (cookie_base_cookie_load (cookie, "a=b", &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_FAILED);
}

/* A codec that returns a result and an error, whose message is what it was given for text. */

struct _TwofoldCodec
{
  GObject parent_instance;
};

#define TWOFOLD_TYPE_CODEC (twofold_codec_get_type ())
G_DECLARE_FINAL_TYPE (TwofoldCodec, twofold_codec, TWOFOLD, CODEC, GObject)

static char *
twofold_encode (CookieCodec  *codec,
                const char   *name,
                GVariant     *value,
                GError      **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, g_variant_get_string (value, NULL));

  return g_variant_dup_string (value, NULL);
}

static GVariant *
twofold_decode (CookieCodec  *codec,
                const char   *name,
                const char   *text,
                GError      **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, text);

  return g_variant_new_string (text);
}

static void
twofold_iface_init (CookieCodecInterface *iface)
{
  iface->encode = twofold_encode;
  iface->decode = twofold_decode;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TwofoldCodec, twofold_codec, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COOKIE_TYPE_CODEC, twofold_iface_init))

static void
twofold_codec_class_init (TwofoldCodecClass *klass)
{
}

static void
twofold_codec_init (TwofoldCodec *self)
{
}

/* The error counts, and says which cookie it is about; there is something to read in it. */
static void
test_twofold_codec (void)
{
  static const struct { const char *text; const char *message; } cases[] = {
    { "why", "Cookie “a”: why" },
    { "", "Cookie “a”: TwofoldCodec failed without a message" },
  };
  g_autoptr (CookieCodec) codec = g_object_new (TWOFOLD_TYPE_CODEC, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cookie_codec_encode (codec, "a", g_variant_new_string (cases[i].text), &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
      g_assert_cmpstr (error->message, ==, cases[i].message);
      g_clear_error (&error);
      g_assert_null (cookie_codec_decode (codec, "a", cases[i].text, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

/* What is encrypted is not in the error of the codec inside, whichever domain that has. */
static void
test_twofold_inside (void)
{
  g_autoptr (GBytes) secret = g_bytes_new_static ("0123456789abcdef0123456789abcdef", 32);
  g_autoptr (CookieKeyring) keyring = cookie_keyring_new ();
  g_autoptr (CookieCodec) outside = NULL, inside = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!cookie_encrypted_codec_is_supported ())
    {
      g_test_skip ("built without libsodium");
      return;
    }

  cookie_keyring_append (keyring, secret, NULL);
  outside = COOKIE_CODEC (cookie_encrypted_codec_new (COOKIE_CODEC (cookie_string_codec_new ()), keyring, "", 0));
  inside = COOKIE_CODEC (cookie_encrypted_codec_new (g_object_new (TWOFOLD_TYPE_CODEC, NULL), keyring, "", 0));
  text = cookie_codec_encode (outside, "a", g_variant_new_string ("hidden"), NULL);

  g_assert_null (cookie_codec_decode (inside, "a", text, &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "TwofoldCodec cannot read"));
  g_assert_null (strstr (error->message, "hidden"));
}

static void
set_fickle_codec (CookieBaseCookie *cookie)
{
  g_autoptr (FickleCodec) codec = g_object_new (FICKLE_TYPE_CODEC, NULL);

  codec->cookie = cookie;
  cookie_base_cookie_set_codec (cookie, COOKIE_CODEC (codec));
}

static void
test_codec_goes (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
  g_autoptr (GError) error = NULL;

  set_fickle_codec (cookie);
  g_assert_false (cookie_base_cookie_set_string (cookie, "a", "b", &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_FAILED);
  g_clear_error (&error);

  set_fickle_codec (cookie);
  cookie_base_cookie_set_profile (cookie, COOKIE_PROFILE_PYTHON);
  g_assert_false (cookie_base_cookie_load (cookie, "a=b; c=d", &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_FAILED);
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 0);
}

/* A codec and a dictionary in whose calls anything may happen. Text is "new." or "old." and a string. */

typedef enum {
  IN_ENCODE,
  IN_DECODE,
  IN_RENEW,
} Vfunc;

static struct {
  Vfunc vfunc;
  void (* action) (CookieBaseCookie *cookie);
  CookieBaseCookie *owner; /* whose last reference this may be */
} hook;

static void
run_hook (Vfunc vfunc)
{
  void (* action) (CookieBaseCookie *cookie) = hook.action;

  if (hook.vfunc != vfunc || action == NULL)
    return;

  hook.action = NULL;
  action (hook.owner);
}

struct _HookCodec
{
  GObject parent_instance;
};

#define HOOK_TYPE_CODEC (hook_codec_get_type ())
G_DECLARE_FINAL_TYPE (HookCodec, hook_codec, HOOK, CODEC, GObject)

static char *
hook_encode (CookieCodec  *codec,
             const char   *name,
             GVariant     *value,
             GError      **error)
{
  run_hook (IN_ENCODE);

  return g_strconcat ("new.", g_variant_get_string (value, NULL), NULL);
}

static GVariant *
hook_decode (CookieCodec  *codec,
             const char   *name,
             const char   *text,
             GError      **error)
{
  run_hook (IN_DECODE);

  return g_variant_new_string (text + MIN (strlen (text), strlen ("new.")));
}

static char *
hook_renew (CookieCodec *codec,
            const char  *name,
            const char  *coded_value)
{
  run_hook (IN_RENEW);

  return g_str_has_prefix (coded_value, "old.") ? g_strconcat ("new.", coded_value + strlen ("old."), NULL) : NULL;
}

static void
hook_iface_init (CookieCodecInterface *iface)
{
  iface->encode = hook_encode;
  iface->decode = hook_decode;
  iface->renew = hook_renew;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (HookCodec, hook_codec, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COOKIE_TYPE_CODEC, hook_iface_init))

static void
hook_codec_class_init (HookCodecClass *klass)
{
}

static void
hook_codec_init (HookCodec *self)
{
}

struct _HookCookie
{
  CookieBaseCookie parent_instance;
};

#define HOOK_TYPE_COOKIE (hook_cookie_get_type ())
G_DECLARE_FINAL_TYPE (HookCookie, hook_cookie, HOOK, COOKIE, CookieBaseCookie)
G_DEFINE_FINAL_TYPE (HookCookie, hook_cookie, COOKIE_TYPE_BASE_COOKIE)

static char *
hook_cookie_value_encode (CookieBaseCookie  *cookie,
                          const char        *name,
                          GVariant          *value,
                          GError           **error)
{
  return hook_encode (NULL, name, value, error);
}

static GVariant *
hook_cookie_value_decode (CookieBaseCookie  *cookie,
                          const char        *name,
                          const char        *coded_value,
                          GError           **error)
{
  return hook_decode (NULL, name, coded_value, error);
}

static void
hook_cookie_class_init (HookCookieClass *klass)
{
  COOKIE_BASE_COOKIE_CLASS (klass)->value_encode = hook_cookie_value_encode;
  COOKIE_BASE_COOKIE_CLASS (klass)->value_decode = hook_cookie_value_decode;
}

static void
hook_cookie_init (HookCookie *self)
{
}

static CookieBaseCookie *
new_hooked (gboolean is_overridden)
{
  CookieBaseCookie *cookie = g_object_new (is_overridden ? HOOK_TYPE_COOKIE : COOKIE_TYPE_BASE_COOKIE, NULL);
  g_autoptr (CookieCodec) codec = g_object_new (HOOK_TYPE_CODEC, NULL);

  cookie_base_cookie_set_codec (cookie, codec);

  return cookie;
}

static void
take_codec_away (CookieBaseCookie *cookie)
{
  cookie_base_cookie_set_codec (cookie, NULL);
  cookie_base_cookie_clear (cookie);
}

static void
test_renewing_codec_goes (void)
{
  g_autoptr (CookieBaseCookie) cookie = new_hooked (FALSE);

  hook.vfunc = IN_RENEW;
  hook.action = take_codec_away;
  hook.owner = cookie;

  g_assert_true (cookie_base_cookie_load (cookie, "z=new.1; a=old.x; b=new.2", NULL));
  g_assert_null (cookie_base_cookie_get_codec (cookie));
  g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "a"), ==, "x");
  g_assert_cmpstr (cookie_base_cookie_get_coded_value (cookie, "a"), ==, "new.x");
}

static void
drop_owner (CookieBaseCookie *cookie)
{
  g_clear_object (&hook.owner);
}

static void
remove_a (CookieBaseCookie *cookie)
{
  cookie_base_cookie_remove (cookie, "a");
}

static void
expire_a (CookieBaseCookie *cookie)
{
  cookie_base_cookie_expire (cookie, "a", NULL);
}

static void
load_again (CookieBaseCookie *cookie)
{
  cookie_base_cookie_load (cookie, "q=old.1; a=old.2; b=new.3", NULL);
}

/* The names and texts that are passed may belong to the dictionary. */

static void
hooked_set (CookieBaseCookie *cookie)
{
  cookie_base_cookie_set (cookie, cookie_base_cookie_get_nth_name (cookie, 0), g_variant_new_string ("x"), NULL);
}

static void
hooked_set_string (CookieBaseCookie *cookie)
{
  cookie_base_cookie_set_string (cookie, cookie_base_cookie_get_nth_name (cookie, 0),
                                 cookie_base_cookie_get_string (cookie, "b"), NULL);
}

static void
hooked_add (CookieBaseCookie *cookie)
{
  cookie_base_cookie_set_string (cookie, "n", "x", NULL);
}

static void
hooked_set_coded (CookieBaseCookie *cookie)
{
  cookie_base_cookie_set_coded (cookie, cookie_base_cookie_get_nth_name (cookie, 0), NULL,
                                cookie_base_cookie_get_coded_value (cookie, "b"), NULL);
}

static void
hooked_set_all (CookieBaseCookie *cookie)
{
  cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("{'a': 'x', 'n': 'y', 'b': 'z'}"), NULL);
}

static void
hooked_touch (CookieBaseCookie *cookie)
{
  cookie_base_cookie_touch (cookie, cookie_base_cookie_get_nth_name (cookie, 0), NULL);
}

static void
hooked_load (CookieBaseCookie *cookie)
{
  cookie_base_cookie_load (cookie, "a=old.5; n=old.6; b=new.7; a=old.8; =", NULL);
}

static void
hooked_load_own_text (CookieBaseCookie *cookie)
{
  cookie_base_cookie_load (cookie, cookie_base_cookie_get_string (cookie, "b"), NULL);
}

static void
hooked_expire (CookieBaseCookie *cookie)
{
  cookie_base_cookie_expire (cookie, cookie_base_cookie_get_nth_name (cookie, 0), NULL);
}

static void
hooked_remove (CookieBaseCookie *cookie)
{
  cookie_base_cookie_remove (cookie, cookie_base_cookie_get_nth_name (cookie, 0));
}

static void
test_hooks (void)
{
  static void (* const calls[]) (CookieBaseCookie *cookie) = {
    hooked_set, hooked_set_string, hooked_add, hooked_set_coded, hooked_set_all, hooked_touch, hooked_load,
    hooked_load_own_text, hooked_expire, hooked_remove, cookie_base_cookie_clear,
  };
  static void (* const actions[]) (CookieBaseCookie *cookie) = {
    drop_owner, cookie_base_cookie_clear, remove_a, expire_a, load_again, take_codec_away, hooked_add, hooked_touch,
    cookie_base_cookie_clear_changes,
  };
  guint n_run = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (actions); j++)
      for (Vfunc vfunc = IN_ENCODE; vfunc <= IN_RENEW; vfunc++)
        for (guint is_overridden = 0; is_overridden < 2; is_overridden++)
          {
            CookieBaseCookie *cookie = new_hooked (is_overridden);
            gpointer weak = cookie;

            g_object_add_weak_pointer (G_OBJECT (cookie), &weak);
            g_assert_true (cookie_base_cookie_load (cookie, "a=new.1; b=new.c=new.d; c=new.2", NULL));

            hook.vfunc = vfunc;
            hook.action = actions[j];
            hook.owner = cookie;
            calls[i] (cookie);
            n_run += hook.action == NULL;
            hook.action = NULL;

            if (hook.owner != NULL)
              {
                g_auto (GStrv) names = cookie_base_cookie_get_names (cookie);

                for (guint n = 0; names[n] != NULL; n++)
                  {
                    g_assert_true (cookie_base_cookie_contains (cookie, names[n]));
                    g_assert_cmpstr (cookie_base_cookie_get_nth_name (cookie, n), ==, names[n]);
                  }
              }
            g_clear_object (&hook.owner);
            g_assert_null (weak);
          }

  g_assert_cmpuint (n_run, >=, 180);
}

static void
drop_cb (CookieBaseCookie  *cookie,
         CookieMorsel      *morsel,
         CookieBaseCookie **owner)
{
  g_clear_object (owner);
}

static void
drop_for_items_cb (GListModel        *model,
                   guint              position,
                   guint              removed,
                   guint              added,
                   CookieBaseCookie **owner)
{
  g_clear_object (owner);
}

typedef void (* Operation) (CookieBaseCookie *cookie);

static void
operate_load (CookieBaseCookie *cookie)
{
  cookie_base_cookie_load (cookie, "a=2; path=/; e=3; f=4; secure; a=5", NULL);
}

static void
operate_set (CookieBaseCookie *cookie)
{
  cookie_base_cookie_set_string (cookie, "a", "x", NULL);
}

static void
operate_add (CookieBaseCookie *cookie)
{
  cookie_base_cookie_set_string (cookie, "n", "x", NULL);
}

static void
operate_set_all (CookieBaseCookie *cookie)
{
  cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("{'a': 'x', 'n': 'y', 'b': 'z'}"), NULL);
}

static void
operate_set_morsel (CookieBaseCookie *cookie)
{
  g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();

  cookie_morsel_set (morsel, "a", g_variant_new_string ("x"), "x", NULL);
  cookie_base_cookie_set_morsel (cookie, morsel, NULL);
}

static void
operate_remove (CookieBaseCookie *cookie)
{
  cookie_base_cookie_remove (cookie, "a");
}

static void
operate_expire (CookieBaseCookie *cookie)
{
  cookie_base_cookie_expire (cookie, "a", NULL);
}

static void
operate_expire_new (CookieBaseCookie *cookie)
{
  cookie_base_cookie_expire (cookie, "n", NULL);
}

static void
operate_touch (CookieBaseCookie *cookie)
{
  cookie_base_cookie_touch (cookie, "a", NULL);
}

static void
operate_set_coded (CookieBaseCookie *cookie)
{
  cookie_base_cookie_set_coded (cookie, "a", NULL, "\"x\"", NULL);
}

static void
operate_clear_changes (CookieBaseCookie *cookie)
{
  g_autoptr (CookieBaseCookie) kept = g_object_ref (cookie);

  cookie_base_cookie_set_string (cookie, "b", "3", NULL);
  cookie_base_cookie_clear_changes (cookie);
}

static void
operate_attribute (CookieBaseCookie *cookie)
{
  cookie_morsel_set_attribute (cookie_base_cookie_get (cookie, "a"), "path", g_variant_new_string ("/"), NULL);
}

static void
operate_property (CookieBaseCookie *cookie)
{
  cookie_morsel_set_secure (cookie_base_cookie_get (cookie, "a"), TRUE);
}

static void
operate_morsel_set (CookieBaseCookie *cookie)
{
  cookie_morsel_set (cookie_base_cookie_get (cookie, "a"), "a", g_variant_new_string ("x"), "x", NULL);
}

static const Operation operations[] = {
  operate_load, operate_set, operate_add, operate_set_all, operate_set_morsel, operate_remove, operate_expire,
  operate_expire_new, operate_touch, operate_set_coded, operate_clear_changes, operate_attribute, operate_property,
  operate_morsel_set, cookie_base_cookie_clear,
};

/* "notify" is that of the morsel. */
static const char * const signals[] = {
  "morsel-added", "morsel-removed", "morsel-changed", "items-changed", "diagnostic", "notify", "notify::n-items",
  "notify::has-changes",
};

static void
test_last_reference (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (operations); j++)
      {
        CookieBaseCookie *cookie = cookie_simple_cookie_new ();
        CookieBaseCookie *owner = cookie;
        gpointer weak = cookie;

        g_object_add_weak_pointer (G_OBJECT (cookie), &weak);
        cookie_base_cookie_set_profile (cookie, COOKIE_PROFILE_PYTHON);
        cookie_base_cookie_load (cookie, "a=1; b=2", NULL);
        if (g_str_equal (signals[i], "items-changed"))
          g_signal_connect (cookie, "items-changed", G_CALLBACK (drop_for_items_cb), &owner);
        else if (g_str_equal (signals[i], "notify"))
          g_signal_connect (cookie_base_cookie_get (cookie, "a"), "notify", G_CALLBACK (drop_cb), &owner);
        else
          g_signal_connect (cookie, signals[i], G_CALLBACK (drop_cb), &owner);

        operations[j] (cookie);
        g_clear_object (&owner);
        g_assert_null (weak);
      }
}

/* Each handler makes one forbidden call. */
typedef struct {
  Operation operation;
  CookieBaseCookie *cookie;
  guint depth;
} Nested;

static void
nested_cb (gpointer instance,
           gpointer argument,
           Nested  *nested)
{
  if (nested->depth++ < 2)
    nested->operation (nested->cookie);
}

static void
nested_for_items_cb (GListModel *model,
                     guint       position,
                     guint       removed,
                     guint       added,
                     Nested     *nested)
{
  nested_cb (model, NULL, nested);
}

static void
operate_fill (CookieBaseCookie *cookie)
{
  cookie_base_cookie_load (cookie, "a=9; b=8; c=7; d=6", NULL);
}

static void
test_nested (void)
{
  static const Operation inner[] = {
    operate_fill, operate_set, operate_add, operate_set_all, operate_set_morsel, operate_remove, operate_clear_changes,
    cookie_base_cookie_clear,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (operations); j++)
      for (gsize k = 0; k < G_N_ELEMENTS (inner); k++)
        {
          g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
          g_autoptr (CookieMorsel) morsel = NULL;
          g_autofree char *text = NULL;
          g_auto (GStrv) keys = NULL;
          Nested nested = { inner[k], cookie, 0 };

          cookie_base_cookie_set_profile (cookie, COOKIE_PROFILE_PYTHON);
          cookie_base_cookie_load (cookie, "a=1; b=2", NULL);
          morsel = g_object_ref (cookie_base_cookie_get (cookie, "a"));
          if (g_str_equal (signals[i], "items-changed"))
            g_signal_connect (cookie, "items-changed", G_CALLBACK (nested_for_items_cb), &nested);
          else if (g_str_equal (signals[i], "notify"))
            g_signal_connect (morsel, "notify", G_CALLBACK (nested_cb), &nested);
          else
            g_signal_connect (cookie, signals[i], G_CALLBACK (nested_cb), &nested);

          operations[j] (cookie);
          g_signal_handlers_disconnect_by_data (cookie, &nested);
          g_signal_handlers_disconnect_by_data (morsel, &nested);

          keys = cookie_base_cookie_get_names (cookie);
          text = cookie_base_cookie_output (cookie, NULL, NULL, NULL);
          g_assert_cmpuint (g_strv_length (keys), ==, cookie_base_cookie_get_size (cookie));
          for (guint n = 0; keys[n] != NULL; n++)
            g_assert_true (cookie_base_cookie_contains (cookie, keys[n]));
        }
}

/* A morsel that goes tells another one, of the same cookie. */
static void
change_other_cb (gpointer  data,
                 GObject  *gone)
{
  cookie_morsel_set_secure (COOKIE_MORSEL (data), TRUE);
}

static void
test_finalize (void)
{
  CookieBaseCookie *cookie = cookie_simple_cookie_new ();
  CookieMorsel *first, *second;

  cookie_base_cookie_load (cookie, "a=1; b=2", NULL);
  first = cookie_base_cookie_get (cookie, "a");
  second = g_object_ref (cookie_base_cookie_get (cookie, "b"));
  g_object_weak_ref (G_OBJECT (first), change_other_cb, second);
  g_assert_finalize_object (cookie);
  g_assert_true (cookie_morsel_get_secure (second));
  g_assert_finalize_object (second);
}

static void
add_cb (guint *n)
{
  ++*n;
}

/* What hangs on an object goes with it, and also when it is only disposed of. */
static void
test_dispose (void)
{
  const GType types[] = { COOKIE_TYPE_MORSEL, COOKIE_TYPE_BASE_COOKIE, COOKIE_TYPE_SIMPLE_COOKIE };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    for (guint disposes = 0; disposes <= 2; disposes++)
      {
        GObject *object = g_object_new (types[i], NULL);
        gpointer pointer = object;
        guint n_weak = 0, n_closures = 0, n_watched = 0, n_data = 0;
        GClosure *closure = g_cclosure_new_swap (G_CALLBACK (add_cb), &n_watched, NULL);
        GWeakRef weak;

        g_object_weak_ref (object, (GWeakNotify) (GCallback) add_cb, &n_weak);
        g_object_add_weak_pointer (object, &pointer);
        g_weak_ref_init (&weak, object);
        g_object_set_data_full (object, "data", &n_data, (GDestroyNotify) add_cb);
        g_signal_connect_data (object, "notify", G_CALLBACK (add_cb), &n_closures, (GClosureNotify) (GCallback) add_cb,
                               G_CONNECT_SWAPPED);
        g_object_watch_closure (object, g_closure_ref (closure));
        g_closure_sink (closure);

        for (guint n = 0; n < disposes; n++)
          {
            g_object_run_dispose (object);
            g_object_notify (object, i == 0 ? "path" : "codec");
            g_assert_cmpuint (n_weak, ==, 1);
            g_assert_cmpuint (n_closures, ==, 1);
            g_assert_null (pointer);
            g_assert_true (closure->is_invalid);
            g_assert_cmpuint (n_data, ==, 0);
          }

        g_object_unref (object);
        g_assert_cmpuint (n_weak, ==, 1);
        g_assert_cmpuint (n_closures, ==, 1);
        g_assert_cmpuint (n_data, ==, 1);
        g_assert_null (pointer);
        g_assert_null (g_weak_ref_get (&weak));
        g_assert_true (closure->is_invalid);
        g_closure_unref (closure);
        g_weak_ref_clear (&weak);
      }
}

/* What was returned is given back, whole or in part. */
static void
test_own_text (void)
{
  g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  CookieMorsel *inside;

  g_assert_true (cookie_morsel_set (morsel, "abc", g_variant_new_string ("x"), "coded", NULL));
  g_assert_true (cookie_morsel_set (morsel, cookie_morsel_get_key (morsel) + 1, cookie_morsel_get_value (morsel),
                                    cookie_morsel_get_coded_value (morsel) + 1, NULL));
  g_assert_cmpstr (cookie_morsel_get_key (morsel), ==, "bc");
  g_assert_cmpstr (cookie_morsel_get_coded_value (morsel), ==, "oded");

  g_object_set (morsel, "path", "/abc", NULL);
  g_object_set (morsel, "path", cookie_morsel_get_path (morsel) + 1, NULL);
  g_assert_cmpstr (cookie_morsel_get_path (morsel), ==, "abc");

  cookie_base_cookie_load (cookie, "abc=1; c=2", NULL);
  inside = cookie_base_cookie_get (cookie, "abc");
  g_assert_true (cookie_base_cookie_set_coded (cookie, cookie_morsel_get_key (inside), cookie_morsel_get_value (inside),
                                               cookie_morsel_get_key (inside), NULL));
  g_assert_true (cookie_base_cookie_remove (cookie, cookie_morsel_get_key (inside) + 2));
  g_assert_true (cookie_base_cookie_remove (cookie, cookie_morsel_get_key (inside)));
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cookie/misuse/codec-goes", test_codec_goes);
  g_test_add_func ("/cookie/misuse/mute-codec", test_mute_codec);
  g_test_add_func ("/cookie/misuse/twofold-codec", test_twofold_codec);
  g_test_add_func ("/cookie/misuse/twofold-codec/inside", test_twofold_inside);
  g_test_add_func ("/cookie/misuse/renewing-codec-goes", test_renewing_codec_goes);
  g_test_add_func ("/cookie/misuse/hooks", test_hooks);
  g_test_add_func ("/cookie/misuse/last-reference", test_last_reference);
  g_test_add_func ("/cookie/misuse/nested", test_nested);
  g_test_add_func ("/cookie/misuse/finalize", test_finalize);
  g_test_add_func ("/cookie/misuse/dispose", test_dispose);
  g_test_add_func ("/cookie/misuse/own-text", test_own_text);

  return g_test_run ();
}
