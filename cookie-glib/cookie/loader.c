/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "loader.h"

#include "cookie-error-private.h"
#include "core/attribute.h"
#include "core/chars.h"
#include "core/text.h"
#include "core/quote.h"
#include "morsel/cookie-morsel-private.h"

#include <string.h>

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

static void
name_error (const CookieLoader *self,
            const CookiePair   *pair,
            GError             *error)
{
  g_autofree char *name = g_strndup (self->header->text + pair->key, pair->key_length);

  cookie_error_set_name (error, name);
}

static void
set_decode_error (const CookieLoader  *self,
                  const CookiePair    *pair,
                  GError             **error)
{
  if (error == NULL)
    return;

  set_error_at (self, pair->value, pair->value_length, COOKIE_ERROR_DECODE, "A string cannot hold \\000", error);
  name_error (self, pair, *error);
}

static void
set_limit_error (const CookieLoader  *self,
                 const CookiePair    *pair,
                 GError             **error)
{
  if (error == NULL)
    return;

  g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT, "More than %u pairs (the property max-pairs)", self->max_pairs);
  cookie_error_set_offset (*error, cookie_header_get_input_offset (self->header, pair->key));
  name_error (self, pair, *error);
}

/* No control character but HTAB is known to the PYTHON reading. */
static gboolean
check_controls (const CookieLoader  *self,
                GError             **error)
{
  CookieHeader *header = self->header;

  for (gsize i = 0; i < header->length; i++)
    {
      if (cookie_char_is (header->text[i], COOKIE_CHAR_CONTROL) && header->text[i] != '\t')
        {
          cookie_report (self->reports, header,
                         COOKIE_DIAGNOSTIC_CODE_CONTROL_CHARACTER, COOKIE_DIAGNOSTIC_SEVERITY_ERROR,
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
      value = is_raw ? g_strndup (text, pair->value_length) : cookie_text_unquote (text, pair->value_length);
      if (cookie_morsel_check_attribute (pair->attribute, value, strlen (value), NULL))
        return TRUE;
    }

  set_error_at (self, pair->value, pair->value_length, COOKIE_ERROR_INVALID_ATTRIBUTE,
                "An attribute cannot hold a control character or a semicolon", error);

  return FALSE;
}

/* Decodes a value. The offset of an error is that in the header. */
static GVariant *
decode (const CookieLoader  *self,
        const CookiePair    *pair,
        GError             **error)
{
  CookieHeader *header = self->header;
  g_autofree char *key = g_strndup (header->text + pair->key, pair->key_length);
  g_autofree char *coded = g_strndup (header->text + pair->value, pair->value_length);
  g_autoptr (GError) own_error = NULL;
  GVariant *value = self->decode (key, coded, self->user_data, &own_error);
  gsize offset;

  if (value != NULL || error == NULL)
    return value;

  offset = MIN (cookie_error_get_offset (own_error), pair->value_length);
  cookie_error_set_offset (own_error, cookie_header_get_input_offset (header, pair->value + offset));
  g_propagate_error (error, g_steal_pointer (&own_error));

  return NULL;
}

/* Whether the value of a pair is for a codec to make. */
static gboolean
is_coded (const CookieLoader *self)
{
  return self->decode != NULL && (self->decodes_all || (self->entry != NULL && self->entry->codec != NULL));
}

/* Whether there is a value in a pair; makes it if a codec has to. */
static gboolean
read_value (const CookieLoader  *self,
            const CookiePair    *pair,
            GError             **error)
{
  CookieHeader *header = self->header;
  const char *text = header->text + pair->value;

  if (is_coded (self))
    {
      header->values[header->n_pairs] = decode (self, pair, error);

      return header->values[header->n_pairs] != NULL;
    }

  if (header->unquote && (pair->flags & COOKIE_PAIR_MAYBE_NUL) != 0 &&
      cookie_quote_find_nul (text, pair->value_length) < pair->value_length)
    {
      set_decode_error (self, pair, error);
      return FALSE;
    }

  return TRUE;
}

/* Whether a pair, or an attribute, can be taken. */
static gboolean
read_pair (const CookieLoader  *self,
           const CookiePair    *pair,
           GError             **error)
{
  return pair->attribute >= 0 ? check_attribute (self, pair, error) : read_value (self, pair, error);
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

/* The first error of a header, which fails with it unless all of the header is dropped later. */
static gboolean
wants_error (const CookieLoader *self,
             const GError       *first_error)
{
  return self->profile != COOKIE_PROFILE_RFC6265 && first_error == NULL;
}

/* Takes a pair, or skips and reports it. Returns whether there is room for it in the dictionary. */
static gboolean
take_pair (CookieLoader      *self,
           const CookiePair  *pair,
           GError           **first_error,
           GError           **error)
{
  CookieHeader *header = self->header;
  const gboolean wants = wants_error (self, *first_error);
  g_autoptr (GError) own_error = NULL;

  if (header->n_pairs + self->n_overruled >= self->room)
    {
      cookie_report (self->reports, header, COOKIE_DIAGNOSTIC_CODE_TOO_LONG, COOKIE_DIAGNOSTIC_SEVERITY_ERROR,
                     pair->key, pair->key_length, NULL,
                     "The header has more pairs than the cookie dictionary accepts.");
      set_limit_error (self, pair, error);
      return FALSE;
    }

  if (!read_pair (self, pair, wants || (self->decode != NULL && cookie_findings_has_room (&self->reports->findings)) ? &own_error : NULL))
    {
      cookie_report_refused (self->reports, header, pair, own_error);
      if (wants)
        *first_error = g_steal_pointer (&own_error);
    }
  else if (pair->attribute >= 0 && self->entry != NULL)
    {
      cookie_report_overruled (self->reports, header, pair);
      self->n_overruled++;
    }
  else
    {
      header->pairs[header->n_pairs++] = *pair;
    }

  return TRUE;
}

/* Whether nothing has to be done with a pair. */
static inline gboolean
is_taken_as_it_is (const CookieLoader *self,
                   const CookiePair   *pair)
{
  return pair->attribute < 0 && (pair->flags & COOKIE_PAIR_MAYBE_NUL) == 0 && !is_coded (self);
}

/* Takes the @n_found pairs after those of the header. @is_special is whether there may be one with which something
 * has to be done.
 */
static gboolean
take_pairs (CookieLoader  *self,
            guint          n_found,
            gboolean       is_special,
            GError       **first_error,
            GError       **error)
{
  CookieHeader *header = self->header;
  const CookiePair *pair = &header->pairs[header->n_pairs];
  const CookiePair *end = pair + n_found;

  /* this holds for most headers */
  if (self->schema == NULL && self->decode == NULL && !is_special && n_found <= self->room - header->n_pairs)
    {
      header->n_pairs += n_found;
      return TRUE;
    }

  for (; pair < end; pair++)
    {
      if (self->schema != NULL && pair->attribute < 0)
        self->entry = cookie_schema_find (self->schema, header->text + pair->key, pair->key_length);

      if (is_taken_as_it_is (self, pair) && header->n_pairs + self->n_overruled < self->room)
        {
          header->pairs[header->n_pairs++] = *pair;
          continue;
        }

      if (!take_pair (self, pair, first_error, error))
        return FALSE;

      /* CPython applies a header when it has read all of it: an error may yet be dropped with it */
      if (*first_error != NULL && self->profile == COOKIE_PROFILE_STRICT)
        break;
    }

  return TRUE;
}

/* How each profile reads a header. */
static const struct {
  CookieScanCopyFunc copy;
  CookieScanFunc scan;
} readings[] = {
  { cookie_scan_copy_python, cookie_scan_python },
  { cookie_scan_copy_rfc6265, cookie_scan_rfc6265 },
  { cookie_scan_copy_rfc6265, cookie_scan_strict },
};

/* Finds all pairs, and checks them. */
static gboolean
scan (CookieLoader  *self,
      GError       **error)
{
  CookieHeader *header = self->header;
  CookieScanner scanner;
  g_autoptr (GError) first_error = NULL;
  CookieScan what;

  cookie_scanner_init (&scanner, header->text, header->marks, header->length, header->text_flags);

  do
    {
      const CookiePair *found;
      guint n_found;

      if (header->n_pairs == header->room)
        cookie_header_grow (header, self->room);

      found = &header->pairs[header->n_pairs];
      what = readings[self->profile].scan (&scanner, &header->pairs[header->n_pairs], header->room - header->n_pairs, &n_found);
      if (!take_pairs (self, n_found, scanner.is_special, &first_error, error))
        return FALSE;
      if (first_error != NULL && self->profile == COOKIE_PROFILE_STRICT)
        break;
      if (what == COOKIE_SCAN_PAIR || what == COOKIE_SCAN_END)
        continue;

      cookie_report_scan (self->reports, header, &found[n_found], what);

      if (what == COOKIE_SCAN_DROPPED)
        {
          /* CPython returns here before it has applied anything */
          cookie_header_drop_pairs (header);
          return TRUE;
        }

      if (what != COOKIE_SCAN_IGNORED && what != COOKIE_SCAN_UNREAD && wants_error (self, first_error))
        set_scan_error (self, &found[n_found], what, &first_error);
    }
  while (what != COOKIE_SCAN_END && (first_error == NULL || self->profile != COOKIE_PROFILE_STRICT));

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
  cookie_findings_begin_field (&self->reports->findings, length);

  if (length > self->max_length)
    {
      cookie_findings_add (&self->reports->findings, COOKIE_DIAGNOSTIC_CODE_TOO_LONG, COOKIE_DIAGNOSTIC_SEVERITY_ERROR,
                           self->reports->findings.n_fields - 1, self->max_length, 0, "", 0, NULL,
                           "The header is longer than the cookie dictionary accepts.");
      g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT,
                   "A header of %" G_GSIZE_FORMAT " bytes is longer than %u (the property max-length)",
                   length, self->max_length);
      return NULL;
    }

  self->header = cookie_header_new (input, length, self->room, FALSE, readings[self->profile].copy);
  self->header->field = self->reports->findings.n_fields - 1;
  if ((self->header->text_flags & COOKIE_TEXT_NON_ASCII) != 0 && !cookie_text_is_utf8 (input, length))
    {
      cookie_header_unref (self->header);
      self->header = cookie_header_new (input, length, self->room, TRUE, readings[self->profile].copy);
      self->header->field = self->reports->findings.n_fields - 1;
      cookie_report_latin1 (self->reports, self->header, input, length);
    }

  self->header->schema = self->schema;
  self->header->unquote = self->unquote;
  self->header->first_wins = self->profile != COOKIE_PROFILE_PYTHON;
  if (self->decode != NULL)
    self->header->values = g_new0 (GVariant *, self->header->room);

  if (((self->header->text_flags & COOKIE_TEXT_CONTROL) != 0 && self->profile == COOKIE_PROFILE_PYTHON &&
       !check_controls (self, error)) ||
      !scan (self, error))
    {
      g_clear_pointer (&self->header, cookie_header_unref);
      return NULL;
    }

  return cookie_header_trim (g_steal_pointer (&self->header));
}
