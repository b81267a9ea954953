/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A `Cookie:` header, in each profile. The first byte chooses the codec. */

#include "fuzz.h"

#include <string.h>

static void
load (CookieProfile  profile,
      guint8         choice,
      const char    *header,
      gsize          length)
{
  g_autoptr (CookieBaseCookie) cookie = cookie_base_cookie_new ();
  g_autoptr (CookieBaseCookie) again = cookie_base_cookie_new ();
  g_autoptr (CookieCodec) codec = fuzz_choose_codec (choice);
  g_autoptr (GBytes) bytes = g_bytes_new (header, length);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *text_again = NULL;
  gboolean loaded;

  cookie_base_cookie_set_profile (cookie, profile);
  cookie_base_cookie_set_codec (cookie, codec);
  loaded = cookie_base_cookie_load_bytes (cookie, bytes, &error);
  fuzz_check_error (loaded, error);

  {
    g_autoptr (GPtrArray) diagnostics = cookie_base_cookie_get_diagnostics (cookie);

    g_assert_cmpuint (diagnostics->len, <=, 101);
    fuzz_check_diagnostics (diagnostics, length);
  }

  if (!loaded)
    g_assert_cmpuint (cookie_base_cookie_get_size (cookie), ==, 0);
  if (profile == COOKIE_PROFILE_RFC6265)
    g_assert_true (loaded || g_error_matches (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT));
  if (profile == COOKIE_PROFILE_STRICT)
    {
      gboolean strict = fuzz_is_strict (header, length);

      g_assert_true (strict || !loaded);
      if (strict && codec == NULL)
        g_assert_true (loaded || g_error_matches (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT));
    }

  fuzz_check_cookie (cookie);
  if (!loaded)
    return;

  /* what was read, and is written, is read again */
  text = cookie_base_cookie_to_cookie_header (cookie);
  cookie_base_cookie_set_profile (again, profile);
  cookie_base_cookie_set_codec (again, codec);
  g_clear_error (&error);
  loaded = cookie_base_cookie_load (again, text, &error);
  g_assert_no_error (error);
  text_again = cookie_base_cookie_to_cookie_header (again);
  g_assert_cmpstr (text_again, ==, text);

  /* and loaded once more into the same cookie, is nothing new */
  loaded = cookie_base_cookie_load (cookie, text, &error);
  g_assert_no_error (error);
  g_clear_pointer (&text_again, g_free);
  text_again = cookie_base_cookie_to_cookie_header (cookie);
  g_assert_cmpstr (text_again, ==, text);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  guint8 choice = fuzz_take_byte (&data, &size);

  for (CookieProfile profile = COOKIE_PROFILE_PYTHON; profile <= COOKIE_PROFILE_STRICT; profile++)
    load (profile, choice, (const char *) data, size);

  return 0;
}
