#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later

# core-alone.sh ARCHIVE PROGRAM…: the core uses nothing of GObject, GVariant, the locale or the
# clock, and the programs that test it are not linked with GObject.

set -euo pipefail

if nm -u "$1" | grep -E ' (g_(object|type|value|variant|param|signal|closure|date_time|get_real_time|get_monotonic_time)|setlocale|localeconv|time|gettimeofday|clock_gettime|localtime|strftime|strtod|isalpha|isspace|tolower|toupper)'; then
  echo "The core must do without these."
  exit 1
fi

for program in "${@:2}"; do
  if readelf -dW "$program" | grep -E 'NEEDED.*(gobject|gio|cookie)'; then
    echo "$program is linked with more than the core."
    exit 1
  fi
done
