/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "copy.h"

/* Returns the COOKIE_TEXT_* flags of a text and copies it. The copy ends with a NUL. */
guint
cookie_text_copy (char       *copy,
                  const char *text,
                  gsize       length)
{
  copy[length] = '\0';

  return cookie_copy_text (copy, text, length, NULL, NULL);
}
