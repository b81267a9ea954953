/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-soup-jar-item-private.h"

#include "cookie-soup-cookie.h"

#include <string.h>

/**
 * CookieSoupJarItem:
 *
 * One cookie of a cookie jar.
 *
 * A jar can hold cookies of one name for several hosts and paths, so an item has the host
 * beside the morsel. The items of a [class@CookieSoup.JarModel] are of this type.
 *
 * An item describes the cookie at one time, and does not change. To change the cookie, change a
 * copy of the morsel, and call [method@CookieSoup.JarModel.update].
 *
 * ```c
 * #include <cookie-glib/cookie-glib-soup.h>
 *
 * static void
 * print_item (CookieSoupJarItem *item)
 * {
 *   CookieMorsel *morsel = cookie_soup_jar_item_get_morsel (item);
 *
 *   g_print ("%s: %s%s\n",
 *            cookie_soup_jar_item_get_host (item),
 *            cookie_morsel_get_key (morsel),
 *            cookie_soup_jar_item_get_host_only (item) ? "" : ", subdomains too");
 * }
 *
 * int
 * main (void)
 * {
 *   g_autoptr (SoupCookieJar) jar = soup_cookie_jar_new ();
 *   g_autoptr (CookieSoupJarModel) model = cookie_soup_jar_model_new (jar);
 *
 *   for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
 *     {
 *       g_autoptr (CookieSoupJarItem) item = NULL;
 *
 *       item = g_list_model_get_item (G_LIST_MODEL (model), i);
 *       print_item (item);
 *     }
 *
 *   return 0;
 * }
 * ```
 *
 * Since: 1.0
 */
struct _CookieSoupJarItem
{
  GObject parent_instance;

  SoupCookie *cookie; /* NULL in an item that is of no jar */
  char *host;
  CookieMorsel *morsel; /* NULL until asked for */
};

enum {
  PROP_0,
  PROP_MORSEL,
  PROP_HOST,
  PROP_HOST_ONLY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CookieSoupJarItem, cookie_soup_jar_item, G_TYPE_OBJECT)

static void
cookie_soup_jar_item_finalize (GObject *object)
{
  CookieSoupJarItem *self = COOKIE_SOUP_JAR_ITEM (object);

  g_clear_pointer (&self->cookie, soup_cookie_free);
  g_free (self->host);
  g_clear_object (&self->morsel);

  G_OBJECT_CLASS (cookie_soup_jar_item_parent_class)->finalize (object);
}

