/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-codec-private.h"

#include "cookie-error-private.h"
#include "core/text.h"

#include <string.h>

/**
 * CookieCodec:
 *
 * An interface for the conversion of values to the text of a cookie, and back.
 *
 * Set a codec as the [property@Cookie.BaseCookie:codec] of a cookie dictionary. Both
 * directions get the name of the cookie, so a codec can bind a value to it.
 *
 * A codec is configured when it is constructed and constant from then on, so threads
 * can share it.
 *
 * ```c
 * g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
 * g_autoptr (CookieCodec) codec = COOKIE_CODEC (cookie_percent_codec_new ());
 *
 * cookie_base_cookie_set_codec (cookie, codec);
 * cookie_base_cookie_set_string (cookie, "theme", "dark; blue", NULL);
 * g_print ("%s\n", cookie_base_cookie_get_coded_value (cookie, "theme"));
 * // dark%3B%20blue
 * ```
 *
 * Since: 1.0
 */
G_DEFINE_INTERFACE (CookieCodec, cookie_codec, G_TYPE_OBJECT)

/* The errors of a codec that implements one direction only. */

static char *
cookie_codec_real_encode (CookieCodec  *self,
                          const char   *name,
                          GVariant     *value,
                          GError      **error)
{
  g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_FAILED, "%s cannot encode", G_OBJECT_TYPE_NAME (self));

  return NULL;
}

static GVariant *
cookie_codec_real_decode (CookieCodec  *self,
                          const char   *name,
                          const char   *text,
                          GError      **error)
{
  g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_FAILED, "%s cannot decode", G_OBJECT_TYPE_NAME (self));

  return NULL;
}

static const GVariantType *
cookie_codec_real_get_value_type (CookieCodec *self)
{
  return NULL;
}

static char *
cookie_codec_real_renew (CookieCodec *self,
                         const char  *name,
                         const char  *coded_value)
{
  return NULL;
}

static int
cookie_codec_real_get_remaining_lifetime (CookieCodec *self,
                                          const char  *name,
                                          const char  *coded_value)
{
  return -1;
}

static void
cookie_codec_default_init (CookieCodecInterface *iface)
{
  iface->encode = cookie_codec_real_encode;
  iface->decode = cookie_codec_real_decode;
  iface->get_value_type = cookie_codec_real_get_value_type;
  iface->renew = cookie_codec_real_renew;
  iface->get_remaining_lifetime = cookie_codec_real_get_remaining_lifetime;
}

