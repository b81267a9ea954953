/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FIELD_COOKIE,
  FIELD_SET_COOKIE
} FieldKind;

/* A header field that was found. The text is valid during the call. */
typedef struct
{
  FieldKind   kind;
  const char *text;       /* the value */
  gsize       length;
  guint       line;       /* where it is in the input, from 1 on; 0 if that is not known */
  GUri       *origin;     /* or NULL if the input does not say it */
  GDateTime  *time;       /* when a browser got it, or NULL */
  guint       message;    /* which one of the input has it, from 1 on; 0 if it is in none */
  gboolean    is_unnamed; /* a value alone, whose kind an option says */
  gboolean    is_stored;  /* made of a line of a cookie file, which does not know SameSite */
} Field;

/* Who is told what is found, and what was not read though it looks as if it should be. */
typedef struct
{
  void (*field) (const Field *field,
                 gpointer     user_data);
  void (*note)  (guint        line, /* or 0 */
                 const char  *message,
                 gpointer     user_data);
  gpointer  user_data;
  FieldKind unnamed; /* the kind of a value without the field name */
  GUri     *origin;  /* what an option says of the first message, or NULL */
} Sink;

/* What an input can be. The first line decides. */
typedef struct
{
  const char *name;
  gboolean  (*recognizes) (const char *line,
                           gsize       length);
  gpointer  (*start)      (void);
  gboolean  (*read_line)  (gpointer    state,
                           const Sink *sink,
                           const char *line,
                           gsize       length,
                           guint       number,
                           GError    **error);
  gboolean  (*finish)     (gpointer    state,
                           const Sink *sink,
                           GError    **error);
  void      (*free)       (gpointer    state);
  gboolean  (*skips)      (gpointer    state); /* whether the start of the next line is enough; or NULL */
} Format;

gboolean field_starts_with (const char *text,
                            gsize       length,
                            const char *prefix);
gboolean field_find_name   (const char *line,
                            gsize       length,
                            gsize      *name_length);
gboolean field_find_kind   (const char *line,
                            gsize       length,
                            FieldKind  *kind,
                            gsize      *start);
gboolean field_report_named (const Sink *sink,
                             const char *line,
                             gsize       length,
                             guint       number,
                             GUri       *origin,
                             guint       message);

G_END_DECLS
