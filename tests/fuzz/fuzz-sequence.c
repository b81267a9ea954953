/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Reads the input as calls on two cookies and on morsels that are held, and keeps a model of what
 * they must then hold. A list widget's mirror hangs on GListModel::items-changed, and handlers of
 * the other signals make calls of their own, dropping the cookie among them.
 */

#include "fuzz.h"

#include <string.h>

#define N_COOKIES 2
#define N_HELD 4
#define MAX_DEPTH 3

/* What a morsel is; shared by all that hold the same one. */
typedef struct {
  char *key; /* NULL until it is set */
  char *coded_value;
  char *path;
  gboolean secure;
} Model;

typedef struct {
  CookieBaseCookie *cookie;
  GPtrArray *models;
  gulong handlers[4];
} World;

typedef struct {
  CookieMorsel *morsel;
  Model *model;
} Held;

static World worlds[N_COOKIES];
static Held held[N_HELD];
static const guint8 *input;
static gsize n_left;
static int depth;

static void step (void);

static void
model_clear (gpointer data)
{
  Model *model = data;

  g_free (model->key);
  g_free (model->coded_value);
  g_free (model->path);
}

static void
model_unref (gpointer model)
{
  g_rc_box_release_full (model, model_clear);
}

static Model *
model_new (const char *key,
           const char *coded_value)
{
  Model *model = g_rc_box_new0 (Model);

  model->key = g_strdup (key);
  model->coded_value = g_strdup (coded_value);

  return model;
}

static void
model_set (char       **where,
           const char  *text)
{
  g_autofree char *old = *where;

  *where = g_strdup (text);
}

static guint8
take (void)
{
  return fuzz_take_byte (&input, &n_left);
}

/* A text of up to 15 bytes, or up to 255. */
static char *
take_text (gboolean is_long)
{
  gsize length = is_long ? take () : take () % 16;
  char *text;

  length = MIN (length, n_left);
  text = fuzz_make_utf8 (input, length);
  input += length;
  n_left -= length;

  return text;
}

static char *
take_key (void)
{
  static const char * const keys[] = { "a", "b", "c", "ab", "A", "__proto__", "sid", "path", "Secure", "", "a b", "\303\251" };
  guint8 choice = take () % (G_N_ELEMENTS (keys) + 2);

  return choice < G_N_ELEMENTS (keys) ? g_strdup (keys[choice]) : take_text (FALSE);
}

static gboolean
is_legal_key (const char *key)
{
  static const char * const reserved[] = {
    "expires", "path", "comment", "domain", "max-age", "secure", "version", "httponly", "samesite", "partitioned",
    "priority",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (reserved); i++)
    if (g_ascii_strcasecmp (key, reserved[i]) == 0)
      return FALSE;

  for (const char *p = key; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("!#$%&'*+-.^_`|~:", *p) == NULL)
      return FALSE;

  return *key != '\0';
}

/* NULL is what a codec has refused. */
static gboolean
is_legal_text (const char *text)
{
  if (text == NULL)
    return FALSE;

  for (const char *p = text; *p != '\0'; p++)
    if (*p == ';' || g_ascii_iscntrl (*p))
      return FALSE;

  return TRUE;
}

static Model *
find (World      *world,
      const char *key,
      guint      *position)
{
  for (guint i = 0; i < world->models->len; i++)
    {
      Model *model = world->models->pdata[i];

      if (strcmp (model->key, key) == 0)
        {
          if (position != NULL)
            *position = i;
          return model;
        }
    }

  return NULL;
}

static World *
take_world (void)
{
  return &worlds[take () % N_COOKIES];
}

static void
world_start (World            *world,
             CookieBaseCookie *cookie)
{
  world->cookie = cookie;
  world->models = g_ptr_array_new_with_free_func (model_unref);
  memset (world->handlers, 0, sizeof world->handlers);
}

static void
world_end (World *world)
{
  g_clear_pointer (&world->models, g_ptr_array_unref);
  g_clear_object (&world->cookie);
}

static void
held_clear (Held *self)
{
  g_clear_pointer (&self->model, model_unref);
  g_clear_object (&self->morsel);
}

/* Handlers */

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

