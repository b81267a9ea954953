/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-soup-cookie-private.h"

#include <cookie-glib/cookie-glib.h>
#include <cookie-glib/core/domain.h>

#include <string.h>

/* A name and a value that are longer are no Set-Cookie field: 6265bis, §5.6. */
#define MAX_PAIR_LENGTH 4096

/* What a morsel can hold of a text: a jar can contain control characters and semicolons. */
static char *
make_safe (const char *text,
           const char *unsafe)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *safe;

  if (*valid == '\0')
    return g_steal_pointer (&valid);

  safe = g_string_new (NULL);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if ((c < 0x20 && c != '\t') || c == 0x7f || (c < 0x80 && strchr (unsafe, c) != NULL))
        g_string_append_unichar (safe, 0xfffd);
      else
        g_string_append_unichar (safe, c);
    }

  return g_string_free (safe, FALSE);
}

/* A name that no server should send, but that browsers and jars take. */
static CookieMorsel *
parse_pair (const char *name,
            const char *value)
{
  g_autofree char *text = g_strconcat (name, "=", value, NULL);
  g_autofree char *short_text = NULL;

  if (strlen (text) > MAX_PAIR_LENGTH)
    {
      g_autofree char *cut = g_strndup (text, MAX_PAIR_LENGTH);
      const char *end = NULL;

      g_utf8_validate (cut, -1, &end);
      short_text = g_strndup (cut, end - cut);
    }

  return cookie_morsel_parse_set_cookie (short_text != NULL ? short_text : text, NULL);
}

static void
set_text (CookieMorsel *morsel,
          const char   *attribute,
          const char   *text)
{
  g_autofree char *safe = NULL;

  if (text == NULL || *text == '\0')
    return;

  safe = make_safe (text, ";\t"); /* a value can have a tab */
  cookie_morsel_set_attribute (morsel, attribute, g_variant_new_string (safe), NULL);
}

/* Older versions of libsoup have no other value for a cookie without SameSite. */
static gboolean
policy_can_be_none (void)
{
  g_autoptr (SoupCookie) cookie = soup_cookie_new ("a", "", "a", "/", -1);

  return soup_cookie_get_same_site_policy (cookie) != SOUP_SAME_SITE_POLICY_NONE;
}

static CookieSameSite
get_same_site (SoupCookie *cookie)
{
  switch (soup_cookie_get_same_site_policy (cookie))
    {
    case SOUP_SAME_SITE_POLICY_LAX:
      return COOKIE_SAME_SITE_LAX;
    case SOUP_SAME_SITE_POLICY_STRICT:
      return COOKIE_SAME_SITE_STRICT;
    case SOUP_SAME_SITE_POLICY_NONE:
    default:
      return policy_can_be_none () ? COOKIE_SAME_SITE_NONE : COOKIE_SAME_SITE_DEFAULT;
    }
}

void
cookie_soup_set_same_site (SoupCookie     *cookie,
                           CookieSameSite  same_site)
{
  switch (same_site)
    {
    case COOKIE_SAME_SITE_NONE:
      soup_cookie_set_same_site_policy (cookie, SOUP_SAME_SITE_POLICY_NONE);
      break;
    case COOKIE_SAME_SITE_LAX:
      soup_cookie_set_same_site_policy (cookie, SOUP_SAME_SITE_POLICY_LAX);
      break;
    case COOKIE_SAME_SITE_STRICT:
      soup_cookie_set_same_site_policy (cookie, SOUP_SAME_SITE_POLICY_STRICT);
      break;
    case COOKIE_SAME_SITE_DEFAULT:
    default:
      soup_cookie_set_same_site_policy (cookie, policy_can_be_none () ? SOUP_SAME_SITE_POLICY_LAX
                                                                      : SOUP_SAME_SITE_POLICY_NONE);
      break;
    }
}

/* The time at which a morsel expires: an attribute that says seconds wins. NULL for a session cookie. */
GDateTime *
cookie_soup_dup_expiry (CookieMorsel *morsel)
{
  const gint64 max_age = cookie_morsel_get_max_age (morsel);
  g_autoptr (GDateTime) now = NULL;
  GDateTime *time;

  if (cookie_morsel_get_expired (morsel) || max_age == 0)
    return g_date_time_new_from_unix_utc (0);
  if (max_age < 0)
    return cookie_morsel_get_expires (morsel);

  now = g_date_time_new_now_utc ();
  time = g_date_time_add_seconds (now, max_age);

  return time != NULL ? time : g_date_time_new_utc (9999, 12, 31, 23, 59, 59);
}

