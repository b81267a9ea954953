/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-morsel-private.h"

#include "cookie-error-private.h"
#include "core/chars.h"
#include "core/date.h"
#include "core/quote.h"
#include "core/set-cookie.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* The attributes of a morsel. Each is kept as text and its kind, so that what
 * was set is what is returned, and what is printed costs nothing to make.
 */

/* The time @seconds from now, if there is a date for it; the nearest otherwise. */
gint64
cookie_time_from_now (gint64 seconds)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  return now + CLAMP (seconds, COOKIE_DATE_MIN - now, COOKIE_DATE_MAX - now);
}

/* A time in UTC. */
static GDateTime *
date_time_new (gint64 unix_time)
{
  static GDateTime *epoch;

  if (g_once_init_enter (&epoch))
    g_once_init_leave (&epoch, g_date_time_new_from_unix_utc (0));

  /* by three quarters of the time, since the time zone is at hand */
  return g_date_time_add (epoch, unix_time * G_USEC_PER_SEC);
}

static CookieSameSite
parse_same_site (const char *text)
{
  switch (*text)
    {
    case 'N':
    case 'n':
      return g_ascii_strcasecmp (text, "none") == 0 ? COOKIE_SAME_SITE_NONE : COOKIE_SAME_SITE_DEFAULT;
    case 'L':
    case 'l':
      return g_ascii_strcasecmp (text, "lax") == 0 ? COOKIE_SAME_SITE_LAX : COOKIE_SAME_SITE_DEFAULT;
    case 'S':
    case 's':
      return g_ascii_strcasecmp (text, "strict") == 0 ? COOKIE_SAME_SITE_STRICT : COOKIE_SAME_SITE_DEFAULT;
    default:
      return COOKIE_SAME_SITE_DEFAULT;
    }
}

static gboolean
is_string (CookieAttribute attribute)
{
  switch (attribute)
    {
    case COOKIE_ATTRIBUTE_COMMENT:
    case COOKIE_ATTRIBUTE_DOMAIN:
    case COOKIE_ATTRIBUTE_PATH:
    case COOKIE_ATTRIBUTE_PRIORITY:
    case COOKIE_ATTRIBUTE_VERSION:
      return TRUE;
    case COOKIE_ATTRIBUTE_EXPIRES:
    case COOKIE_ATTRIBUTE_HTTP_ONLY:
    case COOKIE_ATTRIBUTE_MAX_AGE:
    case COOKIE_ATTRIBUTE_PARTITIONED:
    case COOKIE_ATTRIBUTE_SAME_SITE:
    case COOKIE_ATTRIBUTE_SECURE:
    default:
      return FALSE;
    }
}

/* The number that the typed property is, to tell a change; 0 for a string. */
static gint64
get_number (CookieMorsel    *self,
            CookieAttribute  attribute)
{
  switch (attribute)
    {
    case COOKIE_ATTRIBUTE_EXPIRES:
      {
        g_autoptr (GDateTime) expires = cookie_morsel_get_expires (self);

        return expires != NULL ? g_date_time_to_unix (expires) : G_MININT64;
      }
    case COOKIE_ATTRIBUTE_MAX_AGE:
      return cookie_morsel_get_max_age (self);
    case COOKIE_ATTRIBUTE_SAME_SITE:
      return cookie_morsel_get_same_site (self);
    case COOKIE_ATTRIBUTE_HTTP_ONLY:
      return cookie_morsel_get_http_only (self);
    case COOKIE_ATTRIBUTE_PARTITIONED:
      return cookie_morsel_get_partitioned (self);
    case COOKIE_ATTRIBUTE_SECURE:
      return cookie_morsel_get_secure (self);
    case COOKIE_ATTRIBUTE_COMMENT:
    case COOKIE_ATTRIBUTE_DOMAIN:
    case COOKIE_ATTRIBUTE_PATH:
    case COOKIE_ATTRIBUTE_PRIORITY:
    case COOKIE_ATTRIBUTE_VERSION:
    default:
      return 0;
    }
}

