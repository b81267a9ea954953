/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Whoever observes an object of the library until its end sees the same as with a plain GObject:
 * the same callbacks, in the same order, with the same references to the object.
 */

#include "test-specs.h"

#include <cookie-glib/cookie-glib.h>

/* The plain object. */

struct _Plain
{
  GObject parent_instance;
  char *text;
  guint number;
};

enum {
  PROP_0,
  PROP_TEXT,
  PROP_NUMBER,
};

#define PLAIN_TYPE (plain_get_type ())
G_DECLARE_FINAL_TYPE (Plain, plain, PLAIN,, GObject)

G_DEFINE_FINAL_TYPE (Plain, plain, G_TYPE_OBJECT)

static void
plain_finalize (GObject *object)
{
  g_free (((Plain *) object)->text);

  G_OBJECT_CLASS (plain_parent_class)->finalize (object);
}

static void
plain_get_property (GObject    *object,
                    guint       prop_id,
                    GValue     *value,
                    GParamSpec *pspec)
{
  if (prop_id == PROP_TEXT)
    g_value_set_string (value, ((Plain *) object)->text);
  else
    g_value_set_uint (value, ((Plain *) object)->number);
}

static void
plain_set_property (GObject      *object,
                    guint         prop_id,
                    const GValue *value,
                    GParamSpec   *pspec)
{
  Plain *self = (Plain *) object;

  if (prop_id == PROP_NUMBER && self->number != g_value_get_uint (value))
    {
      self->number = g_value_get_uint (value);
      g_object_notify_by_pspec (object, pspec);
    }
  else if (prop_id == PROP_TEXT && g_strcmp0 (self->text, g_value_get_string (value)) != 0)
    {
      g_free (self->text);
      self->text = g_value_dup_string (value);
      g_object_notify_by_pspec (object, pspec);
    }
}

static void
plain_class_init (PlainClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = plain_finalize;
  object_class->get_property = plain_get_property;
  object_class->set_property = plain_set_property;

  g_object_class_install_property (object_class, PROP_TEXT,
                                   g_param_spec_string ("text", NULL, NULL, NULL, flags));
  g_object_class_install_property (object_class, PROP_NUMBER,
                                   g_param_spec_uint ("number", NULL, NULL, 0, G_MAXUINT, 0, flags));
}

static void
plain_init (Plain *self)
{
}

/* What is observed, and what was seen. */

typedef struct {
  GObject *object;
  gpointer pointer; /* a weak one */
  GWeakRef weak;
  gboolean rescue;  /* whether a callback takes a reference, once */
  gboolean looking; /* a look takes a reference itself, which a toggle reference notices */
  GString *log;
} Watch;

static void
note (Watch      *watch,
      const char *event)
{
  GObject *reached;

  if (watch->looking)
    return;

  watch->looking = TRUE;
  reached = g_weak_ref_get (&watch->weak);
  g_string_append_printf (watch->log, "%s:%s%s", event, watch->pointer != NULL ? " pointer" : "",
                          reached != NULL ? " weak" : "");
  g_clear_object (&reached);
  g_string_append_printf (watch->log, " %u\n", watch->object->ref_count);
  watch->looking = FALSE;
}

static void
rescue (Watch *watch)
{
  if (watch->rescue)
    g_object_ref (watch->object);
  watch->rescue = FALSE;
}

static void
weak_notify_cb (gpointer  data,
                GObject  *where)
{
  note (data, "weak notify");
}

static void
rescuing_weak_notify_cb (gpointer  data,
                         GObject  *where)
{
  note (data, "rescuing weak notify");
  rescue (data);
}

static void
binding_gone_cb (gpointer  data,
                 GObject  *where)
{
  note (data, "binding gone");
}

static void
qdata_destroy_cb (gpointer data)
{
  note (data, "qdata destroyed");
}

static void
handler_destroy_cb (gpointer  data,
                    GClosure *closure)
{
  note (data, "handler destroyed");
}

static void
closure_invalid_cb (gpointer  data,
                    GClosure *closure)
{
  note (data, "closure invalid");
}

static void
toggle_cb (gpointer  data,
           GObject  *object,
           gboolean  is_last)
{
  note (data, is_last ? "toggle last" : "toggle shared");
}

