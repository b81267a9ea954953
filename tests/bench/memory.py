# SPDX-License-Identifier: LGPL-2.1-or-later

"""memory.py [COUNT]: the resident memory after the first third of COUNT operations of each kind in Python, and how much it
grows in the second and in the last; 1,000,000 without an argument. The first one fills what is kept for later; a heap may
grow once more, a leak grows always. Fails if both growths are more than 256 KiB, less than a byte an operation of a million,
and if a leak that is made for this is not seen."""

import copy
import gc
import os
import pickle
import sys

import gi

gi.require_version('Cookie', '1.0')
from gi.repository import Cookie

HEADER = 'sid=31d4d96e407aad42; theme="dark mode"; lang=en; path=/'
LIMIT = 256 << 10

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


def run(name, operation, third):
    """The lesser of the two growths."""
    after = []
    for start in 0, third, 2 * third:
        for n in range(start, start + third):
            operation(n)
        gc.collect()
        after.append(resident())
    grown = after[1] - after[0], after[2] - after[1]
    print(f'Python      {name:20}{after[0] / 2**20:8.1f} MiB {grown[0] / 2**10:+8.0f} KiB {grown[1] / 2**10:+8.0f} KiB', flush=True)
    return min(grown)


def main():
    third = (int(sys.argv[1]) if len(sys.argv) > 1 else 1000000) // 3
    leaked = []
    grown = [run(name, operation, third) for name, operation in OPERATIONS.items()]
    is_seen = run('a leak', lambda n: leaked.append(b'%d' % n * (2 * LIMIT // third // len(b'%d' % n) + 1)), third) > LIMIT
    return not is_seen or max(grown) > LIMIT


if __name__ == '__main__':
    sys.exit(main())
