/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "report-text.h"

#include "destination.h"
#include "excerpt.h"
#include "lifetime.h"
#include "views.h"

#include <string.h>

/* Prints an inspection for a person: the header field with its diagnostics, and then its cookies.
 *
 *
 *   Set-Cookie: __Host-sid=31d4; Path=/; Max-Age=never
 *                                        ^~~~~~~~~~~~~ warning: Max-Age is not …
 *
 *     __Host-sid   31d4
 *     Path         /
 *     …
 *
 *     A browser keeps this cookie.
 */

#define INDENT 2

#define PLAIN NULL

/* More lines of a value are left out. JSON has it whole. */
#define MAX_LINES 5

static void
add_row (Terminal   *terminal,
         const char *colour,
         const char *name,
         const char *value,
         int         name_width)
{
  const int value_column = INDENT + name_width + 2;

  if (value == NULL)
    return;

  terminal_move_to (terminal, INDENT);
  if (colour != PLAIN)
    terminal_set_colour (terminal, colour);
  terminal_add_text (terminal, name, strlen (name), FALSE, INDENT, MAX_LINES);
  if (colour != PLAIN)
    terminal_set_colour (terminal, NULL);
  if (*value != '\0')
    {
      terminal_move_to (terminal, value_column);
      terminal_add_text (terminal, value, strlen (value), FALSE, value_column, MAX_LINES);
    }
  terminal_end_line (terminal);
}

/* Like add_row(), for words of ours, which are broken between them. */
static void
add_words_row (Terminal   *terminal,
               const char *name,
               const char *words,
               int         name_width)
{
  const int value_column = INDENT + name_width + 2;

  terminal_move_to (terminal, INDENT);
  terminal_add (terminal, name);
  terminal_move_to (terminal, value_column);
  terminal_add_words (terminal, words, value_column);
  terminal_end_line (terminal);
}

static int
limit_name_width (Terminal *terminal,
                  int       width)
{
  return MIN (width, terminal->width / 3);
}

static void
add_views (Terminal         *terminal,
           const Inspection *inspection,
           const char       *name,
           const char       *value,
           const char       *coded_value)
{
  g_autoptr (GPtrArray) views = views_list (inspection, name, value, coded_value);

  for (guint i = 0; i < views->len; i++)
    {
      const View *view = views->pdata[i];

      terminal_move_to (terminal, 2 * INDENT);
      terminal_set_colour (terminal, COLOUR_FAINT);
      terminal_add (terminal, view->encoding);
      terminal_add (terminal, ": ");
      terminal_set_colour (terminal, NULL);
      if (view->is_ours)
        terminal_add_words (terminal, view->text, 3 * INDENT);
      else
        terminal_add_text (terminal, view->text, strlen (view->text), FALSE, 3 * INDENT, MAX_LINES);
      terminal_end_line (terminal);
    }
}

/* The attributes that Python's profile reads of a Cookie field */
static char *
dup_attributes (CookieBaseCookie *cookie,
                guint             i)
{
  static const char * const no_attributes[] = { NULL };
  g_autoptr (CookieMorsel) morsel = g_list_model_get_item (G_LIST_MODEL (cookie), i);
  g_autofree char *all = cookie_morsel_to_set_cookie_header (morsel, NULL);
  g_autofree char *pair = cookie_morsel_to_set_cookie_header (morsel, no_attributes);

  return g_strdup (all + strlen (pair));
}

static void
add_cookies (Terminal         *terminal,
             const Inspection *inspection)
{
  CookieBaseCookie *cookie = inspection->cookie;
  const CookieProfile profile = inspection->circumstances->profile;
  const guint n = cookie_base_cookie_get_size (cookie);
  int name_width = 0;

  for (guint i = 0; i < n; i++)
    {
      const char *name = cookie_base_cookie_get_nth_name (cookie, i);

      name_width = MAX (name_width, shown_measure (name, strlen (name), FALSE, terminal->width));
    }
  name_width = limit_name_width (terminal, name_width);

  if (n > 0)
    terminal_end_line (terminal);
  for (guint i = 0; i < n; i++)
    {
      const char *name = cookie_base_cookie_get_nth_name (cookie, i);
      const char *value = cookie_base_cookie_get_nth_string (cookie, i);
      g_autofree char *attributes = profile == COOKIE_PROFILE_PYTHON ? dup_attributes (cookie, i) : NULL;
      g_autofree char *all = attributes != NULL ? g_strconcat (value, attributes, NULL) : NULL;

      add_row (terminal, COLOUR_NAME, name, all != NULL ? all : value, name_width);
      add_views (terminal, inspection, name, value, cookie_base_cookie_get_coded_value (cookie, name));
    }
}

