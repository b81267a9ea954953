/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "options.h"

#include "core/date.h"
#include "core/domain.h"
#include "report-json.h"
#include "terminal.h"
#include "url.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define DEFAULT_WIDTH 80
#define MIN_WIDTH 20
#define MAX_WIDTH 10000

/* The options as they are written */
typedef struct
{
  gboolean set_cookie, json, json_lines, quiet, verbose, version, help;
  char *now, *profile, *fail_on, *color, *width;
  char **values, **origins, **urls, **key_files, **purposes;
} Words;

static void
words_clear (Words *self)
{
  g_free (self->now);
  g_free (self->profile);
  g_free (self->fail_on);
  g_free (self->color);
  g_free (self->width);
  g_strfreev (self->origins);
  g_strfreev (self->urls);
  g_strfreev (self->key_files);
  g_strfreev (self->purposes);
  g_strfreev (self->values);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static gboolean
refuse (GError     **error,
        const char  *option,
        const char  *word,
        const char  *reason)
{
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s=%s: %s", option, word, reason);

  return FALSE;
}

static gboolean
refuse_second (const char  *option,
               char       **words,
               GError     **error)
{
  return words == NULL || words[1] == NULL || refuse (error, option, words[1], "it can be given once");
}

/* Finds the value of an enumeration. */
static gboolean
read_enum (const char  *option,
           const char  *word,
           GType        type,
           int         *value,
           GError     **error)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (type);
  const GEnumValue *found;
  g_autoptr (GString) names = NULL;

  if (word == NULL)
    return TRUE;

  found = g_enum_get_value_by_nick (G_ENUM_CLASS (klass), word);
  if (found != NULL)
    {
      *value = found->value;
      return TRUE;
    }

  names = g_string_new ("it must be one of");
  for (const GEnumValue *p = G_ENUM_CLASS (klass)->values; p->value_nick != NULL; p++)
    g_string_append_printf (names, "%s %s", p == G_ENUM_CLASS (klass)->values ? "" : ",", p->value_nick);

  return refuse (error, option, word, names->str);
}

static char *
suggest_uri (const char *word)
{
  const char *colon = strchr (word, ':');
  g_autofree char *https = g_strconcat ("https://", word, NULL);
  g_autoptr (GUri) uri = g_uri_parse (https, G_URI_FLAGS_NONE, NULL);
  g_autofree char *host = uri != NULL ? cookie_host_of_uri (uri) : NULL;

  if (host == NULL || !g_ascii_isalnum (*word) || strpbrk (word, " \t\n@") != NULL || strstr (word, "//") != NULL ||
      (colon != NULL && !g_ascii_isdigit (colon[1])))
    return NULL;

  return g_strdup_printf ("it must be a URL with a host; did you mean %s://%s?", cookie_host_is_loopback (host) ? "http" : "https", word);
}

/* Browsers take them away, or end the host there. */
static gboolean
has_stray_character (const char *word)
{
  return g_regex_match_simple ("[\\x00-\\x1f\\x7f]| $|^[^/]*://[^/?#]*[ \\\\]", word, G_REGEX_RAW, 0);
}

/* Whether the host of a URL is an IPv4 address for browsers, a wrong one at least. */
static gboolean
ends_in_number (const char *word)
{
  return g_regex_match_simple ("^[^/]*://(?:[^/?#]*@)?(?:[^/?#]*\\.)?(?:[0-9]+|0[xX][0-9a-fA-F]*)\\.?(?::[0-9]*)?(?:[/?#]|$)", word, G_REGEX_RAW, 0);
}

static gboolean
read_uri (const char  *option,
          char       **words,
          GUri       **uri,
          GError     **error)
{
  const char *word = words != NULL ? words[0] : NULL;
  g_autoptr (GUri) found = NULL;
  g_autoptr (GError) own_error = NULL;
  g_autofree char *host = NULL;
  g_autofree char *suggestion = NULL;

  if (!refuse_second (option, words, error))
    return FALSE;
  if (word == NULL)
    return TRUE;

  if (has_stray_character (word))
    return refuse (error, option, word, "it can have no control character, no blank at its end, and no blank or backslash in its host");

  found = url_parse (word, &own_error);
  host = found != NULL ? cookie_host_of_uri (found) : NULL;
  if (host != NULL)
    {
      *uri = g_steal_pointer (&found);
      return TRUE;
    }

  if (g_error_matches (own_error, G_URI_ERROR, G_URI_ERROR_BAD_PORT))
    return refuse (error, option, word, "its port is not a number up to 65535");

  if (ends_in_number (word))
    return refuse (error, option, word, "what ends in a number must be an IPv4 address, such as 127.0.0.1");

  suggestion = suggest_uri (word);

  return refuse (error, option, word, suggestion != NULL ? suggestion : "it must be a URL with a host");
}

