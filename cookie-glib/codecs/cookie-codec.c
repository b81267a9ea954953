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

/* Sets @error to that of an override; also if it has returned nothing, and not said why. */
static void
propagate (gpointer     override,
           const char  *key,
           GError      *own_error,
           GError     **error)
{
  g_autofree char *shown = NULL;

  if (own_error != NULL)
    {
      g_propagate_error (error, own_error);
      return;
    }

  shown = cookie_text_for_message (key, strlen (key));
  g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_FAILED,
               "%s failed for the cookie “%s”, and did not say why", G_OBJECT_TYPE_NAME (override), shown);
}

/* What an override made of the value of the cookie @key, and the error that it set: the text,
 * or `NULL` with @error set.
 */
char *
cookie_codec_take_text (gpointer     override,
                        const char  *key,
                        char        *text,
                        GError      *own_error,
                        GError     **error)
{
  if (text != NULL && own_error == NULL)
    return text;

  propagate (override, key, own_error, error);
  g_free (text);

  return NULL;
}

/* The same for a value, which is not floating then. */
GVariant *
cookie_codec_take_value (gpointer     override,
                         const char  *key,
                         GVariant    *value,
                         GError      *own_error,
                         GError     **error)
{
  g_autoptr (GVariant) owned = value != NULL ? g_variant_take_ref (value) : NULL;

  if (owned != NULL && own_error == NULL)
    return g_steal_pointer (&owned);

  propagate (override, key, own_error, error);

  return NULL;
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
  GError *own_error = NULL;
  char *text;

  g_return_val_if_fail (COOKIE_IS_CODEC (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  owned = g_variant_ref_sink (value);
  text = COOKIE_CODEC_GET_IFACE (self)->encode (self, key, owned, &own_error);

  return cookie_codec_take_text (self, key, text, own_error, error);
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
  GError *own_error = NULL;
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

  value = COOKIE_CODEC_GET_IFACE (self)->decode (self, key, text, &own_error);

  return cookie_codec_take_value (self, key, value, own_error, error);
}