static void
notify_cb (GObject    *object,
           GParamSpec *pspec,
           Watch      *watch)
{
  note (watch, "notify");
}

static void
other_notify_cb (GObject    *object,
                 GParamSpec *pspec,
                 Watch      *watch)
{
  note (watch, "notify of the other");
}

static void
nothing_cb (void)
{
}

/* Sets the property that is observed. */
static void
set (GObject    *object,
     const char *property,
     guint       value)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (object), property);
  g_autofree char *text = g_strdup_printf ("/%u", value);

  if (pspec->value_type == G_TYPE_STRING)
    g_object_set (object, property, text, NULL);
  else
    g_object_set (object, property, value, NULL);
}

typedef struct {
  guint disposes;
  gboolean rescue;
  gboolean toggle;
  gboolean to_other; /* which way the property is bound */
  gboolean frozen;
} Life;

/* Takes an object to its end, and tells what is seen. Takes the reference. */
static char *
observe (GObject    *object,
         const char *property,
         const char *other_property,
         const Life *life)
{
  Watch watch = { .object = object, .pointer = object, .rescue = life->rescue, .log = g_string_new (NULL) };
  g_autoptr (GObject) other = g_object_new (PLAIN_TYPE, NULL);
  GClosure *closure = g_cclosure_new (nothing_cb, &watch, NULL);
  gulong handler;

  g_weak_ref_init (&watch.weak, object);
  g_object_add_weak_pointer (object, &watch.pointer);
  g_object_weak_ref (object, weak_notify_cb, &watch);
  g_object_weak_ref (object, rescuing_weak_notify_cb, &watch);
  g_object_set_data_full (object, "data", &watch, qdata_destroy_cb);
  g_signal_connect_data (object, "notify", G_CALLBACK (notify_cb), &watch, handler_destroy_cb, 0);
  handler = g_signal_connect_object (other, "notify", G_CALLBACK (nothing_cb), object, 0);
  g_signal_connect (other, "notify", G_CALLBACK (other_notify_cb), &watch);

  g_closure_ref (closure);
  g_closure_sink (closure);
  g_closure_add_invalidate_notifier (closure, &watch, closure_invalid_cb);
  g_object_watch_closure (object, closure);

  if (property != NULL)
    {
      GBinding *binding;

      if (life->to_other)
        binding = g_object_bind_property (object, property, other, other_property, G_BINDING_DEFAULT);
      else
        binding = g_object_bind_property (other, other_property, object, property, G_BINDING_BIDIRECTIONAL);
      g_object_weak_ref (G_OBJECT (binding), binding_gone_cb, &watch);

      set (object, property, 5);
      set (other, other_property, 6);
      g_object_freeze_notify (object);
      set (object, property, 7);
      set (object, property, 8);
      if (!life->frozen)
        g_object_thaw_notify (object);
    }

  if (life->toggle)
    {
      g_object_add_toggle_ref (object, toggle_cb, &watch);
      g_object_unref (object);
      g_object_ref (object);
    }

  for (guint i = 0; i < life->disposes; i++)
    {
      note (&watch, "run dispose");
      g_object_run_dispose (object);
      if (property != NULL)
        set (object, property, 9 + i);
    }

  note (&watch, "unref");
  if (life->toggle)
    {
      g_object_unref (object);
      note (&watch, "remove toggle");
      g_object_remove_toggle_ref (object, toggle_cb, &watch);
    }
  else
    {
      g_object_unref (object);
    }
  if (life->rescue)
    {
      note (&watch, "rescued");
      if (property != NULL)
        set (object, property, 20);
      g_object_weak_ref (object, weak_notify_cb, &watch);
      g_object_unref (object);
    }

  g_string_append_printf (watch.log, "end:%s%s%s", watch.pointer != NULL ? " pointer" : "",
                          closure->is_invalid ? " invalid" : "",
                          g_signal_handler_is_connected (other, handler) ? " connected" : "");
  g_assert_null (g_weak_ref_get (&watch.weak));
  g_weak_ref_clear (&watch.weak);
  g_closure_unref (closure);

  return g_string_free (watch.log, FALSE);
}

/* The types. */

