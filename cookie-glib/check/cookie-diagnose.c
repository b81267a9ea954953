/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-diagnose-private.h"

#include "browsers.h"
#include "cookie-diagnostic-private.h"
#include "core/chars.h"
#include "core/text.h"
#include "core/date.h"
#include "core/name-prefix.h"
#include "storage.h"

#include <string.h>

/* Checks how a browser parses the value of a Set-Cookie field (RFC 6265bis §5.6) and whether it
 * stores the cookie (§5.7). The text is checked, and not a morsel, so that each diagnostic has an
 * offset, even for an attribute that browsers ignore.
 */

/* Whether a date has a zone: a number after the time, with a sign, or a last word other than GMT and UTC. */
static gboolean
has_zone (const char *text,
          gsize       length)
{
  const char *end = text + length;
  const char *word = end;

  for (const char *p = memchr (text, ':', length); p != NULL && p < end; p++)
    {
      if ((*p == '+' || *p == '-') && end - p > 4 && g_ascii_isdigit (p[1]) && g_ascii_isdigit (p[2]) && !g_ascii_islower (p[-1]))
        return strncmp (p + 1, "0000", 4) != 0 && strncmp (p + 1, "00:0", 4) != 0;
    }

  while (word > text && g_ascii_isupper (word[-1]))
    word--;

  return end - word >= 3 && strncmp (word, "GMT", end - word) != 0 && strncmp (word, "UTC", end - word) != 0;
}

/* Returns the attribute that differs in its hyphens only, or NULL. */
static const char *
find_meant_attribute (const CookieSetCookieAttribute *attribute)
{
  for (guint i = 0; i < COOKIE_N_ATTRIBUTES; i++)
    {
      const char *p = cookie_attribute_names[i];
      gsize n = 0;

      while (TRUE)
        {
          while (*p == '-')
            p++;
          while (n < attribute->name_length && (attribute->name[n] == '-' || attribute->name[n] == '_'))
            n++;
          if (*p == '\0' || n == attribute->name_length || g_ascii_tolower (*p) != g_ascii_tolower (attribute->name[n]))
            break;
          p++;
          n++;
        }
      if (*p == '\0' && n == attribute->name_length)
        return cookie_attribute_names[i];
    }

  return NULL;
}

static void
report_unknown_attribute (CookieCheck                    *check,
                          const CookieSetCookieAttribute *attribute)
{
  const char *meant = find_meant_attribute (attribute);
  g_autofree char *message = NULL;

  if (attribute->name_length == 0 && !attribute->has_value)
    return;

  if (meant == NULL || attribute->id >= 0)
    {
      REPORT_ATTRIBUTE (check, ATTRIBUTE_UNKNOWN, HINT, attribute, "6265bis §5.6",
                        "Browsers do not know this attribute, so they ignore it.");
      return;
    }

  message = g_strdup_printf ("Browsers do not know this attribute, so they ignore it; it is written %s.", meant);
  REPORT_ATTRIBUTE (check, ATTRIBUTE_UNKNOWN, WARNING, attribute, "6265bis §5.6", message);
}

