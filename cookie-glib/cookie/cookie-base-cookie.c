/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-base-cookie-private.h"

#include "loader.h"
#include "signals.h"
#include "values.h"

/**
 * CookieBaseCookie:
 *
 * A dictionary of cookies: keys are strings, values are morsels.
 *
 * [method@Cookie.BaseCookie.load] reads the `Cookie:` header of a request, as
 * the [property@Cookie.BaseCookie:profile] says; [method@Cookie.BaseCookie.set]
 * sets a cookie; [method@Cookie.BaseCookie.output] prints the `Set-Cookie:` lines
 * of a response. What a value is, and what text is sent for it, is for the
 * [property@Cookie.BaseCookie:codec] or a subclass to say: here, a text is its
 * own value. Use [class@Cookie.SimpleCookie] for strings of any kind.
 *
 * A cookie is also a [iface@Gio.ListModel] of its [class@Cookie.Morsel]s, in the
 * order in which they came, so that a list widget can show it.
 *
 * Whatever fails leaves the cookie as it was. A cookie is not to be used by two
 * threads at once.
 *
 * Since: 1.0
 */

enum {
  PROP_0,
  PROP_CODEC,
  PROP_PROFILE,
  PROP_MAX_PAIRS,
  PROP_MAX_LENGTH,
  N_PROPS
};

#define DEFAULT_MAX_PAIRS  3000
#define DEFAULT_MAX_LENGTH (16 * 1024 * 1024)

