/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Reads the input as calls on two cookie dictionaries and on morsels that are held, and keeps a model
 * of what they must then contain. A list widget's mirror hangs on GListModel::items-changed, and
 * handlers of the other signals make calls of their own, dropping the dictionary among them.
 */

#include "fuzz.h"

#include <string.h>

#define N_COOKIES 2
#define N_HELD 4
#define MAX_DEPTH 3

static const char * const attribute_names[] = {
  "expires", "path", "comment", "domain", "max-age", "secure", "version", "httponly", "samesite", "partitioned",
  "priority",
};

/* What a morsel is; shared by all that hold the same one. */
typedef struct {
  char *key; /* NULL until it is set */
  char *coded_value;
  GVariant *value;
  GVariant *attributes[G_N_ELEMENTS (attribute_names)];
  gboolean expired;
  gboolean changed; /* whether the dictionary has to send it; of no meaning without one */
} Model;

typedef struct {
  CookieBaseCookie *cookie;
  GPtrArray *models;
  GPtrArray *findings; /* the diagnostics of each field, as another dictionary has them: a GPtrArray */
  gulong handlers[7];
} World;

/* What the signals of a dictionary tell about it. */
typedef struct {
  GPtrArray *items;
  guint n_items;
  int has_changes; /* -1 if a notification may be on its way */
} Mirror;

typedef struct {
  CookieMorsel *morsel;
  Model *model;
} Held;

static World worlds[N_COOKIES];
static Held held[N_HELD];
static const guint8 *input;
static gsize n_left;
static int depth;
static guint n_expected; /* what the next items-changed has to add, or 0 */

static void step (void);

static void
model_clear (gpointer data)
{
  Model *model = data;

  g_free (model->key);
  g_free (model->coded_value);
  g_clear_pointer (&model->value, g_variant_unref);
  for (gsize i = 0; i < G_N_ELEMENTS (model->attributes); i++)
    g_clear_pointer (&model->attributes[i], g_variant_unref);
}

static void
model_unref (gpointer model)
{
  g_rc_box_release_full (model, model_clear);
}

static Model *
model_new (void)
{
  return g_rc_box_new0 (Model);
}

static Model *
model_copy (const Model *model)
{
  Model *copy = model_new ();

  copy->key = g_strdup (model->key);
  copy->coded_value = g_strdup (model->coded_value);
  copy->value = model->value != NULL ? g_variant_ref (model->value) : NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (model->attributes); i++)
    copy->attributes[i] = model->attributes[i] != NULL ? g_variant_ref (model->attributes[i]) : NULL;
  copy->expired = model->expired;

  return copy;
}

static gboolean
variant_equal (GVariant *a,
               GVariant *b)
{
  return a == b || (a != NULL && b != NULL && g_variant_equal (a, b));
}

static void
variant_set (GVariant **where,
             GVariant  *value)
{
  g_autoptr (GVariant) old = *where;

  *where = value != NULL ? g_variant_ref_sink (value) : NULL;
}

static void
model_set (char       **where,
           const char  *text)
{
  g_autofree char *old = *where;

  *where = g_strdup (text);
}

/* Sets the value and its text, whatever they were. */
static void
model_assign (Model      *model,
              GVariant   *value,
              const char *coded_value)
{
  if (model->expired || !variant_equal (model->value, value) || g_strcmp0 (model->coded_value, coded_value) != 0)
    model->changed = TRUE;

  model->expired = FALSE;
  variant_set (&model->value, value);
  model_set (&model->coded_value, coded_value);
}

/* Consumes a floating @value; NULL unsets it. */
static void
model_set_attribute (Model      *model,
                     const char *name,
                     GVariant   *value)
{
  for (gsize i = 0; i < G_N_ELEMENTS (attribute_names); i++)
    if (g_ascii_strcasecmp (name, attribute_names[i]) == 0)
      {
        if (!variant_equal (model->attributes[i], value))
          model->changed = TRUE;
        variant_set (&model->attributes[i], value);
      }
}

static void
model_set_text (Model      *model,
                const char *name,
                const char *text)
{
  model_set_attribute (model, name, *text != '\0' ? g_variant_new_string (text) : NULL);
}

