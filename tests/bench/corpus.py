# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes the files that every benchmark reads: `corpus.py DIRECTORY`.

One header, or one cookie, a line. The same files come out on every machine: all of the
choices are taken from random.random(), whose sequence Python guarantees for a seed.
"""

import base64
import json
import pathlib
import random
import string
import sys
import time

SEED = 20100427
HEADERS = 64  # more than one, so that the branch predictor cannot learn it by heart

ALNUM = string.ascii_letters + string.digits
HEX = '0123456789abcdef'


class Corpus:
    def __init__(self, case):
        self.rng = random.Random(f'{SEED} {case}')

    def number(self, low, high):
        return low + int(self.rng.random() * (high - low + 1))

    def pick(self, items):
        return items[int(self.rng.random() * len(items))]

    def text(self, alphabet, low, high=None):
        return ''.join(self.pick(alphabet) for _ in range(self.number(low, high or low)))

    def digits(self, n):
        return self.pick('123456789') + self.text(string.digits, n - 1)

    def uuid(self):
        return '-'.join(self.text(HEX, n) for n in (8, 4, 4, 4, 12))

    def base64(self, data):
        return base64.urlsafe_b64encode(json.dumps(data).encode()).decode().rstrip('=')

    def shuffle(self, items):
        return [item for _, item in sorted((self.rng.random(), item) for item in items)]

    def stamp(self):
        return self.number(1_750_000_000, 1_790_000_000)

    def load(self):
        """What a browser sends to a shop: 20 pairs, about 1.3 kB."""
        stamp = self.stamp()
        day = time.gmtime(stamp)
        pairs = {
            'sessionid': self.text(string.ascii_lowercase + string.digits, 32),
            'csrftoken': self.text(ALNUM, 64),
            'theme': self.pick(['dark', 'light', 'auto']),
            'lang': self.pick(['en-US', 'de', 'fr-CA', 'pt-BR']),
            'tz': self.pick(['Europe%2FBerlin', 'UTC', 'America%2FNew_York']),
            '_ga': f'GA1.2.{self.digits(10)}.{stamp}',
            '_gid': f'GA1.2.{self.digits(9)}.{stamp}',
            f'_ga_{self.text(string.ascii_uppercase, 10)}':
                f'GS1.1.{stamp}.{self.number(1, 99)}.1.{stamp + 40}.{self.number(0, 60)}.0.0',
            '_fbp': f'fb.1.{stamp}{self.digits(3)}.{self.digits(9)}',
            '_gcl_au': f'1.1.{self.digits(9)}.{stamp}',
            'OptanonAlertBoxClosed': time.strftime('%Y-%m-%dT%H:%M:%S.', day) + self.digits(3) + 'Z',
            'OptanonConsent': 'isGpcEnabled=0&datestamp='
                + time.strftime('%d+%m+%Y+%H%%3A%M%%3A%S', day)
                + f'&version=6.{self.number(10, 40)}.0&hosts=&consentId={self.uuid()}'
                + '&groups=C0001%3A1%2CC0002%3A0%2CC0003%3A1',
            '__cf_bm': f'{self.text(ALNUM + "._-", 43)}-{stamp}-1.0.1.1-{self.text(ALNUM + "._", 60)}',
            f'_hjSessionUser_{self.digits(7)}':
                self.base64({'id': self.uuid(), 'created': stamp * 1000, 'existing': True}),
            'access_token': '.'.join([self.base64({'alg': 'HS256', 'typ': 'JWT'}),
                                      self.base64({'sub': self.digits(8), 'iat': stamp, 'scope': 'shop cart',
                                                   'iss': 'https://id.example.org/'}),
                                      self.text(ALNUM + '-_', 43)]),
            'ajs_anonymous_id': self.uuid(),
            '__stripe_mid': self.uuid() + self.text(HEX, 6),
            'recently_viewed': '%2C'.join(self.digits(6) for _ in range(self.number(2, 6))),
            'cart': f'{self.number(1, 9)}:{self.text(HEX, 24)}',
            'consent': self.pick(['yes', 'no', '1', '']),
        }
        return '; '.join(f'{k}={v}' for k, v in self.shuffle(pairs.items()))

    def long(self):
        """The same, repeated under other names until it has 8 kB."""
        line = self.load()
        for site in string.ascii_lowercase:
            more = '; '.join(f'{site}.{pair}' for pair in self.load().split('; '))
            if len(line) + len(more) + 2 > 8192:
                return line
            line += f'; {more}'

    def mixed(self):
        """What other software sends: names and values of any length, quotes, percent signs, Unicode, long tokens."""
        words = ['plain', 'Größe', 'naïve', '日本語', 'a, b', '<here>', '100 %', '\\"said\\"', 'x=1', '\\303\\251t\\303\\251']
        kinds = [
            lambda: '',
            lambda: self.text(string.digits, 1, 6),
            lambda: self.text(HEX, 8, 40),
            lambda: ''.join(f'%{byte:02X}' for byte in ' '.join(self.pick(words) for _ in range(3)).encode()),
            lambda: '"%s"' % ' '.join(self.pick(words) for _ in range(self.number(1, 5))),
            lambda: '"%s"' % self.text(ALNUM + ' ', 1, 20),
            lambda: self.text(ALNUM + '-_', 1 << self.number(0, 9)) + '==',
            lambda: '.'.join(self.text(ALNUM + '-_', n) for n in (36, self.number(80, 400), 43)),
            lambda: f'k={self.digits(4)}&v={self.text(ALNUM, 0, 30)}&w=',
        ]
        names = [self.text(ALNUM + '-_.!~', 1 << self.number(0, 5)) + str(i) for i in range(self.number(4, 40))]
        return '; '.join(f'{name}={self.pick(kinds)()}' for name in names)

    def split(self):
        """20 quoted values with semicolons in them, which are values to Python, and are split by browsers' rules."""
        return '; '.join(f'{self.text(string.ascii_lowercase, 3, 9)}{i}="{self.text(ALNUM, 2, 20)};{self.text(ALNUM, 2, 20)}"'
                         for i in range(20))

    def small(self):
        """3 pairs in 80 bytes."""
        pairs = self.shuffle([('sid', self.text(HEX, 32)), ('theme', self.pick(['dark', 'blue', 'mono']))])
        line = '; '.join(f'{k}={v}' for k, v in pairs) + '; csrf='
        return line + self.text(ALNUM, 80 - len(line))

    def quoted(self):
        """20 values that have to be quoted, as SimpleCookie writes them."""
        words = ['Café', 'crème', 'brûlée', '"au lait"', 'a;b', 'one, two', 'C:\\temp', 'naïve', 'plain words',
                 'Größe 42', '100 %', '<here>']
        values = [' '.join(self.pick(words) for _ in range(self.number(2, 4))) + ', end' for _ in range(20)]
        return '; '.join(f'{self.text(string.ascii_lowercase, 3, 9)}{i}={quote(v)}' for i, v in enumerate(values))

    def seal(self):
        """40 bytes, as of a user and a number."""
        return self.text(ALNUM, 40)

    def attributes(self):
        return {
            'name': self.pick(['sid', 'session', '__Secure-token', 'prefs']),
            'value': self.text(ALNUM, 24, 40),
            'path': self.pick(['/', '/shop', '/account/settings']),
            'domain': self.pick(['example.org', 'shop.example.com', 'www.gnome.org']),
            'max-age': self.pick(['3600', '86400', '31536000']),
            'expires': str(self.stamp()),
            'same-site': self.pick(['Lax', 'Strict', 'None']),
        }

    def write(self):
        """A cookie to serialise: name, value, path, domain, max-age, expires (Unix time), same-site, by tabs;
        each one is secure and http-only besides."""
        return '\t'.join(self.attributes().values())

    def set_cookie(self):
        """A Set-Cookie line with all attributes."""
        a = self.attributes()
        expires = time.strftime('%a, %d %b %Y %H:%M:%S GMT', time.gmtime(int(a['expires'])))
        return (f'{a["name"]}={a["value"]}; Expires={expires}; Max-Age={a["max-age"]}; Domain={a["domain"]}; '
                f'Path={a["path"]}; Secure; HttpOnly; SameSite={a["same-site"]}')


def quote(value):
    escapes = {ord('"'): '\\"', ord('\\'): '\\\\'}
    octal = lambda byte: byte < 32 or byte > 126 or byte in b',;'
    return '"%s"' % ''.join('\\%03o' % b if octal(b) else escapes.get(b, chr(b)) for b in value.encode())


CASES = {'load': Corpus.load, 'mixed': Corpus.mixed, 'long': Corpus.long, 'split': Corpus.split, 'small': Corpus.small,
         'quoted': Corpus.quoted, 'write': Corpus.write, 'seal': Corpus.seal, 'set-cookie': Corpus.set_cookie}


def write_all(directory):
    directory.mkdir(parents=True, exist_ok=True)
    for case, make in CASES.items():
        corpus = Corpus(case)
        lines = [make(corpus) for _ in range(HEADERS)]
        (directory / f'{case}.txt').write_text('\n'.join(lines) + '\n', encoding='utf-8')


if __name__ == '__main__':
    write_all(pathlib.Path(sys.argv[1]))
