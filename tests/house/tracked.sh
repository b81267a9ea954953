#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later

# tracked.sh ROOT: tree.sh passes among a packager's folders, and finds what should not be tracked.

set -euo pipefail
root=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

# expect STATUS [PATTERN]
expect () {
  local status=0 out
  out=$(bash "$root/tests/house/tree.sh" "$dir/clone" 2>&1) || status=$?
  if [[ $status != "$1" || $out != *"${2-}"* ]]; then
    printf '%s\ntree.sh exits with %s, expected %s and: %s\n' "$out" "$status" "$1" "${2-}"
    exit 1
  fi
}

mkdir "$dir/clone"
cd "$dir/clone"
cp "$root/README.md" .
export GIT_CEILING_DIRECTORIES=$dir
expect 77

git init -q
mkdir tests cookie-glib build redhat-linux-build debian docs .ci
echo '// SPDX-License-Identifier: LGPL-2.1-or-later' | tee tests/a.c build/a.c >cookie-glib/a.c
touch redhat-linux-build/build.ninja debian/rules build/b cookie-glib/a.c.orig
git add README.md tests cookie-glib/a.c debian
expect 0

git add build
expect 1 'build does not belong at the top'
git rm -q -f --cached -r build
echo '// none ' >tests/b.c
git add tests
expect 1 'tests/b.c: no SPDX line'
expect 1 'tests/b.c:1:// none: space'
