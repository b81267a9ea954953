/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A value that a client sends takes memory in proportion to its text: counted in bytes. */

#include <cookie-glib/cookie-glib.h>

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#if defined (__has_feature) && !defined (__SANITIZE_ADDRESS__)
#if __has_feature (address_sanitizer)
#define __SANITIZE_ADDRESS__
#endif
#endif

static gssize n_bytes, n_bytes_at_most;

#if defined (__GLIBC__) && !defined (__SANITIZE_ADDRESS__)
/* The program's own malloc family comes before the C library's in every object that is loaded. */

void *__libc_malloc  (size_t size);
void *__libc_calloc  (size_t n, size_t size);
void *__libc_realloc (void *memory, size_t size);
void  __libc_free    (void *memory);

static void *
count (void *memory)
{
  n_bytes += malloc_usable_size (memory);
  n_bytes_at_most = MAX (n_bytes_at_most, n_bytes);
  return memory;
}

void *
malloc (size_t size)
{
  return count (__libc_malloc (size));
}

void *
calloc (size_t n,
        size_t size)
{
  return count (__libc_calloc (n, size));
}

/* The old and the new memory may be there at once. */
void *
realloc (void   *memory,
         size_t  size)
{
  const gsize old_size = malloc_usable_size (memory);
  void *new_memory = count (__libc_realloc (memory, size));

  n_bytes -= old_size;
  return new_memory;
}

void
free (void *memory)
{
  n_bytes -= malloc_usable_size (memory);
  __libc_free (memory);
}

#endif

/* A sanitizer and valgrind have a malloc of their own. */
static gboolean
can_count (void)
{
  const gssize before = n_bytes;
  g_autofree char *memory = g_malloc (100);

  return n_bytes >= before + 100;
}

/* What a value takes, however short its text is: a GVariant, a GBytes, what GLib knows of the type */
#define OVERHEAD 1024

/* A large block of memory is whole pages. */
#define PAGE 4096

/* docs/security.md and the documentation of the two codecs say these. */
#define MAX_KEPT 4
#define MAX_WHILE_DECODING 16
#define MAX_KEPT_JSON 10
#define MAX_WHILE_DECODING_JSON 300

#define LENGTH 4096
#define LONG_LENGTH (128 * 1024)

/* The shortest texts of each kind of value */
typedef struct {
  const char *start;
  const char *item;
  const char *end;
} Kind;

static const Kind cases[] = {
  { "a{yy}:{", "1:2", "}" },
  { "a{yt}:{", "0:0", "}" },
  { "ab:[", "true", "]" },
  { "an:[", "7", "]" },
  { "at:[", "0", "]" },
  { "ad:[", "0", "]" },
  { "a(yt):[", "(0|0)", "]" },
  { "a(ytytytytytyt):[", "(0|0|0|0|0|0|0|0|0|0|0|0)", "]" },
  { "a():[", "()", "]" },
  { "as:[", "''", "]" },
  { "aay:[", "''", "]" },
  { "aai:[", "[]", "]" },
  { "aat:[", "[0]", "]" },
  { "aa{sv}:[", "{}", "]" },
  { "aaaaaaaaaaaaaaaay:[", "[]", "]" },
  { "av:[", "<y:1>", "]" },
  { "av:[", "<t:0>", "]" },
  { "av:[", "<v:<v:<v:<v:<y:0>>>>>", "]" },
  { "a{sv}:{", "'':<y:0>", "}" },
  { "amy:[", "nothing", "]" },
  { "amt:[", "just:0", "]" },
  { "a(ss):[", "(''|'')", "]" },
  { "a(sat):[", "(''|[0])", "]" },
  { "s:'", "%41", "'" },
};

static char *
make_text (const Kind *kind,
           const char *separator,
           gsize       length)
{
  GString *text = g_string_new (kind->start);
  gboolean is_first = TRUE;

  while (text->len + strlen (separator) + strlen (kind->item) + strlen (kind->end) <= length)
    {
      g_string_append (text, is_first ? "" : separator);
      g_string_append (text, kind->item);
      is_first = FALSE;
    }
  g_string_append (text, kind->end);

  return g_string_free (text, FALSE);
}

