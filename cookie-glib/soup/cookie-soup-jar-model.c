/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-soup-jar-model.h"

#include "cookie-soup-cookie-private.h"
#include "cookie-soup-jar-item-private.h"
#include "jar-edit.h"
#include "jar-feed.h"

#include <cookie-glib/cookie-glib.h>

/**
 * CookieSoupJarModel:
 *
 * The cookies of a cookie jar as a list.
 *
 * It implements [iface@Gio.ListModel]; the items are [class@CookieSoup.JarItem] objects,
 * sorted by host, those of the host alone first, name and path. The list follows the jar: a cookie that is set, replaced or
 * deleted becomes one [signal@Gio.ListModel::items-changed]. An item does not change; a cookie
 * that was replaced is a new item in the same position.
 *
 * libsoup tells of a change in whichever thread made it, with the jar locked. The list
 * changes later, in the thread-default main context of the thread that created the model.
 * Use the model in that thread only. Its handlers can call the jar.
 *
 * To edit a cookie, change a copy of the morsel of its item, and give it to
 * [method@CookieSoup.JarModel.update], which writes the changes into the jar.
 *
 * ```c
 * #include <cookie-glib/cookie-glib-soup.h>
 *
 * int
 * main (void)
 * {
 *   g_autoptr (SoupCookieJar) jar = soup_cookie_jar_new ();
 *   g_autoptr (CookieSoupJarModel) model = cookie_soup_jar_model_new (jar);
 *
 *   g_print ("%u\n", g_list_model_get_n_items (G_LIST_MODEL (model)));
 * }
 * ```
 *
 * A jar that is read-only ([property@Soup.CookieJar:read-only]) does not tell of changes: the
 * list stays as it was when the model was created. Expired cookies are in the list until
 * libsoup removes them from the jar.
 *
 * Since: 1.0
 */
struct _CookieSoupJarModel
{
  GObject parent_instance;

  SoupCookieJar *jar;
  CookieSoupJarFeed *feed;
  GPtrArray *items; /* sorted */
};

