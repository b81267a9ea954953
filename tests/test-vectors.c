/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Vectors in tests/data/: a line each, columns separated by one tab, bytes written as C escapes
 * where they do not print, `#` for a comment line.
 */

#include "test-vectors.h"

#include <string.h>

static GBytes *
unescape (const char *text)
{
  GString *bytes = g_string_new (NULL);

  /* Not g_strcompress (): a vector may hold NUL bytes. */
  for (const char *p = text; *p != '\0'; p++)
    {
      static const char from[] = "tnr\\";
      static const char to[] = "\t\n\r\\";
      const char *plain;

      if (*p != '\\')
        {
          g_string_append_c (bytes, *p);
          continue;
        }

      p++;
      plain = *p != '\0' ? strchr (from, *p) : NULL;
      if (plain != NULL)
        {
          g_string_append_c (bytes, to[plain - from]);
          continue;
        }

      g_assert_true (g_ascii_isdigit (p[0]) && g_ascii_isdigit (p[1]) && g_ascii_isdigit (p[2]));
      g_string_append_c (bytes, (p[0] - '0') * 64 + (p[1] - '0') * 8 + (p[2] - '0'));
      p += 2;
    }

  return g_string_free_to_bytes (bytes);
}

/*
 * test_vectors_run:
 * @file: name of a file below tests/data
 * @n_columns: how many columns each line must have
 *
 * Returns: how many vectors there were
 */
guint
test_vectors_run (const char     *file,
                  gsize           n_columns,
                  TestVectorFunc  func)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", file, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint n_vectors = 0;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = NULL;
      g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

      if (lines[i][0] == '\0' || lines[i][0] == '#')
        continue;

      fields = g_strsplit (lines[i], "\t", -1);
      if (g_strv_length (fields) != n_columns)
        g_error ("%s:%u: %u columns", file, i + 1, g_strv_length (fields));

      for (gsize j = 0; j < n_columns; j++)
        g_ptr_array_add (columns, unescape (fields[j]));

      func ((GBytes **) columns->pdata, n_columns, i + 1);
      n_vectors++;
    }

  return n_vectors;
}

/*
 * test_vector_exact:
 *
 * Returns: (transfer full): the bytes of a column in a block of exactly that size, so that
 *   a read past its end is seen by the sanitizer
 */
char *
test_vector_exact (GBytes *column,
                   gsize  *length)
{
  gconstpointer data = g_bytes_get_data (column, length);

  return g_memdup2 (data, *length);
}

/* Returns the text of a column that holds no NUL. */
const char *
test_vector_text (GBytes *column)
{
  gsize length;
  const char *text = g_bytes_get_data (column, &length);

  /* The GString these came from ends in NUL; an empty one gives no data. */
  return length > 0 ? text : "";
}
