/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean cookie_domain_match       (const char *host,
                                    const char *domain);
gboolean cookie_domain_is_possible (const char *domain);
gboolean cookie_host_is_ip_address (const char *host);
gboolean cookie_host_is_loopback   (const char *host);
char    *cookie_host_of_uri        (GUri       *uri);

G_END_DECLS
