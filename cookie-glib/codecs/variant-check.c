/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "variant.h"

#include <string.h>

/*
 * Checks serialised bytes before GLib is given them: that they are in normal form (the GVariant
 * specification, section 2), so that each byte is looked at once for each container around it.
 *
 * GLib's own functions do the same, but they failed to in the past (CVE-2023-29499, CVE-2023-32611,
 * CVE-2023-32665), and take quadratic time on an array that is not in normal form.
 */

typedef struct {
  const guint8 *data;
  CookieError code;
  GError **error;
} Checker;

static gboolean check (Checker            *self,
                       const GVariantType *type,
                       gsize               start,
                       gsize               end,
                       guint               depth);

static gboolean
fail (Checker *self,
      gsize    offset)
{
  g_set_error (self->error, COOKIE_ERROR, self->code,
               "The value is not in normal form: at byte %" G_GSIZE_FORMAT " of its bytes", offset);

  return FALSE;
}

static gsize
align (gsize offset,
       gsize alignment)
{
  return (offset + alignment - 1) & ~(alignment - 1);
}

CookieVariantLayout
cookie_variant_get_layout (const GVariantType *type)
{
  CookieVariantLayout layout = { 1, 0 };
  gboolean is_fixed = TRUE;

  switch (*g_variant_type_peek_string (type))
    {
    case 'b':
    case 'y':
      return (CookieVariantLayout) { 1, 1 };
    case 'n':
    case 'q':
      return (CookieVariantLayout) { 2, 2 };
    case 'i':
    case 'u':
      return (CookieVariantLayout) { 4, 4 };
    case 'x':
    case 't':
    case 'd':
      return (CookieVariantLayout) { 8, 8 };
    case 'v':
      return (CookieVariantLayout) { 8, 0 };

    case 'a':
    case 'm':
      layout = cookie_variant_get_layout (g_variant_type_element (type));
      return (CookieVariantLayout) { layout.alignment, 0 };

    case '(':
    case '{':
      for (const GVariantType *item = g_variant_type_first (type); item != NULL; item = g_variant_type_next (item))
        {
          const CookieVariantLayout member = cookie_variant_get_layout (item);

          layout.alignment = MAX (layout.alignment, member.alignment);
          layout.size = align (layout.size, member.alignment) + member.size;
          is_fixed &= member.size > 0;
        }
      layout.size = is_fixed ? MAX (align (layout.size, layout.alignment), 1) : 0;
      return layout;

    default:
      return layout;
    }
}

/* How many bytes each of the offsets at the end of a container takes */
static gsize
get_offset_size (gsize container_size)
{
  if (container_size <= G_MAXUINT8)
    return 1;

  return container_size <= G_MAXUINT16 ? 2 : 4;
}

/* Whether the offsets are as short as they can be */
static gboolean
is_shortest (gsize body_size,
             gsize n_offsets,
             gsize offset_size)
{
  return offset_size == 1 || get_offset_size (body_size + n_offsets * (offset_size / 2)) == offset_size;
}

static gsize
read_offset (Checker *self,
             gsize    at,
             gsize    size)
{
  gsize offset = 0;

  for (gsize i = 0; i < size; i++)
    offset |= (gsize) self->data[at + i] << 8 * i;

  return offset;
}

/* Whether there are zeros alone from @start to @end. */
static gboolean
check_padding (Checker *self,
               gsize    start,
               gsize    end)
{
  for (gsize i = start; i < end; i++)
    {
      if (self->data[i] != 0)
        return fail (self, i);
    }

  return TRUE;
}

static gboolean
check_string (Checker *self,
              char     kind,
              gsize    start,
              gsize    end)
{
  const char *string = (const char *) self->data + start;

  /* the NUL at the end is the only one */
  if (start == end || memchr (string, '\0', end - start) != string + (end - start) - 1)
    return fail (self, start);

  if (!(kind == 's' ? g_utf8_validate (string, -1, NULL) :
        kind == 'o' ? g_variant_is_object_path (string) : g_variant_is_signature (string)))
    return fail (self, start);

  return TRUE;
}

static gboolean
check_maybe (Checker            *self,
             const GVariantType *type,
             gsize               start,
             gsize               end,
             guint               depth)
{
  const GVariantType *element = g_variant_type_element (type);

  if (start == end)
    return TRUE;

  if (cookie_variant_get_layout (element).size > 0)
    return check (self, element, start, end, depth + 1);

  return check_padding (self, end - 1, end) && check (self, element, start, end - 1, depth + 1);
}

/* Checks what starts at the next place for its type after @position. */
static gboolean
check_next (Checker            *self,
            const GVariantType *type,
            gsize               position,
            gsize               end,
            guint               depth)
{
  const gsize start = align (position, cookie_variant_get_layout (type).alignment);

  if (start > end)
    return fail (self, position);

  return check_padding (self, position, start) && check (self, type, start, end, depth + 1);
}

static gboolean
check_fixed_array (Checker            *self,
                   const GVariantType *element,
                   gsize               element_size,
                   gsize               start,
                   gsize               end,
                   guint               depth)
{
  if ((end - start) % element_size != 0)
    return fail (self, start);

  for (gsize position = start; position < end; position += element_size)
    {
      if (!check (self, element, position, position + element_size, depth + 1))
        return FALSE;
    }

  return TRUE;
}

