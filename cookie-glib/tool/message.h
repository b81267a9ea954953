/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "field.h"

G_BEGIN_DECLS

extern const Format message_format;
extern const Format fields_format;
extern const Format curl_output_format;

G_END_DECLS
