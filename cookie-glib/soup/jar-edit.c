/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "jar-edit.h"

#include "cookie-soup-cookie-private.h"

#include <cookie-glib/cookie-glib.h>

static gboolean
has_text (CookieMorsel *morsel,
          const char   *attribute)
{
  g_autoptr (GVariant) value = cookie_morsel_get_attribute (morsel, attribute);

  return value != NULL && !(g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) &&
                            *g_variant_get_string (value, NULL) == '\0');
}

/* An attribute that was set, and that a jar does not keep; or NULL. */
static const char *
find_unkept (CookieMorsel *morsel)
{
  if (cookie_morsel_get_partitioned (morsel))
    return "Partitioned";
  if (cookie_morsel_get_priority (morsel) != COOKIE_PRIORITY_DEFAULT)
    return "Priority";
  if (has_text (morsel, "comment"))
    return "Comment";
  if (has_text (morsel, "version"))
    return "Version";

  return NULL;
}

static gboolean
check (CookieMorsel  *before,
       CookieMorsel  *morsel,
       GError       **error)
{
  const char *unkept = find_unkept (morsel);
  const char *path = cookie_morsel_get_path (morsel);

  if (cookie_morsel_get_key (morsel) == NULL)
    g_set_error_literal (error, COOKIE_ERROR, COOKIE_ERROR_ILLEGAL_KEY, "The morsel has no name");
  else if (unkept != NULL)
    g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_INVALID_ATTRIBUTE, "A cookie jar does not keep %s", unkept);
  else if (g_strcmp0 (cookie_morsel_get_domain (before), cookie_morsel_get_domain (morsel)) != 0)
    g_set_error_literal (error, COOKIE_ERROR, COOKIE_ERROR_INVALID_ATTRIBUTE,
                         "The Domain of a cookie in a jar cannot be changed: it decides who gets the cookie");
  else if (g_strcmp0 (cookie_morsel_get_path (before), path) != 0 && (path == NULL || *path != '/'))
    g_set_error_literal (error, COOKIE_ERROR, COOKIE_ERROR_INVALID_ATTRIBUTE,
                         "The Path of a cookie in a jar must start with a slash");
  else
    return TRUE;

  return FALSE;
}

static gboolean
has_other_expiry (CookieMorsel *before,
                  CookieMorsel *morsel)
{
  g_autoptr (GDateTime) old_time = cookie_morsel_get_expires (before);
  g_autoptr (GDateTime) time = cookie_morsel_get_expires (morsel);

  if (cookie_morsel_get_expired (morsel) || cookie_morsel_get_max_age (morsel) >= 0)
    return TRUE;

  return old_time == NULL || time == NULL ? old_time != time : !g_date_time_equal (old_time, time);
}

/* Sets in @cookie what was changed in @morsel since it was made of @original. */
gboolean
cookie_soup_jar_edit (SoupCookie    *cookie,
                      SoupCookie    *original,
                      CookieMorsel  *morsel,
                      gboolean      *is_changed,
                      GError       **error)
{
  g_autoptr (CookieMorsel) before = cookie_soup_morsel_from_cookie (original);

  *is_changed = FALSE;
  if (!check (before, morsel, error))
    return FALSE;

  if (g_strcmp0 (cookie_morsel_get_key (before), cookie_morsel_get_key (morsel)) != 0)
    {
      soup_cookie_set_name (cookie, cookie_morsel_get_key (morsel));
      *is_changed = TRUE;
    }
  if (g_strcmp0 (cookie_morsel_get_coded_value (before), cookie_morsel_get_coded_value (morsel)) != 0)
    {
      soup_cookie_set_value (cookie, cookie_morsel_get_coded_value (morsel));
      *is_changed = TRUE;
    }
  if (g_strcmp0 (cookie_morsel_get_path (before), cookie_morsel_get_path (morsel)) != 0)
    {
      soup_cookie_set_path (cookie, cookie_morsel_get_path (morsel));
      *is_changed = TRUE;
    }
  if (has_other_expiry (before, morsel))
    {
      g_autoptr (GDateTime) expiry = cookie_soup_dup_expiry (morsel);

      soup_cookie_set_expires (cookie, expiry);
      *is_changed = TRUE;
    }
  if (cookie_morsel_get_secure (before) != cookie_morsel_get_secure (morsel))
    {
      soup_cookie_set_secure (cookie, cookie_morsel_get_secure (morsel));
      *is_changed = TRUE;
    }
  if (cookie_morsel_get_http_only (before) != cookie_morsel_get_http_only (morsel))
    {
      soup_cookie_set_http_only (cookie, cookie_morsel_get_http_only (morsel));
      *is_changed = TRUE;
    }
  if (cookie_morsel_get_same_site (before) != cookie_morsel_get_same_site (morsel))
    {
      g_autoptr (CookieMorsel) after = NULL;

      cookie_soup_set_same_site (cookie, cookie_morsel_get_same_site (morsel));
      after = cookie_soup_morsel_from_cookie (cookie);
      if (cookie_morsel_get_same_site (after) != cookie_morsel_get_same_site (morsel))
        {
          g_set_error_literal (error, COOKIE_ERROR, COOKIE_ERROR_INVALID_ATTRIBUTE,
                               "This version of libsoup does not keep such a SameSite");
          return FALSE;
        }
      *is_changed = TRUE;
    }

  return TRUE;
}
