/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Schemas, and headers that a dictionary with the schema reads. The first bytes are the entries, each a name,
 * a codec and attributes; the rest is pieces of the header: text, names of the schema, and values that a
 * codec has sealed, maybe one of another name, another purpose or an old secret.
 */

#include "fuzz.h"
#include "test-seals.h"

#include <string.h>

#define MAX_ENTRIES 5
#define MAX_PIECES 32
#define LIFETIME 3600

/* Sealed codecs: signed or encrypted, for two purposes, with a lifetime or without one, each twice: the
 * second seals with the secret that is an old one of the first.
 */
#define N_SEALED 8
#define N_OTHERS 11

static const char * const attribute_names[] = {
  "path", "domain", "max-age", "secure", "httponly", "samesite", "partitioned", "priority", "comment", "version", "expires",
};

typedef struct {
  char *name; /* NULL for the default */
  CookieCodec *codec;
} Entry;

typedef struct {
  CookieSchema *schema;
  GPtrArray *entries; /* of Entry, in the order in which they were added */
  Entry *others;      /* or NULL */
} Site;

static CookieCodec *sealed[2][N_SEALED];
static const guint8 *input;
static gsize n_left;

static guint
take (guint n)
{
  return fuzz_take_byte (&input, &n_left) % n;
}

static char *
take_text (guint n)
{
  const gsize length = take (n);

  return fuzz_take_text (&input, &n_left, length);
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->name);
  g_clear_object (&entry->codec);
  g_free (entry);
}

static Entry *
entry_new (const char  *name,
           CookieCodec *codec)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->name = g_strdup (name);
  entry->codec = codec != NULL ? g_object_ref (codec) : NULL;

  return entry;
}

static Entry *
find (const Site *site,
      const char *name)
{
  for (guint i = 0; i < site->entries->len; i++)
    if (strcmp (((Entry *) site->entries->pdata[i])->name, name) == 0)
      return site->entries->pdata[i];

  return NULL;
}

static gboolean
is_encrypted (guint which)
{
  return which % 2 && cookie_encrypted_codec_is_supported ();
}

static void
make_sealed (void)
{
  for (guint age = 0; age < 2; age++)
    {
      g_autoptr (CookieKeyring) keyring = cookie_keyring_new ();

      for (guint i = age; i < 2; i++)
        {
          g_autoptr (GBytes) secret = test_secret (i);

          g_assert_true (cookie_keyring_append (keyring, secret, NULL));
        }

      for (guint i = 0; i < N_SEALED; i++)
        {
          g_autoptr (CookieCodec) inner = COOKIE_CODEC (cookie_string_codec_new ());

          sealed[age][i] = g_object_new (is_encrypted (i) ? COOKIE_TYPE_ENCRYPTED_CODEC : COOKIE_TYPE_SIGNED_CODEC,
                                         "codec", inner, "keyring", keyring, "purpose", i / 2 % 2 ? "a" : "b",
                                         "lifetime", i / 4 % 2 ? LIFETIME : 0, NULL);
        }
    }
}

/* The entries */

static char *
take_name (const Site *site)
{
  static const char * const names[] = {
    "a", "b", "sid", "SID", "__Host-sid", "__Secure-a", "__host-b", "__Http-a", "__Host-Http-a", "path", "a b", "",
  };
  const guint choice = take (G_N_ELEMENTS (names) + 2);

  if (choice == G_N_ELEMENTS (names) && site->entries->len > 0)
    return g_strdup (((Entry *) site->entries->pdata[take (site->entries->len)])->name);

  return choice < G_N_ELEMENTS (names) ? g_strdup (names[choice]) : take_text (16);
}

static CookieCodec *
take_codec (void)
{
  const guint choice = take (N_OTHERS + 2 * N_SEALED);

  return choice < N_OTHERS ? fuzz_choose_codec (choice) : g_object_ref (sealed[0][choice % N_SEALED]);
}

