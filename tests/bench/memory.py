# SPDX-License-Identifier: LGPL-2.1-or-later

"""memory.py [COUNT]: the resident memory before and after COUNT operations of each kind in Python; 1,000,000
without an argument. Fails if it grows by more than 4 MiB."""

import copy
import gc
import os
import pickle
import sys

import gi

gi.require_version('Cookie', '1.0')
from gi.repository import Cookie

HEADER = 'sid=31d4d96e407aad42; theme="dark mode"; lang=en; path=/'
LIMIT = 4 << 20

signed = Cookie.SignedCodec(codec=Cookie.SmartCodec())
signed.get_keyring().append(b'k' * 32)
site = Cookie.Schema()
site.add('sid', codec=signed, path='/', secure=True, max_age=3600)
kept = Cookie.SimpleCookie(HEADER)
smart = Cookie.SmartCookie()
watched = Cookie.SimpleCookie(HEADER)
watched.connect('morsel-changed', lambda cookie, morsel: morsel.value)


class Upper(Cookie.SimpleCookie):
    def value_encode(self, val):
        return val, val.upper()


upper = Upper()


def refused(n):
    try:
        kept['a b'] = 'x'
    except Cookie.CookieError:
        pass


def send(n):
    cookie = Cookie.SimpleCookie(schema=site)
    cookie['sid'] = n
    cookie.get_changed_fields()


def attributes(n):
    morsel = kept['sid']
    morsel['path'] = f'/{n % 7}'
    morsel.max_age = n
    morsel['secure'] = n % 2 == 0


OPERATIONS = {
    'load': lambda n: Cookie.SimpleCookie(HEADER),
    'look up': lambda n: kept['theme'].value,
    'set text': lambda n: kept.__setitem__('n', str(n)),
    'set values': lambda n: smart.__setitem__('n', {'a': n, 'b': [1.5, None, 'x']}),
    'set in a subclass': lambda n: upper.__setitem__('n', str(n)),
    'signal': lambda n: watched.__setitem__('sid', str(n)),
    'attributes': attributes,
    'several attributes': lambda n: kept['sid'].update({'path': f'/{n % 7}', 'max-age': n, 'secure': n % 2 == 0}),
    'iterate': lambda n: [morsel.key for morsel in kept.values()],
    'output': lambda n: str(kept),
    'sign and send': send,
    'expire': lambda n: kept.expire('lang'),
    'update': lambda n: kept.update({'x': str(n), 'y': 'z'}),
    'copy': lambda n: copy.copy(kept),
    'pickle': lambda n: pickle.loads(pickle.dumps(kept)),
    'Set-Cookie': lambda n: Cookie.Morsel.parse_set_cookie('a=b; Path=/; Max-Age=60; Secure'),
    'diagnose': lambda n: Cookie.diagnose_set_cookie('a=b; Foo', 'https://site.example'),
    'refuse': refused,
}


def resident():
    with open('/proc/self/statm', encoding='ascii') as file:
        return int(file.read().split()[1]) * os.sysconf('SC_PAGE_SIZE')


def run(operation, count):
    for n in range(count):
        operation(n)
    gc.collect()
    return resident()


def main():
    count, status = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000, 0
    for name, operation in OPERATIONS.items():
        before = run(operation, max(count // 20, 1000))
        grown = run(operation, count) - before
        print(f'Python      {name:20}{before / 2**20:8.1f} MiB {grown / 2**10:+8.0f} KiB', flush=True)
        status |= grown > LIMIT
    return status


if __name__ == '__main__':
    sys.exit(main())
