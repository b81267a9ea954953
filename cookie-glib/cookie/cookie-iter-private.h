/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-iter.h"

#include <gio/gio.h>

G_BEGIN_DECLS

CookieIter *cookie_iter_new (GListModel *morsels);

G_END_DECLS
