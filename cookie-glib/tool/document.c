/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "document.h"

#include "cookie-file.h"
#include "curl-command.h"
#include "har.h"
#include "message.h"
#include "values.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static const Format *
find_format (const char *line,
             gsize       length)
{
  static const Format * const formats[] = {
    &message_format,
    &curl_output_format,
    &cookie_file_format,
    &har_format,
    &curl_command_format,
    &fields_format,
    &values_format,
  };
  guint i = 0;

  while (!formats[i]->recognizes (line, length))
    i++;

  return formats[i];
}

/* An input that is being read */
typedef struct
{
  const Sink *sink;
  const Format *format; /* NULL before the first line */
  gpointer state;
  guint number; /* of the line */
} Document;

static gboolean
document_read_line (Document   *self,
                    const char *line,
                    gsize       length,
                    GError    **error)
{
  self->number++;
  if (self->number == 1 && field_starts_with (line, length, BYTE_ORDER_MARK))
    {
      line += strlen (BYTE_ORDER_MARK);
      length -= strlen (BYTE_ORDER_MARK);
    }

  if (self->format == NULL)
    {
      if (length == 0)
        return TRUE;

      self->format = find_format (line, length);
      self->state = self->format->start ();
    }

  return self->format->read_line (self->state, self->sink, line, length, self->number, error);
}

static gboolean
document_skips (const Document *self)
{
  return self->format != NULL && self->format->skips != NULL && self->format->skips (self->state);
}

/* Returns the name of the format, or NULL if there is an error. */
static const char *
document_finish (Document *self,
                 gboolean  success,
                 GError  **error)
{
  if (self->format == NULL)
    return success ? "nothing" : NULL;

  success = success && self->format->finish (self->state, self->sink, error);
  self->format->free (self->state);

  return success ? self->format->name : NULL;
}

/* Reports each field as soon as its line is there. Returns the name of the format, or NULL if there is
 * an error.
 */
const char *
document_read (Input      *input,
               const Sink *sink,
               GError    **error)
{
  Document self = { sink };
  g_autoptr (GError) input_error = NULL;
  gboolean success = TRUE;
  const char *line;
  gsize length;

  while (success && input_next_line (input, document_skips (&self), &line, &length, &input_error))
    success = document_read_line (&self, line, length, error);

  if (input_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&input_error));
      success = FALSE;
    }

  return document_finish (&self, success, error);
}

/* Reads an argument. A value is read as a whole, with its line breaks, which no header field can have. */
const char *
document_read_text (const char *text,
                    const Sink *sink,
                    GError    **error)
{
  Document self = { sink };
  gboolean success = TRUE;
  const char *end;

  if (find_format (text, strcspn (text, "\r\n")) == &values_format)
    {
      values_report (sink, text, strlen (text), 1);
      return values_format.name;
    }

  for (const char *line = text; success && line != NULL; line = *end != '\0' ? end + 1 : NULL)
    {
      gsize length = strcspn (line, "\n");

      end = line + length;
      if (length > 0 && line[length - 1] == '\r')
        length--;
      success = document_read_line (&self, line, length, error);
    }

  return document_finish (&self, success, error);
}
