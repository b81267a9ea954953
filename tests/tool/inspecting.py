# SPDX-License-Identifier: LGPL-2.1-or-later

"""What the tests of cookie-inspect share. The first argument of a test is the program."""

import json
import os
import shlex
import subprocess
import sys
import unittest

# Built for another machine, it runs as Meson's cross file says.
PROGRAM = [*shlex.split(os.environ.get('MESON_EXE_WRAPPER', '')), os.path.abspath(sys.argv.pop(1))]
NOW = '--now=2026-11-30T12:00:00Z'


class Result:
    def __init__(self, done):
        self.status = done.returncode
        self.out = done.stdout.decode() if done.stdout is not None else ''
        self.err = done.stderr.decode()

    def __repr__(self):
        return f'exit {self.status}\n{self.out}\n{self.err}'


def inspect(*arguments, stdin=b'', **options):
    if isinstance(stdin, str):
        stdin = stdin.encode()
    if not isinstance(stdin, bytes):
        options['stdin'] = stdin
    else:
        options['input'] = stdin
    options.setdefault('stdout', subprocess.PIPE)
    return Result(subprocess.run([*PROGRAM, *arguments], stderr=subprocess.PIPE, timeout=60, check=False, **options))


def main():
    unittest.main(verbosity=2)


class Case(unittest.TestCase):
    maxDiff = None

    def fields(self, *arguments, status=0, **options):
        """The fields that are found, as (name, text)."""
        return [(found['field'], found['text']) for found in self.objects(*arguments, status=status, **options)]

    def objects(self, *arguments, status=0, **options):
        result = inspect('--json', *arguments, **options)
        self.assertEqual(result.status, status, result)
        return json.loads(result.out)

    def expect(self, result, status, out, err=''):
        self.assertEqual((result.status, result.out, result.err), (status, out, err))


def has_json():
    return inspect('--json', 'a=b').status == 0
