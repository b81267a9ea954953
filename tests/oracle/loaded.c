/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Reads lines of headers in hexadecimal digits, those of one cookie separated by
 * spaces, and prints for each line what a SimpleCookie makes of them:
 *
 *   (error code | "ok") output { name value coded-value { attribute=value } }
 *
 * Fields are separated by tabs, texts are in hexadecimal digits, and each
 * morsel begins with a field `morsel`.
 */

#include <cookie-glib/cookie-glib.h>

#include <stdio.h>
#include <string.h>

static const char * const attributes[] = {
  "comment", "domain", "expires", "httponly", "max-age", "partitioned", "path", "priority", "samesite",
  "secure", "version",
};

static void
print_hex (const char *text)
{
  putchar ('\t');
  for (; *text != '\0'; text++)
    printf ("%02x", (guint8) *text);
}

static char *
read_hex (const char *digits)
{
  gsize length = strlen (digits) / 2;
  char *text = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    text[i] = g_ascii_xdigit_value (digits[2 * i]) << 4 | g_ascii_xdigit_value (digits[2 * i + 1]);
  text[length] = '\0';

  return text;
}

int
main (void)
{
  char line[65536];

  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_autoptr (CookieBaseCookie) cookie = g_object_new (COOKIE_TYPE_SIMPLE_COOKIE, "profile", COOKIE_PROFILE_PYTHON, NULL);
      g_auto (GStrv) headers = g_strsplit (g_strchomp (line), " ", -1);
      g_auto (GStrv) names = NULL;
      g_autofree char *output = NULL;
      g_autoptr (GError) error = NULL;

      for (gsize i = 0; headers[i] != NULL && error == NULL; i++)
        {
          g_autofree char *header = read_hex (headers[i]);

          cookie_base_cookie_load (cookie, header, &error);
        }

      if (error != NULL)
        printf ("%d", error->code);
      else
        printf ("ok");

      output = cookie_base_cookie_output (cookie, NULL, NULL, NULL);
      print_hex (output);

      names = cookie_base_cookie_get_names (cookie);
      for (gsize i = 0; names[i] != NULL; i++)
        {
          CookieMorsel *morsel = cookie_base_cookie_get (cookie, names[i]);

          printf ("\tmorsel");
          print_hex (names[i]);
          print_hex (g_variant_get_string (cookie_morsel_get_value (morsel), NULL));
          print_hex (cookie_morsel_get_coded_value (morsel));

          for (gsize j = 0; j < G_N_ELEMENTS (attributes); j++)
            {
              g_autoptr (GVariant) value = cookie_morsel_get_attribute (morsel, attributes[j]);

              if (value == NULL)
                continue;

              printf ("\t%s", attributes[j]);
              if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
                printf ("\ttrue");
              else
                print_hex (g_variant_get_string (value, NULL));
            }
        }

      putchar ('\n');
    }

  return 0;
}
