/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What cookie-inspect reads: HTTP messages, the output of curl -v, cookie files, HAR, curl commands, header
 * fields and values. The first two bytes choose how it is read and shown; the rest is the input, which is read
 * twice, from a file and as an argument. Each field is reported as text and as JSON.
 */

#include "fuzz.h"

#include "tool/document.h"
#include "tool/report-json.h"
#include "tool/report-text.h"
#include "tool/response.h"
#include "tool/totals.h"
#include "tool/values.h"

#include <json-glib/json-glib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* 27 November 2026 */
#define NOW G_GINT64_CONSTANT (1795737600)

typedef struct {
  Circumstances circumstances;
  GUri *url;
  int width;
  gboolean colour;
  Totals totals;
  Response response;
  GString *seen; /* the fields, to compare */
  guint n_fields;
  guint n_lines; /* of the input */
} Reading;

static ReportJson *json;

/* What neither a terminal nor a reader may get: control characters, and those that reorder a line or end it. */
static gboolean
is_harmful (gunichar c)
{
  return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
         (c >= 0x2066 && c <= 0x206f) || c == 0xfeff || (c >= 0xe0000 && c <= 0xe007f);
}

/* Lines without what is harmful, apart from colours where they are wanted. */
static void
check_output (const char *text,
              gboolean    colour)
{
  fuzz_check_text (text);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (colour && g_str_has_prefix (p, "\033["))
        {
          p += 2 + strspn (p + 2, "0123456789");
          g_assert_cmpint (*p, ==, 'm');
        }
      else
        {
          g_assert_true (*p == '\n' || !is_harmful (g_utf8_get_char (p)));
        }
    }
}

/* Lines of ASCII are not wider than the terminal. */
static void
check_width (const char *text,
             int         width)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    if (g_str_is_ascii (*line))
      g_assert_cmpuint (strlen (*line), <=, width);
}

static JsonObject *
parse (JsonParser *parser,
       const char *text)
{
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);

  return json_node_get_object (json_parser_get_root (parser));
}

static void
check_json (const char       *text,
            const Field      *field,
            const Inspection *inspection)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = parse (parser, text);
  JsonArray *cookies = json_object_get_array_member (object, "cookies");
  JsonArray *diagnostics = json_object_get_array_member (object, "diagnostics");
  const char *shown = json_object_get_string_member (object, "text");

  g_assert_cmpstr (json_object_get_string_member (object, "field"), ==, field->kind == FIELD_COOKIE ? "Cookie" : "Set-Cookie");
  g_assert_null (strchr (text, '\n'));

  /* a character of the text stands for each that the field has */
  if (g_utf8_validate_len (field->text, field->length, NULL))
    g_assert_cmpmem (shown, strlen (shown), field->text, field->length);
  else if (inspection->is_latin1)
    g_assert_cmpint (g_utf8_strlen (shown, -1), ==, field->length);

  if (inspection->cookie != NULL)
    g_assert_cmpuint (json_array_get_length (cookies), ==, cookie_base_cookie_get_size (inspection->cookie));
  else
    g_assert_cmpuint (json_array_get_length (cookies), ==, inspection->morsel != NULL);
  g_assert_cmpuint (json_array_get_length (diagnostics), ==, inspection->diagnostics->len);
  g_assert_cmpint (json_object_has_member (object, "verdict"), ==, field->kind == FIELD_SET_COOKIE);
}

static void
field_cb (const Field *field,
          gpointer     user_data)
{
  Reading *self = user_data;
  g_autoptr (Inspection) inspection = inspection_new (field, &self->circumstances);
  g_autoptr (GString) out = g_string_new (NULL);
  Terminal terminal = { out, self->width, .colour = self->colour };

  g_assert_cmpuint (field->line, <=, self->n_lines);
  g_string_append_printf (self->seen, "%d %u ", field->kind, field->line);
  g_string_append_len (self->seen, field->text, field->length);
  g_string_append_c (self->seen, '\n');

  fuzz_check_diagnostics (inspection->diagnostics, field->length);
  response_add (&self->response, inspection, field->message);
  if (inspection->replaces)
    g_assert_cmpuint (inspection->replaced_line, <=, field->line);

  report_text (inspection, self->url, &terminal);
  check_output (out->str, self->colour);
  if (!self->colour)
    check_width (out->str, self->width);

  g_string_truncate (out, 0);
  report_json_add (json, inspection, self->url, out);
  check_output (out->str, FALSE);
  check_json (out->str, field, inspection);

  values_has_attribute (field->text, field->length);
  values_has_joined_pair (field->text, field->length);
  values_has_name (field->text, field->length);
  totals_add (&self->totals, inspection);
  self->n_fields++;
}