static GObject *
make_signed_codec (void)
{
  return G_OBJECT (cookie_signed_codec_new (COOKIE_CODEC (cookie_string_codec_new ()), NULL, "test", 0));
}

static GObject *
make_encrypted_codec (void)
{
  return G_OBJECT (cookie_encrypted_codec_new (COOKIE_CODEC (cookie_string_codec_new ()), NULL, "test", 0));
}

static GObject *
make_variant_codec (void)
{
  return G_OBJECT (cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_TEXT, NULL));
}

/* A morsel that a cookie has held, with all that it can hold. */
static GObject *
make_full_morsel (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  CookieMorsel *morsel;

  g_assert_true (cookie_base_cookie_load (cookie, "a=1; path=/x; b=2", NULL));
  morsel = g_object_ref (cookie_base_cookie_get (cookie, "a"));
  cookie_base_cookie_clear (cookie);

  return G_OBJECT (morsel);
}

static GObject *
make_parsed_morsel (void)
{
  return G_OBJECT (cookie_morsel_parse_set_cookie ("a=1; Secure; Max-Age=3; Foo=bar; Path=/x", NULL));
}

static GObject *
make_full_cookie (void)
{
  CookieBaseCookie *cookie = cookie_simple_cookie_new ();

  cookie_base_cookie_set_profile (cookie, COOKIE_PROFILE_RFC6265);
  g_assert_true (cookie_base_cookie_load (cookie, "a=1; b=2; c,=3", NULL));
  g_assert_true (cookie_base_cookie_set_string (cookie, "d", "x", NULL));

  return G_OBJECT (cookie);
}

static GObject *
make_iter (void)
{
  g_autoptr (GObject) cookie = make_full_cookie ();

  return G_OBJECT (cookie_base_cookie_iterator (COOKIE_BASE_COOKIE (cookie)));
}

typedef struct {
  const char *name;
  GObject *(* make) (void);
  const char *property;       /* NULL if none can be set */
  const char *plain_property; /* of the same type */
} Type;

static const Type types[] = {
  { "morsel", (GObject * (*) (void)) cookie_morsel_new, "path", "text" },
  { "full-morsel", make_full_morsel, "path", "text" },
  { "parsed-morsel", make_parsed_morsel, "path", "text" },
  { "base-cookie", (GObject * (*) (void)) cookie_base_cookie_new, "max-pairs", "number" },
  { "simple-cookie", (GObject * (*) (void)) cookie_simple_cookie_new, "max-pairs", "number" },
  { "serial-cookie", (GObject * (*) (void)) cookie_serial_cookie_new, "max-pairs", "number" },
  { "smart-cookie", (GObject * (*) (void)) cookie_smart_cookie_new, "max-pairs", "number" },
  { "full-cookie", make_full_cookie, "max-pairs", "number" },
  { "iter", make_iter, NULL, NULL },
  { "json-codec", (GObject * (*) (void)) cookie_json_codec_new, NULL, NULL },
  { "encrypted-codec", make_encrypted_codec, NULL, NULL },
  { "keyring", (GObject * (*) (void)) cookie_keyring_new, NULL, NULL },
  { "percent-codec", (GObject * (*) (void)) cookie_percent_codec_new, NULL, NULL },
  { "signed-codec", make_signed_codec, NULL, NULL },
  { "smart-codec", (GObject * (*) (void)) cookie_smart_codec_new, NULL, NULL },
  { "string-codec", (GObject * (*) (void)) cookie_string_codec_new, NULL, NULL },
  { "variant-codec", make_variant_codec, NULL, NULL },
};

static void
test_end (gconstpointer data)
{
  const Type *type = data;

  for (guint bits = 0; bits < 3 << 4; bits++)
    {
      const Life life = { bits >> 4, bits & 1, bits & 2, bits & 4, bits & 8 };
      g_autofree char *expected = NULL;
      g_autofree char *seen = NULL;

      expected = observe (g_object_new (PLAIN_TYPE, NULL), type->plain_property, type->plain_property, &life);
      seen = observe (type->make (), type->property, type->plain_property, &life);
      g_assert_cmpstr (seen, ==, expected);
    }
}

/* A class has handlers of its own. */

static guint n_seen;

static void
class_handler_cb (CookieBaseCookie *cookie,
                  gpointer          argument)
{
  n_seen++;
}

