/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "field.h"

G_BEGIN_DECLS

extern const Format values_format;

gboolean values_has_attribute   (const char *text,
                                 gsize       length);
gboolean values_has_name        (const char *text,
                                 gsize       length);
gboolean values_has_joined_pair (const char *text,
                                 gsize       length);
void     values_report          (const Sink *sink,
                                 const char *text,
                                 gsize       length,
                                 guint       number);

G_END_DECLS
