/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Code that runs where none seems to: when a value that a codec returned is freed, when a diagnostic
 * goes, in the constructor of a copy, in a list model of a subclass. Worth the most under a sanitizer;
 * see test-misuse.c for codecs, overrides and handlers.
 */

#include <cookie-glib/cookie-glib.h>

#include <string.h>

typedef void (* Action) (CookieBaseCookie *cookie);

static struct {
  Action action; /* run once */
  CookieBaseCookie *owner; /* whose last reference this may be */
} hook;

static gboolean
run_hook (void)
{
  Action action = hook.action;

  if (action == NULL)
    return FALSE;

  hook.action = NULL;
  if (hook.owner != NULL)
    action (hook.owner);

  return TRUE;
}

static void
drop_owner (CookieBaseCookie *cookie)
{
  g_clear_object (&hook.owner);
}

static void
remove_all_but_b (CookieBaseCookie *cookie)
{
  g_auto (GStrv) names = cookie_base_cookie_get_names (cookie);

  for (guint i = 0; names[i] != NULL; i++)
    if (!g_str_equal (names[i], "b"))
      cookie_base_cookie_remove (cookie, names[i]);
}

static void
load_more (CookieBaseCookie *cookie)
{
  cookie_base_cookie_load (cookie, "m=1; a=2; n=3; m=4", NULL);
}

static void
clear_and_load (CookieBaseCookie *cookie)
{
  cookie_base_cookie_clear (cookie);
  load_more (cookie);
}

static const Action actions[] = {
  drop_owner, cookie_base_cookie_clear, remove_all_but_b, load_more, clear_and_load,
};

/* A codec whose values tell when they are freed. */

struct _DyingCodec
{
  GObject parent_instance;
};

#define DYING_TYPE_CODEC (dying_codec_get_type ())
G_DECLARE_FINAL_TYPE (DyingCodec, dying_codec, DYING, CODEC, GObject)

static void
freed_cb (gpointer text)
{
  g_free (text);
  run_hook ();
}

static GVariant *
dying_decode (CookieCodec  *codec,
              const char   *name,
              const char   *text,
              GError      **error)
{
  char *copy = g_strdup (text);

  return g_variant_new_from_data (G_VARIANT_TYPE_BYTESTRING, copy, strlen (copy) + 1, TRUE, freed_cb, copy);
}

static char *
dying_encode (CookieCodec  *codec,
              const char   *name,
              GVariant     *value,
              GError      **error)
{
  return g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) ? g_variant_dup_string (value, NULL)
                                                             : g_variant_dup_bytestring (value, NULL);
}

static void
dying_iface_init (CookieCodecInterface *iface)
{
  iface->encode = dying_encode;
  iface->decode = dying_decode;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (DyingCodec, dying_codec, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COOKIE_TYPE_CODEC, dying_iface_init))

static void
dying_codec_class_init (DyingCodecClass *klass)
{
}

static void
dying_codec_init (DyingCodec *self)
{
}

static CookieBaseCookie *
new_dying (void)
{
  CookieBaseCookie *cookie = cookie_base_cookie_new ();
  g_autoptr (CookieCodec) codec = g_object_new (DYING_TYPE_CODEC, NULL);

  cookie_base_cookie_set_codec (cookie, codec);

  return cookie;
}

/* What must hold afterwards, and what a list widget has then. */

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  GPtrArray  *mirror)
{
  g_assert_cmpuint (position + removed, <=, mirror->len);
  if (removed > 0)
    g_ptr_array_remove_range (mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror, position + i, g_list_model_get_item (model, position + i));
  g_assert_cmpuint (mirror->len, ==, g_list_model_get_n_items (model));
}

static GPtrArray *
watch (CookieBaseCookie *cookie)
{
  GPtrArray *mirror = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < cookie_base_cookie_get_size (cookie); i++)
    g_ptr_array_add (mirror, g_list_model_get_item (G_LIST_MODEL (cookie), i));
  g_signal_connect_data (cookie, "items-changed", G_CALLBACK (items_changed_cb), mirror,
                         (GClosureNotify) (GCallback) g_ptr_array_unref, 0);

  return mirror;
}

