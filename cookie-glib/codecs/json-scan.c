/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "json.h"

#include "cookie-error-private.h"
#include "core/chars.h"
#include "percent.h"

#include <math.h>
#include <string.h>

/*
 * Checks in one pass that a text is what JSON.parse () reads (ECMA-404), and that a value can hold
 * it. json-glib reads more, and other values: `01`, comments, 1e400, no number of 20 digits.
 *
 * What json-glib is given is written anew, so that nothing depends on its version:
 * - A number is 0. All numbers are put into an array, in their order.
 * - An object, {"a":1}, is the array of its names and values behind a name of ours, {"o":["a",0]}:
 *   json-glib's own objects forget an earlier member of the same name, and hash names without a key.
 *   Where the names are is put into another array.
 */

typedef struct {
  const char *text;
  const char *p;
  const char *coded_value;
  GString *output;
  GArray *numbers;
  GArray *offsets;
  GError **error;
} Scanner;

static gboolean scan_value (Scanner *self,
                            guint    depth);

static gboolean
fail (Scanner    *self,
      const char *rule)
{
  cookie_set_error_at (self->error, COOKIE_ERROR_DECODE, rule, self->coded_value, strlen (self->coded_value),
                       cookie_percent_offset (self->coded_value, self->p - self->text));

  return FALSE;
}

static void
skip_space (Scanner *self)
{
  self->p += strspn (self->p, " \t\n\r");
}

/* Skips @c and the space before it. */
static gboolean
skip (Scanner *self,
      char     c)
{
  skip_space (self);

  if (*self->p != c)
    return FALSE;

  self->p++;

  return TRUE;
}

static gboolean
scan_word (Scanner    *self,
           const char *word)
{
  if (!g_str_has_prefix (self->p, word))
    return fail (self, "A value of JSON is missing");

  self->p += strlen (word);
  g_string_append (self->output, word);

  return TRUE;
}

/* The number of the digits at @p */
static gsize
count_digits (const char *p)
{
  return strspn (p, "0123456789");
}

static gboolean
scan_number (Scanner *self)
{
  const char *p = self->p;
  const gboolean negative = *p == '-';
  const gsize n_digits = count_digits (p + negative);
  gsize n_more = 1;
  double number;

  p += negative + n_digits;
  if (n_digits == 0 || (n_digits > 1 && p[-(gssize) n_digits] == '0'))
    return fail (self, "A number must begin with one 0, or with another digit");

  if (*p == '.')
    {
      n_more = count_digits (p + 1);
      p += 1 + n_more;
    }
  if (n_more > 0 && (*p == 'e' || *p == 'E'))
    {
      p += p[1] == '+' || p[1] == '-' ? 2 : 1;
      n_more = count_digits (p);
      p += n_more;
    }
  if (n_more == 0)
    return fail (self, "A digit of a number is missing");

  number = g_ascii_strtod (self->p, NULL);
  if (isinf (number))
    return fail (self, "A number is too large");

  self->p = p;
  g_string_append_c (self->output, '0');
  g_array_append_val (self->numbers, number);

  return TRUE;
}

static gboolean
scan_escape (Scanner *self)
{
  int unit;

  if (self->p[1] != '\0' && strchr ("\"\\/bfnrt", self->p[1]) != NULL)
    {
      self->p += strlen ("\\n");
      return TRUE;
    }

  unit = cookie_text_get_code_unit (self->p);
  if (unit < 0)
    return fail (self, "An escape that JSON does not have");
  if (unit == 0)
    return fail (self, "A string cannot hold U+0000");
  if ((unit & 0xfc00) == 0xd800)
    {
      if ((cookie_text_get_code_unit (self->p + strlen ("\\u0000")) & ~0x3ff) != 0xdc00)
        return fail (self, "A surrogate without the other half of its pair");
      self->p += strlen ("\\u0000");
    }
  else if ((unit & 0xfc00) == 0xdc00)
    {
      return fail (self, "A surrogate without the other half of its pair");
    }

  self->p += strlen ("\\u0000");

  return TRUE;
}

