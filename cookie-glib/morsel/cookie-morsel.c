/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-morsel-private.h"

#include "codecs/name.h"
#include "cookie-error-private.h"
#include "properties.h"

#include <string.h>

/**
 * CookieMorsel:
 *
 * One cookie: its name, its value, the text that is sent for the value, and its
 * attributes.
 *
 * Attributes have typed properties, such as [property@Cookie.Morsel:max-age]. They can
 * also be set by name, as in Python, with [method@Cookie.Morsel.set_attribute].
 *
 * ```c
 * g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();
 * g_autoptr (GError) error = NULL;
 * GVariant *value = g_variant_new_string ("31d4d96e");
 *
 * if (!cookie_morsel_set (morsel, "sid", value, "31d4d96e", &error))
 *   g_error ("%s", error->message);
 *
 * cookie_morsel_set_http_only (morsel, TRUE);
 * cookie_morsel_set_max_age (morsel, 3600);
 *
 * g_autofree char *line = cookie_morsel_output (morsel, NULL, NULL);
 * // Set-Cookie: sid=31d4d96e; HttpOnly; Max-Age=3600
 * ```
 *
 * What would break a header field is refused: a name that is not a token, and a control
 * character or a semicolon in the coded value or in an attribute. Functions with a
 * `GError` set an error, the setters of properties print a critical; the morsel stays as
 * it was.
 *
 * At most one [class@Cookie.BaseCookie] holds a morsel.
 *
 * Since: 1.0
 */

G_DEFINE_FINAL_TYPE (CookieMorsel, cookie_morsel, G_TYPE_OBJECT)

static void
cookie_morsel_finalize (GObject *object)
{
  CookieMorsel *self = COOKIE_MORSEL (object);

  cookie_morsel_free_text (self, self->key);
  cookie_morsel_free_text (self, self->coded_value);
  g_clear_pointer (&self->value, g_variant_unref);
  cookie_morsel_drop_attributes (self);
  if (self->block_free != NULL)
    self->block_free (self->block_owner);
  g_free (self->unknown);

  G_OBJECT_CLASS (cookie_morsel_parent_class)->finalize (object);
}