/* Reads one attribute. Returns whether browsers use it. */
static gboolean
read_attribute (CookieCheck                    *check,
                const CookieSetCookieAttribute *attribute)
{
  if (cookie_set_cookie_is_too_long (&check->cookie, attribute))
    {
      REPORT_ATTRIBUTE (check, TOO_LONG, WARNING, attribute, "6265bis §5.6",
                        "The value of this attribute is longer than 1024 bytes, so browsers ignore it.");
      return FALSE;
    }

  switch (attribute->id)
    {
    case COOKIE_ATTRIBUTE_EXPIRES:
      if (cookie_date_parse (attribute->value, attribute->value_length, &check->expires, NULL))
        {
          if (has_zone (attribute->value, attribute->value_length))
            REPORT_ATTRIBUTE (check, ATTRIBUTE_IGNORED, WARNING, attribute, "6265bis §5.6.1",
                              "By the standard, the time of a date is in GMT whatever its time zone; browsers may differ.");
          return TRUE;
        }

      REPORT_ATTRIBUTE (check, ATTRIBUTE_IGNORED, WARNING, attribute, "6265bis §5.6.1",
                        "Browsers cannot read this date, so they ignore it.");
      return FALSE;

    case COOKIE_ATTRIBUTE_MAX_AGE:
      if (cookie_set_cookie_read_max_age (attribute->value, attribute->value_length, &check->max_age))
        return TRUE;

      REPORT_ATTRIBUTE (check, ATTRIBUTE_IGNORED, WARNING, attribute, "6265bis §5.6.2",
                        "Max-Age is not a whole number of seconds, so browsers ignore it.");
      return FALSE;

    case COOKIE_ATTRIBUTE_DOMAIN:
      if (attribute->value_length == 0)
        REPORT_ATTRIBUTE (check, ATTRIBUTE_IGNORED, WARNING, attribute, "6265bis §5.7",
                          "An empty domain limits the cookie to the host of the origin.");
      else if (*attribute->value == '.')
        REPORT (check, ATTRIBUTE_IGNORED, HINT, attribute->value, 1, "6265bis §5.6.3",
                "Browsers ignore the leading dot of a domain.");
      return TRUE;

    case COOKIE_ATTRIBUTE_PATH:
      if (attribute->value_length == 0 || *attribute->value != '/')
        REPORT_ATTRIBUTE (check, ATTRIBUTE_IGNORED, WARNING, attribute, "6265bis §5.6.4",
                          "The path does not start with a slash, so browsers use the directory of the request.");
      return TRUE;

    case COOKIE_ATTRIBUTE_SAME_SITE:
      if (!cookie_check_value_is (attribute, "Strict") && !cookie_check_value_is (attribute, "Lax") && !cookie_check_value_is (attribute, "None"))
        REPORT_ATTRIBUTE (check, ATTRIBUTE_IGNORED, WARNING, attribute, "6265bis §5.6.7",
                          "SameSite is not Strict, Lax or None, so browsers use their default.");
      return TRUE;

    case COOKIE_ATTRIBUTE_PRIORITY:
      if (!cookie_check_value_is (attribute, "Low") && !cookie_check_value_is (attribute, "Medium") && !cookie_check_value_is (attribute, "High"))
        REPORT_ATTRIBUTE (check, ATTRIBUTE_IGNORED, WARNING, attribute, "draft-west-cookie-priority §3",
                          "Priority is not Low, Medium or High, so browsers ignore it.");
      return TRUE;

    case COOKIE_ATTRIBUTE_SECURE:
    case COOKIE_ATTRIBUTE_HTTP_ONLY:
    case COOKIE_ATTRIBUTE_PARTITIONED:
      if (attribute->value_length > 0)
        REPORT_ATTRIBUTE (check, ATTRIBUTE_IGNORED, WARNING, attribute, "6265bis §5.6",
                          "This attribute takes no value, so browsers set it and ignore the value.");
      return TRUE;

    default:
      report_unknown_attribute (check, attribute);
      return FALSE;
    }
}

static void
read_attributes (CookieCheck *check)
{
  CookieSetCookieAttribute attribute;

  while (cookie_set_cookie_next_attribute (&check->cookie, &attribute))
    {
      CookieSetCookieAttribute *last;

      cookie_check_browser_texts (check, attribute.name, cookie_check_attribute_length (&attribute));
      cookie_check_browser_tabs (check, attribute.name, attribute.name_length);
      cookie_check_browser_tabs (check, attribute.value, attribute.value_length);
      if (!cookie_set_cookie_is_too_long (&check->cookie, &attribute))
        cookie_check_browser_attribute (check, &attribute);
      if (!read_attribute (check, &attribute))
        continue;

      last = &check->attributes[attribute.id];
      if (attribute.id == COOKIE_ATTRIBUTE_PATH && !attribute.has_value && last->value_length > 0)
        REPORT_ATTRIBUTE (check, BROWSERS_DIFFER, WARNING, &attribute, "6265bis §5.6.4",
                          "WebKitGTK uses the Path before this one; Chromium and Firefox use this one.");
      if (last->name != NULL)
        REPORT_ATTRIBUTE (check, ATTRIBUTE_REPEATED, WARNING, last, "6265bis §5.7",
                          "This attribute is repeated, and browsers use the last one.");
      *last = attribute;
    }
}

