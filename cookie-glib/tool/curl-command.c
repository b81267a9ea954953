/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "curl-command.h"

#include "collect.h"

#include <gio/gio.h>
#include <string.h>

/* What "Copy as cURL" of a browser's tools copies: a command for a POSIX shell, or for cmd.exe of
 * Windows. The Cookie field is the argument of -b, or of -H.
 */

static gboolean
recognizes (const char *line,
            gsize       length)
{
  return field_starts_with (line, length, "curl ") || field_starts_with (line, length, "curl.exe ");
}

/* In cmd.exe, a caret makes the next character an ordinary one, and takes a line break away. */
static void
remove_carets (GString *text)
{
  gsize n = 0;

  for (gsize i = 0; i < text->len; i++)
    {
      if (text->str[i] == '^' && i + 1 < text->len && text->str[++i] == '\n')
        continue;
      text->str[n++] = text->str[i];
    }

  g_string_truncate (text, n);
}

/* $'…': returns what follows the escape. */
static const char *
append_escaped (GString    *word,
                const char *p)
{
  static const char letters[] = "abefnrtv", bytes[] = "\a\b\033\f\n\r\t\v";
  const char *letter = *p != '\0' ? strchr (letters, *p) : NULL;
  const guint digits = *p == 'x' ? 2 : *p == 'u' ? 4 : *p == 'U' ? 8 : 0;
  gunichar c = 0;
  guint n = 0;

  if (letter != NULL)
    {
      g_string_append_c (word, bytes[letter - letters]);
      return p + 1;
    }

  while (n < digits && g_ascii_isxdigit (p[n + 1]))
    c = c * 16 + g_ascii_xdigit_value (p[++n]);

  if (n == 0)
    g_string_append_c (word, *p);
  else if (digits == 2)
    g_string_append_c (word, (char) c);
  else
    g_string_append_unichar (word, g_unichar_validate (c) ? c : 0xfffd);

  return p + n + (*p != '\0');
}

/* Reads a word of the shell. Returns FALSE at the end of the command, which a comment is. */
static gboolean
next_word (const char **text,
           GString     *word,
           gboolean    *is_open)
{
  const char *p = *text;
  char quote = '\0';

  g_string_truncate (word, 0);

  while (*p == ' ' || *p == '\t' || (*p == '\\' && p[1] == '\n'))
    p += *p == '\\' ? 2 : 1;

  if (*p == '#')
    p += strcspn (p, "\n");
  *text = p;
  if (*p == '\0' || strchr ("\n;&|", *p) != NULL)
    return FALSE;

  while (*p != '\0' && (quote != '\0' || strchr (" \t\n;&|", *p) == NULL))
    {
      if (quote == '\0' && *p == '$' && p[1] == '\'')
        {
          quote = '$';
          p += 2;
        }
      else if (quote == '\0' && (*p == '\'' || *p == '"'))
        {
          quote = *p++;
        }
      else if (quote != '\0' && *p == (quote == '$' ? '\'' : quote))
        {
          quote = '\0';
          p++;
        }
      else if (quote == '$' && *p == '\\')
        {
          p = append_escaped (word, p + 1);
        }
      else if (*p == '\\' && p[1] == '\n' && quote != '\'')
        {
          p += 2;
        }
      else
        {
          if (*p == '\\' && p[1] != '\0' && (quote == '\0' || (quote == '"' && strchr ("\"\\$`", p[1]) != NULL)))
            p++;
          g_string_append_c (word, *p++);
        }
    }

  *text = p;
  *is_open = quote != '\0';

  return TRUE;
}

/* The short options with an argument */
#define WITH_ARGUMENT "AbcCdDeEFHKmoPQrtTuUwxXyYz"

/* Returns what follows a short option in a word, which may have others without an argument before it. */
static const char *
find_short_option (const char *word,
                   char        name)
{
  if (word[0] != '-' || word[1] == '-')
    return NULL;

  for (word++; *word != '\0'; word++)
    {
      if (*word == name)
        return word + 1;
      if (strchr (WITH_ARGUMENT, *word) != NULL) /* the rest is its argument */
        return NULL;
    }

  return NULL;
}

/* Returns the argument of a short or long option, which may be in the same word. */
static const char *
get_argument (GString     *word,
              char         name,
              const char  *long_name,
              const char **text,
              gboolean    *is_open)
{
  const char *rest = find_short_option (word->str, name);

  if (strcmp (word->str, long_name) == 0 || (rest != NULL && *rest == '\0'))
    return next_word (text, word, is_open) ? word->str : NULL;

  return rest;
}

/* Whether the next word is the argument of this one, whatever it looks like. */
static gboolean
takes_next_word (const char *word)
{
  static const char * const long_names[] = {
    "--data", "--data-ascii", "--data-binary", "--data-raw", "--data-urlencode", "--form", "--form-string", "--json", "--output", "--proxy",
    "--referer", "--request", "--url", "--user", "--user-agent", NULL
  };
  const gsize n = strcspn (word, WITH_ARGUMENT);

  if (g_str_has_prefix (word, "--"))
    return g_strv_contains (long_names, word);

  return *word == '-' && word[n] != '\0' && word[n + 1] == '\0';
}

/* Returns FALSE if a quote is not closed: then the rest of the command is missing. */
static gboolean
report_command (const Sink  *sink,
                const char **text)
{
  g_autoptr (GString) word = g_string_new (NULL);
  gboolean is_open = FALSE;

  while (!is_open && next_word (text, word, &is_open))
    {
      const char *argument = get_argument (word, 'H', "--header", text, &is_open);
      Field field = { FIELD_COOKIE };

      if (is_open)
        break;
      if (argument != NULL)
        {
          field_report_named (sink, argument, word->str + word->len - argument, 0, NULL, 0);
          continue;
        }

      argument = get_argument (word, 'b', "--cookie", text, &is_open);
      if (argument == NULL && takes_next_word (word->str))
        next_word (text, word, &is_open);
      else if (!is_open && argument != NULL && strchr (argument, '=') != NULL) /* not the name of a file */
        {
          field.text = argument;
          field.length = word->str + word->len - argument;
          sink->field (&field, sink->user_data);
        }
    }

  return !is_open;
}

static gboolean
finish (gpointer    state,
        const Sink *sink,
        GError    **error)
{
  GString *text = state;
  const char *p;

  if (strstr (text->str, "curl ^\"") != NULL || strstr (text->str, "curl.exe ^\"") != NULL)
    remove_carets (text);

  for (p = text->str; *p != '\0'; p += *p != '\0')
    {
      if (!report_command (sink, &p))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "a quote of the curl command is not closed");
          return FALSE;
        }
    }

  return TRUE;
}

const Format curl_command_format = {
  "a curl command", recognizes, collect_start, collect_read_line, finish, collect_free
};
