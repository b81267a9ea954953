/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "input.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define CHUNK (64 * 1024)

/* More than the library reads of a field, and as much as is read of a HAR file, which can be one line */
#define MAX_LINE (256 * 1024 * 1024)

/* Reads lines as they arrive. */
struct _Input
{
  int fd;
  void (*before_wait) (gpointer user_data);
  gpointer user_data;

  GByteArray *buffer;
  gsize start;   /* of what was not returned yet */
  gsize scanned; /* no newline is before it */
  gboolean is_at_end;
};

/* Lines are returned before the next ones are waited for: @before_wait can show what was found. */
Input *
input_new (int      fd,
           void   (*before_wait) (gpointer user_data),
           gpointer user_data)
{
  Input *self = g_new0 (Input, 1);

  self->fd = fd;
  self->before_wait = before_wait;
  self->user_data = user_data;
  self->buffer = g_byte_array_new ();

  return self;
}

void
input_free (Input *self)
{
  g_byte_array_unref (self->buffer);
  g_free (self);
}

static gboolean
fill (Input   *self,
      GError **error)
{
  gssize n;

  if (self->start > 0)
    {
      g_byte_array_remove_range (self->buffer, 0, self->start);
      self->scanned -= self->start;
      self->start = 0;
    }

  self->before_wait (self->user_data);

  if (self->buffer->len >= MAX_LINE)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "a line of the standard input is longer than %d bytes", MAX_LINE);
      return FALSE;
    }

  g_byte_array_set_size (self->buffer, self->buffer->len + CHUNK);
  do
    n = read (self->fd, self->buffer->data + self->buffer->len - CHUNK, CHUNK);
  while (n < 0 && errno == EINTR);

  if (n < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "cannot read the standard input: %s", g_strerror (errno));
      return FALSE;
    }

  g_byte_array_set_size (self->buffer, self->buffer->len - CHUNK + n);
  self->is_at_end = n == 0;

  return TRUE;
}

/* Returns FALSE at the end, and if there is an error. The line, which has no line break, is valid
 * until the next call.
 */
gboolean
input_next_line (Input       *self,
                 const char **line,
                 gsize       *length,
                 GError     **error)
{
  const char *newline = NULL;
  gsize end;

  while (newline == NULL)
    {
      const char *data = (const char *) self->buffer->data;

      if (self->scanned < self->buffer->len)
        newline = memchr (data + self->scanned, '\n', self->buffer->len - self->scanned);
      if (newline != NULL)
        break;

      self->scanned = self->buffer->len;
      if (self->is_at_end)
        break;
      if (!fill (self, error))
        return FALSE;
    }

  if (newline == NULL && self->start == self->buffer->len)
    return FALSE;

  *line = (const char *) self->buffer->data + self->start;
  end = newline != NULL ? (gsize) (newline - (const char *) self->buffer->data) : self->buffer->len;
  *length = end - self->start;
  if (*length > 0 && (*line)[*length - 1] == '\r')
    (*length)--;

  self->start = self->scanned = MIN (end + 1, self->buffer->len);

  return TRUE;
}
