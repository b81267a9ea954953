/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "field.h"

G_BEGIN_DECLS

extern const Format curl_command_format;

G_END_DECLS
