/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "jar-feed.h"

typedef struct {
  SoupCookie *old_cookie;
  SoupCookie *new_cookie;
} Change;

/* The model, the handler of the signal and the source have a reference each. */
struct _CookieSoupJarFeed {
  gatomicrefcount refs;
  CookieSoupJarFunc func;
  GWeakRef model;
  GMainContext *context;
  gulong handler;

  GMutex mutex; /* of what follows */
  GQueue changes;
  GSource *source; /* NULL if nothing waits */
  gboolean is_closed;
  GThread *adding; /* is adding a cookie, or NULL */
  gboolean was_added;
};

static CookieSoupJarFeed *
feed_ref (CookieSoupJarFeed *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

static void
change_free (Change *change)
{
  g_clear_pointer (&change->old_cookie, soup_cookie_free);
  g_clear_pointer (&change->new_cookie, soup_cookie_free);
  g_free (change);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)

static void
feed_unref (CookieSoupJarFeed *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_queue_clear_full (&self->changes, (GDestroyNotify) change_free);
  g_weak_ref_clear (&self->model);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static Change *
pop_change (CookieSoupJarFeed *self)
{
  Change *change;

  g_mutex_lock (&self->mutex);
  change = g_queue_pop_head (&self->changes);
  if (change == NULL && self->source != NULL)
    {
      g_source_destroy (self->source);
      g_clear_pointer (&self->source, g_source_unref);
    }
  g_mutex_unlock (&self->mutex);

  return change;
}

/* Hands out the changes that wait, in their order also if a handler of one calls this. */
void
cookie_soup_jar_feed_flush (CookieSoupJarFeed *self)
{
  g_autoptr (GObject) model = g_weak_ref_get (&self->model);
  Change *next;

  while (model != NULL && (next = pop_change (self)) != NULL)
    {
      g_autoptr (Change) change = next;

      self->func (change->old_cookie, change->new_cookie, model);
    }
}

static gboolean
flush_cb (gpointer user_data)
{
  cookie_soup_jar_feed_flush (user_data);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (SoupCookieJar *jar,
            SoupCookie    *old_cookie,
            SoupCookie    *new_cookie,
            gpointer       user_data)
{
  CookieSoupJarFeed *self = user_data;
  Change *change = g_new0 (Change, 1);

  change->old_cookie = old_cookie != NULL ? soup_cookie_copy (old_cookie) : NULL;
  change->new_cookie = new_cookie != NULL ? soup_cookie_copy (new_cookie) : NULL;

  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->changes, change);
  if (new_cookie != NULL && self->adding == g_thread_self ())
    self->was_added = TRUE;
  if (self->source == NULL && !self->is_closed)
    {
      self->source = g_idle_source_new ();
      g_source_set_priority (self->source, G_PRIORITY_DEFAULT);
      g_source_set_static_name (self->source, "CookieSoup.JarModel");
      g_source_set_callback (self->source, flush_cb, feed_ref (self), (GDestroyNotify) feed_unref);
      g_source_attach (self->source, self->context);
    }
  g_mutex_unlock (&self->mutex);
}

/* Adds a cookie, and takes it. Returns whether the jar has accepted it, of which it tells nobody else. */
gboolean
cookie_soup_jar_feed_add (CookieSoupJarFeed *self,
                          SoupCookieJar     *jar,
                          SoupCookie        *cookie)
{
  gboolean was_added;

  g_mutex_lock (&self->mutex);
  self->adding = g_thread_self ();
  self->was_added = FALSE;
  g_mutex_unlock (&self->mutex);

  soup_cookie_jar_add_cookie (jar, cookie);

  g_mutex_lock (&self->mutex);
  self->adding = NULL;
  was_added = self->was_added;
  g_mutex_unlock (&self->mutex);

  return was_added;
}

/* Calls @func in the present thread-default context. */
CookieSoupJarFeed *
cookie_soup_jar_feed_new (SoupCookieJar     *jar,
                          CookieSoupJarFunc  func,
                          GObject           *model)
{
  CookieSoupJarFeed *self = g_new0 (CookieSoupJarFeed, 1);

  g_atomic_ref_count_init (&self->refs);
  self->func = func;
  g_weak_ref_init (&self->model, model);
  self->context = g_main_context_ref_thread_default ();
  g_mutex_init (&self->mutex);
  self->handler = g_signal_connect_data (jar, "changed", G_CALLBACK (changed_cb), feed_ref (self),
                                         (GClosureNotify) (void (*) (void)) feed_unref, 0);

  return self;
}

/* The handler may be running in another thread: it adds to what nobody will read. */
void
cookie_soup_jar_feed_close (CookieSoupJarFeed *self,
                            SoupCookieJar     *jar)
{
  g_signal_handler_disconnect (jar, self->handler);

  g_mutex_lock (&self->mutex);
  self->is_closed = TRUE;
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  g_mutex_unlock (&self->mutex);

  feed_unref (self);
}