static void
report_trimmed (CookieCheck *check,
                const char  *start,
                const char  *end)
{
  if (start < end)
    REPORT (check, ILLEGAL_VALUE, WARNING, start, end - start, "6265bis §5.6",
            "Browsers remove white space at the ends of a value.");
}

/* White space that a codec writes there is lost. */
static void
check_trimmed (CookieCheck *check)
{
  const CookieSetCookie *cookie = &check->cookie;
  const char *end_of_name = cookie->name + cookie->name_length;
  const char *equals_sign = memchr (end_of_name, '=', cookie->next - end_of_name);

  report_trimmed (check, equals_sign + 1, cookie->value);
  report_trimmed (check, cookie->value + cookie->value_length, cookie->next);
}

static void
check_name_and_value (CookieCheck *check)
{
  const CookieSetCookie *cookie = &check->cookie;
  const char *inner = cookie->value;
  gsize inner_length = cookie->value_length;
  gsize legal;

  if (cookie->name_length == 0 && cookie->value_length == 0)
    {
      REPORT (check, EMPTY, ERROR, cookie->name, 0, "6265bis §5.7", "The cookie has neither a name nor a value.");
      return;
    }

  legal = cookie_text_span (cookie->name, cookie->name_length, COOKIE_CHAR_TOKEN);
  if (cookie->name_length == 0 && cookie_name_prefix_find (cookie->value, cookie->value_length) != NULL)
    REPORT (check, PREFIX, ERROR, cookie->value, cookie->value_length, "6265bis §5.7",
            "The cookie has no name, and its value starts with a name prefix.");
  else if (cookie->name_length == 0)
    REPORT (check, NAMELESS, WARNING, cookie->value, cookie->value_length, "6265bis §4.1.1",
            "The cookie has no name, and browsers differ in what they send back.");
  else if (legal < cookie->name_length)
    REPORT (check, ILLEGAL_NAME, WARNING, cookie->name + legal,
            cookie_check_character_length (cookie->name + legal, cookie->name_length - legal), "6265bis §4.1.1",
            "This character is not allowed in a cookie name, but browsers accept it.");

  if (cookie->name_length > 0)
    check_trimmed (check);

  /* Quotes around the value are part of it, and legal. */
  if (inner_length >= 2 && inner[0] == '"' && inner[inner_length - 1] == '"')
    {
      inner++;
      inner_length -= 2;
    }

  legal = cookie_text_span (inner, inner_length, COOKIE_CHAR_OCTET);
  if (legal < inner_length)
    REPORT (check, ILLEGAL_VALUE, WARNING, inner + legal,
            cookie_check_character_length (inner + legal, inner_length - legal), "6265bis §4.1.1",
            "This character is not allowed in a cookie value, but browsers accept it.");
}

static void
report_control_character (CookieCheck *check,
                          const char  *character)
{
  gboolean is_in_attribute = memchr (check->text, ';', character - check->text) != NULL;
  const char *message;

  if (strchr ("\r\n", *character) != NULL) /* or a NUL: no field has one */
    return;

  if (*character == 0x7f && is_in_attribute)
    message = "WebKitGTK accepts this character; all others drop the cookie.";
  else if (*character == 0x7f)
    message = "WebKitGTK with libsoup before 3.3 accepts this character; all others drop the cookie.";
  else if (is_in_attribute)
    message = "WebKitGTK accepts this character or, with libsoup before 3.3, reads the field only up to it; all others drop the cookie.";
  else
    message = "WebKitGTK with libsoup before 3.3 reads the field only up to this character; all others drop the cookie.";

  REPORT (check, BROWSERS_DIFFER, WARNING, character, 1, "6265bis §5.6", message);
}

