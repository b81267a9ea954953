/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "test-server.h"

#include <cookie-glib/cookie-glib-soup.h>

#include <string.h>

/* What a server of libsoup gets from the wire. */

static void
origin_cb (SoupServer        *server,
           SoupServerMessage *msg,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  g_autoptr (GUri) uri = cookie_soup_get_origin (msg, *(CookieSoupOriginFlags *) user_data);
  g_autofree char *text = uri != NULL ? g_uri_to_string (uri) : NULL;

  soup_server_message_set_status (msg, SOUP_STATUS_OK, NULL);
  soup_message_headers_append (soup_server_message_get_response_headers (msg), "X-Origin",
                               text != NULL ? text : "none");
}

static char *
ask_for (TestServer *server,
         const char *fields,
         const char *wanted)
{
  g_autofree char *response = test_server_ask (server, fields);
  g_autofree char *label = g_strdup_printf ("%s: ", wanted);
  char *start = strstr (response, label);

  g_assert_nonnull (start);
  start += strlen (label);

  return g_strndup (start, strcspn (start, "\r"));
}

#define FORWARDED COOKIE_SOUP_ORIGIN_TRUST_FORWARDED
#define X_FORWARDED COOKIE_SOUP_ORIGIN_TRUST_X_FORWARDED
#define EVIL_ELEMENT "host=evil.example;proto=https"
#define EVIL "Forwarded: " EVIL_ELEMENT
#define ELEMENT "for=\"203.0.113.7\";host=\"real.example:8443\";proto=https"
#define PROXY "Forwarded: " ELEMENT
#define ORIGIN "https://real.example:8443/page?x=1"
#define X_BOTH "X-Forwarded-Proto: https\nX-Forwarded-Host: x.example\n"

