/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "secret-file.h"

#include "cookie-error-private.h"
#include "core/base64.h"
#include "core/seal.h"
#include "core/secrets.h"
#include "secret-memory.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The size of the greatest file */
#define MAX_SIZE 4096

/* Of a path without a folder, one in that of the credentials of a systemd service, if there is one. */
static char *
get_path (const char *path)
{
  const char *credentials = g_getenv ("CREDENTIALS_DIRECTORY");

  if (credentials == NULL || strchr (path, G_DIR_SEPARATOR) != NULL)
    return g_strdup (path);

  return g_build_filename (credentials, path, NULL);
}

static void
set_errno_error (GError     **error,
                 const char  *shown,
                 int          code)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "The secret “%s” cannot be read: %s",
               shown, g_strerror (code));
}

static void
set_content_error (GError     **error,
                   const char  *shown,
                   gsize        size)
{
  if (size > MAX_SIZE)
    g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_INVALID_SECRET, "The secret “%s” is longer than %d bytes",
                 shown, MAX_SIZE);
  else
    g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_INVALID_SECRET,
                 "The secret “%s” is neither 32 random bytes, nor at least 32 bytes as hexadecimal digits or in base64, on one line",
                 shown);
}

/* Who can read or write the file can make cookies. */
static gboolean
check_file (int          fd,
            const char  *shown,
            GError     **error)
{
  struct stat status;

  if (fstat (fd, &status) < 0)
    {
      set_errno_error (error, shown, errno);
      return FALSE;
    }

  if (!S_ISREG (status.st_mode))
    g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_INVALID_SECRET, "The secret “%s” is not a regular file", shown);
  else if ((status.st_mode & (S_IROTH | S_IWOTH)) != 0)
    g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_INVALID_SECRET,
                 "The secret “%s” can be read or written by all users (mode %04o): use chmod o= and a new secret",
                 shown, (guint) status.st_mode & 07777);
  else
    return TRUE;

  return FALSE;
}

/* Reads up to MAX_SIZE + 1 bytes. */
static gboolean
read_all (int          fd,
          const char  *shown,
          char        *content,
          gsize       *size,
          GError     **error)
{
  for (*size = 0; *size <= MAX_SIZE;)
    {
      gssize n = read (fd, content + *size, MAX_SIZE + 1 - *size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          set_errno_error (error, shown, errno);
          return FALSE;
        }
      if (n == 0)
        break;
      *size += n;
    }

  return TRUE;
}

/* Decodes hexadecimal digits in place. */
static gboolean
decode_hex (char  *text,
            gsize *size)
{
  if (*size % 2 != 0)
    return FALSE;
  for (gsize i = 0; i < *size; i++)
    if (!g_ascii_isxdigit (text[i]))
      return FALSE;

  for (gsize i = 0; i < *size; i += 2)
    text[i / 2] = g_ascii_xdigit_value (text[i]) << 4 | g_ascii_xdigit_value (text[i + 1]);
  *size /= 2;

  return TRUE;
}

/* Decodes base64 and base64url in place, with and without padding. */
static gboolean
decode_base64 (char  *text,
               gsize *size)
{
  gsize length = *size;

  for (guint i = 0; *size % 4 == 0 && i < 2 && length > 0 && text[length - 1] == '='; i++)
    length--;
  for (gsize i = 0; i < length; i++)
    text[i] = text[i] == '+' ? '-' : text[i] == '/' ? '_' : text[i];

  *size = COOKIE_BASE64_SIZE (length);

  return cookie_base64_decode_into (text, length, (guint8 *) text);
}

/* Whether somebody may have typed it: no 32 random bytes are text. */
static gboolean
is_text (const char *content,
         gsize       size)
{
  for (gsize i = 0; i < size; i++)
    if (!g_ascii_isprint (content[i]) && !g_ascii_isspace (content[i]))
      return FALSE;

  return TRUE;
}

/* Leaves the secret at the start of @content. */
static gboolean
decode (char  *content,
        gsize *size)
{
  gsize start = 0, end = *size;

  if (*size == COOKIE_SEAL_MIN_SECRET && !is_text (content, *size))
    return TRUE;

  while (start < end && g_ascii_isspace (content[start]))
    start++;
  while (start < end && g_ascii_isspace (content[end - 1]))
    end--;
  memmove (content, content + start, end - start);
  *size = end - start;

  return decode_hex (content, size) || decode_base64 (content, size);
}

GBytes *
cookie_secret_file_read (const char  *path,
                         GError     **error)
{
  g_autofree char *full_path = get_path (path);
  g_autofree char *shown = g_filename_display_name (full_path);
  char *content = NULL;
  gpointer secret = NULL;
  gsize size = 0;
  int fd;

  /* a pipe does not make it wait for a writer */
  fd = g_open (full_path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (fd < 0)
    {
      set_errno_error (error, shown, errno);
      return NULL;
    }

  content = cookie_secret_memory_new (MAX_SIZE + 1);
  if (check_file (fd, shown, error) && read_all (fd, shown, content, &size, error))
    {
      if (size <= MAX_SIZE && decode (content, &size) && size >= COOKIE_SEAL_MIN_SECRET)
        {
          secret = cookie_secret_memory_new (size);
          memcpy (secret, content, size);
        }
      else
        {
          set_content_error (error, shown, size);
        }
    }

  cookie_secret_memory_free (content, MAX_SIZE + 1);
  g_close (fd, NULL);

  return secret != NULL ? cookie_secret_memory_bytes (secret, size) : NULL;
}