/* Sets an attribute that was checked before; takes @text. Tells whether that
 * changed anything, and notifies of the typed property if that changed.
 */
gboolean
cookie_morsel_take_attribute (CookieMorsel        *self,
                              CookieAttribute      attribute,
                              CookieAttributeKind  kind,
                              char                *text)
{
  char *old_text;
  gint64 old_number;

  if (self->kinds[attribute] == kind && g_strcmp0 (self->attributes[attribute], text) == 0)
    {
      g_free (text);
      return FALSE;
    }

  old_number = get_number (self, attribute);
  old_text = self->attributes[attribute];
  self->attributes[attribute] = text;
  self->kinds[attribute] = kind;
  if (attribute == COOKIE_ATTRIBUTE_EXPIRES)
    self->has_expires = FALSE;

  if (get_number (self, attribute) != old_number ||
      (is_string (attribute) && g_strcmp0 (old_text, text) != 0))
    cookie_morsel_notify_attribute (self, attribute);
  cookie_morsel_free_text (self, old_text);

  return TRUE;
}

/* Sets an attribute on behalf of a caller who is not a cookie. */
static void
change_attribute (CookieMorsel        *self,
                  CookieAttribute      attribute,
                  CookieAttributeKind  kind,
                  char                *text)
{
  g_object_ref (self);
  if (cookie_morsel_take_attribute (self, attribute, kind, text))
    cookie_morsel_changed (self);
  g_object_unref (self);
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

/**
 * cookie_morsel_is_reserved_key:
 * @name: a name
 *
 * Tells whether a name is the name of an attribute, in any case, so that no
 * cookie can be named so.
 *
 * The names are `expires`, `path`, `comment`, `domain`, `max-age`, `secure`,
 * `version`, `httponly`, `samesite`, `partitioned` and `priority`.
 *
 * Returns: whether @name is reserved
 *
 * Since: 1.0
 */
gboolean
cookie_morsel_is_reserved_key (const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);

  return cookie_attribute_lookup (name, strlen (name)) >= 0;
}

/**
 * cookie_morsel_get_attribute:
 * @self: a morsel
 * @name: the name of an attribute, in any case
 *
 * Gets an attribute as it was set.
 *
 * An attribute that was read from a header is a string; one that stood alone,
 * such as `Secure`, is `TRUE`. A number that was set is a 64-bit integer.
 *
 * Returns: (transfer full) (nullable): the value, never floating: a string, a
 *   64-bit integer or a boolean; `NULL` if it is not set, or if there is no such
 *   attribute
 *
 * Since: 1.0
 */
