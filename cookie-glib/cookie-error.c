/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-error-private.h"

#include <string.h>

/* A message shows no more of a text than this, in bytes. */
#define MESSAGE_TEXT_LENGTH 64

G_DEFINE_QUARK (cookie-error-quark, cookie_error)

G_DEFINE_ENUM_TYPE (CookieError, cookie_error,
                    G_DEFINE_ENUM_VALUE (COOKIE_ERROR_ILLEGAL_KEY, "illegal-key"),
                    G_DEFINE_ENUM_VALUE (COOKIE_ERROR_RESERVED_KEY, "reserved-key"),
                    G_DEFINE_ENUM_VALUE (COOKIE_ERROR_ILLEGAL_VALUE, "illegal-value"),
                    G_DEFINE_ENUM_VALUE (COOKIE_ERROR_INVALID_ATTRIBUTE, "invalid-attribute"),
                    G_DEFINE_ENUM_VALUE (COOKIE_ERROR_SYNTAX, "syntax"),
                    G_DEFINE_ENUM_VALUE (COOKIE_ERROR_DECODE, "decode"),
                    G_DEFINE_ENUM_VALUE (COOKIE_ERROR_UNAUTHENTIC, "unauthentic"),
                    G_DEFINE_ENUM_VALUE (COOKIE_ERROR_EXPIRED, "expired"),
                    G_DEFINE_ENUM_VALUE (COOKIE_ERROR_NO_KEY, "no-key"),
                    G_DEFINE_ENUM_VALUE (COOKIE_ERROR_NOT_SEALED, "not-sealed"),
                    G_DEFINE_ENUM_VALUE (COOKIE_ERROR_INVALID_SECRET, "invalid-secret"),
                    G_DEFINE_ENUM_VALUE (COOKIE_ERROR_NOT_SUPPORTED, "not-supported"),
                    G_DEFINE_ENUM_VALUE (COOKIE_ERROR_LIMIT, "limit"),
                    G_DEFINE_ENUM_VALUE (COOKIE_ERROR_FAILED, "failed"))

/* Whether a character would change how the text around it is shown. */
static gboolean
is_invisible (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return TRUE;
    default:
      return FALSE;
    }
}

/* @text as a message can show it: valid, cut, and all that is not seen escaped. */
char *
cookie_text_for_message (const char *text,
                         gsize       length)
{
  g_autofree char *valid = g_utf8_make_valid (text, MIN (length, MESSAGE_TEXT_LENGTH));
  GString *shown = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_ascii_iscntrl (*p))
        g_string_append_printf (shown, "\\%03o", c);
      else if (is_invisible (c))
        g_string_append_printf (shown, "\\u{%04x}", c);
      else
        g_string_append_unichar (shown, c);
    }

  if (length > MESSAGE_TEXT_LENGTH)
    g_string_append (shown, "…");

  return g_string_free (shown, FALSE);
}

#define AT_BYTE " at byte "

/* Sets an error that says which rule was broken, by what text, and where. */
void
cookie_set_error_at (GError      **error,
                     CookieError   code,
                     const char   *rule,
                     const char   *text,
                     gsize         length,
                     gsize         offset)
{
  g_autofree char *shown = cookie_text_for_message (text, length);

  g_set_error (error, COOKIE_ERROR, code, "%s: “%s”" AT_BYTE "%" G_GSIZE_FORMAT, rule, shown, offset);
}

/* What follows changes the messages of errors that a codec set. They are read rather than kept in
 * the error, where a language makes it: that one has no room for more.
 */

/* Whether an error is about text that was received. */
static gboolean
is_about_text (const GError *error)
{
  if (error->domain != COOKIE_ERROR)
    return FALSE;

  switch ((CookieError) error->code)
    {
    case COOKIE_ERROR_DECODE:
    case COOKIE_ERROR_UNAUTHENTIC:
    case COOKIE_ERROR_EXPIRED:
    case COOKIE_ERROR_NO_KEY:
    case COOKIE_ERROR_NOT_SEALED:
    case COOKIE_ERROR_NOT_SUPPORTED:
    case COOKIE_ERROR_LIMIT:
      return TRUE;
    case COOKIE_ERROR_ILLEGAL_KEY:
    case COOKIE_ERROR_RESERVED_KEY:
    case COOKIE_ERROR_ILLEGAL_VALUE:
    case COOKIE_ERROR_INVALID_ATTRIBUTE:
    case COOKIE_ERROR_SYNTAX:
    case COOKIE_ERROR_INVALID_SECRET:
    case COOKIE_ERROR_FAILED:
    default:
      return FALSE;
    }
}

/* The length of the message without the offset at its end. */
static gsize
get_reason_length (const GError *error,
                   gsize        *offset)
{
  const char *end = g_strrstr (error->message, AT_BYTE);
  guint64 number;

  *offset = 0;
  if (end == NULL || !g_ascii_string_to_unsigned (end + strlen (AT_BYTE), 10, 0, G_MAXSIZE, &number, NULL))
    return strlen (error->message);

  *offset = number;

  return end - error->message;
}

/* The offset that the error is about, in bytes; 0 without one. */
gsize
cookie_error_get_offset (const GError *error)
{
  gsize offset;

  get_reason_length (error, &offset);

  return offset;
}

/* Sets the offset at the end of the message. */
void
cookie_error_set_offset (GError *error,
                         gsize   offset)
{
  g_autofree char *reason = NULL;

  if (!is_about_text (error))
    return;

  reason = cookie_error_dup_reason (error);
  g_free (error->message);
  error->message = g_strdup_printf ("%s" AT_BYTE "%" G_GSIZE_FORMAT, reason, offset);
}

/* Puts the name of the cookie in front of the message, once. The error may be of another domain: an
 * exception of a language.
 */
void
cookie_error_set_name (GError     *error,
                       const char *name)
{
  g_autofree char *shown = cookie_text_for_message (name, strlen (name));
  g_autofree char *prefix = g_strdup_printf ("Cookie “%s”: ", shown);

  /* Python's value_decode () has no name */
  if (*name != '\0' && !g_str_has_prefix (error->message, prefix))
    g_prefix_error (&error, "%s", prefix);
}

/* The message without the offset. */
char *
cookie_error_dup_reason (const GError *error)
{
  gsize offset;

  return g_strndup (error->message, get_reason_length (error, &offset));
}
