/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-morsel-private.h"

#include "core/date.h"
#include "core/name-prefix.h"
#include "core/quote.h"

#include <string.h>

/* The output of a morsel. All parts were checked when they were set. */

/* A line is assembled from pieces, so each is copied once. */
typedef struct {
  const char *text;
  gsize length;
} Piece;

/* the name and the value, two for each attribute, the dot of a domain, and the unknown attributes */
#define MAX_PIECES (3 + 2 * COOKIE_N_ATTRIBUTES + 2)

typedef struct {
  Piece pieces[MAX_PIECES];
  guint n_pieces;
  gsize length;
  char expires[COOKIE_DATE_SIZE];
  GString *comment;
} Line;

static inline void
add_len (Line       *line,
         const char *text,
         gsize       length)
{
  line->pieces[line->n_pieces++] = (Piece) { text, length };
  line->length += length;
}

static inline void
add (Line       *line,
     const char *text)
{
  add_len (line, text, strlen (text));
}

static void
add_attribute (Line                     *line,
               const CookieAttributeSet *attributes,
               CookieAttribute           attribute)
{
  const CookieAttributePrefix *prefix = &cookie_attribute_prefixes[attribute];
  const char *text = attributes->texts[attribute];

  if (cookie_attribute_is_flag (attribute))
    {
      if (cookie_attribute_set_has_flag (attributes, attribute))
        add_len (line, prefix->text, prefix->length);
      return;
    }

  add_len (line, prefix->text, prefix->length);
  if (attribute == COOKIE_ATTRIBUTE_EXPIRES && attributes->kinds[attribute] == COOKIE_ATTRIBUTE_INTEGER)
    {
      cookie_date_format (cookie_time_from_now (g_ascii_strtoll (text, NULL, 10)), line->expires);
      add_len (line, line->expires, COOKIE_DATE_SIZE - 1);
    }
  else if (attribute == COOKIE_ATTRIBUTE_COMMENT && attributes->kinds[attribute] == COOKIE_ATTRIBUTE_STRING)
    {
      line->comment = g_string_new (NULL);
      cookie_quote_append (line->comment, text);
      add_len (line, line->comment->str, line->comment->len);
    }
  else if (attributes->kinds[attribute] != COOKIE_ATTRIBUTE_DEFAULT_PATH)
    {
      if (attributes->kinds[attribute] == COOKIE_ATTRIBUTE_UNDOTTED)
        add_len (line, ".", 1);
      add (line, text);
    }
}

static gboolean
is_wanted (CookieAttribute     attribute,
           const char * const *attrs)
{
  if (attrs == NULL)
    return TRUE;

  for (gsize i = 0; attrs[i] != NULL; i++)
    if (g_ascii_strcasecmp (attrs[i], cookie_attribute_names[attribute]) == 0)
      return TRUE;

  return FALSE;
}

/* What an expired cookie has, whatever is set or wanted, since the browser would not delete it
 * without: an Expires in the past, and what the prefix of its name needs.
 */
static gboolean
add_removal (Line            *line,
             CookieMorsel    *self,
             CookieAttribute  attribute)
{
  const CookieNamePrefix *prefix = cookie_name_prefix_find (self->key, strlen (self->key));

  if (attribute == COOKIE_ATTRIBUTE_EXPIRES)
    add (line, "; expires=Thu, 01 Jan 1970 00:00:00 GMT");
  else if (attribute == COOKIE_ATTRIBUTE_MAX_AGE)
    add (line, "; Max-Age=0");
  else if (attribute == COOKIE_ATTRIBUTE_DOMAIN)
    return prefix != NULL && prefix->host;
  else if (!cookie_name_prefix_needs (prefix, attribute))
    return FALSE;
  else if (attribute == COOKIE_ATTRIBUTE_PATH)
    add (line, "; Path=/");
  else
    add_len (line, cookie_attribute_prefixes[attribute].text, cookie_attribute_prefixes[attribute].length);

  return TRUE;
}

/* Starts a line. */
static void
line_begin (Line       *line,
            const char *key,
            gsize       key_length)
{
  /* the pieces themselves need no clearing */
  line->n_pieces = 0;
  line->length = 0;
  line->comment = NULL;

  add_len (line, key, key_length);
  add_len (line, "=", 1);
}

/* Finds the pieces of a morsel that has a key. */
static void
line_init (Line               *line,
           CookieMorsel       *self,
           const char * const *attrs)
{
  line_begin (line, self->key, strlen (self->key));
  if (!self->expired)
    add (line, self->coded_value);
  for (CookieAttribute i = 0; i < COOKIE_N_ATTRIBUTES; i++)
    {
      if (self->expired && add_removal (line, self, i))
        continue;
      if (self->attributes->kinds[i] != COOKIE_ATTRIBUTE_UNSET && is_wanted (i, attrs))
        add_attribute (line, self->attributes, i);
    }
  if (attrs == NULL && self->unknown != NULL)
    add (line, self->unknown);
}

