/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A load allocates for the header, not for each cookie: counted, whatever the number of pairs. */

#include <cookie-glib/cookie-glib.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdlib.h>

#if defined (__has_feature) && !defined (__SANITIZE_ADDRESS__)
#if __has_feature (address_sanitizer)
#define __SANITIZE_ADDRESS__
#endif
#endif

static guint n_allocations;
static gsize n_bytes; /* allocated, whatever is freed */

#if defined (__GLIBC__) && !defined (__SANITIZE_ADDRESS__)
/* The program's own malloc family comes before the C library's in every object that is loaded. */

void *__libc_malloc  (size_t size);
void *__libc_calloc  (size_t n, size_t size);
void *__libc_realloc (void *memory, size_t size);

void *
malloc (size_t size)
{
  n_allocations++;
  n_bytes += size;
  return __libc_malloc (size);
}

void *
calloc (size_t n,
        size_t size)
{
  n_allocations++;
  n_bytes += n * size;
  return __libc_calloc (n, size);
}

void *
realloc (void   *memory,
         size_t  size)
{
  n_allocations++;
  if (memory == NULL || malloc_usable_size (memory) < size)
    n_bytes += size;
  return __libc_realloc (memory, size);
}

#endif

/* A sanitizer and valgrind have a malloc of their own. */
static gboolean
can_count (void)
{
  guint before = n_allocations;

  g_free (g_malloc (1));

  return n_allocations > before;
}

static const guint sizes[] = { 1, 20, 500, 3000 };

static char *
make_header (guint n_pairs)
{
  GString *header = g_string_new (NULL);

  for (guint i = 0; i < n_pairs; i++)
    g_string_append_printf (header, "%sname%u=value-of-%u", i > 0 ? "; " : "", i, i);
  return g_string_free (header, FALSE);
}

/* The header with its pairs, and the room in it that is given back. */
#define MAX_LOAD 2

/* The items, the index of them, and the two arrays that sorting needs. */
#define MAX_INDEX 4

static void
check (CookieBaseCookie *cookie,
       const char       *header,
       guint             n_pairs)
{
  g_autoptr (GError) error = NULL;
  guint start, loaded, indexed;
  guint size;

  start = n_allocations;
  cookie_base_cookie_load (cookie, header, &error);
  loaded = n_allocations;
  size = cookie_base_cookie_get_size (cookie);
  indexed = n_allocations;

  g_assert_no_error (error);
  g_assert_cmpuint (size, ==, n_pairs);
  g_test_message ("%u pairs: %u allocations, and %u for an index", n_pairs, loaded - start, indexed - loaded);
  g_assert_cmpuint (loaded - start, >=, 1);
  g_assert_cmpuint (loaded - start, <=, MAX_LOAD);
  g_assert_cmpuint (indexed - loaded, <=, MAX_INDEX);
}

static void
test_load (gconstpointer data)
{
  if (!can_count ())
    {
      g_test_skip ("allocations cannot be counted here");
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
      g_autofree char *header = make_header (sizes[i]);

      cookie_base_cookie_set_profile (cookie, GPOINTER_TO_INT (data));
      check (cookie, header, sizes[i]);
      cookie_base_cookie_clear (cookie);
      check (cookie, header, sizes[i]);
    }
}

/* However long the values are, and however many: the text, and what was found in it. */
static void
test_bytes (void)
{
  static const guint lengths[] = { 0, 1, 10, 100, 5000 };

  if (!can_count ())
    {
      g_test_skip ("allocations cannot be counted here");
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    for (guint n_pairs = 1; n_pairs <= 2000; n_pairs *= 3)
      {
        g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
        g_autofree char *value = g_strnfill (lengths[i], 'x');
        GString *header = g_string_new (NULL);
        g_autofree char *text = NULL;
        gsize length, start;

        for (guint j = 0; j < n_pairs; j++)
          g_string_append_printf (header, "%u=%s;", j, value);
        length = header->len;
        text = g_string_free (header, FALSE);

        start = n_bytes;
        g_assert_true (cookie_base_cookie_load (cookie, text, NULL));
        g_assert_cmpuint (n_bytes - start, <=, length * 5 / 2 + n_pairs * 64 + 512);
      }
}

static guint
count_bad (CookieProfile  profile,
           const char    *bad_pair,
           guint          n_pairs)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autoptr (GError) error = NULL;
  GString *header = g_string_new ("a=\"\xe9\"; "); /* ISO-8859-1: offsets have to be found */
  g_autofree char *text = NULL;
  guint start;

  for (guint i = 0; i < n_pairs; i++)
    g_string_append (header, bad_pair);
  text = g_string_free (header, FALSE);

  cookie_base_cookie_set_profile (cookie, profile);
  start = n_allocations;
  g_assert_cmpint (cookie_base_cookie_load (cookie, text, &error), ==, profile == COOKIE_PROFILE_RFC6265);

  return n_allocations - start;
}

