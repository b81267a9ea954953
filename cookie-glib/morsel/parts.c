/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-morsel-private.h"

#include "codecs/name.h"
#include "cookie-error-private.h"
#include "core/chars.h"
#include "core/date.h"
#include "core/quote.h"
#include "core/set-cookie.h"
#include "properties.h"

#include <string.h>

/* The parts of a morsel: how they are checked and changed, and who is notified. */

/**
 * cookie_name_is_valid:
 * @name: a name
 *
 * Checks whether a cookie can be set with a name.
 *
 * A valid name is a token (RFC 9110, §5.6.2), may contain `:` as well, and is not the
 * name of an attribute, see [func@Cookie.Morsel.is_reserved_key].
 *
 * Returns: whether the name is valid
 *
 * Since: 1.0
 */
gboolean
cookie_name_is_valid (const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);

  return cookie_name_check (name, NULL);
}

/* Whether @coded_value can be sent. */
gboolean
cookie_morsel_check_coded (const char  *key,
                           const char  *coded_value,
                           GError     **error)
{
  gsize length = strlen (coded_value);
  gsize unsafe = cookie_text_find_unsafe (coded_value, length);
  const char *rule = "cannot hold a control character or a semicolon";
  g_autofree char *shown = NULL;
  g_autofree char *message = NULL;
  const char *end;

  if (unsafe == length)
    {
      if (g_utf8_validate (coded_value, length, &end))
        return TRUE;

      unsafe = end - coded_value;
      rule = "must be UTF-8";
    }

  shown = cookie_text_for_message (key, strlen (key));
  message = g_strdup_printf ("The coded value of “%s” %s", shown, rule);
  cookie_set_error_at (error, COOKIE_ERROR_ILLEGAL_VALUE, message, coded_value, length, unsafe);

  return FALSE;
}

/* Whether @text can be the value of an attribute (6265bis, §4.1.1). */
gboolean
cookie_morsel_check_attribute (CookieAttribute   attribute,
                               const char       *text,
                               gsize             length,
                               GError          **error)
{
  gsize unsafe = cookie_text_find_unsafe (text, length);

  if (unsafe < length)
    {
      g_autofree char *rule = g_strdup_printf ("The attribute %s cannot hold a control character or a semicolon",
                                               cookie_attribute_names[attribute]);

      cookie_set_error_at (error, COOKIE_ERROR_INVALID_ATTRIBUTE, rule, text, length, unsafe);
      return FALSE;
    }

  return TRUE;
}

/* Whether a server could have made this morsel: one that was read from a header
 * may hold what no server should send.
 */
gboolean
cookie_morsel_check_parts (CookieMorsel  *self,
                           GError       **error)
{
  if (!self->is_unchecked)
    return TRUE;

  if (!cookie_morsel_check_coded (self->key, self->coded_value, error))
    return FALSE;

  for (CookieAttribute i = 0; i < COOKIE_N_ATTRIBUTES; i++)
    if (self->attributes->texts[i] != NULL &&
        !cookie_morsel_check_attribute (i, self->attributes->texts[i], strlen (self->attributes->texts[i]), error))
      return FALSE;

  if (self->unknown != NULL && strchr (self->unknown, '\t') != NULL)
    {
      cookie_set_error_at (error, COOKIE_ERROR_INVALID_ATTRIBUTE, "An attribute cannot hold a control character",
                           self->unknown, strlen (self->unknown), strcspn (self->unknown, "\t"));
      return FALSE;
    }

  return TRUE;
}

/* The time @seconds from now as it is printed. */
gint64
cookie_time_from_now (gint64 seconds)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  return cookie_date_clamp (now + CLAMP (seconds, COOKIE_DATE_MIN - 1 - now, COOKIE_DATE_MAX - now));
}

