# SPDX-License-Identifier: LGPL-2.1-or-later
"""Measures cookie-glib and its peers: `./dev bench [--install] [--rounds N] [CASE…]`.

Every peer is a program that reads the same file of headers and prints what it found and how much
of the processor's time it took, see harness.c. They take turns, round after round, so that what else
the machine does hits all alike; the median of the rounds counts, also of what each is to ours in the
same round, since a machine may be slower in one round than in another. What is made for it is made below --build.
"""

import argparse
import datetime
import glob
import json
import os
import pathlib
import platform
import re
import resource
import shutil
import statistics
import subprocess
import sys

import corpus

HERE = pathlib.Path(__file__).resolve().parent
SHOP = 'a browser\'s header, 20 pairs, 1.3 kB'
MIXED = 'other software\'s headers, 4 to 40 pairs of any length, 1.8 kB'
LONG = 'a browser\'s header, 120 pairs, 8 kB'
CASES = {  # name: (job, corpus, what it is)
    'load': ('load', 'load', f'{SHOP}: only read'),
    'load-mixed': ('load', 'mixed', f'{MIXED}: only read'),
    'load-long': ('load', 'long', f'{LONG}: only read'),
    'three': ('three', 'load', f'{SHOP}: three values looked up by name'),
    'three-mixed': ('three', 'mixed', f'{MIXED}: three values looked up by name'),
    'all': ('all', 'load', f'{SHOP}: every name and value seen'),
    'all-mixed': ('all', 'mixed', f'{MIXED}: every name and value seen'),
    'all-long': ('all', 'long', f'{LONG}: every name and value seen'),
    'request': ('request', 'load', f'{SHOP}: a signed session opened, three values looked up, '
                'two cookies set with five attributes each, and their Set-Cookie lines written'),
    'threads': ('threads', 'load', f'{SHOP}: three values looked up, by one thread and by two, time for all of them'),
    'morsels': ('morsels', 'load', f'{SHOP}: an object made for every pair'),
    'split': ('split', 'split', '20 quoted values with semicolons in them, which browsers\' rules split: only read'),
    'small': ('small', 'small', '3 pairs, 80 bytes'),
    'quoted': ('quoted', 'quoted', '20 quoted and escaped values, each one read'),
    'write': ('write', 'write', 'one cookie with all attributes, written'),
    'set-cookie': ('set-cookie', 'set-cookie', 'one Set-Cookie line with all attributes, parsed and read'),
    'sign': ('sign', 'seal', 'a value of 40 bytes, signed'),
    'verify': ('verify', 'seal', 'a signed value of 40 bytes, verified'),
    'encrypt': ('encrypt', 'seal', 'a value of 40 bytes, encrypted'),
    'decrypt': ('decrypt', 'seal', 'an encrypted value of 40 bytes, decrypted'),
    'python': ('python', 'load', 'from Python: SimpleCookie(header) of 20 pairs, three values read'),
    'python-iterate': ('iterate', 'load', 'from Python: the same header, all names and values read'),
    'python-set': ('set', 'load', 'from Python: a new SimpleCookie, one cookie set'),
    'python-attributes': ('attributes', 'load', 'from Python: the same, with five attributes, printed'),
    'python-exchange': ('exchange', 'load', 'from Python: the header read, three values, and the answer printed'),
}
GROUPS = {'seal': ['sign', 'verify', 'encrypt', 'decrypt']}
NPM_PACKAGES = ['cookie@1.1.1', 'cookie-signature@1.2.2', 'iron-webcrypto@2.0.0']
RUST_REGISTRY = '/usr/share/cargo/registry'


class LeftOut(Exception):
    pass


class Peer:
    def __init__(self, name, jobs, make):
        self.name = name
        self.jobs = jobs
        self.make = make  # (work directory) → command, or LeftOut is raised

    def does(self, case):
        job, corpus, _ = CASES[case]
        return job in self.jobs and f'-{corpus}' not in self.jobs


