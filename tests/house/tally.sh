#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later

# tally.sh ROOT: a failure of any kind is counted, and makes the verdict.

set -euo pipefail
root=$1
log=$(mktemp)
trap 'rm -f "$log"' EXIT

expect () { # LINE STATUS <LOG
  local status=0 line
  cat >"$log"
  line=$(python3 "$root/tests/tally.py" "$log" | tail -n 1) || status=$?
  if [[ $line != "$1" || $status != "$2" ]]; then
    printf 'expected: %s (%s)\nprinted:  %s (%s)\n' "$1" "$2" "$line" "$status"
    exit 1
  fi
}

expect 'dev: 4 passed, 0 failed, 2 skipped' 0 <<'END'
{"name": "points", "result": "OK", "stdout": "TAP version 13\n1..3\nok 1 /a\nok 2 /b # SKIP no\nok 3 /c#d\n# ok\n"}
{"name": "plain", "result": "OK", "stdout": "fine"}
{"name": "silent", "result": "OK"}
{"name": "absent", "result": "SKIP", "stdout": ""}
END

# what a test notes is repeated, and counts nothing
echo '{"name": "a", "result": "OK", "stdout": "noted\nnote: 3 of 4\n# note: 5 of 6\n"}' >"$log"
[[ $(python3 "$root/tests/tally.py" "$log") == $'dev: a: 3 of 4\ndev: a: 5 of 6\ndev: 1 passed, 0 failed, 0 skipped' ]]

expect 'dev: 3 passed, 6 failed, 0 skipped' 1 <<'END'
{"name": "points", "result": "FAIL", "stdout": "1..3\nok 1 /a\nnot ok 2 /b\nnot ok 3 /c\n"}
{"name": "crashed", "result": "ERROR", "stdout": "1..3\nok 1 /a\n"}
{"name": "crashed at the end", "result": "FAIL", "stdout": "1..1\nok 1 /a\n"}
{"name": "plain", "result": "FAIL", "stdout": "no"}
{"name": "slow", "result": "TIMEOUT", "stdout": ""}
END
