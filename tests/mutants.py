# SPDX-License-Identifier: LGPL-2.1-or-later

"""Tests the tests: makes one small fault at a time in the core, and sees whether the suites core
and api notice. Works on copies of the source, below the build directory."""

import argparse
import concurrent.futures
import json
import os
import pathlib
import queue
import random
import re
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent

TOKEN = re.compile(r'''
    (?P<skip> /\*.*?\*/ | //[^\n]* | "(?:[^"\\\n]|\\.)*" | \#[^\n]*(?:\\\n[^\n]*)* | [ \t]+\*[ ][^\n]* )
  | (?P<char> '(?:[^'\\\n]|\\.)+' )
  | (?P<name> [A-Za-z_]\w* )
  | (?P<number> 0[xX][0-9a-fA-F]+ | \d+ )
  | (?P<operator> \+\+|--|->|<<=|>>=|<<|>>|<=|>=|==|!=|&&|\|\||\+=|-=|\*=|/=|%=|&=|\|=|[-+*/%<>=!&|^~?:;,.(){}\[\]] )
''', re.VERBOSE | re.DOTALL)

# What stands for what.
OPERATORS = {
    '<': ['<=', '>'], '<=': ['<', '>'], '>': ['>=', '<'], '>=': ['>', '<'], '==': ['!='], '!=': ['=='],
    '&&': ['||'], '||': ['&&'], '+': ['-'], '-': ['+'], '*': ['+'], '/': ['*'], '%': ['/'], '+=': ['-='], '-=': ['+='],
    '<<': ['>>'], '>>': ['<<'], '|': ['&'], '++': ['--'], '--': ['++'], '|=': ['&='], '&=': ['|='],
}
NAMES = {'TRUE': ['FALSE'], 'FALSE': ['TRUE'], 'MIN': ['MAX'], 'MAX': ['MIN'], 'break': ['continue'], 'continue': ['break']}


class Mutant:
    def __init__(self, path, text, start, end, replacement):
        self.path = path
        self.text = text[:start] + replacement + text[end:]
        self.line = text.count('\n', 0, start) + 1
        self.before = text.splitlines()[self.line - 1].strip()
        self.after = self.text.splitlines()[self.line - 1].strip()

    def __str__(self):
        return f'{self.path}:{self.line}: {self.before}  →  {self.after}'


def closing(text, start):
    """Where the parenthesis at start closes, or -1 if it is not on one line or has quotes in it."""
    depth = 0
    for i in range(start, len(text)):
        if text[i] in '"\'\n':
            return -1
        depth += {'(': 1, ')': -1}.get(text[i], 0)
        if depth == 0:
            return i
    return -1


# The size of an array in its declaration: the compiler sees to it, or there is room to spare.
DECLARATION = re.compile(r'^\s*(?:static |const )*(?:char|int|guint8|guint|gint64) +\*?\w+(?:\[\w*\])+')


def mutants_of(path):
    text = (ROOT / path).read_text(encoding='utf-8')
    previous = None

    for token in TOKEN.finditer(text):
        kind, word = token.lastgroup, token[0]
        start, end = token.span()

        if kind == 'skip' or text[text.rfind('\n', 0, start) + 1:start].lstrip().startswith(('#', '*')):
            continue

        if kind == 'operator':
            # not a pointer, an address or a sign
            binary = previous is not None and (previous[0] in ('name', 'number', 'char') or previous[1] in (')', ']'))
            spaced = text[start - 1] == ' ' and text[end:end + 1] in (' ', '\n')
            if word in ('++', '--') or (binary and spaced):
                for other in OPERATORS.get(word, []):
                    yield Mutant(path, text, start, end, other)
        elif kind == 'number' and len(word) <= 4:
            line = text[text.rfind('\n', 0, start) + 1:text.find('\n', start)]
            declared = DECLARATION.match(line)
            if declared and start - text.rfind('\n', 0, start) <= declared.end():
                continue
            value = int(word, 0)
            yield Mutant(path, text, start, end, str(value + 1))
            if value > 1:
                yield Mutant(path, text, start, end, str(value - 1))
        elif kind == 'char' and len(word) == 3:
            yield Mutant(path, text, start, end, f"'{chr(ord(word[1]) ^ 1)}'" if word[1] not in '&\'"]' else "'~'")
        elif kind == 'name':
            for other in NAMES.get(word, []):
                yield Mutant(path, text, start, end, other)
            if word in ('if', 'while') and text[end:end + 2] == ' (':
                last = closing(text, end + 1)
                if last > 0:
                    condition = text[end + 2:last]
                    yield Mutant(path, text, end + 2, last, f'({condition}) && FALSE')
                    if word == 'if':
                        yield Mutant(path, text, end + 2, last, f'({condition}) || TRUE')

        previous = (kind, word)


