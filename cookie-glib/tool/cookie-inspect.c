/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "document.h"
#include "options.h"
#include "report-json.h"
#include "report-text.h"
#include "response.h"
#include "totals.h"
#include "values.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
  STATUS_CLEAN = 0,
  STATUS_DIAGNOSTICS = 1,
  STATUS_FAILED = 2,
  STATUS_NOTHING = 3
};

typedef struct
{
  Options options;
  Totals totals;
  Response response; /* what it has set so far */
  ReportJson *json;
  GString *out; /* what is not written yet */
  GUri *origin; /* the last one that the input said */
  gboolean is_in_doubt; /* whether the kind of a value was doubted */
} Run;

static int write_errno; /* of the first write that failed */

/* A message can cite the input. */
static void
complain (const char *message)
{
  g_autoptr (GString) line = g_string_new ("cookie-inspect: ");
  g_autofree char *words = terminal_dup_words (message);
  Terminal terminal = { line, G_MAXINT };

  terminal_add_text (&terminal, words, strlen (words), FALSE, 0, 1);
  fprintf (stderr, "%s\n", line->str);
}

static void
write_out (Run *run)
{
  if (fwrite (run->out->str, 1, run->out->len, stdout) < run->out->len && write_errno == 0)
    write_errno = errno;
  g_string_truncate (run->out, 0);
}

/* At the end of the process, whatever was printed. */
static void
check_output (void)
{
  g_autofree char *message = NULL;

  if (fflush (stdout) != 0 && write_errno == 0)
    write_errno = errno;
  if (!ferror (stdout))
    return;

  message = g_strdup_printf ("cannot write the standard output%s%s", write_errno != 0 ? ": " : "", write_errno != 0 ? g_strerror (write_errno) : "");
  complain (message);
  _exit (STATUS_FAILED);
}

static void
flush (gpointer user_data)
{
  Run *run = user_data;

  write_out (run);
  if (fflush (stdout) != 0 && write_errno == 0)
    write_errno = errno;
}

static void
report_note (guint       line,
             const char *message,
             gpointer    user_data)
{
  g_autofree char *text = g_strdup_printf ("line %u: %s", line, message);

  flush (user_data);
  complain (line > 0 ? text : message);
}

/* Says once that -s may be missing, or that the input may be something else, or two fields. Python's profile reads
 * attributes of a Cookie field.
 */
static void
report_doubt (Run              *run,
              const Field      *field,
              const Inspection *inspection)
{
  const CookieProfile profile = run->options.circumstances.profile;
  const char *doubt = NULL;

  if (run->is_in_doubt || (field->kind == FIELD_COOKIE && !field->is_unnamed))
    return;

  if (field->kind == FIELD_SET_COOKIE && values_has_joined_pair (field->text, field->length))
    doubt = "a comma or a space of this field may be meant to separate attributes or two Set-Cookie fields, and does not";
  else if (field->kind == FIELD_SET_COOKIE)
    return;
  else if (profile == COOKIE_PROFILE_RFC6265 && field->length > 0 && inspection->diagnostics->len > 0 && cookie_base_cookie_get_size (inspection->cookie) == 0)
    doubt = "this is read as the value of a Cookie field, and has no cookie: cookie-inspect --help tells what is read";
  else if (values_has_name (field->text, field->length))
    doubt = "this is read as the value of a Cookie field, and has the name of a field in it: cookie-inspect --help tells what is read";
  else if (profile != COOKIE_PROFILE_PYTHON && values_has_attribute (field->text, field->length))
    doubt = "this is read as a Cookie field, and looks like a Set-Cookie field: -s reads it as one";
  else
    return;

  run->is_in_doubt = TRUE;
  report_note (field->line, doubt, run);
}

/* A HAR file has many: it is said where the next cookies come from. */
static void
report_origin (Run      *run,
               Terminal *terminal,
               GUri     *origin)
{
  g_autofree char *text = NULL;

  if (origin == NULL || origin == run->origin)
    return;

  g_clear_pointer (&run->origin, g_uri_unref);
  run->origin = g_uri_ref (origin);
  text = g_uri_to_string_partial (origin, G_URI_HIDE_USERINFO);

  terminal_add (terminal, "# ");
  terminal_add_text (terminal, text, strlen (text), FALSE, 2, 2);
  terminal_end_line (terminal);
}

