/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-morsel-private.h"

#include "core/date.h"
#include "core/set-cookie.h"

/* The attributes that browsers know, as typed properties. */

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
 * A larger number than 9007199254740991 is read as this one, see
 * [method@Cookie.Morsel.set_max_age], and a negative one as 0
 * (draft-ietf-httpbis-rfc6265bis-22, §5.6.2).
 *
 * Returns: a number of seconds, at most 9007199254740991; 0 for a cookie that is to be removed; -1 if the
 *   attribute is not set, or is no number
 *
 * Since: 1.0
 */
gint64
cookie_morsel_get_max_age (CookieMorsel *self)
{
  g_return_val_if_fail (COOKIE_IS_MORSEL (self), -1);

  return cookie_morsel_read_max_age (self);
}

/**
 * cookie_morsel_set_max_age:
 * @self: a morsel
 * @max_age: a number of seconds, 0 to remove the cookie, or -1 to unset the
 *   attribute
 *
 * Sets how long the cookie lives from when it is received.
 *
 * The largest number is 9007199254740991 (2⁵³ - 1, about 285 million years): the
 * largest integer that JavaScript, Lua and JSON hold exactly (RFC 8259, §6). A
 * larger one is set as this one. Browsers keep a cookie for 400 days at most
 * (draft-ietf-httpbis-rfc6265bis-22, §5.5).
 *
 * Since: 1.0
 */
void
cookie_morsel_set_max_age (CookieMorsel *self,
                           gint64        max_age)
{
  g_return_if_fail (COOKIE_IS_MORSEL (self));

  if (max_age < 0)
    cookie_morsel_change_attribute (self, COOKIE_ATTRIBUTE_MAX_AGE, COOKIE_ATTRIBUTE_UNSET, NULL);
  else
    cookie_morsel_change_attribute (self, COOKIE_ATTRIBUTE_MAX_AGE, COOKIE_ATTRIBUTE_INTEGER,
                      g_strdup_printf ("%" G_GINT64_FORMAT, MIN (max_age, COOKIE_LARGEST_MAX_AGE)));
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
  gint64 time;

  g_return_val_if_fail (COOKIE_IS_MORSEL (self), NULL);

  return cookie_morsel_read_expires (self, &time) ? date_time_new (time) : NULL;
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
      cookie_morsel_change_attribute (self, COOKIE_ATTRIBUTE_EXPIRES, COOKIE_ATTRIBUTE_UNSET, NULL);
    }
  else
    {
      char text[COOKIE_DATE_SIZE];

      cookie_date_format (g_date_time_to_unix (expires), text);
      cookie_morsel_change_attribute (self, COOKIE_ATTRIBUTE_EXPIRES, COOKIE_ATTRIBUTE_STRING, g_strdup (text));
    }
}

static void
set_flag (CookieMorsel    *self,
          CookieAttribute  attribute,
          gboolean         set)
{
  cookie_morsel_change_attribute (self, attribute, set ? COOKIE_ATTRIBUTE_TRUE : COOKIE_ATTRIBUTE_UNSET, NULL);
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

  return cookie_morsel_read_same_site (self);
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

  cookie_morsel_change_attribute (self, COOKIE_ATTRIBUTE_SAME_SITE,
                    same_site == COOKIE_SAME_SITE_DEFAULT ? COOKIE_ATTRIBUTE_UNSET : COOKIE_ATTRIBUTE_STRING,
                    g_strdup (texts[same_site]));
}
