/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "core/attribute.h"
#include "core/set-cookie.h"
#include "findings.h"
#include "origin.h"

G_BEGIN_DECLS

typedef enum
{
  COOKIE_CHROMIUM,
  COOKIE_FIREFOX,
  COOKIE_WEBKITGTK,
  COOKIE_N_BROWSERS
} CookieBrowser;

/* What a browser makes of Expires and Max-Age; Max-Age wins. */
typedef struct
{
  gboolean has_max_age;
  gboolean has_expires;
  gint64 max_age;
  gint64 expires;
} CookieLifetime;

/* The state of a check of a Set-Cookie header field. */
typedef struct
{
  const char *text;
  gsize length;
  const CookieOrigin *origin; /* NULL if unknown */
  gint64 now;
  CookieFindings findings;

  CookieSetCookie cookie;

  /* The attributes that browsers use. The name of a missing attribute is NULL. */
  CookieSetCookieAttribute attributes[COOKIE_N_ATTRIBUTES];
  gint64 max_age;
  gint64 expires;

  /* Where browsers leave the standard */
  CookieLifetime lifetimes[COOKIE_N_BROWSERS];
  CookieSetCookieAttribute last_lifetime; /* the last Expires or Max-Age */
  const char *tab;                        /* the first tab in a name or value, or NULL */
  const char *webkitgtk_end;              /* the character at which older WebKitGTK stops, or NULL */
  CookieSetCookieAttribute none;          /* the SameSite=None that newer WebKitGTK uses */
} CookieCheck;

#define REPORT(check, code, severity, start, length, section, message) \
  cookie_findings_add (&(check)->findings, COOKIE_DIAGNOSTIC_CODE_##code, COOKIE_DIAGNOSTIC_SEVERITY_##severity, 0, \
                       (start) - (check)->text, length, start, length, section, message)

#define REPORT_ATTRIBUTE(check, code, severity, attribute, section, message) \
  REPORT (check, code, severity, (attribute)->name, cookie_check_attribute_length (attribute), section, message)

gsize    cookie_check_attribute_length (const CookieSetCookieAttribute *attribute);
gboolean cookie_check_value_is         (const CookieSetCookieAttribute *attribute,
                                        const char                     *text);
gsize    cookie_check_character_length (const char                     *text,
                                        gsize                           length);
gboolean cookie_check_is_expired       (const CookieCheck              *check);

G_END_DECLS
