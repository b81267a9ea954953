/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* libsoup 3. It has no function that takes a Cookie header, so each one is in a SoupMessage
 * before the clock starts. */

#include <libsoup/soup.h>

#include "harness.h"

#define LABEL "libsoup " SOUP_VERSION

static void *
prepare_message (char *line)
{
  SoupMessage *message = soup_message_new ("GET", "http://localhost/");

  soup_message_headers_append (soup_message_get_request_headers (message), "Cookie", line);
  return message;
}

static size_t
run_request (void *item)
{
  GSList *cookies = soup_cookies_from_request (item);
  size_t n = g_slist_length (cookies);

  soup_cookies_free (cookies);
  return n;
}

static size_t
run_parse (void *item)
{
  SoupCookie *cookie = soup_cookie_parse (item, NULL);
  size_t n;

  n = soup_cookie_get_name (cookie) != NULL
      && soup_cookie_get_value (cookie) != NULL
      && soup_cookie_get_path (cookie) != NULL
      && soup_cookie_get_domain (cookie) != NULL
      && soup_cookie_get_expires (cookie) != NULL
      && soup_cookie_get_secure (cookie)
      && soup_cookie_get_http_only (cookie)
      && soup_cookie_get_same_site_policy (cookie) <= SOUP_SAME_SITE_POLICY_STRICT;
  soup_cookie_free (cookie);
  return n;
}

static void *
prepare_write (char *line)
{
  WriteFields fields;
  SoupCookie *cookie;
  g_autoptr (GDateTime) expires = NULL;

  split_write_line (line, &fields);
  cookie = soup_cookie_new (fields.name, fields.value, fields.domain, fields.path, fields.max_age);
  expires = g_date_time_new_from_unix_utc (fields.expires);
  soup_cookie_set_expires (cookie, expires);
  soup_cookie_set_secure (cookie, TRUE);
  soup_cookie_set_http_only (cookie, TRUE);
  soup_cookie_set_same_site_policy (cookie,
                                    g_str_equal (fields.same_site, "Lax") ? SOUP_SAME_SITE_POLICY_LAX
                                    : g_str_equal (fields.same_site, "Strict") ? SOUP_SAME_SITE_POLICY_STRICT
                                    : SOUP_SAME_SITE_POLICY_NONE);
  return cookie;
}

static size_t
run_write (void *item)
{
  char *text = soup_cookie_to_set_cookie_header (item);
  size_t n = g_str_has_prefix (text, soup_cookie_get_name (item));

  g_free (text);
  return n;
}

static const Benchmark benchmarks[] = {
  { "load", LABEL ", cookies_from_request", prepare_message, run_request },
  { "small", LABEL ", cookies_from_request", prepare_message, run_request },
  { "set-cookie", LABEL ", cookie_parse", NULL, run_parse },
  { "write", LABEL ", to_set_cookie_header (writes no Max-Age)", prepare_write, run_write },
};

int
main (int    argc,
      char **argv)
{
  return harness_main (benchmarks, G_N_ELEMENTS (benchmarks), argc, argv);
}
