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
gpointer
cookie_secret_memory_new (gsize size)
{
#ifdef HAVE_LIBSODIUM
  gpointer data;

  if (sodium_init () < 0 || (data = sodium_malloc (size)) == NULL)
    g_error ("There is no memory for a secret of %" G_GSIZE_FORMAT " bytes", size);
  cookie_secrets_wipe (data, size);

  return data;
#else
  return g_malloc0 (size);
#endif
}

void
cookie_secret_memory_free (gpointer data,
                           gsize    size)
{
#ifdef HAVE_LIBSODIUM
  sodium_free (data);
#else
  cookie_secrets_wipe (data, size);
  g_free (data);
#endif
}

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