static void
model_set_flag (Model      *model,
                const char *name,
                gboolean    is_set)
{
  model_set_attribute (model, name, is_set ? g_variant_new_boolean (TRUE) : NULL);
}

static void
model_expire (Model *model)
{
  if (model->key == NULL || model->expired)
    return;

  model->expired = TRUE;
  model->changed = TRUE;
}

/* The string that the dictionary returns for it. */
static const char *
model_get_string (const Model *model)
{
  return g_variant_is_of_type (model->value, G_VARIANT_TYPE_STRING) ? g_variant_get_string (model->value, NULL) : NULL;
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
  const gsize length = is_long ? take () : take () % 16;

  return fuzz_take_text (&input, &n_left, length);
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
  for (gsize i = 0; i < G_N_ELEMENTS (attribute_names); i++)
    if (g_ascii_strcasecmp (key, attribute_names[i]) == 0)
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
  world->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_assert_cmpint (cookie_base_cookie_get_profile (cookie), ==, COOKIE_PROFILE_RFC6265);
  memset (world->handlers, 0, sizeof world->handlers);
}

static void
world_end (World *world)
{
  g_clear_pointer (&world->models, g_ptr_array_unref);
  g_clear_pointer (&world->findings, g_ptr_array_unref);
  g_clear_object (&world->cookie);
}

static void
held_clear (Held *self)
{
  g_clear_pointer (&self->model, model_unref);
  g_clear_object (&self->morsel);
}

/* What must hold, in a handler as well */

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  const Model *model = *(Model **) a;
  const Model *other = *(Model **) b;

  return strcmp (model->key, other->key);
}

static void
check_changes (World *world)
{
  g_autoptr (GPtrArray) expected = g_ptr_array_new ();
  g_autoptr (GPtrArray) changes = cookie_base_cookie_get_changes (world->cookie);
  g_auto (GStrv) fields = cookie_base_cookie_get_changed_fields (world->cookie);

  for (guint i = 0; i < world->models->len; i++)
    if (((Model *) world->models->pdata[i])->changed)
      g_ptr_array_add (expected, world->models->pdata[i]);
  g_ptr_array_sort (expected, compare_keys);

  g_assert_cmpint (cookie_base_cookie_get_has_changes (world->cookie), ==, expected->len > 0);
  g_assert_cmpuint (changes->len, ==, expected->len);
  g_assert_cmpuint (g_strv_length (fields), ==, expected->len);
  for (guint i = 0; i < expected->len; i++)
    {
      const Model *model = expected->pdata[i];
      g_autofree char *start = g_strconcat (model->key, "=", model->expired ? "" : model->coded_value, NULL);

      g_assert_cmpstr (cookie_morsel_get_key (changes->pdata[i]), ==, model->key);
      g_assert_true (g_str_has_prefix (fields[i], start));
    }
}

/* The diagnostics of all fields, each with the number of its field. */
static void
check_diagnostics (World *world)
{
  g_autoptr (GPtrArray) diagnostics = cookie_base_cookie_get_diagnostics (world->cookie);
  guint n = 0;

  for (guint field = 0; field < world->findings->len; field++)
    {
      GPtrArray *expected = world->findings->pdata[field];

      for (guint i = 0; i < expected->len; i++, n++)
        {
          /* of a hundred others no more is kept than how many there are */
          if (diagnostics->len > 100)
            {
              g_assert_cmpuint (diagnostics->len, ==, 101);
              g_assert_cmpint (cookie_diagnostic_get_code (diagnostics->pdata[100]), ==, COOKIE_DIAGNOSTIC_CODE_MORE);
              return;
            }

          g_assert_cmpuint (n, <, diagnostics->len);
          g_assert_cmpuint (cookie_diagnostic_get_field (diagnostics->pdata[n]), ==, field);
          g_assert_cmpint (cookie_diagnostic_get_code (diagnostics->pdata[n]), ==,
                           cookie_diagnostic_get_code (expected->pdata[i]));
          g_assert_cmpuint (cookie_diagnostic_get_offset (diagnostics->pdata[n]), ==,
                            cookie_diagnostic_get_offset (expected->pdata[i]));
          g_assert_cmpuint (cookie_diagnostic_get_length (diagnostics->pdata[n]), ==,
                            cookie_diagnostic_get_length (expected->pdata[i]));
          g_assert_cmpstr (cookie_diagnostic_get_text (diagnostics->pdata[n]), ==,
                           cookie_diagnostic_get_text (expected->pdata[i]));
        }
    }

  g_assert_cmpuint (diagnostics->len, ==, n);
}

