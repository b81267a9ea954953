/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "inspection.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
  EXIT_CLEAN = 0,
  EXIT_DIAGNOSTICS = 1,
  EXIT_USAGE = 2
};

static gboolean opt_set_cookie;
static gboolean opt_json;
static gboolean opt_version;
static char *opt_profile;
static char *opt_origin;
static char **opt_headers;

static const GOptionEntry entries[] = {
  { "set-cookie", 's', 0, G_OPTION_ARG_NONE, &opt_set_cookie, "Read Set-Cookie fields, as a browser does", NULL },
  { "origin", 'o', 0, G_OPTION_ARG_STRING, &opt_origin, "The origin of the Set-Cookie fields", "URI" },
  { "profile", 'p', 0, G_OPTION_ARG_STRING, &opt_profile, "The profile for Cookie fields: python, rfc6265 or strict", "PROFILE" },
  { "json", 'j', 0, G_OPTION_ARG_NONE, &opt_json, "Print JSON", NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, &opt_version, "Print the version", NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &opt_headers, NULL, "[HEADER...]" },
  { NULL }
};

static GByteArray *
read_standard_input (void)
{
  GByteArray *input = g_byte_array_new ();
  guint8 buffer[8192];
  gsize n;

  while ((n = fread (buffer, 1, sizeof buffer, stdin)) > 0)
    g_byte_array_append (input, buffer, n);

  return input;
}

/* Returns the value of a line that starts with the field name, or with `< ` or `> ` and the field
 * name as curl -v prints it. Returns NULL for any other line.
 */
static GBytes *
get_named_value (GBytes     *line,
                 const char *name)
{
  gsize length;
  const char *text = g_bytes_get_data (line, &length);
  gsize start = 0;

  if (length > 2 && (text[0] == '<' || text[0] == '>') && text[1] == ' ')
    start = 2;

  if (length - start <= strlen (name) || g_ascii_strncasecmp (text + start, name, strlen (name)) != 0)
    return NULL;

  start += strlen (name);
  while (start < length && (text[start] == ' ' || text[start] == '\t'))
    start++;

  return g_bytes_new_from_bytes (line, start, length - start);
}

/* Returns the field values: those of the lines with the field name, or all lines if none has it. */
static GPtrArray *
find_headers (GPtrArray *lines)
{
  const char *name = opt_set_cookie ? "Set-Cookie:" : "Cookie:";
  g_autoptr (GPtrArray) named = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < lines->len; i++)
    {
      GBytes *value = get_named_value (lines->pdata[i], name);

      if (value != NULL)
        g_ptr_array_add (named, value);
    }

  return g_ptr_array_ref (named->len > 0 ? named : lines);
}

static GPtrArray *
split_lines (GByteArray *input)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  gsize start = 0;

  while (start < input->len)
    {
      const guint8 *text = input->data + start;
      const guint8 *newline = memchr (text, '\n', input->len - start);
      gsize length = newline != NULL ? (gsize) (newline - text) : input->len - start;

      start += length + 1;
      if (length > 0 && text[length - 1] == '\r')
        length--;
      if (length > 0)
        g_ptr_array_add (lines, g_bytes_new (text, length));
    }

  return lines;
}

static GPtrArray *
get_headers (void)
{
  g_autoptr (GPtrArray) lines = NULL;

  if (opt_headers == NULL)
    {
      g_autoptr (GByteArray) input = read_standard_input ();

      lines = split_lines (input);
    }
  else
    {
      lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
      for (char **p = opt_headers; *p != NULL; p++)
        g_ptr_array_add (lines, g_bytes_new (*p, strlen (*p)));
    }

  return find_headers (lines);
}

static gboolean
wants_colour (void)
{
  const char *no_color = g_getenv ("NO_COLOR");

  return isatty (STDOUT_FILENO) && (no_color == NULL || *no_color == '\0') &&
         g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

/* Returns NULL for text that is not a URI with a host. */
static GUri *
parse_origin (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autofree char *ascii = host != NULL ? g_hostname_to_ascii (host) : NULL;

  return ascii != NULL && *ascii != '\0' ? g_steal_pointer (&uri) : NULL;
}

static int
fail (const char *message)
{
  fprintf (stderr, "cookie-inspect: %s\n", message);

  return EXIT_USAGE;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GEnumClass) profiles = g_type_class_ref (COOKIE_TYPE_PROFILE);
  g_autoptr (GPtrArray) headers = NULL;
  g_autoptr (GString) output = g_string_new (NULL);
  g_autoptr (GUri) origin = NULL;
  g_autoptr (GError) error = NULL;
  CookieProfile profile = COOKIE_PROFILE_RFC6265;
  gboolean colour = wants_colour ();
  int status = EXIT_CLEAN;

  setlocale (LC_ALL, "");

  g_option_context_set_summary (context,
                                "Prints the cookies of a Cookie field or, with --set-cookie, whether a browser keeps the\n"
                                "cookie of a Set-Cookie field. Without a HEADER, it reads the lines of the standard input,\n"
                                "such as the output of curl -i.");
  g_option_context_set_description (context, "The exit status is 0 without diagnostics, 1 with diagnostics, and 2 for a wrong usage.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    return fail (error->message);

  if (opt_version)
    {
      puts ("cookie-inspect " PACKAGE_VERSION);
      return EXIT_CLEAN;
    }

  if (opt_profile != NULL)
    {
      const GEnumValue *value = g_enum_get_value_by_nick (profiles, opt_profile);

      if (value == NULL)
        return fail ("the profile must be python, rfc6265 or strict");
      profile = value->value;
    }

  if (opt_set_cookie && opt_profile != NULL)
    return fail ("--profile cannot be used with --set-cookie");
  if (!opt_set_cookie && opt_origin != NULL)
    return fail ("--origin requires --set-cookie");

  if (opt_origin != NULL)
    {
      origin = parse_origin (opt_origin);
      if (origin == NULL)
        return fail ("the origin must be a URI with a host");
    }

  headers = get_headers ();
  g_string_append (output, opt_json ? "[" : "");

  for (guint i = 0; i < headers->len; i++)
    {
      Inspection *inspection = opt_set_cookie
                               ? inspection_new_set_cookie (headers->pdata[i], origin)
                               : inspection_new_cookie (headers->pdata[i], profile);

      g_string_append (output, i == 0 ? "" : opt_json ? ",\n " : "\n");
      if (opt_json)
        inspection_append_json (inspection, output);
      else
        inspection_append_text (inspection, colour, output);

      if (inspection->diagnostics->len > 0)
        status = EXIT_DIAGNOSTICS;

      inspection_free (inspection);
    }

  g_string_append (output, opt_json ? "]\n" : "");
  fwrite (output->str, 1, output->len, stdout);

  return fflush (stdout) == 0 ? status : EXIT_USAGE;
}