enum {
  PROP_0,
  PROP_JAR,
  PROP_ITEM_TYPE,
  PROP_N_ITEMS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GType
cookie_soup_jar_model_get_item_type (GListModel *list)
{
  return COOKIE_SOUP_TYPE_JAR_ITEM;
}

static guint
cookie_soup_jar_model_get_n_items (GListModel *list)
{
  return COOKIE_SOUP_JAR_MODEL (list)->items->len;
}

static gpointer
cookie_soup_jar_model_get_item (GListModel *list,
                                guint       position)
{
  CookieSoupJarModel *self = COOKIE_SOUP_JAR_MODEL (list);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = cookie_soup_jar_model_get_item_type;
  iface->get_n_items = cookie_soup_jar_model_get_n_items;
  iface->get_item = cookie_soup_jar_model_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CookieSoupJarModel, cookie_soup_jar_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* Where the item of a cookie is, or would have to be. */
static gboolean
find (CookieSoupJarModel *self,
      SoupCookie         *cookie,
      guint              *position)
{
  guint low = 0, high = self->items->len;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;
      const int order = cookie_soup_jar_item_compare (self->items->pdata[middle], cookie);

      if (order == 0)
        {
          *position = middle;
          return TRUE;
        }
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }

  *position = low;

  return FALSE;
}

static void
items_changed (CookieSoupJarModel *self,
               guint               position,
               guint               removed,
               guint               added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (removed != added)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
jar_changed_cb (SoupCookie *old_cookie,
                SoupCookie *new_cookie,
                gpointer    model)
{
  CookieSoupJarModel *self = model;
  g_autoptr (CookieSoupJarItem) gone = NULL;
  guint position;
  gboolean is_there = find (self, new_cookie != NULL ? new_cookie : old_cookie, &position);

  if (new_cookie == NULL && is_there)
    {
      gone = g_ptr_array_steal_index (self->items, position);
      items_changed (self, position, 1, 0);
    }
  else if (new_cookie != NULL && is_there)
    {
      gone = self->items->pdata[position];
      self->items->pdata[position] = cookie_soup_jar_item_new (soup_cookie_copy (new_cookie));
      items_changed (self, position, 1, 1);
    }
  else if (new_cookie != NULL)
    {
      g_ptr_array_insert (self->items, position, cookie_soup_jar_item_new (soup_cookie_copy (new_cookie)));
      items_changed (self, position, 0, 1);
    }
}

static int
compare_items_func (gconstpointer a,
                    gconstpointer b)
{
  return cookie_soup_jar_item_compare (*(CookieSoupJarItem **) a,
                                       cookie_soup_jar_item_get_cookie (*(CookieSoupJarItem **) b));
}

static void
cookie_soup_jar_model_constructed (GObject *object)
{
  CookieSoupJarModel *self = COOKIE_SOUP_JAR_MODEL (object);
  g_autoptr (GSList) cookies = NULL;

  G_OBJECT_CLASS (cookie_soup_jar_model_parent_class)->constructed (object);

  if (self->jar == NULL)
    self->jar = soup_cookie_jar_new ();

  /* A change that comes between the two is in the list, and once more on its way: it changes nothing then. */
  self->feed = cookie_soup_jar_feed_new (self->jar, jar_changed_cb, object);
  cookies = soup_cookie_jar_all_cookies (self->jar);
  for (GSList *l = cookies; l != NULL; l = l->next)
    g_ptr_array_add (self->items, cookie_soup_jar_item_new (l->data));
  g_ptr_array_sort (self->items, compare_items_func);
}

static void
cookie_soup_jar_model_finalize (GObject *object)
{
  CookieSoupJarModel *self = COOKIE_SOUP_JAR_MODEL (object);

  cookie_soup_jar_feed_close (self->feed, self->jar);
  g_object_unref (self->jar);
  g_ptr_array_unref (self->items);

  G_OBJECT_CLASS (cookie_soup_jar_model_parent_class)->finalize (object);
}

static void
cookie_soup_jar_model_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  CookieSoupJarModel *self = COOKIE_SOUP_JAR_MODEL (object);

  switch (prop_id)
    {
    case PROP_JAR:
      g_value_set_object (value, self->jar);
      break;
    case PROP_ITEM_TYPE:
      g_value_set_gtype (value, COOKIE_SOUP_TYPE_JAR_ITEM);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->items->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cookie_soup_jar_model_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  CookieSoupJarModel *self = COOKIE_SOUP_JAR_MODEL (object);

  switch (prop_id)
    {
    case PROP_JAR:
      self->jar = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cookie_soup_jar_model_class_init (CookieSoupJarModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->constructed = cookie_soup_jar_model_constructed;
  object_class->finalize = cookie_soup_jar_model_finalize;
  object_class->get_property = cookie_soup_jar_model_get_property;
  object_class->set_property = cookie_soup_jar_model_set_property;

  /**
   * CookieSoupJarModel:jar: (getter get_jar)
   *
   * The cookie jar.
   *
   * If none is given, the model creates one.
   *
   * Since: 1.0
   */
  properties[PROP_JAR] =
    g_param_spec_object ("jar", NULL, NULL, SOUP_TYPE_COOKIE_JAR,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * CookieSoupJarModel:item-type:
   *
   * The type of the items: that of [class@CookieSoup.JarItem].
   *
   * Since: 1.0
   */
  properties[PROP_ITEM_TYPE] =
    g_param_spec_gtype ("item-type", NULL, NULL, G_TYPE_OBJECT, readable);

  /**
   * CookieSoupJarModel:n-items:
   *
   * The number of cookies.
   *
   * Since: 1.0
   */
  properties[PROP_N_ITEMS] =
    g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, readable);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cookie_soup_jar_model_init (CookieSoupJarModel *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * cookie_soup_jar_model_new:
 * @jar: a cookie jar, such as a [class@Soup.CookieJarDB]
 *
 * Creates a list of the cookies of a jar.
 *
 * Returns: (transfer full): a new list
 *
 * Since: 1.0
 */
CookieSoupJarModel *
cookie_soup_jar_model_new (SoupCookieJar *jar)
{
  g_return_val_if_fail (SOUP_IS_COOKIE_JAR (jar), NULL);

  return g_object_new (COOKIE_SOUP_TYPE_JAR_MODEL, "jar", jar, NULL);
}

/**
 * cookie_soup_jar_model_get_jar:
 * @self: a list of the cookies of a jar
 *
 * Gets the cookie jar.
 *
 * Returns: (transfer none): the jar
 *
 * Since: 1.0
 */
SoupCookieJar *
cookie_soup_jar_model_get_jar (CookieSoupJarModel *self)
{
  g_return_val_if_fail (COOKIE_SOUP_IS_JAR_MODEL (self), NULL);

  return self->jar;
}

/* The item that the list has now for a cookie; NULL, with @error set, if the jar cannot be changed. */
static CookieSoupJarItem *
lookup (CookieSoupJarModel  *self,
        CookieSoupJarItem   *item,
        GError             **error)
{
  gboolean is_read_only;
  guint position;

  g_object_get (self->jar, "read-only", &is_read_only, NULL);
  if (is_read_only)
    {
      g_set_error_literal (error, COOKIE_ERROR, COOKIE_ERROR_NOT_SUPPORTED, "The cookie jar is read-only");
      return NULL;
    }

  cookie_soup_jar_feed_flush (self->feed);
  if (find (self, cookie_soup_jar_item_get_cookie (item), &position))
    return g_object_ref (self->items->pdata[position]);

  g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_KEY, "The cookie jar does not have this cookie any more: “%s”",
               cookie_morsel_get_key (cookie_soup_jar_item_get_morsel (item)));

  return NULL;
}

/* Puts a cookie, which the jar may refuse, in the place of the one of an item. */
static gboolean
replace (CookieSoupJarModel  *self,
         CookieSoupJarItem   *item,
         SoupCookie          *cookie,
         GError             **error)
{
  g_autoptr (SoupCookie) wanted = soup_cookie_copy (cookie);
  g_autofree char *name = g_utf8_make_valid (soup_cookie_get_name (wanted), -1);
  const gboolean moves = cookie_soup_jar_item_compare (item, wanted) != 0;
  GDateTime *expires = soup_cookie_get_expires (wanted);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  const gboolean is_past = expires != NULL && g_date_time_compare (expires, now) <= 0;
  SoupCookie *old_cookie = cookie_soup_jar_item_get_cookie (item);
  gboolean was_added;
  guint position;

  if (moves && find (self, wanted, &position))
    {
      g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_KEY,
                   "The cookie jar has another cookie of this name, host and path: “%s”", name);
      return FALSE;
    }

  /* SoupCookieJarDB deletes by name and host from its file, which must not hold the new cookie then. */
  if (moves)
    soup_cookie_jar_delete_cookie (self->jar, old_cookie);
  was_added = cookie_soup_jar_feed_add (self->feed, self->jar, cookie);
  if (moves && !was_added && !is_past)
    soup_cookie_jar_add_cookie (self->jar, soup_cookie_copy (old_cookie));
  cookie_soup_jar_feed_flush (self->feed);

  if (!was_added && !is_past)
    {
      g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_VALUE,
                   "The cookie jar does not accept the cookie: “%s”", name);
      return FALSE;
    }

  return TRUE;
}

/**
 * cookie_soup_jar_model_update:
 * @self: a list of the cookies of a jar
 * @item: an item of the list
 * @morsel: a changed copy of the morsel of the item
 * @error: return location for a [error@Cookie.Error]
 *
 * Writes changes of a cookie into the jar.
 *
 * Only what differs from the morsel of the item is written; what a morsel cannot hold stays
 * as it is in the jar. If the cookie was set again meanwhile, the parts that were not changed
 * are those of the new one. The list has a new item afterwards, unless nothing was changed. A
 * morsel that is expired deletes the cookie.
 *
 * Sets `COOKIE_ERROR_INVALID_ATTRIBUTE` if `Domain` was changed, `Path` does not start with a
 * slash, or an attribute was set that a jar does not keep: `Partitioned`, `Priority`,
 * `Comment`, `Version`, and a `SameSite` that libsoup does not tell from another: `None` in
 * 3.6 and older, none at all in later versions. Sets `COOKIE_ERROR_ILLEGAL_KEY` if the morsel has no name, if the jar has no such
 * cookie any more, or has another one of the new name and path, `COOKIE_ERROR_ILLEGAL_VALUE` if the jar
 * refuses the cookie, and `COOKIE_ERROR_NOT_SUPPORTED` if the jar is read-only. Then nothing
 * is changed.
 *
 * Returns: whether the jar has what the morsel says
 *
 * Since: 1.0
 */
gboolean
cookie_soup_jar_model_update (CookieSoupJarModel  *self,
                              CookieSoupJarItem   *item,
                              CookieMorsel        *morsel,
                              GError             **error)
{
  g_autoptr (CookieSoupJarModel) guard = NULL; /* a handler may drop the last reference of the caller */
  g_autoptr (CookieSoupJarItem) current = NULL;
  g_autoptr (SoupCookie) cookie = NULL;
  gboolean is_changed;

  g_return_val_if_fail (COOKIE_SOUP_IS_JAR_MODEL (self), FALSE);
  g_return_val_if_fail (COOKIE_SOUP_IS_JAR_ITEM (item), FALSE);
  g_return_val_if_fail (COOKIE_IS_MORSEL (morsel), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  guard = g_object_ref (self);
  current = lookup (self, item, error);
  if (current == NULL)
    return FALSE;

  cookie = soup_cookie_copy (cookie_soup_jar_item_get_cookie (current));
  if (!cookie_soup_jar_edit (cookie, cookie_soup_jar_item_get_cookie (item), morsel, &is_changed, error))
    return FALSE;

  return !is_changed || replace (self, current, g_steal_pointer (&cookie), error);
}

/**
 * cookie_soup_jar_model_remove:
 * @self: a list of the cookies of a jar
 * @item: an item of the list
 * @error: return location for a [error@Cookie.Error]
 *
 * Deletes the cookie of an item from the jar.
 *
 * Sets `COOKIE_ERROR_ILLEGAL_KEY` if the jar has no such cookie any more, and
 * `COOKIE_ERROR_NOT_SUPPORTED` if the jar is read-only.
 *
 * Returns: whether the cookie was deleted
 *
 * Since: 1.0
 */
gboolean
cookie_soup_jar_model_remove (CookieSoupJarModel  *self,
                              CookieSoupJarItem   *item,
                              GError             **error)
{
  g_autoptr (CookieSoupJarModel) guard = NULL;
  g_autoptr (CookieSoupJarItem) current = NULL;

  g_return_val_if_fail (COOKIE_SOUP_IS_JAR_MODEL (self), FALSE);
  g_return_val_if_fail (COOKIE_SOUP_IS_JAR_ITEM (item), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  guard = g_object_ref (self);
  current = lookup (self, item, error);
  if (current == NULL)
    return FALSE;

  soup_cookie_jar_delete_cookie (self->jar, cookie_soup_jar_item_get_cookie (current));
  cookie_soup_jar_feed_flush (self->feed);

  return TRUE;
}