/**
 * cookie_soup_morsel_from_cookie:
 * @cookie: a cookie of libsoup
 *
 * Creates a morsel with the parts of a [struct@Soup.Cookie].
 *
 * The value of the morsel is the text of the cookie. A cookie for a single host has no
 * `Domain`, as in the field that set it.
 *
 * | in the cookie of libsoup | in the morsel |
 * |---|---|
 * | `Max-Age`, of which libsoup keeps the time | `Expires` |
 * | `Partitioned`, `Priority`, unknown attributes, which libsoup does not keep | not set |
 * | no `SameSite`, and `SameSite=None`, which libsoup 3.6 and older do not tell apart | not set |
 * | control characters, a `;`, and an `=` in the name, which no field can hold, and what is not UTF-8 | U+FFFD |
 * | a name that is not legal ([func@Cookie.name_is_valid]) | kept; then, a name and a value of more than 4096 bytes are cut |
 *
 * Use it to show, compare and diagnose a cookie. To put a cookie back into a jar, use
 * [method@CookieSoup.JarItem.dup_cookie]. To send cookies, use a cookie dictionary and
 * [func@CookieSoup.append_changes].
 *
 * Returns: (transfer full): a new morsel
 *
 * Since: 1.0
 */
CookieMorsel *
cookie_soup_morsel_from_cookie (SoupCookie *cookie)
{
  g_autofree char *name = NULL, *value = NULL;
  g_autoptr (GVariant) variant = NULL;
  const char *domain;
  CookieMorsel *morsel;

  g_return_val_if_fail (cookie != NULL, NULL);

  name = make_safe (soup_cookie_get_name (cookie), ";=");
  value = make_safe (soup_cookie_get_value (cookie), ";");
  variant = g_variant_ref_sink (g_variant_new_string (value));
  morsel = cookie_morsel_new ();
  if (!cookie_morsel_set (morsel, name, variant, value, NULL))
    {
      g_object_unref (morsel);
      morsel = parse_pair (name, value);
    }

  domain = soup_cookie_get_domain (cookie);
  if (domain != NULL && *domain == '.')
    set_text (morsel, "domain", domain + 1);
  set_text (morsel, "path", soup_cookie_get_path (cookie));
  cookie_morsel_set_expires (morsel, soup_cookie_get_expires (cookie));
  cookie_morsel_set_secure (morsel, soup_cookie_get_secure (cookie));
  cookie_morsel_set_http_only (morsel, soup_cookie_get_http_only (cookie));
  cookie_morsel_set_same_site (morsel, get_same_site (cookie));

  return morsel;
}

/* The path as it is sent. A URI that was decoded does not tell a `;` from a `%3B`, so it is encoded as both. */
static char *
encode_path (GUri *uri)
{
  const gboolean is_encoded = (g_uri_get_flags (uri) & (G_URI_FLAGS_ENCODED | G_URI_FLAGS_ENCODED_PATH)) != 0;
  const char *kept = is_encoded ? "%;!\"#$&'()*+,/:<=>?@[\\]^`{|}" : "!$&'()*+,/:=@";

  return g_uri_escape_string (g_uri_get_path (uri), kept, FALSE);
}

/* §5.1.4: the directory of the path of the request. */
static char *
get_default_path (GUri *origin)
{
  g_autofree char *path = origin != NULL ? encode_path (origin) : g_strdup ("");
  const char *slash = strrchr (path, '/');

  return *path == '/' && slash > path ? g_strndup (path, slash - path) : g_strdup ("/");
}

/* Whether @host, or some host if it is NULL, is in @domain. An IPv6 address is only in itself, in brackets. */
static gboolean
is_in_domain (const char *host,
              const char *domain)
{
  if (host != NULL && strcmp (host, domain) == 0)
    return TRUE;
  if (strpbrk (domain, ":[") != NULL && (*domain != '[' || host != NULL))
    return FALSE;

  return cookie_domain_is_possible (domain) && (host == NULL || cookie_domain_match (host, domain));
}

/* libsoup has IPv6 addresses without brackets, as GUri. */
static char *
remove_brackets (const char *host)
{
  return *host == '[' ? g_strndup (host + 1, strcspn (host + 1, "]")) : g_strdup (host);
}

