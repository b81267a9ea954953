/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-error.h"

G_BEGIN_DECLS

/* The NaN that is written without its bits */
#define COOKIE_VARIANT_NAN G_GUINT64_CONSTANT (0x7ff8000000000000)

/* Where a value of a type can start, and how long it is if that is always the same, else 0 */
typedef struct {
  gsize alignment;
  gsize size;
} CookieVariantLayout;

/* variant-type.c, variant-check.c: what a type and a value may be, whoever wrote them */

gboolean      cookie_variant_check_type    (const GVariantType  *type,
                                            guint                depth,
                                            CookieError          code,
                                            GError             **error);
gboolean      cookie_variant_check         (const GVariantType  *type,
                                            const guint8        *data,
                                            gsize                length,
                                            CookieError          code,
                                            GError             **error);

CookieVariantLayout
              cookie_variant_get_layout    (const GVariantType  *type);

/* variant-write.c, variant-read.c: the readable form */

gboolean      cookie_variant_write         (GString             *text,
                                            GVariant            *value,
                                            gsize                max_length,
                                            GError             **error);
void          cookie_variant_write_scalar  (GString             *text,
                                            GVariant            *value);
GVariant     *cookie_variant_read          (const char          *text,
                                            gsize                offset,
                                            const GVariantType  *type,
                                            GError             **error);
GVariantType *cookie_variant_read_type     (const char          *text,
                                            gsize               *offset,
                                            guint                depth,
                                            GError             **error);

G_END_DECLS
