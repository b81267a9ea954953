#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later

# wrapper.sh CMD…: a test that starts the program under test itself does so by MESON_EXE_WRAPPER, as
# a cross build has to.

set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

printf '#!/bin/sh\ntouch "$0.used"\nexec "$@"\n' >"$dir/a wrapper"
chmod 755 "$dir/a wrapper"
MESON_EXE_WRAPPER="'$dir/a wrapper' ${MESON_EXE_WRAPPER-}" "$@"
[[ -e $dir/a\ wrapper.used ]] || { echo "not run by MESON_EXE_WRAPPER: $*"; exit 1; }
