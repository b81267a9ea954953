/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Random values through each composition of codecs that seal. */

#include "test-values.h"

#include <string.h>

#define NAME "fig"

/* The values of every inner codec come back; so do those that another seal is around. */
static void
test_round_trips (gconstpointer data)
{
  const char *name = data;
  const gboolean strings = g_str_has_suffix (name, "string") || g_str_has_suffix (name, "percent");
  g_autoptr (CookieCodec) codec = test_new_codec (name);
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_str_hash (name));

  for (guint i = 0; i < 100000; i++)
    {
      g_autoptr (GVariant) value = strings || i % 8 > 0 ? test_random_string (rand) : test_random_value (rand);

      test_round_trip (codec, NAME, value);
    }
}

int
main (int   argc,
      char *argv[])
{
  static const char * const compositions[] = {
    "signed-string", "signed-percent", "signed-smart", "signed-text", "signed-binary", "signed-signed-text",
    "encrypted-string", "encrypted-percent", "encrypted-smart", "encrypted-text", "encrypted-binary",
    "encrypted-signed-text", "signed-encrypted-text", "encrypted-encrypted-text",
  };
  const gboolean supported = cookie_encrypted_codec_is_supported ();

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (compositions); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cookie/round-trips/%s", compositions[i]);

      if (supported || strstr (compositions[i], "encrypted") == NULL)
        g_test_add_data_func (path, compositions[i], test_round_trips);
    }

  return g_test_run ();
}
