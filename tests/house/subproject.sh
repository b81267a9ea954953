#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later

# subproject.sh ROOT WERROR: another project builds with this one in its subprojects/.

set -euo pipefail
root=$1 werror=$2
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

# What is built elsewhere must not be found.
unset LD_LIBRARY_PATH PKG_CONFIG_PATH

mkdir "$dir/subprojects"
ln -s "$root" "$dir/subprojects/cookie-glib"
cp "$root/tests/house/use.c" "$root/tests/house/use-soup.c" "$dir"
cat >"$dir/meson.build" <<'END'
project('parent', 'c', default_options: 'optimization=0')
executable('use', 'use.c', dependencies: dependency('cookie-glib-1.0', fallback: 'cookie-glib'))
soup = dependency('cookie-glib-soup-1.0', required: dependency('libsoup-3.0', required: false, allow_fallback: false).found())
executable('use-soup', soup.found() ? 'use-soup.c' : 'use.c',
  dependencies: soup.found() ? soup : dependency('cookie-glib-1.0'))
END

meson setup "$dir/build" "$dir" --wrap-mode=forcefallback -Dwerror="$werror" \
  -Dcookie-glib:introspection=disabled >"$dir/log" || { cat "$dir/log"; exit 1; }
ninja -C "$dir/build" use use-soup >"$dir/log" || { cat "$dir/log"; exit 1; }
diff -u <(echo 'Set-Cookie: fig=newton; Path=/') <("$dir/build/use")
diff -u <(echo 'Set-Cookie: fig=newton; Path=/') <("$dir/build/use-soup")
