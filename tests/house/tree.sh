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

# Data, pages and lists have no place for a licence line, nor for a rule about spaces.
files=$(find cookie-glib tests docs dev meson.build meson_options.txt .ci -type f \
  ! -path '*/data/*' ! -path '*/corpus/*' ! -path '*/__pycache__/*' \
  ! -name '*.txt' ! -name '*.md' ! -name '*.json' ! -name '*.expected')

while read -r file; do
  complain "$file: no SPDX line"
done < <(xargs grep -L 'SPDX-License-Identifier: LGPL-2.1-or-later' <<<"$files")

while read -r line; do
  complain "$line: space at the end of the line"
done < <(xargs grep -Pn '[ \t]+$' <<<"$files")

[[ $(wc -l <README.md) -lt 120 ]] || complain "README.md has 120 lines or more"
exit "$status"
