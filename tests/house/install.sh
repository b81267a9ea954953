#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later

# install.sh ROOT WERROR CC [PROGRAM…]: what `ninja install` prints is what docs/installing.md shows; after it,
# and nothing else, a first program runs in each language. All that is installed has a tag.
# The programs are the interpreters and compilers to try: python3, gjs, lua, valac.

set -euo pipefail
root=$1 werror=$2 cc=$3
shift 3
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
prefix=$dir/.local

# A user who has set nothing.
unset LD_LIBRARY_PATH PKG_CONFIG_PATH GI_TYPELIB_PATH PYTHONPATH GJS_PATH LUA_PATH XDG_DATA_DIRS

quiet () { "$@" >"$dir/log" 2>&1 || { cat "$dir/log"; exit 1; }; }

quiet meson setup "$dir/build" "$root" --prefix="$prefix" --libdir=lib -Doptimization=0 -Dwerror="$werror" \
  -Dtests=false -Dexamples=false
quiet ninja -C "$dir/build"

# Into a package: no line is printed, and each part of it can be installed by itself.
DESTDIR=$dir/package quiet ninja -C "$dir/build" install
if grep '^    ' "$dir/log"; then
  echo "lines are printed, though DESTDIR is set"
  exit 1
fi

quiet ninja -C "$dir/build" install
sed -n '/^Programs find/,$s/^    //p' "$dir/log" >"$dir/lines"
diff -r --no-dereference "$prefix" "$dir/package$prefix"

echo '# tags'
meson introspect --install-plan "$dir/build" | python3 -c '
import json, sys
for files in json.load(sys.stdin).values():
    for file in files.values():
        print(file["tag"], file["destination"])
' >"$dir/plan"
if grep '^None ' "$dir/plan"; then
  echo "installed without a tag"
  exit 1
fi
tagged () { # TAG PATTERN
  grep -q "^$1 .*$2\$" "$dir/plan" || { echo "no $2 has the tag $1"; cat "$dir/plan"; exit 1; }
}
tagged runtime libcookie-glib-1.0.so.0.0.0
tagged runtime bash-completion/completions/cookie-inspect
tagged runtime zsh/site-functions/_cookie-inspect
tagged runtime fish/vendor_completions.d/cookie-inspect.fish
tagged devel cookie-glib/cookie-version.h
tagged devel cookie-glib-1.0.pc

echo '# docs/installing.md'
# Where Meson puts a module of Python below a prefix is the distribution's choice.
any_python () { sed 's|lib/python3[^/]*/[a-z]*-packages|lib/python3/dist-packages|'; }
diff -u <(sed -n "/prefix=\"\$HOME\/.local\"/,/^## /s/^    export/export/p" "$root/docs/installing.md") \
  <(sed "s|$prefix|\$HOME/.local|g" "$dir/lines" | any_python)

# after_lines CMD…: in a login of the user, whose ~/.profile has the lines.
after_lines () {
  # shellcheck disable=SC2016 # expanded there
  env -i HOME="$dir" PATH=/usr/local/bin:/usr/bin:/bin LC_ALL=C.UTF-8 \
    bash -euc '. "$HOME/lines"; "$@"' - "$@"
}

expect () { # TITLE CMD…
  echo "# $1"
  diff -u <(echo 'Set-Cookie: fig=newton; Path=/') <(after_lines "${@:2}")
}

# expect_both TITLE SUFFIX CMD…: CMD with a program of each library.
expect_both () {
  expect "$1" "${@:3}" "$root/tests/house/use.$2"
  $soup && expect "$1, CookieSoup" "${@:3}" "$root/tests/house/use-soup.$2"
  return 0
}

# A build without libsoup has one library.
soup=false
[[ -f $prefix/lib/pkgconfig/cookie-glib-soup-1.0.pc ]] && soup=true

