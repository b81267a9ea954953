/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "verdict.h"

G_BEGIN_DECLS

void cookie_check_storage (CookieCheck *check);

G_END_DECLS
