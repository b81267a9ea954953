/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "core/seal.h"

G_BEGIN_DECLS

extern const CookieSealKind cookie_seal_encrypted;

G_END_DECLS
