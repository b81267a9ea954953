/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Called for each line of a file of vectors with its columns, C escapes undone. A column may
 * hold NUL bytes when it was written as \000, so each has its length. */
typedef void (*TestVectorFunc) (GBytes **columns,
                                gsize    n_columns,
                                guint    line);

guint       test_vectors_run     (const char     *file,
                                  gsize           n_columns,
                                  TestVectorFunc  func);
char       *test_vector_exact    (GBytes         *column,
                                  gsize          *length);
const char *test_vector_text     (GBytes         *column);

G_END_DECLS
