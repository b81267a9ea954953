#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later

# example.sh HEADERS EXPECTED CMD…: the example prints what is expected, with its headers on
# standard input and as its arguments, and fails with a message on one that cannot be read.

set -euo pipefail
headers=$1 expected=$2
shift 2

diff -u "$expected" <("$@" <"$headers")

mapfile -t lines <"$headers"
diff -u "$expected" <("$@" "${lines[@]}")

if message=$("$@" 'fig=newton; a,b=c' 2>&1); then
  echo "An illegal key should be an error."
  exit 1
fi
[[ $message == 'cookies: '* ]]
