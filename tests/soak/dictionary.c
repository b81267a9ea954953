/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* dictionary [OPERATIONS [SEED]]: random operations on one dictionary whose signals are all connected, to handlers that
 * read it. Its cookies have codecs of several kinds. Fails if the list that the handlers keep is not that of the
 * dictionary, or if the resident memory has grown by more than LIMIT since a tenth of the operations; a warning aborts
 * it (G_DEBUG=fatal-warnings). */

#include "resident.h"

#include <cookie-glib/cookie-glib.h>

#include <stdlib.h>
#include <string.h>

#define N_STAGES 100
#define LIMIT (256 << 10)

typedef struct {
  CookieBaseCookie *cookie;
  GRand *random;
  GPtrArray *names; /* what "items-changed" says that the list has */
  guint64 n_signals;
  guint64 n_refused;
} Soak;

static const char * const names[] = {
  "a", "b", "signed", "sealed", "json", "number", "any", "percent", "__Host-x", "path", "$x", "a b", "", "c", "d",
  "e",
};

static const char * const texts[] = {
  "", "x", "31d4d96e407aad42", "dark mode", "\"quoted\"", "7", "true", "{\"a\":[1,2.5,null]}", "\xc3\xa9",
  "%41%zz", "a\nb", "i:1",
};

static const char * const headers[] = {
  "", "a=1; b=2", "sid=31d4; theme=\"dark mode\"; path=/", "a=1; =b; a=2; c", "a=\x01", ";;,,", "c=1; d=2; e=3",
  "$Version=1; a=\"\\101\"; $Path=/x", "signed=x; sealed=y; json={}; number=7; percent=%41",
  "a=b; Path=/; Max-Age=60; Secure", "json=%7B%7D; number=x; c=\xff\xfe",
};

static int
take (Soak *self,
      int   n)
{
  return g_rand_int_range (self->random, 0, n);
}

#define TAKE(self, array) ((array)[take ((self), G_N_ELEMENTS (array))])

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       n_removed,
                  guint       n_added,
                  gpointer    user_data)
{
  Soak *self = user_data;

  self->n_signals++;
  if (n_removed > 0)
    g_ptr_array_remove_range (self->names, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (CookieMorsel) morsel = g_list_model_get_item (model, position + i);

      g_ptr_array_insert (self->names, position + i, g_strdup (cookie_morsel_get_key (morsel)));
    }
}

static void
morsel_cb (CookieBaseCookie *cookie,
           CookieMorsel     *morsel,
           gpointer          user_data)
{
  Soak *self = user_data;
  g_autofree char *field = cookie_morsel_to_set_cookie_header (morsel, NULL);

  self->n_signals++;
  g_assert_nonnull (field);
}

static void
diagnostic_cb (CookieBaseCookie *cookie,
               CookieDiagnostic *diagnostic,
               gpointer          user_data)
{
  Soak *self = user_data;
  g_autofree char *text = cookie_diagnostic_to_string (diagnostic);

  self->n_signals++;
  g_assert_nonnull (text);
}

static void
notify_cb (GObject    *object,
           GParamSpec *pspec,
           gpointer    user_data)
{
  Soak *self = user_data;

  self->n_signals++;
}

static CookieKeyring *
new_keyring (void)
{
  CookieKeyring *keyring = cookie_keyring_new ();
  g_autoptr (GBytes) secret = cookie_keyring_generate_secret ();

  g_assert_true (cookie_keyring_append (keyring, secret, NULL));

  return keyring;
}

static CookieSchema *
new_schema (void)
{
  CookieSchema *schema = cookie_schema_new ();
  g_autoptr (CookieKeyring) keyring = new_keyring ();
  g_autoptr (CookieMorsel) attributes = g_object_new (COOKIE_TYPE_MORSEL, "path", "/", "secure", TRUE, NULL);
  g_autoptr (CookieCodec) any = COOKIE_CODEC (cookie_smart_codec_new ());
  struct {
    const char *name;
    CookieCodec *codec;
  } entries[] = {
    { "signed", COOKIE_CODEC (cookie_signed_codec_new (g_object_ref (any), keyring, "soak", 60)) },
    { "sealed", NULL },
    { "json", cookie_json_codec_is_supported () ? COOKIE_CODEC (cookie_json_codec_new ()) : NULL },
    { "number", COOKIE_CODEC (cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_TEXT, G_VARIANT_TYPE_INT32)) },
    { "any", g_object_ref (any) },
    { "percent", COOKIE_CODEC (cookie_percent_codec_new ()) },
    { "__Host-x", NULL },
  };

  if (cookie_encrypted_codec_is_supported ())
    entries[1].codec = COOKIE_CODEC (cookie_encrypted_codec_new (g_object_ref (any), keyring, "soak", 60));
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autoptr (CookieCodec) codec = entries[i].codec;
      g_autoptr (GError) error = NULL;

      cookie_schema_add (schema, entries[i].name, codec, attributes, &error);
      g_assert_no_error (error);
    }
  g_assert_true (cookie_schema_set_default (schema, NULL, attributes, NULL));

  return schema;
}