CookieSameSite
cookie_morsel_read_same_site (CookieMorsel *self)
{
  const char *text = self->attributes->texts[COOKIE_ATTRIBUTE_SAME_SITE];

  switch (text != NULL ? g_ascii_tolower (*text) : '\0')
    {
    case 'n':
      return g_ascii_strcasecmp (text, "none") == 0 ? COOKIE_SAME_SITE_NONE : COOKIE_SAME_SITE_DEFAULT;
    case 'l':
      return g_ascii_strcasecmp (text, "lax") == 0 ? COOKIE_SAME_SITE_LAX : COOKIE_SAME_SITE_DEFAULT;
    case 's':
      return g_ascii_strcasecmp (text, "strict") == 0 ? COOKIE_SAME_SITE_STRICT : COOKIE_SAME_SITE_DEFAULT;
    default:
      return COOKIE_SAME_SITE_DEFAULT;
    }
}

CookiePriority
cookie_morsel_read_priority (CookieMorsel *self)
{
  const char *text = self->attributes->texts[COOKIE_ATTRIBUTE_PRIORITY];

  if (text == NULL)
    return COOKIE_PRIORITY_DEFAULT;
  if (g_ascii_strcasecmp (text, "low") == 0)
    return COOKIE_PRIORITY_LOW;
  if (g_ascii_strcasecmp (text, "medium") == 0)
    return COOKIE_PRIORITY_MEDIUM;

  return g_ascii_strcasecmp (text, "high") == 0 ? COOKIE_PRIORITY_HIGH : COOKIE_PRIORITY_DEFAULT;
}

/* Whether an attribute without a value is printed. */
gboolean
cookie_attribute_set_has_flag (const CookieAttributeSet *self,
                               CookieAttribute           attribute)
{
  switch ((CookieAttributeKind) self->kinds[attribute])
    {
    case COOKIE_ATTRIBUTE_STRING:
    case COOKIE_ATTRIBUTE_UNDOTTED:
    case COOKIE_ATTRIBUTE_TRUE:
      return TRUE;
    case COOKIE_ATTRIBUTE_INTEGER:
      return strcmp (self->texts[attribute], "0") != 0;
    case COOKIE_ATTRIBUTE_DEFAULT_PATH:
    case COOKIE_ATTRIBUTE_UNSET:
    case COOKIE_ATTRIBUTE_FALSE:
    default:
      return FALSE;
    }
}

static gboolean
is_string (CookieAttribute attribute)
{
  switch (attribute)
    {
    case COOKIE_ATTRIBUTE_DOMAIN:
    case COOKIE_ATTRIBUTE_PATH:
      return TRUE;
    case COOKIE_ATTRIBUTE_COMMENT:
    case COOKIE_ATTRIBUTE_EXPIRES:
    case COOKIE_ATTRIBUTE_HTTP_ONLY:
    case COOKIE_ATTRIBUTE_MAX_AGE:
    case COOKIE_ATTRIBUTE_PARTITIONED:
    case COOKIE_ATTRIBUTE_PRIORITY:
    case COOKIE_ATTRIBUTE_SAME_SITE:
    case COOKIE_ATTRIBUTE_SECURE:
    case COOKIE_ATTRIBUTE_VERSION:
    default:
      return FALSE;
    }
}

/* Reads Expires as seconds since the epoch. */
gboolean
cookie_morsel_read_expires (CookieMorsel *self,
                            gint64       *time)
{
  const char *text = self->attributes->texts[COOKIE_ATTRIBUTE_EXPIRES];

  if (text == NULL)
    return FALSE;

  if (self->has_expires)
    *time = self->expires;
  else if (self->attributes->kinds[COOKIE_ATTRIBUTE_EXPIRES] == COOKIE_ATTRIBUTE_INTEGER)
    *time = cookie_time_from_now (g_ascii_strtoll (text, NULL, 10));
  else
    return cookie_date_parse (text, strlen (text), time, NULL);

  return TRUE;
}

/* Reads Max-Age as seconds; -1 if it is not set or not a number. */
gint64
cookie_morsel_read_max_age (CookieMorsel *self)
{
  const char *text = self->attributes->texts[COOKIE_ATTRIBUTE_MAX_AGE];
  gint64 seconds;

  if (text == NULL || !cookie_set_cookie_read_max_age (text, strlen (text), &seconds))
    return -1;

  return seconds;
}

