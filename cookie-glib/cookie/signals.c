/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "signals.h"

#include "cookie-base-cookie-private.h"

enum {
  MORSEL_ADDED,
  MORSEL_REMOVED,
  MORSEL_CHANGED,
  REJECTED,
  ITEMS_CHANGED, /* of the list model */
  N_SIGNALS
};

static guint signals[N_SIGNALS];

void
cookie_base_cookie_install_signals (CookieBaseCookieClass *klass)
{
  const GType type = G_TYPE_FROM_CLASS (klass);

  /**
   * CookieBaseCookie::morsel-added:
   * @self: a cookie
   * @morsel: the morsel that was added
   *
   * Emitted after a morsel was added. The detail is its key.
   *
   * Since: 1.0
   */
  signals[MORSEL_ADDED] =
    g_signal_new ("morsel-added", type,
                  G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0,
                  NULL, NULL, NULL,
                  G_TYPE_NONE, 1, COOKIE_TYPE_MORSEL);

  /**
   * CookieBaseCookie::morsel-removed:
   * @self: a cookie
   * @morsel: the morsel that was removed
   *
   * Emitted after a morsel was removed. The detail is its key.
   *
   * Since: 1.0
   */
  signals[MORSEL_REMOVED] =
    g_signal_new ("morsel-removed", type,
                  G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0,
                  NULL, NULL, NULL,
                  G_TYPE_NONE, 1, COOKIE_TYPE_MORSEL);

  /**
   * CookieBaseCookie::morsel-changed:
   * @self: a cookie
   * @morsel: the morsel that has changed
   *
   * Emitted after the value or an attribute of a morsel has changed, once for
   * each call that changed it. The detail is its key.
   *
   * Since: 1.0
   */
  signals[MORSEL_CHANGED] =
    g_signal_new ("morsel-changed", type,
                  G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0,
                  NULL, NULL, NULL,
                  G_TYPE_NONE, 1, COOKIE_TYPE_MORSEL);

  /**
   * CookieBaseCookie::rejected:
   * @self: a cookie
   * @diagnostic: what was skipped or repaired
   *
   * Emitted at the end of [method@Cookie.BaseCookie.load], for each of the
   * diagnostics that [method@Cookie.BaseCookie.get_diagnostics] returns.
   *
   * Since: 1.0
   */
  signals[REJECTED] =
    g_signal_new ("rejected", type,
                  G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL,
                  G_TYPE_NONE, 1, COOKIE_TYPE_DIAGNOSTIC);

  signals[ITEMS_CHANGED] = g_signal_lookup ("items-changed", G_TYPE_LIST_MODEL);
}

/* Whether the class of @self has a handler of its own for what a load or clear () emits. */
gboolean
cookie_base_cookie_has_class_handler (CookieBaseCookie *self)
{
  return g_signal_has_handler_pending (self, signals[MORSEL_ADDED], 0, FALSE) ||
         g_signal_has_handler_pending (self, signals[MORSEL_REMOVED], 0, FALSE) ||
         g_signal_has_handler_pending (self, signals[REJECTED], 0, FALSE) ||
         g_signal_has_handler_pending (self, signals[ITEMS_CHANGED], 0, FALSE);
}

/* Whether anybody would notice a change. */
gboolean
cookie_base_cookie_is_watched (CookieBaseCookie *self)
{
  return cookie_base_cookie_get_private (self)->is_watched_by_class ||
         g_signal_handler_find (self, G_SIGNAL_MATCH_UNBLOCKED, 0, 0, NULL, NULL, NULL) != 0;
}

static void
emit (CookieBaseCookie *self,
      guint             signal,
      CookieMorsel     *morsel)
{
  /* a detail that nobody has named needs no quark, and quarks are never freed */
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
cookie_base_cookie_rejected (CookieBaseCookie *self,
                             CookieDiagnostic *diagnostic)
{
  g_signal_emit (self, signals[REJECTED], 0, diagnostic);
}
