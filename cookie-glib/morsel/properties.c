/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "properties.h"

static GParamSpec *properties[N_PROPS];

static const guint attribute_properties[COOKIE_N_ATTRIBUTES] = {
  [COOKIE_ATTRIBUTE_COMMENT] = PROP_COMMENT,
  [COOKIE_ATTRIBUTE_DOMAIN] = PROP_DOMAIN,
  [COOKIE_ATTRIBUTE_EXPIRES] = PROP_EXPIRES,
  [COOKIE_ATTRIBUTE_HTTP_ONLY] = PROP_HTTP_ONLY,
  [COOKIE_ATTRIBUTE_MAX_AGE] = PROP_MAX_AGE,
  [COOKIE_ATTRIBUTE_PARTITIONED] = PROP_PARTITIONED,
  [COOKIE_ATTRIBUTE_PATH] = PROP_PATH,
  [COOKIE_ATTRIBUTE_PRIORITY] = PROP_PRIORITY,
  [COOKIE_ATTRIBUTE_SAME_SITE] = PROP_SAME_SITE,
  [COOKIE_ATTRIBUTE_SECURE] = PROP_SECURE,
  [COOKIE_ATTRIBUTE_VERSION] = PROP_VERSION,
};

void
cookie_morsel_install_properties (GObjectClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  /**
   * CookieMorsel:key: (getter get_key)
   *
   * The name of the cookie; `NULL` until it is set.
   *
   * Since: 1.0
   */
  properties[PROP_KEY] =
    g_param_spec_string ("key", NULL, NULL, NULL, readable);

  /**
   * CookieMorsel:value: (getter get_value)
   *
   * The value; `NULL` until it is set.
   *
   * Since: 1.0
   */
  properties[PROP_VALUE] =
    g_param_spec_variant ("value", NULL, NULL, G_VARIANT_TYPE_ANY, NULL, readable);

  /**
   * CookieMorsel:coded-value: (getter get_coded_value)
   *
   * The text that is sent for the value; `NULL` until it is set.
   *
   * Since: 1.0
   */
  properties[PROP_CODED_VALUE] =
    g_param_spec_string ("coded-value", NULL, NULL, NULL, readable);

  /**
   * CookieMorsel:path: (getter get_path)
   *
   * The path under which the cookie is sent back.
   *
   * Since: 1.0
   */
  properties[PROP_PATH] =
    g_param_spec_string ("path", NULL, NULL, NULL, writable);

  /**
   * CookieMorsel:domain: (getter get_domain)
   *
   * The domain to whose hosts the cookie is sent back.
   *
   * Since: 1.0
   */
  properties[PROP_DOMAIN] =
    g_param_spec_string ("domain", NULL, NULL, NULL, writable);

  /**
   * CookieMorsel:comment: (getter get_comment)
   *
   * A comment, which browsers ignore.
   *
   * Since: 1.0
   */
  properties[PROP_COMMENT] =
    g_param_spec_string ("comment", NULL, NULL, NULL, writable);

  /**
   * CookieMorsel:version: (getter get_version)
   *
   * The version of RFC 2109, which browsers ignore.
   *
   * Since: 1.0
   */
  properties[PROP_VERSION] =
    g_param_spec_string ("version", NULL, NULL, NULL, writable);

  /**
   * CookieMorsel:priority: (getter get_priority)
   *
   * `Low`, `Medium` or `High`.
   *
   * Since: 1.0
   */
  properties[PROP_PRIORITY] =
    g_param_spec_string ("priority", NULL, NULL, NULL, writable);

  /**
   * CookieMorsel:max-age: (getter get_max_age) (setter set_max_age)
   *
   * How long the cookie lives from when it is received, in seconds; -1 if it is
   * not set.
   *
   * A larger number than 9007199254740991 is set as this one, see
   * [method@Cookie.Morsel.set_max_age].
   *
   * Since: 1.0
   */
  properties[PROP_MAX_AGE] =
    g_param_spec_int64 ("max-age", NULL, NULL, -1, G_MAXINT64, -1, writable);

  /**
   * CookieMorsel:expires: (getter get_expires) (setter set_expires)
   *
   * When the cookie expires.
   *
   * Since: 1.0
   */
  properties[PROP_EXPIRES] =
    g_param_spec_boxed ("expires", NULL, NULL, G_TYPE_DATE_TIME, writable);

  /**
   * CookieMorsel:secure: (getter get_secure) (setter set_secure)
   *
   * Whether the cookie is sent over secure connections alone.
   *
   * Since: 1.0
   */
  properties[PROP_SECURE] =
    g_param_spec_boolean ("secure", NULL, NULL, FALSE, writable);

  /**
   * CookieMorsel:http-only: (getter get_http_only) (setter set_http_only)
   *
   * Whether the cookie is hidden from scripts.
   *
   * Since: 1.0
   */
  properties[PROP_HTTP_ONLY] =
    g_param_spec_boolean ("http-only", NULL, NULL, FALSE, writable);

  /**
   * CookieMorsel:partitioned: (getter get_partitioned) (setter set_partitioned)
   *
   * Whether the cookie is kept apart for each top-level site.
   *
   * Since: 1.0
   */
  properties[PROP_PARTITIONED] =
    g_param_spec_boolean ("partitioned", NULL, NULL, FALSE, writable);

  /**
   * CookieMorsel:same-site: (getter get_same_site) (setter set_same_site)
   *
   * With which requests the cookie is sent.
   *
   * Since: 1.0
   */
  properties[PROP_SAME_SITE] =
    g_param_spec_enum ("same-site", NULL, NULL, COOKIE_TYPE_SAME_SITE, COOKIE_SAME_SITE_DEFAULT, writable);

  g_object_class_install_properties (klass, N_PROPS, properties);
}

void
cookie_morsel_notify (CookieMorsel         *self,
                      CookieMorselProperty  property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* Notifies of the property that stands for an attribute. */
void
cookie_morsel_notify_attribute (CookieMorsel    *self,
                                CookieAttribute  attribute)
{
  cookie_morsel_notify (self, attribute_properties[attribute]);
}
