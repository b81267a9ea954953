# SPDX-License-Identifier: LGPL-2.1-or-later

"""Closes a run of the tests with a line that counts it: each line of a TAP test, and each other
test as one. Repeats what tests note. Reads Meson's testlog.json."""

import json
import re
import sys

POINT = re.compile(r'(not )?ok \d+[^#]*(# *(?:skip|todo))?', re.IGNORECASE)

passed = failed = skipped = 0
failures = []

with open(sys.argv[1], encoding='utf-8') as log:
    tests = [json.loads(line) for line in log]

for test in tests:
    good = test['result'] in ('OK', 'SKIP', 'EXPECTEDFAIL')
    points = [m for m in map(POINT.match, (test.get('stdout') or '').splitlines()) if m]
    ok = [m for m in points if not m[1] and not m[2]]
    bad = [m for m in points if m[1] and not m[2]]

    passed += len(ok) if points else test['result'] == 'OK'
    skipped += len(points) - len(ok) - len(bad) if points else test['result'] == 'SKIP'
    # A program can fail without any of its points failing: it crashed, or left some out.
    failed += 0 if good else max(len(bad), 1)
    if not good:
        failures.append(f"{test['name']} ({test['result'].lower()})")

for test in tests:
    for line in (test.get('stdout') or '').splitlines():
        note = line.removeprefix('# ')
        if note.startswith('note: '):
            print(f"dev: {test['name']}: {note.removeprefix('note: ')}")
if failures:
    print('dev: failed:', ', '.join(failures))
print(f'dev: {passed} passed, {failed} failed, {skipped} skipped')
sys.exit(failed > 0)
