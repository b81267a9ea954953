/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* server LOGIN-SERVER [REQUESTS]: the login server of the manual under load. 50 users ask it at a time, each over a
 * connection of its own: they log in, look at their page, log out, and send what no browser sends; now and then the
 * secret is changed. Each answer is checked. Prints the errors, and the resident memory of the server after a tenth of
 * the requests and at the end. Fails if an answer is wrong, if memory grows by more than LIMIT, or if the server ends
 * with an error, as the sanitizers make it do after a leak. */

#include "resident.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define SID "__Host-sid"
#define N_USERS 50
#define N_STAGES 20 /* between which the secret is changed */
#define LIMIT (1 << 20)
#define N_SHOWN 20

typedef struct _Soak Soak;

typedef struct {
  Soak *soak;
  guint number;
  char *session; /* the Cookie pair, if the user has logged in */
  guint secret;  /* with which it was sealed */
} User;

/* What is asked, and what must be the answer. */
typedef struct {
  User *user;
  const char *path;
  char *form;
  GPtrArray *cookies;
  guint status;
  char *text;            /* in the page */
  gboolean is_changed;   /* whether the session is sent again */
  gboolean is_removed;
} Request;

struct _Soak {
  GSubprocess *server;
  GDataInputStream *output;
  char *secret_file;
  char *site;
  guint secret; /* how often it was changed */
  SoupSession *session;
  GMainLoop *loop;
  GRand *random;
  User users[N_USERS];
  guint n_left;    /* requests of this stage */
  guint n_running;
  guint n_errors;
};

static void ask (User *user);

static void
request_free (Request *request)
{
  g_free (request->form);
  g_free (request->text);
  g_ptr_array_unref (request->cookies);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

G_GNUC_PRINTF (2, 3)
static void
complain (Request    *request,
          const char *format,
          ...)
{
  Soak *soak = request->user->soak;
  g_autofree char *text = NULL;
  va_list args;

  if (++soak->n_errors > N_SHOWN)
    return;
  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("/%s as user %u with %u cookies: %s\n", request->path, request->user->number, request->cookies->len, text);
}

static void
write_secret (const char *file,
              guint       number)
{
  g_autofree char *text = g_strdup_printf ("%064u", number);

  if (!g_file_set_contents_full (file, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL))
    g_error ("%s cannot be written", file);
}

static char *
read_line (Soak *soak)
{
  char *line = g_data_input_stream_read_line_utf8 (soak->output, NULL, NULL, NULL);

  if (line == NULL)
    g_error ("the server has ended");

  return line;
}

/* The one before verifies too, and a session that it sealed is sealed again; older ones are gone. */
static void
change_secret (Soak *soak)
{
  g_autofree char *old_file = g_strconcat (soak->secret_file, ".old", NULL);
  g_autofree char *line = NULL;

  write_secret (old_file, soak->secret);
  write_secret (soak->secret_file, ++soak->secret);
  g_subprocess_send_signal (soak->server, SIGHUP);
  line = read_line (soak);
  g_assert_true (g_str_has_prefix (line, "Read "));
}

static void
check_fields (Request            *request,
              SoupMessageHeaders *headers)
{
  const char *field = soup_message_headers_get_list (headers, "Set-Cookie"); /* two would be joined by a comma */
  User *user = request->user;

  if (g_strcmp0 (soup_message_headers_get_list (headers, "Vary"), "Cookie") != 0)
    complain (request, "Vary is %s", soup_message_headers_get_list (headers, "Vary"));

  if ((field != NULL) != (request->is_changed || request->is_removed))
    complain (request, "Set-Cookie is %s", field);
  else if (request->is_removed && strstr (field, "; Max-Age=0; ") == NULL)
    complain (request, "the session is not removed by %s", field);
  else if (request->is_changed &&
           (!g_str_has_prefix (field, SID "=") || strstr (field, "; HttpOnly; Max-Age=3") == NULL ||
            !g_str_has_suffix (field, "; Path=/; SameSite=Lax; Secure") || strchr (field, ',') != NULL))
    complain (request, "the session is sent as %s", field);
  else if (field != NULL)
    {
      g_free (user->session);
      user->session = request->is_changed ? g_strndup (field, strchr (field, ';') - field) : NULL;
      user->secret = user->soak->secret;
    }
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Request) request = user_data;
  Soak *soak = request->user->soak;
  SoupMessage *msg = soup_session_get_async_result_message (SOUP_SESSION (source), result);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);

  soak->n_running--;
  if (body == NULL)
    {
      complain (request, "%s", error->message);
    }
  else
    {
      gsize size;
      const char *text = g_bytes_get_data (body, &size);

      if (soup_message_get_status (msg) != request->status)
        complain (request, "the status is %u, not %u", soup_message_get_status (msg), request->status);
      if (request->text != NULL && g_strstr_len (text, size, request->text) == NULL)
        complain (request, "the page has no “%s”: %.*s", request->text, (int) size, text);
      check_fields (request, soup_message_get_response_headers (msg));
    }

  if (soak->n_left > 0)
    ask (request->user);
  else if (soak->n_running == 0)
    g_main_loop_quit (soak->loop);
}

