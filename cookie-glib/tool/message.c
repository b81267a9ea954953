/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "message.h"

#include "core/domain.h"
#include "url.h"

#include <string.h>

/* HTTP messages: a start line, header fields up to the blank line, and a body, which is not read. A
 * body can hold anything, so another message counts only where one must follow: after a request,
 * and at once after a response that is not the last one, as `curl -iL` prints them.
 *
 * A line that starts with a blank continues the field before it, as browsers have it (RFC 9112 §5.2). So a
 * field is reported when the next line is there; without a message around it, at once.
 */
typedef struct
{
  enum { NOT_STARTED, HEAD, BETWEEN, BODY } place;
  gboolean is_request;
  gboolean is_redirection;
  gboolean more_follow; /* whether a message follows this one */
  gboolean is_noted;
  gboolean is_bare;      /* whether `curl -i` has printed it, below a meter */
  char *path;         /* what this request asks for, or NULL */
  const char *scheme; /* of the connection, or NULL if that is not known */
  GUri *origin;       /* what this message answers, as far as the input says it, or NULL */
  GUri *target;       /* what the next one answers, or NULL */
  guint n_started;
  GString *line;      /* of the head, which the next one can continue; or NULL */
  guint number;       /* of this line */
} Messages;

/* More than the library reads of a field */
#define MAX_FIELD (32 * 1024 * 1024)

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

/* HTTP/1.1 200 OK */
static gboolean
is_status_line (const char *line,
                gsize       length)
{
  const char *space = length > 5 && strncmp (line, "HTTP/", 5) == 0 && g_ascii_isdigit (line[5]) ? memchr (line, ' ', length) : NULL;

  return space != NULL && line + length - space >= 4 && g_ascii_isdigit (space[1]) && g_ascii_isdigit (space[2]) &&
         g_ascii_isdigit (space[3]);
}

/* GET / HTTP/1.1 */
static gboolean
is_request_line (const char *line,
                 gsize       length)
{
  gsize i = 0;

  while (i < length && g_ascii_isupper (line[i]))
    i++;
  if (i == 0 || i == length || line[i] != ' ')
    return FALSE;

  for (gsize end = length; end-- > i + 1;)
    {
      if (line[end] == ' ')
        return length - end > 6 && strncmp (line + end + 1, "HTTP/", 5) == 0 && g_ascii_isdigit (line[end + 6]);
    }

  return FALSE;
}

static gboolean
is_start_line (const char *line,
               gsize       length)
{
  return is_status_line (line, length) || is_request_line (line, length);
}

/* An interim response, a redirection, a request for credentials, and what a proxy says first */
static gboolean
is_followed (const char *line,
             gsize       length)
{
  const char *status = (const char *) memchr (line, ' ', length) + 1;

  return status[0] == '1' || status[0] == '3' || strncmp (status, "401", 3) == 0 || strncmp (status, "407", 3) == 0 ||
         field_starts_with (status, line + length - status, "200 Connection established");
}

static void
note (Messages   *self,
      const Sink *sink,
      guint       number,
      const char *message)
{
  if (self->is_noted)
    return;

  self->is_noted = TRUE;
  sink->note (number, message, sink->user_data);
}

/* No server answers a longer one. Relative ones could make it longer and longer. */
#define MAX_PATH 8192

static void
take_target (Messages *self,
             GUri     *target)
{
  g_autofree char *host = target != NULL ? cookie_host_of_uri (target) : NULL;

  g_clear_pointer (&self->target, g_uri_unref);
  if (host != NULL && strlen (g_uri_get_path (target)) <= MAX_PATH)
    self->target = g_uri_ref (target);
}

/* A relative one needs an origin. */
static void
read_location (Messages   *self,
               const Sink *sink,
               const char *line,
               gsize       length)
{
  g_autofree char *location = g_strstrip (g_strndup (line, length));
  GUri *base = self->origin != NULL ? self->origin : sink->origin;
  g_autoptr (GUri) target = g_uri_peek_scheme (location) != NULL ? url_parse (location, NULL)
                                                                 : g_uri_parse_relative (base, location, G_URI_FLAGS_ENCODED, NULL);

  take_target (self, target);
}

/* Reads `GET / HTTP/1.1`. */
static void
read_request_line (Messages   *self,
                   const char *line,
                   gsize       length)
{
  const char *path = (const char *) memchr (line, ' ', length) + 1;
  const char *end = line + length;

  while (*--end != ' ')
    ;
  g_free (self->path);
  self->path = *path == '/' ? g_strndup (path, end - path) : g_strdup ("/");
  if (field_starts_with (end, line + length - end, " HTTP/3"))
    self->scheme = "https";
}