/* Checks what a value takes, and adds it to the most that one did. */
static void
check (CookieCodec *codec,
       const char  *text,
       gssize       max_kept,
       gssize       max_while_decoding,
       double       most[2])
{
  const gssize length = strlen (text);
  const gssize overhead = OVERHEAD + (length > LENGTH ? PAGE : 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = NULL;
  g_autofree char *again = NULL;
  const gssize before = n_bytes;
  gssize kept, at_most;

  n_bytes_at_most = n_bytes;
  value = cookie_codec_decode (codec, "a", text, &error);
  kept = n_bytes - before;
  at_most = n_bytes_at_most - before;
  g_assert_no_error (error);

  g_test_message ("%.16s…, %" G_GSSIZE_FORMAT " bytes: %.1f bytes of memory a byte, %.1f while decoding",
                  text, length, (double) kept / length, (double) at_most / length);
  most[0] = MAX (most[0], (double) (kept - overhead) / length);
  most[1] = MAX (most[1], (double) (at_most - overhead) / length);
  g_assert_cmpint (kept, <=, max_kept * length + overhead);
  g_assert_cmpint (at_most, <=, max_while_decoding * length + overhead);

  /* nor is it another value; the texts of JSON are not those that are written */
  if (COOKIE_IS_JSON_CODEC (codec))
    return;
  again = cookie_codec_encode (codec, "a", value, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again, ==, *text == 's' ? again : text);
}

static void
test_memory (void)
{
  g_autoptr (CookieCodec) codec = COOKIE_CODEC (cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_TEXT, NULL));
  g_autoptr (CookieCodec) large = g_object_new (COOKIE_TYPE_VARIANT_CODEC, "max-length", LONG_LENGTH, NULL);
  double most[2] = { 0, 0 };

  if (!can_count ())
    {
      g_test_skip ("memory cannot be counted here");
      return;
    }

  /* what GLib sets up once */
  g_variant_unref (cookie_codec_decode (codec, "a", "a{sv}:{'':<y:0>}", NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *separator = *cases[i].start == 's' ? "" : "|";
      g_autofree char *text = make_text (&cases[i], separator, LENGTH);
      g_autofree char *long_text = make_text (&cases[i], separator, LONG_LENGTH);

      check (codec, text, MAX_KEPT, MAX_WHILE_DECODING, most);
      check (large, long_text, MAX_KEPT, MAX_WHILE_DECODING, most);
    }

  g_test_message ("note: VariantCodec: at most %.1f bytes of memory for each byte of text, %.1f while decoding", most[0], most[1]);
}

/* The nodes that json-glib makes of a text take the most. */
static void
test_json (void)
{
  static const Kind texts[] = {
    { "[", "0", "]" }, { "[", "[]", "]" }, { "[", "{}", "]" }, { "[", "\"\"", "]" }, { "[", "true", "]" }, { "[", "null", "]" },
    { "[", "0.5", "]" }, { "[", "[[0]]", "]" }, { "[", "{\"\":0}", "]" }, { "[\"", "x", "\"]" },
  };
  g_autoptr (CookieCodec) codec = NULL;
  double most[2] = { 0, 0 };

  if (!can_count () || !cookie_json_codec_is_supported ())
    {
      g_test_skip ("memory cannot be counted here, or the library has no json-glib");
      return;
    }

  codec = COOKIE_CODEC (cookie_json_codec_new ());
  g_variant_unref (cookie_codec_decode (codec, "a", "[{\"\":0},[\"\",null,0.5]]", NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = make_text (&texts[i], texts[i].start[1] == '"' ? "" : ",", LENGTH);

      check (codec, text, MAX_KEPT_JSON, MAX_WHILE_DECODING_JSON, most);
    }

  g_test_message ("note: JsonCodec: at most %.1f bytes of memory for each byte of text, %.1f while decoding", most[0], most[1]);
}

/* A value in a cookie dictionary takes no more, and there is a bound for all of them. */
static void
test_dictionary (void)
{
  g_autoptr (CookieBaseCookie) cookie = COOKIE_BASE_COOKIE (cookie_serial_cookie_new ());
  g_autofree char *text = make_text (&cases[0], "|", LENGTH);
  g_autoptr (GString) header = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gssize before;

  if (!can_count ())
    {
      g_test_skip ("memory cannot be counted here");
      return;
    }

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (header, "a%u=%s; ", i, text);

  before = n_bytes;
  g_assert_true (cookie_base_cookie_load (cookie, header->str, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 100);
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf ("a%u", i);

      g_assert_nonnull (cookie_morsel_get_value (cookie_base_cookie_get (cookie, name)));
    }

  g_test_message ("%.1f bytes of memory a byte", (double) (n_bytes - before) / header->len);
  g_assert_cmpint (n_bytes - before, <=, (gssize) (8 * header->len));
}

/* What is longer than the bound is not decoded at all. */
static void
test_limit (void)
{
  g_autoptr (CookieCodec) codec = COOKIE_CODEC (cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_TEXT, NULL));
  g_autofree char *text = make_text (&cases[0], "|", LONG_LENGTH);
  g_autoptr (GError) error = NULL;
  const gssize before = n_bytes;

  n_bytes_at_most = n_bytes;
  g_assert_null (cookie_codec_decode (codec, "a", text, &error));
  g_assert_error (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT);
  g_assert_cmpint (n_bytes_at_most - before, <=, 4096);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cookie/variant-memory/decode", test_memory);
  g_test_add_func ("/cookie/variant-memory/json", test_json);
  g_test_add_func ("/cookie/variant-memory/dictionary", test_dictionary);
  g_test_add_func ("/cookie/variant-memory/limit", test_limit);

  return g_test_run ();
}