static void
add_morsel (Terminal         *terminal,
            const Inspection *inspection)
{
  static const char * const same_sites[] = { NULL, "None", "Lax", "Strict" };
  CookieMorsel *morsel = inspection->morsel;
  const char *key = cookie_morsel_get_key (morsel);
  const char *value = cookie_morsel_get_coded_value (morsel);
  g_autofree char *priority = inspection_dup_attribute (morsel, "priority");
  g_autofree char *comment = inspection_dup_attribute (morsel, "comment");
  g_autofree char *version = inspection_dup_attribute (morsel, "version");
  const gsize n_bytes = inspection_get_size (inspection, key, value);
  g_autofree char *size = g_strdup_printf ("%" G_GSIZE_FORMAT " %s", n_bytes, n_bytes == 1 ? "byte" : "bytes");
  g_autofree char *expires = NULL;
  g_auto (GStrv) unknown = cookie_morsel_get_unknown_attributes (morsel);
  const int key_width = shown_measure (key, strlen (key), FALSE, terminal->width);
  const int name_width = limit_name_width (terminal, MAX (key_width, (int) strlen ("Partitioned")));
  const struct { const char *name, *value; } rows[] = {
    { "SameSite", same_sites[cookie_morsel_get_same_site (morsel)] },
    { "Secure", cookie_morsel_get_secure (morsel) ? "yes" : NULL },
    { "HttpOnly", cookie_morsel_get_http_only (morsel) ? "yes" : NULL },
    { "Partitioned", cookie_morsel_get_partitioned (morsel) ? "yes" : NULL },
    { "Priority", priority },
    { "Comment", comment },
    { "Version", version },
  };
  gint64 end;

  if (inspection_get_end (inspection, &end))
    expires = lifetime_describe (end, g_date_time_to_unix (inspection->now));

  terminal_end_line (terminal);
  if (*key != '\0' || *value != '\0')
    add_row (terminal, COLOUR_NAME, *key != '\0' ? key : "(no name)", value, name_width);
  add_views (terminal, inspection, key, value, value);
  add_row (terminal, PLAIN, "Domain", cookie_morsel_get_domain (morsel), name_width);
  add_row (terminal, PLAIN, "Path", cookie_morsel_get_path (morsel), name_width);
  add_words_row (terminal, "Expires", expires != NULL ? expires : "at the end of the session", name_width);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    add_row (terminal, PLAIN, rows[i].name, rows[i].value, name_width);
  for (char **p = unknown; *p != NULL; p++)
    add_row (terminal, PLAIN, "(unknown)", *p, name_width);
  add_words_row (terminal, "Size", size, name_width);
}

static void
add_sentence (Terminal   *terminal,
              const char *sentence)
{
  terminal_move_to (terminal, INDENT);
  terminal_add_words (terminal, sentence, INDENT);
  terminal_end_line (terminal);
}

static void
add_verdict (Terminal         *terminal,
             const Inspection *inspection,
             GUri             *url)
{
  static const struct { const char *colour, *verb; } verdicts[] = {
    [VERDICT_KEPT] = { COLOUR_GOOD, "keeps" },
    [VERDICT_REMOVED] = { COLOUR_WARNING, "deletes" },
    [VERDICT_DROPPED] = { COLOUR_ERROR, "drops" },
  };
  g_autofree char *verdict = g_strdup_printf ("%s browser %s this cookie.", inspection->is_by_standard ? "By the standard, a" : "A",
                                              verdicts[inspection->verdict].verb);

  terminal_end_line (terminal);
  terminal_move_to (terminal, INDENT);
  terminal_set_colour (terminal, verdicts[inspection->verdict].colour);
  terminal_add_words (terminal, verdict, INDENT);
  terminal_set_colour (terminal, NULL);
  terminal_end_line (terminal);

  if (inspection->replaces)
    {
      const char *replaces = inspection->verdict == VERDICT_REMOVED ? "deletes" : "replaces";
      g_autofree char *place = inspection->replaced_line > 0 ? g_strdup_printf ("line %u", inspection->replaced_line)
                                                             : g_strdup ("an earlier field");
      g_autofree char *line = g_strdup_printf ("It %s the cookie of %s, which has the same name, domain and path.", replaces, place);

      add_sentence (terminal, line);
    }

  if (inspection->origin == NULL && inspection->verdict != VERDICT_DROPPED && cookie_morsel_get_domain (inspection->morsel) != NULL)
    {
      add_sentence (terminal, "Its Domain was not checked: --origin says where it comes from.");
    }

  if (url != NULL)
    {
      g_autofree char *reason = NULL;
      const Destination answer = destination_explain (url, inspection, &reason);
      g_autofree char *target = g_uri_to_string_partial (url, G_URI_HIDE_USERINFO);
      g_autofree char *line = NULL;

      switch (answer)
        {
        case DESTINATION_YES:
          line = g_strdup_printf ("It goes to %s, %s.", target, reason);
          break;
        case DESTINATION_UNKNOWN:
          line = g_strdup_printf ("Whether it goes to %s is not known: %s.", target, reason);
          break;
        case DESTINATION_NO:
        default:
          line = g_strdup_printf ("It does not go to %s: %s.", target, reason);
          break;
        }

      add_sentence (terminal, line);
    }
}

void
report_text (const Inspection *inspection,
             GUri             *url,
             Terminal         *terminal)
{
  const char *name = inspection_get_field_name (inspection);

  excerpt_add_field (terminal, name, inspection->text, inspection->is_latin1);
  excerpt_add_diagnostics (terminal, (int) strlen (name) + 2, inspection->text, inspection->is_latin1, inspection->diagnostics);

  if (inspection->cookie != NULL)
    {
      add_cookies (terminal, inspection);
      return;
    }

  if (inspection->morsel != NULL)
    add_morsel (terminal, inspection);
  add_verdict (terminal, inspection, url);
}
