/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "test-server.h"

/* Clang has a name of its own for it. */
#if defined (__has_feature) && !defined (__SANITIZE_ADDRESS__)
#if __has_feature (address_sanitizer)
#define __SANITIZE_ADDRESS__
#endif
#endif

/* LeakSanitizer crashes where threads have used GnuTLS, which was loaded while they ran. */
#ifdef __SANITIZE_ADDRESS__
#define MAY_USE_TLS FALSE
#else
#define MAY_USE_TLS TRUE
#endif

/* A key that is no secret, and its certificate, for a hundred years */
static const char certificate[] =
  "-----BEGIN PRIVATE KEY-----\n"
  "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgoYsZP/bCXk/GV44F\n"
  "jix1Bio7Lw4HFMsoEBBioGCyv7qhRANCAAQFziZv/68l0OFl/k2KXE7Zgi3WT8Fb\n"
  "fjXsbGK5WOduqBHAHrazD3hKuDsBN0HinaRghXxWTorven97O+VC3AOL\n"
  "-----END PRIVATE KEY-----\n"
  "-----BEGIN CERTIFICATE-----\n"
  "MIIBbjCCARWgAwIBAgIUIJ4FWKX3WqSTWrQrQkTUuivEdxswCgYIKoZIzj0EAwIw\n"
  "DDEKMAgGA1UEAwwBYTAgFw0yNjExMzAxODUyMDdaGA8yMTI2MTEwNjE4NTIwN1ow\n"
  "DDEKMAgGA1UEAwwBYTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABAXOJm//ryXQ\n"
  "4WX+TYpcTtmCLdZPwVt+NexsYrlY526oEcAetrMPeEq4OwE3QeKdpGCFfFZOiu96\n"
  "f3s75ULcA4ujUzBRMB0GA1UdDgQWBBTaIZfWuBFcmSFDVTcrSAsPBwyPcjAfBgNV\n"
  "HSMEGDAWgBTaIZfWuBFcmSFDVTcrSAsPBwyPcjAPBgNVHRMBAf8EBTADAQH/MAoG\n"
  "CCqGSM49BAMCA0cAMEQCIEgFbZr7L6Sde9TWXK4mDnBNWxQgi4bcOHM+O6PhYAjB\n"
  "AiA25aUxnizpdkUqRop3a3crlowBlj2qCVdDvES+yk81Cw==\n"
  "-----END CERTIFICATE-----\n";

struct _TestServer {
  GTlsCertificate *certificate; /* or NULL */
  SoupServerCallback callback;
  gpointer user_data;
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  GAsyncQueue *started;
  guint port;
};

static gpointer
run (gpointer data)
{
  TestServer *self = data;
  g_autoptr (SoupServer) server = NULL;
  g_autoptr (GError) error = NULL;
  GSList *uris;

  g_main_context_push_thread_default (self->context);
  server = g_object_new (SOUP_TYPE_SERVER, "tls-certificate", self->certificate, NULL);
  soup_server_add_handler (server, NULL, self->callback, self->user_data, NULL);
  soup_server_listen_local (server, 0, (self->certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0) | SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (server);
  self->port = g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_async_queue_push (self->started, self);
  g_main_loop_run (self->loop);

  soup_server_disconnect (server);
  g_clear_object (&server);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

static TestServer *
start (GTlsCertificate    *tls_certificate,
       SoupServerCallback  callback,
       gpointer            user_data)
{
  TestServer *self = g_new0 (TestServer, 1);

  self->certificate = tls_certificate;
  self->callback = callback;
  self->user_data = user_data;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->started = g_async_queue_new ();
  self->thread = g_thread_new ("server", run, self);
  g_async_queue_pop (self->started);

  return self;
}

TestServer *
test_server_new (SoupServerCallback callback,
                 gpointer           user_data)
{
  return start (NULL, callback, user_data);
}

/* A server with TLS; NULL if there is none. */
TestServer *
test_server_new_secure (SoupServerCallback callback,
                        gpointer           user_data)
{
  g_autoptr (GError) error = NULL;
  GTlsCertificate *tls_certificate;

  if (!MAY_USE_TLS || !g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    return NULL;

  tls_certificate = g_tls_certificate_new_from_pem (certificate, -1, &error);
  g_assert_no_error (error);

  return start (tls_certificate, callback, user_data);
}

guint
test_server_get_port (TestServer *self)
{
  return self->port;
}

static gboolean
accept_cb (GTlsConnection       *connection,
           GTlsCertificate      *peer,
           GTlsCertificateFlags  errors,
           gpointer              data)
{
  return TRUE;
}

static void
event_cb (GSocketClient      *client,
          GSocketClientEvent  event,
          GSocketConnectable *connectable,
          GIOStream          *connection,
          gpointer            data)
{
  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING)
    g_signal_connect (connection, "accept-certificate", G_CALLBACK (accept_cb), NULL);
}

/* Sends a GET with these fields, each of which ends in a line feed, and returns the whole response. */
char *
test_server_ask (TestServer *self,
                 const char *fields)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) response = g_string_new (NULL);
  g_autoptr (GString) request = g_string_new ("GET /page?x=1 HTTP/1.1\n");
  char buffer[4096];
  gssize length;

  g_string_append_printf (request, "%sConnection: close\n\n", fields);
  g_string_replace (request, "\n", "\r\n", 0);
  g_socket_client_set_tls (client, self->certificate != NULL);
  g_signal_connect (client, "event", G_CALLBACK (event_cb), NULL);

  connection = g_socket_client_connect_to_host (client, "127.0.0.1", self->port, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                             request->str, request->len, NULL, NULL, &error);
  g_assert_no_error (error);
  while ((length = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                                        buffer, sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (response, buffer, length);

  return g_string_free (g_steal_pointer (&response), FALSE);
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);

  return G_SOURCE_REMOVE;
}

void
test_server_free (TestServer *self)
{
  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, quit_cb, self->loop, NULL);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_async_queue_unref (self->started);
  g_clear_object (&self->certificate);
  g_free (self);
}
