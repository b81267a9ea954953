/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "inspection.h"

G_BEGIN_DECLS

typedef enum
{
  DESTINATION_NO,
  DESTINATION_YES,
  DESTINATION_UNKNOWN /* without an origin */
} Destination;

Destination destination_explain (GUri             *url,
                                 const Inspection *inspection,
                                 char            **reason);

G_END_DECLS