static void
cookie_soup_jar_item_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  CookieSoupJarItem *self = COOKIE_SOUP_JAR_ITEM (object);

  switch (prop_id)
    {
    case PROP_MORSEL:
      g_value_set_object (value, cookie_soup_jar_item_get_morsel (self));
      break;
    case PROP_HOST:
      g_value_set_string (value, cookie_soup_jar_item_get_host (self));
      break;
    case PROP_HOST_ONLY:
      g_value_set_boolean (value, cookie_soup_jar_item_get_host_only (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cookie_soup_jar_item_class_init (CookieSoupJarItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cookie_soup_jar_item_finalize;
  object_class->get_property = cookie_soup_jar_item_get_property;

  /**
   * CookieSoupJarItem:morsel: (getter get_morsel)
   *
   * The cookie.
   *
   * Since: 1.0
   */
  properties[PROP_MORSEL] =
    g_param_spec_object ("morsel", NULL, NULL, COOKIE_TYPE_MORSEL, readable);

  /**
   * CookieSoupJarItem:host: (getter get_host)
   *
   * The host that the cookie is sent to.
   *
   * Since: 1.0
   */
  properties[PROP_HOST] =
    g_param_spec_string ("host", NULL, NULL, "", readable);

  /**
   * CookieSoupJarItem:host-only: (getter get_host_only)
   *
   * Whether the cookie is sent to the host alone, and not to its subdomains.
   *
   * Since: 1.0
   */
  properties[PROP_HOST_ONLY] =
    g_param_spec_boolean ("host-only", NULL, NULL, TRUE, readable);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cookie_soup_jar_item_init (CookieSoupJarItem *self)
{
}

static const char *
get_host (SoupCookie *cookie)
{
  const char *domain = soup_cookie_get_domain (cookie);

  return *domain == '.' ? domain + 1 : domain;
}

/* Takes the cookie. */
CookieSoupJarItem *
cookie_soup_jar_item_new (SoupCookie *cookie)
{
  CookieSoupJarItem *self = g_object_new (COOKIE_SOUP_TYPE_JAR_ITEM, NULL);

  self->cookie = cookie;
  self->host = g_utf8_make_valid (get_host (cookie), -1);

  return self;
}

/* The cookie as it was in the jar. */
SoupCookie *
cookie_soup_jar_item_get_cookie (CookieSoupJarItem *self)
{
  if (self->cookie == NULL)
    self->cookie = soup_cookie_new ("", "", "", "/", -1);

  return self->cookie;
}

/* Orders cookies by what tells two cookies of a jar apart. */
int
cookie_soup_jar_item_compare (CookieSoupJarItem *self,
                              SoupCookie        *cookie)
{
  int result = g_ascii_strcasecmp (get_host (self->cookie), get_host (cookie));

  if (result == 0)
    result = (*soup_cookie_get_domain (self->cookie) == '.') - (*soup_cookie_get_domain (cookie) == '.');
  if (result == 0)
    result = strcmp (soup_cookie_get_name (self->cookie), soup_cookie_get_name (cookie));
  if (result == 0)
    result = g_strcmp0 (soup_cookie_get_path (self->cookie), soup_cookie_get_path (cookie));

  return result;
}

/**
 * cookie_soup_jar_item_get_morsel:
 * @self: an item
 *
 * Gets the cookie as a morsel.
 *
 * [func@CookieSoup.morsel_from_cookie] describes what a morsel cannot hold;
 * [method@CookieSoup.JarItem.dup_cookie] returns all of it.
 *
 * Returns: (transfer none): the morsel
 *
 * Since: 1.0
 */
CookieMorsel *
cookie_soup_jar_item_get_morsel (CookieSoupJarItem *self)
{
  g_return_val_if_fail (COOKIE_SOUP_IS_JAR_ITEM (self), NULL);

  if (self->morsel == NULL)
    self->morsel = cookie_soup_morsel_from_cookie (cookie_soup_jar_item_get_cookie (self));

  return self->morsel;
}

/**
 * cookie_soup_jar_item_get_host:
 * @self: an item
 *
 * Gets the host that the cookie is sent to.
 *
 * Returns: (transfer none): the host, without a leading dot
 *
 * Since: 1.0
 */
const char *
cookie_soup_jar_item_get_host (CookieSoupJarItem *self)
{
  g_return_val_if_fail (COOKIE_SOUP_IS_JAR_ITEM (self), NULL);

  return self->host != NULL ? self->host : "";
}

/**
 * cookie_soup_jar_item_get_host_only:
 * @self: an item
 *
 * Gets whether the cookie is sent to the host alone, and not to its subdomains.
 *
 * Returns: whether the cookie is for the host alone
 *
 * Since: 1.0
 */
gboolean
cookie_soup_jar_item_get_host_only (CookieSoupJarItem *self)
{
  g_return_val_if_fail (COOKIE_SOUP_IS_JAR_ITEM (self), FALSE);

  return *soup_cookie_get_domain (cookie_soup_jar_item_get_cookie (self)) != '.';
}

/**
 * cookie_soup_jar_item_dup_cookie:
 * @self: an item
 *
 * Copies the cookie as libsoup has it.
 *
 * Add the copy to the jar ([method@Soup.CookieJar.add_cookie]) to take back a removal or a
 * change: nothing is lost, whatever a morsel can hold.
 *
 * Returns: (transfer full): a copy of the cookie
 *
 * Since: 1.0
 */
SoupCookie *
cookie_soup_jar_item_dup_cookie (CookieSoupJarItem *self)
{
  g_return_val_if_fail (COOKIE_SOUP_IS_JAR_ITEM (self), NULL);

  return soup_cookie_copy (cookie_soup_jar_item_get_cookie (self));
}
