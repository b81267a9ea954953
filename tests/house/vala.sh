#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later

# vala.sh ROOT BUILD: the program in Vala of "Getting started", compiled and run in `meson devenv` as the page says.

set -euo pipefail
page=$1/docs/getting-started.md build=$2
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
unset LD_LIBRARY_PATH PKG_CONFIG_PATH XDG_DATA_DIRS

sed -n '/^```vala$/,/^```$/p' "$page" | sed '/^```/d' >"$dir/example.vala"
command=$(sed -n 's/^Compile it with `\(valac .*example.vala\)`.*/\1/p' "$page")
[[ -n $command ]]
sed -n '/^```text$/,/^```$/p;/^## C$/q' "$page" | sed '/^```/d' >"$dir/expected"

meson devenv -C "$build" sh -c "cd '$dir' && $command && ./example" >"$dir/out" 2>"$dir/errors" ||
  { cat "$dir/errors"; exit 1; }
diff -u "$dir/expected" <(tr -d '\r' <"$dir/out")