static void
check_content (World *world)
{
  g_auto (GStrv) keys = cookie_base_cookie_get_names (world->cookie);
  g_autofree char *header = cookie_base_cookie_to_cookie_header (world->cookie);
  g_autoptr (GString) expected = g_string_new (NULL);

  g_assert_cmpuint (g_strv_length (keys), ==, world->models->len);
  for (guint i = 0; i < world->models->len; i++)
    {
      Model *model = world->models->pdata[i];

      g_assert_cmpstr (keys[i], ==, model->key);
      g_assert_cmpstr (cookie_base_cookie_get_nth_name (world->cookie, i), ==, model->key);
      g_assert_cmpstr (cookie_base_cookie_get_coded_value (world->cookie, model->key), ==, model->coded_value);
      g_assert_cmpstr (cookie_base_cookie_get_nth_string (world->cookie, i), ==, model_get_string (model));
      g_assert_cmpstr (cookie_base_cookie_get_string (world->cookie, model->key), ==, model_get_string (model));
      if (!model->expired)
        g_string_append_printf (expected, "%s%s=%s", expected->len > 0 ? "; " : "", model->key, model->coded_value);
    }
  g_assert_cmpstr (header, ==, expected->str);
  g_assert_null (cookie_base_cookie_get_nth_name (world->cookie, world->models->len));
  g_assert_null (cookie_base_cookie_get_nth_string (world->cookie, world->models->len));

  check_changes (world);
  check_diagnostics (world);
}

static void
check_models (World *world)
{
  for (guint i = 0; i < world->models->len; i++)
    {
      Model *model = world->models->pdata[i];
      CookieMorsel *morsel = cookie_base_cookie_get (world->cookie, model->key);

      g_assert_true (g_variant_equal (cookie_morsel_get_value (morsel), model->value));
      g_assert_cmpint (cookie_morsel_get_expired (morsel), ==, model->expired);
      for (gsize n = 0; n < G_N_ELEMENTS (attribute_names); n++)
        {
          g_autoptr (GVariant) value = cookie_morsel_get_attribute (morsel, attribute_names[n]);

          g_assert_true (variant_equal (value, model->attributes[n]));
        }
    }
}

/* Handlers */

static gboolean
take_step (void)
{
  return depth < MAX_DEPTH && n_left > 0 && take () % 4 == 0;
}

static void
step_in_handler (void)
{
  if (take_step ())
    step ();
}

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Mirror     *mirror)
{
  g_assert_cmpuint (position + removed, <=, mirror->items->len);
  if (removed > 0)
    g_ptr_array_remove_range (mirror->items, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror->items, position + i, g_list_model_get_item (model, position + i));
  g_assert_cmpuint (mirror->items->len, ==, g_list_model_get_n_items (model));

  if (n_expected > 0)
    g_assert_cmpuint (added, ==, n_expected);
  n_expected = 0;
}

static void
n_items_cb (CookieBaseCookie *cookie,
            GParamSpec       *pspec,
            Mirror           *mirror)
{
  guint n_items;

  g_object_get (cookie, "n-items", &n_items, NULL);
  g_assert_cmpuint (n_items, !=, mirror->n_items);
  mirror->n_items = n_items;
}

static void
has_changes_cb (CookieBaseCookie *cookie,
                GParamSpec       *pspec,
                Mirror           *mirror)
{
  gboolean has_changes;

  g_object_get (cookie, "has-changes", &has_changes, NULL);
  g_assert_cmpint (has_changes, !=, mirror->has_changes);
  mirror->has_changes = has_changes;

  /* a notification in its own handler is put off by GLib, and then tells of what is there at last */
  if (take_step ())
    {
      mirror->has_changes = -1;
      step ();
    }
}

