/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "inspection.h"

#include <string.h>

/* Prints an inspection as text: the header field with its diagnostics, and then its cookies.
 *
 *
 *   __Host-sid=31d4; Path=/; Max-Age=never
 *   ^~~~~~~~~~ error: A name with the prefix __Host- needs …
 *                            ^~~~~~~~~~~~~ warning: …
 *
 *
 * Characters that could control the terminal are replaced.
 */

/* Of a header field with more columns, excerpts are shown. */
#define WIDTH 100

#define BOLD  "\033[1m"
#define PLAIN "\033[0m"

static const char * const colours[] = { "\033[31m", "\033[33m", "\033[36m" };
static const char * const severities[] = { "error", "warning", "hint" };

/* Returns the printable character that stands for @c. */
static gunichar
get_shown (gunichar c)
{
  if (c < 0x20)
    return 0x2400 + c;
  if (c == 0x7f)
    return 0x2421;

  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_UNASSIGNED:
      return 0xfffd;
    default:
      return c;
    }
}

static int
get_width (gunichar c)
{
  return g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
}

/* Appends bytes as printable characters and returns their width in columns. */
static int
append_shown (GString    *string,
              const char *text,
              gsize       length,
              gboolean    is_latin1)
{
  const char *end = text + length;
  int width = 0;

  for (const char *p = text; p < end; p = is_latin1 ? p + 1 : g_utf8_next_char (p))
    {
      gunichar c = get_shown (is_latin1 ? (guchar) *p : g_utf8_get_char (p));

      g_string_append_unichar (string, c);
      width += get_width (c);
    }

  return width;
}

static int
append_text (GString    *string,
             const char *text)
{
  return append_shown (string, text, strlen (text), FALSE);
}

static int
get_shown_width (const char *text,
                 gsize       length,
                 gboolean    is_latin1)
{
  g_autoptr (GString) scratch = g_string_new (NULL);

  return append_shown (scratch, text, length, is_latin1);
}

static void
append_repeated (GString *string,
                 char     c,
                 int      n)
{
  for (int i = 0; i < n; i++)
    g_string_append_c (string, c);
}

/* Returns the start of a character at most half a line before @offset. */
static gsize
find_excerpt_start (const char *text,
                    gsize       offset,
                    gboolean    is_latin1)
{
  gsize start = offset > WIDTH / 2 ? offset - WIDTH / 2 : 0;

  while (!is_latin1 && start > 0 && start < offset && (text[start] & 0xc0) == 0x80)
    start++;

  return start;
}

static void
append_diagnostic (GString          *string,
                   GBytes           *header,
                   gboolean          is_latin1,
                   gboolean          is_wide,
                   gboolean          colour,
                   CookieDiagnostic *diagnostic)
{
  gsize header_length;
  const char *text = g_bytes_get_data (header, &header_length);
  gsize offset = cookie_diagnostic_get_offset (diagnostic);
  gsize length = cookie_diagnostic_get_length (diagnostic);
  CookieDiagnosticSeverity severity = cookie_diagnostic_get_severity (diagnostic);
  const char *section = cookie_diagnostic_get_section (diagnostic);
  gsize start = is_wide ? find_excerpt_start (text, offset, is_latin1) : 0;
  int width = MIN (get_shown_width (text + offset, length, is_latin1), WIDTH / 2);

  if (is_wide)
    {
      gsize end = MIN (header_length, offset + WIDTH / 2);

      while (!is_latin1 && end < header_length && (text[end] & 0xc0) == 0x80)
        end++;

      g_string_append (string, start > 0 ? "  …" : "  ");
      append_shown (string, text + start, end - start, is_latin1);
      g_string_append (string, end < header_length ? "…\n" : "\n");
    }

  append_repeated (string, ' ', 2 + (start > 0) + get_shown_width (text + start, offset - start, is_latin1));
  g_string_append (string, colour ? colours[severity] : "");
  g_string_append_c (string, '^');
  append_repeated (string, '~', width - 1);
  g_string_append_printf (string, " %s%s: %s", severities[severity], colour ? PLAIN : "",
                          cookie_diagnostic_get_message (diagnostic));
  if (section != NULL)
    g_string_append_printf (string, " (%s)", section);
  g_string_append_c (string, '\n');
}

static void
append_row (GString    *string,
            const char *name,
            const char *value,
            int         name_width,
            gboolean    colour)
{
  int width;

  if (value == NULL)
    return;

  g_string_append_printf (string, "  %s", colour ? BOLD : "");
  width = append_text (string, name);
  g_string_append (string, colour ? PLAIN : "");
  if (*value != '\0')
    {
      append_repeated (string, ' ', MAX (name_width - width, 0) + 2);
      append_text (string, value);
    }
  g_string_append_c (string, '\n');
}

