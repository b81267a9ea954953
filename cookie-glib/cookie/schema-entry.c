/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "schema-entry.h"

#include "check/cookie-diagnostic-private.h"
#include "cookie-error-private.h"
#include "morsel/cookie-morsel-private.h"

#include <string.h>

void
cookie_schema_entry_free (CookieSchemaEntry *self)
{
  g_free (self->name);
  g_clear_object (&self->codec);
  g_object_unref (self->attributes);
  g_free (self);
}

/* A morsel of that name with the attributes of an entry, which can be NULL. */
CookieMorsel *
cookie_schema_entry_create_morsel (const CookieSchemaEntry *self,
                                   const char              *name)
{
  CookieMorsel *morsel = cookie_morsel_new_loaded (g_strdup (name), g_strdup (""), NULL, FALSE);

  if (self != NULL)
    cookie_morsel_share_attributes (morsel, self->attributes);

  return morsel;
}

/* What a browser does with a cookie against the intention; NULL if that is nothing. */
static const char *
get_fate (CookieDiagnostic *diagnostic)
{
  if (cookie_diagnostic_get_severity (diagnostic) == COOKIE_DIAGNOSTIC_SEVERITY_ERROR)
    return "drops";
  if (cookie_diagnostic_get_severity (diagnostic) == COOKIE_DIAGNOSTIC_SEVERITY_HINT &&
      cookie_diagnostic_get_code (diagnostic) != COOKIE_DIAGNOSTIC_CODE_EXPIRED)
    return NULL;

  switch (cookie_diagnostic_get_code (diagnostic))
    {
    case COOKIE_DIAGNOSTIC_CODE_EXPIRED:
      return "deletes";
    case COOKIE_DIAGNOSTIC_CODE_ATTRIBUTE_IGNORED:
    case COOKIE_DIAGNOSTIC_CODE_PUBLIC_SUFFIX:
    case COOKIE_DIAGNOSTIC_CODE_TOO_LONG:
      return "ignores an attribute of";
    default:
      return NULL;
    }
}

static void
set_fate_error (const CookieSchemaEntry  *self,
                const char               *fate,
                CookieDiagnostic         *diagnostic,
                GError                  **error)
{
  g_autoptr (GString) message = g_string_new (NULL);
  const char *text = cookie_diagnostic_get_text (diagnostic);
  g_autofree char *shown = cookie_text_for_message (text, strlen (text));

  g_string_printf (message, "A browser %s ", fate);
  if (self->name != NULL)
    {
      g_autofree char *name = cookie_text_for_message (self->name, strlen (self->name));

      g_string_append_printf (message, "the cookie “%s”", name);
    }
  else
    {
      g_string_append (message, "every cookie");
    }

  /* others are about the name */
  if (cookie_diagnostic_get_offset (diagnostic) > 0)
    g_string_append_printf (message, " for “%s”", shown);

  g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_INVALID_ATTRIBUTE, "%s: %s",
               message->str, cookie_diagnostic_get_message (diagnostic));
}

/* Whether a browser keeps a cookie with all of the attributes, whatever its value is; without a name,
 * any cookie.
 */
static gboolean
check_attributes (const CookieSchemaEntry  *self,
                  GError                  **error)
{
  g_autoptr (CookieMorsel) morsel = cookie_schema_entry_create_morsel (self, self->name != NULL ? self->name : "any");
  g_autoptr (GPtrArray) diagnostics = cookie_morsel_diagnose (morsel, NULL, NULL);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const char *fate = get_fate (diagnostics->pdata[i]);

      if (fate == NULL)
        continue;

      set_fate_error (self, fate, diagnostics->pdata[i], error);
      return FALSE;
    }

  return TRUE;
}

/* A morsel that was parsed can have attributes that no server should send. */
static gboolean
copy_attributes (CookieSchemaEntry  *self,
                 CookieMorsel       *attributes,
                 GError            **error)
{
  if (attributes->unknown != NULL)
    {
      cookie_set_error_at (error, COOKIE_ERROR_INVALID_ATTRIBUTE, "The attributes of a schema must be known",
                           attributes->unknown, strlen (attributes->unknown), 0);
      return FALSE;
    }

  for (CookieAttribute i = 0; i < COOKIE_N_ATTRIBUTES; i++)
    if (attributes->attributes->texts[i] != NULL &&
        !cookie_morsel_check_attribute (i, attributes->attributes->texts[i], strlen (attributes->attributes->texts[i]), error))
      return FALSE;

  for (CookieAttribute i = 0; i < COOKIE_N_ATTRIBUTES; i++)
    cookie_morsel_take_attribute (self->attributes, i, attributes->attributes->kinds[i], g_strdup (attributes->attributes->texts[i]));

  return TRUE;
}

/* An entry with a copy of the attributes, with which a browser has to keep the cookie. Without a name
 * it is that of all other cookies.
 */
CookieSchemaEntry *
cookie_schema_entry_new (const char    *name,
                         CookieCodec   *codec,
                         CookieMorsel  *attributes,
                         GError       **error)
{
  g_autoptr (CookieSchemaEntry) self = g_new0 (CookieSchemaEntry, 1);

  self->name = g_strdup (name);
  self->codec = codec != NULL ? g_object_ref (codec) : NULL;
  self->attributes = cookie_morsel_new ();

  if (attributes != NULL && !copy_attributes (self, attributes, error))
    return NULL;

  return check_attributes (self, error) ? g_steal_pointer (&self) : NULL;
}
