# SPDX-License-Identifier: LGPL-2.1-or-later

"""transcripts.py PROGRAM FILE [--update]: the commands of the file print what stands below them. A line with a
dollar sign is a command of Bash, one with a number sign a remark; `[1]` at the end is an exit status that is not 0."""

import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

PROGRAM = [*shlex.split(os.environ.get('MESON_EXE_WRAPPER', '')), os.path.abspath(sys.argv[1])]
PATH = pathlib.Path(sys.argv[2])


def run(command, directory):
    """With a program of this name, since a pipe or a loop may run it."""
    done = subprocess.run(['bash', '-c', command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                          check=False, timeout=60, env={**os.environ, 'PATH': f'{directory}:{os.environ["PATH"]}'})
    return done.stdout.decode() + (f'[{done.returncode}]\n' if done.returncode else '')


def main():
    parts = re.split(r'^(\$ .*\n|# .*\n)', PATH.read_text(encoding='utf-8'), flags=re.MULTILINE)
    failed = n = 0
    written = parts[0]
    with tempfile.TemporaryDirectory() as directory:
        script = pathlib.Path(directory) / 'cookie-inspect'
        script.write_text(f'#!/bin/sh\nexec {shlex.join(PROGRAM)} "$@"\n', encoding='utf-8')
        script.chmod(0o755)
        for head, expected in zip(parts[1::2], parts[2::2]):
            if head.startswith('#'):
                written += head
                continue
            n += 1
            printed = run(head[2:], directory)
            written += head + printed + '\n'
            if printed + '\n' != expected and printed != expected:
                failed += 1
                print(f'not ok {n} - {head.strip()[2:90]}')
                print(f'printed:\n{printed}expected:\n{expected}'.replace('\n', '\n# ').join(('# ', '')))
            else:
                print(f'ok {n} - {head.strip()[2:90]}'.replace('#', 'number'))
    print(f'1..{n}')
    if '--update' in sys.argv:
        PATH.write_text(written, encoding='utf-8')
    return failed > 0


sys.exit(main())
