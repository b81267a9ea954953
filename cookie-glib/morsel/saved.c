/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-morsel-private.h"

#include "cookie-error-private.h"
#include "core/chars.h"
#include "core/quote.h"
#include "properties.h"

#include <string.h>

/* A morsel as a GVariant that can be stored, and what is accepted of one. */

/* flags, name, coded value, value unless it follows from that, attributes, unknown attributes */
#define STATE_TYPE "(umsmsmva(sys)ms)"

enum {
  STATE_EXPIRED   = 1 << 0,
  STATE_UNQUOTE   = 1 << 1,
  STATE_SHORTENED = 1 << 2,
  STATE_UNCHECKED = 1 << 3,
  STATE_LATIN1    = 1 << 4,
};

/* Whether the value follows from the text. */
static gboolean
is_derived (CookieMorsel *self)
{
  g_autofree char *text = NULL;

  if (self->value == NULL)
    return TRUE;
  if (!self->unquote || !g_variant_is_of_type (self->value, G_VARIANT_TYPE_STRING))
    return FALSE;

  text = cookie_text_unquote (self->coded_value, strlen (self->coded_value));

  return g_str_equal (text, g_variant_get_string (self->value, NULL));
}

/**
 * cookie_morsel_serialize:
 * @self: a morsel
 *
 * Converts a morsel to a value that can be stored.
 *
 * [method@Cookie.Morsel.restore] of this or a later version of the library reads it.
 * Nothing is lost.
 *
 * Returns: (transfer full): the state of the morsel, never floating
 *
 * Since: 1.0
 */
GVariant *
cookie_morsel_serialize (CookieMorsel *self)
{
  GVariantBuilder attributes;
  gboolean derived;
  guint flags;

  g_return_val_if_fail (COOKIE_IS_MORSEL (self), NULL);

  derived = is_derived (self);
  flags = (self->expired ? STATE_EXPIRED : 0) |
          (derived && self->unquote ? STATE_UNQUOTE : 0) |
          (self->is_shortened ? STATE_SHORTENED : 0) |
          (self->is_unchecked ? STATE_UNCHECKED : 0) |
          (self->is_latin1 ? STATE_LATIN1 : 0);

  g_variant_builder_init (&attributes, G_VARIANT_TYPE ("a(sys)"));
  for (CookieAttribute i = 0; i < COOKIE_N_ATTRIBUTES; i++)
    if (self->attributes->kinds[i] != COOKIE_ATTRIBUTE_UNSET)
      g_variant_builder_add (&attributes, "(sys)", cookie_attribute_names[i], self->attributes->kinds[i],
                             self->attributes->texts[i] != NULL ? self->attributes->texts[i] : "");

  return g_variant_ref_sink (g_variant_new (STATE_TYPE, flags, self->key, self->coded_value,
                                            derived ? NULL : self->value, &attributes, self->unknown));
}

static gboolean
refuse (GError     **error,
        CookieError  code,
        const char  *what,
        const char  *text,
        gsize        offset)
{
  g_autofree char *rule = g_strdup_printf ("%s cannot be in a header", what);

  cookie_set_error_at (error, code, rule, text, strlen (text), offset);

  return FALSE;
}

/* Where a text has a control character or a semicolon; a Set-Cookie field may hold tabs. */
static gsize
find_unsafe (const char *text,
             gboolean    may_have_tabs)
{
  const gsize length = strlen (text);
  gsize unsafe = 0;

  while ((unsafe += cookie_text_find_unsafe (text + unsafe, length - unsafe)) < length &&
         text[unsafe] == '\t' && may_have_tabs)
    unsafe++;

  return unsafe;
}

/* Whether a header that is read can have a name, which may be one that cannot be set. */
static gboolean
check_name (const char  *name,
            gboolean     is_unchecked,
            GError     **error)
{
  const gsize length = strlen (name);
  const gsize legal = MIN (find_unsafe (name, is_unchecked), strcspn (name, "="));

  if (legal < length)
    return refuse (error, COOKIE_ERROR_ILLEGAL_KEY, "The name of a cookie", name, legal);
  if (length == 0 ? !is_unchecked : cookie_char_is_space (name[0]) || cookie_char_is_space (name[length - 1]))
    return refuse (error, COOKIE_ERROR_ILLEGAL_KEY, "The name of a cookie", name, 0);

  return TRUE;
}

