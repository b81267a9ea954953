/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-morsel-private.h"

#include "cookie-error-private.h"
#include "core/chars.h"
#include "core/copy.h"
#include "core/date.h"
#include "core/quote.h"
#include "core/set-cookie.h"

#include <string.h>

/* Morsels out of Set-Cookie headers, as a browser reads them. */

/* A slice of the block as a text: where it stands, ended by a NUL in the place of what comes
 * after it. Text that is not UTF-8, as a whole, is read as ISO-8859-1.
 */
static char *
take_text (CookieMorsel *self,
           const char   *text,
           gsize         length,
           gboolean      is_latin1)
{
  char *slice = self->block + (text - self->block);

  if (is_latin1)
    return g_convert (text, length, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);

  slice[length] = '\0';

  return slice;
}

static void
store (CookieMorsel        *self,
       CookieAttribute      attribute,
       CookieAttributeKind  kind,
       char                *text)
{
  CookieAttributeSet *attributes = cookie_morsel_edit_attributes (self);

  cookie_morsel_free_text (self, attributes->texts[attribute]);
  attributes->texts[attribute] = text;
  attributes->kinds[attribute] = kind;
}

static void
store_max_age (CookieMorsel                   *self,
               const CookieSetCookieAttribute *attribute)
{
  gint64 seconds;
  char *text;

  if (!cookie_set_cookie_read_max_age (attribute->value, attribute->value_length, &seconds))
    return;

  /* Most are written already as they are printed. */
  if (*attribute->value >= '1' && *attribute->value <= '9' && seconds < COOKIE_LARGEST_MAX_AGE)
    text = take_text (self, attribute->value, attribute->value_length, FALSE);
  else
    text = g_strdup_printf ("%" G_GINT64_FORMAT, seconds);

  store (self, COOKIE_ATTRIBUTE_MAX_AGE, COOKIE_ATTRIBUTE_INTEGER, text);
}

static void
store_expires (CookieMorsel                   *self,
               const CookieSetCookieAttribute *attribute)
{
  gint64 time;
  gboolean is_formatted;
  char *date;

  if (!cookie_date_parse (attribute->value, attribute->value_length, &time, &is_formatted))
    return;

  /* what is printed may be longer than what was read */
  if (attribute->value_length >= COOKIE_DATE_SIZE - 1)
    date = take_text (self, attribute->value, attribute->value_length, FALSE);
  else
    date = g_malloc (COOKIE_DATE_SIZE);

  if (!is_formatted)
    cookie_date_format (time, date);

  store (self, COOKIE_ATTRIBUTE_EXPIRES, COOKIE_ATTRIBUTE_STRING, date);
  self->expires = time;
  self->has_expires = TRUE;
}

/* Whether a comment between quotes is kept without them: not if it holds what a
 * header cannot, but for a tab, which could also stand there without quotes.
 */
static gboolean
unquotes (const char *text,
          gsize       length)
{
  g_autofree char *plain = NULL;

  if (!cookie_is_quoted (text, length) || cookie_quote_find_nul (text, length) < length)
    return FALSE;

  plain = g_strdelimit (cookie_text_unquote (text, length), "\t", ' ');

  return *plain != '\0' && cookie_text_find_unsafe (plain, strlen (plain)) == strlen (plain);
}

static void
store_string (CookieMorsel                   *self,
              const CookieSetCookieAttribute *attribute,
              gboolean                        is_latin1)
{
  const char *start = attribute->value;
  gsize length = attribute->value_length;
  CookieAttributeKind kind = COOKIE_ATTRIBUTE_STRING;
  char *text;

  /* §5.6.3. Without the dot, it could be read as another domain. */
  if (attribute->id == COOKIE_ATTRIBUTE_DOMAIN && length > 0 && *start == '.')
    {
      start++;
      length--;
      if (length > 0 && (*start == '.' || cookie_char_is_space (*start)))
        kind = COOKIE_ATTRIBUTE_UNDOTTED;
    }

  /* §5.6.4. For the name prefixes, it is not the same as no Path: §5.7, step 21. */
  if (attribute->id == COOKIE_ATTRIBUTE_PATH && (length == 0 || *start != '/'))
    {
      store (self, attribute->id, COOKIE_ATTRIBUTE_DEFAULT_PATH, NULL);
      return;
    }

  if (length == 0)
    {
      store (self, attribute->id, COOKIE_ATTRIBUTE_UNSET, NULL);
      return;
    }

  text = take_text (self, start, length, is_latin1);

  if (attribute->id == COOKIE_ATTRIBUTE_DOMAIN)
    {
      for (char *p = text; *p != '\0'; p++)
        if (*p >= 'A' && *p <= 'Z')
          *p |= 0x20;
    }
  else if (attribute->id == COOKIE_ATTRIBUTE_COMMENT && unquotes (text, strlen (text)))
    {
      char *plain = cookie_text_unquote (text, strlen (text));

      cookie_morsel_free_text (self, text);
      text = plain;
    }

  store (self, attribute->id, kind, text);
}

