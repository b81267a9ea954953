#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later

# tree.sh ROOT: the files are where they belong, name their licence, and README stays short.

set -euo pipefail
cd "$1"
status=0
complain () { echo "$*"; status=1; }

for entry in * .[!.]*; do
  case $entry in
    cookie-glib | tests | docs | meson.build | meson_options.txt | README.md | COPYING | NEWS | dev) ;;
    .git | .ci | .gitignore | .editorconfig | .clang-format) ;;
    _build* | .cache | compile_commands.json) ;;
    *) complain "$entry does not belong at the top" ;;
  esac
done

while read -r file; do
  case $file in
    */data/* | *.txt | *.md | *.json | *.expected | *__pycache__*) continue ;;
  esac
  head -n 3 "$file" | grep -q 'SPDX-License-Identifier: LGPL-2.1-or-later' || complain "$file: no SPDX line"
  if grep -nP '[ \t]+$' "$file"; then complain "$file: space at the end of a line"; fi
done < <(find cookie-glib tests docs dev meson.build meson_options.txt .ci -type f)

[[ $(wc -l <README.md) -lt 120 ]] || complain "README.md has 120 lines or more"
exit "$status"
