/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _Input Input;

Input   *input_new       (int          fd,
                          void       (*before_wait) (gpointer user_data),
                          gpointer     user_data);
void     input_free      (Input       *self);
gboolean input_next_line (Input       *self,
                          gboolean     is_start_enough,
                          const char **line,
                          gsize       *length,
                          GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Input, input_free)

G_END_DECLS
