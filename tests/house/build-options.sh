#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later

# build-options.sh ROOT CC: options that exclude each other are refused, not ignored; a static
# library builds without a typelib, and without a warning at what a distribution or a parent project
# sets: its own _FORTIFY_SOURCE, warning_level=3, werror; a library without json-glib and libsodium has
# the same symbols.

set -euo pipefail
root=$1 cc=$2
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

# What is built elsewhere must not be found.
unset LD_LIBRARY_PATH PKG_CONFIG_PATH GI_TYPELIB_PATH CFLAGS

refuses () { # MESSAGE OPTION…
  if meson setup "$dir/refused" "$root" -Dtests=false "${@:2}" >"$dir/log" || ! grep -q "ERROR:.*$1" "$dir/log"; then
    tail -n 20 "$dir/log"
    echo "Not refused: ${*:2}"
    exit 1
  fi
  rm -rf "$dir/refused"
}

refuses 'The Vala bindings need introspection' -Dvapi=enabled -Dintrospection=disabled
refuses 'The reference needs introspection' -Ddocumentation=enabled -Dintrospection=disabled
refuses 'A typelib needs the shared library' -Dintrospection=enabled -Ddefault_library=static

quiet () { "$@" >"$dir/log" 2>&1 || { cat "$dir/log"; exit 1; }; }

quiet meson setup "$dir/build" "$root" --prefix="$dir/prefix" --libdir=lib -Dtests=false -Dexamples=false \
  -Ddefault_library=static -Dwarning_level=3 -Dwerror=true -Doptimization=2 -Dc_args=-D_FORTIFY_SOURCE=3
quiet ninja -C "$dir/build"
if grep -i 'warning' "$dir/log"; then
  exit 1
fi
quiet meson install -C "$dir/build" --no-rebuild
if find "$dir/prefix" -name '*.typelib' -o -name '*.gir' -o -name '*.vapi' -o -name '*.so*' | grep .; then
  echo "installed beside the static library"
  exit 1
fi

export PKG_CONFIG_PATH=$dir/prefix/lib/pkgconfig
# shellcheck disable=SC2046 # lists of flags
$cc -o "$dir/use" "$root/tests/house/use.c" $(pkg-config --static --cflags --libs cookie-glib-1.0)
diff -u <(echo 'Set-Cookie: fig=newton; Path=/') <("$dir/use")

# Without json-glib and libsodium, the same symbols are there, and the codecs that need them, and
# cookie-inspect, say that they are not supported.
quiet meson setup "$dir/plain" "$root" -Djson=disabled -Dencryption=disabled -Dsoup=disabled -Dintrospection=disabled -Dexamples=false -Dwerror=true
quiet ninja -C "$dir/plain" cookie-glib/libcookie-glib-1.0.so.0.0.0 cookie-glib/tool/cookie-inspect \
  tests/test-json-codec tests/test-keyring tests/test-sealed-codec tests/test-secret-memory
"$dir/plain/tests/test-json-codec" | grep -x 'ok 1 /cookie/json-codec/not-supported'
for name in keyring sealed-codec secret-memory; do
  quiet env G_TEST_SRCDIR="$root/tests" "$dir/plain/tests/test-$name"
done
python3 "$root/tests/tool/test_json.py" "$dir/plain/cookie-glib/tool/cookie-inspect"
diff -u "$root/tests/exported-symbols.txt" \
  <(nm -D --defined-only "$dir/plain/cookie-glib/libcookie-glib-1.0.so.0.0.0" | awk '{ print $NF }' | LC_ALL=C sort)
if [[ -e $dir/plain/meson-private/cookie-glib-soup-1.0.pc ]]; then
  echo "a library for libsoup was built, though it is disabled"
  exit 1
fi
if grep -E 'json-glib|sodium' "$dir/plain/meson-private/cookie-glib-1.0.pc"; then
  echo "json-glib or libsodium is required without being used"
  exit 1
fi