/* The response comes from the host that the request names, unless an option says from where. The scheme is that
 * of the connection or of the redirection; most other requests are encrypted.
 */
static void
read_host (Messages   *self,
           const Sink *sink,
           const char *line,
           gsize       length)
{
  g_autofree char *host = g_strstrip (g_strndup (line, length));
  const char *scheme = self->scheme != NULL ? self->scheme : "https";
  g_autofree char *text = NULL;
  g_autoptr (GUri) target = NULL;

  if (sink->origin != NULL || memchr (line, '\0', length) != NULL ||
      !g_regex_match_simple ("^[^\\x00-\\x20\\x7f/\\\\?#@]+$", host, G_REGEX_RAW, 0))
    return;

  if (self->scheme == NULL && self->origin != NULL)
    {
      g_autofree char *led = g_uri_join (G_URI_FLAGS_NONE, NULL, NULL, g_uri_get_host (self->origin), g_uri_get_port (self->origin), "", NULL, NULL);

      if (g_ascii_strcasecmp (led + strlen ("//"), host) == 0)
        scheme = g_uri_get_scheme (self->origin);
    }

  text = g_strdup_printf ("%s://%s%s", scheme, host, self->path);
  target = url_parse (text, NULL);
  take_target (self, target);
}

/* Reads a line of a head, with what continues it. */
static void
read_field (Messages   *self,
            const Sink *sink,
            const char *line,
            gsize       length,
            guint       number)
{
  gsize end;

  if (self->is_redirection && field_starts_with (line, length, "Location:"))
    read_location (self, sink, line + strlen ("Location:"), length - strlen ("Location:"));
  else if (self->is_request && field_starts_with (line, length, "Host:"))
    read_host (self, sink, line + strlen ("Host:"), length - strlen ("Host:"));
  else if (!field_report_named (sink, line, length, number, self->origin, MAX (self->n_started, 1)) && !field_find_name (line, length, &end))
    note (self, sink, number, is_blank (*line) ? "this line continues a header field, which was read without it"
                                               : "this line is not a header field");
}

static void
end_line (Messages   *self,
          const Sink *sink)
{
  g_autoptr (GString) line = g_steal_pointer (&self->line);

  if (line != NULL)
    read_field (self, sink, line->str, line->len, self->number);
}

/* Replaces the line break, and the blanks around it, by a space. What is too long stays so when it is cut. */
static void
continue_line (Messages   *self,
               const char *line,
               gsize       length)
{
  while (length > 0 && is_blank (*line))
    {
      line++;
      length--;
    }
  while (self->line->len > 0 && is_blank (self->line->str[self->line->len - 1]))
    g_string_truncate (self->line, self->line->len - 1);

  if (self->line->len < MAX_FIELD)
    {
      g_string_append_c (self->line, ' ');
      g_string_append_len (self->line, line, MIN (length, MAX_FIELD - self->line->len));
    }
}

static void
read_head_line (Messages   *self,
                const Sink *sink,
                const char *line,
                gsize       length,
                guint       number)
{
  if (self->line != NULL && length > 0 && is_blank (*line))
    {
      continue_line (self, line, length);
      return;
    }

  end_line (self, sink);
  if (length == 0)
    {
      self->place = self->more_follow ? BETWEEN : BODY;
    }
  else if (self->n_started > 0 && !is_blank (*line))
    {
      self->line = g_string_new_len (line, length);
      self->number = number;
    }
  else
    {
      read_field (self, sink, line, length, number);
    }
}

static void
messages_start (Messages   *self,
                const char *line,
                gsize       length)
{
  if (self->target != NULL)
    {
      g_clear_pointer (&self->origin, g_uri_unref);
      self->origin = g_steal_pointer (&self->target);
    }

  self->place = HEAD;
  self->n_started++;
  self->is_request = !is_status_line (line, length);
  if (self->is_request)
    read_request_line (self, line, length);
  self->is_redirection = !self->is_request && ((const char *) memchr (line, ' ', length))[1] == '3';
  self->more_follow = self->is_request || is_followed (line, length);
}

static void
messages_read (Messages   *self,
               const Sink *sink,
               const char *line,
               gsize       length,
               guint       number)
{
  FieldKind kind;
  gsize start;

  switch (self->place)
    {
    case NOT_STARTED:
      if (is_start_line (line, length))
        messages_start (self, line, length);
      else
        field_report_named (sink, line, length, number, self->origin, 0); /* grep has left out the others */
      break;

    case HEAD:
      read_head_line (self, sink, line, length, number);
      break;

    case BETWEEN:
      if (is_start_line (line, length))
        messages_start (self, line, length);
      else if (!self->is_request)
        self->place = BODY;
      break;

    case BODY:
    default:
      if (is_start_line (line, length) || field_find_kind (line, length, &kind, &start))
        note (self, sink, number, "this line is in the body of the message or belongs to another transfer, and was not read as a header field");
      break;
    }
}

