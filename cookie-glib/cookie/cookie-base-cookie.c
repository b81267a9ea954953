/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-base-cookie-private.h"

#include "codecs/cookie-codec-private.h"

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

enum {
  MORSEL_ADDED,
  MORSEL_REMOVED,
  MORSEL_CHANGED,
  REJECTED,
  N_SIGNALS
};

#define DEFAULT_MAX_PAIRS  3000
#define DEFAULT_MAX_LENGTH (16 * 1024 * 1024)

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_TYPE_WITH_CODE (CookieBaseCookie, cookie_base_cookie, G_TYPE_OBJECT,
                         G_ADD_PRIVATE (CookieBaseCookie)
                         G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

CookieBaseCookiePrivate *
cookie_base_cookie_get_private (CookieBaseCookie *self)
{
  return cookie_base_cookie_get_instance_private (self);
}

static char *
cookie_base_cookie_real_value_encode (CookieBaseCookie  *self,
                                      const char        *key,
                                      GVariant          *value,
                                      GError           **error)
{
  g_autoptr (CookieCodec) codec = NULL;

  /* a codec may take itself away in its own call */
  if (g_set_object (&codec, cookie_base_cookie_get_private (self)->codec))
    return cookie_codec_encode (codec, key, value, error);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return g_variant_dup_string (value, NULL);

  return g_variant_print (value, FALSE);
}

GVariant *
cookie_base_cookie_real_value_decode (CookieBaseCookie  *self,
                                      const char        *key,
                                      const char        *coded_value,
                                      GError           **error)
{
  CookieBaseCookiePrivate *priv = cookie_base_cookie_get_private (self);
  g_autoptr (CookieCodec) codec = NULL;

  /* a handler of the codec may take it away */
  g_set_object (&codec, priv->codec);
  if (priv->signed_codec != NULL)
    return cookie_base_cookie_open (self, key, coded_value, error);
  if (codec != NULL)
    return cookie_codec_decode (codec, key, coded_value, error);

  return g_variant_ref_sink (g_variant_new_string (coded_value));
}

static GType
cookie_base_cookie_get_item_type (GListModel *model)
{
  return COOKIE_TYPE_MORSEL;
}

static guint
cookie_base_cookie_get_n_items (GListModel *model)
{
  return cookie_base_cookie_get_size (COOKIE_BASE_COOKIE (model));
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
cookie_base_cookie_dispose (GObject *object)
{
  if (cookie_object_is_shared (object))
    G_OBJECT_CLASS (cookie_base_cookie_parent_class)->dispose (object);
}

static void
cookie_base_cookie_finalize (GObject *object)
{
  CookieBaseCookiePrivate *priv = cookie_base_cookie_get_private (COOKIE_BASE_COOKIE (object));

  cookie_table_clear (&priv->table);
  g_clear_object (&priv->owned_codec);
  g_clear_pointer (&priv->diagnostics, g_ptr_array_unref);

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

  object_class->dispose = cookie_base_cookie_dispose;
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

  /**
   * CookieBaseCookie::morsel-added:
   * @self: a cookie
   * @morsel: the morsel that was added
   *
   * Emitted after a morsel was added. The detail is its key.
   *
   * Since: 1.0
   */
  signals[MORSEL_ADDED] =
    g_signal_new ("morsel-added", COOKIE_TYPE_BASE_COOKIE,
                  G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0,
                  NULL, NULL, NULL,
                  G_TYPE_NONE, 1, COOKIE_TYPE_MORSEL);

  /**
   * CookieBaseCookie::morsel-removed:
   * @self: a cookie
   * @morsel: the morsel that was removed
   *
   * Emitted after a morsel was removed. The detail is its key.
   *
   * Since: 1.0
   */
  signals[MORSEL_REMOVED] =
    g_signal_new ("morsel-removed", COOKIE_TYPE_BASE_COOKIE,
                  G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0,
                  NULL, NULL, NULL,
                  G_TYPE_NONE, 1, COOKIE_TYPE_MORSEL);

  /**
   * CookieBaseCookie::morsel-changed:
   * @self: a cookie
   * @morsel: the morsel that has changed
   *
   * Emitted after the value or an attribute of a morsel has changed, once for
   * each call that changed it. The detail is its key.
   *
   * Since: 1.0
   */
  signals[MORSEL_CHANGED] =
    g_signal_new ("morsel-changed", COOKIE_TYPE_BASE_COOKIE,
                  G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0,
                  NULL, NULL, NULL,
                  G_TYPE_NONE, 1, COOKIE_TYPE_MORSEL);

  /**
   * CookieBaseCookie::rejected:
   * @self: a cookie
   * @diagnostic: what was skipped or repaired
   *
   * Emitted at the end of [method@Cookie.BaseCookie.load], for each of the
   * diagnostics that [method@Cookie.BaseCookie.get_diagnostics] returns.
   *
   * Since: 1.0
   */
  signals[REJECTED] =
    g_signal_new ("rejected", COOKIE_TYPE_BASE_COOKIE,
                  G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL,
                  G_TYPE_NONE, 1, COOKIE_TYPE_DIAGNOSTIC);
}

static void
cookie_base_cookie_init (CookieBaseCookie *self)
{
  CookieBaseCookiePrivate *priv = cookie_base_cookie_get_private (self);

  priv->max_pairs = DEFAULT_MAX_PAIRS;
  priv->max_length = DEFAULT_MAX_LENGTH;
  priv->table.owner = self;
}

/* Whether anybody would notice a change. */
gboolean
cookie_base_cookie_is_watched (CookieBaseCookie *self)
{
  return g_signal_handler_find (self, G_SIGNAL_MATCH_UNBLOCKED, 0, 0, NULL, NULL, NULL) != 0;
}

static void
emit (CookieBaseCookie *self,
      guint             signal,
      CookieMorsel     *morsel)
{
  /* a detail that nobody has named needs no quark, and quarks are never freed */
  g_signal_emit (self, signals[signal], g_quark_try_string (morsel->key), morsel);
}

void
cookie_base_cookie_morsel_added (CookieBaseCookie *self,
                                 CookieMorsel     *morsel)
{
  emit (self, MORSEL_ADDED, morsel);
}

void
cookie_base_cookie_morsel_removed (CookieBaseCookie *self,
                                   CookieMorsel     *morsel)
{
  emit (self, MORSEL_REMOVED, morsel);
}

void
cookie_base_cookie_morsel_changed (CookieBaseCookie *self,
                                   CookieMorsel     *morsel)
{
  emit (self, MORSEL_CHANGED, morsel);
}

void
cookie_base_cookie_rejected (CookieBaseCookie *self,
                             CookieDiagnostic *diagnostic)
{
  g_signal_emit (self, signals[REJECTED], 0, diagnostic);
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

  priv->codec = codec;
  priv->signed_codec = codec != NULL && COOKIE_IS_SIGNED_CODEC (codec) ? COOKIE_SIGNED_CODEC (codec) : NULL;
  g_set_object (&priv->owned_codec, codec);
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

/**
 * cookie_base_cookie_value_encode: (virtual value_encode)
 * @self: a cookie
 * @key: the name of the cookie that the value is for
 * @value: a value; a floating reference is consumed
 * @error: return location for a [error@Cookie.Error]
 *
 * Makes the text to send out of a value.
 *
 * Sets `COOKIE_ERROR_FAILED` if an override failed without saying why, and
 * whatever the override or the codec sets.
 *
 * Returns: (transfer full): the coded value
 *
 * Since: 1.0
 */
char *
cookie_base_cookie_value_encode (CookieBaseCookie  *self,
                                 const char        *key,
                                 GVariant          *value,
                                 GError           **error)
{
  g_autoptr (GVariant) owned = NULL;
  GError *own_error = NULL;
  char *coded;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  owned = g_variant_ref_sink (value);
  coded = COOKIE_BASE_COOKIE_GET_CLASS (self)->value_encode (self, key, owned, &own_error);

  return cookie_codec_take_text (self, key, coded, own_error, error);
}

/**
 * cookie_base_cookie_value_decode: (virtual value_decode)
 * @self: a cookie
 * @key: the name of the cookie that the value is of
 * @coded_value: the text as received
 * @error: return location for a [error@Cookie.Error]
 *
 * Makes a value out of the text that was sent.
 *
 * Sets `COOKIE_ERROR_FAILED` if an override failed without saying why, and
 * whatever the override or the codec sets.
 *
 * Returns: (transfer full): the value, never floating
 *
 * Since: 1.0
 */
GVariant *
cookie_base_cookie_value_decode (CookieBaseCookie  *self,
                                 const char        *key,
                                 const char        *coded_value,
                                 GError           **error)
{
  GError *own_error = NULL;
  GVariant *value;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (coded_value != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  value = COOKIE_BASE_COOKIE_GET_CLASS (self)->value_decode (self, key, coded_value, &own_error);

  return cookie_codec_take_value (self, key, value, own_error, error);
}