static void
morsel_cb (CookieBaseCookie *cookie,
           CookieMorsel     *morsel)
{
  g_assert_true (COOKIE_IS_BASE_COOKIE (cookie));
  fuzz_check_text (cookie_morsel_get_key (morsel));

  if (depth < MAX_DEPTH && n_left > 0 && take () % 4 == 0)
    step ();
}

static void
watch (World *world)
{
  static const char * const signals[] = { "morsel-added", "morsel-removed", "morsel-changed::a" };
  GPtrArray *mirror = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < cookie_base_cookie_get_size (world->cookie); i++)
    g_ptr_array_add (mirror, g_list_model_get_item (G_LIST_MODEL (world->cookie), i));

  g_object_set_data (G_OBJECT (world->cookie), "mirror", mirror);
  world->handlers[0] = g_signal_connect_data (world->cookie, "items-changed", G_CALLBACK (items_changed_cb),
                                              mirror, (GClosureNotify) (GCallback) g_ptr_array_unref, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    world->handlers[i + 1] = g_signal_connect (world->cookie, signals[i], G_CALLBACK (morsel_cb), NULL);
}

static void
unwatch (World *world)
{
  g_object_set_data (G_OBJECT (world->cookie), "mirror", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (world->handlers); i++)
    g_clear_signal_handler (&world->handlers[i], world->cookie);
}

static void
unwatch_all (void)
{
  for (gsize i = 0; i < N_COOKIES; i++)
    unwatch (&worlds[i]);
}

/* What must hold between two calls */

static void
check (World    *world,
       gboolean  deep)
{
  g_auto (GStrv) keys = cookie_base_cookie_get_keys (world->cookie);
  g_autofree char *header = cookie_base_cookie_to_header (world->cookie);
  g_autoptr (GString) expected = g_string_new (NULL);
  GPtrArray *mirror = g_object_get_data (G_OBJECT (world->cookie), "mirror");

  g_assert_cmpuint (g_strv_length (keys), ==, world->models->len);
  for (guint i = 0; i < world->models->len; i++)
    {
      Model *model = world->models->pdata[i];

      g_assert_cmpstr (keys[i], ==, model->key);
      g_string_append_printf (expected, "%s%s=%s", i > 0 ? "; " : "", model->key, model->coded_value);
    }
  g_assert_cmpstr (header, ==, expected->str);

  if (mirror != NULL)
    {
      g_assert_cmpuint (mirror->len, ==, world->models->len);
      for (guint i = 0; i < mirror->len; i++)
        {
          g_autoptr (CookieMorsel) morsel = g_list_model_get_item (G_LIST_MODEL (world->cookie), i);

          g_assert_true (mirror->pdata[i] == morsel);
        }
    }

  if (!deep)
    return;

  fuzz_check_cookie (world->cookie);
  for (guint i = 0; i < world->models->len; i++)
    {
      Model *model = world->models->pdata[i];
      CookieMorsel *morsel = cookie_base_cookie_get (world->cookie, model->key);

      g_assert_cmpstr (cookie_morsel_get_path (morsel), ==, model->path);
      g_assert_cmpint (cookie_morsel_get_secure (morsel), ==, model->secure);
    }
}

/* The calls: the model first, since handlers run before a call returns. */

static void
assign (World      *world,
        const char *key,
        const char *coded_value)
{
  Model *model = find (world, key, NULL);

  if (model != NULL)
    model_set (&model->coded_value, coded_value);
  else
    g_ptr_array_add (world->models, model_new (key, coded_value));
}

