/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-error.h"

G_BEGIN_DECLS

/* Arrays and objects in each other */
#define COOKIE_JSON_MAX_NESTING 16

/* The integers that a double tells from their neighbours are up to this one, 2^53 - 1. */
#define COOKIE_JSON_MAX_INTEGER G_GINT64_CONSTANT (9007199254740991)

/* The name of a member of an object, and where it is in the text */
typedef struct {
  const char *text;
  gsize offset;
} CookieJsonName;

const CookieJsonName *cookie_json_find_duplicate (GArray      *names);

/* json-scan.c: what is JSON, and what of it a value can hold */
char                 *cookie_json_scan           (const char  *text,
                                                  gsize        start,
                                                  const char  *coded_value,
                                                  GArray      *numbers,
                                                  GArray      *offsets,
                                                  GError     **error);

/* json-read.c, json-write.c */
GVariant             *cookie_json_read           (const char  *text,
                                                  gsize        start,
                                                  const char  *coded_value,
                                                  GError     **error);
char                 *cookie_json_write          (GVariant    *value,
                                                  gsize        max_length,
                                                  GError     **error);

G_END_DECLS
