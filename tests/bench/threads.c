/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* `PROGRAM threads CORPUS MILLISECONDS`: how long it takes one thread, and two at once, to read a header with
 * a dictionary of its own, and to look up three values. It is the time of the clock, for all headers that
 * were read: two threads that do not wait for each other need half of it.
 */

#include <cookie-glib/cookie-glib.h>

#include <stdlib.h>

#define PASSES 16 /* between two looks at the clock */

typedef struct {
  char **lines;
  gint64 end;
  guint64 n_read;
} Work;

static gpointer
work_func (gpointer data)
{
  static const char * const names[] = { "sessionid", "theme", "cart" };
  g_autoptr (CookieBaseCookie) cookie = cookie_simple_cookie_new ();
  Work *work = data;

  do
    {
      for (guint pass = 0; pass < PASSES; pass++)
        for (char **line = work->lines; *line != NULL; line++)
          {
            cookie_base_cookie_clear (cookie);
            cookie_base_cookie_load (cookie, *line, NULL);
            for (guint i = 0; i < G_N_ELEMENTS (names); i++)
              if (cookie_base_cookie_get_string (cookie, names[i]) == NULL)
                g_error ("%s is missing", names[i]);
            work->n_read++;
          }
    }
  while (g_get_monotonic_time () < work->end);

  return NULL;
}

static double
measure (char   **lines,
         guint    n_threads,
         double   milliseconds)
{
  Work works[2];
  GThread *threads[2];
  gint64 start = g_get_monotonic_time ();
  guint64 n_read = 0;

  for (guint i = 0; i < n_threads; i++)
    {
      works[i] = (Work) { lines, start + milliseconds * 1000, 0 };
      threads[i] = g_thread_new ("reader", work_func, &works[i]);
    }
  for (guint i = 0; i < n_threads; i++)
    {
      g_thread_join (threads[i]);
      n_read += works[i].n_read;
    }

  return (g_get_monotonic_time () - start) * 1000.0 / n_read;
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  double milliseconds;

  if (argc != 4 || !g_file_get_contents (argv[2], &text, NULL, &error))
    {
      g_printerr ("%s\n", error != NULL ? error->message : "usage: threads threads CORPUS MILLISECONDS");
      return 2;
    }

  lines = g_strsplit (g_strchomp (text), "\n", -1);
  milliseconds = atof (argv[3]);
  measure (lines, 1, milliseconds / 3);
  g_print ("cookie-glib, 1 thread\t%u\t%.2f\n", 3 * g_strv_length (lines), measure (lines, 1, milliseconds));
  g_print ("cookie-glib, 2 threads\t%u\t%.2f\n", 3 * g_strv_length (lines), measure (lines, 2, milliseconds));

  return 0;
}
