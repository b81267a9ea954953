/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define COLOUR_NAME    "\033[1m"
#define COLOUR_FAINT   "\033[2m"
#define COLOUR_ERROR   "\033[31m"
#define COLOUR_WARNING "\033[33m"
#define COLOUR_HINT    "\033[36m"
#define COLOUR_GOOD    "\033[32m"

/* Lines of text for a terminal, or for what shows text as one does. */
typedef struct
{
  GString *out;
  int      width;  /* in columns */
  int      column; /* where the next character goes, from 0 on */
  gboolean colour;
} Terminal;

/* Text whose characters are shown one by one */
typedef struct
{
  const char *p;
  const char *end;
  gboolean    is_latin1;
  int         n_marks; /* combining marks since the last other character */
  char        shown[16];
  int         length;
  int         width; /* in columns */
} Shown;

void     shown_init                (Shown      *self,
                                    const char *text,
                                    gsize       length,
                                    gboolean    is_latin1);
gboolean shown_next                (Shown      *self);
int      shown_measure             (const char *text,
                                    gsize       length,
                                    gboolean    is_latin1,
                                    int         max);

void     terminal_set_colour       (Terminal   *self,
                                    const char *colour);
void     terminal_add              (Terminal   *self,
                                    const char *text);
void     terminal_add_ellipsis    (Terminal   *self,
                                   const char *ascii);
char    *terminal_dup_words       (const char *words);
void     terminal_add_text         (Terminal   *self,
                                    const char *text,
                                    gsize       length,
                                    gboolean    is_latin1,
                                    int         indent,
                                    int         max_lines);
void     terminal_add_word         (Terminal   *self,
                                    const char *word,
                                    gsize       length,
                                    int         indent);
void     terminal_add_words        (Terminal   *self,
                                    const char *words,
                                    int         indent);
void     terminal_move_to          (Terminal   *self,
                                    int         column);
void     terminal_end_line         (Terminal   *self);

G_END_DECLS
