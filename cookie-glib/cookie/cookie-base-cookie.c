/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-base-cookie-private.h"

#include "edit.h"
#include "properties.h"
#include "report.h"
#include "signals.h"
#include "values.h"

/**
 * CookieBaseCookie:
 *
 * A dictionary of cookies, whose keys are their names and whose values are morsels.
 *
 * [method@Cookie.BaseCookie.load] reads the `Cookie` header fields of a request.
 * [method@Cookie.BaseCookie.set] and [method@Cookie.BaseCookie.expire] change cookies,
 * and [method@Cookie.BaseCookie.get_changed_fields] gets the `Set-Cookie` header fields
 * of the response. [method@Cookie.BaseCookie.output] prints all cookies, as in Python.
 *
 * ```c
 * g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
 * g_autoptr (GError) error = NULL;
 *
 * if (!cookie_base_cookie_load (cookie, "theme=dark; sid=31d4d96e", &error))
 *   g_error ("%s", error->message);
 *
 * cookie_base_cookie_set_string (cookie, "theme", "light", NULL);
 * cookie_base_cookie_expire (cookie, "sid", NULL);
 *
 * g_auto (GStrv) fields = cookie_base_cookie_get_changed_fields (cookie);
 * for (gsize i = 0; fields[i] != NULL; i++)
 *   {
 *     g_print ("Set-Cookie: %s\n", fields[i]);
 *   }
 * ```
 *
 * The [property@Cookie.BaseCookie:codec], or a subclass, converts values to text and
 * back. Without one, the text is the value. [class@Cookie.SimpleCookie] has a codec for
 * strings.
 *
 * The dictionary is a [iface@Gio.ListModel] of its [class@Cookie.Morsel]s, in the order
 * in which they were added, so a list widget can show it.
 *
 * The signals of the class support no emission hooks. [method@Cookie.BaseCookie.load] and
 * [method@Cookie.BaseCookie.clear] emit signals only if a handler is connected, or if a
 * subclass has a class handler when its first instance is used; an emission hook for
 * [signal@Gio.ListModel::items-changed] alone is not called by them.
 *
 * Codecs, virtual functions and signal handlers can call any function of the dictionary,
 * and drop its last reference. As for any list model, a handler of
 * [signal@Gio.ListModel::items-changed] should not change the list: later handlers would
 * see the second change first.
 *
 * A function that fails leaves the dictionary as it was, but for the diagnostics of a
 * load. Two threads must not use a dictionary at the same time.
 *
 * Since: 1.0
 */

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
  return cookie_table_count (&cookie_base_cookie_get_private (COOKIE_BASE_COOKIE (model))->table);
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
cookie_base_cookie_finalize (GObject *object)
{
  CookieBaseCookiePrivate *priv = cookie_base_cookie_get_private (COOKIE_BASE_COOKIE (object));

  cookie_changes_clear (&priv->changes);
  cookie_table_clear (&priv->table);
  cookie_loans_free (&priv->table.loans);
  g_clear_object (&priv->codec);
  g_clear_object (&priv->schema);
  cookie_reports_clear (&priv->reports);

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
    case PROP_SCHEMA:
      g_value_set_object (value, cookie_base_cookie_get_schema (self));
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
    case PROP_HAS_CHANGES:
      g_value_set_boolean (value, !cookie_changes_is_empty (&cookie_base_cookie_get_private (self)->changes));
      break;
    case PROP_ITEM_TYPE:
      g_value_set_gtype (value, COOKIE_TYPE_MORSEL);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, cookie_table_get_size (&cookie_base_cookie_get_private (self)->table));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* Sets the schema of a new dictionary, once. */
void
cookie_base_cookie_init_schema (CookieBaseCookie *self,
                                CookieSchema     *schema)
{
  if (schema == NULL)
    return;

  cookie_schema_freeze (schema);
  cookie_base_cookie_get_private (self)->schema = g_object_ref (schema);
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
    case PROP_SCHEMA:
      cookie_base_cookie_init_schema (self, g_value_get_object (value));
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

  cookie_base_cookie_install_private (klass);

  object_class->finalize = cookie_base_cookie_finalize;
  object_class->get_property = cookie_base_cookie_get_property;
  object_class->set_property = cookie_base_cookie_set_property;

  klass->value_encode = cookie_base_cookie_real_value_encode;
  klass->value_decode = cookie_base_cookie_real_value_decode;

  cookie_base_cookie_install_properties (object_class);
  cookie_base_cookie_install_signals (klass);
}