static gpointer
new_messages (void)
{
  return g_new0 (Messages, 1);
}

static void
free_messages (gpointer data)
{
  Messages *self = data;

  g_clear_pointer (&self->origin, g_uri_unref);
  g_clear_pointer (&self->target, g_uri_unref);
  if (self->line != NULL)
    g_string_free (self->line, TRUE);
  g_free (self->path);
  g_free (self);
}

static gboolean
read_message_line (gpointer    state,
                   const Sink *sink,
                   const char *line,
                   gsize       length,
                   guint       number,
                   GError    **error)
{
  messages_read (state, sink, line, length, number);

  return TRUE;
}

static gboolean
finish (gpointer    state,
        const Sink *sink,
        GError    **error)
{
  end_line (state, sink);

  return TRUE;
}

/* Of a body, only the starts of the lines are looked at. */
static gboolean
skips (gpointer state)
{
  const Messages *self = state;

  return self->place == BETWEEN || self->place == BODY;
}

const Format message_format = {
  "an HTTP message", is_start_line, new_messages, read_message_line, finish, free_messages, skips
};

/* Header fields without a start line: `Name: value`. The space is optional after the names that are
 * looked for, so that the name of a cookie can have a colon.
 */
static gboolean
recognizes_fields (const char *line,
                   gsize       length)
{
  FieldKind kind;
  gsize end;

  return field_find_kind (line, length, &kind, &end) ||
         (field_find_name (line, length, &end) && (end + 1 == length || line[end + 1] == ' '));
}

static gpointer
start_fields (void)
{
  Messages *self = new_messages ();

  self->place = HEAD;

  return self;
}

const Format fields_format = {
  "header fields", recognizes_fields, start_fields, read_message_line, finish, free_messages, skips
};

/* What `curl -v` prints: `> ` before a line of the request, `< ` before one of the response, `* `,
 * `{ ` and `} ` before its own remarks. All else is the body.
 */
static gboolean
has_mark (const char *line,
          gsize       length,
          const char *marks)
{
  return length > 0 && line[0] != '\0' && strchr (marks, line[0]) != NULL && (length == 1 || line[1] == ' ');
}

/* Returns the length of the meter before a line, which curl prints if neither -s is given nor its output
 * is a terminal: `100   118  100   115  100     3 130.8k   3496 --:--:-- --:--:-- --:--:-- 131k`
 */
static gsize
get_meter_length (const char *line,
                  gsize       length)
{
  static const char characters[] = "\r 0123456789.:-kMGTPdhms";
  gsize n = 0;

  if (length == 0 || strchr ("\r 0123456789", line[0]) == NULL)
    return 0;

  while (n < length && line[n] != '\0' && strchr (characters, line[n]) != NULL)
    n++;

  return n;
}

static gboolean
recognizes_curl_output (const char *line,
                        gsize       length)
{
  return has_mark (line, length, "*<>") || field_starts_with (line, length, "  % Total ");
}

/* Reads a remark about the connection that the next request goes over. */
static void
read_remark (Messages   *self,
             const char *line,
             gsize       length)
{
  if (field_starts_with (line, length, "* Connected to "))
    self->scheme = "http";
  else if (field_starts_with (line, length, "* SSL connection using "))
    self->scheme = "https";
  else if (field_starts_with (line, length, "* Re-using existing "))
    self->scheme = NULL;
}

static gboolean
read_curl_line (gpointer    state,
                const Sink *sink,
                const char *line,
                gsize       length,
                guint       number,
                GError    **error)
{
  Messages *self = state;

  if (self->place != BODY)
    {
      const gsize meter = get_meter_length (line, length);

      line += meter;
      length -= meter;
    }

  if (self->place == NOT_STARTED && is_start_line (line, length))
    self->is_bare = TRUE;

  if (self->is_bare)
    messages_read (self, sink, line, length, number);
  else if (has_mark (line, length, "<>"))
    messages_read (self, sink, line + MIN (length, 2), length - MIN (length, 2), number);
  else if (has_mark (line, length, "*") && self->place != BODY)
    read_remark (self, line, length);
  else if (!has_mark (line, length, "*{}") && self->place == BETWEEN && !self->is_request && length > 0)
    self->place = BODY;

  return TRUE;
}

const Format curl_output_format = {
  "the output of curl", recognizes_curl_output, new_messages, read_curl_line, finish, free_messages, skips
};