static void
cookie_morsel_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  CookieMorsel *self = COOKIE_MORSEL (object);

  switch (prop_id)
    {
    case PROP_KEY:
      g_value_set_string (value, cookie_morsel_get_key (self));
      break;
    case PROP_VALUE:
      g_value_set_variant (value, cookie_morsel_get_value (self));
      break;
    case PROP_CODED_VALUE:
      g_value_set_string (value, cookie_morsel_get_coded_value (self));
      break;
    case PROP_PATH:
      g_value_set_string (value, cookie_morsel_get_path (self));
      break;
    case PROP_DOMAIN:
      g_value_set_string (value, cookie_morsel_get_domain (self));
      break;
    case PROP_PRIORITY:
      g_value_set_enum (value, cookie_morsel_get_priority (self));
      break;
    case PROP_MAX_AGE:
      g_value_set_int64 (value, cookie_morsel_get_max_age (self));
      break;
    case PROP_EXPIRES:
      g_value_take_boxed (value, cookie_morsel_get_expires (self));
      break;
    case PROP_SECURE:
      g_value_set_boolean (value, cookie_morsel_get_secure (self));
      break;
    case PROP_HTTP_ONLY:
      g_value_set_boolean (value, cookie_morsel_get_http_only (self));
      break;
    case PROP_PARTITIONED:
      g_value_set_boolean (value, cookie_morsel_get_partitioned (self));
      break;
    case PROP_SAME_SITE:
      g_value_set_enum (value, cookie_morsel_get_same_site (self));
      break;
    case PROP_EXPIRED:
      g_value_set_boolean (value, cookie_morsel_get_expired (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cookie_morsel_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  CookieMorsel *self = COOKIE_MORSEL (object);

  switch (prop_id)
    {
    case PROP_PATH:
      cookie_morsel_set_path (self, g_value_get_string (value));
      break;
    case PROP_DOMAIN:
      cookie_morsel_set_domain (self, g_value_get_string (value));
      break;
    case PROP_PRIORITY:
      cookie_morsel_set_priority (self, g_value_get_enum (value));
      break;
    case PROP_MAX_AGE:
      cookie_morsel_set_max_age (self, g_value_get_int64 (value));
      break;
    case PROP_EXPIRES:
      cookie_morsel_set_expires (self, g_value_get_boxed (value));
      break;
    case PROP_SECURE:
      cookie_morsel_set_secure (self, g_value_get_boolean (value));
      break;
    case PROP_HTTP_ONLY:
      cookie_morsel_set_http_only (self, g_value_get_boolean (value));
      break;
    case PROP_PARTITIONED:
      cookie_morsel_set_partitioned (self, g_value_get_boolean (value));
      break;
    case PROP_SAME_SITE:
      cookie_morsel_set_same_site (self, g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cookie_morsel_class_init (CookieMorselClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cookie_morsel_finalize;
  object_class->get_property = cookie_morsel_get_property;
  object_class->set_property = cookie_morsel_set_property;

  cookie_morsel_install_properties (object_class);
}

static void
cookie_morsel_init (CookieMorsel *self)
{
  self->attributes = &cookie_no_attributes;
}

/* A morsel out of parts that were checked before; takes the texts. Without
 * @value, the value follows from the coded value.
 */
CookieMorsel *
cookie_morsel_new_loaded (char     *key,
                          char     *coded_value,
                          GVariant *value,
                          gboolean  unquote)
{
  CookieMorsel *self = g_object_new (COOKIE_TYPE_MORSEL, NULL);

  self->key = key;
  self->coded_value = coded_value;
  self->value = value != NULL ? g_variant_ref_sink (value) : NULL;
  self->unquote = unquote;

  return self;
}

/**
 * cookie_morsel_new:
 *
 * Creates a morsel without a name and a value.
 *
 * [method@Cookie.Morsel.set] sets them.
 *
 * Returns: (transfer full): a new morsel
 *
 * Since: 1.0
 */
CookieMorsel *
cookie_morsel_new (void)
{
  return g_object_new (COOKIE_TYPE_MORSEL, NULL);
}

/**
 * cookie_morsel_get_key:
 * @self: a morsel
 *
 * Gets the name of the cookie.
 *
 * Returns: (nullable): the name; `NULL` if it is not set
 *
 * Since: 1.0
 */
const char *
cookie_morsel_get_key (CookieMorsel *self)
{
  g_return_val_if_fail (COOKIE_IS_MORSEL (self), NULL);

  return self->key;
}

/**
 * cookie_morsel_get_value:
 * @self: a morsel
 *
 * Gets the value.
 *
 * Returns: (transfer none) (nullable): the value; `NULL` if it is not set
 *
 * Since: 1.0
 */
GVariant *
cookie_morsel_get_value (CookieMorsel *self)
{
  g_return_val_if_fail (COOKIE_IS_MORSEL (self), NULL);

  return cookie_morsel_ensure_value (self);
}

/**
 * cookie_morsel_get_string:
 * @self: a morsel
 *
 * Gets the value if it is a string.
 *
 * Returns: (nullable): the string, valid until the value changes; `NULL` if the value
 *   is not set, or is not a string
 *
 * Since: 1.0
 */
const char *
cookie_morsel_get_string (CookieMorsel *self)
{
  g_return_val_if_fail (COOKIE_IS_MORSEL (self), NULL);

  return cookie_morsel_read_string (self);
}

/**
 * cookie_morsel_get_coded_value:
 * @self: a morsel
 *
 * Gets the text that is sent for the value.
 *
 * Returns: (nullable): the coded value, valid until the value changes; `NULL` if it is
 *   not set
 *
 * Since: 1.0
 */
const char *
cookie_morsel_get_coded_value (CookieMorsel *self)
{
  g_return_val_if_fail (COOKIE_IS_MORSEL (self), NULL);

  return self->coded_value;
}

/**
 * cookie_morsel_set:
 * @self: a morsel
 * @key: the name of the cookie
 * @value: the value; a floating reference is consumed
 * @coded_value: the text to send for the value
 * @error: return location for a [error@Cookie.Error]
 *
 * Sets the name, the value, and the text that is sent for the value.
 *
 * The attributes stay as they are. An expired cookie is no longer expired. A morsel in
 * a cookie dictionary keeps its name.
 *
 * Sets `COOKIE_ERROR_RESERVED_KEY` if the name is that of an attribute,
 * `COOKIE_ERROR_ILLEGAL_KEY` if it is not valid ([func@Cookie.name_is_valid]) or if a
 * dictionary holds the morsel under another name, and `COOKIE_ERROR_ILLEGAL_VALUE` if
 * the coded value contains a control character or a semicolon, or is not UTF-8. Then
 * nothing is changed.
 *
 * Returns: whether the morsel was set
 *
 * Since: 1.0
 */
gboolean
cookie_morsel_set (CookieMorsel  *self,
                   const char    *key,
                   GVariant      *value,
                   const char    *coded_value,
                   GError       **error)
{
  g_autoptr (GVariant) owned = NULL;

  g_return_val_if_fail (COOKIE_IS_MORSEL (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);
  g_return_val_if_fail (coded_value != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  owned = g_variant_ref_sink (value);

  if (!cookie_name_check (key, error) || !cookie_morsel_check_coded (key, coded_value, error))
    return FALSE;

  if (self->holder_func != NULL && strcmp (self->key, key) != 0)
    {
      cookie_set_error_at (error, COOKIE_ERROR_ILLEGAL_KEY, "A morsel in a cookie dictionary keeps its name",
                           key, strlen (key), 0);
      return FALSE;
    }

  g_object_ref (self);

  if (self->key == NULL)
    {
      self->key = g_strdup (key);
      self->coded_value = g_strdup (coded_value);
      self->value = g_variant_ref (owned);
      cookie_morsel_notify (self, PROP_KEY);
      cookie_morsel_notify (self, PROP_VALUE);
      cookie_morsel_notify (self, PROP_CODED_VALUE);
    }
  else
    {
      gboolean key_changed = strcmp (self->key, key) != 0;
      char *old_key = NULL;

      /* the new texts may be part of the old ones */
      if (key_changed)
        {
          old_key = self->key;
          self->key = g_strdup (key);
        }

      if (cookie_morsel_assign (self, g_strdup (coded_value), owned, FALSE))
        cookie_morsel_changed (self);
      if (key_changed)
        cookie_morsel_notify (self, PROP_KEY);
      cookie_morsel_free_text (self, old_key);
    }

  g_object_unref (self);

  return TRUE;
}

/**
 * cookie_morsel_copy:
 * @self: a morsel
 *
 * Copies a morsel with its attributes.
 *
 * No dictionary holds the copy.
 *
 * Returns: (transfer full): a new morsel
 *
 * Since: 1.0
 */
CookieMorsel *
cookie_morsel_copy (CookieMorsel *self)
{
  CookieMorsel *copy;

  g_return_val_if_fail (COOKIE_IS_MORSEL (self), NULL);

  copy = cookie_morsel_new_loaded (g_strdup (self->key), g_strdup (self->coded_value), self->value, self->unquote);
  cookie_morsel_share_attributes (copy, self);
  copy->unknown = g_strdup (self->unknown);
  copy->expired = self->expired;
  copy->is_shortened = self->is_shortened;
  copy->is_unchecked = self->is_unchecked;
  copy->is_latin1 = self->is_latin1;

  return copy;
}

/**
 * cookie_morsel_equal:
 * @self: a morsel
 * @other: another morsel
 *
 * Compares two morsels: their names, values, coded values, attributes, and whether they
 * are expired.
 *
 * Returns: whether they are equal
 *
 * Since: 1.0
 */
gboolean
cookie_morsel_equal (CookieMorsel *self,
                     CookieMorsel *other)
{
  g_return_val_if_fail (COOKIE_IS_MORSEL (self), FALSE);
  g_return_val_if_fail (COOKIE_IS_MORSEL (other), FALSE);

  if (self->expired != other->expired ||
      g_strcmp0 (self->key, other->key) != 0 ||
      g_strcmp0 (self->coded_value, other->coded_value) != 0 ||
      g_strcmp0 (self->unknown, other->unknown) != 0)
    return FALSE;

  if (self->key != NULL && !g_variant_equal (cookie_morsel_get_value (self), cookie_morsel_get_value (other)))
    return FALSE;

  for (gsize i = 0; i < COOKIE_N_ATTRIBUTES; i++)
    if (self->attributes->kinds[i] != other->attributes->kinds[i] ||
        g_strcmp0 (self->attributes->texts[i], other->attributes->texts[i]) != 0)
      return FALSE;

  return TRUE;
}

/**
 * cookie_morsel_get_expired:
 * @self: a morsel
 *
 * Gets whether the cookie is printed so that a browser deletes it.
 *
 * Returns: whether the cookie is expired
 *
 * Since: 1.0
 */
gboolean
cookie_morsel_get_expired (CookieMorsel *self)
{
  g_return_val_if_fail (COOKIE_IS_MORSEL (self), FALSE);

  return self->expired;
}

/**
 * cookie_morsel_expire:
 * @self: a morsel
 *
 * Turns the morsel into one that makes the browser delete the cookie.
 *
 * From now on it is printed without its value, with `Max-Age=0` and an `Expires` in the
 * past, and with the `Secure`, `HttpOnly` and `Path=/`, but no `Domain`, that a name prefix
 * such as `__Host-` needs. The value and the attributes stay as they are, and setting a value makes the
 * cookie live again.
 *
 * A browser deletes a cookie only if it has the same domain, path and partition, and
 * would be accepted (draft-ietf-httpbis-rfc6265bis-22, §5.7): the attributes must be
 * those that the cookie was sent with. Without a `Path`, the request must have the same
 * directory as well.
 *
 * A morsel without a name stays as it is.
 *
 * Since: 1.0
 */
void
cookie_morsel_expire (CookieMorsel *self)
{
  g_return_if_fail (COOKIE_IS_MORSEL (self));

  if (self->key == NULL || self->expired)
    return;

  g_object_ref (self);
  self->expired = TRUE;
  cookie_morsel_notify (self, PROP_EXPIRED);
  cookie_morsel_changed (self);
  g_object_unref (self);
}