static void
append_unknown (CookieMorsel                    *self,
                GString                        **unknown,
                const CookieSetCookieAttribute  *attribute,
                gboolean                         is_latin1)
{
  char *name, *value;

  if (attribute->name_length == 0 && !attribute->has_value)
    return;

  if (*unknown == NULL)
    *unknown = g_string_new (NULL);

  name = take_text (self, attribute->name, attribute->name_length, is_latin1);
  value = take_text (self, attribute->value, attribute->value_length, is_latin1);
  g_string_append_printf (*unknown, "; %s%s%s", name, attribute->has_value ? "=" : "", value);
  cookie_morsel_free_text (self, name);
  cookie_morsel_free_text (self, value);
}

static void
store_attributes (CookieMorsel    *self,
                  CookieSetCookie *cookie,
                  gboolean         is_latin1)
{
  CookieSetCookieAttribute attribute;
  GString *unknown = NULL;

  while (cookie_set_cookie_next_attribute (cookie, &attribute))
    {
      if (cookie_set_cookie_is_too_long (cookie, &attribute))
        continue;

      if (attribute.id < 0)
        append_unknown (self, &unknown, &attribute, is_latin1);
      else if (cookie_attribute_is_flag (attribute.id))
        store (self, attribute.id, COOKIE_ATTRIBUTE_TRUE, NULL);
      else if (attribute.id == COOKIE_ATTRIBUTE_MAX_AGE)
        store_max_age (self, &attribute);
      else if (attribute.id == COOKIE_ATTRIBUTE_EXPIRES)
        store_expires (self, &attribute);
      else
        store_string (self, &attribute, is_latin1);
    }

  if (unknown != NULL)
    self->unknown = g_string_free (unknown, FALSE);
}

/* Whether UTF-8 has no character above U+00FF. */
static gboolean
may_be_latin1 (const char *text,
               gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if ((guint8) text[i] > 0xc3)
      return FALSE;

  return TRUE;
}

static CookieMorsel *
parse (const char  *text,
       gsize        length,
       GError     **error)
{
  g_autofree char *block = g_malloc (length + 1);
  CookieSetCookie cookie;
  CookieMorsel *self;
  guint text_flags = cookie_text_copy (block, text, length);
  gboolean is_latin1 = (text_flags & COOKIE_TEXT_NON_ASCII) != 0 && !g_utf8_validate_len (text, length, NULL);
  gsize offset;

  /* A morsel that was read from ISO-8859-1 is printed like this. */
  if ((text_flags & COOKIE_TEXT_NON_ASCII) != 0 && !is_latin1 && may_be_latin1 (text, length))
    text_flags |= COOKIE_TEXT_CONVERTED;

  switch (cookie_set_cookie_start (&cookie, block, length, text_flags, &offset))
    {
    case COOKIE_SET_COOKIE_CONTROL_CHARACTER:
      cookie_set_error_at (error, COOKIE_ERROR_SYNTAX, "A Set-Cookie header cannot hold a control character (6265bis, §5.6)",
                           text + offset, 1, offset);
      return NULL;

    case COOKIE_SET_COOKIE_TOO_LONG:
      cookie_set_error_at (error, COOKIE_ERROR_LIMIT, "Name and value are longer than 4096 bytes (6265bis, §5.6)",
                           text + offset, length - offset, offset);
      return NULL;

    case COOKIE_SET_COOKIE_OK:
    default:
      break;
    }

  self = cookie_morsel_new ();
  cookie_morsel_take_block (self, block, length, g_free, block);
  g_steal_pointer (&block);
  self->is_unchecked = TRUE;
  self->is_latin1 = is_latin1;

  /* Without a name, there is no `=` to end it at. */
  self->key = take_text (self, cookie.name_length > 0 ? cookie.name : cookie.end, cookie.name_length, is_latin1);
  self->coded_value = take_text (self, cookie.value, cookie.value_length, is_latin1);
  store_attributes (self, &cookie, is_latin1);

  return self;
}

