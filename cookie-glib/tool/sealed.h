/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "inspection.h"

G_BEGIN_DECLS

const char *sealed_describe (const Circumstances  *circumstances,
                             const char           *name,
                             const char           *value,
                             char                **description,
                             char                **payload);

G_END_DECLS
