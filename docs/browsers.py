#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Writes the table of docs/browsers.md from tests/data/browsers.txt, which ./dev test browser
compares with the browsers; with --check, tells whether it is up to date: python3 docs/browsers.py [--check]"""

import pathlib
import re
import sys

PAGE = pathlib.Path(__file__).with_name('browsers.md')
sys.path.insert(0, str(PAGE.parents[1] / 'tests' / 'browser'))
import differences


def table():
    yield '| ' + ' | '.join(differences.COLUMNS[1:]) + ' |'
    yield '|---' * len(differences.COLUMNS[1:]) + '|'
    for row in differences.ROWS:
        yield '| ' + ' | '.join('' if text == '-' else text for text in row[1:]) + ' |'


def main():
    old = PAGE.read_text(encoding='utf-8')
    marks = r'(<!-- written by browsers\.py -->\n).*?(\n<!-- until here -->)'
    new = re.sub(marks, lambda match: match[1] + '\n' + '\n'.join(table()) + '\n' + match[2], old, flags=re.DOTALL)
    if '--check' in sys.argv:
        if new != old:
            sys.exit(f'{PAGE} is not what {differences.TABLE} says: run python3 docs/browsers.py')
    else:
        PAGE.write_text(new, encoding='utf-8')


main()
