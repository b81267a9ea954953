/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A plain GObject with two strings for each pair, made at once: what a Morsel is compared with. */

#include <glib-object.h>
#include <string.h>

#include "harness.h"

typedef struct {
  GObject parent_instance;
  char *name;
  char *value;
} Pair;

typedef GObjectClass PairClass;

GType pair_get_type (void);

G_DEFINE_TYPE (Pair, pair, G_TYPE_OBJECT)

static void
pair_finalize (GObject *object)
{
  Pair *self = (Pair *) object;

  g_free (self->name);
  g_free (self->value);

  G_OBJECT_CLASS (pair_parent_class)->finalize (object);
}

static void
pair_class_init (PairClass *klass)
{
  klass->finalize = pair_finalize;
}

static void
pair_init (Pair *self)
{
}

static GPtrArray *pairs;

static size_t
run_morsels (void *item)
{
  const char *header = item;
  size_t n;

  for (const char *end = header; *end != '\0'; header = end + strspn (end, "; "))
    {
      const char *equals = strchr (header, '=');
      Pair *pair = g_object_new (pair_get_type (), NULL);

      end = strchrnul (equals, ';');
      pair->name = g_strndup (header, equals - header);
      pair->value = g_strndup (equals + 1, end - equals - 1);
      g_ptr_array_add (pairs, pair);
    }

  n = pairs->len;
  g_ptr_array_set_size (pairs, 0);
  return n;
}

static const Benchmark benchmarks[] = {
  { "morsels", "a GObject with two strings each", NULL, run_morsels },
};

int
main (int    argc,
      char **argv)
{
  pairs = g_ptr_array_new_with_free_func (g_object_unref);

  return harness_main (benchmarks, G_N_ELEMENTS (benchmarks), argc, argv);
}
