/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-string-codec.h"

#include "cookie-error-private.h"
#include "core/quote.h"

#include <string.h>

/**
 * CookieStringCodec:
 *
 * A codec for strings, as `SimpleCookie` of Python writes and reads them.
 *
 * A string that is a legal cookie name is sent unchanged. Any other string is sent
 * between double quotes, with characters that a header cannot hold escaped: `a;b` is
 * sent as `"a\073b"`, and the bytes of `é` as `"\303\251"`. A value of another type
 * is sent as [method@GLib.Variant.print] prints it, and is read as a string.
 *
 * ```c
 * g_autoptr (CookieCodec) codec = COOKIE_CODEC (cookie_string_codec_new ());
 * g_autofree char *text = NULL;
 *
 * text = cookie_codec_encode (codec, "theme",
 *                             g_variant_new_string ("dark; blue"), NULL);
 * g_print ("%s\n", text);
 * // "dark\073 blue"
 * ```
 *
 * Since: 1.0
 */
struct _CookieStringCodec
{
  GObject parent_instance;
};

static void codec_iface_init (CookieCodecInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CookieStringCodec, cookie_string_codec, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COOKIE_TYPE_CODEC, codec_iface_init))

/**
 * cookie_quote:
 * @text: a string in UTF-8
 *
 * Quotes a string as a string codec does.
 *
 * That is [class@Cookie.StringCodec]. A string that is a legal cookie name is returned
 * unchanged. Any other string is put between double quotes, with the characters escaped
 * that a header cannot hold.
 *
 * ```c
 * g_autofree char *text = cookie_quote ("double stuff");
 * // "double stuff"
 * ```
 *
 * Returns: (transfer full): the coded value
 *
 * Since: 1.0
 */
char *
cookie_quote (const char *text)
{
  GString *quoted;

  g_return_val_if_fail (text != NULL, NULL);

  if (!cookie_quote_is_needed (text, strlen (text)))
    return g_strdup (text);

  quoted = g_string_new (NULL);
  cookie_quote_append (quoted, text);

  return g_string_free (quoted, FALSE);
}

/**
 * cookie_unquote:
 * @coded_value: text as received, in UTF-8
 * @error: return location for a [error@Cookie.Error]
 *
 * Reads the string that [func@Cookie.quote] quoted.
 *
 * Text that is not between double quotes is returned unchanged. An escaped run of bytes
 * that is not UTF-8 is read as ISO-8859-1.
 *
 * Sets `COOKIE_ERROR_DECODE` for a string with the escape `\000`, and for text that is
 * not UTF-8.
 *
 * Returns: (transfer full): the string
 *
 * Since: 1.0
 */
char *
cookie_unquote (const char  *coded_value,
                GError     **error)
{
  gsize length, nul;
  const char *end;

  g_return_val_if_fail (coded_value != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  length = strlen (coded_value);
  if (!g_utf8_validate_len (coded_value, length, &end))
    {
      cookie_set_error_at (error, COOKIE_ERROR_DECODE, "A coded value must be UTF-8",
                           coded_value, length, end - coded_value);
      return NULL;
    }

  nul = cookie_quote_find_nul (coded_value, length);
  if (nul < length)
    {
      cookie_set_error_at (error, COOKIE_ERROR_DECODE, "A string cannot hold \\000",
                           coded_value, length, nul);
      return NULL;
    }

  return cookie_text_unquote (coded_value, length);
}

static char *
cookie_string_codec_encode (CookieCodec  *codec,
                            const char   *name,
                            GVariant     *value,
                            GError      **error)
{
  g_autofree char *printed = NULL;

  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    printed = g_variant_print (value, FALSE);

  return cookie_quote (printed != NULL ? printed : g_variant_get_string (value, NULL));
}

static GVariant *
cookie_string_codec_decode (CookieCodec  *codec,
                            const char   *name,
                            const char   *coded_value,
                            GError      **error)
{
  char *text = cookie_unquote (coded_value, error);

  return text != NULL ? g_variant_new_take_string (text) : NULL;
}

static const GVariantType *
cookie_string_codec_get_value_type (CookieCodec *codec)
{
  return G_VARIANT_TYPE_STRING;
}

static void
codec_iface_init (CookieCodecInterface *iface)
{
  iface->encode = cookie_string_codec_encode;
  iface->decode = cookie_string_codec_decode;
  iface->get_value_type = cookie_string_codec_get_value_type;
}

static void
cookie_string_codec_class_init (CookieStringCodecClass *klass)
{
}

static void
cookie_string_codec_init (CookieStringCodec *self)
{
}

/**
 * cookie_string_codec_new:
 *
 * Creates a codec for strings.
 *
 * Returns: (transfer full): a new codec
 *
 * Since: 1.0
 */
CookieStringCodec *
cookie_string_codec_new (void)
{
  return g_object_new (COOKIE_TYPE_STRING_CODEC, NULL);
}
