#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later

# headers.sh ROOT BUILD CC CXX UMBRELLA PACKAGE HEADER…: the umbrella and each public header compile
# alone, as C and as C++; only the umbrella may be included, and it includes them all. What a program
# says of the versions that it is for holds. The package is what the headers need.

set -euo pipefail
root=$1 build=$2 cc=$3 cxx=$4 umbrella=cookie-glib/$5 package=$6
set -- "${@:7}"
set -- "${@##*/cookie-glib/}"

read -ra flags <<<"-I$root -I$build $(pkg-config --cflags "$package") -Wall -Wextra -Wno-unused-parameter -Werror -fsyntax-only"
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
  if grep -n 'include "' "$root/cookie-glib/$header"*; then
    echo "$header includes what is not installed"
    exit 1
  fi
done

# The version, and what a program says of those that it is for.

version=$(PKG_CONFIG_PATH=$build/meson-uninstalled pkg-config --modversion cookie-glib-1.0)
IFS=. read -r major minor micro <<<"$version"
compile_program () { # [FLAG…]
  $cc "${flags[@]}" "$@" -x c - <<END
#include <$umbrella>
#if !COOKIE_CHECK_VERSION ($major, $minor, $micro) || COOKIE_CHECK_VERSION ($major, $minor, $micro + 1)
# error
#endif
#if COOKIE_CHECK_VERSION ($major, $minor + 1, 0) || COOKIE_CHECK_VERSION ($major + 1, 0, 0)
# error
#endif
#if !COOKIE_CHECK_VERSION ($major - 1, $minor + 1, $micro + 1)
# error
#endif
static const char version[] = COOKIE_VERSION_S "" ;
_Static_assert (sizeof version == sizeof "$version", "COOKIE_VERSION_S");
const char *get_version (void);
const char *get_version (void) { return version; }
#if COOKIE_VERSION_MAX_ALLOWED < G_ENCODE_VERSION (1, 2)
# define COOKIE_AVAILABLE_IN_1_2 _COOKIE_UNAVAILABLE (1, 2)
#else
# define COOKIE_AVAILABLE_IN_1_2 _COOKIE_EXTERN
#endif
COOKIE_AVAILABLE_IN_1_2 void of_1_2 (void);
void call (void);
void call (void) { of_1_2 (); }
END
}

warns () { # TEXT FLAG…
  local output
  if output=$(compile_program "${@:2}" 2>&1) || [[ $output != *"$1"* ]]; then
    printf '%s\nThe compiler does not say: %s\n' "$output" "$1"
    exit 1
  fi
}

compile_program -D'COOKIE_VERSION_MAX_ALLOWED=(G_ENCODE_VERSION (1, 2))'
warns 'Not available before 1.2'
warns 'Not available before 1.2' -DCOOKIE_VERSION_MAX_ALLOWED=COOKIE_VERSION_1_0 -DCOOKIE_VERSION_MIN_REQUIRED=COOKIE_VERSION_1_0
warns 'MIN_REQUIRED must be' -D'COOKIE_VERSION_MIN_REQUIRED=(G_ENCODE_VERSION (0, 8))'
warns 'MAX_ALLOWED must be' -D'COOKIE_VERSION_MAX_ALLOWED=(G_ENCODE_VERSION (0, 8))'