/* The domain of a SoupCookie: it starts with a dot if subdomains have the cookie too. */
static char *
get_domain (CookieMorsel  *morsel,
            GUri          *origin,
            GError       **error)
{
  const char *domain = cookie_morsel_get_domain (morsel);
  g_autofree char *host = origin != NULL ? cookie_host_of_uri (origin) : NULL;
  g_autofree char *lower = NULL;

  if (domain == NULL && host == NULL)
    {
      g_set_error_literal (error, COOKIE_ERROR, COOKIE_ERROR_INVALID_ATTRIBUTE,
                           "A cookie without Domain needs an origin with a host");
      return NULL;
    }
  if (domain == NULL)
    return remove_brackets (host);

  lower = g_ascii_strdown (domain, -1);
  if (!is_in_domain (host, lower))
    {
      if (host != NULL)
        g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_INVALID_ATTRIBUTE,
                     "The host “%s” is not in the Domain “%s” (6265bis, §5.1.3)", host, domain);
      else
        g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_INVALID_ATTRIBUTE, "No host is in the Domain “%s”", domain);
      return NULL;
    }

  return cookie_host_is_ip_address (lower) ? remove_brackets (lower) : g_strconcat (".", lower, NULL);
}

/**
 * cookie_soup_morsel_to_cookie:
 * @morsel: a morsel
 * @origin: (nullable): the URI of the request that the cookie answers, such as
 *   `https://www.site.example/`; can be `NULL` if the morsel has a `Domain`
 * @error: return location for a [error@Cookie.Error]
 *
 * Creates a [struct@Soup.Cookie] with the parts of a morsel.
 *
 * It can be put into a [class@Soup.CookieJar]. A morsel without `Domain` becomes a cookie of
 * the host of @origin alone; one without `Path` gets the default path of @origin (6265bis,
 * §5.1.4), percent-encoded as in the request. Parse @origin with
 * `G_URI_FLAGS_ENCODED_PATH`, as libsoup does: without that flag, GUri decodes the path, and
 * then a `;` in it becomes <code>&#37;3B</code> and a <code>&#37;2F</code> becomes a slash.
 *
 * | in the morsel | in the cookie of libsoup |
 * |---|---|
 * | `Max-Age` | the time in so many seconds, the year 9999 at most |
 * | `Partitioned`, `Priority`, `Comment`, `Version`, unknown attributes | not kept |
 * | no `SameSite` | what the version of libsoup takes by default |
 * | expired | the time 0 |
 *
 * Sets `COOKIE_ERROR_ILLEGAL_KEY` if the morsel has no name and no value, and
 * `COOKIE_ERROR_INVALID_ATTRIBUTE` if the host of @origin is not in the `Domain`, if no host
 * can be, or if there is neither.
 *
 * Returns: (transfer full): a new cookie, or `NULL` with @error set
 *
 * Since: 1.0
 */
SoupCookie *
cookie_soup_morsel_to_cookie (CookieMorsel  *morsel,
                              GUri          *origin,
                              GError       **error)
{
  g_autofree char *domain = NULL, *path = NULL;
  g_autoptr (GDateTime) expiry = NULL;
  const char *name, *value;
  SoupCookie *cookie;

  g_return_val_if_fail (COOKIE_IS_MORSEL (morsel), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  name = cookie_morsel_get_key (morsel);
  value = cookie_morsel_get_coded_value (morsel);
  if (name == NULL || (*name == '\0' && *value == '\0'))
    {
      g_set_error_literal (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_KEY, "The morsel has no name");
      return NULL;
    }

  domain = get_domain (morsel, origin, error);
  if (domain == NULL)
    return NULL;

  path = g_strdup (cookie_morsel_get_path (morsel));
  if (path == NULL || *path != '/')
    {
      g_free (path);
      path = get_default_path (origin);
    }

  cookie = soup_cookie_new (name, value, domain, path, -1);
  expiry = cookie_soup_dup_expiry (morsel);
  soup_cookie_set_expires (cookie, expiry);
  soup_cookie_set_secure (cookie, cookie_morsel_get_secure (morsel));
  soup_cookie_set_http_only (cookie, cookie_morsel_get_http_only (morsel));
  cookie_soup_set_same_site (cookie, cookie_morsel_get_same_site (morsel));

  return cookie;
}
