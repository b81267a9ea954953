/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "report.h"

#include "cookie-error-private.h"

#include <string.h>

/* What is said of a header that was loaded. */

/* @offset and @length are of the header's text. */
void
cookie_report (CookieFindings           *findings,
               const CookieHeader       *header,
               CookieDiagnosticCode      code,
               CookieDiagnosticSeverity  severity,
               gsize                     offset,
               gsize                     length,
               const char               *section,
               const char               *message)
{
  gsize start, end;

  /* to find the offsets of many takes quadratic time */
  if (cookie_findings_is_full (findings))
    return;

  start = cookie_header_get_input_offset (header, offset);
  end = cookie_header_get_input_offset (header, offset + length);
  cookie_findings_add (findings, code, severity, header->field, start, end - start,
                       header->text + offset, length, section, message);
}

/* Reports what the scanner could not read. */
void
cookie_report_scan (CookieFindings     *findings,
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
      message = "A cookie needs a name.";
      break;
    case COOKIE_SCAN_ILLEGAL_NAME:
      code = COOKIE_DIAGNOSTIC_CODE_ILLEGAL_NAME;
      section = "6265bis §4.1.1";
      message = "This is not a legal cookie name.";
      break;
    case COOKIE_SCAN_ILLEGAL_VALUE:
      code = COOKIE_DIAGNOSTIC_CODE_ILLEGAL_VALUE;
      section = "6265bis §4.1.1";
      message = "This is not a legal cookie value.";
      break;
    case COOKIE_SCAN_UNKNOWN_ATTRIBUTE:
      code = COOKIE_DIAGNOSTIC_CODE_ATTRIBUTE_UNKNOWN;
      message = "This attribute does not exist.";
      break;
    case COOKIE_SCAN_IGNORED:
      code = COOKIE_DIAGNOSTIC_CODE_ATTRIBUTE_IGNORED;
      severity = COOKIE_DIAGNOSTIC_SEVERITY_HINT;
      message = "This attribute comes before the first cookie and is ignored.";
      break;
    case COOKIE_SCAN_UNREAD:
      code = COOKIE_DIAGNOSTIC_CODE_STOPPED;
      message = "No cookie starts here; the rest of the header is not read.";
      break;
    case COOKIE_SCAN_DROPPED:
      code = COOKIE_DIAGNOSTIC_CODE_STOPPED;
      message = "Python drops the whole header because of this text.";
      break;
    case COOKIE_SCAN_SYNTAX:
      code = COOKIE_DIAGNOSTIC_CODE_STOPPED;
      section = "6265bis §4.2.1";
      message = "A semicolon and a space must separate cookies.";
      break;
    case COOKIE_SCAN_END:
    case COOKIE_SCAN_PAIR:
    default:
      g_assert_not_reached ();
    }

  cookie_report (findings, header, code, severity, pair->key, pair->key_length, section, message);
}

static CookieDiagnosticCode
get_refusal_code (const GError *error)
{
  if (error->domain != COOKIE_ERROR)
    return COOKIE_DIAGNOSTIC_CODE_UNDECODABLE;

  switch ((CookieError) error->code)
    {
    case COOKIE_ERROR_UNAUTHENTIC:
      return COOKIE_DIAGNOSTIC_CODE_UNAUTHENTIC;
    case COOKIE_ERROR_EXPIRED:
      return COOKIE_DIAGNOSTIC_CODE_OUTDATED;
    case COOKIE_ERROR_NO_KEY:
      return COOKIE_DIAGNOSTIC_CODE_NO_KEY;
    case COOKIE_ERROR_NOT_SEALED:
      return COOKIE_DIAGNOSTIC_CODE_NOT_SEALED;
    case COOKIE_ERROR_LIMIT:
      return COOKIE_DIAGNOSTIC_CODE_TOO_LONG;
    case COOKIE_ERROR_ILLEGAL_KEY:
    case COOKIE_ERROR_RESERVED_KEY:
    case COOKIE_ERROR_ILLEGAL_VALUE:
    case COOKIE_ERROR_INVALID_ATTRIBUTE:
    case COOKIE_ERROR_SYNTAX:
    case COOKIE_ERROR_DECODE:
    case COOKIE_ERROR_INVALID_SECRET:
    case COOKIE_ERROR_NOT_SUPPORTED:
    case COOKIE_ERROR_FAILED:
    default:
      return COOKIE_DIAGNOSTIC_CODE_UNDECODABLE;
    }
}

