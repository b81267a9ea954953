# SPDX-License-Identifier: LGPL-2.1-or-later

"""Tests the tests: makes one small fault at a time in the library or in cookie-inspect, and sees
whether the suites core and api notice: in a plain build, and what survives there in one with
AddressSanitizer and UBSan. Only the tests that run the line are asked, the fastest first. Works on
copies of the source, below the build directory, which the next run builds upon."""

import argparse
import collections
import concurrent.futures
import contextlib
import filecmp
import hashlib
import itertools
import json
import os
import pathlib
import queue
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
IGNORED = shutil.ignore_patterns('_build*', '.git', '.cache')
# Which compiler has to be known: it is gcov that reads what it counts.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != 'CC'}

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
        self.room = pathlib.Path(path).parent.name
        self.key = path.removeprefix('cookie-glib/'), self.before, self.after

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


# What stands before the size of an array in its declaration, to which the compiler sees, and before
# how much is allocated, where there is room to spare.
SIZE = re.compile(r'(?:\b(?:char|g?u?int\d*|gpointer) +\*?\w+(?:\[\w*\])*\[|\bg_new0? \(\w+, |'
                  r'\bg_string_sized_new \(|\bg_array_sized_new \(\w+, \w+, sizeof \(\w+\), [^;]*)$')

# What stands before the two FALSE of a new array: that its elements are set to 0 before they are
# written, and one more behind them, is nothing that the program looks at.
ARRAY = re.compile(r'\bg_array_(?:sized_)?new \((?:\w+, )?$')


def mutants_of(path):
    text = (ROOT / path).read_text(encoding='utf-8')
    previous = None

    for token in TOKEN.finditer(text):
        kind, word = token.lastgroup, token[0]
        start, end = token.span()

        if kind == 'skip' or text[text.rfind('\n', 0, start) + 1:start].lstrip().startswith(('#', '*')):
            continue

        before = text[text.rfind('\n', 0, start) + 1:start]
        if SIZE.search(before) or (word == 'FALSE' and ARRAY.search(before)):
            previous = (kind, word)
            continue

        if kind == 'operator':
            # not a pointer, an address or a sign
            binary = previous is not None and (previous[0] in ('name', 'number', 'char') or previous[1] in (')', ']'))
            spaced = text[start - 1] == ' ' and text[end:end + 1] in (' ', '\n')
            if word in ('++', '--') or (binary and spaced):
                for other in OPERATORS.get(word, []):
                    yield Mutant(path, text, start, end, other)
        elif kind == 'number' and len(word) <= 4:
            value = int(word, 0)
            # any length or index below 0 is as the others
            negative = text[start - 1] == '-' and previous[1] == '-'
            if not negative:
                yield Mutant(path, text, start, end, str(value + 1))
            if value > 1 or negative:
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


def copy_if_changed(source, target):
    if not os.path.exists(target) or not filecmp.cmp(source, target, shallow=False):
        shutil.copy(source, target)


