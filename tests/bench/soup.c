/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* soup [REQUESTS [CONNECTIONS]]: what cookies cost beside libsoup. Asks a server on 127.0.0.1 over several
 * connections at a time; each request has 20 cookies, and the server reads three and sets two. Prints how much
 * of the time of the server's thread goes to cookies, also if one of them is signed. Then opens a jar of 10,000 cookies
 * as a list. Fails if an answer is wrong. */

#include <cookie-glib/cookie-glib-soup.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define N_JAR    10000
#define N_OPENED 21

typedef struct {
  GMainContext *context;
  GMainLoop *loop;
  GAsyncQueue *started;
  CookieSchema *site;
  guint port;
  gint64 thread_time; /* ns, of the processor */
  gint64 cookie_time;
  gint64 clock_time; /* of asking the clock once */
} Server;

typedef struct {
  SoupSession *session;
  GMainLoop *loop;
  char *address;
  char *cookies;
  guint n_left;
  guint n_running;
  guint n_wrong;
} Client;

static gint64
get_thread_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return time.tv_sec * G_GINT64_CONSTANT (1000000000) + time.tv_nsec;
}

static CookieSchema *
new_site (gboolean is_signed)
{
  CookieSchema *site = cookie_schema_new ();
  g_autoptr (CookieKeyring) keyring = cookie_keyring_new ();
  g_autoptr (CookieSignedCodec) codec = cookie_signed_codec_new (COOKIE_CODEC (cookie_string_codec_new ()), keyring,
                                                                 "session", 3600);
  g_autoptr (GBytes) secret = cookie_keyring_generate_secret ();
  g_autoptr (CookieMorsel) attributes = cookie_morsel_new ();

  cookie_keyring_append (keyring, secret, NULL);
  cookie_morsel_set_path (attributes, "/");
  cookie_morsel_set_secure (attributes, TRUE);
  cookie_morsel_set_http_only (attributes, TRUE);
  cookie_morsel_set_same_site (attributes, COOKIE_SAME_SITE_LAX);
  cookie_morsel_set_max_age (attributes, 3600);
  cookie_schema_add (site, "__Host-sid", is_signed ? COOKIE_CODEC (codec) : NULL, attributes, NULL);
  cookie_schema_set_default (site, NULL, attributes, NULL);

  return site;
}

/* What a handler does with cookies: a function of its own, whose instructions a profiler can tell. */
G_NO_INLINE static gboolean
use_cookies (Server            *server,
             SoupServerMessage *msg)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new_with_schema (server->site);
  gboolean is_right = cookie_soup_load_headers (cookie, soup_server_message_get_request_headers (msg), NULL);

  is_right = is_right && g_strcmp0 (cookie_base_cookie_get_string (cookie, "__Host-sid"), "ann") == 0;
  is_right = is_right && cookie_base_cookie_get_string (cookie, "cookie03") != NULL;
  is_right = is_right && cookie_base_cookie_get_string (cookie, "cookie17") != NULL;
  cookie_base_cookie_touch (cookie, "__Host-sid", NULL);
  cookie_base_cookie_set_string (cookie, "cookie03", "changed", NULL);

  return is_right && cookie_soup_append_changes (cookie, soup_server_message_get_response_headers (msg)) == 2;
}

static void
handle_cb (SoupServer        *soup_server,
           SoupServerMessage *msg,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  Server *server = user_data;
  const gint64 start = get_thread_time ();
  const gboolean is_right = use_cookies (server, msg);

  server->cookie_time += get_thread_time () - start - server->clock_time;

  soup_server_message_set_status (msg, is_right ? SOUP_STATUS_OK : SOUP_STATUS_INTERNAL_SERVER_ERROR, NULL);
  soup_server_message_set_response (msg, "text/plain", SOUP_MEMORY_STATIC, "Hello\n", 6);
}

static gpointer
serve (gpointer data)
{
  Server *server = data;
  SoupServer *soup_server;
  g_autoptr (GError) error = NULL;
  GSList *uris;
  gint64 start;

  g_main_context_push_thread_default (server->context);
  soup_server = soup_server_new (NULL, NULL);
  soup_server_add_handler (soup_server, NULL, handle_cb, server, NULL);
  if (!soup_server_listen_local (soup_server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error))
    g_error ("%s", error->message);
  uris = soup_server_get_uris (soup_server);
  server->port = g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  start = get_thread_time ();
  for (guint i = 0; i < 1000; i++)
    get_thread_time ();
  server->clock_time = (get_thread_time () - start) / 1000;

  g_async_queue_push (server->started, server);
  start = get_thread_time ();
  g_main_loop_run (server->loop);
  server->thread_time = get_thread_time () - start;

  soup_server_disconnect (soup_server);
  g_object_unref (soup_server);
  while (g_main_context_iteration (server->context, FALSE))
    ;
  g_main_context_pop_thread_default (server->context);

  return NULL;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);

  return G_SOURCE_REMOVE;
}

