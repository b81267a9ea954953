/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* login-server PORT SECRET [CERTIFICATE KEY]: a server that knows who has logged in. The name is in a signed
 * cookie. SECRET is a file with the secret that signs. SECRET.old, if it is there, verifies too. After SIGHUP both
 * are read again; SIGINT and SIGTERM end the server. With a certificate, the server uses TLS; without, a proxy has
 * to, or the browser is on this machine. */

#include <cookie-glib/cookie-glib-soup.h>
#include <glib-unix.h>

#include <stdlib.h>

#define SID "__Host-sid"
#define LIFETIME 3600 /* seconds */

#define LOGIN \
  "<!DOCTYPE html>\n<title>Login</title>\n" \
  "<form method=post action=/login><input name=name placeholder=\"Your name\"><button>Log in</button></form>\n"
#define HELLO \
  "<!DOCTYPE html>\n<title>Login</title>\n<p>Hello, %s!</p>\n" \
  "<form method=post action=/logout><button>Log out</button></form>\n"

static const char *secret_file;
static CookieSchema *site;

static gboolean
append_secret (CookieKeyring  *keyring,
               const char     *file,
               GError        **error)
{
  g_autoptr (GBytes) secret = cookie_keyring_load_secret (file, error);

  return secret != NULL && cookie_keyring_append (keyring, secret, error);
}

/* What the cookies of the site are. */
static CookieSchema *
load_site (GError **error)
{
  g_autoptr (CookieSchema) schema = cookie_schema_new ();
  g_autoptr (CookieKeyring) keyring = cookie_keyring_new ();
  g_autoptr (CookieSignedCodec) codec = cookie_signed_codec_new (COOKIE_CODEC (cookie_string_codec_new ()), keyring,
                                                                 "session", LIFETIME);
  g_autoptr (CookieMorsel) session = cookie_morsel_new ();
  g_autofree char *old_file = g_strconcat (secret_file, ".old", NULL);

  if (!append_secret (keyring, secret_file, error))
    return NULL;
  if (g_file_test (old_file, G_FILE_TEST_EXISTS) && !append_secret (keyring, old_file, error))
    return NULL;

  cookie_morsel_set_path (session, "/");
  cookie_morsel_set_secure (session, TRUE);
  cookie_morsel_set_http_only (session, TRUE);
  cookie_morsel_set_same_site (session, COOKIE_SAME_SITE_LAX);
  cookie_morsel_set_max_age (session, LIFETIME);
  if (!cookie_schema_add (schema, SID, COOKIE_CODEC (codec), session, error))
    return NULL;

  return g_steal_pointer (&schema);
}

static gboolean
reload_cb (gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CookieSchema) schema = load_site (&error);

  if (schema == NULL)
    {
      g_printerr ("login-server: %s\n", error->message);
      return G_SOURCE_CONTINUE;
    }

  g_set_object (&site, schema);
  g_print ("Read %s again\n", secret_file);

  return G_SOURCE_CONTINUE;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

static void
redirect (SoupServerMessage *msg)
{
  soup_server_message_set_redirect (msg, SOUP_STATUS_SEE_OTHER, "/");
}

static void
log_in (SoupServerMessage *msg,
        CookieBaseCookie  *cookie)
{
  SoupMessageBody *body = soup_server_message_get_request_body (msg);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autoptr (GHashTable) form = g_uri_parse_params (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "&",
                                                    G_URI_PARAMS_WWW_FORM, NULL);
  const char *name = form != NULL ? g_hash_table_lookup (form, "name") : NULL;

  /* a second login starts the lifetime again, with the same name, too */
  if (name == NULL || *name == '\0' || !cookie_base_cookie_set_string (cookie, SID, name, NULL) ||
      !cookie_base_cookie_touch (cookie, SID, NULL))
    soup_server_message_set_status (msg, SOUP_STATUS_BAD_REQUEST, NULL);
  else
    redirect (msg);
}

static void
log_out (SoupServerMessage *msg,
         CookieBaseCookie  *cookie)
{
  cookie_base_cookie_expire (cookie, SID, NULL);
  redirect (msg);
}

static void
show (SoupServerMessage *msg,
      CookieBaseCookie  *cookie)
{
  const char *name = cookie_base_cookie_get_string (cookie, SID);
  char *page = name != NULL ? g_markup_printf_escaped (HELLO, name) : g_strdup (LOGIN);

  soup_server_message_set_status (msg, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (msg, "text/html; charset=utf-8", SOUP_MEMORY_TAKE, page, strlen (page));
}

static void
handle_cb (SoupServer        *server,
           SoupServerMessage *msg,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new_with_schema (site);
  const gboolean is_post = soup_server_message_get_method (msg) == SOUP_METHOD_POST;

  soup_message_headers_replace (soup_server_message_get_response_headers (msg), "Vary", "Cookie");
  if (!cookie_soup_load_headers (cookie, soup_server_message_get_request_headers (msg), NULL))
    soup_server_message_set_status (msg, SOUP_STATUS_BAD_REQUEST, NULL);
  else if (is_post && g_str_equal (path, "/login"))
    log_in (msg, cookie);
  else if (is_post && g_str_equal (path, "/logout"))
    log_out (msg, cookie);
  else if (g_str_equal (path, "/"))
    show (msg, cookie);
  else
    soup_server_message_set_status (msg, SOUP_STATUS_NOT_FOUND, NULL);

  cookie_soup_append_changes (cookie, soup_server_message_get_response_headers (msg));
}

static gboolean
listen_on (SoupServer  *server,
           int          port,
           const char  *certificate_file,
           const char  *key_file,
           GError     **error)
{
  SoupServerListenOptions options = SOUP_SERVER_LISTEN_IPV4_ONLY;

  if (key_file != NULL)
    {
      g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_files (certificate_file, key_file, error);

      if (certificate == NULL)
        return FALSE;
      soup_server_set_tls_certificate (server, certificate);
      options |= SOUP_SERVER_LISTEN_HTTPS;
    }

  return soup_server_listen_local (server, port, options, error);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  if (argc != 3 && argc != 5)
    {
      g_printerr ("Usage: login-server PORT SECRET [CERTIFICATE KEY]\n");
      return EXIT_FAILURE;
    }

  secret_file = argv[2];
  site = load_site (&error);
  g_unix_signal_add (SIGHUP, reload_cb, NULL);
  g_unix_signal_add (SIGINT, quit_cb, loop);
  g_unix_signal_add (SIGTERM, quit_cb, loop);
  soup_server_add_handler (server, NULL, handle_cb, NULL, NULL);
  if (site == NULL || !listen_on (server, atoi (argv[1]), argv[3], argc == 5 ? argv[4] : NULL, &error))
    {
      g_printerr ("login-server: %s\n", error->message);
      return EXIT_FAILURE;
    }

  uris = soup_server_get_uris (server);
  g_print ("Listening on %s://127.0.0.1:%d/\n", g_uri_get_scheme (uris->data), g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  g_main_loop_run (loop);
  soup_server_disconnect (server);
  g_clear_object (&site);

  return EXIT_SUCCESS;
}