static void
test_origin (void)
{
  static const struct {
    CookieSoupOriginFlags flags;
    const char *fields;
    const char *origin;
  } cases[] = {
    { COOKIE_SOUP_ORIGIN_NONE, "Host: a.example\n", "http://a.example/page?x=1" },
    { COOKIE_SOUP_ORIGIN_NONE, "Host: a.example:8080\n", "http://a.example:8080/page?x=1" },

    /* who is not trusted says nothing */
    { COOKIE_SOUP_ORIGIN_NONE, "Host: a.example\nForwarded: proto=https\n" X_BOTH, "http://a.example/page?x=1" },
    { FORWARDED, "Host: a.example\n" X_BOTH, "http://a.example/page?x=1" },
    { X_FORWARDED, "Host: a.example\nForwarded: proto=https;host=f.example\n", "http://a.example/page?x=1" },

    { FORWARDED, "Host: a.example\nForwarded: proto=https\n", "https://a.example/page?x=1" },
    { FORWARDED, "Host: a:81\nForwarded: for=1.2.3.4; Proto=HTTPS ;HOST=b.example;by=x\n", "https://b.example/page?x=1" },
    { FORWARDED, "Host: a\nForwarded: host=\"b.example:8443\";proto=\"https\"\n", "https://b.example:8443/page?x=1" },
    { FORWARDED, "Host: a\nForwarded: host=\"[2001:db8::1]:443\";proto=https\n", "https://[2001:db8::1]/page?x=1" },
    { FORWARDED, "Host: a\nForwarded: for=\"a,b;proto=http\\\"\";proto=https\n", "https://a/page?x=1" },
    { FORWARDED, "Host: a\nForwarded: proto=https;proto=http\n", "https://a/page?x=1" },
    { FORWARDED, "Host: a\nForwarded: host=\"\\b\\.exampl\\e\";proto=\"\\https\"\n", "https://b.example/page?x=1" },
    { FORWARDED, "Host: a\nForwarded: host=\"b\\\\\";proto=\"http\\\"\n", "http://a/page?x=1" },
    { FORWARDED, "Host: a:80\nForwarded: proto=https\n", "https://a/page?x=1" },
    { FORWARDED, "Host: a:443\nForwarded: proto=https\n", "https://a/page?x=1" },
    { FORWARDED, "Host: a:79\nForwarded: proto=https\n", "https://a:79/page?x=1" },
    { FORWARDED, "Host: a:81\nForwarded: proto=https\n", "https://a:81/page?x=1" },

    /* the last one is the proxy's, whatever the client has sent */
    { FORWARDED, "Host: a\nForwarded: host=evil.example;proto=http\nForwarded: proto=https\n", "https://a/page?x=1" },
    { FORWARDED, "Host: a\nForwarded: host=evil.example, proto=https;host=b\n", "https://b/page?x=1" },
    { X_FORWARDED, "Host: a\nX-Forwarded-Proto: http, https\nX-Forwarded-Host: evil, b\n", "https://b/page?x=1" },

    /* a quote that the client opens, and a backslash, do not reach into what the proxy adds */
    { FORWARDED, "Host: a\n" EVIL ";x=\"\n" PROXY "\n", ORIGIN },
    { FORWARDED, "Host: a\n" EVIL ";x=\", " ELEMENT "\n", ORIGIN },
    { FORWARDED, "Host: a\n" EVIL ";x=\"\\, " ELEMENT "\n", ORIGIN },
    { FORWARDED, "Host: a\n" EVIL ";x=\"\", " ELEMENT "\n", ORIGIN },
    { FORWARDED, "Host: a\n" EVIL ";x=\", for=1.2.3.4;host=real.example;proto=https\n", "https://real.example/page?x=1" },
    { FORWARDED, "Host: a\n" EVIL ";x=\", for=\"a\\\"b, " EVIL_ELEMENT "\";host=real.example\n", "http://real.example/page?x=1" },
    { FORWARDED, "Host: a\n" EVIL ";x=\", for=\"b\\\\\";host=real.example\n", "http://real.example/page?x=1" },
    { FORWARDED, "Host: a\n" EVIL "\nForwarded: x=\"host=evil.example\n", "http://a/page?x=1" },
    { X_FORWARDED, "Host: a\nX-Forwarded-Host: evil\", b\nX-Forwarded-Proto: \"http, https\n", "https://b/page?x=1" },
    { X_FORWARDED, "Host: a\nX-Forwarded-Host: \"evil\nX-Forwarded-Host: b\"\n", "http://a/page?x=1" },

    /* empty elements */
    { FORWARDED, "Host: a\nForwarded: proto=https;host=b.example,\n", "https://b.example/page?x=1" },
    { FORWARDED, "Host: a\nForwarded: proto=https;host=b.example\nForwarded:\nForwarded: , ,\n", "https://b.example/page?x=1" },
    { X_FORWARDED, "Host: a\nX-Forwarded-Host: b , ,\nX-Forwarded-Proto: https\nX-Forwarded-Proto: \n", "https://b/page?x=1" },

    { X_FORWARDED, "Host: a\n" X_BOTH, "https://x.example/page?x=1" },
    { X_FORWARDED, "Host: a\nX-Forwarded-Proto: HTTP\nX-Forwarded-Host: b:443\n", "http://b:443/page?x=1" },
    { X_FORWARDED, "Host: a:8080\nX-Forwarded-Proto: https\n", "https://a:8080/page?x=1" },
    { FORWARDED | X_FORWARDED, "Host: a\nForwarded: host=f.example\n" X_BOTH, "https://f.example/page?x=1" },

    { FORWARDED | X_FORWARDED, "Host: a\nForwarded: proto=http\n" X_BOTH, "http://x.example/page?x=1" },
    { FORWARDED | X_FORWARDED, "Host: a\nForwarded: proto=http;host=f.example\n" X_BOTH, "http://f.example/page?x=1" },
    { FORWARDED | X_FORWARDED, "Host: a\n" X_BOTH, "https://x.example/page?x=1" },

    /* what is none of these */
    { FORWARDED, "Host: a\nForwarded: =;;proto;host\n", "http://a/page?x=1" },
    { FORWARDED, "Host: a\nForwarded: proto=javascript;host=\"b/c\"\n", "http://a/page?x=1" },
    { FORWARDED, "Host: a\nForwarded: \"\n", "http://a/page?x=1" },
    { FORWARDED, "Host: a\nForwarded: host=\"\\\n", "http://a/page?x=1" },
    { FORWARDED, "Host: a\nForwarded: host=\"\";proto=\"\"\n", "http://a/page?x=1" },
    { X_FORWARDED, "Host: a\nX-Forwarded-Host: u@b\nX-Forwarded-Proto: \n", "http://a/page?x=1" },
    { X_FORWARDED, "Host: a\nX-Forwarded-Host: b:x\nX-Forwarded-Proto: ws\n", "http://a/page?x=1" },
    { X_FORWARDED, "Host: a\nX-Forwarded-Host: b?c#d\n", "http://a/page?x=1" },
    { X_FORWARDED, "Host: a\nX-Forwarded-Host: :80\n", "http://a/page?x=1" },
  };
  CookieSoupOriginFlags flags;
  g_autoptr (TestServer) server = test_server_new (origin_cb, &flags);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *origin = NULL;

      flags = cases[i].flags;
      origin = ask_for (server, cases[i].fields, "X-Origin");
      g_test_message ("%s", cases[i].fields);
      g_assert_cmpstr (origin, ==, cases[i].origin);
    }
}

