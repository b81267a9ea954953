/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Reads the input as calls on cookie dictionaries, and as calls that are made in the middle of them:
 * in a codec, an override, a handler, and when a value, a morsel or a diagnostic is freed. Nothing is
 * kept alive for the length of a call, and texts that belong to a dictionary are passed back to it.
 *
 * fuzz-sequence.c knows what a dictionary then has to contain. Here, what a list widget has must be
 * what is there, all parts must agree, nothing may be used that was freed, and nothing may be left.
 */

#include "fuzz.h"

#include <string.h>

#define MAX_TEXT 4096
#define N_COOKIES 2
#define N_HELD 4
#define MAX_DEPTH 4
#define MAX_SIZE 400

static CookieBaseCookie *cookies[N_COOKIES];
static CookieMorsel *held[N_HELD];
static CookieIter *iter;
static const guint8 *input;
static gsize n_left;
static int depth;
static gboolean is_quiet; /* no calls in the middle of others */
static guint n_alive;

static void step (void);

static guint8
take (void)
{
  return fuzz_take_byte (&input, &n_left);
}

static char *
take_text (void)
{
  const gsize length = take () % 64;

  return fuzz_take_text (&input, &n_left, length);
}

static const char *
take_name (void)
{
  static const char * const names[] = { "a", "b", "c", "n7", "n40", "path", "d", "e" };

  return names[take () % G_N_ELEMENTS (names)];
}

/* Where other code than the library's runs. */
static void
call_out (void)
{
  if (!is_quiet && depth < MAX_DEPTH && n_left > 0 && take () % 3 == 0)
    step ();
}

/* A codec. Its values tell when they are freed. */

struct _WildCodec
{
  GObject parent_instance;
};

#define WILD_TYPE_CODEC (wild_codec_get_type ())
G_DECLARE_FINAL_TYPE (WildCodec, wild_codec, WILD, CODEC, GObject)

static void
freed_cb (gpointer text)
{
  g_free (text);
  call_out ();
}

static char *
wild_encode (CookieCodec  *codec,
             const char   *name,
             GVariant     *value,
             GError      **error)
{
  call_out ();

  switch (take () % 8)
    {
    case 0:
      return NULL;
    case 1:
      return g_strdup ("a;b");
    case 2:
      g_set_error_literal (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_VALUE, name);
      return NULL;
    default:
      return g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) ? g_variant_dup_string (value, NULL) : g_strdup (name);
    }
}

static GVariant *
wild_decode (CookieCodec  *codec,
             const char   *name,
             const char   *text,
             GError      **error)
{
  char *copy;

  call_out ();

  switch (take () % 8)
    {
    case 0:
      return NULL;
    case 1:
      g_set_error_literal (error, COOKIE_ERROR, COOKIE_ERROR_DECODE, text);
      return NULL;
    case 2:
    case 3:
      return g_variant_new_string (text);
    default:
      copy = g_strdup (text);
      return g_variant_new_from_data (G_VARIANT_TYPE_BYTESTRING, copy, strlen (copy) + 1, TRUE, freed_cb, copy);
    }
}

static char *
wild_renew (CookieCodec *codec,
            const char  *name,
            const char  *coded_value)
{
  call_out ();

  return take () % 4 == 0 ? g_strconcat ("r", coded_value, NULL) : NULL;
}

static void
wild_iface_init (CookieCodecInterface *iface)
{
  iface->encode = wild_encode;
  iface->decode = wild_decode;
  iface->renew = wild_renew;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (WildCodec, wild_codec, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COOKIE_TYPE_CODEC, wild_iface_init))

static void
wild_codec_finalize (GObject *object)
{
  G_OBJECT_CLASS (wild_codec_parent_class)->finalize (object);
  call_out ();
}

static void
wild_codec_class_init (WildCodecClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wild_codec_finalize;
}

static void
wild_codec_init (WildCodec *self)
{
}

/* A dictionary that overrides all that it can. */

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
  call_out ();

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
  call_out ();

  return take () % 4 == 0 ? wild_encode (NULL, name, value, error)
                          : COOKIE_BASE_COOKIE_CLASS (wild_cookie_parent_class)->value_encode (cookie, name, value, error);
}

static GVariant *
wild_cookie_value_decode (CookieBaseCookie  *cookie,
                          const char        *name,
                          const char        *coded_value,
                          GError           **error)
{
  call_out ();

  return take () % 4 == 0
           ? wild_decode (NULL, name, coded_value, error)
           : COOKIE_BASE_COOKIE_CLASS (wild_cookie_parent_class)->value_decode (cookie, name, coded_value, error);
}

static void
wild_cookie_notify (GObject    *object,
                    GParamSpec *pspec)
{
  call_out ();
}

