/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-diagnostic-private.h"

#include "core/text.h"

#include <string.h>

/**
 * CookieDiagnostic:
 *
 * A finding about a header field: what it is, where it is, and how much it matters.
 *
 * [method@Cookie.BaseCookie.get_diagnostics] lists what was skipped or repaired in
 * the header fields that were loaded. [method@Cookie.Morsel.diagnose] and
 * [func@Cookie.diagnose_set_cookie] list what a browser does with a cookie.
 *
 * ```c
 * g_autoptr (GPtrArray) diagnostics = NULL;
 *
 * diagnostics = cookie_diagnose_set_cookie ("__Host-sid=1; Secure", NULL, NULL);
 * for (guint i = 0; i < diagnostics->len; i++)
 *   {
 *     g_print ("%s\n", cookie_diagnostic_get_message (diagnostics->pdata[i]));
 *   }
 * ```
 *
 * A diagnostic never changes, so threads can share it.
 *
 * Since: 1.0
 */
struct _CookieDiagnostic
{
  GObject parent_instance;

  CookieDiagnosticCode code;
  CookieDiagnosticSeverity severity;
  guint field;
  guint64 offset;
  guint64 length;
  char *text;
  char *message;
  const char *section;
};

enum {
  PROP_0,
  PROP_CODE,
  PROP_SEVERITY,
  PROP_FIELD,
  PROP_OFFSET,
  PROP_LENGTH,
  PROP_TEXT,
  PROP_MESSAGE,
  PROP_SECTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CookieDiagnostic, cookie_diagnostic, G_TYPE_OBJECT)

static void
cookie_diagnostic_finalize (GObject *object)
{
  CookieDiagnostic *self = COOKIE_DIAGNOSTIC (object);

  g_free (self->text);
  g_free (self->message);

  G_OBJECT_CLASS (cookie_diagnostic_parent_class)->finalize (object);
}

