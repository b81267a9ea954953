/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <cookie-glib/cookie-glib-soup.h>

G_BEGIN_DECLS

/* A cookie jar, and the model of it. */
void               test_jar_add         (SoupCookieJar      *jar,
                                         const char         *domain,
                                         const char         *path,
                                         const char         *name,
                                         const char         *value);
void               test_jar_iterate     (void);
char              *test_jar_describe    (CookieSoupJarModel *model);
void               test_jar_assert_same (CookieSoupJarModel *model,
                                         SoupCookieJar      *jar);
CookieSoupJarItem *test_jar_get_item    (CookieSoupJarModel *model,
                                         guint               position);
CookieMorsel      *test_jar_copy_morsel (CookieSoupJarItem  *item);
void               test_jar_set_value   (CookieMorsel       *morsel,
                                         const char         *name,
                                         const char         *value);

G_END_DECLS
