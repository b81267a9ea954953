/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "lifetime.h"

static char *
describe_seconds (gint64 seconds)
{
  static const struct { gint64 length; const char *name; } units[] = {
    { 365 * 24 * 60 * 60, "year" }, { 24 * 60 * 60, "day" }, { 60 * 60, "hour" }, { 60, "minute" }, { 1, "second" },
  };
  gsize i = 0;
  gint64 n;

  /* "36 hours" says more than "1 day". */
  while (i + 1 < G_N_ELEMENTS (units) && seconds < 2 * units[i].length && seconds != units[i].length)
    i++;
  n = seconds / units[i].length;

  return g_strdup_printf ("%" G_GINT64_FORMAT " %s%s", n, units[i].name, n == 1 ? "" : "s");
}

/* Describes when a cookie ends: "in 30 days (2026-12-29 16:20:00 UTC)". Both are Unix times. */
char *
lifetime_describe (gint64 end,
                   gint64 now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (end);
  g_autofree char *date = time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M:%S UTC") : g_strdup ("after the year 9999");
  g_autofree char *difference = describe_seconds (ABS (end - now));

  if (end == now)
    return g_strdup_printf ("now (%s)", date);

  return g_strdup_printf (end > now ? "in %s (%s)" : "%s ago (%s)", difference, date);
}
