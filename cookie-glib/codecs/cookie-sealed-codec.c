/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-sealed-codec.h"

#include "cookie-codec-private.h"
#include "cookie-error-private.h"
#include "cookie-keyring-private.h"
#include "cookie-variant-codec.h"
#include "name.h"
#include "seal-error.h"

#include <string.h>

#define NOW MAX (g_get_real_time () / G_USEC_PER_SEC, 0) /* also of a clock that was never set */

/**
 * CookieSealedCodec:
 *
 * The base class of codecs that protect the text of another codec with a secret.
 *
 * | class | a client |
 * |---|---|
 * | [class@Cookie.SignedCodec] | can read the value, cannot change it |
 * | [class@Cookie.EncryptedCodec] | can neither read the value nor change it |
 *
 * Both seal with the first secret of a [class@Cookie.Keyring] and open with all of them. The
 * name of the cookie and the purpose of the codec are authenticated: a text that was made
 * for another name, another purpose or by the other class is refused.
 *
 * [method@Cookie.Codec.renew] seals a value again that is not sealed with the first secret;
 * a dictionary does that when it loads the value. The time stays: a value does not get
 * younger.
 *
 * | error | cause |
 * |---|---|
 * | `COOKIE_ERROR_NOT_SEALED` | plain text, or text of a codec of another kind |
 * | `COOKIE_ERROR_DECODE` | the text does not have the layout of a sealed value |
 * | `COOKIE_ERROR_NO_KEY` | the keyring does not have the secret; or, to encode, has none |
 * | `COOKIE_ERROR_UNAUTHENTIC` | the text was changed, or belongs to another cookie or purpose |
 * | `COOKIE_ERROR_EXPIRED` | the text is older than the lifetime, has no time, or comes from the future |
 * | `COOKIE_ERROR_LIMIT` | the text is longer than [property@Cookie.SealedCodec:max-length] |
 * | `COOKIE_ERROR_NOT_SUPPORTED` | the library was built without what the codec needs |
 * | `COOKIE_ERROR_ILLEGAL_KEY`, `COOKIE_ERROR_RESERVED_KEY` | to encode: no cookie can have the name |
 *
 * The inner codec gets authentic text only. Whoever seals with the same secret and purpose is
 * trusted to use the same inner codec: after a change, the new one gets texts of the old one.
 * Change the purpose together with it. No error shows what was encrypted.
 *
 * Since: 1.0
 */

typedef struct {
  CookieCodec *codec;
  CookieKeyring *keyring;
  CookieKeyringUse *use;
  char *purpose;
  guint lifetime;
  guint max_length;
} CookieSealedCodecPrivate;

