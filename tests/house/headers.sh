#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later

# headers.sh ROOT CC CXX HEADER…: the umbrella and each public header compile alone, as C and as
# C++; only the umbrella may be included, and it includes them all.

set -euo pipefail
root=$1 cc=$2 cxx=$3
set -- "${@:4}"
set -- "${@##*/cookie-glib/}"

read -ra flags <<<"-I$root $(pkg-config --cflags gio-2.0) -Wall -Wextra -Wno-unused-parameter -Werror -fsyntax-only"
umbrella=cookie-glib/cookie-glib.h

compile () { # LANGUAGE HEADER [FLAG…]
  local compiler=$cc
  [[ $1 == c++ ]] && compiler=$cxx
  echo "#include <$2>" | $compiler "${flags[@]}" "${@:3}" -x "$1" -
}

for language in c c++; do
  compile "$language" "$umbrella"
  for header; do
    compile "$language" "cookie-glib/$header" -DCOOKIE_COMPILATION
  done
done

for header; do
  [[ cookie-glib/$header == "$umbrella" ]] && continue
  if compile c "cookie-glib/$header" 2>/dev/null; then
    echo "$header can be included alone: its guard is missing"
    exit 1
  fi
  if ! grep -q "<cookie-glib/$header>" "$root/$umbrella"; then
    echo "$header is not in $umbrella"
    exit 1
  fi
  if grep -n 'include "' "$root/cookie-glib/$header"; then
    echo "$header includes what is not installed"
    exit 1
  fi
done