/**
 * cookie_morsel_parse_set_cookie:
 * @header: the value of a `Set-Cookie` header field, without the field's name
 * @error: return location for a [error@Cookie.Error]
 *
 * Reads a `Set-Cookie` header field as a browser does
 * (draft-ietf-httpbis-rfc6265bis-22, §5.6).
 *
 * | in the field | in the morsel |
 * |---|---|
 * | an attribute twice | the last one |
 * | an attribute that browsers ignore, such as an invalid date or a value longer than 1024 bytes | not set |
 * | a `Domain` in upper case or with a leading dot | in lower case, without the first dot |
 * | a `Path` that is empty or does not start with a slash | `NULL`; printed as `Path=` |
 * | a negative `Max-Age` | 0 |
 * | quotes around the value | part of the value |
 * | unknown attributes | [method@Cookie.Morsel.get_unknown_attributes] |
 *
 * A field that is not UTF-8 is read as ISO-8859-1. The limits are for the bytes of the
 * field. UTF-8 without a character above U+00FF may be such a field after its conversion,
 * so each of its characters is counted as one byte.
 *
 * The name can be empty, and name, value and attributes can contain what no server
 * should send. Such a morsel can be inspected and printed, but not added to a cookie
 * dictionary. [func@Cookie.diagnose_set_cookie] lists what a browser ignores, and
 * whether it stores the cookie.
 *
 * Sets `COOKIE_ERROR_SYNTAX` if the field contains a control character other than a tab,
 * and `COOKIE_ERROR_LIMIT` if name and value are longer than 4096 bytes: browsers drop
 * such fields.
 *
 * ```c
 * g_autoptr (CookieMorsel) morsel = NULL;
 * g_autoptr (GError) error = NULL;
 *
 * morsel = cookie_morsel_parse_set_cookie ("sid=31d4d96e; Max-Age=3600", &error);
 * if (morsel == NULL)
 *   g_error ("%s", error->message);
 *
 * g_print ("%s\n", cookie_morsel_get_string (morsel));
 * // 31d4d96e
 * ```
 *
 * Returns: (transfer full): a new morsel, or `NULL` with @error set
 *
 * Since: 1.0
 */
CookieMorsel *
cookie_morsel_parse_set_cookie (const char  *header,
                                GError     **error)
{
  g_return_val_if_fail (header != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return parse (header, strlen (header), error);
}

/**
 * cookie_morsel_parse_set_cookie_bytes:
 * @header: the value of a `Set-Cookie` header field, without the field's name
 * @error: return location for a [error@Cookie.Error]
 *
 * Reads a `Set-Cookie` header field of any encoding.
 *
 * Sets `COOKIE_ERROR_SYNTAX` and `COOKIE_ERROR_LIMIT`, as
 * [func@Cookie.Morsel.parse_set_cookie] does.
 *
 * Returns: (transfer full): a new morsel, or `NULL` with @error set
 *
 * Since: 1.0
 */
CookieMorsel *
cookie_morsel_parse_set_cookie_bytes (GBytes  *header,
                                      GError **error)
{
  gsize length;
  const char *text;

  g_return_val_if_fail (header != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  text = g_bytes_get_data (header, &length);

  return parse (length > 0 ? text : "", length, error);
}

/**
 * cookie_morsel_get_unknown_attributes:
 * @self: a morsel
 *
 * Gets the attributes of a `Set-Cookie` header field that are not known, in their order.
 *
 * [method@Cookie.Morsel.output] prints them after the others if it prints all
 * attributes.
 *
 * Returns: (transfer full) (array zero-terminated=1): the attributes as they are printed,
 *   such as `foo` or `foo=bar`; empty if there are none
 *
 * Since: 1.0
 */
char **
cookie_morsel_get_unknown_attributes (CookieMorsel *self)
{
  g_return_val_if_fail (COOKIE_IS_MORSEL (self), NULL);

  /* It starts with the separator. */
  return self->unknown != NULL ? g_strsplit (self->unknown + 2, "; ", -1) : g_new0 (char *, 1);
}
