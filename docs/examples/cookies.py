# SPDX-License-Identifier: LGPL-2.1-or-later

"""Reads `Cookie:` headers, from the arguments or else a line each from standard input; prints the
cookies in each with their attributes, and the lines that would set them."""

import sys

import gi

gi.require_version('Cookie', '1.0')
from gi.repository import Cookie


def print_header(header):
    cookie = Cookie.SimpleCookie(header)

    print('Cookie:', header)
    for key, morsel in cookie.items():
        print(f'  {key} = {morsel.value}')
        for name, value in sorted(morsel.items()):
            if value != '':
                print(f'      {name}: {value}')

    print(cookie.output(sep='\n'), end='\n\n')


try:
    for line in sys.argv[1:] or sys.stdin.read().splitlines():
        print_header(line)
except Cookie.CookieError as error:
    sys.exit(f'cookies: {error}')