static void
wild_cookie_constructed (GObject *object)
{
  G_OBJECT_CLASS (wild_cookie_parent_class)->constructed (object);
  call_out ();
}

static void
wild_cookie_finalize (GObject *object)
{
  n_alive--;
  G_OBJECT_CLASS (wild_cookie_parent_class)->finalize (object);
}

static void
wild_cookie_class_init (WildCookieClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->notify = wild_cookie_notify;
  object_class->constructed = wild_cookie_constructed;
  object_class->finalize = wild_cookie_finalize;
  COOKIE_BASE_COOKIE_CLASS (klass)->value_encode = wild_cookie_value_encode;
  COOKIE_BASE_COOKIE_CLASS (klass)->value_decode = wild_cookie_value_decode;
}

static void
wild_cookie_init (WildCookie *self)
{
  n_alive++;
}

/* Takes the reference; the old dictionary may go. */
static void
set_cookie (guint             index,
            CookieBaseCookie *cookie)
{
  CookieBaseCookie *old = cookies[index];

  cookies[index] = cookie;
  g_clear_object (&old);
}

static CookieBaseCookie *
new_cookie (guint8 choice)
{
  CookieBaseCookie *cookie;
  g_autoptr (CookieCodec) codec = NULL;

  switch (choice % 4)
    {
    case 0:
      return cookie_simple_cookie_new ();
    case 1:
      cookie = cookie_base_cookie_new ();
      break;
    default:
      cookie = g_object_new (WILD_TYPE_COOKIE, NULL);
    }

  if (choice / 4 % 4 != 0)
    codec = g_object_new (WILD_TYPE_CODEC, NULL);
  cookie_base_cookie_set_codec (cookie, codec);
  cookie_base_cookie_set_profile (cookie, choice / 16 % 3);

  return cookie;
}

/* Handlers */

static void
gone_cb (gpointer  data,
         GObject  *gone)
{
  call_out ();
}

/* What a list widget has. */
static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  GPtrArray  *mirror)
{
  gboolean was_quiet = is_quiet;

  is_quiet = TRUE;
  g_assert_cmpuint (position, <=, mirror->len);
  g_assert_cmpuint (removed, <=, mirror->len - position);
  if (removed > 0)
    g_ptr_array_remove_range (mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror, position + i, g_list_model_get_item (model, position + i));
  g_assert_cmpuint (mirror->len, ==, g_list_model_get_n_items (model));
  is_quiet = was_quiet;
}

static void
step_cb (gpointer data)
{
  call_out ();
}

static void
watch (CookieBaseCookie *cookie)
{
  static const char * const signals[] = {
    "items-changed", "morsel-added", "morsel-removed", "morsel-changed", "diagnostic", "notify", "morsel-changed::a",
  };
  GPtrArray *mirror = g_object_get_data (G_OBJECT (cookie), "mirror");
  guint size = cookie_base_cookie_get_size (cookie);
  gboolean was_quiet = is_quiet;

  if (mirror != NULL)
    return;

  mirror = g_ptr_array_new_with_free_func (g_object_unref);
  is_quiet = TRUE;
  for (guint i = 0; i < size; i++)
    g_ptr_array_add (mirror, g_list_model_get_item (G_LIST_MODEL (cookie), i));
  is_quiet = was_quiet;

  g_object_set_data (G_OBJECT (cookie), "mirror", mirror);
  g_signal_connect_data (cookie, "items-changed", G_CALLBACK (items_changed_cb), mirror,
                         (GClosureNotify) (GCallback) g_ptr_array_unref, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_swapped (cookie, signals[i], G_CALLBACK (step_cb), NULL);
}

static void
watch_morsel (CookieMorsel *morsel)
{
  if (g_object_get_data (G_OBJECT (morsel), "watched") != NULL)
    return;

  g_object_set_data (G_OBJECT (morsel), "watched", morsel);
  g_signal_connect_swapped (morsel, "notify", G_CALLBACK (step_cb), NULL);
  g_object_weak_ref (G_OBJECT (morsel), gone_cb, NULL);
}

/* What must hold between two calls */

static void
check (CookieBaseCookie *cookie)
{
  g_auto (GStrv) names = cookie_base_cookie_get_names (cookie);
  g_autoptr (GPtrArray) changes = cookie_base_cookie_get_changes (cookie);
  GPtrArray *mirror = g_object_get_data (G_OBJECT (cookie), "mirror");
  guint size = g_strv_length (names);

  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, size);
  for (guint i = 0; i < size; i++)
    {
      g_assert_true (cookie_base_cookie_contains (cookie, names[i]));
      g_assert_cmpstr (cookie_base_cookie_get_nth_name (cookie, i), ==, names[i]);
      if (mirror != NULL)
        g_assert_true (mirror->pdata[i] == cookie_base_cookie_get (cookie, names[i]));
    }
  g_assert_true (mirror == NULL || mirror->len == size);

  g_assert_cmpint (cookie_base_cookie_get_has_changes (cookie), ==, changes->len > 0);
  for (guint i = 0; i < changes->len; i++)
    g_assert_true (cookie_base_cookie_get (cookie, cookie_morsel_get_key (changes->pdata[i])) == changes->pdata[i]);
}