def run(command, directory=None, **variables):
    result = subprocess.run(command, cwd=directory, env={**os.environ, **variables},
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if result.returncode != 0:
        raise LeftOut(f'{command[0]} failed: {result.stderr.strip()[-500:]}')
    return result.stdout


def need_program(*names):
    for name in names:
        if shutil.which(name):
            return shutil.which(name)
    raise LeftOut(f'{names[-1]} is not installed')


def meson_program(name):
    def make(work):
        program = work.parent / 'tests' / 'bench' / name
        if not program.exists():
            raise LeftOut('its library was not there when the build was configured')
        return [str(program)]
    return make


def rust_program(profile, label, source='peer-rust'):
    """Debian's crate, built from the registry below /usr/share, without any network; `profile` is what to
    say to cargo beyond its release profile."""
    def make(work):
        cargo = need_program('/usr/bin/cargo', 'cargo')
        rustc = need_program('/usr/bin/rustc', 'rustc')
        crates = sorted(glob.glob(f'{RUST_REGISTRY}/cookie-[0-9]*'))
        if not crates:
            raise LeftOut(f'no cookie crate in {RUST_REGISTRY}')
        version = crates[-1].rpartition('-')[2]

        directory = work / f'{source.replace("peer-", "")}{label.replace(" ", "-")}'
        (directory / '.cargo').mkdir(parents=True, exist_ok=True)
        (directory / '.cargo' / 'config.toml').write_text(
            '[source.crates-io]\nreplace-with = "system"\n\n'
            f'[source.system]\ndirectory = "{RUST_REGISTRY}"\n')
        (directory / 'Cargo.toml').write_text(
            '[package]\nname = "peer-rust"\nversion = "1.0.0"\nedition = "2021"\n\n'
            f'[[bin]]\nname = "peer-rust"\npath = "{HERE}/{source}.rs"\n\n'
            f'[dependencies]\ncookie = {{ version = "={version}", features = ["signed"] }}\n\n'
            f'[profile.release]\n{profile}\n')
        run([cargo, 'build', '--release', '--offline', '--quiet'], directory,
            CARGO_HOME=str(work / 'cargo'), CARGO_TARGET_DIR=str(directory / 'target'),
            RUSTC=rustc, COOKIE_VERSION=version + label)
        return [str(directory / 'target' / 'release' / 'peer-rust')]
    return make


def go_program(name):
    def make(work):
        program = str(work / name)
        run([need_program('go'), 'build', '-o', program, str(HERE / f'{name}.go')], work,
            GO111MODULE='off', GOPATH='/usr/share/gocode', GOCACHE=str(work / 'go-cache'), GOTOOLCHAIN='local')
        return [program]
    return make


def node_program(name):
    def make(work):
        node = need_program('node')
        modules = work / 'npm' / 'node_modules'
        for package in NPM_PACKAGES:
            if not (modules / package.partition('@')[0]).exists():
                raise LeftOut(f'{package} is not installed')
        return [node, str(HERE / name), str(modules)]
    return make


def make_gjs(work):
    gjs = need_program('gjs')
    run([gjs, '-c', 'imports.gi.versions.Cookie = "1.0"; imports.gi.Cookie.SimpleCookie'])
    return [gjs, '-m', str(HERE / 'peer-gjs.js')]


def python_module(module, import_name):
    def make(work):
        # the system's Python: it has PyGObject, and Werkzeug is Debian's
        command = ['/usr/bin/python3', *([str(HERE / 'peer-seal.py')] if module == 'seal' else [str(HERE / 'peer-python.py'), module])]
        try:
            run(['/usr/bin/python3', '-c', import_name])
        except LeftOut:
            raise LeftOut('/usr/bin/python3 does not know it') from None
        return command
    return make


PARSE = ('load', 'small', 'set-cookie', 'write')
READ = ('load', 'three', 'all')
PYTHON = 'python', 'iterate', 'set', 'attributes', 'exchange'
PEERS = [  # -mixed: reads those headers otherwise
    Peer('cookie-glib', (*PARSE, *READ, 'request', 'morsels', 'split', 'quoted'), meson_program('peer-cookie-glib')),
    Peer('cookie-glib, sealed', GROUPS['seal'], meson_program('peer-seal')),
    Peer('cookie-glib, threads', ('threads',), meson_program('threads')),
    Peer('cookie-glib from Python', PYTHON,
         python_module('cookie-glib', 'from gi.repository import Cookie; Cookie.SimpleCookie')),
    Peer('cookie-glib from JavaScript', PYTHON, make_gjs),
    Peer('floor', READ, meson_program('peer-floor')),
    Peer('GObject', ('morsels',), meson_program('peer-gobject')),
    Peer('libmicrohttpd', READ, meson_program('peer-libmicrohttpd')),
    Peer('libsoup', (*PARSE, *READ, 'request'), meson_program('peer-libsoup')),
    Peer('Rust cookie', (*PARSE, *READ, 'request'), rust_program('', '')),
    Peer('Rust cookie, LTO', (*PARSE, *READ, 'request'), rust_program('lto = "fat"\ncodegen-units = 1', ' with LTO')),
    Peer('Go net/http', (*PARSE, *READ, 'request', '-mixed'), go_program('peer-go')),
    Peer('npm cookie', (*PARSE, *READ, 'request'), node_program('peer-node.js')),
    Peer('http.cookies', (*PARSE, 'quoted', *PYTHON), python_module('http.cookies', 'import http.cookies')),
    Peer('Werkzeug', ('load', 'small', 'write', 'quoted', 'python'), python_module('werkzeug', 'import werkzeug')),
    Peer('Rust cookie, signed jar', ('sign', 'verify'), rust_program('', '', 'peer-seal')),
    Peer('gorilla/securecookie', GROUPS['seal'], go_program('peer-seal')),
    Peer('npm cookie-signature and iron', GROUPS['seal'], node_program('peer-seal.mjs')),
    Peer('itsdangerous and Fernet', GROUPS['seal'], python_module('seal', 'import itsdangerous, cryptography')),
    Peer('itsdangerous', ('request',), python_module('itsdangerous', 'import werkzeug, itsdangerous')),
]


def prepare_peers(work, cases):
    """The command of each peer that is there, and why the others are not."""
    commands, left_out = {}, {}
    for peer in PEERS:
        if not any(peer.does(case) for case in cases):
            continue
        try:
            commands[peer.name] = peer.make(work)
        except LeftOut as reason:
            left_out[peer.name] = str(reason)
    return commands, left_out


def measure(case, commands, corpora, rounds, milliseconds):
    """{label: {'peer', 'pairs', 'ns' (a header, one of each round)}}"""
    results = {}
    job, corpus_name, _ = CASES[case]
    headers = corpora / f'{corpus_name}.txt'
    turns = [peer.name for peer in PEERS if peer.does(case) and peer.name in commands]
    for number in range(rounds):
        for name in turns[::-1] if number % 2 else turns[:]:
            try:
                lines = run([*commands[name], job, str(headers), str(milliseconds)]).splitlines()
            except LeftOut as reason:
                print(f'left out of {case}: {name}: {reason}')
                turns.remove(name)
                continue
            for line in lines:
                label, pairs, ns = line.split('\t')
                result = results.setdefault(label, {'peer': name, 'pairs': int(pairs), 'ns': []})
                result['ns'].append(float(ns))
    order = [peer.name for peer in PEERS]
    return dict(sorted(results.items(), key=lambda item: order.index(item[1]['peer'])))


def check_pairs(case, results):
    """Nobody is fast by finding less."""
    found = {result['pairs'] for result in results.values()}
    if len(found) > 1:
        for label, result in results.items():
            print(f'  {result["pairs"]:7} {label}', file=sys.stderr)
        sys.exit(f'bench: {case}: the peers found different numbers of pairs')


def compare(results):
    """Sets 'median', and the medians of the quotients of the rounds, 'to ours' and 'to floor'; None if that is not there."""
    ours = next((r for r in results.values() if r['peer'].startswith('cookie-glib')), None)
    floor = next((r for r in results.values() if r['peer'] == 'floor'), None)
    for result in results.values():
        result['median'] = statistics.median(result['ns'])
        for name, other in ('to ours', ours), ('to floor', floor):
            result[name] = other and statistics.median(ns / other_ns for ns, other_ns in zip(result['ns'], other['ns']))


def print_table(case, results, markdown):
    pairs = next(iter(results.values()))['pairs'] / corpus.HEADERS
    if markdown:
        print(f'\n**{case}**: {CASES[case][-1]}\n\n| | ns a header | ns a pair | to ours | to floor |\n|---|--:|--:|--:|--:|')
        line = '| {label} | {header:.0f} | {pair:.1f} | {ours} | {floor} |'
    else:
        print(f'\n{case}: {CASES[case][-1]} ({pairs:g} found)\n  ns a header  ns a pair  to ours  to floor')
        line = '  {header:11.1f} {pair:10.1f} {ours:>8} {floor:>9}  {label}'
    for label, result in results.items():
        ratios = {name: f'{result[f"to {name}"]:.2f}' if result[f'to {name}'] else '-' for name in ('ours', 'floor')}
        print(line.format(label=label, header=result['median'], pair=result['median'] / pairs, **ratios))


def measure_tool(program, rounds):
    """What cookie-inspect takes for 100,000 lines, in seconds of the processor."""
    inputs = {
        'Set-Cookie': 'Set-Cookie: sid{}=31d4d96e407aad42; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=3600\n',
        'Set-Cookie, 3 hints': 'Set-Cookie: sid{}=31d4d96e407aad42; Path=/\n',
        'Cookie, 3 pairs': 'Cookie: sid={}; lang=en-GB; theme=dark\n',
    }
    print(f'{machine()}; seconds for 100,000 lines, medians of {rounds} rounds\n\n    text    JSON   quiet')
    for name, line in inputs.items():
        text = ''.join(line.format(i) for i in range(100000)).encode()
        medians = []
        for option in '--width=80', '--json-lines', '--quiet':
            seconds = []
            for _ in range(rounds):
                before = resource.getrusage(resource.RUSAGE_CHILDREN)
                subprocess.run([program, option], input=text, stdout=subprocess.DEVNULL, check=True)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
            medians.append(statistics.median(seconds))
        print(' '.join(f'{median:7.2f}' for median in medians), f' {name}')


GROWTH_STEPS = ['step_load', 'step_read', 'step_output', 'step_change']  # functions of growth.c
GROWTH_SIZES = 3
MAX_GROWTH = 2.2
MIN_INSTRUCTIONS = 1 << 17  # for 1 MiB: an eighth of one a byte; less is no loop over what is there
MIN_NS = 200e3  # for 1 MiB: what takes less is as fast as copying memory, and not printed


def count_instructions(program, work):
    """How many instructions each step takes for each length, in the order in which growth.c takes them."""
    output = work / 'growth.callgrind'
    output.unlink(missing_ok=True)
    run([need_program('valgrind'), '--tool=callgrind', f'--callgrind-out-file={output}', '--combine-dumps=yes',
         '--toggle-collect=step_*', *(f'--dump-after={step}' for step in GROWTH_STEPS),
         program, '--once'], G_SLICE='')  # as without valgrind, where GLib has an allocator of its own
    parts = re.findall(r'^desc: Trigger: --dump-after=.*?^totals: (\d+)', output.read_text(), re.M | re.S)
    return [int(total) for total in parts]


def measure_growth(program, work):
    """Prints what growth.c measures, and what it counts, which says whether the work is linear: the growth of the time
    is that of the caches too, and of whoever else uses them. Returns how many steps are not linear."""
    rows = [line.split('\t') for line in run([program]).splitlines()]
    counts = iter(count_instructions(program, work))
    n_failures = 0

    print(f'{machine()}\n\n{"":44} {"microseconds":>32} {"growth of":>16}\n{"header":20} {"profile":8} {"pairs":>7}  {"":6}'
          f' {"256 KiB":>10} {"512 KiB":>10} {"1 MiB":>10} {"time":>6} {"instructions":>13}')
    for first in range(0, len(rows), len(GROWTH_STEPS)):
        lengths = [[next(counts) for _ in GROWTH_STEPS] for _ in range(GROWTH_SIZES)]
        for row, *instructions in zip(rows[first:first + len(GROWTH_STEPS)], *lengths):
            name, profile, pairs, step, *times, time_growth = row
            growth = max(after / before for before, after in zip(instructions, instructions[1:]))
            is_too_much = growth > MAX_GROWTH and instructions[-1] >= MIN_INSTRUCTIONS
            n_failures += is_too_much
            if is_too_much or float(times[-1]) >= MIN_NS:
                print(f'{name:20} {profile:8} {pairs:>7}  {step:6}', *(f'{float(ns) / 1e3:10.1f}' for ns in times),
                      f'{float(time_growth):6.2f} {growth:13.3f}{"  TOO MUCH" if is_too_much else ""}')

    if n_failures > 0:
        print(f'{n_failures} of these take more than {MAX_GROWTH} times as many instructions for twice the length', file=sys.stderr)
    return n_failures


def machine():
    try:
        cpu = re.search(r'model name\s*: (.*)', pathlib.Path('/proc/cpuinfo').read_text()).group(1)
    except (OSError, AttributeError):
        cpu = platform.machine()
    return f'{cpu}, {os.cpu_count()} cores, {platform.system()} {platform.release()}'


def main():
    parser = argparse.ArgumentParser(prog='./dev bench', description='Measure cookie-glib and its peers.')
    parser.add_argument('cases', nargs='*', metavar='CASE',
                        help=f'one of {", ".join(CASES)} (all of them by default), or seal, which is four of them, or growth, or inspect, or soup')
    parser.add_argument('--build', type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument('--install', action='store_true', help='fetch the peers that are not there')
    parser.add_argument('--rounds', type=int, default=7, help='the median of so many counts (7)')
    parser.add_argument('--milliseconds', type=float, default=150, help='for each peer in each round (150)')
    parser.add_argument('--markdown', action='store_true', help='print tables as docs/performance.md has them')
    parser.add_argument('--json', type=pathlib.Path, help='where to write (bench/results.json of the build)')
    options = parser.parse_args()

    if options.cases == ['soup']:
        sys.exit(subprocess.run([options.build / 'tests' / 'bench' / 'soup']).returncode)
    if options.cases == ['growth']:
        try:
            sys.exit(measure_growth(str(options.build / 'tests' / 'bench' / 'growth'), options.build) > 0)
        except LeftOut as reason:
            sys.exit(f'bench: {reason}')
    if options.cases == ['inspect']:
        sys.exit(measure_tool(options.build / 'cookie-glib' / 'tool' / 'cookie-inspect', options.rounds))
    options.cases = [case for word in options.cases for case in GROUPS.get(word, [word])]
    unknown = set(options.cases) - set(CASES)
    if unknown:
        parser.error(f'no such case: {", ".join(sorted(unknown))}')
    if options.rounds < 5:
        parser.error('fewer than 5 rounds say nothing')

    # the cases of Python belong together
    chosen = [*options.cases, *(case for case in CASES if 'python' in options.cases and case.startswith('python-'))]
    cases = [case for case in CASES if case in (chosen or CASES)]
    work = options.build.resolve() / 'bench'
    corpus.write_all(work / 'corpus')
    if options.install and shutil.which('npm'):
        run(['npm', 'install', '--silent', '--prefix', str(work / 'npm'), *NPM_PACKAGES])
    commands, left_out = prepare_peers(work, cases)
    for name, reason in left_out.items():
        print(f'left out: {name}: {reason}')

    print(f'{machine()}; medians of {options.rounds} rounds')
    report = {'date': datetime.datetime.now(datetime.timezone.utc).isoformat(timespec='seconds'),
              'machine': machine(), 'left_out': left_out, 'cases': {}}
    for case in cases:
        results = measure(case, commands, work / 'corpus', options.rounds, options.milliseconds)
        if not results:
            print(f'\n{case}: nobody to measure')
            continue
        check_pairs(case, results)
        compare(results)
        print_table(case, results, options.markdown)
        report['cases'][case] = results

    path = options.json or work / 'results.json'
    path.write_text(json.dumps(report, indent=2) + '\n')
    print(f'\nwritten to {path}' + ('; ./dev bench --install fetches who was left out' if left_out else ''))


main()
