/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined (COOKIE_GLIB_INSIDE) && !defined (COOKIE_COMPILATION)
# error "Only <cookie-glib/cookie-glib.h> can be included directly."
#endif

#include <cookie-glib/check/cookie-diagnostic.h>

G_BEGIN_DECLS

#define COOKIE_TYPE_MORSEL (cookie_morsel_get_type ())

COOKIE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (CookieMorsel, cookie_morsel, COOKIE, MORSEL, GObject)

COOKIE_AVAILABLE_IN_1_0
gboolean        cookie_name_is_valid          (const char          *name);

COOKIE_AVAILABLE_IN_1_0
CookieMorsel   *cookie_morsel_new             (void);
COOKIE_AVAILABLE_IN_1_0
CookieMorsel   *cookie_morsel_parse_set_cookie (const char         *header,
                                               GError             **error);
COOKIE_AVAILABLE_IN_1_0
CookieMorsel   *cookie_morsel_parse_set_cookie_bytes
                                              (GBytes              *header,
                                               GError             **error);

COOKIE_AVAILABLE_IN_1_0
const char     *cookie_morsel_get_key         (CookieMorsel        *self);
COOKIE_AVAILABLE_IN_1_0
GVariant       *cookie_morsel_get_value       (CookieMorsel        *self);
COOKIE_AVAILABLE_IN_1_0
const char     *cookie_morsel_get_string      (CookieMorsel        *self);
COOKIE_AVAILABLE_IN_1_0
const char     *cookie_morsel_get_coded_value (CookieMorsel        *self);
COOKIE_AVAILABLE_IN_1_0
gboolean        cookie_morsel_set             (CookieMorsel        *self,
                                               const char          *key,
                                               GVariant            *value,
                                               const char          *coded_value,
                                               GError             **error);

COOKIE_AVAILABLE_IN_1_0
gboolean        cookie_morsel_is_reserved_key (const char          *name);
COOKIE_AVAILABLE_IN_1_0
GVariant       *cookie_morsel_get_attribute   (CookieMorsel        *self,
                                               const char          *name);
COOKIE_AVAILABLE_IN_1_0
gboolean        cookie_morsel_set_attribute   (CookieMorsel        *self,
                                               const char          *name,
                                               GVariant            *value,
                                               GError             **error);
COOKIE_AVAILABLE_IN_1_0
gboolean        cookie_morsel_set_attributes  (CookieMorsel        *self,
                                               const char * const  *names,
                                               guint                n_values,
                                               const GValue        *values,
                                               GError             **error);
COOKIE_AVAILABLE_IN_1_0
gboolean        cookie_morsel_set_attributes_from_text
                                              (CookieMorsel        *self,
                                               const char          *attributes,
                                               GError             **error);

COOKIE_AVAILABLE_IN_1_0
gboolean        cookie_morsel_set_attribute_string
                                              (CookieMorsel        *self,
                                               const char          *name,
                                               const char          *value,
                                               GError             **error);
COOKIE_AVAILABLE_IN_1_0
gboolean        cookie_morsel_set_attribute_integer
                                              (CookieMorsel        *self,
                                               const char          *name,
                                               gint64               value,
                                               GError             **error);
COOKIE_AVAILABLE_IN_1_0
gboolean        cookie_morsel_set_attribute_boolean
                                              (CookieMorsel        *self,
                                               const char          *name,
                                               gboolean             value,
                                               GError             **error);

COOKIE_AVAILABLE_IN_1_0
const char     *cookie_morsel_get_path        (CookieMorsel        *self);
COOKIE_AVAILABLE_IN_1_0
void            cookie_morsel_set_path        (CookieMorsel        *self,
                                               const char          *path);
COOKIE_AVAILABLE_IN_1_0
const char     *cookie_morsel_get_domain      (CookieMorsel        *self);
COOKIE_AVAILABLE_IN_1_0
void            cookie_morsel_set_domain      (CookieMorsel        *self,
                                               const char          *domain);
