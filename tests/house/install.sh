#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later

# install.sh ROOT WERROR CC [PROGRAM…]: after `meson install` into a prefix, a program of each
# language builds or loads from there alone, and the overrides are found where they were put.
# The programs are the interpreters and compilers to try: python3, gjs, lua, valac.

set -euo pipefail
root=$1 werror=$2 cc=$3
shift 3
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
prefix=$dir/prefix

quiet () { "$@" >"$dir/log" 2>&1 || { cat "$dir/log"; exit 1; }; }

quiet meson setup "$dir/build" "$root" --prefix="$prefix" --libdir=lib -Doptimization=0 -Dwerror="$werror" \
  -Dtests=false -Dexamples=false -Ddocumentation=disabled
quiet ninja -C "$dir/build" install

export PKG_CONFIG_PATH=$prefix/lib/pkgconfig
export LD_LIBRARY_PATH=$prefix/lib
export GI_TYPELIB_PATH=$prefix/lib/girepository-1.0
export XDG_DATA_DIRS=$prefix/share:/usr/local/share:/usr/share
unset PYTHONPATH GJS_PATH LUA_PATH

expect () { # TITLE CMD…
  echo "# $1"
  diff -u <(echo 'Set-Cookie: fig=newton; Path=/') <("${@:2}")
}

# shellcheck disable=SC2046 # lists of flags
$cc -o "$dir/use-c" "$root/tests/house/use.c" $(pkg-config --cflags --libs cookie-glib-1.0)
expect C "$dir/use-c"

echo '# cookie-inspect'
diff -u <(echo '[]') <("$prefix/bin/cookie-inspect" --json </dev/null)
[[ -f $prefix/share/man/man1/cookie-inspect.1 ]]
[[ -f $prefix/share/bash-completion/completions/cookie-inspect ]]

# override FILE: where below the prefix an override was put.
override () {
  local found
  found=$(find "$prefix" -path "*/$1")
  [[ -n $found ]] || { echo "$1 is not installed" >&2; return 1; }
  echo "${found%/"$1"}"
}

for program; do
  case $program in
    *python*)
      path=$(override gi/overrides/Cookie.py)
      PYTHONPATH=$path expect Python "$program" "$root/tests/house/use.py" ;;
    *gjs*)
      override overrides/Cookie.js
      expect JavaScript "$program" -m "$root/tests/house/use.js" ;;
    *lua*)
      path=$(override lgi/override/Cookie.lua)
      LUA_PATH="$path/?.lua;;" expect Lua "$program" "$root/tests/house/use.lua" ;;
    *valac*)
      (cd "$dir" && quiet "$program" --vapidir="$prefix/share/vala/vapi" --pkg cookie-glib-1.0 -X -w \
        -o use-vala "$root/tests/house/use.vala")
      expect Vala "$dir/use-vala" ;;
  esac
done
