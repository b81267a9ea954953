/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "field.h"

G_BEGIN_DECLS

extern const Format cookie_file_format;

G_END_DECLS
