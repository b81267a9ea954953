/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "variant.h"

#include <string.h>

/*
 * What a type may be, whoever wrote it. Everything that is done with a value takes time in
 * proportion to its length times the length of its type: so that is bounded, too.
 */

/* Containers in containers, a variant being one */
#define MAX_NESTING 16

/* The bound that D-Bus has, too */
#define MAX_TYPE_LENGTH 255

/* How deeply the type at @p, which is valid and definite, nests; moves @p past it. */
static guint
type_nesting (const char **p)
{
  guint nesting = 0;

  switch (*(*p)++)
    {
    case 'a':
    case 'm':
      return 1 + type_nesting (p);

    case 'v':
      return 1;

    case '(':
    case '{':
      while (**p != ')' && **p != '}')
        {
          const guint member = type_nesting (p);

          nesting = MAX (nesting, member);
        }
      (*p)++;
      return 1 + nesting;

    default:
      return 0;
    }
}

/* Whether a value of @type, which is definite, may stand @depth containers deep. */
gboolean
cookie_variant_check_type (const GVariantType  *type,
                           guint                depth,
                           CookieError          code,
                           GError             **error)
{
  const gsize length = g_variant_type_get_string_length (type);
  g_autofree char *string = NULL;
  const char *p;

  if (length > MAX_TYPE_LENGTH)
    {
      g_set_error (error, COOKIE_ERROR, code,
                   "The type is %" G_GSIZE_FORMAT " characters long: %d is the limit", length, MAX_TYPE_LENGTH);
      return FALSE;
    }

  p = string = g_variant_type_dup_string (type);

  if (strchr (string, 'h') != NULL)
    {
      g_set_error (error, COOKIE_ERROR, code, "The type “%s” has a handle, which cannot travel in a cookie", string);
      return FALSE;
    }

  if (depth + type_nesting (&p) > MAX_NESTING)
    {
      g_set_error (error, COOKIE_ERROR, code,
                   "The type “%s”, %u deep in others, nests more than %d levels", string, depth, MAX_NESTING);
      return FALSE;
    }

  return TRUE;
}