static void
morsel_cb (CookieBaseCookie *cookie,
           CookieMorsel     *morsel)
{
  g_assert_true (COOKIE_IS_BASE_COOKIE (cookie));
  fuzz_check_text (cookie_morsel_get_key (morsel));
  for (gsize i = 0; i < N_COOKIES; i++)
    check_content (&worlds[i]);

  step_in_handler ();
}

static void
diagnostic_cb (CookieBaseCookie *cookie,
               CookieDiagnostic *diagnostic)
{
  g_assert_true (COOKIE_IS_BASE_COOKIE (cookie));
  fuzz_check_text (cookie_diagnostic_get_message (diagnostic));

  step_in_handler ();
}

static void
mirror_free (Mirror *mirror)
{
  g_ptr_array_unref (mirror->items);
  g_free (mirror);
}

static void
watch (World *world)
{
  static const char * const signals[] = { "morsel-added", "morsel-removed", "morsel-changed::a" };
  Mirror *mirror = g_new0 (Mirror, 1);

  mirror->n_items = cookie_base_cookie_get_size (world->cookie);
  mirror->has_changes = depth > 1 ? -1 : cookie_base_cookie_get_has_changes (world->cookie);
  mirror->items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < mirror->n_items; i++)
    g_ptr_array_add (mirror->items, g_list_model_get_item (G_LIST_MODEL (world->cookie), i));

  g_object_set_data (G_OBJECT (world->cookie), "mirror", mirror);
  world->handlers[0] = g_signal_connect_data (world->cookie, "items-changed", G_CALLBACK (items_changed_cb),
                                              mirror, (GClosureNotify) (GCallback) mirror_free, 0);
  world->handlers[1] = g_signal_connect (world->cookie, "notify::n-items", G_CALLBACK (n_items_cb), mirror);
  world->handlers[2] = g_signal_connect (world->cookie, "notify::has-changes", G_CALLBACK (has_changes_cb), mirror);
  world->handlers[3] = g_signal_connect (world->cookie, "diagnostic", G_CALLBACK (diagnostic_cb), NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    world->handlers[i + 4] = g_signal_connect (world->cookie, signals[i], G_CALLBACK (morsel_cb), NULL);
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
  Mirror *mirror = g_object_get_data (G_OBJECT (world->cookie), "mirror");

  check_content (world);

  if (mirror != NULL)
    {
      if (mirror->has_changes < 0)
        mirror->has_changes = cookie_base_cookie_get_has_changes (world->cookie);
      g_assert_cmpint (mirror->has_changes, ==, cookie_base_cookie_get_has_changes (world->cookie));
      g_assert_cmpuint (mirror->n_items, ==, world->models->len);
      g_assert_cmpuint (mirror->items->len, ==, world->models->len);
      for (guint i = 0; i < mirror->items->len; i++)
        {
          g_autoptr (CookieMorsel) morsel = g_list_model_get_item (G_LIST_MODEL (world->cookie), i);

          g_assert_true (mirror->items->pdata[i] == morsel);
        }
    }

  if (!deep)
    return;

  fuzz_check_cookie (world->cookie);
  check_models (world);
}

/* The calls: the model first, since handlers run before a call returns. */

static Model *
find_or_add (World      *world,
             const char *key)
{
  Model *model = find (world, key, NULL);

  if (model == NULL)
    {
      model = model_new ();
      model->key = g_strdup (key);
      g_ptr_array_add (world->models, model);
    }

  return model;
}

/* Sets a value as the dictionary does: an equal one keeps its text. */
static void
set_value (World      *world,
           const char *key,
           GVariant   *value,
           const char *coded_value)
{
  Model *model = find_or_add (world, key);

  if (model->expired || !variant_equal (model->value, value))
    model_assign (model, value, coded_value);
}