static CookieMorsel *
take_attributes (void)
{
  static const char * const texts[] = { "/", "site.example", "Lax", "None", "Strict", "High", "co.uk", "0", "3600", "Wed, 01 Jan 2120 00:00:00 GMT" };
  const guint n = take (8);
  CookieMorsel *morsel = cookie_morsel_new ();

  if (n == 7)
    {
      g_autofree char *text = take_text (64);
      g_autofree char *field = g_strconcat ("n=v; ", text, NULL);

      g_object_unref (morsel);
      return cookie_morsel_parse_set_cookie (field, NULL);
    }

  for (guint i = 0; i < n; i++)
    {
      const char *name = attribute_names[take (G_N_ELEMENTS (attribute_names))];
      const guint choice = take (G_N_ELEMENTS (texts) + 3);
      g_autofree char *text = NULL;

      if (choice < 2)
        {
          /* seconds from now are not the same when they are printed again */
          if (strcmp (name, "expires") != 0)
            cookie_morsel_set_attribute (morsel, name, choice == 0 ? g_variant_new_boolean (TRUE) : g_variant_new_int64 (take (256)), NULL);
          continue;
        }

      text = choice == 2 ? take_text (16) : g_strdup (texts[choice - 3]);
      cookie_morsel_set_attribute (morsel, name, g_variant_new_string (text), NULL);
    }

  return morsel;
}

/* What was added is what a browser keeps: RFC 6265bis, §5.7, and what libraries may not leave out of a prefix. */
static void
check_kept (CookieMorsel *morsel)
{
  const char *name = cookie_morsel_get_key (morsel);

  if (g_ascii_strncasecmp (name, "__Host-", 7) == 0 || g_ascii_strncasecmp (name, "__Secure-", 9) == 0 ||
      g_ascii_strncasecmp (name, "__Http-", 7) == 0)
    g_assert_true (cookie_morsel_get_secure (morsel));
  if (g_ascii_strncasecmp (name, "__Host-", 7) == 0)
    {
      g_assert_cmpstr (cookie_morsel_get_path (morsel), ==, "/");
      g_assert_null (cookie_morsel_get_domain (morsel));
    }
  if (g_ascii_strncasecmp (name, "__Http-", 7) == 0 || g_ascii_strncasecmp (name, "__Host-Http-", 12) == 0)
    g_assert_true (cookie_morsel_get_http_only (morsel));
  if (cookie_morsel_get_same_site (morsel) == COOKIE_SAME_SITE_NONE || cookie_morsel_get_partitioned (morsel))
    g_assert_true (cookie_morsel_get_secure (morsel));
  g_assert_cmpint (cookie_morsel_get_max_age (morsel), !=, 0);
}

/* A morsel as it is printed, with the time of Expires for its text: a text can name another day of the week. */
static char *
print (CookieMorsel *morsel)
{
  g_autoptr (CookieMorsel) copy = cookie_morsel_copy (morsel);
  g_autoptr (GDateTime) expires = cookie_morsel_get_expires (morsel);

  cookie_morsel_set_expires (copy, expires);

  return cookie_morsel_to_set_cookie_header (copy, NULL);
}

/* What the schema prints is read by the library, and is then accepted as an entry that prints the same. */
static void
check_printed (const Site *site,
               const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CookieMorsel) morsel = cookie_schema_create_morsel (site->schema, name, &error);
  g_autofree char *header = NULL;
  g_autofree char *printed = NULL;
  g_autofree char *again = NULL;
  g_autoptr (CookieMorsel) read = NULL;
  g_autoptr (CookieMorsel) created = NULL;
  g_autoptr (CookieSchema) schema = cookie_schema_new ();

  g_assert_no_error (error);
  fuzz_check_morsel (morsel);
  g_assert_cmpstr (cookie_morsel_get_key (morsel), ==, name);
  g_assert_cmpstr (cookie_morsel_get_coded_value (morsel), ==, "");

  header = cookie_morsel_to_set_cookie_header (morsel, NULL);
  read = cookie_morsel_parse_set_cookie (header, &error);
  g_assert_no_error (error);
  cookie_schema_add (schema, name, NULL, read, &error);
  g_assert_no_error (error);
  created = cookie_schema_create_morsel (schema, name, &error);
  g_assert_no_error (error);
  printed = print (morsel);
  again = print (created);
  g_assert_cmpstr (again, ==, printed);
}

