/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-codec-private.h"

#include "cookie-error-private.h"

#include <string.h>

/**
 * CookieCodec:
 *
 * How a value becomes the text of a cookie, and that text a value again.
 *
 * Set one as the [property@Cookie.BaseCookie:codec] of a cookie. The name of the
 * cookie is given to both directions, so that a codec can bind a value to it.
 *
 * A codec that is not changed any more may be shared between threads.
 *
 * Since: 1.0
 */
G_DEFINE_INTERFACE (CookieCodec, cookie_codec, G_TYPE_OBJECT)

/* What a codec that knows one direction alone says of the other. */

static char *
cookie_codec_real_encode (CookieCodec  *self,
                          const char   *key,
                          GVariant     *value,
                          GError      **error)
{
  g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_FAILED, "%s cannot encode", G_OBJECT_TYPE_NAME (self));

  return NULL;
}

static GVariant *
cookie_codec_real_decode (CookieCodec  *self,
                          const char   *key,
                          const char   *text,
                          GError      **error)
{
  g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_FAILED, "%s cannot decode", G_OBJECT_TYPE_NAME (self));

  return NULL;
}

static void
cookie_codec_default_init (CookieCodecInterface *iface)
{
  iface->encode = cookie_codec_real_encode;
  iface->decode = cookie_codec_real_decode;
}

gboolean
cookie_codec_check_length (gsize    length,
                           gsize    max_length,
                           GError **error)
{
  if (length > max_length)
    g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT,
                 "The text of the value is longer than %" G_GSIZE_FORMAT " bytes", max_length);

  return length <= max_length;
}

/**
 * cookie_codec_encode:
 * @self: a codec
 * @key: the name of the cookie
 * @value: a value; a floating reference is consumed
 * @error: return location for a [error@Cookie.Error]
 *
 * Makes the text to send out of a value.
 *
 * Sets `COOKIE_ERROR_ILLEGAL_VALUE` for a value that the codec cannot write,
 * `COOKIE_ERROR_FAILED` if the codec failed without saying why, and whatever
 * else the codec sets.
 *
 * Returns: (transfer full): the coded text, in UTF-8
 *
 * Since: 1.0
 */
char *
cookie_codec_encode (CookieCodec  *self,
                     const char   *key,
                     GVariant     *value,
                     GError      **error)
{
  g_autoptr (GVariant) owned = NULL;
  GError *local_error = NULL;
  char *text;

  g_return_val_if_fail (COOKIE_IS_CODEC (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  owned = g_variant_ref_sink (value);
  text = COOKIE_CODEC_GET_IFACE (self)->encode (self, key, owned, &local_error);

  if (text == NULL && local_error == NULL)
    cookie_set_error_failed (&local_error, self, key);

  if (local_error != NULL)
    {
      g_clear_pointer (&text, g_free);
      g_propagate_error (error, local_error);
    }

  return text;
}

/**
 * cookie_codec_decode:
 * @self: a codec
 * @key: the name of the cookie
 * @text: the coded text, in UTF-8
 * @error: return location for a [error@Cookie.Error]
 *
 * Makes a value out of the text that was sent.
 *
 * Sets `COOKIE_ERROR_DECODE` for a text that the codec cannot read,
 * `COOKIE_ERROR_FAILED` if the codec failed without saying why, and whatever
 * else the codec sets.
 *
 * Returns: (transfer full): the value, never floating
 *
 * Since: 1.0
 */
GVariant *
cookie_codec_decode (CookieCodec  *self,
                     const char   *key,
                     const char   *text,
                     GError      **error)
{
  GError *local_error = NULL;
  GVariant *value;
  const char *end;

  g_return_val_if_fail (COOKIE_IS_CODEC (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!g_utf8_validate (text, -1, &end))
    {
      cookie_set_error_at (error, COOKIE_ERROR_DECODE, "A text must be UTF-8", text, strlen (text), end - text);
      return NULL;
    }

  value = COOKIE_CODEC_GET_IFACE (self)->decode (self, key, text, &local_error);
  if (value != NULL)
    g_variant_take_ref (value);
  else if (local_error == NULL)
    cookie_set_error_failed (&local_error, self, key);

  if (local_error != NULL)
    {
      g_clear_pointer (&value, g_variant_unref);
      g_propagate_error (error, local_error);
    }

  return value;
}