static void
load_header (World         *world,
             CookieProfile  profile,
             const char    *header)
{
  g_autoptr (CookieBaseCookie) fresh = cookie_base_cookie_new ();
  g_autoptr (CookieBaseCookie) cookie = g_object_ref (world->cookie);
  g_autoptr (GError) error = NULL;
  gboolean expected;
  gboolean is_guess = FALSE;

  cookie_base_cookie_set_profile (fresh, profile);
  cookie_base_cookie_set_codec (fresh, cookie_base_cookie_get_codec (cookie));
  expected = cookie_base_cookie_load (fresh, header, NULL);
  g_ptr_array_add (world->findings, cookie_base_cookie_get_diagnostics (fresh));

  /* a value is sealed again after the handlers: none may come between */
  if (cookie_base_cookie_get_has_changes (fresh))
    unwatch_all ();

  for (guint i = 0; expected && i < cookie_base_cookie_get_size (fresh); i++)
    {
      g_autoptr (CookieMorsel) morsel = g_list_model_get_item (G_LIST_MODEL (fresh), i);
      g_autoptr (GPtrArray) changes = cookie_base_cookie_get_changes (fresh);
      Model *model;

      /* `path=` unsets it: only the dictionary itself can tell */
      if (profile == COOKIE_PROFILE_PYTHON && find (world, cookie_morsel_get_key (morsel), NULL) != NULL)
        is_guess = TRUE;

      model = find_or_add (world, cookie_morsel_get_key (morsel));
      model_assign (model, cookie_morsel_get_value (morsel), cookie_morsel_get_coded_value (morsel));
      for (gsize n = 0; n < G_N_ELEMENTS (attribute_names); n++)
        {
          g_autoptr (GVariant) value = cookie_morsel_get_attribute (morsel, attribute_names[n]);

          if (value != NULL)
            model_set_attribute (model, attribute_names[n], value);
        }
      model->changed = g_ptr_array_find (changes, morsel, NULL);
    }

  if (is_guess)
    unwatch_all ();
  cookie_base_cookie_set_profile (cookie, profile);
  g_assert_cmpint (cookie_base_cookie_load (cookie, header, &error), ==, expected);
  fuzz_check_error (expected, error);

  for (guint i = 0; is_guess && i < world->models->len; i++)
    {
      Model *model = world->models->pdata[i];
      CookieMorsel *morsel = cookie_base_cookie_get (cookie, model->key);

      for (gsize n = 0; n < G_N_ELEMENTS (attribute_names); n++)
        {
          g_autoptr (GVariant) value = cookie_morsel_get_attribute (morsel, attribute_names[n]);

          variant_set (&model->attributes[n], value);
        }
    }
}

static void
call_load (World *world)
{
  CookieProfile profile = take () % 3;
  g_autofree char *header = take_text (TRUE);

  load_header (world, profile, header);
}

/* What one sends, the other receives. */
static void
call_pass (World *world)
{
  CookieProfile profile = take () % 3;
  g_autofree char *header = cookie_base_cookie_to_cookie_header (take_world ()->cookie);

  load_header (world, profile, header);
}

static GVariant *
take_value (void)
{
  g_autofree char *text = NULL;
  guint8 choice = take () % 4;

  switch (choice)
    {
    case 0:
      return g_variant_ref_sink (g_variant_new_int32 (take ()));
    case 1:
      return g_variant_ref_sink (g_variant_new_boolean (take () % 2));
    default:
      text = take_text (FALSE);
      return g_variant_ref_sink (choice == 2 ? g_variant_new_string (text) : g_variant_new_parsed ("{%s: <%s>}", "a", text));
    }
}

/* With a value that is no string, set() is called; otherwise set_string(). */
static void
call_set (World    *world,
          gboolean  is_string)
{
  g_autofree char *key = take_key ();
  g_autofree char *text = is_string ? take_text (FALSE) : NULL;
  g_autoptr (GVariant) value = is_string ? g_variant_ref_sink (g_variant_new_string (text)) : take_value ();
  g_autoptr (GVariant) real_value = NULL;
  g_autoptr (CookieBaseCookie) cookie = g_object_ref (world->cookie);
  g_autofree char *coded = cookie_base_cookie_value_encode (cookie, key, value, NULL);
  gboolean expected = is_legal_key (key) && is_legal_text (coded);
  g_autoptr (GError) error = NULL;

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    real_value = g_variant_ref (value);
  else if (coded != NULL)
    real_value = cookie_base_cookie_value_decode (cookie, key, coded, NULL);

  expected = expected && real_value != NULL;
  if (expected)
    set_value (world, key, real_value, coded);

  if (is_string)
    g_assert_cmpint (cookie_base_cookie_set_string (cookie, key, text, &error), ==, expected);
  else
    g_assert_cmpint (cookie_base_cookie_set (cookie, key, value, &error), ==, expected);
  fuzz_check_error (expected, error);
}

