/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-morsel-private.h"

#include "core/date.h"
#include "core/digits.h"
#include "core/set-cookie.h"

#include <string.h>

/* The attributes that browsers know, as typed properties. */

/* A time in UTC. */
static GDateTime *
date_time_new (gint64 unix_time)
{
  static GDateTime *epoch;

  if (g_once_init_enter (&epoch))
    g_once_init_leave (&epoch, g_date_time_new_from_unix_utc (0));

  /* takes a quarter of the time, as the time zone is known already */
  return g_date_time_add (epoch, unix_time * G_USEC_PER_SEC);
}

/* There is no error to set here, so text that a header cannot hold is a critical. */
static void
set_text (CookieMorsel    *self,
          CookieAttribute  attribute,
          const char      *text)
{
  g_autoptr (GError) error = NULL;

  if (text == NULL || *text == '\0')
    cookie_morsel_change_attribute (self, attribute, COOKIE_ATTRIBUTE_UNSET, NULL);
  else if (!g_utf8_validate (text, -1, NULL))
    g_critical ("The attribute %s must be UTF-8", cookie_attribute_names[attribute]);
  else if (cookie_morsel_check_attribute (attribute, text, strlen (text), &error))
    cookie_morsel_change_attribute (self, attribute, COOKIE_ATTRIBUTE_STRING, g_strdup (text));
  else
    g_critical ("%s", error->message);
}

static void
set_flag (CookieMorsel    *self,
          CookieAttribute  attribute,
          gboolean         set)
{
  cookie_morsel_change_attribute (self, attribute, set ? COOKIE_ATTRIBUTE_TRUE : COOKIE_ATTRIBUTE_UNSET, NULL);
}

/**
 * cookie_morsel_get_path:
 * @self: a morsel
 *
 * Gets the `Path` attribute: the path that requests must be below.
 *
 * Returns: (nullable): the path; `NULL` if it is not set
 *
 * Since: 1.0
 */
const char *
cookie_morsel_get_path (CookieMorsel *self)
{
  g_return_val_if_fail (COOKIE_IS_MORSEL (self), NULL);

  return self->attributes->texts[COOKIE_ATTRIBUTE_PATH];
}

/**
 * cookie_morsel_set_path:
 * @self: a morsel
 * @path: (nullable): a path; `NULL` and the empty string unset the attribute
 *
 * Sets the `Path` attribute: the path that requests must be below.
 *
 * The path must be UTF-8 without control characters and semicolons. For other text, a
 * critical is logged and nothing is changed. For text of unknown origin, use
 * [method@Cookie.Morsel.set_attribute], which sets an error.
 *
 * Since: 1.0
 */
void
cookie_morsel_set_path (CookieMorsel *self,
                        const char   *path)
{
  g_return_if_fail (COOKIE_IS_MORSEL (self));

  set_text (self, COOKIE_ATTRIBUTE_PATH, path);
}

/**
 * cookie_morsel_get_domain:
 * @self: a morsel
 *
 * Gets the `Domain` attribute: the domain whose hosts receive the cookie.
 *
 * Returns: (nullable): the domain; `NULL` if it is not set, so that only the host that
 *   sent the cookie receives it
 *
 * Since: 1.0
 */
const char *
cookie_morsel_get_domain (CookieMorsel *self)
{
  g_return_val_if_fail (COOKIE_IS_MORSEL (self), NULL);

  return self->attributes->texts[COOKIE_ATTRIBUTE_DOMAIN];
}

/**
 * cookie_morsel_set_domain:
 * @self: a morsel
 * @domain: (nullable): a domain; `NULL` and the empty string unset the attribute
 *
 * Sets the `Domain` attribute: the domain whose hosts receive the cookie.
 *
 * The domain must be UTF-8 without control characters and semicolons. For other text, a
 * critical is logged and nothing is changed. For text of unknown origin, use
 * [method@Cookie.Morsel.set_attribute], which sets an error.
 *
 * Since: 1.0
 */
void
cookie_morsel_set_domain (CookieMorsel *self,
                          const char   *domain)
{
  g_return_if_fail (COOKIE_IS_MORSEL (self));

  set_text (self, COOKIE_ATTRIBUTE_DOMAIN, domain);
}

/**
 * cookie_morsel_get_priority:
 * @self: a morsel
 *
 * Gets the `Priority` attribute: the order in which browsers delete cookies.
 *
 * Returns: the priority; `COOKIE_PRIORITY_DEFAULT` also for text that browsers do not
 *   know
 *
 * Since: 1.0
 */
CookiePriority
cookie_morsel_get_priority (CookieMorsel *self)
{
  g_return_val_if_fail (COOKIE_IS_MORSEL (self), COOKIE_PRIORITY_DEFAULT);

  return cookie_morsel_read_priority (self);
}

/**
 * cookie_morsel_set_priority:
 * @self: a morsel
 * @priority: the priority; `COOKIE_PRIORITY_DEFAULT` unsets the attribute
 *
 * Sets the `Priority` attribute: the order in which browsers delete cookies.
 *
 * Since: 1.0
 */
void
cookie_morsel_set_priority (CookieMorsel  *self,
                            CookiePriority priority)
{
  g_return_if_fail (COOKIE_IS_MORSEL (self));
  g_return_if_fail (priority <= COOKIE_PRIORITY_HIGH);

  set_text (self, COOKIE_ATTRIBUTE_PRIORITY, ((const char * const []) { NULL, "Low", "Medium", "High" })[priority]);
}