/* A server that has TLS itself, perhaps behind a proxy that has none */
static void
test_secure (void)
{
  static const struct { const char *fields, *origin; } cases[] = {
    { "Host: a\n", "https://a/page?x=1" },
    { "Host: a:443\n", "https://a/page?x=1" },
    { "Host: a:80\n", "https://a:80/page?x=1" },
    { "Host: a:442\n", "https://a:442/page?x=1" },
    { "Host: a:444\n", "https://a:444/page?x=1" },
    { "Host: a\nForwarded: proto=https\n", "https://a/page?x=1" },
    { "Host: a\nForwarded: proto=ftp\n", "https://a/page?x=1" },
    { "Host: a\nForwarded: proto=http\n", "http://a/page?x=1" },
    { "Host: a:443\nForwarded: proto=HTTP\n", "http://a/page?x=1" },
    { "Host: a:444\nForwarded: proto=http;host=\"b:8080\"\n", "http://b:8080/page?x=1" },
  };
  CookieSoupOriginFlags flags = FORWARDED;
  g_autoptr (TestServer) server = test_server_new_secure (origin_cb, &flags);

  if (server == NULL)
    {
      g_test_skip ("no TLS here");
      return;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *origin = ask_for (server, cases[i].fields, "X-Origin");

      g_test_message ("%s", cases[i].fields);
      g_assert_cmpstr (origin, ==, cases[i].origin);
    }
}

/* A quote in quotes is escaped by an odd number of backslashes: the comma before it is then outside of quotes. */
static void
test_backslashes (void)
{
  CookieSoupOriginFlags flags = FORWARDED;
  g_autoptr (TestServer) server = test_server_new (origin_cb, &flags);

  for (guint n = 0; n < 8; n++)
    {
      g_autofree char *backslashes = g_strnfill (n, '\\');
      g_autofree char *fields = g_strdup_printf ("Host: a\nForwarded: host=b, x=\"c%s\"d\";host=e\n", backslashes);
      g_autofree char *origin = ask_for (server, fields, "X-Origin");

      g_test_message ("%s", fields);
      g_assert_cmpstr (origin, ==, n % 2 == 1 ? "http://e/page?x=1" : "http://a/page?x=1");
    }
}

/* The numbers are in programs that were compiled, and the nicks are those of bindings. */
static void
test_flags (void)
{
  g_autoptr (GFlagsClass) klass = g_type_class_ref (COOKIE_SOUP_TYPE_ORIGIN_FLAGS);
  static const struct { guint value; const char *nick; } expected[] = {
    { 0, "none" }, { 1, "trust-forwarded" }, { 2, "trust-x-forwarded" },
  };

  g_assert_cmpstr (g_type_name (COOKIE_SOUP_TYPE_ORIGIN_FLAGS), ==, "CookieSoupOriginFlags");
  g_assert_cmpuint (klass->n_values, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < klass->n_values; i++)
    {
      g_assert_cmpuint (klass->values[i].value, ==, expected[i].value);
      g_assert_cmpstr (klass->values[i].value_nick, ==, expected[i].nick);
    }
}

