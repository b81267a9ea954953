# SPDX-License-Identifier: LGPL-2.1-or-later

"""Reads `Cookie` header fields, from the arguments or else a line each from standard input. Prints the
cookies in each with their attributes, and the `Set-Cookie` fields that set them. The fields are read
by the rules of http.cookies, the default in Python."""

import sys

import gi

gi.require_version('Cookie', '1.0')
from gi.repository import Cookie


def print_morsel(morsel):
    print(f'  {morsel.key} = {morsel.value}')

    for name, value in sorted(morsel.items()):
        if value is True:
            print(f'      {name}')
        elif value:
            print(f'      {name}: {value}')


def print_header(header):
    cookie = Cookie.SimpleCookie(header)

    print('Cookie:', header)
    for morsel in cookie.values():
        print_morsel(morsel)
    print(cookie.output(sep='\n'), end='\n\n')


try:
    for line in sys.argv[1:] or sys.stdin.read().splitlines():
        print_header(line)
except Cookie.CookieError as error:
    sys.exit(f'cookies: {error}')
