#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later

"""The PYTHON profile reads as http.cookies of the standard library does.

Both read the same generated headers: this program with http.cookies, and the
program named by its argument with libcookie-glib. The differences on purpose
are the ones named in `patch` and `expected`; docs/ lists them for users.
"""

import http.cookies
import random
import re
import subprocess
import sys

N_HEADERS = 40000
SEED = 6265

ILLEGAL_KEY, INVALID_ATTRIBUTE, DECODE = '0', '3', '5'

# The first of each list are legal and usual.
N_NAMES, N_PLAIN, N_GOOD = 4, 13, 18
KEYS = ['a', 'b', 'sid', 'fig', 'path', 'Path', 'domain', 'expires', 'max-age', 'comment', 'version', 'secure',
        'SECURE', 'httponly', 'samesite', 'partitioned', 'priority', '$Version', '$Path', '$path', '$Secure', '$Foo',
        '$', 'a:b', 'c,d', 'a/b', 'a[b]', '=', 'a=', '__utma', 'x!y', '{k}', '☃', '"', 'a"b', '(', 'wed', 'Sun,']
VALUES = ['', '1', 'newton', 'a=b', '[x]', '""', '"x"', '"x y"', '"a;b"', '"a\\"b"', '"\\054\\073"', '"\\303\\251"',
          '"\\351"', 'Wed, 09-Nov-2099 23:12:40 GMT', '/', '/a/b', 'example.com', '3600', 'x y', '=', '==', '{"k":1}', '"',
          '"\\\\"', '"\\', '"\\"', '"x"y', '"x" y', '"\\054\\073"', '"\\303\\251"', '"\\351"', '"\\351\\303\\251"',
          '"\\400"', '"\\9"', '"\\000"', '"\\012"', '"☃"', '☃', 'Wed, 09-Nov-2099 23:12:40 GMT',
          'Wed, 09 Nov 2099 23:12:40 GMT', 'Wednesday, 09-Nov-99 23:12:40 GMT', 'Wed, 09-Nov-2099 23:12:40 GMTx',
          'Wed, 9 Nov 99 23:12:40 GMT', 'Wed, 09-Nov-2099 23:12:4 GMT', 'Wed,', 'Mon, ', 'Monday, 1', '/', '/a/b',
          'example.com', '3600', 'a,b', "it's", '`', '<x>', '|', '\\', '\\"', 'a\\b']
EQUALS = ['='] * 64 + [' = ', '= ', ' =', '==', '', '  =\t', '=\t']
SEPARATORS = ['; '] * 64 + [';', ' ', '  ', ';;', '; ;', ',', ', ', '\t', ' ;', '']
ALPHABET = 'ab=;"\\ \t,$03GMT:-[]☃'


def header(rng):
    if rng.random() < 0.25:
        return ''.join(rng.choice(ALPHABET) for _ in range(rng.randrange(1, 24)))
    text = rng.choice([''] * 8 + [' ', ';'])
    strange = rng.choice([0, 0.02, 0.1])
    for i in range(rng.randrange(1, 7)):
        text += rng.choice(KEYS if rng.random() < strange else KEYS[:N_PLAIN if i else N_NAMES])
        if rng.random() < 0.98:
            text += rng.choice(EQUALS) + rng.choice(VALUES if rng.random() < 0.5 else VALUES[:N_GOOD])
        text += rng.choice(SEPARATORS)
    return text


def patch():
    """Teaches an older http.cookies what 3.14 and this library know of attributes and dates, and makes
    a newer one, or a patched one, forget that it refuses control characters in quoted values."""
    http.cookies._has_control_character = lambda *values: False
    http.cookies.Morsel._reserved.update(partitioned='Partitioned', priority='Priority')
    http.cookies.Morsel._flags.add('partitioned')
    pattern = http.cookies._CookiePattern
    http.cookies.BaseCookie._BaseCookie__parse_string.__defaults__ = (
        re.compile(pattern.pattern.replace(r'\w{3},\s', r'(?:\w{3,6}day|\w{3}),\s'), pattern.flags),)


