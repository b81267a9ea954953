/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "input.h"

#include "utf16.h"

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
  gboolean is_in_line; /* whether the start of the line was returned, and its rest is dropped */

  enum { UNKNOWN, BYTES, UTF_16 } encoding;
  Utf16 utf16;
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

/* PowerShell writes UTF-16 into files, with a mark at the start. */
static void
find_encoding (Input *self)
{
  const guint8 *data = self->buffer->data;
  guint8 start[CHUNK + 1];
  const gsize length = self->buffer->len;

  if (length < 2 && !self->is_at_end && (length == 0 || data[0] >= 0xfe))
    return;

  self->encoding = BYTES;
  if (length < 2 || !((data[0] == 0xff && data[1] == 0xfe) || (data[0] == 0xfe && data[1] == 0xff)))
    return;

  self->encoding = UTF_16;
  self->utf16.is_big_endian = data[0] == 0xfe;
  memcpy (start, data, length);
  g_byte_array_set_size (self->buffer, 0);
  self->scanned = 0; /* the first byte of the mark, if that came alone */
  utf16_append (&self->utf16, start + 2, length - 2, self->buffer);
}

/* Adds what arrives to the buffer. */
static gboolean
fill (Input   *self,
      GError **error)
{
  guint8 chunk[CHUNK];
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

  do
    n = read (self->fd, chunk, CHUNK);
  while (n < 0 && errno == EINTR);

  if (n < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "cannot read the standard input: %s", g_strerror (errno));
      return FALSE;
    }

  self->is_at_end = n == 0;
  if (self->encoding == UTF_16)
    {
      utf16_append (&self->utf16, chunk, n, self->buffer);
      if (self->is_at_end)
        utf16_finish (&self->utf16, self->buffer);
    }
  else
    {
      g_byte_array_append (self->buffer, chunk, n);
      if (self->encoding == UNKNOWN)
        find_encoding (self);
    }

  return TRUE;
}

/* Finds the end of the line, or of its first part if @is_start_enough. Returns FALSE if there is an error. */
static gboolean
find_end (Input    *self,
          gboolean  is_start_enough,
          gsize    *end,
          GError  **error)
{
  while (TRUE)
    {
      const guint8 *data = self->buffer->data;
      const guint8 *newline = NULL;

      if (self->scanned < self->buffer->len)
        newline = memchr (data + self->scanned, '\n', self->buffer->len - self->scanned);
      *end = newline != NULL ? (gsize) (newline - data) : self->buffer->len;
      self->scanned = *end;

      if (newline != NULL || self->is_at_end || (is_start_enough && *end - self->start >= CHUNK))
        return TRUE;

      if (!fill (self, error))
        return FALSE;
    }
}

/* Drops the rest of a line of which the start was returned. */
static gboolean
drop_rest (Input   *self,
           GError **error)
{
  gsize end;

  while (self->is_in_line)
    {
      if (!find_end (self, TRUE, &end, error))
        return FALSE;

      self->is_in_line = end == self->buffer->len && !self->is_at_end;
      self->start = self->scanned = MIN (end + !self->is_in_line, self->buffer->len);
    }

  return TRUE;
}

/* Returns FALSE at the end, and if there is an error. The line, which has no line break, is valid
 * until the next call. Of a long one, @is_start_enough returns the start, and the memory that it needs is limited.
 */
gboolean
input_next_line (Input       *self,
                 gboolean     is_start_enough,
                 const char **line,
                 gsize       *length,
                 GError     **error)
{
  gsize end;

  if (!drop_rest (self, error) || !find_end (self, is_start_enough, &end, error) || self->start == self->buffer->len)
    return FALSE;

  *line = (const char *) self->buffer->data + self->start;
  *length = end - self->start;
  if (*length > 0 && (*line)[*length - 1] == '\r')
    (*length)--;

  self->is_in_line = end == self->buffer->len && !self->is_at_end;
  self->start = self->scanned = MIN (end + !self->is_in_line, self->buffer->len);

  return TRUE;
}
