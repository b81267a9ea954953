# SPDX-License-Identifier: LGPL-2.1-or-later

"""test_types.py ROOT STUBS…: with the stubs, mypy --strict finds no error in the Python of README, of the
manual and of its examples, whose own functions need no annotations, and finds each of a wrong program. The
stubs have all that the namespaces have."""

import importlib
import inspect
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

FENCE = re.compile(r'^( \* |)```python\n(.*?)^\1```$', re.MULTILINE | re.DOTALL)
RIGHT = '''import datetime
from collections.abc import Mapping, MutableMapping
from gi.repository import Cookie, GLib
morsel = Cookie.Morsel(path='/', same_site='Lax', max_age=datetime.timedelta(days=1))
morsel.expires = datetime.datetime.now()
morsel.expires = datetime.date.today()
morsel.expires = GLib.DateTime.new_from_unix_utc(0)
morsel.set_expires(datetime.timedelta(hours=1))
morsel.max_age = datetime.timedelta(hours=1)
morsel.max_age = None
morsel.same_site = 'Strict'
morsel.priority = Cookie.Priority.HIGH
morsel.secure = None
morsel.set_attributes(['path', 'secure'], ['/', True])
time: int = morsel.expires.to_unix() if morsel.expires else 0
site: Cookie.SameSite = morsel.same_site
names: list[str] = [found.key or '' for found in Cookie.SimpleCookie('a=b').get_morsels()]
morsel.setdefault('path', val='/')
error: Cookie.CookieError = Cookie.CookieTypeError(ValueError('x'), Cookie.Error.DECODE)
other: TypeError = Cookie.CookieTypeError()
cookie = Cookie.SimpleCookie('a=b')
values: dict[str, object] = cookie.get_all()
mutable: MutableMapping[str, Cookie.Morsel] = cookie
attributes: Mapping[str, object] = cookie['a']
cookie.load(Cookie.SimpleCookie(cookie))
cookie.update(cookie)
both = {**cookie, **(cookie | cookie)}
class Own(Cookie.SimpleCookie):
    def hello(self) -> int:
        return 1
Own().copy().hello()
'''
WRONG = '''from gi.repository import Cookie
cookie = Cookie.SimpleCookie(7)
cookie['a'].max_age = 'x'
cookie['a'].same_site = Cookie.Priority.HIGH
cookie['a'].expires = 5
cookie['a'].secure = 'yes'
cookie['a'].pth = '/'
cookie.expire(5)
cookie.lod('a=b')
Cookie.SignedCodec(lifetime='an hour')
Cookie.EncryptedCodec(keyring=b'secret')
Cookie.Keyring().append('secret')
Cookie.Profile.PYHTON
for diagnostic in cookie.get_diagnostics():
    diagnostic.message + 1
'''

root, *stubs = map(pathlib.Path, sys.argv[1:])

if subprocess.run(['/usr/bin/python3', '-m', 'mypy', '--version'], capture_output=True, check=False).returncode != 0:
    print('no mypy here')
    sys.exit(77)


def blocks():
    """The programs, and where each is."""
    for page in [root / 'README.md', *sorted((root / 'docs').glob('*.md')), *sorted((root / 'cookie-glib').rglob('*.[ch]'))]:
        text = page.read_text(encoding='utf-8')
        for match in FENCE.finditer(text):
            line = text.count('\n', 0, match.start()) + 1
            body = re.sub(r'^ \*( |$)', '', match[2], flags=re.MULTILINE) if match[1] else match[2]
            yield f'{page.stem.replace("-", "_").replace(".", "_")}_{line}', body
    for name in 'cookies', 'tags_codec':
        yield name, (root / f'docs/examples/{name}.py').read_text(encoding='utf-8')


def check(directory, *names):
    command = ['/usr/bin/python3', '-m', 'mypy', '--strict', '--allow-untyped-defs', '--allow-untyped-calls', '--no-error-summary', '--no-color-output', '--cache-dir', str(directory / 'cache'),
               '--python-version', '3.9' if sys.version_info < (3, 12) else '3.12', *names]
    return subprocess.run(command, cwd=directory, env={'MYPYPATH': str(directory / 'typings'), 'PATH': '/usr/bin:/bin'},
                          capture_output=True, text=True, check=False).stdout.splitlines()


def missing(namespace, text):
    """What the namespace and its classes have, and the stubs do not."""
    module = importlib.import_module(f'gi.repository.{namespace}')
    for name in dir(module):
        value = getattr(module, name)
        if name.startswith('_') or name.endswith(('Class', 'Interface')) or name == 'Cookie':
            continue
        found = re.search(rf'^(class {name}\(.*?(?=^class |^def |\Z)|def {name}\(.*?$|{name}: )', text, re.MULTILINE | re.DOTALL)
        if found is None:
            yield name
        elif inspect.isclass(value):
            for member, function in vars(value).items():
                if not member.startswith('_') and callable(function) and not re.search(rf'    def {member}\(', found[0]):
                    yield f'{name}.{member}'


errors = []
with tempfile.TemporaryDirectory() as name:
    directory = pathlib.Path(name)
    shutil.copytree(root / 'tests/bindings/typings', directory / 'typings')
    for stub in stubs:
        shutil.copy(stub, directory / 'typings/gi/repository')
        errors += [f'{stub.name} has no {name}' for name in missing(stub.stem, stub.read_text(encoding='utf-8'))]
    programs = {'right': RIGHT, **dict(blocks())}
    for program, text in programs.items():
        (directory / f'{program}.py').write_text(text, encoding='utf-8')
    errors += check(directory, *(f'{program}.py' for program in programs))

    (directory / 'wrong.py').write_text(WRONG, encoding='utf-8')
    found = {int(error.split(':')[1]) for error in check(directory, 'wrong.py')}
    errors += [f'no error was found in: {line}' for number, line in enumerate(WRONG.splitlines(), 1)
               if number not in found and number not in (1, 14)]

print(*errors, f'{len(programs)} programs', sep='\n')
sys.exit(len(errors) > 0 or len(programs) < 20)
