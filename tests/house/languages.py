# SPDX-License-Identifier: LGPL-2.1-or-later

"""languages.py ROOT BUILD [PROGRAM…]: each cell of the table of docs/languages.md is compiled and run in
the language of its column. The programs are the interpreters and compilers: python3, gjs, lua, valac."""

import pathlib
import shlex
import subprocess
import sys
import tempfile

root, build, *programs = sys.argv[1:]
root, build = pathlib.Path(root), pathlib.Path(build)

# The program around a cell; how a cell is made a statement if it is a value, or a loop.
LANGUAGES = {
    'Python': ('python', '.py', '''import gi
gi.require_version("Cookie", "1.0")
from gi.repository import Cookie
from gi.repository.Cookie import SimpleCookie
cookie = SimpleCookie("a=1")
cookie["a"] = "2"
morsel = cookie["a"]
site = Cookie.Schema()
def f(*arguments): pass
{cell}
''', '_ = {}', '{}: pass'),
    'JavaScript': ('gjs', '.js', '''import Cookie from 'gi://Cookie?version=1.0';
const {{SimpleCookie}} = Cookie;
const cookie = new SimpleCookie('a=1');
cookie.set('a', '2');
const morsel = cookie.get('a');
const site = new Cookie.Schema();
const f = () => {{}};
{cell}
''', 'void ({});', '{} {{}}'),
    'Lua': ('lua', '.lua', '''local Cookie = require 'lgi'.require ('Cookie', '1.0')
local SimpleCookie = Cookie.SimpleCookie
local cookie = SimpleCookie ('a=1')
cookie['a'] = '2'
local morsel = cookie['a']
local site = Cookie.Schema ()
local function f () end
{cell}
''', 'local _ = {}', '{} do end'),
    'Vala': ('valac', '.vala', '''void row{number} () throws Error {{
  var cookie = new Cookie.SimpleCookie ();
  cookie.load ("a=1");
  cookie["a"] = "2";
  var morsel = cookie["a"];
  var attributes = new Cookie.Morsel ();
  var site = new Cookie.Schema ();
  {cell};
}}
''', 'var it = {}', '{} {{ }}'),
}
VALA = '''void f (Cookie.Diagnostic diagnostic) {{ }}
{}
int main () {{
  try {{
    {}
  }} catch (Error error) {{
    return 1;
  }}
  return 0;
}}
'''
VALUES = {'a morsel', 'its value', 'is it there', 'how many'}
LOOPS = {'all of them'}


def run(*command):
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    return result.stdout + result.stderr if result.returncode != 0 else None


def run_vala(program, path):
    flags = subprocess.run(['env', f'PKG_CONFIG_PATH={build}/meson-uninstalled', 'pkg-config', '--cflags', '--libs', 'cookie-glib-1.0'],
                           capture_output=True, text=True, check=True).stdout
    options = [option for flag in shlex.split(flags) for option in ('-X', flag)]
    return run(program, f'--vapidir={build}/cookie-glib', '--pkg', 'gio-2.0', '--pkg', 'cookie-glib-1.0', '-X', '-w',
               '-d', str(path.parent), '-o', path.stem, str(path), *options) or run(str(path.with_suffix('')))


def rows():
    lines = (root / 'docs/languages.md').read_text(encoding='utf-8').splitlines()
    return [[cell.strip() for cell in line.strip('|').split(' | ')] for line in lines if line.startswith('| ')]


def main():
    header, *table = rows()
    n = failed = 0
    with tempfile.TemporaryDirectory() as directory:
        for column, language in enumerate(header):
            if language == '':
                continue
            word, suffix, around, value, loop = LANGUAGES[language]
            program = next((program for program in programs if word in pathlib.Path(program).name), None)
            texts = []
            for number, (name, *cells) in enumerate(table):
                cell = cells[column - 1].strip('`')
                cell = value.format(cell) if name in VALUES else loop.format(cell) if name in LOOPS else cell
                texts.append((name, around.format(cell=cell, number=number)))
            if language == 'Vala': # all in one program, because to compile each would take long
                calls = ''.join(f'row{number} ();' for number in range(len(table)))
                texts = [('all rows', VALA.format(''.join(text for _, text in texts), calls))]

            for name, text in texts:
                n += 1
                if program is None:
                    print(f'ok {n} - {language}: {name} # SKIP not installed')
                    continue
                path = pathlib.Path(directory) / f'row{n}{suffix}'
                path.write_text(text, encoding='utf-8')
                error = run_vala(program, path) if language == 'Vala' else run(program, *['-m'] * (language == 'JavaScript'), str(path))
                failed += error is not None
                print(f'{"not ok" if error else "ok"} {n} - {language}: {name}')
                if error:
                    print('# ' + error.replace('\n', '\n# '))
    print(f'1..{n}')
    return failed > 0 or len(table) < 13


sys.exit(main())
