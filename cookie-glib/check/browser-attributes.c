/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "browsers.h"

#include "core/date.h"

#include <string.h>

/* Reads a date, and one that does not exist or has no seconds as the date that its numbers make. */
static gboolean
read_date_loosely (const char *text,
                   gsize       length,
                   gint64     *seconds)
{
  g_autoptr (GString) with_seconds = g_string_new_len (text, length);
  const char *first = memchr (text, ':', length);
  const char *end = text + length;

  if (first != NULL)
    {
      const char *p = first + 1;

      while (p < end && g_ascii_isdigit (*p))
        p++;
      if (p == end || *p != ':')
        g_string_insert (with_seconds, p - text, ":00");
    }

  return cookie_date_parse_loosely (with_seconds->str, with_seconds->len, seconds);
}

/* Whether a date has only the words that WebKitGTK reads: months and days of the week in three letters,
 * no quotes, no comma but after a day of the week.
 */
static gboolean
has_short_words (const char *text,
                 gsize       length)
{
  gsize n_letters = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '"' || (text[i] == ',' && n_letters == 0))
        return FALSE;
      n_letters = g_ascii_isalpha (text[i]) ? n_letters + 1 : 0;
      if (n_letters > 3 && (i + 1 == length || !g_ascii_isalpha (text[i + 1])) && g_ascii_strncasecmp (text + i - 2, "day", 3) != 0)
        return FALSE;
    }

  return TRUE;
}

static void
read_expires (CookieCheck                    *check,
              const CookieSetCookieAttribute *attribute)
{
  CookieLifetime *chromium = &check->lifetimes[COOKIE_CHROMIUM];
  CookieLifetime *firefox = &check->lifetimes[COOKIE_FIREFOX];
  CookieLifetime *webkitgtk = &check->lifetimes[COOKIE_WEBKITGTK];
  const char *text = attribute->value;
  gsize length = attribute->value_length;
  gboolean is_early = cookie_date_is_too_early (text, length);

  /* The last one counts, even if it cannot be read. */
  chromium->has_expires = cookie_date_parse (text, length, &chromium->expires, NULL);
  firefox->has_expires = read_date_loosely (text, length, &firefox->expires);
  webkitgtk->has_expires = chromium->has_expires && has_short_words (text, length);
  webkitgtk->expires = chromium->expires;

  /* In WebKitGTK, the last one of Expires and Max-Age does. */
  webkitgtk->has_max_age = FALSE;

  if (is_early)
    {
      firefox->expires = webkitgtk->expires = COOKIE_DATE_MIN;
      firefox->has_expires = webkitgtk->has_expires = TRUE;
      if (!chromium->has_expires)
        *chromium = (CookieLifetime) { .has_max_age = chromium->has_max_age, .max_age = chromium->max_age,
                                       .has_expires = TRUE, .expires = COOKIE_DATE_MIN };
    }
}

static void
read_max_age (CookieCheck                    *check,
              const CookieSetCookieAttribute *attribute)
{
  CookieLifetime *chromium = &check->lifetimes[COOKIE_CHROMIUM];
  CookieLifetime *firefox = &check->lifetimes[COOKIE_FIREFOX];
  CookieLifetime *webkitgtk = &check->lifetimes[COOKIE_WEBKITGTK];
  const char *text = attribute->value;
  gsize length = attribute->value_length;
  gsize sign = length > 1 && *text == '+' ? 1 : 0;
  gboolean is_negative = length > 0 && *text == '-';

  chromium->max_age = firefox->max_age = 0;
  chromium->has_max_age = cookie_set_cookie_read_max_age (text + sign, length - sign, &chromium->max_age);
  firefox->has_max_age = is_negative || cookie_set_cookie_read_max_age (text, length, &firefox->max_age);

  /* An empty one is 0, and one that cannot be read does not count. */
  if (chromium->has_max_age || (attribute->has_value && length == 0))
    {
      webkitgtk->has_max_age = TRUE;
      webkitgtk->max_age = chromium->max_age;
      webkitgtk->has_expires = FALSE;
    }
}

/* Does what each libsoup from 3.3 on does: of several, the last that is None or Strict counts. */
static void
read_same_site (CookieCheck                    *check,
                const CookieSetCookieAttribute *attribute)
{
  if (cookie_check_value_is (attribute, "None"))
    check->none = *attribute;
  else if (cookie_check_value_is (attribute, "Strict"))
    check->none.name = NULL;
}

/* Reads an attribute as each browser does, where they differ. */
void
cookie_check_browser_attribute (CookieCheck                    *check,
                                const CookieSetCookieAttribute *attribute)
{
  if (attribute->id == COOKIE_ATTRIBUTE_SAME_SITE)
    read_same_site (check, attribute);
  else if (attribute->id == COOKIE_ATTRIBUTE_EXPIRES)
    read_expires (check, attribute);
  else if (attribute->id == COOKIE_ATTRIBUTE_MAX_AGE)
    read_max_age (check, attribute);

  if (attribute->id == COOKIE_ATTRIBUTE_EXPIRES || attribute->id == COOKIE_ATTRIBUTE_MAX_AGE)
    check->last_lifetime = *attribute;
}
