# SPDX-License-Identifier: LGPL-2.1-or-later

"""Reads `Cookie:` headers, from the arguments or else a line each from standard input; prints the
cookies in each with their attributes, and the lines that would set them."""

import sys

import gi

gi.require_version('Cookie', '1.0')
from gi.repository import Cookie, GLib

ATTRIBUTES = (
    'comment', 'domain', 'expires', 'httponly', 'max-age', 'partitioned',
    'path', 'priority', 'samesite', 'secure', 'version',
)


def to_text(value):
    return value.get_string() if value.is_of_type(GLib.VariantType('s')) else value.print_(False)


def print_header(header):
    cookie = Cookie.SimpleCookie()
    cookie.load(header)

    print('Cookie:', header)
    for key in cookie.get_keys():
        morsel = cookie.get(key)
        print(f'  {morsel.get_key()} = {to_text(morsel.get_value())}')
        for name in ATTRIBUTES:
            value = morsel.get_attribute(name)
            if value is not None:
                print(f'      {name}: {to_text(value)}')

    print(cookie.output(None, None, '\n'), end='\n\n')


try:
    for line in sys.argv[1:] or sys.stdin.read().splitlines():
        print_header(line)
except GLib.Error as error:
    sys.exit(f'cookies: {error.message}')
