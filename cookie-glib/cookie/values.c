/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "values.h"

#include "codecs/cookie-codec-private.h"
#include "codecs/cookie-signed-codec-private.h"
#include "cookie-base-cookie-private.h"

/* Values and their text: the defaults of the virtual functions, and the wrappers that call them. */

char *
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

/* Decodes a signed value. A load notes those that a key other than the first has signed, three
 * strings each: the name, the text, and the text under the first key.
 */
static GVariant *
open_signed (CookieBaseCookie  *self,
             const char        *key,
             const char        *coded_value,
             GError           **error)
{
  CookieBaseCookiePrivate *priv = cookie_base_cookie_get_private (self);
  g_autofree char *resealed = NULL;
  GVariant *value = cookie_signed_codec_open (priv->signed_codec, key, coded_value, &resealed, error);

  if (resealed != NULL && priv->rotated != NULL)
    {
      g_ptr_array_add (priv->rotated, g_strdup (key));
      g_ptr_array_add (priv->rotated, g_strdup (coded_value));
      g_ptr_array_add (priv->rotated, g_steal_pointer (&resealed));
    }

  return value;
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
    return open_signed (self, key, coded_value, error);
  if (codec != NULL)
    return cookie_codec_decode (codec, key, coded_value, error);

  return g_variant_ref_sink (g_variant_new_string (coded_value));
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
