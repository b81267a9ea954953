/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-signed-codec-private.h"

#include "cookie-codec-private.h"
#include "cookie-error-private.h"
#include "cookie-variant-codec.h"
#include "core/seal.h"

#include <string.h>

/**
 * CookieSignedCodec:
 *
 * What another codec writes, signed: who does not have the key can read the value
 * of the cookie but neither make nor change one, nor give it to a cookie of
 * another name.
 *
 * ```c
 * g_autoptr (CookieCodec) variant = cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_TEXT, G_VARIANT_TYPE_UINT32);
 * g_autoptr (CookieCodec) codec = cookie_signed_codec_new (variant);
 * g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
 * g_autoptr (GError) error = NULL;
 * guint8 key[32] = { 0 }; // which would be a secret
 *
 * if (!cookie_signed_codec_add_key (COOKIE_SIGNED_CODEC (codec), key, sizeof key, &error))
 *   g_error ("%s", error->message);
 * cookie_signed_codec_set_lifetime (COOKIE_SIGNED_CODEC (codec), 24 * 60 * 60);
 * cookie_base_cookie_set_codec (cookie, codec);
 * ```
 *
 * The signature is an HMAC-SHA256 (RFC 2104) of the name of the cookie and of the
 * text; it is checked before the other codec is given anything to decode. The
 * layout of the text is described in [Values and codecs](values-and-codecs.html),
 * with a program that reads and writes it.
 *
 * Keys are changed without anybody's cookie being lost: all keys that were added
 * verify, the first one signs. A value that was signed by another one is told of
 * by [signal@Cookie.SignedCodec::rotated], and the next response of the cookie
 * that read it carries it signed by the first.
 *
 * `COOKIE_ERROR_SIGNATURE` is set for text that is malformed, changed, expired, from the
 * future, or signed by an unknown key; the message says which.
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

enum {
  SIGNAL_ROTATED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

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
                            const char   *key,
                            GVariant     *value,
                            GError      **error)
{
  CookieSignedCodec *self = COOKIE_SIGNED_CODEC (codec);
  g_autofree char *text = NULL, *sealed = NULL;

  if (self->keys->len == 0)
    {
      g_autofree char *shown = cookie_text_for_message (key, strlen (key));

      g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_SIGNATURE,
                   "There is no key to sign the cookie “%s” with", shown);
      return NULL;
    }

  text = cookie_codec_encode (self->codec, key, value, error);
  if (text == NULL)
    return NULL;

  sealed = cookie_seal (get_keys (self), key, text, self->lifetime > 0 ? get_now () : -1);

  return cookie_codec_check_length (strlen (sealed), self->max_length, error) ? g_steal_pointer (&sealed) : NULL;
}

static void
set_verdict_error (GError            **error,
                   CookieSealVerdict   verdict,
                   const char         *key)
{
  static const char * const reasons[] = {
    [COOKIE_SEAL_MALFORMED] = "is malformed",
    [COOKIE_SEAL_UNKNOWN_KEY] = "is by a key that is not known",
    [COOKIE_SEAL_TAMPERED] = "does not match: the value was tampered with, or is another cookie's",
    [COOKIE_SEAL_UNTIMED] = "is without a time, and may have expired",
    [COOKIE_SEAL_EXPIRED] = "has expired",
    [COOKIE_SEAL_FROM_FUTURE] = "comes from the future",
  };

  g_autofree char *shown = cookie_text_for_message (key, strlen (key));

  g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_SIGNATURE,
               "The signature of the cookie “%s” %s", shown, reasons[verdict]);
}

/* Decodes; sets @resealed to the same text under the first key if it was under another, else to
 * NULL. The time stays: who keeps a value does not make it younger by that.
 */
GVariant *
cookie_signed_codec_open (CookieSignedCodec  *self,
                          const char         *key,
                          const char         *text,
                          char              **resealed,
                          GError            **error)
{
  g_autoptr (GVariant) value = NULL;
  g_autofree char *inner = NULL;
  CookieUnsealed unsealed = { NULL, };
  CookieSealVerdict verdict;

  *resealed = NULL;

  if (!cookie_codec_check_length (strlen (text), self->max_length, error))
    return NULL;

  verdict = cookie_unseal (get_keys (self), self->keys->len, key, text, self->lifetime, get_now (), &unsealed);
  if (verdict != COOKIE_SEAL_GENUINE)
    {
      set_verdict_error (error, verdict, key);
      return NULL;
    }

  inner = unsealed.text;
  value = cookie_codec_decode (self->codec, key, inner, error);

  if (value != NULL && unsealed.key > 0)
    {
      *resealed = cookie_seal (get_keys (self), key, inner, unsealed.time);
      g_signal_emit (self, signals[SIGNAL_ROTATED], 0, key);
    }

  return g_steal_pointer (&value);
}

static GVariant *
cookie_signed_codec_decode (CookieCodec  *codec,
                            const char   *key,
                            const char   *text,
                            GError      **error)
{
  g_autofree char *resealed = NULL;

  return cookie_signed_codec_open (COOKIE_SIGNED_CODEC (codec), key, text, &resealed, error);
}