static void
class_items_handler_cb (GListModel *model,
                        guint       position,
                        guint       removed,
                        guint       added)
{
  n_seen++;
}

/* Does what emits @signal; tells how often it is seen. */
static guint
count_seen (GType       type,
            const char *signal)
{
  g_autoptr (CookieBaseCookie) cookie = g_object_new (type, "profile", COOKIE_PROFILE_RFC6265, NULL);
  guint n_before;

  if (g_str_equal (signal, "morsel-removed"))
    g_assert_true (cookie_base_cookie_load (cookie, "a=1", NULL));

  n_before = n_seen;
  if (g_str_equal (signal, "morsel-removed"))
    cookie_base_cookie_clear (cookie);
  else
    g_assert_true (cookie_base_cookie_load (cookie, "a=1; b,=2", NULL));

  return n_seen - n_before;
}

static const char * const class_signals[] = { "morsel-added", "morsel-removed", "diagnostic", "items-changed" };

static void
test_class_handler (void)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (COOKIE_TYPE_SIMPLE_COOKIE); /* has the signals made */

  for (gsize i = 0; i < G_N_ELEMENTS (class_signals); i++)
    {
      GTypeQuery parent;
      g_autofree char *name = g_strdup_printf ("WithClassHandler%" G_GSIZE_FORMAT, i);
      GType type;
      gboolean is_items = g_str_equal (class_signals[i], "items-changed");

      g_type_query (COOKIE_TYPE_SIMPLE_COOKIE, &parent);
      type = g_type_register_static_simple (COOKIE_TYPE_SIMPLE_COOKIE, name, parent.class_size, NULL,
                                            parent.instance_size, NULL, 0);
      g_signal_override_class_handler (class_signals[i], type,
                                       is_items ? G_CALLBACK (class_items_handler_cb) : G_CALLBACK (class_handler_cb));

      g_assert_cmpuint (count_seen (type, class_signals[i]), ==, 1);
      g_assert_cmpuint (count_seen (COOKIE_TYPE_SIMPLE_COOKIE, class_signals[i]), ==, 0);
    }
}

/* A class overrides the virtual function of GObject for all notifications. */

static GString *notified;
static GObject *dropped; /* whose last reference goes with the next notification */

static void
vfunc_notify (GObject    *object,
              GParamSpec *pspec)
{
  g_string_append_printf (notified, "%s ", pspec->name);
  g_clear_object (&dropped);
}

static void
with_notify_class_init (gpointer klass,
                        gpointer data)
{
  G_OBJECT_CLASS (klass)->notify = vfunc_notify;
}

static void
test_class_notify (void)
{
  g_autoptr (CookieBaseCookie) cookie = NULL;
  GTypeQuery parent;
  GType type;

  g_type_query (COOKIE_TYPE_SIMPLE_COOKIE, &parent);
  type = g_type_register_static_simple (COOKIE_TYPE_SIMPLE_COOKIE, "WithNotify", parent.class_size,
                                        with_notify_class_init, parent.instance_size, NULL, 0);
  notified = g_string_new (NULL);
  cookie = g_object_new (type, NULL);
  g_string_truncate (notified, 0);

  g_assert_true (cookie_base_cookie_load (cookie, "a=1; b=2", NULL));
  g_assert_cmpstr (notified->str, ==, "n-items ");
  g_assert_true (cookie_base_cookie_load (cookie, "a=1; b=2", NULL));
  g_assert_cmpstr (notified->str, ==, "n-items ");
  g_assert_true (cookie_base_cookie_load (cookie, "a=1; c=2", NULL));
  g_assert_cmpstr (notified->str, ==, "n-items n-items ");
  g_assert_true (cookie_base_cookie_expire (cookie, "a", NULL));
  g_assert_cmpstr (notified->str, ==, "n-items n-items has-changes ");
  cookie_base_cookie_clear (cookie);
  g_assert_cmpstr (notified->str, ==, "n-items n-items has-changes n-items has-changes ");
  cookie_base_cookie_clear (cookie);
  g_assert_cmpstr (notified->str, ==, "n-items n-items has-changes n-items has-changes ");

  /* the dictionary ends while it is loaded, or cleared */
  for (guint i = 0; i < 2; i++)
    {
      CookieBaseCookie *weak = NULL;

      dropped = g_object_new (type, NULL);
      g_set_weak_pointer (&weak, COOKIE_BASE_COOKIE (dropped));
      if (i == 1)
        {
          GObject *later = g_steal_pointer (&dropped);

          g_assert_true (cookie_base_cookie_load (weak, "a=1; =; b=2", NULL));
          dropped = later;
          cookie_base_cookie_clear (weak);
        }
      else
        {
          g_assert_true (cookie_base_cookie_load (weak, "a=1; =; b=2", NULL));
        }
      g_assert_null (weak);
    }
  g_string_free (notified, TRUE);
}