static GParamSpec *properties[N_PROPS];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_TYPE_WITH_CODE (CookieBaseCookie, cookie_base_cookie, G_TYPE_OBJECT,
                         G_ADD_PRIVATE (CookieBaseCookie)
                         G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static GType
cookie_base_cookie_get_item_type (GListModel *model)
{
  return COOKIE_TYPE_MORSEL;
}

static guint
cookie_base_cookie_get_n_items (GListModel *model)
{
  return cookie_table_get_size (&cookie_base_cookie_get_private (COOKIE_BASE_COOKIE (model))->table);
}

static gpointer
cookie_base_cookie_get_item (GListModel *model,
                             guint       position)
{
  CookieTable *table = &cookie_base_cookie_get_private (COOKIE_BASE_COOKIE (model))->table;

  if (position >= cookie_table_get_size (table))
    return NULL;

  return g_object_ref (cookie_table_get_morsel (table, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = cookie_base_cookie_get_item_type;
  iface->get_n_items = cookie_base_cookie_get_n_items;
  iface->get_item = cookie_base_cookie_get_item;
}

static void
cookie_base_cookie_constructed (GObject *object)
{
  CookieBaseCookie *self = COOKIE_BASE_COOKIE (object);

  G_OBJECT_CLASS (cookie_base_cookie_parent_class)->constructed (object);

  cookie_base_cookie_get_private (self)->is_watched_by_class = cookie_base_cookie_has_class_handler (self);
}

static void
cookie_base_cookie_finalize (GObject *object)
{
  CookieBaseCookiePrivate *priv = cookie_base_cookie_get_private (COOKIE_BASE_COOKIE (object));

  cookie_changes_clear (&priv->changes);
  cookie_table_clear (&priv->table);
  g_clear_object (&priv->codec);
  cookie_findings_clear (&priv->findings);

  G_OBJECT_CLASS (cookie_base_cookie_parent_class)->finalize (object);
}

static void
cookie_base_cookie_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  CookieBaseCookie *self = COOKIE_BASE_COOKIE (object);

  switch (prop_id)
    {
    case PROP_CODEC:
      g_value_set_object (value, cookie_base_cookie_get_codec (self));
      break;
    case PROP_PROFILE:
      g_value_set_enum (value, cookie_base_cookie_get_profile (self));
      break;
    case PROP_MAX_PAIRS:
      g_value_set_uint (value, cookie_base_cookie_get_max_pairs (self));
      break;
    case PROP_MAX_LENGTH:
      g_value_set_uint (value, cookie_base_cookie_get_max_length (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cookie_base_cookie_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  CookieBaseCookie *self = COOKIE_BASE_COOKIE (object);

  switch (prop_id)
    {
    case PROP_CODEC:
      cookie_base_cookie_set_codec (self, g_value_get_object (value));
      break;
    case PROP_PROFILE:
      cookie_base_cookie_set_profile (self, g_value_get_enum (value));
      break;
    case PROP_MAX_PAIRS:
      cookie_base_cookie_set_max_pairs (self, g_value_get_uint (value));
      break;
    case PROP_MAX_LENGTH:
      cookie_base_cookie_set_max_length (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cookie_base_cookie_class_init (CookieBaseCookieClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  cookie_base_cookie_install_private (klass);

  object_class->constructed = cookie_base_cookie_constructed;
  object_class->finalize = cookie_base_cookie_finalize;
  object_class->get_property = cookie_base_cookie_get_property;
  object_class->set_property = cookie_base_cookie_set_property;

  klass->value_encode = cookie_base_cookie_real_value_encode;
  klass->value_decode = cookie_base_cookie_real_value_decode;

  /**
   * CookieBaseCookie:codec: (getter get_codec) (setter set_codec)
   *
   * What makes text out of values, and values out of text; `NULL` if a text is
   * its own value.
   *
   * Since: 1.0
   */
  properties[PROP_CODEC] =
    g_param_spec_object ("codec", NULL, NULL, COOKIE_TYPE_CODEC, writable);

  /**
   * CookieBaseCookie:profile: (getter get_profile) (setter set_profile)
   *
   * How headers are read.
   *
   * Since: 1.0
   */
  properties[PROP_PROFILE] =
    g_param_spec_enum ("profile", NULL, NULL, COOKIE_TYPE_PROFILE, COOKIE_PROFILE_PYTHON, writable);

  /**
   * CookieBaseCookie:max-pairs: (getter get_max_pairs) (setter set_max_pairs)
   *
   * How many cookies there may be after a header or a dictionary is loaded. Each
   * pair of the header counts as one, also an attribute, or a name that is there
   * already.
   *
   * Since: 1.0
   */
  properties[PROP_MAX_PAIRS] =
    g_param_spec_uint ("max-pairs", NULL, NULL, 0, G_MAXINT, DEFAULT_MAX_PAIRS, writable);

  /**
   * CookieBaseCookie:max-length: (getter get_max_length) (setter set_max_length)
   *
   * How long a header may be, in bytes.
   *
   * Since: 1.0
   */
  properties[PROP_MAX_LENGTH] =
    g_param_spec_uint ("max-length", NULL, NULL, 0, G_MAXINT, DEFAULT_MAX_LENGTH, writable);

  g_object_class_install_properties (object_class, N_PROPS, properties);
  cookie_base_cookie_install_signals (klass);
}

static void
duplicate_cb (const CookieHeader *header,
              guint               pair,
              gpointer            user_data)
{
  cookie_loader_report_duplicate (header, pair, &cookie_base_cookie_get_private (user_data)->findings);
}

static void
morsel_changed_cb (CookieMorsel *morsel,
                   gpointer      user_data)
{
  g_autoptr (CookieBaseCookie) self = g_object_ref (user_data);

  cookie_changes_add (&cookie_base_cookie_get_private (self)->changes, morsel);
  cookie_base_cookie_morsel_changed (self, morsel);
}

static void
cookie_base_cookie_init (CookieBaseCookie *self)
{
  CookieBaseCookiePrivate *priv = cookie_base_cookie_get_private (self);

  priv->is_watched_by_class = TRUE;
  priv->max_pairs = DEFAULT_MAX_PAIRS;
  priv->max_length = DEFAULT_MAX_LENGTH;
  priv->findings.limit = COOKIE_MAX_DIAGNOSTICS;
  cookie_table_init (&priv->table, duplicate_cb, morsel_changed_cb, self);
}

/**
 * cookie_base_cookie_new:
 *
 * Creates an empty cookie whose values are their own text.
 *
 * Returns: (transfer full): a new cookie
 *
 * Since: 1.0
 */
CookieBaseCookie *
cookie_base_cookie_new (void)
{
  return g_object_new (COOKIE_TYPE_BASE_COOKIE, NULL);
}

/**
 * cookie_base_cookie_get_codec:
 * @self: a cookie
 *
 * Gets what makes text out of values, and values out of text.
 *
 * Returns: (transfer none) (nullable): the codec
 *
 * Since: 1.0
 */
CookieCodec *
cookie_base_cookie_get_codec (CookieBaseCookie *self)
{
  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);

  return cookie_base_cookie_get_private (self)->codec;
}

/**
 * cookie_base_cookie_set_codec:
 * @self: a cookie
 * @codec: (nullable): a codec, or `NULL` if a text is its own value
 *
 * Sets what makes text out of values, and values out of text.
 *
 * The morsels that are there keep their values.
 *
 * Since: 1.0
 */
void
cookie_base_cookie_set_codec (CookieBaseCookie *self,
                              CookieCodec      *codec)
{
  CookieBaseCookiePrivate *priv;

  g_return_if_fail (COOKIE_IS_BASE_COOKIE (self));
  g_return_if_fail (codec == NULL || COOKIE_IS_CODEC (codec));

  priv = cookie_base_cookie_get_private (self);
  if (priv->codec == codec)
    return;

  priv->signed_codec = codec != NULL && COOKIE_IS_SIGNED_CODEC (codec) ? COOKIE_SIGNED_CODEC (codec) : NULL;
  g_set_object (&priv->codec, codec);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CODEC]);
}

/**
 * cookie_base_cookie_get_profile:
 * @self: a cookie
 *
 * Gets how headers are read.
 *
 * Returns: the profile
 *
 * Since: 1.0
 */
CookieProfile
cookie_base_cookie_get_profile (CookieBaseCookie *self)
{
  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), COOKIE_PROFILE_PYTHON);

  return cookie_base_cookie_get_private (self)->profile;
}

/**
 * cookie_base_cookie_set_profile:
 * @self: a cookie
 * @profile: a profile
 *
 * Sets how headers are read.
 *
 * Since: 1.0
 */
void
cookie_base_cookie_set_profile (CookieBaseCookie *self,
                                CookieProfile     profile)
{
  CookieBaseCookiePrivate *priv;

  g_return_if_fail (COOKIE_IS_BASE_COOKIE (self));
  g_return_if_fail (profile <= COOKIE_PROFILE_STRICT);

  priv = cookie_base_cookie_get_private (self);
  if (priv->profile == profile)
    return;

  priv->profile = profile;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROFILE]);
}

/**
 * cookie_base_cookie_get_max_pairs:
 * @self: a cookie
 *
 * Gets how many pairs may come from headers and dictionaries.
 *
 * Returns: a number of pairs
 *
 * Since: 1.0
 */
guint
cookie_base_cookie_get_max_pairs (CookieBaseCookie *self)
{
  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), 0);

  return cookie_base_cookie_get_private (self)->max_pairs;
}