static void
add_entry (Site *site)
{
  const gboolean is_default = take (6) == 0;
  g_autofree char *name = is_default ? NULL : take_name (site);
  g_autoptr (CookieCodec) codec = take_codec ();
  g_autoptr (CookieMorsel) attributes = take_attributes ();
  g_autoptr (GError) error = NULL;
  const gboolean success = is_default ? cookie_schema_set_default (site->schema, codec, attributes, &error)
                                      : cookie_schema_add (site->schema, name, codec, attributes, &error);

  fuzz_check_error (success, error);
  if (is_default && success)
    {
      g_clear_pointer (&site->others, entry_free);
      site->others = entry_new (NULL, codec);
    }
  else if (success)
    {
      g_autoptr (CookieMorsel) morsel = cookie_schema_create_morsel (site->schema, name, NULL);

      g_assert_true (cookie_name_is_valid (name));
      g_assert_null (find (site, name));
      g_ptr_array_add (site->entries, entry_new (name, codec));
      check_kept (morsel);
      check_printed (site, name);
    }
  else if (!is_default && find (site, name) != NULL)
    {
      g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_KEY);
    }
}

static void
check_entries (const Site *site)
{
  g_auto (GStrv) names = cookie_schema_get_names (site->schema);
  g_autoptr (GPtrArray) diagnostics = cookie_schema_diagnose (site->schema, NULL);

  g_assert_cmpuint (g_strv_length (names), ==, site->entries->len);
  for (guint i = 0; i < site->entries->len; i++)
    {
      g_assert_true (i == 0 || strcmp (names[i - 1], names[i]) < 0);
      g_assert_true (cookie_schema_lookup_codec (site->schema, names[i]) == find (site, names[i])->codec);
    }
  g_assert_true (cookie_schema_lookup_codec (site->schema, "another") == (site->others != NULL ? site->others->codec : NULL));

  fuzz_check_diagnostics (diagnostics, G_MAXUINT);
  for (guint i = 0; i < diagnostics->len; i++)
    {
      g_assert_cmpint (cookie_diagnostic_get_severity (diagnostics->pdata[i]), !=, COOKIE_DIAGNOSTIC_SEVERITY_ERROR);
      g_assert_cmpuint (cookie_diagnostic_get_field (diagnostics->pdata[i]), <=, site->entries->len);
    }
}

/* The header */

static const char *
take_entry_name (const Site *site)
{
  return site->entries->len > 0 ? ((Entry *) site->entries->pdata[take (site->entries->len)])->name : "other";
}

static char *
take_header (const Site *site)
{
  GString *header = g_string_new (NULL);

  for (guint i = 0; i < MAX_PIECES && n_left > 0; i++)
    {
      const guint choice = take (5);
      g_autofree char *text = NULL;
      g_autofree char *coded = NULL;

      switch (choice)
        {
        case 0:
        case 1:
          text = take_text (24);
          g_string_append (header, text);
          break;
        case 2:
          g_string_append_printf (header, "%s=", take_entry_name (site));
          break;
        case 3:
          {
            CookieCodec *codec = sealed[take (2)][take (N_SEALED)];
            const char *name = take_entry_name (site);

            text = take_text (16);
            coded = cookie_codec_encode (codec, name, g_variant_new_string (text), NULL);
            g_string_append (header, coded);
          }
          break;
        default:
          g_string_append (header, "; ");
        }
    }

  return g_string_free (header, FALSE);
}

/* Two codecs that must not read each other's texts */
static gboolean
are_apart (CookieCodec *a,
           CookieCodec *b)
{
  return G_OBJECT_TYPE (a) != G_OBJECT_TYPE (b) ||
         strcmp (cookie_sealed_codec_get_purpose (COOKIE_SEALED_CODEC (a)),
                 cookie_sealed_codec_get_purpose (COOKIE_SEALED_CODEC (b))) != 0;
}

