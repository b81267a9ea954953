/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "properties.h"

static GParamSpec *properties[N_PROPS];

void
cookie_base_cookie_install_properties (GObjectClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  /**
   * CookieBaseCookie:codec: (getter get_codec) (setter set_codec)
   *
   * The codec that converts values to text and back, or `NULL` if the text is the
   * value.
   *
   * A codec that the [property@Cookie.BaseCookie:schema] has for a name comes before it.
   *
   * Since: 1.0
   */
  properties[PROP_CODEC] =
    g_param_spec_object ("codec", NULL, NULL, COOKIE_TYPE_CODEC, writable);

  /**
   * CookieBaseCookie:schema: (getter get_schema)
   *
   * The codecs and the attributes of the cookies of a site, or `NULL`.
   *
   * Since: 1.0
   */
  properties[PROP_SCHEMA] =
    g_param_spec_object ("schema", NULL, NULL, COOKIE_TYPE_SCHEMA,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * CookieBaseCookie:profile: (getter get_profile) (setter set_profile)
   *
   * The rules by which header fields are read. The default is
   * `COOKIE_PROFILE_RFC6265`.
   *
   * In Python, the default of the constructors is `COOKIE_PROFILE_PYTHON`, unless they
   * get a schema.
   *
   * Since: 1.0
   */
  properties[PROP_PROFILE] =
    g_param_spec_enum ("profile", NULL, NULL, COOKIE_TYPE_PROFILE, COOKIE_PROFILE_RFC6265, writable);

  /**
   * CookieBaseCookie:max-pairs: (getter get_max_pairs) (setter set_max_pairs)
   *
   * The maximum number of cookies in the dictionary, with the pairs of a load. The
   * default is 3000.
   *
   * Each pair that is read from the header fields of a call counts, including attributes
   * and names that the dictionary has already. Pairs that are skipped do not count. The
   * limit also holds for [method@Cookie.BaseCookie.set_all] and
   * [method@Cookie.BaseCookie.restore], but not for setting a single cookie.
   *
   * Since: 1.0
   */
  properties[PROP_MAX_PAIRS] =
    g_param_spec_uint ("max-pairs", NULL, NULL, 0, G_MAXINT, COOKIE_DEFAULT_MAX_PAIRS, writable);

  /**
   * CookieBaseCookie:max-length: (getter get_max_length) (setter set_max_length)
   *
   * The maximum length of a header field, in bytes. The default is 16777216 (16 MiB).
   *
   * It holds for each field of [method@Cookie.BaseCookie.load_fields] by itself.
   *
   * Since: 1.0
   */
  properties[PROP_MAX_LENGTH] =
    g_param_spec_uint ("max-length", NULL, NULL, 0, G_MAXINT, COOKIE_DEFAULT_MAX_LENGTH, writable);

  /**
   * CookieBaseCookie:has-changes: (getter get_has_changes)
   *
   * Whether there are cookies to send, see [method@Cookie.BaseCookie.get_changes].
   *
   * Since: 1.0
   */
  properties[PROP_HAS_CHANGES] =
    g_param_spec_boolean ("has-changes", NULL, NULL, FALSE, readable);

  /**
   * CookieBaseCookie:item-type:
   *
   * The type of the items: [class@Cookie.Morsel].
   *
   * Since: 1.0
   */
  properties[PROP_ITEM_TYPE] =
    g_param_spec_gtype ("item-type", NULL, NULL, G_TYPE_OBJECT, readable);

  /**
   * CookieBaseCookie:n-items: (getter get_size)
   *
   * The number of cookies.
   *
   * Since: 1.0
   */
  properties[PROP_N_ITEMS] =
    g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, readable);

  g_object_class_install_properties (klass, N_PROPS, properties);
}

void
cookie_base_cookie_notify (CookieBaseCookie         *self,
                           CookieBaseCookieProperty  property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}
