#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later

# readme.sh ROOT BUILD CC [PYTHON]: what README shows works as it is shown.

set -euo pipefail
root=$1 build=$2 cc=$3 python=${4-}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

block () { sed -n "/^\`\`\`$1\$/,/^\`\`\`\$/p" "$root/README.md" | sed '1d;$d'; }

block c >"$dir/example.c"
export PKG_CONFIG_PATH=$build/meson-uninstalled
# shellcheck disable=SC2046 # lists of flags
$cc -Wall -Werror -o "$dir/example" "$dir/example.c" $(pkg-config --cflags --libs cookie-glib-1.0)
diff -u <(printf 'Set-Cookie: fig=newton; Path=/\r\nSet-Cookie: sugar=wafer\n') <("$dir/example")

if [[ -n $python ]]; then
  block python >"$dir/example.py"
  diff -u <(printf 'Set-Cookie: fig=newton; Path=/\r\nSet-Cookie: oreo="double stuff"\r\nSet-Cookie: sugar=wafer\ndouble stuff\nSet-Cookie: theme=light; Max-Age=31536000; Path=/; Secure\n') \
    <("$python" "$dir/example.py")
fi