static void
duplicate_cb (CookieHeader *header,
              guint         pair,
              gpointer      user_data)
{
  cookie_report_duplicate (&cookie_base_cookie_get_private (user_data)->reports, header, pair);
}

static void
morsel_changed_cb (CookieMorsel *morsel,
                   gpointer      user_data)
{
  g_autoptr (CookieBaseCookie) self = g_object_ref (user_data);

  cookie_changes_add (&cookie_base_cookie_get_private (self)->changes, morsel);
  cookie_base_cookie_changes_updated (self);
  cookie_base_cookie_morsel_changed (self, morsel);
}

static void
cookie_base_cookie_init (CookieBaseCookie *self)
{
  CookieBaseCookiePrivate *priv = cookie_base_cookie_get_private (self);

  priv->profile = COOKIE_PROFILE_RFC6265;
  priv->max_pairs = COOKIE_DEFAULT_MAX_PAIRS;
  priv->max_length = COOKIE_DEFAULT_MAX_LENGTH;
  priv->reports.findings.limit = COOKIE_MAX_DIAGNOSTICS;
  cookie_table_init (&priv->table, &priv->changes, duplicate_cb, morsel_changed_cb, self);
}

/**
 * cookie_base_cookie_new:
 *
 * Creates an empty dictionary without a codec: values are their own text.
 *
 * Returns: (transfer full): a new dictionary
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
 * @self: a cookie dictionary
 *
 * Gets the codec that converts values to text and back.
 *
 * Returns: (transfer none) (nullable): the codec; `NULL` if the text is the value
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
 * @self: a cookie dictionary
 * @codec: (nullable): a codec; `NULL` if the text is the value
 *
 * Sets the codec that converts values to text and back.
 *
 * Existing morsels keep their values.
 *
 * Since: 1.0
 */
void
cookie_base_cookie_set_codec (CookieBaseCookie *self,
                              CookieCodec      *codec)
{
  CookieBaseCookiePrivate *priv;
  g_autoptr (CookieCodec) old = NULL;

  g_return_if_fail (COOKIE_IS_BASE_COOKIE (self));
  g_return_if_fail (codec == NULL || COOKIE_IS_CODEC (codec));

  priv = cookie_base_cookie_get_private (self);
  if (priv->codec == codec)
    return;

  /* a weak reference to the old one may drop the dictionary */
  old = g_steal_pointer (&priv->codec);
  priv->codec = codec != NULL ? g_object_ref (codec) : NULL;
  cookie_base_cookie_notify (self, PROP_CODEC);
}

/**
 * cookie_base_cookie_get_schema:
 * @self: a cookie dictionary
 *
 * Gets the schema, which says the codecs and the attributes of the cookies of a site.
 *
 * Returns: (transfer none) (nullable): the schema; `NULL` if there is none
 *
 * Since: 1.0
 */
CookieSchema *
cookie_base_cookie_get_schema (CookieBaseCookie *self)
{
  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);

  return cookie_base_cookie_get_private (self)->schema;
}

/**
 * cookie_base_cookie_get_profile:
 * @self: a cookie dictionary
 *
 * Gets the rules by which header fields are read.
 *
 * Returns: the profile
 *
 * Since: 1.0
 */
CookieProfile
cookie_base_cookie_get_profile (CookieBaseCookie *self)
{
  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), COOKIE_PROFILE_RFC6265);

  return cookie_base_cookie_get_private (self)->profile;
}

/**
 * cookie_base_cookie_set_profile:
 * @self: a cookie dictionary
 * @profile: a profile
 *
 * Sets the rules by which header fields are read.
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
  cookie_base_cookie_notify (self, PROP_PROFILE);
}

/**
 * cookie_base_cookie_get_max_pairs:
 * @self: a cookie dictionary
 *
 * Gets the maximum number of cookies in the dictionary, with the pairs of a load.
 *
 * Returns: the number of cookies
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
 * @self: a cookie dictionary
 * @max_pairs: the number of cookies
 *
 * Sets the maximum number of cookies in the dictionary, with the pairs of a load.
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
  cookie_base_cookie_notify (self, PROP_MAX_PAIRS);
}

/**
 * cookie_base_cookie_get_max_length:
 * @self: a cookie dictionary
 *
 * Gets the maximum length of a header field.
 *
 * Returns: the length, in bytes
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
 * @self: a cookie dictionary
 * @max_length: the length, in bytes
 *
 * Sets the maximum length of a header field.
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
  cookie_base_cookie_notify (self, PROP_MAX_LENGTH);
}
