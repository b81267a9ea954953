/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* A server of libsoup on 127.0.0.1, in a thread of its own. */
typedef struct _TestServer TestServer;

TestServer *test_server_new        (SoupServerCallback  callback,
                                    gpointer            user_data);
TestServer *test_server_new_secure (SoupServerCallback  callback,
                                    gpointer            user_data);
guint       test_server_get_port   (TestServer         *self);
char       *test_server_ask        (TestServer         *self,
                                    const char         *fields);
void        test_server_free       (TestServer         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestServer, test_server_free)

G_END_DECLS
