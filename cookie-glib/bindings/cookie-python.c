/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* PyGObject looks for a typelib and for its override in different places. If it finds the typelib
 * alone, its errors do not tell why: GObject.__init__ () "takes exactly 0 arguments", then. Nothing
 * of ours runs in Python in that case but this library, which PyGObject loads on the first use.
 */

#include "config.h"

#include <dlfcn.h>
#include <glib.h>
#include <string.h>

/* POSIX lets a pointer from dlsym () be copied to a pointer to a function. */
static gboolean
look_up (void       *program,
         const char *name,
         void       *function)
{
  void *symbol = dlsym (program, name);

  memcpy (function, &symbol, sizeof symbol);

  return symbol != NULL;
}

__attribute__ ((constructor)) static void
warn_without_override (void)
{
  void *program = dlopen (NULL, RTLD_LAZY);
  int (*is_initialized) (void);
  int (*holds_lock) (void);
  void *(*get_modules) (void);
  void *(*get_item) (void *, const char *);

  if (program == NULL)
    return;

  if (look_up (program, "Py_IsInitialized", &is_initialized) && is_initialized () &&
      look_up (program, "PyGILState_Check", &holds_lock) && holds_lock () &&
      look_up (program, "PyImport_GetModuleDict", &get_modules) &&
      look_up (program, "PyDict_GetItemString", &get_item) &&
      get_item (get_modules (), "gi.repository.Cookie") != NULL &&
      get_item (get_modules (), "gi.overrides.Cookie") == NULL)
    g_warning ("Python found the typelib of cookie-glib, but not its override, without which most "
               "of the manual does not apply to Python. Add the folder that gi/overrides/Cookie "
               "is in to PYTHONPATH; it is installed in " PYTHON_DIR ".");

  dlclose (program);
}
