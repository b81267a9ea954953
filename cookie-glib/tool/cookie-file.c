/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "cookie-file.h"

#include "core/date.h"

#include <string.h>

/* Netscape's cookie file, which curl, wget, yt-dlp and others read and write. A line is a cookie:
 *
 *   domain \t whether hosts below it get it \t path \t Secure \t expires \t name \t value
 *
 * It is reported as the Set-Cookie field that sets it. libsoup adds SameSite at the end.
 */
enum { DOMAIN, BELOW, PATH, SECURE, EXPIRES, NAME, VALUE, SAME_SITE, N_COLUMNS };

#define HTTP_ONLY "#HttpOnly_"

typedef struct
{
  const char *text;
  gsize length;
} Column;

static gboolean
column_is (const Column *column,
           const char   *text)
{
  return column->length == strlen (text) && field_starts_with (column->text, column->length, text);
}

static guint
split (const char *line,
       gsize       length,
       Column      columns[N_COLUMNS])
{
  const char *end = line + length;
  guint n = 0;

  while (n < N_COLUMNS)
    {
      const char *tab = memchr (line, '\t', end - line);

      columns[n].text = line;
      columns[n++].length = (tab != NULL ? tab : end) - line;
      if (tab == NULL)
        return n;
      line = tab + 1;
    }

  return n + 1; /* too many */
}

static gboolean
is_cookie (const char *line,
           gsize       length,
           Column      columns[N_COLUMNS])
{
  const guint n = split (line, length, columns);

  /* A tab before an empty value may have been lost. */
  return n >= VALUE && n <= N_COLUMNS &&
         (column_is (&columns[BELOW], "TRUE") || column_is (&columns[BELOW], "FALSE")) &&
         (column_is (&columns[SECURE], "TRUE") || column_is (&columns[SECURE], "FALSE"));
}

static gboolean
recognizes (const char *line,
            gsize       length)
{
  Column columns[N_COLUMNS];

  return field_starts_with (line, length, "# Netscape HTTP Cookie File") ||
         field_starts_with (line, length, "# HTTP Cookie File") ||
         is_cookie (line, length, columns);
}

static gpointer
start (void)
{
  return NULL;
}

static void
append_attribute (GString      *text,
                  const char   *name,
                  const Column *value)
{
  g_string_append (text, name);
  g_string_append_len (text, value->text, value->length);
}

/* Expires as a date, without the fraction of a second that some programs write; 0 is a session, and so is nothing, as
 * Python writes it. Returns FALSE for what is no number.
 */
static gboolean
append_expires (GString      *text,
                const Column *column)
{
  g_autofree char *number = g_strndup (column->text, column->length);
  char date[COOKIE_DATE_SIZE];
  char *end;
  gint64 time = g_ascii_strtoll (number, &end, 10);

  if (*end == '.')
    end += 1 + strspn (end + 1, "0123456789");
  if (*end != '\0')
    return FALSE;
  if (time == 0)
    return TRUE;

  cookie_date_format (cookie_date_clamp (time), date);
  g_string_append_printf (text, "; Expires=%s", date);

  return TRUE;
}

static gboolean
read_line (gpointer    state,
           const Sink *sink,
           const char *line,
           gsize       length,
           guint       number,
           GError    **error)
{
  const gboolean http_only = field_starts_with (line, length, HTTP_ONLY);
  const gsize mark = http_only ? strlen (HTTP_ONLY) : 0;
  Column columns[N_COLUMNS] = { { "", 0 } };
  Column *domain = &columns[DOMAIN];
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GUri) origin = NULL;
  g_autofree char *host = NULL;
  g_autofree char *uri = NULL;
  Field field = { FIELD_SET_COOKIE, .line = number, .is_stored = TRUE };

  if (length == 0 || (!http_only && line[0] == '#'))
    return TRUE;

  columns[SAME_SITE].length = 0;
  if (!is_cookie (line + mark, length - mark, columns))
    {
      sink->note (number, "this line is not a cookie of a Netscape cookie file", sink->user_data);
      return TRUE;
    }

  if (domain->length > 0 && domain->text[0] == '.')
    {
      domain->text++;
      domain->length--;
    }

  g_string_append_len (text, columns[NAME].text, columns[NAME].length);
  g_string_append_c (text, '=');
  g_string_append_len (text, columns[VALUE].text, columns[VALUE].length);
  if (!append_expires (text, &columns[EXPIRES]))
    {
      sink->note (number, "the time of this cookie is not a number", sink->user_data);
      return TRUE;
    }
  if (column_is (&columns[BELOW], "TRUE"))
    append_attribute (text, "; Domain=", domain);
  append_attribute (text, "; Path=", &columns[PATH]);
  if (column_is (&columns[SECURE], "TRUE"))
    g_string_append (text, "; Secure");
  if (http_only)
    g_string_append (text, "; HttpOnly");
  if (columns[SAME_SITE].length > 0)
    append_attribute (text, "; SameSite=", &columns[SAME_SITE]);

  host = g_strndup (domain->text, domain->length);
  uri = g_strdup_printf ("%s://%s/", column_is (&columns[SECURE], "TRUE") ? "https" : "http", host);
  origin = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);

  field.text = text->str;
  field.length = text->len;
  field.origin = origin;
  sink->field (&field, sink->user_data);

  return TRUE;
}

static gboolean
finish (gpointer    state,
        const Sink *sink,
        GError    **error)
{
  return TRUE;
}

const Format cookie_file_format = {
  "a Netscape cookie file", recognizes, start, read_line, finish, g_free
};