static void
check (CookieBaseCookie *cookie,
       GPtrArray        *mirror)
{
  g_auto (GStrv) names = cookie_base_cookie_get_names (cookie);
  g_autofree char *output = cookie_base_cookie_output (cookie, NULL, NULL, NULL);
  g_autoptr (GPtrArray) changes = cookie_base_cookie_get_changes (cookie);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_assert_true (cookie_base_cookie_contains (cookie, names[i]));
      g_assert_cmpstr (cookie_base_cookie_get_nth_name (cookie, i), ==, names[i]);
    }
  for (guint i = 0; i < changes->len; i++)
    g_assert_true (cookie_base_cookie_get (cookie, cookie_morsel_get_key (changes->pdata[i])) == changes->pdata[i]);

  g_assert_true (mirror == NULL || mirror->len == g_strv_length (names));
  for (guint i = 0; mirror != NULL && i < mirror->len; i++)
    g_assert_true (mirror->pdata[i] == cookie_base_cookie_get (cookie, names[i]));
}

static void
call_load (CookieBaseCookie *cookie)
{
  cookie_base_cookie_load (cookie, "a=5; x=6; b=7; x=8", NULL);
}

static void
call_set (CookieBaseCookie *cookie)
{
  cookie_base_cookie_set_string (cookie, cookie_base_cookie_get_nth_name (cookie, 0), "x", NULL);
}

static void
call_add (CookieBaseCookie *cookie)
{
  cookie_base_cookie_set_string (cookie, "x", "x", NULL);
}

static void
call_set_coded (CookieBaseCookie *cookie)
{
  cookie_base_cookie_set_coded (cookie, cookie_base_cookie_get_nth_name (cookie, 0), NULL,
                                cookie_base_cookie_get_nth_name (cookie, 1), NULL);
}

static void
call_set_all (CookieBaseCookie *cookie)
{
  cookie_base_cookie_set_all (cookie, g_variant_new_parsed ("{'a': 'x', 'x': 'y', 'b': 'z', 'c': '!', 'y': '', 'd': ''}"),
                              NULL);
}

static void
call_set_morsel (CookieBaseCookie *cookie)
{
  g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();

  cookie_morsel_set (morsel, "a", g_variant_new_string ("x"), "x", NULL);
  cookie_base_cookie_set_morsel (cookie, morsel, NULL);
}

static void
call_remove (CookieBaseCookie *cookie)
{
  cookie_base_cookie_remove (cookie, cookie_base_cookie_get_nth_name (cookie, 0));
}

static void
call_expire (CookieBaseCookie *cookie)
{
  cookie_base_cookie_expire (cookie, cookie_base_cookie_get_nth_name (cookie, 1), NULL);
}

static void
call_touch (CookieBaseCookie *cookie)
{
  cookie_base_cookie_touch (cookie, cookie_base_cookie_get_nth_name (cookie, 0), NULL);
}

static void
call_copy (CookieBaseCookie *cookie)
{
  g_autoptr (CookieBaseCookie) copy = cookie_base_cookie_copy (cookie);

  g_assert_nonnull (copy);
}

static void
call_iterator (CookieBaseCookie *cookie)
{
  g_autoptr (CookieIter) iter = cookie_base_cookie_iterator (cookie);

  while (cookie_iter_next_value (iter) != NULL)
    ;
}

static void
call_get (CookieBaseCookie *cookie)
{
  static const char * const names[] = { "a", "b", "c", "d" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    cookie_morsel_get_key (cookie_base_cookie_get (cookie, names[i]));
}

static void
call_get_item (CookieBaseCookie *cookie)
{
  guint size = cookie_base_cookie_get_size (cookie);

  for (guint i = 0; i < size; i++)
    {
      g_autoptr (CookieMorsel) morsel = g_list_model_get_item (G_LIST_MODEL (cookie), i);

      cookie_morsel_get_key (morsel);
    }
}

static void
call_value_decode (CookieBaseCookie *cookie)
{
  g_autoptr (GVariant) value = cookie_base_cookie_value_decode (cookie, cookie_base_cookie_get_nth_name (cookie, 0),
                                                                cookie_base_cookie_get_coded_value (cookie, "b"), NULL);
}

static void
call_clear_changes (CookieBaseCookie *cookie)
{
  cookie_base_cookie_set_string (cookie, "d", "x", NULL);
  if (hook.owner != NULL)
    cookie_base_cookie_clear_changes (cookie);
}

static const Action calls[] = {
  call_load, call_set, call_add, call_set_coded, call_set_all, call_set_morsel, call_remove, call_expire, call_touch,
  call_copy, call_iterator, call_get, call_get_item, call_value_decode, call_clear_changes, cookie_base_cookie_clear,
};

/* Values are freed when they are replaced, when their morsel goes, and when the last morsel is made of
 * a header that had more of them.
 */
static void
test_values (void)
{
  guint n_run = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (actions); j++)
      for (guint how = 0; how < 8; how++)
        {
          CookieBaseCookie *cookie = new_dying ();
          GPtrArray *mirror = NULL;
          gpointer weak = cookie;

          hook.action = NULL;
          hook.owner = cookie;
          g_object_add_weak_pointer (G_OBJECT (cookie), &weak);
          g_assert_true (cookie_base_cookie_load (cookie, "a=1; a=2; b=3; c=4; a=5; d=6", NULL));
          if ((how & 1) != 0)
            g_free (cookie_base_cookie_output (cookie, NULL, NULL, NULL));
          if ((how & 2) != 0)
            g_variant_unref (g_variant_ref (cookie_morsel_get_value (cookie_base_cookie_get (cookie, "b"))));
          if ((how & 4) != 0)
            mirror = watch (cookie);

          hook.action = actions[j];
          calls[i] (cookie);
          n_run += hook.action == NULL;
          hook.action = NULL;

          if (hook.owner != NULL)
            check (cookie, mirror);
          g_clear_object (&hook.owner);
          g_assert_null (weak);
        }

  g_assert_cmpuint (n_run, >=, 100);
}

