/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-iter-private.h"

/**
 * CookieIter:
 *
 * The morsels of a dictionary, one after the other, as Vala's `foreach` asks for them.
 *
 * ```vala
 * void print_keys (Cookie.BaseCookie cookie) {
 *   foreach (var morsel in cookie)
 *     print ("%s\n", morsel.key);
 * }
 *
 * void main () {
 *   print_keys (new Cookie.SimpleCookie ());
 * }
 * ```
 *
 * The morsels are those that were there when [method@Cookie.BaseCookie.iterator]
 * was called, whatever happens to the cookie meanwhile.
 *
 * Since: 1.0
 */
struct _CookieIter
{
  GObject parent_instance;

  GPtrArray *morsels;
  guint position;
};

G_DEFINE_FINAL_TYPE (CookieIter, cookie_iter, G_TYPE_OBJECT)

static void
cookie_iter_finalize (GObject *object)
{
  CookieIter *self = COOKIE_ITER (object);

  g_ptr_array_unref (self->morsels);

  G_OBJECT_CLASS (cookie_iter_parent_class)->finalize (object);
}

static void
cookie_iter_class_init (CookieIterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cookie_iter_finalize;
}

static void
cookie_iter_init (CookieIter *self)
{
  self->morsels = g_ptr_array_new_with_free_func (g_object_unref);
}

CookieIter *
cookie_iter_new (GListModel *morsels)
{
  CookieIter *self = g_object_new (COOKIE_TYPE_ITER, NULL);
  gpointer morsel;

  /* a subclass may have a get_item () of its own, which changes the dictionary */
  for (guint i = 0; (morsel = g_list_model_get_item (morsels, i)) != NULL; i++)
    g_ptr_array_add (self->morsels, morsel);

  return self;
}

/**
 * cookie_iter_next_value:
 * @self: an iterator
 *
 * Gets the next morsel.
 *
 * Returns: (transfer none) (nullable): the morsel, which lives at least as long as
 *   the iterator; `NULL` after the last one
 *
 * Since: 1.0
 */
CookieMorsel *
cookie_iter_next_value (CookieIter *self)
{
  g_return_val_if_fail (COOKIE_IS_ITER (self), NULL);

  if (self->position == self->morsels->len)
    return NULL;

  return self->morsels->pdata[self->position++];
}