/* Reports a pair whose value, or attribute, was refused with an error, which may be missing when
 * there is no room for it anyway.
 */
void
cookie_report_refused (CookieFindings     *findings,
                       const CookieHeader *header,
                       const CookiePair   *pair,
                       const GError       *error)
{
  CookieDiagnosticCode code = COOKIE_DIAGNOSTIC_CODE_UNDECODABLE;
  g_autofree char *reason = NULL;
  g_autofree char *message = NULL;

  if (pair->attribute >= 0)
    {
      cookie_report (findings, header, COOKIE_DIAGNOSTIC_CODE_ATTRIBUTE_IGNORED, COOKIE_DIAGNOSTIC_SEVERITY_ERROR,
                     pair->value, pair->value_length, "6265bis §4.1.1", "This is not a legal attribute value.");
      return;
    }

  if (error != NULL)
    {
      code = get_refusal_code (error);
      reason = cookie_error_dup_reason (error);
      message = g_strconcat (reason, ".", NULL);
    }
  cookie_report (findings, header, code, COOKIE_DIAGNOSTIC_SEVERITY_ERROR,
                 pair->value, pair->value_length, NULL, message);
}

/* Reports an attribute of a cookie whose attributes the schema says. */
void
cookie_report_overruled (CookieFindings     *findings,
                         const CookieHeader *header,
                         const CookiePair   *pair)
{
  gsize end = MAX (pair->key + pair->key_length, pair->value + pair->value_length);

  cookie_report (findings, header, COOKIE_DIAGNOSTIC_CODE_ATTRIBUTE_IGNORED, COOKIE_DIAGNOSTIC_SEVERITY_HINT,
                 pair->key, end - pair->key, "http.cookies",
                 "The schema says the attributes of this cookie; this one is ignored.");
}

/* Reports the first byte that is not UTF-8. */
void
cookie_report_latin1 (CookieFindings     *findings,
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

  cookie_report (findings, header, COOKIE_DIAGNOSTIC_CODE_NOT_UTF8, COOKIE_DIAGNOSTIC_SEVERITY_WARNING,
                 offset, 2, NULL, "The header is not UTF-8 from here on; it is read as ISO-8859-1.");
}

/* Reports a pair whose name the same header has before. */
void
cookie_report_duplicate (CookieFindings     *findings,
                         const CookieHeader *header,
                         guint               pair)
{
  const CookiePair *p = &header->pairs[pair];

  cookie_report (findings, header, COOKIE_DIAGNOSTIC_CODE_DUPLICATE, COOKIE_DIAGNOSTIC_SEVERITY_WARNING,
                 p->key, MAX (p->key + p->key_length, p->value + p->value_length) - p->key, "6265bis §4.2.2",
                 header->first_wins ? "The header has this name already; the first value is used."
                                    : "The header has this name already; this value replaces the earlier one.");
}

/* Reports a pair whose value an older secret sealed. */
void
cookie_report_rotated (CookieFindings     *findings,
                       const CookieHeader *header,
                       guint               pair)
{
  const CookiePair *p = &header->pairs[pair];

  cookie_report (findings, header, COOKIE_DIAGNOSTIC_CODE_ROTATED, COOKIE_DIAGNOSTIC_SEVERITY_HINT,
                 p->value, p->value_length, NULL,
                 "An older secret sealed this value; it is sent again, sealed with the current secret.");
}