static GVariant *
take_value (Soak *self)
{
  const char *strings[] = { "x", TAKE (self, texts), NULL };

  switch (take (self, 6))
    {
    case 0:
      return g_variant_new_int32 (take (self, G_MAXINT));
    case 1:
      return g_variant_new_boolean (TRUE);
    case 2:
      return g_variant_new_strv (strings, -1);
    case 3:
      return g_variant_new_parsed ("{'a': <%i>, 'b': <[1.5, 2.5]>}", take (self, 100));
    default:
      return g_variant_new_string (TAKE (self, texts));
    }
}

static gboolean
set_attribute (Soak    *self,
               GError **error)
{
  static const char * const attributes[] = {
    "path", "domain", "max-age", "secure", "samesite", "expires", "comment", "color",
  };
  CookieMorsel *morsel = cookie_base_cookie_get (self->cookie, TAKE (self, names));

  return morsel == NULL || cookie_morsel_set_attribute (morsel, TAKE (self, attributes), take_value (self), error);
}

static gboolean
set_morsel (Soak    *self,
            GError **error)
{
  g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();

  return cookie_morsel_set (morsel, TAKE (self, names), take_value (self), TAKE (self, texts), error) &&
         cookie_base_cookie_set_morsel (self->cookie, morsel, error);
}

static gboolean
set_all (Soak    *self,
         GError **error)
{
  g_autoptr (GVariantBuilder) builder = g_variant_builder_new (G_VARIANT_TYPE_VARDICT);

  for (int n = take (self, 4); n > 0; n--)
    g_variant_builder_add (builder, "{sv}", TAKE (self, names), take_value (self));

  return cookie_base_cookie_set_all (self->cookie, g_variant_builder_end (builder), error);
}

static gboolean
load (Soak    *self,
      GError **error)
{
  const char *fields[] = { TAKE (self, headers), TAKE (self, headers), NULL };
  g_autoptr (GBytes) bytes = g_bytes_new (fields[0], strlen (fields[0]));
  g_autofree char *own = NULL;

  switch (take (self, 4))
    {
    case 0:
      return cookie_base_cookie_load (self->cookie, fields[0], error);
    case 1:
      return cookie_base_cookie_load_fields (self->cookie, fields, error);
    case 2:
      return cookie_base_cookie_load_bytes (self->cookie, bytes, error);
    default:
      own = cookie_base_cookie_to_cookie_header (self->cookie);
      return cookie_base_cookie_load (self->cookie, own, error);
    }
}

/* Reads all that there is to read. */
static void
read_all (Soak *self)
{
  CookieBaseCookie *cookie = self->cookie;
  g_autoptr (GVariant) all = cookie_base_cookie_get_all (cookie);
  g_autoptr (GPtrArray) morsels = cookie_base_cookie_get_morsels (cookie);
  g_autoptr (GPtrArray) changes = cookie_base_cookie_get_changes (cookie);
  g_autoptr (GPtrArray) diagnostics = cookie_base_cookie_get_diagnostics (cookie);
  g_autofree char *output = cookie_base_cookie_output (cookie, NULL, NULL, NULL);
  g_autofree char *script = cookie_base_cookie_js_output (cookie, NULL);
  g_auto (GStrv) fields = cookie_base_cookie_get_changed_fields (cookie);
  g_auto (GStrv) keys = cookie_base_cookie_get_names (cookie);

  g_assert_cmpuint (morsels->len, ==, cookie_base_cookie_get_size (cookie));
  g_assert_cmpuint (g_strv_length (keys), ==, morsels->len);
  g_assert_cmpuint (g_strv_length (fields), ==, changes->len);
  for (guint i = 0; i < diagnostics->len; i++)
    g_assert_nonnull (cookie_diagnostic_get_message (diagnostics->pdata[i]));
  g_assert_true (all != NULL && output != NULL && script != NULL);
}

static gboolean
copy (Soak    *self,
      GError **error)
{
  g_autoptr (GVariant) state = cookie_base_cookie_serialize (self->cookie);
  g_autoptr (CookieBaseCookie) twin = cookie_base_cookie_copy (self->cookie);

  g_assert_true (cookie_base_cookie_equal (twin, self->cookie));

  return cookie_base_cookie_restore (self->cookie, state, error);
}

