/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-diagnostic-private.h"

/**
 * CookieDiagnostic:
 *
 * Something to know about a header: what it is, where it stands, how much it matters.
 *
 * They say what a browser will make of a cookie that is to be sent,
 * and what was skipped or repaired in a header that was read. They never change
 * and can be passed between threads.
 *
 * Since: 1.0
 */

struct _CookieDiagnostic
{
  CookieDiagnosticCode code;
  CookieDiagnosticSeverity severity;
  gsize offset;
  gsize length;
  char *text;
  char *message;
  const char *section;
};

/* GLib's macro is not ISO C. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
G_DEFINE_BOXED_TYPE (CookieDiagnostic, cookie_diagnostic, cookie_diagnostic_ref, cookie_diagnostic_unref)
#pragma GCC diagnostic pop

static void
clear (CookieDiagnostic *self)
{
  g_free (self->text);
  g_free (self->message);
}

/* What is not UTF-8 is shown as ISO-8859-1; a NUL, which ends a string, as U+FFFD. */
static char *
text_to_show (const char *text,
              gsize       length)
{
  GString *shown;

  if (g_utf8_validate_len (text, length, NULL))
    return g_strndup (text, length);

  shown = g_string_sized_new (length + length / 8);
  for (gsize i = 0; i < length; i++)
    g_string_append_unichar (shown, text[i] != '\0' ? (guchar) text[i] : 0xfffd);

  return g_string_free (shown, FALSE);
}

/* @text is the part of the input that @offset and @length tell, perhaps in another
 * encoding. @section may be NULL, and lives as long as the program.
 */
CookieDiagnostic *
cookie_diagnostic_new (CookieDiagnosticCode      code,
                       CookieDiagnosticSeverity  severity,
                       gsize                     offset,
                       gsize                     length,
                       const char               *text,
                       gsize                     text_length,
                       const char               *section,
                       const char               *message)
{
  CookieDiagnostic *self = g_atomic_rc_box_new0 (CookieDiagnostic);

  self->code = code;
  self->severity = severity;
  self->offset = offset;
  self->length = length;
  self->text = text_to_show (text, text_length);
  self->section = section;
  self->message = g_strdup (message);

  return self;
}

/* Counts those that were not kept; @offset is the end of the input. */
CookieDiagnostic *
cookie_diagnostic_new_more (guint n_more,
                            gsize offset)
{
  g_autofree char *message = g_strdup_printf ("%u diagnostics more were not kept.", n_more);

  return cookie_diagnostic_new (COOKIE_DIAGNOSTIC_CODE_MORE, COOKIE_DIAGNOSTIC_SEVERITY_WARNING,
                                offset, 0, "", 0, NULL, message);
}

/* By offset, for g_ptr_array_sort() */
int
cookie_diagnostic_compare (gconstpointer a,
                           gconstpointer b)
{
  const CookieDiagnostic *diagnostic = *(CookieDiagnostic **) a;
  const CookieDiagnostic *other = *(CookieDiagnostic **) b;

  return diagnostic->offset < other->offset ? -1 : diagnostic->offset > other->offset;
}

/**
 * cookie_diagnostic_ref:
 * @self: a diagnostic
 *
 * Takes one more reference.
 *
 * Returns: (transfer full): @self
 *
 * Since: 1.0
 */
CookieDiagnostic *
cookie_diagnostic_ref (CookieDiagnostic *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * cookie_diagnostic_unref:
 * @self: (transfer full): a diagnostic
 *
 * Gives a reference back; with the last one, the diagnostic is freed.
 *
 * Since: 1.0
 */
void
cookie_diagnostic_unref (CookieDiagnostic *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}

/**
 * cookie_diagnostic_get_code:
 * @self: a diagnostic
 *
 * What it is about.
 *
 * Returns: the code
 *
 * Since: 1.0
 */
CookieDiagnosticCode
cookie_diagnostic_get_code (CookieDiagnostic *self)
{
  g_return_val_if_fail (self != NULL, COOKIE_DIAGNOSTIC_CODE_NAMELESS);

  return self->code;
}

/**
 * cookie_diagnostic_get_severity:
 * @self: a diagnostic
 *
 * How much it matters.
 *
 * Returns: the severity
 *
 * Since: 1.0
 */
CookieDiagnosticSeverity
cookie_diagnostic_get_severity (CookieDiagnostic *self)
{
  g_return_val_if_fail (self != NULL, COOKIE_DIAGNOSTIC_SEVERITY_ERROR);

  return self->severity;
}

/**
 * cookie_diagnostic_get_offset:
 * @self: a diagnostic
 *
 * Where the part that is meant starts.
 *
 * Returns: the offset in the text that was read, in bytes
 *
 * Since: 1.0
 */
gsize
cookie_diagnostic_get_offset (CookieDiagnostic *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->offset;
}

/**
 * cookie_diagnostic_get_length:
 * @self: a diagnostic
 *
 * How long the part that is meant is.
 *
 * It is 0 where something is missing.
 *
 * Returns: the length in the text that was read, in bytes
 *
 * Since: 1.0
 */
gsize
cookie_diagnostic_get_length (CookieDiagnostic *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->length;
}

/**
 * cookie_diagnostic_get_text:
 * @self: a diagnostic
 *
 * The part that is meant.
 *
 * Text that is not UTF-8 is shown as ISO-8859-1, and a NUL as U+FFFD, so this need
 * not be as long as [method@Cookie.Diagnostic.get_length] says. It comes from
 * outside: before it is printed on a terminal, control characters have to go.
 *
 * Returns: (transfer none): the text, in UTF-8
 *
 * Since: 1.0
 */
const char *
cookie_diagnostic_get_text (CookieDiagnostic *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

/**
 * cookie_diagnostic_get_message:
 * @self: a diagnostic
 *
 * A sentence that says what is the matter.
 *
 * It is in English, and holds nothing of the text that was read.
 *
 * Returns: (transfer none): the message
 *
 * Since: 1.0
 */
const char *
cookie_diagnostic_get_message (CookieDiagnostic *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->message;
}

/**
 * cookie_diagnostic_get_section:
 * @self: a diagnostic
 *
 * Which section of which standard says so.
 *
 * `6265bis` is draft-ietf-httpbis-rfc6265bis-22.
 *
 * Returns: (transfer none) (nullable): the standard and the section, such as
 *   `6265bis §5.7`, or `http.cookies` for what Python does; `NULL` if no standard says so
 *
 * Since: 1.0
 */
const char *
cookie_diagnostic_get_section (CookieDiagnostic *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->section;
}