enum {
  PROP_0,
  PROP_CODEC,
  PROP_KEYRING,
  PROP_PURPOSE,
  PROP_LIFETIME,
  PROP_MAX_LENGTH,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void codec_iface_init (CookieCodecInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (CookieSealedCodec, cookie_sealed_codec, G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (CookieSealedCodec)
                                  G_IMPLEMENT_INTERFACE (COOKIE_TYPE_CODEC, codec_iface_init))

static CookieSealedCodecPrivate *
get_private (gpointer self)
{
  return cookie_sealed_codec_get_instance_private (COOKIE_SEALED_CODEC (self));
}

/* NULL if the library was built without what it needs */
static const CookieSealKind *
get_kind (gpointer self)
{
  return COOKIE_SEALED_CODEC_GET_CLASS (self)->kind;
}

static CookieSealVerdict
unseal (gpointer            self,
        const CookieKeySet *keys,
        const char         *name,
        const char         *coded_value,
        CookieUnsealed     *unsealed)
{
  CookieSealedCodecPrivate *priv = get_private (self);

  return cookie_unseal (get_kind (self), keys->keys, keys->n_keys, priv->purpose, name, coded_value,
                        priv->lifetime, NOW, unsealed);
}

static char *
cookie_sealed_codec_encode (CookieCodec  *codec,
                            const char   *name,
                            GVariant     *value,
                            GError      **error)
{
  CookieSealedCodecPrivate *priv = get_private (codec);
  g_autofree char *text = NULL, *sealed = NULL;
  g_autoptr (CookieKeySet) keys = NULL;

  if (!cookie_seal_check_kind (get_kind (codec), codec, error) || !cookie_name_check (name, error))
    return NULL;

  text = cookie_codec_encode (priv->codec, name, value, error);
  if (text == NULL)
    return NULL;

  keys = cookie_keyring_ref_keys (priv->keyring, priv->use);
  if (keys->n_keys == 0)
    {
      g_set_error_literal (error, COOKIE_ERROR, COOKIE_ERROR_NO_KEY, "The keyring has no secret to seal with");
      return NULL;
    }

  sealed = cookie_seal (get_kind (codec), keys->keys, priv->purpose, name, text, priv->lifetime > 0 ? NOW : -1);

  return cookie_codec_check_length (strlen (sealed), priv->max_length, error) ? g_steal_pointer (&sealed) : NULL;
}

static GVariant *
cookie_sealed_codec_decode (CookieCodec  *codec,
                            const char   *name,
                            const char   *coded_value,
                            GError      **error)
{
  CookieSealedCodecPrivate *priv = get_private (codec);
  g_autoptr (CookieKeySet) keys = NULL;
  g_autofree char *text = NULL;
  CookieUnsealed unsealed = { NULL, };
  CookieSealVerdict verdict;

  if (!cookie_seal_check_kind (get_kind (codec), codec, error) ||
      !cookie_codec_check_length (strlen (coded_value), priv->max_length, error))
    return NULL;

  keys = cookie_keyring_ref_keys (priv->keyring, priv->use);
  verdict = unseal (codec, keys, name, coded_value, &unsealed);
  if (verdict != COOKIE_SEAL_GENUINE)
    {
      cookie_seal_set_error (error, get_kind (codec), verdict, coded_value);
      return NULL;
    }

  text = unsealed.text;

  return cookie_seal_decode (get_kind (codec), priv->codec, name, text, error);
}

static const GVariantType *
cookie_sealed_codec_get_value_type (CookieCodec *codec)
{
  return cookie_codec_get_value_type (get_private (codec)->codec);
}

static char *
cookie_sealed_codec_renew (CookieCodec *codec,
                           const char  *name,
                           const char  *coded_value)
{
  CookieSealedCodecPrivate *priv = get_private (codec);
  const CookieSealKind *kind = get_kind (codec);
  g_autoptr (CookieKeySet) keys = NULL;
  g_autofree char *text = NULL, *renewed = NULL, *sealed = NULL;
  CookieUnsealed unsealed = { NULL, };

  if (kind == NULL || strlen (coded_value) > priv->max_length || !cookie_name_check (name, NULL))
    return NULL;

  /* this spares most values a second verification */
  keys = cookie_keyring_ref_keys (priv->keyring, priv->use);
  if (cookie_seal_names_first (kind, keys->keys, keys->n_keys, coded_value) && !cookie_codec_renews (priv->codec))
    return NULL;

  if (unseal (codec, keys, name, coded_value, &unsealed) != COOKIE_SEAL_GENUINE)
    return NULL;

  text = unsealed.text;
  renewed = cookie_codec_renew (priv->codec, name, text);
  if (renewed == NULL && unsealed.key == 0)
    return NULL;

  sealed = cookie_seal (kind, keys->keys, priv->purpose, name, renewed != NULL ? renewed : text, unsealed.time);

  /* an inner codec may have made it longer than what is read */
  return strlen (sealed) <= priv->max_length ? g_steal_pointer (&sealed) : NULL;
}

static int
cookie_sealed_codec_get_remaining_lifetime (CookieCodec *codec,
                                            const char  *name,
                                            const char  *coded_value)
{
  CookieSealedCodecPrivate *priv = get_private (codec);
  g_autoptr (CookieKeySet) keys = NULL;
  g_autofree char *text = NULL;
  CookieUnsealed unsealed = { NULL, };
  int inner, left;

  if (get_kind (codec) == NULL || strlen (coded_value) > priv->max_length)
    return -1;

  keys = cookie_keyring_ref_keys (priv->keyring, priv->use);
  if (unseal (codec, keys, name, coded_value, &unsealed) != COOKIE_SEAL_GENUINE)
    return -1;

  text = unsealed.text;
  inner = cookie_codec_get_remaining_lifetime (priv->codec, name, text);
  if (priv->lifetime == 0)
    return inner;

  left = CLAMP (unsealed.time + priv->lifetime - NOW, 0, priv->lifetime);

  return inner >= 0 ? MIN (inner, left) : left;
}

static void
codec_iface_init (CookieCodecInterface *iface)
{
  iface->encode = cookie_sealed_codec_encode;
  iface->decode = cookie_sealed_codec_decode;
  iface->get_value_type = cookie_sealed_codec_get_value_type;
  iface->renew = cookie_sealed_codec_renew;
  iface->get_remaining_lifetime = cookie_sealed_codec_get_remaining_lifetime;
}

static void
cookie_sealed_codec_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  CookieSealedCodec *self = COOKIE_SEALED_CODEC (object);

  switch (prop_id)
    {
    case PROP_CODEC:
      g_value_set_object (value, cookie_sealed_codec_get_codec (self));
      break;
    case PROP_KEYRING:
      g_value_set_object (value, cookie_sealed_codec_get_keyring (self));
      break;
    case PROP_PURPOSE:
      g_value_set_string (value, cookie_sealed_codec_get_purpose (self));
      break;
    case PROP_LIFETIME:
      g_value_set_uint (value, cookie_sealed_codec_get_lifetime (self));
      break;
    case PROP_MAX_LENGTH:
      g_value_set_uint (value, cookie_sealed_codec_get_max_length (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cookie_sealed_codec_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  CookieSealedCodecPrivate *priv = get_private (object);

  switch (prop_id)
    {
    case PROP_CODEC:
      priv->codec = g_value_dup_object (value);
      break;
    case PROP_KEYRING:
      priv->keyring = g_value_dup_object (value);
      break;
    case PROP_PURPOSE:
      priv->purpose = g_value_dup_string (value);
      break;
    case PROP_LIFETIME:
      priv->lifetime = g_value_get_uint (value);
      break;
    case PROP_MAX_LENGTH:
      priv->max_length = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cookie_sealed_codec_constructed (GObject *object)
{
  CookieSealedCodecPrivate *priv = get_private (object);

  G_OBJECT_CLASS (cookie_sealed_codec_parent_class)->constructed (object);

  if (priv->codec == NULL)
    priv->codec = COOKIE_CODEC (cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_TEXT, NULL));
  if (priv->keyring == NULL)
    priv->keyring = cookie_keyring_new ();
  if (priv->purpose == NULL)
    priv->purpose = g_strdup ("");
  if (get_kind (object) != NULL)
    priv->use = cookie_keyring_add_use (priv->keyring, get_kind (object), priv->purpose);
}

static void
cookie_sealed_codec_finalize (GObject *object)
{
  CookieSealedCodecPrivate *priv = get_private (object);

  if (priv->use != NULL)
    cookie_keyring_remove_use (priv->keyring, priv->use);
  g_clear_object (&priv->codec);
  g_clear_object (&priv->keyring);
  g_free (priv->purpose);

  G_OBJECT_CLASS (cookie_sealed_codec_parent_class)->finalize (object);
}

static void
cookie_sealed_codec_class_init (CookieSealedCodecClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cookie_sealed_codec_get_property;
  object_class->set_property = cookie_sealed_codec_set_property;
  object_class->constructed = cookie_sealed_codec_constructed;
  object_class->finalize = cookie_sealed_codec_finalize;

  /**
   * CookieSealedCodec:codec: (getter get_codec)
   *
   * The inner codec, whose text is sealed. The default is a new
   * [class@Cookie.VariantCodec].
   *
   * Since: 1.0
   */
  props[PROP_CODEC] =
    g_param_spec_object ("codec", NULL, NULL, COOKIE_TYPE_CODEC, flags);

  /**
   * CookieSealedCodec:keyring: (getter get_keyring)
   *
   * The keyring with the secrets. The default is a new one without secrets.
   *
   * Since: 1.0
   */
  props[PROP_KEYRING] =
    g_param_spec_object ("keyring", NULL, NULL, COOKIE_TYPE_KEYRING, flags);

  /**
   * CookieSealedCodec:purpose: (getter get_purpose)
   *
   * What the values are for, such as `session`. The default is the empty string.
   *
   * Keys are derived for it, and it is authenticated with each value. A value that was
   * sealed for another purpose is refused, even if the secret and the name are the same.
   *
   * Since: 1.0
   */
  props[PROP_PURPOSE] =
    g_param_spec_string ("purpose", NULL, NULL, "", flags);

  /**
   * CookieSealedCodec:lifetime: (getter get_lifetime)
   *
   * The lifetime of a value, in seconds: at most `G_MAXINT`. The default is 0: values do not expire.
   *
   * With a lifetime, the time is sealed as well. A value that is older than the
   * lifetime, has no time, or comes from the future is refused. The clocks of servers
   * that read the cookies of each other may differ by 60 seconds.
   *
   * Since: 1.0
   */
  props[PROP_LIFETIME] =
    g_param_spec_uint ("lifetime", NULL, NULL, 0, G_MAXINT, 0, flags);

  /**
   * CookieSealedCodec:max-length: (getter get_max_length)
   *
   * The maximum length of a coded value, in bytes. The default is 4096.
   *
   * Since: 1.0
   */
  props[PROP_MAX_LENGTH] =
    g_param_spec_uint ("max-length", NULL, NULL, 0, G_MAXUINT, COOKIE_CODEC_MAX_LENGTH, flags);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
cookie_sealed_codec_init (CookieSealedCodec *self)
{
}

/**
 * cookie_sealed_codec_get_codec:
 * @self: a codec
 *
 * Gets the inner codec.
 *
 * Returns: (transfer none): the codec
 *
 * Since: 1.0
 */
CookieCodec *
cookie_sealed_codec_get_codec (CookieSealedCodec *self)
{
  g_return_val_if_fail (COOKIE_IS_SEALED_CODEC (self), NULL);

  return get_private (self)->codec;
}

/**
 * cookie_sealed_codec_get_keyring:
 * @self: a codec
 *
 * Gets the keyring.
 *
 * Returns: (transfer none): the keyring
 *
 * Since: 1.0
 */
CookieKeyring *
cookie_sealed_codec_get_keyring (CookieSealedCodec *self)
{
  g_return_val_if_fail (COOKIE_IS_SEALED_CODEC (self), NULL);

  return get_private (self)->keyring;
}

/**
 * cookie_sealed_codec_get_purpose:
 * @self: a codec
 *
 * Gets what the values are for.
 *
 * Returns: (transfer none): the purpose
 *
 * Since: 1.0
 */
const char *
cookie_sealed_codec_get_purpose (CookieSealedCodec *self)
{
  g_return_val_if_fail (COOKIE_IS_SEALED_CODEC (self), NULL);

  return get_private (self)->purpose;
}

/**
 * cookie_sealed_codec_get_lifetime:
 * @self: a codec
 *
 * Gets the lifetime of a value.
 *
 * Returns: the lifetime, in seconds; 0 if values do not expire
 *
 * Since: 1.0
 */
guint
cookie_sealed_codec_get_lifetime (CookieSealedCodec *self)
{
  g_return_val_if_fail (COOKIE_IS_SEALED_CODEC (self), 0);

  return get_private (self)->lifetime;
}

/**
 * cookie_sealed_codec_get_max_length:
 * @self: a codec
 *
 * Gets the maximum length of a coded value.
 *
 * A longer one is neither written nor read: `COOKIE_ERROR_LIMIT` is set.
 *
 * Returns: the length, in bytes
 *
 * Since: 1.0
 */
guint
cookie_sealed_codec_get_max_length (CookieSealedCodec *self)
{
  g_return_val_if_fail (COOKIE_IS_SEALED_CODEC (self), 0);

  return get_private (self)->max_length;
}
