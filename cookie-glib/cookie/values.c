/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "values.h"

#include "call.h"
#include "codecs/cookie-codec-private.h"
#include "codecs/name.h"
#include "cookie-base-cookie-private.h"
#include "cookie-error-private.h"

/* Values and their text: the defaults of the virtual functions, and the wrappers that call them. */

/* How often a value is sealed whose secret has gone when it is read back */
#define MAX_TRIES 3

char *
cookie_base_cookie_real_value_encode (CookieBaseCookie  *self,
                                      const char        *name,
                                      GVariant          *value,
                                      GError           **error)
{
  g_autoptr (CookieCodec) codec = NULL;

  /* a codec may replace itself in its own call */
  if (g_set_object (&codec, cookie_base_cookie_get_private (self)->codec))
    return cookie_codec_encode (codec, name, value, error);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return g_variant_dup_string (value, NULL);

  return g_variant_print (value, FALSE);
}

GVariant *
cookie_base_cookie_real_value_decode (CookieBaseCookie  *self,
                                      const char        *name,
                                      const char        *coded_value,
                                      GError           **error)
{
  g_autoptr (CookieCodec) codec = NULL;

  if (g_set_object (&codec, cookie_base_cookie_get_private (self)->codec))
    return cookie_codec_decode (codec, name, coded_value, error);

  return g_variant_ref_sink (g_variant_new_string (coded_value));
}

/* The codec that the schema has for a name, which comes before an override. */
static CookieCodec *
get_schema_codec (CookieBaseCookie *self,
                  const char       *name)
{
  CookieSchema *schema = cookie_base_cookie_get_private (self)->schema;

  return schema != NULL ? cookie_schema_lookup_codec (schema, name) : NULL;
}

/**
 * cookie_base_cookie_value_encode: (virtual value_encode)
 * @self: a cookie dictionary
 * @name: the name of the cookie
 * @value: a value; a floating reference is consumed
 * @error: return location for a [error@Cookie.Error]
 *
 * Converts a value to the text that is sent.
 *
 * The codec that the [property@Cookie.BaseCookie:schema] has for the name does so;
 * without one, the virtual function.
 *
 * Sets `COOKIE_ERROR_FAILED` if an override failed without an error, and any other
 * error of the override or the codec, see [method@Cookie.Codec.encode].
 *
 * Returns: (transfer full): the coded value
 *
 * Since: 1.0
 */
char *
cookie_base_cookie_value_encode (CookieBaseCookie  *self,
                                 const char        *name,
                                 GVariant          *value,
                                 GError           **error)
{
  g_autoptr (CookieCall) call = NULL;
  g_autoptr (CookieCodec) codec = NULL;
  g_autoptr (GVariant) owned = NULL;
  g_autofree char *own_name = NULL; /* the caller's may belong to the dictionary */
  GError *own_error = NULL;
  char *coded;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  call = cookie_call_begin (self);
  owned = g_variant_ref_sink (value);
  own_name = g_strdup (name);
  if (g_set_object (&codec, get_schema_codec (self, own_name)))
    coded = cookie_codec_encode (codec, own_name, owned, &own_error);
  else
    coded = COOKIE_BASE_COOKIE_GET_CLASS (self)->value_encode (self, own_name, owned, &own_error);

  return cookie_codec_take_text (self, own_name, coded, own_error, error);
}

/* Decodes texts that are not part of the dictionary. */
GVariant *
cookie_values_decode (CookieBaseCookie  *self,
                      const char        *name,
                      const char        *coded_value,
                      GError           **error)
{
  g_autoptr (CookieCall) call = cookie_call_begin (self);
  g_autoptr (CookieCodec) codec = NULL;
  GError *own_error = NULL;
  GVariant *value;

  if (g_set_object (&codec, get_schema_codec (self, name)))
    value = cookie_codec_decode (codec, name, coded_value, &own_error);
  else
    value = COOKIE_BASE_COOKIE_GET_CLASS (self)->value_decode (self, name, coded_value, &own_error);

  return cookie_codec_take_value (self, name, value, own_error, error);
}

/**
 * cookie_base_cookie_value_decode: (virtual value_decode)
 * @self: a cookie dictionary
 * @name: the name of the cookie
 * @coded_value: the text as received
 * @error: return location for a [error@Cookie.Error]
 *
 * Converts the text that was received to a value.
 *
 * The codec that the [property@Cookie.BaseCookie:schema] has for the name does so;
 * without one, the virtual function.
 *
 * Sets `COOKIE_ERROR_FAILED` if an override failed without an error, and any other
 * error of the override or the codec, see [method@Cookie.Codec.decode].
 *
 * Returns: (transfer full): the value, never floating
 *
 * Since: 1.0
 */
GVariant *
cookie_base_cookie_value_decode (CookieBaseCookie  *self,
                                 const char        *name,
                                 const char        *coded_value,
                                 GError           **error)
{
  g_autofree char *own_name = NULL; /* the caller's may belong to the dictionary, */
  g_autofree char *own_coded = NULL; /* and so may this */

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (coded_value != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  own_name = g_strdup (name);
  own_coded = g_strdup (coded_value);

  return cookie_values_decode (self, own_name, own_coded, error);
}

/**
 * cookie_base_cookie_lookup_codec:
 * @self: a cookie dictionary
 * @name: the name of a cookie
 *
 * Gets the codec that converts the values of a cookie.
 *
 * That is the one of the [property@Cookie.BaseCookie:schema] or else the
 * [property@Cookie.BaseCookie:codec].
 *
 * Returns: (transfer none) (nullable): the codec; `NULL` if the text is the value
 *
 * Since: 1.0
 */
CookieCodec *
cookie_base_cookie_lookup_codec (CookieBaseCookie *self,
                                 const char       *name)
{
  CookieCodec *codec;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  codec = get_schema_codec (self, name);

  return codec != NULL ? codec : cookie_base_cookie_get_private (self)->codec;
}

static char *
encode_once (CookieBaseCookie  *self,
             const char        *name,
             GVariant          *value,
             GVariant         **real_value,
             GError           **error)
{
  g_autofree char *coded = cookie_base_cookie_value_encode (self, name, value, error);

  if (coded == NULL || !cookie_morsel_check_coded (name, coded, error))
    return NULL;

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    *real_value = g_variant_ref (value);
  else
    *real_value = cookie_values_decode (self, name, coded, error);

  return *real_value != NULL ? g_steal_pointer (&coded) : NULL;
}

/* The coded value of a value, and the value that is read back from it. Another thread may remove the
 * secret between the two: then it is sealed again, with the next one.
 */
char *
cookie_values_encode (CookieBaseCookie  *self,
                      const char        *name,
                      GVariant          *value,
                      GVariant         **real_value,
                      GError           **error)
{
  if (!cookie_name_check (name, error))
    return NULL;

  for (guint n_tries = 1; ; n_tries++)
    {
      GError *own_error = NULL;
      char *coded = encode_once (self, name, value, real_value, &own_error);

      if (coded != NULL)
        return coded;

      if (n_tries == MAX_TRIES || !g_error_matches (own_error, COOKIE_ERROR, COOKIE_ERROR_NO_KEY))
        {
          g_propagate_error (error, own_error);
          return NULL;
        }

      g_error_free (own_error);
    }
}