static gboolean
operate (Soak    *self,
         GError **error)
{
  CookieBaseCookie *cookie = self->cookie;
  const char *name = TAKE (self, names);
  CookieMorsel *morsel;

  switch (take (self, 24))
    {
    case 0:
    case 1:
    case 2:
      return load (self, error);
    case 3:
    case 4:
      return cookie_base_cookie_set (cookie, name, take_value (self), error);
    case 5:
    case 6:
      return cookie_base_cookie_set_string (cookie, name, TAKE (self, texts), error);
    case 7:
      return cookie_base_cookie_set_coded (cookie, name, take (self, 2) ? take_value (self) : NULL,
                                           TAKE (self, texts), error);
    case 8:
      return set_morsel (self, error);
    case 9:
      return set_all (self, error);
    case 10:
    case 11:
      return set_attribute (self, error);
    case 12:
    case 13:
      return cookie_base_cookie_remove (cookie, name);
    case 14:
      return cookie_base_cookie_expire (cookie, name, error);
    case 15:
      return cookie_base_cookie_touch (cookie, name, error);
    case 16:
      cookie_base_cookie_clear_changes (cookie);
      return TRUE;
    case 17:
      read_all (self);
      return TRUE;
    case 18:
      return copy (self, error);
    case 19:
      cookie_base_cookie_set_profile (cookie, take (self, COOKIE_PROFILE_STRICT + 1));
      return TRUE;
    case 20:
      if (take (self, 8) == 0)
        cookie_base_cookie_clear (cookie);
      return TRUE;
    case 21:
      return cookie_base_cookie_get_string (cookie, name) != NULL;
    default:
      morsel = cookie_base_cookie_get (cookie, name);
      return morsel != NULL && cookie_morsel_get_value (morsel) != NULL;
    }
}

/* Whether the list that the handlers keep has the names of the dictionary, in order. */
static gboolean
is_followed (Soak *self)
{
  guint size = cookie_base_cookie_get_size (self->cookie);

  if (self->names->len != size)
    return FALSE;
  for (guint i = 0; i < size; i++)
    if (strcmp (self->names->pdata[i], cookie_base_cookie_get_nth_name (self->cookie, i)) != 0)
      return FALSE;

  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  guint64 n_operations = argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : 10000000;
  guint32 seed = argc > 2 ? strtoul (argv[2], NULL, 10) : g_random_int ();
  g_autoptr (CookieSchema) schema = new_schema ();
  Soak self = { .cookie = cookie_simple_cookie_new_with_schema (schema) };
  gint64 time = g_get_monotonic_time ();
  gsize early = 0, late = 0;

  g_print ("%" G_GUINT64_FORMAT " operations, seed %u\n", n_operations, seed);
  self.random = g_rand_new_with_seed (seed);
  self.names = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (self.cookie, "items-changed", G_CALLBACK (items_changed_cb), &self);
  g_signal_connect (self.cookie, "morsel-added", G_CALLBACK (morsel_cb), &self);
  g_signal_connect (self.cookie, "morsel-changed", G_CALLBACK (morsel_cb), &self);
  g_signal_connect (self.cookie, "morsel-changed::signed", G_CALLBACK (morsel_cb), &self);
  g_signal_connect (self.cookie, "morsel-removed", G_CALLBACK (morsel_cb), &self);
  g_signal_connect (self.cookie, "diagnostic", G_CALLBACK (diagnostic_cb), &self);
  g_signal_connect (self.cookie, "notify", G_CALLBACK (notify_cb), &self);

  for (guint stage = 1; stage <= N_STAGES; stage++)
    {
      for (guint64 i = 0; i < n_operations / N_STAGES; i++)
        {
          g_autoptr (GError) error = NULL;

          if (!operate (&self, &error))
            self.n_refused++;
          if (!is_followed (&self))
            g_error ("operation %" G_GUINT64_FORMAT ": the list is not that of the dictionary",
                     (stage - 1) * (n_operations / N_STAGES) + i);
        }
      cookie_base_cookie_clear (self.cookie);
      late = soak_get_resident ("self");
      if (stage == N_STAGES / 10)
        early = late;
    }

  g_print ("%" G_GUINT64_FORMAT " signals, %" G_GUINT64_FORMAT " operations without an effect or with an error, %.0f s\n",
           self.n_signals, self.n_refused, (g_get_monotonic_time () - time) / 1e6);
  g_print ("resident memory: %.2f MiB after a tenth of them, %.2f MiB at the end\n", early / SOAK_MIB, late / SOAK_MIB);

  g_object_unref (self.cookie);
  g_ptr_array_unref (self.names);
  g_rand_free (self.random);

  return late <= early + LIMIT ? EXIT_SUCCESS : EXIT_FAILURE;
}
