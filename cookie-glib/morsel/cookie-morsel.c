/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-morsel-private.h"

#include "cookie/cookie-base-cookie-private.h"
#include "cookie-error-private.h"
#include "core/chars.h"
#include "core/quote.h"

#include <string.h>

/**
 * CookieMorsel:
 *
 * One cookie: its key, its value, the text that is sent for the value, and its
 * attributes.
 *
 * The attributes can be read and written in two ways: by name, as in Python
 * ([method@Cookie.Morsel.get_attribute], [method@Cookie.Morsel.set_attribute]),
 * and as typed properties, such as [property@Cookie.Morsel:max-age].
 *
 * ```c
 * g_autoptr (CookieMorsel) morsel = cookie_morsel_new ();
 * g_autoptr (GError) error = NULL;
 *
 * if (!cookie_morsel_set (morsel, "sid", g_variant_new_string ("31d4d96e"), "31d4d96e", &error))
 *   g_error ("%s", error->message);
 *
 * cookie_morsel_set_http_only (morsel, TRUE);
 * cookie_morsel_set_max_age (morsel, 3600);
 *
 * g_autofree char *line = cookie_morsel_output (morsel, NULL, NULL);
 * // Set-Cookie: sid=31d4d96e; HttpOnly; Max-Age=3600
 * ```
 *
 * Whatever would break a header (a control character or a semicolon in the coded
 * value or in an attribute, a name that is no token) is refused when it is set,
 * with an error. A typed property that is given such a text keeps what it was.
 *
 * Since: 1.0
 */