class Build:
    """A copy of the source, with a build directory and the tests whose programs are in it."""

    def __init__(self, directory, *options, slowness=1):
        self.slowness = slowness
        self.source = directory / 'source'
        self.directory = directory / 'build'
        self.sound = set()
        self.linked = set()
        self.mutated = []
        shutil.copytree(ROOT, self.source, ignore=IGNORED, dirs_exist_ok=True, copy_function=copy_if_changed)
        if not (self.directory / 'build.ninja').exists():
            subprocess.run(['meson', 'setup', self.directory, self.source, '-Ddebug=false', '-Dwarning_level=0', '-Dexamples=false',
                            '-Dintrospection=disabled', '-Ddocumentation=disabled', *options],
                           check=True, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
        self.make('build.ninja')
        built = self.list('--targets')
        targets = {target['id']: [os.path.relpath(name, self.directory) for name in target['filename']] for target in built}
        self.installed = [name for target in built if target['installed'] for name in targets[target['id']]]
        self.makes = {os.path.relpath(source, self.source): targets[target['id']] for target in built if target['installed']
                      for part in target['target_sources'] for source in part['sources']}
        self.tests = {}
        for test in self.list('--tests'):
            programs = [name for target in test['depends'] for name in targets[target]]
            if programs and {suite.split(':')[-1] for suite in test['suite']} & {'core', 'api'}:
                self.tests[test['name']] = {'cmd': test['cmd'], 'env': {**ENVIRONMENT, **test['env']}, 'programs': programs}
        if not self.make(*self.installed):
            sys.exit(f'what is in {self.source} does not compile: ninja -C {self.directory}')

    def list(self, what):
        return json.loads(subprocess.run(['meson', 'introspect', what, self.directory], check=True, stdout=subprocess.PIPE).stdout)

    def make(self, *targets, **env):
        return subprocess.run(['ninja', '-j2', '-C', self.directory, *targets], check=False, env={**ENVIRONMENT, **env},
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0

    def run(self, name, seconds, **env):
        """The exit status of a test, and the seconds that it took. These are of the processor, as the
        machine may have much else to do; what goes round in circles is ended by them too."""
        test = self.tests[name]
        seconds *= self.slowness
        limited = ['sh', '-c', 'ulimit -c 0 && ulimit -t "$0" && exec "$@"', str(int(5 + 5 * seconds)), *test['cmd']]
        process = subprocess.Popen(limited, env={**test['env'], **env}, cwd=self.directory, start_new_session=True,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        timer = threading.Timer(100 + 20 * seconds, os.killpg, [process.pid, signal.SIGKILL])
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        timer.cancel()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        return process.returncode, usage.ru_utime + usage.ru_stime

    def first_that_fails(self, mutant, names, seconds, patience):
        """The first of the tests that notices the fault, None if none does, or '' if it does not compile. Few
        faults that the fast tests miss are noticed by the slow ones: at some time, it is enough."""
        path = self.source / mutant.path
        original = path.read_text(encoding='utf-8')
        path.write_text(mutant.text, encoding='utf-8')
        # Tests find a library or cookie-inspect when they start; what is in the core or a header is
        # in many programs.
        shared = self.makes.get(mutant.path)
        if not shared:
            self.linked.clear()
        try:
            if not self.make(*(shared or self.installed), *self.mutated, CCACHE_DISABLE='1'):
                return ''
            for name in names:
                patience -= seconds[name]
                if patience < 0:
                    break
                if name not in self.linked:
                    if not self.make(*self.tests[name]['programs']):
                        return ''
                    if shared:
                        self.linked.add(name)
                if self.run(name, seconds[name])[0] != 0:
                    return name
            return None
        finally:
            self.mutated = shared or self.installed
            path.write_text(original, encoding='utf-8')


class Coverage:
    """Which tests run a line, the fastest first, and how many seconds each takes."""

    def __init__(self, directory, jobs):
        known = directory / 'coverage.json'
        digest = hashlib.sha256()
        for path in sorted(path for room in ('cookie-glib', 'tests') for path in (ROOT / room).rglob('*')):
            if path.is_file() and path.stem != 'mutants':
                digest.update(path.read_bytes())

        self.digest = digest.hexdigest()
        self.seconds = {}
        self.lines = collections.defaultdict(set)
        self.lock = threading.Lock()
        if not known.is_file() or not self.load(json.loads(known.read_text(encoding='utf-8'))):
            self.build = Build(directory, '-Db_coverage=true', '-Doptimization=0')
            if not self.build.make(*{program for test in self.build.tests.values() for program in test['programs']}):
                sys.exit(f'a test does not compile: ninja -C {self.build.directory}')
            with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
                list(pool.map(self.run, self.build.tests))
            known.write_text(json.dumps([self.digest, self.seconds, [[*place, *names] for place, names in self.lines.items()]]))

    def load(self, known):
        if known[0] != self.digest:
            return False
        self.seconds = known[1]
        self.lines.update({(path, line): set(names) for path, line, *names in known[2]})
        return True

    def run(self, name):
        with tempfile.TemporaryDirectory() as counts:
            status, seconds = self.build.run(name, 600, GCOV_PREFIX=counts)
            if status == 77:
                return
            if status != 0:
                sys.exit(f'{name} fails without a fault')

            data = list(pathlib.Path(counts).rglob('*.gcda'))
            for path in data:
                notes = path.with_suffix('.gcno')
                notes.symlink_to('/' / notes.relative_to(counts))
            printed = subprocess.run(['gcov', '--json-format', '--stdout', *data], check=True, cwd=self.build.directory,
                                     stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout if data else b''

        with self.lock:
            self.seconds[name] = seconds
            for report in printed.splitlines():
                for file in json.loads(report)['files']:
                    path = os.path.normpath(file['file']).removeprefix('../source/')
                    for line in file['lines'] if path.startswith('cookie-glib/') else []:
                        self.lines[path, line['line_number']] |= {name} if line['count'] > 0 else set()
                        self.lines[path, 0] |= {name}

    def tests_of(self, mutant):
        """For a line that is not counted the tests that run anything of the file: it may be of a table, or
        the process ended with _exit () or abort ()."""
        names = self.lines.get((mutant.path, mutant.line)) or self.lines.get((mutant.path, 0)) or self.seconds
        return sorted(names, key=self.seconds.get)


class Workshop:
    """Judges one fault after the other, in two builds."""

    def __init__(self, directory, coverage, explained):
        self.coverage = coverage
        self.explained = explained
        self.plain = Build(directory / 'plain', '-Doptimization=1')
        self.sanitized = Build(directory / 'sanitized', '-Doptimization=1', '-Db_sanitize=address,undefined', '-Db_lundef=false',
                               slowness=20)

    def judge(self, mutant):
        names = self.coverage.tests_of(mutant)
        name = self.plain.first_that_fails(mutant, names, self.coverage.seconds, 60)
        if name is not None:
            return 'caught' if name else 'does not compile'
        while (name := self.sanitized.first_that_fails(mutant, names, self.coverage.seconds, 15)) and name not in self.sanitized.sound:
            self.sanitized.make(*self.sanitized.mutated, *self.sanitized.tests[name]['programs'])
            if self.sanitized.run(name, self.coverage.seconds[name])[0] == 0:
                self.sanitized.sound.add(name)
                break
            print(f'not asked: {name}, which fails under the sanitizers without a fault', file=sys.stderr, flush=True)
            names.remove(name)
        if name:
            return 'caught by sanitizers'
        return 'explained' if mutant.key in self.explained else 'survived'


def table(mutants, verdicts):
    """By room, and in all: the share is of those that change something."""
    rooms = sorted({mutant.room for mutant in mutants})
    print(f'{"":12}{"faults":>8}{"caught":>8}{"by sanitizers":>15}{"change nothing":>16}{"survived":>10}{"share":>9}')
    for room in [*rooms, 'all']:
        count = collections.Counter(verdicts[mutant] for mutant in mutants if room in ('all', mutant.room))
        caught = count['caught'] + count['caught by sanitizers']
        share = 100 * caught / max(caught + count['survived'], 1)
        print(f'{room:12}{caught + count["explained"] + count["survived"]:8}{caught:8}{count["caught by sanitizers"]:15}'
              f'{count["explained"]:16}{count["survived"]:10}{share:7.1f} %')
    return share


def main():
    parser = argparse.ArgumentParser(prog='./dev mutants', description=__doc__)
    parser.add_argument('--build', type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument('--number', type=int, default=420, help='how many faults; 0 for all that there are')
    parser.add_argument('--seed', type=int, default=time.time_ns() // 1000 % 1000000, help="which of them; the clock's by default")
    parser.add_argument('--jobs', type=int, default=min(2, os.cpu_count()))
    parser.add_argument('files', nargs='*', help='instead of the whole library and cookie-inspect')
    options = parser.parse_args()

    for path in options.files:
        if not (ROOT / path).is_file():
            parser.error(f'no such file: {path}')
    files = options.files or sorted(str(path.relative_to(ROOT)) for path in (ROOT / 'cookie-glib').rglob('*.[ch]')
                                    if path.parent.name != 'bindings')
    mutants = [mutant for path in files for mutant in mutants_of(path)]
    possible = len(mutants)
    random.Random(options.seed).shuffle(mutants)
    mutants = mutants[:options.number] if options.number else mutants
    mutants.sort(key=lambda mutant: mutant.path)
    print(f'mutants: {len(mutants)} of {possible} faults, --seed {options.seed}', flush=True)

    explained = set()
    for line in (ROOT / 'tests/mutants.txt').read_text(encoding='utf-8').splitlines():
        if line and not line.startswith('#'):
            explained.add(tuple(line.split('\t')[:3]))

    coverage = Coverage(options.build / 'coverage', options.jobs)
    shops = queue.Queue()
    verdicts = {}
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for i in range(options.jobs):
            shops.put(Workshop(options.build / str(i), coverage, explained))

        def judge(mutants_of_file):
            shop = shops.get()
            try:
                for mutant in mutants_of_file:
                    verdict = shop.judge(mutant)
                    verdicts[mutant] = verdict
                    if verdict == 'survived' or len(verdicts) % 20 == 0:
                        what = mutant if verdict == 'survived' else '…'
                        print(f'{len(verdicts)} of {len(mutants)}: {what}', file=sys.stderr, flush=True)
            finally:
                shops.put(shop)

        # one file after the other, as what was mutated is compiled again for the next
        list(pool.map(judge, [list(group) for _, group in itertools.groupby(mutants, key=lambda mutant: mutant.path)]))

    survivors = [mutant for mutant in mutants if verdicts[mutant] == 'survived']
    for mutant in survivors:
        print(f'survived: {mutant}')
    share = table(mutants, verdicts)
    sys.exit(share < 95 or len(survivors) > 0)


if __name__ == '__main__':
    main()
