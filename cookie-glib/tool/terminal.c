/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "terminal.h"

#include "unsafe.h"

#include <string.h>

/* More marks than this over a character are shown by their numbers. */
#define MAX_MARKS 2

void
shown_init (Shown      *self,
            const char *text,
            gsize       length,
            gboolean    is_latin1)
{
  self->p = text;
  self->end = text + length;
  self->is_latin1 = is_latin1;
  self->n_marks = MAX_MARKS; /* there is nothing yet that a mark could be over */
}

/* Whether a character is shown by its number: also where the terminal may have no other letters than ASCII. */
static gboolean
is_shown_by_number (gunichar c)
{
  return unsafe_character (c) || (c >= 0x80 && !g_get_charset (NULL));
}

/* Skips ASCII that is shown as it is, @max characters at most, and returns how many: nearly all text is. */
static int
shown_skip_ascii (Shown *self,
                  int    max)
{
  const char *start = self->p;
  const char *end = start + MIN (max, self->end - start);

  while (self->p < end && *self->p >= 0x20 && *self->p < 0x7f)
    self->p++;
  if (self->p > start)
    self->n_marks = 0;

  return self->p - start;
}

/* Goes to the next character. */
gboolean
shown_next (Shown *self)
{
  gunichar c;

  if (self->p == self->end)
    return FALSE;

  if (*self->p >= 0x20 && *self->p < 0x7f)
    {
      self->shown[0] = *self->p++;
      self->length = self->width = 1;
      self->n_marks = 0;
      return TRUE;
    }

  c = self->is_latin1 ? (guchar) *self->p : g_utf8_get_char_validated (self->p, self->end - self->p);
  if (self->is_latin1 || (guchar) *self->p < 0x80)
    {
      c = (guchar) *self->p++;
    }
  else if (c >= (gunichar) -2)
    {
      /* Half a character, at the border of a diagnostic */
      c = 0xfffd;
      self->p++;
    }
  else
    {
      self->p = g_utf8_next_char (self->p);
    }

  if (is_shown_by_number (c) || (g_unichar_iszerowidth (c) && ++self->n_marks > MAX_MARKS))
    {
      self->length = self->width = g_snprintf (self->shown, sizeof self->shown, "\\u{%x}", c);
      self->n_marks = MAX_MARKS;
      return TRUE;
    }

  self->length = g_unichar_to_utf8 (c, self->shown);
  self->width = g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
  if (self->width > 0)
    self->n_marks = 0;

  return TRUE;
}

/* Returns the width of a text in columns, or @max if it is wider. */
int
shown_measure (const char *text,
               gsize       length,
               gboolean    is_latin1,
               int         max)
{
  Shown shown;
  int width = 0;

  shown_init (&shown, text, length, is_latin1);
  while (width < max)
    {
      width += shown_skip_ascii (&shown, max - width);
      if (width == max || !shown_next (&shown))
        break;
      width += shown.width;
    }

  return MIN (width, max);
}

/* Sets the colour, or takes it away with NULL. */
void
terminal_set_colour (Terminal   *self,
                     const char *colour)
{
  if (self->colour)
    g_string_append (self->out, colour != NULL ? colour : "\033[0m");
}

void
terminal_end_line (Terminal *self)
{
  g_string_append_c (self->out, '\n');
  self->column = 0;
}

/* Starts another line if the column is passed. */
void
terminal_move_to (Terminal *self,
                  int       column)
{
  if (self->column > column)
    terminal_end_line (self);
  for (; self->column < column; self->column++)
    g_string_append_c (self->out, ' ');
}

/* Adds ASCII of ours, which fits. */
void
terminal_add (Terminal   *self,
              const char *text)
{
  g_string_append (self->out, text);
  self->column += strlen (text);
}

/* Adds a character that stands for text that is left out. */
void
terminal_add_ellipsis (Terminal   *self,
                       const char *ascii)
{
  g_string_append (self->out, g_get_charset (NULL) ? "…" : ascii);
  self->column++;
}

/* Returns words of ours as the locale can have them. */
char *
terminal_dup_words (const char *words)
{
  static const struct { const char *sign, *ascii; } signs[] = { { "“", "\"" }, { "”", "\"" }, { "§", "section " }, { "…", "..." } };
  g_autoptr (GString) text = g_string_new (words);

  for (gsize i = 0; i < G_N_ELEMENTS (signs) && !g_get_charset (NULL); i++)
    g_string_replace (text, signs[i].sign, signs[i].ascii, 0);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Adds text of any kind, continued at @indent in the next lines, of which there are @max_lines at most. */
void
terminal_add_text (Terminal   *self,
                   const char *text,
                   gsize       length,
                   gboolean    is_latin1,
                   int         indent,
                   int         max_lines)
{
  Shown shown;
  int lines = 1;

  shown_init (&shown, text, length, is_latin1);
  while (TRUE)
    {
      const char *start = shown.p;
      const int n = shown_skip_ascii (&shown, MAX (self->width - self->column - 1, 0));
      gboolean is_last;

      g_string_append_len (self->out, start, n);
      self->column += n;
      if (!shown_next (&shown))
        return;

      /* In the last line, a column is kept for the ellipsis. */
      is_last = lines == max_lines && shown.p < shown.end;

      if (self->column + shown.width > self->width - is_last)
        {
          if (lines++ == max_lines)
            {
              terminal_add_ellipsis (self, ">");
              return;
            }
          terminal_end_line (self);
          terminal_move_to (self, indent);
        }

      g_string_append_len (self->out, shown.shown, shown.length);
      self->column += shown.width;
    }
}

/* Adds a word after a space, or in another line where it does not fit. */
void
terminal_add_word (Terminal   *self,
                   const char *word,
                   gsize       length,
                   int         indent)
{
  if (self->column + 1 + shown_measure (word, length, FALSE, self->width) > self->width)
    {
      terminal_end_line (self);
      terminal_move_to (self, indent);
    }
  else
    {
      terminal_add (self, " ");
    }

  terminal_add_text (self, word, length, FALSE, indent, G_MAXINT);
}

/* Adds a message, broken between words. */
void
terminal_add_words (Terminal   *self,
                    const char *words,
                    int         indent)
{
  g_autofree char *own = terminal_dup_words (words);
  gsize length = strcspn (own, " ");

  words = own;

  terminal_add_text (self, words, length, FALSE, indent, G_MAXINT);

  while (words[length] != '\0')
    {
      words += length + 1;
      length = strcspn (words, " ");
      terminal_add_word (self, words, length, indent);
    }
}