/* No browser has such a host. */
static void
test_impossible_hosts (void)
{
  static const char *hosts[] = {
    "\"a.example\"", "a<b>.example", "a%0d%0aX.example", "a%40b.example", "*", "a;proto=http", "a%2eexample", "",
    "a..example", ".example", "a b", "b/c", "u@b", "b?c", "b#c", "b\\\\c", "b:x", "b:65536", ":80", "b:80:90", "b\xc3\xbc.example",
    "2001:db8::1", "[2001:db8::1", "[a.example]", "[::1]x", "a,b", "{}", "a\tb",
  };
  CookieSoupOriginFlags flags = FORWARDED | X_FORWARDED;
  g_autoptr (TestServer) server = test_server_new (origin_cb, &flags);

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autofree char *direct = g_strdup_printf ("Host: %s\n", hosts[i]);
      g_autofree char *hidden = g_strdup_printf ("Host: %s\nX-Forwarded-Host: b\n", hosts[i]);
      g_autofree char *forwarded = g_strdup_printf ("Host: b\nForwarded: host=\"%s\"\n", hosts[i]);
      g_autofree char *x_forwarded = g_strdup_printf ("Host: b\nX-Forwarded-Host: %s\n", hosts[i]);
      const char *fields[] = { direct, hidden, forwarded, x_forwarded };

      for (gsize k = 0; k < G_N_ELEMENTS (fields); k++)
        {
          g_autofree char *response = test_server_ask (server, fields[k]);

          g_test_message ("%s", fields[k]);
          /* some, libsoup refuses by itself */
          if (k > 1 || !g_str_has_prefix (response, "HTTP/1.1 400 "))
            g_assert_nonnull (strstr (response, k < 2 ? "X-Origin: none\r\n" : "X-Origin: http://b/page?x=1\r\n"));
        }
    }
}

/* A proxy ends TLS: a Secure cookie is refused only if nobody says so. */
static void
diagnose_cb (SoupServer        *server,
             SoupServerMessage *msg,
             const char        *path,
             GHashTable        *query,
             gpointer           user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (msg);
  g_autoptr (GUri) uri = cookie_soup_get_origin (msg, *(CookieSoupOriginFlags *) user_data);
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autofree char *count = NULL;

  soup_server_message_set_status (msg, SOUP_STATUS_OK, NULL);
  soup_message_headers_append (headers, "Set-Cookie", "__Host-sid=1; HttpOnly; Path=/; SameSite=Lax; Secure");
  diagnostics = cookie_soup_diagnose_headers (headers, uri);
  count = g_strdup_printf ("%u", diagnostics->len);
  soup_message_headers_append (headers, "X-Count", count);
}

static void
test_proxy (void)
{
  CookieSoupOriginFlags flags = COOKIE_SOUP_ORIGIN_NONE;
  g_autoptr (TestServer) server = test_server_new (diagnose_cb, &flags);
  const char *fields = "Host: www.site.example\nX-Forwarded-Proto: https\n";
  g_autofree char *refused = ask_for (server, fields, "X-Count");
  g_autofree char *kept = NULL;

  flags = COOKIE_SOUP_ORIGIN_TRUST_X_FORWARDED;
  kept = ask_for (server, fields, "X-Count");
  g_assert_cmpstr (refused, !=, "0");
  g_assert_cmpstr (kept, ==, "0");
}

