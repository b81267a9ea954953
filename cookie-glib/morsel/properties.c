/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "properties.h"

static GParamSpec *properties[N_PROPS];

/* 0 where there is none */
static const guint attribute_properties[COOKIE_N_ATTRIBUTES] = {
  [COOKIE_ATTRIBUTE_DOMAIN] = PROP_DOMAIN,
  [COOKIE_ATTRIBUTE_EXPIRES] = PROP_EXPIRES,
  [COOKIE_ATTRIBUTE_HTTP_ONLY] = PROP_HTTP_ONLY,
  [COOKIE_ATTRIBUTE_MAX_AGE] = PROP_MAX_AGE,
  [COOKIE_ATTRIBUTE_PARTITIONED] = PROP_PARTITIONED,
  [COOKIE_ATTRIBUTE_PATH] = PROP_PATH,
  [COOKIE_ATTRIBUTE_PRIORITY] = PROP_PRIORITY,
  [COOKIE_ATTRIBUTE_SAME_SITE] = PROP_SAME_SITE,
  [COOKIE_ATTRIBUTE_SECURE] = PROP_SECURE,
};

void
cookie_morsel_install_properties (GObjectClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  /**
   * CookieMorsel:key: (getter get_key)
   *
   * The name of the cookie, or `NULL` if it is not set.
   *
   * Since: 1.0
   */
  properties[PROP_KEY] =
    g_param_spec_string ("key", NULL, NULL, NULL, readable);

  /**
   * CookieMorsel:value: (getter get_value)
   *
   * The value, or `NULL` if it is not set.
   *
   * Since: 1.0
   */
  properties[PROP_VALUE] =
    g_param_spec_variant ("value", NULL, NULL, G_VARIANT_TYPE_ANY, NULL, readable);

  /**
   * CookieMorsel:coded-value: (getter get_coded_value)
   *
   * The text that is sent for the value, or `NULL` if it is not set.
   *
   * Since: 1.0
   */
  properties[PROP_CODED_VALUE] =
    g_param_spec_string ("coded-value", NULL, NULL, NULL, readable);

  /**
   * CookieMorsel:path: (getter get_path) (setter set_path)
   *
   * The `Path` attribute: the path that requests must be below, or `NULL` if it is not
   * set (draft-ietf-httpbis-rfc6265bis-22, §5.6.4).
   *
   * Since: 1.0
   */
  properties[PROP_PATH] =
    g_param_spec_string ("path", NULL, NULL, NULL, writable);

  /**
   * CookieMorsel:domain: (getter get_domain) (setter set_domain)
   *
   * The `Domain` attribute: the domain whose hosts receive the cookie, or `NULL` if it
   * is not set (draft-ietf-httpbis-rfc6265bis-22, §5.6.3).
   *
   * Since: 1.0
   */
  properties[PROP_DOMAIN] =
    g_param_spec_string ("domain", NULL, NULL, NULL, writable);

  /**
   * CookieMorsel:priority: (getter get_priority) (setter set_priority)
   *
   * The `Priority` attribute: the order in which browsers delete cookies
   * (draft-west-cookie-priority-00, §3). The default is `COOKIE_PRIORITY_DEFAULT`.
   *
   * Since: 1.0
   */
  properties[PROP_PRIORITY] =
    g_param_spec_enum ("priority", NULL, NULL,
                       COOKIE_TYPE_PRIORITY, COOKIE_PRIORITY_DEFAULT, writable);

  /**
   * CookieMorsel:max-age: (getter get_max_age) (setter set_max_age)
   *
   * The `Max-Age` attribute: the lifetime from the moment of receipt, in seconds. The
   * default is -1: the attribute is not set (draft-ietf-httpbis-rfc6265bis-22, §5.6.2).
   * Any other negative number unsets it, too.
   *
   * A larger number than 9007199254740991 (2⁵³ - 1) is set as this number, see
   * [method@Cookie.Morsel.set_max_age].
   *
   * Since: 1.0
   */
  properties[PROP_MAX_AGE] =
    g_param_spec_int64 ("max-age", NULL, NULL, G_MININT64, G_MAXINT64, -1, writable);

  /**
   * CookieMorsel:expires: (getter get_expires) (setter set_expires)
   *
   * The `Expires` attribute: the time when the cookie expires, or `NULL` if it is not
   * set (draft-ietf-httpbis-rfc6265bis-22, §5.6.1).
   *
   * Since: 1.0
   */
  properties[PROP_EXPIRES] =
    g_param_spec_boxed ("expires", NULL, NULL, G_TYPE_DATE_TIME, writable);

  /**
   * CookieMorsel:secure: (getter get_secure) (setter set_secure)
   *
   * The `Secure` attribute: whether the cookie is sent over secure connections only
   * (draft-ietf-httpbis-rfc6265bis-22, §5.6.5). The default is `FALSE`.
   *
   * Since: 1.0
   */
  properties[PROP_SECURE] =
    g_param_spec_boolean ("secure", NULL, NULL, FALSE, writable);

  /**
   * CookieMorsel:http-only: (getter get_http_only) (setter set_http_only)
   *
   * The `HttpOnly` attribute: whether scripts cannot read the cookie
   * (draft-ietf-httpbis-rfc6265bis-22, §5.6.6). The default is `FALSE`.
   *
   * Since: 1.0
   */
  properties[PROP_HTTP_ONLY] =
    g_param_spec_boolean ("http-only", NULL, NULL, FALSE, writable);

  /**
   * CookieMorsel:partitioned: (getter get_partitioned) (setter set_partitioned)
   *
   * The `Partitioned` attribute: whether each top-level site has a cookie of its own
   * (draft-cutler-httpbis-partitioned-cookies-01, §2). The default is `FALSE`.
   *
   * Since: 1.0
   */
  properties[PROP_PARTITIONED] =
    g_param_spec_boolean ("partitioned", NULL, NULL, FALSE, writable);

  /**
   * CookieMorsel:same-site: (getter get_same_site) (setter set_same_site)
   *
   * The `SameSite` attribute: the requests that the cookie is sent with
   * (draft-ietf-httpbis-rfc6265bis-22, §5.6.7). The default is `COOKIE_SAME_SITE_DEFAULT`.
   *
   * Since: 1.0
   */
  properties[PROP_SAME_SITE] =
    g_param_spec_enum ("same-site", NULL, NULL,
                       COOKIE_TYPE_SAME_SITE, COOKIE_SAME_SITE_DEFAULT, writable);

  /**
   * CookieMorsel:expired: (getter get_expired)
   *
   * Whether the cookie is printed so that a browser deletes it.
   *
   * See [method@Cookie.Morsel.expire].
   *
   * Since: 1.0
   */
  properties[PROP_EXPIRED] =
    g_param_spec_boolean ("expired", NULL, NULL, FALSE, readable);

  g_object_class_install_properties (klass, N_PROPS, properties);
}

void
cookie_morsel_notify (CookieMorsel         *self,
                      CookieMorselProperty  property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* Notifies of the property of an attribute, if there is one. */
void
cookie_morsel_notify_attribute (CookieMorsel    *self,
                                CookieAttribute  attribute)
{
  if (attribute_properties[attribute] != 0)
    cookie_morsel_notify (self, attribute_properties[attribute]);
}
