/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-base-cookie-private.h"

#include "codecs/cookie-signed-codec-private.h"

/* Values that a header has signed by a key that is not the first any more. While a header is
 * loaded they are noted, three strings each: the key, the text, and the text under the first key.
 */

/* Decodes by a codec that signs. */
GVariant *
cookie_base_cookie_open (CookieBaseCookie  *self,
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

/* Gives the morsels that still have such a text the new one: that is a change, to be sent. */
void
cookie_base_cookie_renew (CookieBaseCookie *self,
                          GPtrArray        *rotated)
{
  for (guint i = 0; i < rotated->len; i += 3)
    {
      const char *key = rotated->pdata[i];
      CookieMorsel *morsel = cookie_base_cookie_get (self, key);

      if (morsel != NULL && g_str_equal (cookie_morsel_get_coded_value (morsel), rotated->pdata[i + 1]))
        cookie_base_cookie_set_coded (self, key, cookie_morsel_get_value (morsel), rotated->pdata[i + 2], NULL);
    }
}
