/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "loader.h"

#include "cookie-error-private.h"
#include "core/attribute.h"
#include "core/chars.h"
#include "core/quote.h"
#include "morsel/cookie-morsel-private.h"

#include <string.h>

/* @offset and @length are of the header's text. */
static void
report_slice (CookieFindings           *findings,
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

static void
report (const CookieLoader       *self,
        CookieDiagnosticCode      code,
        CookieDiagnosticSeverity  severity,
        gsize                     offset,
        gsize                     length,
        const char               *section,
        const char               *message)
{
  report_slice (self->findings, self->header, code, severity, offset, length, section, message);
}

/* Reports what the scanner could not read. */
static void
report_scan (const CookieLoader *self,
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

  report (self, code, severity, pair->key, pair->key_length, section, message);
}

/* Reports a pair whose value, or attribute, was refused. */
static void
report_decode (const CookieLoader *self,
               const CookiePair   *pair)
{
  if (pair->attribute >= 0)
    report (self, COOKIE_DIAGNOSTIC_CODE_ATTRIBUTE_IGNORED, COOKIE_DIAGNOSTIC_SEVERITY_ERROR,
            pair->value, pair->value_length, "6265bis §4.1.1", "This is not a legal attribute value.");
  else
    report (self, COOKIE_DIAGNOSTIC_CODE_UNDECODABLE, COOKIE_DIAGNOSTIC_SEVERITY_ERROR,
            pair->value, pair->value_length, NULL, "The codec cannot decode this value.");
}

/* Reports the first byte that is not UTF-8. */
static void
report_latin1 (const CookieLoader *self,
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

  report (self, COOKIE_DIAGNOSTIC_CODE_NOT_UTF8, COOKIE_DIAGNOSTIC_SEVERITY_WARNING,
          offset, 2, NULL, "The header is not UTF-8 from here on; it is read as ISO-8859-1.");
}

/* Nothing is done where nobody wants the error: there may be many. */
static void
set_error_at (const CookieLoader  *self,
              gsize                offset,
              gsize                length,
              CookieError          code,
              const char          *rule,
              GError             **error)
{
  if (error == NULL)
    return;

  cookie_set_error_at (error, code, rule, self->header->text + offset, length,
                       cookie_header_get_input_offset (self->header, offset));
}

static void
set_error (const CookieLoader  *self,
           const CookiePair    *pair,
           CookieError          code,
           const char          *rule,
           GError             **error)
{
  set_error_at (self, pair->key, pair->key_length, code, rule, error);
}

/* No control character but HTAB is known to the PYTHON reading. */
static gboolean
check_controls (const CookieLoader  *self,
                GError             **error)
{
  const CookieHeader *header = self->header;

  for (gsize i = 0; i < header->length; i++)
    {
      if (cookie_char_is (header->text[i], COOKIE_CHAR_CONTROL) && header->text[i] != '\t')
        {
          report (self, COOKIE_DIAGNOSTIC_CODE_CONTROL_CHARACTER, COOKIE_DIAGNOSTIC_SEVERITY_ERROR,
                  i, 1, "6265bis §4.1.1", "A header cannot hold a control character.");
          set_error_at (self, i, header->length - i, COOKIE_ERROR_ILLEGAL_VALUE,
                        "A header cannot hold a control character", error);
          return FALSE;
        }
    }

  return TRUE;
}

/* Whether an attribute of the PYTHON reading can be one. */
static gboolean
check_attribute (const CookieLoader  *self,
                 const CookiePair    *pair,
                 GError             **error)
{
  const char *text = self->header->text + pair->value;
  gboolean is_raw = (pair->flags & COOKIE_PAIR_RAW) != 0;
  g_autofree char *value = NULL;

  /* outside of quotes there is nothing that could harm */
  if ((pair->flags & COOKIE_PAIR_QUOTED) == 0)
    return TRUE;

  if (is_raw || cookie_quote_find_nul (text, pair->value_length) == pair->value_length)
    {
      value = is_raw ? g_strndup (text, pair->value_length) : cookie_unquote (text, pair->value_length);
      if (cookie_morsel_check_attribute (pair->attribute, value, strlen (value), NULL))
        return TRUE;
    }

  set_error_at (self, pair->value, pair->value_length, COOKIE_ERROR_INVALID_ATTRIBUTE,
                "An attribute cannot hold a control character or a semicolon", error);

  return FALSE;
}

/* Whether there is a value in a pair; makes it if a codec has to. */
static gboolean
decode (const CookieLoader  *self,
        const CookiePair    *pair,
        GError             **error)
{
  CookieHeader *header = self->header;
  const char *text = header->text + pair->value;

  if (self->decode != NULL)
    {
      g_autofree char *key = g_strndup (header->text + pair->key, pair->key_length);
      g_autofree char *coded = g_strndup (text, pair->value_length);

      header->values[header->n_pairs] = self->decode (key, coded, self->user_data, error);

      return header->values[header->n_pairs] != NULL;
    }

  if (header->unquote && (pair->flags & COOKIE_PAIR_MAYBE_NUL) != 0 &&
      cookie_quote_find_nul (text, pair->value_length) < pair->value_length)
    {
      set_error_at (self, pair->value, pair->value_length, COOKIE_ERROR_DECODE, "A string cannot hold \\000", error);
      return FALSE;
    }

  return TRUE;
}

/* The error that stands for what a scanner could not read. */
static void
set_scan_error (const CookieLoader  *self,
                const CookiePair    *pair,
                CookieScan           scan,
                GError             **error)
{
  gboolean strict = self->profile == COOKIE_PROFILE_STRICT;

  switch (scan)
    {
    case COOKIE_SCAN_NAMELESS:
      set_error (self, pair, COOKIE_ERROR_SYNTAX,
                 "A name and “=” are needed (draft-ietf-httpbis-rfc6265bis-22, §4.2.1)", error);
      break;
    case COOKIE_SCAN_ILLEGAL_NAME:
      set_error (self, pair, strict ? COOKIE_ERROR_SYNTAX : COOKIE_ERROR_ILLEGAL_KEY,
                 "The name of a cookie must be a token (RFC 9110, §5.6.2)", error);
      break;
    case COOKIE_SCAN_ILLEGAL_VALUE:
      if (strict)
        set_error (self, pair, COOKIE_ERROR_SYNTAX,
                   "A value must be of cookie-octets (draft-ietf-httpbis-rfc6265bis-22, §4.1.1)", error);
      else
        set_error (self, pair, pair->attribute >= 0 ? COOKIE_ERROR_INVALID_ATTRIBUTE : COOKIE_ERROR_ILLEGAL_VALUE,
                   "A value cannot hold a control character", error);
      break;
    case COOKIE_SCAN_UNKNOWN_ATTRIBUTE:
      set_error (self, pair, COOKIE_ERROR_INVALID_ATTRIBUTE, "This attribute does not exist", error);
      break;
    case COOKIE_SCAN_SYNTAX:
      set_error (self, pair, COOKIE_ERROR_SYNTAX,
                 "Cookies are separated by “; ” (draft-ietf-httpbis-rfc6265bis-22, §4.2.1)", error);
      break;
    case COOKIE_SCAN_END:
    case COOKIE_SCAN_PAIR:
    case COOKIE_SCAN_IGNORED:
    case COOKIE_SCAN_UNREAD:
    case COOKIE_SCAN_DROPPED:
    default:
      g_assert_not_reached ();
    }
}

/* Finds all pairs, and checks them. */
static gboolean
scan (CookieLoader  *self,
      GError       **error)
{
  static const CookieScanFunc funcs[] = { cookie_scan_python, cookie_scan_rfc6265, cookie_scan_strict };
  CookieHeader *header = self->header;
  CookieScanner scanner = { header->text, header->length, 0, header->text_flags, FALSE };
  CookieScanFunc func = funcs[self->profile];
  g_autoptr (GError) first_error = NULL;
  CookieScan what;

  for (;;)
    {
      GError **pair_error = self->profile != COOKIE_PROFILE_RFC6265 && first_error == NULL ? &first_error : NULL;
      CookiePair *pair;

      if (header->n_pairs == header->room)
        {
          self->header = header = cookie_header_grow (header, self->room);
          scanner.text = header->text;
        }

      pair = &header->pairs[header->n_pairs];
      what = func (&scanner, pair);
      if (what == COOKIE_SCAN_END)
        break;

      if (what != COOKIE_SCAN_PAIR)
        report_scan (self, pair, what);

      if (what == COOKIE_SCAN_DROPPED)
        {
          /* CPython returns here before it has applied anything */
          cookie_header_drop_pairs (header);
          return TRUE;
        }

      if (what == COOKIE_SCAN_IGNORED || what == COOKIE_SCAN_UNREAD)
        continue;

      if (what != COOKIE_SCAN_PAIR)
        {
          set_scan_error (self, pair, what, pair_error);
        }
      else if (header->n_pairs >= self->room)
        {
          report (self, COOKIE_DIAGNOSTIC_CODE_TOO_LONG, COOKIE_DIAGNOSTIC_SEVERITY_ERROR,
                  pair->key, pair->key_length, NULL, "The header has more pairs than the cookie dictionary accepts.");
          g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT,
                       "More than %u pairs (the property max-pairs), at byte %" G_GSIZE_FORMAT,
                       self->max_pairs, cookie_header_get_input_offset (header, pair->key));
          return FALSE;
        }
      else if (pair->attribute >= 0 ? check_attribute (self, pair, pair_error) : decode (self, pair, pair_error))
        {
          header->n_pairs++;
          continue;
        }
      else
        {
          report_decode (self, pair);
        }

      /* CPython applies a header when it has read all of it: an error may yet be dropped with it */
      if (first_error != NULL && self->profile == COOKIE_PROFILE_STRICT)
        break;
    }

  if (first_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&first_error));
      return FALSE;
    }

  return TRUE;
}