static void
call_set_coded (World    *world,
                gboolean  has_value)
{
  g_autofree char *key = take_key ();
  g_autofree char *coded = take_text (FALSE);
  g_autoptr (CookieBaseCookie) cookie = g_object_ref (world->cookie);
  g_autoptr (GVariant) value = has_value ? g_variant_ref_sink (g_variant_new_int32 (7))
                                         : cookie_base_cookie_value_decode (cookie, key, coded, NULL);
  gboolean expected = is_legal_key (key) && is_legal_text (coded) && value != NULL;
  g_autoptr (GError) error = NULL;

  if (expected)
    {
      Model *model = find_or_add (world, key);

      model_assign (model, value, coded);
    }

  g_assert_cmpint (cookie_base_cookie_set_coded (cookie, key, has_value ? value : NULL, coded, &error), ==, expected);
  fuzz_check_error (expected, error);
}

static void
call_set_all (World *world)
{
  g_autoptr (GVariantBuilder) builder = g_variant_builder_new (G_VARIANT_TYPE ("a{sv}"));
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) codeds = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  g_autoptr (CookieBaseCookie) cookie = g_object_ref (world->cookie);
  g_autoptr (GError) error = NULL;
  gboolean expected = TRUE;
  guint old_size = world->models->len;

  for (int n = take () % 4; n > 0; n--)
    {
      char *key = take_key ();
      GVariant *value = g_variant_ref_sink (g_variant_new_take_string (take_text (FALSE)));
      char *coded = cookie_base_cookie_value_encode (cookie, key, value, NULL);

      g_ptr_array_add (keys, key);
      g_ptr_array_add (codeds, coded);
      g_ptr_array_add (values, value);
      expected &= is_legal_key (key) && is_legal_text (coded);
      g_variant_builder_add (builder, "{sv}", key, value);
    }

  /* of those with the same name, the last counts, in the place of the first */
  for (guint i = 0; expected && i < keys->len; i++)
    {
      guint last = i;

      if (g_ptr_array_find_with_equal_func (keys, keys->pdata[i], g_str_equal, &last) && last < i)
        continue;
      for (guint n = i; n < keys->len; n++)
        if (strcmp (keys->pdata[n], keys->pdata[i]) == 0)
          last = n;
      set_value (world, keys->pdata[i], values->pdata[last], codeds->pdata[last]);
    }

  if (world->handlers[0] != 0)
    n_expected = world->models->len - old_size;
  g_assert_cmpint (cookie_base_cookie_set_all (cookie, g_variant_builder_end (builder), &error), ==, expected);
  g_assert_cmpuint (n_expected, ==, 0);
  fuzz_check_error (expected, error);
}

static void
call_expire (World *world)
{
  g_autofree char *key = take_key ();
  g_autoptr (CookieBaseCookie) cookie = g_object_ref (world->cookie);
  g_autoptr (GError) error = NULL;
  gboolean expected = is_legal_key (key) || find (world, key, NULL) != NULL; /* a header can have any name */

  if (expected)
    {
      if (find (world, key, NULL) == NULL)
        model_assign (find_or_add (world, key), g_variant_new_string (""), "");
      model_expire (find (world, key, NULL));
    }

  g_assert_cmpint (cookie_base_cookie_expire (cookie, key, &error), ==, expected);
  fuzz_check_error (expected, error);
}