static void
check_text (CookieCheck *check,
            guint        converted_flag)
{
  const guint text_flags = cookie_text_get_flags (check->text, check->length) | converted_flag;
  gsize offset;

  switch (cookie_set_cookie_start (&check->cookie, check->text, check->length, text_flags, &offset))
    {
    case COOKIE_SET_COOKIE_CONTROL_CHARACTER:
      REPORT (check, CONTROL_CHARACTER, ERROR, check->text + offset, 1, "6265bis §5.6",
              "The header field contains a control character, so browsers ignore it.");
      report_control_character (check, check->text + offset);
      return;

    case COOKIE_SET_COOKIE_TOO_LONG:
      REPORT (check, TOO_LONG, ERROR, check->text + offset,
              check->cookie.value + check->cookie.value_length - (check->text + offset), "6265bis §5.6",
              "The name and value together are longer than 4096 bytes.");
      REPORT (check, BROWSERS_DIFFER, HINT, check->text + offset,
              check->cookie.value + check->cookie.value_length - (check->text + offset), "6265bis §5.6",
              "WebKitGTK with libsoup before 3.6.5 has no such limit; all others drop the cookie.");
      return;

    case COOKIE_SET_COOKIE_OK:
    default:
      break;
    }

  check_name_and_value (check);
  cookie_check_browser_texts (check, check->cookie.name, check->cookie.name_length);
  cookie_check_browser_texts (check, check->cookie.value, check->cookie.value_length);
  cookie_check_browser_tabs (check, check->cookie.name, check->cookie.name_length);
  cookie_check_browser_tabs (check, check->cookie.value, check->cookie.value_length);
  read_attributes (check);

  /* The limit is for attributes only: diagnostics about storage are always kept. */
  check->findings.limit = G_MAXUINT;
  cookie_check_storage (check);
  if (check->cookie.name_length > 0 || check->cookie.value_length > 0)
    cookie_check_browsers (check);
}

/* With COOKIE_TEXT_CONVERTED, the limits are for the ISO-8859-1 that the text was received as. */
GPtrArray *
cookie_diagnose_text (const char *text,
                      gsize       length,
                      guint       converted_flag,
                      GUri       *uri,
                      GDateTime  *now)
{
  g_auto (CookieOrigin) origin = { NULL };
  CookieCheck check = {
    .text = text,
    .length = length,
    .origin = uri != NULL && cookie_origin_init (&origin, uri) ? &origin : NULL,
    .now = now != NULL ? g_date_time_to_unix (now) : g_get_real_time () / G_USEC_PER_SEC,
    .findings = COOKIE_FINDINGS_INIT,
  };
  GPtrArray *diagnostics;

  cookie_findings_begin_field (&check.findings, length);
  check_text (&check, converted_flag);
  diagnostics = cookie_findings_list (&check.findings);
  cookie_findings_clear (&check.findings);

  return diagnostics;
}

