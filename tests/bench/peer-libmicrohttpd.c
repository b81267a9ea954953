/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* GNU libmicrohttpd has no function that reads a header: it does so when it gets a request. So it gets two
 * requests, of the same length, through a pair of sockets, of which one has the name of the field misspelt.
 * What the other one takes longer is the time of the cookies. The times are those of the thread.
 */

#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "harness.h"

#define MAX_LINES 1000

static const char *job;
static char *names[3];
static size_t n_found;

static double
now (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

static enum MHD_Result
see (void               *data,
     enum MHD_ValueKind  kind,
     const char         *name,
     const char         *value)
{
  __asm__ volatile ("" : : "r" (name), "r" (value) : "memory");
  n_found++;
  return MHD_YES;
}

static enum MHD_Result
answer (void                   *data,
        struct MHD_Connection  *connection,
        const char             *url,
        const char             *method,
        const char             *version,
        const char             *upload,
        size_t                 *upload_size,
        void                  **state)
{
  static int seen;
  struct MHD_Response *response;
  enum MHD_Result result;

  /* who answers the first call closes the connection */
  if (*state == NULL)
    {
      *state = &seen;
      return MHD_YES;
    }

  if (strcmp (job, "three") == 0)
    for (size_t i = 0; i < 3; i++)
      n_found += MHD_lookup_connection_value (connection, MHD_COOKIE_KIND, names[i]) != NULL;
  else if (strcmp (job, "all") == 0)
    MHD_get_connection_values (connection, MHD_COOKIE_KIND, see, NULL);

  response = MHD_create_response_from_buffer (0, (void *) "", MHD_RESPMEM_PERSISTENT);
  result = MHD_queue_response (connection, MHD_HTTP_NO_CONTENT, response);
  MHD_destroy_response (response);
  return result;
}

/* Sends a request, has it answered, and reads the answer. */
static double
exchange (struct MHD_Daemon *daemon,
          int                client,
          const char        *request)
{
  char response[4096];
  size_t length = 0;
  ssize_t received;
  double start;

  if (write (client, request, strlen (request)) != (ssize_t) strlen (request))
    exit (1);

  start = now ();
  do
    {
      MHD_run (daemon);
      received = recv (client, response + length, sizeof response - 1 - length, MSG_DONTWAIT);
      if (received > 0)
        length += received;
      response[length] = '\0';
    }
  while (strstr (response, "\r\n\r\n") == NULL);
  return now () - start;
}

static char *
make_request (const char *field,
              const char *line)
{
  char *request;

  if (asprintf (&request, "GET / HTTP/1.1\r\nHost: localhost\r\n%s: %s\r\n\r\n", field, line) < 0)
    exit (1);
  return request;
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The median of how much longer requests with cookies take. */
static double
measure (struct MHD_Daemon *daemon,
         int                client,
         const char        *line,
         double             budget,
         size_t            *n_pairs)
{
  enum { MAX_PASSES = 10000 };
  static double differences[MAX_PASSES];
  char *with = make_request ("Cookie", line);
  char *without = make_request ("Cookix", line);
  double start = now ();
  size_t n = 0;

  choose_names (line, names);
  do
    {
      double time;

      n_found = 0;
      time = exchange (daemon, client, with);
      *n_pairs = n_found;
      differences[n++] = time - exchange (daemon, client, without);
    }
  while (n < MAX_PASSES && (n < 15 || now () - start < budget));

  for (size_t i = 0; i < 3; i++)
    free (names[i]);
  free (with);
  free (without);
  qsort (differences, n, sizeof differences[0], compare_doubles);
  return differences[n / 2];
}

int
main (int    argc,
      char **argv)
{
  const struct sockaddr_un address = { .sun_family = AF_UNIX };
  struct MHD_Daemon *daemon;
  char *line = NULL;
  size_t size = 0, n_lines = 0, n_pairs = 0;
  ssize_t length;
  double sum = 0;
  int sockets[2];
  FILE *file;

  if (argc != 4 || (file = fopen (argv[2], "r")) == NULL)
    {
      fprintf (stderr, "usage: %s CASE CORPUS MILLISECONDS\n", argv[0]);
      return 2;
    }

  job = argv[1];
  daemon = MHD_start_daemon (MHD_USE_NO_LISTEN_SOCKET, 0, NULL, NULL, answer, NULL, MHD_OPTION_END);
  if (daemon == NULL || socketpair (AF_UNIX, SOCK_STREAM, 0, sockets) != 0 ||
      MHD_add_connection (daemon, sockets[0], (const struct sockaddr *) &address, sizeof address) != MHD_YES)
    {
      perror ("libmicrohttpd");
      return 1;
    }

  while (n_lines < MAX_LINES && (length = getline (&line, &size, file)) > 0)
    {
      size_t n;

      line[length - 1] = '\0';
      sum += measure (daemon, sockets[1], line, atof (argv[3]) * 1e6 / 64, &n);
      for (const char *p = strcmp (job, "load") == 0 ? line : NULL; p != NULL; p = strstr (p + 1, "; "))
        n_pairs++;
      n_pairs += n;
      n_lines++;
    }

  printf ("libmicrohttpd %s, a request with cookies and one without\t%zu\t%.2f\n", MHD_get_version (), n_pairs, sum / n_lines);

  MHD_stop_daemon (daemon);
  fclose (file);
  free (line);
  return 0;
}
