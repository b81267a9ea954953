/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "report.h"

#include "cookie-error-private.h"

#include <string.h>

/* What is reported of a header that was loaded. */

static void
clear_reports (CookieReport *reports,
               guint         n_reports)
{
  for (guint i = 0; i < n_reports; i++)
    {
      reports[i].header->n_reports--;
      cookie_header_release (reports[i].header);
      g_free (reports[i].own_message);
    }
  g_free (reports);
}

/* Makes the diagnostics of all reports. */
static void
make_diagnostics (CookieReports *self)
{
  CookieReport *reports = g_steal_pointer (&self->reports);
  const guint n_reports = self->findings.n_pending;

  self->findings.n_pending = 0;
  self->n_allocated = 0;

  for (guint i = 0; i < n_reports; i++)
    {
      const CookieReport *report = &reports[i];
      CookieHeader       *header = report->header;
      const gsize start = cookie_header_get_input_offset (header, report->offset);
      const gsize end = cookie_header_get_input_offset (header, report->offset + report->length);

      cookie_findings_add (&self->findings, report->code, report->severity, header->field, start, end - start,
                           cookie_header_get_received (header) + report->offset, report->length, report->section,
                           report->own_message != NULL ? report->own_message : report->message);
    }

  clear_reports (reports, n_reports);
}

gboolean
cookie_reports_has_any (const CookieReports *self)
{
  return self->findings.n_pending > 0 || self->findings.diagnostics != NULL;
}

/* All diagnostics, ordered by field and offset. */
GPtrArray *
cookie_reports_list (CookieReports *self)
{
  make_diagnostics (self);

  return cookie_findings_list (&self->findings);
}

/* Returns what was found, and begins again. */
CookieReports
cookie_reports_steal (CookieReports *self)
{
  const guint limit = self->findings.limit;
  CookieReports stolen = *self;

  *self = (CookieReports) { .findings.limit = limit };

  return stolen;
}

void
cookie_reports_clear (CookieReports *self)
{
  clear_reports (g_steal_pointer (&self->reports), self->findings.n_pending);
  cookie_findings_clear (&self->findings);
}

/* Takes @own_message, which is used instead of @message if it is not NULL. */
static void
add_report (CookieReports            *self,
            CookieHeader             *header,
            CookieDiagnosticCode      code,
            CookieDiagnosticSeverity  severity,
            gsize                     offset,
            gsize                     length,
            const char               *section,
            const char               *message,
            char                     *own_message)
{
  const guint n = self->findings.n_pending;

  if (cookie_findings_is_full (&self->findings))
    {
      g_free (own_message);
      return;
    }

  if (n == self->n_allocated)
    {
      self->n_allocated = MAX (8, 2 * n);
      self->reports = g_renew (CookieReport, self->reports, self->n_allocated);
    }

  self->reports[n] = (CookieReport) {
    .header = header,
    .offset = offset,
    .length = length,
    .code = code,
    .severity = severity,
    .section = section,
    .message = message,
    .own_message = own_message,
  };
  self->findings.n_pending++;
  cookie_header_hold (header);
  header->n_reports++;
}

void
cookie_report (CookieReports            *self,
               CookieHeader             *header,
               CookieDiagnosticCode      code,
               CookieDiagnosticSeverity  severity,
               gsize                     offset,
               gsize                     length,
               const char               *section,
               const char               *message)
{
  add_report (self, header, code, severity, offset, length, section, message, NULL);
}

/* Reports what the scanner could not read. */
void
cookie_report_scan (CookieReports      *self,
                    CookieHeader       *header,
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

  cookie_report (self, header, code, severity, pair->key, pair->key_length, section, message);
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

/* Reports a pair whose value, or attribute, was refused. Without an error, no codec refused it. */
void
cookie_report_refused (CookieReports      *self,
                       CookieHeader       *header,
                       const CookiePair   *pair,
                       const GError       *error)
{
  g_autofree char *reason = NULL;

  if (pair->attribute >= 0)
    {
      cookie_report (self, header, COOKIE_DIAGNOSTIC_CODE_ATTRIBUTE_IGNORED, COOKIE_DIAGNOSTIC_SEVERITY_ERROR,
                     pair->value, pair->value_length, "6265bis §4.1.1", "This is not a legal attribute value.");
      return;
    }

  if (error != NULL)
    reason = cookie_error_dup_reason (error);

  add_report (self, header, error != NULL ? get_refusal_code (error) : COOKIE_DIAGNOSTIC_CODE_UNDECODABLE,
              COOKIE_DIAGNOSTIC_SEVERITY_ERROR, pair->value, pair->value_length, NULL,
              "A string cannot hold \\000.", reason != NULL ? g_strconcat (reason, ".", NULL) : NULL);
}

/* Reports an attribute of a cookie whose attributes the schema says. */
void
cookie_report_overruled (CookieReports      *self,
                         CookieHeader       *header,
                         const CookiePair   *pair)
{
  gsize end = MAX (pair->key + pair->key_length, pair->value + pair->value_length);

  cookie_report (self, header, COOKIE_DIAGNOSTIC_CODE_ATTRIBUTE_IGNORED, COOKIE_DIAGNOSTIC_SEVERITY_HINT,
                 pair->key, end - pair->key, "http.cookies",
                 "The schema says the attributes of this cookie; this one is ignored.");
}

/* Reports the first byte that is not UTF-8. */
void
cookie_report_latin1 (CookieReports      *self,
                      CookieHeader       *header,
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

  cookie_report (self, header, COOKIE_DIAGNOSTIC_CODE_NOT_UTF8, COOKIE_DIAGNOSTIC_SEVERITY_WARNING,
                 offset, 2, NULL, "The header is not UTF-8 from here on; it is read as ISO-8859-1.");
}

/* Reports a pair whose name the same header has before. */
void
cookie_report_duplicate (CookieReports      *self,
                         CookieHeader       *header,
                         guint               pair)
{
  const CookiePair *p = &header->pairs[pair];

  cookie_report (self, header, COOKIE_DIAGNOSTIC_CODE_DUPLICATE, COOKIE_DIAGNOSTIC_SEVERITY_WARNING,
                 p->key, MAX (p->key + p->key_length, p->value + p->value_length) - p->key, "6265bis §4.2.2",
                 header->first_wins ? "The header has this name already; the first value is used."
                                    : "The header has this name already; this value replaces the earlier one.");
}

/* Reports a pair whose value the codec renews, such as one that an older secret sealed. */
void
cookie_report_rotated (CookieReports      *self,
                       CookieHeader       *header,
                       guint               pair)
{
  const CookiePair *p = &header->pairs[pair];

  cookie_report (self, header, COOKIE_DIAGNOSTIC_CODE_ROTATED, COOKIE_DIAGNOSTIC_SEVERITY_HINT,
                 p->value, p->value_length, NULL,
                 "The codec renews this value, as after a new secret; it is sent again.");
}
