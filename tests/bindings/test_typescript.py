# SPDX-License-Identifier: LGPL-2.1-or-later

"""test_typescript.py ROOT GIRS CACHE TYPES…: `tsc --strict` finds no error in the JavaScript of the manual as
TypeScript, in that of its examples, or in TYPES, beside what ts-for-gir makes of the .gir files; and it finds
each error of a wrong program. Both tools come from npm, into CACHE."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

# ts-for-gir runs in Node.js 18, which Debian 12 has; the newest of what it uses does not, or says so.
PACKAGES = {'private': True, 'dependencies': {'typescript': '6.0.3', '@ts-for-gir/cli': '5.4.0'},
            'overrides': {'yargs': {'string-width': '7.2.0'}, '@inquirer/prompts': '7.5.3'}}
FENCE = re.compile(r'^( \* |)```javascript\n(.*?)^\1```$', re.MULTILINE | re.DOTALL)
OPTIONS = ['--strict', '--noEmit', '--pretty', 'false', '--target', 'es2022', '--module', 'esnext', '--moduleResolution', 'bundler',
           '--lib', 'es2022', '--moduleDetection', 'force']
RIGHT = '''import Cookie from 'gi://Cookie?version=1.0';
import type Gio from 'gi://Gio?version=2.0';
const cookie = new Cookie.SimpleCookie({profile: Cookie.Profile.STRICT});
const morsel = new Cookie.Morsel({path: '/', sameSite: 'Lax', expires: new Date()});
morsel.expires = new Date();
morsel.maxAge = 5n;
morsel.set_attributes({path: '/', secure: true, 'max-age': 60});
cookie.connect('morsel-changed::a', (source, changed) => print(source.size, changed.path));
cookie.connect('notify::n-items', () => {});
for (const [name, {value}] of cookie)
  print(name, value);
new Cookie.Schema().add('a', new Cookie.JsonCodec(), {secure: true});
const uris: string[] = Cookie.diagnose_set_cookie('a=b').map(diagnostic => `${diagnostic}`);
const list: Gio.ListModel<Cookie.Morsel> = cookie;
print(list.get_n_items(), morsel.set_attributes({maxAge: 60, sameSite: Cookie.SameSite.LAX}), cookie.set_all(cookie), cookie.get_all().get('a'), cookie.load(new Map([['b', morsel]])));
print(uris, cookie.get_item(0)?.key, cookie.set('a', [1, {b: null}]).has('a'), cookie.codec?.encode);
'''
RIGHT_SOUP = '''import Cookie from 'gi://Cookie?version=1.0';
import type Gio from 'gi://Gio?version=2.0';
import CookieSoup from 'gi://CookieSoup?version=1.0';
import Soup from 'gi://Soup?version=3.0';
const model = new CookieSoup.JarModel({jar: new Soup.CookieJar()});
model.connect('items-changed', () => {});
const list: Gio.ListModel<CookieSoup.JarItem> = model;
print(list.get_item(0)?.host);
for (const item of model) {
  model.jar.add_cookie(item.dup_cookie());
  print(item.host, item.hostOnly, item.morsel.path, model.update(item, item.morsel.copy()));
}
const cookie = CookieSoup.morsel_to_cookie(new Cookie.Morsel(), 'https://site.example/');
print(CookieSoup.morsel_from_cookie(cookie).key, CookieSoup.OriginFlags.TRUST_FORWARDED);
'''
WRONG_SOUP = '''import CookieSoup from 'gi://CookieSoup?version=1.0';
const model = new CookieSoup.JarModel({jr: null});
CookieSoup.load_headers(7);
model.update('a');
CookieSoup.OriginFlags.TRUST;
'''
WRONG = '''import Cookie from 'gi://Cookie?version=1.0';
const cookie = new Cookie.SimpleCookie(7);
const morsel = new Cookie.Morsel({pth: '/'});
morsel.maxAge = 'x';
morsel.sameSite = 'Strickt';
morsel.pth = '/';
cookie.expire();
cookie.lod('a=b');
new Cookie.SignedCodec({lifetime: 'an hour'});
Cookie.Profile.PYHTON;
cookie.set('a', undefined);
cookie.get('a').path = '/';
'''

root, girs, cache, *types = map(pathlib.Path, sys.argv[1:])
has_soup = len(types) == 2


def run(*command):
    return subprocess.run(list(map(str, command)), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=280,
                          env={**os.environ, 'YARGS_MIN_NODE_VERSION': '18'})


def skip(why, result=None):
    print(why, '' if result is None else (result.stdout + result.stderr)[-1000:], sep='\n')
    sys.exit(77)


def install():
    if shutil.which('npm') is None or shutil.which('node') is None:
        skip('no npm here')
    if not (cache / 'node_modules/.bin/ts-for-gir').exists() or not (cache / 'node_modules/.bin/tsc').exists():
        cache.mkdir(parents=True, exist_ok=True)
        (cache / 'package.json').write_text(json.dumps(PACKAGES), encoding='utf-8')
        result = run('npm', 'install', '--prefix', cache, '--no-audit', '--no-fund', '--no-package-lock')
        if result.returncode != 0:
            skip('npm cannot install here: is there a network?', result)


def tell(text):
    """What may be undefined is not in the programs: TypeScript is told by `!`."""
    return re.sub(r"(\.get ?\('[^']*'\)|Soup\.Cookie\.parse\('[^']*', \w+\))", r'\1!', text)


def blocks():
    """The programs, and where each is."""
    for page in [root / 'README.md', *sorted((root / 'docs').rglob('*.md')), *sorted((root / 'cookie-glib').rglob('*.[ch]'))]:
        text = page.read_text(encoding='utf-8')
        for match in FENCE.finditer(text):
            body = re.sub(r'^ \*( |$)', '', match[2], flags=re.MULTILINE) if match[1] else match[2]
            if has_soup or 'CookieSoup' not in body:
                line = text.count('\n', 0, match.start()) + 1
                yield f'{page.stem}-{line}', tell(body)


def check(directory, names, *options):
    return run('node', cache / 'node_modules/typescript/bin/tsc', *OPTIONS, *options, directory / 'index.d.ts', *types,
               *(directory / name for name in names)).stdout.splitlines()


install()
errors = []
with tempfile.TemporaryDirectory() as name:
    directory = pathlib.Path(name)
    made = run('node', cache / 'node_modules/.bin/ts-for-gir', 'generate', 'Soup-3.0' if has_soup else 'Gio-2.0', '-g', girs, '-o', directory, '--ignoreVersionConflicts', '-n')
    if made.returncode != 0 or not (directory / 'gio-2.0.d.ts').exists():
        skip('ts-for-gir does not run here', made)

    programs = {**dict(blocks()), 'right': RIGHT, **({'right-soup': RIGHT_SOUP} if has_soup else {})}
    wrong = {'wrong': WRONG, **({'wrong-soup': WRONG_SOUP} if has_soup else {})}
    for program, text in {**programs, **wrong}.items():
        (directory / f'{program}.ts').write_text(text, encoding='utf-8')
    found = check(directory, [f'{program}.ts' for program in (*programs, *wrong)])
    seen = set(re.findall(r'\b(wrong(?:-soup)?)\.ts\((\d+),', '\n'.join(found)))
    errors += [error for error in found if not re.search(r'\bwrong(-soup)?\.ts\(', error) and not error.startswith(' ')]
    errors += [f'no error was found in: {line}' for program, text in wrong.items()
               for number, line in enumerate(text.splitlines(), 1) if number > 1 and (program, str(number)) not in seen]

    # The examples are JavaScript, whose functions have no types. ts-for-gir has another constructor of GLib.Error than GJS.
    for example in 'cookies', 'tags-codec':
        text = (root / f'docs/examples/{example}.js').read_text(encoding='utf-8')
        (directory / f'{example}.ts').write_text(tell(text.replace('new GLib.Error(', 'new (GLib.Error as any)(')), encoding='utf-8')
    errors += check(directory, ['cookies.ts', 'tags-codec.ts'], '--noImplicitAny', 'false', '--useUnknownInCatchVariables', 'false')

print(*errors, f'{len(programs)} programs', sep='\n')
sys.exit(len(errors) > 0 or len(programs) < 4)