static void
send_request (Request *request)
{
  Soak *soak = request->user->soak;
  g_autofree char *address = g_strconcat (soak->site, request->path, NULL);
  g_autoptr (SoupMessage) msg = soup_message_new (request->form != NULL ? "POST" : "GET", address);

  /* a POST that may not be sent twice would open a connection of its own */
  soup_message_add_flags (msg, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_IDEMPOTENT);
  for (guint i = 0; i < request->cookies->len; i++)
    soup_message_headers_append (soup_message_get_request_headers (msg), "Cookie", request->cookies->pdata[i]);
  if (request->form != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (request->form, strlen (request->form));

      soup_message_set_request_body_from_bytes (msg, "application/x-www-form-urlencoded", bytes);
    }

  soak->n_left--;
  soak->n_running++;
  soup_session_send_and_read_async (soak->session, msg, G_PRIORITY_DEFAULT, NULL, answered_cb, request);
}

static void
add_cookie (Request    *request,
            const char *field)
{
  g_ptr_array_add (request->cookies, g_strdup (field));
}

/* Fields that are no error, whatever they are. */
static void
add_noise (Request *request,
           GRand   *random)
{
  static const char * const fields[] = {
    "a=1; b=2", "=", ";;,,", "$Version=1; a=\"\\101\"", "a=\"x; y", "theme=\"dark mode\"; path=/", "a=\xff\xfe",
    "a,b=\x01\xe2\x82\xac", SID "*=x; " SID, "sid=31d4d96e407aad42; lang=en; " SID "=", SID "=v1.x.y.z",
    "__Host-=; __Secure-=x; =" SID "=1",
  };

  for (int n = g_rand_int_range (random, 0, 4); n > 0; n--)
    add_cookie (request, fields[g_rand_int_range (random, 0, G_N_ELEMENTS (fields))]);
}

static void
add_too_much (Request *request)
{
  GString *field = g_string_new (NULL);

  for (guint i = 0; i <= 3000; i++)
    g_string_append_printf (field, "a%u=; ", i);
  g_ptr_array_add (request->cookies, g_string_free (field, FALSE));
  request->status = SOUP_STATUS_BAD_REQUEST;
}

static void
log_in (Request *request,
        GRand   *random)
{
  static const char * const refused[] = {
    "", "name", "name=", "name=%00", "name=a%00b", "name=%ff", "name=%zz", "names=a", "a&name=b",
  };

  request->path = "login";
  if (g_rand_int_range (random, 0, 8) == 0)
    {
      request->form = g_strdup (refused[g_rand_int_range (random, 0, G_N_ELEMENTS (refused))]);
      request->status = SOUP_STATUS_BAD_REQUEST;
      return;
    }

  request->form = g_strdup_printf ("name=%%3Cuser%%3E+%u&more=%%3b", request->user->number);
  request->status = SOUP_STATUS_SEE_OTHER;
  request->is_changed = TRUE;
}

static void
show_page (Request  *request,
           gboolean  is_known)
{
  User *user = request->user;

  request->text = is_known ? g_strdup_printf ("<p>Hello, &lt;user&gt; %u!</p>", user->number)
                           : g_strdup ("<input name=name ");
  request->is_changed = is_known && user->secret != user->soak->secret;
}