/* Reads @input. Returns the header with its pairs, of which there may be none; or NULL, with @error
 * set. What was skipped or repaired is added to the findings in either case.
 */
CookieHeader *
cookie_loader_read (CookieLoader  *self,
                    const char    *input,
                    gsize          length,
                    GError       **error)
{
  cookie_findings_begin_field (self->findings, length);

  if (length > self->max_length)
    {
      g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT,
                   "A header of %" G_GSIZE_FORMAT " bytes is longer than %u (the property max-length)",
                   length, self->max_length);
      return NULL;
    }

  self->header = cookie_header_new (input, length, self->room, FALSE);
  self->header->field = self->findings->n_fields - 1;
  if ((self->header->text_flags & COOKIE_TEXT_NON_ASCII) != 0 && !cookie_text_is_utf8 (input, length))
    {
      cookie_header_unref (self->header);
      self->header = cookie_header_new (input, length, self->room, TRUE);
      self->header->field = self->findings->n_fields - 1;
      report_latin1 (self, input, length);
    }

  self->header->unquote = self->unquote;
  self->header->first_wins = self->profile != COOKIE_PROFILE_PYTHON;
  if (self->decode != NULL)
    self->header->values = g_new0 (GVariant *, MIN ((self->header->length + 1) / 3, self->room) + 1);

  if (((self->header->text_flags & COOKIE_TEXT_CONTROL) != 0 && self->profile == COOKIE_PROFILE_PYTHON &&
       !check_controls (self, error)) ||
      !scan (self, error))
    {
      g_clear_pointer (&self->header, cookie_header_unref);
      return NULL;
    }

  return cookie_header_trim (g_steal_pointer (&self->header));
}

/* Reports a pair whose name the same header has before. */
void
cookie_loader_report_duplicate (const CookieHeader *header,
                                guint               pair,
                                CookieFindings     *findings)
{
  const CookiePair *p = &header->pairs[pair];

  report_slice (findings, header, COOKIE_DIAGNOSTIC_CODE_DUPLICATE, COOKIE_DIAGNOSTIC_SEVERITY_WARNING,
                p->key, MAX (p->key + p->key_length, p->value + p->value_length) - p->key, "6265bis §4.2.2",
                header->first_wins ? "The header has this name already; the first value is used."
                                   : "The header has this name already; this value replaces the earlier one.");
}

/* Reports a pair whose value an older secret sealed. */
void
cookie_loader_report_rotated (const CookieHeader *header,
                              guint               pair,
                              CookieFindings     *findings)
{
  const CookiePair *p = &header->pairs[pair];

  report_slice (findings, header, COOKIE_DIAGNOSTIC_CODE_ROTATED, COOKIE_DIAGNOSTIC_SEVERITY_HINT,
                p->value, p->value_length, NULL,
                "An older secret sealed this value; it is sent again, sealed with the current secret.");
}
