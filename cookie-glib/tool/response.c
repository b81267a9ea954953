/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "response.h"

#include "scope.h"

#include <string.h>

/* Of two cookies with the same name, domain and path, browsers keep the last one, §5.7. */

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      user_data)
{
  return strcmp (a, b);
}

/* Returns what tells a cookie apart. A line break is in none. */
static char *
make_key (const Inspection *inspection)
{
  g_autofree char *host = scope_dup_host (inspection);
  g_autofree char *path = scope_dup_path (inspection);

  return g_strdup_printf ("%s\n%s\n%s\n%d%d", cookie_morsel_get_key (inspection->morsel), host != NULL ? host : "", path != NULL ? path : "",
                          scope_is_host_only (inspection), cookie_morsel_get_partitioned (inspection->morsel));
}

/* Adds a field of the message @number, and says in the inspection whether its cookie replaces another of this message. */
void
response_add (Response   *self,
              Inspection *inspection,
              guint       number)
{
  g_autofree char *key = NULL;
  gpointer line;

  if (number != self->number)
    response_clear (self);
  self->number = number;

  if (number == 0 || (inspection->verdict != VERDICT_KEPT && inspection->verdict != VERDICT_REMOVED))
    return;

  if (self->cookies == NULL)
    self->cookies = g_tree_new_full (compare, NULL, g_free, NULL);

  key = make_key (inspection);
  if (g_tree_lookup_extended (self->cookies, key, NULL, &line))
    {
      inspection->replaces = TRUE;
      inspection->replaced_line = GPOINTER_TO_UINT (line);
    }
  g_tree_replace (self->cookies, g_steal_pointer (&key), GUINT_TO_POINTER (inspection->line));
}

void
response_clear (Response *self)
{
  g_clear_pointer (&self->cookies, g_tree_unref);
  self->number = 0;
}