static void ask (Client *client);

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Client *client = user_data;
  SoupMessage *msg = soup_session_get_async_result_message (SOUP_SESSION (source), result);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);
  g_autoptr (GPtrArray) morsels = cookie_soup_get_morsels (soup_message_get_response_headers (msg));

  if (error != NULL)
    g_printerr ("%s\n", error->message);
  if (body == NULL || g_bytes_get_size (body) != 6 || soup_message_get_status (msg) != SOUP_STATUS_OK || morsels->len != 2)
    client->n_wrong++;

  client->n_running--;
  if (client->n_left > 0)
    ask (client);
  else if (client->n_running == 0)
    g_main_loop_quit (client->loop);
}

static void
ask (Client *client)
{
  g_autoptr (SoupMessage) msg = soup_message_new ("GET", client->address);

  client->n_left--;
  client->n_running++;
  soup_message_headers_append (soup_message_get_request_headers (msg), "Cookie", client->cookies);
  soup_session_send_and_read_async (client->session, msg, G_PRIORITY_DEFAULT, NULL, answered_cb, client);
}

/* The session, and others to make 20 pairs of about 1.3 kB. */
static char *
make_cookies (CookieSchema *site)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new_with_schema (site);

  cookie_base_cookie_set_string (cookie, "__Host-sid", "ann", NULL);
  for (guint i = 1; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("cookie%02u", i);
      g_autofree char *value = g_strnfill (10 + i * 9 % 90, 'a' + i);

      cookie_base_cookie_set_string (cookie, name, value, NULL);
    }

  return cookie_base_cookie_to_cookie_header (cookie);
}

static guint
measure_requests (guint    n_requests,
                  guint    n_connections,
                  gboolean is_signed)
{
  Server server = { .context = g_main_context_new () };
  Client client = { .n_left = n_requests };
  GThread *thread;
  gint64 start;
  double seconds;

  server.loop = g_main_loop_new (server.context, FALSE);
  server.started = g_async_queue_new ();
  server.site = new_site (is_signed);
  thread = g_thread_new ("server", serve, &server);
  g_async_queue_pop (server.started);

  client.loop = g_main_loop_new (NULL, FALSE);
  client.session = soup_session_new_with_options ("max-conns", n_connections, "max-conns-per-host", n_connections, NULL);
  client.address = g_strdup_printf ("http://127.0.0.1:%u/", server.port);
  client.cookies = make_cookies (server.site);

  start = g_get_monotonic_time ();
  for (guint i = 0; i < n_connections && client.n_left > 0; i++)
    ask (&client);
  g_main_loop_run (client.loop);
  seconds = (g_get_monotonic_time () - start) / 1e6;

  g_main_context_invoke (server.context, quit_cb, server.loop);
  g_thread_join (thread);

  g_print ("%u requests over %u connections, %u wrong, %.0f a second; Cookie fields of %" G_GSIZE_FORMAT " bytes\n",
           n_requests, n_connections, client.n_wrong, n_requests / seconds, strlen (client.cookies));
  g_print ("a request%s: %.1f us of the server's thread, %.2f us of them for cookies: %.1f %%\n",
           is_signed ? ", with a signed cookie that is verified and signed again" : "", server.thread_time / 1e3 / n_requests, server.cookie_time / 1e3 / n_requests,
           100.0 * server.cookie_time / server.thread_time);

  g_object_unref (client.session);
  g_main_loop_unref (client.loop);
  g_free (client.address);
  g_free (client.cookies);
  g_object_unref (server.site);
  g_main_loop_unref (server.loop);
  g_main_context_unref (server.context);
  g_async_queue_unref (server.started);

  return client.n_wrong;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const gint64 time = *(const gint64 *) a, other = *(const gint64 *) b;

  return (time > other) - (time < other);
}

/* The model alone: a jar of libsoup takes long to fill. */
static guint
measure_jar (void)
{
  g_autoptr (SoupCookieJar) jar = soup_cookie_jar_new ();
  gint64 times[N_OPENED];
  guint n_wrong = 0;

  for (guint i = 0; i < N_JAR; i++)
    {
      g_autofree char *domain = g_strdup_printf ("host%u.example", i * 7919 % (N_JAR / 20));
      g_autofree char *name = g_strdup_printf ("cookie%u", i);

      soup_cookie_jar_add_cookie (jar, soup_cookie_new (name, "31d4d96e407aad42", domain, "/", 3600));
    }

  for (guint i = 0; i < N_OPENED; i++)
    {
      const gint64 start = get_thread_time ();
      CookieSoupJarModel *model = cookie_soup_jar_model_new (jar);

      times[i] = get_thread_time () - start;
      n_wrong += g_list_model_get_n_items (G_LIST_MODEL (model)) != N_JAR;
      g_object_unref (model);
    }
  qsort (times, N_OPENED, sizeof *times, compare_times);
  g_print ("a jar of %u cookies opens as a list in %.1f ms\n", N_JAR, times[N_OPENED / 2] / 1e6);

  return n_wrong;
}

int
main (int   argc,
      char *argv[])
{
  guint n_requests = argc > 1 ? atoi (argv[1]) : 10000;
  guint n_connections = argc > 2 ? atoi (argv[2]) : 50;

  guint n_wrong = measure_requests (n_requests, n_connections, FALSE);

  n_wrong += measure_requests (n_requests, n_connections, TRUE);
  n_wrong += measure_jar ();

  return n_wrong > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
