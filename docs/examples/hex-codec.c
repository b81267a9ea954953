/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A codec in C: arrays of bytes are sent as hexadecimal digits. */

#include <cookie-glib/cookie-glib.h>

#include <locale.h>
#include <string.h>

#define HEX_TYPE_CODEC (hex_codec_get_type ())
G_DECLARE_FINAL_TYPE (HexCodec, hex_codec, HEX, CODEC, GObject)

struct _HexCodec
{
  GObject parent_instance;
};

static char *
hex_codec_encode (CookieCodec  *codec,
                  const char   *name,
                  GVariant     *value,
                  GError      **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const guint8 *bytes;
  gsize length;

  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_BYTESTRING))
    {
      g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_VALUE, "%s: not an array of bytes", name);
      return NULL;
    }

  bytes = g_variant_get_fixed_array (value, &length, sizeof *bytes);
  for (gsize i = 0; i < length; i++)
    g_string_append_printf (text, "%02x", bytes[i]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GVariant *
hex_codec_decode (CookieCodec  *codec,
                  const char   *name,
                  const char   *coded_value,
                  GError      **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (const char *p = coded_value; *p != '\0'; p += 2)
    {
      const int high = g_ascii_xdigit_value (p[0]);
      const int low = high >= 0 ? g_ascii_xdigit_value (p[1]) : -1;
      const guint8 byte = (high & 0xf) << 4 | (low & 0xf);

      if (low < 0)
        {
          g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_DECODE,
                       "No hexadecimal digits at byte %" G_GSIZE_FORMAT, (gsize) (p - coded_value));
          return NULL;
        }

      g_byte_array_append (bytes, &byte, 1);
    }

  return g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, bytes->data, bytes->len, 1);
}

/* A language converts its own bytes to this type. */
static const GVariantType *
hex_codec_get_value_type (CookieCodec *codec)
{
  return G_VARIANT_TYPE_BYTESTRING;
}

static void
codec_iface_init (CookieCodecInterface *iface)
{
  iface->encode = hex_codec_encode;
  iface->decode = hex_codec_decode;
  iface->get_value_type = hex_codec_get_value_type;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (HexCodec, hex_codec, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COOKIE_TYPE_CODEC, codec_iface_init))

static void
hex_codec_class_init (HexCodecClass *klass)
{
}

static void
hex_codec_init (HexCodec *self)
{
}

int
main (void)
{
  g_autoptr (CookieCodec) codec = g_object_new (HEX_TYPE_CODEC, NULL);
  g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
  g_autoptr (CookieBaseCookie) again = cookie_base_cookie_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL, *header = NULL, *printed = NULL;

  setlocale (LC_ALL, "");

  cookie_base_cookie_set_codec (cookie, codec);
  if (!cookie_base_cookie_set (cookie, "colour", g_variant_new_parsed ("[byte 0xff, 0x80, 0x40]"), &error))
    g_error ("%s", error->message);
  output = cookie_base_cookie_output (cookie, NULL, NULL, NULL);
  g_print ("%s\n", output);

  header = cookie_base_cookie_to_cookie_header (cookie);
  cookie_base_cookie_set_codec (again, codec);
  if (!cookie_base_cookie_load (again, header, &error))
    g_error ("%s", error->message);
  printed = g_variant_print (cookie_morsel_get_value (cookie_base_cookie_get (again, "colour")), FALSE);
  g_print ("%s\n", printed);

  if (cookie_codec_decode (codec, "colour", "red", &error) == NULL)
    g_print ("%s\n", error->message);

  return 0;
}