static void
call_load (World *world)
{
  CookieProfile profile = take () % 3;
  g_autofree char *header = take_text (TRUE);
  g_autoptr (CookieBaseCookie) fresh = cookie_base_cookie_new ();
  g_autoptr (CookieBaseCookie) cookie = g_object_ref (world->cookie);
  g_autoptr (GError) error = NULL;
  gboolean expected;
  gboolean had_attributes = FALSE;

  cookie_base_cookie_set_profile (fresh, profile);
  cookie_base_cookie_set_codec (fresh, cookie_base_cookie_get_codec (cookie));
  expected = cookie_base_cookie_load (fresh, header, NULL);

  for (guint i = 0; expected && i < cookie_base_cookie_get_size (fresh); i++)
    {
      g_autoptr (CookieMorsel) morsel = g_list_model_get_item (G_LIST_MODEL (fresh), i);
      Model *model;

      /* `path=` unsets it: only the cookie itself can tell */
      had_attributes |= find (world, cookie_morsel_get_key (morsel), NULL) != NULL;
      assign (world, cookie_morsel_get_key (morsel), cookie_morsel_get_coded_value (morsel));
      model = find (world, cookie_morsel_get_key (morsel), NULL);
      if (cookie_morsel_get_path (morsel) != NULL)
        model_set (&model->path, cookie_morsel_get_path (morsel));
      model->secure |= cookie_morsel_get_secure (morsel);
    }

  if (had_attributes && profile == COOKIE_PROFILE_PYTHON)
    unwatch_all ();
  cookie_base_cookie_set_profile (cookie, profile);
  g_assert_cmpint (cookie_base_cookie_load (cookie, header, &error), ==, expected);
  fuzz_check_error (expected, error);

  if (had_attributes && profile == COOKIE_PROFILE_PYTHON)
    for (guint i = 0; i < world->models->len; i++)
      {
        Model *model = world->models->pdata[i];
        CookieMorsel *morsel = cookie_base_cookie_get (cookie, model->key);

        model_set (&model->path, cookie_morsel_get_path (morsel));
        model->secure = cookie_morsel_get_secure (morsel);
      }
}

static void
call_set (World    *world,
          gboolean  is_coded)
{
  g_autofree char *key = take_key ();
  g_autofree char *value = take_text (FALSE);
  g_autoptr (CookieBaseCookie) cookie = g_object_ref (world->cookie);
  g_autofree char *coded = is_coded ? g_strdup (value)
                                    : cookie_base_cookie_value_encode (cookie, key, g_variant_new_string (value), NULL);
  gboolean expected = is_legal_key (key) && is_legal_text (coded);
  g_autoptr (GError) error = NULL;

  if (expected)
    assign (world, key, coded);

  if (is_coded)
    g_assert_cmpint (cookie_base_cookie_set_coded (cookie, key, g_variant_new_int32 (7), value, &error), ==, expected);
  else
    g_assert_cmpint (cookie_base_cookie_set_string (cookie, key, value, &error), ==, expected);
  fuzz_check_error (expected, error);
}

static void
call_load_variant (World *world)
{
  g_autoptr (GVariantBuilder) builder = g_variant_builder_new (G_VARIANT_TYPE ("a{sv}"));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CookieBaseCookie) cookie = g_object_ref (world->cookie);
  g_autoptr (GError) error = NULL;
  gboolean expected = TRUE;

  for (int n = take () % 4; n > 0; n--)
    {
      char *key = take_key ();
      char *value = take_text (FALSE);
      char *coded = cookie_base_cookie_value_encode (cookie, key, g_variant_new_string (value), NULL);

      g_ptr_array_add (texts, key);
      g_ptr_array_add (texts, coded);
      expected &= is_legal_key (key) && is_legal_text (coded);
      g_variant_builder_add (builder, "{sv}", key, g_variant_new_take_string (value));
    }

  for (guint i = 0; expected && i < texts->len; i += 2)
    assign (world, texts->pdata[i], texts->pdata[i + 1]);

  /* entry by entry: no handler may come between */
  if (texts->len > 2)
    unwatch_all ();
  g_assert_cmpint (cookie_base_cookie_load_variant (cookie, g_variant_builder_end (builder), &error), ==, expected);
  fuzz_check_error (expected, error);
}

static void
call_remove (World *world)
{
  g_autofree char *key = take_key ();
  g_autoptr (CookieBaseCookie) cookie = g_object_ref (world->cookie);
  guint position;
  gboolean expected = find (world, key, &position) != NULL;

  if (expected)
    g_ptr_array_remove_index (world->models, position);
  g_assert_cmpint (cookie_base_cookie_remove (cookie, key), ==, expected);
}

static void
call_get (World *world)
{
  g_autofree char *key = take_key ();
  Held *slot = &held[take () % N_HELD];
  Model *model = find (world, key, NULL);
  CookieMorsel *morsel = cookie_base_cookie_get (world->cookie, key);

  g_assert_cmpint (morsel != NULL, ==, model != NULL);
  if (morsel == NULL)
    return;

  g_object_ref (morsel);
  g_rc_box_acquire (model);
  held_clear (slot);
  slot->morsel = morsel;
  slot->model = model;
}