static void
ask (User *user)
{
  Soak *soak = user->soak;
  const gboolean is_known = user->session != NULL && soak->secret - user->secret <= 1;
  const int choice = g_rand_int_range (soak->random, 0, 20);
  Request *request = g_new0 (Request, 1);

  request->user = user;
  request->path = "";
  request->status = SOUP_STATUS_OK;
  request->cookies = g_ptr_array_new_with_free_func (g_free);

  add_noise (request, soak->random);
  if (user->session != NULL && choice < 17)
    add_cookie (request, user->session);
  else if (user->session != NULL && choice == 17)
    {
      g_autofree char *other = g_strdup (user->session);

      other[strlen (SID "=") + g_rand_int_range (soak->random, 0, strlen (other) - strlen (SID "="))] ^= 1;
      add_cookie (request, other);
    }

  if (choice == 0)
    {
      request->path = "nowhere";
      request->status = SOUP_STATUS_NOT_FOUND;
      request->is_changed = is_known && user->secret != soak->secret;
    }
  else if (choice == 1)
    {
      add_too_much (request);
    }
  else if (choice == 2 && is_known)
    {
      request->path = "logout";
      request->form = g_strdup ("");
      request->status = SOUP_STATUS_SEE_OTHER;
      request->is_removed = TRUE;
    }
  else if (choice < 17 && !is_known)
    {
      log_in (request, soak->random);
    }
  else
    {
      show_page (request, is_known && choice < 17);
    }
  send_request (request);
}

static void
run_stage (Soak  *soak,
           guint  n_requests)
{
  soak->n_left = n_requests;
  for (guint i = 0; i < N_USERS && soak->n_left > 0; i++)
    ask (&soak->users[i]);
  if (soak->n_running > 0)
    g_main_loop_run (soak->loop);
}

static void
start (Soak       *soak,
       const char *program)
{
  g_autofree char *line = NULL;
  GError *error = NULL;

  write_secret (soak->secret_file, soak->secret);
  soak->server = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "0", soak->secret_file, NULL);
  if (soak->server == NULL)
    g_error ("%s", error->message);
  soak->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (soak->server));
  line = read_line (soak);
  g_assert_true (g_str_has_prefix (line, "Listening on "));
  soak->site = g_strdup (line + strlen ("Listening on "));
  soak->session = soup_session_new_with_options ("max-conns", N_USERS, "max-conns-per-host", N_USERS, NULL);
}

int
main (int   argc,
      char *argv[])
{
  guint n_requests = argc > 2 ? strtoul (argv[2], NULL, 10) : 10000;
  g_autofree char *directory = g_dir_make_tmp ("cookie-glib-soak-XXXXXX", NULL);
  Soak soak = { .secret = 1 };
  gsize early = 0, late;
  gint64 time = g_get_monotonic_time ();
  gboolean is_ended;

  if (argc < 2 || directory == NULL || n_requests < N_STAGES)
    {
      g_printerr ("Usage: server LOGIN-SERVER [REQUESTS]\n");
      return EXIT_FAILURE;
    }

  soak.secret_file = g_build_filename (directory, "secret", NULL);
  soak.loop = g_main_loop_new (NULL, FALSE);
  soak.random = g_rand_new_with_seed (1);
  for (guint i = 0; i < N_USERS; i++)
    soak.users[i] = (User) { .soak = &soak, .number = i };

  start (&soak, argv[1]);
  for (guint stage = 0; stage < N_STAGES; stage++)
    {
      if (stage > 0)
        change_secret (&soak);
      if (stage == N_STAGES / 10)
        early = soak_get_resident (g_subprocess_get_identifier (soak.server));
      run_stage (&soak, n_requests / N_STAGES);
    }
  late = soak_get_resident (g_subprocess_get_identifier (soak.server));

  soup_session_abort (soak.session);
  g_subprocess_send_signal (soak.server, SIGTERM);
  is_ended = g_subprocess_wait_check (soak.server, NULL, NULL);

  g_print ("%u requests from %u connections in %.0f s, %u changes of the secret: %u errors; the server ended %s\n",
           n_requests / N_STAGES * N_STAGES, N_USERS, (g_get_monotonic_time () - time) / 1e6, soak.secret - 1,
           soak.n_errors, is_ended ? "as it should" : "with an error");
  g_print ("resident memory of the server: %.1f MiB after a tenth of them, %.1f MiB at the end\n", early / SOAK_MIB,
           late / SOAK_MIB);

  for (guint i = 0; i < N_USERS; i++)
    g_free (soak.users[i].session);
  g_object_unref (soak.session);
  g_object_unref (soak.output);
  g_object_unref (soak.server);
  g_main_loop_unref (soak.loop);
  g_rand_free (soak.random);
  g_free (soak.site);
  g_unlink (soak.secret_file);
  g_free (soak.secret_file);
  soak.secret_file = g_build_filename (directory, "secret.old", NULL);
  g_unlink (soak.secret_file);
  g_free (soak.secret_file);
  g_rmdir (directory);

  return soak.n_errors == 0 && is_ended && late < early + LIMIT ? EXIT_SUCCESS : EXIT_FAILURE;
}