cd "$dir"
# shellcheck disable=SC2016 # expanded there
after_lines sh -c "$cc -o use-c '$root/tests/house/use.c' \$(pkg-config --cflags --libs cookie-glib-1.0)"
expect C ./use-c
if $soup; then
  tagged runtime libcookie-glib-soup-1.0.so.0.0.0
  tagged devel cookie-glib/cookie-glib-soup.h
  tagged devel cookie-glib-soup-1.0.pc
  # shellcheck disable=SC2016 # expanded there
  after_lines sh -c "$cc -o use-soup-c '$root/tests/house/use-soup.c' \$(pkg-config --cflags --libs cookie-glib-soup-1.0)"
  expect 'C, CookieSoup' ./use-soup-c
fi

echo '# cookie-inspect'
diff -u <(echo 'Cookie: a=b') <(after_lines cookie-inspect a=b | head -n 1)
[[ -f $prefix/share/man/man1/cookie-inspect.1 ]]

for program; do
  case $program in
    *python*)
      tagged python-runtime gi/overrides/Cookie/__init__.py
      tagged python-runtime gi-stubs/repository/Cookie.pyi
      expect_both Python py "$program"
      sed -i '/PYTHONPATH/s/^/# /' lines
      if after_lines "$program" "$root/tests/house/use.py" 2>errors || ! grep 'PYTHONPATH.*is installed in' errors; then
        cat errors
        echo "Python does not say that it has no override"
        exit 1
      fi
      sed -i '/PYTHONPATH/s/^# //' lines ;;
    *gjs*)
      tagged runtime gjs-1.0/overrides/Cookie.js
      tagged devel cookie-glib-1.0/typescript/cookie-1.0.d.ts
      $soup && tagged devel cookie-glib-1.0/typescript/cookie-soup-1.0.d.ts
      tagged runtime gjs-1.0/overrides/CookieProperties.js
      tagged runtime gjs-1.0/overrides/CookieValues.js
      expect_both JavaScript js "$program" -m ;;
    *lua*)
      tagged runtime lgi/override/Cookie.lua
      tagged runtime lgi/override/Cookie-properties.lua
      tagged runtime lgi/override/Cookie-values.lua
      expect_both Lua lua "$program" ;;
    *valac*)
      tagged devel cookie-glib-1.0.vapi
      tagged devel cookie-glib-1.0.deps
      quiet after_lines "$program" --pkg cookie-glib-1.0 -X -w -o use-vala "$root/tests/house/use.vala"
      expect Vala ./use-vala
      if $soup; then
        tagged devel cookie-glib-soup-1.0.vapi
        tagged devel cookie-glib-soup-1.0.deps
        quiet after_lines "$program" --pkg cookie-glib-soup-1.0 -X -w -o use-soup-vala "$root/tests/house/use-soup.vala"
        expect 'Vala, CookieSoup' ./use-soup-vala
      fi ;;
  esac
done

if [[ -d $dir/build/docs/cookie-glib-1.0 ]]; then
  echo '# Devhelp'
  tagged doc share/doc/cookie-glib-1.0
  [[ -f $prefix/share/doc/cookie-glib-1.0/cookie-glib-1.0.devhelp2 ]]
  [[ -f $prefix/share/devhelp/books/cookie-glib-1.0/cookie-glib-1.0.devhelp2 ]]
fi

echo '# /usr and /usr/local'
lines () { "$root/cookie-glib/bindings/print-lines.sh" 1.1 "$@" | sed -n 's/^    //p'; }
[[ -z $(lines /usr/bin "$(pkg-config --variable=libdir glib-2.0)" /usr/share) ]]
if [[ -f /etc/debian_version ]]; then
  multiarch=$(pkg-config --variable=libdir glib-2.0)
  diff -u <(sed -n '/On Debian and Ubuntu/,/^The/s/^    \(sudo ldconfig\|export\)/\1/p' "$root/docs/installing.md" | sed "s|/lib/x86_64-linux-gnu|${multiarch#/usr}|") \
    <(lines /usr/local/bin "/usr/local${multiarch#/usr}" /usr/local/share \
        "$(/usr/bin/python3 -c 'import site; print(site.getsitepackages()[0])')" /usr/bin/python3)
fi
