#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later

"""The PYTHON profile reads as http.cookies of the standard library does.

Both read the same generated headers: this program with http.cookies, and the
program named by its argument with libcookie-glib. What varies between versions
of http.cookies is in cpython.py. The differences on purpose are the ones named
in `expected`; docs/ lists them for users.

    COOKIE_ORACLE=…/http/cookies.py ./dev test oracle

compares with the module of another CPython.
"""

import itertools
import os
import random
import re
import shlex
import subprocess
import sys

import cpython

N_HEADERS = 40000
N_OF_VARIANT = 4000
SEED = 6265

ILLEGAL_KEY, ILLEGAL_VALUE, INVALID_ATTRIBUTE, DECODE = '0', '2', '3', '5'

# Attributes that not every version knows, and those in whose place the headers have them.
NAMES = [{}, {'partitioned': 'secure', 'priority': 'samesite'}, {'partitioned': 'httponly', 'priority': 'samesite'}]

# The first of each list are legal and usual.
N_NAMES, N_PLAIN, N_GOOD = 4, 13, 18
KEYS = ['a', 'b', 'sid', 'fig', 'path', 'Path', 'domain', 'expires', 'max-age', 'comment', 'version', 'secure',
        'SECURE', 'httponly', 'samesite', '$Version', '$Path', '$path', '$Secure', '$Foo', '$',
        'a:b', 'c,d', 'a/b', 'a[b]', '=', 'a=', '__utma', 'x!y', '{k}', '☃', '"', 'a"b', '(', 'wed', 'Sun,']
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


def make_case(rng):
    """Headers that one cookie reads, and the names in them that http.cookies may not know."""
    names = rng.choice(NAMES)
    headers = [header(rng) for _ in range(rng.choice([1, 1, 1, 2]))]
    for new, known in names.items():
        headers = [re.sub(known, new, text, flags=re.IGNORECASE) for text in headers]
    return headers, names


def utf8(text):
    """Octal escapes are bytes of UTF-8 here, of ISO-8859-1 there."""
    def decode(run):
        try:
            return run.group().encode('latin-1').decode()
        except UnicodeDecodeError:
            return run.group()
    return re.sub('[\x80-\xff]+', decode, text)


def expected(module, headers, names):
    """What http.cookies makes of some headers: the codes of possible errors, or the fields."""
    cookie = module.SimpleCookie()
    errors = set()
    for text in headers:
        try:
            cookie.load(cpython.plain(text, names))
        except module.CookieError as error:
            errors.add(ILLEGAL_KEY if 'Illegal key' in str(error) else INVALID_ATTRIBUTE)
    fields = {}
    for key, morsel in cookie.items():
        value, coded = cpython.restore(morsel.value), cpython.restore_coded(morsel.coded_value)
        if '\0' in value:
            errors.add(DECODE)
        # refused here: control characters that are not escaped
        if cpython.CONTROL.search(coded):
            errors.add(ILLEGAL_VALUE)
        attributes = {}
        for name, text in morsel.items():
            if text is None:
                # `$Path` without a value is `Path=None` there, and not set here
                dict.__setitem__(morsel, name, '')
            elif text is True:
                attributes[name] = True
            elif text:
                text = attributes[name] = utf8(cpython.restore(cpython.restore_coded(text)))
                # refused here: control characters and semicolons in attributes
                if ';' in text or cpython.CONTROL.search(text):
                    errors.add(INVALID_ATTRIBUTE)
        fields[key] = utf8(value), coded, attributes
    return errors, fields, '' if errors else cpython.restore_coded(cookie.output())


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


def renamed(output, fields, names):
    """What the library read, with the names that http.cookies was given."""
    def rename(text):
        return text if text is True else cpython.rename(text, names)
    return rename(output), {
        rename(key): (rename(value), rename(coded), {rename(name): rename(text) for name, text in attributes.items()})
        for key, (value, coded, attributes) in fields.items()}


def parts(output):
    """Without the order of attributes, which is the one of their names, and without case."""
    return sorted(re.split('; |\r\n', output.lower()))


def compare(module, cases, lines):
    """How many cookies differ; how many are loaded, errors on both sides, errors on purpose."""
    n_failed = n_errors = n_loaded = n_risky = 0
    for (headers, names), line in zip(cases, lines):
        status, output, fields = parse(line)
        output, fields = renamed(output, fields, names)
        errors, want, want_output = expected(module, headers, names)
        if errors:
            n_errors += 1
            good = status in errors or status != 'ok' and risky(headers)
        elif status != 'ok':
            n_risky += 1
            good = risky(headers)
        else:
            n_loaded += bool(want)
            # what is not ASCII is printed as UTF-8 here, as ISO-8859-1 there
            good = (fields, list(fields)) == (want, list(want)) and (
                output == want_output or names and parts(output) == parts(want_output) or not str(want).isascii())
        if not good:
            n_failed += 1
            if n_failed <= 10:
                print(f'# {headers!r}\n#   here: {status} {fields}\n#   there: {errors} {want}')
    return n_failed, n_loaded, n_errors, n_risky


def refuse_controls(module):
    """As CVE-2026-0672 and CVE-2026-3644 were mended, where they are not."""
    def check(method):
        def checked(self, *values):
            if cpython.CONTROL.search(''.join(map(str, values))):
                raise module.CookieError('Control characters are not allowed')
            return method(self, *values)
        return checked

    module.Morsel.set = check(module.Morsel.set)
    module.Morsel.__setitem__ = check(module.Morsel.__setitem__)


def take_controls(module):
    """As it was before that, where it is mended."""
    module._has_control_character = lambda *values: False


def know_partitioned(module):
    """As from 3.14 on."""
    module.Morsel._reserved['partitioned'] = 'Partitioned'
    module.Morsel._flags.add('partitioned')


def forget_partitioned(module):
    """As before 3.14."""
    module.Morsel._reserved.pop('partitioned', None)
    module.Morsel._flags.discard('partitioned')


def main():
    rng = random.Random(SEED)
    cases = [make_case(rng) for _ in range(N_HEADERS)]
    # Built for another machine, it runs as Meson's cross file says.
    command = [*shlex.split(os.environ.get('MESON_EXE_WRAPPER', '')), sys.argv[1]]
    run = subprocess.run(command, input='\n'.join(' '.join(map(hexed, headers)) for headers, _ in cases) + '\n',
                         capture_output=True, text=True, check=True)
    lines = run.stdout.splitlines()
    assert not run.stderr, run.stderr
    assert len(lines) == len(cases), (len(lines), len(cases))

    reference = cpython.reference()
    n_failed, n_loaded, n_errors, n_risky = compare(reference, cases, lines)
    print(f'# {len(cases)} cases: {n_loaded} with cookies, {n_errors} errors on both sides, '
          f'{n_risky} errors on purpose')
    assert n_loaded > N_HEADERS / 5 and n_errors > N_HEADERS / 20 and n_risky < N_HEADERS / 20
    print(f'{"not " if n_failed else ""}ok 1 - reads as http.cookies does ({n_failed} differences)')

    # The verdict is the same whichever of these the machine has.
    number = 1
    for variants in itertools.product((refuse_controls, take_controls), (know_partitioned, forget_partitioned)):
        module = cpython.load(reference.__file__)
        for variant in variants:
            variant(module)
        n_different = compare(module, cases[:N_OF_VARIANT], lines)[0]
        n_failed += n_different
        number += 1
        print(f'{"not " if n_different else ""}ok {number} - {" ".join(variant.__name__ for variant in variants)}')
    print(f'1..{number}')
    return n_failed > 0


sys.exit(main())
