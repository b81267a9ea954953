/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-base-cookie-private.h"

/* What was skipped, repaired or shadowed when a header was loaded. As long as
 * nothing is wrong with a header, nothing of this is made.
 */

void
cookie_base_cookie_start_diagnostics (CookieBaseCookie *self,
                                      gsize             input_length)
{
  CookieBaseCookiePrivate *priv = cookie_base_cookie_get_private (self);

  g_clear_pointer (&priv->diagnostics, g_ptr_array_unref);
  priv->n_more_diagnostics = 0;
  priv->input_length = input_length;
}

/* @offset and @length are of the header's text. */
void
cookie_base_cookie_diagnose (CookieBaseCookie         *self,
                             const CookieHeader       *header,
                             CookieDiagnosticCode      code,
                             CookieDiagnosticSeverity  severity,
                             gsize                     offset,
                             gsize                     length,
                             const char               *section,
                             const char               *message)
{
  CookieBaseCookiePrivate *priv = cookie_base_cookie_get_private (self);
  gsize start, end;

  if (priv->diagnostics == NULL)
    priv->diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) cookie_diagnostic_unref);

  if (priv->diagnostics->len == COOKIE_MAX_DIAGNOSTICS)
    {
      priv->n_more_diagnostics++;
      return;
    }

  start = cookie_header_get_input_offset (header, offset);
  end = cookie_header_get_input_offset (header, offset + length);
  g_ptr_array_add (priv->diagnostics,
                   cookie_diagnostic_new (code, severity, start, end - start,
                                          header->text + offset, length, section, message));
}

/* Tells of what the scanner could not read. */
void
cookie_base_cookie_diagnose_scan (CookieBaseCookie   *self,
                                  const CookieHeader *header,
                                  const CookiePair   *pair,
                                  CookieScan          scan)
{
  CookieDiagnosticCode code;
  CookieDiagnosticSeverity severity = COOKIE_DIAGNOSTIC_SEVERITY_ERROR;
  const char *section = "http.cookies";
  const char *message;

  switch (scan)
    {
    case COOKIE_SCAN_NAMELESS:
      code = COOKIE_DIAGNOSTIC_CODE_NAMELESS;
      section = "6265bis §4.2.1";
      message = "Without a name, this is no cookie.";
      break;
    case COOKIE_SCAN_ILLEGAL_NAME:
      code = COOKIE_DIAGNOSTIC_CODE_ILLEGAL_NAME;
      section = "6265bis §4.1.1";
      message = "No cookie can have this name.";
      break;
    case COOKIE_SCAN_ILLEGAL_VALUE:
      code = COOKIE_DIAGNOSTIC_CODE_ILLEGAL_VALUE;
      section = "6265bis §4.1.1";
      message = "No cookie can have this value.";
      break;
    case COOKIE_SCAN_UNKNOWN_ATTRIBUTE:
      code = COOKIE_DIAGNOSTIC_CODE_ATTRIBUTE_UNKNOWN;
      message = "There is no such attribute.";
      break;
    case COOKIE_SCAN_IGNORED:
      code = COOKIE_DIAGNOSTIC_CODE_ATTRIBUTE_IGNORED;
      severity = COOKIE_DIAGNOSTIC_SEVERITY_HINT;
      message = "There is no cookie before it that this attribute could belong to.";
      break;
    case COOKIE_SCAN_UNREAD:
      code = COOKIE_DIAGNOSTIC_CODE_STOPPED;
      message = "No cookie starts here, so the rest is not read.";
      break;
    case COOKIE_SCAN_DROPPED:
      code = COOKIE_DIAGNOSTIC_CODE_STOPPED;
      message = "For this, Python drops the whole header.";
      break;
    case COOKIE_SCAN_SYNTAX:
      code = COOKIE_DIAGNOSTIC_CODE_STOPPED;
      section = "6265bis §4.2.1";
      message = "Cookies are separated by a semicolon and a space.";
      break;
    case COOKIE_SCAN_END:
    case COOKIE_SCAN_PAIR:
    default:
      g_assert_not_reached ();
    }

  cookie_base_cookie_diagnose (self, header, code, severity, pair->key, pair->key_length, section, message);
}