/* How long a browser keeps the cookie, in seconds; -1 if neither Max-Age nor Expires says. */
gint64
cookie_morsel_read_lifetime (CookieMorsel *self)
{
  gint64 max_age = cookie_morsel_read_max_age (self);
  gint64 time;

  if (max_age >= 0 || !cookie_morsel_read_expires (self, &time))
    return max_age;

  return MAX (time - cookie_time_from_now (0), 0);
}

/* The number that the typed property is, to tell a change; 0 for a string. */
static gint64
get_number (CookieMorsel    *self,
            CookieAttribute  attribute)
{
  gint64 time;

  switch (attribute)
    {
    case COOKIE_ATTRIBUTE_EXPIRES:
      return cookie_morsel_read_expires (self, &time) ? time : G_MININT64;
    case COOKIE_ATTRIBUTE_MAX_AGE:
      return cookie_morsel_read_max_age (self);
    case COOKIE_ATTRIBUTE_SAME_SITE:
      return cookie_morsel_read_same_site (self);
    case COOKIE_ATTRIBUTE_PRIORITY:
      return cookie_morsel_read_priority (self);
    case COOKIE_ATTRIBUTE_HTTP_ONLY:
    case COOKIE_ATTRIBUTE_PARTITIONED:
    case COOKIE_ATTRIBUTE_SECURE:
      return cookie_attribute_set_has_flag (self->attributes, attribute);
    case COOKIE_ATTRIBUTE_COMMENT:
    case COOKIE_ATTRIBUTE_DOMAIN:
    case COOKIE_ATTRIBUTE_PATH:
    case COOKIE_ATTRIBUTE_VERSION:
    default:
      return 0;
    }
}

/* Sets an attribute that was checked before; takes @text. Returns whether anything changed, and
 * notifies of the typed property if that changed.
 */
gboolean
cookie_morsel_take_attribute (CookieMorsel        *self,
                              CookieAttribute      attribute,
                              CookieAttributeKind  kind,
                              char                *text)
{
  CookieAttributeSet *attributes;
  char *old_text;
  gint64 old_number;

  /* Browsers would read it as a date from 1970 to 2069, or ignore it. */
  if (attribute == COOKIE_ATTRIBUTE_EXPIRES && kind == COOKIE_ATTRIBUTE_STRING &&
      cookie_date_is_too_early (text, strlen (text)))
    {
      g_free (text);
      text = g_malloc (COOKIE_DATE_SIZE);
      cookie_date_format (G_MININT64, text);
    }

  if (self->attributes->kinds[attribute] == kind && g_strcmp0 (self->attributes->texts[attribute], text) == 0)
    {
      g_free (text);
      return FALSE;
    }

  old_number = get_number (self, attribute);
  attributes = cookie_morsel_edit_attributes (self);
  old_text = attributes->texts[attribute];
  attributes->texts[attribute] = text;
  attributes->kinds[attribute] = kind;
  self->is_latin1 = FALSE;
  if (attribute == COOKIE_ATTRIBUTE_EXPIRES)
    self->has_expires = FALSE;
  else if (attribute == COOKIE_ATTRIBUTE_MAX_AGE)
    self->is_shortened = FALSE;

  if (get_number (self, attribute) != old_number ||
      (is_string (attribute) && g_strcmp0 (old_text, text) != 0))
    cookie_morsel_notify_attribute (self, attribute);
  cookie_morsel_free_text (self, old_text);

  return TRUE;
}

/* Sets a Max-Age until a value that is sealed now is set. */
void
cookie_morsel_shorten_max_age (CookieMorsel *self,
                               gint64        seconds)
{
  cookie_morsel_take_attribute (self, COOKIE_ATTRIBUTE_MAX_AGE, COOKIE_ATTRIBUTE_INTEGER,
                                g_strdup_printf ("%" G_GINT64_FORMAT, seconds));
  self->is_shortened = TRUE;
}