/* The same for its text: COOKIE_PROFILE_PYTHON reads semicolons between quotes. */
static gboolean
check_coded (const char  *coded_value,
             gboolean     is_unchecked,
             GError     **error)
{
  const gsize length = strlen (coded_value);
  gsize unsafe = find_unsafe (coded_value, is_unchecked);

  if (unsafe == length)
    return TRUE;

  if (!is_unchecked && cookie_is_quoted (coded_value, length) &&
      cookie_text_find_control (coded_value, length) == length)
    {
      gsize end = 1;

      while ((end += strcspn (coded_value + end, "\"\\")) < length - 1 && coded_value[end] == '\\')
        end += 2;
      if (end == length - 1)
        return TRUE;
    }

  return refuse (error, COOKIE_ERROR_ILLEGAL_VALUE, "The coded value", coded_value, unsafe);
}

static gboolean
is_attribute (CookieAttribute      attribute,
              CookieAttributeKind  kind,
              const char          *text,
              gboolean             is_unchecked)
{
  g_autofree char *digits = NULL;

  switch (kind)
    {
    case COOKIE_ATTRIBUTE_STRING:
      return *text != '\0';
    case COOKIE_ATTRIBUTE_UNDOTTED:
      return is_unchecked && attribute == COOKIE_ATTRIBUTE_DOMAIN && *text != '\0';
    case COOKIE_ATTRIBUTE_INTEGER:
      digits = g_strdup_printf ("%" G_GINT64_FORMAT, g_ascii_strtoll (text, NULL, 10));
      return g_str_equal (digits, text);
    case COOKIE_ATTRIBUTE_FALSE:
    case COOKIE_ATTRIBUTE_TRUE:
      return cookie_attribute_is_flag (attribute) && *text == '\0';
    case COOKIE_ATTRIBUTE_DEFAULT_PATH:
      return is_unchecked && attribute == COOKIE_ATTRIBUTE_PATH && *text == '\0';
    case COOKIE_ATTRIBUTE_UNSET:
    default:
      return FALSE;
    }
}

static gboolean
restore_attributes (CookieMorsel  *self,
                    GVariantIter  *attributes,
                    GError       **error)
{
  const char *name, *text;
  guint8 kind;

  while (g_variant_iter_next (attributes, "(&sy&s)", &name, &kind, &text))
    {
      const int attribute = cookie_attribute_lookup (name, strlen (name));
      const gsize unsafe = find_unsafe (text, self->is_unchecked);

      if (attribute < 0 || !is_attribute (attribute, kind, text, self->is_unchecked))
        return refuse (error, COOKIE_ERROR_INVALID_ATTRIBUTE, "The attribute", name, 0);
      if (unsafe < strlen (text))
        return refuse (error, COOKIE_ERROR_INVALID_ATTRIBUTE, "The attribute", text, unsafe);

      cookie_morsel_take_attribute (self, attribute, kind, *text != '\0' ? g_strdup (text) : NULL);
    }

  return TRUE;
}

/* Whether attributes, each with its separator in front, are unknown. */
static gboolean
are_unknown (const char *attributes)
{
  while (g_str_has_prefix (attributes, "; "))
    {
      const gsize name_length = strcspn (attributes += 2, "=;");

      if (cookie_attribute_lookup (attributes, name_length) >= 0)
        return FALSE;

      attributes += find_unsafe (attributes, TRUE);
    }

  return *attributes == '\0';
}

/* A new morsel of a state; NULL with an error for one that no morsel has. */
CookieMorsel *
cookie_morsel_new_restored (GVariant  *state,
                            GError   **error)
{
  g_autoptr (CookieMorsel) self = cookie_morsel_new ();
  g_autoptr (GVariant) normal = NULL;
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GVariantIter) attributes = NULL;
  const char *key, *coded_value, *unknown;
  guint flags;

  if (!g_variant_is_of_type (state, G_VARIANT_TYPE (STATE_TYPE)))
    {
      g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_VALUE,
                   "The state of a morsel must be of the type “" STATE_TYPE "”, not “%s”",
                   g_variant_get_type_string (state));
      return NULL;
    }

  normal = g_variant_get_normal_form (state);
  g_variant_get (normal, "(um&sm&smva(sys)m&s)", &flags, &key, &coded_value, &value, &attributes, &unknown);
  self->expired = (flags & STATE_EXPIRED) != 0;
  self->unquote = (flags & STATE_UNQUOTE) != 0;
  self->is_unchecked = (flags & STATE_UNCHECKED) != 0;

  if ((key == NULL) != (coded_value == NULL) || (key == NULL && (value != NULL || self->expired)))
    {
      g_set_error_literal (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_VALUE, "The state of a morsel is not complete");
      return NULL;
    }

  if (key != NULL && (!check_name (key, self->is_unchecked, error) ||
                      !check_coded (coded_value, self->is_unchecked, error)))
    return NULL;

  if (unknown != NULL && (!self->is_unchecked || !are_unknown (unknown)))
    {
      refuse (error, COOKIE_ERROR_INVALID_ATTRIBUTE, "The attribute", unknown, 0);
      return NULL;
    }

  self->key = g_strdup (key);
  self->coded_value = g_strdup (coded_value);
  self->value = g_steal_pointer (&value);
  self->unknown = g_strdup (unknown);
  if (!restore_attributes (self, attributes, error))
    return NULL;

  self->is_shortened = (flags & STATE_SHORTENED) != 0;
  self->is_latin1 = (flags & STATE_LATIN1) != 0;

  return g_steal_pointer (&self);
}