static void
cookie_diagnostic_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  CookieDiagnostic *self = COOKIE_DIAGNOSTIC (object);

  switch (prop_id)
    {
    case PROP_CODE:
      g_value_set_enum (value, cookie_diagnostic_get_code (self));
      break;
    case PROP_SEVERITY:
      g_value_set_enum (value, cookie_diagnostic_get_severity (self));
      break;
    case PROP_FIELD:
      g_value_set_uint (value, cookie_diagnostic_get_field (self));
      break;
    case PROP_OFFSET:
      g_value_set_uint64 (value, cookie_diagnostic_get_offset (self));
      break;
    case PROP_LENGTH:
      g_value_set_uint64 (value, cookie_diagnostic_get_length (self));
      break;
    case PROP_TEXT:
      g_value_set_string (value, cookie_diagnostic_get_text (self));
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, cookie_diagnostic_get_message (self));
      break;
    case PROP_SECTION:
      g_value_set_string (value, cookie_diagnostic_get_section (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cookie_diagnostic_class_init (CookieDiagnosticClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cookie_diagnostic_finalize;
  object_class->get_property = cookie_diagnostic_get_property;

  /**
   * CookieDiagnostic:code: (getter get_code)
   *
   * The kind of finding.
   *
   * Since: 1.0
   */
  properties[PROP_CODE] =
    g_param_spec_enum ("code", NULL, NULL,
                       COOKIE_TYPE_DIAGNOSTIC_CODE, COOKIE_DIAGNOSTIC_CODE_NAMELESS, readable);

  /**
   * CookieDiagnostic:severity: (getter get_severity)
   *
   * How much the finding matters.
   *
   * Since: 1.0
   */
  properties[PROP_SEVERITY] =
    g_param_spec_enum ("severity", NULL, NULL,
                       COOKIE_TYPE_DIAGNOSTIC_SEVERITY, COOKIE_DIAGNOSTIC_SEVERITY_ERROR, readable);

  /**
   * CookieDiagnostic:field: (getter get_field)
   *
   * The number of the header field, from 0 on.
   *
   * Since: 1.0
   */
  properties[PROP_FIELD] =
    g_param_spec_uint ("field", NULL, NULL, 0, G_MAXUINT, 0, readable);

  /**
   * CookieDiagnostic:offset: (getter get_offset)
   *
   * The offset of the affected text in the header field, in bytes.
   *
   * Since: 1.0
   */
  properties[PROP_OFFSET] =
    g_param_spec_uint64 ("offset", NULL, NULL, 0, G_MAXUINT64, 0, readable);

  /**
   * CookieDiagnostic:length: (getter get_length)
   *
   * The length of the affected text in the header field, in bytes.
   *
   * Since: 1.0
   */
  properties[PROP_LENGTH] =
    g_param_spec_uint64 ("length", NULL, NULL, 0, G_MAXUINT64, 0, readable);

  /**
   * CookieDiagnostic:text: (getter get_text)
   *
   * The affected text.
   *
   * Since: 1.0
   */
  properties[PROP_TEXT] =
    g_param_spec_string ("text", NULL, NULL, "", readable);

  /**
   * CookieDiagnostic:message: (getter get_message)
   *
   * A sentence in English that describes the finding.
   *
   * Since: 1.0
   */
  properties[PROP_MESSAGE] =
    g_param_spec_string ("message", NULL, NULL, "", readable);

  /**
   * CookieDiagnostic:section: (getter get_section)
   *
   * The standard and its section, or `NULL` if no standard requires it.
   *
   * Since: 1.0
   */
  properties[PROP_SECTION] =
    g_param_spec_string ("section", NULL, NULL, NULL, readable);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cookie_diagnostic_init (CookieDiagnostic *self)
{
}

/* What is not UTF-8 is shown as ISO-8859-1; a NUL, which ends a string, as U+FFFD. */
static char *
text_to_show (const char *text,
              gsize       length)
{
  const gboolean is_utf8 = cookie_text_is_utf8 (text, length);
  GString *shown = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '\0')
        g_string_append_unichar (shown, 0xfffd);
      else if (is_utf8)
        g_string_append_c (shown, text[i]);
      else
        g_string_append_unichar (shown, (guchar) text[i]);
    }

  return g_string_free (shown, FALSE);
}

/* @text is the affected part of the field, perhaps in another encoding than the field's. @section
 * may be NULL, and lives as long as the program.
 */
CookieDiagnostic *
cookie_diagnostic_new (CookieDiagnosticCode      code,
                       CookieDiagnosticSeverity  severity,
                       guint                     field,
                       gsize                     offset,
                       gsize                     length,
                       const char               *text,
                       gsize                     text_length,
                       const char               *section,
                       const char               *message)
{
  CookieDiagnostic *self = g_object_new (COOKIE_TYPE_DIAGNOSTIC, NULL);

  self->code = code;
  self->severity = severity;
  self->field = field;
  self->offset = offset;
  self->length = length;
  self->text = text_to_show (text, text_length);
  self->section = section;
  self->message = g_strdup (message);

  return self;
}

/* Counts those that were not kept; @offset is the end of the last field. */
CookieDiagnostic *
cookie_diagnostic_new_more (guint n_more,
                            guint field,
                            gsize offset)
{
  g_autofree char *message = g_strdup_printf ("%u more diagnostics were not kept.", n_more);

  return cookie_diagnostic_new (COOKIE_DIAGNOSTIC_CODE_MORE, COOKIE_DIAGNOSTIC_SEVERITY_WARNING,
                                field, offset, 0, "", 0, NULL, message);
}

/* A copy of a diagnostic of a text that is one of several. */
CookieDiagnostic *
cookie_diagnostic_copy_to_field (CookieDiagnostic *self,
                                 guint             field)
{
  return cookie_diagnostic_new (self->code, self->severity, field, self->offset, self->length,
                                self->text, strlen (self->text), self->section, self->message);
}

/* By field and offset, for g_ptr_array_sort() */
int
cookie_diagnostic_compare (gconstpointer a,
                           gconstpointer b)
{
  const CookieDiagnostic *diagnostic = *(CookieDiagnostic **) a;
  const CookieDiagnostic *other = *(CookieDiagnostic **) b;

  if (diagnostic->field != other->field)
    return diagnostic->field < other->field ? -1 : 1;

  return diagnostic->offset < other->offset ? -1 : diagnostic->offset > other->offset;
}

/**
 * cookie_diagnostic_get_code:
 * @self: a diagnostic
 *
 * Gets the kind of finding.
 *
 * Returns: the code
 *
 * Since: 1.0
 */
CookieDiagnosticCode
cookie_diagnostic_get_code (CookieDiagnostic *self)
{
  g_return_val_if_fail (COOKIE_IS_DIAGNOSTIC (self), COOKIE_DIAGNOSTIC_CODE_NAMELESS);

  return self->code;
}

/**
 * cookie_diagnostic_get_severity:
 * @self: a diagnostic
 *
 * Gets how much the finding matters.
 *
 * Returns: the severity
 *
 * Since: 1.0
 */
CookieDiagnosticSeverity
cookie_diagnostic_get_severity (CookieDiagnostic *self)
{
  g_return_val_if_fail (COOKIE_IS_DIAGNOSTIC (self), COOKIE_DIAGNOSTIC_SEVERITY_ERROR);

  return self->severity;
}

/**
 * cookie_diagnostic_get_field:
 * @self: a diagnostic
 *
 * Gets the number of the header field.
 *
 * A cookie dictionary numbers the header fields that it loads, until
 * [method@Cookie.BaseCookie.clear] starts again with 0.
 *
 * Returns: the number of the field; 0 for a `Set-Cookie` field
 *
 * Since: 1.0
 */
guint
cookie_diagnostic_get_field (CookieDiagnostic *self)
{
  g_return_val_if_fail (COOKIE_IS_DIAGNOSTIC (self), 0);

  return self->field;
}

/**
 * cookie_diagnostic_get_offset:
 * @self: a diagnostic
 *
 * Gets the offset of the affected text in the header field.
 *
 * Returns: the offset, in bytes
 *
 * Since: 1.0
 */
guint64
cookie_diagnostic_get_offset (CookieDiagnostic *self)
{
  g_return_val_if_fail (COOKIE_IS_DIAGNOSTIC (self), 0);

  return self->offset;
}

/**
 * cookie_diagnostic_get_length:
 * @self: a diagnostic
 *
 * Gets the length of the affected text in the header field.
 *
 * Returns: the length, in bytes; 0 where something is missing
 *
 * Since: 1.0
 */
guint64
cookie_diagnostic_get_length (CookieDiagnostic *self)
{
  g_return_val_if_fail (COOKIE_IS_DIAGNOSTIC (self), 0);

  return self->length;
}

/**
 * cookie_diagnostic_get_text:
 * @self: a diagnostic
 *
 * Gets the affected text.
 *
 * Text that is not UTF-8 is converted from ISO-8859-1, and a NUL becomes U+FFFD, so
 * its length can differ from [method@Cookie.Diagnostic.get_length]. The text was
 * received from outside: escape control characters before you print it on a
 * terminal.
 *
 * Returns: (transfer none): the text, in UTF-8
 *
 * Since: 1.0
 */
const char *
cookie_diagnostic_get_text (CookieDiagnostic *self)
{
  g_return_val_if_fail (COOKIE_IS_DIAGNOSTIC (self), NULL);

  return self->text;
}

/**
 * cookie_diagnostic_get_message:
 * @self: a diagnostic
 *
 * Gets a sentence that describes the finding.
 *
 * It is in English. That of a codec contains the name of the cookie and a short excerpt of what
 * was received, without control characters: text for a page has to be escaped.
 *
 * Returns: (transfer none): the message
 *
 * Since: 1.0
 */
const char *
cookie_diagnostic_get_message (CookieDiagnostic *self)
{
  g_return_val_if_fail (COOKIE_IS_DIAGNOSTIC (self), NULL);

  return self->message;
}

/**
 * cookie_diagnostic_get_section:
 * @self: a diagnostic
 *
 * Gets the standard and its section that the finding follows.
 *
 * `6265bis` is draft-ietf-httpbis-rfc6265bis-22.
 *
 * Returns: (transfer none) (nullable): for example `6265bis §5.7`, or `http.cookies`
 *   for what Python does; `NULL` if no standard requires it
 *
 * Since: 1.0
 */
const char *
cookie_diagnostic_get_section (CookieDiagnostic *self)
{
  g_return_val_if_fail (COOKIE_IS_DIAGNOSTIC (self), NULL);

  return self->section;
}

/**
 * cookie_diagnostic_to_string:
 * @self: a diagnostic
 *
 * Converts a diagnostic to a line of text.
 *
 * The line has the severity, the offset, the message and the section, such as
 * `warning at byte 14: Max-Age is not a whole number of seconds, so browsers ignore
 * it. (6265bis §5.6.2)`.
 *
 * Returns: (transfer full): the text
 *
 * Since: 1.0
 */
char *
cookie_diagnostic_to_string (CookieDiagnostic *self)
{
  static const char * const severities[] = { "error", "warning", "hint" };

  g_return_val_if_fail (COOKIE_IS_DIAGNOSTIC (self), NULL);

  return g_strdup_printf ("%s at byte %" G_GUINT64_FORMAT ": %s%s%s%s", severities[self->severity], self->offset, self->message,
                          self->section != NULL ? " (" : "",
                          self->section != NULL ? self->section : "",
                          self->section != NULL ? ")" : "");
}