static gboolean
is_held_elsewhere (World *world,
                   Model *model)
{
  for (gsize i = 0; i < N_COOKIES; i++)
    if (&worlds[i] != world && g_ptr_array_find (worlds[i].models, model, NULL))
      return TRUE;

  return FALSE;
}

static void
call_set_morsel (World *world)
{
  Held *slot = &held[take () % N_HELD];
  g_autoptr (CookieBaseCookie) cookie = g_object_ref (world->cookie);
  g_autoptr (CookieMorsel) morsel = NULL;
  g_autoptr (GError) error = NULL;
  gboolean expected;
  guint position;

  if (slot->morsel == NULL)
    return;

  expected = slot->model->key != NULL && !is_held_elsewhere (world, slot->model);
  if (expected)
    {
      if (find (world, slot->model->key, &position) != NULL)
        {
          model_unref (world->models->pdata[position]);
          world->models->pdata[position] = g_rc_box_acquire (slot->model);
        }
      else
        {
          g_ptr_array_add (world->models, g_rc_box_acquire (slot->model));
        }
    }

  morsel = g_object_ref (slot->morsel);
  g_assert_cmpint (cookie_base_cookie_set_morsel (cookie, morsel, &error), ==, expected);
  fuzz_check_error (expected, error);
}

static gboolean
is_in_a_cookie (Model *model)
{
  for (gsize i = 0; i < N_COOKIES; i++)
    if (g_ptr_array_find (worlds[i].models, model, NULL))
      return TRUE;

  return FALSE;
}

static void
call_morsel_set (Held *slot)
{
  g_autofree char *key = take_key ();
  g_autofree char *coded = take_text (FALSE);
  g_autoptr (CookieMorsel) morsel = g_object_ref (slot->morsel);
  g_autoptr (GError) error = NULL;
  gboolean is_same = g_strcmp0 (slot->model->key, key) == 0;
  gboolean expected = is_legal_key (key) && is_legal_text (coded) && (is_same || !is_in_a_cookie (slot->model));

  /* it may be in a cookie that was dropped in a handler, and lives until that returns */
  if (!is_same && depth > 1)
    return;

  if (expected)
    {
      model_set (&slot->model->key, key);
      model_set (&slot->model->coded_value, coded);
    }

  g_assert_cmpint (cookie_morsel_set (morsel, key, g_variant_new_boolean (TRUE), coded, &error), ==, expected);
  fuzz_check_error (expected, error);
}

static void
call_set_attribute (Held *slot)
{
  static const char * const names[] = {
    "path", "PATH", "Domain", "comment", "expires", "max-age", "Secure", "httponly", "samesite", "version",
    "partitioned", "priority", "color", "",
  };
  g_autoptr (CookieMorsel) morsel = g_object_ref (slot->morsel);
  g_autoptr (GError) error = NULL;
  const char *name = names[take () % G_N_ELEMENTS (names)];
  g_autoptr (GVariant) value = NULL;
  gboolean is_path = g_ascii_strcasecmp (name, "path") == 0;
  gboolean is_secure = strcmp (name, "Secure") == 0;
  gboolean is_flag = is_secure || strcmp (name, "httponly") == 0 || strcmp (name, "partitioned") == 0;
  gboolean expected = *name != '\0' && strcmp (name, "color") != 0;
  g_autofree char *text = NULL;
  gboolean truth = FALSE;

  switch (take () % 5)
    {
    case 0:
      break;
    case 1:
      truth = take () % 2;
      value = g_variant_new_boolean (truth);
      expected &= is_flag;
      break;
    case 2:
      truth = take ();
      value = g_variant_new_byte (truth);
      text = g_strdup_printf ("%d", truth);
      break;
    case 3:
      value = g_variant_new_strv (NULL, 0);
      expected = FALSE;
      break;
    default:
      text = take_text (FALSE);
      value = g_variant_new_string (text);
      truth = *text != '\0';
      expected &= is_legal_text (text);
    }

  if (expected && is_path)
    model_set (&slot->model->path, text != NULL && *text != '\0' ? text : NULL);
  if (expected && is_secure)
    slot->model->secure = truth != 0;

  if (value != NULL)
    g_variant_ref_sink (value);
  g_assert_cmpint (cookie_morsel_set_attribute (morsel, name, value, &error), ==, expected);
  fuzz_check_error (expected, error);
}