/* Nothing public tells whether there is a hook: that of GListModel is one that no query finds, and of
 * our own signals there can be none.
 */
static void
test_no_hooks (void)
{
  static const char * const own_signals[] = { "morsel-added", "morsel-removed", "morsel-changed", "diagnostic" };
  g_autoptr (GTypeClass) klass = g_type_class_ref (COOKIE_TYPE_BASE_COOKIE);

  for (gsize i = 0; i < G_N_ELEMENTS (own_signals); i++)
    {
      GSignalQuery query;

      g_signal_query (g_signal_lookup (own_signals[i], COOKIE_TYPE_BASE_COOKIE), &query);
      g_assert_true (query.signal_flags & G_SIGNAL_NO_HOOKS);
    }
}

static void
add_one_cb (guint *n)
{
  ++*n;
}

static gboolean
count_cb (GSignalInvocationHint *hint,
          guint                  n_values,
          const GValue          *values,
          gpointer               n)
{
  ++*(guint *) n;

  return TRUE;
}

/* One for items-changed is called whenever the signal is emitted, which is while somebody listens. */
static void
test_items_hook (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  guint signal = g_signal_lookup ("items-changed", G_TYPE_LIST_MODEL);
  guint n = 0, n_handled = 0;
  gulong id = g_signal_add_emission_hook (signal, 0, count_cb, &n, NULL);

  g_assert_false (g_signal_has_handler_pending (cookie, signal, 0, TRUE));
  g_assert_true (cookie_base_cookie_set_string (cookie, "a", "1", NULL));
  g_assert_cmpuint (n, ==, 1);
  g_signal_connect_swapped (cookie, "morsel-added", G_CALLBACK (add_one_cb), &n_handled);
  g_assert_true (cookie_base_cookie_load (cookie, "b=1; c=2", NULL));
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (n_handled, ==, 2);
  cookie_base_cookie_clear (cookie);
  g_assert_cmpuint (n, ==, 3);
  g_signal_remove_emission_hook (signal, id);
}

/* A new object has what its properties have for a default. */
static void
test_defaults (void)
{
  const GType numbers[] = { G_TYPE_BOOLEAN, G_TYPE_UINT, G_TYPE_INT64, G_TYPE_ENUM };
  GObject *objects[] = {
    g_object_new (COOKIE_TYPE_MORSEL, NULL), g_object_new (COOKIE_TYPE_SIMPLE_COOKIE, NULL),
    g_object_new (COOKIE_TYPE_SMART_CODEC, NULL), g_object_new (COOKIE_TYPE_JSON_CODEC, NULL),
    g_object_new (COOKIE_TYPE_VARIANT_CODEC, NULL), g_object_new (COOKIE_TYPE_SIGNED_CODEC, "purpose", "test", NULL),
  };
  guint n_compared = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      guint n;
      g_autofree GParamSpec **properties = g_object_class_list_properties (G_OBJECT_GET_CLASS (objects[i]), &n);

      for (guint j = 0; j < n; j++)
        for (gsize k = 0; k < G_N_ELEMENTS (numbers); k++)
          if (g_type_is_a (properties[j]->value_type, numbers[k]))
            {
              g_auto (GValue) value = G_VALUE_INIT;

              g_object_get_property (objects[i], properties[j]->name, &value);
              g_test_message ("%s:%s", G_OBJECT_TYPE_NAME (objects[i]), properties[j]->name);
              g_assert_true (g_param_value_defaults (properties[j], &value));
              n_compared++;
            }
      g_assert_finalize_object (objects[i]);
    }
  g_assert_cmpuint (n_compared, >=, 16);
}

