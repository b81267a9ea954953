# SPDX-License-Identifier: LGPL-2.1-or-later

"""blocks.py ROOT BUILD CC [PROGRAM…]: each block of code in README, in the manual's pages and in the
comments that become the manual is compiled or run, and prints what the ```text block after it, or the // lines of
a comment's, say.
The programs are the interpreters and compilers to use: python3, gjs, lua, ruby, perl, valac."""

import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

FENCE = re.compile(r'^( \* |)```(\w+)\n(.*?)^\1```$', re.MULTILINE | re.DOTALL)
MAIN = '#include <cookie-glib/cookie-glib.h>\n\nint\nmain (void)\n{\n%s\nreturn 0;\n}\n'

root, build, cc, *programs = sys.argv[1:]
root, build = pathlib.Path(root), pathlib.Path(build)


def find(word):
    return next((program for program in programs if word in pathlib.Path(program).name), None)


def run(*command):
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    if result.returncode != 0:
        raise RuntimeError(result.stdout + result.stderr)
    return result.stdout


def flags(package='cookie-glib-1.0'):
    return shlex.split(run('env', f'PKG_CONFIG_PATH={build}/meson-uninstalled', 'pkg-config', '--cflags', '--libs', package))


def uses_soup(text):
    return 'CookieSoup' in text or 'cookie-glib-soup' in text


def has_soup():
    return (build / 'meson-uninstalled' / 'cookie-glib-soup-1.0-uninstalled.pc').exists()


def run_c(text, path):
    path.write_text(text if 'main (' in text else MAIN % text, encoding='utf-8')
    run(*shlex.split(cc), '-Wall', '-Werror', '-Wno-unused-variable', '-Wno-unused-but-set-variable',
        str(path), '-o', str(path.with_suffix('')), *flags('cookie-glib-soup-1.0' if uses_soup(text) else 'cookie-glib-1.0'))
    return run(str(path.with_suffix('')))


def run_vala(text, path):
    path.write_text(text, encoding='utf-8')
    options = [option for flag in flags() for option in ('-X', flag)]
    run(find('valac'), f'--vapidir={build}/cookie-glib', '--pkg', 'gio-2.0', '--pkg', 'cookie-glib-1.0', '-X', '-w', '-d', str(path.parent),
        '-o', path.stem, str(path), *options)
    return run(str(path.with_suffix('')))


def run_script(*command):
    def runner(text, path):
        path.write_text(text, encoding='utf-8')
        return run(*command, str(path))
    return runner


def run_console(text, path):
    """Commands of Bash, continued in lines with >, each with what it prints below it."""
    environment = {**os.environ, 'PATH': f'{build}/cookie-glib/tool:{os.environ["PATH"]}'}
    for match in re.finditer(r'^\$ (.*(?:\n> .*)*)\n((?:(?!\$ ).*\n)*)', text, re.MULTILINE):
        done = subprocess.run(['bash', '-c', match[1].replace('\n> ', '\n')], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=60,
                              cwd=path.parent, env=environment)
        if done.stdout != match[2]:
            raise RuntimeError(f'printed:\n{done.stdout}expected:\n{match[2]}')
    return ''


LANGUAGES = {
    'console': ('sh', 'bash', run_console),
    'c': ('c', cc, run_c),
    'vala': ('vala', find('valac'), run_vala),
    'python': ('py', find('python'), run_script(find('python'))),
    'javascript': ('js', find('gjs'), run_script(find('gjs'), '-m')),
    'lua': ('lua', find('lua'), run_script(find('lua'))),
    # before the finalizers, in which ruby-gnome 4.2 frees something twice, in a program that loads Gio alone, too
    'ruby': ('rb', find('ruby'), run_script(find('ruby'), '-e', 'load ARGV[0]; $stdout.flush; exit!(true)')),
    'perl': ('pl', find('perl'), run_script(find('perl'))),
}


# What some blocks need that a test need not have, and how Python finds it
EXTRAS = {'Gtk': 'import gi; gi.require_version("Gtk", "4.0")', 'import nacl': 'import nacl'}


def lacks(text):
    return any(word in text and subprocess.run([find('python'), '-c', program], check=False, capture_output=True).returncode
               for word, program in EXTRAS.items())


def blocks(path):
    """Line, language, text, and the text that it is to print if that is said."""
    text = path.read_text(encoding='utf-8')
    found = []
    for match in FENCE.finditer(text):
        body = re.sub(r'^ \*( |$)', '', match[3], flags=re.MULTILINE) if match[1] else match[3]
        line = text.count('\n', 0, match.start()) + 1
        said = ''.join(re.findall(r'^// (.*\n)', body, re.MULTILINE)) if match[1] and 'g_print' in body else None
        if match[2] == 'text':
            if found and found[-1][3] is None and not match[1]:
                found[-1][3] = body
        else:
            found.append([line, match[2], body, said or None])
    return found


def main():
    pages = [root / 'README.md', *sorted((root / 'docs').glob('**/*.md')), *sorted((root / 'cookie-glib').rglob('*.[ch]'))]
    n = failed = 0
    with tempfile.TemporaryDirectory() as directory:
        for page in pages:
            for line, language, text, expected in blocks(page):
                n += 1
                name = f'{n} - {page.relative_to(root)}:{line} {language}'
                if language not in LANGUAGES:
                    print(f'not ok {name}: nobody knows how to run it')
                    failed += 1
                    continue
                suffix, program, runner = LANGUAGES[language]
                if program is None or lacks(text) or (uses_soup(text) and not has_soup()):
                    print(f'ok {name} # SKIP not installed')
                    continue
                try:
                    printed = runner(text, pathlib.Path(directory) / f'block{n}.{suffix}').replace('\r', '')
                    if expected is not None and printed != expected:
                        raise RuntimeError(f'printed:\n{printed}expected:\n{expected}')
                    print(f'ok {name}')
                except (RuntimeError, subprocess.TimeoutExpired) as error:
                    failed += 1
                    print(f'not ok {name}')
                    print('# ' + str(error).replace('\n', '\n# '))
    print(f'1..{n}')
    return failed > 0


sys.exit(main())
