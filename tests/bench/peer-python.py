# SPDX-License-Identifier: LGPL-2.1-or-later
"""What Python has: `PROGRAM http.cookies|werkzeug|itsdangerous|cookie-glib CASE CORPUS MILLISECONDS`, see harness.c."""

import platform
import re
import sys
import time

VALUES = 'sessionid', 'csrftoken', 'theme'  # what "python" reads of each header


class HttpCookies:
    label = f'CPython {platform.python_version()} http.cookies'

    def __init__(self):
        from http.cookies import SimpleCookie
        self.SimpleCookie = SimpleCookie

    def load(self, line):
        return len(self.SimpleCookie(line))

    small = load

    def quoted(self, line):
        cookie = self.SimpleCookie(line)
        return sum(cookie[key].value is not None for key in cookie)

    def python(self, line):
        cookie = self.SimpleCookie(line)
        for key in VALUES:
            cookie[key].value
        return len(cookie)

    def iterate(self, line):
        cookie = self.SimpleCookie(line)
        for key, morsel in cookie.items():
            morsel.value
        return len(cookie)

    def set(self, line):
        cookie = self.SimpleCookie()
        cookie['sid'] = '31d4d96e407aad42'
        return len(cookie)

    def attributes(self, line):
        cookie = self.SimpleCookie()
        cookie['sid'] = '31d4d96e407aad42'
        cookie['sid'].update({'path': '/', 'max-age': 3600, 'secure': True, 'httponly': True, 'samesite': 'Lax'})
        return cookie.output().count('sid=')

    def exchange(self, line):
        return self.python(line) + self.attributes(line)

    def set_cookie(self, line):
        (morsel,) = self.SimpleCookie(line).values()
        return all((morsel.key, morsel.value, morsel['path'], morsel['domain'], morsel['max-age'],
                    morsel['expires'], morsel['secure'], morsel['httponly'], morsel['samesite']))

    def prepare_write(self, line):
        name, value, path, domain, max_age, expires, same_site = line.split('\t')
        morsel = self.SimpleCookie({name: value})[name]
        date = time.strftime('%a, %d %b %Y %H:%M:%S GMT', time.gmtime(int(expires)))
        morsel.update({'path': path, 'domain': domain, 'max-age': int(max_age), 'expires': date,
                       'samesite': same_site, 'secure': True, 'httponly': True})
        return morsel

    def write(self, morsel):
        return morsel.OutputString().startswith(morsel.key)


class Werkzeug:
    def __init__(self):
        import werkzeug
        from werkzeug.http import dump_cookie, parse_cookie
        self.label = f'Werkzeug {werkzeug.__version__}'
        self.parse_cookie = parse_cookie
        self.dump_cookie = dump_cookie

    def load(self, line):
        return len(self.parse_cookie(line))

    small = load

    def quoted(self, line):
        cookie = self.parse_cookie(line)
        return sum(cookie[key] is not None for key in cookie)

    def python(self, line):
        cookie = self.parse_cookie(line)
        for key in VALUES:
            cookie[key]
        return len(cookie)

    def prepare_write(self, line):
        name, value, path, domain, max_age, expires, same_site = line.split('\t')
        return {'key': name, 'value': value, 'path': path, 'domain': domain, 'max_age': int(max_age),
                'expires': int(expires), 'samesite': same_site, 'secure': True, 'httponly': True}

    def write(self, arguments):
        return self.dump_cookie(**arguments).startswith(arguments['key'])


class Itsdangerous(Werkzeug):
    """Werkzeug, with the sessions of itsdangerous; see harness.h."""

    def __init__(self):
        import itsdangerous
        super().__init__()
        self.label += f' and itsdangerous {itsdangerous.__version__}'
        self.signer = itsdangerous.TimestampSigner('a secret of thirty-two bytes, or more')

    def prepare_request(self, line):
        return re.sub('sessionid=([^;]*)', lambda match: 'sessionid=' + self.signer.sign(match[1]).decode(), line)

    def request(self, header):
        cookies = self.parse_cookie(header)
        found = self.signer.unsign(cookies['sessionid'], max_age=3600) is not None
        found += sum(key in cookies for key in ('csrftoken', 'theme', 'lang'))
        lines = [self.dump_cookie(key, value, path='/', max_age=31536000, secure=True, httponly=True, samesite='Lax')
                 for key, value in (('theme', 'sepia'), ('last_seen', '1764433000'))]
        return found + len(lines)


class CookieGlib(HttpCookies):
    """The same class and the same calls: the point of the override."""

    label = 'cookie-glib, PyGObject'

    def __init__(self):
        import gi
        gi.require_version('Cookie', '1.0')
        from gi.repository import Cookie
        self.SimpleCookie = Cookie.SimpleCookie


def passes(items, budget, run):
    start = time.process_time_ns()
    n = 0
    while True:
        for item in items:
            run(item)
        n += len(items)
        elapsed = time.process_time_ns() - start
        if elapsed >= budget:
            return elapsed / n


def main():
    module, name, corpus, milliseconds = sys.argv[1:]
    peer = {'http.cookies': HttpCookies, 'werkzeug': Werkzeug, 'itsdangerous': Itsdangerous, 'cookie-glib': CookieGlib}[module]()
    name = name.replace('-', '_')
    run = getattr(peer, name, None)
    if run is None:
        return

    with open(corpus, encoding='latin1') as file:
        items = file.read().splitlines()
    prepare = getattr(peer, f'prepare_{name}', None)
    if prepare is not None:
        items = [prepare(line) for line in items]

    pairs = sum(map(run, items))
    budget = float(milliseconds) * 1e6
    passes(items, budget / 3, run)
    print(f'{peer.label}\t{pairs}\t{passes(items, budget, run):.2f}')


main()
