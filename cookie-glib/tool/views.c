/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "views.h"

#include "core/base64.h"
#include "sealed.h"

#include <string.h>

/* Shorter text is base64 by chance too often. */
#define MIN_BASE64 8

/* §5.6 */
#define MAX_PAIR 4096

/* More parts are not looked at: no framework has as many. */
#define MAX_VIEWS 16

static void
view_free (gpointer data)
{
  View *view = data;

  g_free (view->text);
  g_free (view);
}

static View *
add_view (GPtrArray  *views,
          const char *encoding,
          char       *text)
{
  View *view = g_new (View, 1);

  view->encoding = encoding;
  view->text = text;
  view->is_ours = FALSE;
  g_ptr_array_add (views, view);

  return view;
}

static gboolean
is_readable (const char *text,
             gsize       length)
{
  if (!g_utf8_validate (text, length, NULL))
    return FALSE;

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      if (!g_unichar_isprint (g_utf8_get_char (p)) && *p != '\n' && *p != '\t')
        return FALSE;
    }

  return TRUE;
}

/* Decodes base64 or base64url, with padding or without. Returns NULL if there is no text in it. */
static char *
decode_base64 (const char *text,
               gsize       length)
{
  g_autofree char *url = NULL;
  g_autofree char *data = NULL;
  gsize data_length;

  while (length > 0 && text[length - 1] == '=')
    length--;
  if (length < MIN_BASE64)
    return NULL;

  url = g_strdelimit (g_strdelimit (g_strndup (text, length), "+", '-'), "/", '_');
  data = (char *) cookie_base64_decode (url, length, &data_length);

  return data != NULL && is_readable (data, data_length) ? g_strndup (data, data_length) : NULL;
}

/* A JSON Web Token, RFC 7519: two JSON objects and a signature. */
static gboolean
add_jwt (GPtrArray   *views,
         const char  *value)
{
  const char *dot = strchr (value, '.');
  const char *end = dot != NULL ? strchr (dot + 1, '.') : NULL;
  g_autofree char *header = NULL;
  g_autofree char *payload = NULL;

  if (end == NULL || strchr (end + 1, '.') != NULL)
    return FALSE;

  header = decode_base64 (value, dot - value);
  payload = decode_base64 (dot + 1, end - dot - 1);
  if (header == NULL || payload == NULL || *header != '{' || *payload != '{' || strstr (header, "\"alg\"") == NULL)
    return FALSE;

  add_view (views, "JWT header", g_steal_pointer (&header));
  add_view (views, "JWT payload", g_steal_pointer (&payload));

  return TRUE;
}

/* Web frameworks put a signature or a time behind a dot. */
static void
add_base64_parts (GPtrArray  *views,
                  const char *value)
{
  for (const char *part = value; part != NULL && views->len < MAX_VIEWS; part = strchr (part, '.'))
    {
      char *text;

      part += *part == '.';
      text = decode_base64 (part, strcspn (part, "."));
      if (text != NULL)
        add_view (views, "base64", text);
    }
}

/* Returns what percent-encoding stands for, or the value if it has none. */
static const char *
add_percent (GPtrArray  *views,
             const char *value)
{
  g_autofree char *plain = strchr (value, '%') != NULL ? g_uri_unescape_string (value, NULL) : NULL;

  if (plain == NULL || strcmp (plain, value) == 0 || !g_utf8_validate (plain, -1, NULL))
    return value;

  return add_view (views, "percent", g_steal_pointer (&plain))->text;
}

/* A Set-Cookie field has a diagnostic for it. */
static const char *
get_remark (const Inspection *inspection,
            const char       *name,
            const char       *value)
{
  return inspection->kind == FIELD_COOKIE && inspection_get_size (inspection, name, value) > MAX_PAIR
         ? ", longer than the 4096 bytes of name and value that browsers keep" : "";
}

/* The text of a SignedCodec or an EncryptedCodec */
static gboolean
add_sealed (GPtrArray        *views,
            const Inspection *inspection,
            const char       *name,
            const char       *value)
{
  static const char * const seals[] = { "not verified", "verified", "refused" };
  g_autofree char *description = NULL;
  g_autofree char *payload = NULL;
  const Seal seal = inspection_open_seal (inspection, name, value, &payload);
  const char *kind = sealed_describe (value, g_date_time_to_unix (inspection->now), &description);

  if (kind == NULL)
    return FALSE;

  add_view (views, kind, g_strdup_printf ("%s, %s%s", description, seals[seal], get_remark (inspection, name, value)))->is_ours = TRUE;
  if (seal != SEAL_GENUINE)
    payload = sealed_dup_payload (value);
  if (payload != NULL)
    add_percent (views, add_view (views, "payload", g_steal_pointer (&payload))->text);

  return TRUE;
}

static void
add_views (GPtrArray  *views,
           const char *value)
{
  if (!add_jwt (views, value))
    add_base64_parts (views, value);
}

/* Lists what a value decodes to: percent-encoding, base64, JSON Web Tokens and what is sealed. */
GPtrArray *
views_list (const Inspection *inspection,
            const char       *name,
            const char       *value,
            const char       *coded_value)
{
  GPtrArray *views = g_ptr_array_new_with_free_func (view_free);

  if (!add_sealed (views, inspection, name, coded_value))
    add_views (views, add_percent (views, value));

  return views;
}