enum {
  PROP_0,
  PROP_KEY,
  PROP_VALUE,
  PROP_CODED_VALUE,
  PROP_PATH,
  PROP_DOMAIN,
  PROP_COMMENT,
  PROP_VERSION,
  PROP_PRIORITY,
  PROP_MAX_AGE,
  PROP_EXPIRES,
  PROP_SECURE,
  PROP_HTTP_ONLY,
  PROP_PARTITIONED,
  PROP_SAME_SITE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const guint attribute_properties[COOKIE_N_ATTRIBUTES] = {
  [COOKIE_ATTRIBUTE_COMMENT] = PROP_COMMENT,
  [COOKIE_ATTRIBUTE_DOMAIN] = PROP_DOMAIN,
  [COOKIE_ATTRIBUTE_EXPIRES] = PROP_EXPIRES,
  [COOKIE_ATTRIBUTE_HTTP_ONLY] = PROP_HTTP_ONLY,
  [COOKIE_ATTRIBUTE_MAX_AGE] = PROP_MAX_AGE,
  [COOKIE_ATTRIBUTE_PARTITIONED] = PROP_PARTITIONED,
  [COOKIE_ATTRIBUTE_PATH] = PROP_PATH,
  [COOKIE_ATTRIBUTE_PRIORITY] = PROP_PRIORITY,
  [COOKIE_ATTRIBUTE_SAME_SITE] = PROP_SAME_SITE,
  [COOKIE_ATTRIBUTE_SECURE] = PROP_SECURE,
  [COOKIE_ATTRIBUTE_VERSION] = PROP_VERSION,
};

G_DEFINE_FINAL_TYPE (CookieMorsel, cookie_morsel, G_TYPE_OBJECT)

static void
cookie_morsel_dispose (GObject *object)
{
  if (cookie_object_is_shared (object))
    G_OBJECT_CLASS (cookie_morsel_parent_class)->dispose (object);
}

static void
cookie_morsel_finalize (GObject *object)
{
  CookieMorsel *self = COOKIE_MORSEL (object);

  cookie_morsel_free_text (self, self->key);
  cookie_morsel_free_text (self, self->coded_value);
  g_clear_pointer (&self->value, g_variant_unref);
  for (gsize i = 0; i < COOKIE_N_ATTRIBUTES; i++)
    cookie_morsel_free_text (self, self->attributes[i]);
  g_free (self->block);
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
    case PROP_COMMENT:
      g_value_set_string (value, cookie_morsel_get_comment (self));
      break;
    case PROP_VERSION:
      g_value_set_string (value, cookie_morsel_get_version (self));
      break;
    case PROP_PRIORITY:
      g_value_set_string (value, cookie_morsel_get_priority (self));
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
  const char *text;

  switch (prop_id)
    {
    case PROP_PATH:
    case PROP_DOMAIN:
    case PROP_COMMENT:
    case PROP_VERSION:
    case PROP_PRIORITY:
      /* a property cannot fail: what is refused changes nothing */
      text = g_value_get_string (value);
      if (text == NULL || g_utf8_validate (text, -1, NULL))
        cookie_morsel_set_attribute (self, pspec->name, text != NULL ? g_variant_new_string (text) : NULL, NULL);
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
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = cookie_morsel_dispose;
  object_class->finalize = cookie_morsel_finalize;
  object_class->get_property = cookie_morsel_get_property;
  object_class->set_property = cookie_morsel_set_property;

  /**
   * CookieMorsel:key: (getter get_key)
   *
   * The name of the cookie; `NULL` until it is set.
   *
   * Since: 1.0
   */
  properties[PROP_KEY] =
    g_param_spec_string ("key", NULL, NULL, NULL, readable);

  /**
   * CookieMorsel:value: (getter get_value)
   *
   * The value; `NULL` until it is set.
   *
   * Since: 1.0
   */
  properties[PROP_VALUE] =
    g_param_spec_variant ("value", NULL, NULL, G_VARIANT_TYPE_ANY, NULL, readable);

  /**
   * CookieMorsel:coded-value: (getter get_coded_value)
   *
   * The text that is sent for the value; `NULL` until it is set.
   *
   * Since: 1.0
   */
  properties[PROP_CODED_VALUE] =
    g_param_spec_string ("coded-value", NULL, NULL, NULL, readable);

  /**
   * CookieMorsel:path: (getter get_path)
   *
   * The path under which the cookie is sent back.
   *
   * Since: 1.0
   */
  properties[PROP_PATH] =
    g_param_spec_string ("path", NULL, NULL, NULL, writable);

  /**
   * CookieMorsel:domain: (getter get_domain)
   *
   * The domain to whose hosts the cookie is sent back.
   *
   * Since: 1.0
   */
  properties[PROP_DOMAIN] =
    g_param_spec_string ("domain", NULL, NULL, NULL, writable);

  /**
   * CookieMorsel:comment: (getter get_comment)
   *
   * A comment, which browsers ignore.
   *
   * Since: 1.0
   */
  properties[PROP_COMMENT] =
    g_param_spec_string ("comment", NULL, NULL, NULL, writable);

  /**
   * CookieMorsel:version: (getter get_version)
   *
   * The version of RFC 2109, which browsers ignore.
   *
   * Since: 1.0
   */
  properties[PROP_VERSION] =
    g_param_spec_string ("version", NULL, NULL, NULL, writable);

  /**
   * CookieMorsel:priority: (getter get_priority)
   *
   * `Low`, `Medium` or `High`.
   *
   * Since: 1.0
   */
  properties[PROP_PRIORITY] =
    g_param_spec_string ("priority", NULL, NULL, NULL, writable);

  /**
   * CookieMorsel:max-age: (getter get_max_age) (setter set_max_age)
   *
   * How long the cookie lives from when it is received, in seconds; -1 if it is
   * not set.
   *
   * Since: 1.0
   */
  properties[PROP_MAX_AGE] =
    g_param_spec_int64 ("max-age", NULL, NULL, -1, G_MAXINT64, -1, writable);

  /**
   * CookieMorsel:expires: (getter get_expires) (setter set_expires)
   *
   * When the cookie expires.
   *
   * Since: 1.0
   */
  properties[PROP_EXPIRES] =
    g_param_spec_boxed ("expires", NULL, NULL, G_TYPE_DATE_TIME, writable);

  /**
   * CookieMorsel:secure: (getter get_secure) (setter set_secure)
   *
   * Whether the cookie is sent over secure connections alone.
   *
   * Since: 1.0
   */
  properties[PROP_SECURE] =
    g_param_spec_boolean ("secure", NULL, NULL, FALSE, writable);

  /**
   * CookieMorsel:http-only: (getter get_http_only) (setter set_http_only)
   *
   * Whether the cookie is hidden from scripts.
   *
   * Since: 1.0
   */
  properties[PROP_HTTP_ONLY] =
    g_param_spec_boolean ("http-only", NULL, NULL, FALSE, writable);

  /**
   * CookieMorsel:partitioned: (getter get_partitioned) (setter set_partitioned)
   *
   * Whether the cookie is kept apart for each top-level site.
   *
   * Since: 1.0
   */
  properties[PROP_PARTITIONED] =
    g_param_spec_boolean ("partitioned", NULL, NULL, FALSE, writable);

  /**
   * CookieMorsel:same-site: (getter get_same_site) (setter set_same_site)
   *
   * With which requests the cookie is sent.
   *
   * Since: 1.0
   */
  properties[PROP_SAME_SITE] =
    g_param_spec_enum ("same-site", NULL, NULL, COOKIE_TYPE_SAME_SITE, COOKIE_SAME_SITE_DEFAULT, writable);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cookie_morsel_init (CookieMorsel *self)
{
}

/* Whether @key can be the name of a cookie. */
gboolean
cookie_morsel_check_key (const char  *key,
                         GError     **error)
{
  gsize length = strlen (key);
  gsize legal = cookie_text_span (key, length, COOKIE_CHAR_NAME);

  if (cookie_attribute_lookup (key, length) >= 0)
    {
      cookie_set_error_at (error, COOKIE_ERROR_RESERVED_KEY,
                           "The name of an attribute cannot be the name of a cookie", key, length, 0);
      return FALSE;
    }

  if (legal < length || length == 0)
    {
      cookie_set_error_at (error, COOKIE_ERROR_ILLEGAL_KEY,
                           "The name of a cookie must be a token (RFC 9110, §5.6.2)", key, length, legal);
      return FALSE;
    }

  return TRUE;
}

/* Whether @coded_value can be sent. */
gboolean
cookie_morsel_check_coded (const char  *key,
                           const char  *coded_value,
                           GError     **error)
{
  gsize length = strlen (coded_value);
  gsize unsafe = cookie_text_find_unsafe (coded_value, length);
  const char *rule = "cannot hold a control character or a semicolon";
  g_autofree char *shown = NULL;
  g_autofree char *message = NULL;
  const char *end;

  if (unsafe == length)
    {
      if (g_utf8_validate (coded_value, length, &end))
        return TRUE;

      unsafe = end - coded_value;
      rule = "must be UTF-8";
    }

  shown = cookie_text_for_message (key, strlen (key));
  message = g_strdup_printf ("The coded value of “%s” %s", shown, rule);
  cookie_set_error_at (error, COOKIE_ERROR_ILLEGAL_VALUE, message, coded_value, length, unsafe);

  return FALSE;
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

/* Changes the value, by parts that were checked before; takes the text. Tells
 * whether that changed anything, and notifies.
 */
gboolean
cookie_morsel_assign (CookieMorsel *self,
                      char         *coded_value,
                      GVariant     *value,
                      gboolean      unquote)
{
  g_autoptr (GVariant) old_value = g_variant_ref (cookie_morsel_get_value (self));
  gboolean coded_changed = strcmp (self->coded_value, coded_value) != 0;
  gboolean value_changed;

  cookie_morsel_free_text (self, self->coded_value);
  self->coded_value = coded_value;
  g_variant_unref (self->value);
  self->value = value != NULL ? g_variant_ref_sink (value) : NULL;
  self->unquote = unquote;
  value_changed = !g_variant_equal (old_value, cookie_morsel_get_value (self));

  if (value_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
  if (coded_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CODED_VALUE]);

  return value_changed || coded_changed;
}

/* Takes the value and the attributes of a morsel that is not used any more. Tells
 * whether that changed anything, and notifies.
 */
gboolean
cookie_morsel_become (CookieMorsel *self,
                      CookieMorsel *other)
{
  gboolean changed = cookie_morsel_assign (self, g_steal_pointer (&other->coded_value), other->value, other->unquote);

  for (CookieAttribute i = 0; i < COOKIE_N_ATTRIBUTES; i++)
    changed |= cookie_morsel_take_attribute (self, i, other->kinds[i], g_steal_pointer (&other->attributes[i]));

  return changed;
}

void
cookie_morsel_notify_attribute (CookieMorsel    *self,
                                CookieAttribute  attribute)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[attribute_properties[attribute]]);
}

void
cookie_morsel_add_owner (CookieMorsel     *self,
                         CookieBaseCookie *owner)
{
  self->owners = g_slist_prepend (self->owners, owner);
}

void
cookie_morsel_remove_owner (CookieMorsel     *self,
                            CookieBaseCookie *owner)
{
  self->owners = g_slist_remove (self->owners, owner);
}

/* Tells the cookies that hold this morsel that it has changed. */
void
cookie_morsel_changed (CookieMorsel *self)
{
  cookie_morsel_loaded (self, NULL);
}

/* Does so after a header that @loader has loaded has changed it: for this cookie
 * it is what the browser has, and not to be sent.
 */
void
cookie_morsel_loaded (CookieMorsel     *self,
                      CookieBaseCookie *loader)
{
  g_autoslist (CookieBaseCookie) owners = NULL;

  if (self->owners == NULL)
    return;

  /* a handler may take the morsel out of a cookie, or drop the cookie */
  owners = g_slist_copy_deep (self->owners, (GCopyFunc) (void *) g_object_ref, NULL);
  for (GSList *l = owners; l != NULL; l = l->next)
    {
      if (l->data != loader)
        cookie_table_set_changed (&cookie_base_cookie_get_private (l->data)->table, self);
      cookie_base_cookie_morsel_changed (l->data, self);
    }
}

/**
 * cookie_morsel_new:
 *
 * Creates a morsel without a key, for [method@Cookie.Morsel.set] to fill.
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
 * Returns: (nullable): the name; `NULL` until it is set
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
 * Returns: (transfer none) (nullable): the value; `NULL` until it is set
 *
 * Since: 1.0
 */
GVariant *
cookie_morsel_get_value (CookieMorsel *self)
{
  g_return_val_if_fail (COOKIE_IS_MORSEL (self), NULL);

  if (self->value == NULL && self->coded_value != NULL)
    self->value = g_variant_ref_sink (self->unquote
                                      ? g_variant_new_take_string (cookie_unquote (self->coded_value,
                                                                                   strlen (self->coded_value)))
                                      : g_variant_new_string (self->coded_value));

  return self->value;
}

/**
 * cookie_morsel_get_string:
 * @self: a morsel
 *
 * Gets the value, if it is a string.
 *
 * Returns: (nullable): the value, until it changes; `NULL` if it is not set, or
 *   not a string
 *
 * Since: 1.0
 */
const char *
cookie_morsel_get_string (CookieMorsel *self)
{
  GVariant *value;

  g_return_val_if_fail (COOKIE_IS_MORSEL (self), NULL);

  value = cookie_morsel_get_value (self);
  if (value == NULL || !g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return NULL;

  return g_variant_get_string (value, NULL);
}

/**
 * cookie_morsel_get_coded_value:
 * @self: a morsel
 *
 * Gets the text that is sent for the value.
 *
 * Returns: (nullable): the coded value; `NULL` until it is set
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
 * Sets the key, the value, and the text that is sent for the value.
 *
 * The attributes stay as they are. A morsel that is in a cookie keeps its key.
 *
 * Sets `COOKIE_ERROR_RESERVED_KEY` if the key is the name of an attribute,
 * `COOKIE_ERROR_ILLEGAL_KEY` if it is not a token (RFC 9110, §5.6.2, and `:`) or
 * if the morsel is in a cookie under another key, and
 * `COOKIE_ERROR_ILLEGAL_VALUE` if the coded value holds a control character or a
 * semicolon, or is not UTF-8. Then nothing is changed.
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

  if (!cookie_morsel_check_key (key, error) || !cookie_morsel_check_coded (key, coded_value, error))
    return FALSE;

  if (self->owners != NULL && strcmp (self->key, key) != 0)
    {
      cookie_set_error_at (error, COOKIE_ERROR_ILLEGAL_KEY, "A morsel that is in a cookie keeps its key",
                           key, strlen (key), 0);
      return FALSE;
    }

  g_object_ref (self);

  if (self->key == NULL)
    {
      self->key = g_strdup (key);
      self->coded_value = g_strdup (coded_value);
      self->value = g_variant_ref (owned);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEY]);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CODED_VALUE]);
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
        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEY]);
      cookie_morsel_free_text (self, old_key);
    }

  g_object_unref (self);

  return TRUE;
}

/**
 * cookie_morsel_copy:
 * @self: a morsel
 *
 * Copies a morsel, with its attributes. The copy is in no cookie.
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
  for (gsize i = 0; i < COOKIE_N_ATTRIBUTES; i++)
    {
      copy->kinds[i] = self->kinds[i];
      copy->attributes[i] = g_strdup (self->attributes[i]);
    }
  copy->unknown = g_strdup (self->unknown);
  copy->is_unchecked = self->is_unchecked;

  return copy;
}

/**
 * cookie_morsel_equal:
 * @self: a morsel
 * @other: another morsel
 *
 * Tells whether two morsels have the same key, value, coded value and
 * attributes.
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

  if (g_strcmp0 (self->key, other->key) != 0 ||
      g_strcmp0 (self->coded_value, other->coded_value) != 0 ||
      g_strcmp0 (self->unknown, other->unknown) != 0)
    return FALSE;

  if (self->key != NULL && !g_variant_equal (cookie_morsel_get_value (self), cookie_morsel_get_value (other)))
    return FALSE;

  for (gsize i = 0; i < COOKIE_N_ATTRIBUTES; i++)
    if (self->kinds[i] != other->kinds[i] || g_strcmp0 (self->attributes[i], other->attributes[i]) != 0)
      return FALSE;

  return TRUE;
}