static void
codec_iface_init (CookieCodecInterface *iface)
{
  iface->encode = cookie_signed_codec_encode;
  iface->decode = cookie_signed_codec_decode;
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
      cookie_signed_codec_set_lifetime (self, g_value_get_uint (value));
      break;
    case PROP_MAX_LENGTH:
      cookie_signed_codec_set_max_length (self, g_value_get_uint (value));
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
    self->codec = cookie_variant_codec_new (COOKIE_VARIANT_FORMAT_TEXT, NULL);
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

  object_class->get_property = cookie_signed_codec_get_property;
  object_class->set_property = cookie_signed_codec_set_property;
  object_class->constructed = cookie_signed_codec_constructed;
  object_class->finalize = cookie_signed_codec_finalize;

  /**
   * CookieSignedCodec:codec:
   *
   * The codec whose text is signed; a [class@Cookie.VariantCodec] if none is
   * given.
   *
   * Since: 1.0
   */
  props[PROP_CODEC] =
    g_param_spec_object ("codec", NULL, NULL, COOKIE_TYPE_CODEC,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * CookieSignedCodec:lifetime:
   *
   * How old a value may be, in seconds; 0 if it does not grow old.
   *
   * With a lifetime the time is signed, too, and a value without a time, from the
   * future, or older than the lifetime is refused. Servers that read each other's
   * cookies must have their clocks in step.
   *
   * Since: 1.0
   */
  props[PROP_LIFETIME] =
    g_param_spec_uint ("lifetime", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * CookieSignedCodec:max-length:
   *
   * How long a signed text may be, in bytes.
   *
   * Since: 1.0
   */
  props[PROP_MAX_LENGTH] =
    g_param_spec_uint ("max-length", NULL, NULL, 0, G_MAXUINT, COOKIE_CODEC_MAX_LENGTH,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * CookieSignedCodec::rotated:
   * @self: a codec
   * @key: the name of the cookie
   *
   * A value was read that is signed by another key than the first.
   *
   * It is a good value. When this is not heard any more, the older keys can go.
   *
   * Since: 1.0
   */
  signals[SIGNAL_ROTATED] =
    g_signal_new ("rotated", G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
cookie_signed_codec_init (CookieSignedCodec *self)
{
  self->keys = g_array_new (FALSE, FALSE, sizeof (CookieSealKey));
  g_array_set_clear_func (self->keys, (GDestroyNotify) cookie_seal_key_clear);
  self->max_length = COOKIE_CODEC_MAX_LENGTH;
}

/**
 * cookie_signed_codec_new:
 * @codec: (nullable): the codec whose text is signed, or `NULL` for a
 *   [class@Cookie.VariantCodec]
 *
 * Creates a codec that signs what another one writes.
 *
 * It needs a key: see [method@Cookie.SignedCodec.add_key].
 *
 * Returns: (transfer full) (type CookieSignedCodec): a new codec
 *
 * Since: 1.0
 */
CookieCodec *
cookie_signed_codec_new (CookieCodec *codec)
{
  g_return_val_if_fail (codec == NULL || COOKIE_IS_CODEC (codec), NULL);

  return g_object_new (COOKIE_TYPE_SIGNED_CODEC, "codec", codec, NULL);
}

/**
 * cookie_signed_codec_add_key:
 * @self: a codec
 * @key: (array length=length): random bytes, at least 32 of them
 * @length: the length of @key, in bytes
 * @error: return location for a [error@Cookie.Error]
 *
 * Adds a key. The first one that is added signs; all verify.
 *
 * Sets `COOKIE_ERROR_LIMIT` if the key is shorter than 32 bytes.
 *
 * Returns: whether the key was added
 *
 * Since: 1.0
 */
gboolean
cookie_signed_codec_add_key (CookieSignedCodec  *self,
                             const guint8       *key,
                             gsize               length,
                             GError            **error)
{
  CookieSealKey seal_key;

  g_return_val_if_fail (COOKIE_IS_SIGNED_CODEC (self), FALSE);
  g_return_val_if_fail (key != NULL || length == 0, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (length < COOKIE_SEAL_MIN_KEY)
    {
      g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT,
                   "A key of %" G_GSIZE_FORMAT " bytes is shorter than %d", length, COOKIE_SEAL_MIN_KEY);
      return FALSE;
    }

  cookie_seal_key_init (&seal_key, key, length);
  g_array_append_val (self->keys, seal_key);

  return TRUE;
}

/**
 * cookie_signed_codec_get_codec:
 * @self: a codec
 *
 * Gets the codec whose text is signed.
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
 * Gets how old a value may be.
 *
 * Returns: the lifetime, in seconds; 0 if a value does not grow old
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
 * cookie_signed_codec_set_lifetime:
 * @self: a codec
 * @lifetime: the lifetime, in seconds; 0 if a value does not grow old
 *
 * Sets how old a value may be.
 *
 * Since: 1.0
 */
void
cookie_signed_codec_set_lifetime (CookieSignedCodec *self,
                                  guint              lifetime)
{
  g_return_if_fail (COOKIE_IS_SIGNED_CODEC (self));

  if (self->lifetime == lifetime)
    return;

  self->lifetime = lifetime;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LIFETIME]);
}

/**
 * cookie_signed_codec_get_max_length:
 * @self: a codec
 *
 * Gets how long a signed text may be.
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

/**
 * cookie_signed_codec_set_max_length:
 * @self: a codec
 * @max_length: the length, in bytes
 *
 * Sets how long a signed text may be: a longer one is neither written nor read,
 * and `COOKIE_ERROR_LIMIT` is set.
 *
 * Since: 1.0
 */
void
cookie_signed_codec_set_max_length (CookieSignedCodec *self,
                                    guint              max_length)
{
  g_return_if_fail (COOKIE_IS_SIGNED_CODEC (self));

  if (self->max_length == max_length)
    return;

  self->max_length = max_length;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MAX_LENGTH]);
}
