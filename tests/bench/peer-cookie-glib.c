/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Ours. The first line of each case is the one that the others are compared with. */

#include <cookie-glib/cookie-glib.h>

#include <string.h>

#include "harness.h"

#define LABEL "cookie-glib, "

static CookieBaseCookie *python;
static CookieBaseCookie *rfc6265;

/* prevents the compiler from removing what nobody uses */
static inline void
see (const char *name,
     const char *value)
{
  __asm__ volatile ("" : : "r" (name), "r" (value) : "memory");
}

static size_t
load_again (CookieBaseCookie *cookie,
            const char       *header)
{
  cookie_base_cookie_clear (cookie);
  return cookie_base_cookie_load (cookie, header, NULL);
}

static size_t
run_load_python (void *item)
{
  return load_again (python, item);
}

static size_t
run_load_rfc6265 (void *item)
{
  return load_again (rfc6265, item);
}

static size_t
run_size_python (void *item)
{
  return load_again (python, item) ? cookie_base_cookie_get_size (python) : 0;
}

static size_t
run_size_rfc6265 (void *item)
{
  return load_again (rfc6265, item) ? cookie_base_cookie_get_size (rfc6265) : 0;
}

static size_t
run_new (void *item)
{
  CookieBaseCookie *cookie = cookie_simple_cookie_new ();
  gboolean loaded = cookie_base_cookie_load (cookie, item, NULL);

  g_object_unref (cookie);
  return loaded;
}

/* A header, and three of its names. */
typedef struct {
  const char *header;
  char *names[3];
} Three;

static void *
prepare_three (char *line)
{
  Three *three = g_new (Three, 1);

  three->header = line;
  choose_names (line, three->names);
  return three;
}

static size_t
run_three (CookieBaseCookie *cookie,
           Three            *three)
{
  size_t n = 0;

  load_again (cookie, three->header);
  for (guint i = 0; i < 3; i++)
    n += cookie_base_cookie_get_string (cookie, three->names[i]) != NULL;
  return n;
}

static size_t
run_three_python (void *item)
{
  return run_three (python, item);
}

static size_t
run_three_rfc6265 (void *item)
{
  return run_three (rfc6265, item);
}

static size_t
run_all (CookieBaseCookie *cookie,
         const char       *header)
{
  const char *name;
  guint i;

  load_again (cookie, header);
  for (i = 0; (name = cookie_base_cookie_get_nth_name (cookie, i)) != NULL; i++)
    see (name, cookie_base_cookie_get_nth_string (cookie, i));
  return i;
}

static size_t
run_all_python (void *item)
{
  return run_all (python, item);
}

static size_t
run_all_rfc6265 (void *item)
{
  return run_all (rfc6265, item);
}

static size_t
run_morsels (void *item)
{
  guint size, i;

  load_again (rfc6265, item);
  size = cookie_base_cookie_get_size (rfc6265);
  for (i = 0; i < size; i++)
    {
      CookieMorsel *morsel = g_list_model_get_item (G_LIST_MODEL (rfc6265), i);

      see (cookie_morsel_get_key (morsel), cookie_morsel_get_coded_value (morsel));
      g_object_unref (morsel);
    }
  return i;
}

/* The same, in an array, where the peer has them. */
static size_t
run_morsel_array (void *item)
{
  GPtrArray *morsels;
  size_t n;

  load_again (rfc6265, item);
  morsels = cookie_base_cookie_get_morsels (rfc6265);
  n = morsels->len;
  for (guint i = 0; i < n; i++)
    see (cookie_morsel_get_key (morsels->pdata[i]), cookie_morsel_get_coded_value (morsels->pdata[i]));
  g_ptr_array_unref (morsels);
  return n;
}

typedef struct {
  char *header;
  char **names;
} Quoted;

static void *
prepare_quoted (char *line)
{
  Quoted *quoted = g_new (Quoted, 1);

  load_again (python, line);
  quoted->header = line;
  quoted->names = cookie_base_cookie_get_names (python);
  return quoted;
}

static size_t
run_quoted (void *item)
{
  Quoted *quoted = item;
  size_t n = 0;

  load_again (python, quoted->header);
  for (char **name = quoted->names; *name != NULL; name++)
    n += cookie_base_cookie_get_string (python, *name) != NULL;
  return n;
}

static void *
prepare_write (char *line)
{
  CookieMorsel *morsel = cookie_morsel_new ();
  WriteFields fields;
  g_autoptr (GDateTime) expires = NULL;

  split_write_line (line, &fields);
  expires = g_date_time_new_from_unix_utc (fields.expires);
  cookie_morsel_set (morsel, fields.name, g_variant_new_string (fields.value), fields.value, NULL);
  cookie_morsel_set_path (morsel, fields.path);
  cookie_morsel_set_domain (morsel, fields.domain);
  cookie_morsel_set_attribute (morsel, "samesite", g_variant_new_string (fields.same_site), NULL);
  cookie_morsel_set_max_age (morsel, fields.max_age);
  cookie_morsel_set_expires (morsel, expires);
  cookie_morsel_set_secure (morsel, TRUE);
  cookie_morsel_set_http_only (morsel, TRUE);
  return morsel;
}

static size_t
run_write (void *item)
{
  char *text = cookie_morsel_to_set_cookie_header (item, NULL);
  size_t n = g_str_has_prefix (text, cookie_morsel_get_key (item));

  g_free (text);
  return n;
}