/* Sets an attribute, and notifies the dictionary that holds the morsel. */
void
cookie_morsel_change_attribute (CookieMorsel        *self,
                                CookieAttribute      attribute,
                                CookieAttributeKind  kind,
                                char                *text)
{
  g_object_ref (self);
  if (cookie_morsel_take_attribute (self, attribute, kind, text))
    cookie_morsel_changed (self);
  g_object_unref (self);
}

/* The value, decoded from the coded value when it is first asked for. */
GVariant *
cookie_morsel_ensure_value (CookieMorsel *self)
{
  if (self->value == NULL && self->coded_value != NULL)
    self->value = g_variant_ref_sink (self->unquote
                                      ? g_variant_new_take_string (cookie_text_unquote (self->coded_value,
                                                                                   strlen (self->coded_value)))
                                      : g_variant_new_string (self->coded_value));

  return self->value;
}

/* The value if it is a string, otherwise NULL. What has no quotes to be removed needs no GVariant. */
const char *
cookie_morsel_read_string (CookieMorsel *self)
{
  GVariant *value;

  if (self->value == NULL && self->coded_value != NULL &&
      !(self->unquote && cookie_is_quoted (self->coded_value, strlen (self->coded_value))))
    return self->coded_value;

  value = cookie_morsel_ensure_value (self);

  return value != NULL ? cookie_variant_get_string (value) : NULL;
}

/* Sets the value from parts that were checked before; takes the text. The morsel is no longer
 * expired. Returns whether anything changed, and notifies.
 */
gboolean
cookie_morsel_assign (CookieMorsel *self,
                      char         *coded_value,
                      GVariant     *value,
                      gboolean      unquote)
{
  const char *string, *old_string = cookie_morsel_read_string (self);
  g_autoptr (GVariant) old_value = g_steal_pointer (&self->value);
  char *old_coded = self->coded_value;
  gboolean coded_changed = strcmp (old_coded, coded_value) != 0;
  gboolean was_expired = self->expired;
  gboolean value_changed;

  self->coded_value = coded_value;
  self->value = value != NULL ? g_variant_ref_sink (value) : NULL;
  self->unquote = unquote;
  self->expired = FALSE;
  self->is_latin1 = FALSE;

  /* strings are compared without a GVariant of them */
  string = cookie_morsel_read_string (self);
  if (string != NULL && old_string != NULL)
    value_changed = strcmp (string, old_string) != 0;
  else
    value_changed = string != NULL || old_string != NULL || !g_variant_equal (self->value, old_value);
  cookie_morsel_free_text (self, old_coded);

  if (value_changed)
    cookie_morsel_notify (self, PROP_VALUE);
  if (coded_changed)
    cookie_morsel_notify (self, PROP_CODED_VALUE);

  if (was_expired)
    cookie_morsel_notify (self, PROP_EXPIRED);

  return value_changed || coded_changed || was_expired;
}

/* Takes the value and the attributes of @other, which is not used any more. Returns whether
 * anything changed, and notifies.
 */
gboolean
cookie_morsel_become (CookieMorsel *self,
                      CookieMorsel *other)
{
  gboolean changed = cookie_morsel_assign (self, g_steal_pointer (&other->coded_value), other->value, other->unquote);

  for (CookieAttribute i = 0; i < COOKIE_N_ATTRIBUTES; i++)
    changed |= cookie_morsel_take_attribute (self, i, other->attributes->kinds[i], g_strdup (other->attributes->texts[i]));

  return changed;
}

/* Registers the dictionary that holds the morsel: @func is called after each change. */
void
cookie_morsel_set_holder (CookieMorsel     *self,
                          CookieMorselFunc  func,
                          gpointer          holder)
{
  self->holder_func = func;
  self->holder = holder;
}

void
cookie_morsel_changed (CookieMorsel *self)
{
  if (self->holder_func != NULL)
    self->holder_func (self, self->holder);
}
