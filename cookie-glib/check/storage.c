/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "storage.h"

#include "core/domain.h"
#include "core/name-prefix.h"

/* Checks whether a browser stores a cookie that it has parsed (RFC 6265bis §5.7). */

/* §5.5 */
#define MAX_LIFETIME (400 * 24 * 60 * 60)

static gboolean
has (const CookieCheck *check,
     CookieAttribute    attribute)
{
  return check->attributes[attribute].name != NULL;
}

/* Returns whether the cookie is limited to the host of the origin. */
static gboolean
check_domain (CookieCheck *check)
{
  const CookieSetCookieAttribute *attribute = &check->attributes[COOKIE_ATTRIBUTE_DOMAIN];
  const char *host = check->origin != NULL ? check->origin->host : NULL;
  g_autofree char *domain = NULL;
  const char *start;
  gsize length;

  if (attribute->value_length == 0)
    return TRUE;

  start = attribute->value;
  length = attribute->value_length;
  if (*start == '.')
    {
      start++;
      length--;
    }

  if (length == 0)
    return TRUE;

  domain = g_ascii_strdown (start, length);

  if (!g_str_is_ascii (domain))
    {
      REPORT_ATTRIBUTE (check, ILLEGAL_DOMAIN, ERROR, attribute, "6265bis §5.7",
                        "The domain is not ASCII. Other letters must be sent in their xn-- form.");
    }
  else if (g_strcmp0 (domain, host) != 0 && !cookie_domain_is_possible (domain))
    {
      REPORT_ATTRIBUTE (check, ILLEGAL_DOMAIN, ERROR, attribute, "6265bis §5.7",
                        "No host has such a domain: it is a name alone, without scheme, port or path.");
    }
  else if (g_strcmp0 (domain, host) == 0)
    {
      if (!cookie_domain_is_public_suffix (domain))
        return FALSE;

      REPORT_ATTRIBUTE (check, PUBLIC_SUFFIX, WARNING, attribute, "6265bis §5.7",
                        "The domain is a public suffix, so browsers limit the cookie to this host.");
      return TRUE;
    }
  else if (cookie_domain_is_public_suffix (domain) && host == NULL)
    {
      REPORT_ATTRIBUTE (check, PUBLIC_SUFFIX, WARNING, attribute, "6265bis §5.7",
                        "The domain is a public suffix, so only its own host can set cookies for it.");
    }
  else if (cookie_domain_is_public_suffix (domain))
    {
      REPORT_ATTRIBUTE (check, PUBLIC_SUFFIX, ERROR, attribute, "6265bis §5.7",
                        "The domain is a public suffix, so browsers reject cookies for it.");
    }
  else if (host != NULL && !cookie_domain_match (host, domain))
    {
      REPORT_ATTRIBUTE (check, DOMAIN_MISMATCH, ERROR, attribute, "6265bis §5.7",
                        cookie_host_is_ip_address (host)
                        ? "The origin is an IP address, so it can set cookies only for itself."
                        : "The host of the origin is not in this domain.");
    }

  return FALSE;
}

/* Whether there is a Path, and the path of the cookie is `/`: §5.6.4, §5.7 step 11. Without an origin,
 * the default-path may be.
 */
static gboolean
has_top_path (const CookieCheck *check)
{
  const CookieSetCookieAttribute *path = &check->attributes[COOKIE_ATTRIBUTE_PATH];

  if (path->name == NULL)
    return FALSE;

  if (path->value_length == 0 || *path->value != '/')
    return check->origin == NULL || check->origin->is_top;

  return path->value_length == 1;
}

static void
check_prefix (CookieCheck *check,
              gboolean     host_only)
{
  const char *name = check->cookie.name;
  gsize length = check->cookie.name_length;
  const CookieNamePrefix *prefix = cookie_name_prefix_find (name, length);

  if (prefix == NULL)
    return;

  if (!has (check, COOKIE_ATTRIBUTE_SECURE) ||
      (prefix->http_only && !has (check, COOKIE_ATTRIBUTE_HTTP_ONLY)) ||
      (prefix->host && !(host_only && has_top_path (check))))
    REPORT (check, PREFIX, ERROR, name, length, prefix->section, prefix->rule);
}