/* The calls. None uses @cookie after it. */

/* A name, which may be a text of the dictionary. */
static const char *
choose_name (CookieBaseCookie *cookie)
{
  guint8 byte = take ();
  guint size = cookie_base_cookie_get_size (cookie);

  return byte % 2 == 0 || size == 0 ? take_name () : cookie_base_cookie_get_nth_name (cookie, byte / 2 % size);
}

static void
call_load (CookieBaseCookie *cookie)
{
  static const char * const headers[] = {
    "a=1; a=2; b=3; c=4; a=5", "a=6; path=/; n7=8; =x; d", "b=9; secure; e=10; b=11", "c=; c=12; c=13; \303=14",
  };
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;

  switch (take () % 4)
    {
    case 0:
      text = take_text ();
      cookie_base_cookie_load (cookie, text, NULL);
      break;
    case 1:
      text = cookie_base_cookie_to_cookie_header (cookie);
      bytes = g_bytes_new (text, strlen (text));
      cookie_base_cookie_load_bytes (cookie, bytes, NULL);
      break;
    default:
      cookie_base_cookie_load (cookie, headers[take () % G_N_ELEMENTS (headers)], NULL);
    }
}

/* So many that removals leave gaps. */
static void
call_fill (CookieBaseCookie *cookie)
{
  g_autoptr (GString) header = g_string_new (NULL);

  if (cookie_base_cookie_get_size (cookie) > MAX_SIZE)
    return;

  for (guint i = 0; i < 90; i++)
    g_string_append_printf (header, "%sn%u=%u", i > 0 ? "; " : "", i * 7 % 150, i);
  cookie_base_cookie_load (cookie, header->str, NULL);
}

static void
call_set (CookieBaseCookie *cookie)
{
  const char *name = choose_name (cookie);
  const char *text = cookie_base_cookie_get_coded_value (cookie, take_name ());
  CookieMorsel *morsel;

  /* each quoting of quoted text makes it longer */
  if (text == NULL || strlen (text) > MAX_TEXT)
    text = "x";

  switch (take () % 5)
    {
    case 0:
      cookie_base_cookie_set_string (cookie, name, text, NULL);
      break;
    case 1:
      cookie_base_cookie_set_coded (cookie, name, NULL, text, NULL);
      break;
    case 2:
      cookie_base_cookie_set (cookie, name, g_variant_new_bytestring (text), NULL);
      break;
    case 3:
      cookie_base_cookie_set_coded (cookie, name, g_variant_new_int32 (take ()), text, NULL);
      break;
    default:
      morsel = cookie_base_cookie_get (cookie, take_name ());
      if (morsel != NULL)
        cookie_base_cookie_set (cookie, name, cookie_morsel_get_value (morsel), NULL);
    }
}

static void
call_set_all (CookieBaseCookie *cookie)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  for (int n = take () % 4; n >= 0; n--)
    {
      const char *name = choose_name (cookie);

      g_variant_dict_insert_value (&dict, name, g_variant_new_string (n % 2 == 0 ? "x" : "y"));
    }
  cookie_base_cookie_set_all (cookie, g_variant_dict_end (&dict), NULL);
}

static void
call_value (CookieBaseCookie *cookie)
{
  const char *name = choose_name (cookie);
  const char *text = cookie_base_cookie_get_coded_value (cookie, take_name ());
  g_autoptr (GVariant) value = NULL;

  if (text == NULL)
    text = "x";

  if (take () % 2 == 0)
    g_free (cookie_base_cookie_value_encode (cookie, name, g_variant_new_string (text), NULL));
  else
    value = cookie_base_cookie_value_decode (cookie, name, text, NULL);
}

static void
call_remove_many (CookieBaseCookie *cookie)
{
  g_auto (GStrv) names = cookie_base_cookie_get_names (cookie);
  guint8 byte = take ();
  guint size = g_strv_length (names);

  g_object_ref (cookie);
  for (guint i = 0; i < size / 2; i++)
    cookie_base_cookie_remove (cookie, names[byte % 3 == 0 ? i : byte % 3 == 1 ? size - 1 - i : size / 4 + i]);
  g_object_unref (cookie);
}

static void
call_hold (CookieBaseCookie *cookie)
{
  CookieMorsel **slot = &held[take () % N_HELD];
  CookieMorsel *morsel = cookie_base_cookie_get (cookie, choose_name (cookie));
  CookieMorsel *old = *slot;

  *slot = morsel != NULL ? g_object_ref (morsel) : cookie_morsel_new ();
  if (take () % 2 == 0)
    watch_morsel (*slot);
  g_clear_object (&old);
}