static void
report_field (const Field *field,
              gpointer     user_data)
{
  Run *run = user_data;
  const Options *options = &run->options;
  g_autoptr (Inspection) inspection = inspection_new (field, &options->circumstances);
  Terminal terminal = { run->out, options->width, .colour = options->colour };

  response_add (&run->response, inspection, field->message);

  switch (options->output)
    {
    case OUTPUT_TEXT:
      if (run->totals.n_fields > 0)
        terminal_end_line (&terminal);
      if (!field->is_stored)
        report_origin (run, &terminal, field->origin);
      report_text (inspection, options->url, &terminal);
      break;

    case OUTPUT_JSON:
      g_string_append (run->out, run->totals.n_fields > 0 ? ",\n " : "[");
      report_json_add (run->json, inspection, options->url, run->out);
      break;

    case OUTPUT_JSON_LINES:
      report_json_add (run->json, inspection, options->url, run->out);
      g_string_append_c (run->out, '\n');
      break;

    case OUTPUT_NOTHING:
    default:
      break;
    }

  report_doubt (run, field, inspection);
  totals_add (&run->totals, inspection);
  if (run->out->len >= 64 * 1024)
    write_out (run);
}

static void
report_format (Run        *run,
               const char *where,
               const char *format)
{
  g_autofree char *message = NULL;

  if (!run->options.verbose)
    return;

  flush (run);
  message = g_strdup_printf ("%s: %s", where, format);
  complain (message);
}

static gboolean
read_fields (Run     *run,
             GError **error)
{
  const Sink sink = { report_field, report_note, run, run->options.unnamed, run->options.circumstances.origin };
  const char *format;

  if (run->options.values == NULL)
    {
      g_autoptr (Input) input = input_new (STDIN_FILENO, flush, run);

      if (isatty (STDIN_FILENO) && isatty (STDERR_FILENO))
        complain ("reading header fields from the terminal, until Ctrl+D; --help shows what else there is");

      format = document_read (input, &sink, error);
      if (format != NULL)
        report_format (run, "the standard input", format);
      return format != NULL;
    }

  for (char **p = run->options.values; *p != NULL; p++)
    {
      if (field_starts_with (*p, strlen (*p), "https://") || field_starts_with (*p, strlen (*p), "http://"))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s is a URL: read its answer with curl -si URL | cookie-inspect -o URL", *p);
          return FALSE;
        }
      if (strchr (*p, '=') == NULL && g_file_test (*p, G_FILE_TEST_IS_REGULAR))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s is a file: read it with < %s", *p, *p);
          return FALSE;
        }

      response_clear (&run->response);
      format = document_read_text (*p, &sink, error);
      if (format == NULL)
        return FALSE;
      report_format (run, "an argument", format);
    }

  return TRUE;
}

static void
report_end (Run *run)
{
  g_autofree char *summary = totals_describe (&run->totals);
  Terminal terminal = { run->out, run->options.width };

  if (run->options.output == OUTPUT_JSON)
    g_string_append (run->out, run->totals.n_fields > 0 ? "]\n" : "[]\n");
  else if (run->options.output == OUTPUT_TEXT && run->totals.n_fields > 1)
    {
      terminal_end_line (&terminal);
      terminal_add_words (&terminal, summary, 2);
      terminal_end_line (&terminal);
    }
}

static int
get_status (const Run *run)
{
  if (run->totals.n_fields == 0)
    {
      complain ("the input has no Cookie or Set-Cookie field");
      return STATUS_NOTHING;
    }

  return run->totals.has_severity && run->totals.severity <= run->options.fail_on ? STATUS_DIAGNOSTICS : STATUS_CLEAN;
}

static int
inspect (Run *run)
{
  g_autoptr (GError) error = NULL;
  const gboolean success = read_fields (run, &error);

  report_end (run);
  flush (run);

  if (!success)
    {
      complain (error->message);
      return STATUS_FAILED;
    }

  return get_status (run);
}

int
main (int   argc,
      char *argv[])
{
  Run run = { 0 };
  g_autoptr (GError) error = NULL;
  int status;

  setlocale (LC_CTYPE, ""); /* of the messages, there is no translation */
  atexit (check_output);

  if (!options_parse (&run.options, argc, argv, &error))
    {
      complain (error->message);
      fputs ("Try 'cookie-inspect --help'\n", stderr);
      options_clear (&run.options);
      return STATUS_FAILED;
    }

  if (run.options.help != NULL || run.options.version)
    {
      fputs (run.options.help != NULL ? run.options.help : "cookie-inspect " PACKAGE_VERSION "\n", stdout);
      options_clear (&run.options);
      return STATUS_CLEAN;
    }

  run.json = report_json_new ();
  run.out = g_string_new (NULL);
  status = inspect (&run);

  report_json_free (run.json);
  g_string_free (run.out, TRUE);
  g_clear_pointer (&run.origin, g_uri_unref);
  response_clear (&run.response);
  options_clear (&run.options);

  return status;
}
