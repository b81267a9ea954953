/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "secret-memory.h"

#include "core/secrets.h"

#ifdef HAVE_LIBSODIUM
# include <sodium.h>
#endif

/* Memory for secrets, zero at first and wiped when it is freed. That of libsodium is neither swapped
 * nor in a core dump, as far as the system permits, and has pages around it that cannot be accessed.
 * Nothing in it may be the only pointer to other memory: tools that look for leaks do not see it.
 */
#ifdef HAVE_LIBSODIUM

/* Each takes four mappings, of which a process can have 65,530: what a program makes without end is in ordinary memory. */
#define MAX_GUARDED 4096

/* Stands before the bytes, which stay aligned. */
typedef union {
  gboolean is_guarded;
  guint8 padding[16];
} Head;

static int n_guarded;

gpointer
cookie_secret_memory_new (gsize size)
{
  Head *head = NULL;

  if (g_atomic_int_add (&n_guarded, 1) < MAX_GUARDED && sodium_init () >= 0)
    head = sodium_malloc (sizeof *head + size);

  if (head != NULL)
    {
      cookie_secrets_wipe (head, sizeof *head + size);
      head->is_guarded = TRUE;
    }
  else
    {
      g_atomic_int_add (&n_guarded, -1);
      head = g_malloc0 (sizeof *head + size);
    }

  return head + 1;
}

void
cookie_secret_memory_free (gpointer data,
                           gsize    size)
{
  Head *head = (Head *) data - 1;

  if (head->is_guarded)
    {
      sodium_free (head);
      g_atomic_int_add (&n_guarded, -1);
    }
  else
    {
      cookie_secrets_wipe (data, size);
      g_free (head);
    }
}

#else

gpointer
cookie_secret_memory_new (gsize size)
{
  return g_malloc0 (size);
}

void
cookie_secret_memory_free (gpointer data,
                           gsize    size)
{
  cookie_secrets_wipe (data, size);
  g_free (data);
}

#endif

typedef struct {
  gpointer data;
  gsize size;
} Block;

static void
block_free (gpointer user_data)
{
  Block *block = user_data;

  cookie_secret_memory_free (block->data, block->size);
  g_free (block);
}

/* Bytes that own @data, which is secret memory. */
GBytes *
cookie_secret_memory_bytes (gpointer data,
                            gsize    size)
{
  Block *block = g_new (Block, 1);

  block->data = data;
  block->size = size;

  return g_bytes_new_with_free_func (data, size, block_free, block);
}
