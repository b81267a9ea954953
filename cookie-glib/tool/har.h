/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "field.h"

G_BEGIN_DECLS

extern const Format har_format;

G_END_DECLS
