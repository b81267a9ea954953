/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "secrets.h"

#include <string.h>

/* Overwrites a secret. No compiler leaves this out, though the memory is not read again. */
void
cookie_secrets_wipe (gpointer data,
                     gsize    size)
{
  memset (data, 0, size);
  __asm__ __volatile__ ("" : : "r" (data) : "memory");
}

/* Compares all bytes, so that the time does not depend on where they differ. The barrier hides from
 * the compiler that nothing can change once a difference was found.
 */
gboolean
cookie_secrets_equal (gconstpointer a,
                      gconstpointer b,
                      gsize         size)
{
  const guint8 *p = a, *q = b;
  guint difference = 0;

  for (gsize i = 0; i < size; i++)
    {
      difference |= p[i] ^ q[i];
      __asm__ __volatile__ ("" : "+r" (difference));
    }

  return difference == 0;
}