/* Copies the pieces to @out, without a NUL. */
static void
line_finish (Line *line,
             char *out)
{
  for (guint i = 0; i < line->n_pieces; i++)
    out = (char *) memcpy (out, line->pieces[i].text, line->pieces[i].length) + line->pieces[i].length;

  if (line->comment != NULL)
    g_string_free (line->comment, TRUE);
}

static char *
line_to_string (Line *line)
{
  char *string = g_malloc (line->length + 1);

  string[line->length] = '\0';
  line_finish (line, string);

  return string;
}

/* What to_set_cookie_header() would return for a morsel with these attributes. */
char *
cookie_attribute_set_to_line (const CookieAttributeSet *self,
                              const char               *key,
                              gsize                     key_length,
                              const char               *coded_value,
                              gsize                     coded_length)
{
  Line line;

  line_begin (&line, key, key_length);
  add_len (&line, coded_value, coded_length);
  for (CookieAttribute i = 0; i < COOKIE_N_ATTRIBUTES; i++)
    if (self->kinds[i] != COOKIE_ATTRIBUTE_UNSET)
      add_attribute (&line, self, i);

  return line_to_string (&line);
}

/* Appends what to_set_cookie_header() returns. */
void
cookie_morsel_append (CookieMorsel       *self,
                      const char * const *attrs,
                      GString            *string)
{
  Line line;

  if (self->key == NULL)
    return;

  line_init (&line, self, attrs);
  g_string_set_size (string, string->len + line.length);
  line_finish (&line, string->str + string->len - line.length);
}

/* Appends what js_output() returns. */
void
cookie_morsel_append_js (CookieMorsel       *self,
                         const char * const *attrs,
                         GString            *string)
{
  g_autoptr (GString) line = g_string_new (NULL);

  cookie_morsel_append (self, attrs, line);

  g_string_append (string,
                   "\n        <script type=\"text/javascript\">"
                   "\n        <!-- begin hiding"
                   "\n        document.cookie = \"");

  for (const char *p = line->str; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '"' || c == '\\')
        g_string_append_printf (string, "\\%c", (char) c);
      else if (c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029)
        g_string_append_printf (string, "\\u%04X", c);
      else
        g_string_append_len (string, p, g_utf8_next_char (p) - p);
    }

  g_string_append (string,
                   "\";"
                   "\n        // end hiding -->"
                   "\n        </script>"
                   "\n        ");
}

/**
 * cookie_morsel_to_set_cookie_header:
 * @self: a morsel
 * @attrs: (nullable) (array zero-terminated=1): the names of the attributes to print,
 *   in any case; `NULL` prints all that are set
 *
 * Prints the value of a `Set-Cookie` header field, without the field's name.
 *
 * The attributes follow the value, ordered by name. A comment is quoted as a value is.
 * An expired cookie is printed so that a browser deletes it, see
 * [method@Cookie.Morsel.expire].
 *
 * Returns: (transfer full): for example `sid=31d4d96e; HttpOnly; Path=/`; the
 *   empty string for a morsel without a key
 *
 * Since: 1.0
 */
char *
cookie_morsel_to_set_cookie_header (CookieMorsel       *self,
                             const char * const *attrs)
{
  Line line;

  g_return_val_if_fail (COOKIE_IS_MORSEL (self), NULL);

  if (self->key == NULL)
    return g_strdup ("");

  line_init (&line, self, attrs);

  return line_to_string (&line);
}

/**
 * cookie_morsel_output:
 * @self: a morsel
 * @attrs: (nullable) (array zero-terminated=1): the names of the attributes to print,
 *   in any case; `NULL` prints all that are set
 * @header: (nullable): the text to print first; `NULL` for `Set-Cookie:`
 *
 * Prints a `Set-Cookie` header field, without the end of the line.
 *
 * @header is printed unchanged.
 *
 * Returns: (transfer full): for example `Set-Cookie: sid=31d4d96e; Path=/`
 *
 * Since: 1.0
 */
char *
cookie_morsel_output (CookieMorsel       *self,
                      const char * const *attrs,
                      const char         *header)
{
  GString *string;

  g_return_val_if_fail (COOKIE_IS_MORSEL (self), NULL);

  string = g_string_new (header != NULL ? header : "Set-Cookie:");
  g_string_append_c (string, ' ');
  cookie_morsel_append (self, attrs, string);

  return g_string_free (string, FALSE);
}

/**
 * cookie_morsel_js_output:
 * @self: a morsel
 * @attrs: (nullable) (array zero-terminated=1): the names of the attributes to print,
 *   in any case; `NULL` prints all that are set
 *
 * Prints a `script` element that sets the cookie in a browser.
 *
 * No value can end the script or its string: `"` and `\` are escaped, and so are `<`,
 * `>`, `&`, U+2028 and U+2029.
 *
 * Returns: (transfer full): the element, to embed in HTML
 *
 * Since: 1.0
 */
char *
cookie_morsel_js_output (CookieMorsel       *self,
                         const char * const *attrs)
{
  GString *string;

  g_return_val_if_fail (COOKIE_IS_MORSEL (self), NULL);

  string = g_string_new (NULL);
  cookie_morsel_append_js (self, attrs, string);

  return g_string_free (string, FALSE);
}