/* Takes what @other is, which is not used any more, and notifies. */
static void
become (CookieMorsel *self,
        CookieMorsel *other)
{
  g_autoptr (GVariant) old_value = NULL;
  const gboolean was_expired = self->expired;
  char *old_key = self->key, *old_coded_value = self->coded_value;

  if (cookie_morsel_ensure_value (self) != NULL)
    old_value = g_steal_pointer (&self->value);

  g_object_freeze_notify (G_OBJECT (self));
  self->key = g_steal_pointer (&other->key);
  self->coded_value = g_steal_pointer (&other->coded_value);
  self->value = g_steal_pointer (&other->value);
  self->unquote = other->unquote;
  self->expired = other->expired;
  g_free (self->unknown);
  self->unknown = g_steal_pointer (&other->unknown);
  for (CookieAttribute i = 0; i < COOKIE_N_ATTRIBUTES; i++)
    cookie_morsel_take_attribute (self, i, other->attributes->kinds[i], g_strdup (other->attributes->texts[i]));
  self->is_shortened = other->is_shortened;
  self->is_unchecked = other->is_unchecked;
  self->is_latin1 = other->is_latin1;

  if (g_strcmp0 (old_key, self->key) != 0)
    cookie_morsel_notify (self, PROP_KEY);
  if (g_strcmp0 (old_coded_value, self->coded_value) != 0)
    cookie_morsel_notify (self, PROP_CODED_VALUE);
  if (old_value == NULL ? self->key != NULL : self->key == NULL || !g_variant_equal (old_value, cookie_morsel_ensure_value (self)))
    cookie_morsel_notify (self, PROP_VALUE);
  if (was_expired != self->expired)
    cookie_morsel_notify (self, PROP_EXPIRED);
  cookie_morsel_free_text (self, old_key);
  cookie_morsel_free_text (self, old_coded_value);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * cookie_morsel_restore:
 * @self: a morsel
 * @state: what [method@Cookie.Morsel.serialize] returned; a floating reference is
 *   consumed
 * @error: return location for a [error@Cookie.Error]
 *
 * Makes a morsel what another was when it was serialized.
 *
 * Accepts what a morsel can hold, including what was read from a header and cannot be
 * set, such as the name `path` or a semicolon between quotes.
 *
 * Sets `COOKIE_ERROR_ILLEGAL_KEY`, `COOKIE_ERROR_ILLEGAL_VALUE` and
 * `COOKIE_ERROR_INVALID_ATTRIBUTE` for a state that no morsel can have, and
 * `COOKIE_ERROR_ILLEGAL_VALUE` if a dictionary holds @self. Then nothing is changed.
 *
 * Returns: whether the morsel was restored
 *
 * Since: 1.0
 */
gboolean
cookie_morsel_restore (CookieMorsel  *self,
                       GVariant      *state,
                       GError       **error)
{
  g_autoptr (GVariant) owned = NULL;
  g_autoptr (CookieMorsel) restored = NULL;

  g_return_val_if_fail (COOKIE_IS_MORSEL (self), FALSE);
  g_return_val_if_fail (state != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  owned = g_variant_ref_sink (state);
  if (self->holder_func != NULL)
    {
      cookie_set_error_at (error, COOKIE_ERROR_ILLEGAL_VALUE, "A cookie dictionary holds the morsel",
                           self->key, strlen (self->key), 0);
      return FALSE;
    }

  restored = cookie_morsel_new_restored (owned, error);
  if (restored == NULL)
    return FALSE;

  become (self, restored);

  return TRUE;
}
