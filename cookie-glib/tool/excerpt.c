/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "excerpt.h"

#include <string.h>

/* A header field and its diagnostics, each with a mark below the text that it is about. If the field
 * is wider than the terminal, excerpts of it are repeated above the marks.
 */

/* A message that has less room after its mark starts another line. */
#define MIN_MESSAGE 36

#define MAX_LINES 8

#define SEVERITY_COLOURS { COLOUR_ERROR, COLOUR_WARNING, COLOUR_HINT }

/* The part of the field that the last line shows */
typedef struct
{
  const char *text;
  gsize length;
  gboolean is_latin1;
  gsize start;
  gsize end;
  int column; /* of the start */
} Excerpt;

void
excerpt_add_field (Terminal   *terminal,
                   const char *name,
                   GBytes     *text,
                   gboolean    is_latin1)
{
  gsize length;
  const char *data = g_bytes_get_data (text, &length);

  terminal_set_colour (terminal, COLOUR_FAINT);
  terminal_add (terminal, name);
  terminal_add (terminal, ":");
  terminal_set_colour (terminal, NULL);
  if (length > 0)
    {
      terminal_add (terminal, " ");
      terminal_add_text (terminal, data, length, is_latin1, 2, MAX_LINES);
    }
  terminal_end_line (terminal);
}

/* Returns the first character from @start on, but not one after @offset. */
static gsize
find_character (const Excerpt *self,
                gsize          start,
                gsize          offset)
{
  while (!self->is_latin1 && start > 0 && start < offset && (self->text[start] & 0xc0) == 0x80)
    start++;

  return start;
}

/* Shows what is around @offset, with a third of the line before it. */
static void
add_excerpt (Terminal *terminal,
             Excerpt  *self,
             gsize     offset)
{
  const int room = terminal->width - 4;
  Shown shown;
  int width = 0;

  self->start = find_character (self, offset > (gsize) room / 3 ? offset - room / 3 : 0, offset);
  while (shown_measure (self->text + self->start, offset - self->start, self->is_latin1, terminal->width) > room / 2)
    self->start = find_character (self, self->start + (offset - self->start + 1) / 2, offset);

  shown_init (&shown, self->text + self->start, self->length - self->start, self->is_latin1);
  self->end = self->start;
  while (shown_next (&shown) && width + shown.width <= room)
    {
      width += shown.width;
      self->end = shown.p - self->text;
    }

  terminal_move_to (terminal, 2);
  if (self->start > 0)
    terminal_add_ellipsis (terminal, "<");
  self->column = terminal->column;
  terminal_add_text (terminal, self->text + self->start, self->end - self->start, self->is_latin1, 0, G_MAXINT);
  if (self->end < self->length)
    terminal_add_ellipsis (terminal, ">");
  terminal_end_line (terminal);
}

static void
add_message (Terminal         *terminal,
             CookieDiagnostic *diagnostic,
             const char       *colour,
             int               indent)
{
  static const char * const severities[] = { "error:", "warning:", "hint:" };
  const char *section = cookie_diagnostic_get_section (diagnostic);

  terminal_move_to (terminal, indent);
  terminal_set_colour (terminal, colour);
  terminal_add (terminal, severities[cookie_diagnostic_get_severity (diagnostic)]);
  terminal_set_colour (terminal, NULL);
  terminal_add (terminal, " ");
  terminal_add_words (terminal, cookie_diagnostic_get_message (diagnostic), indent);
  if (section != NULL)
    {
      g_autofree char *own = terminal_dup_words (section);
      g_autofree char *source = g_strdup_printf ("(%s)", own);

      terminal_add_word (terminal, source, strlen (source), indent);
    }
  terminal_end_line (terminal);
}

static void
add_mark (Terminal   *terminal,
          int         column,
          int         width,
          const char *colour)
{
  terminal_move_to (terminal, column);
  terminal_set_colour (terminal, colour);
  terminal_add (terminal, "^");
  while (--width > 0)
    terminal_add (terminal, "~");
  terminal_set_colour (terminal, NULL);
}

static gboolean
has_same_place (CookieDiagnostic *diagnostic,
                CookieDiagnostic *other)
{
  return cookie_diagnostic_get_offset (diagnostic) == cookie_diagnostic_get_offset (other) &&
         cookie_diagnostic_get_length (diagnostic) == cookie_diagnostic_get_length (other);
}

/* Adds the diagnostics of a field that starts at @column. */
void
excerpt_add_diagnostics (Terminal   *terminal,
                         int         column,
                         GBytes     *text,
                         gboolean    is_latin1,
                         GPtrArray  *diagnostics)
{
  static const char * const colours[] = SEVERITY_COLOURS;
  Excerpt excerpt = { .is_latin1 = is_latin1, .column = column };

  excerpt.text = g_bytes_get_data (text, &excerpt.length);
  if (excerpt.text == NULL)
    excerpt.text = "";
  if (shown_measure (excerpt.text, excerpt.length, is_latin1, terminal->width) < terminal->width - column)
    excerpt.end = excerpt.length;

  for (guint i = 0; i < diagnostics->len; i++)
    {
      CookieDiagnostic *diagnostic = diagnostics->pdata[i];
      const char *colour = colours[cookie_diagnostic_get_severity (diagnostic)];
      const gsize offset = cookie_diagnostic_get_offset (diagnostic);
      const gsize length = cookie_diagnostic_get_length (diagnostic);
      const char *start;
      gboolean is_below;
      int column_of_mark, before, width;

      if (offset < excerpt.start || offset > excerpt.end || (offset == excerpt.end && excerpt.end < excerpt.length))
        add_excerpt (terminal, &excerpt, offset);

      /* Both are measured from the start, as the text is shown: a combining mark has no width of its own. */
      start = excerpt.text + excerpt.start;
      before = shown_measure (start, offset - excerpt.start, is_latin1, terminal->width);
      width = shown_measure (start, MIN (offset + length, excerpt.end) - excerpt.start, is_latin1, terminal->width) - before;

      column_of_mark = excerpt.column + before;
      is_below = terminal->width - (column_of_mark + MAX (width, 1) + 1) < MIN_MESSAGE;

      /* Several messages below a mark share it. */
      if (!(is_below && i > 0 && has_same_place (diagnostic, diagnostics->pdata[i - 1])))
        add_mark (terminal, column_of_mark, width, colour);
      if (is_below && terminal->column > 0)
        terminal_end_line (terminal);

      add_message (terminal, diagnostic, colour, is_below ? 4 : terminal->column + 1);
    }
}