/* A date of HTTP has no zone but GMT: browsers read another one as GMT. */
static gboolean
has_other_zone (const char *word)
{
  static const char pattern[] = ":[^+-]*[+-]|(?<![a-z])(?!(?:"
                                "(?:sun|mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur)(?:day)?|"
                                "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
                                "sep(?:tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|gmt|utc)(?![a-z]))[a-z\\x80-\\xff]";

  return g_regex_match_simple (pattern, word, G_REGEX_CASELESS | G_REGEX_RAW, 0);
}

static gboolean
read_time (const char  *word,
           GDateTime  **time,
           GError     **error)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  gint64 seconds;

  if (word == NULL)
    *time = g_date_time_new_now_utc ();
  else if (!has_other_zone (word) && cookie_date_parse (word, strlen (word), &seconds, NULL))
    *time = g_date_time_new_from_unix_utc (seconds);
  else
    {
      g_autofree char *midnight = g_strconcat (word, "T00:00:00", NULL);

      *time = g_date_time_new_from_iso8601 (word, utc);
      if (*time == NULL)
        *time = g_date_time_new_from_iso8601 (midnight, utc);
    }

  return *time != NULL ||
         refuse (error, "--now", word, "it must be a time such as 2026-11-30T12:00:00Z or Mon, 30 Nov 2026 12:00:00 GMT");
}

static gboolean
read_width (const char  *word,
            int         *width,
            GError     **error)
{
  struct winsize size;
  guint64 number;

  if (word == NULL)
    {
      *width = isatty (STDOUT_FILENO) && ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0
               ? MAX (size.ws_col, MIN_WIDTH) : DEFAULT_WIDTH;
      return TRUE;
    }

  if (!g_ascii_string_to_unsigned (word, 10, MIN_WIDTH, MAX_WIDTH, &number, NULL))
    return refuse (error, "--width", word, "it must be a number of columns from 20 to 10000");

  *width = (int) number;

  return TRUE;
}

static gboolean
read_colour (const char  *word,
             gboolean    *colour,
             GError     **error)
{
  const char *no_color = g_getenv ("NO_COLOR");

  if (g_strcmp0 (word, "always") == 0)
    *colour = TRUE;
  else if (g_strcmp0 (word, "never") == 0)
    *colour = FALSE;
  else if (word == NULL || strcmp (word, "auto") == 0)
    *colour = isatty (STDOUT_FILENO) && (no_color == NULL || *no_color == '\0') && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
  else
    return refuse (error, "--color", word, "it must be one of always, auto, never");

  return TRUE;
}

static gboolean
read_output (const Words  *words,
             Output       *output,
             GError      **error)
{
  if (words->quiet)
    *output = OUTPUT_NOTHING;
  else if (words->json_lines)
    *output = OUTPUT_JSON_LINES;
  else
    *output = words->json ? OUTPUT_JSON : OUTPUT_TEXT;

  if ((*output == OUTPUT_JSON || *output == OUTPUT_JSON_LINES) && !report_json_is_supported ())
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s is NOT SUPPORTED: cookie-inspect was built without json-glib",
                   *output == OUTPUT_JSON ? "--json" : "--json-lines");
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_purpose (char        **words,
              char        **purpose,
              GError      **error)
{
  const char *word = words != NULL ? words[0] : "";

  if (!refuse_second ("--purpose", words, error))
    return FALSE;
  if (!g_utf8_validate (word, -1, NULL))
    return refuse (error, "--purpose", word, "it must be UTF-8");

  *purpose = g_strdup (word);

  return TRUE;
}