static void
call_typed (Held *slot)
{
  g_autoptr (CookieMorsel) morsel = g_object_ref (slot->morsel);
  guint8 byte = take ();
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (byte * G_GINT64_CONSTANT (100000000) - 5000000000);
  g_autofree char *text = NULL;

  switch (byte % 8)
    {
    case 0:
      slot->model->secure = (byte & 8) != 0;
      cookie_morsel_set_secure (morsel, byte & 8);
      break;
    case 1:
      cookie_morsel_set_http_only (morsel, byte & 8);
      break;
    case 2:
      cookie_morsel_set_max_age (morsel, (gint8) byte);
      break;
    case 3:
      cookie_morsel_set_expires (morsel, byte & 8 ? date : NULL);
      break;
    case 4:
      cookie_morsel_set_same_site (morsel, byte / 8 % 4);
      break;
    case 5:
      if (slot->model->key != NULL)
        model_set (&slot->model->coded_value, "");
      cookie_morsel_expire (morsel);
      break;
    default:
      text = take_text (FALSE);
      if (is_legal_text (text))
        model_set (&slot->model->path, *text != '\0' ? text : NULL);
      g_object_set (morsel, "path", text, NULL);
    }
}

static void
call_morsel (void)
{
  Held *slot = &held[take () % N_HELD];
  CookieMorsel *copy;
  Model *model;

  if (slot->morsel == NULL)
    {
      slot->morsel = cookie_morsel_new ();
      slot->model = model_new (NULL, NULL);
    }

  switch (take () % 6)
    {
    case 0:
      call_morsel_set (slot);
      break;
    case 1:
    case 2:
      call_set_attribute (slot);
      break;
    case 3:
      call_typed (slot);
      break;
    case 4:
      held_clear (slot);
      break;
    default:
      copy = cookie_morsel_copy (slot->morsel);
      model = model_new (slot->model->key, slot->model->coded_value);
      model->path = g_strdup (slot->model->path);
      model->secure = slot->model->secure;
      g_assert_true (cookie_morsel_equal (copy, slot->morsel));
      held_clear (slot);
      slot->morsel = copy;
      slot->model = model;
    }
}

static void
step (void)
{
  World *world = take_world ();
  g_autoptr (CookieBaseCookie) cookie = NULL;
  g_autoptr (CookieCodec) codec = NULL;

  depth++;
  switch (take () % 14)
    {
    case 0:
    case 1:
      call_load (world);
      break;
    case 2:
      call_set (world, FALSE);
      break;
    case 3:
      call_set (world, TRUE);
      break;
    case 4:
      call_load_variant (world);
      break;
    case 5:
      call_remove (world);
      break;
    case 6:
      cookie = g_object_ref (world->cookie);
      g_ptr_array_set_size (world->models, 0);
      cookie_base_cookie_clear (cookie);
      break;
    case 7:
      call_get (world);
      break;
    case 8:
      call_set_morsel (world);
      break;
    case 9:
    case 10:
      call_morsel ();
      break;
    case 11:
      if (world->handlers[0] == 0)
        watch (world);
      else
        unwatch (world);
      break;
    case 12:
      /* perhaps the last reference, in one of its own handlers */
      world_end (world);
      world_start (world, take () % 2 ? cookie_base_cookie_new () : cookie_simple_cookie_new ());
      break;
    default:
      cookie = cookie_base_cookie_copy (world->cookie);
      g_assert_true (cookie_base_cookie_equal (cookie, world->cookie));
      codec = fuzz_choose_codec (take ());
      cookie_base_cookie_set_codec (world->cookie, codec);
    }
  depth--;

  if (depth == 0)
    for (gsize i = 0; i < N_COOKIES; i++)
      check (&worlds[i], take () % 8 == 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  input = data;
  n_left = size;

  for (gsize i = 0; i < N_COOKIES; i++)
    world_start (&worlds[i], i == 0 ? cookie_base_cookie_new () : cookie_simple_cookie_new ());

  while (n_left > 0)
    step ();

  for (gsize i = 0; i < N_COOKIES; i++)
    {
      check (&worlds[i], TRUE);
      unwatch (&worlds[i]);
      world_end (&worlds[i]);
    }
  for (gsize i = 0; i < N_HELD; i++)
    held_clear (&held[i]);

  return 0;
}