static void
call_touch (World *world)
{
  g_autofree char *key = take_key ();
  g_autoptr (CookieBaseCookie) cookie = g_object_ref (world->cookie);
  g_autoptr (GError) error = NULL;
  Model *model = find (world, key, NULL);
  gboolean expected = model != NULL;

  if (model != NULL && !model->expired)
    {
      /* a codec that seals has to open the text that is there, which another one may have made */
      g_autoptr (GVariant) value = COOKIE_IS_SEALED_CODEC (cookie_base_cookie_get_codec (cookie))
                                     ? cookie_base_cookie_value_decode (cookie, key, model->coded_value, NULL)
                                     : g_variant_ref (model->value);
      g_autofree char *coded = value != NULL ? cookie_base_cookie_value_encode (cookie, key, value, NULL) : NULL;

      expected = is_legal_text (coded);
      if (expected)
        {
          variant_set (&model->value, value);
          model_set (&model->coded_value, coded);
        }
    }
  if (expected)
    model->changed = TRUE;

  g_assert_cmpint (cookie_base_cookie_touch (cookie, key, &error), ==, expected);
  fuzz_check_error (expected, error);
}

static void
call_clear_changes (World *world)
{
  g_autoptr (CookieBaseCookie) cookie = g_object_ref (world->cookie);

  for (guint i = 0; i < world->models->len; i++)
    ((Model *) world->models->pdata[i])->changed = FALSE;
  cookie_base_cookie_clear_changes (cookie);
}

/* A text of the dictionary is valid until the next change, whatever is read meanwhile. */
static void
call_borrow (World *world)
{
  guint position = take ();
  const Model *model;
  const char *name, *string, *coded_value;

  if (world->models->len == 0)
    return;

  position %= world->models->len;
  model = world->models->pdata[position];
  name = cookie_base_cookie_get_nth_name (world->cookie, position);
  string = cookie_base_cookie_get_nth_string (world->cookie, position);
  coded_value = cookie_base_cookie_get_coded_value (world->cookie, name);
  fuzz_check_cookie (world->cookie);
  check_content (world);
  g_assert_cmpstr (name, ==, model->key);
  g_assert_cmpstr (string, ==, model_get_string (model));
  g_assert_cmpstr (coded_value, ==, model->coded_value);
}

