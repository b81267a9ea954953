/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined (COOKIE_GLIB_INSIDE) && !defined (COOKIE_COMPILATION)
# error "Only <cookie-glib/cookie-glib.h> can be included directly."
#endif

#include <gio/gio.h>

#include <cookie-glib/codecs/cookie-codec.h>
#include <cookie-glib/cookie-enums.h>
#include <cookie-glib/cookie/cookie-iter.h>
#include <cookie-glib/cookie/cookie-schema.h>
#include <cookie-glib/morsel/cookie-morsel.h>

G_BEGIN_DECLS

#define COOKIE_TYPE_BASE_COOKIE (cookie_base_cookie_get_type ())

COOKIE_AVAILABLE_IN_1_0
G_DECLARE_DERIVABLE_TYPE (CookieBaseCookie, cookie_base_cookie, COOKIE, BASE_COOKIE, GObject)

/**
 * CookieBaseCookieClass:
 * @parent_class: the parent class
 * @value_encode: converts a value to the text that is sent
 * @value_decode: converts the text that was received to a value
 *
 * The virtual functions of a cookie dictionary.
 *
 * Since: 1.0
 */
struct _CookieBaseCookieClass
{
  GObjectClass parent_class;

  /**
   * CookieBaseCookieClass::value_encode:
   * @self: a cookie dictionary
   * @name: the name of the cookie
   * @value: a value
   * @error: return location for an error
   *
   * Converts a value to the text that is sent.
   *
   * The default calls the [property@Cookie.BaseCookie:codec]. Without one, a string is
   * its own text, and any other value is printed by [method@GLib.Variant.print].
   *
   * Returns: (transfer full): the coded value, or `NULL` with @error set
   *
   * Since: 1.0
   */
  char     * (* value_encode) (CookieBaseCookie  *self,
                               const char        *name,
                               GVariant          *value,
                               GError           **error);

  /**
   * CookieBaseCookieClass::value_decode:
   * @self: a cookie dictionary
   * @name: the name of the cookie
   * @coded_value: the text as received
   * @error: return location for an error
   *
   * Converts the text that was received to a value.
   *
   * The default calls the [property@Cookie.BaseCookie:codec]. Without one, the text is
   * the value.
   *
   * Returns: (transfer full): the value, or `NULL` with @error set
   *
   * Since: 1.0
   */
  GVariant * (* value_decode) (CookieBaseCookie  *self,
                               const char        *name,
                               const char        *coded_value,
                               GError           **error);

  /*< private >*/
  GType    checked_type; /* the class whose handlers were looked for, */
  gboolean has_handlers; /* and whether it has any */
  gpointer padding[8];
};

COOKIE_AVAILABLE_IN_1_0
CookieBaseCookie *cookie_base_cookie_new            (void);

COOKIE_AVAILABLE_IN_1_0
CookieCodec      *cookie_base_cookie_get_codec      (CookieBaseCookie    *self);
COOKIE_AVAILABLE_IN_1_0
void              cookie_base_cookie_set_codec      (CookieBaseCookie    *self,
                                                     CookieCodec         *codec);
COOKIE_AVAILABLE_IN_1_0
CookieSchema     *cookie_base_cookie_get_schema     (CookieBaseCookie    *self);
COOKIE_AVAILABLE_IN_1_0
CookieCodec      *cookie_base_cookie_lookup_codec   (CookieBaseCookie    *self,
                                                     const char          *name);
COOKIE_AVAILABLE_IN_1_0
CookieProfile     cookie_base_cookie_get_profile    (CookieBaseCookie    *self);
COOKIE_AVAILABLE_IN_1_0
void              cookie_base_cookie_set_profile    (CookieBaseCookie    *self,
                                                     CookieProfile        profile);
COOKIE_AVAILABLE_IN_1_0
guint             cookie_base_cookie_get_max_pairs  (CookieBaseCookie    *self);
COOKIE_AVAILABLE_IN_1_0
void              cookie_base_cookie_set_max_pairs  (CookieBaseCookie    *self,
                                                     guint                max_pairs);
COOKIE_AVAILABLE_IN_1_0
guint             cookie_base_cookie_get_max_length (CookieBaseCookie    *self);
COOKIE_AVAILABLE_IN_1_0
void              cookie_base_cookie_set_max_length (CookieBaseCookie    *self,
                                                     guint                max_length);

COOKIE_AVAILABLE_IN_1_0
gboolean          cookie_base_cookie_load           (CookieBaseCookie    *self,
                                                     const char          *header,
                                                     GError             **error);
COOKIE_AVAILABLE_IN_1_0
gboolean          cookie_base_cookie_load_fields    (CookieBaseCookie    *self,
                                                     const char * const  *fields,
                                                     GError             **error);
COOKIE_AVAILABLE_IN_1_0
gboolean          cookie_base_cookie_load_bytes     (CookieBaseCookie    *self,
                                                     GBytes              *header,
                                                     GError             **error);
COOKIE_AVAILABLE_IN_1_0
gboolean          cookie_base_cookie_set_all        (CookieBaseCookie    *self,
                                                     GVariant            *values,
                                                     GError             **error);

COOKIE_AVAILABLE_IN_1_0
GPtrArray        *cookie_base_cookie_get_diagnostics
                                                    (CookieBaseCookie    *self);

COOKIE_AVAILABLE_IN_1_0
CookieMorsel     *cookie_base_cookie_get            (CookieBaseCookie    *self,
                                                     const char          *name);