/* Tells of a pair whose value, or attribute, cannot be what it says. */
void
cookie_base_cookie_diagnose_decode (CookieBaseCookie   *self,
                                    const CookieHeader *header,
                                    const CookiePair   *pair)
{
  if (pair->attribute >= 0)
    cookie_base_cookie_diagnose (self, header, COOKIE_DIAGNOSTIC_CODE_ATTRIBUTE_IGNORED,
                                 COOKIE_DIAGNOSTIC_SEVERITY_ERROR, pair->value, pair->value_length,
                                 "6265bis §4.1.1", "No attribute can have this value.");
  else
    cookie_base_cookie_diagnose (self, header, COOKIE_DIAGNOSTIC_CODE_UNDECODABLE,
                                 COOKIE_DIAGNOSTIC_SEVERITY_ERROR, pair->value, pair->value_length,
                                 NULL, "This value cannot be decoded.");
}

/* Tells of the first byte that is not UTF-8. */
void
cookie_base_cookie_diagnose_latin1 (CookieBaseCookie   *self,
                                    const CookieHeader *header,
                                    const char         *input,
                                    gsize               length)
{
  const char *end = input + length;
  const char *invalid = input;
  gsize offset = 0;

  while (!g_utf8_validate_len (invalid, end - invalid, &invalid) && *invalid == '\0')
    invalid++;

  /* each byte of the input above 7F is two of the text */
  for (const char *p = input; p < invalid; p++)
    offset += 1 + ((guint8) *p >> 7);

  cookie_base_cookie_diagnose (self, header, COOKIE_DIAGNOSTIC_CODE_NOT_UTF8,
                               COOKIE_DIAGNOSTIC_SEVERITY_WARNING, offset, 2,
                               NULL, "This is not UTF-8, so the header is read as ISO-8859-1.");
}

/**
 * cookie_base_cookie_get_diagnostics:
 * @self: a cookie
 *
 * Gets what was skipped, repaired or shadowed when a header was last loaded.
 *
 * That is also so for a header that could not be loaded: then the diagnostics
 * say why, and where. No more than 100 are kept; one more, with the code `MORE`,
 * counts the rest. They are ordered by where they point; the offsets are those in
 * the header as it was given to [method@Cookie.BaseCookie.load].
 *
 * Returns: (transfer container) (element-type CookieDiagnostic): the diagnostics;
 *   empty if nothing was wrong
 *
 * Since: 1.0
 */
GPtrArray *
cookie_base_cookie_get_diagnostics (CookieBaseCookie *self)
{
  CookieBaseCookiePrivate *priv;
  GPtrArray *diagnostics;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);

  /* Which names are there twice is found out when the names are sorted. */
  priv = cookie_base_cookie_get_private (self);
  cookie_table_get_size (&priv->table);

  diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) cookie_diagnostic_unref);
  if (priv->diagnostics == NULL)
    return diagnostics;

  for (guint i = 0; i < priv->diagnostics->len; i++)
    g_ptr_array_add (diagnostics, cookie_diagnostic_ref (priv->diagnostics->pdata[i]));
  g_ptr_array_sort (diagnostics, cookie_diagnostic_compare);

  if (priv->n_more_diagnostics > 0)
    g_ptr_array_add (diagnostics, cookie_diagnostic_new_more (priv->n_more_diagnostics, priv->input_length));

  return diagnostics;
}

/* Tells whoever listens. */
void
cookie_base_cookie_emit_rejected (CookieBaseCookie *self)
{
  g_autoptr (GPtrArray) diagnostics = NULL;

  if (cookie_base_cookie_get_private (self)->diagnostics == NULL || !cookie_base_cookie_is_watched (self))
    return;

  diagnostics = cookie_base_cookie_get_diagnostics (self);

  g_object_ref (self);
  for (guint i = 0; i < diagnostics->len; i++)
    cookie_base_cookie_rejected (self, diagnostics->pdata[i]);
  g_object_unref (self);
}