static void
call_morsel (void)
{
  CookieMorsel *morsel = held[take () % N_HELD];
  const char *text;
  guint8 byte = take ();

  if (morsel == NULL)
    return;

  text = cookie_morsel_get_coded_value (morsel);
  switch (byte % 8)
    {
    case 0:
      cookie_morsel_set (morsel, text != NULL ? cookie_morsel_get_key (morsel) : take_name (),
                         text != NULL ? cookie_morsel_get_value (morsel) : g_variant_new_boolean (TRUE),
                         text != NULL && *text != '\0' ? text + 1 : "x", NULL);
      break;
    case 1:
      cookie_morsel_set (morsel, take_name (), g_variant_new_byte (byte), "y", NULL);
      break;
    case 2:
      cookie_morsel_set_path (morsel, byte / 8 % 2 ? "/x" : cookie_morsel_get_path (morsel));
      break;
    case 3:
      cookie_morsel_set_attribute (morsel, "domain", g_variant_new_string (byte / 8 % 2 ? "x" : "y"), NULL);
      break;
    case 4:
      cookie_morsel_set_secure (morsel, byte / 8 % 2);
      break;
    case 5:
      cookie_morsel_set_max_age (morsel, byte / 8 % 4);
      break;
    default:
      cookie_morsel_expire (morsel);
    }
}

static void
drop_held (void)
{
  CookieMorsel **slot = &held[take () % N_HELD];
  CookieMorsel *old = g_steal_pointer (slot);

  g_clear_object (&old);
}

static void
call_iterator (CookieBaseCookie *cookie)
{
  CookieIter *old = g_steal_pointer (&iter);
  CookieIter *fresh;

  g_clear_object (&old);
  fresh = cookie_base_cookie_iterator (cookie);
  old = iter;
  iter = fresh;
  g_clear_object (&old);
}

static void
watch_diagnostics (CookieBaseCookie *cookie)
{
  g_autoptr (GPtrArray) diagnostics = cookie_base_cookie_get_diagnostics (cookie);

  if (diagnostics->len > 0)
    g_object_weak_ref (diagnostics->pdata[0], gone_cb, NULL);
}

static void
step (void)
{
  guint index = take () % N_COOKIES;
  CookieBaseCookie *cookie = cookies[index];
  CookieMorsel *morsel;

  depth++;
  switch (cookie != NULL ? take () % 24 : 23)
    {
    case 0:
    case 1:
      call_load (cookie);
      break;
    case 2:
      call_fill (cookie);
      break;
    case 3:
    case 4:
      call_set (cookie);
      break;
    case 5:
      call_set_all (cookie);
      break;
    case 6:
      call_value (cookie);
      break;
    case 7:
    case 8:
      cookie_base_cookie_remove (cookie, choose_name (cookie));
      break;
    case 9:
      call_remove_many (cookie);
      break;
    case 10:
      cookie_base_cookie_clear (cookie);
      break;
    case 11:
      cookie_base_cookie_expire (cookie, choose_name (cookie), NULL);
      break;
    case 12:
      cookie_base_cookie_touch (cookie, choose_name (cookie), NULL);
      break;
    case 13:
      cookie_base_cookie_clear_changes (cookie);
      break;
    case 14:
      call_hold (cookie);
      break;
    case 15:
      call_morsel ();
      break;
    case 16:
      drop_held ();
      break;
    case 17:
      morsel = held[take () % N_HELD];
      if (morsel != NULL)
        cookie_base_cookie_set_morsel (cookie, morsel, NULL);
      break;
    case 18:
      set_cookie (take () % N_COOKIES, cookie_base_cookie_copy (cookie));
      break;
    case 19:
      call_iterator (cookie);
      break;
    case 20:
      watch (cookie);
      break;
    case 21:
      watch_diagnostics (cookie);
      break;
    case 22:
      set_cookie (index, NULL);
      break;
    default:
      set_cookie (index, new_cookie (take ()));
    }
  depth--;

  if (depth == 0)
    for (gsize i = 0; i < N_COOKIES; i++)
      if (cookies[i] != NULL)
        check (cookies[i]);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  input = data;
  n_left = size;
  is_quiet = FALSE;

  while (n_left > 0)
    step ();

  is_quiet = TRUE;
  for (gsize i = 0; i < N_COOKIES; i++)
    set_cookie (i, NULL);
  for (gsize i = 0; i < N_HELD; i++)
    g_clear_object (&held[i]);
  g_clear_object (&iter);
  g_assert_cmpuint (n_alive, ==, 0);

  return 0;
}