static size_t
run_set_cookie (void *item)
{
  CookieMorsel *morsel = cookie_morsel_parse_set_cookie (item, NULL);
  GDateTime *expires = cookie_morsel_get_expires (morsel);
  size_t n;

  n = cookie_morsel_get_key (morsel) != NULL
      && cookie_morsel_get_coded_value (morsel) != NULL
      && cookie_morsel_get_path (morsel) != NULL
      && cookie_morsel_get_domain (morsel) != NULL
      && cookie_morsel_get_max_age (morsel) != -1
      && expires != NULL
      && cookie_morsel_get_secure (morsel)
      && cookie_morsel_get_http_only (morsel)
      && cookie_morsel_get_same_site (morsel) != COOKIE_SAME_SITE_DEFAULT;
  g_date_time_unref (expires);
  g_object_unref (morsel);
  return n;
}

static CookieCodec *session_codec;
static CookieSchema *site;

static void
make_site (void)
{
  g_autoptr (CookieMorsel) attributes = cookie_morsel_new ();
  g_autoptr (CookieKeyring) keyring = cookie_keyring_new ();
  g_autoptr (GBytes) secret = g_bytes_new_static (SECRET, strlen (SECRET));

  cookie_keyring_append (keyring, secret, NULL);
  session_codec = COOKIE_CODEC (cookie_signed_codec_new (COOKIE_CODEC (cookie_string_codec_new ()), keyring, SESSION, 3600));

  cookie_morsel_set_path (attributes, "/");
  cookie_morsel_set_max_age (attributes, 31536000);
  cookie_morsel_set_secure (attributes, TRUE);
  cookie_morsel_set_http_only (attributes, TRUE);
  cookie_morsel_set_same_site (attributes, COOKIE_SAME_SITE_LAX);

  site = cookie_schema_new ();
  cookie_schema_add (site, SESSION, session_codec, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (WRITTEN); i++)
    cookie_schema_add (site, WRITTEN[i][0], NULL, attributes, NULL);
}

static char *
seal (const char *value)
{
  return cookie_codec_encode (session_codec, SESSION, g_variant_new_string (value), NULL);
}

static void *
prepare_request (char *line)
{
  if (site == NULL)
    make_site ();

  return seal_session (line, seal);
}

static size_t
answer (CookieBaseCookie *cookie,
        const char       *header)
{
  g_auto (GStrv) lines = NULL;
  size_t n = 0;

  cookie_base_cookie_load (cookie, header, NULL);
  n += cookie_base_cookie_get_string (cookie, SESSION) != NULL;
  for (guint i = 0; i < G_N_ELEMENTS (LOOKED_UP); i++)
    n += cookie_base_cookie_get_string (cookie, LOOKED_UP[i]) != NULL;
  for (guint i = 0; i < G_N_ELEMENTS (WRITTEN); i++)
    cookie_base_cookie_set_string (cookie, WRITTEN[i][0], WRITTEN[i][1], NULL);
  lines = cookie_base_cookie_get_changed_fields (cookie);
  return n + g_strv_length (lines);
}

static size_t
run_request (void *item)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new_with_schema (site);

  return answer (cookie, item);
}

static size_t
run_request_again (void *item)
{
  static CookieBaseCookie *cookie;

  if (cookie == NULL)
    cookie = cookie_simple_cookie_new_with_schema (site);
  cookie_base_cookie_clear (cookie);

  return answer (cookie, item);
}

static const Benchmark benchmarks[] = {
  { "request", LABEL "a dictionary for each request", prepare_request, run_request },
  { "request", LABEL "one that is cleared", prepare_request, run_request_again },
  { "three", LABEL "RFC6265", prepare_three, run_three_rfc6265 },
  { "three", LABEL "PYTHON", prepare_three, run_three_python },
  { "all", LABEL "RFC6265", NULL, run_all_rfc6265 },
  { "all", LABEL "PYTHON", NULL, run_all_python },
  { "morsels", LABEL "each Morsel, in an array", NULL, run_morsel_array },
  { "morsels", LABEL "each Morsel, by position", NULL, run_morsels },
  { "split", LABEL "RFC6265", NULL, run_load_rfc6265 },
  { "split", LABEL "PYTHON", NULL, run_load_python },
  { "load", LABEL "clear + load, RFC6265", NULL, run_load_rfc6265, run_size_rfc6265 },
  { "load", LABEL "clear + load, PYTHON", NULL, run_load_python, run_size_python },
  { "load", LABEL "clear + load + get_size, PYTHON", NULL, run_size_python },
  { "load", LABEL "clear + load + get_size, RFC6265", NULL, run_size_rfc6265 },
  { "load", LABEL "new + load + unref", NULL, run_new, run_size_rfc6265 },
  { "small", LABEL "new + load + unref", NULL, run_new, run_size_rfc6265 },
  { "small", LABEL "clear + load, PYTHON", NULL, run_load_python, run_size_python },
  { "small", LABEL "clear + load, RFC6265", NULL, run_load_rfc6265, run_size_rfc6265 },
  { "quoted", LABEL "clear + load, get_string each", prepare_quoted, run_quoted },
  { "write", LABEL "to_set_cookie_header", prepare_write, run_write },
  { "set-cookie", LABEL "parse_set_cookie", NULL, run_set_cookie },
};

int
main (int    argc,
      char **argv)
{
  python = cookie_simple_cookie_new ();
  rfc6265 = cookie_simple_cookie_new ();
  cookie_base_cookie_set_profile (python, COOKIE_PROFILE_PYTHON);

  return harness_main (benchmarks, G_N_ELEMENTS (benchmarks), argc, argv);
}