/* What a language that is bound to the library reads of each property: whether it can be set, and which values it has. */
static void
test_specs (void)
{
  const struct { GType type; const char *specs; } cases[] = {
    { COOKIE_TYPE_BASE_COOKIE,
      "codec rwesss CookieCodec\n"
      "schema rwosss CookieSchema\n"
      "profile rwesss CookieProfile 1\n"
      "max-pairs rwesss 0..2147483647 3000\n"
      "max-length rwesss 0..2147483647 16777216\n"
      "has-changes rsss 0\n"
      "item-type rsss GType\n"
      "n-items rsss 0..4294967295 0\n" },
    { COOKIE_TYPE_MORSEL,
      "key rsss NULL\n"
      "value rsss GVariant\n"
      "coded-value rsss NULL\n"
      "path rwesss NULL\n"
      "domain rwesss NULL\n"
      "priority rwesss CookiePriority 0\n"
      "max-age rwesss -9223372036854775808..9223372036854775807 -1\n"
      "expires rwesss GDateTime\n"
      "secure rwesss 0\n"
      "http-only rwesss 0\n"
      "partitioned rwesss 0\n"
      "same-site rwesss CookieSameSite 0\n"
      "expired rsss 0\n" },
    { COOKIE_TYPE_DIAGNOSTIC,
      "code rsss CookieDiagnosticCode 0\n"
      "severity rsss CookieDiagnosticSeverity 0\n"
      "field rsss 0..4294967295 0\n"
      "offset rsss 0..18446744073709551615 0\n"
      "length rsss 0..18446744073709551615 0\n"
      "text rsss text\n"
      "message rsss text\n"
      "section rsss NULL\n" },
    { COOKIE_TYPE_SEALED_CODEC,
      "codec rwosss CookieCodec\n"
      "keyring rwosss CookieKeyring\n"
      "purpose rwosss text\n"
      "lifetime rwosss 0..2147483647 0\n"
      "max-length rwosss 0..4294967295 4096\n" },
    { COOKIE_TYPE_JSON_CODEC,
      "max-length rwosss 0..4294967295 4096\n" },
    { COOKIE_TYPE_SMART_CODEC,
      "max-length rwosss 0..4294967295 4096\n" },
    { COOKIE_TYPE_VARIANT_CODEC,
      "format rwosss CookieVariantFormat 0\n"
      "variant-type rwosss GVariantType\n"
      "max-length rwosss 0..4294967295 4096\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *specs = test_describe_properties (cases[i].type);

      g_assert_cmpstr (specs, ==, cases[i].specs);
    }
}

static void
test_signal_specs (void)
{
  static const struct { const char *name; GSignalFlags flags; } cases[] = {
    { "morsel-added", G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED | G_SIGNAL_NO_HOOKS },
    { "morsel-removed", G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED | G_SIGNAL_NO_HOOKS },
    { "morsel-changed", G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED | G_SIGNAL_NO_HOOKS },
    { "diagnostic", G_SIGNAL_RUN_LAST | G_SIGNAL_NO_HOOKS },
  };
  g_autoptr (GTypeClass) klass = g_type_class_ref (COOKIE_TYPE_BASE_COOKIE);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GSignalQuery query;

      g_signal_query (g_signal_lookup (cases[i].name, COOKIE_TYPE_BASE_COOKIE), &query);
      g_assert_cmpint (query.signal_flags, ==, cases[i].flags);
      g_assert_cmpuint (query.n_params, ==, 1);
    }
  g_assert_nonnull (klass);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *path = g_strdup_printf ("/gobject/end/%s", types[i].name);

      g_test_add_data_func (path, &types[i], test_end);
    }

  g_test_add_func ("/gobject/defaults", test_defaults);
  g_test_add_func ("/gobject/specs", test_specs);
  g_test_add_func ("/gobject/signal-specs", test_signal_specs);
  g_test_add_func ("/gobject/class-handler", test_class_handler);
  g_test_add_func ("/gobject/class-notify", test_class_notify);
  g_test_add_func ("/gobject/no-hooks", test_no_hooks);
  g_test_add_func ("/gobject/items-hook", test_items_hook);

  return g_test_run ();
}
