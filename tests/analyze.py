# SPDX-License-Identifier: LGPL-2.1-or-later

"""Runs the static analyzers of GCC and Clang over the sources of the library, with the options of a
build. What they say that is not so is in analyze.txt, with the reason."""

import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
ANALYZERS = {
    'gcc': ['gcc', '-fanalyzer', '-c', '-o', '/dev/null'],
    'clang': ['clang', '--analyze', '-Xclang', '-analyzer-output=text', '-Wno-unknown-warning-option'],
}
# Clang does not know the attribute with which GLib frees a variable at the end of its block.
AUTOMATIC = re.compile(r"(?:Potential leak of memory pointed to by|Value stored to) '(\w+)'")
WARNING = re.compile(r'^(\S+\.[ch]):(\d+):\d+: (?:warning|error): (.*) \[([^]]*)\]$')

build = pathlib.Path(sys.argv[1])
commands = []
for entry in json.loads((build / 'compile_commands.json').read_text(encoding='utf-8')):
    source = (build / entry['file']).resolve()
    if source.suffix == '.c' and source.is_relative_to(ROOT / 'cookie-glib'):
        # neither the compiler, which ccache may precede, nor the outputs and the file at the end
        words = shlex.split(entry['command'])
        start = next(i for i, word in enumerate(words) if word.startswith('-'))
        options = words[start:words.index('-MD')] + ['-fdiagnostics-color=never']
        commands += [(name, [*command, *options, str(source)]) for name, command in ANALYZERS.items()]

known = {}
for line in (ROOT / 'tests/analyze.txt').read_text(encoding='utf-8').splitlines():
    if line and not line.startswith('#'):
        *key, why = line.split('\t')
        known[tuple(key)] = why


def run(command):
    name, arguments = command
    process = subprocess.run(arguments, cwd=build, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             env={**os.environ, 'LC_ALL': 'C.UTF-8'})
    if process.returncode != 0:
        sys.exit(process.stdout)
    return name, process.stdout


def is_automatic(message, lines):
    """Whether the message is about a variable of the function that GLib frees; the last of lines is that of the message."""
    match = AUTOMATIC.match(message)
    function = lines[max((i for i, line in enumerate(lines) if line == '{'), default=0):]
    return match and any(re.match(rf'\s+g_auto.*[ *]{match[1]}(?: =|[;,])', line) for line in function)


found, explained, automatic = set(), set(), set()
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    for name, output in pool.map(run, commands):
        for file, line, message, kind in filter(None, (w and w.groups() for w in map(WARNING.match, output.splitlines()))):
            path = (build / file).resolve()
            lines = path.read_text(encoding='utf-8').splitlines()[:int(line)]
            text = lines[-1].strip()
            key = name, kind, os.path.relpath(path, ROOT / 'cookie-glib'), text
            if name == 'clang' and is_automatic(message, lines):
                automatic.add(key)
            elif key in known:
                explained.add(key)
            else:
                found.add(key)
                print(f'{os.path.relpath(path, ROOT)}:{line}: {name}: {message}', *key, sep='\t')

for key in known.keys() - explained:
    print('no more said, so to be taken out of tests/analyze.txt:', *key, sep='\t')
print(f'analyze: {len(commands) // len(ANALYZERS)} files, {len(found)} warnings, {len(explained)} known not to be so, '
      f'{len(automatic)} about variables that GLib frees')
sys.exit(len(found) > 0)