/**
 * cookie_morsel_get_max_age:
 * @self: a morsel
 *
 * Gets the `Max-Age` attribute: the lifetime from the moment of receipt.
 *
 * Returns: the lifetime, in seconds; 0 for a cookie to delete; -1 if the attribute is
 *   not set, or is not a number; at most 9007199254740991 (2⁵³ - 1)
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
 * @max_age: the lifetime, in seconds; 0 to delete the cookie; -1, or any
 *   other negative number, to unset the attribute
 *
 * Sets the `Max-Age` attribute: the lifetime from the moment of receipt.
 *
 * A larger number than 9007199254740991 (2⁵³ - 1) is set as this number, the largest
 * integer that JavaScript and Lua can represent exactly (RFC 8259, §6).
 *
 * Since: 1.0
 */
void
cookie_morsel_set_max_age (CookieMorsel *self,
                           gint64        max_age)
{
  char digits[COOKIE_DIGITS_SIZE];

  g_return_if_fail (COOKIE_IS_MORSEL (self));

  if (max_age < 0)
    cookie_morsel_change_attribute (self, COOKIE_ATTRIBUTE_MAX_AGE, COOKIE_ATTRIBUTE_UNSET, NULL);
  else
    cookie_morsel_change_attribute (self, COOKIE_ATTRIBUTE_MAX_AGE, COOKIE_ATTRIBUTE_INTEGER,
                                    g_strdup (cookie_digits_format (MIN (max_age, COOKIE_LARGEST_MAX_AGE), digits)));
}

/**
 * cookie_morsel_get_expires:
 * @self: a morsel
 *
 * Gets the `Expires` attribute: the time when the cookie expires.
 *
 * Text is read as a date (draft-ietf-httpbis-rfc6265bis-22, §5.1.1); an integer is a
 * number of seconds from now.
 *
 * Returns: (transfer full) (nullable): the time, in UTC; `NULL` if the attribute is not
 *   set, or is not a date
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
 * @expires: (nullable): a time; `NULL` unsets the attribute
 *
 * Sets the `Expires` attribute: the time when the cookie expires.
 *
 * It is printed as a date (RFC 9110, §5.6.7) in whole seconds. A time before the year 1601, for which
 * browsers have no date, is set as `Thu, 01 Jan 1970 00:00:00 GMT`, which is in the past as well.
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

/**
 * cookie_morsel_get_secure:
 * @self: a morsel
 *
 * Gets the `Secure` attribute: whether the cookie is sent over secure connections
 * only.
 *
 * Returns: whether the attribute is set
 *
 * Since: 1.0
 */
gboolean
cookie_morsel_get_secure (CookieMorsel *self)
{
  g_return_val_if_fail (COOKIE_IS_MORSEL (self), FALSE);

  return cookie_attribute_set_has_flag (self->attributes, COOKIE_ATTRIBUTE_SECURE);
}

/**
 * cookie_morsel_set_secure:
 * @self: a morsel
 * @secure: whether to set the attribute
 *
 * Sets the `Secure` attribute: whether the cookie is sent over secure connections
 * only.
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
 * Gets the `HttpOnly` attribute: whether scripts cannot read the cookie.
 *
 * Returns: whether the attribute is set
 *
 * Since: 1.0
 */
gboolean
cookie_morsel_get_http_only (CookieMorsel *self)
{
  g_return_val_if_fail (COOKIE_IS_MORSEL (self), FALSE);

  return cookie_attribute_set_has_flag (self->attributes, COOKIE_ATTRIBUTE_HTTP_ONLY);
}

/**
 * cookie_morsel_set_http_only:
 * @self: a morsel
 * @http_only: whether to set the attribute
 *
 * Sets the `HttpOnly` attribute: whether scripts cannot read the cookie.
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
 * Gets the `Partitioned` attribute: whether each top-level site has a cookie of its
 * own.
 *
 * Returns: whether the attribute is set
 *
 * Since: 1.0
 */
gboolean
cookie_morsel_get_partitioned (CookieMorsel *self)
{
  g_return_val_if_fail (COOKIE_IS_MORSEL (self), FALSE);

  return cookie_attribute_set_has_flag (self->attributes, COOKIE_ATTRIBUTE_PARTITIONED);
}

/**
 * cookie_morsel_set_partitioned:
 * @self: a morsel
 * @partitioned: whether to set the attribute
 *
 * Sets the `Partitioned` attribute: whether each top-level site has a cookie of its
 * own.
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
 * Gets the `SameSite` attribute: the requests that the cookie is sent with.
 *
 * Returns: the requests; `COOKIE_SAME_SITE_DEFAULT` also for text that browsers do not
 *   know
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
 * @same_site: the requests; `COOKIE_SAME_SITE_DEFAULT` unsets the attribute
 *
 * Sets the `SameSite` attribute: the requests that the cookie is sent with.
 *
 * Since: 1.0
 */
void
cookie_morsel_set_same_site (CookieMorsel  *self,
                             CookieSameSite same_site)
{
  g_return_if_fail (COOKIE_IS_MORSEL (self));
  g_return_if_fail (same_site <= COOKIE_SAME_SITE_STRICT);

  set_text (self, COOKIE_ATTRIBUTE_SAME_SITE, ((const char * const []) { NULL, "None", "Lax", "Strict" })[same_site]);
}
