/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* The changes of a jar, on their way to the context of a model. libsoup emits its signal in whichever
 * thread changed the jar, and with the jar locked: no handler may call the jar.
 */
typedef struct _CookieSoupJarFeed CookieSoupJarFeed;

/* Either cookie can be NULL; they are lent. */
typedef void (* CookieSoupJarFunc) (SoupCookie *old_cookie,
                                    SoupCookie *new_cookie,
                                    gpointer    model);

CookieSoupJarFeed *cookie_soup_jar_feed_new   (SoupCookieJar     *jar,
                                               CookieSoupJarFunc  func,
                                               GObject           *model);
void               cookie_soup_jar_feed_flush (CookieSoupJarFeed *self);
gboolean           cookie_soup_jar_feed_add   (CookieSoupJarFeed *self,
                                               SoupCookieJar     *jar,
                                               SoupCookie        *cookie);
void               cookie_soup_jar_feed_close (CookieSoupJarFeed *self,
                                               SoupCookieJar     *jar);

G_END_DECLS