static void
note_cb (guint       line,
         const char *message,
         gpointer    user_data)
{
  g_assert_cmpuint (line, <=, ((Reading *) user_data)->n_lines);
  fuzz_check_text (message);
}

static void
before_wait_cb (gpointer user_data)
{
}

/* (transfer full) */
static Input *
open_input (const guint8 *data,
            gsize         size)
{
  static FILE *file;

  if (file == NULL)
    file = tmpfile ();
  g_assert_cmpint (ftruncate (fileno (file), 0), ==, 0);
  g_assert_cmpint (pwrite (fileno (file), data, size, 0), ==, size);
  g_assert_cmpint (lseek (fileno (file), 0, SEEK_SET), ==, 0);

  return input_new (fileno (file), before_wait_cb, NULL);
}

static void
reading_start (Reading *self,
               guint8   choice,
               guint8   width)
{
  static CookieKeyring *keyring;
  static GUri *origin;

  if (keyring == NULL)
    {
      g_autoptr (GBytes) secret = g_bytes_new_static ("0123456789abcdef0123456789abcdef", 32);

      keyring = cookie_keyring_new ();
      cookie_keyring_append (keyring, secret, NULL);
      origin = g_uri_parse ("https://www.site.example/a/b", G_URI_FLAGS_NONE, NULL);
    }

  memset (self, 0, sizeof *self);
  self->circumstances.profile = choice % 3;
  self->circumstances.origin = choice & 8 ? origin : NULL;
  self->circumstances.now = g_date_time_new_from_unix_utc (NOW);
  self->circumstances.keyring = choice & 16 ? keyring : NULL;
  self->circumstances.purpose = (char *) "fuzz";
  self->url = choice & 32 ? origin : NULL;
  self->colour = choice >> 6 & 1;
  self->width = 20 + width % 128;
  self->seen = g_string_new (NULL);
}

static void
reading_end (Reading *self)
{
  g_autofree char *summary = totals_describe (&self->totals);

  g_assert_cmpuint (self->totals.n_fields, ==, self->n_fields);
  g_assert_cmpuint (self->totals.n_set, ==, self->totals.n_kept + self->totals.n_removed + self->totals.n_dropped);
  fuzz_check_text (summary);

  g_date_time_unref (self->circumstances.now);
  response_clear (&self->response);
  g_string_free (self->seen, TRUE);
}

static void
check_read (const char *format,
            GError     *error)
{
  g_assert_cmpint (format != NULL, ==, error == NULL);
  if (error != NULL)
    g_assert_cmpstr (error->message, !=, "");
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const guint8 choice = fuzz_take_byte (&data, &size);
  const guint8 width = fuzz_take_byte (&data, &size);
  g_autoptr (Input) input = open_input (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) argument_error = NULL;
  Reading reading, argument;
  Sink sink = { field_cb, note_cb, &reading };
  const char *format, *argument_format;

  if (json == NULL)
    {
      setlocale (LC_CTYPE, "C.UTF-8"); /* of which more is printed than ASCII */
      json = report_json_new ();
    }

  reading_start (&reading, choice, width);
  reading.n_lines = 1;
  for (gsize i = 0; i < size; i++)
    reading.n_lines += data[i] == '\n';
  sink.unnamed = choice >> 7;
  sink.origin = reading.circumstances.origin;
  format = document_read (input, &sink, &error);
  check_read (format, error);

  /* an argument has no NUL, and a value is one with its line breaks */
  if (memchr (data, '\0', size) == NULL)
    {
      g_autofree char *text = g_strndup ((const char *) data, size);

      reading_start (&argument, choice, width);
      argument.n_lines = reading.n_lines;
      sink.user_data = &argument;
      argument_format = document_read_text (text, &sink, &argument_error);
      check_read (argument_format, argument_error);
      if (format != NULL && g_strcmp0 (format, argument_format) == 0 && format != values_format.name)
        g_assert_cmpstr (argument.seen->str, ==, reading.seen->str);
      reading_end (&argument);
    }
  reading_end (&reading);

  return 0;
}
