/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "signals.h"

#include "properties.h"

enum {
  MORSEL_ADDED,
  MORSEL_REMOVED,
  MORSEL_CHANGED,
  DIAGNOSTIC,
  ITEMS_CHANGED, /* of the list model */
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Nothing public tells whether a signal has an emission hook (g_signal_has_handler_pending() does not
 * count them), and to emit a signal that may have one takes a morsel for each pair: so, as of
 * GObject::notify, there are none.
 */
void
cookie_base_cookie_install_signals (CookieBaseCookieClass *klass)
{
  const GType type = G_TYPE_FROM_CLASS (klass);

  /**
   * CookieBaseCookie::morsel-added:
   * @self: a cookie dictionary
   * @morsel: the morsel that was added
   *
   * Emitted after a morsel was added.
   *
   * The detail is the name of the cookie.
   *
   * Since: 1.0
   */
  signals[MORSEL_ADDED] =
    g_signal_new ("morsel-added", type,
                  G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED | G_SIGNAL_NO_HOOKS, 0,
                  NULL, NULL, NULL,
                  G_TYPE_NONE, 1, COOKIE_TYPE_MORSEL);

  /**
   * CookieBaseCookie::morsel-removed:
   * @self: a cookie dictionary
   * @morsel: the morsel that was removed
   *
   * Emitted after a morsel was removed.
   *
   * The detail is the name of the cookie.
   *
   * Since: 1.0
   */
  signals[MORSEL_REMOVED] =
    g_signal_new ("morsel-removed", type,
                  G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED | G_SIGNAL_NO_HOOKS, 0,
                  NULL, NULL, NULL,
                  G_TYPE_NONE, 1, COOKIE_TYPE_MORSEL);

  /**
   * CookieBaseCookie::morsel-changed:
   * @self: a cookie dictionary
   * @morsel: the morsel that has changed
   *
   * Emitted after the value or an attribute of a morsel has changed.
   *
   * The signal is emitted once for each call that changed the morsel. The detail is
   * the name of the cookie.
   *
   * Since: 1.0
   */
  signals[MORSEL_CHANGED] =
    g_signal_new ("morsel-changed", type,
                  G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED | G_SIGNAL_NO_HOOKS, 0,
                  NULL, NULL, NULL,
                  G_TYPE_NONE, 1, COOKIE_TYPE_MORSEL);

  /**
   * CookieBaseCookie::diagnostic:
   * @self: a cookie dictionary
   * @diagnostic: what was skipped or repaired
   *
   * Emitted at the end of a load, for each finding about the header field.
   *
   * See [method@Cookie.BaseCookie.get_diagnostics].
   *
   * Since: 1.0
   */
  signals[DIAGNOSTIC] =
    g_signal_new ("diagnostic", type,
                  G_SIGNAL_RUN_LAST | G_SIGNAL_NO_HOOKS, 0,
                  NULL, NULL, NULL,
                  G_TYPE_NONE, 1, COOKIE_TYPE_DIAGNOSTIC);

  signals[ITEMS_CHANGED] = g_signal_lookup ("items-changed", G_TYPE_LIST_MODEL);
}

/* Whether the class of @self has a handler of its own. A class inherits what was found for its
 * parent, so the type is kept as well.
 */
static gboolean
is_watched_by_class (CookieBaseCookie *self)
{
  CookieBaseCookieClass *klass = COOKIE_BASE_COOKIE_GET_CLASS (self);
  GType type = G_TYPE_FROM_CLASS (klass);

  if (g_atomic_pointer_get (&klass->checked_type) != type)
    {
      gboolean has_handlers = FALSE;

      for (guint i = 0; i < N_SIGNALS; i++)
        has_handlers |= g_signal_has_handler_pending (self, signals[i], 0, FALSE);

      g_atomic_int_set (&klass->has_handlers, has_handlers);
      g_atomic_pointer_set (&klass->checked_type, type);
    }

  return g_atomic_int_get (&klass->has_handlers);
}

/* Whether a handler would notice a change. */
gboolean
cookie_base_cookie_is_watched (CookieBaseCookie *self)
{
  return g_signal_handler_find (self, G_SIGNAL_MATCH_UNBLOCKED, 0, 0, NULL, NULL, NULL) != 0 ||
         is_watched_by_class (self);
}

void
cookie_base_cookie_items_changed (CookieBaseCookie *self,
                                  guint             position,
                                  guint             n_removed,
                                  guint             n_added)
{
  /* GListModel's signal may have hooks: it is emitted also where nobody watches */
  g_signal_emit (self, signals[ITEMS_CHANGED], 0, position, n_removed, n_added);
  if (n_removed != n_added)
    cookie_base_cookie_notify (self, PROP_N_ITEMS);
}

static void
emit (CookieBaseCookie *self,
      guint             signal,
      CookieMorsel     *morsel)
{
  if (!cookie_base_cookie_is_watched (self))
    return;

  /* without a quark, no handler has this detail; a quark would never be freed */
  g_signal_emit (self, signals[signal], g_quark_try_string (cookie_morsel_get_key (morsel)), morsel);
}

void
cookie_base_cookie_morsel_added (CookieBaseCookie *self,
                                 CookieMorsel     *morsel)
{
  emit (self, MORSEL_ADDED, morsel);
}

void
cookie_base_cookie_morsel_removed (CookieBaseCookie *self,
                                   CookieMorsel     *morsel)
{
  emit (self, MORSEL_REMOVED, morsel);
}

void
cookie_base_cookie_morsel_changed (CookieBaseCookie *self,
                                   CookieMorsel     *morsel)
{
  emit (self, MORSEL_CHANGED, morsel);
}

void
cookie_base_cookie_diagnosed (CookieBaseCookie *self,
                              CookieDiagnostic *diagnostic)
{
  g_signal_emit (self, signals[DIAGNOSTIC], 0, diagnostic);
}
