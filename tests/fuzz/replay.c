/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Runs a target without a fuzzing engine: over the files named, or those in the directories
 * named, and over changes of each that are the same in each run. Every input is in a block of its
 * own size, so that a sanitizer sees a read past its end.
 */

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#define DEFAULT_CHANGES 300
#define MAX_SIZE 2048

static GPtrArray *inputs;

static void
add_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text;
  gsize size;

  if (g_file_get_contents (path, &text, &size, &error))
    g_ptr_array_add (inputs, g_bytes_new_take (text, size));
  else
    g_error ("%s", error->message);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char * const *) a, *(char * const *) b);
}

static void
add_path (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (dir == NULL)
    {
      add_file (path);
      return;
    }

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (path, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    add_file (names->pdata[i]);
}

static void
run (const guint8 *data,
     gsize         size)
{
  g_autofree guint8 *exact = g_malloc (MAX (size, 1));

  if (size > 0)
    memcpy (exact, data, size);
  LLVMFuzzerTestOneInput (exact, size);
}

/* Changes a few bytes: another one, one more, one less, a piece said again, a piece of another. */
static void
change (GByteArray *bytes,
        GRand      *random)
{
  static const char interesting[] = "\"\\;=, \t$\0\1\177\200\303\251[]{}09aZ:-<&%";

  for (int n = g_rand_int_range (random, 1, 6); n > 0; n--)
    {
      guint at = bytes->len > 0 ? g_rand_int_range (random, 0, bytes->len) : 0;
      guint8 byte = g_rand_boolean (random) ? interesting[g_rand_int_range (random, 0, sizeof interesting - 1)]
                                            : g_rand_int_range (random, 0, 256);

      switch (bytes->len > 0 ? g_rand_int_range (random, 0, 6) : 1)
        {
        case 0:
          bytes->data[at] = byte;
          break;
        case 1:
          g_byte_array_append (bytes, &byte, 1);
          memmove (bytes->data + at + 1, bytes->data + at, bytes->len - at - 1);
          bytes->data[at] = byte;
          break;
        case 2:
          g_byte_array_remove_index (bytes, at);
          break;
        case 3:
          g_byte_array_set_size (bytes, at);
          break;
        case 4:
          {
            guint length = g_rand_int_range (random, 1, MIN (bytes->len - at, 32) + 1);
            g_autofree guint8 *piece = g_memdup2 (bytes->data + at, length);

            g_byte_array_append (bytes, piece, length);
          }
          break;
        default:
          {
            gsize size;
            const guint8 *other = g_bytes_get_data (inputs->pdata[g_rand_int_range (random, 0, inputs->len)], &size);

            if (size > 1)
              {
                gsize start = g_rand_int_range (random, 1, size);

                g_byte_array_append (bytes, other + start, size - start);
              }
          }
        }
    }

  if (bytes->len > MAX_SIZE)
    g_byte_array_set_size (bytes, MAX_SIZE);
}

int
main (int   argc,
      char *argv[])
{
  const char *setting = g_getenv ("FUZZ_CHANGES");
  int n_changes = setting != NULL ? atoi (setting) : DEFAULT_CHANGES;

  g_log_set_always_fatal (G_LOG_LEVEL_MASK & ~(G_LOG_LEVEL_MESSAGE | G_LOG_LEVEL_INFO | G_LOG_LEVEL_DEBUG));

  inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (int i = 1; i < argc; i++)
    add_path (argv[i]);
  g_assert_cmpuint (inputs->len, >, 0);

  for (guint i = 0; i < inputs->len; i++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (i);
      gsize size;
      const guint8 *data = g_bytes_get_data (inputs->pdata[i], &size);

      run (data, size);
      for (int n = 0; n < n_changes; n++)
        {
          g_autoptr (GByteArray) bytes = g_byte_array_append (g_byte_array_new (), data, size);

          change (bytes, random);
          run (bytes->data, bytes->len);
        }
    }

  g_print ("%u inputs, and %d changes of each\n", inputs->len, n_changes);
  g_ptr_array_unref (inputs);

  return 0;
}
