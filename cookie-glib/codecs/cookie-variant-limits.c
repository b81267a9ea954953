/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-variant-private.h"

#include <string.h>

/*
 * What a type and a value may be, whoever wrote them. Everything that is done with a value takes
 * time in proportion to its size times the length of its type: the type is bounded here.
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

/* Whether the children of @value lie side by side in it. Where they overlap, as they can in what
 * was not written by GLib, a short value has exponentially many descendants.
 */
static gboolean
children_fit (GVariant *value)
{
  gsize left = g_variant_get_size (value);
  const gsize n = g_variant_n_children (value);

  /* a child of no bytes takes one to say where it ends, but for the last one */
  if (n > left + 1)
    return FALSE;

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (value, i);
      const gsize size = g_variant_get_size (child);

      if (size > left)
        return FALSE;
      left -= size;
    }

  return TRUE;
}

static gboolean
add_children (GVariantBuilder  *builder,
              GVariant         *value,
              guint             depth,
              CookieError       code,
              GError          **error)
{
  const gboolean is_variant = g_variant_is_of_type (value, G_VARIANT_TYPE_VARIANT);
  const gsize n = g_variant_n_children (value);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (value, i);
      g_autoptr (GVariant) rebuilt = NULL;

      if (is_variant && !cookie_variant_check_type (g_variant_get_type (child), depth, code, error))
        return FALSE;

      rebuilt = cookie_variant_rebuild (child, depth, code, error);
      if (rebuilt == NULL)
        return FALSE;

      g_variant_builder_add_value (builder, rebuilt);
    }

  return TRUE;
}

/* Builds @value, whose type was checked, again from its leaves, checking those on the way: what
 * comes out is in normal form, whatever went in. The bytes of @value were in normal form if those
 * of what comes out are the same. This asks nothing of GLib's own checks of a whole value, which
 * failed in the past (CVE-2023-29499, CVE-2023-32611, CVE-2023-32665).
 */
GVariant *
cookie_variant_rebuild (GVariant     *value,
                        guint         depth,
                        CookieError   code,
                        GError      **error)
{
  const gboolean is_container = g_variant_is_container (value);
  GVariantBuilder builder;

  if (is_container ? !children_fit (value) : !g_variant_is_normal_form (value))
    {
      g_set_error (error, COOKIE_ERROR, code,
                   "A value of type “%s” is not in normal form", g_variant_get_type_string (value));
      return NULL;
    }

  if (!is_container)
    return g_variant_ref_sink (value);

  g_variant_builder_init (&builder, g_variant_get_type (value));

  if (!add_children (&builder, value, depth + 1, code, error))
    {
      g_variant_builder_clear (&builder);
      return NULL;
    }

  return g_variant_ref_sink (g_variant_builder_end (&builder));
}
