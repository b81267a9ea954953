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
                    G_DEFINE_ENUM_VALUE (COOKIE_ERROR_INVALID_SECRET, "invalid-secret"),
                    G_DEFINE_ENUM_VALUE (COOKIE_ERROR_NOT_SUPPORTED, "not-supported"),
                    G_DEFINE_ENUM_VALUE (COOKIE_ERROR_LIMIT, "limit"),
                    G_DEFINE_ENUM_VALUE (COOKIE_ERROR_FAILED, "failed"))

/* @text as a message can show it: valid, cut, control characters escaped. */
char *
cookie_text_for_message (const char *text,
                         gsize       length)
{
  g_autofree char *valid = g_utf8_make_valid (text, MIN (length, MESSAGE_TEXT_LENGTH));
  GString *shown = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p++)
    {
      if (g_ascii_iscntrl (*p))
        g_string_append_printf (shown, "\\%03o", (guint8) *p);
      else
        g_string_append_c (shown, *p);
    }

  if (length > MESSAGE_TEXT_LENGTH)
    g_string_append (shown, "…");

  return g_string_free (shown, FALSE);
}

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

  g_set_error (error, COOKIE_ERROR, code, "%s: “%s” at byte %" G_GSIZE_FORMAT, rule, shown, offset);
}
