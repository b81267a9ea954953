/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Reads lines of texts in hexadecimal digits, and prints for each what a JsonCodec makes of it: the
 * text that it writes for the value, or `!` and the error code.
 */

#include <cookie-glib/cookie-glib.h>

#include <stdio.h>
#include <string.h>

static char *
read_hex (const char *digits)
{
  const gsize length = strlen (digits) / 2;
  char *text = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    text[i] = g_ascii_xdigit_value (digits[2 * i]) << 4 | g_ascii_xdigit_value (digits[2 * i + 1]);
  text[length] = '\0';

  return text;
}

int
main (void)
{
  g_autoptr (CookieCodec) codec = COOKIE_CODEC (cookie_json_codec_new ());
  g_autoptr (GEnumClass) codes = g_type_class_ref (COOKIE_TYPE_ERROR);
  char line[65536];

  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_autofree char *text = read_hex (g_strchomp (line));
      g_autoptr (GError) error = NULL;
      g_autoptr (GVariant) value = cookie_codec_decode (codec, "fig", text, &error);
      g_autofree char *again = value != NULL ? cookie_codec_encode (codec, "fig", value, &error) : NULL;

      if (again != NULL)
        puts (again);
      else
        printf ("!%s\n", g_enum_get_value (codes, error->code)->value_nick);
    }

  return 0;
}
