#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later

# library.sh LIBRARY SYMBOLS [--update]: the shared library exports what the list names and nothing
# else, needs GLib, GObject, Gio, libc, and what features need, only, and is linked as it should be.
# The library for libsoup needs libsoup and the other library.

set -euo pipefail
library=$1 list=$2

exported () { nm -D --defined-only "$library" | awk '{ print $NF }' | LC_ALL=C sort; }
dynamic () { readelf -dW "$library"; }
has () { grep "$@" >/dev/null; } # reads to the end, as -q does not: what writes would get SIGPIPE

if [[ ${3-} == --update ]]; then
  exported >"$list"
  exit
fi

if ! diff -u "$list" <(exported); then
  echo "Exported symbols differ from $list; if they should: bash $0 $library $list --update"
  exit 1
fi

name=${library##*/}
dynamic | has -F "[${name%%.so.*}.so.0]"
dynamic | has 'BIND_NOW'
readelf -lW "$library" | has 'GNU_RELRO'
readelf -lW "$library" | grep 'GNU_STACK' | has -v 'RWE'
nm -D --undefined-only "$library" | has '__stack_chk_fail'
if dynamic | has 'TEXTREL'; then
  echo "The library has relocations in its code"
  exit 1
fi

dynamic | sed -n 's/.*NEEDED.*\[\(.*\)\]/\1/p' | while read -r needed; do
  case $needed in
    libcookie-glib-1.0.so.0 | libsoup-3.0.so.0)
      [[ $name == libcookie-glib-soup-1.0.* ]] || { echo "The library needs $needed"; exit 1; } ;;
    libglib-2.0.so.* | libgobject-2.0.so.* | libgio-2.0.so.* | libjson-glib-1.0.so.* | libpsl.so.* | libsodium.so.* | libc.so.* | libm.so.*) ;;
    *) echo "The library needs $needed"; exit 1 ;;
  esac
done