static void
append_cookies (GString    *string,
                GListModel *morsels,
                gboolean    colour)
{
  static const char * const no_attributes[] = { NULL };
  int name_width = 0;

  for (guint i = 0; i < g_list_model_get_n_items (morsels); i++)
    {
      g_autoptr (CookieMorsel) morsel = g_list_model_get_item (morsels, i);
      const char *key = cookie_morsel_get_key (morsel);

      name_width = MIN (MAX (name_width, get_shown_width (key, strlen (key), FALSE)), WIDTH / 3);
    }

  g_string_append (string, name_width > 0 ? "\n" : "");
  for (guint i = 0; i < g_list_model_get_n_items (morsels); i++)
    {
      g_autoptr (CookieMorsel) morsel = g_list_model_get_item (morsels, i);
      g_autofree char *all = cookie_morsel_to_set_cookie_header (morsel, NULL);
      g_autofree char *pair = cookie_morsel_to_set_cookie_header (morsel, no_attributes);
      const char *attributes = all + strlen (pair);
      const char *value = g_variant_get_string (cookie_morsel_get_value (morsel), NULL);
      g_autofree char *line = g_strconcat (value, attributes, NULL);

      append_row (string, cookie_morsel_get_key (morsel), line, name_width, colour);
    }
}

static void
append_morsel (GString      *string,
               CookieMorsel *morsel,
               gboolean      colour)
{
  static const char * const same_sites[] = { NULL, "None", "Lax", "Strict" };
  const char *key = cookie_morsel_get_key (morsel);
  g_autoptr (GDateTime) expires = cookie_morsel_get_expires (morsel);
  g_autofree char *date = expires != NULL ? g_date_time_format_iso8601 (expires) : NULL;
  g_autofree char *max_age = NULL;
  g_autofree char *priority = inspection_dup_attribute (morsel, "priority");
  g_autofree char *comment = inspection_dup_attribute (morsel, "comment");
  g_autofree char *version = inspection_dup_attribute (morsel, "version");
  g_auto (GStrv) unknown = cookie_morsel_get_unknown_attributes (morsel);
  const int name_width = MIN (MAX (get_shown_width (key, strlen (key), FALSE), (int) strlen ("Partitioned")), WIDTH / 3);

  if (cookie_morsel_get_max_age (morsel) >= 0)
    max_age = g_strdup_printf ("%" G_GINT64_FORMAT " seconds", cookie_morsel_get_max_age (morsel));

  g_string_append_c (string, '\n');
  append_row (string, key, cookie_morsel_get_coded_value (morsel), name_width, colour);
  append_row (string, "Domain", cookie_morsel_get_domain (morsel), name_width, FALSE);
  append_row (string, "Path", cookie_morsel_get_path (morsel), name_width, FALSE);
  append_row (string, "Expires", date, name_width, FALSE);
  append_row (string, "Max-Age", max_age, name_width, FALSE);
  append_row (string, "SameSite", same_sites[cookie_morsel_get_same_site (morsel)], name_width, FALSE);
  append_row (string, "Secure", cookie_morsel_get_secure (morsel) ? "yes" : NULL, name_width, FALSE);
  append_row (string, "HttpOnly", cookie_morsel_get_http_only (morsel) ? "yes" : NULL, name_width, FALSE);
  append_row (string, "Partitioned", cookie_morsel_get_partitioned (morsel) ? "yes" : NULL, name_width, FALSE);
  append_row (string, "Priority", priority, name_width, FALSE);
  append_row (string, "Comment", comment, name_width, FALSE);
  append_row (string, "Version", version, name_width, FALSE);
  for (char **p = unknown; *p != NULL; p++)
    append_row (string, "(unknown)", *p, name_width, FALSE);
}

/* Appends an inspection as lines of text. */
void
inspection_append_text (const Inspection *self,
                        gboolean          colour,
                        GString          *string)
{
  gsize length;
  const char *text = g_bytes_get_data (self->header, &length);
  int width;

  g_string_append (string, "  ");
  width = append_shown (string, text, length, self->is_latin1);
  g_string_append_c (string, '\n');

  for (guint i = 0; i < self->diagnostics->len; i++)
    append_diagnostic (string, self->header, self->is_latin1, width > WIDTH, colour, self->diagnostics->pdata[i]);

  if (self->cookie != NULL)
    append_cookies (string, G_LIST_MODEL (self->cookie), colour);
  else if (self->morsel != NULL)
    append_morsel (string, self->morsel, colour);

  if (self->cookie == NULL)
    {
      const char *verdict = inspection_get_verdict (self);

      if (g_str_equal (verdict, "dropped"))
        g_string_append_printf (string, "\n  %sA browser drops this cookie.%s\n", colour ? colours[0] : "", colour ? PLAIN : "");
      else if (g_str_equal (verdict, "removed"))
        g_string_append_printf (string, "\n  %sA browser deletes this cookie.%s\n", colour ? colours[1] : "", colour ? PLAIN : "");
      else
        g_string_append (string, "\n  A browser keeps this cookie.\n");
    }
}
