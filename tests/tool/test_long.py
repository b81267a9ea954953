# SPDX-License-Identifier: LGPL-2.1-or-later

"""test_long.py PROGRAM: input of many megabytes, which takes time."""

import subprocess
import unittest

from inspecting import PROGRAM, Case, has_json, main


class Long(Case):
    @unittest.skipUnless(has_json(), 'built without json-glib')
    def test_long_har(self):
        text = 'x' * (17 * 1024 * 1024)
        har = '{"log": {"entries": [{"request": {"headers": [{"name": "Cookie", "value": "a=b"}]}, "x": "%s"}]}}' % text
        self.assertEqual(self.fields(stdin=har), [('Cookie', 'a=b')])

    @unittest.skipUnless(has_json(), 'built without json-glib')
    def test_long_lines(self):
        """Blocks of the input end anywhere, and a line is read up to 16 MiB."""
        for length in 65535, 65536, 200000:
            self.assertEqual(self.fields(stdin=f'a={"x" * length}\r\nb=c\n'), [('Cookie', f'a={"x" * length}'), ('Cookie', 'b=c')])
        found = self.objects('-s', stdin=b'a=' + b'x' * (40 << 20) + b'\nb=c\n', status=1)
        self.assertEqual([(o['verdict'], len(o['text']) > 16 << 20) for o in found], [('dropped', True), ('kept', False)])

    def test_endless_line(self):
        with subprocess.Popen([*PROGRAM, '-q'], stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            try:
                for _ in range(257):
                    process.stdin.write(b'x' * (1 << 20))
            except BrokenPipeError:
                pass
            _, message = process.communicate()
        self.assertEqual((process.returncode, message), (2, b'cookie-inspect: a line of the standard input is longer than 268435456 bytes\n'))


main()
