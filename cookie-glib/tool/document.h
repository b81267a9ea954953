/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "field.h"
#include "input.h"

G_BEGIN_DECLS

const char *document_read      (Input       *input,
                                const Sink  *sink,
                                GError     **error);
const char *document_read_text (const char  *text,
                                const Sink  *sink,
                                GError     **error);

G_END_DECLS
