/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A request as it comes from the wire, through a server of libsoup whose handler makes every call that a
 * server makes. The first byte chooses the profile and the codec; the rest is the header section, after a
 * request line and a Host field.
 */

#include "fuzz.h"

#include <cookie-glib/cookie-glib-soup.h>

#include <string.h>

static guint8 choice;

/* Each field alone, and of two cookies of one name the first. */
static void
check_first_wins (CookieBaseCookie   *cookie,
                  SoupMessageHeaders *headers)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  SoupMessageHeadersIter iter;
  const char *field_name, *value;

  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &field_name, &value))
    {
      g_autoptr (CookieBaseCookie) field = cookie_simple_cookie_new ();

      if (g_ascii_strcasecmp (field_name, "Cookie") != 0)
        continue;

      g_assert_true (cookie_base_cookie_load (field, value, NULL));
      for (guint i = 0; i < cookie_base_cookie_get_size (field); i++)
        {
          const char *name = cookie_base_cookie_get_nth_name (field, i);

          if (g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
            continue;
          g_assert_cmpstr (cookie_base_cookie_get_nth_name (cookie, names->len), ==, name);
          g_assert_cmpstr (cookie_base_cookie_get_coded_value (cookie, name), ==,
                           cookie_base_cookie_get_coded_value (field, name));
          g_ptr_array_add (names, g_strdup (name));
        }
    }

  g_assert_cmpuint (names->len, ==, cookie_base_cookie_get_size (cookie));
}

static void
check_response (SoupMessageHeaders *headers,
                GUri               *origin,
                guint               n_fields)
{
  g_autoptr (GPtrArray) morsels = cookie_soup_get_morsels (headers);
  g_autoptr (GPtrArray) diagnostics = cookie_soup_diagnose_headers (headers, origin);

  g_assert_cmpuint (morsels->len, <=, n_fields);
  fuzz_check_diagnostics (diagnostics, G_MAXUINT);
  for (guint i = 0; i < morsels->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SoupCookie) soup_cookie = cookie_soup_morsel_to_cookie (morsels->pdata[i], origin, &error);
      g_autoptr (CookieMorsel) back = NULL;

      fuzz_check_morsel (morsels->pdata[i]);
      fuzz_check_error (soup_cookie != NULL, error);
      if (soup_cookie == NULL)
        continue;
      back = cookie_soup_morsel_from_cookie (soup_cookie);
      g_assert_cmpstr (cookie_morsel_get_key (back), ==, cookie_morsel_get_key (morsels->pdata[i]));
      g_assert_cmpstr (cookie_morsel_get_coded_value (back), ==, cookie_morsel_get_coded_value (morsels->pdata[i]));
    }
}

static void
handle_cb (SoupServer        *server,
           SoupServerMessage *msg,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  SoupMessageHeaders *request = soup_server_message_get_request_headers (msg);
  SoupMessageHeaders *response = soup_server_message_get_response_headers (msg);
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  g_autoptr (CookieCodec) codec = choice >= 3 ? fuzz_choose_codec (choice / 3) : NULL;
  g_autoptr (GUri) origin = cookie_soup_get_origin (msg, choice % 4);
  g_autoptr (GError) error = NULL;
  gboolean loaded;
  guint n_fields;

  /* no browser has sent a Host that no host has */
  if (origin == NULL)
    {
      soup_server_message_set_status (msg, SOUP_STATUS_BAD_REQUEST, NULL);
      return;
    }
  g_assert_true (g_str_equal (g_uri_get_scheme (origin), "http") || g_str_equal (g_uri_get_scheme (origin), "https"));
  g_assert_cmpstr (g_uri_get_host (origin), !=, "");
  for (const char *p = g_uri_get_host (origin); *p != '\0'; p++)
    g_assert_true (g_ascii_isalnum (*p) || strchr ("-_.:%", *p) != NULL);

  cookie_base_cookie_set_profile (cookie, choice % 3);
  if (choice >= 3)
    cookie_base_cookie_set_codec (cookie, codec);
  loaded = cookie_soup_load_headers (cookie, request, &error);
  fuzz_check_error (loaded, error);
  if (!loaded)
    g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 0);
  fuzz_check_cookie (cookie);
  if (loaded && choice == COOKIE_PROFILE_RFC6265)
    check_first_wins (cookie, request);

  /* everything is sent again, and something new */
  for (guint i = 0; i < cookie_base_cookie_get_size (cookie); i++)
    {
      g_autofree char *name = g_strdup (cookie_base_cookie_get_nth_name (cookie, i));

      if (i % 2 == 0)
        cookie_base_cookie_touch (cookie, name, NULL);
      else
        cookie_base_cookie_expire (cookie, name, NULL);
    }
  cookie_base_cookie_set (cookie, "new", g_variant_new_string ("value"), NULL);

  soup_server_message_set_status (msg, SOUP_STATUS_OK, NULL);
  n_fields = cookie_soup_append_changes (cookie, response);
  g_assert_false (cookie_base_cookie_get_has_changes (cookie));
  if (n_fields > 0)
    g_assert_cmpstr (soup_message_headers_get_one (response, "Vary"), ==, "Cookie");
  check_response (response, origin, n_fields);
}

/* libsoup 3.2 leaks the path of a request whose framing it refuses. */
static gboolean
has_framing (const guint8 *data,
             gsize         size)
{
  g_autofree char *text = g_ascii_strdown ((const char *) data, size);

  return g_strstr_len (text, size, "transfer-encoding") != NULL || g_strstr_len (text, size, "content-length") != NULL;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static SoupServer *server;
  g_autoptr (GByteArray) request = g_byte_array_new ();
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (server == NULL)
    {
      server = soup_server_new (NULL, NULL);
      soup_server_add_handler (server, NULL, handle_cb, NULL, NULL);
    }

  choice = fuzz_take_byte (&data, &size);
  if (has_framing (data, size))
    return 0;

  g_byte_array_append (request, (const guint8 *) "GET / HTTP/1.1\r\nHost: a.example\r\n", 33);
  g_byte_array_append (request, data, size);
  g_byte_array_append (request, (const guint8 *) "\r\n\r\n", 4);

  bytes = g_bytes_new (request->data, request->len);
  input = g_memory_input_stream_new_from_bytes (bytes);
  stream = g_simple_io_stream_new (input, output);
  address = g_inet_socket_address_new_from_string ("127.0.0.1", 80);
  g_assert_true (soup_server_accept_iostream (server, stream, address, address, NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  soup_server_disconnect (server);
  while (g_main_context_iteration (NULL, FALSE))
    ;

  return 0;
}