class Workshop:
    """A copy of the source with a build of its own."""

    def __init__(self, directory):
        self.source = directory / 'source'
        self.build = directory / 'build'
        shutil.rmtree(directory, ignore_errors=True)
        shutil.copytree(ROOT, self.source, ignore=shutil.ignore_patterns('_build*', '.git', '.cache'))
        subprocess.run(['meson', 'setup', self.build, self.source, '-Doptimization=1', '-Ddebug=false', '-Dintrospection=disabled',
                        '-Ddocumentation=disabled', '-Dexamples=false', '-Dwarning_level=0'], check=True, stdout=subprocess.DEVNULL)
        self.tests = []
        self.compile()
        listed = subprocess.run(['meson', 'introspect', '--tests', self.build], check=True, stdout=subprocess.PIPE).stdout
        for test in json.loads(listed):
            program = pathlib.Path(test['cmd'][0])
            if {suite.split(':')[-1] for suite in test['suite']} & {'core', 'api'} and program.is_relative_to(self.build):
                self.tests.append({'name': test['name'], 'cmd': test['cmd'], 'env': {**os.environ, **test['env']}, 'seconds': 60})
        for test in self.tests:
            start = time.monotonic()
            if not self.passes(test):
                sys.exit(f'{test["name"]} fails without a fault')
            test['seconds'] = time.monotonic() - start
        self.tests.sort(key=lambda test: test['seconds'])
        self.programs = [str(pathlib.Path(test['cmd'][0]).relative_to(self.build)) for test in self.tests]

    def compile(self):
        targets = getattr(self, 'programs', [])
        return subprocess.run(['ninja', '-j1', '-C', self.build, *targets], check=False,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0

    def passes(self, test):
        try:
            return subprocess.run(test['cmd'], env=test['env'], cwd=self.build, check=False, timeout=5 + 5 * test['seconds'],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
        except subprocess.TimeoutExpired:
            return False

    def judge(self, mutant):
        """The test that noticed, None if none did, or '' if it does not compile."""
        path = self.source / mutant.path
        original = path.read_text(encoding='utf-8')
        path.write_text(mutant.text, encoding='utf-8')
        try:
            if not self.compile():
                return ''
            return next((test['name'] for test in self.tests if not self.passes(test)), None)
        finally:
            path.write_text(original, encoding='utf-8')


def main():
    parser = argparse.ArgumentParser(prog='./dev mutants', description=__doc__)
    parser.add_argument('--build', type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument('--number', type=int, default=200, help='how many faults; 0 for all that there are')
    parser.add_argument('--seed', type=int, default=6, help='which of them')
    parser.add_argument('--jobs', type=int, default=min(2, os.cpu_count()))
    parser.add_argument('files', nargs='*', help='instead of all of the core')
    options = parser.parse_args()

    for path in options.files:
        if not (ROOT / path).is_file():
            parser.error(f'no such file: {path}')
    files = options.files or sorted(str(path.relative_to(ROOT)) for path in (ROOT / 'cookie-glib/core').glob('*.[ch]'))
    mutants = [mutant for path in files for mutant in mutants_of(path)]
    possible = len(mutants)
    random.Random(options.seed).shuffle(mutants)
    mutants = mutants[:options.number] if options.number else mutants

    explained = {}
    for line in (ROOT / 'tests/mutants.txt').read_text(encoding='utf-8').splitlines():
        if line and not line.startswith('#'):
            name, before, after, why = line.split('\t')
            explained[name, before, after] = why

    shops = queue.Queue()
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for shop in pool.map(Workshop, [options.build / str(i) for i in range(options.jobs)]):
            shops.put(shop)

        def judge(mutant):
            shop = shops.get()
            try:
                return shop.judge(mutant)
            finally:
                shops.put(shop)

        results = {}
        for mutant, result in zip(mutants, pool.map(judge, mutants)):
            results[mutant] = result
            if result is None or len(results) % 20 == 0:
                print(f'{len(results)} of {len(mutants)}: {mutant if result is None else "…"}', file=sys.stderr, flush=True)

    compiled = [mutant for mutant in mutants if results[mutant] != '']
    caught = [mutant for mutant in compiled if results[mutant]]
    harmless = [mutant for mutant in compiled if results[mutant] is None
                and (mutant.path.removeprefix('cookie-glib/'), mutant.before, mutant.after) in explained]
    survivors = [mutant for mutant in compiled if results[mutant] is None and mutant not in harmless]

    for mutant in sorted(survivors, key=str):
        print(f'survived: {mutant}')
    share = 100 * len(caught) / (len(compiled) - len(harmless))
    print(f'mutants: {len(compiled)} faults of {possible}; {len(harmless)} change nothing, as tests/mutants.txt explains; '
          f'{len(caught)} of the others were caught ({share:.1f} %), {len(survivors)} were not')
    sys.exit(share < 95 or len(survivors) > 0)


main()
