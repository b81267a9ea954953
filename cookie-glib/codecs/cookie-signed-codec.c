/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-signed-codec.h"

#include "cookie-codec-private.h"
#include "cookie-error-private.h"
#include "cookie-variant-codec.h"
#include "core/seal.h"

#include <string.h>

/**
 * CookieSignedCodec:
 *
 * A codec that signs the text of another codec.
 *
 * A client without the secret can read the value of the cookie, but cannot change
 * it, make one, or use it for a cookie of another name.
 *
 * ```c
 * CookieVariantCodec *variant = cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_TEXT, G_VARIANT_TYPE_UINT32);
 * g_autoptr (CookieSignedCodec) codec = cookie_signed_codec_new (COOKIE_CODEC (variant), 24 * 60 * 60);
 * g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
 * g_autoptr (GError) error = NULL;
 * guint8 secret[32] = { 0 }; // use random bytes
 *
 * if (!cookie_signed_codec_add_secret (codec, secret, sizeof secret, &error))
 *   g_error ("%s", error->message);
 * cookie_base_cookie_set_codec (cookie, COOKIE_CODEC (codec));
 * ```
 *
 * The signature is an HMAC-SHA256 (RFC 2104) of the name of the cookie, the time and
 * the text. It is verified before the other codec decodes anything. The layout of the
 * text is described in [Values and codecs](values-and-codecs.html), with a program
 * that reads and writes it.
 *
 * To rotate secrets, add the new one first and the old one after it: the first one
 * signs, all verify. A dictionary that loads a value signed with an old secret
 * sends it again, signed with the first.
 *
 * | error | cause |
 * |---|---|
 * | `COOKIE_ERROR_DECODE` | the text does not have the layout of a signed value |
 * | `COOKIE_ERROR_NO_KEY` | the secret is not known; or, to encode, there is no secret |
 * | `COOKIE_ERROR_UNAUTHENTIC` | the text was changed, or belongs to another cookie |
 * | `COOKIE_ERROR_EXPIRED` | the text is older than the lifetime, has no time, or comes from the future |
 *
 * Since: 1.0
 */
struct _CookieSignedCodec
{
  GObject parent_instance;

  CookieCodec *codec;
  GArray *keys; /* of CookieSealKey */
  guint lifetime;
  guint max_length;
};

enum {
  PROP_0,
  PROP_CODEC,
  PROP_LIFETIME,
  PROP_MAX_LENGTH,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void codec_iface_init (CookieCodecInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CookieSignedCodec, cookie_signed_codec, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COOKIE_TYPE_CODEC, codec_iface_init))

static const CookieSealKey *
get_keys (CookieSignedCodec *self)
{
  return (const CookieSealKey *) (gpointer) self->keys->data;
}

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static char *
cookie_signed_codec_encode (CookieCodec  *codec,
                            const char   *name,
                            GVariant     *value,
                            GError      **error)
{
  CookieSignedCodec *self = COOKIE_SIGNED_CODEC (codec);
  g_autofree char *text = NULL, *sealed = NULL;

  if (self->keys->len == 0)
    {
      g_set_error_literal (error, COOKIE_ERROR, COOKIE_ERROR_NO_KEY, "The codec has no secret to sign with");
      return NULL;
    }

  text = cookie_codec_encode (self->codec, name, value, error);
  if (text == NULL)
    return NULL;

  sealed = cookie_seal (get_keys (self), name, text, self->lifetime > 0 ? get_now () : -1);

  return cookie_codec_check_length (strlen (sealed), self->max_length, error) ? g_steal_pointer (&sealed) : NULL;
}

static void
set_verdict_error (GError            **error,
                   CookieSealVerdict   verdict,
                   const char         *coded_value)
{
  static const struct {
    CookieError code;
    const char *reason;
  } verdicts[] = {
    [COOKIE_SEAL_MALFORMED] = { COOKIE_ERROR_DECODE, "does not have the layout of a signed value: it was cut or changed" },
    [COOKIE_SEAL_UNKNOWN_KEY] = { COOKIE_ERROR_NO_KEY, "was signed with a secret that is not known: was it removed too early?" },
    [COOKIE_SEAL_TAMPERED] = { COOKIE_ERROR_UNAUTHENTIC, "was changed, or belongs to another cookie: refuse it, and expire the cookie" },
    [COOKIE_SEAL_UNTIMED] = { COOKIE_ERROR_EXPIRED, "was signed without a time, so it may be older than its lifetime" },
    [COOKIE_SEAL_EXPIRED] = { COOKIE_ERROR_EXPIRED, "has expired: ask for a new login" },
    [COOKIE_SEAL_FROM_FUTURE] = { COOKIE_ERROR_EXPIRED, "was signed in the future: compare the clocks of the servers" },
  };

  if (verdict == COOKIE_SEAL_MALFORMED && !g_str_has_prefix (coded_value, COOKIE_SEAL_MARK))
    {
      g_set_error_literal (error, COOKIE_ERROR, COOKIE_ERROR_NOT_SEALED,
                           "The value is not signed; give the cookie a codec of its own in a schema if that is right");
      return;
    }

  g_set_error (error, COOKIE_ERROR, verdicts[verdict].code, "The signed value %s", verdicts[verdict].reason);
}

