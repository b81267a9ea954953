#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later

# tree.sh ROOT: the files are where they belong, name their licence, and README stays short.

set -euo pipefail
cd "$1"
status=0
complain () { echo "$*"; status=1; }

# Only what is tracked: packagers and users put folders of their own beside it.
mapfile -t tracked < <(git ls-files 2>/dev/null)
[[ ${#tracked[@]} -gt 0 ]] || { echo "no clone of git"; exit 77; }

while read -r entry; do
  case $entry in
    cookie-glib | tests | docs | meson.build | meson_options.txt | README.md | COPYING | NEWS | dev) ;;
    .ci | .gitignore | .editorconfig | .clang-format) ;;
    debian) ;; # where a distribution tracks its packaging beside it
    *) complain "$entry does not belong at the top" ;;
  esac
done < <(printf '%s\n' "${tracked[@]%%/*}" | sort -u)

# Data, pages and lists have no place for a licence line, nor for a rule about spaces.
files=$(git ls-files cookie-glib tests docs dev meson.build meson_options.txt .ci |
  grep -vE '/(data|corpus)/|\.(txt|md|json|expected|png)$')

while read -r file; do
  complain "$file: no SPDX line"
done < <(xargs grep -L 'SPDX-License-Identifier: LGPL-2.1-or-later' <<<"$files")

while read -r line; do
  complain "$line: space at the end of the line"
done < <(xargs grep -Pn '[ \t]+$' <<<"$files")

[[ $(wc -l <README.md) -lt 120 ]] || complain "README.md has 120 lines or more"
exit "$status"
