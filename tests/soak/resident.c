/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "resident.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The resident memory of a process, "self" or a number, in bytes. */
gsize
soak_get_resident (const char *process)
{
  g_autofree char *file = g_strdup_printf ("/proc/%s/statm", process);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (file, &text, NULL, &error))
    g_error ("%s", error->message);

  return strtoul (strchr (text, ' '), NULL, 10) * sysconf (_SC_PAGESIZE);
}