/* A text of the dictionary is valid until the next change, which one in a handler is not. */
static void
read_cb (CookieBaseCookie  *cookie,
         CookieMorsel      *morsel,
         const char       **text)
{
  *text = cookie_base_cookie_get_coded_value (cookie, "b");
}

static void
test_text_of_handler (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  const char *text = NULL;

  g_assert_true (cookie_base_cookie_load (cookie, "a=1; b=2; c=3", NULL));
  g_assert_cmpstr (cookie_base_cookie_get_coded_value (cookie, "b"), ==, "2");
  g_signal_connect (cookie, "morsel-removed", G_CALLBACK (read_cb), &text);
  g_assert_true (cookie_base_cookie_remove (cookie, "a"));
  call_get_item (cookie);
  g_assert_cmpstr (text, ==, "2");
}

static void
gone_cb (gpointer  data,
         GObject  *gone)
{
  run_hook ();
}

/* A diagnostic goes when the dictionary is cleared. */
static void
test_diagnostics (void)
{
  for (gsize j = 0; j < G_N_ELEMENTS (actions); j++)
    for (guint how = 0; how < 4; how++)
      {
        CookieBaseCookie *cookie = cookie_simple_cookie_new ();
        GPtrArray *mirror = NULL;
        g_autoptr (GPtrArray) diagnostics = NULL;
        gpointer weak = cookie;

        hook.owner = cookie;
        g_object_add_weak_pointer (G_OBJECT (cookie), &weak);
        g_assert_true (cookie_base_cookie_load (cookie, (how & 2) != 0 ? "a=1; =2; b=3" : "=2", NULL));
        if ((how & 1) != 0)
          mirror = watch (cookie);
        diagnostics = cookie_base_cookie_get_diagnostics (cookie);
        g_object_weak_ref (diagnostics->pdata[0], gone_cb, NULL);
        g_clear_pointer (&diagnostics, g_ptr_array_unref);

        hook.action = actions[j];
        cookie_base_cookie_clear (cookie);
        g_assert_null (hook.action);
        if (hook.owner != NULL)
          {
            check (cookie, mirror);
            diagnostics = cookie_base_cookie_get_diagnostics (cookie);
            g_assert_cmpuint (diagnostics->len, ==, cookie_base_cookie_contains (cookie, "m"));
          }
        g_clear_object (&hook.owner);
        g_assert_null (weak);
      }
}

/* A subclass with code of its own in everything that it can override, and that says nothing about why
 * it fails.
 */

struct _WildCookie
{
  CookieBaseCookie parent_instance;
};

#define WILD_TYPE_COOKIE (wild_cookie_get_type ())
G_DECLARE_FINAL_TYPE (WildCookie, wild_cookie, WILD, COOKIE, CookieBaseCookie)

static GListModelInterface *parent_list_model;

static gpointer
wild_cookie_get_item (GListModel *model,
                      guint       position)
{
  run_hook ();

  return parent_list_model->get_item (model, position);
}

static void
wild_list_model_iface_init (GListModelInterface *iface)
{
  parent_list_model = g_type_interface_peek_parent (iface);
  iface->get_item = wild_cookie_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (WildCookie, wild_cookie, COOKIE_TYPE_BASE_COOKIE,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, wild_list_model_iface_init))