static gboolean
read_secrets (char          **paths,
              char          **purposes,
              Circumstances  *circumstances,
              GError        **error)
{
  if (!read_purpose (purposes, &circumstances->purpose, error))
    return FALSE;

  if (paths == NULL)
    return purposes == NULL || refuse (error, "--purpose", circumstances->purpose, "it needs --key-file");

  circumstances->keyring = cookie_keyring_new ();
  for (char **path = paths; *path != NULL; path++)
    {
      g_autoptr (GError) own_error = NULL;
      g_autoptr (GBytes) secret = cookie_keyring_load_secret (*path, &own_error);

      if (secret == NULL)
        return refuse (error, "--key-file", *path, own_error->message);
      if (!cookie_keyring_append (circumstances->keyring, secret, &own_error))
        return refuse (error, "--key-file", *path, own_error->message);
    }

  return TRUE;
}

static gboolean
takes_value (const GOptionEntry *entries,
             char                option)
{
  while (entries->long_name != NULL && entries->short_name != option)
    entries++;

  return entries->long_name != NULL && entries->arg != G_OPTION_ARG_NONE;
}

/* GLib takes what is stuck to a short option for more options: -ohttps://x for -o and -h. */
static GPtrArray *
split_short_options (const GOptionEntry  *entries,
                     int                  argc,
                     char               **argv)
{
  GPtrArray *split = g_ptr_array_new_with_free_func (g_free);
  gboolean is_option = TRUE;

  for (int i = 0; i < argc; i++)
    {
      const char *word = argv[i];
      gsize n = 1;

      is_option = is_option && strcmp (word, "--") != 0;
      if (is_option && word[0] == '-' && word[1] != '-' && word[1] != '\0')
        {
          while (word[n] != '\0' && !takes_value (entries, word[n]))
            n++;
          if (word[n] != '\0' && word[n + 1] != '\0')
            {
              g_ptr_array_add (split, g_strndup (word, n + 1));
              word += n + 1;
            }
        }
      g_ptr_array_add (split, g_strdup (word));
    }

  return split;
}

/* GLib drops a value that is given to an option without one. */
static gboolean
check_flags (const GOptionEntry  *entries,
             GPtrArray           *words,
             GError             **error)
{
  for (guint i = 0; i < words->len && strcmp (words->pdata[i], "--") != 0; i++)
    {
      const char *word = words->pdata[i];
      const gsize length = strcspn (word, "=");

      for (const GOptionEntry *entry = entries; word[length] != '\0' && entry->long_name != NULL; entry++)
        {
          if (entry->arg == G_OPTION_ARG_NONE && g_str_has_prefix (word, "--") && strlen (entry->long_name) == length - 2 &&
              strncmp (word + 2, entry->long_name, length - 2) == 0)
            {
              g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--%s takes no value", entry->long_name);
              return FALSE;
            }
        }
    }

  return TRUE;
}

