/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* GLib is not built with ThreadSanitizer, which therefore does not see its locks and counts. These
 * stand before those of GLib in a program, and say to ThreadSanitizer what they do.
 */

#define _GNU_SOURCE

#include <dlfcn.h>
#include <glib.h>
#include <sanitizer/tsan_interface.h>

void __tsan_write8 (void *address);

#define REAL(name) ((__typeof__ (&(name))) dlsym (RTLD_NEXT, #name))

void
g_mutex_lock (GMutex *mutex)
{
  REAL (g_mutex_lock) (mutex);
  __tsan_acquire (mutex);
}

void
g_mutex_unlock (GMutex *mutex)
{
  __tsan_release (mutex);
  REAL (g_mutex_unlock) (mutex);
}

gboolean
g_atomic_ref_count_dec (gatomicrefcount *count)
{
  gboolean is_last;

  __tsan_release (count);
  is_last = REAL (g_atomic_ref_count_dec) (count);
  if (is_last)
    __tsan_acquire (count);

  return is_last;
}

/* Nor what they write: a queue is written by whoever pushes and pops. */
void
g_queue_push_tail (GQueue   *queue,
                   gpointer  data)
{
  __tsan_write8 (queue);
  REAL (g_queue_push_tail) (queue, data);
}

gpointer
g_queue_pop_head (GQueue *queue)
{
  __tsan_write8 (queue);

  return REAL (g_queue_pop_head) (queue);
}