static CookieSealVerdict
unseal (CookieSignedCodec *self,
        const char        *name,
        const char        *coded_value,
        CookieUnsealed    *unsealed)
{
  return cookie_unseal (get_keys (self), self->keys->len, name, coded_value, self->lifetime, get_now (), unsealed);
}

static GVariant *
cookie_signed_codec_decode (CookieCodec  *codec,
                            const char   *name,
                            const char   *coded_value,
                            GError      **error)
{
  CookieSignedCodec *self = COOKIE_SIGNED_CODEC (codec);
  g_autofree char *text = NULL;
  CookieUnsealed unsealed = { NULL, };
  CookieSealVerdict verdict;

  if (!cookie_codec_check_length (strlen (coded_value), self->max_length, error))
    return NULL;

  verdict = unseal (self, name, coded_value, &unsealed);
  if (verdict != COOKIE_SEAL_GENUINE)
    {
      set_verdict_error (error, verdict, coded_value);
      return NULL;
    }

  text = unsealed.text;

  return cookie_codec_decode (self->codec, name, text, error);
}

static const GVariantType *
cookie_signed_codec_get_value_type (CookieCodec *codec)
{
  return cookie_codec_get_value_type (COOKIE_SIGNED_CODEC (codec)->codec);
}

/* The time stays: a value does not get younger because it is sealed again. */
static char *
cookie_signed_codec_renew (CookieCodec *codec,
                           const char  *name,
                           const char  *coded_value)
{
  CookieSignedCodec *self = COOKIE_SIGNED_CODEC (codec);
  g_autofree char *text = NULL, *renewed = NULL, *sealed = NULL;
  CookieUnsealed unsealed = { NULL, };

  /* this spares most values a second verification */
  if (cookie_seal_names_first (get_keys (self), self->keys->len, coded_value) && !cookie_codec_renews (self->codec))
    return NULL;

  if (strlen (coded_value) > self->max_length || unseal (self, name, coded_value, &unsealed) != COOKIE_SEAL_GENUINE)
    return NULL;

  text = unsealed.text;
  renewed = cookie_codec_renew (self->codec, name, text);
  if (renewed == NULL && unsealed.key == 0)
    return NULL;

  sealed = cookie_seal (get_keys (self), name, renewed != NULL ? renewed : text, unsealed.time);

  /* an inner codec may have made it longer than what is read */
  return strlen (sealed) <= self->max_length ? g_steal_pointer (&sealed) : NULL;
}

static gint64
cookie_signed_codec_get_remaining_lifetime (CookieCodec *codec,
                                            const char  *name,
                                            const char  *coded_value)
{
  CookieSignedCodec *self = COOKIE_SIGNED_CODEC (codec);
  g_autofree char *text = NULL;
  CookieUnsealed unsealed = { NULL, };
  gint64 inner, left;

  if (strlen (coded_value) > self->max_length || unseal (self, name, coded_value, &unsealed) != COOKIE_SEAL_GENUINE)
    return -1;

  text = unsealed.text;
  inner = cookie_codec_get_remaining_lifetime (self->codec, name, text);
  if (self->lifetime == 0)
    return inner;

  left = MAX (0, unsealed.time + self->lifetime - get_now ());

  return inner >= 0 ? MIN (inner, left) : left;
}

static void
codec_iface_init (CookieCodecInterface *iface)
{
  iface->encode = cookie_signed_codec_encode;
  iface->decode = cookie_signed_codec_decode;
  iface->get_value_type = cookie_signed_codec_get_value_type;
  iface->renew = cookie_signed_codec_renew;
  iface->get_remaining_lifetime = cookie_signed_codec_get_remaining_lifetime;
}

