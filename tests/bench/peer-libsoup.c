/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* libsoup 3. It has no function that takes a Cookie header, so each one is in a SoupMessage
 * before the clock starts. */

#include <libsoup/soup.h>
#include <string.h>

#include "harness.h"

#define LABEL "libsoup " SOUP_VERSION

typedef struct {
  SoupMessage *message;
  char *names[3];
} Three;

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

static SoupCookie *
find (GSList     *cookies,
      const char *name)
{
  for (; cookies != NULL; cookies = cookies->next)
    if (strcmp (soup_cookie_get_name (cookies->data), name) == 0)
      return cookies->data;
  return NULL;
}

static size_t
run_three (void *item)
{
  Three *three = item;
  GSList *cookies = soup_cookies_from_request (three->message);
  size_t n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (three->names); i++)
    n += find (cookies, three->names[i]) != NULL;
  soup_cookies_free (cookies);
  return n;
}

static void *
prepare_three (char *line)
{
  Three *three = g_new (Three, 1);

  three->message = prepare_message (line);
  choose_names (line, three->names);
  return three;
}

static size_t
run_all (void *item)
{
  GSList *cookies = soup_cookies_from_request (item);
  size_t n = 0;

  for (GSList *c = cookies; c != NULL; c = c->next)
    n += soup_cookie_get_name (c->data) != NULL && soup_cookie_get_value (c->data) != NULL;
  soup_cookies_free (cookies);
  return n;
}

/* By hand: the hexadecimal HMAC, a dot, the value. */
static char *
seal (const char *value)
{
  g_autofree char *hmac = g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) SECRET, strlen (SECRET), value, -1);

  return g_strconcat (hmac, ".", value, NULL);
}

static gboolean
is_sealed (const char *sealed)
{
  const char *dot = strchr (sealed, '.');
  g_autofree char *again = dot != NULL ? seal (dot + 1) : NULL;
  gsize length = strlen (sealed);
  guint8 difference = 0;

  if (again == NULL || strlen (again) != length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    difference |= again[i] ^ sealed[i];
  return difference == 0;
}

static void *
prepare_request (char *line)
{
  return prepare_message (seal_session (line, seal));
}

static size_t
run_request_job (void *item)
{
  GSList *cookies = soup_cookies_from_request (item);
  SoupCookie *session = find (cookies, SESSION);
  size_t n = session != NULL && is_sealed (soup_cookie_get_value (session));

  for (guint i = 0; i < G_N_ELEMENTS (LOOKED_UP); i++)
    n += find (cookies, LOOKED_UP[i]) != NULL;
  for (guint i = 0; i < G_N_ELEMENTS (WRITTEN); i++)
    {
      SoupCookie *cookie = soup_cookie_new (WRITTEN[i][0], WRITTEN[i][1], "", "/", 31536000);
      g_autofree char *text = NULL;

      soup_cookie_set_secure (cookie, TRUE);
      soup_cookie_set_http_only (cookie, TRUE);
      soup_cookie_set_same_site_policy (cookie, SOUP_SAME_SITE_POLICY_LAX);
      text = soup_cookie_to_set_cookie_header (cookie);
      n += text != NULL;
      soup_cookie_free (cookie);
    }
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
  { "three", LABEL ", cookies_from_request", prepare_three, run_three },
  { "all", LABEL ", cookies_from_request", prepare_message, run_all },
  { "request", LABEL " and GHmac (writes no Max-Age)", prepare_request, run_request_job },
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