/* Verifies what fuzz_choose_codec() signs, and signs with another secret. */
static CookieCodec *
new_rotated_codec (void)
{
  return fuzz_sign (COOKIE_CODEC (cookie_string_codec_new ()), "fedcba9876543210fedcba9876543210");
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
is_in_a_cookie (Model *model)
{
  for (gsize i = 0; i < N_COOKIES; i++)
    if (g_ptr_array_find (worlds[i].models, model, NULL))
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
  gboolean is_here, expected;
  guint position;

  if (slot->morsel == NULL)
    return;

  /* it may be in a dictionary that was dropped in a handler, and lives until that returns */
  if (!is_in_a_cookie (slot->model) && depth > 1)
    return;

  is_here = g_ptr_array_find (world->models, slot->model, NULL);
  expected = slot->model->key != NULL && (is_here || !is_in_a_cookie (slot->model));
  if (expected && !is_here)
    {
      slot->model->changed = TRUE;
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
      model_assign (slot->model, g_variant_new_boolean (TRUE), coded);
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
  gboolean is_flag = strcmp (name, "Secure") == 0 || strcmp (name, "httponly") == 0 || strcmp (name, "partitioned") == 0;
  gboolean expected = *name != '\0' && strcmp (name, "color") != 0;
  g_autoptr (GVariant) set = NULL; /* what get_attribute() then returns */
  g_autofree char *text = NULL;
  guint8 number;

  switch (take () % 5)
    {
    case 0:
      break;
    case 1:
      value = g_variant_ref_sink (g_variant_new_boolean (take () % 2));
      set = g_variant_ref (value);
      expected &= is_flag;
      break;
    case 2:
      number = take ();
      value = g_variant_ref_sink (g_variant_new_byte (number));
      set = g_variant_ref_sink (g_variant_new_int64 (number));
      break;
    case 3:
      value = g_variant_ref_sink (g_variant_new_strv (NULL, 0));
      expected = FALSE;
      break;
    default:
      text = take_text (FALSE);
      value = g_variant_ref_sink (g_variant_new_string (text));
      set = *text != '\0' ? g_variant_ref (value) : NULL;
      expected &= is_legal_text (text);
    }

  if (expected)
    model_set_attribute (slot->model, name, set);
  g_assert_cmpint (cookie_morsel_set_attribute (morsel, name, value, &error), ==, expected);
  fuzz_check_error (expected, error);
}

static void
call_typed (Held *slot)
{
  static const char * const same_sites[] = { "", "None", "Lax", "Strict" };
  static const char * const priorities[] = { "", "Low", "Medium", "High" };
  g_autoptr (CookieMorsel) morsel = g_object_ref (slot->morsel);
  guint8 byte = take ();
  guint8 choice = byte / 8 % 4;
  gboolean is_set = (byte & 8) != 0;
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (byte * G_GINT64_CONSTANT (100000000) - 5000000000);
  g_autofree char *text = NULL;

  switch (byte % 8)
    {
    case 0:
      model_set_flag (slot->model, "secure", is_set);
      cookie_morsel_set_secure (morsel, is_set);
      break;
    case 1:
      model_set_flag (slot->model, byte & 16 ? "partitioned" : "httponly", is_set);
      if (byte & 16)
        cookie_morsel_set_partitioned (morsel, is_set);
      else
        cookie_morsel_set_http_only (morsel, is_set);
      break;
    case 2:
      model_set_attribute (slot->model, "max-age", (gint8) byte < 0 ? NULL : g_variant_new_int64 (byte));
      cookie_morsel_set_max_age (morsel, (gint8) byte);
      break;
    case 3:
      text = g_date_time_format (date, "%a, %d %b %Y %H:%M:%S GMT");
      model_set_text (slot->model, "expires", is_set ? text : "");
      cookie_morsel_set_expires (morsel, is_set ? date : NULL);
      break;
    case 4:
      model_set_text (slot->model, byte & 32 ? "priority" : "samesite", (byte & 32 ? priorities : same_sites)[choice]);
      if (byte & 32)
        cookie_morsel_set_priority (morsel, choice);
      else
        cookie_morsel_set_same_site (morsel, choice);
      break;
    case 5:
      model_expire (slot->model);
      cookie_morsel_expire (morsel);
      break;
    default:
      /* other text is the caller's fault */
      text = take_text (FALSE);
      if (!is_legal_text (text))
        break;
      model_set_text (slot->model, is_set ? "domain" : "path", text);
      if (is_set)
        cookie_morsel_set_domain (morsel, text);
      else
        cookie_morsel_set_path (morsel, text);
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
      slot->model = model_new ();
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
      model = model_copy (slot->model);
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
  g_autofree char *text = NULL;
  g_autofree char *copied = NULL;

  depth++;
  switch (take () % 22)
    {
    case 0:
    case 1:
      call_load (world);
      break;
    case 2:
      call_set (world, TRUE);
      break;
    case 3:
      call_set_coded (world, TRUE);
      break;
    case 4:
      call_set_all (world);
      break;
    case 5:
      call_remove (world);
      break;
    case 6:
      cookie = g_object_ref (world->cookie);
      g_ptr_array_set_size (world->models, 0);
      g_ptr_array_set_size (world->findings, 0);
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
    case 13:
      cookie = cookie_base_cookie_copy (world->cookie);
      g_assert_true (cookie_base_cookie_equal (cookie, world->cookie));
      text = cookie_base_cookie_output_changes (world->cookie, NULL, NULL);
      copied = cookie_base_cookie_output_changes (cookie, NULL, NULL);
      g_assert_cmpstr (copied, ==, text);
      codec = fuzz_choose_codec (take ());
      cookie_base_cookie_set_codec (world->cookie, codec);
      break;
    case 14:
      call_expire (world);
      break;
    case 15:
      call_touch (world);
      break;
    case 16:
      call_clear_changes (world);
      break;
    case 17:
      call_set (world, FALSE);
      break;
    case 18:
      call_set_coded (world, FALSE);
      break;
    case 19:
      call_pass (world);
      break;
    case 20:
      call_borrow (world);
      break;
    default:
      codec = new_rotated_codec ();
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