static gboolean
read_command_line (Words   *words,
                   int      argc,
                   char   **argv,
                   char   **help,
                   GError **error)
{
  const GOptionEntry entries[] = {
    { "set-cookie", 's', 0, G_OPTION_ARG_NONE, &words->set_cookie, "A value without a field name is of Set-Cookie, not of Cookie", NULL },
    { "origin", 'o', 0, G_OPTION_ARG_FILENAME_ARRAY, &words->origins, "The URL that sets the cookies", "URL" },
    { "url", 'u', 0, G_OPTION_ARG_FILENAME_ARRAY, &words->urls, "Also say which cookies go to this URL, and why not the others", "URL" },
    { "profile", 'p', 0, G_OPTION_ARG_FILENAME, &words->profile, "How Cookie fields are read: rfc6265, python or strict", "PROFILE" },
    { "now", 0, 0, G_OPTION_ARG_FILENAME, &words->now, "The time at which the browser gets the cookies", "TIME" },
    { "key-file", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &words->key_files, "Open sealed values with the secret of this file; can be repeated", "FILE" },
    { "purpose", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &words->purposes, "The purpose that the values were sealed for", "TEXT" },
    { "fail-on", 0, 0, G_OPTION_ARG_FILENAME, &words->fail_on, "Exit with 1 for an error, a warning or a hint", "SEVERITY" },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &words->json, "Print an array of JSON objects", NULL },
    { "json-lines", 0, 0, G_OPTION_ARG_NONE, &words->json_lines, "Print a JSON object a line", NULL },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &words->quiet, "Print only what was not read, on the standard error", NULL },
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &words->verbose, "Say what the input is taken for", NULL },
    { "color", 0, 0, G_OPTION_ARG_FILENAME, &words->color, "Print colours: always, auto or never", "WHEN" },
    { "width", 0, 0, G_OPTION_ARG_FILENAME, &words->width, "The columns of the output", "COLUMNS" },
    { "version", 'V', 0, G_OPTION_ARG_NONE, &words->version, "Print the version", NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &words->help, "Print the options", NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &words->values, NULL, "[FIELD…]" },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GPtrArray) split = split_short_options (entries, argc, argv);
  g_autofree char **split_argv = g_memdup2 (split->pdata, split->len * sizeof (char *));
  int split_argc = split->len;

  g_option_context_set_summary (context,
                                "Prints the cookies of Cookie and Set-Cookie header fields, and whether a browser keeps them.\n"
                                "Without a FIELD, it reads the standard input: HTTP messages, the output of curl -i and\n"
                                "curl -v, header fields, values, a Netscape cookie file, a HAR file, or \"Copy as cURL\".");
  g_option_context_set_description (context,
                                    "Exit status:\n"
                                    "  0  no error (or what --fail-on says)\n"
                                    "  1  an error: a cookie that browsers drop, or that a server cannot read\n"
                                    "  2  wrong use, or input or output that failed\n"
                                    "  3  no cookie field in the input\n\n"
                                    "Examples:\n"
                                    "  cookie-inspect -s '__Host-sid=31d4; Secure'\n"
                                    "  curl -si https://site.example | cookie-inspect -o https://site.example");
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);

  if (!check_flags (entries, split, error) || !g_option_context_parse (context, &split_argc, &split_argv, error))
    return FALSE;

  if (words->help)
    {
      g_autofree char *text = g_option_context_get_help (context, TRUE, NULL);

      *help = terminal_dup_words (text);
    }

  return TRUE;
}

gboolean
options_parse (Options  *self,
               int       argc,
               char    **argv,
               GError  **error)
{
  g_auto (Words) words = { 0 };
  int profile = COOKIE_PROFILE_RFC6265;
  int fail_on = COOKIE_DIAGNOSTIC_SEVERITY_ERROR;

  if (!read_command_line (&words, argc, argv, &self->help, error))
    return FALSE;
  if (self->help != NULL)
    return TRUE;

  if (!read_uri ("--origin", words.origins, &self->circumstances.origin, error) ||
      !read_uri ("--url", words.urls, &self->url, error) ||
      !read_enum ("--profile", words.profile, COOKIE_TYPE_PROFILE, &profile, error) ||
      !read_enum ("--fail-on", words.fail_on, COOKIE_TYPE_DIAGNOSTIC_SEVERITY, &fail_on, error) ||
      !read_time (words.now, &self->circumstances.now, error) ||
      !read_secrets (words.key_files, words.purposes, &self->circumstances, error) ||
      !read_width (words.width, &self->width, error) ||
      !read_colour (words.color, &self->colour, error) ||
      !read_output (&words, &self->output, error))
    return FALSE;

  if (words.values != NULL && words.values[1] == NULL && strcmp (words.values[0], "-") == 0)
    g_clear_pointer (&words.values, g_strfreev);

  self->circumstances.is_now_said = words.now != NULL;
  self->version = words.version;
  self->verbose = words.verbose;
  self->unnamed = words.set_cookie ? FIELD_SET_COOKIE : FIELD_COOKIE;
  self->circumstances.profile = profile;
  self->fail_on = fail_on;
  self->values = g_steal_pointer (&words.values);

  return TRUE;
}

void
options_clear (Options *self)
{
  g_clear_pointer (&self->circumstances.origin, g_uri_unref);
  g_clear_pointer (&self->circumstances.now, g_date_time_unref);
  g_clear_object (&self->circumstances.keyring);
  g_clear_pointer (&self->circumstances.purpose, g_free);
  g_clear_pointer (&self->url, g_uri_unref);
  g_clear_pointer (&self->help, g_free);
  g_clear_pointer (&self->values, g_strfreev);
}