static gboolean
scan_string (Scanner *self)
{
  const char *start = self->p++;

  while (*self->p != '"')
    {
      if (*self->p == '\0')
        return fail (self, "The “\"” at the end of a string is missing");
      if ((guint8) *self->p < ' ')
        return fail (self, "A string has a control character that is not escaped");
      if (*self->p != '\\')
        self->p++;
      else if (!scan_escape (self))
        return FALSE;
    }

  self->p++;
  g_string_append_len (self->output, start, self->p - start);

  return TRUE;
}

static gboolean
scan_array (Scanner *self,
            guint    depth)
{
  g_string_append_c (self->output, '[');

  if (!skip (self, ']'))
    {
      do
        {
          if (self->output->str[self->output->len - 1] != '[')
            g_string_append_c (self->output, ',');
          if (!scan_value (self, depth))
            return FALSE;
        }
      while (skip (self, ','));

      if (!skip (self, ']'))
        return fail (self, "A “,” or “]” is missing");
    }

  g_string_append_c (self->output, ']');

  return TRUE;
}

static gboolean
scan_member (Scanner *self,
             guint    depth)
{
  gsize offset;

  skip_space (self);
  offset = self->p - self->text;

  if (*self->p != '"')
    return fail (self, "The name of a member, between “\"”, is missing");
  if (!scan_string (self))
    return FALSE;
  if (!skip (self, ':'))
    return fail (self, "The “:” after a name is missing");

  g_array_append_val (self->offsets, offset);
  g_string_append_c (self->output, ',');

  return scan_value (self, depth);
}

static gboolean
scan_object (Scanner *self,
             guint    depth)
{
  g_string_append (self->output, "{\"o\":[");

  if (!skip (self, '}'))
    {
      do
        {
          if (self->output->str[self->output->len - 1] != '[')
            g_string_append_c (self->output, ',');
          if (!scan_member (self, depth))
            return FALSE;
        }
      while (skip (self, ','));

      if (!skip (self, '}'))
        return fail (self, "A “,” or “}” is missing");
    }

  g_string_append (self->output, "]}");

  return TRUE;
}

static gboolean
scan_value (Scanner *self,
            guint    depth)
{
  skip_space (self);

  switch (*self->p)
    {
    case '"':
      return scan_string (self);

    case 't':
      return scan_word (self, "true");

    case 'f':
      return scan_word (self, "false");

    case '[':
    case '{':
      if (depth == COOKIE_JSON_MAX_NESTING)
        return fail (self, "More than " G_STRINGIFY (COOKIE_JSON_MAX_NESTING) " arrays and objects in each other");
      return *self->p++ == '[' ? scan_array (self, depth + 1) : scan_object (self, depth + 1);

    default:
      return *self->p == '-' || g_ascii_isdigit (*self->p) ? scan_number (self) : scan_word (self, "null");
    }
}

/* What json-glib is to read in the place of the JSON that starts @start bytes into @text, which is
 * UTF-8, and ends it; appends the numbers to @numbers, and the offsets of names in @text to @offsets. NULL with
 * DECODE set, for a place in @coded_value, if there is no JSON.
 */
char *
cookie_json_scan (const char  *text,
                  gsize        start,
                  const char  *coded_value,
                  GArray      *numbers,
                  GArray      *offsets,
                  GError     **error)
{
  g_autoptr (GString) output = g_string_new (NULL);
  Scanner self = { text, text + start, coded_value, output, numbers, offsets, error };

  if (!scan_value (&self, 0))
    return NULL;

  skip_space (&self);
  if (*self.p != '\0')
    {
      fail (&self, "Nothing may follow the value");
      return NULL;
    }

  return g_string_free (g_steal_pointer (&output), FALSE);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  const CookieJsonName *name = a, *other = b;
  const int order = strcmp (name->text, other->text);

  return order != 0 ? order : (name->offset > other->offset) - (name->offset < other->offset);
}

/* Sorts the names and returns one that is there before, or NULL. */
const CookieJsonName *
cookie_json_find_duplicate (GArray *names)
{
  g_array_sort (names, compare_names);

  for (guint i = 1; i < names->len; i++)
    {
      const CookieJsonName *name = &g_array_index (names, CookieJsonName, i);

      if (g_str_equal (name[-1].text, name->text))
        return name;
    }

  return NULL;
}