static char *
wild_cookie_value_encode (CookieBaseCookie  *cookie,
                          const char        *name,
                          GVariant          *value,
                          GError           **error)
{
  return run_hook () ? NULL : g_strdup (name);
}

static GVariant *
wild_cookie_value_decode (CookieBaseCookie  *cookie,
                          const char        *name,
                          const char        *coded_value,
                          GError           **error)
{
  return run_hook () ? NULL : g_variant_new_string (coded_value);
}

static void
wild_cookie_constructed (GObject *object)
{
  G_OBJECT_CLASS (wild_cookie_parent_class)->constructed (object);
  run_hook ();
}

static void
wild_cookie_class_init (WildCookieClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = wild_cookie_constructed;
  COOKIE_BASE_COOKIE_CLASS (klass)->value_encode = wild_cookie_value_encode;
  COOKIE_BASE_COOKIE_CLASS (klass)->value_decode = wild_cookie_value_decode;
}

static void
wild_cookie_init (WildCookie *self)
{
}

static void
call_value_encode (CookieBaseCookie *cookie)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *coded = cookie_base_cookie_value_encode (cookie, cookie_base_cookie_get_nth_name (cookie, 0),
                                                            g_variant_new_string ("x"), &error);

  g_assert_null (coded);
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "“a”"));
}

static void
call_failing_value_decode (CookieBaseCookie *cookie)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = cookie_base_cookie_value_decode (cookie, cookie_base_cookie_get_nth_name (cookie, 0),
                                                                cookie_base_cookie_get_coded_value (cookie, "b"), &error);

  g_assert_null (value);
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "“a”"));
}

static void
test_subclass (void)
{
  static const Action wild_calls[] = { call_value_encode, call_failing_value_decode, call_copy, call_iterator };

  for (gsize i = 0; i < G_N_ELEMENTS (wild_calls); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (actions); j++)
      {
        CookieBaseCookie *cookie = g_object_new (WILD_TYPE_COOKIE, NULL);
        gpointer weak = cookie;

        hook.owner = cookie;
        g_object_add_weak_pointer (G_OBJECT (cookie), &weak);
        g_assert_true (cookie_base_cookie_load (cookie, "a=1; b=2; c=3", NULL));

        hook.action = actions[j];
        wild_calls[i] (cookie);
        g_assert_null (hook.action);
        if (hook.owner != NULL)
          check (cookie, NULL);
        g_clear_object (&hook.owner);
        g_assert_null (weak);
      }
}

/* A codec that drops its own last reference, and then says nothing. */

struct _LastCodec
{
  GObject parent_instance;
};

#define LAST_TYPE_CODEC (last_codec_get_type ())
G_DECLARE_FINAL_TYPE (LastCodec, last_codec, LAST, CODEC, GObject)

static CookieCodec *last_codec;

static char *
last_encode (CookieCodec  *codec,
             const char   *name,
             GVariant     *value,
             GError      **error)
{
  g_clear_object (&last_codec);

  return NULL;
}

static GVariant *
last_decode (CookieCodec  *codec,
             const char   *name,
             const char   *text,
             GError      **error)
{
  g_clear_object (&last_codec);

  return NULL;
}

static void
last_iface_init (CookieCodecInterface *iface)
{
  iface->encode = last_encode;
  iface->decode = last_decode;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LastCodec, last_codec, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COOKIE_TYPE_CODEC, last_iface_init))

static void
last_codec_class_init (LastCodecClass *klass)
{
}

static void
last_codec_init (LastCodec *self)
{
}

static void
test_codec (void)
{
  g_autoptr (GError) error = NULL;

  last_codec = g_object_new (LAST_TYPE_CODEC, NULL);
  g_assert_null (cookie_codec_encode (last_codec, "a", g_variant_new_string ("x"), &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_FAILED);
  g_assert_null (last_codec);
  g_clear_error (&error);

  last_codec = g_object_new (LAST_TYPE_CODEC, NULL);
  g_assert_null (cookie_codec_decode (last_codec, "a", "x", &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_FAILED);
  g_assert_null (last_codec);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cookie/reentry/values", test_values);
  g_test_add_func ("/cookie/reentry/text-of-handler", test_text_of_handler);
  g_test_add_func ("/cookie/reentry/diagnostics", test_diagnostics);
  g_test_add_func ("/cookie/reentry/subclass", test_subclass);
  g_test_add_func ("/cookie/reentry/codec", test_codec);

  return g_test_run ();
}
