#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later

# prints.sh EXPECTED CMD…: the command prints what is expected, and succeeds.

set -euo pipefail
printed=$("${@:2}")
diff -u "$1" - <<<"$printed"