static void
check_secure (CookieCheck *check)
{
  const CookieSetCookieAttribute *same_site = &check->attributes[COOKIE_ATTRIBUTE_SAME_SITE];

  if (has (check, COOKIE_ATTRIBUTE_SECURE))
    {
      if (check->origin != NULL && !check->origin->secure)
        REPORT_ATTRIBUTE (check, INSECURE_ORIGIN, ERROR, &check->attributes[COOKIE_ATTRIBUTE_SECURE], "6265bis §5.7",
                          "The origin is not secure, so it cannot set a Secure cookie.");
      return;
    }

  if (cookie_check_value_is (same_site, "None"))
    REPORT_ATTRIBUTE (check, NOT_SECURE, ERROR, same_site, "6265bis §5.7", "SameSite=None needs Secure.");

  if (has (check, COOKIE_ATTRIBUTE_PARTITIONED))
    REPORT_ATTRIBUTE (check, NOT_SECURE, ERROR, &check->attributes[COOKIE_ATTRIBUTE_PARTITIONED],
                      "draft-cutler-httpbis-partitioned-cookies", "Partitioned needs Secure.");
}

static gboolean
is_dropped (CookieCheck *check)
{
  const GPtrArray *diagnostics = check->findings.diagnostics;

  for (guint i = 0; diagnostics != NULL && i < diagnostics->len; i++)
    {
      if (cookie_diagnostic_get_severity (diagnostics->pdata[i]) == COOKIE_DIAGNOSTIC_SEVERITY_ERROR)
        return TRUE;
    }

  return FALSE;
}

/* Returns whether the cookie is expired. */
static gboolean
check_lifetime (CookieCheck *check)
{
  const CookieSetCookieAttribute *max_age = &check->attributes[COOKIE_ATTRIBUTE_MAX_AGE];
  const CookieSetCookieAttribute *expires = &check->attributes[COOKIE_ATTRIBUTE_EXPIRES];
  const CookieSetCookieAttribute *attribute = max_age->name != NULL ? max_age : expires;
  gboolean expires_past = expires->name != NULL && check->expires <= check->now;
  gint64 lifetime;

  if (attribute->name == NULL)
    return FALSE;

  lifetime = attribute == max_age ? check->max_age : check->expires - check->now;

  if (attribute == max_age && expires->name != NULL && !(lifetime <= 0 && expires_past))
    REPORT_ATTRIBUTE (check, EXPIRES_IGNORED, HINT, expires, "6265bis §5.7",
                      "The cookie also has Max-Age, so browsers ignore Expires.");

  if (lifetime > MAX_LIFETIME)
    REPORT_ATTRIBUTE (check, LONG_LIFETIME, WARNING, attribute, "6265bis §5.5",
                      "Browsers limit the lifetime of a cookie to 400 days.");

  /* A field that browsers ignore deletes nothing. An empty value shows that the server wants to delete the cookie. */
  if (is_dropped (check))
    return lifetime <= 0;
  if (lifetime <= 0 && check->cookie.value_length == 0)
    REPORT_ATTRIBUTE (check, EXPIRED, HINT, attribute, "6265bis §5.7", "The browser deletes this cookie.");
  else if (lifetime <= 0)
    REPORT_ATTRIBUTE (check, EXPIRED, WARNING, attribute, "6265bis §5.7",
                      "The cookie is expired, so the browser deletes it.");

  return lifetime <= 0;
}

static void
check_missing (CookieCheck *check)
{
  const CookieNamePrefix *prefix = cookie_name_prefix_find (check->cookie.name, check->cookie.name_length);
  const char *end = check->text + check->length;

  if (!has (check, COOKIE_ATTRIBUTE_HTTP_ONLY))
    REPORT (check, NOT_HTTP_ONLY, HINT, end, 0, "6265bis §4.1.2.6",
            "Without HttpOnly, scripts can read the cookie.");

  if (!has (check, COOKIE_ATTRIBUTE_SAME_SITE))
    REPORT (check, NO_SAME_SITE, HINT, end, 0, "6265bis §4.1.2.7",
            "Without SameSite, browsers differ in which cross-site requests send the cookie.");

  if (!has (check, COOKIE_ATTRIBUTE_SECURE) && (check->origin == NULL || check->origin->secure))
    REPORT (check, NOT_SECURE, HINT, end, 0, "6265bis §4.1.2.5",
            "Without Secure, the cookie is also sent over unencrypted connections.");

  /* a prefix that needs Path=/ has said so */
  if (!has (check, COOKIE_ATTRIBUTE_PATH) && (prefix == NULL || !prefix->host))
    REPORT (check, NO_PATH, HINT, end, 0, "6265bis §4.1.2.4",
            "Without Path, browsers use the directory of the request.");
}

/* Checks a header field that was parsed. */
void
cookie_check_storage (CookieCheck *check)
{
  check_prefix (check, check_domain (check));
  check_secure (check);

  if (!check_lifetime (check))
    check_missing (check);
}