/* A sealed value opens with its own name only, and only with a codec of its kind and purpose. */
static void
check_sealed (const Site  *site,
              CookieCodec *codec,
              const char  *name,
              const char  *coded_value)
{
  g_autoptr (GVariant) value = cookie_codec_decode (codec, name, coded_value, NULL);
  g_autofree char *name_before = g_strndup (name, strlen (name) - 1);
  g_autofree char *name_behind = g_strconcat (name, "s", NULL);
  const char *others[MAX_ENTRIES + 2] = { name_before, name_behind };

  g_assert_nonnull (value);
  for (guint i = 0; i < site->entries->len; i++)
    others[i + 2] = ((Entry *) site->entries->pdata[i])->name;

  for (guint i = 0; i < site->entries->len + 2; i++)
    {
      g_autoptr (GVariant) moved = cookie_codec_decode (codec, others[i], coded_value, NULL);

      g_assert_cmpint (moved != NULL, ==, strcmp (others[i], name) == 0);
    }

  for (guint i = 0; i < N_SEALED; i++)
    {
      g_autoptr (GVariant) opened = cookie_codec_decode (sealed[0][i], name, coded_value, NULL);

      if (are_apart (sealed[0][i], codec))
        g_assert_null (opened);
    }
}

/* The attributes are those of the schema, whatever the header says; of a value that was sealed again, the
 * cookie does not live longer than the value.
 */
static void
check_attributes (const Site   *site,
                  CookieMorsel *morsel,
                  gboolean      is_changed)
{
  const gboolean is_known = find (site, cookie_morsel_get_key (morsel)) != NULL;
  g_autoptr (CookieMorsel) created = NULL;

  if (!is_known && site->others == NULL)
    return;

  created = cookie_schema_create_morsel (site->schema, is_known ? cookie_morsel_get_key (morsel) : "another", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (attribute_names); i++)
    {
      g_autoptr (GVariant) value = cookie_morsel_get_attribute (morsel, attribute_names[i]);
      g_autoptr (GVariant) expected = cookie_morsel_get_attribute (created, attribute_names[i]);

      if (is_changed && (strcmp (attribute_names[i], "max-age") == 0 || strcmp (attribute_names[i], "expires") == 0))
        continue;
      g_assert_cmpint (value == NULL, ==, expected == NULL);
      g_assert_true (value == NULL || g_variant_equal (value, expected));
    }

  if (is_changed && cookie_morsel_get_max_age (created) >= 0)
    g_assert_cmpint (cookie_morsel_get_max_age (morsel), <=, cookie_morsel_get_max_age (created));
}

static void
check_morsels (const Site       *site,
               CookieBaseCookie *cookie)
{
  g_autoptr (GPtrArray) changes = cookie_base_cookie_get_changes (cookie);

  for (guint i = 0; i < cookie_base_cookie_get_size (cookie); i++)
    {
      g_autoptr (CookieMorsel) morsel = g_list_model_get_item (G_LIST_MODEL (cookie), i);
      const char *name = cookie_morsel_get_key (morsel);
      CookieCodec *codec = cookie_schema_lookup_codec (site->schema, name);
      g_autoptr (GVariant) value = NULL;

      check_attributes (site, morsel, g_ptr_array_find (changes, morsel, NULL));
      if (codec == NULL)
        continue;

      value = cookie_codec_decode (codec, name, cookie_morsel_get_coded_value (morsel), NULL);
      g_assert_nonnull (value);
      g_assert_true (g_variant_equal (value, cookie_morsel_get_value (morsel)));
      g_assert_null (cookie_codec_renew (codec, name, cookie_morsel_get_coded_value (morsel)));
      if (COOKIE_IS_SEALED_CODEC (codec))
        check_sealed (site, codec, name, cookie_morsel_get_coded_value (morsel));
    }
}