static void
answer_cb (SoupServer        *server,
           SoupServerMessage *msg,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (msg);
  g_autofree char *text = NULL;

  g_assert_true (cookie_soup_load_headers (cookie, soup_server_message_get_request_headers (msg), NULL));
  text = cookie_base_cookie_to_cookie_header (cookie);
  soup_message_headers_append (headers, "X-Cookies", text);
  cookie_base_cookie_set_string (cookie, "a", "changed", NULL);
  cookie_base_cookie_set_string (cookie, "b", "new", NULL);
  cookie_soup_append_changes (cookie, headers);
}

static void
echo_cb (SoupServer        *server,
         SoupServerMessage *msg,
         const char        *path,
         GHashTable        *query,
         gpointer           user_data)
{
  soup_server_message_set_status (msg, SOUP_STATUS_OK, NULL);
  answer_cb (server, msg, path, query, user_data);
}

static void
test_wire (void)
{
  g_autoptr (TestServer) server = test_server_new (echo_cb, NULL);
  g_autofree char *response = test_server_ask (server, "Host: a\nCookie: a=1;  c=\"x\ncookie: a=2, d=3\nCOOKIE: e=4\"\n");

  g_assert_nonnull (strstr (response, "\r\nX-Cookies: a=1; c=\"x; e=4\"\r\n"));
  g_assert_nonnull (strstr (response, "\r\nSet-Cookie: a=changed\r\n"));
  g_assert_nonnull (strstr (response, "\r\nSet-Cookie: b=new\r\n"));
  g_assert_nonnull (strstr (response, "\r\nVary: Cookie\r\n"));
}

static void
websocket_cb (SoupServer              *server,
              SoupServerMessage       *msg,
              const char              *path,
              SoupWebsocketConnection *connection,
              gpointer                 user_data)
{
}

typedef struct {
  GMainLoop *loop;
  SoupWebsocketConnection *connection;
} Handshake;

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Handshake *handshake = user_data;
  g_autoptr (GError) error = NULL;

  handshake->connection = soup_session_websocket_connect_finish (SOUP_SESSION (source), result, &error);
  g_assert_no_error (error);
  g_main_loop_quit (handshake->loop);
}

/* The handshake of a WebSocket has the cookies of its request, and an early handler sends others. */
static void
test_websocket (void)
{
  g_autoptr (SoupServer) server = g_object_new (SOUP_TYPE_SERVER, NULL);
  g_autoptr (SoupSession) session = soup_session_new_with_options ("user-agent", "test", NULL);
  g_autoptr (SoupCookieJar) jar = soup_cookie_jar_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (SoupMessage) msg = NULL;
  g_autoptr (GPtrArray) morsels = NULL;
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;
  Handshake handshake = { loop, NULL };
  GSList *uris;

  soup_server_add_early_handler (server, "/ws", answer_cb, NULL, NULL);
  soup_server_add_websocket_handler (server, "/ws", NULL, NULL, websocket_cb, NULL, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  address = g_strdup_printf ("ws://127.0.0.1:%d/ws", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  soup_session_add_feature (session, SOUP_SESSION_FEATURE (jar));
  msg = soup_message_new ("GET", address);
  soup_message_headers_append (soup_message_get_request_headers (msg), "Cookie", "a=1");
  soup_session_websocket_connect_async (session, msg, NULL, NULL, G_PRIORITY_DEFAULT, NULL, connected_cb, &handshake);
  g_main_loop_run (loop);

  morsels = cookie_soup_get_morsels (soup_message_get_response_headers (msg));
  g_assert_cmpuint (morsels->len, ==, 2);
  g_assert_cmpstr (cookie_morsel_get_string (morsels->pdata[0]), ==, "changed");
  g_object_unref (handshake.connection);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/soup/server/origin", test_origin);
  g_test_add_func ("/soup/server/secure", test_secure);
  g_test_add_func ("/soup/server/backslashes", test_backslashes);
  g_test_add_func ("/soup/server/flags", test_flags);
  g_test_add_func ("/soup/server/impossible-hosts", test_impossible_hosts);
  g_test_add_func ("/soup/server/proxy", test_proxy);
  g_test_add_func ("/soup/server/wire", test_wire);
  g_test_add_func ("/soup/server/websocket", test_websocket);

  return g_test_run ();
}
