/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Reads `Cookie` header fields, from the arguments or else a line each from standard input. Prints the
 * cookies in each with their attributes, and the `Set-Cookie` fields that set them. The header fields
 * are those of the manual of Python's http.cookies, so they are read by its rules. */

#include <cookie-glib/cookie-glib.h>

#include <stdlib.h>

static const char * const attributes[] = {
  "comment", "domain", "expires", "httponly", "max-age", "partitioned",
  "path", "priority", "samesite", "secure", "version",
};

static char *
to_text (GVariant *value)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return g_variant_dup_string (value, NULL);

  return g_variant_print (value, FALSE);
}

static void
print_morsel (CookieMorsel *morsel)
{
  g_autofree char *text = to_text (cookie_morsel_get_value (morsel));

  g_print ("  %s = %s\n", cookie_morsel_get_key (morsel), text);

  for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      g_autoptr (GVariant) value = cookie_morsel_get_attribute (morsel, attributes[i]);
      g_autofree char *attribute = NULL;

      if (value == NULL)
        continue;

      if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
        {
          g_print ("      %s\n", attributes[i]);
          continue;
        }

      attribute = to_text (value);
      g_print ("      %s: %s\n", attributes[i], attribute);
    }
}

static gboolean
print_header (const char  *header,
              GError     **error)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autofree char *lines = NULL;

  cookie_base_cookie_set_profile (cookie, COOKIE_PROFILE_PYTHON);
  if (!cookie_base_cookie_load (cookie, header, error))
    return FALSE;

  g_print ("Cookie: %s\n", header);

  for (guint i = 0; i < cookie_base_cookie_get_size (cookie); i++)
    {
      g_autoptr (CookieMorsel) morsel = g_list_model_get_item (G_LIST_MODEL (cookie), i);

      print_morsel (morsel);
    }

  lines = cookie_base_cookie_output (cookie, NULL, NULL, "\n");
  g_print ("%s\n\n", lines);

  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  g_auto (GStrv) lines = NULL;
  char **headers = argv + 1;
  g_autoptr (GError) error = NULL;

  if (argc == 1)
    {
      g_autofree char *text = NULL;

      if (!g_file_get_contents ("/dev/stdin", &text, NULL, &error))
        {
          g_printerr ("cookies: %s\n", error->message);
          return EXIT_FAILURE;
        }

      headers = lines = g_strsplit (g_strchomp (text), "\n", -1);
    }

  for (gsize i = 0; headers[i] != NULL; i++)
    {
      if (!print_header (headers[i], &error))
        {
          g_printerr ("cookies: %s\n", error->message);
          return EXIT_FAILURE;
        }
    }

  return EXIT_SUCCESS;
}