COOKIE_AVAILABLE_IN_1_0
CookiePriority  cookie_morsel_get_priority    (CookieMorsel        *self);
COOKIE_AVAILABLE_IN_1_0
void            cookie_morsel_set_priority    (CookieMorsel        *self,
                                               CookiePriority       priority);
COOKIE_AVAILABLE_IN_1_0
gint64          cookie_morsel_get_max_age     (CookieMorsel        *self);
COOKIE_AVAILABLE_IN_1_0
void            cookie_morsel_set_max_age     (CookieMorsel        *self,
                                               gint64               max_age);
COOKIE_AVAILABLE_IN_1_0
GDateTime      *cookie_morsel_get_expires     (CookieMorsel        *self);
COOKIE_AVAILABLE_IN_1_0
void            cookie_morsel_set_expires     (CookieMorsel        *self,
                                               GDateTime           *expires);
COOKIE_AVAILABLE_IN_1_0
gboolean        cookie_morsel_get_secure      (CookieMorsel        *self);
COOKIE_AVAILABLE_IN_1_0
void            cookie_morsel_set_secure      (CookieMorsel        *self,
                                               gboolean             secure);
COOKIE_AVAILABLE_IN_1_0
gboolean        cookie_morsel_get_http_only   (CookieMorsel        *self);
COOKIE_AVAILABLE_IN_1_0
void            cookie_morsel_set_http_only   (CookieMorsel        *self,
                                               gboolean             http_only);
COOKIE_AVAILABLE_IN_1_0
gboolean        cookie_morsel_get_partitioned (CookieMorsel        *self);
COOKIE_AVAILABLE_IN_1_0
void            cookie_morsel_set_partitioned (CookieMorsel        *self,
                                               gboolean             partitioned);
COOKIE_AVAILABLE_IN_1_0
CookieSameSite  cookie_morsel_get_same_site   (CookieMorsel        *self);
COOKIE_AVAILABLE_IN_1_0
void            cookie_morsel_set_same_site   (CookieMorsel        *self,
                                               CookieSameSite       same_site);

COOKIE_AVAILABLE_IN_1_0
char           *cookie_morsel_output          (CookieMorsel        *self,
                                               const char * const  *attrs,
                                               const char          *header);
COOKIE_AVAILABLE_IN_1_0
char           *cookie_morsel_to_set_cookie_header
                                              (CookieMorsel        *self,
                                               const char * const  *attrs);
COOKIE_AVAILABLE_IN_1_0
char           *cookie_morsel_js_output       (CookieMorsel        *self,
                                               const char * const  *attrs);

COOKIE_AVAILABLE_IN_1_0
char          **cookie_morsel_get_unknown_attributes
                                              (CookieMorsel        *self);

COOKIE_AVAILABLE_IN_1_0
GPtrArray      *cookie_morsel_diagnose        (CookieMorsel        *self,
                                               GUri                *origin,
                                               GDateTime           *now);

COOKIE_AVAILABLE_IN_1_0
gboolean        cookie_morsel_get_expired     (CookieMorsel        *self);
COOKIE_AVAILABLE_IN_1_0
void            cookie_morsel_expire          (CookieMorsel        *self);

COOKIE_AVAILABLE_IN_1_0
CookieMorsel   *cookie_morsel_copy            (CookieMorsel        *self);
COOKIE_AVAILABLE_IN_1_0
gboolean        cookie_morsel_equal           (CookieMorsel        *self,
                                               CookieMorsel        *other);

COOKIE_AVAILABLE_IN_1_0
GVariant       *cookie_morsel_serialize       (CookieMorsel        *self);
COOKIE_AVAILABLE_IN_1_0
gboolean        cookie_morsel_restore         (CookieMorsel        *self,
                                               GVariant            *state,
                                               GError             **error);

G_END_DECLS
