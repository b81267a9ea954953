/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "host.h"

#include <arpa/inet.h>
#include <string.h>

/* The host of a URL as browsers write it: the host parser of the URL standard, https://url.spec.whatwg.org/#host-parsing */

#define N_PIECES 8

/* Finds the longest run of zeros, the first of equal ones. Returns its length, less than 2 if there is nothing to shorten. */
static guint
find_zeros (const guint16 *pieces,
            guint         *start)
{
  guint longest = 0;
  guint n = 0;

  *start = 0;
  for (guint i = 0; i < N_PIECES; i++)
    {
      n = pieces[i] == 0 ? n + 1 : 0;
      if (n > longest)
        {
          longest = n;
          *start = i + 1 - n;
        }
    }

  return longest;
}

/* In brackets, and never with an IPv4 address at the end, as inet_ntop() has it */
static char *
format_ipv6 (const struct in6_addr *address)
{
  g_autoptr (GString) text = g_string_new ("[");
  guint16 pieces[N_PIECES];
  guint n_zeros, zeros;

  for (guint i = 0; i < N_PIECES; i++)
    pieces[i] = address->s6_addr[2 * i] << 8 | address->s6_addr[2 * i + 1];

  n_zeros = find_zeros (pieces, &zeros);
  for (guint i = 0; i < N_PIECES; i++)
    {
      if (n_zeros > 1 && i == zeros)
        {
          g_string_append (text, i == 0 ? "::" : ":");
          i += n_zeros - 1;
          continue;
        }
      g_string_append_printf (text, "%x%s", pieces[i], i + 1 < N_PIECES ? ":" : "");
    }
  g_string_append_c (text, ']');

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Reads a number of an IPv4 address, which is in lower case: decimal, octal after a 0, hexadecimal after 0x. */
static gboolean
read_number (const char *text,
             guint64    *number)
{
  guint base = 10;

  if (*text == '\0')
    return FALSE;

  if (g_str_has_prefix (text, "0x"))
    {
      base = 16;
      text += 2;
    }
  else if (text[0] == '0' && text[1] != '\0')
    {
      base = 8;
      text++;
    }

  *number = 0;
  if (*text == '\0')
    return TRUE;

  /* what is not in the range of 64 bits is not in that of the address either */
  if (strspn (text, "0123456789abcdef") != strlen (text))
    return FALSE;
  return g_ascii_string_to_unsigned (text, base, 0, G_MAXUINT64, number, NULL);
}

/* Whether the last label makes the host an IPv4 address, or none: however large the number is. */
static gboolean
is_number (const char *text)
{
  if (g_str_has_prefix (text, "0x"))
    return text[2 + strspn (text + 2, "0123456789abcdef")] == '\0';

  return *text != '\0' && text[strspn (text, "0123456789")] == '\0';
}

/* Returns the labels, without the empty one after a dot at the end. */
static char **
split_labels (const char *host,
              guint      *n_labels)
{
  char **labels = g_strsplit (host, ".", -1);

  *n_labels = g_strv_length (labels);
  if (*n_labels > 1 && *labels[*n_labels - 1] == '\0')
    (*n_labels)--;

  return labels;
}

/* Each number but the last is a byte, and the last fills what is left. */
static char *
format_ipv4 (char  **labels,
             guint   n_labels)
{
  guint64 address = 0;

  if (n_labels > 4)
    return NULL;

  for (guint i = 0; i < n_labels; i++)
    {
      const guint n_bytes = i + 1 < n_labels ? 1 : 5 - n_labels;
      guint64 number;

      if (!read_number (labels[i], &number) || number >> (8 * n_bytes) != 0)
        return NULL;
      address = address << (8 * n_bytes) | number;
    }

  return g_strdup_printf ("%u.%u.%u.%u", (guint) (address >> 24), (guint) (address >> 16 & 0xff),
                          (guint) (address >> 8 & 0xff), (guint) (address & 0xff));
}

/* What the standard forbids in a domain: it says something else in a URL, or is invisible. */
static gboolean
is_forbidden (char c)
{
  return g_ascii_iscntrl (c) || strchr (" #%/:<>?@[\\]^|", c) != NULL;
}

static gboolean
has_forbidden (const char *domain)
{
  for (const char *p = domain; *p != '\0'; p++)
    if (is_forbidden (*p))
      return TRUE;

  return FALSE;
}

/* Returns the host in lower case, as ASCII, an IP address in its usual spelling, an IPv6 address in brackets, which
 * @host has not. NULL if browsers take it for no host.
 */
char *
cookie_host_canonicalize (const char *host)
{
  /* GLib makes letters small as the locale has it: an I is an ı in Turkish */
  g_autofree char *lower = g_ascii_strdown (host, -1);
  g_autofree char *ascii = NULL;
  g_auto (GStrv) labels = NULL;
  struct in6_addr address;
  guint n_labels;

  if (strchr (lower, ':') != NULL)
    return inet_pton (AF_INET6, lower, &address) == 1 ? format_ipv6 (&address) : NULL;

  ascii = g_hostname_to_ascii (lower);
  if (ascii == NULL || *ascii == '\0' || has_forbidden (ascii))
    return NULL;

  labels = split_labels (ascii, &n_labels);
  if (is_number (labels[n_labels - 1]))
    return format_ipv4 (labels, n_labels);

  return g_steal_pointer (&ascii);
}