GVariant *
cookie_morsel_get_attribute (CookieMorsel *self,
                             const char   *name)
{
  int attribute;

  g_return_val_if_fail (COOKIE_IS_MORSEL (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  attribute = cookie_attribute_lookup (name, strlen (name));
  if (attribute < 0)
    return NULL;

  switch ((CookieAttributeKind) self->kinds[attribute])
    {
    case COOKIE_ATTRIBUTE_STRING:
      return g_variant_ref_sink (g_variant_new_string (self->attributes[attribute]));
    case COOKIE_ATTRIBUTE_INTEGER:
      return g_variant_ref_sink (g_variant_new_int64 (g_ascii_strtoll (self->attributes[attribute], NULL, 10)));
    case COOKIE_ATTRIBUTE_FALSE:
    case COOKIE_ATTRIBUTE_TRUE:
      return g_variant_ref_sink (g_variant_new_boolean (self->kinds[attribute] == COOKIE_ATTRIBUTE_TRUE));
    case COOKIE_ATTRIBUTE_UNSET:
    default:
      return NULL;
    }
}

/* The value of a GVariant of any integer type; FALSE if it is none that a 64-bit
 * integer can hold.
 */
static gboolean
get_integer (GVariant *value,
             gint64   *integer)
{
  switch (g_variant_classify (value))
    {
    case G_VARIANT_CLASS_BYTE:
      *integer = g_variant_get_byte (value);
      return TRUE;
    case G_VARIANT_CLASS_INT16:
      *integer = g_variant_get_int16 (value);
      return TRUE;
    case G_VARIANT_CLASS_UINT16:
      *integer = g_variant_get_uint16 (value);
      return TRUE;
    case G_VARIANT_CLASS_INT32:
      *integer = g_variant_get_int32 (value);
      return TRUE;
    case G_VARIANT_CLASS_UINT32:
      *integer = g_variant_get_uint32 (value);
      return TRUE;
    case G_VARIANT_CLASS_INT64:
      *integer = g_variant_get_int64 (value);
      return TRUE;
    case G_VARIANT_CLASS_UINT64:
      *integer = g_variant_get_uint64 (value);
      return *integer >= 0;
    default:
      return FALSE;
    }
}

/**
 * cookie_morsel_set_attribute:
 * @self: a morsel
 * @name: the name of an attribute, in any case
 * @value: (nullable): a string, an integer of any type or, for an attribute that
 *   stands alone such as `Secure`, a boolean; a floating reference is consumed;
 *   `NULL` and the empty string unset the attribute
 * @error: return location for a [error@Cookie.Error]
 *
 * Sets an attribute.
 *
 * An integer is a number of seconds for `Max-Age`, and a number of seconds from
 * the moment of printing for `Expires`.
 *
 * Sets `COOKIE_ERROR_INVALID_ATTRIBUTE` if there is no such attribute, if the
 * value is of another type, or if it holds a control character or a semicolon
 * (draft-ietf-httpbis-rfc6265bis-22, §4.1.1). Then nothing is changed.
 *
 * Returns: whether the attribute was set
 *
 * Since: 1.0
 */
gboolean
cookie_morsel_set_attribute (CookieMorsel  *self,
                             const char    *name,
                             GVariant      *value,
                             GError       **error)
{
  g_autoptr (GVariant) owned = NULL;
  int attribute;
  gint64 integer;

  g_return_val_if_fail (COOKIE_IS_MORSEL (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (value != NULL)
    owned = g_variant_ref_sink (value);

  attribute = cookie_attribute_lookup (name, strlen (name));
  if (attribute < 0)
    {
      cookie_set_error_at (error, COOKIE_ERROR_INVALID_ATTRIBUTE, "There is no such attribute",
                           name, strlen (name), 0);
      return FALSE;
    }

  if (value == NULL)
    {
      change_attribute (self, attribute, COOKIE_ATTRIBUTE_UNSET, NULL);
    }
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    {
      gsize length;
      const char *text = g_variant_get_string (value, &length);

      if (!cookie_morsel_check_attribute (attribute, text, length, error))
        return FALSE;

      if (length == 0)
        change_attribute (self, attribute, COOKIE_ATTRIBUTE_UNSET, NULL);
      else
        change_attribute (self, attribute, COOKIE_ATTRIBUTE_STRING, g_strdup (text));
    }
  else if (get_integer (value, &integer))
    {
      change_attribute (self, attribute, COOKIE_ATTRIBUTE_INTEGER, g_strdup_printf ("%" G_GINT64_FORMAT, integer));
    }
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) && cookie_attribute_is_flag (attribute))
    {
      change_attribute (self, attribute,
                        g_variant_get_boolean (value) ? COOKIE_ATTRIBUTE_TRUE : COOKIE_ATTRIBUTE_FALSE, NULL);
    }
  else
    {
      g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_INVALID_ATTRIBUTE,
                   "The attribute %s cannot be of the type “%s”",
                   cookie_attribute_names[attribute], g_variant_get_type_string (value));
      return FALSE;
    }

  return TRUE;
}

/**
 * cookie_morsel_get_path:
 * @self: a morsel
 *
 * Gets the path under which the cookie is sent back.
 *
 * Returns: (nullable): the path
 *
 * Since: 1.0
 */
const char *
cookie_morsel_get_path (CookieMorsel *self)
{
  g_return_val_if_fail (COOKIE_IS_MORSEL (self), NULL);

  return self->attributes[COOKIE_ATTRIBUTE_PATH];
}

/**
 * cookie_morsel_get_domain:
 * @self: a morsel
 *
 * Gets the domain to whose hosts the cookie is sent back.
 *
 * Returns: (nullable): the domain; `NULL` means the host alone that sent it
 *
 * Since: 1.0
 */
const char *
cookie_morsel_get_domain (CookieMorsel *self)
{
  g_return_val_if_fail (COOKIE_IS_MORSEL (self), NULL);

  return self->attributes[COOKIE_ATTRIBUTE_DOMAIN];
}

/**
 * cookie_morsel_get_comment:
 * @self: a morsel
 *
 * Gets the comment, an attribute of RFC 2109 that browsers ignore.
 *
 * Returns: (nullable): the comment, not quoted
 *
 * Since: 1.0
 */
const char *
cookie_morsel_get_comment (CookieMorsel *self)
{
  g_return_val_if_fail (COOKIE_IS_MORSEL (self), NULL);

  return self->attributes[COOKIE_ATTRIBUTE_COMMENT];
}

/**
 * cookie_morsel_get_version:
 * @self: a morsel
 *
 * Gets the version, an attribute of RFC 2109 that browsers ignore.
 *
 * Returns: (nullable): the version
 *
 * Since: 1.0
 */
const char *
cookie_morsel_get_version (CookieMorsel *self)
{
  g_return_val_if_fail (COOKIE_IS_MORSEL (self), NULL);

  return self->attributes[COOKIE_ATTRIBUTE_VERSION];
}

/**
 * cookie_morsel_get_priority:
 * @self: a morsel
 *
 * Gets the priority, which some browsers heed when they have too many cookies:
 * `Low`, `Medium` or `High`.
 *
 * Returns: (nullable): the priority
 *
 * Since: 1.0
 */
const char *
cookie_morsel_get_priority (CookieMorsel *self)
{
  g_return_val_if_fail (COOKIE_IS_MORSEL (self), NULL);

  return self->attributes[COOKIE_ATTRIBUTE_PRIORITY];
}

/**
 * cookie_morsel_get_max_age:
 * @self: a morsel
 *
 * Gets how long the cookie lives from when it is received, in seconds.
 *
 * What is beyond a 64-bit integer is read as the largest one
 * (draft-ietf-httpbis-rfc6265bis-22, §5.6.2).
 *
 * Returns: a number of seconds, 0 for a cookie that is to be removed; -1 if the
 *   attribute is not set, or is no number
 *
 * Since: 1.0
 */
gint64
cookie_morsel_get_max_age (CookieMorsel *self)
{
  const char *text;
  gint64 seconds;

  g_return_val_if_fail (COOKIE_IS_MORSEL (self), -1);

  text = self->attributes[COOKIE_ATTRIBUTE_MAX_AGE];
  if (text == NULL || !cookie_set_cookie_read_max_age (text, strlen (text), &seconds))
    return -1;

  return seconds;
}

/**
 * cookie_morsel_set_max_age:
 * @self: a morsel
 * @max_age: a number of seconds, 0 to remove the cookie, or -1 to unset the
 *   attribute
 *
 * Sets how long the cookie lives from when it is received.
 *
 * Since: 1.0
 */
void
cookie_morsel_set_max_age (CookieMorsel *self,
                           gint64        max_age)
{
  g_return_if_fail (COOKIE_IS_MORSEL (self));

  if (max_age < 0)
    change_attribute (self, COOKIE_ATTRIBUTE_MAX_AGE, COOKIE_ATTRIBUTE_UNSET, NULL);
  else
    change_attribute (self, COOKIE_ATTRIBUTE_MAX_AGE, COOKIE_ATTRIBUTE_INTEGER,
                      g_strdup_printf ("%" G_GINT64_FORMAT, max_age));
}

/**
 * cookie_morsel_get_expires:
 * @self: a morsel
 *
 * Gets when the cookie expires.
 *
 * The text of the attribute is read as draft-ietf-httpbis-rfc6265bis-22, §5.1.1,
 * says. A number of seconds is counted from now on.
 *
 * Returns: (transfer full) (nullable): a time, in UTC; `NULL` if the attribute
 *   is not set, or is no date
 *
 * Since: 1.0
 */
GDateTime *
cookie_morsel_get_expires (CookieMorsel *self)
{
  const char *text;
  gint64 time;

  g_return_val_if_fail (COOKIE_IS_MORSEL (self), NULL);

  text = self->attributes[COOKIE_ATTRIBUTE_EXPIRES];
  if (text == NULL)
    return NULL;

  if (self->has_expires)
    time = self->expires;
  else if (self->kinds[COOKIE_ATTRIBUTE_EXPIRES] == COOKIE_ATTRIBUTE_INTEGER)
    time = cookie_time_from_now (g_ascii_strtoll (text, NULL, 10));
  else if (!cookie_date_parse (text, strlen (text), &time, NULL))
    return NULL;

  return date_time_new (time);
}

/**
 * cookie_morsel_set_expires:
 * @self: a morsel
 * @expires: (nullable): a time, or `NULL` to unset the attribute
 *
 * Sets when the cookie expires.
 *
 * The attribute becomes a date of RFC 9110, §5.6.7, in whole seconds.
 *
 * Since: 1.0
 */
void
cookie_morsel_set_expires (CookieMorsel *self,
                           GDateTime    *expires)
{
  g_return_if_fail (COOKIE_IS_MORSEL (self));

  if (expires == NULL)
    {
      change_attribute (self, COOKIE_ATTRIBUTE_EXPIRES, COOKIE_ATTRIBUTE_UNSET, NULL);
    }
  else
    {
      char text[COOKIE_DATE_SIZE];

      cookie_date_format (g_date_time_to_unix (expires), text);
      change_attribute (self, COOKIE_ATTRIBUTE_EXPIRES, COOKIE_ATTRIBUTE_STRING, g_strdup (text));
    }
}

/* Whether an attribute that stands alone is printed. */
gboolean
cookie_morsel_has_flag (CookieMorsel    *self,
                        CookieAttribute  attribute)
{
  switch ((CookieAttributeKind) self->kinds[attribute])
    {
    case COOKIE_ATTRIBUTE_STRING:
    case COOKIE_ATTRIBUTE_TRUE:
      return TRUE;
    case COOKIE_ATTRIBUTE_INTEGER:
      return strcmp (self->attributes[attribute], "0") != 0;
    case COOKIE_ATTRIBUTE_UNSET:
    case COOKIE_ATTRIBUTE_FALSE:
    default:
      return FALSE;
    }
}

static void
set_flag (CookieMorsel    *self,
          CookieAttribute  attribute,
          gboolean         set)
{
  change_attribute (self, attribute, set ? COOKIE_ATTRIBUTE_TRUE : COOKIE_ATTRIBUTE_UNSET, NULL);
}

/**
 * cookie_morsel_get_secure:
 * @self: a morsel
 *
 * Gets whether the cookie is sent over secure connections alone.
 *
 * Returns: whether the attribute is set
 *
 * Since: 1.0
 */
gboolean
cookie_morsel_get_secure (CookieMorsel *self)
{
  g_return_val_if_fail (COOKIE_IS_MORSEL (self), FALSE);

  return cookie_morsel_has_flag (self, COOKIE_ATTRIBUTE_SECURE);
}

/**
 * cookie_morsel_set_secure:
 * @self: a morsel
 * @secure: whether to set the attribute
 *
 * Sets whether the cookie is sent over secure connections alone.
 *
 * Since: 1.0
 */
void
cookie_morsel_set_secure (CookieMorsel *self,
                          gboolean      secure)
{
  g_return_if_fail (COOKIE_IS_MORSEL (self));

  set_flag (self, COOKIE_ATTRIBUTE_SECURE, secure);
}

/**
 * cookie_morsel_get_http_only:
 * @self: a morsel
 *
 * Gets whether the cookie is hidden from scripts.
 *
 * Returns: whether the attribute is set
 *
 * Since: 1.0
 */
gboolean
cookie_morsel_get_http_only (CookieMorsel *self)
{
  g_return_val_if_fail (COOKIE_IS_MORSEL (self), FALSE);

  return cookie_morsel_has_flag (self, COOKIE_ATTRIBUTE_HTTP_ONLY);
}

/**
 * cookie_morsel_set_http_only:
 * @self: a morsel
 * @http_only: whether to set the attribute
 *
 * Sets whether the cookie is hidden from scripts.
 *
 * Since: 1.0
 */
void
cookie_morsel_set_http_only (CookieMorsel *self,
                             gboolean      http_only)
{
  g_return_if_fail (COOKIE_IS_MORSEL (self));

  set_flag (self, COOKIE_ATTRIBUTE_HTTP_ONLY, http_only);
}

/**
 * cookie_morsel_get_partitioned:
 * @self: a morsel
 *
 * Gets whether the cookie is kept apart for each top-level site.
 *
 * Returns: whether the attribute is set
 *
 * Since: 1.0
 */
gboolean
cookie_morsel_get_partitioned (CookieMorsel *self)
{
  g_return_val_if_fail (COOKIE_IS_MORSEL (self), FALSE);

  return cookie_morsel_has_flag (self, COOKIE_ATTRIBUTE_PARTITIONED);
}

/**
 * cookie_morsel_set_partitioned:
 * @self: a morsel
 * @partitioned: whether to set the attribute
 *
 * Sets whether the cookie is kept apart for each top-level site.
 *
 * Since: 1.0
 */
void
cookie_morsel_set_partitioned (CookieMorsel *self,
                               gboolean      partitioned)
{
  g_return_if_fail (COOKIE_IS_MORSEL (self));

  set_flag (self, COOKIE_ATTRIBUTE_PARTITIONED, partitioned);
}

/**
 * cookie_morsel_get_same_site:
 * @self: a morsel
 *
 * Gets with which requests the cookie is sent.
 *
 * Returns: what the attribute asks for; `COOKIE_SAME_SITE_DEFAULT` also for a
 *   text that browsers do not know (draft-ietf-httpbis-rfc6265bis-22, §5.6.7)
 *
 * Since: 1.0
 */
CookieSameSite
cookie_morsel_get_same_site (CookieMorsel *self)
{
  g_return_val_if_fail (COOKIE_IS_MORSEL (self), COOKIE_SAME_SITE_DEFAULT);

  if (self->attributes[COOKIE_ATTRIBUTE_SAME_SITE] == NULL)
    return COOKIE_SAME_SITE_DEFAULT;

  return parse_same_site (self->attributes[COOKIE_ATTRIBUTE_SAME_SITE]);
}

/**
 * cookie_morsel_set_same_site:
 * @self: a morsel
 * @same_site: what to ask for; `COOKIE_SAME_SITE_DEFAULT` unsets the attribute
 *
 * Sets with which requests the cookie is sent.
 *
 * Since: 1.0
 */
void
cookie_morsel_set_same_site (CookieMorsel   *self,
                             CookieSameSite  same_site)
{
  static const char * const texts[] = { NULL, "None", "Lax", "Strict" };

  g_return_if_fail (COOKIE_IS_MORSEL (self));
  g_return_if_fail (same_site <= COOKIE_SAME_SITE_STRICT);

  change_attribute (self, COOKIE_ATTRIBUTE_SAME_SITE,
                    same_site == COOKIE_SAME_SITE_DEFAULT ? COOKIE_ATTRIBUTE_UNSET : COOKIE_ATTRIBUTE_STRING,
                    g_strdup (texts[same_site]));
}
