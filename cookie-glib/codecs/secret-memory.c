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

/* What stands before the bytes: whether they are guarded. libsodium aligns the end of a block, and so does not align this. */
#define HEAD_SIZE 16

static int n_guarded;

gpointer
cookie_secret_memory_new (gsize size)
{
  guint8 *head = NULL;

  if (g_atomic_int_add (&n_guarded, 1) < MAX_GUARDED && sodium_init () >= 0)
    head = sodium_malloc (HEAD_SIZE + size);

  if (head != NULL)
    {
      cookie_secrets_wipe (head, HEAD_SIZE + size);
      head[0] = TRUE;
    }
  else
    {
      g_atomic_int_add (&n_guarded, -1);
      head = g_malloc0 (HEAD_SIZE + size);
    }

  return head + HEAD_SIZE;
}

void
cookie_secret_memory_free (gpointer data,
                           gsize    size)
{
  guint8 *head = (guint8 *) data - HEAD_SIZE;

  if (head[0])
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