/* After the elements there is a table of where each of them ends: the last one where it starts. */
static gboolean
check_array (Checker            *self,
             const GVariantType *type,
             gsize               start,
             gsize               end,
             guint               depth)
{
  const GVariantType *element = g_variant_type_element (type);
  const gsize element_size = cookie_variant_get_layout (element).size;
  const gsize offset_size = get_offset_size (end - start);
  gsize body_size, n, position = start;

  if (element_size > 0)
    return check_fixed_array (self, element, element_size, start, end, depth);

  if (start == end)
    return TRUE;

  body_size = end - start >= offset_size ? read_offset (self, end - offset_size, offset_size) : G_MAXSIZE;
  if (body_size >= end - start || (end - start - body_size) % offset_size != 0)
    return fail (self, start);

  n = (end - start - body_size) / offset_size;
  if (!is_shortest (body_size, n, offset_size))
    return fail (self, start);

  for (gsize i = 0; i < n; i++)
    {
      const gsize offset = read_offset (self, start + body_size + i * offset_size, offset_size);

      if (offset > body_size || start + offset < position)
        return fail (self, position);

      if (!check_next (self, element, position, start + offset, depth))
        return FALSE;

      position = start + offset;
    }

  return TRUE;
}

/* A tuple or a dictionary entry. After the members there is where each one ends whose type does not
 * say so, in reverse, but for the last member; if there is none, there may be padding.
 */
static gboolean
check_members (Checker            *self,
               const GVariantType *type,
               gsize               start,
               gsize               end,
               guint               depth)
{
  const CookieVariantLayout layout = cookie_variant_get_layout (type);
  const gsize offset_size = get_offset_size (end - start);
  gsize n_offsets = 0, body_end, table = end, position = start;

  for (const GVariantType *item = g_variant_type_first (type); item != NULL; item = g_variant_type_next (item))
    n_offsets += cookie_variant_get_layout (item).size == 0 && g_variant_type_next (item) != NULL;

  if (layout.size > 0 ? end - start != layout.size : end - start < n_offsets * offset_size)
    return fail (self, start);

  body_end = end - n_offsets * offset_size;
  if (!is_shortest (body_end - start, n_offsets, offset_size))
    return fail (self, start);

  for (const GVariantType *item = g_variant_type_first (type); item != NULL; item = g_variant_type_next (item))
    {
      const CookieVariantLayout member = cookie_variant_get_layout (item);
      gsize member_end = body_end;

      if (member.size > 0)
        {
          member_end = align (position, member.alignment) + member.size;
        }
      else if (g_variant_type_next (item) != NULL)
        {
          table -= offset_size;
          member_end = start + MIN (read_offset (self, table, offset_size), end - start);
        }

      if (member_end < position || member_end > body_end)
        return fail (self, position);

      if (!check_next (self, item, position, member_end, depth))
        return FALSE;

      position = member_end;
    }

  if (layout.size == 0 && position != body_end)
    return fail (self, position);

  return check_padding (self, position, body_end);
}

/* After the value there is a NUL and its type. */
static gboolean
check_variant (Checker *self,
               gsize    start,
               gsize    end,
               guint    depth)
{
  g_autofree char *string = NULL;
  gsize nul = end;

  while (nul > start && self->data[nul - 1] != '\0')
    nul--;

  if (nul == start)
    return fail (self, start);

  string = g_strndup ((const char *) self->data + nul, end - nul);
  if (!g_variant_type_string_is_valid (string) || !g_variant_type_is_definite (G_VARIANT_TYPE (string)))
    return fail (self, nul);

  return cookie_variant_check_type (G_VARIANT_TYPE (string), depth + 1, self->code, self->error) &&
         check_next (self, G_VARIANT_TYPE (string), start, nul - 1, depth);
}

static gboolean
check (Checker            *self,
       const GVariantType *type,
       gsize               start,
       gsize               end,
       guint               depth)
{
  const char kind = *g_variant_type_peek_string (type);

  switch (kind)
    {
    case 's':
    case 'o':
    case 'g':
      return check_string (self, kind, start, end);

    case 'v':
      return check_variant (self, start, end, depth);

    case 'm':
      return check_maybe (self, type, start, end, depth);

    case 'a':
      return check_array (self, type, start, end, depth);

    case '(':
    case '{':
      return check_members (self, type, start, end, depth);

    default:
      if (end - start != cookie_variant_get_layout (type).size || (kind == 'b' && self->data[start] > 1))
        return fail (self, start);
      return TRUE;
    }
}

/* Whether the @length bytes at @data are a value of @type, which was checked, in normal form. The
 * order of the bytes of a number does not matter, and offsets are little-endian on every machine. The
 * values in variants are held to what cookie_variant_check_type () says.
 */
gboolean
cookie_variant_check (const GVariantType  *type,
                      const guint8        *data,
                      gsize                length,
                      CookieError          code,
                      GError             **error)
{
  Checker self = { data, code, error };

  /* GLib has no bytes for a value of fixed size that was made of too few */
  if (data == NULL && length > 0)
    return fail (&self, 0);

  return check (&self, type, 0, length, 0);
}
