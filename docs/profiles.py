#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Writes the table of docs/profiles.md by loading its headers; with --check, tells whether it is up
to date: ./dev env python3 docs/profiles.py [--check]"""

import html
import pathlib
import re
import sys

import gi

gi.require_version('Cookie', '1.0')
from gi.repository import Cookie

PAGE = pathlib.Path(__file__).with_name('profiles.md')
PROFILES = Cookie.Profile.PYTHON, Cookie.Profile.RFC6265, Cookie.Profile.STRICT
HEADERS = [
    'sid=31d4; theme=dark',
    'a=1; path=/; secure; b=2',
    'a="x; sid=1; b="; c=3',
    'a="x y"; b="\\303\\251\\073"',
    'a=1; b={"k": 2}; c=3',
    'utm=blah csrftoken=x',
    'sid=first; sid=second',
    'a=1; =b; c; d=4',
    'a=1; c,d=2; e=3',
    '$Version=1; a=1; $Path=/x',
    'a=1;b=2 ;  c=3;',
    'name=Jos\u00e9; b=2',
]


def code(text):
    text = html.escape(text, quote=False).replace('|', '&#124;').replace('\\', '&#92;').replace('*', '&#42;').replace('_', '&#95;')
    return f'<code>{text}</code>'


def describe(header, profile):
    cookie = Cookie.SimpleCookie(profile=profile)
    try:
        cookie.load(header)
    except Cookie.CookieError as error:
        name = Cookie.Error(error.code).value_nick.upper().replace('-', '_')
        return f'error {code(name)}'

    lines = []
    for key, morsel in cookie.items():
        attributes = [name if value is True else f'{name}={value}' for name, value in morsel.items() if value != '']
        lines.append(code(f'{key} = {morsel.value}') + (' with ' + ', '.join(map(code, attributes)) if attributes else ''))
    return '<br>'.join(lines) or 'nothing'


def table():
    yield '| header | `PYTHON` | `RFC6265` | `STRICT` |'
    yield '|---|---|---|---|'
    for header in HEADERS:
        yield f'| {code(header)} | ' + ' | '.join(describe(header, profile) for profile in PROFILES) + ' |'


def main():
    old = PAGE.read_text(encoding='utf-8')
    marks = r'(<!-- written by profiles\.py -->\n).*?(\n<!-- until here -->)'
    new = re.sub(marks, lambda match: match[1] + '\n' + '\n'.join(table()) + '\n' + match[2], old, flags=re.DOTALL)
    if '--check' in sys.argv:
        if new != old:
            sys.exit(f'{PAGE} is not what the library does: run ./dev env python3 docs/profiles.py')
    else:
        PAGE.write_text(new, encoding='utf-8')


main()