/* Only the first of many errors is made, and no more than 100 diagnostics are. */
static void
test_errors (void)
{
  const char * const bad_pairs[] = { "b,=1; ", "b=\"\\000\"; " };

  if (!can_count ())
    {
      g_test_skip ("allocations cannot be counted here");
      return;
    }

  /* the first registers types */
  count_bad (COOKIE_PROFILE_RFC6265, bad_pairs[0], 1);

  for (guint i = 0; i < G_N_ELEMENTS (bad_pairs); i++)
    for (CookieProfile profile = COOKIE_PROFILE_PYTHON; profile <= COOKIE_PROFILE_STRICT; profile++)
      g_assert_cmpuint (count_bad (profile, bad_pairs[i], 1000), <=, count_bad (profile, bad_pairs[i], 200) + 2);
}

/* Nor does a lookup allocate, in a header of so many pairs. */
static void
test_lookups (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autofree char *header = make_header (128);
  guint start;

  if (!can_count ())
    {
      g_test_skip ("allocations cannot be counted here");
      return;
    }

  g_assert_true (cookie_base_cookie_load (cookie, header, NULL));

  start = n_allocations;
  g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "name127"), ==, "value-of-127");
  g_assert_cmpstr (cookie_base_cookie_get_coded_value (cookie, "name0"), ==, "value-of-0");
  g_assert_true (cookie_base_cookie_contains (cookie, "name64"));
  g_assert_false (cookie_base_cookie_contains (cookie, "name128"));
  g_assert_cmpuint (n_allocations, ==, start);
}

/* A value that a codec decoded is read without a morsel. */
static void
test_decoded (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_smart_cookie_new ();
  guint start;

  if (!can_count ())
    {
      g_test_skip ("allocations cannot be counted here");
      return;
    }

  g_assert_true (cookie_base_cookie_load (cookie, "a=text; b=@i:7", NULL));
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 2);

  start = n_allocations;
  g_assert_cmpstr (cookie_base_cookie_get_string (cookie, "a"), ==, "text");
  g_assert_cmpstr (cookie_base_cookie_get_nth_string (cookie, 0), ==, "text");
  g_assert_null (cookie_base_cookie_get_string (cookie, "b"));
  g_assert_cmpuint (n_allocations, ==, start);
}

/* Nor does it take one to remove a cookie that nobody has. */
static void
test_removal (void)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  guint start;

  if (!can_count ())
    {
      g_test_skip ("allocations cannot be counted here");
      return;
    }

  g_assert_true (cookie_base_cookie_load (cookie, "a=1; b=2; c=3", NULL));
  g_assert_false (cookie_base_cookie_remove (cookie, "d")); /* makes the table of items */

  start = n_allocations;
  g_assert_true (cookie_base_cookie_remove (cookie, "b"));
  g_assert_true (cookie_base_cookie_remove (cookie, "a"));
  g_assert_true (cookie_base_cookie_remove (cookie, "c"));
  g_assert_cmpuint (n_allocations, ==, start);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/allocations/python", GINT_TO_POINTER (COOKIE_PROFILE_PYTHON), test_load);
  g_test_add_data_func ("/allocations/rfc6265", GINT_TO_POINTER (COOKIE_PROFILE_RFC6265), test_load);
  g_test_add_data_func ("/allocations/strict", GINT_TO_POINTER (COOKIE_PROFILE_STRICT), test_load);

  g_test_add_func ("/allocations/bytes", test_bytes);
  g_test_add_func ("/allocations/errors", test_errors);
  g_test_add_func ("/allocations/lookups", test_lookups);
  g_test_add_func ("/allocations/decoded", test_decoded);
  g_test_add_func ("/allocations/removal", test_removal);

  return g_test_run ();
}