COOKIE_AVAILABLE_IN_1_0
GPtrArray        *cookie_base_cookie_get_morsels    (CookieBaseCookie    *self);
COOKIE_AVAILABLE_IN_1_0
const char       *cookie_base_cookie_get_string     (CookieBaseCookie    *self,
                                                     const char          *name);
COOKIE_AVAILABLE_IN_1_0
const char       *cookie_base_cookie_get_coded_value
                                                    (CookieBaseCookie    *self,
                                                     const char          *name);
COOKIE_AVAILABLE_IN_1_0
const char       *cookie_base_cookie_get_nth_name   (CookieBaseCookie    *self,
                                                     guint                position);
COOKIE_AVAILABLE_IN_1_0
const char       *cookie_base_cookie_get_nth_string (CookieBaseCookie    *self,
                                                     guint                position);
COOKIE_AVAILABLE_IN_1_0
gboolean          cookie_base_cookie_contains       (CookieBaseCookie    *self,
                                                     const char          *name);
COOKIE_AVAILABLE_IN_1_0
guint             cookie_base_cookie_get_size       (CookieBaseCookie    *self);
COOKIE_AVAILABLE_IN_1_0
char            **cookie_base_cookie_get_names      (CookieBaseCookie    *self);
COOKIE_AVAILABLE_IN_1_0
GVariant         *cookie_base_cookie_get_all        (CookieBaseCookie    *self);
COOKIE_AVAILABLE_IN_1_0
CookieIter       *cookie_base_cookie_iterator       (CookieBaseCookie    *self);

COOKIE_AVAILABLE_IN_1_0
gboolean          cookie_base_cookie_set            (CookieBaseCookie    *self,
                                                     const char          *name,
                                                     GVariant            *value,
                                                     GError             **error);
COOKIE_AVAILABLE_IN_1_0
gboolean          cookie_base_cookie_set_string     (CookieBaseCookie    *self,
                                                     const char          *name,
                                                     const char          *value,
                                                     GError             **error);
COOKIE_AVAILABLE_IN_1_0
gboolean          cookie_base_cookie_set_coded      (CookieBaseCookie    *self,
                                                     const char          *name,
                                                     GVariant            *value,
                                                     const char          *coded_value,
                                                     GError             **error);
COOKIE_AVAILABLE_IN_1_0
gboolean          cookie_base_cookie_set_morsel     (CookieBaseCookie    *self,
                                                     CookieMorsel        *morsel,
                                                     GError             **error);
COOKIE_AVAILABLE_IN_1_0
gboolean          cookie_base_cookie_remove         (CookieBaseCookie    *self,
                                                     const char          *name);
COOKIE_AVAILABLE_IN_1_0
void              cookie_base_cookie_clear          (CookieBaseCookie    *self);

COOKIE_AVAILABLE_IN_1_0
gboolean          cookie_base_cookie_expire         (CookieBaseCookie    *self,
                                                     const char          *name,
                                                     GError             **error);
COOKIE_AVAILABLE_IN_1_0
gboolean          cookie_base_cookie_touch          (CookieBaseCookie    *self,
                                                     const char          *name,
                                                     GError             **error);
COOKIE_AVAILABLE_IN_1_0
gboolean          cookie_base_cookie_get_has_changes
                                                    (CookieBaseCookie    *self);
COOKIE_AVAILABLE_IN_1_0
GPtrArray        *cookie_base_cookie_get_changes    (CookieBaseCookie    *self);
COOKIE_AVAILABLE_IN_1_0
char            **cookie_base_cookie_get_changed_fields
                                                    (CookieBaseCookie    *self);
COOKIE_AVAILABLE_IN_1_0
char             *cookie_base_cookie_output_changes (CookieBaseCookie    *self,
                                                     const char          *header,
                                                     const char          *sep);
COOKIE_AVAILABLE_IN_1_0
void              cookie_base_cookie_clear_changes  (CookieBaseCookie    *self);

COOKIE_AVAILABLE_IN_1_0
char             *cookie_base_cookie_output         (CookieBaseCookie    *self,
                                                     const char * const  *attrs,
                                                     const char          *header,
                                                     const char          *sep);
COOKIE_AVAILABLE_IN_1_0
char             *cookie_base_cookie_js_output      (CookieBaseCookie    *self,
                                                     const char * const  *attrs);
COOKIE_AVAILABLE_IN_1_0
char             *cookie_base_cookie_to_cookie_header
                                                    (CookieBaseCookie    *self);

COOKIE_AVAILABLE_IN_1_0
char             *cookie_base_cookie_value_encode   (CookieBaseCookie    *self,
                                                     const char          *name,
                                                     GVariant            *value,
                                                     GError             **error);
COOKIE_AVAILABLE_IN_1_0
GVariant         *cookie_base_cookie_value_decode   (CookieBaseCookie    *self,
                                                     const char          *name,
                                                     const char          *coded_value,
                                                     GError             **error);

COOKIE_AVAILABLE_IN_1_0
GVariant         *cookie_base_cookie_serialize      (CookieBaseCookie    *self);
COOKIE_AVAILABLE_IN_1_0
gboolean          cookie_base_cookie_restore        (CookieBaseCookie    *self,
                                                     GVariant            *state,
                                                     GError             **error);
COOKIE_AVAILABLE_IN_1_0
CookieBaseCookie *cookie_base_cookie_copy           (CookieBaseCookie    *self);
COOKIE_AVAILABLE_IN_1_0
gboolean          cookie_base_cookie_equal          (CookieBaseCookie    *self,
                                                     CookieBaseCookie    *other);

G_END_DECLS