static void
cookie_signed_codec_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  CookieSignedCodec *self = COOKIE_SIGNED_CODEC (object);

  switch (prop_id)
    {
    case PROP_CODEC:
      g_value_set_object (value, cookie_signed_codec_get_codec (self));
      break;
    case PROP_LIFETIME:
      g_value_set_uint (value, cookie_signed_codec_get_lifetime (self));
      break;
    case PROP_MAX_LENGTH:
      g_value_set_uint (value, cookie_signed_codec_get_max_length (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cookie_signed_codec_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  CookieSignedCodec *self = COOKIE_SIGNED_CODEC (object);

  switch (prop_id)
    {
    case PROP_CODEC:
      self->codec = g_value_dup_object (value);
      break;
    case PROP_LIFETIME:
      self->lifetime = g_value_get_uint (value);
      break;
    case PROP_MAX_LENGTH:
      self->max_length = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cookie_signed_codec_constructed (GObject *object)
{
  CookieSignedCodec *self = COOKIE_SIGNED_CODEC (object);

  G_OBJECT_CLASS (cookie_signed_codec_parent_class)->constructed (object);

  if (self->codec == NULL)
    self->codec = COOKIE_CODEC (cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_TEXT, NULL));
}

static void
cookie_signed_codec_finalize (GObject *object)
{
  CookieSignedCodec *self = COOKIE_SIGNED_CODEC (object);

  g_clear_object (&self->codec);
  g_clear_pointer (&self->keys, g_array_unref);

  G_OBJECT_CLASS (cookie_signed_codec_parent_class)->finalize (object);
}

static void
cookie_signed_codec_class_init (CookieSignedCodecClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cookie_signed_codec_get_property;
  object_class->set_property = cookie_signed_codec_set_property;
  object_class->constructed = cookie_signed_codec_constructed;
  object_class->finalize = cookie_signed_codec_finalize;

  /**
   * CookieSignedCodec:codec: (getter get_codec)
   *
   * The inner codec, whose text is signed. The default is a new
   * [class@Cookie.VariantCodec].
   *
   * Since: 1.0
   */
  props[PROP_CODEC] =
    g_param_spec_object ("codec", NULL, NULL, COOKIE_TYPE_CODEC, flags);

  /**
   * CookieSignedCodec:lifetime: (getter get_lifetime)
   *
   * The lifetime of a value, in seconds. The default is 0: values do not expire.
   *
   * With a lifetime, the time is signed as well. A value that is older than the
   * lifetime, has no time, or comes from the future is refused. Servers that read
   * the cookies of each other must have synchronized clocks.
   *
   * Since: 1.0
   */
  props[PROP_LIFETIME] =
    g_param_spec_uint ("lifetime", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * CookieSignedCodec:max-length: (getter get_max_length)
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
cookie_signed_codec_init (CookieSignedCodec *self)
{
  self->keys = g_array_new (FALSE, FALSE, sizeof (CookieSealKey));
  g_array_set_clear_func (self->keys, (GDestroyNotify) cookie_seal_key_clear);
}

/**
 * cookie_signed_codec_new:
 * @codec: (transfer full) (nullable): the inner codec; `NULL` for a new
 *   [class@Cookie.VariantCodec]
 * @lifetime: the lifetime of a value, in seconds; 0 if values do not expire
 *
 * Creates a codec that signs the text of another codec.
 *
 * It has no secret: see [method@Cookie.SignedCodec.add_secret].
 *
 * Returns: (transfer full): a new codec
 *
 * Since: 1.0
 */
CookieSignedCodec *
cookie_signed_codec_new (CookieCodec *codec,
                         guint        lifetime)
{
  g_autoptr (CookieCodec) owned = codec;

  g_return_val_if_fail (codec == NULL || COOKIE_IS_CODEC (codec), NULL);

  return g_object_new (COOKIE_TYPE_SIGNED_CODEC, "codec", owned, "lifetime", lifetime, NULL);
}

/**
 * cookie_signed_codec_add_secret:
 * @self: a codec
 * @secret: (array length=length): random bytes, at least 32
 * @length: the length of @secret, in bytes
 * @error: return location for a [error@Cookie.Error]
 *
 * Adds a secret. The first one signs; all verify.
 *
 * Add secrets before the codec is used by another thread.
 *
 * Sets `COOKIE_ERROR_INVALID_SECRET` if the secret is shorter than 32 bytes.
 *
 * Returns: whether the secret was added
 *
 * Since: 1.0
 */
gboolean
cookie_signed_codec_add_secret (CookieSignedCodec  *self,
                                const guint8       *secret,
                                gsize               length,
                                GError            **error)
{
  CookieSealKey key;

  g_return_val_if_fail (COOKIE_IS_SIGNED_CODEC (self), FALSE);
  g_return_val_if_fail (secret != NULL || length == 0, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (length < COOKIE_SEAL_MIN_KEY)
    {
      g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_INVALID_SECRET,
                   "A secret of %" G_GSIZE_FORMAT " bytes is too short: at least %d are needed",
                   length, COOKIE_SEAL_MIN_KEY);
      return FALSE;
    }

  cookie_seal_key_init (&key, secret, length);
  g_array_append_val (self->keys, key);

  return TRUE;
}

/**
 * cookie_signed_codec_get_codec:
 * @self: a codec
 *
 * Gets the inner codec.
 *
 * Returns: (transfer none): the codec
 *
 * Since: 1.0
 */
CookieCodec *
cookie_signed_codec_get_codec (CookieSignedCodec *self)
{
  g_return_val_if_fail (COOKIE_IS_SIGNED_CODEC (self), NULL);

  return self->codec;
}

/**
 * cookie_signed_codec_get_lifetime:
 * @self: a codec
 *
 * Gets the lifetime of a value.
 *
 * Returns: the lifetime, in seconds; 0 if values do not expire
 *
 * Since: 1.0
 */
guint
cookie_signed_codec_get_lifetime (CookieSignedCodec *self)
{
  g_return_val_if_fail (COOKIE_IS_SIGNED_CODEC (self), 0);

  return self->lifetime;
}

/**
 * cookie_signed_codec_get_max_length:
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
cookie_signed_codec_get_max_length (CookieSignedCodec *self)
{
  g_return_val_if_fail (COOKIE_IS_SIGNED_CODEC (self), 0);

  return self->max_length;
}
