/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "test-server.h"

struct _TestServer {
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
  server = g_object_new (SOUP_TYPE_SERVER, NULL);
  soup_server_add_handler (server, NULL, self->callback, self->user_data, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
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

TestServer *
test_server_new (SoupServerCallback callback,
                 gpointer           user_data)
{
  TestServer *self = g_new0 (TestServer, 1);

  self->callback = callback;
  self->user_data = user_data;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->started = g_async_queue_new ();
  self->thread = g_thread_new ("server", run, self);
  g_async_queue_pop (self->started);

  return self;
}

guint
test_server_get_port (TestServer *self)
{
  return self->port;
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
  g_free (self);
}