/* What a browser gets in Set-Cookie fields and sends again is the same in another dictionary of the site. */
static void
check_sent (const Site       *site,
            CookieBaseCookie *cookie)
{
  g_autoptr (CookieBaseCookie) received = cookie_simple_cookie_new_with_schema (site->schema);
  g_autoptr (GString) header = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) fields = NULL;

  for (guint i = 0; i < cookie_base_cookie_get_size (cookie); i++)
    {
      g_autofree char *name = g_strdup (cookie_base_cookie_get_nth_name (cookie, i));

      g_assert_true (cookie_base_cookie_touch (cookie, name, NULL));
    }

  fields = cookie_base_cookie_get_changed_fields (cookie);
  g_assert_cmpuint (g_strv_length (fields), ==, cookie_base_cookie_get_size (cookie));
  for (guint i = 0; fields[i] != NULL; i++)
    {
      g_autoptr (CookieMorsel) morsel = cookie_morsel_parse_set_cookie (fields[i], &error);
      const char *name;

      g_assert_no_error (error);
      name = cookie_morsel_get_key (morsel);
      g_assert_cmpstr (cookie_morsel_get_coded_value (morsel), ==, cookie_base_cookie_get_coded_value (cookie, name));
      g_string_append_printf (header, "%s%s=%s", i > 0 ? "; " : "", name, cookie_morsel_get_coded_value (morsel));
    }

  g_assert_true (cookie_base_cookie_load (received, header->str, &error));
  g_assert_no_error (error);
  g_assert_false (cookie_base_cookie_get_has_changes (received));
  g_assert_cmpuint (cookie_base_cookie_get_size (received), ==, cookie_base_cookie_get_size (cookie));
  for (guint i = 0; i < cookie_base_cookie_get_size (cookie); i++)
    {
      g_autoptr (CookieMorsel) morsel = g_list_model_get_item (G_LIST_MODEL (cookie), i);
      CookieMorsel *other = cookie_base_cookie_get (received, cookie_morsel_get_key (morsel));

      g_assert_nonnull (other);
      g_assert_true (g_variant_equal (cookie_morsel_get_value (morsel), cookie_morsel_get_value (other)));
    }
}

static void
load (const Site    *site,
      const char    *header,
      CookieProfile  profile)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new_with_schema (site->schema);
  g_autoptr (GError) error = NULL;
  gboolean loaded;

  cookie_base_cookie_set_profile (cookie, profile);
  loaded = cookie_base_cookie_load (cookie, header, &error);
  fuzz_check_error (loaded, error);
  g_assert_true (loaded || (profile != COOKIE_PROFILE_RFC6265 && cookie_base_cookie_get_size (cookie) == 0));
  {
    g_autoptr (GPtrArray) diagnostics = cookie_base_cookie_get_diagnostics (cookie);

    fuzz_check_diagnostics (diagnostics, strlen (header));
  }

  fuzz_check_cookie (cookie);
  check_morsels (site, cookie);
  if (profile == COOKIE_PROFILE_RFC6265)
    check_sent (site, cookie);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  Site site = { cookie_schema_new (), g_ptr_array_new_with_free_func (entry_free), NULL };
  g_autofree char *header = NULL;
  g_autoptr (GError) error = NULL;

  if (sealed[0][0] == NULL)
    make_sealed ();

  input = data;
  n_left = size;
  for (guint n = take (MAX_ENTRIES + 1); n > 0; n--)
    add_entry (&site);
  check_entries (&site);

  header = take_header (&site);
  for (CookieProfile profile = COOKIE_PROFILE_PYTHON; profile <= COOKIE_PROFILE_STRICT; profile++)
    load (&site, header, profile);

  /* it is frozen now */
  g_assert_false (cookie_schema_add (site.schema, "late", NULL, NULL, &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_NOT_SUPPORTED);
  check_entries (&site);

  g_clear_pointer (&site.others, entry_free);
  g_ptr_array_unref (site.entries);
  g_object_unref (site.schema);

  return 0;
}