/* Whether the codec implements renew (). */
gboolean
cookie_codec_renews (CookieCodec *self)
{
  return COOKIE_CODEC_GET_IFACE (self)->renew != cookie_codec_real_renew;
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

/* Sets @error to that of an override, or to FAILED if it has none. */
static void
propagate (gpointer     override,
           const char  *name,
           GError      *own_error,
           GError     **error)
{
  if (own_error == NULL)
    own_error = g_error_new (COOKIE_ERROR, COOKIE_ERROR_FAILED, "%s failed without an error", G_OBJECT_TYPE_NAME (override));
  else if (*own_error->message == '\0')
    g_prefix_error (&own_error, "%s failed without a message", G_OBJECT_TYPE_NAME (override));

  cookie_error_set_name (own_error, name);
  g_propagate_error (error, own_error);
}

/* Checks what an override returned for the cookie @name: text without an error, or an error. */
char *
cookie_codec_take_text (gpointer     override,
                        const char  *name,
                        char        *text,
                        GError      *own_error,
                        GError     **error)
{
  if (text != NULL && own_error == NULL)
    return text;

  propagate (override, name, own_error, error);
  g_free (text);

  return NULL;
}

/* The same for a value, which is not floating then. */
GVariant *
cookie_codec_take_value (gpointer     override,
                         const char  *name,
                         GVariant    *value,
                         GError      *own_error,
                         GError     **error)
{
  g_autoptr (GVariant) owned = value != NULL ? g_variant_take_ref (value) : NULL;

  if (owned != NULL && own_error == NULL)
    return g_steal_pointer (&owned);

  propagate (override, name, own_error, error);

  return NULL;
}

/**
 * cookie_codec_encode:
 * @self: a codec
 * @name: the name of the cookie
 * @value: a value; a floating reference is consumed
 * @error: return location for a [error@Cookie.Error]
 *
 * Converts a value to text.
 *
 * Sets `COOKIE_ERROR_ILLEGAL_VALUE` for a value that the codec cannot write,
 * `COOKIE_ERROR_LIMIT` if the text is too long, `COOKIE_ERROR_NO_KEY` if the codec
 * needs a secret and has none, `COOKIE_ERROR_FAILED` if the codec failed without an
 * error, and any other error of the codec.
 *
 * Returns: (transfer full): the coded value, in UTF-8
 *
 * Since: 1.0
 */
char *
cookie_codec_encode (CookieCodec  *self,
                     const char   *name,
                     GVariant     *value,
                     GError      **error)
{
  g_autoptr (CookieCodec) kept = NULL; /* an implementation may drop the last reference */
  g_autoptr (GVariant) owned = NULL;
  GError *own_error = NULL;
  char *text;

  g_return_val_if_fail (COOKIE_IS_CODEC (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  kept = g_object_ref (self);
  owned = g_variant_ref_sink (value);
  text = COOKIE_CODEC_GET_IFACE (self)->encode (self, name, owned, &own_error);

  return cookie_codec_take_text (self, name, text, own_error, error);
}

/**
 * cookie_codec_decode:
 * @self: a codec
 * @name: the name of the cookie
 * @coded_value: the text as received, in UTF-8
 * @error: return location for a [error@Cookie.Error]
 *
 * Converts text to a value.
 *
 * Sets `COOKIE_ERROR_DECODE` for text that the codec cannot read,
 * `COOKIE_ERROR_LIMIT` for text that is too long, `COOKIE_ERROR_UNAUTHENTIC`,
 * `COOKIE_ERROR_EXPIRED`, `COOKIE_ERROR_NO_KEY` and `COOKIE_ERROR_NOT_SEALED` for text
 * that is not properly sealed, `COOKIE_ERROR_FAILED` if the codec failed without an
 * error, and any other error of the codec.
 *
 * Returns: (transfer full): the value, never floating
 *
 * Since: 1.0
 */
GVariant *
cookie_codec_decode (CookieCodec  *self,
                     const char   *name,
                     const char   *coded_value,
                     GError      **error)
{
  g_autoptr (CookieCodec) kept = NULL; /* an implementation may drop the last reference */
  GError *own_error = NULL;
  GVariant *value;
  gsize length;
  const char *end;

  g_return_val_if_fail (COOKIE_IS_CODEC (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (coded_value != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  length = strlen (coded_value);
  if (!cookie_text_is_utf8 (coded_value, length))
    {
      g_utf8_validate_len (coded_value, length, &end);
      cookie_set_error_at (error, COOKIE_ERROR_DECODE, "A coded value must be UTF-8",
                           coded_value, length, end - coded_value);
      return NULL;
    }

  kept = g_object_ref (self);
  value = COOKIE_CODEC_GET_IFACE (self)->decode (self, name, coded_value, &own_error);

  return cookie_codec_take_value (self, name, value, own_error, error);
}

/**
 * cookie_codec_get_value_type:
 * @self: a codec
 *
 * Gets the type of the values that the codec converts.
 *
 * Language bindings ask for it to convert a native value to a `GVariant`. A codec
 * that wraps another returns the type of the inner codec.
 *
 * Returns: (transfer none) (nullable): the type; `NULL` if values can have any type
 *
 * Since: 1.0
 */
const GVariantType *
cookie_codec_get_value_type (CookieCodec *self)
{
  g_return_val_if_fail (COOKIE_IS_CODEC (self), NULL);

  return COOKIE_CODEC_GET_IFACE (self)->get_value_type (self);
}

/**
 * cookie_codec_renew:
 * @self: a codec
 * @name: the name of the cookie
 * @coded_value: text that [method@Cookie.Codec.decode] accepts, in UTF-8
 *
 * Renews text, such as a value that an older secret sealed.
 *
 * The new text decodes to the same value and has the same age. A codec that wraps
 * another renews the inner text as well. A cookie dictionary keeps the old text if the
 * new one is the same, or if it contains a control character or a semicolon.
 *
 * Returns: (transfer full) (nullable): the new coded value; `NULL` if there is
 *   nothing to renew, for example if the current secret sealed @coded_value
 *
 * Since: 1.0
 */
char *
cookie_codec_renew (CookieCodec *self,
                    const char  *name,
                    const char  *coded_value)
{
  g_return_val_if_fail (COOKIE_IS_CODEC (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (coded_value != NULL, NULL);

  return COOKIE_CODEC_GET_IFACE (self)->renew (self, name, coded_value);
}

/**
 * cookie_codec_get_remaining_lifetime:
 * @self: a codec
 * @name: the name of the cookie
 * @coded_value: text of the cookie, in UTF-8
 *
 * Gets how long a coded value can still be decoded.
 *
 * A cookie dictionary with a [class@Cookie.Schema] sends a value that was sealed again
 * with this `Max-Age`, if that is less than the one of the schema.
 *
 * Returns: the time in seconds, from 0 to `G_MAXINT`; -1 if there is no limit, or if the
 *   codec cannot decode the text, as one whose time is over
 *
 * Since: 1.0
 */
int
cookie_codec_get_remaining_lifetime (CookieCodec *self,
                                     const char  *name,
                                     const char  *coded_value)
{
  g_return_val_if_fail (COOKIE_IS_CODEC (self), -1);
  g_return_val_if_fail (name != NULL, -1);
  g_return_val_if_fail (coded_value != NULL, -1);

  return COOKIE_CODEC_GET_IFACE (self)->get_remaining_lifetime (self, name, coded_value);
}