def utf8(text):
    """Octal escapes are bytes of UTF-8 here, of ISO-8859-1 there."""
    def decode(run):
        try:
            return run.group().encode('latin-1').decode()
        except UnicodeDecodeError:
            return run.group()
    return re.sub('[\x80-\xff]+', decode, text)


def expected(headers):
    """What http.cookies makes of some headers: the codes of possible errors, or the fields."""
    cookie = http.cookies.SimpleCookie()
    errors = set()
    for text in headers:
        try:
            cookie.load(text)
        except http.cookies.CookieError as error:
            errors.add(ILLEGAL_KEY if 'Illegal key' in str(error) else INVALID_ATTRIBUTE)
    fields = {}
    for key, morsel in cookie.items():
        if '\0' in morsel.value:
            errors.add(DECODE)
        for name, value in morsel.items():
            # refused here: control characters and semicolons in attributes
            if isinstance(value, str) and re.search('[\0-\x1f\x7f;]', value):
                errors.add(INVALID_ATTRIBUTE)
            if value is None:
                # `$Path` without a value is `Path=None` there, and not set here
                dict.__setitem__(morsel, name, '')
        attributes = {name: value if value is True else utf8(value)
                      for name, value in morsel.items() if value}
        fields[key] = (utf8(morsel.value), morsel.coded_value, attributes)
    return errors, fields, cookie.output()


def risky(headers):
    """Where a value that was overwritten since, or a tab in it, leads to an error here alone."""
    return any('\\000' in text or '\\012' in text or '\t' in text or ';' in text and '"' in text
               for text in headers)


def hexed(text):
    return text.encode().hex()


def parse(line):
    status, output, *rest = line.rstrip('\n').split('\t')
    fields = {}
    while rest:
        assert rest.pop(0) == 'morsel'
        key, value, coded = (bytes.fromhex(rest.pop(0)).decode() for _ in range(3))
        attributes = {}
        while rest and rest[0] != 'morsel':
            name, text = rest.pop(0), rest.pop(0)
            attributes[name] = True if text == 'true' else bytes.fromhex(text).decode()
        fields[key] = (value, coded, attributes)
    return status, bytes.fromhex(output).decode(), fields


def main():
    rng = random.Random(SEED)
    patch()
    cases = [[header(rng) for _ in range(rng.choice([1, 1, 1, 2]))] for _ in range(N_HEADERS)]
    run = subprocess.run([sys.argv[1]], input='\n'.join(' '.join(map(hexed, case)) for case in cases) + '\n',
                         capture_output=True, text=True, check=True)
    lines = run.stdout.splitlines()
    assert not run.stderr, run.stderr
    assert len(lines) == len(cases), (len(lines), len(cases))
    n_failed = n_errors = n_loaded = n_risky = 0
    for case, line in zip(cases, lines):
        status, output, fields = parse(line)
        errors, want, want_output = expected(case)
        if errors:
            n_errors += 1
            good = status in errors or status != 'ok' and risky(case)
        elif status != 'ok':
            n_risky += 1
            good = risky(case)
        else:
            n_loaded += bool(want)
            # what is not ASCII is printed as UTF-8 here, as ISO-8859-1 there
            good = (fields, list(fields)) == (want, list(want)) and (
                output == want_output or not str(want).isascii())
        if not good:
            n_failed += 1
            if n_failed <= 20:
                print(f'# {case!r}\n#   here: {status} {fields}\n#   there: {errors} {want}')
    print(f'# {len(cases)} cases: {n_loaded} with cookies, {n_errors} errors on both sides, '
          f'{n_risky} errors on purpose')
    assert n_loaded > N_HEADERS / 5 and n_errors > N_HEADERS / 20 and n_risky < N_HEADERS / 20
    print(f'{"not " if n_failed else ""}ok 1 - reads as http.cookies does ({n_failed} differences)')
    print('1..1')
    return n_failed > 0


sys.exit(main())