/**
 * cookie_base_cookie_set_max_pairs:
 * @self: a cookie
 * @max_pairs: a number of pairs
 *
 * Sets how many pairs may come from headers and dictionaries.
 *
 * Since: 1.0
 */
void
cookie_base_cookie_set_max_pairs (CookieBaseCookie *self,
                                  guint             max_pairs)
{
  CookieBaseCookiePrivate *priv;

  g_return_if_fail (COOKIE_IS_BASE_COOKIE (self));
  g_return_if_fail (max_pairs <= G_MAXINT);

  priv = cookie_base_cookie_get_private (self);
  if (priv->max_pairs == max_pairs)
    return;

  priv->max_pairs = max_pairs;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAX_PAIRS]);
}

/**
 * cookie_base_cookie_get_max_length:
 * @self: a cookie
 *
 * Gets how long a header may be.
 *
 * Returns: a length, in bytes
 *
 * Since: 1.0
 */
guint
cookie_base_cookie_get_max_length (CookieBaseCookie *self)
{
  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), 0);

  return cookie_base_cookie_get_private (self)->max_length;
}

/**
 * cookie_base_cookie_set_max_length:
 * @self: a cookie
 * @max_length: a length, in bytes
 *
 * Sets how long a header may be.
 *
 * Since: 1.0
 */
void
cookie_base_cookie_set_max_length (CookieBaseCookie *self,
                                   guint             max_length)
{
  CookieBaseCookiePrivate *priv;

  g_return_if_fail (COOKIE_IS_BASE_COOKIE (self));
  g_return_if_fail (max_length <= G_MAXINT);

  priv = cookie_base_cookie_get_private (self);
  if (priv->max_length == max_length)
    return;

  priv->max_length = max_length;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAX_LENGTH]);
}