/**
 * cookie_diagnose_set_cookie:
 * @header: the value of a `Set-Cookie` header field, without the field's name
 * @origin: (nullable): the URI of the request that the field answers, such as
 *   `https://www.site.example/`; `NULL`, or a URI without a host, leaves out what
 *   depends on it
 * @now: (nullable): the time at which the browser reads the field; `NULL` for the
 *   present
 *
 * Lists what a browser does with a `Set-Cookie` header field, and why.
 *
 * | severity | the browser |
 * |---|---|
 * | `ERROR` | drops the cookie |
 * | `WARNING` | keeps the cookie, but not as intended |
 * | `HINT` | keeps the cookie; something can be improved |
 *
 * With a diagnostic of the code `EXPIRED`, the browser deletes the cookie that it
 * has. The diagnostics are ordered by offset. At most 100 are kept about
 * attributes; then one with the code `MORE` counts the others.
 *
 * A diagnostic of the code `BROWSERS_DIFFER` tells that Chromium, Firefox or
 * WebKitGTK leaves the standard: an error if all of them drop a cookie that the standard
 * keeps, a warning if a protection is missing or the cookie is lost somewhere, else a hint.
 * It changes nothing in what the others tell.
 *
 * The rules are those of draft-ietf-httpbis-rfc6265bis-22, §5.6 and §5.7, and, for
 * the newer prefixes, of draft-ietf-httpbis-layered-cookies. The cookies that the
 * browser has already, and the settings of its user, are not considered. As in
 * browsers, `http` on `localhost` and on loopback addresses is secure. Public
 * suffixes are those of libpsl; without it, a name without a dot is one.
 *
 * ```c
 * g_autoptr (GPtrArray) diagnostics = NULL;
 * g_autoptr (GUri) origin = NULL;
 *
 * origin = g_uri_parse ("https://www.site.example/", G_URI_FLAGS_NONE, NULL);
 * diagnostics = cookie_diagnose_set_cookie ("sid=31d4; Domain=other.example",
 *                                           origin, NULL);
 * g_print ("%s\n", cookie_diagnostic_get_message (diagnostics->pdata[0]));
 * // The host of the origin is not in this domain.
 * ```
 *
 * Returns: (transfer container) (element-type CookieDiagnostic): the diagnostics
 *
 * Since: 1.0
 */
GPtrArray *
cookie_diagnose_set_cookie (const char *header,
                            GUri       *origin,
                            GDateTime  *now)
{
  g_return_val_if_fail (header != NULL, NULL);

  return cookie_diagnose_text (header, strlen (header), 0, origin, now);
}

/**
 * cookie_diagnose_set_cookie_fields:
 * @fields: (array zero-terminated=1): the values of the `Set-Cookie` header fields of a
 *   response, in their order; there may be none
 * @origin: (nullable): the URI of the request that the fields answer
 * @now: (nullable): the time at which the browser reads the fields; `NULL` for the
 *   present
 *
 * Lists what a browser does with the `Set-Cookie` header fields of a response, and why.
 *
 * The property [property@Cookie.Diagnostic:field] of a diagnostic is the position of its
 * field in @fields. See [func@Cookie.diagnose_set_cookie].
 *
 * Returns: (transfer container) (element-type CookieDiagnostic): the diagnostics, ordered
 *   by field
 *
 * Since: 1.0
 */
GPtrArray *
cookie_diagnose_set_cookie_fields (const char * const *fields,
                                   GUri               *origin,
                                   GDateTime          *now)
{
  GPtrArray *all;

  g_return_val_if_fail (fields != NULL, NULL);

  all = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; fields[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) diagnostics = cookie_diagnose_set_cookie (fields[i], origin, now);

      for (guint j = 0; j < diagnostics->len; j++)
        g_ptr_array_add (all, cookie_diagnostic_copy_to_field (diagnostics->pdata[j], i));
    }

  return all;
}

/**
 * cookie_diagnose_set_cookie_bytes:
 * @header: the value of a `Set-Cookie` header field, without the field's name
 * @origin: (nullable): the URI of the request that the field answers
 * @now: (nullable): the time at which the browser reads the field; `NULL` for the
 *   present
 *
 * Lists what a browser does with a `Set-Cookie` header field of any encoding.
 *
 * See [func@Cookie.diagnose_set_cookie].
 *
 * Returns: (transfer container) (element-type CookieDiagnostic): the diagnostics
 *
 * Since: 1.0
 */
GPtrArray *
cookie_diagnose_set_cookie_bytes (GBytes    *header,
                                  GUri      *origin,
                                  GDateTime *now)
{
  gsize length;
  const char *text;

  g_return_val_if_fail (header != NULL, NULL);

  text = g_bytes_get_data (header, &length);

  return cookie_diagnose_text (length > 0 ? text : "", length, 0, origin, now);
}
